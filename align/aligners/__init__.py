"""Aligners: two sides -> beads. One file or folder an aligner, named in one table here."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.aligners.side import Side
    from align.model import Bead

ALIGNERS = {
    "semantic": "semantic",
    "length": "length",
    "linewise": "linewise",
}
"""Name -> the module of this package whose `align` aligns, imported when first needed."""

NEED_ENCODERS = frozenset({"semantic"})
"""The aligners whose `align` takes an encoder, too."""


def align(
    source: "Side",
    target: "Side",
    aligner: str = "semantic",
    encoder: str = "embedded",
    *,
    alone: bool = True,
    fixed: "Sequence[Bead]" = (),
) -> "tuple[Bead, ...]":
    """Return the beads of two sides, in order, each segment of either in exactly one of them; see the aligners.

    `fixed` are beads of segments that follow each other, none over or across another; they are among those returned.

    `aligner` is a name of `ALIGNERS`, `encoder` a name or folder as `align.encoders.load` takes it. `alone` and the
    encoder matter to the semantic aligner only: it computes `Bead.alone` where asked to. Raises
    EncoderUnavailableError.
    """
    module = import_module(f"align.aligners.{ALIGNERS[aligner]}")
    options: dict[str, object] = {}
    if aligner in NEED_ENCODERS:
        from align.encoders import load

        options = {"encoder": load(encoder), "alone": alone}
    if fixed:
        from align.aligners.fixed import Joined

        joined = Joined(source, target, fixed)
        return joined.split(module.align(*joined.sides, fixed=joined.fixed, **options))
    beads: tuple[Bead, ...] = module.align(source, target, **options)
    return beads
