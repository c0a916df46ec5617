"""The sorted index of the dictionary, kept in the user's cache folder.

A cache file is a line with the BLAKE2 digest of all that follows, then the index, which is plain text. A file that is
missing, cut short, changed or unreadable is built anew; where none can be written, the index is built each time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from glossary.lang.en_function_words import ARTICLES
from glossary.storage import cache
from glossary.storage.reading import open_file, read_file, read_unpacked

SENSE = "="  # stands before a sense where the index holds the words that share it
FORMAT = 2  # raise when the layout of the index changes
_MOST_WORDS = 40  # headwords that share a sense; one that more words share says little
_PARTICLES = ARTICLES | {"to"}
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
        for sense in _list_plain_senses(line):
            shared.setdefault(sense, {})[simplified] = None
    rows += sorted(aliases)
    rows += [(f"{SENSE}{key}\t", " ".join(words)) for key, words in shared.items() if 1 < len(words) <= _MOST_WORDS]
    rows.sort(
        key=_get_headword
    )  # stable: homographs stay in the order of the file; code points sort as their UTF-8 does
    return ("\n" + "\n".join([key + line for key, line in rows]) + "\n").encode()


def _list_plain_senses(line: str) -> Iterator[str]:
    """Yield the senses of a dictionary line in lower case, without "to", articles and parentheses."""
    _, _, senses = line.partition("] /")
    for sense in senses.lower().replace("; ", "/").split("/"):
        text = sense.partition(" (")[0]
        first, _, rest = text.partition(" ")
        if text := rest if rest and first in _PARTICLES else text:
            yield text


def _get_headword(row: tuple[str, str]) -> str:
    return row[0]


def load_index(path: Path) -> bytes:
    """Return the index of the dictionary file at `path` (plain or .gz), from the cache where that is sound.

    Raises OSError where the dictionary file itself cannot be read.
    """
    cached = _find_cache_file(path)
    index = _read_if_sound(cached) if cached else None
    if index is None:
        index = build_index(read_unpacked(path).decode())
        if cached:
            _write(cached, index)
    return index


def _find_cache_file(path: Path) -> Path | None:
    """Return the path of the cache file for this data file; None where there is no cache folder."""
    with open_file(path) as file:
        head = file.read(_SAMPLE)
        size = file.seek(0, 2)
        file.seek(max(0, size - _SAMPLE))
        key = blake2b(head + file.read(), digest_size=8).hexdigest()
    with contextlib.suppress(OSError, RuntimeError):
        return cache.find_cache_folder() / f"cc-cedict-{FORMAT}-{size}-{key}.txt"
    return None


def _compute_digest(index: bytes) -> bytes:
    return blake2b(index, digest_size=32).hexdigest().encode()


def _read_if_sound(path: Path) -> bytes | None:
    """Return the index in a cache file, or None where it is missing or its digest does not fit."""
    try:
        digest, _, body = read_file(path).partition(b"\n")
    except OSError:
        return None
    index = b"\n" + body
    return index if digest == _compute_digest(index) else None


def _write(path: Path, index: bytes) -> None:
    """Write a cache file in one step, so that no reader sees half of it; do nothing where that is not allowed."""
    import os
    import tempfile

    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_compute_digest(index) + index)
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
