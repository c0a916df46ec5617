"""Results in the cache: the answer of a check, or none; whatever has changed, and whatever is in the cache."""

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from roots import ROOT

import align.commands.check
from align.cli import main
from align.commands import cached_results
from align.commands.cached_results import PACKAGES, Basis, CachedResults, Question, identify_program
from align.commands.check import check_file, check_files, make_checker
from align.commands.jobs import Job
from align.commands.plain_data import build_reader, to_plain
from align.commands.results import Outcome, Result
from align.commands.work import Work
from align.config.settings import Request, Settings
from align.errors import AligncheckError
from align.inputs.fixed_pairs import FixedPair
from align.inputs.history import Version
from align.inputs.tasks import Task
from align.linter import registry
from align.linter.checklist import Entry
from align.linter.context import Context
from align.linter.scanner import check_documents
from align.linter.suppression import Allow
from align.memory.evidence import Evidence
from align.model import Diagnostic, Document, Edit, Excerpt, Finding, Fix, Location, Severity, Span, Suggestion
from glossary.pack.tables import Pack
from glossary.storage import cache
from glossary.storage.build import digest_build

FAULTY = "The the mine in Ganzhou reopened.\n"


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and a folder of texts beside it to be in."""
    (tmp_path / "texts").mkdir()
    monkeypatch.chdir(tmp_path / "texts")
    monkeypatch.delenv("ALIGNCHECK_NO_CACHE")
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were checked, not looked up."""
    paths: list[str] = []

    def check(task: Task, *rest: Any) -> Result:
        paths.append(task.path)
        return check_file(task, *rest)

    monkeypatch.setattr(align.commands.check, "check_file", check)
    return paths


def check(*paths: str, **options: Any) -> Outcome:
    return check_files(Request(paths or (".",), use_cache=True, **options))


def list_entries(folder: Path) -> list[Path]:
    return sorted((folder / "results").iterdir())


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.just("\ud800 lone")
SPANS = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
NUMBERS = st.integers(0, 10**6)
FIXES = st.builds(Fix, st.booleans(), st.lists(st.builds(Edit, NUMBERS, NUMBERS, TEXTS), max_size=2).map(tuple))
FINDINGS = st.builds(
    Finding,
    rule=TEXTS,
    severity=st.sampled_from(Severity),
    mqm=TEXTS,
    message=TEXTS,
    span=SPANS,
    suggestions=st.lists(st.builds(Suggestion, TEXTS, TEXTS, st.floats(0, 1)), max_size=2).map(tuple),
    fix=st.none() | FIXES,
    confidence=st.none() | st.floats(0, 1),
    source_text=TEXTS,
    source_span=st.none() | SPANS,
    source_offset=NUMBERS,
)
LOCATIONS = st.builds(Location, st.none() | TEXTS, NUMBERS, NUMBERS, st.none() | NUMBERS)
DIAGNOSTICS = st.builds(
    Diagnostic,
    FINDINGS,
    TEXTS,
    LOCATIONS,
    LOCATIONS,
    TEXTS,
    st.builds(Excerpt, TEXTS, NUMBERS, NUMBERS),
    st.none() | FIXES,
    TEXTS,
)


@given(DIAGNOSTICS)
def test_a_diagnostic_is_the_same_after_json(diagnostic: Diagnostic) -> None:
    text = json.dumps(to_plain(diagnostic))
    assert repr(build_reader(Diagnostic)(json.loads(text))) == repr(diagnostic)


@pytest.mark.parametrize("value", [None, 1, [], [1, 2], [None] * 8, ["x"] * 8, {"__class__": "os.system"}])
def test_what_has_another_shape_is_no_diagnostic(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        build_reader(Diagnostic)(value)


def test_what_has_not_changed_is_looked_up(checked: list[str], cache_folder: Path) -> None:
    Path("a.txt").write_text(FAULTY)
    Path("b.txt").write_text("The mine closed.\n")
    first = check()
    assert checked == ["a.txt", "b.txt"]
    assert repr(check()) == repr(first)
    assert checked == ["a.txt", "b.txt"]
    assert len(list_entries(cache_folder)) == 2
    assert (cache_folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")
    Path("b.txt").write_text(FAULTY)
    assert [found.path for found in check().report.diagnostics] == ["a.txt", "b.txt"]
    assert checked == ["a.txt", "b.txt", "b.txt"]
    assert repr(check_files(Request((".",)))) == repr(check())
    assert checked == ["a.txt", "b.txt", "b.txt", "a.txt", "b.txt"]


def test_the_command_uses_the_cache_unless_told_not_to(checked: list[str]) -> None:
    Path("a.txt").write_text(FAULTY)
    run = CliRunner().invoke
    outputs = [run(main, ["a.txt", *options]).stdout for options in ([], [], ["--no-cache"], [])]
    assert outputs == [outputs[0]] * 4
    assert checked == ["a.txt"] * 2
    assert run(main, ["a.txt"], env={"ALIGNCHECK_NO_CACHE": "1"}).stdout == outputs[0]
    assert checked == ["a.txt"] * 3


def test_the_same_text_in_another_clone_is_looked_up(checked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        Path(name).mkdir()
        Path(name, "a.txt").write_text(FAULTY)
        Path(name, "aligncheck.toml").write_text('[[allow]]\npaths = ["b.txt"]\n')
    monkeypatch.chdir("one")
    first = check("a.txt").report
    monkeypatch.chdir("../two")
    assert repr(check("a.txt").report) == repr(first)
    assert checked == ["a.txt"]
    check("./a.txt")
    check(str(Path("a.txt").absolute()))
    assert checked == ["a.txt", str(Path("a.txt").absolute())]


def test_entries_of_the_configuration_keep_their_lines() -> None:
    Path("a.txt").write_text(FAULTY)
    Path("aligncheck.toml").write_text('[[allow]]\ntext = "never"\n')
    check()
    Path("aligncheck.toml").write_text('# the essays\n\n[[allow]]\ntext = "never"\n')
    assert [entry.line for entry in check().report.unused_allows] == [3]


def test_what_cannot_be_read_is_not_kept(cache_folder: Path) -> None:
    Path("a.txt").write_text(FAULTY)
    Path("a.zh.txt").write_bytes("她来了。".encode("gb18030") + b"\xff\xff\xff")
    outcomes = [repr(check("a.txt", encoding="utf-8")) for _ in range(2)]
    assert outcomes[0] == outcomes[1] == repr(check_files(Request(("a.txt",), encoding="utf-8")))
    assert "not UTF-8" in outcomes[0] or "failed=True" in outcomes[0]
    assert not (cache_folder / "results").exists()


SETTINGS: dict[str, object] = {
    "rules": ("doubled-word",),
    "preview": True,
    "severities": (("doubled-word", Severity.INFO),),
    "allow": (Allow("the the"),),
    "glossaries": ("terms.csv",),
    "dictionary": "small.u8",
    "columns": (("terms.csv", "zh=1,en=2"),),
    "source_lang": "ja",
    "target_lang": "de",
    "encoding": "utf-8",
    "threshold": Severity.ERROR,
    "weights": (("error", 2.0),),
    "folder": "/elsewhere",
    "configuration": "aligncheck.toml",
    "memory": "house.sqlite",
    "baseline": "known.jsonl",
    "source": ("zh/{name}.txt",),
    "checklist": (Entry("mine"),),
    "packs": (Pack("house-pack", "0123", ()),),
    "rule_packages": ("house",),
    "options": (Entry("pit"),),
    "jobs": 2,
    "text_columns": "source=C,target=D",
    "parts": ("attributes",),
    "targets": ("en", "fr"),
}
NO_SAY: dict[str, object] = {"checklist_files": ("/elsewhere/list.csv",), "origins": (("ignore", ("a.toml",)),)}
TASKS: dict[str, object] = {
    "path": "b.txt",
    "language": "en-GB",
    "source": "s.zh.txt",
    "source_language": "zh-TW",
    "settings": Settings(),
    "is_doubtful": True,
    "is_among_sources": True,
    "with_pages": True,
    "format": ".html",
    "source_format": ".html",
    "fixed": (FixedPair("矿。", "A mine."),),
    "lacks_source": True,
    "is_met": True,
    "earlier": Version("v1", b"o", b"t"),
    "evidence": Evidence(known=("Yunhe",)),
}


def ask(task: Task, folder: Path, text: str = FAULTY, source: bytes | None = None) -> str:
    question = CachedResults(folder).ask(Job(task, text.encode(), source))
    assert question
    return question.key


def test_each_part_of_a_question_makes_another(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {*SETTINGS, *NO_SAY} == {field.name for field in fields(Settings)}
    assert set(TASKS) == {field.name for field in fields(Task)}
    monkeypatch.setattr(registry, "_added", {"house": {}})
    Path("terms.csv").write_text("zh,en\n矿,mine\n")
    Path("small.u8").write_text("礦 矿 [kuang4] /mine/\n", "utf-8")
    base = Task("a.txt")
    keys = [ask(base, cache_folder), ask(base, cache_folder, "The mine.\n")]
    for name, value in SETTINGS.items():
        keys.append(ask(replace(base, settings=replace(Settings(), **{name: value})), cache_folder))  # type: ignore[arg-type]
    elsewhere = Allow("the the", paths=("a.txt",), folder="/elsewhere")
    for entry in (elsewhere, replace(elsewhere, folder="/nowhere"), replace(elsewhere, folder="")):
        keys.append(ask(replace(base, settings=Settings(allow=(entry,), folder="/news")), cache_folder))
    assert ask(replace(base, settings=replace(Settings(), **NO_SAY)), cache_folder) == keys[0]  # type: ignore[arg-type]
    for name, value in TASKS.items():
        if name != "settings":
            keys.append(ask(replace(base, **{name: value}), cache_folder, source=b"s"))  # type: ignore[arg-type]
    for version in (Version("v1", b"p", b"t"), Version("v1", b"o"), Version("v2", b"o", b"t")):
        keys.append(ask(replace(base, earlier=version), cache_folder, source=b"s"))
    keys.append(ask(replace(base, source="s.zh.txt"), cache_folder, source=b"t"))
    with_terms = replace(base, settings=Settings(glossaries=("terms.csv",)))
    Path("terms.csv").write_text("zh,en\n矿,pit\n")
    keys.append(ask(with_terms, cache_folder))
    Path("terms.csv").unlink()
    keys.append(ask(with_terms, cache_folder))
    Path("small.u8").write_text("礦 矿 [kuang4] /pit/\n", "utf-8")
    keys.append(ask(replace(base, settings=Settings(dictionary="small.u8")), cache_folder))
    monkeypatch.setattr(cached_results, "identify_program", lambda: "another")
    keys.append(ask(base, cache_folder))
    assert len(set(keys)) == len(keys)


def test_another_version_of_anything_is_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def identify() -> str:
        identify_program.cache_clear()
        return identify_program()

    found = [identify()]
    assert identify() == found[0]
    for package in PACKAGES:
        with monkeypatch.context() as patch:
            patch.setattr("importlib.metadata.version", lambda name, package=package: str(name == package))
            found.append(identify())
    for target, value in (
        ("align.commands.cached_results.digest_build", lambda *folders: "9"),
        ("sys.version", "4"),
        ("sys.platform", "x"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(target, value)
            found.append(identify())
    assert len(set(found)) == len(found)
    identify_program.cache_clear()


def install(root: Path, code: str) -> Path:
    """Install a build of version 0.1.0, as pip does: the record of the installation is written last."""
    lines = []
    for name, content in {"align/a.py": code, "glossary/data/b.tsv": "b\n", "align/__pycache__/a.pyc": code}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
        os.utime(root / name, (1, 1))
        lines.append(f"{name},sha256={sha256(content.encode()).hexdigest()},{len(content)}\n")
    record = root / "aligncheck-0.1.0.dist-info/RECORD"
    record.parent.mkdir(exist_ok=True)
    record.write_text("".join(lines))
    os.utime(record, (1, 1))
    return root


def test_two_builds_of_one_version_are_two_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = install(tmp_path / "site-packages", "old")
    monkeypatch.setattr(cached_results, "digest_build", partial(digest_build, root=root))
    Path("a.txt").write_text(FAULTY)
    found = []
    for code, mqm in (("old", "old"), ("new", "new"), ("old", "old")):
        install(root, code)
        identify_program.cache_clear()
        change_findings(monkeypatch, mqm)
        found += [one.finding.mqm for one in check("a.txt").report.diagnostics]
    assert found == [f"accuracy/version-{version}" for version in ("old", "new", "old")]
    identify_program.cache_clear()


def test_a_build_is_known_by_its_record_as_long_as_that_says_what_is_installed(tmp_path: Path) -> None:
    folders = ("align", "glossary")
    one, same = (install(tmp_path / name, "old") for name in ("one", "two"))
    found = [digest_build(*folders, root=one), digest_build("glossary", root=one)]
    (same / "align/__pycache__/a.pyc").write_text("another Python")
    assert digest_build(*folders, root=same) == found[0]
    (one / "align/a.py").write_text("mended where it is installed")
    found.append(digest_build(*folders, root=one))
    install(one, "old")
    (one / "align/added.py").touch()
    os.utime(one / "align/added.py", (1, 1))
    found.append(digest_build(*folders, root=one))
    (same / "aligncheck-0.1.0.dist-info/RECORD").unlink()
    found.append(digest_build(*folders, root=same))
    (same / "align/a.py").write_text("new")
    found.append(digest_build(*folders, root=same))
    (tmp_path / "both.zip").write_bytes(b"PK")
    found.append(digest_build(*folders, root=tmp_path / "both.zip"))
    assert len(set(found)) == len(found)


def test_the_packages_that_have_a_say_are_those_that_are_used() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [
        *project["dependencies"],
        *project["optional-dependencies"]["cedict"],
        *project["optional-dependencies"]["pdf"],
    ]
    used = {line.partition(";")[0].partition(">")[0].partition("=")[0].strip() for line in named}
    others = {
        "click",
        "filelock",
        "platformdirs",
        "sacrebleu",
        "threadpoolctl",
    }  # options, locks, folders, scores, threads
    assert set(PACKAGES) == used - others


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda data: b"",
    lambda data: data[: len(data) // 2],
    lambda data: data[:-1],
    lambda data: data.replace(b"doubled", b"trebled"),
    pickle.dumps,
    lambda data: b"\xff" * len(data),
    lambda data: sign(b"[]"),
    lambda data: sign(b"not json"),
    lambda data: sign(b"[" * 100_000),
    lambda data: sign(data.partition(b"\n")[2].replace(b'"a.txt"', b"1")),
    lambda data: sign(data.partition(b"\n")[2].replace(b",[],", b",[5],", 1)),
    lambda data: sign(b'["another' + data.partition(b"\n")[2][9:]),
]


def sign(body: bytes) -> bytes:
    """An entry whose digest fits."""
    return sha256(body).hexdigest().encode() + b"\n" + body


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_written_anew(
    damage: Callable[[bytes], bytes], checked: list[str], cache_folder: Path
) -> None:
    Path("a.txt").write_text(FAULTY)
    first = check("a.txt")
    (entry,) = list_entries(cache_folder)
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert repr(check("a.txt")) == repr(first)
    assert checked == ["a.txt"] * 2
    assert entry.read_bytes() == whole


def test_an_entry_under_another_name_is_no_answer(checked: list[str], cache_folder: Path) -> None:
    Path("a.txt").write_text(FAULTY)
    check("a.txt")
    (entry,) = list_entries(cache_folder)
    Path("a.txt").write_text("The mine closed.\n")
    key = ask(Task("a.txt", settings=Settings(rules=None)), cache_folder)
    assert not entry.with_name(f"{key}.json").exists()
    question = Question(key, Basis("", "", ""))
    entry.rename(entry.with_name(f"{key}.json"))
    assert CachedResults(cache_folder / "results").find(question, Settings()) is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_who_is_killed_while_writing_leaves_a_cache_that_works(checked: list[str], cache_folder: Path) -> None:
    Path("a.txt").write_text(FAULTY)
    first = check("a.txt")
    (entry,) = list_entries(cache_folder)
    whole = entry.read_bytes()
    for name in (entry.name, "0" * 64 + ".json"):
        code = f"""
import os, signal
from pathlib import Path
from glossary.storage.cache import write
def pieces():
    yield b"x" * 100_000
    os.kill(os.getpid(), signal.SIGKILL)
write(Path({str(entry.parent)!r}, {name!r}), pieces())
"""
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    assert entry.read_bytes() == whole
    assert len(list_entries(cache_folder)) == 3
    assert repr(check("a.txt")) == repr(first)
    assert checked == ["a.txt"]
    assert cache.clear().files == 3


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, checked: list[str]) -> None:
    Path("a.txt").write_text(FAULTY)
    (tmp_path / "cache").write_text("no folder")
    assert repr(check("a.txt")) == repr(check("a.txt")) == repr(check_files(Request(("a.txt",))))
    assert checked == ["a.txt"] * 3
    assert CliRunner().invoke(main, ["a.txt", "--quiet"]).stderr == ""


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch, checked: list[str]) -> None:
    def find() -> Path:
        raise OSError(2, "there is no home folder")

    monkeypatch.setattr(cache, "find_cache_folder", find)
    Path("a.txt").write_text(FAULTY)
    assert repr(check("a.txt")) == repr(check("a.txt"))
    assert checked == ["a.txt"] * 2


def test_what_changes_while_it_is_checked_is_not_taken_for_what_it_was() -> None:
    """A text is what it was when it was read; a glossary, which is read twice, has to be the same both times."""
    Path("a.txt").write_text(FAULTY)
    Path("terms.csv").write_text("zh,en\n矿,mine\n")

    def make() -> Callable[[Job], Result]:
        Path("a.txt").write_text("The mine closed.\n")
        Path("terms.csv").write_text("zh,en\n矿,pit\n")
        return make_checker()

    def run(make: Callable[[], Callable[[Job], Result]], names: tuple[str, ...]) -> int:
        task = Task("a.txt", settings=Settings(glossaries=names))
        (result,) = Work(make, use_cache=True).do([task])
        return len(result.diagnostics)

    assert run(make, ()) == 0  # it is read when its turn comes
    Path("a.txt").write_text(FAULTY)
    assert [run(make_checker, ()) for _ in range(2)] == [1, 1]
    Path("terms.csv").write_text("zh,en\n矿,mine\n")
    assert run(make, ("terms.csv",)) == 0
    results = cache.find_cache_folder() / "results"
    assert len(list_entries(results.parent)) == 2  # none with the glossary


def test_pairs_that_change_before_they_are_read_are_not_taken_for_what_they_were(checked: list[str]) -> None:
    """A file of pairs is read while it is checked, not when it is asked whether its result is known."""
    path, old, new = Path("a.jsonl"), '{"target": "The the mine."}\n', '{"target": "The mine."}\n'
    path.write_text(old)

    def make() -> Callable[[Job], Result]:
        check = make_checker()

        def change_and_check(job: Job) -> Result:
            path.write_text(new)
            return check(job)

        return change_and_check

    (result,) = Work(make, use_cache=True).do([Task("a.jsonl")])
    assert not result.diagnostics
    for text, count in ((old, 1), (new, 0)) * 2:
        path.write_text(text)
        assert len(check("a.jsonl").report.diagnostics) == count
    assert len(checked) == 3


PAIRS = [
    {"source": "它耗资2510亿元。", "target": "It costs 25.1 billion yuan."},
    {"source": "矿山关闭。", "target": "The mine lay lay shut."},
    {"source": "他来了。", "target": "He came."},
    {"target": "The the mine 矿 shut."},
]


def write_pairs(*pairs: dict[str, str]) -> None:
    Path("pairs.jsonl").write_text("".join(json.dumps(one) + "\n" for one in pairs), encoding="utf-8")


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that rules looked at."""
    texts: list[str] = []

    def look(asked: Sequence[tuple[Document, Context]], *rest: Any) -> list[list[Finding]]:
        texts.extend(document.text for document, _ in asked)
        return check_documents(asked, *rest)

    monkeypatch.setattr(align.commands.check, "check_documents", look)
    return texts


def test_after_an_edit_the_pairs_that_are_new_are_checked(looked_at: list[str]) -> None:
    write_pairs(*PAIRS)
    assert len(check("pairs.jsonl").report.diagnostics) == 4
    new = {"target": "He he came."}
    for pairs, fresh in (
        ([*PAIRS[:2], new, PAIRS[3]], ["He he came."]),
        ([PAIRS[3], new, *PAIRS[:2]], []),
        ([PAIRS[0] | {"source": ""}], ["It costs 25.1 billion yuan."]),
    ):
        write_pairs(*pairs)
        looked_at.clear()
        found = check("pairs.jsonl")
        assert looked_at == fresh
        looked_at.clear()
        assert found == check_files(Request(("pairs.jsonl",)))
        assert len(looked_at) == len(pairs)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("aligncheck.toml", 'ignore = ["doubled-word"]\n'),
        ("aligncheck.toml", 'glossaries = ["terms.csv"]\n[severity]\ndoubled-word = "info"\n'),
        ("aligncheck.toml", '[[checklist]]\ntarget = "mine"\nmust = "not occur"\n'),
        ("aligncheck.toml", 'packs = ["house"]\n'),
        ("aligncheck.toml", 'dictionary = "words.txt"\n'),
        ("terms.csv", "zh,en,status\n矿山,mine,forbidden\n"),
        ("version", "2"),
    ],
)
def test_pairs_of_another_check_are_not_taken_for_this_one(
    name: str, text: str, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("house/zh").mkdir(parents=True)
    Path("house/zh/surnames.tsv").write_text("surname\treadings\toverseas\tcommon\n欧\tou\t\tyes\n", "utf-8")
    Path("words.txt").write_text("# CC-CEDICT\n礦 矿 [kuang4] /ore/\n", encoding="utf-8")
    edit("terms.csv", "zh,en\n矿山,pit\n")
    edit("aligncheck.toml", 'glossaries = ["terms.csv"]\n')
    write_pairs(*PAIRS)
    check("pairs.jsonl")
    edit(name, text)
    if name == "version":
        monkeypatch.setattr(cached_results, "digest_build", lambda *folders: text)
        change_findings(monkeypatch, text)
    identify_program.cache_clear()
    write_pairs(*PAIRS[1:])
    looked_at.clear()
    found = answer(Request(("pairs.jsonl",), use_cache=True))
    identify_program.cache_clear()
    assert (found, looked_at) == (answer(Request(("pairs.jsonl",))), [one["target"] for one in PAIRS[1:]] * 2)


def test_a_damaged_table_of_pairs_is_made_again(looked_at: list[str], cache_folder: Path) -> None:
    write_pairs(*PAIRS)
    check("pairs.jsonl")
    (table,) = cache_folder.glob("results/*.pairs.json")
    for data in (b"", b"x\n{}", b"[" * 9_999, sha256(b"[1]").hexdigest().encode() + b"\n[1]"):
        table.write_bytes(data)
        write_pairs(*PAIRS, {"target": f"He came {len(data)} times."})
        looked_at.clear()
        check("pairs.jsonl")
        assert len(looked_at) == 5


def test_a_page_is_made_of_what_is_known(checked: list[str]) -> None:
    Path("a.txt").write_text(FAULTY)
    first, again = (check(with_pages=True) for _ in range(2))
    assert (checked, first) == (["a.txt"], again)
    assert first.report.pages == again.report.pages != ()


def test_what_was_of_no_use_for_longest_is_dropped(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    folder.mkdir()

    def fill() -> None:
        for number in range(10):
            (folder / str(number)).write_bytes(b"x" * 10)
            os.utime(folder / str(number), (number, number))

    def prune(most_files: int, most_bytes: int) -> list[str]:
        cache.prune(folder, most_files, most_bytes)
        return sorted(path.name for path in folder.iterdir())

    fill()
    assert prune(10, 100) == list("0123456789")
    cache.touch(folder / "0")
    assert prune(5, 1000) == list("0789")
    fill()
    assert prune(1000, 50) == list("6789")
    cache.prune(tmp_path / "nowhere")


def test_the_run_that_writes_keeps_the_cache_small(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pruned: list[Path] = []
    monkeypatch.setattr(cache, "prune", pruned.append)
    Path("a.txt").write_text(FAULTY)
    check("a.txt")
    assert pruned == [cache_folder / "results"]
    check("a.txt")
    assert len(pruned) == 1


def test_what_is_cleared_is_counted(cache_folder: Path) -> None:
    Path("a.txt").write_text(FAULTY)
    check("a.txt")
    result = CliRunner().invoke(main, ["cache", "clear"])
    assert (result.exit_code, result.stdout) == (0, "deleted 1 file, 0.0 MB\n")
    assert list_entries(cache_folder) == []


EDITS: dict[str, list[str | None]] = {
    "a.txt": [
        FAULTY,
        "The mine closed.\n",
        "The mine closed.\r\n",
        "\ufeff" + FAULTY,
        "It cost 5 yuan,he said.\n",
        None,
    ],
    "c.jsonl": ['{"target": "The the mine."}', '{"target": "The mine."}\n', '{"target": "The the mine."}\n{', None],
    "b.en.txt": ["The the mine closed on May 12.\n", "The mine sold 13 tonnes of ore.\n", "Ore 矿 was sold.\n"],
    "b.zh.txt": ["矿山5月12日关闭。\n", "矿山卖了12吨矿石。\n", None],
    "terms.csv": ["zh,en\n矿山,mine\n", "zh,en\n矿山,pit\n", "zh,en,status\n矿山,pit,preferred\n矿山,mine,forbidden\n"],
    "aligncheck.toml": [
        'glossaries = ["terms.csv"]\n',
        '[severity]\ndoubled-word = "info"\n',
        'ignore = ["doubled-word"]\nglossaries = ["terms.csv"]\n',
        '# a comment\n[[allow]]\ntext = "The the"\n[[allow]]\ntext = "nothing"\n',
        '[[allow]]\ntext = "The the"\n\n[[allow]]\ntext = "nothing"\n',
        '[[allow]]\npaths = ["a.txt"]\nrules = ["doubled-word"]\n',
        'fail-on = "error"\n',
        '[[checklist]]\ntarget = "mine"\nmust = "not occur"\n',
        '[[checklist]]\ntarget = "mine"\nmust = "not occur"\nsuggestion = "pit"\n',
        None,
    ],
}
ONE_EDIT = st.sampled_from(sorted(EDITS)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(EDITS[name])))
REQUESTS = st.sampled_from(
    [
        Request((".",)),
        Request(("a.txt", "b.en.txt")),
        Request(("./b.en.txt",), source="b.zh.txt"),
        Request((".",), config="none"),
        Request((".",), select=("doubled-word", "number-mismatch"), fail_on="never"),
    ]
)


def edit(name: str, text: str | None) -> None:
    """Write a file, or delete it."""
    Path(name).unlink(missing_ok=True)
    if text is not None:
        Path(name).write_bytes(text.encode())


@pytest.mark.full
@given(st.lists(st.tuples(ONE_EDIT, REQUESTS, st.sampled_from(["1", "2"])), min_size=4, max_size=8))
def test_the_cache_never_gives_another_answer(steps: list[tuple[tuple[str, str | None], Request, str]]) -> None:
    for name, texts in EDITS.items():
        edit(name, texts[0])
    with pytest.MonkeyPatch.context() as patch:
        for (name, text), request, version in steps:
            edit(name, text)
            patch.setattr(cached_results, "digest_build", lambda *folders, version=version: version)
            patch.setattr("align.__version__", version)
            identify_program.cache_clear()
            change_findings(patch, version)
            expected, found = (answer(replace(request, use_cache=kept)) for kept in (False, True))
            assert found == expected
    identify_program.cache_clear()


def answer(request: Request) -> str:
    """All that a run says, or what is wrong with it."""
    try:
        return repr(check_files(request))
    except AligncheckError as error:
        return repr(error)


def change_findings(patch: pytest.MonkeyPatch, version: str) -> None:
    """Another version of the program finds other things."""
    from align.rules.linguistic.doubled_word import DoubledWord

    patch.setattr(DoubledWord, "mqm", f"accuracy/version-{version}")
