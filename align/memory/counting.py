"""What one published document shows: how its terms are rendered, and which names it has.

The counts of documents add up to those of a memory. They are kept by document, as a text is never judged by itself or
by its own drafts, and they depend on the document alone, so that one is counted once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from align.lang.codes import name_language
from align.lang.sentences import TITLES
from glossary.lang.en import find_lemmas
from glossary.lang.function_words import is_function_word
from glossary.lang.scripts import has_han
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    from glossary.renderings.recurring_terms import PossibleTerm
    from glossary.renderings.tokenized_pair import Span, TokenizedPair

_LONGEST = 6
"""Words of a rendering: what is longer is no name of a thing."""

_REACH = 2
"""Words before a rendering that may belong to it."""

_STEADY = 2 / 3
"""The share of the places of a rendering in which a longer one is, at least."""

_NAME = compile_late(r"(?<![\w@#./-])[A-Z](?:[^\W\d_A-Z]|(?<=Mc)[A-Z]){2,23}(?:-[^\W\d_]{2,23})?(?![\w@]|[./-]\w)")
_BEFORE = compile_late(r"(?<![\w@#./-])([A-Z][^\W\d_]{1,23}(?:-[^\W\d_]{2,23})?) \Z")
_AFTER = compile_late(r" ([A-Z][^\W\d_]{1,23}(?:-[^\W\d_]{2,23})?)(?![\w@]|[./-]\w)")
_LONGEST_WORD = 49
"""Characters of a word of a name, and the blank next to it."""
_PARTS = 2
"""Words before or after a word of a name that may be parts of the same name."""
_BLANKS = compile_late(r"\s+")


class RenderingCount(NamedTuple):
    """A rendering of a term in one document.

    `key` has its lemmas, `text` how it is mostly written. Word alignment found it, or a part of it next to words
    without a link, in `aligned` pairs; `present` is in how many pairs with the term it is anywhere.
    """

    key: str
    text: str
    aligned: int
    present: int


class TermCount(NamedTuple):
    """A term, in simplified script, in one document: how many pairs have it, and its renderings, the commonest first.

    In `alone` of the pairs it is not a part of a longer compound.
    """

    term: str
    pairs: int
    alone: int
    renderings: tuple[RenderingCount, ...] = ()


class NameCount(NamedTuple):
    """A name in one document: how many pairs have it, and in how many word alignment links it with which Chinese."""

    name: str
    pairs: int
    forms: tuple[tuple[str, int], ...] = ()


class DocumentCounts(NamedTuple):
    """What one document shows. `words` is the number of its Chinese words; terms and names are in order."""

    words: int
    terms: tuple[TermCount, ...] = ()
    names: tuple[NameCount, ...] = ()


class _Place(NamedTuple):
    """A term in a pair, and the spans of the words that may render it, the linked ones first; none where none is."""

    pair: int
    is_part: bool
    spans: tuple[Span, ...]


def are_counted(source_lang: str, target_lang: str) -> bool:
    """Return whether terms and names are counted in texts of two languages: of Chinese ones in English."""
    return (name_language(source_lang), name_language(target_lang)) == ("zh", "en")


def count_document(pairs: Sequence[tuple[str, str]]) -> DocumentCounts:
    """Count how the terms of a document are rendered, and its names, from its aligned pairs (Chinese, English).

    The same pairs give the same counts, on any machine. Raises UnsupportedEncoderError and DictionaryNotFoundError
    where the encoder or the dictionary is not installed.
    """
    from glossary.renderings.recurring_terms import find_possible_terms
    from glossary.renderings.tokenized_pair import TokenizedPair
    from glossary.word_alignment import align_words

    beads = [TokenizedPair(*pair) for pair in pairs]
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    names: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for number, links in enumerate(align_words([bead.texts for bead in beads])):
        bead = beads[number]
        by_source = bead.group_links(links)
        for term in find_possible_terms(pairs[number][0]):
            places[term.text].append(_Place(number, term.is_part, tuple(_find_spans(bead, term, by_source))))
        for name, form in _find_names(bead, by_source):
            names[name].setdefault(number, form)
    return DocumentCounts(
        sum(len(bead.texts[0]) for bead in beads),
        tuple(_count_term(term, found, beads) for term, found in sorted(places.items())),
        tuple(_count_name(name, found) for name, found in sorted(names.items())),
    )


def _find_spans(bead: TokenizedPair, term: PossibleTerm, by_source: dict[int, set[int]]) -> Iterator[Span]:
    """Yield the span of what word alignment links with a term, then those with words next to it that have no link.

    Words of the term may have nothing of their own, but what they have must be in the span.
    """
    from glossary.renderings.tokenized_pair import find_longest_stretch

    words = range(*bead.find_source_words(term.start, term.end))
    each = [by_source.get(word, set()) for word in words]
    own = frozenset().union(*each)
    linked = frozenset(place for found in by_source.values() for place in found)
    others = frozenset(place for word, found in by_source.items() if word not in words for place in found) - own
    span = find_longest_stretch(bead, own, others)
    if span is None or span[1] - span[0] > _LONGEST or any(found and found.isdisjoint(range(*span)) for found in each):
        return
    start, end = span
    starts = [start, *bead.find_free_words(start - 1, -1, _REACH, linked)]
    ends = [end, *(place + 1 for place in bead.find_free_words(end, 1, 1, linked))]
    yield from ((first, last) for last in ends for first in starts)


def _find_names(bead: TokenizedPair, by_source: dict[int, set[int]]) -> Iterator[tuple[str, str]]:
    """Yield the names in the target of a pair, each with the Chinese words that word alignment links with it."""
    sources, _ = bead.texts
    for name, start in find_names(bead.target):
        span = range(*bead.find_target_words(start, start + len(name)))
        linked = sorted(word for word, found in by_source.items() if not found.isdisjoint(span))
        form = "".join(sources[word] for word in linked) if linked else ""
        is_row = bool(linked) and linked[-1] - linked[0] == len(linked) - 1
        yield name, form if is_row and (has_han(form) or form.lower() == name.lower()) else ""


def is_name(word: str) -> bool:
    """Return whether a capitalised word is a name: no part of it is a word of the dictionary, nor all capitals."""
    return not any(
        part.isupper() or is_function_word(part, "en") or find_lemmas(part.lower()) for part in word.split("-")
    )


def find_names(text: str) -> Iterator[tuple[str, int]]:
    """Yield the names of an English text, and where each starts."""
    return ((match[0], match.start()) for match in _NAME.finditer(text) if is_name(match[0]))


def find_whole_name(text: str, start: int, end: int) -> str:
    """Return the whole name that a word of an English text is a part of: with the names right before and after it.

    >>> find_whole_name("Minister Mr Xie Zhihong came.", 16, 23)
    'Xie Zhihong'
    """
    first, last = start, end
    for _ in range(_PARTS):
        match = _BEFORE.search(text, max(first - _LONGEST_WORD, 0), first)
        if not match or match[1] in TITLES or not is_name(match[1]):
            break
        first = match.start(1)
    for _ in range(_PARTS):
        match = _AFTER.match(text, last)
        if not match or not is_name(match[1]):
            break
        last = match.end(1)
    return text[first:last]


def _count_term(term: str, found: Sequence[_Place], beads: Sequence[TokenizedPair]) -> TermCount:
    pairs = sorted({place.pair for place in found})
    texts: defaultdict[str, list[str]] = defaultdict(list)
    having: defaultdict[str, set[int]] = defaultdict(set)
    wide: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for place in found:
        bead = beads[place.pair]
        keys = [bead.make_key(span) for span in place.spans]
        for key, span in zip(keys, place.spans, strict=True):
            texts[key].append(_BLANKS.sub(" ", bead.get_text(bead.add_particles(span))))
            having[key].add(place.pair)
            wide[keys[0]][key] += 1
    kept = {
        key for narrow, counts in wide.items() for key, times in counts.items() if times >= _STEADY * counts[narrow]
    }
    counted = (
        RenderingCount(
            key,
            _choose_usual(texts[key]),
            len(having[key]),
            sum(any(True for _ in beads[pair].find_key(key)) for pair in pairs),
        )
        for key in kept
    )
    renderings = tuple(sorted(counted, key=lambda one: (-one.present, -one.aligned, one.key)))
    return TermCount(term, len(pairs), len({place.pair for place in found if not place.is_part}), renderings)


def drop_parts(count: TermCount) -> TermCount:
    """Return the counts of a term without renderings that a longer one holds: these were found in the same places."""
    rows = count.renderings
    longer = {
        one.key
        for one in rows
        for other in rows
        if one.key != other.key and f" {one.key} " in f" {other.key} " and other.aligned >= _STEADY * one.aligned
    }
    return count._replace(renderings=tuple(one for one in rows if one.key not in longer))


def _choose_usual(texts: Iterable[str]) -> str:
    """Return how a rendering is mostly written; of equals the first in order."""
    counts = Counter(texts)
    return min(counts, key=lambda text: (-counts[text], text))


def _count_name(name: str, found: dict[int, str]) -> NameCount:
    forms = Counter(form for form in found.values() if form)
    return NameCount(name, len(found), tuple(sorted(forms.items(), key=lambda one: (-one[1], one[0]))))
