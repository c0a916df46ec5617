"""The sorted index of the dictionary, kept in the user's cache folder.

A cache file is a line with the SHA-256 digest of all that follows, then the index, which is plain text. A file that is
missing, cut short, changed or unreadable is built anew; where none can be written, the index is built each time.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from operator import itemgetter
from pathlib import Path

from glossary.dictionary.files import DictionaryError, DictionaryFile
from glossary.errors import LineError
from glossary.lang.en_function_words import ARTICLES
from glossary.storage import cache
from glossary.storage.reading import read_file

SENSE = "="  # stands before a sense where the index holds the words that share it
FORMAT = 3  # raise when the layout of the index changes
_MOST_WORDS = 40  # headwords that share a sense; one that more words share says little
_ASIDE = re.compile(r" \([^/\n]*")
_PARTICLE = re.compile(rf"/(?:{'|'.join(sorted(ARTICLES | {'to'}))}) (?=[^/\n])")
_ENTRY = re.compile(r"(\S+) (\S+)( \[[^\[\]\t\r]*\] /[^\t\r]+/)\r?\Z")


def build_index(text: str) -> bytes:
    """Return the index of a CC-CEDICT text: sorted lines with a newline before the first.

    A line is "simplified TAB traditional [pinyin] /sense/sense/" with the traditional form left out where it is the
    same, or "traditional TAB simplified" where the two differ, or "=sense TAB headwords" for a sense that 2 to 40
    headwords share. Raises LineError for a line that is not CC-CEDICT, and where there is none that is.
    """
    rows, aliases, rests = list[tuple[str, str]](), set[str](), list[str]()
    for traditional, simplified, rest in _parse(text):
        rests.append(rest)
        if traditional == simplified:
            rows.append((simplified + "\t", rest))
        else:
            rows.append((simplified + "\t", traditional + rest))
            aliases.add(f"{traditional}\t{simplified}")
    shared = _find_shared(rows, _list_plain_senses(rests))
    rows += [(alias, "") for alias in sorted(aliases)]
    rows += [(f"{SENSE}{key}\t", " ".join(words)) for key, words in shared.items() if len(words) <= _MOST_WORDS]
    rows.sort(key=itemgetter(0))  # stable: homographs stay in order; code points sort as their UTF-8 does
    return ("\n" + "\n".join([key + line for key, line in rows]) + "\n").encode()


def _parse(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the traditional and the simplified form of each entry, and the rest of its line from the blank on."""
    number = entries = 0
    for number, line in enumerate(text.split("\n"), 1):
        if match := _ENTRY.match(line):
            entries += 1
            yield match[1], match[2], match[3]
        elif line.strip() and not line.startswith("#"):
            raise LineError("is no entry of CC-CEDICT, such as “樣本 样本 [yang4 ben3] /sample/”", number)
    if not entries:
        raise LineError("there is no entry of CC-CEDICT up to here", number)


def _find_shared(rows: Iterable[tuple[str, str]], senses: Iterable[list[str]]) -> dict[str, dict[str, None]]:
    """Return the senses that several headwords share, with these."""
    first, shared = dict[str, str](), dict[str, dict[str, None]]()
    for (headword, _), found in zip(rows, senses, strict=True):
        for sense in found:
            known = first.setdefault(sense, headword)
            if known != headword and sense:  # few are shared
                shared.setdefault(sense, {known[:-1]: None})[headword[:-1]] = None
    return shared


def _list_plain_senses(rests: Iterable[str]) -> Iterator[list[str]]:
    """Yield the senses in the rest of each line, in lower case, without "to", articles and parentheses."""
    text = "\n".join([rest.partition("] ")[2] for rest in rests]).lower().replace("; ", "/")
    for line in _PARTICLE.sub("/", _ASIDE.sub("", text))[1:-1].split("/\n/"):
        yield line.split("/")


def load_index(file: DictionaryFile) -> bytes:
    """Return the index of a dictionary file, from the cache where that is sound. Raises DictionaryError."""
    cached = _find_cache_file(file)
    index = _read_if_sound(cached) if cached else None
    if index is None:
        try:
            index = build_index(file.read())
        except LineError as error:
            raise DictionaryError(file.path, str(error)) from None
        if cached:
            cache.write(cached, [_compute_digest(index), index])
    return index


def _find_cache_file(file: DictionaryFile) -> Path | None:
    """Return the path of the cache file for a dictionary file; None where there is no cache folder."""
    with contextlib.suppress(OSError, RuntimeError):
        return cache.find_cache_folder() / f"{cache.DICTIONARY}{FORMAT}-{file.digest[:32]}.txt"
    return None


def _compute_digest(index: bytes) -> bytes:
    return sha256(index).hexdigest().encode()


def _read_if_sound(path: Path) -> bytes | None:
    """Return the index in a cache file, or None where it is missing or its digest does not fit."""
    try:
        digest, _, body = read_file(path).partition(b"\n")
    except OSError:
        return None
    index = b"\n" + body
    return index if digest == _compute_digest(index) else None
