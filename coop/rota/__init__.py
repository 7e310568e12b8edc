"""Who works when: shift kinds, demand, rest rules, the solver, publication and hours worked."""
