"""Which Chinese characters are simplified only, and which traditional only.

Source: the headwords of CC-CEDICT in both scripts. A character counts as simplified only where it stands in simplified
headwords and in no traditional one (and the other way round); of those, what the other side's own standard has is
left out: characters of Big5 and of the Hong Kong standard, characters of GB 2312 and those that names bring back.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

_HONG_KONG = frozenset("卧叙厨厦厢户携毁温猫猪着碱秆笋税脱悦葱烟娱蜕")
"""Written so by the Hong Kong standard as well, or often in traditional text."""

_NAMES = frozenset("甯砦後昇陞堃喆甦邨氾迺犇龢仝淼菉蒐椀祕夥鉅頫")
"""Brought back by the Table of General Standard Chinese Characters (2013) for names, or surnames of their own."""


class Scripts(NamedTuple):
    """The characters of one script that the other does not have."""

    simplified: frozenset[str]
    traditional: frozenset[str]


@cache
def scripts() -> Scripts:
    """The characters that tell the scripts apart, read once a process (0.2 s). Raises DictionaryNotFoundError."""
    from glossary.dictionary.cedict import dictionary_path

    simplified, traditional = set[str](), set[str]()
    for line in _read(str(dictionary_path())).splitlines():
        if not line.startswith("#"):
            words = line.partition(" [")[0].partition(" ")
            traditional.update(words[0])
            simplified.update(words[2])
    return Scripts(
        frozenset(c for c in simplified - traditional - _HONG_KONG if not _encodes(c, "big5")),
        frozenset(c for c in traditional - simplified - _NAMES if not _encodes(c, "gb2312")),
    )


def _read(path: str) -> str:
    import gzip
    from pathlib import Path

    data = Path(path).read_bytes()
    return (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8")


def _encodes(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def only_simplified(text: str) -> str:
    """The characters of a text that only simplified script has."""
    return "".join(filter(scripts().simplified.__contains__, text))


def only_traditional(text: str) -> str:
    """The characters of a text that only traditional script has."""
    return "".join(filter(scripts().traditional.__contains__, text))
