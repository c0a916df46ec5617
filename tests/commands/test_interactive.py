"""`aligncheck --interactive`: each finding is shown, a key answers to it, and what was answered is done."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from command_line import CLEAN, run, write
from roots import ROOT

from align.commands.check import check_file
from align.commands.review.answers import Answer, Answers
from align.config.decisions.files import ACCEPTED_NAME, read_findings
from align.inputs.tasks import Task
from align.model import Edit
from align.report.terminal import width

TEXT = "Firms tried to规避 the rule.\n\nThe plan plan failed, and and the mine the the owner.\n"

Press = Callable[..., Result]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    """Run the command with these keys, and with these lines where it asks for one."""

    def answer(keys: str, *arguments: str, lines: tuple[str, ...] = ()) -> Result:
        pressed, typed = iter(keys), iter(lines)

        def press_next() -> str:
            key = next(pressed)
            if key in "\x03\x04":
                raise {"\x03": KeyboardInterrupt, "\x04": EOFError}[key]
            return key

        monkeypatch.setattr("align.cli.interactive.is_terminal", lambda: True)
        monkeypatch.setattr("click.getchar", press_next)
        monkeypatch.setattr("click.prompt", lambda *_, **__: next(typed))
        result = run("check", "--interactive", "--by", "Ann", *(arguments or ("a.txt",)))
        assert (list(pressed), list(typed)) == ([], [])
        return result

    return answer


def test_a_finding_is_shown_with_its_source_and_what_could_stand_there(folder: Path, press: Press) -> None:
    write(folder / "a.zh.txt", "企业试图规避规则。\n")
    write(folder / "a.en.txt", "Firms tried to规避 the rule.\n")
    result = press("q", "a.en.txt")
    assert result.stdout == (
        "\n1 of 1\n"
        "a.en.txt:1:15: error residual-source\n"
        "  Chinese “规避” was left untranslated; translate it and restore the missing\n"
        "  space before it.\n"
        "  | Firms tried to规避 the rule.\n"
        "  |               ^^^^\n"
        "  Source: 企业试图规避规则。\n"
        "  1  dodge\n"
        "  2  evade\n"
        "\n"
        "[1-2] take  [e]dit  [d]elete  [a]ccept  [s]kip  [u]ndo  [q]uit  [?]: q\n"
        "a.en.txt: 0 changed, 0 accepted\n\n"
        "0 changed, 0 accepted, 1 undecided.\n"
    )
    assert result.exit_code == 1


def test_keys_answer(folder: Path, press: Press) -> None:
    path = write(folder / "a.txt", TEXT)
    result = press("2daxe\r", lines=("it is their slogan", "The owner of the mine"))
    assert (
        path.read_text()
        == "Firms tried to evade the rule.\n\nThe failed, and and the mine The owner of the mine owner.\n"
    )
    (entry,) = read_findings(ACCEPTED_NAME)
    assert (entry.rule, entry.reason, entry.by) == ("doubled-word", "it is their slogan", "Ann")
    assert "All 4 findings are answered: [Enter] save  [u]ndo  [q]uit: " in result.stdout
    assert result.stdout.endswith("a.txt: 3 changed, 1 accepted\n\n3 changed, 1 accepted, 0 undecided.\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert run("a.txt").exit_code == 0


def test_another_key_tells_which_there_are(folder: Path, press: Press) -> None:
    write(folder / "a.txt", "The the mine. They tried to规避 it.\n")
    told = " ".join(press("x?s9\x1bs\x08\r").stdout.split())
    keys = (
        "e: write something else there; d: delete what is marked; a: accept the finding, with a reason; s: skip it; "
        "u: take the last answer back; q: save what was answered, and quit."
    )
    for number in ("1", "1-4"):
        assert told.count(f"{number}: take the suggestion with this number; {keys}") == 2
    assert told.count("No such answer. ") == 4
    last = "Enter: save what was answered; u: take the last answer back; q: save it, and ask about no other file."
    assert told.count(f"No such answer. {last}") == 1


def test_answers_are_taken_back(folder: Path, press: Press) -> None:
    path = write(folder / "a.txt", TEXT)
    result = press("u1u1assu1uuusss\r", lines=("a reason",))
    assert path.read_text() == TEXT.replace("to规避", "to dodge")
    assert not (folder / ACCEPTED_NAME).exists()
    assert "There is nothing to undo in this file.\n" in result.stdout
    assert result.exit_code == 1


def test_the_last_answer_can_be_taken_back_before_the_file_is_saved(folder: Path, press: Press) -> None:
    path = write(folder / "a.txt", "The the mine.\n")
    press("1us\r")
    assert path.read_text() == "The the mine.\n"
    press("1\r")
    assert path.read_text() == "The mine.\n"


def test_quitting_keeps_what_was_done(folder: Path, press: Press) -> None:
    for key in "q\x04":
        first, second = write(folder / "a.txt", TEXT), write(folder / "b.txt", TEXT)
        result = press(f"1{key}", ".")
        assert first.read_text() == TEXT.replace("to规避", "to dodge")
        assert (second.read_text(), result.exit_code) == (TEXT, 1)
        assert result.stdout.endswith("a.txt: 1 changed, 0 accepted\n\n1 changed, 0 accepted, 3 undecided.\n")


def test_an_interrupt_keeps_what_was_done(folder: Path, press: Press) -> None:
    path = write(folder / "a.txt", TEXT)
    assert press("1\x03").exit_code == 130
    assert path.read_text() == TEXT.replace("to规避", "to dodge")


def test_an_empty_line_leads_back(folder: Path, press: Press) -> None:
    path = write(folder / "a.txt", "The the mine.\n")
    assert press("eaq", lines=("", "")).exit_code == 1
    assert path.read_text() == "The the mine.\n"


def test_what_was_typed_stands_where_a_suggestion_would(folder: Path, press: Press) -> None:
    path = write(folder / "a.txt", "Firms tried to规避 the rule.\n")
    press("e\r", lines=(" get round ",))
    assert path.read_text() == "Firms tried to get round the rule.\n"


@pytest.mark.parametrize(
    ("text", "mended"),
    [("[Text/Ocean Finance Zhou Yining] The mine reopened.\n", "The mine reopened.\n"),
     ("The mine reopened 摆脱.\n", "The mine reopened.\n"),
     ("The 摆脱 mine reopened.\n", "The mine reopened.\n"),
     ("The mine reopened. Scan the QR code below to follow us.\n", "The mine reopened.\n"),
     ("Scan the QR code below to follow us! The mine reopened.\n", "The mine reopened.\n"),
     ("Scan the QR code below to follow us.\n", ""),
     ("The mine reopened.\n\nScan the QR code below to follow us.\n\nIt is large.\n",
      "The mine reopened.\n\nIt is large.\n")],
)  # fmt: skip
def test_what_is_deleted_leaves_no_space_and_no_full_stop(folder: Path, press: Press, text: str, mended: str) -> None:
    path = write(folder / "a.txt", text)
    press("d\r")
    assert path.read_text() == mended


def test_pairs_and_other_encodings(folder: Path, press: Press) -> None:
    rows = '{"source": "一", "target": "The the “mine”."}\r\n{"source": "二", "target": "An an end。"}\r\n'
    path = write(folder / "a.jsonl", rows.encode("gb18030"))
    press("111\r", "a.jsonl", "--select", "doubled-word,cjk-punctuation", "--encoding", "gb18030")
    assert path.read_bytes() == rows.replace("The the", "The").replace("An an end。", "An end.").encode("gb18030")


def test_a_finding_that_an_edit_reaches_into_is_not_asked_about() -> None:
    result = check_file(Task("a.txt"), data=b"The the mine of of silk and and trade.")
    answers = Answers(result.diagnostics)
    answers.given.append(Answer(0, (Edit(0, 16, "A mine"),)))
    assert (len(answers.found), answers.index) == (3, 2)
    assert answers.undo()
    answers.given.append(Answer(0, (Edit(0, 12, "A mine"),)))
    assert (answers.index, answers.undo(), answers.index, answers.undo()) == (1, True, 0, False)


def test_a_key_may_come_together_with_enter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "a.txt", "The the mine.\n")
    keys = iter(("\r", "1\r", "\r"))
    monkeypatch.setattr("align.cli.interactive.is_terminal", lambda: True)
    monkeypatch.setattr("click.getchar", lambda: next(keys))
    assert (run("check", "--interactive", "a.txt").exit_code, path.read_text()) == (0, "The mine.\n")


def test_keys_pressed_at_once_are_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(folder / "a.txt", "The the mine.\n")
    keys = iter(("as", "\x1b[A", "", "9", "q"))
    monkeypatch.setattr("align.cli.interactive.is_terminal", lambda: True)
    monkeypatch.setattr("click.getchar", lambda: next(keys))
    assert run("check", "-i", "a.txt").exit_code == 1
    assert (path.read_text(), list(keys)) == ("The the mine.\n", [])


def test_a_file_that_changes_meanwhile_is_left_alone(
    folder: Path, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder / "a.txt", "The the mine.\n")
    from align.cli import interactive

    read = interactive.Page.ask_all

    def ask(page: interactive.Page) -> bool:
        path.write_text("Somebody else was here.\n")
        return read(page)

    monkeypatch.setattr(interactive.Page, "ask_all", ask)
    result = press("1\r")
    assert (path.read_text(), result.exit_code) == ("Somebody else was here.\n", 2)
    assert result.stderr == (
        "aligncheck: a.txt: has changed since it was read, and was left as it is: run this again\n"
    )


def test_nothing_to_ask(folder: Path, press: Press) -> None:
    write(folder / "a.txt", CLEAN)
    assert (press("").output, press("").exit_code) == ("0 changed, 0 accepted, 0 undecided.\n", 0)
    write(folder / "b.txt", b"\xff\xfe\xff")
    assert press("", ".").exit_code == 2


@pytest.mark.parametrize("color", ["always", "never"])
def test_pages_fit_on_80_columns_and_nothing_in_them_acts(folder: Path, press: Press, color: str) -> None:
    source = "企业试图规避\x1b[31m规则，" * 40
    write(folder / "a.zh.txt", f"{source}。\n")
    write(folder / "a.en.txt", "Firms \x1b[31mtried to规避 the rule.\u202e " + "And so on and so on. " * 20 + "\n")
    shown = press("q", "a.en.txt", "--color", color, "--select", "residual-source,invisible-character").stdout
    assert ("\x1b[" in shown) == (color == "always")
    for escape in ("\x1b[1m", "\x1b[0m", "\x1b[36m", "\x1b[1;31m", "\x1b[1;33m"):
        shown = shown.replace(escape, "")
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert all(width(line) <= 80 for line in shown.split("\n"))


def test_where_something_is_missing_nothing_can_be_deleted(folder: Path, press: Press) -> None:
    write(
        folder / "a.zh.txt",
        "港口五月开放。第一批船已经到了。局长说，水位很低。\n渔民担心今年的收成。新码头要花三亿元。\n",
    )
    text = "The port opens in May. The first ships have already arrived. The water level is very low, its head said.\n"
    write(folder / "a.en.txt", f"{text}Fishermen worry about this year's catch.\n")
    told = press("de\r", "a.en.txt", lines=("The new pier will cost 300 million yuan.",)).stdout
    assert "\n[e]dit  [a]ccept  [s]kip  [u]ndo  [q]uit  [?]: d\nNo such answer. e: write what is missing; a: " in told
    assert "The new pier will cost 300 million yuan." in (folder / "a.en.txt").read_text()


def test_enter_behind_a_key_is_no_mistake(folder: Path, press: Press) -> None:
    write(folder / "a.txt", "The the mine.\n")
    result = press("\r\n1\r")
    assert "No such answer" not in result.stdout
    assert (folder / "a.txt").read_text() == "The mine.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-i",), "--interactive asks questions and needs a terminal: without one, use --fix"),
        (("--fix", "--interactive"), "--fix does not go with --interactive; leave it out"),
        (("-i", "--watch"), "--watch does not go with --interactive; leave it out"),
        (("-i", "-o", "html=a.html"), "--output does not go with --interactive; leave it out"),
        (("--by", "Ann"), "--by says who accepts findings: add --interactive, or leave it out"),
    ],
)
def test_what_cannot_be_asked(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    write(folder / "a.txt", TEXT)
    result = run("check", *arguments, "a.txt")
    assert (result.exit_code, result.output) == (2, f"aligncheck: {message}\n")


class Terminal:
    """A real terminal of 80 columns."""

    def __init__(self, folder: Path) -> None:
        self._tmux = ("tmux", "-S", str(folder / "socket"), "-f", "/dev/null")

    def start(self, command: str) -> None:
        self._run("new-session", "-d", "-x", "80", "-y", "50", command)

    def wait_for(self, text: str) -> str:
        """The screen, once it shows a text."""
        screen = ""
        for _ in range(1200):
            screen = self._run("capture-pane", "-p", "-t", ":")
            if text in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(screen)

    def press(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def end(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)

    def _run(self, *arguments: str) -> str:
        return subprocess.run([*self._tmux, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    terminal = Terminal(tmp_path_factory.mktemp("tmux"))
    yield terminal
    terminal.end()


@pytest.mark.full
def test_in_a_real_terminal(folder: Path, terminal: Terminal) -> None:
    path = write(folder / "a.txt", TEXT)
    program = shlex.join([sys.executable, "-P", "-m", "align", "check", "-i", "a.txt", "--by", "Ann"])
    variables = shlex.join([f"PYTHONPATH={ROOT}", f"XDG_CACHE_HOME={os.environ['XDG_CACHE_HOME']}", "LC_ALL=C.UTF-8"])
    terminal.start(f"cd {shlex.quote(str(folder))}; env {variables} {program}; echo exit code $?; sleep 600")
    assert "\n  1  dodge\n  2  evade\n" in terminal.wait_for("[q]uit  [?]:")
    terminal.press("1")
    terminal.wait_for("2 of 4")
    terminal.press("u")
    terminal.wait_for("[q]uit  [?]: u")
    terminal.press("2")
    terminal.wait_for("[q]uit  [?]: 2")
    terminal.press("e")
    terminal.wait_for("Write instead (empty: back):")
    terminal.press("-l", "plot 计划")
    terminal.press("Enter")
    terminal.wait_for("3 of 4")
    terminal.press("a")
    terminal.wait_for("Why is it right (empty: back):")
    terminal.press("-l", "a slogan")
    terminal.press("Enter")
    terminal.wait_for("4 of 4")
    terminal.press("q")
    terminal.wait_for("exit code 1")
    assert path.read_text() == TEXT.replace("to规避", "to evade").replace("plan plan", "plot 计划")
    assert [entry.reason for entry in read_findings(ACCEPTED_NAME)] == ["a slogan"]
