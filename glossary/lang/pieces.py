"""Pieces of long texts, and the distinct words of one: what is asked of each word is asked once, however often it
recurs.
"""

from collections.abc import Iterator

_SIZE = 1 << 17


def cut_at_line_ends(text: str, size: int = _SIZE) -> Iterator[tuple[int, int]]:
    """Yield the spans of whole lines that a text consists of, some `size` characters each, without the last line end.

    >>> list(cut_at_line_ends("one\\ntwo\\n\\nthree", 5))
    [(0, 3), (4, 8), (9, 14)]
    """
    start = 0
    while len(text) - start > size:
        end = text.rfind("\n", start, start + size)
        if end < 0:
            end = text.find("\n", start + size)
        if end < 0:
            break
        yield start, end
        start = end + 1
    yield start, len(text)


def split_at_spaces(text: str) -> list[str]:
    """Return what stands between spaces and line ends, empty strings where two of them meet; a line end stands alone.

    >>> split_at_spaces("so it is\\n so")
    ['so', 'it', 'is', '\\n', '', 'so']
    """
    return text.replace("\n", " \n ").split(" ")


def find_distinct_words(text: str) -> frozenset[str]:
    """Return what stands between spaces and line ends, punctuation included.

    >>> sorted(find_distinct_words("so it is, and so it was."))
    ['and', 'is,', 'it', 'so', 'was.']
    """
    found: set[str] = set()
    for start, end in cut_at_line_ends(text):
        found.update(text[start:end].replace("\n", " ").split(" "))
    return frozenset(found)
