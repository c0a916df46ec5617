"""Names of Chinese people and places: who is named in a source, how each may be spelled, what a translation misspelt.

`find_misspellings` compares a source with its translation: names that may stand in the source (`chinese_names.py`,
`places.py`), words of the translation that may be names (`spelled_names.py`), every accepted spelling of a name
(`spellings.py`, `surnames.py`, `wade_giles.py`), and what is nearly one (`comparison.py`). `variants.py` looks at a
translation alone.
"""

from align.lang import Language


def are_romanized(source: Language, target: Language) -> bool:
    """Whether the names of a source are Chinese and its translation spells them in Latin letters."""
    return source.code == "zh" and target.code not in ("zh", "ja", "ko")
