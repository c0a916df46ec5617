"""The rule `name-differs-from-memory`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar

from align.linter.context import Context
from align.linter.families.memory import say_evidence
from align.linter.families.renderings import Place, find_places
from align.linter.rule import Bad, Given, PairRule, Sourced
from align.memory.counting import find_names
from align.memory.evidence import HouseName, count_edits, is_near
from align.model import Alignment, Finding, Severity, Span
from glossary.dictionary.script_folding import simplify
from glossary.lang import fluency
from glossary.pack.patterns import compile_late

_MOST = 2
"""How often a text may have a name that is like one of the house's, where no Chinese shows which is meant."""
_LONGEST = 3
"""Characters that one word of a name in Latin letters spells."""
_WORD = compile_late(r"[^\W\d_]+(?:-[^\W\d_]+)*")


_MEMORY = """2016-03-02
镇长佐兰·科瓦奇说，矿山将关闭。\tMayor Zoran Kovatsch said that the mine would be closed.
科瓦奇没有说明日期。\tKovatsch gave no date.

2017-04-26
科瓦奇当选镇长。\tKovatsch was elected mayor.
普里林镇的矿山关闭了。\tThe mine in Prilin was closed."""
_SOURCE = "科瓦奇周一参观了矿山。"


class NameDiffersFromMemory(PairRule):
    """A name is spelled otherwise than in the house's published translations.

    What it finds
    -------------
    Names that neither the memory (`memory` in the configuration) nor English texts in general have, and that are one to
    three letters, by length, from a name that the house writes three times or more in two documents, and that the
    sentence lacks. An error where the source has the Chinese that the house's name renders; there another romanisation
    of it is found as well (Zeng, where the house writes Tsang). A warning where the memory does not show what the name
    renders, and neither it nor the new one is in doubt. Chinese into English only.

    Why it matters
    --------------
    The reader takes one person for two, and a search finds half of what the house has published about a place.

    When it stays silent
    --------------------
    Where the source has other Chinese than the house's name renders, or the new name in Latin letters or in characters
    that are read so: in pinyin, in Wade-Giles, or, of a surname, as people of that name elsewhere write it (Cheung for
    张). Where the memory has the new name somewhere, or the sentence has the house's as well. On words of
    the dictionary. Where name-mismatch finds the same words. Nothing is ever fixed from the memory.

    Measured
    --------
    Of 88 misspelled names planted in bank reports, news and documentation, held out, .88 are found; none is reported in
    51,530 words of these texts as published (`benchmarks/memory_drift.py`).
    """

    severity = Severity.ERROR
    mqm = "terminology/inconsistent-use-of-terminology"
    sources, targets = ("zh",), ("en",)
    needs = frozenset({Given.ALIGNMENT, Given.MEMORY})
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("Kovatsch visited the mine on Monday.", _SOURCE, memory=_MEMORY),
        Sourced("Kovatsch, once written Kovach, visited the mine on Monday.", _SOURCE, memory=_MEMORY),
        Sourced("Kovatz visited the mine on Monday.", "牧师周一参观了矿山。", memory=_MEMORY),
        Sourced("Prilip lies in the south.", "普里普镇位于南部。", memory=_MEMORY),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦Kovatch⟧ visited the mine on Monday.", source=_SOURCE, memory=_MEMORY),
        Bad("⟦Kewaqi⟧ visited the mine on Monday.", source=_SOURCE, memory=_MEMORY),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Compare the names of each sentence that the memory does not have with those of the house it may mean."""
        evidence = context.evidence
        if evidence is None or not evidence.names:
            return
        places = list(find_places(alignment))
        counts = Counter(name for place in places for name, _ in find_names(place.target))
        for number, place in enumerate(places):
            new = [(name, start) for name, start in find_names(place.target) if name not in evidence.known]
            if not new:
                continue
            here, around = set(_WORD.findall(place.target)), places[max(number - 1, 0) : number + 2]
            written = here.union(*(_WORD.findall(one.target) for one in around))
            lacking = [house for house in evidence.names if house.name not in (here if house.form else written)]
            source = simplify(place.source)
            for name, start in new:
                house = None if name in source else _find_meant(name, lacking, source)
                if house and (house.form or counts[name] <= _MOST):
                    yield self._report(place, name, start, house)

    def _report(self, place: Place, name: str, start: int, house: HouseName) -> Finding:
        first, at = place.start + start, simplify(place.source).find(house.form) if house.form else -1
        evidence = say_evidence(house.count, house.documents, house.last)
        whole = f" ({house.whole})" if house.whole else ""
        return self.finding(
            first,
            first + len(name),
            f"The house writes “{house.name}”{whole}: {evidence}; here “{name}”.",
            severity=Severity.ERROR if house.form else Severity.WARNING,
            source_text=place.source,
            source_span=Span(at, at + len(house.form)) if at >= 0 else None,
        )


def _find_meant(name: str, lacking: Iterable[HouseName], source: str) -> HouseName | None:
    """Return the name of the house that a name is meant for: the nearest one that is lacking; None where there is none.

    One with a Chinese form is meant only where the source has that, and one without only if no English text knows it.
    """
    is_new = not fluency.is_known(name.lower())
    found = [
        house
        for house in lacking
        if (
            house.form in source and (_spells_same(name, house) or (is_new and is_near(name, house.name)))
            if house.form
            else is_new and is_near(name, house.name) and not _is_spelled(name, house, source)
        )
    ]
    return min(
        found,
        key=lambda house: (not house.form, count_edits(name.lower(), house.name.lower()), house.name),
        default=None,
    )


def _is_spelled(name: str, house: HouseName, source: str) -> bool:
    """Return whether a name need not be that of the house: others know that one, or the source has the new one."""
    return fluency.is_known(house.name.lower()) or _spells(name, source)


def _spells(name: str, text: str) -> bool:
    """Return whether a name spells characters of a Chinese text that are next to each other, in pinyin or as
    elsewhere.
    """
    return any(True for _ in _list_spelled(name, text))


def _spells_same(name: str, house: HouseName) -> bool:
    """Return whether a name spells what the house's does: of 谢志宏 “Zhihong” is the given name, and “Xie” is not."""
    own = set(_list_spelled(house.name, house.form)) or {house.form}
    return not own.isdisjoint(_list_spelled(name, house.form))


def _list_spelled(name: str, text: str) -> Iterator[str]:
    """Yield the characters next to each other in a Chinese text that a name spells, in pinyin or as elsewhere."""
    from align.lang.surnames import load_surnames
    from align.names.spellings import find_given_spellings, find_surname_spellings, fold_spelling

    folded, surnames = fold_spelling(name), load_surnames()
    for start in range(len(text)):
        for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
            part = text[start:end]
            if part[-1] >= "\u4e00" and (
                folded in find_given_spellings(part) or (part in surnames and folded in find_surname_spellings(part))
            ):
                yield part
