"""How consistently terms are rendered: in texts next to their sources, in texts alone, and on a page."""
