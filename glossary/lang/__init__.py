"""Facts of languages about words and characters: a file a language and fact. Nothing here reads a glossary."""
