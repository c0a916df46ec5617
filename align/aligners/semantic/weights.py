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
def weights(known: bool) -> Weights:
    """The weights for languages that the encoder knows, or for others."""
    values = _file()["known" if known else "unknown"]
    return Weights(values["coarse"], values["fine"])


def signature() -> str:
    """What the weights were fitted with, and when they changed last."""
    return str(_file()["signature"])


@cache
def _file() -> dict[str, dict[str, dict[str, float]]]:
    import json
    from importlib.resources import files

    text = files("align").joinpath("data", "aligner_weights.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, dict[str, float]]] = json.loads(text)
    return found
