"""How long translations are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.form import Form

_GAP = 10
"""So many segments in a row without a counterpart on the path are left out: a chapter that one side lacks."""


def length_ratio(forms: tuple[Form, Form], path: NDArray[np.int64]) -> float:
    """The length of the target by that of the source, without long gaps in a path of single segments."""
    import numpy as np

    paired = (np.diff(path, axis=0) == 1).all(axis=1)
    behind = np.concatenate([path[:1], path[1:][paired]])
    before = np.concatenate([path[:-1][paired], path[-1:]])
    source, target = (_without_gaps(form, behind[:, side], before[:, side]) for side, form in enumerate(forms))
    return target / max(source, 1)


def _without_gaps(form: Form, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> int:
    gaps = ends - starts >= _GAP
    lengths = form.length_before
    return int(lengths[-1] - (lengths[ends[gaps]] - lengths[starts[gaps]]).sum())
