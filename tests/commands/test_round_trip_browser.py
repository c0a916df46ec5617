"""Pairs and terms on the page, in a real browser, and the way back: what is decided by keys is what is in the files."""

import json
import shlex
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from browsing import AXE, HOSTILE, list_decisions
from command_line import run
from roots import ROOT
from webdriver import BROWSER_TESTS, Browser

from align.cli.given_options import request_given
from align.commands.check import check_files
from align.config.settings import Request

pytestmark = BROWSER_TESTS

SOURCE = (
    "工厂去年生产了三万吨石墨。\n价格上涨了百分之五。专家认为需求会继续增长。\n他没有来。她也没有。\n"
    "石墨很贵。石墨很轻。石墨很软。\n他来了。她走了。\n"
)
TARGET = (
    "The the factory in 赣州 made 30,000 tons of graphite last year.\r\n"
    "Prices rose by 7 percent.  Experts believe that demand demand will keep on growing.\r\n"
    "He did not come. Neither did sheh.\r\nGraphite is dear. Graphite is light. Graphite is soft.  \r\n"
    "He came, and then she left.\r\n"
)
TERMS = """\
concept,language,term,status,state
c1,zh,石墨,,candidate
c1,en,graphite,,candidate
c1,en,black lead,,candidate
"""
RULES = ("--select", "doubled-word,number-mismatch,residual-source")


def write_texts(target: str = TARGET) -> None:
    """The files as they are before the review."""
    for path in (Path("a.en.txt.align.tsv"), Path("aligncheck-accepted.jsonl")):
        path.unlink(missing_ok=True)
    Path("a.zh.txt").write_bytes(SOURCE.encode("gb18030"))
    Path("a.en.txt").write_bytes(target.encode("gb18030"))
    Path("aligncheck.toml").write_text('glossaries = ["terms.csv"]\n', encoding="utf-8")
    Path("terms.csv").write_bytes(TERMS.encode())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_texts()
    return tmp_path


def open_page(browser: Browser, name: str = "report.html") -> None:
    """The page, just opened, without decisions."""
    browser.open(Path(name).absolute().as_uri())
    browser.run("localStorage.clear()")
    browser.open(Path(name).absolute().as_uri())


def list_rows(browser: Browser) -> list[list[str]]:
    """The source and the translation of each row that can be seen, without the buttons."""
    rows: list[list[str]] = browser.run(
        "return [...document.querySelectorAll('#t1 .row')].filter((row) => row.checkVisibility())"
        ".map((row) => ['.source', '.target'].map((name) => row.querySelector(`${name} > bdi`).textContent.trim()))"
    )
    return rows


def read_folder() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path.cwd().iterdir() if path.is_file()}


def list_checked_rows(path: str = "a.en.txt") -> list[tuple[str, str]]:
    (page,) = check_files(Request((path,), with_pages=True)).report.pages
    return [(row.source, page.text[slice(*row.target)].strip()) for row in page.rows]


# the way back


def decide(browser: Browser) -> None:
    """Ten decisions by keys alone, beside one that is taken back."""
    browser.run("document.getElementById('by').value = 'Ann'")
    browser.press("j", "a", *"a name", "Enter", "j", "a", *"a place", "Enter", "j", "f", "1")
    browser.press("j", "a", *"as said", "Enter", "J", "J", "e", *"Neither did she.", "Enter", "M")
    browser.press("J", "J", "J", "m", "u", "J", "s", "Enter")
    browser.press("j", "a", "j", "x")


def test_what_is_decided_by_keys_is_carried_out(started: Browser, folder: Path) -> None:
    assert run("check", "a.en.txt", *RULES, "--terms", "--output", "html=report.html").exit_code == 1
    before = list_checked_rows()
    assert before[-1] == ("他来了。她走了。", "He came, and then she left.")
    open_page(started)
    decide(started)
    head, *lines = list_decisions(started, folder)
    assert request_given(head["options"], ()) == request_given(shlex.join(RULES), ())
    assert [(one["kind"], one["decision"], one["by"]) for one in lines] == [
        ("edit", "edit", "Ann"),
        *[("finding", one["decision"], "Ann") for one in lines[1:5]],
        *[("pair", "pair", "Ann")] * 3,
        ("term", lines[8]["decision"], "Ann"),
        ("term", lines[9]["decision"], "Ann"),
    ]
    assert sorted(one["decision"] for one in lines[1:5]) == ["accept", "accept", "accept", "fix"]
    assert {one["text"]: one["decision"] for one in lines[8:]} == {
        "石墨 = graphite": "accept",
        "石墨 = black lead": "reject",
    }
    first = run("review", "apply", "report.review.json")
    assert (first.exit_code, first.output.splitlines()) == (
        0,
        [
            "a.en.txt: 2 changed, 3 accepted, 0 done before",
            "a.en.txt.align.tsv: 3 paired, 0 done before",
            "terms.csv: 1 accepted, 1 rejected, 0 done before",
        ],
    )
    edited = TARGET.replace("7 percent", "5 percent").replace("sheh", "she")
    assert Path("a.en.txt").read_bytes() == edited.encode("gb18030")
    assert Path("a.zh.txt").read_bytes() == SOURCE.encode("gb18030")
    accepted = TERMS.replace("石墨,,candidate", "石墨,,").replace("graphite,,candidate", "graphite,,")
    assert Path("terms.csv").read_bytes() == accepted.replace("lead,,candidate", "lead,,rejected").encode()
    assert run("check", "a.en.txt", *RULES).exit_code == 0
    rows = list_checked_rows()
    assert ("他没有来。她也没有。", "He did not come. Neither did she.") in rows
    assert rows[-2:] == [("他来了。", "He came, and then she left."), ("她走了。", "")]
    kept = read_folder()
    again = run("review", "apply", "report.review.json")
    assert (again.exit_code, again.output.splitlines()) == (
        0,
        [
            "a.en.txt: 0 changed, 0 accepted, 5 done before",
            "a.en.txt.align.tsv: 0 paired, 3 done before",
            "terms.csv: 0 accepted, 0 rejected, 2 done before",
        ],
    )
    assert read_folder() == kept
    apply_after_an_unrelated_edit()


def test_what_is_missing_is_written_on_the_page(started: Browser, folder: Path) -> None:
    catalogue = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "早上好"\nmsgstr ""\n\nmsgid "好"\nmsgstr "Good"\n'
    Path("c.po").write_text(catalogue, encoding="utf-8")
    paste = ROOT / "seeds/clean-thermal-paste"
    text = Path(f"{paste}.en.txt").read_text(encoding="utf-8")
    lacking = " The duty roster of that day still hangs on the door of Room 1204."
    assert text.count(lacking) == 1
    Path("d.zh.txt").write_bytes(Path(f"{paste}.zh.txt").read_bytes())
    Path("d.en.txt").write_text(text.replace(lacking, ""), encoding="utf-8")
    shown = ("--select=empty-target,omission", "--min-severity=info", "--output=html=report.html")
    run("check", "c.po", "d.en.txt", *shown)
    open_page(started)
    started.press("j", "e", *'"Morning"', "Enter", "j", "e", *lacking.strip(), "Enter")
    _, *lines = list_decisions(started, folder)
    assert [(one["path"], one["kind"], one["decision"]) for one in lines] == [
        ("c.po", "finding", "fix"),
        ("d.en.txt", "finding", "fix"),
    ]
    assert run("review", "apply", "report.review.json").exit_code == 0
    filled = catalogue.replace('msgstr ""\n\nmsgid "好"', 'msgstr "\\"Morning\\""\n\nmsgid "好"')
    assert Path("c.po").read_text(encoding="utf-8") == filled
    assert Path("d.en.txt").read_text(encoding="utf-8") == text
    assert run("review", "undo", "report.review.json").exit_code == 0
    assert Path("c.po").read_text(encoding="utf-8") == catalogue


def apply_after_an_unrelated_edit() -> None:
    """What was not touched is done, the rest is listed."""
    changed = "A word before.\r\n" + TARGET.replace("He came", "He has come")
    write_texts(changed)
    result = run("review", "apply", "report.review.json")
    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            "a.en.txt: 2 changed, 3 accepted, 0 done before",
            "a.en.txt.align.tsv: 2 paired, 0 done before",
            "terms.csv: 1 accepted, 1 rejected, 0 done before",
        ],
    )
    told = "他来了。 = He came, and then she left.: a sentence of it is no longer there"
    assert result.stderr == f"aligncheck: a.en.txt: pair {told}\n"
    edited = changed.replace("7 percent", "5 percent").replace("sheh", "she")
    assert Path("a.en.txt").read_bytes() == edited.encode("gb18030")


# pairs


def test_pairs_are_merged_split_and_had_back(started: Browser, folder: Path) -> None:
    run("check", "a.en.txt", *RULES, "--output", "html=report.html")
    open_page(started)
    rows = list_rows(started)
    started.press("J", "J", "m", "m")
    merged = [
        one + ("" if side == 0 else " ") + other for side, (one, other) in enumerate(zip(rows[1], rows[2], strict=True))
    ]
    assert " ".join(list_rows(started)[1][1].split()).startswith(" ".join(merged[1].split()))
    assert list_rows(started)[1][0] == rows[1][0] + rows[2][0] + rows[3][0]
    assert started.run("return document.getElementById('status').textContent") == "One pair now: 3 to 3."
    marked = "return [...document.querySelectorAll('#t1 .row .note')].filter((note) => note.checkVisibility()).length"
    assert started.run(marked) == 4
    open_again = started.run("return location.href")
    started.open(open_again)
    assert len(list_rows(started)) == len(rows) - 2
    assert started.run("return document.querySelectorAll('.set').length") == 1
    started.press("J", "J", "s", "Enter")
    assert [one[0] for one in list_rows(started)[1:3]] == [rows[1][0], rows[2][0] + rows[3][0]]
    started.press("u")
    assert len(list_rows(started)) == len(rows) - 2
    started.press("s", "Enter", "J", "s", "Enter")
    assert list_rows(started) == rows
    assert started.run("return document.querySelectorAll('.set').length") == 0
    assert len(list_decisions(started, folder)) == 1
    assert started.list_log("browser") == []


def test_a_sentence_goes_from_one_pair_to_the_next(started: Browser, folder: Path) -> None:
    run("check", "a.en.txt", *RULES, "--output", "html=report.html")
    open_page(started)
    rows = list_rows(started)
    started.press("J", "J", "m", "s", "ArrowDown", "Enter")
    moved = list_rows(started)
    assert [one[0] for one in moved[1:3]] == [rows[1][0] + rows[2][0], ""]
    assert [one[1] for one in moved[1:3]] == [rows[1][1], rows[2][1]]
    _, *lines = list_decisions(started, folder)
    assert sorted(one["id"].count("+") for one in lines) == [0, 1]
    started.press("J", "e", *"Experts agree.", "Enter")
    assert "Experts agree." in list_rows(started)[2][1]
    started.press("M")
    assert "Experts agree." in list_rows(started)[1][1]


def test_a_pair_that_is_right_is_set_by_a_key(started: Browser, folder: Path) -> None:
    run("check", "a.en.txt", *RULES, "--output", "html=report.html")
    open_page(started)
    rows, status = list_rows(started), "return document.getElementById('status').textContent"
    started.press("J", "a", "J", "p")
    assert started.run(
        "return [...document.querySelectorAll('#t1 .row')].map((row) => !!row.querySelector('.set'))"
    ) == [index < 2 for index in range(len(rows))]
    started.press("p")
    assert started.run(status) == "This pair is set already."
    started.press("u", "p")
    assert list_rows(started) == rows
    head, *lines = list_decisions(started, folder)
    assert [(one["kind"], one["decision"]) for one in lines] == [("pair", "pair")] * 2
    assert {one["text"].partition(" = ")[0] for one in lines} == {rows[0][0], rows[1][0]}
    assert run("review", "apply", "report.review.json").output == "a.en.txt.align.tsv: 2 paired, 0 done before\n"
    assert "since" not in head
    digest = sha256(TARGET.encode()).hexdigest()
    document = json.dumps({"kind": "document", "path": "a.en.txt", "digest": digest}, separators=(",", ":"))
    assert Path("report.review.json").read_text("utf-8").splitlines()[1] == document


def test_buttons_do_what_keys_do(started: Browser, folder: Path) -> None:
    run("check", "a.en.txt", *RULES, "--output", "html=report.html")
    open_page(started)
    rows = len(list_rows(started))
    click = "[...document.querySelectorAll('#tools button')].find((one) => one.textContent === arguments[0]).click()"
    started.press("J")
    started.run(click, "Merge down")
    assert len(list_rows(started)) == rows - 1
    started.run(click, "Split")
    started.run("document.querySelector('#split .ok').click()")
    assert len(list_rows(started)) == rows


def test_pairs_of_a_file_are_left_alone(started: Browser, folder: Path) -> None:
    rows = ({"source": "矿", "target": "The the mine."}, {"source": "好", "target": "Good."})
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path("b.jsonl").write_text(text, encoding="utf-8")
    Path("c.txt").write_text("The the mine.\n", encoding="utf-8")
    status = "return document.getElementById('status').textContent"
    for name, told in (
        ("b.jsonl", "These pairs are those of the file: change them there."),
        ("c.txt", "This text has no source."),
    ):
        run("check", name, "--output", "html=report.html")
        open_page(started)
        started.press("j", "m")
        assert started.run(status) == told


def test_the_page_of_an_alignment_is_one_to_mend_it_on(started: Browser, folder: Path) -> None:
    assert run("align", "a.zh.txt", "a.en.txt", "--to", "a.html").exit_code == 0
    open_page(started, "a.html")
    assert started.run("return document.querySelector('h1').textContent") == "Alignment"
    started.press("J", "m")
    list_decisions(started, folder)
    assert run("review", "apply", "report.review.json").output == "a.en.txt.align.tsv: 1 paired, 0 done before\n"


def test_the_page_of_terms_is_one_to_decide_on(started: Browser, folder: Path) -> None:
    result = run("terms", "a.en.txt", "--output", "html=terms.html")
    assert (result.exit_code, result.output) == (0, "")
    open_page(started, "terms.html")
    shown = started.run("return document.querySelector('.terms table').textContent")
    assert "石墨" in shown
    assert "Graphite" in shown
    started.press("j", "x", "j", "c", *"ask", "Enter", "u")
    list_decisions(started, folder)
    result = run("review", "apply", "report.review.json")
    assert result.output == "terms.csv: 0 accepted, 1 rejected, 0 done before\n"
    assert Path("terms.csv").read_text("utf-8") == TERMS.replace("graphite,,candidate", "graphite,,rejected")


# whoever reads it, and whatever they read


def test_hostile_words_in_pairs_and_terms_are_inert(started: Browser, folder: Path) -> None:
    Path("b.zh.txt").write_text("第一句。\n第二句。\n", encoding="utf-8")
    Path("b.en.txt").write_text("One.\n" + HOSTILE, encoding="utf-8")
    hostile = HOSTILE.strip().replace('"', '""')
    Path("terms.csv").write_text(
        TERMS + f'c2,zh,"{hostile}",,candidate\nc2,en,"{hostile}",,candidate\n', encoding="utf-8"
    )
    run("check", "b.en.txt", "--terms", "--output", "html=report.html", "--select", "doubled-word,number-mismatch")
    open_page(started)
    started.press("J", "s")
    labels = started.run("return [...document.querySelectorAll('#split label')].map((one) => one.textContent).join()")
    assert "<U+202E> desrever" in labels
    assert "</script><script>" in labels
    started.press("Enter")
    elements = started.run("return [...new Set([...document.querySelectorAll('main *')].map((one) => one.localName))]")
    assert not {"img", "script"} & set(elements)
    assert started.run("return document.title") == "aligncheck: review"
    list_decisions(started, folder)
    assert run("review", "apply", "report.review.json").stdout == "b.en.txt.align.tsv: 2 paired, 0 done before\n"
    table = Path("b.en.txt.align.tsv").read_bytes()
    assert not {b"\x1b", "\u202e".encode()} & {
        table[place : place + size] for size in (1, 3) for place in range(len(table))
    }
    assert len(list_checked_rows("b.en.txt")) == 2


def test_axe_finds_nothing(started: Browser, folder: Path) -> None:
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci --prefix .ci/node")
    run("check", "a.en.txt", *RULES, "--terms", "--output", "html=report.html")
    open_page(started)
    started.press("j", "M", "J", "m", "j", "j", "j", "j", "a", "j", "x")
    started.run(AXE.read_text("utf-8"))
    for keys in ((), ("J", "s")):
        started.press(*keys)
        for feature, value, media in (
            ("prefers-color-scheme", "light", "screen"),
            ("prefers-color-scheme", "dark", "screen"),
            ("forced-colors", "active", "screen"),
            ("prefers-color-scheme", "light", "print"),
        ):
            started.command("Emulation.setEmulatedMedia", media=media, features=[{"name": feature, "value": value}])
            assert find_violations(started) == []
    started.command("Emulation.setEmulatedMedia", media="", features=[])


def find_violations(browser: Browser) -> list[Any]:
    """What axe finds, on a wide screen and on a narrow one, where nothing may be wider than the screen."""
    found = list[Any]()
    script = "const done = arguments[arguments.length - 1]; axe.run().then((found) => done(found.violations))"
    for width in (1280, 390):
        browser.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
        )
        violations = browser.call("/execute/async", script=script, args=[])
        found += [(one["id"], node["html"], node["failureSummary"]) for one in violations for node in one["nodes"]]
        assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    browser.command("Emulation.clearDeviceMetricsOverride")
    return found
