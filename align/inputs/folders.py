"""Two folders -> the pairs of a text and its translation in them, recognized by name, and where each bitext goes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from align.inputs.files import same_file
from align.inputs.languages import Languages, is_same_language, language_of_path
from align.inputs.partners import FileList, describe_search, find_partners, find_partners_between
from align.inputs.texts import is_text
from align.inputs.walking import walk


class Pair(NamedTuple):
    """A text, its translation, and the path of their bitext below the folder of the output."""

    source: str
    target: str
    output: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of two folders, in the order of the translations; one line for each file that is in none.

    `failed`: one line for each file or folder that could not be looked at.
    """

    pairs: tuple[Pair, ...]
    alone: tuple[str, ...]
    failed: tuple[str, ...]


def pair_folders(source: str, target: str, suffix: str, languages: Languages) -> Pairing:
    """Pair the texts of two folders (see `align.inputs.partners`).

    In one folder, named twice, the files whose paths name the source language are the sources, the others translations;
    where one folder is in the other, what is in both belongs to the inner one.
    A bitext has the path of the translation in its folder, with `suffix` (".tsv") for that of the text.
    Raises MissingPathError.
    """
    sources, targets = _Files(source), _Files(target)
    if same_file(source, target):
        sources.texts = [path for path in sources.texts if is_same_language(language_of_path(path), languages.source)]
        targets.drop(sources.texts)
        found = find_partners(targets.texts, sources.texts, languages)
    else:
        outer, inner = sorted((sources, targets), key=lambda side: -len(side.texts))
        outer.drop(inner.texts)
        found = find_partners_between(targets.named(), sources.named(), languages)
    outputs = _name_outputs(found, targets.folder, suffix)
    return Pairing(
        pairs=tuple(Pair(original, path, outputs[path]) for path, original in found.items()),
        alone=(*_describe_unpaired(found, targets, sources), *_describe_others(sources, targets)),
        failed=tuple(dict.fromkeys((*sources.failed, *targets.failed))),
    )


class _Files:
    """What a folder holds."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder).as_posix()
        entries = list(walk([folder], is_text))
        self.texts = [entry.path for entry in entries if not entry.reason]
        self.others = [entry.path for entry in entries if entry.reason and not entry.failed]
        self.failed = [f"{entry.path}: {entry.reason}" for entry in entries if entry.failed]

    def drop(self, texts: Iterable[str]) -> None:
        """Take texts out that belong elsewhere."""
        elsewhere = set(texts)
        self.texts = [path for path in self.texts if path not in elsewhere]

    def named(self) -> FileList:
        """Return the texts, as `align.inputs.partners` wants them."""
        return FileList(self.texts, self.folder)


def _name_outputs(targets: Iterable[str], folder: str, suffix: str) -> dict[str, str]:
    """Return where the bitext of each translation goes; `a.md` and `a.txt` in one folder keep their suffixes."""
    below = {path: PurePosixPath(path).relative_to(folder) for path in targets}
    count = Counter(path.with_suffix("") for path in below.values())
    return {
        path: str(short.with_suffix("" if count[short.with_suffix("")] == 1 else short.suffix)) + suffix
        for path, short in below.items()
    }


def _describe_unpaired(found: dict[str, str], targets: _Files, sources: _Files) -> Iterator[str]:
    used = set(found.values())
    for path in targets.texts:
        if path not in found:
            yield f"{path}: no source found; {describe_search(path, sources.folder)}"
    for path in sources.texts:
        if path not in used:
            yield f"{path}: no translation found; {describe_search(path, targets.folder)}"


def _describe_others(*sides: _Files) -> Iterator[str]:
    """Yield a line for each folder with files that hold no text."""
    for folder, others in {side.folder: side.others for side in sides}.items():
        if others:
            suffixes = sorted({PurePosixPath(path).suffix or "(no suffix)" for path in others})
            files = "1 file that is" if len(others) == 1 else f"{len(others):,} files that are"
            yield f"{folder}: left alone {files} no text ({' '.join(suffixes)})"
