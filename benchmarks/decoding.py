"""How often the encoding of a slice of Chinese is told right.

    python benchmarks/decoding.py [--slices N] FILE...

FILE is JSON or JSON lines, UTF-8, with Chinese in any of its strings. Slices of 5 to 500 characters are encoded, bare
and set into English, and decoded again; a slice is right when it comes back as it was.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from align.errors import ReadError
from glossary.lang.scripts import BASIC_HAN
from glossary.storage.decoding import decode

LENGTHS = (5, 10, 20, 50, 100, 500)
ENGLISH = "The ministry said the plan to {} would go ahead in spring, and that “nothing” had changed. "


def strings(value: object) -> Iterator[str]:
    """All strings in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def chinese(paths: list[Path]) -> str:
    """The Chinese of the files, one after the other."""
    texts = []
    for path in paths:
        content = path.read_text(encoding="utf-8")
        values = (
            [json.loads(line) for line in content.splitlines()] if path.suffix == ".jsonl" else [json.loads(content)]
        )
        texts += [text for text in strings(values) if len(re.findall(f"[{BASIC_HAN}]", text)) * 2 > len(text)]
    return "\n".join(dict.fromkeys(texts))


def is_right(text: str, encoding: str) -> bool:
    """Whether a text comes back as it was."""
    try:
        return decode(text.encode(encoding)) == text
    except ReadError:
        return False


def main() -> None:
    """Read the options, and measure what is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path)
    parser.add_argument("--slices", type=int, default=400, metavar="N", help="of each encoding, length and frame")
    options = parser.parse_args()
    measure(options.files, options.slices)


def measure(paths: list[Path], slices_a_cell: int) -> None:
    """Print the share that is right by encoding and length."""
    if not paths or not all(path.exists() for path in paths):
        print("skipped: no data; name JSON files with Chinese in them")
        return
    text, randomly = chinese(paths), random.Random(1)
    traditional = str.maketrans(*SIMPLER)
    print(f"{'':28}" + "".join(f"{length:>8}" for length in LENGTHS))
    started = time.perf_counter()
    for encoding in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8"):
        usable = (
            text
            if encoding != "big5hkscs"
            else re.sub("[^\n -~]", lambda m: m[0] if can(m[0]) else "", text.translate(traditional))
        )
        for name, frame in (("bare", "{}"), ("in English", ENGLISH)):
            cells = []
            for length in LENGTHS:
                starts = [randomly.randrange(len(usable) - length) for _ in range(slices_a_cell)]
                slices = [frame.format(usable[start : start + length]) for start in starts]
                if encoding == "big5hkscs":
                    slices = [piece.replace("“", "").replace("”", "") for piece in slices]
                cells.append(sum(is_right(piece, encoding) for piece in slices) / slices_a_cell)
            print(f"{encoding + ' ' + name:28}" + "".join(f"{cell:8.3f}" for cell in cells))
    print(f"{time.perf_counter() - started:.1f} s")


def can(char: str) -> bool:
    """Whether Big5 holds a character."""
    try:
        return bool(char.encode("big5"))
    except UnicodeEncodeError:
        return False


SIMPLER = (
    "这个们来为国时会对发后里种经没动还进样实军无与长机从业关点将两间问应战头体当见产制话内给门东声员论处义认条气题尔别变总电数报结务场计许统区队决马书听达强难权设记类据边张该规万觉术领",
    "這個們來為國時會對發後裡種經沒動還進樣實軍無與長機從業關點將兩間問應戰頭體當見產制話內給門東聲員論處義認條氣題爾別變總電數報結務場計許統區隊決馬書聽達強難權設記類據邊張該規萬覺術領",
)

if __name__ == "__main__":
    main()
