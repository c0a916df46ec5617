"""A session with the language server over pipes: what is found is what `aligncheck check` finds in the saved file."""

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run, write
from editor import Editor, Message, start_server
from roots import SEEDS

NAME = "seeds/trade-graphite.en.txt"
SOURCE = "seeds/trade-graphite.zh.txt"
WORDS = [" the the ", "摆脱", "😀", "\n\n", "12%", "\r\n", "\u2028", ".", " billion yuan ", "On May 32, ", "“", "\t"]
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    shutil.copytree(SEEDS, folder / "seeds")
    return folder


@pytest.fixture(scope="module")
def editor(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with start_server(tmp_path_factory.mktemp("elsewhere")) as editor:
        editor.initialize([folder])
        yield editor
        assert not [one for one in editor.received if one.get("method", "").startswith("window/")]
        assert editor.end() == 0
        assert editor.process.stderr and editor.process.stderr.read() == b""


@pytest.fixture
def opened(editor: Editor, folder: Path) -> Iterator[str]:
    uri = editor.open(folder / NAME)
    editor.wait_for_findings(uri, 1)
    yield uri
    close(editor, uri)


def close(editor: Editor, uri: str) -> None:
    editor.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    editor.wait(lambda one: one.get("params") == {"uri": uri, "diagnostics": []})


def check(*paths: str) -> list[Message]:
    """What a report of `aligncheck check` shows of files, as diagnostics in code points."""
    found = json.loads(run("check", *paths, "--output-format", "json").stdout)["findings"]
    return [
        {
            "range": {
                "start": {"line": one["line"] - 1, "character": one["column"] - 1},
                "end": {"line": one["end_line"] - 1, "character": one["end_column"] - 1},
            },
            "severity": {"error": 1, "warning": 2}[one["severity"]],
            "code": one["rule"],
            "source": "aligncheck",
            "message": one["message"],
            "data": {"fingerprint": one["fingerprint"]},
        }
        for one in found
        if one["severity"] != "info"
    ]


def test_an_open_text_has_the_findings_of_its_file(
    editor: Editor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    uri = editor.open(folder / NAME)
    first = editor.wait_for_findings(uri, 1, times=1)
    whole = editor.wait_for_findings(uri, 1, times=1)
    close(editor, uri)
    assert whole == check(NAME)
    assert len(whole) == 13
    assert {one["code"] for one in first} < {one["code"] for one in whole}, "rules that need the source come later"


def edit_randomly(rng: random.Random, text: str) -> tuple[Message, str]:
    """A change of a text, and the text after it."""
    first, last = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    last = min(last, first + rng.choice([0, 0, 3, 40]))
    new = rng.choice(["", *WORDS])
    places = []
    for offset in (first, last):
        before = text[: offset - (text[offset - 1 : offset + 1] == "\r\n")]
        lines = re.split("\r\n|\n|\r", before)
        places.append((len(before), {"line": len(lines) - 1, "character": len(lines[-1])}))
    (first, start), (last, end) = places
    return {"range": {"start": start, "end": end}, "text": new}, text[:first] + new + text[last:]


def test_after_any_edits_the_findings_are_those_of_the_saved_file(
    editor: Editor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several changes come in one message, some before the text was checked after the last one."""
    monkeypatch.chdir(folder)
    rng, path = random.Random(40), folder / "seeds" / "edited.en.txt"
    shutil.copy(folder / SOURCE, folder / "seeds" / "edited.zh.txt")
    text = (folder / NAME).read_text()
    write(path, text)
    uri = editor.open(path)
    editor.wait_for_findings(uri, 1)
    version = 1
    for _ in range(8):
        for _ in range(rng.randrange(1, 4)):
            changes = []
            for _ in range(rng.randrange(1, 3)):
                change, text = edit_randomly(rng, text)
                changes.append(change)
            version += 1
            editor.change(uri, version, *changes)
        found = editor.wait_for_findings(uri, version)
        write(path, text)
        assert found == check("seeds/edited.en.txt")
    editor.change(uri, version + 1, {"text": ""})
    write(path, "")
    assert editor.wait_for_findings(uri, version + 1) == check("seeds/edited.en.txt")
    close(editor, uri)
    path.unlink()
    (folder / "seeds" / "edited.zh.txt").unlink()


def apply(text: str, edits: list[Message]) -> str:
    """A text in code points after edits, as an editor makes them."""
    lines = text.splitlines(keepends=True)

    def find(place: Message) -> int:
        return sum(map(len, lines[: place["line"]])) + int(place["character"])

    for edit in sorted(edits, key=lambda one: find(one["range"]["start"]), reverse=True):
        start, end = (find(edit["range"][name]) for name in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


def test_a_suggestion_that_is_taken_mends_the_text(editor: Editor, folder: Path, opened: str) -> None:
    text = (folder / NAME).read_text()
    place = {"start": {"line": 4, "character": 266}, "end": {"line": 4, "character": 268}}
    actions = editor.list_actions(opened, place)
    assert [one["title"] for one in actions] == [
        "Replace “规避” with “evade”",
        "Replace “规避” with “dodge”",
        "Keep as it is (residual-source)",
        "Add to seeds/glossary.csv: 规避 = evade",
        "Add to seeds/glossary.csv: 规避 = dodge",
    ]
    first = actions[0]
    assert first["kind"] == "quickfix"
    assert [one["code"] for one in first["diagnostics"]] == ["residual-source"]
    assert apply(text, first["edit"]["changes"][opened]) == text.replace("规避", " evade")


def test_all_safe_fixes_of_a_rule_are_those_that_check_makes(
    editor: Editor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    text = "The mine ,in Ganzhou ,reopened.\n\nThe the  mine is safe .\n"
    path = write(folder / "several.txt", text)
    uri = editor.open(path)
    editor.wait_for_findings(uri, 1)
    titles = {one["title"]: one for one in editor.list_actions(uri, WHOLE)}
    whole = titles["Fix all 2 of irregular-spacing in this file"]
    close(editor, uri)
    run("check", "several.txt", "--select", "irregular-spacing", "--fix")
    assert apply(text, whole["edit"]["changes"][uri]) == path.read_text()
    path.unlink()


def test_a_sentence_leads_to_its_source_and_back(editor: Editor, folder: Path, opened: str) -> None:
    there = editor.ask_at("definition", opened, 4, 130)
    source = (folder / SOURCE).as_uri()
    assert there["uri"] == source
    lines = (folder / SOURCE).read_text().splitlines()
    start, end = there["range"]["start"], there["range"]["end"]
    assert start["line"] == end["line"] == 4
    assert lines[4][start["character"] : end["character"]].endswith("其中石墨及其制品占一成以上。")

    editor.open(folder / SOURCE)
    editor.wait_for_findings(source, 1)
    back = editor.ask_at("definition", source, start["line"], start["character"])
    assert back["uri"] == opened
    assert back["range"]["start"] == {"line": 4, "character": 0}
    hover = editor.ask_at("hover", source, 4, 3)["contents"]["value"]
    assert hover.startswith("Translation: ")
    close(editor, opened)
    back_to_closed = editor.ask_at("definition", source, start["line"], start["character"])
    assert back_to_closed == back, "a translation that is not open is found, too"
    close(editor, source)
    editor.open(folder / NAME)
    editor.wait_for_findings(opened, 1)


def test_hovering_says_the_rule_the_source_and_the_terms(editor: Editor, opened: str) -> None:
    said = editor.ask_at("hover", opened, 6, 130)
    assert said["contents"]["kind"] == "plaintext"
    rule, source, *terms = said["contents"]["value"].split("\n")
    assert rule.startswith("forbidden-term: ")
    assert source == "Source: “关键矿产之争，归根结底是加工能力之争，”北方资源大学教授陆明远说。"
    assert terms == ["Glossary: 关键矿产 = critical mineral, key mineral (forbidden)"]


def test_the_outline_has_the_passages_with_their_sources(editor: Editor, opened: str) -> None:
    symbols = editor.request("textDocument/documentSymbol", {"textDocument": {"uri": opened}})
    assert symbols[0]["name"] == "Graphite Export Licences Tighten, Overseas Battery Makers Rush to Stock Up"
    assert symbols[0]["detail"] == "石墨出口许可收紧 海外电池厂商加紧囤货"
    starts = [(one["range"]["start"]["line"], one["range"]["start"]["character"]) for one in symbols]
    assert starts == sorted(starts)


def test_a_finding_is_kept_as_accept_keeps_it(
    editor: Editor, folder: Path, opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    before = check(NAME)
    place = before[0]["range"]
    (keep,) = (one for one in editor.list_actions(opened, place) if "command" in one)
    editor.run(keep["command"])
    after = editor.wait_for_findings(opened, 1, times=1)
    accepted = folder / "seeds" / "aligncheck-accepted.jsonl"
    entry = json.loads(accepted.read_text().splitlines()[-1])
    assert entry["reason"] == "accepted in the editor"
    assert after == check(NAME) == before[1:]
    accepted.unlink()
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": accepted.as_uri(), "type": 3}]})
    assert editor.wait_for_findings(opened, 1, times=1) == before


def test_a_term_goes_into_the_glossary(editor: Editor, folder: Path, opened: str) -> None:
    glossary = folder / "seeds" / "glossary.csv"
    old = glossary.read_bytes()
    place = {"start": {"line": 4, "character": 267}, "end": {"line": 4, "character": 267}}
    (add, *_) = (one for one in editor.list_actions(opened, place) if one["title"].startswith("Add"))
    editor.run(add["command"])
    message = editor.wait_for("window/showMessage")
    assert message == {"type": 3, "message": "added to seeds/glossary.csv: 规避 = evade"}
    editor.wait_for_findings(opened, 1, times=1)
    new = glossary.read_bytes()
    assert new.startswith(old)
    assert "规避".encode() in new[len(old) :]
    glossary.write_bytes(old)
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": glossary.as_uri(), "type": 2}]})
    editor.wait_for_findings(opened, 1, times=1)


def test_a_source_that_is_edited_counts_before_it_is_saved(editor: Editor, folder: Path, opened: str) -> None:
    uri = editor.open(folder / SOURCE)
    editor.wait_for_findings(uri, 1)
    editor.wait_for_findings(opened, 1, times=1)
    editor.change(uri, 2, {"text": (folder / SOURCE).read_text().replace("2510亿元", "251亿元")})
    codes = [one["code"] for one in editor.wait_for_findings(opened, 1, times=1)]
    assert "money-mismatch" not in codes
    close(editor, uri)
    codes = [one["code"] for one in editor.wait_for_findings(opened, 1, times=1)]
    assert "money-mismatch" in codes, "the file counts again"


def test_a_text_that_is_no_file_is_checked(editor: Editor) -> None:
    item: Message = {
        "uri": "untitled:Untitled-1",
        "languageId": "plaintext",
        "version": 1,
        "text": "They went went home.\n",
    }
    editor.notify("textDocument/didOpen", {"textDocument": item})
    assert [one["code"] for one in editor.wait_for_findings(item["uri"], 1)] == ["doubled-word"]
    close(editor, item["uri"])


def test_a_broken_configuration_is_said_once_and_when_it_is_mended_all_is_found(editor: Editor, folder: Path) -> None:
    path, config = write(folder / "team" / "note.txt", "They went went home.\n"), folder / "team" / "aligncheck.toml"
    write(config, "select = 3\n")
    uri = editor.open(path)
    assert editor.wait_for_findings(uri, 1, times=1) == []
    message = editor.wait_for("window/showMessage")
    assert message["type"] == 1
    assert "aligncheck.toml: select" in message["message"]
    assert "\n" not in message["message"]
    editor.change(uri, 2, {"text": "They went went home today.\n"})
    assert editor.wait_for_findings(uri, 2, times=1) == []
    write(config, "")
    editor.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": config.as_uri(), "type": 2}]})
    assert [one["code"] for one in editor.wait_for_findings(uri, 2, times=1)] == ["doubled-word"]
    close(editor, uri)


def test_a_text_that_cannot_be_read_is_said_once_while_it_is_broken(editor: Editor, folder: Path) -> None:
    """What changes at each letter is in the log alone."""
    path = write(folder / "team" / "en.json", '{"a": "They went went home."}\n')
    uri = editor.open(path)
    assert [one["code"] for one in editor.wait_for_findings(uri, 1)] == ["doubled-word"]
    editor.change(uri, 2, {"text": '{"a": \n'})
    assert editor.wait_for_findings(uri, 2) == []
    message = editor.wait_for("window/showMessage")["message"]
    assert message.startswith(f"{path}: line 2: not JSON")
    editor.change(uri, 3, {"text": '{"a": "x\n'})
    assert editor.wait_for_findings(uri, 3) == []
    assert editor.wait_for("window/logMessage")["message"].startswith(f"{path}: line 1: not JSON")
    close(editor, uri)


def test_each_folder_of_the_workspace_names_its_own_files(
    editor: Editor, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fingerprints hold the path below the folder that `check` is called in, where there is no configuration."""
    path = write(tmp_path / "essays" / "a.txt", "They went went home.\n")
    added = [{"uri": tmp_path.as_uri(), "name": "another"}]
    event: Message = {"event": {"added": added, "removed": []}}
    editor.notify("workspace/didChangeWorkspaceFolders", event)
    uri = editor.open(path)
    found = editor.wait_for_findings(uri, 1)
    close(editor, uri)
    monkeypatch.chdir(tmp_path)
    assert found == check("essays/a.txt")
    editor.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": added}})


def test_what_makes_no_sense_is_answered_without_a_traceback(editor: Editor, opened: str) -> None:
    """Bodies that are no JSON, unknown methods, wrong parameters, changes of texts that are not open."""
    editor.write(b"{")
    editor.notify("textDocument/didChange", {"textDocument": {"uri": opened, "version": 2}, "contentChanges": "no"})
    editor.change("file:///not/open.txt", 7, {"text": "They went went home."})
    editor.notify("nothing/known", {})
    for method, params in [
        ("workspace/executeCommand", {"command": "aligncheck.keep", "arguments": []}),
        ("workspace/executeCommand", {"command": "rm"}),
        ("nothing/known", {}),
        ("textDocument/hover", {"textDocument": {"uri": opened}, "position": {"line": -1, "character": -5}}),
        ("textDocument/hover", {"textDocument": {"uri": "file:///x"}, "position": {"line": 1, "character": 5}}),
        ("textDocument/codeAction", {"textDocument": {"uri": "a"}, "range": WHOLE, "context": {"diagnostics": []}}),
    ]:
        number = editor.ask(method, params)
        answer = editor.wait(lambda one, number=number: one.get("id") == number)  # type: ignore[misc]
        assert "traceback" not in json.dumps(answer).lower()
        assert "File " not in json.dumps(answer)
    messages = [one["params"]["message"] for one in editor.received if one["method"].startswith("window/")]
    assert messages
    assert not any("\n" in one or "Traceback" in one for one in messages)
    editor.received.clear()
