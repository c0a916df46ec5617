"""Requests of LanguageTool's clients over HTTP: who may ask, how much, and what is answered.

A page in a browser may send requests to this machine, also under a name of its own (DNS rebinding): so the name that is
called, and the page that calls, are looked at before anything else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hmac import compare_digest
from http import HTTPStatus
from threading import BoundedSemaphore
from urllib.parse import parse_qsl, urlsplit

from align.commands.local_server import LOOPBACK, PATIENCE, LocalHandler, LocalServer, RefusedError
from align.errors import AligncheckError
from align.server.languagetool import BadQuestionError, Question, list_served_languages, parse_question

LARGEST = 4_000_000
"""How many bytes a request may have: a text of Chinese of 400,000 characters, as a form spells it."""

MOST_AT_ONCE = 16
"""How many requests wait at most; more are told to come later."""

_MOST_FIELDS = 100
_JSON, _PLAIN = "application/json", "text/plain; charset=utf-8"
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Server(LocalServer):
    """A server that answers with `answer`; clients give the `token`, if there is one. Pages of `origins` may ask."""

    def __init__(
        self,
        host: str,
        port: int,
        answer: Callable[[Question], object],
        complain: Callable[[str], None],
        token: str = "",
        origins: frozenset[str] = frozenset(),
    ) -> None:
        self.reply, self.token, self.origins = answer, token, origins
        self.host, self.is_local = host, host == LOOPBACK
        self.places = BoundedSemaphore(MOST_AT_ONCE)
        super().__init__(host, port, Handler, complain)

    @property
    def address(self) -> str:
        """Return the address that is given to clients."""
        return f"http://{self.host}:{self.port}/v2"


class Handler(LocalHandler):
    """Answers one request, and closes the connection."""

    server: Server

    def answer(self) -> None:
        """Answer a request, or say in one line why not."""
        if not self.server.places.acquire(blocking=False):
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "Error: too many requests at once: ask again")
            return
        try:
            self._answer()
        except RefusedError as error:
            self._send(error.status, f"Error: {error.status.phrase}")
        except BadQuestionError as error:
            self._send(HTTPStatus.BAD_REQUEST, f"Error: {error}")
        except AligncheckError as error:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, f"Error: {error}")
        finally:
            self.server.places.release()

    def _answer(self) -> None:
        """Answer a request. Raises RefusedError, AligncheckError."""
        self._see_who_asks()
        name = urlsplit(self.path).path.rstrip("/").removeprefix("/v2").removeprefix("/")
        if self.command == "OPTIONS":
            self._send(HTTPStatus.NO_CONTENT, "")
        elif name == "check":
            fields = self._read_fields()
            self._see_token(fields.get("apiKey", ""))
            self._send(HTTPStatus.OK, self.server.reply(parse_question(fields)))
        elif name == "languages":
            self._send(HTTPStatus.OK, list_served_languages())
        elif name == "healthcheck":
            self._send(HTTPStatus.OK, "OK")
        else:
            raise RefusedError(HTTPStatus.NOT_FOUND)

    def _see_who_asks(self) -> None:
        """Raise RefusedError for a page that may not ask, and for a name that is not ours."""
        origins, hosts = self.headers.get_all("Origin", []), self.headers.get_all("Host", [])
        if self.server.is_local and hosts not in ([name] for name in self.server.names):
            raise RefusedError
        is_page = bool(origins) or self.headers.get("Sec-Fetch-Site", "none") != "none"
        if is_page and (len(origins) != 1 or origins[0] not in self.server.origins):
            raise RefusedError

    def _see_token(self, given: str) -> None:
        """Raise RefusedError where a token is wanted and not given: as `apiKey`, or as a bearer token."""
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        wanted = self.server.token.encode()
        if wanted and not any(compare_digest(one.encode("utf-8", "replace"), wanted) for one in (given, bearer)):
            raise RefusedError(HTTPStatus.UNAUTHORIZED)

    def _read_fields(self) -> dict[str, str]:
        """Return what the form says, or the address. Raises RefusedError."""
        text = urlsplit(self.path).query
        try:
            if self.command == "POST":
                text = "&".join(filter(None, (text, self.read_body(LARGEST).decode("ascii"))))
            fields = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
        except ValueError:
            raise BadQuestionError(
                "this is not a form that is percent-encoded in UTF-8: with curl, use --data-urlencode"
            ) from None
        return dict(fields)

    def _send(self, status: HTTPStatus, value: object) -> None:
        """Send a line of text, or a value as JSON."""
        is_text = isinstance(value, str)
        body = (value if isinstance(value, str) else json.dumps(value)).encode("utf-8", "replace")
        self.connection.settimeout(PATIENCE)
        self.send_response_only(status)
        for name, text in _HEADERS.items():
            self.send_header(name, text)
        if (origin := self.headers.get("Origin", "")) in self.server.origins:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Methods", "GET, POST")
            self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type")
            self.send_header("Vary", "Origin")
        if status is not HTTPStatus.NO_CONTENT:
            self.send_header("Content-Type", _PLAIN if is_text else _JSON)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
