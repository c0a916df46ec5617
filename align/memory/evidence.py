"""What a memory shows about one text: the house's renderings of its terms, its names, earlier translations of its
sentences.

Evidence is plain data. It is looked up before a text is checked and goes into the check with it, so that a check stays
a pure function, and its digest shows when an earlier result still holds. The text itself and older drafts of it are
left out, by path and digest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import NamedTuple, Protocol

from align.memory.counting import are_counted, find_names, find_whole_name
from align.memory.totals import (
    LATEST,
    NAME_COUNT,
    NAME_DOCUMENTS,
    NameTotal,
    RenderingTotal,
    TermTotal,
    choose_form,
)
from glossary.lang.zh import look_up_words, segment

LEAST_COUNT, LEAST_DOCUMENTS, LEAST_DOMINANCE, LEAST_TERMHOOD = 3, 2, 0.8, 5
"""What a term of the house has at least: pairs with its rendering, their documents, their share of the pairs that show
a rendering of the term, and how many times as frequent it is in the memory as in Chinese in general."""

_SPECIFIC, _SPECIFIC_SHORT = 20, 60
"""How many times as frequent a term is in the memory as in general that is specific to its field, at least; one of two
characters, which many longer ones hold."""
_ALONE = 0.05
"""The share of the pairs with such a short term in which it is not a part of a longer compound, at least."""
_FAMILIAR = 0.05
"""The share of the possible terms of a text that are terms of the house, at least, where it is of the house's field."""
_TRUST = 0.6
"""The share of the pairs with a rendering in which word alignment found it, at least."""
_RARE_RENDERING = 0.05
"""The share of the pairs with a term below which a rendering is more often an error of word alignment than one."""
_SHARE = 0.7
"""The share of all pairs with a term that have the house's rendering, at least."""
_AS_OFTEN = 0.8
"""The share of the places of a rendering in which a longer one that holds it is, at least, to be the house's."""
_VERB_COUNT, _VERB_DOCUMENTS, _VERB_SHARE = 5, 3, 0.8
"""What a compound that may be a verb with its object has at least to be a term: pairs with its usual rendering, their
documents, and their share of all its pairs.
"""
_RAREST = 2e-8
"""The share that a word outside the dictionary is taken to have in Chinese in general."""
_IN_COMPOUND = 0.02
"""The share of its rarest word's occurrences that a compound outside the dictionary is taken to have."""
SENTENCE = 10
"""Characters of a sentence whose earlier translations count."""
_MOST_TRANSLATIONS = 3
_SHORT = 2
_EDITS = ((9, 3), (6, 2), (4, 1))
"""From how many letters on a name may differ by how many."""
_MOST_WHOLE, _LATEST_PAIRS, _MOST_PAIRS = 20, 20, 400
"""Of how many names of a text it is looked up what whole names they are parts of, and in how many pairs, of so
many that are read: drafts of the text itself do not count."""
_FORM = range(2, 9)
"""How many characters the Chinese form of a name has."""
_FORM_SHARE = 0.5
"""The share of a name's pairs in which word alignment links it with one Chinese form, at least."""


class MemoryDocument(NamedTuple):
    """A document of a memory: `digests` are those of its texts, `date` is as 2017-04-26, or empty, and `words` the
    number of words of its source.
    """

    id: str
    path: str = ""
    digests: tuple[str, ...] = ()
    date: str = ""
    domain: str = ""
    words: int = 0
    source_lang: str = "zh"
    target_lang: str = "en"


class Sentence(NamedTuple):
    """A sentence of a memory, and its translation in a document."""

    source: str
    target: str
    document: str


class Memory(Protocol):
    """What evidence is looked up in: a store, or what a test has in its place."""

    def documents(self) -> Iterable[MemoryDocument]:
        """Return the documents."""

    def add_up_terms(self, terms: Collection[str], documents: Mapping[str, MemoryDocument]) -> Iterable[TermTotal]:
        """Yield what the counts of terms in simplified script add up to in some documents, by id, term by term."""

    def add_up_names(self, names: Collection[str], documents: Mapping[str, MemoryDocument]) -> Iterable[NameTotal]:
        """Yield what the counts of names add up to in some documents, by id, name by name."""

    def list_house_names(self) -> Iterable[tuple[str, str]]:
        """Yield each name with the pairs and documents of one of the house, and its usual form, or an empty text."""

    def list_names(self, documents: Collection[str]) -> Iterable[str]:
        """Yield the names in documents of these ids."""

    def sentences(self, sources: Collection[str]) -> Iterable[Sentence]:
        """Yield the sentences whose source is exactly one of these, but for blanks."""

    def find_word(self, word: str, most: int) -> Iterable[Sentence]:
        """Yield sentences whose translation has a word, those of the latest documents first, so many at most."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another rendering of a term: its lemmas, how it is written, in how many pairs and documents it is."""

    key: str
    text: str
    count: int
    documents: int


@dataclass(frozen=True, slots=True)
class HouseTerm:
    """A term and how the house mostly renders it.

    Of `pairs` pairs with the term `total` show how it is rendered, and `count` have this rendering, in `documents`
    documents, the last of `last` (empty: unknown). `is_specific`: the term is much more frequent there than in Chinese
    in general. `latest` has the keys that the two latest documents with the term have.
    """

    term: str
    rendering: str
    key: str
    count: int
    total: int
    pairs: int
    documents: int
    last: str
    is_specific: bool
    variants: tuple[Variant, ...] = ()
    latest: tuple[tuple[str, ...], ...] = ()

    @property
    def dominance(self) -> float:
        """Return the share of the pairs that show how the term is rendered that have the rendering."""
        return self.count / self.total


@dataclass(frozen=True, slots=True)
class HouseName:
    """A name that the house writes: in how many pairs and documents, when last, and its usual Chinese form, if any.

    `whole` is the name of several words that it is mostly a part of, such as Xie Zhihong; empty: there is none.
    """

    name: str
    form: str
    count: int
    documents: int
    last: str
    whole: str = ""


class EarlierTranslation(NamedTuple):
    """A translation of a sentence of the text in `documents` documents of the memory, the last of `last`.

    `source` is as `fold_sentence` gives it.
    """

    source: str
    target: str
    documents: int
    last: str


@dataclass(frozen=True, slots=True, repr=False)
class Evidence:
    """What a memory shows about one text; each tuple is in a fixed order, so that equal evidence has an equal digest.

    `known` are the names of the text that are in the memory, however rarely.
    """

    terms: tuple[HouseTerm, ...] = ()
    names: tuple[HouseName, ...] = ()
    known: tuple[str, ...] = ()
    sentences: tuple[EarlierTranslation, ...] = ()

    @property
    def digest(self) -> str:
        """Return the SHA-256 of all of it."""
        values = self.terms, self.names, self.known, self.sentences
        return sha256(repr(values).encode(errors="backslashreplace")).hexdigest()

    def __repr__(self) -> str:
        """Return its digest: what is shown of a task, and what its result is kept under."""
        return f"Evidence({self.digest})"


class Subject(NamedTuple):
    """A text that evidence is looked up for: its segments, those of its source, and what it is known by.

    Documents of the memory with this path, or one of these digests, are drafts of the text; those in other languages do
    not count.
    """

    sources: Sequence[str]
    targets: Sequence[str]
    path: str = ""
    digests: tuple[str, ...] = ()
    source_lang: str = "zh"
    target_lang: str = "en"


def fold_sentence(text: str) -> str:
    """Return what two sentences have in common that are the same but for script and blanks."""
    from glossary.dictionary.script_folding import fold_scripts

    return fold_scripts("".join(text.split()))


@dataclass
class Known:
    """What was read of a memory that holds for all texts, as long as its file stays as it is: its documents, and the
    names of the house with their usual forms.
    """

    documents: tuple[MemoryDocument, ...] | None = None
    names: tuple[tuple[str, str], ...] | None = None


class EvidenceFinder:
    """Looks evidence up in one memory, for one text after another; `known` is what was read of it before."""

    def __init__(self, memory: Memory, known: Known | None = None) -> None:
        self._memory, self._known = memory, known or Known()

    def find(self, text: Subject) -> Evidence:
        """Return what the memory shows about a text. Raises DictionaryNotFoundError."""
        languages = text.source_lang, text.target_lang
        documents = {
            one.id: one
            for one in self._documents
            if (one.source_lang, one.target_lang) == languages and not _is_draft(one, text)
        }
        sentences = self._find_sentences(text, documents)
        if not are_counted(*languages):
            return Evidence(sentences=tuple(sentences))
        known, names = self._find_names(text, documents)
        terms = self._find_terms(text, documents)
        return Evidence(terms, tuple(names), known, tuple(sentences))

    @property
    def _documents(self) -> tuple[MemoryDocument, ...]:
        if self._known.documents is None:
            self._known.documents = tuple(self._memory.documents())
        return self._known.documents

    @property
    def _house_names(self) -> tuple[tuple[str, str], ...]:
        if self._known.names is None:
            self._known.names = tuple(self._memory.list_house_names())
        return self._known.names

    def _find_terms(self, text: Subject, documents: Mapping[str, MemoryDocument]) -> tuple[HouseTerm, ...]:
        """Return the terms of the house in a text; none where it has so few of them that it is of another field."""
        from glossary.renderings.recurring_terms import find_possible_terms

        wanted = {one.text for source in text.sources for one in find_possible_terms(source)}
        size = max(sum(one.words for one in documents.values()), 1)
        totals = self._memory.add_up_terms(wanted, documents) if wanted else ()
        found = tuple(one for total in totals if (one := _judge_term(total, size)))
        return found if len(found) >= _FAMILIAR * len(wanted) else ()

    def _find_names(
        self, text: Subject, documents: Mapping[str, MemoryDocument]
    ) -> tuple[tuple[str, ...], list[HouseName]]:
        """Return the names of a text that the memory has, and those of the house that its other names may misspell."""
        own = {name for target in text.targets for name, _ in find_names(target)}
        known = {total.name for total in self._memory.add_up_names(own, documents)} if own else set[str]()
        others, found = own - known, list[HouseName]()
        if others:
            source = fold_sentence("\n".join(text.sources))
            likely = self._list_likely_names(source, others, documents)
            for house in filter(None, map(_judge_name, self._memory.add_up_names(likely, documents))):
                is_meant = house.form and fold_sentence(house.form) in source
                if is_meant or any(is_near(house.name, other) for other in others):
                    whole = self._find_whole_name(house.name, documents) if len(found) < _MOST_WHOLE else ""
                    found.append(replace(house, whole=whole))
        return tuple(sorted(known)), found

    def _list_likely_names(
        self, source: str, others: Collection[str], documents: Mapping[str, MemoryDocument]
    ) -> list[str]:
        """Return the names of the house that a text may mean: near others, with a usual form in the source, or in
        documents that are left out, without which their usual form may be another one.
        """
        from glossary.dictionary.script_folding import fold_scripts

        left_out = [one.id for one in self._documents if one.words and one.id not in documents]
        changed = set(self._memory.list_names(left_out)) if left_out else set[str]()
        names = self._house_names
        forms = fold_scripts("\n".join("".join(form.split()) for _, form in names)).split("\n") if names else ()
        return [
            name
            for (name, _), form in zip(names, forms, strict=True)
            if name in changed or (form and form in source) or any(is_near(name, other) for other in others)
        ]

    def _find_whole_name(self, name: str, documents: Collection[str]) -> str:
        """Return the name of several words that a name is a part of in half of the latest pairs; else nothing."""
        wholes = Counter[str]()
        pairs = (one for one in self._memory.find_word(name, _MOST_PAIRS) if one.document in documents)
        for one in islice(pairs, _LATEST_PAIRS):
            for other, start in find_names(one.target):
                if other == name:
                    wholes[find_whole_name(one.target, start, start + len(name))] += 1
        best = min(wholes, key=lambda text: (-wholes[text], text), default=name)
        return best if best != name and 2 * wholes[best] >= wholes.total() else ""

    def _find_sentences(self, text: Subject, documents: Mapping[str, MemoryDocument]) -> Iterator[EarlierTranslation]:
        """Yield the earlier translations of each sentence, the latest first."""
        wanted = {folded for source in text.sources if len(folded := fold_sentence(source)) >= SENTENCE}
        rows: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for one in self._memory.sentences(wanted) if wanted else ():
            if one.document in documents:
                rows[fold_sentence(one.source)][" ".join(one.target.split())].add(one.document)
        for source, targets in sorted(rows.items()):
            found = [
                EarlierTranslation(source, target, len(ids), max(documents[number].date for number in ids))
                for target, ids in sorted(targets.items())
            ]
            yield from sorted(found, key=lambda earlier: earlier.last, reverse=True)[:_MOST_TRANSLATIONS]


def _is_draft(document: MemoryDocument, text: Subject) -> bool:
    same_path = bool(text.path) and document.path == text.path
    return same_path or not set(document.digests).isdisjoint(text.digests)


def _judge_term(total: TermTotal, size: int) -> HouseTerm | None:
    """Return a term as the house renders it, where it does so steadily; None where it does not."""
    if not total.renderings:
        return None
    by_key = {one.key: one for one in total.renderings}
    usual = by_key[_choose_key(total.renderings)]
    termhood = total.pairs / size / estimate_general_share(total.term)
    rivals = sum(one.aligned for one in total.renderings if not are_parts(usual.key, one.key))
    judged = min(usual.present + rivals, total.pairs)
    if usual.present < max(LEAST_COUNT, LEAST_DOMINANCE * judged) or usual.documents < LEAST_DOCUMENTS:
        return None
    if not is_likely_term(total.term, total.pairs, usual.present, usual.documents):
        return None
    is_short = len(total.term) <= _SHORT
    if is_short and total.alone < _ALONE * total.pairs:
        return None
    if termhood < LEAST_TERMHOOD or usual.aligned < _TRUST * usual.present or usual.present < _SHARE * total.pairs:
        return None
    return HouseTerm(
        total.term,
        _choose(usual.texts),
        usual.key,
        usual.present,
        judged,
        total.pairs,
        usual.documents,
        usual.last,
        termhood >= (_SPECIFIC_SHORT if is_short else _SPECIFIC),
        tuple(
            Variant(one.key, _choose(one.texts), one.present, one.documents)
            for one in sorted(total.renderings, key=lambda one: (-one.present, one.key))
            if one is not usual
        ),
        total.latest,
    )


def is_likely_term(term: str, pairs: int, present: int, documents: int) -> bool:
    """Return whether a compound is a term: a noun by its form, or steadily rendered though it may be a verb with its
    object (开采配额, mining quota). So many of its pairs have the usual rendering, in so many documents.
    """
    from glossary.renderings.recurring_terms import has_noun_form

    is_steady = documents >= _VERB_DOCUMENTS and present >= max(_VERB_COUNT, _VERB_SHARE * pairs)
    return is_steady or has_noun_form(term)


def find_specific_terms(totals: Iterable[TermTotal], size: int) -> Iterator[tuple[HouseTerm, dict[str, int]]]:
    """Yield the terms that the house renders steadily, are specific to its field and no mere parts of longer ones.

    Each has the wordings of its rendering, with their counts. `size` is the number of words of the memory.
    """
    for total in totals:
        term = _judge_term(total, size)
        if term and term.is_specific and total.alone >= _ALONE * total.pairs:
            yield term, dict(next(one.texts for one in total.renderings if one.key == term.key))


def order_renderings(total: TermTotal) -> Iterator[tuple[RenderingTotal, str]]:
    """Yield the renderings of a term and how each is mostly written, the usual one first, then the commonest.

    Those that are rare, mostly not what word alignment finds, or parts of an earlier one are left out.
    """
    if not total.renderings:
        return
    usual, seen = _choose_key(total.renderings), list[str]()
    for one in sorted(total.renderings, key=lambda one: (one.key != usual, -one.aligned, -one.present, one.key)):
        is_rare = one.present < _RARE_RENDERING * total.pairs or one.aligned < _TRUST * one.present
        if one.key == usual or not (is_rare or any(set(one.key.split()) <= set(other.split()) for other in seen)):
            seen.append(one.key)
            yield one, _choose(one.texts)


def has_lately(latest: Sequence[Sequence[str]], key: str) -> bool:
    """Return whether the latest documents with a term, of which `latest` has the keys, all have a rendering."""
    return len(latest) == LATEST and all(key in keys for keys in latest)


def find_newer_rendering(total: TermTotal, since: str) -> str:
    """Return the key of the rendering that the latest documents with a term have in place of the usual one, else "".

    `since` is the date of the earliest of them: the usual one was last used before it, and has the count and documents
    of a term of the house.
    """
    found = [one for one, _ in order_renderings(total)]
    if not found or found[0].present < LEAST_COUNT or found[0].documents < LEAST_DOCUMENTS:
        return ""
    usual, *others = found
    if not "" < usual.last < since:
        return ""
    lately = (one.key for one in others if has_lately(total.latest, one.key))
    return next((key for key in lately if not are_parts(key, usual.key)), "")


def are_parts(one: str, other: str) -> bool:
    """Return whether all words of one rendering are in another one."""
    words = set(one.split()), set(other.split())
    return words[0] <= words[1] or words[1] <= words[0]


def _choose_key(renderings: Sequence[RenderingTotal]) -> str:
    """Return the rendering that is found most often, or the longest one that holds it and is nearly as frequent."""
    best = min(renderings, key=lambda one: (-one.aligned, -one.present, one.key))
    often = (one.key for one in renderings if one.aligned >= _AS_OFTEN * best.aligned)
    return max((key for key in often if f" {best.key} " in f" {key} "), key=lambda key: (len(key), key))


def _choose(wordings: Iterable[tuple[str, int]]) -> str:
    """Return how a rendering is mostly written, in small letters where it is so half as often."""
    texts = dict(wordings)
    best = min(texts, key=lambda text: (-texts[text], text))
    small = [text for text in texts if text.lower() == best.lower() and 2 * texts[text] >= texts[best]]
    return min(small, key=lambda text: (sum(map(str.isupper, text)), text))


def estimate_general_share(term: str) -> float:
    """Return the share of all words that a word, or a compound, has in Chinese in general, at most."""
    words = segment(term)
    known = look_up_words({term, *words})
    if term in known:
        return max(known[term].share, _RAREST)
    rarest = min(known[word].share if word in known else _RAREST for word in words)
    return max(rarest * (_IN_COMPOUND if len(words) > 1 else 1), _RAREST)


def _judge_name(total: NameTotal) -> HouseName | None:
    """Return a name that the house writes often enough; None where it does not."""
    if total.pairs < NAME_COUNT or total.documents < NAME_DOCUMENTS:
        return None
    forms = dict(total.forms)
    form = choose_form(total.forms)
    is_form = len(form) in _FORM or form.lower() == total.name.lower()
    is_steady = is_form and forms[form] >= _FORM_SHARE * total.pairs
    return HouseName(total.name, form if is_steady else "", total.pairs, total.documents, total.last)


def is_near(name: str, other: str) -> bool:
    """Return whether two names differ by one to three letters, as their length allows."""
    one, two = name.lower(), other.lower()
    most = next((edits for length, edits in _EDITS if min(len(one), len(two)) >= length), 0)
    if one == two or abs(len(one) - len(two)) > most or len(set(one) ^ set(two)) > 2 * most:
        return False
    return count_edits(one, two) <= most


def count_edits(one: str, other: str) -> int:
    """Return how many letters have to be added, removed, changed, or swapped with the next, to turn one into the other.

    >>> count_edits("bejiing", "beijing"), count_edits("zhang", "chang")
    (1, 1)
    """
    before, row = list[int](), list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        older, before, row = before, row, [place]
        for column, wanted in enumerate(other, 1):
            best = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != wanted))
            if place > 1 < column and letter == other[column - 2] and one[place - 2] == wanted:
                best = min(best, older[column - 2] + 1)
            row.append(best)
    return row[-1]
