"""Rules of the dimension 'accuracy'."""
