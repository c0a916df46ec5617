"""What rules that compare a text with a memory share: how their messages say how often, when, and what differs."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from align.lang.en_conventions import load_spellings
from align.linter.families.variants import say_times
from glossary.pack.patterns import compile_late

_WORD = compile_late(r"[a-z]+")
_AROUND = 2
"""Words that are shown on either side of a difference."""
_MOST_WORDS = 400
"""Words of longer texts are not compared: only the earlier one is shown."""


@lru_cache(maxsize=1024)
def fold_variety(text: str) -> str:
    """Return an English text in small letters, with American spellings: only to be compared.

    >>> fold_variety("The Labour Market’s normalisation")
    'the labor market’s normalization'
    """
    british = _load_british()
    return _WORD.sub(lambda match: british.get(match[0], match[0]), text.lower())


@cache
def _load_british() -> dict[str, str]:
    spellings = load_spellings()
    return spellings.british | spellings.doubled | spellings.in_ise


def say_evidence(count: int, documents: int, last: str) -> str:
    """Return how often the house writes something, in how many documents, and when last.

    >>> say_evidence(16, 9, "2017-04-26")
    '16 times in 9 documents, last on 2017-04-26'
    >>> say_evidence(1, 1, "")
    'once in 1 document'
    """
    return f"{say_times(count)} in {say_documents(documents, last)}"


def say_documents(documents: int, last: str) -> str:
    """Return in how many documents something is, and when last."""
    return f"{documents} document{'s' * (documents != 1)}{f', last on {last}' if last else ''}"


def compare_words(earlier: str, now: str) -> str:
    """Return how one text differs from another, word by word: [-earlier-] {+now+}, with two words around.

    >>> compare_words("The mine in the north was closed in May.", "The mine in the north shut in May.")
    '… the north [-was closed-] {+shut+} in May.'
    """
    from difflib import SequenceMatcher

    one, two = earlier.split(), now.split()
    if max(len(one), len(two)) > _MOST_WORDS:
        return f"“{earlier}”"
    found = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return " ".join(_show(found, one, two))


def _show(found: Sequence[tuple[str, int, int, int, int]], one: list[str], two: list[str]) -> Iterator[str]:
    for number, (kind, start, end, first, last) in enumerate(found):
        if kind != "equal":
            yield from (f"[-{' '.join(one[start:end])}-]",) * (start < end)
            yield from (f"{{+{' '.join(two[first:last])}+}}",) * (first < last)
            continue
        before = one[start : start + _AROUND] if number else []
        after = one[max(end - _AROUND, start + len(before)) : end] if number < len(found) - 1 else []
        yield from before
        yield from ("…",) * (end - start > len(before) + len(after))
        yield from after
