"""Words of a list that its translation leaves out: 法国、德国、意大利和西班牙, "France, Germany and Spain"."""

import re
from collections.abc import Iterator, Sequence

from align.lang.exchanged_words import Meaning, Texts, find_all_meanings, fold
from align.lang.patterns import ZH_SENTENCES
from align.model import Span

_FEWEST, _SHORTEST = 3, 4
_NO_LETTERS = re.compile("[^a-z]+")


def find_left_out(table: str, texts: Texts, neighbours: Sequence[Texts] = ()) -> Iterator[tuple[Meaning, Span]]:
    """Yield the meanings of a table that a source lists and its translation lacks, with their places in the source.

    Nothing is found unless the translation has all other words of the list: it may sum a list up.
    """
    from glossary.dictionary.script_folding import simplify

    source, folded, squeezed = simplify(texts[0]), fold(texts[1]), ""
    for run in _find_lists(source, find_all_meanings(table, source)):
        squeezed = squeezed or _squeeze("\n".join((texts[1], *(target for _, target in neighbours))))
        lost = [(one, span) for one, span in run if not (one.is_shown(folded) or _has_any(squeezed, one))]
        if len(lost) == 1:
            yield lost[0]


def _find_lists(source: str, found: Sequence[tuple[Meaning, Span]]) -> Iterator[list[tuple[Meaning, Span]]]:
    """Yield the runs of words that nothing but commas and conjunctions part; none that goes on with others."""
    run: list[tuple[Meaning, Span]] = []
    for one, span in found:
        if run and source[run[-1][1].end : span.start] not in ZH_SENTENCES.words("between_items"):
            yield from [run] if _is_complete(source, run) else []
            run = []
        run.append((one, span))
    yield from [run] if _is_complete(source, run) else []


def _is_complete(source: str, run: Sequence[tuple[Meaning, Span]]) -> bool:
    if len({one for one, _ in run}) < max(len(run), _FEWEST):
        return False
    start, end = run[0][1].start, run[-1][1].end
    links, others = ZH_SENTENCES.words("between_items"), ZH_SENTENCES.words("and_others")
    goes_on = source[start - 1 : start] in links or source[end : end + 1] in links
    # a translation may shorten a list that is not complete
    return not goes_on and not source.startswith(others, end)


def _has_any(squeezed: str, meaning: Meaning) -> bool:
    """Return whether letters in a row may be a word of a meaning, however it is spaced: Xi 'an, equal-Japan."""
    words = map(_squeeze, (*meaning.english, *meaning.signs))
    return any(len(word) >= _SHORTEST and word in squeezed for word in words)


def _squeeze(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())
