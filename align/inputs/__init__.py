"""From the paths that a person names to texts: walking, pairing with sources, languages, reading."""
