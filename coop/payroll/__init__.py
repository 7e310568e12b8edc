"""Pay: a month's pot, split as the assembly voted, to the last centavo."""
