"""What became of concepts of glossaries: by the versions that git has, and by what the files keep."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from align.cli.messages import complain

if TYPE_CHECKING:
    from align.cli.glossary.options import TableOptions
    from align.inputs.file_versions import FileVersion
    from glossary.model import Concept, Glossary
    from glossary.upkeep.history import Event, Version

_LAST = "9999"
_SHOWN = 10
"""What sorts a change that is not committed yet last; how many digits of a commit are shown."""


def find_events(
    found: "Sequence[tuple[str, Concept]]", glossaries: "Mapping[str, Glossary]", options: "TableOptions"
) -> "dict[tuple[str, str], list[Event]]":
    """Return the history of concepts, each given with the path of its file, by path and id, the earliest event first.

    Of a file in git all is by its versions, but for what the file keeps of the time before. Raises GitError.
    """
    from glossary.upkeep.history import list_kept, trace

    events: dict[tuple[str, str], list[Event]] = {}
    for path in dict.fromkeys(path for path, _ in found):
        concepts = list({concept.id: concept for where, concept in found if where == path}.values())
        versions = _list_versions(path, glossaries[path], options)
        traced = trace(concepts, versions, options.pair)
        for concept in concepts:
            kept = list_kept(concept)
            if versions:
                kept = [one for one in kept if one.author and (one.date, one.author) not in _sign(traced[concept.id])]
            events[path, concept.id] = sorted([*kept, *traced[concept.id]], key=lambda one: one.date or _LAST)
    return events


def _sign(events: "Iterable[Event]") -> set[tuple[str, str]]:
    return {(one.date, one.author) for one in events}


def _list_versions(path: str, glossary: "Glossary", options: "TableOptions") -> "list[Version]":
    """Return the versions of a glossary, the newest first: the file as it is, then those that git has."""
    from align.inputs.file_versions import read_versions
    from glossary.upkeep.history import Event, Version

    known, whole = read_versions(path)
    if not known:
        return []
    loaded = [_load(path, one, options) for one in known]
    unread = sum(one is None for one in loaded)
    if unread:
        of_all = f"{unread:,} of {len(known):,} versions in git"
        complain(f"{path}: {of_all} cannot be read; what changed in them counts for the next one")
    versions = [
        Version(one, Event(version.date, version.author, "", version.subject, version.commit[:_SHOWN]))
        for one, version in zip(loaded, known, strict=True)
        if one is not None
    ]
    if whole and versions:
        versions[-1] = versions[-1]._replace(event=versions[-1].event._replace(what="added with the file"))
    elif not whole:
        complain(f"{path}: git has earlier versions than {known[-1].commit[:_SHOWN]} ({known[-1].date}), not compared")
    return [Version(glossary, Event("", "", "", "not committed yet")), *versions]


def _load(path: str, version: "FileVersion", options: "TableOptions") -> "Glossary | None":
    """Read a version of a glossary, as the file of its name is read; None where it is none."""
    from glossary.formats.files import GlossaryError, load

    with TemporaryDirectory(prefix="aligncheck-") as folder:
        file = Path(folder, Path(path).name)
        file.write_bytes(version.data)
        try:
            return load(file, None, options.pair, options.columns).glossary
        except GlossaryError:
            return None
