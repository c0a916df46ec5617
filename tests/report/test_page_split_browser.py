"""The index and the pages of a report in a real browser: links, what is asked for, axe, decisions kept apart."""

import json
from pathlib import Path

import pytest
from browsing import (
    HOSTILE,
    ON_EACH_LOOK,
    SOURCE,
    TARGET,
    list_decisions,
    list_requests,
    list_violations,
    take_look,
)
from click.testing import CliRunner
from webdriver import BROWSER_TESTS, Browser

from align.cli import main

pytestmark = BROWSER_TESTS

CHANGED = SOURCE.replace("百分之五", "百分之</script>八\u202e").replace("专家认为需求会继续增长。", "")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The index of two texts, one of which is stale."""
    folder = tmp_path_factory.mktemp("texts")
    for name, text in (("a.zh.txt", SOURCE), ("a.en.txt", TARGET), ("b\u202e<b>#?.en.txt", HOSTILE)):
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
        assert CliRunner().invoke(main, ["check", "--stale", "a.en.txt", "--record", "--quiet"]).exit_code == 0
        (folder / "a.zh.txt").write_text(CHANGED, encoding="utf-8")
        arguments = ["--config", "none", "--quiet", "--stored", "--output", "html=report.html", "--per-document"]
        result = CliRunner().invoke(main, ["check", ".", *arguments])
    assert (result.exit_code, result.output) == (1, "")
    return (folder / "report.html").as_uri()


@pytest.fixture
def browser(started: Browser, index: str) -> Browser:
    """The index, just opened, without decisions."""
    started.open(index)
    started.run("localStorage.clear()")
    return started


def follow(browser: Browser, number: int) -> None:
    """Go to the page of a text."""
    browser.open(browser.run("return document.querySelectorAll('.overview a')[arguments[0]].href", number))


def test_links_lead_there_and_back_and_nothing_is_asked_for(browser: Browser, index: str) -> None:
    for number, path in enumerate(("a.en.txt", "b<U+202E><b>#?.en.txt")):
        browser.list_log("performance")
        browser.open(index)
        follow(browser, number)
        assert list_requests(browser) == [index, browser.run("return location.href")]
        assert browser.run("return [...document.querySelectorAll('.sheet h2')].map((node) => node.textContent)") == [
            path
        ]
        assert browser.run("return document.title") == f"aligncheck: review of {path}"
        assert browser.run("return document.querySelector('nav a').href") == index
    assert browser.list_log("browser") == []


def test_what_is_stale_is_marked_and_inert(browser: Browser) -> None:
    follow(browser, 0)
    notes = browser.run(
        "return [...document.querySelectorAll('.note')].filter((node) => node.querySelector('code').textContent ==="
        " 'stale-translation').map((node) => node.querySelector('.head + p').textContent)"
    )
    assert notes == [
        "The source has changed since it was recorded: 价格上涨了百分之[-五-]{+</script>八<U+202E>+}。",
        "The source of this has been removed since it was recorded: [-专家认为需求会继续增长。-]",
    ]
    marked = browser.run("return [...document.querySelectorAll('.source mark')].map((node) => node.textContent)")
    assert "</script>八<U+202E>" in "".join(marked)
    assert browser.run("return document.scripts.length") == 1


def test_decisions_of_each_page_are_kept_and_saved_apart(browser: Browser, index: str, tmp_path: Path) -> None:
    follow(browser, 0)
    first = browser.run("return location.href")
    browser.press("j", "a", *"right", "Enter")
    browser.open(index)
    follow(browser, 1)
    assert browser.run("return document.querySelectorAll('.note.decided').length") == 0
    browser.press("j", "a", *"fine", "Enter")
    browser.open(first)
    assert browser.run("return document.querySelector('.verdict').textContent") == "Accepted: right"
    name = f"{json.loads(browser.run('return document.body.dataset.file'))}.review.json"
    _, line = list_decisions(browser, tmp_path, name)
    assert (line["path"], line["reason"]) == ("a.en.txt", "right")


def test_findings_are_filtered_by_what_was_decided(browser: Browser) -> None:
    follow(browser, 0)
    browser.press("j", "a", *"right", "Enter", "j", "c", *"hm", "Enter")
    total = browser.run("return document.querySelectorAll('.note').length")
    shown = (
        "const box = document.getElementById('decision'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('change')); return document.querySelectorAll('.note:not([hidden])').length"
    )
    counts = {value: browser.run(shown, value) for value in ("open", "decided", "accept", "fix", "comment", "")}
    assert counts == {"open": total - 1, "decided": 1, "accept": 1, "fix": 0, "comment": 1, "": total}


@pytest.mark.parametrize("width", [1280, 390])
@ON_EACH_LOOK
def test_axe_finds_nothing(browser: Browser, feature: str, value: str, media: str, width: int) -> None:
    take_look(browser, feature, value, media, width)
    assert list_violations(browser) == []
    follow(browser, 0)
    browser.run("for (const one of document.querySelectorAll('header details')) one.open = true")
    assert list_violations(browser) == []
    browser.command("Emulation.setEmulatedMedia", media="", features=[])
