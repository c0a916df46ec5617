"""A memory: a house's published translations, and what they show about a text."""
