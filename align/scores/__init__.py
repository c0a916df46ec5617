"""Scores: how well the work of a machine agrees with gold that people made."""
