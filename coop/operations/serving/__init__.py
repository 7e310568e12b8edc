"""Serving: a web process and a job process, both watched over."""
