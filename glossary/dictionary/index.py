"""The sorted index of the dictionary, kept in the user's cache folder.

A cache file is a line with the BLAKE2 digest of all that follows, then the index: plain text that is only searched. One
that is missing, cut short, changed or unreadable is built anew; one that cannot be written is done without.
"""

from __future__ import annotations

import contextlib
import gzip
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from glossary.storage import cache

SENSE = "="  # stands before a sense where the index holds the words that share it
FORMAT = 2  # raise when the layout of the index changes
_MOST_WORDS = 40  # headwords that share a sense; one that more words share says little
_PARTICLES = ("to", "a", "an", "the")
_SAMPLE = 8192  # bytes of either end of the data file that go into its key; the head holds date and number of entries


def build_index(text: str) -> bytes:
    """Return the index of a CC-CEDICT text: sorted lines with a newline before the first.

    A line is "simplified TAB dictionary line", or "traditional TAB simplified" where the two differ, or "=sense TAB
    headwords" for a sense that 2 to 40 headwords share.
    """
    rows, aliases, shared = [], set(), dict[str, dict[str, None]]()
    for line in text.splitlines():
        if line.startswith("#") or " [" not in line:
            continue
        traditional, _, rest = line.partition(" ")
        simplified = rest.partition(" ")[0]
        rows.append((simplified + "\t", line))
        if traditional != simplified:
            aliases.add((traditional + "\t", simplified))
        for sense in _plain_senses(line):
            shared.setdefault(sense, {})[simplified] = None
    rows += sorted(aliases)
    rows += [(f"{SENSE}{key}\t", " ".join(words)) for key, words in shared.items() if 1 < len(words) <= _MOST_WORDS]
    rows.sort(key=_headword)  # stable: homographs stay in the order of the file; code points sort as their UTF-8 does
    return ("\n" + "\n".join([key + line for key, line in rows]) + "\n").encode()


def _plain_senses(line: str) -> Iterator[str]:
    """Yield the senses of a dictionary line, in lower case, without "to", article and what stands in parentheses."""
    _, _, senses = line.partition("] /")
    for sense in senses.lower().replace("; ", "/").split("/"):
        text = sense.partition(" (")[0]
        first, _, rest = text.partition(" ")
        if text := rest if rest and first in _PARTICLES else text:
            yield text


def _headword(row: tuple[str, str]) -> str:
    return row[0]


def load_index(path: Path) -> bytes:
    """Return the index of the dictionary file at `path` (plain or .gz), from the cache where it is sound.

    Raises OSError where the dictionary file itself cannot be read.
    """
    cached = _cache_path(path)
    index = _read_sound(cached) if cached else None
    if index is None:
        index = build_index(_read_text(path))
        if cached:
            _write(cached, index)
    return index


def _read_text(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def _cache_path(path: Path) -> Path | None:
    """Return where the index of this very data file belongs; None where no cache folder can be named."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        size = file.seek(0, 2)
        file.seek(max(0, size - _SAMPLE))
        key = blake2b(head + file.read(), digest_size=8).hexdigest()
    with contextlib.suppress(OSError, RuntimeError):
        return cache.cache_folder() / f"cc-cedict-{FORMAT}-{size}-{key}.txt"
    return None


def _digest(index: bytes) -> bytes:
    return blake2b(index, digest_size=32).hexdigest().encode()


def _read_sound(path: Path) -> bytes | None:
    """Return the index in a cache file, or None where it is missing or its digest does not fit."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    index = b"\n" + body
    return index if digest == _digest(index) else None


def _write(path: Path, index: bytes) -> None:
    """Write a cache file in one step, so that no reader sees half of it; a folder that refuses is left alone."""
    import os
    import tempfile

    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(index) + index)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
