"""Documents of a corpus become sentence pairs: those that `align` finds, however the documents are cut into units."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from corpus_runs import InlineEngine
from rows import leave_to_full

from align.aligners.documents import Method, align_documents
from align.cli import main
from align.commands.corpus.check import CorpusRequest, check_corpus
from align.config.settings import Request
from align.corpora.aligning import make_worker
from align.readers import ReadOptions, read_document

pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra `corpus`")

SENTENCES = (
    ("港口五月三日重开。", "The port reopened on May 3."),
    ("第一批船已经到了。", "The first ships have already arrived."),
    ("市长说，桥梁将于十月完工。", "The mayor said the bridge would be finished in October."),
    ("没有人受伤。", "Nobody was hurt."),
    ("工程师们修好了水泵。", "Engineers repaired the pump."),
)
COLUMNS = ["source", "target", "id", "doc", "origin", "confidence"]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def make_documents() -> list[tuple[str, str]]:
    """Five documents of four sentences each."""
    chosen = [[*SENTENCES[n:], *SENTENCES[:n]][:4] for n in range(5)]
    return [("".join(one for one, _ in rows), " ".join(other for _, other in rows)) for rows in chosen]


def align(unit_rows: int, output: str, **more: object) -> list[dict[str, object]]:
    """The rows of all units."""
    run = Request(paths=("d.jsonl",), config="none")
    request = replace(CorpusRequest(run, output, True, unit_rows), **more)  # type: ignore[arg-type]
    outcome = check_corpus(request, InlineEngine(make=make_worker))
    assert (outcome.done, outcome.quarantined, outcome.unreadable) == (outcome.units, [], [])
    return [row for path in sorted(Path(output, "units").iterdir()) for row in pq.read_table(path).to_pylist()]


@pytest.mark.full
def test_sentence_pairs_are_those_of_align() -> None:
    documents = make_documents()
    rows = [{"source": one, "target": other, "id": f"d{n}"} for n, (one, other) in enumerate(documents)]
    Path("d.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = align(2, "a")
    expected = []
    for name, (one, other) in enumerate(documents):
        source = read_document("x.txt", one.encode(), ReadOptions("zh", "utf-8"))
        target = read_document("x.txt", other.encode(), ReadOptions("en", "utf-8"))
        alignment = align_documents(source, target, Method(alone=False))
        for number, bead in enumerate((bead for bead in alignment.beads if bead.source and bead.target), 1):
            texts = alignment.source_text(bead), alignment.target_text(bead)
            values = (*texts, f"d{name}#{number}", f"d{name}", "d.jsonl", round(bead.confidence, 2))
            expected.append(dict(zip(COLUMNS, values, strict=True)))
    assert found == expected
    assert len(found) == 20
    assert (found[4]["source"], found[4]["target"]) == SENTENCES[1]
    assert align(100, "b") == found


def test_folders_are_paired_aligned_and_checked() -> None:
    for number, sides in enumerate(make_documents()):
        for folder, text in zip(("zh", "en"), sides, strict=True):
            path = Path(folder, f"{number}.txt")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
    Path("zh/9.txt").write_text("没有译文。")
    run = CliRunner()
    told = run.invoke(main, ["corpus", "align", "zh", "en", "--to", "a", "--jobs", "1"])
    assert (told.exit_code, told.stdout) == (0, "1 of 1 unit aligned; 5 documents, 20 pairs: a\n")
    assert told.stderr.startswith("aligncheck: zh/9.txt: no translation found")
    again = run.invoke(main, ["corpus", "align", "zh", "en", "--to", "a", "--jobs", "1"])
    assert again.stdout == "0 of 1 unit aligned, 1 finished before; 5 documents, 20 pairs: a\n"
    rows = pq.read_table("a/units/000000.parquet").to_pylist()
    assert {(row["doc"], row["origin"]) for row in rows} == {(f"en/{n}.txt", "en") for n in range(5)}
    refused = run.invoke(main, ["corpus", "report", "a"])
    assert refused.exit_code == 2
    assert refused.stderr == (
        "aligncheck: a: holds sentence pairs that are not checked: "
        "check them first: aligncheck corpus check a/units --to CHECKED\n"
    )
    checked = run.invoke(main, ["corpus", "check", "a/units", "--to", "c", "--jobs", "1"])
    assert checked.stdout == "1 of 1 unit checked; 20 pairs, 0 with findings: c\n"


@pytest.mark.full
def test_documents_without_a_pair_are_named() -> None:
    museum = (
        "The museum bought a painting. It had hung in a school. Nobody knew who made it. Experts looked at the canvas "
        "for a week. Then they read a name on the frame."
    )
    texts = [*make_documents()[:1], (make_documents()[1][0], museum), (make_documents()[2][0], "")]
    rows = [{"source": one, "target": other, "id": f"d{n}"} for n, (one, other) in enumerate(texts)]
    Path("d.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    arguments = ["corpus", "align", "d.jsonl", "--to", "a", "--jobs", "1", "--unit-rows", "2"]
    for done in ("2 of 2 units aligned", "0 of 2 units aligned, 2 finished before"):
        told = CliRunner().invoke(main, arguments)
        assert (told.exit_code, told.stdout) == (2, f"{done}; 3 documents, 4 pairs: a\n")
        assert told.stderr == "".join(
            f"aligncheck: {name}: no sentence could be paired with one of its counterpart\n" for name in ("d1", "d2")
        )


def test_of_many_documents_without_a_pair_the_first_are_named() -> None:
    rows = ({"source": "没有人受伤。", "target": "", "id": f"d{n}"} for n in range(12))
    Path("d.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    told = CliRunner().invoke(main, ["corpus", "align", "d.jsonl", "--to", "a", "--jobs", "1"])
    assert (told.exit_code, told.stdout) == (2, "1 of 1 unit aligned; 12 documents, 0 pairs: a\n")
    lines = told.stderr.splitlines()
    assert (len(lines), lines[-1]) == (11, "aligncheck: and 2 more of this kind")


def test_markup_is_read_where_the_name_of_a_document_tells_it() -> None:
    texts = ("# 港口\n\n港口五月三日重开。", "# The port\n\nThe port reopened on May 3.")
    rows = [{"source": texts[0], "target": texts[1], "id": name} for name in ("a.md", "b")]
    Path("d.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found = [(row["doc"], row["source"], row["target"]) for row in align(9, "a")]
    assert found[0] == ("a.md", "港口", "The port")
    assert ("b", "# 港口", "# The port") in found


def run_folders(*arguments: str) -> tuple[int, str]:
    for folder, text in (("zh", SENTENCES[0][0]), ("en", SENTENCES[0][1])):
        Path(folder).mkdir(exist_ok=True)
        Path(folder, "a.txt").write_text(text, encoding="utf-8")
    found = CliRunner().invoke(main, ["corpus", "align", "zh", "en", "--to", "out", *arguments])
    return found.exit_code, found.stderr


@pytest.mark.parametrize("name", ["documents.jsonl", *leave_to_full(["manifest.json", "units/000000.parquet"])])
def test_no_file_of_somebody_is_replaced(name: str) -> None:
    mine = Path("out", name)
    mine.parent.mkdir(parents=True)
    mine.write_text('{"my": "own"}\n')
    message = (
        f"aligncheck: {mine}: is there already, and aligncheck did not write it: name another folder, or move it\n"
    )
    for more in ((), ("--force",)):
        assert run_folders(*more) == (2, message)
        assert mine.read_text() == '{"my": "own"}\n'
    mine.rename("elsewhere")
    assert run_folders() == (0, "")


@pytest.mark.full
def test_documents_of_an_earlier_run_are_replaced() -> None:
    assert run_folders() == (0, "")
    Path("out/manifest.json").unlink()  # as where a run was killed before it wrote it
    assert run_folders() == (0, "")
    Path("zh/b.txt").write_text(SENTENCES[1][0], encoding="utf-8")
    Path("en/b.txt").write_text(SENTENCES[1][1], encoding="utf-8")
    assert run_folders("--force") == (0, "")
    assert len(Path("out/documents.jsonl").read_text("utf-8").splitlines()) == 2
