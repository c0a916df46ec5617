"""Translations in which people marked errors, without what the marking did to their texts.

A library of `alarms.py`, `literal_renderings.py` and `quantities.py`; `names.py` reads through `alarms.py`.

In the MQM annotations of WMT 2020, text that two marks share was written twice: “investment manager”, of which one
mark is on “investment” and another on the whole, became “investmentinvestment manager”. No translator and no machine
wrote that; its publishers say that the interface did. A rule that finds it says nothing about translations.
"""

import re
from typing import Any

Record = dict[str, Any]

_WHITE = re.compile(r"\s")


def undo_doubling(record: Record) -> Record:
    """Return a record in which nothing is written twice where a mark begins or ends; its marks move along.

    What stands twice does not begin inside a word, and has no white space on either side of the border: “the the”, with
    a mark on the second word, is a slip of the translator and stays.
    """
    labels = record.get("labels") or []
    name = next((name for name in ("tgt", "target", "en") if record.get(name)), None)
    if not (labels and name):
        return record
    text = record[name]
    while found := _find_doubled(text, {place for label in labels for place in label.get("span") or ()}):
        border, length = found
        text = text[:border] + text[border + length :]
        labels = [_move(label, border, length) for label in labels]
    return {**record, name: text, "labels": labels}


def _find_doubled(text: str, borders: set[int]) -> tuple[int, int] | None:
    """Return the border with the longest text that stands on both sides of it, and how long that is."""
    best: tuple[int, int] | None = None
    for border in sorted(borders):
        if not 0 < border < len(text) or _WHITE.search(text, border - 1, border + 1):
            continue
        for start in range(max(0, 2 * border - len(text)), border):
            is_twice = text[start] == text[border] and text.startswith(text[start:border], border)
            if is_twice and _begins(text, start, border):
                if best is None or border - start > best[1]:
                    best = border, border - start
                break
    return best


def _begins(text: str, start: int, end: int) -> bool:
    """Whether a part of a text begins with a word or what opens it, or is a single mark."""
    if text[start].isalnum():
        return not text[start - 1 : start].isalnum()
    return text[start] in '("“‘' or end - start == 1  # else an item of a list that was written twice, with its comma


def _move(label: Record, border: int, length: int) -> Record:
    """Return a label whose span is on a text from which so much was taken behind the border."""
    if not label.get("span"):
        return label
    return {**label, "span": [place if place <= border else max(border, place - length) for place in label["span"]]}
