"""A translation memory: TMX 1.4b (OSCAR recommendation of 26 April 2005), valid by its DTD.

- A bead with an empty side is left out: a unit of one language translates nothing, and tools skip it or show a text
  without a translation. `count_left_out` counts them.
- A bead of one segment a side is a "sentence", as the header says; a unit of several is marked "block", the standard's
  word for what none of the others fits.
- There is no DOCTYPE: the standard asks for none, and parsers would look for the DTD next to the file.
- There are no dates, so that the same alignment gives the same file.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from align import __version__
from align.model import Alignment, Bead

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold, not even as a reference."""


def write(alignment: Alignment) -> Iterator[str]:
    """Yield the header and a unit for each bead that has both sides; what XML cannot hold becomes U+FFFD.

    A unit's properties are the indices of its segments, counted from 0, and the confidence in hundredths.
    """
    source, target = (quoteattr(_replace_illegal(side.language)) for side in (alignment.source, alignment.target))
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="aligncheck" creationtoolversion="{__version__}" segtype="sentence" o-tmf="aligncheck"'
        f' adminlang="en" srclang={source} datatype="plaintext"/>\n<body>\n'
    )
    for bead in filter(_is_paired, alignment.beads):
        yield (
            f"{_open_unit(bead)}"
            f"  <tuv xml:lang={source}><seg>{_escape(alignment.source_text(bead))}</seg></tuv>\n"
            f"  <tuv xml:lang={target}><seg>{_escape(alignment.target_text(bead))}</seg></tuv>\n"
            "</tu>\n"
        )
    yield "</body>\n</tmx>\n"


def count_left_out(alignment: Alignment) -> int:
    """Return how many beads are not in the file, since a side is empty."""
    return sum(not _is_paired(bead) for bead in alignment.beads)


def _is_paired(bead: Bead) -> bool:
    return bool(bead.source and bead.target)


def _open_unit(bead: Bead) -> str:
    kind = "" if len(bead.source) == len(bead.target) == 1 else ' segtype="block"'
    return (
        f"<tu{kind}>\n"
        f'  <prop type="x-source-segments">{" ".join(map(str, bead.source))}</prop>\n'
        f'  <prop type="x-target-segments">{" ".join(map(str, bead.target))}</prop>\n'
        f'  <prop type="x-confidence">{bead.confidence:.2f}</prop>\n'
    )


def _replace_illegal(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _escape(text: str) -> str:
    return escape(_replace_illegal(text))
