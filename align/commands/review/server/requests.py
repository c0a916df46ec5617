"""What is answered to a browser: nothing to one that does not know the token, or calls the server by another name.

A page elsewhere may send requests to this machine, also under a name of its own (DNS rebinding): so the name, the
origin of what is sent, and the token in the address are looked at before anything else. No request names a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from http import HTTPStatus
from pathlib import Path
from secrets import token_urlsafe
from typing import NamedTuple

from align.commands.local_server import LOOPBACK, PATIENCE, LocalHandler, LocalServer, RefusedError
from align.commands.review.server.guide import remove_guide, write_guide
from align.commands.review.server.store import Store
from align.commands.review.server.texts import Texts
from align.config.decisions.decision import Decision, Key, format_decision, parse_decision
from align.errors import AligncheckError
from align.model import list_replacements
from align.report.page import make_policy, read_scripts
from align.report.terminal import shorten, visible
from glossary.pack.patterns import compile_late

LARGEST = 1_000_000
"""How many bytes a request may have."""

LONGEST = 200
"""How many characters are looked up in the memory at once."""

_TEXT, _JSON = "text/html; charset=utf-8", "application/json"
_BREAK = compile_late("[\r\n]+")
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Reply(NamedTuple):
    """What is answered: a status, what kind of thing it is, the bytes, and the mark of what they say."""

    status: HTTPStatus
    kind: str = _JSON
    body: bytes = b""
    mark: str = ""


def say(status: HTTPStatus, mark: str = "", **value: object) -> Reply:
    """Return an object of JSON."""
    return Reply(status, _JSON, json.dumps(value).encode(), mark)


@dataclass(frozen=True, slots=True)
class Desk:
    """What requests are about: the texts, and the file of decisions."""

    texts: Texts
    store: Store

    def show(self, _: str) -> Reply:
        """Return the page."""
        return Reply(HTTPStatus.OK, _TEXT, self.texts.look())

    def list_decisions(self, known: str) -> Reply:
        """Return all decisions, unless their mark is known."""
        mark = f'"{self.store.mark()}"'
        if known == mark:
            return Reply(HTTPStatus.NOT_MODIFIED, mark=mark)
        return say(HTTPStatus.OK, mark, decisions=[format_decision(one) for one in self.store.read().decisions])

    def decide(self, given: Mapping[str, object]) -> Reply:
        """Take one decision, or take one back."""
        parts = given.get("key")
        if not isinstance(parts, list) or len(parts) != 3 or not all(isinstance(part, str) for part in parts):
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        key: Key = (parts[0], parts[1], parts[2])
        wanted, known = _read_decision(given.get("record")), _read_decision(given.get("known"))
        if not self.texts.has(*key[:2]) or (wanted and wanted.key != key):
            return say(HTTPStatus.BAD_REQUEST, error="this is not on the page: load it again")
        answer = self.store.decide(key, wanted, known)
        record = format_decision(answer.decision) if answer.decision else None
        status = HTTPStatus.OK if answer.is_taken else HTTPStatus.CONFLICT
        return say(status, record=record, file=self.store.path)

    def check(self, given: Mapping[str, object]) -> Reply:
        """Check a text again in which a sentence is written again."""
        path, mark = given.get("path"), given.get("id")
        if not isinstance(path, str) or not isinstance(mark, str) or not self.texts.has(path):
            return say(HTTPStatus.BAD_REQUEST, error="this text is not on the page: load it again")
        seen = self.texts.recheck(path, mark, self.store.read().decisions)
        if seen is None:
            return say(HTTPStatus.CONFLICT, error="the sentence is not there as it was: load the page again")
        found = [
            {
                "rule": one.finding.rule,
                "severity": str(one.finding.severity),
                "message": visible(one.finding.message),
                "text": one.text,
                "suggestions": [replacement.label for replacement in list_replacements(one)],
                "id": one.fingerprint,
            }
            for one in seen.found
        ]
        gone = [{"rule": one.finding.rule, "text": shorten(one.text)} for one in seen.gone]
        return say(HTTPStatus.OK, found=found, gone=gone)

    def look_up(self, given: Mapping[str, object]) -> Reply:
        """Return the pairs that have some words in the memory of a text: each side in pieces, with what is marked."""
        path, words = given.get("path"), given.get("words")
        if not isinstance(path, str) or not isinstance(words, str) or not self.texts.has(path):
            return say(HTTPStatus.BAD_REQUEST, error="this text is not on the page: load it again")
        if len(words) > LONGEST:
            return say(HTTPStatus.BAD_REQUEST, error=f"that is more than {LONGEST} characters: look up fewer")
        found = self.texts.look_up(path, words)
        if found is None:
            return say(HTTPStatus.BAD_REQUEST, error="this text has no memory: name one in its configuration")
        pairs = [
            {
                "about": visible(one.about),
                "sides": [
                    [language, [[visible(_BREAK.sub(" ", piece.text)), piece.is_marked] for piece in side]]
                    for language, side in ((one.source_language, one.source), (one.target_language, one.target))
                ],
            }
            for one in found.pairs
        ]
        return say(HTTPStatus.OK, total=found.total, more=found.has_more, pairs=pairs)


def _read_decision(value: object) -> Decision | None:
    if value is None:
        return None
    if isinstance(value, dict) and (one := parse_decision(value)):
        return one
    raise RefusedError(HTTPStatus.BAD_REQUEST)


class Server(LocalServer):
    """A server that only this machine can reach; `complain` is called with faults."""

    def __init__(self, desk: Desk, port: int, complain: Callable[[str], None]) -> None:
        self.desk, self.token = desk, token_urlsafe(32)
        self._guide: Path | None = None
        super().__init__(LOOPBACK, port, Handler, complain)

    @property
    def address(self) -> str:
        """Return the address of the page."""
        return f"http://{LOOPBACK}:{self.port}/{self.token}/"

    def make_guide(self) -> Path | None:
        """Make a file that leads a browser to the page; it is removed once that is asked for, or nothing is any more.

        None where none can be made that no one else can read.
        """
        self._guide = write_guide(self.address, Path(self.desk.store.path).parent)
        return self._guide

    def drop_guide(self) -> None:
        """Remove the file that leads to the page."""
        guide, self._guide = self._guide, None
        if guide:
            remove_guide(guide)

    def server_close(self) -> None:
        """Give the port back."""
        self.drop_guide()
        super().server_close()


class Handler(LocalHandler):
    """Answers one request, and closes the connection."""

    server: Server

    def answer(self) -> None:
        """Answer what asks for something, or sends something."""
        desk = self.server.desk
        if self.command == "GET":
            known = self.headers.get("If-None-Match", "")
            self._answer({"": self._show, "decisions": desk.list_decisions}, lambda: known)
        elif self.command == "POST":
            self._answer({"decide": desk.decide, "check": desk.check, "find": desk.look_up}, self._read)
        else:
            self.send_error(HTTPStatus.NOT_IMPLEMENTED)

    def _show(self, known: str) -> Reply:
        """Return the page, to which no one needs to be led any more."""
        self.server.drop_guide()
        return self.server.desk.show(known)

    def _answer(self, ways: Mapping[str, Callable[..., Reply]], read: Callable[[], object]) -> None:
        try:
            way = ways.get(self._find_name())
            if way is None:
                raise RefusedError(HTTPStatus.NOT_FOUND)
            self._send(way(read()))
        except RefusedError as error:
            is_ours = error.status is HTTPStatus.BAD_REQUEST
            self._send(say(error.status, error="this is not a decision")) if is_ours else self.send_error(error.status)
        except AligncheckError as error:
            self._send(say(HTTPStatus.SERVICE_UNAVAILABLE, error=str(error)))

    def _find_name(self) -> str:
        """Return what is asked for, after the token. Raises RefusedError."""
        _, token, name = (*self.path.partition("?")[0].split("/", 2), "", "")[:3]
        is_known = compare_digest(token.encode("latin-1", "replace"), self.server.token.encode())
        is_here = self.headers.get_all("Host", []) in ([name] for name in self.server.names)
        is_own = self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        told = (name, self.command, self.headers.get("Sec-Fetch-Mode"), self.headers.get("Sec-Fetch-Dest"))
        is_visit = told == ("", "GET", "navigate", "document")  # no script gets the answer
        if not is_known or not is_here or not (is_own or is_visit):
            raise RefusedError
        return name

    def _read(self) -> dict[str, object]:
        """Return the object that is sent. Raises RefusedError."""
        origin = self.headers.get_all("Origin", [])
        if origin != [f"http://{self.headers.get('Host')}"] or self.headers.get_content_type() != _JSON:
            raise RefusedError
        try:
            value = json.loads(self.read_body(LARGEST))
        except (ValueError, RecursionError):
            raise RefusedError(HTTPStatus.BAD_REQUEST) from None
        if not isinstance(value, dict):
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        return value

    def _send(self, reply: Reply) -> None:
        self.connection.settimeout(PATIENCE)
        self.send_response_only(reply.status)
        policy = make_policy(read_scripts(is_served=True), is_served=True)
        for name, value in {**_HEADERS, "Content-Security-Policy": f"{policy}; frame-ancestors 'none'"}.items():
            self.send_header(name, value)
        if reply.mark:
            self.send_header("ETag", reply.mark)
        if reply.status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)
