"""Rules of the dimension 'linguistic'."""
