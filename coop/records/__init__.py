"""The record book: append-only, hash-chained, signed, and checked by anybody without this program."""
