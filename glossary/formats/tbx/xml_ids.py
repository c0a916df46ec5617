"""Ids of concepts and terms as XML has them: an NCName, once in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from glossary.lang.scripts import XML_HAN
from glossary.model import Glossary

_NAME = re.compile(rf"[A-Za-z_{XML_HAN}][A-Za-z0-9._{XML_HAN}-]*")
"""Names that every edition of XML 1.0 allows, in the letters that people use."""


class XmlIds:
    """The ids of a file: those of its concepts first, then those of its terms.

    `kept` are the ids that entries of the file have already; where one is no name of XML, others need be none either.
    """

    def __init__(self, glossary: Glossary, kept: Iterable[str] = ()) -> None:
        self._is_free = not all(map(_NAME.fullmatch, filter(None, kept)))
        names = [concept.id for concept in glossary.concepts]
        self._used = {name for name in names if _NAME.fullmatch(name)}
        self._of: dict[str, str] = {}
        for name in names:
            self._of[name] = name if name in self._used else self._make(name)

    def get(self, name: str) -> str:
        """Return the XML id for the id of a concept: the same where XML allows it, else a name made from it."""
        return name if self._is_free else self._of[name]

    def claim(self, name: str) -> bool:
        """Reserve an id for a term; False where it is no XML name, or another element has it."""
        if name in self._used or not _NAME.fullmatch(name):
            return False
        self._used.add(name)
        return True

    def _make(self, name: str) -> str:
        made = f"_{name}"
        if made in self._used or not _NAME.fullmatch(made):
            made = next(made for n in range(len(self._used) + 1) if (made := f"_c{n + 1}") not in self._used)
        self._used.add(made)
        return made
