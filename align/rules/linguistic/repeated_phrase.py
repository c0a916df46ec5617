"""The same words twice in one sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.lang.doubles import GRAMMAR_WORDS, LATIN
from align.linter.rule import Bad, TextRule
from align.model import Document, Edit, Finding, Fix, Severity

_WORD = re.compile(rf"[{LATIN}0-9]+(?:['’.,][{LATIN}0-9]+)*")
_LEAST = 5
_CONTENT = 3
_PAUSES = ",;:–—"


@dataclass(frozen=True, slots=True)
class _Repeat:
    """Where a phrase stands first and where again; `turns` is how often it comes in all, one behind the other."""

    first: tuple[int, int]
    second: tuple[int, int]
    turns: int


class RepeatedPhrase(TextRule):
    """A phrase of five words or more stands twice in one sentence.

    What it finds
    -------------
    The second occurrence of a phrase in a sentence, whatever the case. Where it follows the first with nothing but
    white space between, or with not even that ("the new tax lawthe new tax law"), it is an error: somebody pasted
    twice, or a machine stumbled. Where it comes three times in a row, set off by commas, it is a warning. Elsewhere it
    is a remark (info): a clumsy repetition, or a parallel that the author wanted.

    Why it matters
    --------------
    Machine translation repeats itself: it renders a clause twice, or loops. The words are all spelled well, so nothing
    else sees it.

    When it stays silent
    --------------------
    Between two sentences; in parallels of grammar, where fewer than three words of the phrase say what it is about
    ("whether it is a ..., whether it is a ..."); in links and code.

    Measured
    --------
    Errors: none in 4,505 segments (118,669 words) of the WMT 2021-23 human references and none in 1.1 million words of
    published essays; in annotated translations 186 of 204 (.91) coincide with a marked fault. Remarks: 88 in the
    references (.7 per 1,000 words), .46 of those in machine translations coincide with a marked fault.
    """

    severity = Severity.INFO
    mqm = "fluency/duplication"
    good = (
        "Government of the people, by the people, for the people, shall not perish.",
        "Whether it is a question of law, or whether it is a question of taste, he has a view.",
        "The more we learn of the sea, the more we learn of the sky.",
        "Imagine that if the sky were empty, if the sky were empty, you would see nothing.",
        "The mayor spoke of the old harbour wall. The mayor spoke of the old harbour wall again.",
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

    def check(self, document: Document, hits: Sequence[int]) -> Iterator[Finding]:
        """Look at the sentences in which the census saw five words in a row come twice."""
        prose = document.prose
        for start, end in document.census.repeating:
            for repeat in _repeats(prose, start, end):
                if repeat.second[1] <= document.block(repeat.first[0]).end:
                    yield from self._found(prose, repeat)

    def _found(self, prose: str, repeat: _Repeat) -> Iterator[Finding]:
        (_, between), (start, end) = repeat.first, repeat.second
        phrase = _short(prose[start:end])
        if not prose[between:start].strip():
            fix = Fix(True, (Edit(between, end, ""),))
            message = f"“{phrase}” stands here twice in a row; delete one."
            yield self.finding(start, end, message, severity=Severity.ERROR, fix=fix)
        elif repeat.turns > 2:
            message = f"“{phrase}” comes {repeat.turns} times in a row; keep one."
            yield self.finding(start, end, message, severity=Severity.WARNING)
        elif sum(match[0].lower() not in GRAMMAR_WORDS for match in _WORD.finditer(prose, start, end)) >= _CONTENT:
            yield self.finding(start, end, f"“{phrase}” stands twice in this sentence; is that meant?")


def _repeats(prose: str, start: int, end: int) -> Iterator[_Repeat]:
    words = list(_WORD.finditer(prose, start, end))
    keys = [match[0].lower() for match in words]
    seen: dict[tuple[str, ...], int] = {}
    index = 0
    while index + _LEAST <= len(keys):
        run = tuple(keys[index : index + _LEAST])
        first = seen.setdefault(run, index)
        if first + _LEAST > index:
            index += 1
            continue
        length = _common(keys, first, index)
        size = min(length, index - first)
        yield _grown(
            prose,
            (start, end),
            (words[first].start(), words[first + size - 1].end()),
            (words[index].start(), words[index + length - 1].end()),
            1 + length // (index - first) if first + size == index else 2,
        )
        index += length


def _common(keys: Sequence[str], first: int, second: int) -> int:
    length = 0
    while second + length < len(keys) and keys[first + length] == keys[second + length]:
        length += 1
    return length


def _grown(prose: str, bounds: tuple[int, int], one: tuple[int, int], two: tuple[int, int], turns: int) -> _Repeat:
    """The repeat; where only letters that agree part the two, grown over them: words may be glued where it starts."""
    (first, between), (second, end) = one, two
    while first > bounds[0] and between < second and _same(prose, first - 1, second - 1):
        first, second = first - 1, second - 1
    while between < second and end < bounds[1] and _same(prose, between, end):
        between, end = between + 1, end + 1
    apart = prose[between:second].strip() or prose[first:between].rstrip()[-1] in _PAUSES
    if turns > 2 or apart:
        return _Repeat(one, two, turns)
    return _trimmed(prose, _Repeat((first, between), (second, end), turns))


def _same(prose: str, one: int, other: int) -> bool:
    return prose[one].lower() == prose[other].lower()


def _trimmed(prose: str, repeat: _Repeat) -> _Repeat:
    """The repeat without white space at the ends of the phrase."""
    (first, between), (second, end) = repeat.first, repeat.second
    while prose[second].isspace():
        first, second = first + 1, second + 1
    while prose[end - 1].isspace():
        between, end = between - 1, end - 1
    return _Repeat((first, between), (second, end), repeat.turns)


def _short(phrase: str) -> str:
    words = " ".join(phrase.split())
    return words if len(words) <= 60 else f"{words[:57].rstrip()}..."
