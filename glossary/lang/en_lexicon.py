"""lemminflect with its tables read line by line: a line is taken apart when its word is asked for.

To take all of both apart, as the package does, costs six times as long as the first answer from here.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Set
from contextlib import contextmanager
from functools import cache, cached_property
from importlib import import_module
from types import ModuleType
from typing import Protocol, cast

Entry = dict[str, tuple[str, ...]]
"""The forms of a word by part of speech or tag."""


class Lexicon(Protocol):
    """What is used of lemminflect."""

    def getAllLemmas(self, word: str) -> Entry: ...  # noqa: N802 - its name

    def getAllInflections(self, lemma: str, upos: str) -> Entry: ...  # noqa: N802 - its name

    def getAllInflectionsOOV(self, lemma: str, upos: str) -> Entry: ...  # noqa: N802 - its name


class Table:
    """What replaces one of the package's dictionaries. `parse` takes the line of a word apart."""

    def __init__(self, path: str, parse: Callable[[str], Entry], further: dict[str, Entry]) -> None:
        self._path, self._parse, self._further = path, parse, further

    @cached_property
    def _lines(self) -> list[str]:
        import gzip

        with gzip.open(self._path, "rb") as file:
            return sorted(file.read().decode().splitlines())

    def get(self, word: str, default: Entry) -> Entry:
        """Return the forms of a word, a later line before an earlier one."""
        if word in self._further:
            return self._further[word]
        found, prefix = Entry(), f"{word},"
        at = bisect_left(self._lines, prefix) if "," not in word else len(self._lines)
        while at < len(self._lines) and self._lines[at].startswith(prefix):
            found.update(self._parse(self._lines[at]))
            at += 1
        return found or default

    def read(self, category: str, words: Container[str]) -> Iterator[tuple[str, Entry]]:
        """Yield some words with the forms of each of their lines of a category; all lines are looked at, which is the
        faster way from some thousands of words on.
        """
        for line in self._lines:
            word, _, rest = line.partition(",")
            if rest.startswith(category) and word in words:
                yield word, self._parse(line)


def find_first_lemmas(word: str) -> dict[str, str]:
    """Return the first lemma of a word for each part of speech, as `getAllLemmas` has it.

    A word in small letters is looked up without the package's detours, several times faster.
    """
    lexicon = load_lexicon()
    if not (word.islower() and word.isascii()):
        return {upos: found[0] for upos, found in lexicon.getAllLemmas(word).items() if found}
    table, overrides = _load_lemmas()
    return {upos: found[0].lower() for upos, found in (table.get(word, {}) | overrides.get(word, {})).items() if found}


def find_noun_lemmas(words: Set[str]) -> dict[str, str]:
    """Return the first lemma as a noun, as `find_first_lemmas` has it, of each of many words in small letters of ASCII;
    those that are no nouns are left out.
    """
    load_lexicon()
    table, overrides = _load_lemmas()
    known = [(word, entry["NOUN"]) for word, entry in table.read("noun,", words)]
    known += [(word, overrides[word]["NOUN"]) for word in overrides.keys() & words if "NOUN" in overrides[word]]
    return {word: found[0].lower() for word, found in dict(known).items() if found}


@cache
def _load_lemmas() -> tuple[Table, dict[str, Entry]]:
    """Return the lemmas of words, and those that take their place."""
    from lemminflect import Lemmatizer

    lemmatizer = Lemmatizer()
    return lemmatizer._getLemmaDict(), lemmatizer._getOverridesDict()


class _LateModule(ModuleType):
    """Takes the place of a module, which is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> object:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        found: object = getattr(import_module(self.__name__), name)
        return found


@contextmanager
def _lend_late_module(name: str) -> Iterator[None]:
    """Give what is imported in the block a substitute for a module that is not imported yet."""
    module = sys.modules.setdefault(name, _LateModule(name))
    try:
        yield
    finally:
        if isinstance(module, _LateModule) and sys.modules.get(name) is module:
            del sys.modules[name]


@cache
def load_lexicon() -> Lexicon:
    """Import lemminflect and give it tables that are read line by line.

    It asks numpy only for words that are not in its tables, while to import that takes as long as all else.
    """
    with _lend_late_module("numpy"):
        import lemminflect
    from lemminflect import config
    from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
    from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
    from lemminflect.core import Inflections, Lemmatizer
    from lemminflect.core.LexicalUtils import categoryToUPos

    def parse_lemmas(line: str) -> Entry:
        _, category, forms = LemmaLUCodec.fromString(line)
        return {categoryToUPos(category): forms}

    def parse_forms(line: str) -> Entry:
        forms: Entry = InflectionLUCodec.fromString(line)[2]
        return forms

    for module in (Inflections, Lemmatizer):
        module.deepcopy = dict  # an entry holds strings and tuples of them, which need no copy of their own
    lemminflect.Lemmatizer().lemma_dict = Table(config.lemma_lu_fn, parse_lemmas, {})
    special = InflectionLUCodec.updateForAuxMod({})
    lemminflect.Inflections().infl_dict = Table(config.inflection_lu_fn, parse_forms, special)
    return cast(Lexicon, lemminflect)
