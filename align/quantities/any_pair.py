"""Figures of a text and of its translation, in any two languages with numerals: what differs beyond doubt.

A figure has a partner where one of the other side shares a reading with it: first in digits in the same bead, then in
the words there and next to it, last among what is left over in the beads next to it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from align.lang import find_language
from align.model import Alignment
from align.quantities.model import Kind, Number, Problem, Quantity
from align.quantities.numerals import Figure, Figures, Reading, find_numeral_reader
from align.quantities.passages import Comparison, Mismatch
from glossary.lang.scripts import KANA, is_east_asian, is_mostly_east_asian

_LEAST = 10
"""What is smaller may be idiom: where nothing is in its place, it is not missed."""
_YEARS = range(1800, 2100)
"""What may be a year, which a translation may name by another word: last year, the 1990s."""
_SURE = 0.4


class _Bead(NamedTuple):
    """The figures of a bead on both sides, and of these what has no partner in it."""

    source: Figures
    target: Figures
    lost: list[Figure]
    new: list[Figure]


def compare_in_any_pair(alignment: Alignment) -> list[tuple[int, Comparison]]:
    """Return the indices of beads whose figures differ, and how; none where a language has no numerals."""
    readers = [find_numeral_reader(side.language) for side in (alignment.source, alignment.target)]
    if not (readers[0] and readers[1]):
        return []
    read_source, read_target = readers[0], readers[1]
    language = find_language(alignment.target.language)
    is_spelled = is_east_asian(language.letters)
    letters = re.compile(f"[{KANA if language.code == 'ja' else language.letters}]")
    beads = list[_Bead]()
    for bead in alignment.beads:
        source = read_source(alignment.source.prose[slice(*alignment.source_span(bead))] if bead.source else "")
        target = read_target(alignment.target.prose[slice(*alignment.target_span(bead))] if bead.target else "")
        beads.append(_Bead(source, target, *_match(source, target)))
    found = list[tuple[int, Comparison]]()
    for index, (bead, here) in enumerate(zip(alignment.beads, beads, strict=True)):
        if not (here.lost or here.new) or not (bead.source and bead.target and bead.confidence >= _SURE):
            continue
        text = alignment.target_text(bead)
        if not letters.search(text) if is_spelled else is_mostly_east_asian(text):
            continue  # it was left in another language, whose numbers are not read
        near = beads[max(index - 1, 0) : index + 2]
        others = [one for one in near if one is not here]
        words = frozenset[Number]().union(*(one.target.values for one in near), here.target.parts)
        lost = _leave_out(here.lost, here.target, words, [new for one in others for new in one.new])
        words = frozenset[Number]().union(*(one.source.values for one in near), here.source.parts)
        new = _leave_out(here.new, None if lost else here.source, words, [gone for one in others for gone in one.lost])
        if comparison := _pair(lost, new):
            found.append((index, comparison))
    return found


def _match(source: Figures, target: Figures) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of either side without a partner in digits on the other."""
    left, right = list[Figure](), list(target.found)
    for exact in (True, False):
        for figure in source.found if exact else left[:]:
            same = (one for one in right if (one.written == figure.written if exact else _agree(figure, one)))
            partner = next(same, None)
            if partner:
                right.remove(partner)
            if exact and not partner:
                left.append(figure)
            elif partner and not exact:
                left.remove(figure)
    return left, right


def _agree(one: Figure, other: Figure) -> bool:
    return not one.readings.isdisjoint(other.readings) or any(
        _is_same_date(first, second) for first in one.readings for second in other.readings
    )


def _is_same_date(one: Reading, other: Reading) -> bool:
    """Return whether two dates name the same day or month, as far as both are named."""
    if not (isinstance(one, tuple) and isinstance(other, tuple)):
        return False
    pairs = [(first, second) for first, second in zip(one, other, strict=True) if first and second]
    return bool(pairs) and all(first == second for first, second in pairs)


def _leave_out(
    figures: Sequence[Figure], other: Figures | None, words: frozenset[Number], left_over: Sequence[Figure]
) -> list[Figure]:
    """Return the figures that no `words` near them say, nor any figure of the other side of their bead, nor what is
    left over in the beads next to theirs.
    """
    there = (*(other.found if other else ()), *left_over)
    found = list[Figure]()
    for figure in figures:
        is_said = figure.kind is not Kind.LABEL and any(
            all(part in words for part in reading if part) if isinstance(reading, tuple) else reading in words
            for reading in figure.readings
        )
        if not is_said and not any(_agree(figure, one) for one in there):
            found.append(figure)
    return found


def _pair(lost: list[Figure], new: list[Figure]) -> Comparison | None:
    """Return what differs: figures in the place of others of their kind, and such as are missing or added."""
    wrong, missing, extra = list[Mismatch](), list[Quantity](), list[Quantity]()
    rest = new[:]
    for figure in lost:
        other = next((one for one in rest if (one.kind is Kind.DATE) == (figure.kind is Kind.DATE)), None)
        if other:
            rest.remove(other)
            wrong.append(Mismatch(figure.make_quantity(), other.make_quantity(), Problem.VALUE))
        elif not new and _is_notable(figure):
            missing.append(figure.make_quantity())
    if not lost:
        extra = [one.make_quantity() for one in rest if _is_notable(one)]
    comparison = Comparison(tuple(missing), tuple(extra), tuple(wrong))
    return None if comparison.agrees else comparison


def _is_notable(figure: Figure) -> bool:
    """Return whether a figure is missed where nothing is in its place: no date, year or small number is."""
    if figure.kind is not Kind.CARDINAL:
        return figure.kind is not Kind.DATE
    numbers = [one for one in figure.readings if not isinstance(one, (str, tuple))]
    return all((one >= _LEAST and one not in _YEARS) or one != int(one) for one in numbers)
