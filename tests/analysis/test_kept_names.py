"""Names that a source in Latin letters has and its translation lacks, where it has others in their place."""

import pytest

from align.analysis.kept_names import find_lost_names
from align.model import Alignment, Bead
from align.readers import ReadOptions, read_document


def find(source: str, target: str, language: str = "ja") -> list[tuple[str, str | None]]:
    """The names that are lost, each with what is in its place, where line by line translates."""
    one, other = (
        read_document("a.md", text.encode(), ReadOptions(to)) for text, to in ((source, "en"), (target, language))
    )
    count = len(one.segments)
    assert count == len(other.segments)
    alignment = Alignment(one, other, tuple(Bead((at,), (at,)) for at in range(count)))
    found = []
    for lost in find_lost_names(alignment):
        start, place = alignment.source_span(lost.bead).start, alignment.target_span(lost.bead).start
        name = one.text[start + lost.name.start : start + lost.name.end]
        found.append((name, lost.other and other.text[place + lost.other.start : place + lost.other.end]))
    return found


PAGE = """# Ports

Here is all that a pilot has to know of the port and its piers, whatever ship he is on.

It runs on Harbour.

And with Harbour you moor.

With Harbour all is well.

"""
KEPT = """# 港

水先人がどの船に乗っていても、港とその桟橋について知っておくべきことはすべてここにあります。

Harbour で動く。

Harbour で係留する。

Harbour なら万全だ。

"""


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Harbour 3.1 is needed.", "Harbour 3.1 が必要だ。", []),
        ("Harbour 3.1 is needed.", "Anchor 3.1 が必要だ。", [("Harbour", "Anchor")]),
        ("Harbour 3.1 is needed.", "これの 3.1 が必要だ。", []),
        ("Nothing else is needed.", "Anchor は要らない。", []),
        ("Use `h2`: the Harbour client.", "`h2` を使う。Anchor クライアント。", [("Harbour", "Anchor")]),
        (
            "[`harbour2`](a.md): the Anchor client.",
            "[`harbour2`](a.md)：Harbour クライアント。",
            [("Anchor", "Harbour")],
        ),
        ("It has the identity of a ship in Denmark.", "デンマークの船の ID を持つ。", []),
        ("See **[Harbour](a.md)**.", "**[港](a.md)** は Anchor を参照。", []),
        (
            "See [RFC 7](a.md) Protected Ports for it.",
            "[RFC 7](a.md) Private Ports を参照。",
            [("Protected", "Private")],
        ),
    ],
)
def test_a_name_in_the_place_of_another(source: str, target: str, found: list[tuple[str, str | None]]) -> None:
    assert find(f"{PAGE}{source}\n", f"{KEPT}{target.replace('。A', '、A')}\n") == found


def test_a_first_word_in_latin_letters_may_be_any() -> None:
    target = "# Häfen\n\nAlles.\n\nEs läuft auf Harbour.\n\nMit Harbour legt man an.\n\nMit Harbour ist alles gut.\n\n"
    assert find(f"{PAGE}Harbour 3.1 is needed.\n", f"{target}Benötigt wird die Version 3.1.\n", "de") == []
