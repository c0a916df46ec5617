"""The documents of a corpus: a file with a row for each text of two folders and its translation; what came of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePath
from typing import NamedTuple

from align.corpora.aligning import TEXTS
from align.corpora.manifest import FOREIGN, read_manifest, refuse_foreign_manifest
from align.corpora.presets import ALIGN
from align.corpora.rows import RowReader
from align.corpora.runs import Shard
from align.corpora.storage import Corpus, iterate_rows
from align.corpora.streams import LARGEST
from align.errors import FileError
from align.inputs.files import read_bytes
from align.inputs.folders import Pair, Pairing, pair_folders
from align.inputs.languages import Languages
from align.inputs.texts import TextOptions, read_text
from glossary.storage.atomic import write_atomically
from glossary.storage.decoding import decode
from glossary.storage.reading import is_folder, is_there, open_file

DOCUMENTS = "documents.jsonl"


class Written(NamedTuple):
    """What the units of a run hold: documents, pairs of sentences, and the ids of the documents that gave none."""

    documents: int
    pairs: int
    fruitless: tuple[str, ...]


def pair_documents(paths: Sequence[str], languages: Languages) -> Pairing | None:
    """Return the texts and translations in two folders; None where the paths are no folders, or hold none."""
    if len(paths) != 2 or not all(map(is_folder, paths)):
        return None
    pairing = pair_folders(paths[0], paths[1], ".jsonl", languages)
    return pairing if pairing.pairs else None


def write_documents(pairs: Sequence[Pair], folder: Path, languages: Languages) -> Path:
    """Write a row for each pair into the folder of a corpus; the id is the path of the translation.

    Texts that hold markup stay as they are, others become running text. Raises FileError, OSError.
    """
    refuse_foreign_manifest(folder)
    path = folder / DOCUMENTS
    if is_there(path) and not _is_own(path, pairs, languages):
        raise FileError(str(path), FOREIGN)
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(path, _list_lines(pairs, languages))
    return path


def _is_own(path: Path, pairs: Sequence[Pair], languages: Languages) -> bool:
    """Return whether a file of documents is one that the manifest next to it names, or is as it would be written.

    The second holds where a run was killed before it wrote the manifest.
    """
    with suppress(FileError):  # one that is damaged names nothing
        manifest = read_manifest(path.parent)
        names = [PurePath(one.path).name for one in manifest.inputs] if manifest else []
        if manifest and manifest.signature.preset == ALIGN and names == [DOCUMENTS]:
            return True
    with open_file(path, LARGEST) as file:
        return all(file.readline() == line.encode() for line in chain(_list_lines(pairs, languages), [""]))


def _list_lines(pairs: Sequence[Pair], languages: Languages) -> Iterator[str]:
    """Yield the rows; a text that a reader is to read again keeps its markup. Raises FileError."""
    for pair in pairs:
        source, target = (
            decode(read_bytes(path))
            if PurePath(path).suffix.lower() in TEXTS
            else read_text(path, TextOptions(language), None).text
            for path, language in ((pair.source, languages.source), (pair.target, languages.target))
        )
        row = {"source": source, "target": target, "id": pair.target, "origin": str(PurePath(pair.target).parent)}
        yield json.dumps(row, ensure_ascii=False).encode(errors="replace").decode() + "\n"


def count_written(folder: Path, shard: Shard) -> Written:
    """Return what the finished units of a shard hold. Raises FileError where one of them, or an input, cannot
    be read.
    """
    manifest = read_manifest(folder)
    assert manifest is not None
    corpus, reader = Corpus(folder, manifest), RowReader()
    documents, pairs, fruitless = 0, 0, list[str]()
    for unit in filter(corpus.is_finished, shard.choose(manifest.units)):
        found = [name for batch in corpus.read_batches([unit], ["doc"]) for (name,) in iterate_rows(batch, "doc")]
        documents, pairs, known = documents + unit.rows, pairs + len(found), set(found)
        if len(known) < unit.rows:
            rows = reader.read(manifest.get_input(unit), unit)
            fruitless += [row.id for row in rows if row.id not in known]
    reader.close()
    return Written(documents, pairs, tuple(fruitless))
