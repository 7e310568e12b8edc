"""From a bare machine to a running program, with nothing but the standard library of Python."""
