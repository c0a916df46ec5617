"""The fitted weights of the features: `align/data/aligner_weights.json`, which `benchmarks/fit_aligner.py` writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Weights:
    """What each feature of a bead is worth, in nats: for the first look at all beads, for the closer one, and for
    telling which source segments have no counterpart."""

    coarse: Mapping[str, float]
    fine: Mapping[str, float]
    omissions: Mapping[str, float]


@cache
def weights() -> Weights:
    """The weights that come with the program."""
    values = _read("aligner_weights.json")
    return Weights(values["coarse"], values["fine"], _read("omission_weights.json")["omissions"])


def _read(name: str) -> dict[str, dict[str, float]]:
    import json
    from importlib.resources import files

    found: dict[str, dict[str, float]] = json.loads(files("align").joinpath("data", name).read_text(encoding="utf-8"))
    return found
