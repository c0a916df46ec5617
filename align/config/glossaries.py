"""The glossaries of a run: each file is read once, however many texts are checked against it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from align.config.builtin_glossaries import build_glossary, is_builtin
from glossary.dictionary.files import get_named_dictionary
from glossary.pack.tables import get_packs
from glossary.storage.reading import read_file

if TYPE_CHECKING:
    from glossary.matching.term_matcher import Matcher
    from glossary.model import Glossary


@dataclass
class Glossaries:
    """What the tasks of a run share: the glossaries in files, and what finds their terms."""

    _digests: dict[str, str] = field(default_factory=dict)
    _loaded: "dict[tuple[object, ...], Glossary]" = field(default_factory=dict)
    _unread: "dict[tuple[str, str], str]" = field(default_factory=dict)
    _matchers: "dict[tuple[object, ...], Matcher]" = field(default_factory=dict)

    def matcher(self, paths: tuple[str, ...], columns: tuple[tuple[str, str], ...] = ()) -> "Matcher | None":
        """Return what finds the terms of the glossaries in these files, the first of which ranks highest; None for no
        file.

        `columns` say of some files what their columns hold. Raises GlossaryError for a file that cannot be used.
        """
        if not paths:
            return None
        told = dict(columns)
        files = [(path, told.get(path, "")) for path in paths]
        key = (get_named_dictionary(), get_packs(), *files)
        if key not in self._matchers:
            from glossary.matching.term_matcher import Matcher

            self._matchers[key] = Matcher([self.load(*file) for file in files])
        return self._matchers[key]

    def load(self, path: str, columns: str = "") -> "Glossary":
        """Return the glossary in a file; `columns` say what its columns hold where it does not. Raises
        GlossaryError.
        """
        key = (path, columns, get_packs() if is_builtin(path) else ())
        if key not in self._loaded:
            self._loaded[key] = build_glossary(path) if is_builtin(path) else _load_file(path, columns)
        return self._loaded[key]

    def find_empty(self, paths: tuple[str, ...], columns: tuple[tuple[str, str], ...], language: str) -> Iterator[str]:
        """Yield the files that hold no accepted term in a language: nothing is checked against them."""
        told = dict(columns)
        for path in paths:
            concepts = self.load(path, told.get(path, "")).concepts
            terms = (term for concept in concepts for term in concept.terms_in(language))
            if not any(term.state == "accepted" for term in terms):
                yield path

    def describe_unread(self, paths: tuple[str, ...], columns: tuple[tuple[str, str], ...]) -> Iterator[str]:
        """Say of each file what of it is not read: sheets of a workbook."""
        told = dict(columns)
        for path in paths:
            if Path(path).suffix.lower() == ".xlsx" and not is_builtin(path):
                key = (path, told.get(path, ""))
                if key not in self._unread:
                    from glossary.formats.files import describe_unread_sheets

                    self._unread[key] = describe_unread_sheets(Path(path), "xlsx", key[1])
                if self._unread[key]:
                    yield f"{self._unread[key]} in {path}"

    def digest(self, path: str) -> str:
        """Return what changes when the glossary in a file does; empty where it is gone, and for one of aligncheck's
        own.
        """
        if is_builtin(path):
            return ""
        if path not in self._digests:
            try:
                self._digests[path] = sha256(read_file(path)).hexdigest()
            except OSError:
                self._digests[path] = ""
        return self._digests[path]


def _load_file(path: str, columns: str) -> "Glossary":
    from glossary.formats.files import load

    return load(Path(path), columns=columns).glossary
