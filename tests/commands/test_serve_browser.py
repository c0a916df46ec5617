"""The page that is served, in a real browser: two windows, an edit that is checked again, a server that is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from reviewing import TEXT, decide, find_ids, save, serve
from roots import ROOT
from webdriver import BROWSER_TESTS, Browser, start_browser

from align.config.decisions.files import read_review

pytestmark = BROWSER_TESTS

AXE = ROOT / ".ci/node/node_modules/axe-core/axe.min.js"
FILE = "report.review.json"
SAVED = f"Saved in {FILE}."
TOLD = "document.getElementById('saved').textContent"
ASKED = (
    "(document.getElementById('replace').open ? "
    "[...document.querySelectorAll('#replace li')].map((node) => node.textContent) : null)"
)
THREAD = "[...document.querySelectorAll('.note .thread li')].map((one) => one.textContent.replace(/ [-0-9]{10}/, ''))"
VERDICTS = "[...document.querySelectorAll('.verdict')].map((node) => node.textContent)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser() as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    return tmp_path


@contextmanager
def start_process() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of the text in a process of its own, and its address."""
    arguments = ["-m", "align", "review", "serve", "a.txt", "--options=--config none", "--no-browser"]
    with subprocess.Popen([sys.executable, "-P", *arguments], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def await_value(browser: Browser, expression: str, expected: object) -> None:
    """Wait until an expression has a value in the page."""
    script = (
        "const done = arguments[arguments.length - 1], wanted = arguments[0]; let left = 1000;"
        f"const look = () => {{ const value = {expression};"
        "if (JSON.stringify(value) === wanted || !left--) done(value); else setTimeout(look, 20); }; look();"
    )
    wanted = json.dumps(expected, ensure_ascii=False, separators=(",", ":"))
    assert browser.call("/execute/async", script=script, args=[wanted]) == expected


def list_decided() -> list[tuple[str, str]]:
    decisions = read_review(FILE).decisions if Path(FILE).exists() else []
    return [(one.decision, one.reason or one.text) for one in decisions]


def await_decided(expected: list[tuple[str, str]]) -> None:
    """Wait until the file holds these decisions: the page may still say that the one before was saved."""
    last = time.monotonic() + 60
    while list_decided() != expected and time.monotonic() < last:
        time.sleep(0.02)
    assert list_decided() == expected


def open_windows(browser: Browser, url: str) -> tuple[str, str]:
    """Two windows of a page, of which the first is current."""
    browser.open(url)
    first = browser.get("/window")
    second = browser.call("/window/new", type="tab")["handle"]
    browser.call("/window", handle=second)
    browser.open(url)
    browser.call("/window", handle=first)
    return first, second


def close_window(browser: Browser, handle: str, other: str) -> None:
    browser.call("/window", handle=handle)
    browser.delete("/window")
    browser.call("/window", handle=other)


def test_decisions_are_saved_as_they_are_made(browser: Browser, folder: Path) -> None:
    with start_process() as (process, url):
        browser.list_log("performance")
        browser.list_log("browser")
        browser.open(url)
        browser.press("j", "a", *"a name", "Enter")
        await_decided([("accept", "a name")])
        browser.press("u")
        await_value(browser, "document.querySelectorAll('.verdict').length", 0)
        await_decided([])
        browser.press("a", *"the name", "Enter")
        await_value(browser, TOLD, SAVED)
        browser.open(url)
        await_value(browser, VERDICTS, ["Accepted: the name"])
        assert browser.list_log("browser") == []
        events = [json.loads(message)["message"] for message in browser.list_log("performance")]
        asked = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
        assert {one.removeprefix(url) for one in asked} == {"", "decisions", "decide"}
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0


def test_a_file_leads_to_the_page(browser: Browser, folder: Path) -> None:
    with serve() as server:
        guide = server.make_guide()
        assert guide
        browser.call("/url", url=guide.as_uri())
        browser.call("/timeouts", implicit=30_000)
        assert browser.call("/element", using="css selector", value="#saved")
        browser.call("/timeouts", implicit=0)
        assert browser.get("/url") == server.address
        assert not guide.exists()


def test_two_windows_lose_no_decision(browser: Browser, folder: Path) -> None:
    with serve() as server:
        url = server.address
        first, second = open_windows(browser, url)
        browser.press("j", "a", *"a name", "Enter")
        await_value(browser, TOLD, SAVED)
        browser.call("/window", handle=second)
        browser.press("j", "j", "a", *"spoken", "Enter")
        await_value(browser, TOLD, SAVED)
        assert sorted(list_decided()) == [("accept", "a name"), ("accept", "spoken")]
        await_value(browser, VERDICTS, ["Accepted: a name", "Accepted: spoken"])
        browser.call("/window", handle=first)
        await_value(browser, VERDICTS, ["Accepted: a name", "Accepted: spoken"])
        close_window(browser, second, first)


def test_a_window_that_does_not_know_overwrites_nothing(browser: Browser, folder: Path) -> None:
    with serve() as server:
        url = server.address
        first, second = open_windows(browser, url)
        browser.call("/window", handle=second)
        browser.run("window.fetch = ((old) => (name, ...rest) => name === 'decisions' ? new Promise(() => {}) "
                    ": old(name, ...rest))(window.fetch)")  # fmt: skip
        browser.call("/window", handle=first)
        browser.press("j", "a", *"a name", "Enter")
        await_value(browser, TOLD, SAVED)
        browser.call("/window", handle=second)
        browser.press("j", "a", *"other", "Enter")
        told = (
            "Decided meanwhile elsewhere: accepted: a name. Not saved: accepted: other. "
            "Decide again if that is to stand."
        )
        await_value(browser, TOLD, told)
        assert browser.run(f"return {VERDICTS}") == ["Accepted: a name"]
        assert list_decided() == [("accept", "a name")]
        browser.press("a", *"other", "Enter")
        await_value(browser, ASKED, ["Decided: accepted: a name", "Yours: accepted: other"])
        browser.press("Tab", "Enter")
        await_decided([("accept", "other")])
        close_window(browser, second, first)


def test_no_key_alone_replaces_what_somebody_else_has_decided(browser: Browser, folder: Path) -> None:
    name = "document.getElementById('by').value = arguments[0]"
    with serve() as server:
        first, second = open_windows(browser, server.address)
        browser.run(name, "Ann")
        browser.press("j", "a", *"a name", "Enter")
        await_value(browser, TOLD, SAVED)
        browser.call("/window", handle=second)
        browser.run(name, "Bo")
        await_value(browser, VERDICTS, ["Accepted: a name (Ann)"])
        browser.press("j", "f", "1")
        yours = ["Decided: accepted: a name (Ann)", "Yours: becomes: The (Bo)"]
        await_value(browser, ASKED, yours)
        browser.press("Enter")
        await_value(browser, ASKED, None)
        await_value(browser, VERDICTS, ["Accepted: a name (Ann)"])
        assert browser.run(f"return {TOLD}") == "Nothing was replaced."
        browser.press("c", *"sure?", "Enter")
        await_value(browser, TOLD, SAVED)
        assert browser.run(f"return {ASKED}") is None
        assert browser.run(f"return {VERDICTS}") == ["Accepted: a name (Ann)"]
        browser.call("/window", handle=first)
        await_value(browser, THREAD, ["Bo: sure?"])
        browser.press("c", *"yes", "Enter")
        await_value(browser, THREAD, ["Bo: sure?", "Ann: yes"])
        browser.call("/window", handle=second)
        await_value(browser, THREAD, ["Bo: sure?", "Ann: yes"])
        (one,) = read_review(FILE).decisions
        assert (one.decision, one.by, [said.by for said in one.remarks]) == ("accept", "Ann", ["Bo", "Ann"])
        browser.press("f", "1")
        await_value(browser, ASKED, yours)
        browser.press("Tab", "Enter")
        await_decided([("fix", "The")])
        browser.press("u")
        await_value(browser, TOLD, SAVED)
        await_value(browser, VERDICTS, ["Accepted: a name (Ann)"])
        browser.press("a", *"fine", "Enter")
        await_value(browser, VERDICTS, ["Accepted: fine"])
        browser.call("/window", handle=first)
        await_value(browser, VERDICTS, ["Accepted: fine (Bo)"])
        browser.press("u")
        await_value(browser, ASKED, ["Decided: accepted: fine (Bo)", "Yours: accepted: a name (Ann)"])
        browser.press("Enter")
        await_value(browser, ASKED, None)
        assert list_decided() == [("accept", "fine")]
        close_window(browser, second, first)


def test_decisions_of_others_that_were_there_before_are_asked_about(browser: Browser, folder: Path) -> None:
    found, sentences = find_ids()
    save(
        decide("finding", found["The the"], "accept", reason="a name", by="Ann"),
        decide("edit", sentences["They said said so."], "edit", text="So it is."),
    )
    with serve() as server:
        browser.open(server.address)
        await_value(browser, VERDICTS, ["Accepted: a name (Ann)", "Its sentence is rewritten"])
        browser.press("j", "j", "e", *"So it was.", "Enter")
        await_value(browser, TOLD, SAVED)
        browser.press("k", "a", *"fine", "Enter")
        await_value(browser, ASKED, ["Decided: accepted: a name (Ann)", "Yours: accepted: fine"])
        browser.press("Escape")
        await_value(browser, ASKED, None)
        browser.run("document.getElementById('by').value = 'Ann'")
        browser.press("a", *"fine", "Enter")
        await_value(browser, TOLD, SAVED)
    assert sorted(list_decided()) == [("accept", "fine"), ("edit", "So it was.")]


def test_what_is_shown_as_saved_outlives_the_server(browser: Browser, folder: Path) -> None:
    with start_process() as (process, url):
        browser.open(url)
        browser.press("j", "a", *"a name", "Enter")
        await_value(browser, TOLD, SAVED)
        os.kill(process.pid, signal.SIGKILL)
        assert list_decided() == [("accept", "a name")]
        process.wait()
        browser.press("j", "a", *"spoken", "Enter")
        message = "1 decision is not saved: the server does not answer. It is tried again."
        await_value(browser, TOLD, message)
        assert list_decided() == [("accept", "a name")]
        assert browser.run(f"return {VERDICTS}") == ["Accepted: a name", "Accepted: spoken"]
    browser.run("window.stop()")
    browser.command("Page.navigate", url="about:blank")


def test_a_sentence_is_checked_again_when_it_is_written_anew(browser: Browser, folder: Path) -> None:
    found = "[...document.querySelectorAll('.rechecked li')].map((node) => node.textContent)"
    with serve() as server:
        url = server.address
        browser.open(url)
        browser.press("j", "j", "e", *"They said and and so.", "Enter")
        told = "Repeated word “and”: delete one, or replace it with the intended word."
        gone = "No longer found: doubled-word “said said”"
        await_value(browser, found, [f"error doubled-word {told}", gone])
        assert browser.run("return document.getElementById('status').textContent") == "1 of 2 decided"
        browser.press("e", *"They said so.", "Enter")
        await_value(browser, found, [gone, "Nothing is found in it now."])
        assert list_decided() == [("edit", "They said so.")]
        browser.press("u", "u")
        await_value(browser, found, [])
        await_decided([])
    assert (folder / "a.txt").read_bytes() == TEXT.encode()


def test_what_is_told_of_a_wording_goes_with_it(browser: Browser, folder: Path) -> None:
    found = "[...document.querySelectorAll('.rechecked li')].map((node) => node.textContent)"
    wording = "[...document.querySelectorAll('.anew')].map((node) => node.textContent)"
    with serve() as server:
        first, second = open_windows(browser, server.address)
        browser.press("j", "j", "e", *"They said so.", "Enter")
        await_value(browser, found, ["No longer found: doubled-word “said said”", "Nothing is found in it now."])
        browser.call("/window", handle=second)
        await_value(browser, wording, ["They said so."])
        browser.press("j", "j", "e", *"They said said it.", "Enter", "Tab", "Enter")
        await_value(browser, TOLD, SAVED)
        browser.call("/window", handle=first)
        await_value(browser, wording, ["They said said it."])
        await_value(browser, found, [])
        close_window(browser, second, first)


def test_pairs_come_to_the_other_window(browser: Browser, folder: Path) -> None:
    (folder / "b.zh.txt").write_text("价格上涨了。\n他没有来。\n", encoding="utf-8")
    (folder / "b.en.txt").write_text("Prices rose.\nHe did not come.\n")
    rows = "[...document.querySelectorAll('.row:not(.merged) .target > bdi')].map((node) => node.textContent.trim())"
    with serve("b.en.txt") as server:
        first, second = open_windows(browser, server.address)
        browser.press("J", "m")
        await_decided([("pair", "价格上涨了。 他没有来。 = Prices rose. He did not come.")])
        browser.call("/window", handle=second)
        await_value(browser, rows, ["Prices rose.\nHe did not come."])
        browser.press("J", "s", "Enter")
        asked = [
            "Decided: put together: 价格上涨了。 他没有来。 = Prices rose. He did not come.",
            "Yours: take it back",
        ]
        await_value(browser, ASKED, asked)
        browser.press("Enter")
        await_value(browser, rows, ["Prices rose.\nHe did not come."])
        browser.call("/window", handle=first)
        browser.press("u")
        await_decided([])
        browser.call("/window", handle=second)
        await_value(browser, rows, ["Prices rose.", "He did not come."])
        browser.call("/window", handle=first)
        close_window(browser, second, first)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, folder: Path, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci --prefix .ci/node")
    browser.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    with serve() as server:
        browser.open(server.address)
        browser.press("j", "j", "e", *"They said and and so.", "Enter")
        await_value(browser, "document.querySelectorAll('.rechecked li').length", 2)
        browser.run(AXE.read_text("utf-8"))
        script = "const done = arguments[arguments.length - 1]; axe.run().then((found) => done(found.violations))"
        assert browser.call("/execute/async", script=script, args=[]) == []
    browser.command("Emulation.setEmulatedMedia", features=[])


def test_another_page_gets_nothing(browser: Browser, folder: Path) -> None:
    edit = decide("edit", find_ids()[1]["Prices rose."], "edit", text="Prices fell.")
    with serve() as server:
        browser.open((folder / "a.txt").as_uri())
        body = json.dumps({"key": ["a.txt", "edit", edit["id"]], "record": edit, "known": None})
        script = (
            "const done = arguments[arguments.length - 1], [url, body] = arguments;"
            "const send = (name, more) => fetch(url + name, more).then((answer) => answer.type, () => 'refused');"
            "Promise.all([send(''), send('decisions'), send('decide', { method: 'POST', body }),"
            "send('decide', { method: 'POST', body, mode: 'no-cors' })]).then(done)"
        )
        answers: list[Any] = browser.call("/execute/async", script=script, args=[server.address, body])
        assert answers[:3] == ["refused"] * 3
        assert not Path(FILE).exists()
