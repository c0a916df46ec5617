"""A language server in this process, and the messages that go to it and come from it, as JSON.

A library of `targets/editing.py`, and of tests.
"""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from align.config.settings import Request
from align.server.lsp import Server

Message = dict[str, Any]

PATIENCE = 60
"""Seconds without an answer after which the server is taken to hang."""


class Connection:
    """What an editor sends; `take` gets the messages of the server that are not answers.

    What goes wrong while a message of the server is taken is raised by `wait`, not in the server.
    """

    def __init__(self, take: Callable[[Message], None]) -> None:
        self._server = Server(Request((".",)), lambda: ("Editor", "2026-01-01"), "0")
        self._server.protocol.set_writer(self, include_headers=False)
        self._take, self._last = take, 0
        self._answers = dict[int, asyncio.Future[Message]]()
        self._faults = list[Exception]()

    def write(self, data: bytes) -> None:
        """Take a message of the server."""
        try:
            message = json.loads(data)
            if "method" in message:
                self._take(message)
            else:
                self._answers.pop(message["id"]).set_result(message)
        except Exception as fault:
            self._faults.append(fault)
            for answer in self._answers.values():
                answer.cancel()

    def close(self) -> None:
        """Nothing is left open."""

    def notify(self, method: str, params: object) -> None:
        """Send a message that has no answer."""
        self._send({"method": method, "params": params})

    def request(self, method: str, params: object) -> asyncio.Future[Message]:
        """Send a request; return what will be its answer."""
        self._last += 1
        number = self._last
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        self._send({"id": number, "method": method, "params": params})
        return answer

    def initialize(self, folder: Path, capabilities: Message) -> asyncio.Future[Message]:
        """Begin a session in a folder, in which texts are checked at once."""
        options = {"debounceMilliseconds": 0, "pollMilliseconds": 0}
        workspace = [{"uri": folder.as_uri(), "name": "a"}]
        given = {"processId": None, "rootUri": None, "workspaceFolders": workspace, "initializationOptions": options}
        return self.request("initialize", {**given, "capabilities": capabilities})

    def open(self, uri: str, text: str) -> None:
        """Open a text."""
        item = {"uri": uri, "languageId": "plaintext", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def _send(self, message: Message) -> None:
        protocol = self._server.protocol
        text = json.dumps({"jsonrpc": "2.0", **message})
        protocol.handle_message(json.loads(text, object_hook=protocol.structure_message))

    async def wait(self, answer: asyncio.Future[Message]) -> Message:
        """Return an answer. Raises TimeoutError, and whatever went wrong before."""
        done, _ = await asyncio.wait([answer], timeout=PATIENCE)
        self.raise_faults()
        if not done:
            raise TimeoutError("a request without an answer")
        return answer.result()

    def raise_faults(self) -> None:
        """Raise what went wrong while messages were taken."""
        for fault in self._faults:
            raise fault
