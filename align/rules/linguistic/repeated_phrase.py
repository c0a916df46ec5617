"""The rule `repeated-phrase`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

from align.analysis.recurrences import find_recurrences
from align.lang.en_doubled_words import GRAMMAR_WORDS
from align.linter.context import Context
from align.linter.rule import Bad, Sourced, TextRule, option
from align.model import Document, Edit, Finding, Fix, Severity
from glossary.lang.scripts import LATIN
from glossary.lang.words import Words
from glossary.pack.patterns import compile_late

_OF_WORD = rf"[{LATIN}0-9]++(?:['’.,][{LATIN}0-9]++)*+"
_WORD = compile_late(_OF_WORD)
_CUT_WORDS = compile_late(f"({_OF_WORD})")
_CONTENT_WORDS = 3
_PAUSES = ",;:–—"
_CHARACTERS_A_WORD = 0.8
_FEWEST_CHARACTERS = 4
_SHOWN = 60  # characters of a phrase


@dataclass(frozen=True, slots=True)
class _Repeat:
    """The first and the second place of a phrase; `turns` is how often it occurs in a row in all."""

    first: tuple[int, int]
    second: tuple[int, int]
    turns: int


@dataclass(frozen=True)
class RepeatedPhraseOptions:
    """Which phrases are reported."""

    words: int = option(5, "How many words a phrase has at least", 5, 100)


class RepeatedPhrase(TextRule):
    """A phrase of five words or more occurs twice in one sentence.

    What it finds
    -------------
    The second occurrence of a phrase in a sentence, whatever the case. Where only white space is between the two,
    or nothing at all ("the new tax lawthe new tax law"), it is an error: someone pasted twice, or a machine stumbled.
    Three times in a row, set off by commas, is a warning. Elsewhere it is an info: a clumsy repetition, or a parallel
    that the author wanted.

    Why it matters
    --------------
    Machine translation repeats itself: it renders a clause twice, or loops. All the words are spelled well, so that no
    spelling checker sees it.

    When it stays silent
    --------------------
    Between two sentences; in parallel constructions, where fewer than three words of the phrase are content words
    ("whether it is a ..., whether it is a ..."); in links and code. No info where the source repeats itself as well.

    Measured
    --------
    No error in 4,505 human references of news and 1.1 million words of essays; 22 errors and 1 warning in 595,000 words
    of annotated translations. Infos: 25 in the references (.2 per 1,000 words).
    """

    severity = Severity.INFO
    options = RepeatedPhraseOptions
    mqm = "fluency/duplication"
    targets = ("en",)
    good = (
        "Government of the people, by the people, for the people, shall not perish.",
        "Whether it is a question of law, or whether it is a question of taste, he has a view.",
        "The more we learn of the sea, the more we learn of the sky.",
        "Imagine that if the sky were empty, if the sky were empty, you would see nothing.",
        "The mayor spoke of the old harbour wall. The mayor spoke of the old harbour wall again.",
        Sourced(
            "The office for the control of floods met, and the office for the control of floods warned farmers.",
            "防汛抗旱指挥部办公室开会，防汛抗旱指挥部办公室还提醒农民。",
        ),
    )
    bad = (
        Bad(
            "She visited the new bridge over the river ⟦the new bridge over the river⟧ on Monday.",
            severity=Severity.ERROR,
            fixed="She visited the new bridge over the river on Monday.",
        ),
        Bad(
            "Trade in rice and winter wheat grew⟦trade in rice and winter wheat grew⟧ by half.",
            severity=Severity.ERROR,
            fixed="Trade in rice and winter wheat grew by half.",
        ),
        Bad(
            "They sell the bank's new savings products, ⟦the bank's new savings products, the bank's new savings "
            "products⟧ and loans.",
            severity=Severity.WARNING,
        ),
        Bad("The office for the control of floods met, and ⟦the office for the control of floods⟧ warned farmers."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look at the sentences in which five words in a row come twice."""
        prose = document.prose
        recurrences = context.analyse(find_recurrences, context.analyse(Words, prose))
        shortest = context.get_options(RepeatedPhraseOptions).words
        for start, end in recurrences.repeating:
            for repeat in _find_repeats(prose, start, end, shortest):
                if repeat.second[1] <= document.block(repeat.first[0]).end:
                    yield from self._report(document, repeat, context)

    def _report(self, document: Document, repeat: _Repeat, context: Context) -> Iterator[Finding]:
        prose, (_, between), (start, end) = document.prose, repeat.first, repeat.second
        phrase = _shorten(document.text[start:end])
        if not prose[between:start].strip():
            fix = Fix(True, (Edit(between, end, ""),))
            message = f"Repeated phrase “{phrase}”: delete one."
            yield self.finding(start, end, message, severity=Severity.ERROR, fix=fix)
        elif repeat.turns > 2:
            message = f"“{phrase}” occurs {repeat.turns} times in a row: keep one."
            yield self.finding(start, end, message, severity=Severity.WARNING)
        elif _says_something(prose, start, end) and not _repeats_itself(context.source_at(start), len(phrase.split())):
            yield self.finding(start, end, f"“{phrase}” occurs twice in this sentence: is that intended?")


def _says_something(prose: str, start: int, end: int) -> bool:
    """Return whether a phrase has enough content words."""
    return sum(match[0].lower() not in GRAMMAR_WORDS for match in _WORD.finditer(prose, start, end)) >= _CONTENT_WORDS


def _repeats_itself(source: str, words: int) -> bool:
    """Return whether a source has as many characters twice as a phrase of so many English words renders."""
    return _has_twice(source, max(_FEWEST_CHARACTERS, int(_CHARACTERS_A_WORD * words)))


@lru_cache(maxsize=64)
def _has_twice(source: str, size: int) -> bool:
    """Return whether a text has so many letters or digits in a row in two places."""
    text = "".join(source.split())
    seen: dict[str, int] = {}
    pieces = ((place, text[place : place + size]) for place in range(len(text) - size + 1))
    return any(seen.setdefault(piece, place) + size <= place for place, piece in pieces if piece.isalnum())


def _find_repeats(prose: str, start: int, end: int, shortest: int) -> Iterator[_Repeat]:
    text = prose[start:end]
    pieces = _CUT_WORDS.split(text.lower() if text.isascii() else text)  # what is between words, and the words
    keys = pieces[1::2] if text.isascii() else list(map(str.lower, pieces[1::2]))
    places, seen, after = list[int](), dict[tuple[str, ...], int](), 0
    for index in _find_recurring(keys, shortest):
        if index < after or (first := seen.setdefault(tuple(keys[index : index + shortest]), index)) + shortest > index:
            continue
        places = places or list(accumulate(map(len, pieces), initial=start))
        length = _count_common(keys, first, index)
        size = min(length, index - first)
        yield _grow(
            prose,
            (start, end),
            (places[2 * first + 1], places[2 * (first + size)]),
            (places[2 * index + 1], places[2 * (index + length)]),
            1 + length // (index - first) if first + size == index else 2,
        )
        after = index + length


def _find_recurring(keys: Sequence[str], size: int) -> Iterator[int]:
    """Return where runs of `size` words begin, each of which recurs: a run that is repeated is among them."""
    counts = Counter(keys)
    recurs = bytes(map((1).__lt__, map(counts.__getitem__, keys)))
    rows = (row.span() for row in re.finditer(rb"\x01{%d,}" % size, recurs))
    return chain.from_iterable(range(start, end - size + 1) for start, end in rows)


def _count_common(keys: Sequence[str], first: int, second: int) -> int:
    length = 0
    while second + length < len(keys) and keys[first + length] == keys[second + length]:
        length += 1
    return length


def _grow(prose: str, bounds: tuple[int, int], one: tuple[int, int], two: tuple[int, int], turns: int) -> _Repeat:
    """Return the repeat, grown over the letters that agree where nothing else parts the two: words may be glued."""
    (first, between), (second, end) = one, two
    while first > bounds[0] and between < second and _is_same(prose, first - 1, second - 1):
        first, second = first - 1, second - 1
    while between < second and end < bounds[1] and _is_same(prose, between, end):
        between, end = between + 1, end + 1
    apart = prose[between:second].strip() or prose[first:between].rstrip()[-1] in _PAUSES
    if turns > 2 or apart:
        return _Repeat(one, two, turns)
    return _trim(prose, _Repeat((first, between), (second, end), turns))


def _is_same(prose: str, one: int, other: int) -> bool:
    return prose[one].lower() == prose[other].lower()


def _trim(prose: str, repeat: _Repeat) -> _Repeat:
    """Return the repeat without white space at the ends of the phrase."""
    (first, between), (second, end) = repeat.first, repeat.second
    while prose[second].isspace():
        first, second = first + 1, second + 1
    while prose[end - 1].isspace():
        between, end = between - 1, end - 1
    return _Repeat((first, between), (second, end), repeat.turns)


def _shorten(phrase: str) -> str:
    words = " ".join(phrase.split())
    if len(words) <= _SHOWN:
        return words
    whole, _, _ = words[: _SHOWN + 1].rpartition(" ")
    return f"{whole or words[:_SHOWN]}…"
