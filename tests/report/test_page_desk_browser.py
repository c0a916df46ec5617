"""Work at the page in a real browser: what is in reach, the next finding, all like it, hits of a search, comments."""

from pathlib import Path
from typing import Any

import pytest
from browsing import AXE, list_decisions
from click.testing import CliRunner
from webdriver import BROWSER_TESTS, Browser

from align.cli import main
from align.config.decisions.files import read_review

pytestmark = BROWSER_TESTS

SOURCE = "港口很大。\n价格上涨了百分之五。\n码头很大。\n船很多。\n人很多。\n"
TARGET = (
    "The port is large.\nPrices rose by 7 percent.\nThey said said so.\nThey said said it again.\n"
    "He said said nothing of the the port.\n"
)
STATUS = "return document.getElementById('status').textContent"
CURRENT = "return document.querySelector('.note.current .head span').textContent"
VERDICTS = (
    "return [...document.querySelectorAll('.note')].map((note) => note.querySelector('.verdict')?.textContent || '')"
)


@pytest.fixture
def browser(started: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A page of two texts, one of them with its source, without decisions: four findings, then one, then none."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.en.txt").write_text("Nothing is wrong here.\n" * 60)
    (tmp_path / "b.zh.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "b.en.txt").write_text(TARGET)
    (tmp_path / "c.en.txt").write_text("The harbour is open.\nOne went to to the pier.\n")
    arguments = ["check", "a.en.txt", "b.en.txt", "c.en.txt", "--select", "doubled-word,number-mismatch"]
    result = CliRunner().invoke(main, [*arguments, "--config", "none", "--quiet", "--output", "html=report.html"])
    assert (result.exit_code, result.output) == (1, "")
    url = (tmp_path / "report.html").as_uri()
    started.open(url)
    started.run("localStorage.clear()")
    started.open(url)
    return started


def resize(browser: Browser, width: int, height: int, scale: int = 1) -> None:
    browser.command(
        "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False
    )


def name(browser: Browser, person: str) -> None:
    browser.run("document.getElementById('by').value = arguments[0]", person)


def list_buttons(browser: Browser) -> list[str]:
    """What a screen reader says of the buttons that are seen in the findings."""
    labels: list[str] = browser.run(
        "return [...document.querySelectorAll('.note button')].filter((one) => "
        "one.checkVisibility({ visibilityProperty: true })).map((one) => one.getAttribute('aria-label'))"
    )
    return labels


# deleting


def test_what_is_marked_is_deleted_by_a_button_or_a_key(browser: Browser, tmp_path: Path) -> None:
    browser.press("j", "j")
    assert "Delete: 3:6 said said" in list_buttons(browser)
    browser.run("[...document.querySelectorAll('.note button')].find((one) => one.textContent === 'Delete').click()")
    browser.press("n", "d", "?")
    verdicts = browser.run(VERDICTS)
    assert [one for one in verdicts if one] == ["Deleted", "Deleted"]
    assert "delete what is marked" in browser.run("return document.getElementById('keys').textContent")
    browser.run("document.querySelector('#keys .close').click()")
    found = [one for one in list_decisions(browser, tmp_path) if one["kind"] == "finding"]
    decisions = sorted(found, key=lambda one: str(one["place"]))
    assert [(one["decision"], one["text"], one["rule"], one["place"], one["excerpt"]) for one in decisions] == [
        ("fix", "", "doubled-word", "3:6", "said said"),
        ("fix", "", "doubled-word", "4:6", "said said"),
    ]


# what is in reach


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1), (390, 844, 1), (640, 400, 2)])
def test_the_first_finding_is_in_view_and_the_bar_stays(browser: Browser, width: int, height: int, scale: int) -> None:
    inside = (
        "const [one, bar] = [arguments[0], document.getElementById('controls')].map((node) => (node.at ? "
        "document.querySelector(node) : node).getBoundingClientRect());"
        "return one.top >= 0 && one.bottom <= innerHeight && (!arguments[1] || one.top >= bar.bottom)"
    )
    resize(browser, width, height, scale)
    browser.run("scrollTo(0, 0)")
    assert browser.run("return document.querySelector('.sheet h2').textContent") == "b.en.txt"
    assert browser.run(inside, ".note .head", True)
    assert browser.run("return document.querySelector('header').offsetHeight") <= 75
    browser.run("scrollTo(0, document.body.scrollHeight)")
    for shown in ("#next", "#save", "#status"):
        assert browser.run(inside, shown, False)
    for _ in range(5):
        browser.press("j")
        assert browser.run(inside, ".note.current .head", True)
        assert browser.run(inside, ".note.current .tools button", True)
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    browser.press("/", *"port")
    assert browser.run("return document.activeElement.id") == "search"
    assert browser.run(inside, "#search", False)
    browser.command("Emulation.clearDeviceMetricsOverride")


def test_rows_before_the_first_finding_are_shown_when_they_are_asked_for(
    started: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("One.\n\nTwo.\n\nThree.\n\nFour went to to it.\n\nFive.\n")
    CliRunner().invoke(main, ["check", "a.txt", "--config", "none", "--quiet", "--output", "html=report.html"])
    shown = (
        "return [...document.querySelectorAll('.target')].filter((one) => one.checkVisibility())"
        ".map((one) => one.querySelector('bdi').textContent.trim())"
    )
    every = ["One.", "Two.", "Three.", "Four went to to it.", "Five."]
    for act in (
        "document.querySelector('.unfold').click()",
        "const box = document.getElementById('search'); box.value = 'o'; box.dispatchEvent(new Event('input'));"
        "box.value = ''; box.dispatchEvent(new Event('input'))",
    ):
        started.open((tmp_path / "report.html").as_uri())
        assert started.run(shown) == every[3:]
        assert started.run("return document.querySelector('.unfold').textContent").startswith("Show the 3 rows")
        started.run(act)
        assert started.run(shown) == every
    started.open((tmp_path / "report.html").as_uri())
    started.press("J")
    assert started.run(shown) == every
    started.command("Emulation.setEmulatedMedia", media="print", features=[])
    started.open((tmp_path / "report.html").as_uri())
    assert started.run(shown) == every
    started.command("Emulation.setEmulatedMedia", media="", features=[])


# where one is


def test_next_goes_to_what_is_not_decided(browser: Browser) -> None:
    browser.press("n", "f", "1")
    assert browser.run(CURRENT) == "2:16"
    browser.press("n", "f", "1", "n", "j", "f", "1", "k", "n")
    assert browser.run(CURRENT) == "5:25"
    browser.press("n")
    assert browser.run(CURRENT) == "2:10"
    browser.run("document.getElementById('next').click()")
    assert browser.run(CURRENT) == "4:6"
    browser.press("f", "1", "n", "f", "1", "n", "f", "1", "n")
    assert browser.run(STATUS) == "Nothing here is left to decide on."
    browser.press("k", "u", "n")
    assert browser.run(CURRENT) == "2:10"
    assert browser.run(STATUS) == "This is the only finding left to decide on."


def test_buttons_are_those_of_the_finding_that_has_the_focus(browser: Browser) -> None:
    assert list_buttons(browser) == []
    browser.press("j")
    names = list_buttons(browser)
    assert names[:5] == [
        "Take 1 (5 percent): 2:16 7 percent",
        "Accept as it is: 2:16 7 percent",
        "Edit: 2:16 7 percent",
        "Delete: 2:16 7 percent",
        "Comment: 2:16 7 percent",
    ]
    assert browser.run("return document.activeElement.getAttribute('aria-label')") == (
        "warning number-mismatch, 2:16 7 percent"
    )
    browser.press("j")
    assert list_buttons(browser)[1] == "Accept as it is: 3:6 said said"
    browser.press("/")
    assert list_buttons(browser) == []
    browser.run("document.getElementById('search').blur()")
    browser.press("k", "Tab", "Tab", "Enter", *"right", "Enter")
    assert browser.run(VERDICTS)[0] == "Accepted: right"
    assert list_buttons(browser)[1] == "Accept as it is: 2:16 7 percent"


def test_a_finding_is_reached_by_tab(browser: Browser) -> None:
    browser.run("document.querySelector('.sheet summary').focus()")
    browser.press("Tab")
    assert browser.run(CURRENT) == "2:16"


# what is decided


def test_the_source_is_in_the_dialog_that_rewrites(browser: Browser) -> None:
    source = (
        "return [...document.querySelectorAll('#ask-about:not([hidden]) li')].map((one) => [one.textContent, one.lang])"
    )
    browser.press("j", "e")
    assert browser.run(source) == [["价格上涨了百分之五。", "zh"]]
    browser.press("Escape", "c")
    assert browser.run(source) == []
    browser.press("Escape", *"nnnnn", "e")
    assert browser.run("return document.getElementById('answer').value") == "One went to to the pier."
    assert browser.run(source) == []


def test_all_like_one_are_decided_at_once(browser: Browser, tmp_path: Path) -> None:
    browser.press("j", "l")
    assert browser.run(STATUS) == "No other finding that is open has this rule and these words."
    browser.press("j", "l", "a")
    assert browser.run("return document.getElementById('ask-title').textContent") == "Why are all 3 right as they are?"
    browser.press(*"spoken", "Enter")
    kept = "Accepted: spoken"
    assert browser.run(VERDICTS) == ["", kept, kept, kept, "", ""]
    assert browser.run(STATUS) == "3 of 6 decided"
    browser.press("u")
    assert browser.run(STATUS) == "The last 3 decisions are undone."
    assert browser.run(VERDICTS) == [""] * 6
    browser.press("a", *"alone", "Enter", "j", "l")
    pressed = "return document.querySelector('.note.current [aria-pressed]')?.getAttribute('aria-pressed')"
    assert browser.run(pressed) == "true"
    browser.press("f", "1")
    assert browser.run(VERDICTS) == ["", "Accepted: alone", "Becomes: said", "Becomes: said", "", ""]
    assert browser.run(pressed) is None
    list_decisions(browser, tmp_path)
    result = CliRunner().invoke(main, ["review", "apply", "report.review.json"])
    assert (result.exit_code, result.output) == (0, "b.en.txt: 2 changed, 1 accepted, 0 done before\n")
    assert (tmp_path / "b.en.txt").read_text().count("said said") == 1


def test_a_suggestion_is_taken_where_it_is_offered(
    started: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zh.txt").write_text("价格上涨了百分之五。\n工资上涨了百分之六。\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("Prices rose by 7 percent.\nWages rose by 7 percent.\n")
    CliRunner().invoke(main, ["check", "a.en.txt", "--config", "none", "--quiet", "--output", "html=report.html"])
    started.open((tmp_path / "report.html").as_uri())
    started.press("j", "l", "f", "1")
    assert started.run(STATUS) == "Taken in 1 of 2: the others do not have this suggestion."
    assert started.run(VERDICTS) == ["Becomes: 5 percent", ""]


def test_a_search_opens_and_marks_what_it_finds(browser: Browser) -> None:
    hits = "return [...(CSS.highlights.get(arguments[0]) || [])].map((one) => one.toString())"
    opened = "return [...document.querySelectorAll('.sheet[open]')].map((one) => one.querySelector('h2').textContent)"
    assert browser.run(opened) == ["b.en.txt"]
    browser.press("/", *"WENT TO to")
    assert browser.run(hits, "search") == ["went to to"]
    assert browser.run(opened) == ["b.en.txt", "c.en.txt"]
    browser.press("Enter")
    assert browser.run(hits, "hit") == ["went to to"]
    assert browser.run(STATUS) == "Hit 1 of 1"
    browser.run("const box = document.getElementById('search'); box.value = '';"
                "box.dispatchEvent(new Event('input'))")  # fmt: skip
    assert browser.run(hits, "search") == []
    assert browser.run(opened) == ["b.en.txt"]
    browser.press(*"port", "Enter", "Enter")
    assert browser.run(hits, "search") == ["port", "port"]
    assert browser.run(STATUS) == "Hit 2 of 2"


def test_comments_are_a_thread(browser: Browser, tmp_path: Path) -> None:
    shown = (
        "return [...document.querySelectorAll('.note .thread li')]"
        ".map((one) => one.textContent.replace(/ [-0-9]{10}/, ''))"
    )
    name(browser, "Ann")
    browser.press("j", "c", *"5 or 7?", "Enter", "a", *"checked", "Enter")
    name(browser, "Bo")
    browser.press("c", *"<b>5</b>", "Enter")
    assert browser.run(shown) == ["Ann: 5 or 7?", "Bo: <b>5</b>"]
    assert browser.run(VERDICTS)[0] == "Accepted: checked (Ann)"
    browser.press("c", *"5, I think", "Enter")
    assert browser.run(shown) == ["Ann: 5 or 7?", "Bo: 5, I think"]
    name(browser, "Cy")
    browser.press("c")
    asked = (
        "return [...document.querySelectorAll('#ask h2, #ask-about li')].map((one) => one.textContent.split(' ')[0])"
    )
    assert browser.run(asked) == ["Answer", "Ann", "Bo"]
    name(browser, "Bo")
    browser.press("Escape", "f", "1")
    list_decisions(browser, tmp_path)
    (one,) = read_review("report.review.json").decisions
    assert (one.decision, one.by, one.comment) == ("fix", "Bo", "5, I think")
    assert [(said.by, said.text) for said in one.remarks] == [("Ann", "5 or 7?"), ("Bo", "5, I think")]
    result = CliRunner().invoke(main, ["review", "status", "report.review.json"])
    assert "b.en.txt:2:16: Ann on number-mismatch “7 percent”: 5 or 7?\n" in result.output
    assert "b.en.txt:2:16: Bo on number-mismatch “7 percent”: 5, I think\n" in result.output
    name(browser, "Ann")
    browser.press("j", "c", *"look", "Enter", "c", " ", "Enter")
    assert browser.run(shown) == ["Ann: 5 or 7?", "Bo: 5, I think"]
    browser.press("u")
    assert browser.run(shown)[2:] == ["Ann: look"]


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(browser: Browser, width: int) -> None:
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci --prefix .ci/node")
    resize(browser, width, 800)
    browser.press("j", "c", *"look", "Enter", "j", "l", "/", *"said", "Enter", "Escape", "k")
    browser.run("document.querySelector('.about').open = true; document.activeElement.closest('.note')?.focus()")
    browser.run(AXE.read_text("utf-8"))
    for keys in ((), ("e",)):
        browser.press(*keys)
        for feature, value in (
            ("prefers-color-scheme", "light"),
            ("prefers-color-scheme", "dark"),
            ("forced-colors", "active"),
        ):
            browser.command("Emulation.setEmulatedMedia", media="screen", features=[{"name": feature, "value": value}])
            assert find_violations(browser) == []
    browser.command("Emulation.setEmulatedMedia", media="", features=[])
    browser.command("Emulation.clearDeviceMetricsOverride")


def find_violations(browser: Browser) -> list[Any]:
    script = "const done = arguments[arguments.length - 1]; axe.run().then((found) => done(found.violations))"
    violations = browser.call("/execute/async", script=script, args=[])
    return [(one["id"], node["html"], node["failureSummary"]) for one in violations for node in one["nodes"]]
