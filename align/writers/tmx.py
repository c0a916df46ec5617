"""A translation memory: TMX 1.4b (OSCAR recommendation of 26 April 2005), valid against its DTD.

- A bead with an empty side is left out: a unit of one language translates nothing, and tools skip it or show a text
  without a translation. `left_out` counts them.
- A bead of one segment a side is a "sentence", as the header says; a unit of several is marked "block", the standard's
  word for what is none of the others.
- There is no DOCTYPE. The standard asks for none, and a parser that honours one looks for the DTD beside the file.
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
    """The header and a unit for each bead that has both sides; what XML cannot hold becomes U+FFFD.

    A unit's properties are the indices of its segments, counted from 0, and the confidence in hundredths.
    """
    source, target = (quoteattr(_legal(side.language)) for side in (alignment.source, alignment.target))
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="aligncheck" creationtoolversion="{__version__}" segtype="sentence" o-tmf="aligncheck"'
        f' adminlang="en" srclang={source} datatype="plaintext"/>\n<body>\n'
    )
    for bead in filter(_is_paired, alignment.beads):
        yield (
            f"{_unit(bead)}"
            f"  <tuv xml:lang={source}><seg>{_text(alignment.source_text(bead))}</seg></tuv>\n"
            f"  <tuv xml:lang={target}><seg>{_text(alignment.target_text(bead))}</seg></tuv>\n"
            "</tu>\n"
        )
    yield "</body>\n</tmx>\n"


def left_out(alignment: Alignment) -> int:
    """How many beads have an empty side, and so are not in the file."""
    return sum(not _is_paired(bead) for bead in alignment.beads)


def _is_paired(bead: Bead) -> bool:
    return bool(bead.source and bead.target)


def _unit(bead: Bead) -> str:
    kind = "" if len(bead.source) == len(bead.target) == 1 else ' segtype="block"'
    return (
        f"<tu{kind}>\n"
        f'  <prop type="x-source-segments">{" ".join(map(str, bead.source))}</prop>\n'
        f'  <prop type="x-target-segments">{" ".join(map(str, bead.target))}</prop>\n'
        f'  <prop type="x-confidence">{bead.confidence:.2f}</prop>\n'
    )


def _legal(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(_legal(text))
