"""Fixes in workbooks: in the text of a cell, or in the shared string that several cells show, if all want the fix."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import NamedTuple

from align.errors import ReadError
from align.model import Document, Edit, Span, Stretch
from align.readers.building import build_document
from align.readers.pieces import trim_pieces
from align.readers.tables.cell_origins import CellText, find_cell_texts
from align.writers.edits import Edited, EditError, Mend, pieces

_FORMULA = "its cell holds a formula, or a text that is stored in an unusual way: mend it by hand"
_SHARED = "other cells share the text of its cell, and not all want this fix: mend it by hand"


class _Wish(NamedTuple):
    """A correction: the cell, what is read in it, and the edits, counted from the start of that."""

    cell: str
    text: str
    edits: tuple[Edit, ...]


@dataclass
class _Plan:
    """What is to be edited: documents of a cell each, a correction in each, and the corrections that each includes."""

    documents: list[Document] = field(default_factory=list)
    mends: list[Mend] = field(default_factory=list)
    stands_for: list[list[int]] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


def edit_workbook(data: bytes, mends: Sequence[Mend], documents: Sequence[Document], gap: int = 1) -> Edited:
    """Return the workbook with the corrections made that it can take (see `align.writers.edits.edit`). Raises
    EditError.
    """
    wishes = [_find_wish(mend, documents[mend.document]) for mend in mends]
    try:
        texts = find_cell_texts(data, {wish.cell for wish in wishes})
    except ReadError as error:
        raise EditError(f"{error}: mend it by hand") from error
    plan = _make_plan(mends, wishes, texts)
    done = pieces.edit(data, plan.mends, None, gap, plan.documents) if plan.mends else Edited(data)
    refused = {index: why for number, why in done.refused.items() for index in plan.stands_for[number]}
    made = frozenset(index for number in done.made for index in plan.stands_for[number])
    remarks = {index: remark for number, remark in done.remarks.items() for index in plan.stands_for[number]}
    return Edited(done.data, made, plan.refused | refused, remarks)


def _find_wish(mend: Mend, document: Document) -> _Wish:
    """Return the cell that a correction is about, and its edits there."""
    stretches = document.stretches or ()
    index = max(bisect_right(document.offsets.starts, mend.edits[0].start) - 1, 0)
    span, *_, unit, _ = stretches[index]
    edits = (Edit(one.start - span.start, one.end - span.start, one.text) for one in mend.edits)
    return _Wish(unit or "", document.text[slice(*span)], tuple(edits))


def _make_plan(mends: Sequence[Mend], wishes: Sequence[_Wish], texts: Mapping[str, CellText]) -> _Plan:
    """Put the corrections together that change the same characters of the file, as all cells of a shared string want
    it.
    """
    plan, groups = _Plan(), defaultdict[tuple[CellText, tuple[Edit, ...]], list[int]](list)
    for index, wish in enumerate(wishes):
        text = texts.get(wish.cell)
        if text and "".join(piece.text for piece in trim_pieces(text.pieces)) == wish.text:
            groups[text, wish.edits].append(index)
        else:
            plan.refused[index] = _FORMULA
    for (text, edits), indices in groups.items():
        if len({wishes[index].cell for index in indices}) < text.users:
            plan.refused |= dict.fromkeys(indices, _SHARED)
        else:
            trimmed = list(trim_pieces(text.pieces))
            ends = list(accumulate((len(piece.text) for piece in trimmed), initial=0))
            stretches = [
                Stretch(Span(start, end), None, origin=piece.origin)
                for piece, (start, end) in zip(trimmed, pairwise(ends), strict=True)
            ]
            content = "".join(piece.text for piece in trimmed)
            cell = build_document("", "", content, [Span(0, len(content))], stretches=stretches)
            plan.mends.append(Mend(0, edits, len(plan.documents), rewords=any(mends[at].rewords for at in indices)))
            plan.documents.append(cell)
            plan.stands_for.append(indices)
    return plan
