"""The stock ledger: items, units, places, lots with their owner, movements that are never rewritten."""
