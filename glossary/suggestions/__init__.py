"""Suggestions: English renderings for a foreign word, ranked and put in the form that fits."""
