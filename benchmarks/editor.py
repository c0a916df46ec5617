"""An editor that starts the language server, and speaks with it over pipes.

A library of `editing.py`, and of tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

Message = dict[str, Any]
Answer = Any

AT_ONCE: Message = {"debounceMilliseconds": 0, "pollMilliseconds": 0}
"""What has the server check at once after a change, and look for changed files only when it is told to."""

PUSHED: Message = {"general": {"positionEncodings": ["utf-32"]}}
"""What an editor can do that is sent diagnostics, and counts code points."""


PATIENCE = 30.0
"""Seconds without a word after which the server is taken to hang."""


class AnswerError(Exception):
    """A request that was answered with an error: its code and its message."""

    def __init__(self, error: Message) -> None:
        super().__init__(error["message"])
        self.code, self.error = error["code"], error


class Editor:
    """Speaks with a server; what it was sent and did not wait for is in `received`."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process, self._last = process, 0
        self.received: list[Message] = []
        self.capabilities: Message = {}

    @property
    def process(self) -> subprocess.Popen[bytes]:
        return self._process

    def write(self, body: bytes) -> None:
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def send(self, message: Message) -> None:
        self.write(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method: str, params: object = None) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, params: object = None) -> int:
        """Send a request; return its number."""
        self._last += 1
        self.send({"id": self._last, "method": method, "params": params})
        return self._last

    def request(self, method: str, params: object = None) -> Answer:
        """Return the answer to a request. Raises AnswerError."""
        return self.take_answer(self.ask(method, params))

    def take_answer(self, number: int) -> Answer:
        answer = self.wait(lambda one: one.get("id") == number and "method" not in one)
        if "error" in answer:
            raise AnswerError(answer["error"])
        return answer["result"]

    def wait(self, is_it: Callable[[Message], bool]) -> Message:
        """Return the first message of a kind, which may have come before; requests of the server are answered."""
        for place, one in enumerate(self.received):
            if is_it(one):
                return self.received.pop(place)
        while True:
            message = self.read()
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})
            if is_it(message):
                return message
            self.received.append(message)

    def read(self) -> Message:
        """Return the next message. Raises EOFError where the server has ended, or says nothing for long."""
        watch = Timer(PATIENCE, self._process.kill)
        watch.start()
        try:
            return self._read()
        finally:
            watch.cancel()
            watch.join()

    def _read(self) -> Message:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            assert self._process.stderr
            raise EOFError(f"the server has ended, or hangs: {self._process.stderr.read().decode()}, {self.received}")
        message: Message = json.loads(self._process.stdout.read(length))
        return message

    def wait_for(self, method: str, **params: object) -> Answer:
        """Return the parameters of a message of this method, with these parameters."""

        def is_it(message: Message) -> bool:
            given = message.get("params") or {}
            return message.get("method") == method and all(given.get(name) == value for name, value in params.items())

        return self.wait(is_it)["params"]

    def initialize(
        self, folders: Sequence[Path], capabilities: Message | None = None, options: Message | None = None
    ) -> Message:
        named = [{"uri": folder.as_uri(), "name": folder.name} for folder in folders]
        params = {
            "processId": None,
            "rootUri": named[0]["uri"] if named else None,
            "workspaceFolders": named,
            "capabilities": PUSHED if capabilities is None else capabilities,
            "initializationOptions": AT_ONCE if options is None else options,
        }
        self.capabilities = self.request("initialize", params)["capabilities"]
        self.notify("initialized", {})
        return self.capabilities

    def open(self, path: Path, text: str | None = None, version: int = 1) -> str:
        """Open a file, with another text where one is given; return its URI."""
        text = path.read_bytes().decode() if text is None else text
        item = {"uri": path.as_uri(), "languageId": "plaintext", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return path.as_uri()

    def change(self, uri: str, version: int, *changes: Message) -> None:
        named = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": named, "contentChanges": changes})

    def wait_for_findings(self, uri: str, version: int, times: int = 2) -> list[Message]:
        """Return the diagnostics that are sent of a version: at first those of the text itself, then all."""
        for _ in range(times):
            found: list[Message] = self.wait_for("textDocument/publishDiagnostics", uri=uri, version=version)[
                "diagnostics"
            ]
        return found

    def ask_at(self, method: str, uri: str, line: int, column: int) -> Answer:
        place = {"line": line, "character": column}
        return self.request(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": place})

    def list_actions(self, uri: str, place: Message) -> list[Message]:
        """Return what is offered in a range."""
        context: Message = {"diagnostics": []}
        params = {"textDocument": {"uri": uri}, "range": place, "context": context}
        actions: list[Message] = self.request("textDocument/codeAction", params)
        return actions

    def run(self, command: Message) -> None:
        """Have the server run a command that was offered."""
        self.request("workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})

    def end(self) -> int:
        """Have the server end; return its exit code."""
        self.request("shutdown")
        self.notify("exit")
        return self._process.wait()


@contextmanager
def start_server(folder: Path, *arguments: str, **environment: str) -> Iterator[Editor]:
    """Start a server in a folder; it has ended after the block."""
    command = [sys.executable, "-m", "align", "server", "--lsp", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env={**os.environ, **environment}
    ) as process:
        try:
            yield Editor(process)
        finally:
            process.kill()
