"""Scores: how well what a machine did agrees with gold that people made."""
