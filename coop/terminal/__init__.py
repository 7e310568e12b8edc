"""The shared terminal and everybody's first page: composes what the modules show."""
