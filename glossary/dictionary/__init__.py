"""CC-CEDICT: entries, their index, and the phrases in their senses."""
