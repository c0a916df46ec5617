"""Rules of the dimension 'publication'."""
