"""Column generation: one column is one person's whole roster."""
