"""The base of rules about words that were exchanged for others of their kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, ClassVar

from align.analysis.alignments import find_matches_with_neighbours, is_chinese_into_english
from align.linter.context import Context
from align.linter.rule import PairRule
from align.model import Alignment, Bead, Finding, Span
from glossary.lang.scripts import has_han

if TYPE_CHECKING:
    from align.lang.exchanged_words import Texts

_SURE = 0.5
"""The confidence from which a bead is compared."""

_SAYS = "the translation says “{}”."


class ExchangeRule(PairRule):
    """A rule about the meanings of a table (`align/packs/zh_en/`). `wrong` is what a finding says of the other word."""

    table: ClassVar[str]
    wrong: ClassVar[str] = _SAYS

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for the meanings of each bead in its translation."""
        yield from report_exchanges(self, alignment, context, self.table, self.wrong)


@cache
def _make_finder(table: str) -> Callable[[str], Sequence[int]]:
    """Return what finds where a text says a meaning of a table: the same for all rules that ask for the table."""
    from align.lang.exchanged_words import find_places

    return partial(find_places, table)


def _simplify_chinese(alignment: Alignment) -> str:
    """Return the source in simplified script; empty where it has no Chinese, or is not rendered in English."""
    if not is_chinese_into_english(alignment) or not has_han(alignment.source.prose):
        return ""
    from glossary.dictionary.script_folding import simplify

    return simplify(alignment.source.prose)


def report_exchanges(
    rule: PairRule, alignment: Alignment, context: Context, table: str, wrong: str = _SAYS
) -> Iterator[Finding]:
    """Yield what a rule finds where meanings of a table were exchanged; `wrong` is what it says of the other word."""
    from align.lang.exchanged_words import find_exchanges

    for bead, near in _find_beads(alignment, context, _make_finder(table)):
        texts, start = _take_texts(alignment, bead), alignment.target_span(bead).start
        for found in find_exchanges(table, texts, (_take_texts(alignment, one) for one in near if one is not bead)):
            shown, place = alignment.quote_source(bead, found.source)
            given, written = texts[0][slice(*found.source)], texts[1][slice(*found.target)]
            yield rule.finding(
                start + found.target.start,
                start + found.target.end,
                f"The source says “{given}” ({found.meaning.english[0]}); {wrong.format(written)}",
                source_text=shown,
                source_span=place,
            )


def report_left_out(rule: PairRule, alignment: Alignment, context: Context, table: str) -> Iterator[Finding]:
    """Yield what a rule finds where a list of the source has a meaning of a table more than its translation."""
    if "、" not in alignment.source.prose:
        return
    from align.lang.lists import find_left_out

    for bead, near in _find_beads(alignment, context, _make_finder(table)):
        texts = _take_texts(alignment, bead)
        for meaning, span in find_left_out(table, texts, [_take_texts(alignment, one) for one in near]):
            shown, place = alignment.quote_source(bead, span)
            listed = f"“{texts[0][slice(*span)]}” ({meaning.english[0]})"
            yield rule.finding(
                *alignment.target_span(bead),
                f"The source lists {listed}; the translation leaves it out.",
                source_text=shown,
                source_span=place,
            )


def say_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings without those about source words that an earlier one is about."""
    said = set[tuple[str, Span | None]]()
    for one in findings:
        words = one.source_text, one.source_span
        if one.source_span is None or words not in said:
            said.add(words)
            yield one


def report_lost_places(rule: PairRule, alignment: Alignment, context: Context) -> Iterator[Finding]:
    """Yield what a rule finds where a list of the source has a place more than its translation."""
    from align.names.lost_places import find_lists, find_lost_places

    for bead, near in _find_beads(alignment, context, find_lists):
        texts = _take_texts(alignment, bead)
        for name, span in find_lost_places(texts, [_take_texts(alignment, one) for one in near if one is not bead]):
            shown, place = alignment.quote_source(bead, span)
            yield rule.finding(
                *alignment.target_span(bead),
                f"The source lists “{texts[0][slice(*span)]}” ({name}); the translation leaves it out.",
                source_text=shown,
                source_span=place,
            )


_Find = Callable[[str], Sequence[int]]
_FindTurned = Callable[["Texts"], Iterator[tuple[Span, Span]]]


@cache
def _list_turned() -> tuple[tuple[_Find, _FindTurned, str], ...]:
    """Return what finds where a source in simplified script may be turned, what finds out whether the translation of
    a bead turns it, and what a finding says of that.
    """
    from align.lang.comparisons import find_comparisons, find_turned_comparisons
    from align.lang.exchanged_roles import find_exchanged_order, find_exchanged_roles, find_order, find_verbs
    from align.lang.exchanged_tenses import find_exchanged_tenses, find_tenses
    from align.names.exchanged_bylines import find_bylines, find_exchanged_bylines
    from align.names.forms_of_address import find_titles, find_wrong_titles
    from align.names.named_deeds import find_exchanged_names

    wrong = "the translation has it the other way round."
    return (
        (find_verbs, find_exchanged_roles, wrong),
        (find_verbs, find_exchanged_names, wrong),
        (find_order, find_exchanged_order, wrong),
        (find_comparisons, find_turned_comparisons, wrong),
        (find_bylines, find_exchanged_bylines, wrong),
        (find_tenses, find_exchanged_tenses, "“{}” puts it at another time."),
        (find_titles, find_wrong_titles, "“{}” is another form of address."),
    )


def report_turned(rule: PairRule, alignment: Alignment, context: Context) -> Iterator[Finding]:
    """Yield what a rule finds where two sides changed places: of a deed, of an order, of a comparison; or past and
    future.
    """
    for find, find_turned, wrong in _list_turned():
        for bead, _ in _find_beads(alignment, context, find):
            texts, start = _take_texts(alignment, bead), alignment.target_span(bead).start
            for given, span in find_turned(texts):
                shown, place = alignment.quote_source(bead, given)
                yield rule.finding(
                    start + span.start,
                    start + span.end,
                    f"The source says “{texts[0][slice(*given)]}”; {wrong.format(texts[1][slice(*span)])}",
                    source_text=shown,
                    source_span=place,
                )


def _find_beads(
    alignment: Alignment, context: Context, find: Callable[[str], Sequence[int]]
) -> Iterable[tuple[Bead, tuple[Bead, ...]]]:
    """Return the likely beads in whose source something is found, each with the beads around it.

    `find` gives the places in a text in simplified script, in order; it is asked once for each text.
    """
    plain = context.analyse(_simplify_chinese, alignment)
    places = context.analyse(find, plain) if plain else ()
    return _choose_beads(alignment, places) if places else ()


def _choose_beads(alignment: Alignment, places: Sequence[int]) -> Iterator[tuple[Bead, tuple[Bead, ...]]]:
    for bead, near in find_matches_with_neighbours(alignment, _SURE):
        start, end = alignment.source_span(bead)
        index = bisect_left(places, start)
        if index < len(places) and places[index] < end:
            yield bead, near


def _take_texts(alignment: Alignment, bead: Bead) -> Texts:
    """Return the source and the target of a bead as they are in their documents, masked."""
    return alignment.source_prose(bead), alignment.target_prose(bead)
