"""The memory on a page that is served, in a real browser: a word that is selected, or what a finding is about."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import AXE, list_violations
from memories import make_document, write_memory
from reviewing import serve
from webdriver import BROWSER_TESTS, Browser

from align.memory.counting import DocumentCounts, RenderingCount, TermCount

pytestmark = BROWSER_TESTS

SOURCE = "储能电站有三万名员工。\n储能电站很大。\n"
TARGET = "The power reservoir has 3,000 employees.\nThe power reservoir is large.\n"
PANEL = "return document.getElementById('memory').hidden"
TOLD = "return document.querySelector('#memory [role=status]').textContent"
MARKS = "return [...document.querySelectorAll('#memory mark')].map((node) => node.textContent)"
SELECT = (
    "const range = new Range(); const node = document.querySelector(arguments[0]).firstChild;"
    "range.setStart(node, arguments[1]); range.setEnd(node, arguments[2]);"
    "getSelection().removeAllRanges(); getSelection().addRange(range)"
)


@pytest.fixture
def browser(started: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A page of a text with two findings, one of them from a memory, which has a hostile document."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zh.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(TARGET)
    hostile = ("储能电站<b>\u202e", "<img src=x onerror=\"document.title = 'taken'\"> station")
    plain = [
        ("储能电站获批。", "The energy storage station was approved."),
        ("员工很多。", "There are many employees."),
    ]
    station = TermCount("储能电站", 3, 3, (RenderingCount("energy storage station", "energy storage station", 3, 3),))
    counts = DocumentCounts(50, (station,))
    latest = make_document("x.txt", plain, "2017-04-26", counts=counts)
    others = [
        make_document(path, [pair], counts=counts) for path, pair in (("<i>.txt", hostile), ("y.txt", ("甲", "A")))
    ]
    write_memory("house.sqlite", [latest, *others])
    with serve("a.en.txt", memory="house.sqlite") as server:
        started.list_log("browser")
        started.open(server.address)
        yield started
        assert [one for one in started.list_log("browser") if "favicon" not in one] == []
        started.open("about:blank")  # else the page asks a server that has ended


def wait_for(browser: Browser, said: str) -> None:
    """Wait until the panel says something."""
    script = (
        "const [said, done] = arguments; const look = () => (document.querySelector('#memory [role=status]')"
        ".textContent === said ? done(true) : setTimeout(look, 20)); look()"
    )
    assert browser.call("/execute/async", script=script, args=[said])


def test_a_selected_word_is_looked_up(browser: Browser) -> None:
    assert browser.run(PANEL)
    browser.run(SELECT, "#t1r2 .source .o", 0, 4)
    wait_for(browser, "2 pairs")
    rendering = "energy storage station"
    assert browser.run(MARKS) == ["储能电站", rendering, "储能电站"]
    shown = (
        "return [...document.querySelectorAll('#memory li')].map((one) => "
        "[...one.children].map((line) => [line.lang, line.textContent]))"
    )
    assert browser.run(shown) == [
        [["", "x.txt, 2017-04-26"], ["zh", "储能电站获批。"], ["en", "The energy storage station was approved."]],
        [
            ["", "<i>.txt"],
            ["zh", "储能电站<b><U+202E>"],
            ["en", "<img src=x onerror=\"document.title = 'taken'\"> station"],
        ],
    ]
    assert browser.run("return document.title") == "aligncheck: review"
    browser.run(SELECT, "#t1r2 .target .s", 20, 28)
    wait_for(browser, "“is large” is not in the memory.")
    browser.press("Escape")
    assert browser.run(PANEL)


def test_it_works_by_keyboard_alone(browser: Browser) -> None:
    browser.press("j", "h")
    wait_for(browser, "2 pairs")
    assert browser.run("return document.getElementById('memory-words').value") == "储能电站"
    browser.press("Escape", "j", "h")
    wait_for(browser, "“三万” is not in the memory.")
    assert browser.run("return document.activeElement.id") == "memory-words"
    browser.press(*"employee", "Enter")
    wait_for(browser, "1 pair")
    assert browser.run(MARKS) == ["employees"]
    browser.press("Escape")
    assert browser.run(PANEL)
    assert browser.run("return document.activeElement.className") == "note error current"
    browser.press("?")
    assert browser.run("return document.querySelector('#keys dl').lastChild.textContent").startswith("look up in the")
    browser.press("Escape")


def test_words_are_typed_where_nothing_is_selected(browser: Browser) -> None:
    browser.press("h")
    wait_for(browser, "Type a word of either side, or select one on the page.")
    browser.press(*"station approved", "Enter")
    wait_for(browser, "“station approved” is not in the memory.")
    browser.run("document.querySelector('#memory button').click()")
    assert browser.run(PANEL)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(browser: Browser, width: int) -> None:
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci --prefix .ci/node")
    browser.command("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
    try:
        browser.run(SELECT, "#t1r2 .source .o", 0, 4)
        wait_for(browser, "2 pairs")
        browser.run("document.querySelector('.house').open = true")
        for scheme in ("light", "dark"):
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            browser.command("Emulation.setEmulatedMedia", media="screen", features=features)
            assert list_violations(browser) == []
    finally:
        browser.command("Emulation.setEmulatedMedia", media="", features=[])
        browser.command("Emulation.clearDeviceMetricsOverride")
