"""Sessions with the language server in this process, where what comes first can be decided."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import write
from connection import PATIENCE, Connection, Message

from align.server.texts import Checked, Text, TextChecker

SOURCE = "这座矿去年生产了300吨石墨。\n"
TARGET = "The mine produced 400 tonnes of graphite last year.\n"


class Client(Connection):
    """What an editor sends, and what it is sent."""

    def __init__(self, folder: Path) -> None:
        self.received = list[Message]()
        super().__init__(self.received.append)
        self.initialize(folder, {})

    async def wait_for(self, method: str) -> Message:
        """Return the parameters of a message of this method. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self.raise_faults()
                for one in self.received:
                    if one["method"] == method:
                        return dict(one["params"])
                await asyncio.sleep(0.01)

    def open_file(self, path: Path) -> None:
        self.open(path.as_uri(), path.read_text(encoding="utf-8"))


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
            client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

        def check_and_edit(self: TextChecker, text: Text, see: Callable[[], None] = lambda: None) -> Checked:
            checked = check(self, text, see)
            if text.path == str(target):
                sources.append(text.others[str(source)])
                if len(sources) == 1:
                    asyncio.run_coroutine_threadsafe(edit(), loop).result()
            return checked

        monkeypatch.setattr(TextChecker, "check", check_and_edit)
        client.open_file(source)
        client.open_file(target)
        place = {"textDocument": {"uri": target.as_uri()}, "position": {"line": 0, "character": 0}}
        hover = await client.wait(client.request("textDocument/hover", place))
        shown = [one["params"] for one in client.received if one.get("params", {}).get("uri") == target.as_uri()]
        await client.wait(client.request("shutdown", None))
        assert hover["result"]["contents"]["value"] == f"Source: {SOURCE.strip().replace('300', '400')}"
        return [found["code"] for found in shown[-1]["diagnostics"]]

    assert asyncio.run(play()) == []
    assert sources == [SOURCE, SOURCE.replace("300", "400")]


def test_for_many_findings_fixes_of_the_first_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path / "a.txt", "They went went home.\n\n" * 30)

    async def play() -> list[Message]:
        client = Client(tmp_path)
        client.open_file(path)
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 60, "character": 0}}
        context = {"diagnostics": list[object]()}
        asked = {"textDocument": {"uri": path.as_uri()}, "range": whole, "context": context}
        answer = await client.wait(client.request("textDocument/codeAction", asked))
        await client.wait(client.request("shutdown", None))
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
        client.open_file(target)
        shown = await client.wait_for("window/showMessage")
        await client.wait(client.request("shutdown", None))
        return str(shown["message"])

    assert asyncio.run(play()).startswith(f"{source}: line 2: not UTF-8")
