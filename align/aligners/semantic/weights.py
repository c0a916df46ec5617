"""The fitted weights of the features: `align/data/aligner_weights.json`, which `benchmarks/fit_aligner.py` writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Weights:
    """What each feature of a bead is worth, in nats: for the first look at all beads, and for the closer one."""

    coarse: Mapping[str, float]
    fine: Mapping[str, float]


@cache
def weights() -> Weights:
    """The weights that come with the program."""
    import json
    from importlib.resources import files

    values = json.loads(files("align").joinpath("data", "aligner_weights.json").read_text(encoding="utf-8"))
    return Weights(values["coarse"], values["fine"])
