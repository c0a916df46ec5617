"""A text, as a file of any format holds it."""

from functools import cache
from pathlib import Path
from random import Random

from faults import expect_clear_errors, require
from mutation import make_odd_bytes
from recipes import make_bytes
from reports import check_places, check_result

from align.commands.baseline import Baselines
from align.commands.check import check_file
from align.commands.fix import Wish, find_new, fix_item
from align.config.glossaries import Glossaries
from align.config.settings import Settings
from align.inputs.tasks import Task
from align.linter.registry import all_rules
from align.model import Severity
from glossary.storage.decoding import decode
from targets import BadCaseError, Case, Observed

_NAMES = ("a.txt", "a.txt", "a.md", "a.md", "a.en.txt", "a.jsonl", "a.tsv")
_BETWEEN = "On 2023-05-12 ( it ) rose to$3000，he said the the mine, to摆脱.\n".encode()

GLOSSARIES = Glossaries()
"""The glossary of the settings, read once."""


def make(random: Random) -> Case:
    """A name and what the file holds."""
    return {"name": random.choice(_NAMES), "content": make_odd_bytes(random)}


def check(case: Case, folder: Path) -> Observed:
    """Check the text twice, another one in between."""
    match case:
        case {"name": str(name), "content": content, **options} if name:
            return _check(name, make_bytes(content), options.get("encoding"))
    raise BadCaseError


def _check(name: str, data: bytes, encoding: object) -> Observed:
    task, said = Task(name, settings=find_settings(str(encoding) if encoding else None)), list[str]()
    with expect_clear_errors(said):
        first = check_file(task, GLOSSARIES, data)
        check_file(Task("b.txt", settings=task.settings), GLOSSARIES, _BETWEEN)
        require(check_file(task, GLOSSARIES, data) == first, "another result after another text")
        observed = check_result(first, len(data))
        fix_twice(task, data)
        if name.endswith(".txt") and not first.skipped:
            check_places(first, decode(data, task.settings.encoding))
        return observed
    return {"said": said}


def fix_twice(task: Task, data: bytes) -> None:
    """Fix all that can be fixed; a second time nothing may be left to fix."""
    fixed = fix_item(task, Wish(min_severity=Severity.INFO), Baselines(isolated=True), GLOSSARIES, data)
    again = fix_item(task, Wish(min_severity=Severity.INFO), Baselines(isolated=True), GLOSSARIES, fixed.new)
    require(not again.is_changed, "fixed twice is not fixed once")
    require(not find_new(fixed.first, fixed.last), "fixing left something new")


@cache
def find_settings(encoding: str | None = None) -> Settings:
    """Settings under which every rule runs."""
    glossary = Path(__file__).parent.parent.parent / "seeds" / "glossary.csv"
    return Settings(tuple(all_rules()), glossaries=(str(glossary),), encoding=encoding)
