"""Scores of a translation: against references, by its findings, and by people."""
