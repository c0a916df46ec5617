"""Aligners: two sides -> beads. One file or folder an aligner, named in one table here."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.aligners.side import Side
    from align.model import Bead

ALIGNERS = {"semantic": "semantic", "length": "length", "linewise": "linewise"}
"""Name -> the module of this package whose `align` aligns, imported when first needed."""

NEED_ENCODERS = frozenset({"semantic"})
"""Those whose `align` takes an encoder, too."""


def align(
    source: "Side", target: "Side", aligner: str = "semantic", encoder: str = "embedded", *, alone: bool = True
) -> "tuple[Bead, ...]":
    """The beads of two sides, in order, each segment of either in one of them; see the aligners.

    `encoder` is a name or folder as in `align.encoders.load`; only the semantic aligner asks for it. It is told
    whether to find out which segments stand `alone` (see `Bead`). Raises EncoderUnavailableError.
    """
    module = import_module(f"align.aligners.{ALIGNERS[aligner]}")
    beads: tuple[Bead, ...]
    if aligner in NEED_ENCODERS:
        from align.encoders import load

        beads = module.align(source, target, load(encoder), alone=alone)
    else:
        beads = module.align(source, target)
    return beads
