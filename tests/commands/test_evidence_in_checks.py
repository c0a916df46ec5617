"""A check with a memory: evidence is looked up before it, and shows when an earlier result still holds."""

import json
import os
from pathlib import Path

import pytest
from command_line import run, write
from memories import make_document, write_memory
from reviewing import decide, save

from align.commands.check import check_data, check_file, check_files
from align.commands.memory import showing
from align.config.settings import Request
from align.errors import FileError
from align.inputs import evidence
from align.inputs.evidence import add_evidence
from align.inputs.tasks import Task, plan_tasks
from align.memory.counting import DocumentCounts, RenderingCount, TermCount
from align.memory.evidence import MemoryDocument
from align.memory.store import Store
from align.server.languagetool import Checker, parse_question
from align.server.texts import Text, TextChecker
from glossary.storage import cache

SOURCE = "记者周一参观了储能电站。\n工程师说，这里很安静。\n"
TARGET = "Reporters visited the power reservoir on Monday.\nIt is quiet here, an engineer said.\n"
STATION = TermCount("储能电站", 3, 3, (RenderingCount("energy storage station", "energy storage station", 3, 3),))
MARKET = TermCount("市场", 3, 3, (RenderingCount("market", "market", 3, 3),))


@pytest.fixture(autouse=True)
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text with its source, and a memory that the configuration names."""
    monkeypatch.chdir(tmp_path)
    write(Path("n.zh.txt"), SOURCE)
    write(Path("n.en.txt"), TARGET)
    write(Path("aligncheck.toml"), 'memory = "house.sqlite"\n')
    for number in range(3):
        add_document(f"{number}.en.txt", STATION, f"2017-0{number + 1}-01")
    return tmp_path


def add_document(path: str, term: TermCount, date: str) -> None:
    write_memory("house.sqlite", [make_document(path, [("甲。", f"A {path}.")], date, "", DocumentCounts(50, (term,)))])


def list_findings(request: Request) -> list[tuple[str, str]]:
    report = check_files(request).report
    return [(one.finding.rule, one.finding.message) for one in report.diagnostics]


def test_a_file_is_compared_with_the_memory_that_the_configuration_names() -> None:
    expected = (
        "The house writes “energy storage station”: 9 times in 3 documents, last on 2017-03-01; here “power reservoir”."
    )
    assert list_findings(Request(paths=("n.en.txt",))) == [("differs-from-memory", expected)]
    assert list_findings(Request(paths=("n.en.txt",), memory="none")) == []


def test_a_text_from_standard_input_is_compared_as_well() -> None:
    result = check_data(TARGET.encode(), Request(paths=("n.en.txt",)))
    assert [one.finding.rule for one in result.diagnostics] == ["differs-from-memory"]


def test_a_text_in_an_editor_is_compared_as_well(tmp_path: Path) -> None:
    checker = TextChecker(Request((".",)))
    checked = checker.check(Text(str(tmp_path / "n.en.txt"), TARGET, str(tmp_path)))
    assert [mark.found.finding.rule for mark in checked.marks] == ["differs-from-memory"]
    assert not checker.has_changed(checked)
    add_document("3.en.txt", MARKET, "2018-01-01")
    assert checker.has_changed(checked)


def test_what_an_editor_asks_about_again_is_read_once_as_long_as_the_memory_is_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    read, documents = list[str](), Store.documents

    def note(store: Store) -> tuple[MemoryDocument, ...]:
        read.append(store.path)
        return documents(store)

    monkeypatch.setattr(Store, "documents", note)
    editor, client = TextChecker(Request((".",))), Checker(Request((".",)))
    question = parse_question({"language": "en", "text": TARGET.splitlines()[0], "srctext": SOURCE.splitlines()[0]})

    def ask() -> list[str]:
        marks = editor.check(Text(str(tmp_path / "n.en.txt"), TARGET, str(tmp_path))).marks
        matches = client.answer(question)["matches"]
        assert isinstance(matches, list)
        return [*(mark.found.finding.message for mark in marks), *(match["message"] for match in matches)]

    found = ask()
    assert ["9 times in 3 documents" in message for message in found] == [True, True]
    assert ask() == found and len(read) == 2
    other = Path("other.sqlite")
    write_memory(str(other), [make_document("0.en.txt", [], "", "", DocumentCounts(50, (MARKET,)))])
    time = Path("house.sqlite").stat().st_mtime_ns
    os.utime(other, ns=(time, time))
    other.replace("house.sqlite")
    assert ask() == [] and len(read) == 4


def test_in_an_editor_the_source_that_it_holds_counts(tmp_path: Path) -> None:
    source, target = str(tmp_path / "n.zh.txt"), str(tmp_path / "n.en.txt")
    checker = TextChecker(Request((".",)))
    unsaved = SOURCE.replace("储能电站", "市场")
    assert checker.check(Text(target, TARGET, str(tmp_path), {source: unsaved})).marks == ()
    write(Path("n.zh.txt"), unsaved)
    checked = checker.check(Text(target, TARGET, str(tmp_path), {source: SOURCE}))
    assert [mark.found.finding.rule for mark in checked.marks] == ["differs-from-memory"]


def test_what_a_client_of_languagetool_sends_with_its_source_is_compared_as_well() -> None:
    checker = Checker(Request((".",)))
    fields = {"language": "en", "text": TARGET.splitlines()[0]}

    def ask(**more: str) -> list[object]:
        matches = checker.answer(parse_question(fields | more))["matches"]
        assert isinstance(matches, list)
        return [(match["rule"]["id"], match["offset"], match["length"], match["replacements"]) for match in matches]

    found: list[object] = [("differs-from-memory", 22, 15, [])]
    source = {"srctext": SOURCE.splitlines()[0]}
    assert ask() == []
    assert ask(**source) == found
    assert ask(**source, disabledRules="differs-from-memory") == []
    assert ask(**source, motherTongue="de") == []
    Path("house.sqlite").unlink()
    with pytest.raises(FileError, match=r"house\.sqlite"):
        ask(**source)
    assert ask() == []


def test_a_check_itself_opens_no_memory() -> None:
    (task,) = add_evidence(list(plan_tasks(Request(paths=("n.en.txt",)))))
    assert isinstance(task, Task)
    Path("house.sqlite").unlink()
    assert [one.finding.rule for one in check_file(task).diagnostics] == ["differs-from-memory"]


def test_pairs_are_compared_unless_there_are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    sides = SOURCE.splitlines(), TARGET.splitlines()
    pairs = [{"source": source, "target": target} for source, target in zip(*sides, strict=True)]
    write(Path("p.jsonl"), "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs))
    request = Request(paths=("p.jsonl",))
    assert [rule for rule, _ in list_findings(request)] == ["differs-from-memory"]
    monkeypatch.setattr(evidence, "_MOST_TEXTS", 1)
    assert list_findings(request) == []
    result = run("check", "p.jsonl", "--no-cache")
    assert (
        "p.jsonl: was not compared with the memory: it has 2 pairs, more than 1: split it into smaller files"
        in " ".join(result.output.split())
    )


def test_any_number_of_jobs_gives_the_same_bytes() -> None:
    for number in range(3):
        write(Path(f"more/{number}.zh.txt"), SOURCE)
        write(Path(f"more/{number}.en.txt"), TARGET)
    outputs = [run("check", "more", "--no-cache", "--jobs", jobs, "--output-format", "json") for jobs in ("1", "2")]
    assert outputs[0].stdout == outputs[1].stdout
    assert outputs[0].stdout.count('"differs-from-memory"') >= 3


def test_a_result_holds_while_the_evidence_is_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ALIGNCHECK_NO_CACHE")
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path / "cache")
    request = Request(paths=("n.en.txt",), use_cache=True)
    entries = []
    for path, term in (("", STATION), ("m.en.txt", MARKET), ("x.en.txt", STATION)):
        if path:
            add_document(path, term, "")
        ((_, message),) = list_findings(request)
        entries.append((message.split(";")[0].rpartition(": ")[2], len(list((tmp_path / "cache").rglob("*.json")))))
    assert entries == [
        ("9 times in 3 documents, last on 2017-03-01", 1),
        ("9 times in 3 documents, last on 2017-03-01", 1),
        ("12 times in 4 documents, last on 2017-03-01", 2),
    ]


def test_the_text_itself_does_not_count() -> None:
    write_memory(
        "house.sqlite",
        [make_document(f"{number}.en.txt", [], "", "", DocumentCounts(50, (MARKET,))) for number in range(2)]
        + [make_document("n.en.txt", [], "", "", DocumentCounts(50, (STATION,)))],
    )
    assert list_findings(Request(paths=("n.en.txt",))) == []  # one document is left besides the text


def test_a_memory_that_is_not_there_is_said() -> None:
    Path("house.sqlite").unlink()
    result = run("check", "n.en.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("aligncheck: house.sqlite: there is no such memory: ")


def test_all_texts_of_a_run_are_looked_up_in_a_memory_that_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, check = list[str](), Store._check

    def note(store: Store) -> None:
        opened.append(store.path)
        check(store)

    for name in "abc":
        write(Path(f"more/{name}.zh.txt"), SOURCE)
        write(Path(f"more/{name}.en.txt"), TARGET)
    marks = [(one.path, one.fingerprint) for one in check_files(Request(paths=("more",))).report.diagnostics]
    assert len({path for path, _ in marks}) == 3
    save(*({**decide("finding", mark, "accept", reason="x"), "path": path} for path, mark in marks))
    monkeypatch.setattr(Store, "_check", note)
    for arguments in (("--fix", "more"), ("review", "status", "report.review.json")):
        opened.clear()
        run(*arguments)
        assert opened == ["house.sqlite"]


def test_the_findings_that_a_memory_shows_are_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    write(Path("m.en.txt"), TARGET.replace("power reservoir", "energy storage station"))

    def score(*more: str) -> tuple[list[float], str, dict[str, str]]:
        texts = ("--against", "m.en.txt", "--select", "findings", "--output-format", "json")
        given = json.loads(run("score", "n.en.txt", *texts, *more).stdout)
        penalties = [one["penalty"] for one in (given["findings"], *given["findings"]["against"])]
        return penalties, given["signature"].partition("|memory:")[2], given["unassessed"]

    penalties, mark, unassessed = score()
    assert (penalties, len(mark), unassessed) == ([1.0, 0], 12, {})
    assert score() == (penalties, mark, {})
    add_document("3.en.txt", STATION, "2018-01-01")
    assert score()[1] not in ("", mark)
    assert score("--config", "none") == ([0, 0], "", {})
    monkeypatch.setattr(evidence, "_MOST_TEXTS", 0)
    advice = "split it into smaller files"
    reasons = (f"{name}: it has 1 pairs, more than 0: {advice}" for name in ("n.en.txt", "m.en.txt"))
    assert score() == ([0, 0], "", {"memory": "; ".join(reasons)})


# pairs of the memory on the page


def add_pairs(number: int) -> None:
    pairs = [(f"第{n}座<b>储能电站\u202e", f"<i>Station</i> {n}") for n in range(number)]
    write_memory("house.sqlite", [make_document("x<i>.txt", pairs, "2018-01-01", "news", DocumentCounts(50))])


def write_page(*arguments: str) -> str:
    run("check", "n.en.txt", "--quiet", "--output", "html=page.html", *arguments)
    return Path("page.html").read_text("utf-8")


def test_a_page_shows_the_latest_pairs_with_the_term_of_a_finding() -> None:
    page = write_page()
    assert 'class="house"' not in page, "no pair has the term"
    add_pairs(2)
    page = write_page()
    _, _, shown = page.partition('<details class="house">')
    assert shown.partition("</details>")[0] == (
        "<summary>In the memory: 2 pairs</summary><ul>"
        + "".join(
            '<li><p class="about"><bdi>x&lt;i&gt;.txt, 2018-01-01, news</bdi></p>'
            f'<p lang="zh"><bdi>第{n}座&lt;b&gt;<mark>储能电站</mark>&lt;U+202E&gt;</bdi></p>'
            f'<p lang="en"><bdi>&lt;i&gt;Station&lt;/i&gt; {n}</bdi></p></li>'
            for n in range(2)
        )
        + "</ul>"
    )
    assert '<mark class="warning" data-f="1">储能电站</mark>' in page, "the term is marked in the source"
    assert write_page("--memory", "none").count('class="house"') == 0


def test_a_page_shows_few_of_many_pairs() -> None:
    add_pairs(5)
    page = write_page("--per-document")
    assert 'class="house"' not in page
    (file,) = Path("page-pages").glob("n-en*.html")
    text = file.read_text("utf-8")
    assert "<summary>In the memory: 5 pairs, the latest 3 of them</summary>" in text
    assert text.count("&lt;i&gt;Station&lt;/i&gt;") == 3


def test_of_many_terms_the_first_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    add_pairs(1)
    monkeypatch.setattr(showing, "_MOST", 0)
    assert 'class="house"' not in write_page()
