"""The glossaries that come with aligncheck. Where a file may be named, they are `builtin:` and their name.

`builtin:news` has the names of news agencies, newspapers, firms, authorities, parties, places and people that English
knows by other names than a translation of their characters gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.linter.families.terms import BUILTIN
from glossary.pack.tables import cache_by_packs

if TYPE_CHECKING:
    from glossary.model import Concept, Glossary

NAMES = ("builtin:news",)
_SHORTEST = 2
"""Letters of a part of a person's name by which a text may call them."""


def is_builtin(path: str) -> bool:
    """Return whether a glossary is named that comes with aligncheck, and no file."""
    return path.startswith(BUILTIN)


def build_glossary(name: str) -> Glossary:
    """Return a glossary that comes with aligncheck. Raises GlossaryError for a name that none has."""
    from glossary.formats.files import GlossaryError

    if name not in NAMES:
        raise GlossaryError(f"{name}: does not come with aligncheck: name a file, or {' or '.join(NAMES)}")
    return _build_news()


@cache_by_packs
def _build_news() -> Glossary:
    from glossary.model import Glossary

    return Glossary(tuple(_build_concepts()))


def _build_concepts() -> Iterator[Concept]:
    from align.lang.literal_renderings import load_literal_renderings
    from align.names.names_in_pinyin import load_known_names

    for entry in load_literal_renderings():
        if entry.is_term:
            yield _build_concept(entry.words, entry.renderings)
    for known in load_known_names():
        parts = (part for part in known.english.split() if len(part.strip(".")) >= _SHORTEST)
        yield _build_concept((known.name,), tuple(dict.fromkeys((known.english, *parts))))


def _build_concept(words: tuple[str, ...], renderings: tuple[str, ...]) -> Concept:
    """Return the first word and the first rendering are preferred, the others admitted."""
    from glossary.model import Concept, Status, Term

    terms = [
        Term(text, language, Status.ADMITTED if index else Status.PREFERRED, origin=NAMES[0])
        for language, texts in (("zh", words), ("en", renderings))
        for index, text in enumerate(texts)
    ]
    return Concept(words[0], tuple(terms))
