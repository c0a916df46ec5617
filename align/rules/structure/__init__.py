"""Rules of the dimension 'structure'."""
