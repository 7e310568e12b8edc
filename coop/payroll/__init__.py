"""Payroll: the month's pot, how it is split, and the payslips that a carried vote lets out."""
