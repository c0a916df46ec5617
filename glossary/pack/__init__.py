"""Packs: what is known of a language, or of a pair of languages, as tables that a linguist can read and change."""
