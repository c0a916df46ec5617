"""The model of corpora: the manifest, and the files of units."""

from dataclasses import replace
from pathlib import Path

import pytest

from align.corpora.manifest import Input, Manifest, Signature, cut_units, read_manifest
from align.corpora.schema import CheckedRow, Row, build_table, make_schema
from align.corpora.storage import Corpus, is_finished, locate_unit, open_corpus, write_unit
from align.errors import FileError
from align.model import Finding, Severity, Span, Suggestion

pytest.importorskip("pyarrow", reason="needs the extra `corpus`")

FINDING = Finding(
    "residual-source", Severity.ERROR, "accuracy/untranslated", "Left in: 你好", Span(4, 6), (Suggestion("hi", "x", 1),)
)
ROWS = [
    CheckedRow(Row("你好。", "Say 你好.", "1", None, "a.tsv"), [FINDING], 5.0),
    CheckedRow(Row("再见。", "Bye.", "2", "d", "a.tsv")),
]


def make_manifest() -> Manifest:
    """Two inputs, of 5 and 2 rows, in units of two rows."""
    inputs = (
        Input("a.tsv", 90, "aa", "tsv", 5, (("source", "1"), ("target", "2")), 1),
        Input("b.parquet", 800, "bb", "parquet", 2, (("source", "zh"), ("target", "en"))),
    )
    signature = Signature("cc", "1.0", "default", ("residual-source",), "zh", "en", "dd", "ee", (("g.csv", "ff"),))
    return Manifest(signature, inputs, 2, tuple(cut_units(inputs, [{0: 14, 2: 50}, {}], 2)))


def test_units_are_ranges_of_rows() -> None:
    units = make_manifest().units
    assert [tuple(unit) for unit in units] == [
        (0, 0, 0, 2, 14),
        (1, 0, 2, 2, 50),
        (2, 0, 4, 1, None),
        (3, 1, 0, 2, None),
    ]
    assert make_manifest().describe(units[2]) == "a.tsv, row 5"


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    manifest = make_manifest()
    assert read_manifest(tmp_path) is None
    manifest.write(tmp_path)
    assert read_manifest(tmp_path) == manifest
    assert manifest.rows == 7


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 0}', '{"format": 1, "signature": {"a": 1}}'])
def test_another_file_is_no_manifest(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(FileError, match="no manifest that this version can read"):
        read_manifest(tmp_path)


def test_a_manifest_says_how_a_run_differs() -> None:
    manifest, paths = make_manifest(), ["a.tsv", "b.parquet"]
    signature = manifest.signature
    others = [
        (["a.tsv"], signature, 2, "was made of other inputs (a.tsv, b.parquet)"),
        (paths, replace(signature, digest="z", version="2"), 2, "was made by version 1.0, this is 2"),
        (
            paths,
            replace(signature, digest="z", preset="all", rules=("x",)),
            2,
            "was made with other rules (--select default, ",
        ),
        (paths, replace(signature, digest="z", rules=("x",)), 2, "was made with other rules (residual-source, x)"),
        (paths, replace(signature, digest="z", glossaries=()), 2, "was made with other glossaries"),
        (paths, replace(signature, digest="z"), 2, "was made with other settings"),
        (paths, signature, 3, "has units of 2 rows, not 3"),
    ]
    assert manifest.find_difference(paths, signature, 2) is None
    for given_paths, given_signature, rows, reason in others:
        assert str(manifest.find_difference(given_paths, given_signature, rows)).startswith(reason)


def test_the_key_of_a_unit_depends_on_its_rows_and_on_the_signature() -> None:
    manifest = make_manifest()
    first, second = manifest.inputs
    changed = [
        replace(manifest, signature=replace(manifest.signature, digest="z")),
        replace(manifest, inputs=(replace(first, digest="z"), second)),
        replace(manifest, inputs=(replace(first, path="z"), second)),
        replace(manifest, inputs=(replace(first, columns=()), second)),
    ]
    keys = {one.identify(manifest.units[0]) for one in (manifest, *changed)}
    assert len(keys | {manifest.identify(manifest.units[1])}) == 6


def test_a_table_holds_the_rows_and_what_was_found() -> None:
    table = build_table(ROWS)
    assert table.schema.equals(make_schema())
    first, second = table.to_pylist()
    assert first == {
        "source": "你好。",
        "target": "Say 你好.",
        "id": "1",
        "doc": None,
        "origin": "a.tsv",
        "rules": ["residual-source"],
        "errors": 1,
        "warnings": 0,
        "score": 5.0,
        "findings": [
            {
                "rule": "residual-source",
                "severity": "error",
                "message": "Left in: 你好",
                "start": 4,
                "end": 6,
                "text": "你好",
                "suggestions": ["hi"],
            }
        ],
    }
    assert (second["doc"], second["rules"], second["errors"], second["score"], second["findings"]) == (
        "d",
        [],
        0,
        0,
        [],
    )
    assert build_table([]).num_rows == 0


def test_a_unit_is_finished_where_its_file_is_whole_and_of_its_key(tmp_path: Path) -> None:
    path = tmp_path / "000000.parquet"
    assert not is_finished(path, "key")
    write_unit(path, build_table(ROWS), "key", "signature")
    data = path.read_bytes()
    assert is_finished(path, "key")
    assert not is_finished(path, "other")
    assert list(tmp_path.iterdir()) == [path]
    path.write_bytes(data[:-9])
    assert not is_finished(path, "key")
    write_unit(path, build_table(ROWS), "key", "signature")
    assert path.read_bytes() == data


def test_batches_come_in_order(tmp_path: Path) -> None:
    manifest = make_manifest()
    manifest.write(tmp_path)
    (tmp_path / "units").mkdir()
    corpus = open_corpus(tmp_path)
    for unit in manifest.units:
        rows = [CheckedRow(Row("", "", str(unit.start + number), None, "")) for number in range(unit.rows)]
        write_unit(locate_unit(tmp_path, unit.number), build_table(rows), manifest.identify(unit), "")
    assert corpus.require_finished() == manifest.units
    batches = [batch.to_pydict() for batch in corpus.read_batches(columns=["id"], size=1)]
    assert batches == [{"id": [number]} for number in "0123401"]
    assert [batch.num_rows for batch in corpus.read_batches(manifest.units[1:3])] == [2, 1]


def test_what_is_not_finished_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no folder of a corpus"):
        open_corpus(tmp_path)
    make_manifest().write(tmp_path)
    corpus = Corpus(tmp_path, make_manifest())
    with pytest.raises(FileError, match=r"4 of 4 units are not checked \(a.tsv, rows 1 to 2\): run `aligncheck corpus"):
        corpus.require_finished()
    with pytest.raises(FileError, match=r"000000\.parquet: cannot be read \(No such file or directory\)"):
        list(corpus.read_batches())
