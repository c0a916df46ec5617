"""Keeps a glossary in order: finds what is wrong in it, merges, compares, counts, sorts, and takes terms in."""
