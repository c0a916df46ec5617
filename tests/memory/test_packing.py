"""What a memory keeps as bytes comes back as it was."""

import zlib
from random import Random

from align.memory.packing import Columns, PackedCounts, pack_counts, pack_numbers, unpack_counts, unpack_numbers

LARGEST = (1 << 32) - 1


def draw_columns(random: Random) -> Columns:
    def draw(size: int) -> list[int]:
        return [random.choice((0, 1, random.randint(0, 300), random.randint(0, LARGEST), LARGEST)) for _ in range(size)]

    sizes = [random.randint(0, 3) for _ in range(random.randint(0, 5))]
    words, parts = len(sizes), sum(sizes)
    return Columns(draw(words), draw(words), draw(words), sizes, draw(parts), draw(parts), draw(parts))


def test_counts_come_back_as_they_were() -> None:
    random = Random(39)
    for _ in range(200):
        counts = PackedCounts(draw_columns(random), draw_columns(random))
        found = unpack_counts(pack_counts(counts))
        assert [[list(column) for column in one] for one in found] == [list(one) for one in counts]


def test_words_are_listed_with_their_parts() -> None:
    counts = Columns([5, 6, 7], [2, 3, 4], [1, 1, 1], [1, 0, 2], [9, 4, 3], [1, 1, 2], [2, 2, 3])
    assert list(counts.list_words()) == [
        (5, 2, 1, [(9, 1, 2)]),
        (6, 3, 1, []),
        (7, 4, 1, [(4, 1, 2), (3, 2, 3)]),
    ]


def test_numbers_have_their_lowest_byte_first() -> None:
    assert pack_numbers([1, 258, LARGEST]) == b"\1\0\0\0" + b"\2\1\0\0" + b"\xff" * 4
    assert list(unpack_numbers(pack_numbers([7, 0, LARGEST]))) == [7, 0, LARGEST]


def test_counts_take_as_few_bytes_as_the_largest_needs() -> None:
    counts = PackedCounts(Columns([255, 256], [255, 1], [65535, 0], [0, 1], [65536], [1], [2]))
    columns = (
        *(b"\2\2\0\0\0\xff\0\0\1", b"\1\2\0\0\0\xff\1", b"\2\2\0\0\0\xff\xff\0\0", b"\1\2\0\0\0\0\1"),
        *(b"\4\1\0\0\0\0\0\1\0", b"\1\1\0\0\0\1", b"\1\1\0\0\0\2"),
    )
    assert zlib.decompress(pack_counts(counts)) == b"".join(columns) + b"\1\0\0\0\0" * 7
