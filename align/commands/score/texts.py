"""The translations of a run, each with its references and the other translations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from align.commands.score.request import ScoreRequest
from align.errors import FileError, ReadError
from align.inputs.counterparts import Counterparts, find_counterparts
from align.inputs.loading import load_file, make_options
from align.inputs.partners import describe_search
from align.inputs.tasks import Task, plan_tasks
from align.inputs.walking import absolute_path, is_inside
from align.lang.identification import guess_language
from align.model import Skipped
from align.model.formats import suffix
from align.scores.translation.segments import Lines, list_lines

_TOLD_BY_SCRIPT = ("zh", "ja", "ko")


@dataclass(frozen=True)
class Job:
    """A translation to score: its task, and the files of its references and of other translations, in order."""

    task: Task
    references: tuple[str, ...]
    others: tuple[str, ...]


def plan_jobs(request: ScoreRequest) -> tuple[list[Job], list[Skipped]]:
    """Return the jobs of a run, and what is left out and why.

    Raises MissingPathError, ConfigError, UnknownRuleError, and FileError for one file that several texts would need.
    """
    given = [absolute_path(path) for path in (*request.references, *request.against)]
    items = list(plan_tasks(request.texts))
    tasks = [item for item in items if isinstance(item, Task) and not _is_in(item.path, given)]
    skipped = [item for item in items if isinstance(item, Skipped) and not _is_in(item.path, given)]
    _check_language(tasks)
    references, others = (
        [_find(tasks, request, path) for path in paths] for paths in (request.references, request.against)
    )
    for kind, found in (("reference", references), ("translation to compare with", others)):
        skipped += (
            Skipped(entry.path, f"no {kind}: {entry.reason}", failed=True) for one in found for entry in one.missing
        )
    skipped += [entry for one in references for entry in _list_unscored(one, request, skipped)]
    jobs = [Job(task, _list_found(task, references), _list_found(task, others)) for task in tasks]
    return [job for job in jobs if _is_whole(job, request)], skipped


def _list_unscored(one: Counterparts, request: ScoreRequest, skipped: Sequence[Skipped]) -> Iterator[Skipped]:
    """Yield a word on each reference whose translation is not there, nor left out for another reason."""
    named = {PurePosixPath(entry.path).name for entry in skipped}
    for path in one.unused:
        if PurePosixPath(path).name not in named:
            reason = f"a reference without a translation, not scored: {describe_search(path, request.name)}"
            yield Skipped(path, reason, failed=True)


def _is_in(path: str, others: Iterable[str]) -> bool:
    """Return whether a file is one of these, or in one of these folders."""
    place = absolute_path(path)
    return any(place == other or is_inside(place, other) for other in others)


def _check_language(tasks: Sequence[Task]) -> None:
    for task in tasks:
        if task.settings.target_lang != tasks[0].settings.target_lang:
            first = f"{tasks[0].path} into {tasks[0].settings.target_lang}"
            raise FileError(task.path, f"is translated into {task.settings.target_lang}, {first}: score them apart")


def _find(tasks: Sequence[Task], request: ScoreRequest, other: str) -> Counterparts:
    language = tasks[0].settings.target_lang if tasks else "en"
    return find_counterparts([task.path for task in tasks], request.texts.paths, other, language)


def _list_found(task: Task, counterparts: Iterable[Counterparts]) -> tuple[str, ...]:
    return tuple(one.found[task.path] for one in counterparts if task.path in one.found)


def _is_whole(job: Job, request: ScoreRequest) -> bool:
    """Return whether a translation has all that it is to be compared with."""
    return len(job.references) == len(request.references) and len(job.others) == len(request.against)


def read_lines(path: str, task: Task) -> Lines:
    """Return the lines of a reference of a task, or of another translation. Raises FileError where it will not do."""
    settings = task.settings
    try:
        form = task.format if suffix(path) == suffix(task.path) else ""
        texts = load_file(path, replace(make_options(settings, settings.target_lang), format=form))
    except ReadError as error:
        raise FileError(path, error) from error
    lines = list_lines(path, texts)
    guess = guess_language("\n".join(line.text for line in lines.lines))
    expected = settings.target_lang.partition("-")[0].lower()
    if guess != (expected if expected in _TOLD_BY_SCRIPT else "en"):
        what = "another language" if guess == "en" else guess
        raise FileError(path, f"is written in {what}, not in {settings.target_lang}: name a translation")
    return lines
