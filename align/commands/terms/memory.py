"""A translation memory: pairs that were translated earlier."""

from pathlib import Path


def read_memory(path: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of Chinese and English texts of a TMX file, in its order. Raises GlossaryError."""
    from glossary.formats.files import load

    units = load(Path(path), "tmx").glossary.concepts
    sides = ((unit.terms_in("zh"), unit.terms_in("en")) for unit in units)
    return tuple((source[0].text, target[0].text) for source, target in sides if source and target)
