"""The texts that decisions are about, and which files a review may change: those below the folder that it runs in.

That holds whatever a file from a stranger names. What is taken back by a journal may only be what `review apply`
writes: texts that `check` reads, the tables of pairs next to them, glossaries and files of findings that are accepted.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from align.config.decisions.files import ACCEPTED_NAME, Reviews
from align.config.decisions.journal import Kept, Record
from align.config.glossaries import is_builtin
from align.config.settings import Request, SettingsFinder
from align.errors import FileError, MissingPathError
from align.inputs.earlier import add_versions
from align.inputs.evidence import EvidenceReader
from align.inputs.fixed_pairs import SUFFIX, is_fixed_pairs
from align.inputs.tasks import GLOSSARY, Task, plan_tasks
from align.model import Skipped
from align.model.formats import suffix
from glossary.storage.reading import is_folder

_FOLDER = "is a folder"


def plan_text(request: Request, path: str, reader: EvidenceReader | None = None) -> Task | Skipped:
    """Return a text as the request says that it is checked; else why it is not.

    With a reader of evidence it is ready to be checked, with pages and all that it is compared with.
    """
    try:
        planned = next(iter(plan_tasks(replace(request, paths=(path,), with_pages=reader is not None))))
    except MissingPathError as error:
        return Skipped(path, str(error))
    return reader.add(add_versions([planned], request)[0]) if reader else planned


def check_places(named: Iterable[tuple[str, str]], command: str) -> None:
    """See that each file is below the folder of the run, and not hidden; given with the file that names it.

    The folder is that in which `command` has run. Raises FileError.
    """
    root = _find_root()
    for path, by in named:
        if why := _find_fault(path, root):
            raise FileError(by, f"{path} {why}: nothing was done; run this in the folder that `{command}` ran in")


def check_options(request: Request, by: str) -> None:
    """See that the files and folders that the options of a run name are below the folder of the run, and not hidden.

    `by` is the file that has these options, which may come from a stranger. Raises FileError.
    """
    root, others = _find_root(), (request.source, request.dictionary, request.memory, request.config, request.baseline)
    for path in (*request.glossary, *(str(one) for one in others if one)):
        why = "" if is_builtin(path) else _find_fault(path, root)
        if why and not (why == _FOLDER and path == request.source):
            advice = 'nothing was done; if you trust its options, give them with --options "..."'
            raise FileError(by, f"{path}, in its options, {why}: {advice}")


def check_reviews(reviews: Reviews, request: Request, trusted: Request) -> None:
    """See that decisions are about files below the folder of the run, and none that only their own options make texts.

    `trusted` is the request without what the files of decisions say; glossaries that it or the configuration of the
    working folder names may be anywhere. Raises FileError, and errors as `plan_tasks` does.
    """
    own, named = find_own_glossaries(trusted), list[tuple[str, str]]()
    for by, decisions in reviews.all.items():
        for path, is_term in dict.fromkeys((one.path, one.kind == "term") for one in decisions):
            if not (is_term and os.path.realpath(path) in own):
                named.append((path, by))
    check_places([*named, *((path, next(iter(reviews.all), "")) for path in reviews.digests)], "check")
    if request.input_format == trusted.input_format:
        return
    by_suffix = replace(request, input_format="")
    for by, decisions in reviews.all.items():
        for path in dict.fromkeys(one.path for one in decisions if one.kind != "term"):
            if why := _find_reason(path, by_suffix):
                raise FileError(by, f"{path} {why}: nothing was done")


def check_records(records: Iterable[tuple[Record, str]], request: Request, trusted: Request) -> None:
    """See that what journals hold is what `review apply` does; each record is given with its journal.

    `trusted` is the request without what files of decisions say: the glossaries that it or the configuration of the
    working folder names may be anywhere. A text or glossary is there before and after it; only a table of pairs is made
    or removed. Raises FileError, and errors as `plan_tasks` does.
    """
    named, is_trusted = [(record, by) for record, by in records], request == trusted
    request = replace(request, input_format=trusted.input_format)
    own, known = find_own_glossaries(trusted), dict[str, str]()
    check_places(((one.path, by) for one, by in named if os.path.realpath(one.path) not in own), "review apply")
    for one, by in named:
        is_term = os.path.realpath(one.path) in own
        if isinstance(one, Kept):
            why = "" if Path(one.path).name == ACCEPTED_NAME else "is not a file of findings that are accepted"
        else:
            if one.path not in known:
                known[one.path] = "" if is_term else _find_reason(one.path, request, is_trusted=is_trusted)
            why = known[one.path]
            if not why and not is_fixed_pairs(one.path) and not (one.before and one.after):
                done = "made" if one.before else "removed"
                why = f"would be {done}, which `review undo` does to tables of pairs alone"
        if why:
            raise FileError(by, f"{one.path} {why}: nothing was done")


def _find_reason(path: str, request: Request, *, is_trusted: bool = False) -> str:
    """Return why `check` does not read a file, or the text whose pairs it has; empty where it does, or no text is
    there.

    Where the request is not trusted, a glossary must be one by what it holds.
    """
    text = path.removesuffix(SUFFIX) if is_fixed_pairs(path) else path
    try:
        item = next(plan_tasks(replace(request, paths=(text,))), None)
    except MissingPathError:
        return "" if text == path else "is the table of pairs of a text that is not there"
    if suffix(os.path.realpath(path)) != suffix(path):
        return "is a link to a file of another kind"
    is_glossary = item is not None and not isinstance(item, Task) and item.reason == GLOSSARY
    if isinstance(item, Task) or (is_glossary and (is_trusted or _holds_glossary(path))):
        return ""
    what = "is not a file that `check` reads" if text == path else "belongs to no text that `check` reads"
    return f'{what} (give the options that it had, such as --options "--glossary {path}")'


def _holds_glossary(path: str) -> bool:
    """Return whether a file is a glossary by its name and by what it holds."""
    from glossary.formats import choose_format
    from glossary.formats.base import FormatError
    from glossary.formats.files import GlossaryError, load

    try:
        choose_format(path)
        return bool(load(Path(path)).glossary.concepts)
    except (FormatError, GlossaryError):
        return False


def find_own_glossaries(request: Request) -> frozenset[str]:
    """Return where the glossaries of the configuration and the request are. Raises ConfigError, UnknownRuleError."""
    return frozenset(os.path.realpath(path) for path in SettingsFinder(request).find(".").glossaries)


def _find_fault(path: str, root: Path) -> str:
    """Return why a file is none that may be changed; empty where it is one."""
    place = Path(os.path.realpath(path))
    if not place.is_relative_to(root):
        return f"is not below {root}"
    if any(part.startswith(".") for part in place.parts[len(root.parts) :]):
        return "is hidden"
    return _FOLDER if is_folder(path) else ""


def _find_root() -> Path:
    """Return the nearest folder, from the working folder upwards, that has a configuration or is a repository
    of git.
    """
    here = Path(os.path.realpath(Path.cwd()))
    marks = ("aligncheck.toml", ".git")
    return next((one for one in (here, *here.parents) if any(os.path.lexists(one / mark) for mark in marks)), here)
