"""Where terms occur in a text, and which terms have no rendering."""
