"""A translation memory: TMX 1.4b (OSCAR recommendation of 26 April 2005), valid by its DTD.

- A bead with an empty side is left out: a unit of one language translates nothing, and tools skip it or show a text
  without a translation. `count_left_out` counts them.
- A bead of one segment a side is a "sentence", as the header says; a unit of several is marked "block", the standard's
  word for what none of the others fits.
- There is no DOCTYPE: the standard asks for none, and parsers would look for the DTD next to the file.
- There are no dates but those that units have of their own, so that the same alignment gives the same file.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from align import __version__
from align.model import Alignment, Bead, UnitRecord

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold, not even as a reference."""


class Pair(NamedTuple):
    """A source and its translation, their languages, the aligner's confidence, and where they come from."""

    source: str
    target: str
    source_lang: str
    target_lang: str
    confidence: float
    record: UnitRecord


def write(alignment: Alignment) -> Iterator[str]:
    """Yield the header and a unit for each bead that has both sides; what XML cannot hold becomes U+FFFD.

    A unit's properties are the indices of its segments, counted from 0, and the confidence in hundredths.
    """
    languages = alignment.source.language, alignment.target.language
    yield from _open_file(languages[0])
    for bead in filter(_is_paired, alignment.beads):
        yield (
            f"{_open_unit(bead)}{_write_confidence(bead.confidence)}"
            f"{_write_sides(languages, alignment.source_text(bead), alignment.target_text(bead))}"
        )
    yield _END


def write_pairs(pairs: Iterable[Pair], source_lang: str) -> Iterator[str]:
    """Yield the header and a unit for each pair, with its date, document and domain, where it has them.

    `source_lang` is the language of all sources, or `*all*`.
    """
    yield from _open_file(source_lang)
    for pair in pairs:
        record = pair.record
        date = f" changedate={_quote(record.date.replace('-', '') + 'T000000Z')}" if record.date else ""
        properties = (("x-document", record.document), ("x-domain", record.domain))
        yield (
            f"<tu{date}>\n"
            + "".join(f'  <prop type="{name}">{_escape(text)}</prop>\n' for name, text in properties if text)
            + _write_confidence(pair.confidence)
            + _write_sides((pair.source_lang, pair.target_lang), pair.source, pair.target)
        )
    yield _END


_END = "</body>\n</tmx>\n"


def _open_file(source_lang: str) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="aligncheck" creationtoolversion="{__version__}" segtype="sentence" o-tmf="aligncheck"'
        f' adminlang="en" srclang={_quote(source_lang)} datatype="plaintext"/>\n<body>\n'
    )


def _write_confidence(confidence: float) -> str:
    return f'  <prop type="x-confidence">{confidence:.2f}</prop>\n'


def _write_sides(languages: tuple[str, str], source: str, target: str) -> str:
    return (
        f"  <tuv xml:lang={_quote(languages[0])}><seg>{_escape(source)}</seg></tuv>\n"
        f"  <tuv xml:lang={_quote(languages[1])}><seg>{_escape(target)}</seg></tuv>\n"
        "</tu>\n"
    )


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
    )


def _quote(text: str) -> str:
    return quoteattr(_replace_illegal(text))


def _replace_illegal(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _escape(text: str) -> str:
    return escape(_replace_illegal(text))
