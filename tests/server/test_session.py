"""Sessions with the language server in this process, where what comes first can be decided."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import write
from editor import Message

from align.config.settings import Request
from align.server.lsp import Server
from align.server.texts import Checked, Text, TextChecker

SOURCE = "这座矿去年生产了300吨石墨。\n"
TARGET = "The mine produced 400 tonnes of graphite last year.\n"


class Client:
    """What an editor sends, and what it is sent."""

    def __init__(self, folder: Path) -> None:
        self.server = Server(Request((".",)), lambda: ("", ""), "0")
        self.server.protocol.set_writer(self, include_headers=False)
        self.received = list[Message]()
        workspace = [{"uri": folder.as_uri(), "name": "a"}]
        options = {"debounceMilliseconds": 0, "pollMilliseconds": 0}
        given = {"processId": None, "rootUri": None, "workspaceFolders": workspace, "initializationOptions": options}
        self.send("initialize", {**given, "capabilities": {}}, 1)

    def write(self, data: bytes) -> None:
        self.received.append(json.loads(data))

    def close(self) -> None:
        pass

    def send(self, method: str, params: object, number: int | None = None) -> None:
        named = {} if number is None else {"id": number}
        text = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **named})
        protocol = self.server.protocol
        protocol.handle_message(json.loads(text, object_hook=protocol.structure_message))

    async def wait(self, is_it: Callable[[Message], bool]) -> Message:
        while True:
            for one in self.received:
                if is_it(one):
                    return one
            await asyncio.sleep(0.01)

    def open(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        item = {"uri": path.as_uri(), "languageId": "plaintext", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": item})


def test_a_source_that_is_edited_while_its_translation_is_checked_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source, target = write(tmp_path / "a.zh.txt", SOURCE), write(tmp_path / "a.en.txt", TARGET)
    check, sources = TextChecker.check, list[str]()

    async def play() -> list[str]:
        loop, client = asyncio.get_running_loop(), Client(tmp_path)

        async def edit() -> None:
            document = {"uri": source.as_uri(), "version": 2}
            changes = [{"text": SOURCE.replace("300", "400")}]
            client.send("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

        def check_and_edit(self: TextChecker, text: Text, see: Callable[[], None] = lambda: None) -> Checked:
            checked = check(self, text, see)
            if text.path == str(target):
                sources.append(text.others[str(source)])
                if len(sources) == 1:
                    asyncio.run_coroutine_threadsafe(edit(), loop).result()
            return checked

        monkeypatch.setattr(TextChecker, "check", check_and_edit)
        client.open(source)
        client.open(target)
        place = {"textDocument": {"uri": target.as_uri()}, "position": {"line": 0, "character": 0}}
        client.send("textDocument/hover", place, 2)
        hover = await client.wait(lambda one: one.get("id") == 2)
        shown = [one["params"] for one in client.received if one.get("params", {}).get("uri") == target.as_uri()]
        client.send("shutdown", None, 3)
        await client.wait(lambda one: one.get("id") == 3)
        assert hover["result"]["contents"]["value"] == f"Source: {SOURCE.strip().replace('300', '400')}"
        return [found["code"] for found in shown[-1]["diagnostics"]]

    assert asyncio.run(play()) == []
    assert sources == [SOURCE, SOURCE.replace("300", "400")]


def test_for_many_findings_fixes_of_the_first_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path / "a.txt", "They went went home.\n\n" * 30)

    async def play() -> list[Message]:
        client = Client(tmp_path)
        client.open(path)
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 60, "character": 0}}
        context = {"diagnostics": list[object]()}
        client.send(
            "textDocument/codeAction", {"textDocument": {"uri": path.as_uri()}, "range": whole, "context": context}, 2
        )
        answer = await client.wait(lambda one: one.get("id") == 2)
        client.send("shutdown", None, 3)
        return list(answer["result"])

    actions = asyncio.run(play())
    lines = [one["diagnostics"][0]["range"]["start"]["line"] for one in actions if one["title"].startswith("Replace")]
    assert lines == [*range(0, 40, 2)]


def test_a_source_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = write(tmp_path / "a.zh.txt", SOURCE.encode() + b"\xff\n")
    target = write(tmp_path / "a.en.txt", TARGET)

    async def play() -> str:
        client = Client(tmp_path)
        client.open(target)
        message = await client.wait(lambda one: one.get("method") == "window/showMessage")
        client.send("shutdown", None, 2)
        return str(message["params"]["message"])

    assert asyncio.run(play()).startswith(f"{source}: line 2: not UTF-8")
