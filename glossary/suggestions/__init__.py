"""Renderings for a foreign word, ranked."""
