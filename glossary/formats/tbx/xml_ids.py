"""Names of concepts as XML names: an `id` is an NCName, and stands in a file once."""

from __future__ import annotations

import re

from glossary.model import Glossary

_NAME = re.compile(r"[A-Za-z_\u4e00-\u9fa5][A-Za-z0-9._\u4e00-\u9fa5-]*")
"""The names that every edition of XML 1.0 takes, in the letters people use."""


class XmlIds:
    """The ids of a file: those of its concepts first, then those of its terms."""

    def __init__(self, glossary: Glossary) -> None:
        names = [concept.id for concept in glossary.concepts]
        self._used = {name for name in names if _NAME.fullmatch(name)}
        self._of: dict[str, str] = {}
        for name in names:
            self._of[name] = name if name in self._used else self._new(name)

    def of(self, name: str) -> str:
        """The id of a concept: its name where that is an XML name, else a name made from it."""
        return self._of[name]

    def claim(self, name: str) -> bool:
        """Whether a term may have this id: it is an XML name, and no other element has it."""
        if name in self._used or not _NAME.fullmatch(name):
            return False
        self._used.add(name)
        return True

    def _new(self, name: str) -> str:
        made = f"_{name}"
        if made in self._used or not _NAME.fullmatch(made):
            made = next(made for n in range(len(self._used) + 1) if (made := f"_c{n + 1}") not in self._used)
        self._used.add(made)
        return made
