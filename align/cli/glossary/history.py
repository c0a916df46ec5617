"""What became of concepts of glossaries: by the versions that git has, and by what the files keep."""

from collections.abc import Mapping, Sequence
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

    Of a file in git all is by its versions, but for what the file keeps of the time before, and for the reasons that it
    keeps: they replace the subject of the commit that made the change. Raises GitError.
    """
    from glossary.upkeep.history import list_kept, trace

    events: dict[tuple[str, str], list[Event]] = {}
    for path in dict.fromkeys(path for path, _ in found):
        concepts = list({concept.id: concept for where, concept in found if where == path}.values())
        versions = _list_versions(path, glossaries[path], options)
        traced = trace(concepts, versions, options.pair)
        for concept in concepts:
            kept, changes = list_kept(concept), traced[concept.id]
            if versions:
                kept, changes = _add_reasons(kept, changes)
            events[path, concept.id] = sorted([*kept, *changes], key=lambda one: one.date or _LAST)
    return events


def _add_reasons(kept: "Sequence[Event]", traced: "Sequence[Event]") -> "tuple[list[Event], list[Event]]":
    """Give events of git the reasons that a file keeps of the same changes; return what else the file keeps, and them.

    What it keeps without a reason of a date and an author of git is left out.
    """
    changes = [*traced]
    others = []
    for one in kept:
        signed = [
            number for number, event in enumerate(changes) if (event.date, event.author) == (one.date, one.author)
        ]
        reasons = {number: _find_reason(one, changes[number].what) for number in signed}
        number = next((number for number, reason in reasons.items() if reason), None)
        if number is not None:
            changes[number] = changes[number]._replace(reason=reasons[number])
        elif one.author and (one.reason or not signed):
            others.append(one)
    return others, changes


def _find_reason(kept: "Event", what: str) -> str:
    """Return the reason that a file keeps of this change; in TBX it is behind the change. Empty where it is another."""
    if kept.what == what:
        return kept.reason
    start = f"{what}: "
    return kept.what.removeprefix(start) if kept.what.startswith(start) else ""


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
