"""The rule `mixed-country-name`."""

import re
from collections.abc import Iterator, Sequence

from align.analysis.characters import is_in_capitals
from align.linter.context import Context
from align.linter.families.variants import Forms, VariantRule
from align.linter.rule import Bad, Trigger
from align.model import Document, Edit, Fix, Span
from glossary.pack.patterns import compile_late

_NAMES = ("US", "UK", "EU", "UN", "UAE", "PRC", "DPRK")
_DOTTED = {".".join(name) + ".": name for name in _NAMES}
_FORM = compile_late(
    r"(?<![\w.&-])(?<!\d\s)(?:(?P<dotted>" + "|".join(map(re.escape, _DOTTED)) + r")(?![\w$])"
    r"|(?P<plain>" + "|".join(_NAMES) + r")(?![\w$&]|\.\w|\s?\$))"
)
_IN_NAMES = compile_late(r"\s(?:News\s(?:&|and)\sWorld|Steel|Bank|Bancorp|Open|Airways|Robotics|Weekly|Magazine)\b")


class MixedCountryName(VariantRule):
    """A country or union is written both with and without full stops in one document: US and U.S., UK and U.K.

    What it finds
    -------------
    The first occurrence of the rarer form, with a proposed fix: US next to U.S., UK next to U.K., EU next to E.U., UN
    next to U.N. and the like.

    Why it matters
    --------------
    Each publisher writes one of them. A mix shows that a text was put together from pieces.

    When it stays silent
    --------------------
    On "United States" next to "US", the noun and the adjective, which most human translations have side by side. On
    American. In names (U.S. Steel, US Open), in US$, and in lines that are all capitals.

    Measured
    --------
    4 warnings in the human references of news (.034 per 1,000 words), 5 in 111,138 words of other human translations
    (.045), 25 in 1.1 million words of essays (.022).
    """

    mqm = "terminology/inconsistent-use-of-terminology"
    targets = ("en",)
    trigger = Trigger(literals=tuple(text.lower() for text in _DOTTED))
    good = (
        "The United States spoke; the US side stayed, and so did the Americans.",
        "US exports fell, wrote U.S. News & World Report.",
        "It cost US$5 million in the U.S. market.",
        "TELL US MORE\n\nThe U.S. side stayed.",
    )
    bad = (
        Bad("The US side spoke of US tariffs; the ⟦U.S.⟧ market fell."),
        Bad("The U.K. left. London, in the ⟦UK⟧, stayed."),
        Bad("The U.S. and the UN met; the ⟦US⟧ left the ⟦U.N.⟧ alone."),
    )

    def find_forms(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Forms]:
        """Find both forms of each name."""
        places: dict[str, dict[str, list[Span]]] = {}
        prose = document.prose
        for start in _find_starts(prose, hits):
            match = _FORM.match(prose, start)
            if match and not _IN_NAMES.match(prose, match.end()) and not is_in_capitals(document, start):
                name = match["plain"] or _DOTTED[match["dotted"]]
                places.setdefault(name, {}).setdefault(match[0], []).append(Span(*match.span()))
        yield from places.values()

    def propose(self, document: Document, place: Span, usual: str) -> Fix:
        """Write the usual form; the full stop that ends the block stays, and is not written twice."""
        prose, block = document.prose, document.block(place.start)
        ends_block = not prose[place.end : block.end].strip("\"'”’) ")
        if usual[-1] != "." and ends_block:
            return Fix(False, (Edit(*place, usual + "."),))
        is_doubled = usual[-1] == "." == prose[place.end : place.end + 1]
        return Fix(False, (Edit(place.start, place.end + is_doubled, usual),))


def _find_starts(prose: str, dotted: Sequence[int]) -> list[int]:
    """Return where the names of which there is a form with stops may begin, in either form, in order."""
    starts = set(dotted)
    for form, name in _DOTTED.items():
        if any(prose.startswith(form, start) for start in dotted):
            starts.update(match.start() for match in re.finditer(name, prose))
    return sorted(starts)
