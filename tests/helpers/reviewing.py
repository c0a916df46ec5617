"""What tests of reviews share: a text, what is found in it, and files of decisions."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from align.commands.check import check_files
from align.commands.review.server.requests import Desk, Server
from align.commands.review.server.store import Store
from align.commands.review.server.texts import Texts
from align.config.settings import Request

TEXT = "The the mine of Ganzhou reopened.\r\nIt has have workers.\r\nPrices rose.  \r\nThey said said so.\r\n"


def find_ids(path: str = "a.txt") -> tuple[dict[str, str], dict[str, str]]:
    """The fingerprints of findings by what they mark, and the ids of sentences by their text."""
    report = check_files(Request((path,), with_pages=True)).report
    found = {one.text: one.fingerprint for one in report.diagnostics}
    rows = [(page, row) for page in report.pages for row in page.rows]
    return found, {page.text[slice(*one.span)]: one.id for page, row in rows for one in row.sentences}


def save(*decisions: dict[str, Any], name: str = "report.review.json", version: int = 1) -> None:
    head = {"kind": "aligncheck-review", "version": version, "signature": "x"}
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in (head, *decisions, {"kind": "end"})]
    Path(name).write_text("".join(lines), encoding="utf-8")


def decide(kind: str, mark: str, decision: str, **more: str) -> dict[str, Any]:
    return {"kind": kind, "path": "a.txt", "id": mark, "decision": decision, **more}


def list_files(folder: Path) -> dict[str, bytes]:
    """What the files of a folder hold."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@contextmanager
def serve(path: str = "a.txt", glossary: str = "", memory: str | None = None) -> Iterator[Server]:
    """A server of a text, in a thread; of the candidates of a glossary, too, and with a memory."""
    glossaries = (glossary,) if glossary else ()
    request = Request((path,), glossary=glossaries, memory=memory, config="none", with_pages=True)
    texts = Texts(request, with_terms=bool(glossary))
    texts.look()
    faults = list[str]()
    with Server(
        Desk(texts, Store("report.review.json", texts.signature, texts.digests, texts.names)), 0, faults.append
    ) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
    assert faults == []
