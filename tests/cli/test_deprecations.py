"""A name that went out of use is understood for a while, and a line on stderr says what to write instead."""

from pathlib import Path

import pytest
from command_line import run, write

from align import deprecations
from align.config.file import load_config
from align.config.model import build_schema
from align.deprecations import DEPRECATED, Deprecated
from align.linter.registry import all_rules, find_rule

ROWS = (
    Deprecated("command", "stale", "check --stale", "1.2"),
    Deprecated("command", "baseline create", "baseline", "1.2"),
    Deprecated("option", "--only", "--select", "1.3", "check"),
    Deprecated("option", "--isolated", "--config none", "1.2"),
    Deprecated("key", "threshold", "fail-on", "1.2"),
    Deprecated("key", "match", "text", "1.2", "allow"),
    Deprecated("value", "serious", "error", "1.4", "fail-on"),
    Deprecated("rule", "word-twice", "doubled-word", "1.4"),
)
FAULTY = "The the mine reopened.\n"


@pytest.fixture(autouse=True)
def _deprecate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deprecations, "DEPRECATED", ROWS)
    write(folder / "a.txt", FAULTY)


ONLY = "aligncheck: the option '--only' of check is deprecated since version 1.3: write '--select'\n"
RULE = "aligncheck: the rule 'word-twice' is deprecated since version 1.4: write 'doubled-word'\n"
VALUE = "aligncheck: the value 'serious' of fail-on is deprecated since version 1.4: write 'error'\n"
ISOLATED = "aligncheck: the option '--isolated' is deprecated since version 1.2: write '--config none'\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a.txt --only doubled-word", "a.txt --select doubled-word", ONLY),
        ("check a.txt --only=doubled-word --only mojibake", "a.txt --select doubled-word,mojibake", ONLY),
        ("a.txt --select word-twice,mojibake", "a.txt --select doubled-word,mojibake", RULE),
        ("a.txt --ignore word-twice", "a.txt --ignore doubled-word", RULE),
        ("a.txt --fail-on serious", "a.txt --fail-on error", VALUE),
        ("a.txt --fail-on=serious --isolated", "a.txt --fail-on error --config none", ISOLATED + VALUE),
        ("rules word-twice", "rules doubled-word", RULE),
    ],
)
@pytest.mark.parametrize("form", ["concise", "json"])
def test_the_old_name_does_what_the_new_one_does(old: str, new: str, told: str, form: str) -> None:
    more = () if old.startswith("rules") else ("--output-format", form, "--strict")
    with_new, with_old = run(*new.split(), *more), run(*old.split(), *more)
    assert (with_old.exit_code, with_old.stdout) == (with_new.exit_code, with_new.stdout)
    assert (with_new.stderr, sorted(with_old.stderr.splitlines())) == ("", sorted(told.splitlines()))


def test_commands() -> None:
    created = run("baseline", "create", "a.txt")
    assert (created.exit_code, "1 error recorded" in created.stdout) == (0, True)
    assert created.stderr == (
        "aligncheck: the command 'baseline create' is deprecated since version 1.2: write 'baseline'\n"
    )
    assert run("stale", "a.txt", "--stored").stderr.endswith(
        "aligncheck: the command 'stale' is deprecated since version 1.2: write 'check --stale'\n"
    )


def test_a_configuration(folder: Path) -> None:
    text = 'threshold = "serious"\nignore = ["word-twice"]\nallow = [{match = "x", reason = "word-twice"}]\n'
    write(folder / "aligncheck.toml", f'{text}\n[severity]\nword-twice = "info"\n')
    result = run("a.txt")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "aligncheck: the key 'threshold' is deprecated since version 1.2: write 'fail-on'",
        VALUE.strip(),
        RULE.strip(),
        "aligncheck: the key 'match' of allow is deprecated since version 1.2: write 'text'",
    ]
    config = load_config(folder / "aligncheck.toml")
    assert (config.fail_on, config.ignore) == ("error", ("doubled-word",))
    assert [(one.text, one.reason) for one in config.allow] == [("x", "word-twice")]
    deprecations.take_warnings()
    write(folder / "aligncheck.toml", 'threshold = "error"\nfail-on = "info"\n')
    result = run("a.txt")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        f"aligncheck: {folder}/aligncheck.toml: threshold: is called 'fail-on' now, which is there, too: delete it",
    )
    schema = build_schema()
    assert schema["properties"]["threshold"] == {
        **schema["properties"]["fail-on"],
        "description": "the key 'threshold' is deprecated since version 1.2: write 'fail-on'",
    }
    assert "word-twice" in schema["$defs"]["rule"]["enum"]


def test_options_in_one_string_and_comments() -> None:
    recorded = run("baseline", "a.txt", "--options", "--only word-twice")
    assert (recorded.exit_code, recorded.stderr) == (0, ONLY + RULE)
    write(Path("b.md"), f"<!-- aligncheck: allow word-twice: a title -->\n{FAULTY}")
    assert (run("b.md", "--strict").exit_code, run("b.md", "--strict").stderr) == (0, "")


def test_what_looks_like_an_old_name_and_is_none_stays() -> None:
    assert deprecations.replace_in_words("check", ["a.txt", "--", "--only"]) == ["a.txt", "--", "--only"]
    assert run("score", "--only").stderr.startswith("aligncheck: No such option")
    assert deprecations.replace_in_words("check", ["--options", "--only x", "serious"]) == [
        "--options",
        "--only x",
        "serious",
    ]


def test_the_rows_of_today_lead_to_names_of_today() -> None:
    for row in DEPRECATED:
        if row.kind == "rule":
            assert row.old not in all_rules()
            assert find_rule(row.old).name == row.new
        elif row.kind == "option":
            assert row.new.startswith("-")
