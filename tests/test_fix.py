"""Fixing texts: what is meant changes and nothing else, a second run finds nothing to fix, and no finding is new."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked import unmark

from align.commands.baseline import Baselines
from align.commands.fix import Fixed, Wish, find_new, fix_item
from align.config.settings import Settings
from align.inputs.tasks import Task
from align.linter.registry import all_rules
from align.model import Severity

SEEDS = Path(__file__).parent.parent / "seeds"
CODECS = ("utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be")
WORDS = [
    "the",
    "the",
    "mine",
    "reopened",
    "end.The",
    "last",
    "to规避",
    "ten\u200b",
    "hectares",
    "“quoted”",
    '"plain"',
    "it's",
    "Tom’s",
]
SIGNS = [
    "，",
    "。",
    "、",
    "（",
    "）",
    "“",
    "”",
    "‘",
    "’",
    '"',
    "'",
    ":",
    ";",
    ",",
    ".",
    "!",
    "?",
    "%",
    "(",
    ")",
    "％",
    "３５",
    "15:",
    "30",
    "1.2000",
    "12,34",
    "\u3000",
    "\xa0",
    "\ufeff\u200b",
    "'s",
    "，，",
    "。。",
]
SPACES = (" ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\r\n\r\n", "")
BAD = tuple(unmark(bad.text) for rule in all_rules().values() for bad in rule.bad if bad.fixed)
TEXTS = st.lists(st.sampled_from((*WORDS, *SIGNS, *SPACES * 3, *BAD, "â€™", "&amp;")), max_size=12).map("".join)


def fix(data: bytes, name: str = "a.txt", encoding: str | None = "utf-8", unsafe: bool = False) -> Fixed:
    """A text with all that can be fixed; its own rules only, as it has no source."""
    task = Task(name, settings=Settings(encoding=encoding))
    return fix_item(task, Wish(unsafe, Severity.INFO), Baselines(isolated=True), data=data)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_fixing_ends_and_finds_nothing_new(text: str) -> None:
    fixed = fix(text.encode())
    again = fix(fixed.new)
    assert (again.count, again.new) == (0, fixed.new)
    assert not find_new(fixed.first, fixed.last), (text, fixed.new.decode())
    assert len(fixed.last.diagnostics) <= len(fixed.first.diagnostics)
