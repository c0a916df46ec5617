"""What earlier builds have written is read with the same meaning; what a later one has written is refused in a line.

The builds that wrote `samples/earlier_builds` made fingerprints of version 1, and of version 2.
"""

import json
import shutil
from pathlib import Path

import pytest
from command_line import findings, run, write
from roots import TESTS

from align.config.decisions.files import ACCEPTED_NAME, DEFAULT_NAME, read_findings
from align.config.file import load_config
from align.inputs.recorded_sources import SOURCES_NAME
from glossary.storage import cache

BUILDS = ("fingerprints_1", "fingerprints_2")
NEW = [("en/mine.txt", "number-mismatch", "200")]
"""The finding of the samples that is neither known nor accepted."""
APPLIED = "The the mine reopened yesterday.\n\nIt has 300 workers.\n\nPrices 上涨 rose, he said.\n"
REVIEW = "page.review.json"


SAMPLES = TESTS / "samples/earlier_builds"


@pytest.fixture(params=BUILDS)
def build(request: pytest.FixtureRequest, folder: Path) -> str:
    """The name of a build; its project is in the working folder."""
    name = str(request.param)
    shutil.copytree(SAMPLES / name, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("results", "applied"))
    for path in [*folder.rglob("*.txt"), *folder.rglob("*.json*")]:
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    return name


def apply_as_then(build: str) -> None:
    """Have the text as the build left it when it applied the decisions, and its journal."""
    for name, path in (("mine.txt", "en/mine.txt"), (f"{REVIEW}.undo", f"{REVIEW}.undo")):
        write(Path(path), (SAMPLES / build / "applied" / name).read_bytes().replace(b"\r\n", b"\n"))


def list_files() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def test_what_was_known_and_accepted_stays_so(build: str) -> None:
    before = list_files()
    assert findings("check", "en") == NEW
    shown = run("check", "en", "--strict")
    assert (shown.exit_code, " ".join(shown.stdout.split()).partition("Against ")[2]) == (
        1,
        f"{DEFAULT_NAME}: 1 new, 2 known, 0 no longer there. 1 finding accepted.",
    )
    is_first = build == "fingerprints_1"
    assert ("entered by an earlier version" in shown.stdout) is is_first
    assert list_files() == before
    config = load_config(Path("aligncheck.toml"))
    assert (config.select[:2], config.ignore, config.fail_on) == (
        ("doubled-word", "number-mismatch"),
        ("mojibake",),
        "info",
    )
    assert [(one.text, one.rules, one.reason) for one in config.allow] == [
        ("上海", ("residual-source",), "the text is about the name")
    ]


def test_a_file_that_is_written_again_loses_nothing(build: str) -> None:
    was = {name: read_findings(name) for name in (DEFAULT_NAME, ACCEPTED_NAME)}
    renewed = ", 2 of them renewed" if build == "fingerprints_1" else ""
    assert run("baseline", "en").stdout.splitlines()[0] == (
        f"{DEFAULT_NAME}: 1 warning recorded, 0 dropped, 2 known before{renewed}"
    )
    known, (kept,) = read_findings(DEFAULT_NAME), read_findings(ACCEPTED_NAME)
    assert {(one.rule, one.excerpt) for one in known} == {
        *((one.rule, one.excerpt) for one in was[DEFAULT_NAME]),
        ("number-mismatch", "It has 200 workers."),
    }
    assert {one.version for one in (*known, kept)} == {2}
    assert kept._replace(id="") == was[ACCEPTED_NAME][0]._replace(id="")
    assert (kept.reason, kept.by, kept.at) == ("a word that is quoted", "Ann", "2026-12-01")
    assert findings("check", "en") == []
    assert run("accept", "en/mine.txt:5:8", "--undo").exit_code == 0
    assert findings("check", "en") == [("en/mine.txt", "residual-source", "上涨")]


def test_decisions_are_applied_and_taken_back(build: str) -> None:
    before = Path("en/mine.txt").read_bytes()
    status = "Ann  2 decided  2 changed  2026-11-30\nen/mine.txt: 2 decided, 0 undecided\n"
    assert run("review", "status", REVIEW).stdout == f"{status}0 contradictions, 0 undecided\n"
    assert run("review", "apply", REVIEW).stdout == "en/mine.txt: 2 changed, 0 accepted, 0 done before\n"
    assert Path("en/mine.txt").read_text("utf-8") == APPLIED
    assert run("review", "undo", REVIEW).exit_code == 0
    assert Path("en/mine.txt").read_bytes() == before


def test_what_an_earlier_build_applied_is_known_and_taken_back(build: str) -> None:
    before = Path("en/mine.txt").read_bytes()
    apply_as_then(build)
    assert Path("en/mine.txt").read_text("utf-8") == APPLIED
    assert run("review", "apply", REVIEW).stdout == "en/mine.txt: 0 changed, 0 accepted, 2 done before\n"
    assert run("review", "undo", REVIEW).stdout == "en/mine.txt: put back as it was in 1 place\n"
    assert Path("en/mine.txt").read_bytes() == before


def test_a_recorded_source_is_compared(build: str) -> None:
    assert run("check", "en", "--stored", "--stale").exit_code == 0
    source = Path("zh/mine.txt").read_text("utf-8")
    write(Path("zh/mine.txt"), source.replace("300", "350"))
    stale = run("check", "en", "--stored", "--stale")
    assert (stale.exit_code, stale.stdout.splitlines()[:2]) == (
        1,
        ["en/mine.txt:3:1: changed", "  它有[-300-]{+350+}名工人。"],
    )


def test_the_cache_of_another_build_is_not_asked(build: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGNCHECK_NO_CACHE")
    results = cache.find_cache_folder() / cache.RESULTS
    shutil.copytree(SAMPLES / build / "results", results)
    (old,) = results.iterdir()
    answer = old.read_bytes()
    assert b'"doubled-word"' in answer
    write(Path("en/mine.txt"), "The mine reopened yesterday.\n\nIt has 300 workers.\n\nPrices rose.\n")
    assert findings("check", "en") == []
    (own,) = {*results.iterdir()} - {old}
    own.write_bytes(answer)  # under the name of today's answer, it is that to another question
    assert findings("check", "en") == []
    assert old.read_bytes() == answer


@pytest.mark.parametrize(
    ("name", "line", "command"),
    [
        (DEFAULT_NAME, 1, ("check", "en")),
        (DEFAULT_NAME, 1, ("baseline", "en")),
        (ACCEPTED_NAME, 1, ("check", "en")),
        (ACCEPTED_NAME, 1, ("accept", "en/mine.txt:3:8", "--reason", "x")),
        (SOURCES_NAME, 1, ("check", "en", "--stale", "--stored")),
        (SOURCES_NAME, 1, ("check", "en", "--stale", "--record")),
        (REVIEW, 0, ("review", "apply", REVIEW)),
        (REVIEW, 0, ("review", "status", REVIEW)),
        (f"{REVIEW}.undo", 0, ("review", "undo", REVIEW)),
        (f"{REVIEW}.undo", 0, ("review", "apply", REVIEW)),
    ],
)
@pytest.mark.parametrize("build", BUILDS[1:], indirect=True)
def test_a_file_of_a_later_version_is_refused_and_stays(
    build: str, folder: Path, name: str, line: int, command: tuple[str, ...]
) -> None:
    if name.endswith(".undo"):
        apply_as_then(build)
    head, *rest = Path(name).read_text("utf-8").splitlines(keepends=True)
    about = {**json.loads(head), "version": 2}
    if line:
        about["unheard-of"] = {"of": "today"}
    write(Path(name), json.dumps(about, ensure_ascii=False) + "\n" + "".join(rest))
    before = list_files()
    result = run(*command)
    place = f"{name}:{line}" if line else name
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.replace(f"{folder}/", "").endswith(
        f"{place}: is of version 2, this program reads 1: update it\n"
    )
    assert result.stderr.count("\n") == 1
    assert list_files() == before


def test_a_key_of_a_later_configuration_is_refused_in_a_line(folder: Path) -> None:
    write(folder / "a.txt", "They use it.\n")
    write(folder / "aligncheck.toml", 'select = ["mojibake"]\nshadow-rules = true\n')
    result = run("check", "a.txt")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "aligncheck.toml: unknown key 'shadow-rules': " in result.stderr
