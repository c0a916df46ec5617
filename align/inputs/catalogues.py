"""Which PO file has the sources of another one: only where both have keys for ids (see `align.readers.gettext`).

Others hold their sources themselves.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from align.errors import ReadError
from align.inputs.files import read_bytes
from align.inputs.languages import Languages, hinted_language, is_same_language
from align.inputs.nearby import list_texts_near
from align.inputs.partners import FileList, find_partners, find_partners_between
from align.inputs.sources import Sources
from align.inputs.walking import absolute_path, walk
from align.readers.gettext import holds_keys
from glossary.storage.reading import is_folder

_SUFFIX, _ALIAS = ".po", ".properties"
"""The suffix of catalogues, and one of texts that are paired by their keys: partners are found for names of these."""


def is_catalogue(path: str) -> bool:
    """Return whether a file of this name is one of messages with their translations."""
    return path.lower().endswith(_SUFFIX)


def find_catalogues(
    paths: Iterable[str],
    given: Sequence[str],
    source: str | None,
    languages: Callable[[str], tuple[str, str]],
    encoding: str | None = None,
) -> Sources:
    """Return the sources of the catalogues of a run; see `find_sources` for what is given. A catalogue whose ids are
    texts has none.
    """
    files = {absolute_path(path): path for path in paths}
    pair = Languages(*languages(next(iter(files.values()), "")))
    if source is None:
        named = {absolute_path(path) for path in given}
        near = {**list_texts_near(files, named, pair, is_catalogue), **files}
        codes = {_alias(path): hinted_language(_alias(path), pair) for path in near}
        ours = [path for path, code in codes.items() if is_same_language(code, pair.target)]
        theirs = [path for path, code in codes.items() if is_same_language(code, pair.source)]
        found = find_partners(ours, theirs, pair)
    else:
        near = {absolute_path(entry.path): entry.path for entry in walk([source], is_catalogue) if not entry.reason}
        root = absolute_path(given[0]) if len(given) == 1 and is_folder(given[0]) else ""
        ours, theirs = ([_alias(path) for path in side] for side in (files.keys() - near.keys(), near))
        folder = absolute_path(source) if is_folder(source) else ""
        found = find_partners_between(FileList(sorted(ours), root), FileList(theirs, folder), pair)
    pairs = {_restore(path, files): _restore(other, near) for path, other in found.items() if _restore(path, files)}
    partners = {path: other for path, other in pairs.items() if _holds_keys(path, encoding)}
    alone = (shown for path in ours if (shown := _restore(path, files)) and shown not in pairs)
    lacking = frozenset(path for path in alone if source is None and _holds_keys(path, encoding))
    return Sources(partners, frozenset(partners.values()) & frozenset(files.values()), lacking=lacking)


def _alias(path: str) -> str:
    return path[: -len(_SUFFIX)] + _ALIAS


def _restore(alias: str, shown: Mapping[str, str]) -> str:
    """Return the path that an alias is of, as it is shown; empty where it is not among those."""
    path = alias.removesuffix(_ALIAS)
    return next((shown[path + suffix] for suffix in (_SUFFIX, _SUFFIX.upper()) if path + suffix in shown), "")


def _holds_keys(path: str, encoding: str | None) -> bool:
    try:
        return holds_keys(read_bytes(path), encoding)
    except ReadError:
        return False
