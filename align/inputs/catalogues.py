"""Which catalogue of messages (PO) has the sources of another one whose ids are keys (see `align.readers.gettext`).

Where the ids are texts, a catalogue holds its sources itself and has no partner.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from align.errors import ReadError
from align.inputs.files import read_bytes
from align.inputs.languages import Languages, hinted_language, is_same_language
from align.inputs.nearby import list_texts_near
from align.inputs.partners import FileList, describe_search, find_partners, find_partners_between
from align.inputs.sources import Sources
from align.inputs.walking import absolute_path, walk
from align.model import Skipped
from align.model.formats import suffix
from align.readers.gettext import holds_keys
from glossary.storage.reading import is_folder

_SUFFIX = ".po"


def is_catalogue(path: str) -> bool:
    """Return whether a file of this name is one of messages with their translations."""
    return suffix(path) == _SUFFIX


def find_catalogues(
    paths: Iterable[str],
    given: Sequence[str],
    source: str | None,
    languages: Callable[[str], tuple[str, str]],
    encoding: str | None = None,
) -> Sources:
    """Return the sources of the catalogues of a run, whatever their names end with; see `find_sources` for what is
    given. A catalogue whose ids are texts has none.
    """
    groups: defaultdict[Languages, dict[str, str]] = defaultdict(dict)
    for path in paths:
        groups[Languages(*languages(path))][absolute_path(path)] = path
    suffixes = {_SUFFIX, *(suffix(path) for files in groups.values() for path in files)}
    named = {absolute_path(path) for path in given}
    code_of = partial(hinted_language, with_bitexts=True)
    root = absolute_path(given[0]) if len(given) == 1 and is_folder(given[0]) else ""
    folder = absolute_path(source) if source is not None and is_folder(source) else ""
    whole = {path: shown for files in groups.values() for path, shown in files.items()}
    partners: dict[str, str] = {}
    texts, alone = set[str](), list[str]()
    for pair, files in groups.items():
        if source is None:
            # texts of a source language may be the sources of several groups of translations
            near = list_texts_near(files, named, pair, lambda name: suffix(name) in suffixes)
            near |= whole
            ours = [path for path in files if is_same_language(code_of(path, pair), pair.target)]
            theirs = [path for path in near if is_same_language(code_of(path, pair), pair.source)]
            found = find_partners(ours, theirs, pair, with_bitexts=True)
        else:
            entries = walk([source], lambda path: suffix(path) in suffixes or not folder)
            near = {absolute_path(entry.path): entry.path for entry in entries if not entry.reason}
            rest = (path for path in files if path not in near)
            ours = [path for path in rest if not is_same_language(code_of(path, pair), pair.source)]
            found = find_partners_between(FileList(ours, root), FileList(list(near), folder), pair, with_bitexts=True)
        keyed = [path for path in ours if _holds_keys(path, encoding)]
        partners |= {files[path]: near[found[path]] for path in keyed if path in found}
        texts |= {whole[found[path]] for path in keyed if found.get(path) in whole}
        alone += (files[path] for path in keyed if path not in found)
    if source is None:
        return Sources(partners, frozenset(texts), lacking=frozenset(alone))
    words = (Skipped(path, f"checked without a source: {describe_search(path, source)}", failed=True) for path in alone)
    return Sources(partners, frozenset(texts), tuple(words))


def _holds_keys(path: str, encoding: str | None) -> bool:
    try:
        return holds_keys(read_bytes(path), encoding)
    except ReadError:
        return False
