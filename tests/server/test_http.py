"""Requests over HTTP: who is answered, and with what."""

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Thread
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from align.cli import main
from align.commands.local_server import LOOPBACK
from align.errors import ConfigError
from align.server.http import LARGEST, Server
from align.server.languagetool import Question

PAGE = "moz-extension://0a1b"


def echo(question: Question) -> object:
    """Stands in for the checker."""
    if question.text.text == "broken":
        raise ConfigError("aligncheck.toml: is broken")
    return [question.text.text, question.source, question.language]


@contextmanager
def serve(host: str = LOOPBACK, token: str = "") -> Iterator[Server]:
    faults = list[str]()
    with Server(host, 0, echo, faults.append, token, frozenset([PAGE])) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
    assert faults == []


def request(
    server: Server,
    path: str,
    fields: Mapping[str, str] | bytes | None = None,
    headers: Mapping[str, str] | None = None,
    method: str = "",
) -> tuple[int, str, dict[str, str]]:
    connection = HTTPConnection(LOOPBACK, server.port, timeout=30)
    body = fields if isinstance(fields, bytes | None) else urlencode(fields)
    connection.request(method or ("GET" if fields is None else "POST"), path, body, dict(headers or {}))
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, dict(answer.getheaders())


@pytest.mark.parametrize("path", ["/v2/check", "/check", "/v2/check/"])
def test_clients_ask_with_and_without_v2(path: str) -> None:
    with serve() as server:
        status, text, headers = request(
            server, path, {"language": "en", "text": "a & 中文", "srctext": "b", "extra": "c"}
        )
    assert (status, json.loads(text)) == (200, ["a & 中文", "b", "en"])
    assert headers["Content-Type"] == "application/json"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


def test_a_question_may_be_in_the_address() -> None:
    with serve() as server:
        assert request(server, "/v2/check?language=en&text=a+b")[:2] == (200, '["a b", "", "en"]')


def test_what_texstudio_sends_is_understood() -> None:
    """It calls its form JSON, and ends it with a line feed."""
    with serve() as server:
        headers = {"Content-Type": "text/json"}
        status, text, _ = request(server, "/v2/check", b"language=en-US&text=He%20went%2C%20%E8%A7%84\n", headers)
    assert (status, json.loads(text)) == (200, ["He went, 规\n", "", "en-US"])


def test_the_server_says_that_it_is_there() -> None:
    with serve() as server:
        assert request(server, "/v2/healthcheck")[:2] == (200, "OK")
        assert {"name": "French", "code": "fr", "longCode": "fr-FR"} in json.loads(request(server, "/languages")[1])
        assert request(server, "/v2/words")[0] == 404


@pytest.mark.parametrize(
    ("fields", "status", "text"),
    [
        ({"text": "a"}, 400, "Error: Missing 'language' parameter, e.g. 'language=en-US' or 'language=auto'"),
        (
            b"text=%FF",
            400,
            "Error: this is not a form that is percent-encoded in UTF-8: with curl, use --data-urlencode",
        ),
        (
            "文".encode(),
            400,
            "Error: this is not a form that is percent-encoded in UTF-8: with curl, use --data-urlencode",
        ),
        (
            b"&".join([b"a=b"] * 101),
            400,
            "Error: this is not a form that is percent-encoded in UTF-8: with curl, use --data-urlencode",
        ),
        ({"language": "en", "text": "broken"}, 503, "Error: aligncheck.toml: is broken"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_line(fields: dict[str, str] | bytes, status: int, text: str) -> None:
    with serve() as server:
        assert request(server, "/v2/check", fields)[:2] == (status, text)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Host": "evil.example"},
        {"Host": "localhost:1"},
    ],
)
def test_pages_that_are_not_allowed_get_no_answer(headers: dict[str, str]) -> None:
    with serve() as server:
        status, text, sent = request(server, "/v2/check?language=en&text=a", headers=headers)
    assert (status, text) == (403, "Error: Forbidden")
    assert "Access-Control-Allow-Origin" not in sent


def test_a_browser_add_on_that_is_allowed_is_answered() -> None:
    with serve() as server:
        asked = request(server, "/v2/check", None, {"Origin": PAGE, "Sec-Fetch-Site": "cross-site"}, "OPTIONS")
        answered = request(server, "/v2/check", {"language": "en", "text": "a"}, {"Origin": PAGE})
    assert (asked[0], asked[2]["Access-Control-Allow-Origin"], asked[2]["Vary"]) == (204, PAGE, "Origin")
    assert (answered[0], answered[2]["Access-Control-Allow-Origin"]) == (200, PAGE)


@pytest.mark.parametrize(
    ("fields", "headers", "status"),
    [
        ({"apiKey": "secret"}, {}, 200),
        ({}, {"Authorization": "Bearer secret"}, 200),
        ({"apiKey": "Secret"}, {}, 401),
        ({}, {"Authorization": "Bearer "}, 401),
        ({}, {}, 401),
    ],
)
def test_a_token_is_asked_for_where_there_is_one(fields: dict[str, str], headers: dict[str, str], status: int) -> None:
    with serve(token="secret") as server:
        assert request(server, "/v2/check", {"language": "en", "text": "a", **fields}, headers)[0] == status


@pytest.mark.parametrize(
    ("length", "status"), [(str(LARGEST + 1), 413), ("9" * 100, 413), ("-1", 411), ("x", 411), ("", 411)]
)
def test_what_is_too_long_is_not_read(length: str, status: int) -> None:
    with serve() as server, socket.create_connection((LOOPBACK, server.port), timeout=30) as connection:
        head = f"POST /v2/check HTTP/1.1\r\nHost: {LOOPBACK}:{server.port}\r\nContent-Length: {length}\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(100).startswith(f"HTTP/1.0 {status} ".encode())


def test_only_some_requests_wait() -> None:
    with serve() as server:
        taken = 0
        while server.places.acquire(blocking=False):
            taken += 1
        try:
            assert request(server, "/v2/healthcheck")[:2] == (503, "Error: too many requests at once: ask again")
        finally:
            server.places.release(taken)
        assert request(server, "/v2/healthcheck")[0] == 200


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("x", "--http x: is not a port: write a number up to 65535, as in --http 8081"),
        ("65536", "--http 65536: is not a port: write a number up to 65535, as in --http 8081"),
        (
            "0.0.0.0:8081",
            "--http 0.0.0.0:8081: others can call this address: set ALIGNCHECK_TOKEN to a token that clients must send",
        ),
    ],
)
def test_addresses_that_cannot_be_served(address: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGNCHECK_TOKEN", raising=False)
    result = CliRunner().invoke(main, ["server", "--http", address])
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")


def test_a_port_that_is_taken_is_named() -> None:
    with serve() as server:
        result = CliRunner().invoke(main, ["server", "--http", str(server.port)])
    assert result.exit_code == 2
    assert f"--http {server.port}: cannot be used (" in result.stderr
    assert result.stderr.endswith("): choose another port\n")


def test_an_address_of_another_computer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """192.0.2.1 is kept for documentation: no computer has it."""
    monkeypatch.setenv("ALIGNCHECK_TOKEN", "secret")
    result = CliRunner().invoke(main, ["server", "--http", "192.0.2.1:8081"])
    assert (result.exit_code, result.stderr.endswith("): choose another address\n")) == (2, True)
