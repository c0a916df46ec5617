"""Where terms are in a text, and which terms have no rendering in its translation."""
