"""The books: double entry in whole centavos, append-only, open to whoever can read them."""
