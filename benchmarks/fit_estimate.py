"""Fit the model that estimates the penalty of a segment, and say how well it does on what it was not fitted on.

    pip install -e '.[bench]'
    python benchmarks/fit_estimate.py FILE... [--rows ROWS] [-o align/scores/estimation/data/estimate_weights.json]

FILE holds annotated segments: `src`, `tgt`, `system`, `doc`, `raters`, and `labels`, a list of `{"category",
"severity", "rater"}`. The gold of a segment is the mean over its raters of its MQM penalty. Of each file some documents
are added once more, spoiled, with a low weight. `--rows` names a file that the features are read from or, where it is
missing, kept in.

The model is a ridge regression of the square root of the penalty, without its mean in its set and by its deviation
there; features are limited to their .1st and 99.9th percentile; those with the greatest slopes are kept, and fitted
again. The penalty is the square of that root and the variance that is left. It is judged on five folds by document, and
on each set by a model of the others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from estimate_figures import (
    compare_engines,
    compare_people,
    measure_between,
    measure_faults,
    measure_inside,
    split_by_side,
)
from estimate_rows import Row, extract, read_rows, restore_documents, write_rows
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FOLDS = 5
MOST = 80
"""The features that are kept."""
LEAST_ROWS = 20
"""A feature that fewer rows have is left out."""
RIDGE = 1000.0
SPOILED_WEIGHT = 0.1
LIMITS = 0.1, 99.9
"""Percentiles."""
MEDIUM, HIGH = 60, 85
"""The percentiles of the penalty a word from which a segment stands in these bands."""
LEAST_ROOT = 0.1
SEED = 7
PLACES = 6


@dataclass(frozen=True, eq=False)
class Fit:
    """Slopes of the named features in units of their deviation, with the limits, means and deviations of each.

    `mean` is that of the square root of the penalty, `variance` what is left of its variance.
    """

    names: list[str]
    limits: Floats
    means: Floats
    deviations: Floats
    slopes: Floats
    mean: float
    variance: float = 0.0

    def predict(self, rows: Sequence[Row]) -> Floats:
        """The square roots of the penalties."""
        values = np.clip(make_matrix(rows, self.names), *self.limits)
        predicted: Floats = self.mean + (values - self.means) / self.deviations @ self.slopes
        return predicted

    def estimate(self, rows: Sequence[Row]) -> Floats:
        """The expected penalties."""
        expected: Floats = np.maximum(self.predict(rows), LEAST_ROOT) ** 2 + self.variance
        return expected


def make_matrix(rows: Sequence[Row], names: Sequence[str]) -> Floats:
    """The features of rows, shape (rows, names)."""
    return np.array([[row.features.get(name, 0.0) for name in names] for row in rows]).reshape(len(rows), len(names))


def list_names(rows: Sequence[Row]) -> list[str]:
    """The features that enough rows have."""
    names = sorted({name for row in rows for name in row.features})
    least = min(LEAST_ROWS, len(rows) // 2)
    return [name for name in names if sum(bool(row.features.get(name)) for row in rows) >= least]


def measure_scale(rows: Sequence[Row]) -> dict[str, tuple[float, float]]:
    """The mean and the deviation of the square root of the penalty in each set, without spoiled rows."""
    found = {}
    for dataset in sorted({row.dataset for row in rows}):
        roots = np.sqrt([row.penalty for row in rows if row.dataset == dataset and not row.kind])
        found[dataset] = float(roots.mean()), float(roots.std()) or 1.0
    return found


def fit(rows: Sequence[Row], names: Sequence[str], ridge: float = RIDGE) -> Fit:
    """The model of some rows with all of the named features."""
    scale = measure_scale(rows)
    mean, spread = np.mean(list(scale.values()), axis=0).tolist()
    gold = np.array([(row.penalty**0.5 - scale[row.dataset][0]) / scale[row.dataset][1] for row in rows])
    weights = np.array([SPOILED_WEIGHT if row.kind else 1.0 for row in rows])
    values = make_matrix(rows, names)
    limits = np.percentile(values, LIMITS, axis=0)
    values = np.clip(values, *limits)
    means = np.average(values, axis=0, weights=weights)
    deviations = np.sqrt(np.average((values - means) ** 2, axis=0, weights=weights))
    deviations[deviations == 0] = 1.0
    values = (values - means) / deviations
    gold -= np.average(gold, weights=weights)
    slopes = np.linalg.solve(
        (values * weights[:, None]).T @ values + ridge * np.eye(len(names)), values.T @ (weights * gold)
    )
    return Fit(list(names), limits, means, deviations, slopes * spread, mean)


def choose_and_fit(rows: Sequence[Row]) -> Fit:
    """The model of the features with the greatest slopes, which are chosen on the same rows."""
    first = fit(rows, list_names(rows))
    order = np.argsort(-np.abs(first.slopes), kind="stable")[:MOST]
    model = fit(rows, sorted(first.names[index] for index in order))
    sound = [row for row in rows if not row.kind]
    left = model.predict(sound) - np.sqrt([row.penalty for row in sound])
    return replace(model, variance=float(np.mean(left**2)))


def find_fold(row: Row) -> int:
    """The fold of a row, told by its document."""
    digest = hashlib.md5(f"{row.dataset} {row.document}".encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % FOLDS


def hold_out(rows: Sequence[Row], parts: Sequence[object]) -> Floats:
    """The estimated penalty of each row by a model of the rows of all other parts."""
    estimates = np.zeros(len(rows))
    for part in sorted(set(parts), key=str):
        inside = np.array([one == part for one in parts])
        learnt = [row for row, left in zip(rows, inside, strict=True) if not left]
        if learnt:
            held = [row for row, left in zip(rows, inside, strict=True) if left]
            estimates[inside] = choose_and_fit(learnt).estimate(held)
    return estimates


def report(rows: Sequence[Row], estimates: Floats, title: str) -> None:
    """Print how well estimates agree with people, by set."""
    judged = list(zip(rows, estimates.tolist(), strict=True))
    for dataset in sorted({row.dataset for row in rows}):
        sound = [one for one in judged if one[0].dataset == dataset and not one[0].kind]
        for side, some in split_by_side(sound):
            inside = "  ".join(f"{name} {value:.3f}" for name, value in measure_inside(some).items())
            print(f"{title}, {dataset}, {side}: {inside}")
        engines = "  ".join(f"{name} {value:.2f}" for name, value in compare_engines(sound))
        people, machines = compare_people(sound)
        print(f"    between systems on one source: Kendall {measure_between(sound):.3f}; pairs of engines: {engines}")
        print(f"    mean estimate of human translations {people:.2f}, of machines {machines:.2f}")


def report_faults(rows: Sequence[Row], estimates: Floats) -> None:
    """Print how well spoiled segments are told from the others of all sets."""
    judged = list(zip(rows, estimates.tolist(), strict=True))
    sound, spoiled = ([one for one in judged if bool(one[0].kind) is kind] for kind in (False, True))
    for kind, way, value in measure_faults(spoiled, sound):
        print(f"{kind}: AUC {value:.3f} by {way}")


def write_model(path: Path, rows: Sequence[Row]) -> None:
    """Fit on all rows, and write the model."""
    model = choose_and_fit(rows)
    numbers = np.column_stack([model.slopes / model.deviations, model.means, *model.limits])
    weights = dict(zip(model.names, [[float(f"{value:.{PLACES}g}") for value in row] for row in numbers], strict=True))
    sound = [row for row in rows if not row.kind]
    medium, high = np.percentile(model.estimate(sound) / [row.words for row in sound], (MEDIUM, HIGH))
    named = {"mean": model.mean, "variance": model.variance, "medium": medium, "high": high}
    values = {name: round(float(value), 4) for name, value in named.items()}
    path.write_text(json.dumps({**values, "weights": weights}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Extract or read the rows, judge, and write the model where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--rows", metavar="ROWS", type=Path, help="where the features are kept")
    parser.add_argument("--spoiled", metavar="N", type=int, default=450, help="spoiled segments of each file")
    parser.add_argument("-o", "--output", metavar="WEIGHTS", type=Path, help="the file to write")
    options = parser.parse_args()
    rows = read_rows(options.rows) if options.rows and options.rows.exists() else None
    if rows is None:
        rows = list(extract(options.files, options.spoiled, SEED))
        if options.rows:
            write_rows(options.rows, rows)
    rows = restore_documents(rows)
    print(f"{sum(not row.kind for row in rows)} segments, {sum(bool(row.kind) for row in rows)} spoiled")
    folds = hold_out(rows, list(map(find_fold, rows)))
    report(rows, folds, "five folds")
    report_faults(rows, folds)
    if len({row.dataset for row in rows}) > 1:
        report(rows, hold_out(rows, [row.dataset for row in rows]), "this set left out")
    if options.output:
        write_model(options.output, rows)


if __name__ == "__main__":
    main()
