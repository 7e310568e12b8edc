"""The whole program measured on real data."""
