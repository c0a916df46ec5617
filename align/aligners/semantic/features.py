"""The features of beads: one array each, by name; the weights say what each is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.semantic.beads import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads
    from align.aligners.semantic.window import Masses, Pairing, Window

    Feature = tuple[str, NDArray[np.floating]]

_LONGEST = 8


def coarse(window: Window, beads: Beads) -> Iterator[Feature]:
    """What is cheap to know of all beads: their kind, length, punctuation, and where their clauses and words go."""
    yield from _kinds(beads)
    yield from _lengths(window.pairing, beads)
    yield from _punctuation(window.pairing, beads)
    yield from _mass("clauses", window, window.clauses, beads)
    yield from _mass("words", window, window.words, beads)
    yield from _edges("clauses", window, window.clauses, beads)
    yield from _edges("words", window, window.words, beads)
    yield from _unpaired(window, beads)


def fine(window: Window, beads: Beads) -> Iterator[Feature]:
    """All of that, and how alike the two sides are as a whole: alone, and with a segment more or less."""
    yield from coarse(window, beads)
    yield from _cosines(window.pairing, beads)


def _kinds(beads: Beads) -> Iterator[Feature]:
    for index, (m, n) in enumerate(KINDS):
        yield f"kind {m}-{n}", beads.kinds == index


def _lengths(pairing: Pairing, beads: Beads) -> Iterator[Feature]:
    import numpy as np

    source, target = (form.lengths for form in pairing.forms)
    ratio = target.sum() / max(source.sum(), 1)
    expected = _sums(source, beads.top, beads.rows) * ratio
    found = _sums(target, beads.left, beads.columns)
    log = np.where(beads.full, np.log((found + 4) / (expected + 4)), 0)
    yield "length |log|", np.abs(log)
    yield "length log²", np.minimum(log * log, 4)
    delta = np.where(beads.full, np.abs(found - expected) / np.sqrt((found + expected) / 2 + 1), 0)
    yield "length delta", np.minimum(delta, 8)
    yield "length delta²", np.minimum(delta * delta, 40) / 10
    yield "omission length", np.where(beads.n == 0, np.log1p(expected), 0)
    yield "addition length", np.where(beads.m == 0, np.log1p(found), 0)


def _punctuation(pairing: Pairing, beads: Beads) -> Iterator[Feature]:
    import numpy as np

    source, target = pairing.forms
    full = beads.full
    top, left = beads.top[full], beads.left[full]
    rows, columns = beads.rows[full], beads.columns[full]

    def spread(values: NDArray[np.generic]) -> NDArray[np.floating]:
        whole = np.zeros(len(beads), np.float32)
        whole[full] = values
        return whole

    ends, other_ends = source.ends[rows - 1], target.ends[columns - 1]
    yield "same end mark", spread((ends == other_ends) & (ends > 0))
    yield "other end mark", spread(ends != other_ends)
    for name, one, other in (
        ("questions", source.questions, target.questions),
        ("cries", source.cries, target.cries),
    ):
        yield name, spread(np.minimum(np.abs(_sums(one, top, rows) - _sums(other, left, columns)), 3))
    opens, other_opens = source.opens[top], target.opens[left]
    closes, other_closes = source.closes[rows - 1], target.closes[columns - 1]
    yield "both open", spread(opens & other_opens)
    yield "one opens", spread(opens != other_opens)
    yield "both close", spread(closes & other_closes)
    yield "one closes", spread(closes != other_closes)
    quotes = _sums(source.quotes, top, rows) > 0
    yield "one quotes", spread(quotes != (_sums(target.quotes, left, columns) > 0))
    yield "inside at end", spread(source.inside[rows] != target.inside[columns])
    yield "inside at start", spread(source.inside[top] != target.inside[left])
    breaks, other_breaks = source.breaks[rows], target.breaks[columns]
    yield "paragraph", spread((breaks & other_breaks).astype(np.int8) - (breaks != other_breaks))


def _mass(name: str, window: Window, masses: Masses, beads: Beads) -> Iterator[Feature]:
    """How much of what a bead says stays inside."""
    import numpy as np

    top, _, left, _ = window.reach
    rows, columns = beads.rows - top, beads.columns - left
    above, before = beads.top - top, beads.left - left
    rendered, rendering = (_box(matrix, above, rows, before, columns) for matrix in (masses.rendered, masses.rendering))
    whole = _sums(masses.rendered.sum(axis=1), above, rows)
    other = _sums(masses.rendering.sum(axis=0), before, columns)
    shares = rendered / (whole + 1e-3), rendering / (other + 1e-3)
    full = beads.full
    yield f"{name} inside", np.where(full, rendered + rendering, 0)
    yield f"{name} outside", np.maximum(whole - rendered, 0) + np.maximum(other - rendering, 0)
    yield f"{name} source share", np.where(full, shares[0], 0)
    yield f"{name} target share", np.where(full, shares[1], 0)
    yield f"{name} least share", np.where(full, np.minimum(*shares), 0)


def _edges(name: str, window: Window, masses: Masses, beads: Beads) -> Iterator[Feature]:
    """Whether the first and last segments of a bead belong to it more than to the segment beyond its border."""
    import numpy as np

    top, _, left, _ = window.reach
    for side, matrix, starts, ends, first, last in (
        ("target", masses.rendering, beads.top - top, beads.rows - top, beads.left - left, beads.columns - left),
        ("source", masses.rendered.T, beads.left - left, beads.columns - left, beads.top - top, beads.rows - top),
    ):
        sums = np.concatenate([np.zeros((1, matrix.shape[1]), np.float32), np.cumsum(matrix, axis=0)])
        bottom = matrix.shape[0] - 1
        for place, segment, beyond, exists in (
            ("last", last - 1, ends, ends <= bottom),
            ("first", first, starts - 1, starts > 0),
        ):
            at = np.clip(segment, 0, matrix.shape[1] - 1)
            outside = np.where(exists, matrix[np.clip(beyond, 0, bottom), at], 0)
            value = np.where(beads.full, sums[ends, at] - sums[starts, at] - outside, 0)
            yield f"{name} {place} {side}", value
            yield f"{name} {place} {side} below 0", np.minimum(value, 0)


def _unpaired(window: Window, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: how alike the likest counterpart is, and how much more so than its best other."""
    import numpy as np

    top, _, left, _ = window.reach
    for name, matrix, alone, segment in (
        ("omission", window.likeness, beads.n == 0, beads.top - top),
        ("addition", window.likeness.T, beads.m == 0, beads.left - left),
    ):
        if not matrix.size:
            best = margin = np.zeros(max(matrix.shape[0], 1), np.float32)
        else:
            best = np.maximum(matrix.max(axis=1), 0)
            margin = np.clip(matrix - _best_of_others(matrix), -1, 1).max(axis=1)
        at = np.clip(segment, 0, len(best) - 1)
        yield f"{name} likeness", np.where(alone, best[at], 0)
        yield f"{name} margin", np.where(alone, margin[at], 0)
        yield f"{name} margin above 0", np.where(alone, np.maximum(margin[at], 0), 0)


def _best_of_others(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each cell the greatest value of its column in any other row."""
    import numpy as np

    if len(matrix) < 2:
        return np.zeros_like(matrix)
    first = matrix.argmax(axis=0)
    columns = np.arange(matrix.shape[1])
    second = np.partition(matrix, -2, axis=0)[-2]
    others = np.repeat(matrix[first, columns][None], len(matrix), axis=0)
    others[first, columns] = second
    return np.maximum(others, 0)


def _cosines(pairing: Pairing, beads: Beads) -> Iterator[Feature]:
    import numpy as np

    full = beads.full
    some = beads.where(full)
    m, n, top, left = some.m, some.n, some.top, some.left
    one = np.ones_like(m)
    asked = {
        "cosine": (m, n, top, left),
        "source grows right": (m + 1, n, top, left),
        "source grows left": (m + 1, n, top - 1, left),
        "target grows right": (m, n + 1, top, left),
        "target grows left": (m, n + 1, top, left - 1),
        "source shrinks right": (m - 1, n, top, left),
        "source shrinks left": (m - 1, n, top + 1, left),
        "target shrinks right": (m, n - 1, top, left),
        "target shrinks left": (m, n - 1, top, left + 1),
        "source first": (one, n, top, left),
        "source last": (one, n, some.rows - 1, left),
        "target first": (m, one, top, left),
        "target last": (m, one, top, some.columns - 1),
    }
    found = _block_cosines(pairing, asked)

    def spread(values: NDArray[np.floating]) -> NDArray[np.floating]:
        whole = np.zeros(len(beads), np.float32)
        whole[full] = values
        return whole

    cosine = found.pop("cosine")
    yield "cosine", spread(cosine)
    yield "cosine by size", spread(cosine * (m + n) / 2)
    for level in (0.3, 0.5, 0.7):
        yield f"cosine below {level}", spread(np.maximum(level - cosine, 0))
    for name in [name for name in asked if "grows" in name or "shrinks" in name]:
        gain = found[name] - cosine
        gain = np.where(np.isnan(gain), -0.1 if "grows" in name else 0, gain)
        yield name, spread(gain)
        yield f"{name} above 0", spread(np.maximum(gain, 0))
    yield "least source member", spread(np.where(m > 1, np.fmin(found["source first"], found["source last"]), 0))
    yield "least target member", spread(np.where(n > 1, np.fmin(found["target first"], found["target last"]), 0))


def _block_cosines(
    pairing: Pairing, asked: dict[str, tuple[NDArray[np.intp], ...]]
) -> dict[str, NDArray[np.float32]]:
    """The cosines of source and target blocks (m, n, first source, first target); NaN where there is no such block."""
    import numpy as np

    source, target = pairing.meanings
    sizes = len(source.sentences), len(target.sentences)
    m, n, top, left = (np.concatenate(parts) for parts in zip(*asked.values(), strict=True))
    exists = (m > 0) & (n > 0) & (m <= _LONGEST) & (n <= _LONGEST) & (top >= 0) & (left >= 0)
    exists &= (top + m <= sizes[0]) & (left + n <= sizes[1])
    keys = [start[exists] * (_LONGEST + 1) + size[exists] for start, size in ((top, m), (left, n))]
    pairs, back = np.unique(keys[0] * ((sizes[1] + 1) * (_LONGEST + 1)) + keys[1], return_inverse=True)
    cosines = np.full(len(m), np.nan, np.float32)
    cosines[exists] = _of_pairs(pairing, *np.divmod(pairs, (sizes[1] + 1) * (_LONGEST + 1)))[back]
    parts = np.split(cosines, np.cumsum([len(values[0]) for values in asked.values()])[:-1])
    return dict(zip(asked, parts, strict=True))


def _of_pairs(pairing: Pairing, first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.float32]:
    """The cosines of pairs of blocks, each block written as start * 9 + length."""
    import numpy as np

    vectors, places = [], []
    for meaning, keys in zip(pairing.meanings, (first, second), strict=True):
        blocks, inverse = np.unique(keys, return_inverse=True)
        vectors.append(meaning.blocks(*np.divmod(blocks, _LONGEST + 1)))
        places.append(inverse)
    found = np.empty(len(first), np.float32)
    for start in range(0, len(first), 4096):
        part = slice(start, start + 4096)
        found[part] = np.einsum("ij,ij->i", vectors[0][places[0][part]], vectors[1][places[1][part]])
    return found


def _sums(values: NDArray[np.generic], first: NDArray[np.intp], last: NDArray[np.intp]) -> NDArray[np.float64]:
    import numpy as np

    sums = np.concatenate([[0], np.cumsum(values, dtype=np.float64)])
    difference: NDArray[np.float64] = sums[last] - sums[first]
    return difference


def _box(
    matrix: NDArray[np.float32],
    top: NDArray[np.intp],
    bottom: NDArray[np.intp],
    left: NDArray[np.intp],
    right: NDArray[np.intp],
) -> NDArray[np.float64]:
    """The sum of the cells of a matrix inside boxes."""
    import numpy as np

    sums = np.zeros((matrix.shape[0] + 1, matrix.shape[1] + 1))
    np.cumsum(np.cumsum(matrix, axis=0, dtype=np.float64), axis=1, out=sums[1:, 1:])
    found: NDArray[np.float64] = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return found
