"""Pages of terms and of alignments: what they show, that nothing in it acts, and where else it can be written."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import run
from pages import ELEMENTS, Parsed
from roots import ROOT
from sample_reports import ATTACK

from align.commands.review.terms import decide_terms
from align.config.decisions.decision import Decision
from align.model import Skipped
from align.model.term_tables import CandidateList, RenderingRow, TermCandidate, TermRow, TermTable
from align.report.page import render_table
from glossary.model import Concept, Glossary, State, Term
from glossary.upkeep.candidates import decide_named, name_terms

SOURCE = "工厂生产石墨。\n石墨很贵。\n石墨很轻。\n石墨很软。\n"
TARGET = "The factory makes graphite.\nGraphite is dear.\nGraphite is light.\nPlumbago is soft.\n"
TERMS = """\
concept,language,term,status,state
c1,zh,石墨,,candidate
c1,en,graphite,,candidate
c1,en,black lead,,candidate
c2,zh,工厂,,
c2,en,factory,,
c2,en,works,,rejected
c3,zh,重量,,candidate
c3,en,weight,,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zh.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(TARGET, encoding="utf-8")
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")
    (tmp_path / "aligncheck.toml").write_text('glossaries = ["terms.csv"]\n')
    return tmp_path


# the page of terms


def test_terms_and_candidates_are_on_the_page(folder: Path) -> None:
    result = run("terms", "a.en.txt", "--output", "html=terms.html")
    assert (result.exit_code, result.output) == (0, "")
    parsed = Parsed((folder / "terms.html").read_bytes())
    notes = [given for _, given in parsed.elements if "data-kind" in given]
    assert [(json.loads(given["data-text"]), given["data-kind"]) for given in notes] == [
        ("石墨 = graphite", "term"),
        ("石墨 = black lead", "term"),
        ("重量 = weight", "term"),
    ]
    assert parsed.within("div.source") == "石墨石墨重量"
    assert parsed.within("div.target") == "graphiteblack leadweight"
    assert parsed.within("h1").startswith("Terms")
    assert "In the texts: graphite 3" in parsed.within("li.note").replace("Graphite", "graphite")
    assert [json.loads(given["data-path"]) for _, given in parsed.elements if "data-path" in given] == ["terms.csv"]
    ids = [given["id"] for _, given in parsed.elements if "id" in given]
    assert len(ids) == len(set(ids))


def test_a_page_of_hostile_terms_can_be_read_and_is_inert() -> None:
    hostile = f"{ATTACK} \ud800 ]]> <!--"
    row = TermRow(hostile, 2, "0.50", False, (hostile,), (RenderingRow(hostile, 2, True, (hostile,) * 9),))
    steady = replace(row, is_steady=True)
    candidate = TermCandidate("0" * 20, hostile, hostile, (hostile,))
    table = TermTable(1, "0.50", (row, steady), (CandidateList(hostile, (candidate,)),))
    page = "".join(render_table(table, (Skipped(hostile, hostile, failed=True),), hostile)).encode()
    parsed = Parsed(page)
    assert {name for name, _ in parsed.elements} <= ELEMENTS
    names = {name for _, attributes in parsed.elements for name in attributes}
    assert [name for name in names if name.startswith("on") or name in ("style", "src", "href")] == []
    assert not {"\x1b", "\u202e"} & set(page.decode())
    assert "<U+D800>" in parsed.within("td")


def test_formats_go_to_files_and_to_stdout(folder: Path) -> None:
    printed = run("terms", "a.en.txt").stdout
    result = run("terms", "a.en.txt", "-o", "text=t.txt", "-o", "json=t.json", "-o", "csv=t.csv")
    assert (result.exit_code, result.output) == (0, "")
    assert (folder / "t.txt").read_text("utf-8") == printed
    assert (folder / "t.json").read_text("utf-8") == run("terms", "a.en.txt", "--output-format", "json").stdout
    assert (folder / "t.csv").read_text("utf-8") == run("terms", "a.en.txt", "--output", "csv=-").stdout
    assert run("terms", "a.en.txt", "--output-format", "html").stdout.startswith("<!DOCTYPE html>")


_FORMATS = "--output: write FORMAT=FILE, with one of text, json, csv, markdown, html (- is stdout)"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("terms", "a.en.txt", "-o", "pdf=x"), _FORMATS),
        (("terms", "a.en.txt", "-o", "html"), _FORMATS),
        (("terms", "a.en.txt", "-o", "html=a.en.txt"), "--output: a.en.txt is what is checked: name another file"),
        (("terms", "b.txt", "-o", "html=b.html"),
         "html shows terms next to their source: name it with --source, or choose another format"),
        (("check", "a.en.txt", "--terms"),
         "--terms goes with --output html=FILE, for texts in files: add it, or leave --terms out"),
        (("align", "a.zh.txt", "a.en.txt", "--to", "a.html", "--min-score", "0.5"),
         "--min-score leaves pairs out, a page shows them all: leave the option out"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    (folder / "b.txt").write_text(TARGET, encoding="utf-8")
    kept = {path.name for path in folder.iterdir()}
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")
    assert {path.name for path in folder.iterdir()} == kept


def test_check_shows_terms_below_its_texts(folder: Path) -> None:
    assert run("check", "a.en.txt", "--terms", "--output", "html=r.html").exit_code == 0
    parsed = Parsed((folder / "r.html").read_bytes())
    assert [json.loads(given["data-path"]) for _, given in parsed.elements if "data-path" in given] == [
        "a.en.txt",
        "terms.csv",
    ]
    assert "not rendered consistently; consistency (LTCR, 1 at best) 0" in parsed.within("ul.rest")
    plain = run("check", "a.en.txt", "--output", "html=p.html")
    assert plain.exit_code == 0
    assert "data-kind" not in (folder / "p.html").read_text("utf-8")


def test_terms_of_a_split_report_have_a_page_of_their_own(folder: Path) -> None:
    assert run("check", "a.en.txt", "--terms", "--output", "html=r.html", "--per-document").exit_code == 0
    assert '<a href="r-pages/terms.html">Terms</a>' in (folder / "r.html").read_text("utf-8")
    assert 'data-kind="term"' in (folder / "r-pages/terms.html").read_text("utf-8")


# the page of an alignment


def test_an_alignment_is_a_page(folder: Path) -> None:
    assert run("align", "a.zh.txt", "a.en.txt", "--to", "A.HTML").exit_code == 0
    parsed = Parsed((folder / "A.HTML").read_bytes())
    assert "4 pairs, 0 of them unsure. Nothing was checked." in parsed.within("header")
    assert "no findings" not in parsed.within("summary")
    run("check", "a.en.txt", "--output", "html=r.html")
    checked = Parsed((folder / "r.html").read_bytes())
    sentences = [
        [given["data-id"] for _, given in page.elements if given.get("class") in ("s", "o")]
        for page in (parsed, checked)
    ]
    assert sentences[0] == sentences[1]
    assert len(sentences[0]) == 8


def test_folders_are_aligned_into_pages(folder: Path) -> None:
    for code, text in (("zh", SOURCE), ("en", TARGET)):
        (folder / code).mkdir()
        (folder / code / "a.txt").write_text(text, encoding="utf-8")
    assert run("align", "zh", "en", "--to", "out", "--output-format", "html").exit_code == 0
    assert "Alignment" in (folder / "out/a.html").read_text("utf-8")


# candidates


def make_glossary() -> Glossary:
    def term(text: str, language: str, state: State = State.CANDIDATE) -> Term:
        return Term(text, language, state=state)

    return Glossary(
        (
            Concept("1", (term("矿", "zh"), term("mine", "en"), term("pit", "en"))),
            Concept("2", (term("矿", "zh"), term("mine", "en"), term("pit", "en"))),
            Concept("3", (term("法", "zh", State.ACCEPTED), term("law", "en"))),
        )
    )


def test_names_of_terms_outlive_changes_of_other_concepts() -> None:
    whole = make_glossary()
    names = [one.name for one in name_terms(whole)]
    assert len(set(names)) == len(names)
    first, _, last = whole.concepts
    assert [one.name for one in name_terms(Glossary((last, first)))] == [*names[6:], *names[:3]]


def test_just_what_is_named_is_decided_and_what_is_accepted_with_it() -> None:
    whole = make_glossary()
    names = {(one.concept.id, one.term.text): one.name for one in name_terms(whole)}
    edited = decide_named(whole, {names["1", "mine"]}, {names["1", "pit"], names["3", "law"]})
    states = [[str(term.state) for term in concept.terms] for concept in edited.glossary.concepts]
    assert states == [["accepted", "accepted", "rejected"], ["candidate"] * 3, ["accepted", "rejected"]]


def test_what_cannot_be_decided_is_listed(folder: Path) -> None:
    names = {one.term.text: one.name for one in name_terms(_load("terms.csv"))}

    def decide(text: str, decision: str) -> Decision:
        return Decision("term", "terms.csv", names.get(text, "x"), decision, text)

    decisions = [
        decide("works", "accept"),
        decide("factory", "accept"),
        decide("gone\u202e", "reject"),
        decide("graphite", "accept"),
        Decision("term", "none.csv", "x", "accept"),
        Decision("finding", "a.en.txt", "x", "accept", reason="y"),
    ]
    for dry_run in (True, False):
        missing, applied = decide_terms(decisions, dry_run=dry_run)
        assert applied.tell() == "terms.csv: 1 accepted, 0 rejected, 1 done before"
        assert applied.problems == (
            "terms.csv: term works: is rejected by now: change it in the file",
            "terms.csv: term gone\u202e: is no longer there",
        )
        assert missing.tell() == ""
        assert "none.csv" in missing.problems[0]
        assert ("graphite,,candidate" in (folder / "terms.csv").read_text("utf-8")) == dry_run


def _load(path: str) -> Glossary:
    from glossary.formats.files import load

    return load(Path(path)).glossary


def test_pictures_of_the_docs_are_named_in_the_script_and_small() -> None:
    docs = ROOT / "docs"
    script = (docs / "pictures.py").read_text("utf-8")
    pictures = sorted(docs.glob("*.png"))
    assert [picture.name for picture in pictures if picture.name not in script] == []
    assert sum(picture.stat().st_size for picture in pictures) < 360_000
    pages = "".join(page.read_text("utf-8") for page in docs.glob("*.md"))
    assert [picture.name for picture in pictures if f"]({picture.name})" not in pages] == []
