"""Names of Chinese people and places: who is named in a source, how each may be spelled, what a translation misspelt.

`find_misspellings` compares a source with its translation: names that the source may have (`chinese_names.py`,
`dictionary_names.py`, `names_in_pinyin.py`), words of the translation that may be names (`spelled_names.py`), every
accepted spelling of a name (`spellings.py`), and what is nearly one (`comparison.py`). `variants.py` looks at a
translation alone.
"""

from align.lang import Language


def are_romanized(source: Language, target: Language) -> bool:
    """Return whether the names of a source are Chinese and its translation spells them in Latin letters."""
    return source.code == "zh" and target.code not in ("zh", "ja", "ko")
