"""Bases that several rules share."""
