"""The page that is served: what is answered to whom, and that no decision is lost."""

import errno
import itertools
import json
import os
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from command_line import run
from memories import make_document, write_memory
from reviewing import TEXT, decide, find_ids, list_files, save, serve

from align.commands.local_server import PATIENCE, PatientReader
from align.commands.review.server.guide import write_guide
from align.commands.review.server.requests import LARGEST, Server
from align.commands.review.server.texts import Texts
from align.config.decisions.decision import parse_decision
from align.config.decisions.files import read_review
from align.config.settings import Request
from align.model import Severity
from align.report.page import make_policy, read_scripts

FILE = "report.review.json"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    (tmp_path / "secret.txt").write_text("Nobody reads this.\n")
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with serve() as server:
        yield server


def ask(
    server: Server, name: str, body: object = None, *, method: str = "", token: str | None = None, **headers: str | None
) -> tuple[int, Any, HTTPResponse]:
    """What is answered: the status, the JSON or bytes, and all of it. Headers that are None are not sent."""
    host = f"127.0.0.1:{server.port}"
    sent = {"Host": host, **({} if body is None else {"Origin": f"http://{host}", "Content-Type": "application/json"})}
    sent |= {key.replace("_", "-"): value for key, value in headers.items()}  # type: ignore[misc]
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest(
        method or ("GET" if body is None else "POST"),
        f"/{server.token if token is None else token}/{name}",
        skip_host=True,
        skip_accept_encoding=True,
    )
    if body is not None and "Content_Length" not in headers:
        sent["Content-Length"] = str(len(data))
    for key, value in sent.items():
        if value is not None:
            connection.putheader(key, value)
    connection.endheaders(None if body is None else data)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    is_json = answer.getheader("Content-Type") == "application/json"
    return answer.status, json.loads(content) if is_json else content, answer


def post(server: Server, record: dict[str, Any] | None, known: object = None, key: object = None) -> tuple[int, Any]:
    where = key or [record["path"], record["kind"], record["id"]] if record else key
    status, given, _ = ask(server, "decide", {"key": where, "record": record, "known": known})
    return status, given


def make_edit(text: str = "Prices fell.", sentence: str = "Prices rose.") -> dict[str, Any]:
    return decide("edit", find_ids()[1][sentence], "edit", text=text)


def test_the_page_is_that_of_the_texts(server: Server) -> None:
    status, page, answer = ask(server, "")
    assert status == 200
    assert b"Ganzhou reopened." in page
    policy = make_policy(read_scripts(is_served=True), is_served=True)
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert policy.encode() in page
    assert dict(answer.getheaders()) == {
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(page)),
    }


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "NONE"])
@pytest.mark.parametrize("token", ["", "x", "%00", "é"])
def test_nothing_is_answered_without_the_token(server: Server, method: str, token: str) -> None:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    request = f"{method} /{token}/ HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n"
    connection.sendall(request.encode())
    answer = b"".join(iter(lambda: connection.recv(65536), b""))
    connection.close()
    head, body = answer.split(b"\r\n\r\n")
    assert body == b""
    assert head.split(b" ")[1] in (b"403", b"501")
    assert server.token.encode() not in answer
    assert {line.partition(b":")[0] for line in head.splitlines()[1:]} == {b"Content-Length", b"Connection"}


@pytest.mark.parametrize("name", ["", "decisions"])
@pytest.mark.parametrize(
    "host", [None, "", "evil.example", "evil.example:{port}", "127.0.0.1", "localhost.:{port}", "[::1]:{port}"]
)
def test_nothing_is_answered_to_another_name(server: Server, name: str, host: str | None) -> None:
    status, body, _ = ask(server, name, Host=host and host.format(port=server.port))
    assert (status, body) == (403, b"")


def test_localhost_is_a_name_of_it(server: Server) -> None:
    assert ask(server, "decisions", Host=f"localhost:{server.port}")[:2] == (200, {"decisions": []})
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1"},
        {"Content_Type": "text/plain"},
        {"Content_Type": None},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Host": "evil.example"},
    ],
)
def test_no_other_page_can_send_a_decision(server: Server, headers: dict[str, Any]) -> None:
    edit = make_edit()
    body = {"key": [edit["path"], "edit", edit["id"]], "record": edit}
    status, given, _ = ask(server, "decide", body, **headers)
    assert (status, given) == (403, b"")
    assert not Path(FILE).exists()


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", {"Content_Length": None}, 411),
        (b"{}", {"Content_Length": "-1"}, 411),
        (b"{}", {"Content_Length": "²"}, 411),
        (b"", {"Content_Length": str(LARGEST + 1)}, 413),
        (b"", {"Content_Length": "9" * 5000}, 413),
        (b"{", {}, 400),
        (b"[" * 100_000, {}, 400),
        (b"\xff", {}, 400),
        (b"[]", {}, 400),
        (b"{}", {}, 400),
        (b'{"key": 1, "record": {}}', {}, 400),
        (b'{"key": [["a.txt"], "edit", "1"]}', {}, 400),
        (b'{"key": ["a.txt", "edit"]}', {}, 400),
        (b'{"key": ["a.txt", "edit", "1"], "record": {"kind": "edit"}}', {}, 400),
    ],
)
def test_what_is_no_decision_is_refused(server: Server, body: bytes, headers: dict[str, str], status: int) -> None:
    assert ask(server, "decide", body, **headers)[0] == status
    assert not Path(FILE).exists()


@pytest.mark.parametrize("path", ["secret.txt", "../secret.txt", "/etc/passwd", "./a.txt", ""])
def test_no_other_file_can_be_named(server: Server, path: str) -> None:
    record = {**make_edit(), "path": path}
    assert post(server, record, key=[path, "edit", record["id"]])[0] == 400
    assert ask(server, "check", {"path": path, "id": record["id"]})[0] == 400
    assert not Path(FILE).exists()


@pytest.mark.parametrize(
    "name", ["secret.txt", "a.txt", "../a.txt", "%2e%2e/a.txt", "decide", "report.review.json", "//"]
)
def test_no_file_is_served(server: Server, name: str) -> None:
    status, body, _ = ask(server, name)
    assert (status, body) == (404, b"")


@pytest.mark.parametrize(
    ("name", "mode", "dest", "status"),
    [
        ("", "navigate", "document", 200),
        ("", "navigate", "iframe", 403),
        ("", "no-cors", "script", 403),
        ("decisions", "navigate", "document", 403),
        ("secret.txt", "navigate", "document", 403),
    ],
)
def test_only_a_person_comes_to_the_page_from_elsewhere(
    server: Server, name: str, mode: str, dest: str, status: int
) -> None:
    headers = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
    assert ask(server, name, **headers)[0] == status


def test_the_browser_is_led_to_the_page_by_a_file_of_its_owner(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = list[str]()

    def serve_forever(server: Server, poll_interval: float = 0) -> None:
        (url,) = opened
        guide = Path(url2pathname(urlsplit(url).path))
        assert (guide.stat().st_mode & 0o777, guide.parent) == (0o600, folder)
        assert server.token not in url
        assert f'content="0; url={server.address}"' in guide.read_text("utf-8")
        raise KeyboardInterrupt

    monkeypatch.setattr("webbrowser.open_new_tab", opened.append)
    monkeypatch.setattr(Server, "serve_forever", serve_forever)
    before = list_files(folder)
    result = run("review", "serve", "a.txt", "--options", "--config none")
    assert result.exit_code == 0, result.output
    assert (len(opened), list_files(folder)) == (1, before)


def test_the_file_that_leads_to_the_page_goes_once_the_page_is_there(server: Server) -> None:
    guide = server.make_guide()
    assert guide
    assert ask(server, "decisions")[0] == 200
    assert ask(server, "", token="x")[0] == 403
    assert guide.exists()
    assert ask(server, "")[0] == 200
    assert not guide.exists()


def test_no_browser_is_opened_where_no_file_can_be_kept_from_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    def serve_forever(server: Server, poll_interval: float = 0) -> None:
        raise KeyboardInterrupt

    opened = list[str]()
    monkeypatch.setattr("webbrowser.open_new_tab", opened.append)
    monkeypatch.setattr("tempfile.mkstemp", fail)
    monkeypatch.setattr(Server, "serve_forever", serve_forever)
    result = run("review", "serve", "a.txt", "--options", "--config none")
    told = "aligncheck: no browser was opened, for no file could be kept from others: open the address yourself\n"
    assert (result.exit_code, opened) == (0, [])
    assert result.stderr.endswith(told)


def test_a_file_that_others_could_read_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr("os.fstat", lambda _: os.stat_result((0o100644, *[0] * 9)))
    assert write_guide("http://127.0.0.1:1/x/", tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_a_client_that_sends_a_byte_at_a_time_is_cut_off() -> None:
    clock, (client, connection) = itertools.count(), socket.socketpair()
    with client, connection:
        reader, sent = PatientReader(connection, PATIENCE, lambda: float(next(clock))), 0
        with pytest.raises(TimeoutError):
            while True:
                client.send(b"x")
                assert reader.read(1) == b"x"
                sent += 1
        assert sent == PATIENCE - 1
        assert connection.gettimeout() == 1


def test_a_request_that_is_not_there_in_time_is_not_waited_for(server: Server) -> None:
    times = iter([0.0, 1.0, PATIENCE + 1.0])
    server.clock = lambda: next(times)
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(b"GET /")
        assert connection.recv(100) == b""


def test_a_decision_is_in_the_file_when_it_is_answered(server: Server) -> None:
    edit = make_edit()
    assert post(server, edit) == (200, {"record": edit, "file": FILE})
    assert read_review(FILE).decisions == [parse_decision(edit)]
    other = decide("finding", find_ids()[0]["The the"], "accept", reason="a name", by="Ann", at="2031-02-03")
    assert post(server, other)[0] == 200
    assert [one.decision for one in read_review(FILE).decisions] == ["edit", "accept"]
    assert post(server, None, edit, ["a.txt", "edit", edit["id"]]) == (200, {"record": None, "file": FILE})
    assert read_review(FILE).decisions == [parse_decision(other)]


def test_it_can_be_applied(server: Server, folder: Path) -> None:
    (folder / "aligncheck.toml").write_text("")
    post(server, make_edit())
    assert run("review", "apply", FILE).exit_code == 0
    assert (folder / "a.txt").read_bytes() == TEXT.replace("rose", "fell").encode()


def test_another_window_overwrites_nothing(server: Server) -> None:
    first, second = make_edit("Prices fell."), make_edit("Prices sank.")
    assert post(server, first)[0] == 200
    assert post(server, second) == (409, {"record": first, "file": FILE})
    assert post(server, None, second, ["a.txt", "edit", first["id"]]) == (409, {"record": first, "file": FILE})
    assert read_review(FILE).decisions == [parse_decision(first)]
    assert post(server, second, first) == (200, {"record": second, "file": FILE})
    assert post(server, second, first)[0] == 200  # sent once more, for the answer was lost
    assert post(server, first, first) == (409, {"record": second, "file": FILE})


def test_windows_at_once_lose_nothing(server: Server) -> None:
    found, sentences = find_ids()
    records = [decide("edit", mark, "edit", text=f"{mark}.") for mark in sentences.values()]
    records += [decide("finding", mark, "accept", reason="x") for mark in found.values()]
    given = list[int]()
    threads = [threading.Thread(target=lambda one=one: given.append(post(server, one)[0])) for one in records]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert given == [200] * len(records)
    assert read_review(FILE).decisions == sorted(filter(None, map(parse_decision, records)))


def test_two_servers_of_one_file_lose_nothing(folder: Path) -> None:
    _, sentences = find_ids()
    records = [decide("edit", mark, "edit", text=f"{mark}.") for mark in sentences.values()]
    with serve() as first, serve() as second:
        threads = [
            threading.Thread(target=post, args=((first, second)[index % 2], one)) for index, one in enumerate(records)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert read_review(FILE).decisions == sorted(filter(None, map(parse_decision, records)))


def test_a_disk_that_is_full_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    edit, other = make_edit("Prices fell."), make_edit("So they said.", "They said said so.")
    post(server, edit)
    kept = Path(FILE).read_bytes()

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        message = f"{FILE}: cannot be written (No space left on device): make room"
        assert post(server, other) == (503, {"error": message})
        assert Path(FILE).read_bytes() == kept
    assert post(server, other)[0] == 200


def test_what_comes_into_the_file_otherwise_is_kept_and_told(server: Server) -> None:
    found, _ = find_ids()
    own, other = make_edit(), decide("finding", found["The the"], "accept", reason="a name")
    save(other)
    _, given, answer = ask(server, "decisions")
    assert given == {"decisions": [other]}
    mark = answer.getheader("ETag")
    assert ask(server, "decisions", If_None_Match=mark)[:2] == (304, b"")
    assert post(server, own)[0] == 200
    assert ask(server, "decisions", If_None_Match=mark)[:2] == (200, {"decisions": [own, other]})


def test_a_file_that_is_not_whole_is_not_written_over(server: Server) -> None:
    Path(FILE).write_text("<<<<<<< ours\n")
    status, given = post(server, make_edit())
    message = f"{FILE}: is not a file of decisions: save one on the page of `check --output html=FILE`"
    assert (status, given) == (503, {"error": message})
    assert ask(server, "decisions")[:2] == (503, {"error": message})
    assert Path(FILE).read_text() == "<<<<<<< ours\n"


def test_an_edited_sentence_is_checked_again(server: Server, folder: Path) -> None:
    before = list_files(folder)
    edit = make_edit("Prices rose and and fell.")
    post(server, edit)
    status, given, _ = ask(server, "check", {"path": "a.txt", "id": edit["id"]})
    assert status == 200
    assert [(one["rule"], one["text"], one["severity"]) for one in given["found"]] == [
        ("doubled-word", "and and", "error")
    ]
    assert given["gone"] == []
    other = make_edit("They said so.", "They said said so.")
    post(server, other)
    assert ask(server, "check", {"path": "a.txt", "id": other["id"]})[:2] == (
        200,
        {"found": [], "gone": [{"rule": "doubled-word", "text": "said said"}]},
    )
    assert list_files(folder) == {**before, FILE: Path(FILE).read_bytes()}


@pytest.mark.parametrize(
    ("text", "found", "gone"),
    [
        ("Then they all said said so again.", ["said said"], []),
        ("They said said so, and and said said so.", ["said said", "and and", "said said"], []),
        ("They said and and so.", ["and and"], ["said said"]),
    ],
)
def test_what_is_told_to_be_gone_is_gone(server: Server, text: str, found: list[str], gone: list[str]) -> None:
    edit = make_edit(text, "They said said so.")
    post(server, edit)
    given = ask(server, "check", {"path": "a.txt", "id": edit["id"]})[1]
    assert ([one["text"] for one in given["found"]], [one["text"] for one in given["gone"]]) == (found, gone)


def test_findings_that_the_page_does_not_show_are_neither_found_nor_gone(folder: Path) -> None:
    text = "The price , it rose. It said said so.\n"
    (folder / "a.txt").write_text(text)
    (folder / "aligncheck.toml").write_text("")
    assert run("accept", find_ids()[0]["said said"], "--reason", "spoken").exit_code == 0
    first, second = (find_ids()[1][one] for one in ("The price , it rose.", "It said said so."))
    for least, told in ((Severity.WARNING, ["irregular-spacing"]), (Severity.ERROR, [])):
        texts = Texts(Request(("a.txt",), with_pages=True), least)
        texts.look()
        for mark, words, gone in ((first, "The price rose.", told), (second, "It is so.", []), (second, "It was.", [])):
            edit = parse_decision(decide("edit", mark, "edit", text=words))
            seen = texts.recheck("a.txt", mark, [edit] if edit else [])
            assert seen
            assert (seen.found, [one.finding.rule for one in seen.gone]) == ((), gone)


def test_a_sentence_that_is_no_longer_there_is_not_checked(server: Server, folder: Path) -> None:
    edit = make_edit()
    post(server, edit)
    (folder / "a.txt").write_text("Something else.\n")
    status, given, _ = ask(server, "check", {"path": "a.txt", "id": edit["id"]})
    assert (status, given) == (409, {"error": "the sentence is not there as it was: load the page again"})
    (folder / "a.txt").unlink()
    assert ask(server, "check", {"path": "a.txt", "id": edit["id"]})[0] == 503


def test_the_page_is_made_anew_where_a_text_has_changed(server: Server, folder: Path) -> None:
    first = ask(server, "")[1]
    assert ask(server, "")[1] == first
    (folder / "a.txt").write_text("The mine of Dayu reopened again.\n")
    assert b"mine of Dayu" in ask(server, "")[1]


def test_candidates_of_a_glossary_that_is_shown_are_decided(folder: Path) -> None:
    (folder / "b.zh.txt").write_text("矿区重新开放。\n", encoding="utf-8")
    (folder / "b.en.txt").write_text("The mine reopened.\n")
    (folder / "g.csv").write_text("concept,language,term,state\n1,zh,矿区,\n1,en,mine,candidate\n", encoding="utf-8")
    record = {"kind": "term", "path": "g.csv", "id": "x", "decision": "accept"}
    with serve("b.en.txt") as server:
        assert post(server, record)[0] == 400
    with serve("b.en.txt", "g.csv") as server:
        assert b"g.csv" in ask(server, "")[1]
        assert post(server, record) == (200, {"record": record, "file": FILE})
        assert post(server, {**record, "path": "b.en.txt"})[0] == 400
        assert post(server, {**make_edit(), "path": "g.csv"})[0] == 400


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--to", "findings.xlsx"), "--to findings.xlsx: is a table: name a .review.json file"),
        (("--to", "none/x.json"), "none/x.json: there is no such folder: make it, or name another"),
        (("--to", "a.txt"), "a.txt: is not a file of decisions: save one on the page of"),
        (("none.txt",), "none.txt: no such file or folder"),
    ],
)
def test_what_cannot_be_served_is_one_line(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("review", "serve", "--no-browser", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"aligncheck: {message}")
    assert result.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_one_line(server: Server) -> None:
    result = run("review", "serve", "a.txt", "--no-browser", "--port", str(server.port))
    message = f"--port {server.port}: cannot be taken (Address already in use): name another"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")


def test_what_is_decided_keeps_the_options_of_the_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = list[bytes]()

    def serve_forever(server: Server, poll_interval: float = 0) -> None:
        record = parse_decision(decide("finding", find_ids()[0]["said said"], "accept", reason="spoken"))
        assert record
        pages.append(server.desk.texts.page)
        assert server.desk.store.decide(record.key, record, None).is_taken
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", serve_forever)
    save()
    line = ("review", "serve", "a.txt", "--no-browser", "--options")
    assert run(*line, "--select doubled-word --jobs 1 --config none").exit_code == 0
    assert b' data-options="&quot;--select doubled-word --config none&quot;"' in pages[0]
    assert read_review("report.review.json").options == ("--select doubled-word --config none",)
    assert run("review", "apply", "report.review.json").output == "a.txt: 0 changed, 1 accepted, 0 done before\n"


# the memory


def look_up(server: Server, path: object = "a.txt", words: object = "mine") -> tuple[int, Any]:
    return ask(server, "find", {"path": path, "words": words})[:2]


def test_words_are_looked_up_in_the_memory_of_the_text(folder: Path) -> None:
    pairs = [("矿山\n关闭了。", "The mine\nwas \u202e<b>closed."), ("门开了。", "The door opened.")]
    write_memory("house.sqlite", [make_document("x.txt", pairs, "2017-04-26", "mining")])
    with serve(memory="house.sqlite") as server:
        assert b" data-served data-memory>" in ask(server, "")[1]
        source, target = (
            [["矿山 关闭了。", False]],
            [["The ", False], ["mine", True], [" was <U+202E><b>closed.", False]],
        )
        found = {"about": "x.txt, 2017-04-26, mining", "sides": [["zh", source], ["en", target]]}
        assert look_up(server) == (200, {"total": "1 pair", "more": False, "pairs": [found]})
        assert look_up(server, words="gold") == (200, {"total": "0 pairs", "more": False, "pairs": []})
        assert look_up(server, words="x" * 201) == (400, {"error": "that is more than 200 characters: look up fewer"})
        assert look_up(server, words=" ") == (503, {"error": "the word is empty: name the one to look for"})
        for path in ("secret.txt", None, ["a.txt"]):
            expected = (400, {"error": "this text is not on the page: load it again"})
            assert look_up(server, path) == expected
        assert ask(server, "find", {"path": "a.txt", "words": "mine"}, Origin="http://evil.example")[:2] == (403, b"")
        assert ask(server, "find")[0] == 404


def test_only_so_many_pairs_are_shown(folder: Path) -> None:
    write_memory("house.sqlite", [make_document("x.txt", [(f"矿山{n}。", f"Mine {n}.") for n in range(21)])])
    with serve(memory="house.sqlite") as server:
        _, given = look_up(server)
        assert (given["total"], given["more"], len(given["pairs"])) == ("21 pairs", True, 20)


def test_without_a_memory_nothing_is_looked_up(server: Server) -> None:
    assert b" data-memory" not in ask(server, "")[1]
    assert look_up(server) == (400, {"error": "this text has no memory: name one in its configuration"})
