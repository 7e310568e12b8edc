"""What keeps an installation going: serving, looking after it, back-ups and their return, keys."""
