"""Keeps a glossary in order: lint, merge, compare, count, sort, add terms, accept and reject candidates."""
