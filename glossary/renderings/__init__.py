"""How terms are rendered in a text and its translation, and how consistently."""
