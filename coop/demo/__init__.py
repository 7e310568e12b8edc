"""A sample co-op, invented: 35 people of a ceramics factory, half-way through a month."""
