"""Edits of TBX and JSON lines in place: what changes is written in the form of the file, and all else stays."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from command_line import run
from hypothesis import example, given
from xml_glossaries import DCT, GLOSSARIES, LANGUAGES, READ_2, VERSION_2, dumped, loaded

from glossary.formats import jsonl, tbx
from glossary.formats.files import edit, load
from glossary.formats.verifying import find_difference
from glossary.model import Concept, Glossary, Status, Term
from glossary.upkeep.sort import sort

OLD_ENTRY = """    <termEntry id="7">
      <descrip type="subjectField">trade</descrip>
      <!-- checked -->
      <langSet xml:lang="zh">
        <tig><term>关税；税率</term></tig>
      </langSet>
      <langSet xml:lang='en'>
        <tig>
          <term>tariff</term>
        </tig>
      </langSet>
    </termEntry>
"""
OLD = (
    f'<?xml version="1.0"?>\n<martif type="TBX-Basic" xml:lang="en"><text><body>\n{OLD_ENTRY}</body></text></martif>\n'
)
LINES = (
    '{"glossary":[["owner","Li"]]}\n\n'
    '{"terms":[{"language":"zh","text":"矿产；矿物","url":7},{"text":"ore","language":"en"}],"id":"1","n":{"a":[1]},"z":null}\n'
    '{"terms":[{"language":"zh","text":"铜"},{"text":"copper","language":"en"}],"id":"2","weight":5}\n\n'
)


@pytest.fixture(autouse=True)
def _in_a_folder(folder: Path) -> None:
    """Work in an empty folder."""


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_a_new_concept_is_written_in_version_2() -> None:
    write("a.tbx", OLD)
    assert run("glossary", "add", "a.tbx", "金", "gold", "--status", "preferred").exit_code == 0
    added = """    <termEntry id="8">
      <langSet xml:lang="zh">
        <tig><term>金</term></tig>
      </langSet>
      <langSet xml:lang="en">
        <tig><term>gold</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
      </langSet>
    </termEntry>
"""
    assert read("a.tbx") == OLD.replace(OLD_ENTRY, OLD_ENTRY + added)


def test_a_fix_of_version_2_changes_the_term_it_splits_alone() -> None:
    write("a.tbx", OLD)
    assert run("glossary", "lint", "a.tbx", "--fix").exit_code == 0
    terms = "<tig><term>关税</term></tig>\n        <tig><term>税率</term></tig>"
    assert read("a.tbx") == OLD.replace("<tig><term>关税；税率</term></tig>", terms)


def test_a_new_term_is_grouped_as_those_of_its_entry() -> None:
    write("a.tbx", VERSION_2)
    assert run("glossary", "add", "a.tbx", "出口管制", "export ban", "--status", "forbidden").exit_code == 0
    before, after = VERSION_2.rsplit("        </ntig>\n", 1)
    added = read("a.tbx").removeprefix(before + "        </ntig>\n").removesuffix(after)
    assert added.startswith(
        "        <ntig>\n          <termGrp>\n            <term>export ban</term>\n"
        '            <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>\n          </termGrp>\n'
    )
    assert load(Path("a.tbx")).glossary.concepts[0].terms[:-1] == READ_2.concepts[0].terms


def test_categories_as_tags_stay_tags() -> None:
    write("a.tbx", DCT)
    assert run("glossary", "add", "a.tbx", "金", "gold", "--field", "pos=noun", "--field", "origin=ISO").exit_code == 0
    text = read("a.tbx")
    assert text.startswith(DCT.rpartition("</conceptEntry>")[0])
    assert "<min:partOfSpeech>noun</min:partOfSpeech>" in text
    assert "<basic:source>ISO</basic:source>" in text
    assert "type=" not in text.removeprefix(DCT.rpartition("</conceptEntry>")[0])


def test_a_form_that_cannot_hold_a_change_is_kept_and_named() -> None:
    bare = DCT.replace(' xmlns:basic="http://www.tbxinfo.net/ns/basic"', "").replace("basic:", "min:")
    write("a.tbx", bare)
    assert run("glossary", "add", "a.tbx", "铜", "copper").exit_code == 0
    kept = read("a.tbx")
    refused = run("glossary", "add", "a.tbx", "金", "gold", "--field", "origin=ISO")
    assert (refused.exit_code, read("a.tbx")) == (2, kept)
    assert refused.stderr == (
        "aligncheck: a.tbx: the change cannot be made in TBX-Basic version 3 in DCT style: "
        "give --force to write all of it as TBX-Basic version 3, or convert it to a file of another name\n"
    )
    assert run("glossary", "add", "a.tbx", "金", "gold", "--field", "origin=ISO", "--force").exit_code == 0
    assert 'style="dca"' in read("a.tbx")
    assert [concept.terms[-1].text for concept in load(Path("a.tbx")).glossary.concepts] == [
        "open cluster",
        "copper",
        "gold",
    ]


def test_entries_are_sorted_as_they_stand() -> None:
    entries = [
        f'<termEntry id="{n}"><langSet xml:lang="en"><tig><term>{n}</term></tig></langSet></termEntry>' for n in "ba"
    ]
    write("a.tbx", f"<martif><text><body>\n {entries[0]}\n <!-- a -->{entries[1]}\n</body></text></martif>")
    with edit(Path("a.tbx")) as draft:
        draft.glossary = sort(draft.glossary, "id")
    assert read("a.tbx") == f"<martif><text><body>\n <!-- a -->{entries[1]}\n {entries[0]}\n</body></text></martif>"


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-16", "UTF-16"), ("gb18030", "GB18030"), ("latin-1", "ISO-8859-1")]
)
def test_the_encoding_stays(encoding: str, declared: str) -> None:
    text = OLD.replace('"1.0"', f'"1.0" encoding="{declared}"').replace("关税；税率", "Zölle")
    Path("a.tbx").write_bytes(text.encode(encoding))
    assert run("glossary", "add", "a.tbx", "金", "gold").exit_code == 0
    assert Path("a.tbx").read_bytes().startswith(text.partition("  </body>")[0].rstrip().encode(encoding)[:200])
    assert [term.text for term in load(Path("a.tbx")).glossary.concepts[-1].terms] == ["金", "gold"]


def exchange(before: Glossary, after: Glossary) -> Glossary:
    """The concepts of a glossary but the first, and behind them those of another one."""
    kept = before.concepts[1:]
    new = (one for one in after.concepts if one.id not in {other.id for other in kept})
    return Glossary((*kept, *new), before.extra)


def fill(glossary: Glossary) -> Glossary:
    """The glossary with a text for each id, term and language that is blank, as JSON lines want it."""
    concepts = (
        concept._replace(
            id=concept.id.strip() or "1",
            terms=tuple(
                term._replace(text=term.text.strip() or "x", language=term.language.strip() or "y")
                for term in concept.terms
            ),
        )
        for concept in glossary.concepts
    )
    return glossary._replace(concepts=tuple({concept.id: concept for concept in concepts}.values()))


def build_glossary(*extra: tuple[str, str], definition: str = "") -> Glossary:
    return Glossary((Concept("1", (Term("铜", "zh"), Term("copper", "en")), definition=definition, extra=extra),))


FRAME = '<descrip type="definition">a <hi>b</hi></descrip>'


@given(GLOSSARIES, GLOSSARIES)
@example(Glossary(()), build_glossary(("zh/descrip:definition", "<note>x</note>"), ("zh/descrip:definition", "x")))
@example(Glossary(()), build_glossary(("zh/note", "x"), ("zh/note", "<note>x</note>")))
@example(Glossary(()), build_glossary(("note", "x"), ("note", "<note>y</note>"), ("note", "z")))
@example(Glossary(()), build_glossary(("zh/as:definition", "x"), ("zh/as:definition", FRAME), definition="a b"))
@example(Glossary(()), build_glossary(("zh/as:definition", FRAME), definition="c"))
@example(Glossary(()), build_glossary(("en/as:definition", FRAME)))
@example(Glossary(()), Glossary((Concept("1", (Term("a", "en", extra=(("@id", "a b"), ("@id", "c"))),)),)))
def test_any_tbx_becomes_any_other(before: Glossary, after: Glossary) -> None:
    data = dumped(tbx, before).encode()
    after = exchange(tbx.load(BytesIO(data), LANGUAGES), after)
    (edited,) = tbx.edit(data, after, LANGUAGES)
    read = tbx.load(BytesIO(b"".join(edited)), LANGUAGES)
    assert find_difference(tbx.keep(after, LANGUAGES), read) == ""


@pytest.mark.parametrize(
    ("meant", "kept"),
    [
        ("a b", (("zh/as:definition", FRAME),)),
        ("c", (("zh/as:definition", '<descrip type="definition"/>'),)),
        ("", ()),
    ],
)
def test_of_the_frames_those_are_kept_that_fit(meant: str, kept: tuple[tuple[str, str], ...]) -> None:
    glossary = build_glossary(("zh/as:definition", FRAME), definition=meant)
    assert tbx.keep(glossary, LANGUAGES).concepts[0].extra == kept
    assert loaded(tbx, dumped(tbx, glossary)) == build_glossary(*kept, definition=meant)


def test_a_candidate_whose_status_is_spelt_in_another_way_is_accepted() -> None:
    noted = '<term>tariff</term><termNote type="administrativeStatus">{}</termNote>'
    write("a.tbx", OLD.replace("<term>tariff</term>", noted.format("proposed")))
    assert run("glossary", "set", "a.tbx", "tariff", "--status", "accepted").exit_code == 0
    assert read("a.tbx").splitlines()[9].strip() == "<tig><term>tariff</term></tig>"
    write("a.tbx", OLD.replace("<term>tariff</term>", noted.format("preferredTerm")))
    with edit(Path("a.tbx")) as draft:
        (concept,) = draft.glossary.concepts
        *others, tariff = concept.terms
        terms = (*others, tariff._replace(status=Status.DEPRECATED))
        draft.glossary = Glossary((concept._replace(terms=terms),))
    assert read("a.tbx").splitlines()[9].strip() == f"<tig>{noted.format('deprecatedTerm-admn-sts')}</tig>"


def test_set_rename_and_remove_write_the_term_alone() -> None:
    plain = "<tig>\n          <term>tariff</term>\n        </tig>"
    note = '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>'
    for arguments, before, after in (
        (["set", "tariff", "--status", "deprecated"], plain, f"<tig><term>tariff</term>{note}</tig>"),
        (["rename", "tariff", "duty"], plain, "<tig><term>duty</term></tig>"),
        (["rename", "关税；税率", "关税"], "关税；税率", "关税"),
        (["remove", "关税；税率"], OLD_ENTRY, ""),
    ):
        write("a.tbx", OLD)
        command, *rest = arguments
        result = run("glossary", command, "a.tbx", *rest)
        assert (result.exit_code, result.stderr) == (0, "")
        assert read("a.tbx") == OLD.replace(before, after), arguments


def test_set_rename_and_remove_write_the_line_of_the_concept_alone() -> None:
    for arguments, before, after in (
        (
            ["set", "copper", "--status", "preferred"],
            '"copper","language":"en"',
            '"copper","language":"en","status":"preferred"',
        ),
        (["set", "2", "--field", "definition=Cu"], '"id":"2","weight":5', '"id":"2","weight":5,"definition":"Cu"'),
        (["rename", "copper", "Cu"], "copper", "Cu"),
        (["remove", "copper"], ',{"text":"copper","language":"en"}', ""),
        (["remove", "铜"], LINES.splitlines(keepends=True)[3], ""),
    ):
        write("a.jsonl", LINES)
        command, *rest = arguments
        assert run("glossary", command, "a.jsonl", *rest).exit_code == 0
        assert read("a.jsonl") == LINES.replace(before, after), arguments


@given(GLOSSARIES.map(fill), GLOSSARIES.map(fill))
def test_any_json_lines_become_any_others(before: Glossary, after: Glossary) -> None:
    data = dumped(jsonl, before).encode()
    after = exchange(jsonl.load(BytesIO(data), LANGUAGES), after)
    (edited,) = jsonl.edit(data, after, LANGUAGES)
    assert find_difference(after, jsonl.load(BytesIO(b"".join(edited)), LANGUAGES)) == ""


# JSON lines


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_the_lines_that_change_are_written(end: str) -> None:
    Path("a.jsonl").write_bytes(LINES.replace("\n", end).encode())
    assert run("glossary", "lint", "a.jsonl", "--fix").exit_code == 0
    split = '{"text":"矿产","language":"zh","url":"7"},{"text":"矿物","language":"zh","url":"7"}'
    fixed = LINES.replace('{"language":"zh","text":"矿产；矿物","url":7}', split)
    assert Path("a.jsonl").read_bytes() == fixed.replace("\n", end).encode()
    assert run("glossary", "add", "a.jsonl", "金", "gold").exit_code == 0
    added = '{"id":"3","terms":[{"text":"金","language":"zh"},{"text":"gold","language":"en"}]}\n\n'
    assert Path("a.jsonl").read_bytes() == (fixed.removesuffix("\n") + added).replace("\n", end).encode()


def test_escapes_and_a_last_line_that_is_not_closed_stay() -> None:
    line = json.dumps({"id": "1", "terms": [{"text": "铜", "language": "zh"}]})
    write("a.jsonl", line)
    with edit(Path("a.jsonl")) as draft:
        draft.glossary = Glossary((*draft.glossary.concepts, Concept("2", (Term("金", "zh"),))))
    assert read("a.jsonl") == f"{line}\n" + json.dumps({"id": "2", "terms": [{"text": "金", "language": "zh"}]})


def test_comments_in_what_is_written_again_are_kept() -> None:
    entry = (
        '<termEntry id="c1"> <!-- one --> <descrip type="subjectField">trade</descrip>\n'
        '<langSet xml:lang="zh"><tig><term>矿</term></tig></langSet>\n'
        '<langSet xml:lang="en"><tig><?x y?><!-- two --><term>ore</term></tig></langSet></termEntry>'
    )
    text = f"<martif><text><body>\n {entry}\n</body></text></martif>"
    write("a.tbx", text)
    assert run("glossary", "set", "a.tbx", "ore", "--field", "note=new").exit_code == 0
    changed = "<tig><?x y?><!-- two --><term>ore</term><note>new</note></tig>"
    assert read("a.tbx") == text.replace("<tig><?x y?><!-- two --><term>ore</term></tig>", changed)
    assert run("glossary", "set", "a.tbx", "c1", "--field", "subject=mining").exit_code == 0
    assert '<termEntry id="c1"><!-- one --><?x y?><!-- two -->' in read("a.tbx")
    assert '<descrip type="subjectField">mining</descrip>' in read("a.tbx")


def test_an_extra_that_is_like_a_frame_that_fits_nothing_stays() -> None:
    """The first is a frame without a definition; the last equals it, and follows one that is none."""
    frame = "en/as:definition", '<descrip type="definition"/>'
    concept = Concept("1", (Term("ore", "en"),), extra=(frame, ("en/as:definition", ""), frame))
    kept = tbx.keep(Glossary((concept,)), LANGUAGES)
    assert kept.concepts[0].extra == (("en/as:definition", ""), frame)
    assert find_difference(kept, tbx.load(BytesIO(b"".join(tbx.dump(kept, LANGUAGES))), LANGUAGES)) == ""
