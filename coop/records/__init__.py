"""The record book: what was decided and done, chained so that no page can be torn out."""
