"""Aligners: two sides -> beads. One file or folder an aligner, named in one table here."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.aligners.side import Side
    from align.model import Bead

ALIGNERS = {"semantic": "semantic", "length": "length", "linewise": "linewise"}
"""Name -> the module of this package whose `align` aligns, imported when first needed."""

NEED_ENCODERS = frozenset({"semantic"})
"""The aligners whose `align` takes an encoder, too."""


def align(
    source: "Side", target: "Side", aligner: str = "semantic", encoder: str = "embedded", *, alone: bool = True
) -> "tuple[Bead, ...]":
    """The beads of two sides, in order, each segment of either in exactly one of them; see the aligners.

    `aligner` is a name of `ALIGNERS`, `encoder` a name or folder as `align.encoders.load` takes it. `alone` and the
    encoder matter to the semantic aligner only: it computes `Bead.alone` where asked to. Raises
    EncoderUnavailableError.
    """
    module = import_module(f"align.aligners.{ALIGNERS[aligner]}")
    beads: tuple[Bead, ...]
    if aligner in NEED_ENCODERS:
        from align.encoders import load

        beads = module.align(source, target, load(encoder), alone=alone)
    else:
        beads = module.align(source, target)
    return beads
