"""Rules of the dimension 'locale'."""
