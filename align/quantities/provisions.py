"""Provisions of laws, which the two languages number in their own ways.

第七条第二项 is "Paragraph 7.2", 第七条之一 "Article 7-1", 前条 "Article 5", and 第一项 may be "Paragraph 5.1" within
Article 5.
"""

from collections.abc import Iterable, Iterator, Sequence

from align.quantities.model import Quantity
from align.quantities.passages import Passage
from align.quantities.patterns import EN_BESIDE, ZH_AMOUNTS
from align.quantities.zh_numbers import parse_numerals
from glossary.pack.patterns import compile_late

_PROVISION, _INSERTED, _NEIGHBOUR = (
    ZH_AMOUNTS.late(name) for name in ("provision", "inserted_provision", "neighbouring_provision")
)
_NAMED, _NUMBER = EN_BESIDE.late("before_provision"), EN_BESIDE.late("number_of_provision")
_PARTS = compile_late(r"\d+")
_REACH = 48


def find_provisions(passage: Passage) -> Iterator[Quantity]:
    """Yield numbers of provisions that say the same in both texts, and of those that the source calls 前条 or 本项.

    A part of a number that the source leaves out comes first, and is that of the article in which the text is; so the
    source numbers no article. One 前条 is one provision.
    """
    source, comparison = passage.source, passage.comparison
    found = (*comparison.extra, *(one.target for one in comparison.wrong))
    references = [(one, parts) for one in found if (parts := _read_parts(passage.target, one))]
    if not references:
        return
    chains, articles = _read_chains(source)
    headed = _PROVISION.fullmatch(source.strip().partition("\n")[0])
    left = sum(_read(match["many"] or "") or 1 for match in _NEIGHBOUR.finditer(source))
    rendered, neighbours = set[int](), set[tuple[int, ...]]()
    for one, parts in references:
        start, end = passage.target.rfind("\n", 0, one.span.start) + 1, passage.target.find("\n", one.span.end)
        line = passage.target[start : end if end >= 0 else None]
        is_heading = line.strip(" *#_:.").count(" ") == 1  # "Paragraph 3.1"
        has_rest = not articles and _are_in_order(parts[1:], chains)
        if not _are_in_order(parts, chains):
            is_part = len(parts) > 1 and (has_rest or (is_heading and (not headed or parts[0] in articles)))
            if one not in comparison.extra or not (is_part or parts in neighbours or len(neighbours) < left):
                continue
            neighbours |= set() if is_part else {parts}
        rendered.update(parts)
        yield one
    numbers = {number for chain in chains for number in chain}
    yield from (one for one in comparison.missing if one.value in rendered & numbers)


def _read_chains(source: str) -> tuple[list[list[int]], set[int]]:
    """Return the numbers that follow each other from an article to the next, and those of the articles.

    They are 32, 1 and 2 in 第三十二条第一项或第二项.
    """
    found = sorted(
        ((match.start("number"), match) for row in (_PROVISION, _INSERTED) for match in row.finditer(source)),
        key=lambda one: one[0],
    )
    chains, articles = [list[int]()], set[int]()
    for _, match in found:
        number = _read(match["number"])
        if number is not None and match.groupdict().get("article"):
            chains.append([])
            articles.add(number)
        chains[-1] += [] if number is None else [number]
    return chains, articles


def _are_in_order(parts: Sequence[int], chains: Iterable[Sequence[int]]) -> bool:
    """Return whether one of the chains has all parts in their order."""
    return any(all(part in rest for part in parts) for rest in map(iter, chains))


def _read_parts(text: str, quantity: Quantity) -> tuple[int, ...]:
    """Return the numbers that make the number of a provision: 7 and 2 of "Paragraph 7.2"; none of another quantity."""
    start = quantity.span.start
    number = _NUMBER.match(text, start)
    if not number or not _NAMED.search(text, max(start - _REACH, 0), start):
        return ()
    return tuple(int(part) for part in _PARTS.findall(number[0]))


def _read(number: str) -> int | None:
    """Return the value of the digits or numerals of a provision."""
    value = (int(number), None) if number.isdecimal() else parse_numerals(number) if number else None
    return value[0] if value else None
