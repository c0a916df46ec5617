"""The glossaries of a run: files, each read once, however many texts are checked against it, and what comes with us.

Where a file may be named, the glossaries that come with aligncheck are `builtin:` and their name. `builtin:news` has
the names of news agencies, newspapers, firms, authorities, parties, places and people that English knows by other
names than a translation of their characters gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from align.linter.families.terms import BUILTIN
from glossary.dictionary.files import get_named_dictionary
from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.pack.tables import cache_by_packs, get_packs
from glossary.storage.reading import read_file

if TYPE_CHECKING:
    from glossary.matching.term_matcher import Matcher
    from glossary.model import Glossary

NAMES = ("builtin:news",)
_SHORTEST = 2
"""Letters of a part of a person's name by which a text may call them."""


def is_builtin(path: str) -> bool:
    """Return whether a glossary is named that comes with aligncheck, and no file."""
    return path.startswith(BUILTIN)


@dataclass
class Glossaries:
    """What the tasks of a run share: the glossaries in files, and what finds their terms."""

    _digests: dict[str, str] = field(default_factory=dict)
    _loaded: "dict[tuple[object, ...], Glossary]" = field(default_factory=dict)
    _unread: "dict[tuple[str, str], str]" = field(default_factory=dict)
    _matchers: "dict[tuple[object, ...], Matcher]" = field(default_factory=dict)

    def matcher(
        self,
        paths: tuple[str, ...],
        columns: tuple[tuple[str, str], ...] = (),
        languages: Languages = DEFAULT_LANGUAGES,
    ) -> "Matcher | None":
        """Return what finds the terms of the glossaries in these files, the first of which ranks highest; None for no
        file.

        `columns` say of some files what their columns hold, `languages` what the sides of a list are in that does not
        say it. Raises GlossaryError for a file that cannot be used.
        """
        if not paths:
            return None
        told = dict(columns)
        files = [(path, told.get(path, "")) for path in paths]
        key = (get_named_dictionary(), get_packs(), languages, *files)
        if key not in self._matchers:
            from glossary.matching.term_matcher import Matcher

            self._matchers[key] = Matcher([self.load(*file, languages) for file in files])
        return self._matchers[key]

    def load(self, path: str, columns: str = "", languages: Languages = DEFAULT_LANGUAGES) -> "Glossary":
        """Return the glossary in a file; `columns` and `languages` say what it holds where it does not. Raises
        GlossaryError.
        """
        key = (path, columns, languages, get_packs() if is_builtin(path) else ())
        if key not in self._loaded:
            if is_builtin(path):
                self._loaded[key] = build_glossary(path)
            else:
                from glossary.formats.files import load

                self._loaded[key] = load(Path(path), None, languages, columns).glossary
        return self._loaded[key]

    def find_empty(
        self, paths: tuple[str, ...], columns: tuple[tuple[str, str], ...], languages: Languages
    ) -> Iterator[str]:
        """Yield the files that hold no accepted term in the target language: nothing is checked against them."""
        told = dict(columns)
        for path in paths:
            concepts = self.load(path, told.get(path, ""), languages).concepts
            terms = (term for concept in concepts for term in concept.terms_in(languages.target))
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


def build_glossary(name: str) -> "Glossary":
    """Return a glossary that comes with aligncheck. Raises GlossaryError for a name that none has."""
    from glossary.formats.files import GlossaryError

    if name not in NAMES:
        raise GlossaryError(f"{name}: does not come with aligncheck: name a file, or {' or '.join(NAMES)}")
    return _build_news()


@cache_by_packs
def _build_news() -> "Glossary":
    """Return what is called otherwise; the first word and the first rendering are preferred, the others admitted."""
    from align.lang.literal_renderings import load_literal_renderings
    from align.names.names_in_pinyin import load_known_names
    from glossary.model import Concept, Glossary, Status, Term

    renderings = [(entry.words, entry.renderings) for entry in load_literal_renderings() if entry.is_term]
    for known in load_known_names():
        parts = (part for part in known.english.split() if len(part.strip(".")) >= _SHORTEST)
        renderings.append(((known.name,), tuple(dict.fromkeys((known.english, *parts)))))
    concepts = []
    for words, english in renderings:
        terms = [
            Term(text, language, Status.ADMITTED if index else Status.PREFERRED, origin=NAMES[0])
            for language, texts in (("zh", words), ("en", english))
            for index, text in enumerate(texts)
        ]
        concepts.append(Concept(words[0], tuple(terms)))
    return Glossary(tuple(concepts))
