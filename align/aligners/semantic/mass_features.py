"""Features of where the clauses and words of beads go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads
    from align.aligners.semantic.features import Feature
    from align.aligners.semantic.likeness import Likeness
    from align.aligners.semantic.masses import Boxes, Masses


def mass(name: str, masses: Masses, boxes: tuple[Boxes, Boxes], beads: Beads) -> Iterator[Feature]:
    """How much of what a bead says stays inside. `boxes` are those of `rendered` and `rendering`."""
    import numpy as np

    whole = masses.rendered_before[beads.rows] - masses.rendered_before[beads.top]
    other = masses.rendering_before[beads.columns] - masses.rendering_before[beads.left]
    pairs, outside = beads.pairs, (whole + other).astype(np.float32)
    some = beads.part(pairs)
    rendered, rendering = (box.inside(some.top, some.rows, some.left, some.columns) for box in boxes)
    inside = rendered + rendering
    outside[pairs] = np.maximum(whole[pairs] - rendered, 0) + np.maximum(other[pairs] - rendering, 0)
    shares = rendered / (whole[pairs] + 1e-3), rendering / (other[pairs] + 1e-3)
    yield f"{name} inside", beads.spread(inside, pairs)
    yield f"{name} outside", outside
    yield f"{name} source share", beads.spread(shares[0], pairs)
    yield f"{name} target share", beads.spread(shares[1], pairs)
    yield f"{name} least share", beads.spread(np.minimum(*shares), pairs)


def edges(name: str, boxes: tuple[Boxes, Boxes], beads: Beads) -> Iterator[Feature]:
    """Whether the first and last segments of a bead belong to it more than to the segment beyond its border."""
    import numpy as np

    some = beads.part(beads.pairs)
    for edge, value in _edges(*boxes, some):
        yield f"{name} {edge}", beads.spread(value, beads.pairs)
        yield f"{name} {edge} below 0", beads.spread(np.minimum(value, 0), beads.pairs)


def _edges(rendered: Boxes, rendering: Boxes, beads: Beads) -> Iterator[tuple[str, NDArray[np.float64]]]:
    top, bottom, left, right = beads.top, beads.rows, beads.left, beads.columns
    yield "last target", rendering.down(top, bottom, right - 1) - rendering.at(bottom, right - 1)
    yield "first target", rendering.down(top, bottom, left) - rendering.at(top - 1, left)
    yield "last source", rendered.along(bottom - 1, left, right) - rendered.at(bottom - 1, right)
    yield "first source", rendered.along(top, left, right) - rendered.at(top, left - 1)


def unpaired(likeness: Likeness, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: how alike the likest counterpart is, and how much more so than its best other."""
    import numpy as np

    for name, side, alone, segments in (
        ("omission", 0, beads.omissions, beads.top),
        ("addition", 1, beads.additions, beads.left),
    ):
        best, margins = (values[side][segments[alone]] for values in (likeness.best, likeness.margins))
        yield f"{name} likeness", beads.spread(best, alone)
        yield f"{name} margin", beads.spread(margins, alone)
        yield f"{name} margin above 0", beads.spread(np.maximum(margins, 0), alone)
