"""A bitext for translation tools: XLIFF 2.0 (OASIS standard, 5 August 2014), a unit a bead.

The confidence is in the metadata of the unit (module Metadata). An omission is a segment without a target, an addition
one with an empty source. There are no dates, so that the same alignment gives the same file.
"""

from collections.abc import Iterator
from pathlib import PurePath

from align.model import Alignment, Bead
from glossary.formats.xml.text import escape_attribute, escape_text


def write(alignment: Alignment) -> Iterator[str]:
    """Yield the one file of the document, with a unit for each bead; what XML cannot hold becomes U+FFFD.

    A unit's id counts the beads from 1, its name the indices of its segments from 0.
    """
    source, target = (escape_attribute(side.language) for side in (alignment.source, alignment.target))
    original = escape_attribute(PurePath(alignment.target.path).name)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"'
        f' xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" srcLang="{source}" trgLang="{target}">\n'
        f'<file id="f1" original="{original}">\n'
    )
    for number, bead in enumerate(alignment.beads, 1):
        yield _write_unit(alignment, bead, number)
    yield "</file>\n</xliff>\n"


def _write_unit(alignment: Alignment, bead: Bead, number: int) -> str:
    source, target = escape_text(alignment.source_text(bead)), escape_text(alignment.target_text(bead))
    sides = f"<source>{source}</source>" + (f"<target>{target}</target>" if bead.target else "")
    name = f"{' '.join(map(str, bead.source))}:{' '.join(map(str, bead.target))}"
    return (
        f'<unit id="u{number}" name="{name}">\n'
        f'  <mda:metadata><mda:metaGroup category="aligncheck"><mda:meta type="confidence">{bead.confidence:.2f}'
        "</mda:meta></mda:metaGroup></mda:metadata>\n"
        f"  <segment>{sides}</segment>\n"
        "</unit>\n"
    )
