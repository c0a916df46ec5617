"""Translations and references cut into the same segments.

Scores compare segment with segment. Where a translation is not cut as its reference is, it is aligned with it, and cut
again at the ends of the lines of the reference (as mwerSegmenter does with the edit distance: Matusov et al. 2005,
"Evaluating Machine Translation Output with Automatic Sentence Segmentation", IWSLT).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from align.errors import FileError
from align.model import Alignment, Bitext, Document, on_one_line
from align.model.offsets import split_lines
from align.scores.translation.recutting import recut

AlignTexts = Callable[[Document, Document], Alignment]
"""What aligns two documents of one language, the first of them a reference."""


class Line(NamedTuple):
    """A line of a text, or the translation of a pair: its text, and its number in the file."""

    text: str
    number: int


@dataclass(frozen=True)
class Lines:
    """The lines of one file; `document` is None for pairs.

    `owners` says which of the texts that were read each line is of, `groups` the number of its document in the file:
    pairs that name no document are one together.
    """

    path: str
    lines: tuple[Line, ...]
    owners: tuple[int, ...]
    groups: tuple[int, ...]
    document: Document | None = None

    def list_shape(self) -> list[bool]:
        """Return whether each line has text."""
        return [bool(line.text) for line in self.lines]


@dataclass(frozen=True)
class Segments:
    """Several texts of one source in the same segments: the translations, the references, and the document of each.

    `is_recut`: at least one of them was cut otherwise.
    """

    systems: tuple[tuple[str, ...], ...]
    references: tuple[tuple[str, ...], ...]
    groups: tuple[int, ...]
    is_recut: bool = False


def list_lines(path: str, texts: Sequence[Document | Bitext]) -> Lines:
    """Return the lines of a file as it was read: running text, or bitexts, whose pairs come in the order of the
    file.
    """
    documents = [text for text in texts if isinstance(text, Document)]
    if documents:
        text = documents[0].text
        lines = [Line(text[span.start : span.end].strip(), number) for number, span in enumerate(split_lines(text), 1)]
        kept = lines[: max((number for number, line in enumerate(lines, 1) if line.text), default=0)]
        none = (0,) * len(kept)
        return Lines(path, tuple(kept), none, none, documents[0])
    bitexts = [text for text in texts if isinstance(text, Bitext)]
    pairs = [(pair, owner) for owner, text in enumerate(bitexts) for pair in _list_pairs(text)]
    pairs.sort(key=lambda pair: pair[0].number)
    owners = tuple(owner for _, owner in pairs)
    groups = (owner if len(bitexts[owner].units) > 1 else len(bitexts) for owner in owners)
    return Lines(path, tuple(pair for pair, _ in pairs), owners, tuple(groups))


def _list_pairs(bitext: Bitext) -> Iterator[Line]:
    target = bitext.target
    for unit in bitext.units:
        text = on_one_line(target.text[slice(*unit.target)])
        yield Line(text.strip(), target.offsets.locate(unit.target.start).line or 0)


def cut_alike(systems: Sequence[Lines], references: Sequence[Lines], align: AlignTexts) -> Segments:
    """Cut texts into the same segments, those of the first reference.

    Raises FileError where one of them holds pairs and they have not the same number of lines, and where a reference has
    none for a segment.
    """
    anchor, *others = [*references, *systems]
    for text in (anchor, *others):
        if not text.lines:
            raise FileError(text.path, "there is no text in it")
    if any(text.document is None for text in (anchor, *others)):
        for text in others:
            _check_count(text, anchor)
    elif any(text.list_shape() != anchor.list_shape() for text in others):
        return _recut(systems, references, align)
    kept = [row for row in range(len(anchor.lines)) if any(text.lines[row].text for text in (anchor, *others))]
    for reference in references:
        _check_blank(reference, kept)
    return Segments(
        tuple(tuple(text.lines[row].text for row in kept) for text in systems),
        tuple(tuple(text.lines[row].text for row in kept) for text in references),
        tuple(systems[0].groups[row] for row in kept),
    )


def _check_count(text: Lines, anchor: Lines) -> None:
    if len(text.lines) != len(anchor.lines):
        what = "lines" if text.document else "pairs"
        raise FileError(
            text.path,
            f"has {len(text.lines):,} {what}, and {anchor.path} {len(anchor.lines):,}: give files with as many,"
            " or running texts, which are aligned",
        )


def _check_blank(reference: Lines, kept: Iterable[int]) -> None:
    for row in kept:
        if not reference.lines[row].text:
            number = reference.lines[row].number
            raise FileError(f"{reference.path}:{number}", "the reference is empty: write it, or leave the segment out")


def _recut(systems: Sequence[Lines], references: Sequence[Lines], align: AlignTexts) -> Segments:
    """Align every text with the first reference, and cut all again at the ends of its lines."""
    anchor, *others = (text.document for text in (*references, *systems) if text.document)
    texts = recut(anchor, others, [align(anchor, other) for other in others])
    first = len(references)
    return Segments(tuple(texts[first:]), tuple(texts[:first]), (0,) * len(texts[0]), is_recut=True)
