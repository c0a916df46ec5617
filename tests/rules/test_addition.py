"""Sentences of a translation that no source belongs to, as an aligner tells that knows no chances of sentences."""

import pytest

from align.lang import find_language
from align.linter.context import Context
from align.model import Alignment, Bead, Document, Span
from align.rules.accuracy.addition import Addition


def read(code: str, text: str) -> Document:
    return Document("a.txt", code, text, lambda one: [Span(0, len(one))], find_language(code).split)


@pytest.mark.parametrize(("confidence", "found"), [(0.4, []), (0.6, ["Nobody had asked for any of it."])])
def test_a_bead_without_a_source_is_reported_where_the_aligner_is_sure_of_it(
    confidence: float, found: list[str]
) -> None:
    target = read("en", "The mine opened. Nobody had asked for any of it.")
    beads = (Bead((0,), (0,), 0.9), Bead((), (1,), confidence))
    findings = Addition().check(Alignment(read("zh", "矿山今天重新开放。"), target, beads), Context())
    assert [target.text[slice(*one.span)] for one in findings] == found
