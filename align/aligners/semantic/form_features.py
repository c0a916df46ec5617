"""Features of what beads look like: their lengths, end marks, quotation marks and paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads
    from align.aligners.semantic.features import Feature
    from align.aligners.semantic.form import Form


def lengths(forms: tuple[Form, Form], ratio: float, beads: Beads) -> Iterator[Feature]:
    """How well the lengths of both sides agree (`ratio`: target by source); how long what stands alone is."""
    import numpy as np

    source, target = (form.length_before for form in forms)
    expected = ((source[beads.rows] - source[beads.top]) * ratio).astype(np.float32)
    found = (target[beads.columns] - target[beads.left]).astype(np.float32)
    pairs = beads.pairs
    here, there = expected[pairs], found[pairs]
    log = np.log((there + 4) / (here + 4))
    yield "length |log|", beads.spread(np.abs(log), pairs)
    yield "length log²", beads.spread(np.minimum(log * log, 4), pairs)
    delta = np.abs(there - here) / np.sqrt((there + here) / 2 + 1)
    yield "length delta", beads.spread(np.minimum(delta, 8), pairs)
    yield "length delta²", beads.spread(np.minimum(delta * delta, 40) / 10, pairs)
    yield "omission length", beads.spread(np.log1p(expected[beads.omissions]), beads.omissions)
    yield "addition length", beads.spread(np.log1p(found[beads.additions]), beads.additions)


def punctuation(forms: tuple[Form, Form], beads: Beads) -> Iterator[Feature]:
    """Whether the marks at the borders of both sides and inside them agree."""
    pairs = beads.part(beads.pairs)
    for features in (_ends(*forms, pairs), _inside(*forms, pairs), _borders(*forms, pairs)):
        for name, values in features:
            yield name, beads.spread(values, beads.pairs)


def paragraphs(forms: tuple[Form, Form], beads: Beads) -> Iterator[Feature]:
    """Whether a paragraph ends on both sides where a bead does, less the ends of paragraphs inside the bead."""
    import numpy as np

    source, target = forms
    both = source.breaks[beads.rows] & target.breaks[beads.columns]
    inside = source.breaks_before[beads.rows] - source.breaks_before[np.minimum(beads.top + 1, beads.rows)]
    inside += target.breaks_before[beads.columns] - target.breaks_before[np.minimum(beads.left + 1, beads.columns)]
    known = source.breaks.any() and target.breaks.any()
    yield "paragraph", (both - inside).astype(np.float32) * known


def _ends(source: Form, target: Form, beads: Beads) -> Iterator[Feature]:
    ends, other_ends = source.ends[beads.rows - 1], target.ends[beads.columns - 1]
    yield "same end mark", (ends == other_ends) & (ends > 0)
    yield "other end mark", ends != other_ends
    opens, other_opens = source.opens[beads.top], target.opens[beads.left]
    closes, other_closes = source.closes[beads.rows - 1], target.closes[beads.columns - 1]
    yield "both open", opens & other_opens
    yield "one opens", opens != other_opens
    yield "both close", closes & other_closes
    yield "one closes", closes != other_closes


def _inside(source: Form, target: Form, beads: Beads) -> Iterator[Feature]:
    import numpy as np

    def differ(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        counts = one[beads.rows] - one[beads.top], other[beads.columns] - other[beads.left]
        return np.minimum(np.abs(counts[0] - counts[1]), 3)

    yield "questions", differ(source.questions_before, target.questions_before)
    yield "cries", differ(source.cries_before, target.cries_before)
    quotes = source.quotes_before[beads.rows] > source.quotes_before[beads.top]
    yield "one quotes", quotes != (target.quotes_before[beads.columns] > target.quotes_before[beads.left])


def _borders(source: Form, target: Form, beads: Beads) -> Iterator[Feature]:
    yield "inside at end", source.inside[beads.rows] != target.inside[beads.columns]
    yield "inside at start", source.inside[beads.top] != target.inside[beads.left]
