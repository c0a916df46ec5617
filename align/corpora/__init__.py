"""Corpora: millions of pairs, checked in units that are pure functions of their rows, each with a file of its own.

A folder holds what became of a corpus: the manifest (`manifest.json`: inputs, and units, which are ranges of their
rows), a Parquet file a unit (`units/NNNNNN.parquet`), a log, and what could not be checked (`quarantine/`).
"""
