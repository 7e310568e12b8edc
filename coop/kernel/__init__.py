"""What every floor may use: money, clock, errors, canonical JSON, ranges. Pure Python, no I/O."""
