"""What `score` is asked for: the translations of a run, each with its references and the other translations."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from align.config.settings import Request
from align.errors import FileError, ReadError
from align.inputs.counterparts import find_counterparts
from align.inputs.loading import load_file, make_options
from align.inputs.partners import describe_search
from align.inputs.tasks import Task, plan_tasks
from align.inputs.walking import absolute_path, is_inside
from align.lang.identification import guess_language
from align.model import Skipped
from align.model.formats import suffix
from align.scores.translation.segments import Lines, list_lines

BLOCKS = ("references", "findings", "estimate", "terminology")
"""The blocks of a report, each of which answers a question of its own."""

_TOLD_BY_SCRIPT = ("zh", "ja", "ko")


@dataclass(frozen=True, slots=True)
class ScoreRequest:
    """The translations to score, and what they are compared with: files or folders with a file for each of them.

    `against` are other translations. `blocks` are those to work out. `tolerance` is the penalty for 1,000 words that is
    still accepted (None: not set), `limit` the number of passages to read first (0: all; None: a fifth of the words).
    """

    texts: Request
    references: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    with_ter: bool = False
    blocks: tuple[str, ...] = BLOCKS
    tolerance: float | None = None
    limit: int | None = None

    @property
    def name(self) -> str:
        """Return what the translations are called in a report."""
        return ", ".join(self.texts.paths)


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
    items = [item for item in plan_tasks(request.texts) if not _is_in(item.path, given)]
    tasks = [item for item in items if isinstance(item, Task)]
    skipped = [item for item in items if isinstance(item, Skipped)]
    language = tasks[0].settings.target_lang if tasks else "en"
    for task in tasks:
        if task.settings.target_lang != language:
            first = f"{tasks[0].path} into {language}"
            raise FileError(task.path, f"is translated into {task.settings.target_lang}, {first}: score them apart")
    paths = [task.path for task in tasks]
    references, others = (
        [find_counterparts(paths, request.texts.paths, other, language) for other in named]
        for named in (request.references, request.against)
    )
    for kind, found in (("reference", references), ("translation to compare with", others)):
        skipped += (
            Skipped(entry.path, f"no {kind}: {entry.reason}", failed=True) for one in found for entry in one.missing
        )
    named = {PurePosixPath(entry.path).name for entry in skipped}
    for path in (path for one in references for path in one.unused):
        if PurePosixPath(path).name not in named:
            reason = f"a reference without a translation, not scored: {describe_search(path, request.name)}"
            skipped.append(Skipped(path, reason, failed=True))
    jobs = []
    for task in tasks:
        ours, theirs = (
            tuple(one.found[task.path] for one in found if task.path in one.found) for found in (references, others)
        )
        if len(ours) == len(references) and len(theirs) == len(others):  # else something is missing
            jobs.append(Job(task, ours, theirs))
    return jobs, skipped


def _is_in(path: str, others: Iterable[str]) -> bool:
    """Return whether a file is one of these, or in one of these folders."""
    place = absolute_path(path)
    return any(place == other or is_inside(place, other) for other in others)


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
