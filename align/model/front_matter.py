"""The front matter of Markdown: what is at its start between two lines of `---` (YAML) or `+++` (TOML)."""

import re

FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?:.*+(?:\r\n|\n|\r))*?\1[ \t]*(?=\r|\n|\Z)")
"""Matches it with both lines, at the start of a text."""
