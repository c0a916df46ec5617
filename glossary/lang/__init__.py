"""What words look like, one file per language, and the vectors of all of them."""
