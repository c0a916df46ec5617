"""Which functions may read a quantity that begins with a character."""

from collections.abc import Callable, Mapping, Sequence

from align.quantities.model import Quantity

Reader = Callable[[str, int], Quantity | None]


def index_by_first(beginnings: Sequence[tuple[Reader, str]]) -> Mapping[str, tuple[Reader, ...]]:
    """A character -> the readers of what may begin with it, in order; `beginnings` gives the characters of each."""
    chars = "".join(firsts for _, firsts in beginnings)
    return {char: tuple(read for read, firsts in beginnings if char in firsts) for char in chars}
