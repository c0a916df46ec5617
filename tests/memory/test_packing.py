"""What a memory keeps as bytes comes back as it was."""

import zlib
from random import Random

from align.memory.packing import PackedCounts, PackedWord, pack_counts, pack_numbers, unpack_counts, unpack_numbers

LARGEST = (1 << 32) - 1


def draw_words(random: Random) -> list[PackedWord]:
    def draw() -> int:
        return random.choice((0, 1, random.randint(0, 300), random.randint(0, LARGEST), LARGEST))

    return [
        (draw(), draw(), draw(), [(draw(), draw(), draw()) for _ in range(random.randint(0, 3))])
        for _ in range(random.randint(0, 5))
    ]


def test_counts_come_back_as_they_were() -> None:
    random = Random(39)
    for _ in range(200):
        counts = PackedCounts(draw_words(random), draw_words(random))
        found = unpack_counts(pack_counts(counts))
        assert (list(found.terms), list(found.names)) == (counts.terms, counts.names)
    assert unpack_counts(pack_counts(PackedCounts())) == PackedCounts()


def test_numbers_have_their_lowest_byte_first() -> None:
    assert pack_numbers([1, 258, LARGEST]) == b"\1\0\0\0" + b"\2\1\0\0" + b"\xff" * 4
    assert list(unpack_numbers(pack_numbers([7, 0, LARGEST]))) == [7, 0, LARGEST]


def test_counts_take_as_few_bytes_as_the_largest_needs() -> None:
    counts = PackedCounts([(5, 2, 300, [(9, 1, 2)]), (6, 70_000, 0, [(4, 1, 2)])])
    words = b"\2\0\0\0" + b"\1\5\1" + b"\4\2\0\0\0\x70\x11\1\0" + b"\2\x2c\1\0\0" + b"\1\1\1"
    parts = b"\2\0\0\0" + b"\4\x09\0\0\0\xfb\xff\xff\xff" + b"\1\1\1" + b"\1\2\2"
    assert zlib.decompress(pack_counts(counts)) == words + parts + b"\0\0\0\0" * 2
    assert unpack_counts(pack_counts(counts)) == PackedCounts(tuple(counts.terms), ())
