"""A session of an editor with the language server: texts that are opened, edited, asked about and closed in any order.

The server runs in this process; messages go in and out as JSON. What the editor holds is worked out here, slowly.
"""

import asyncio
import json
import logging
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import cast

from connection import Connection, Message
from faults import Fault, require, require_clear_line
from mutation import make_odd_text, pick_atom, read_seeds
from recipes import Recipe, make_bytes, make_text

from align.commands.check import check_files
from align.config.settings import Request
from align.model import Severity
from align.readers import encode
from align.server.lines import UTF_16
from targets import BadCaseError, Case, Observed

_SIDES = {"source": "a.zh", "target": "a.en"}
_SUFFIXES = (".txt", ".txt", ".md")
_UNITS = ("utf-8", "utf-16", "utf-32")
_BEFORE = ("😀", "摆脱", "😀é ", "the the ", "\r", "\n", "\r\n", "", "")
_QUESTIONS = ("hover", "definition", "codeAction", "documentSymbol", "diagnostic")
_FAR = (0, 1, 2, 3, 5, 8, 20, 80, 1000, 2**31 - 1)
_PAUSES = (0.001, 0.01, 0.1)
_NEWLINE = re.compile(r"\r\n|\n|\r")
_LARGEST_VERSION = 2**31 - 1
_INTERNAL = "internal error: "


def make(random: Random) -> Case:
    """Two files, how the editor counts, and what is done in it."""
    steps = [{"do": "open", "side": "target"}, *(_make_step(random) for _ in range(random.choice((2, 5, 9, 16))))]
    if random.random() < 0.5:
        steps.insert(random.choice((0, 1)), {"do": "open", "side": "source"})
    return {
        "suffix": random.choice(_SUFFIXES),
        "units": random.choice(_UNITS),
        "pulls": random.random() < 0.2,
        "source": random.choice(read_seeds("zh")) if random.random() < 0.6 else make_odd_text(random, "zh"),
        "target": make_odd_text(random),
        "steps": steps,
    }


def _make_step(random: Random) -> Case:
    step: Case = {
        "do": random.choice(("edit",) * 6 + ("open", "close", "save", "keep", "wait", "pause") + ("ask",) * 5)
    }
    step["side"] = random.choice(("target", "target", "target", "source"))
    if step["do"] == "edit":
        step["changes"] = [_make_change(random) for _ in range(random.choice((1, 1, 1, 2, 3)))]
        if random.random() < 0.2:
            step["version"] = random.choice((-3, 0, 1, 7, 1000))
    elif step["do"] == "ask":
        step |= {"for": random.choice(_QUESTIONS), "range": _make_range(random), "waits": random.random() < 0.7}
    elif step["do"] == "pause":
        step["seconds"] = random.choice(_PAUSES)
    elif step["do"] == "open" and random.random() < 0.5:
        step["text"] = make_odd_text(random)
    return step


def _make_change(random: Random) -> Case:
    text = {"join": [random.choice(_BEFORE), make_odd_text(random) if random.random() < 0.2 else pick_atom(random)]}
    return {"text": text, "range": None if random.random() < 0.05 else _make_range(random)}


def _make_range(random: Random) -> list[int]:
    line, column = random.choice(_FAR), random.choice(_FAR)
    longer = random.choice(((0, 0), (0, 0), (0, 3), (1, 0), (0, 2**31 - 1)))
    return [line, column, min(line + longer[0], 2**31 - 1), min(column + longer[1], 2**31 - 1)]


def check(case: Case, folder: Path) -> Observed:
    """Play the session, and see that what is found in the end is what is found in the saved files."""
    match case:
        case {
            "suffix": ".txt" | ".md" as suffix,
            "units": "utf-8" | "utf-16" | "utf-32" as units,
            "pulls": bool(pulls),
            "source": source,
            "target": target,
            "steps": list(steps),
        }:
            sides = {"source": source, "target": target}
            texts = {side: make_bytes(recipe).replace(b"\0", b"") for side, recipe in sides.items()}
        case _:
            raise BadCaseError
    for side, data in texts.items():
        (folder / f"{_SIDES[side]}{suffix}").write_bytes(data)
    logging.disable(logging.CRITICAL)  # as the server does
    try:
        return asyncio.run(_Editor(folder, suffix, units, pulls=pulls).play(steps))
    finally:
        logging.disable(logging.NOTSET)


@dataclass
class _Buffer:
    """A text in the editor, and the last findings that were shown in it."""

    text: str
    version: int
    shown: list[Message]

    @property
    def lines(self) -> list[str]:
        return _split(self.text)

    def change(self, change: Message, units: str) -> None:
        """Replace a stretch of the text, or all of it."""
        if "range" not in change:
            self.text = change["text"]
            return
        start, end = (self.find(change["range"][side], units) for side in ("start", "end"))
        self.text = self.text[:start] + change["text"] + self.text[max(start, end) :]

    def find(self, place: Message, units: str) -> int:
        """The offset of a place; what is beyond a line is its end, what is within a character before it."""
        starts = [0, *(match.end() for match in _NEWLINE.finditer(self.text))]
        if place["line"] >= len(starts):
            return len(self.text)
        return starts[place["line"]] + _count_chars(self.lines[place["line"]], place["character"], units)


def _count_chars(line: str, column: int, units: str) -> int:
    """How many whole characters of a line are before a column."""
    return bisect_right(_measure_all(line, units), column) - 1


@lru_cache(maxsize=512)
def _measure_all(line: str, units: str) -> list[int]:
    """The columns at which the characters of a line begin, and its end."""
    return list(accumulate((_measure(char, units) for char in line), initial=0))


def _measure(text: str, units: str) -> int:
    if units == "utf-32":
        return len(text)
    return (
        len(text.encode("utf-8", "surrogatepass"))
        if units == "utf-8"
        else len(text.encode("utf-16-le", "surrogatepass")) // 2
    )


@lru_cache(maxsize=16)
def _split(text: str) -> list[str]:
    return _NEWLINE.split(text)


class _Editor:
    """An editor in a folder that counts columns in `units`; it asks for findings itself where it `pulls`."""

    def __init__(self, folder: Path, suffix: str, units: str, *, pulls: bool) -> None:
        self._folder, self._suffix, self._units, self._pulls = folder, suffix, units, pulls
        self._connection = Connection(self._take)
        self._buffers = dict[str, _Buffer]()
        self._said = list[str]()

    # messages

    def _take(self, message: Message) -> None:
        if message["method"] == "textDocument/publishDiagnostics":
            self._take_findings(message["params"])
        elif message["method"].startswith("window/"):
            said = require_clear_line(message["params"]["message"])
            require(_INTERNAL not in said, said.partition(_INTERNAL)[2].partition(":")[0] or "internal error", said)
            self._said.append(said)

    def _take_findings(self, params: Message) -> None:
        buffer = next((one for side, one in self._buffers.items() if self._find_uri(side) == params["uri"]), None)
        if buffer is None:
            require(not params["diagnostics"], "findings in a text that is closed", params)
            return
        require(params["version"] == buffer.version, "findings of another version", params)
        for found in params["diagnostics"]:
            self._see_range(found["range"], buffer)
        buffer.shown = params["diagnostics"]

    def _see_range(self, stretch: Message, buffer: _Buffer) -> None:
        """See that a range is in a text, and cuts no character."""
        ends = [(stretch[side]["line"], stretch[side]["character"]) for side in ("start", "end")]
        require(ends[0] <= ends[1], "a range that ends before it starts", stretch)
        for line, column in ends:
            require(line < len(buffer.lines), "a range beyond the text", stretch)
            text = buffer.lines[line]
            whole = _measure_all(text, self._units)[_count_chars(text, column, self._units)]
            require(whole == column, "a range beyond its line, or within a character", stretch)

    async def _wait(self, answer: asyncio.Future[Message]) -> Message:
        try:
            message = await self._connection.wait(answer)
        except TimeoutError as error:
            raise Fault(str(error)) from error
        require("error" not in message, "a request with an error", message)
        return message

    def _find_uri(self, side: str) -> str:
        return (self._folder / f"{_SIDES[side]}{self._suffix}").as_uri()

    # the session

    async def play(self, steps: list[Case]) -> Observed:
        """Do all steps, and compare what is found then with what is found in the saved files."""
        text_document: Message = {"diagnostic": {}} if self._pulls else {}
        units: Message = {} if self._units == UTF_16 else {"positionEncodings": [self._units]}
        capabilities = {"general": units, "textDocument": text_document}
        answer = (await self._wait(self._connection.initialize(self._folder, capabilities)))["result"]
        require(answer["capabilities"]["positionEncoding"] == self._units, "other units", answer)
        self._connection.notify("initialized", {})
        try:
            for step in steps:
                await self._do(step)
                self._connection.raise_faults()
            await self._compare()
        finally:
            await self._wait(self._connection.request("shutdown", None))
        self._connection.raise_faults()
        shown = {side: sorted(one["code"] for one in buffer.shown) for side, buffer in self._buffers.items()}
        return {"said": self._said, **shown}

    async def _do(self, step: object) -> None:
        match step:
            case {"side": "source" | "target" as side, "do": str(what)}:
                rest, buffer = cast(Case, step), self._buffers.get(side)
            case _:
                raise BadCaseError
        if what == "open":
            self._open(side, rest.get("text"))
        elif what == "pause":
            await asyncio.sleep(rest["seconds"] if rest.get("seconds") in _PAUSES else 0)
        elif buffer is not None:
            await self._do_in(side, buffer, rest)

    async def _do_in(self, side: str, buffer: _Buffer, rest: Case) -> None:
        """Do something in a text that is open."""
        what = rest["do"]
        if what == "edit":
            self._edit(side, buffer, rest)
        elif what == "close":
            del self._buffers[side]
            self._connection.notify("textDocument/didClose", {"textDocument": {"uri": self._find_uri(side)}})
        elif what == "save":
            self._save(side, buffer)
            self._connection.notify("textDocument/didSave", {"textDocument": {"uri": self._find_uri(side)}})
        elif what == "keep" and buffer.shown:
            arguments = [self._find_uri(side), buffer.shown[0]["data"]["fingerprint"]]
            params = {"command": "aligncheck.keep", "arguments": arguments}
            await self._wait(self._connection.request("workspace/executeCommand", params))
        elif what == "wait":
            await self._settle(side)
        elif what == "ask":
            await self._ask(side, buffer, rest)

    def _open(self, side: str, recipe: object) -> None:
        path = self._folder / f"{_SIDES[side]}{self._suffix}"
        read = path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        text = read if recipe is None else _make_text(recipe)
        self._buffers[side] = _Buffer(text, 1, [])
        self._connection.open(self._find_uri(side), text)

    def _edit(self, side: str, buffer: _Buffer, step: Case) -> None:
        version = step.get("version", buffer.version + 1)
        changes = [_read_change(one) for one in step.get("changes", [])]
        if not isinstance(version, int) or abs(version) > _LARGEST_VERSION or not changes:
            raise BadCaseError
        for change in changes:
            buffer.change(change, self._units)
        buffer.version = version
        document = {"uri": self._find_uri(side), "version": version}
        self._connection.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def _save(self, side: str, buffer: _Buffer) -> None:
        (self._folder / f"{_SIDES[side]}{self._suffix}").write_bytes(encode(buffer.text))

    async def _ask(self, side: str, buffer: _Buffer, step: Case) -> None:
        stretch = _read_range(step.get("range"))
        what = step.get("for")
        if what not in _QUESTIONS:
            raise BadCaseError
        params: Message = {"textDocument": {"uri": self._find_uri(side)}}
        if what in ("hover", "definition"):
            params["position"] = stretch["start"]
        elif what == "codeAction":
            params |= {"range": stretch, "context": {"diagnostics": []}}
        asked = self._connection.request(f"textDocument/{what}", params)
        if not step.get("waits"):
            await asyncio.sleep(0)
            return
        answer = (await self._wait(asked))["result"]
        if what == "definition" and answer:
            self._see_range(answer["range"], self._read(answer["uri"]))
        for symbol in answer or () if what == "documentSymbol" else ():
            require(symbol["name"].strip(), "a passage without a name", symbol)
            self._see_range(symbol["range"], buffer)
        for action in answer or () if what == "codeAction" else ():
            self._see_action(action, side, buffer)
        for found in answer["items"] if what == "diagnostic" else ():
            self._see_range(found["range"], buffer)

    def _see_action(self, action: Message, side: str, buffer: _Buffer) -> None:
        """See that edits are in the text, do not overlap, and change it."""
        require_clear_line(action["title"])
        if "edit" not in action:
            return
        edits = action["edit"]["changes"][self._find_uri(side)]
        after, last = _Buffer(buffer.text, 0, []), len(buffer.text)
        for edit in sorted(edits, key=lambda one: buffer.find(one["range"]["start"], self._units), reverse=True):
            self._see_range(edit["range"], buffer)
            start, end = (buffer.find(edit["range"][one], self._units) for one in ("start", "end"))
            require(end <= last, "edits that overlap", action)
            last = start
            after.change({"range": edit["range"], "text": edit["newText"]}, self._units)
        require(after.text != buffer.text, "a fix that changes nothing", action)

    def _read(self, uri: str) -> _Buffer:
        for side, buffer in self._buffers.items():
            if self._find_uri(side) == uri:
                return buffer
        (path,) = (one for one in self._folder.iterdir() if one.as_uri() == uri)
        return _Buffer(path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff"), 0, [])

    async def _settle(self, side: str) -> None:
        """Wait until a text has been checked as it is now."""
        params = {"textDocument": {"uri": self._find_uri(side)}, "position": {"line": 0, "character": 0}}
        await self._wait(self._connection.request("textDocument/hover", params))

    async def _compare(self) -> None:
        """See that the findings in each open text are those of its file, once all are saved."""
        for side in self._buffers:
            await self._settle(side)
            if self._pulls:
                await self._pull(side)
        for side, buffer in self._buffers.items():
            self._save(side, buffer)
        for side, buffer in self._buffers.items():
            shown = [
                (one["code"], one["message"], one["data"]["fingerprint"], *_list_places(one)) for one in buffer.shown
            ]
            wanted = list(self._check(side, buffer))
            require(shown == wanted, f"other findings in the {side} than in its file", (shown, wanted))

    async def _pull(self, side: str) -> None:
        params = {"textDocument": {"uri": self._find_uri(side)}}
        answer = await self._wait(self._connection.request("textDocument/diagnostic", params))
        self._buffers[side].shown = answer["result"]["items"]

    def _check(self, side: str, buffer: _Buffer) -> Iterator[tuple[object, ...]]:
        """The findings in a file, with their places as the editor counts."""
        request = Request((f"{_SIDES[side]}{self._suffix}",), force_exclude=True)
        for one in check_files(request).report.diagnostics:
            if one.finding.severity > Severity.INFO:
                places = [(place.line or 1, place.column) for place in (one.start, one.end)]
                lines = (buffer.lines[line - 1][: column - 1] for line, column in places)
                columns = [_measure(line, self._units) for line in lines]
                (first, _), (last, _) = places
                ends = (first - 1, columns[0], last - 1, columns[1])
                yield one.finding.rule, one.finding.message, one.fingerprint, *ends


def _list_places(found: Message) -> Iterator[int]:
    return (found["range"][side][name] for side in ("start", "end") for name in ("line", "character"))


def _make_text(recipe: object) -> str:
    """The text of a recipe as it comes out of JSON: two halves of a character become one there.

    It has no NUL: with some of them a file is read as UTF-16.
    """
    text: str = json.loads(json.dumps(make_text(cast(Recipe, recipe)).replace("\0", "")))
    return text


def _read_change(change: object) -> Message:
    match change:
        case {"text": text, "range": None}:
            return {"text": _make_text(text)}
        case {"text": text, "range": stretch}:
            return {"text": _make_text(text), "range": _read_range(stretch)}
    raise BadCaseError


def _read_range(stretch: object) -> Message:
    match stretch:
        case [int(line), int(column), int(last), int(end)] if (
            0 <= min(line, column, last, end) <= max(line, column, last, end) < 2**31
        ):
            return {"start": {"line": line, "character": column}, "end": {"line": last, "character": end}}
    raise BadCaseError
