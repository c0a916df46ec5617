"""Amounts and dates of which the number was rendered and the Chinese behind it left: “12,000 亿”, “by 3月12日”."""

import re

from align.lang.patterns import ZH_SENTENCES

_NUMBER = re.compile(r"(?<![\d.,])\d[\d,.]{0,30} ?\Z")


def compute_amount(before: str, run: str) -> tuple[int, str] | None:
    """How many characters before a run belong to its amount or date, and the whole in English; None where it is none.

    >>> compute_amount("sales of 12,000 ", "亿元"), compute_amount("all ", "万物")
    ((7, '1.2 trillion yuan'), None)
    >>> compute_amount("due by 3", "月12日"), compute_amount("the 3.5", "万名")
    ((1, 'March 12'), (3, '35,000'))
    """
    number = _NUMBER.search(before[-40:]) if run.startswith(ZH_SENTENCES.words("begins_amount")) else None
    if number is None:
        return None
    from align.quantities.en_render import render
    from align.quantities.zh import extract

    text = number[0] + run
    found = extract(text)
    if len(found) != 1 or found[0].span.start:
        return None
    rest, people = text[found[0].span.end :], ZH_SENTENCES.words("counter_of_people")
    if rest and rest not in (*people, *ZH_SENTENCES.words("counter")):
        return None
    return len(number[0]), render(found[0]) + (" people" if rest in people else "")
