"""The page in a real browser: it opens from a file, asks for nothing, and works by keyboard alone."""

import json
from pathlib import Path

import pytest
from browsing import HOSTILE, ON_EACH_LOOK, SOURCE, TARGET, list_decisions, list_violations, take_look
from click.testing import CliRunner
from webdriver import BROWSER_TESTS, Browser, start_browser

from align.cli import main

pytestmark = BROWSER_TESTS


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in (("a.zh.txt", SOURCE), ("a.en.txt", TARGET), ("b\u202e<b>.en.txt", HOSTILE)):
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(main, ["check", ".", "--config", "none", "--quiet", "--output", "html=report.html"])
    assert (result.exit_code, result.output) == (1, "")
    return (folder / "report.html").as_uri()


@pytest.fixture
def browser(started: Browser, page: str) -> Browser:
    """The page, just opened, without decisions."""
    started.open(page)
    started.run("localStorage.clear()")
    started.open(page)
    return started


def test_it_asks_for_nothing_and_complains_of_nothing(browser: Browser, page: str) -> None:
    browser.list_log("performance")
    browser.open(page)
    events = [json.loads(message)["message"] for message in browser.list_log("performance")]
    asked = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
    assert asked == [page]
    assert browser.list_log("browser") == []


def test_hostile_text_is_inert_and_can_be_read(browser: Browser) -> None:
    title, shown, elements = browser.run(
        "const target = document.querySelectorAll('.sheet')[1].querySelector('.target');"
        "return [document.title, target.textContent, [...target.querySelectorAll('*')].map((node) => node.localName)]"
    )
    assert title == "aligncheck: review"
    assert shown.startswith("</script><script>document.title = 'taken'</script> the the ]]> <!-- <img src=x")
    assert "<U+202E> desrever <U+001B>[31m" in shown
    assert set(elements) <= {"bdi", "span", "mark"}


def test_marks_stand_on_the_very_characters(browser: Browser) -> None:
    marks = browser.run("return [...document.querySelectorAll('.sheet')][0].querySelectorAll('.target mark').length")
    texts = browser.run("return [...document.querySelectorAll('#t1 .target mark')].map((node) => node.textContent)")
    assert marks == len(texts)
    assert {"The the", "demand demand", "7 percent"} <= set(texts)
    source = browser.run("return [...document.querySelectorAll('#t1 .source mark')].map((node) => node.textContent)")
    assert source == ["百分之五"]


def test_decisions_by_keys_are_saved(browser: Browser, tmp_path: Path) -> None:
    rules = browser.run("return [...document.querySelectorAll('.note code')].map((node) => node.textContent)")
    first = rules.index("doubled-word")
    browser.run("document.getElementById('by').value = 'Ann'")
    browser.press(*"j" * (first + 1), "a")
    browser.press(*"a name", "Enter")
    browser.press("j", "c", *"look", "Enter")
    browser.press("e", *"Anew.", "Enter")
    head, *lines = list_decisions(browser, tmp_path, key="w")
    signature = json.loads(browser.run("return document.body.dataset.signature"))
    assert head == {"kind": "aligncheck-review", "version": 1, "signature": signature, "options": "--config none"}
    assert {(one["kind"], one["path"], one["by"]) for one in lines} == {
        ("edit", "a.en.txt", "Ann"),
        ("finding", "a.en.txt", "Ann"),
    }
    said = [(one["decision"], one.get("text"), one.get("reason"), one.get("comment")) for one in lines]
    assert sorted(said, key=str) == [
        ("accept", None, "a name", None),
        ("comment", None, None, "look"),
        ("edit", "Anew.", None, None),
    ]


def test_undo_and_keeping(browser: Browser, page: str) -> None:
    count = "return document.querySelectorAll('.note.decided').length"
    browser.press("j", "a", *"right", "Enter")
    browser.press("j", "a", *"fine", "Enter")
    assert browser.run(count) == 2
    browser.press("u")
    assert browser.run(count) == 1
    browser.open(page)
    assert browser.run(count) == 1
    assert browser.run("return document.querySelector('.note.decided .verdict').textContent") == "Accepted: right"


def test_findings_of_a_rewritten_sentence_are_decided(
    started: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("He went to to town and and home. They said said so.\n")
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["check", "a.txt", "--config", "none", "--output", "html=report.html"])
    url, status = (tmp_path / "report.html").as_uri(), "return document.getElementById('status').textContent"
    shown = "return [...document.querySelectorAll('.note:not([hidden]) .verdict')].map((node) => node.textContent)"
    choose = (
        "const box = document.getElementById('decision'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('change'))"
    )
    started.open(url)
    started.press("j", "e", *"He went home.", "Enter")
    assert started.run(status) == "2 of 3 decided"
    assert started.run(shown) == ["Its sentence is rewritten"] * 2
    started.press("j", "c", *"look", "Enter", "j", "f", "1")
    assert started.run(status) == "3 of 3 decided"
    assert started.run(shown)[1:] == ["Its sentence is rewritten", "Becomes: said"]
    started.open(url)
    assert started.run(status) == "3 of 3 decided"
    started.run(choose, "edit")
    assert started.run(status) == "3 of 3 decided, 2 shown"
    started.run(choose, "open")
    assert started.run(status) == "3 of 3 decided, 0 shown"
    started.run(choose, "")
    started.run("localStorage.clear()")
    started.open(url)
    started.press("j", "e", *"He left.", "Enter", "u")
    assert started.run("return document.querySelectorAll('.decided, .verdict').length") == 0


def test_a_finding_under_others_is_decided_with_its_own_sentence(
    started: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("The price , it fell. They said said so.\n")
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["check", "a.txt", "--config", "none", "--output", "html=report.html"])
    started.open((tmp_path / "report.html").as_uri())
    started.run("for (const mark of document.querySelectorAll('mark')) mark.replaceWith(...mark.childNodes)")
    started.press("j", "j", "e")
    assert started.run("return document.getElementById('answer').value") == "They said said so."
    started.press(*"So it is.", "Enter")
    decided = "return [...document.querySelectorAll('.note')].map((note) => note.classList.contains('decided'))"
    assert started.run(decided) == [False, True]


def test_a_sentence_without_a_finding_is_written_anew(browser: Browser, tmp_path: Path) -> None:
    sentences = browser.run("return [...document.querySelectorAll('#t1 .s')].map((node) => node.textContent)")
    browser.press("J", "J", "K", "J", "e")
    assert browser.run("return document.getElementById('answer').value") == sentences[1]
    browser.press(*"Anew.", "Enter")
    _, line = list_decisions(browser, tmp_path)
    assert (line["kind"], line["text"]) == ("edit", "Anew.")
    assert line["id"] == browser.run("return document.querySelectorAll('#t1 .s')[1].dataset.id")


def test_a_click_on_a_mark_shows_what_can_be_done_about_the_finding(browser: Browser) -> None:
    browser.run("document.querySelector('#t1 .s mark').click()")
    buttons = browser.run("return [...document.querySelectorAll('#tools button')].map((node) => node.textContent)")
    assert buttons[:5] == ["Take 1", "Accept as it is", "Edit", "Delete", "Comment"]
    browser.run("document.querySelector('#t1 .s').click()")
    buttons = browser.run("return [...document.querySelectorAll('#tools button')].map((node) => node.textContent)")
    assert buttons[0] == "Edit"


def test_a_suggestion_is_taken_by_its_number(browser: Browser, tmp_path: Path) -> None:
    index, offers = browser.run(
        "const notes = [...document.querySelectorAll('.note')];"
        "const at = notes.findIndex((note) => note.querySelector('.offers'));"
        "return [at, [...notes[at].querySelectorAll('.offers bdi')].map((node) => node.textContent)]"
    )
    browser.press(*"j" * (index + 1), "f", "1")
    _, line = list_decisions(browser, tmp_path)
    assert (line["kind"], line["decision"], line["text"]) == ("finding", "fix", offers[0])


def test_a_hint_is_shown_and_cannot_be_taken(started: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.zh.txt").write_text("国务院新闻办公室27日发布《新时代的中国与世界》白皮书。\n", encoding="utf-8")
    text = "The State Council Information Office released the the white paper China and the World in the New Era.\n"
    (tmp_path / "a.en.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["check", ".", "--config", "none", "--output", "html=report.html"])
    started.open((tmp_path / "report.html").as_uri())
    tools = "return [...document.querySelectorAll('.current .tools button')].map((one) => one.textContent)"
    started.press("j", "f")
    assert started.run("return document.querySelector('.current .hints').textContent") == "the 27th"
    assert started.run(tools)[:1] == ["Accept as it is"]
    started.press("1", "j")
    assert started.run(tools)[:2] == ["Take 1", "Accept as it is"]
    started.run("document.querySelector('.current .tools button').click()")
    assert started.run("return document.querySelector('.current .verdict').textContent") == "Becomes: the"
    _, line = list_decisions(started, tmp_path)
    assert (line["decision"], line["text"]) == ("fix", "the")
    assert CliRunner().invoke(main, ["review", "apply", "report.review.json"]).exit_code == 0
    assert (tmp_path / "a.en.txt").read_text("utf-8") == text.replace("the the", "the")


def test_filters_hide_what_is_not_asked_for(browser: Browser) -> None:
    shown = "return [...document.querySelectorAll('.note:not([hidden]) code')].map((node) => node.textContent)"
    browser.run("const rule = document.getElementById('rule'); rule.value = 'doubled-word';"
                "rule.dispatchEvent(new Event('change'))")  # fmt: skip
    assert set(browser.run(shown)) == {"doubled-word"}
    browser.press("/", *"demand")
    assert browser.run(shown) == ["doubled-word"]
    assert browser.run("return document.getElementById('status').textContent.split(', ')[1]") == "1 shown"
    assert browser.run("return document.querySelectorAll('.sheet:not([hidden])').length") == 1


def test_five_thousand_findings_are_filtered_at_once(started: Browser, tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number}.en.txt").write_text("The the mine was there.\n" * 50, encoding="utf-8")
    arguments = ["check", str(tmp_path), "--config", "none", "--output", f"html={tmp_path}/report.html", "--select"]
    CliRunner().invoke(main, [*arguments, "doubled-word"])
    started.open((tmp_path / "report.html").as_uri())
    assert started.run("return document.querySelectorAll('.note').length") == 5000
    assert (tmp_path / "report.html").stat().st_size < 5000 * 1000
    started.run("const box = document.getElementById('search'); box.value = 'nowhere';"
                "box.dispatchEvent(new Event('input'))")  # fmt: skip
    assert started.run("return document.querySelectorAll('.note:not([hidden])').length") == 0


def test_it_is_readable_without_scripts(page: str) -> None:
    with start_browser(scripts=False) as browser:
        browser.open(page)
        shown = browser.call("/execute/sync", script="return document.body.innerText", args=[])
        assert "Experts believe that demand demand will keep on growing." in shown
        assert "Save decisions" not in shown


def test_closed_texts_are_printed(browser: Browser) -> None:
    is_shown = "return document.querySelector('.sheet:not([open]) .rows').checkVisibility()"
    assert not browser.run(is_shown)
    browser.command("Emulation.setEmulatedMedia", media="print", features=[])
    assert browser.run(is_shown)
    assert browser.run("return getComputedStyle(document.getElementById('controls')).display") == "none"
    browser.command("Emulation.setEmulatedMedia", media="", features=[])


@pytest.mark.parametrize("width", [1280, 390])
@ON_EACH_LOOK
def test_axe_finds_nothing(browser: Browser, feature: str, value: str, media: str, width: int) -> None:
    take_look(browser, feature, value, media, width)
    browser.press("j", "a", *"right", "Enter", "j")
    assert list_violations(browser) == []
    browser.command("Emulation.setEmulatedMedia", media="", features=[])


def test_what_is_decided_by_keys_is_carried_out(
    started: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "The the mine of 赣州 reopened.\r\nThen it closed the the pit.\r\nIt rose on on Monday.\r\nNobody came.  \r\n"
    )
    (tmp_path / "a.en.txt").write_bytes(text.encode("gb18030"))
    monkeypatch.chdir(tmp_path)
    arguments = ["a.en.txt", "--select", "doubled-word"]
    CliRunner().invoke(main, ["check", *arguments, "--output", "html=report.html"])
    started.open((tmp_path / "report.html").as_uri())
    started.run("localStorage.clear()")
    started.open((tmp_path / "report.html").as_uri())
    started.press(
        "j",
        "a",
        *"a name",
        "Enter",
        "j",
        "e",
        *"Then it closed the pit.",
        "Enter",
        "j",
        "e",
        *"It rose on Monday.",
        "Enter",
    )
    assert len(list_decisions(started, tmp_path)) == 1 + 3
    for output in ("2 changed, 1 accepted, 0 done before", "0 changed, 0 accepted, 3 done before"):
        result = CliRunner().invoke(main, ["review", "apply", "report.review.json"])
        assert (result.exit_code, result.output) == (0, f"a.en.txt: {output}\n")
        edited = text.replace("the the pit", "the pit").replace("on on", "on")
        assert (tmp_path / "a.en.txt").read_bytes() == edited.encode("gb18030")
    assert CliRunner().invoke(main, ["check", *arguments]).exit_code == 0
