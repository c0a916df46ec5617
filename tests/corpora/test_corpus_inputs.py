"""The inputs of corpora: the same rows from every format, however they are cut into units; and faulty files."""

import csv
import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from corpus_runs import check, make_pairs, write_lines

from align.corpora.columns import Wish, choose_names, choose_numbers
from align.corpora.manifest import Signature, cut_units
from align.corpora.planning import find_inputs, make_manifest, survey_input
from align.corpora.rows import BadRow, RowReader
from align.corpora.schema import Row
from align.corpora.storage import open_corpus
from align.errors import AligncheckError, CommandError, FileError, ReadError

pa = pytest.importorskip("pyarrow", reason="needs the extra `corpus`")
pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra `corpus`")

PAIRS = [*make_pairs(9), ("一\u2028二", 'He said "no".'), ("三", " x "), ("", "Only.")]
WISH = Wish({})


def read_rows(path: Path, wish: Wish = WISH, every: int = 100) -> list[Row]:
    """All rows of a file, unit by unit."""
    one, offsets = survey_input(str(path), wish, every)
    reader = RowReader()
    rows = [row for unit in cut_units([one], [offsets], every) for row in reader.read(one, unit)]
    reader.close()
    return rows


def write_tsv(path: Path) -> None:
    path.write_text("".join(f"{one}\t{other}\n" for one, other in PAIRS), encoding="utf-8")


def write_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("id", "en", "zh"), *((f"p{n}", other, one) for n, (one, other) in enumerate(PAIRS))]
        )


def write_tmx(path: Path, encoding: str = "utf-8") -> None:
    units = (
        f'<tu tuid="p{number}"><prop type="x">y</prop><tuv xml:lang="en-GB"><seg>{escape(other)}</seg></tuv>'
        f'<tuv xml:lang="zh-CN"><seg>{escape(one)}</seg></tuv></tu>\n<tu><tuv xml:lang="de"><seg>Ja</seg></tuv></tu>\n'
        for number, (one, other) in enumerate(PAIRS)
    )
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">'
    path.write_bytes(f"{text}<header/><body>{''.join(units)}</body></tmx>\n".encode(encoding))


def write_parquet(path: Path) -> None:
    names = [f"p{number}" for number in range(len(PAIRS))]
    texts = [{"zh": one, "en": other} for one, other in PAIRS]
    pq.write_table(pa.table({"id": names, "n": names, "translation": texts}), path, row_group_size=5)


def write_columns(path: Path) -> None:
    names = [f"p{number}" for number in range(len(PAIRS))]
    zh, en = (pa.array([pair[side] for pair in PAIRS]) for side in (0, 1))
    pq.write_table(pa.table({"en": en.dictionary_encode(), "id": names, "zh": zh.cast(pa.large_string())}), path)


WRITERS: dict[str, Callable[[Path], None]] = {
    "a.jsonl": lambda path: write_lines(path, PAIRS),
    "a.csv": write_csv,
    "a.tmx": write_tmx,
    "b.tmx": lambda path: write_tmx(path, "utf-16"),
    "a.parquet": write_parquet,
    "b.parquet": write_columns,
}


@pytest.mark.parametrize("every", [1, 4, 5, 100])
@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
@pytest.mark.parametrize("name", WRITERS)
def test_each_format_gives_the_same_rows(name: str, packing: str, every: int, tmp_path: Path) -> None:
    if packing and "parquet" in name:
        return
    path = tmp_path / name
    WRITERS[name](path)
    if packing == ".gz":
        path.with_name(name + packing).write_bytes(gzip.compress(path.read_bytes()))
    elif packing == ".zst":
        data = path.read_bytes()  # in two frames, as programs that use several processors write it
        frames = (pa.compress(part, "zstd", asbytes=True) for part in (data[:99], data[99:]))
        path.with_name(name + packing).write_bytes(b"".join(frames))
    path = path.with_name(name + packing)
    strip = str.strip if "tmx" in name else str
    expected = [Row(one, strip(other), f"p{number}", None, str(path)) for number, (one, other) in enumerate(PAIRS)]
    assert read_rows(path, every=every) == expected


@pytest.mark.parametrize("every", [1, 3, 100])
def test_lines_with_tabs_have_numbers_for_ids(every: int, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    write_tsv(path)
    expected = [Row(one, other, str(number), None, str(path)) for number, (one, other) in enumerate(PAIRS, 1)]
    assert read_rows(path, every=every) == expected


@pytest.mark.parametrize("every", [1, 2, 100])
def test_titles_mark_and_blank_lines_are_no_rows(every: int, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes("\ufeffdoc\ten\tzh\tcorpus\r\n\r\nd1\tOne\t一\tnews\r\n \nd2\tTwo\t二\t\r\n".encode())
    assert read_rows(path, every=every) == [Row("一", "One", "1", "d1", "news"), Row("二", "Two", "2", "d2", str(path))]


@pytest.mark.parametrize("every", [1, 100])
@pytest.mark.parametrize(
    ("titles", "columns"),
    [
        ("zh\ten\tscore\n", {}),
        ("source\ttarget\tscore\n", {}),
        ("a\tb\tscore\n", {"source": "a", "target": "b"}),
        ("", {"source": "1", "target": "2"}),
    ],
)
def test_other_columns_may_follow_source_and_target(
    titles: str, columns: dict[str, str], every: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"{titles}苹果。\tApple.\t0.9\n梨。\tPear.\t0.8\n", encoding="utf-8")
    expected = [Row("苹果。", "Apple.", "1", None, str(path)), Row("梨。", "Pear.", "2", None, str(path))]
    assert read_rows(path, Wish(columns), every) == expected


def test_a_mark_is_left_out_before_the_first_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("\ufeff一\tOne\n\ufeff二\tTwo\n", encoding="utf-8")
    for every in (1, 2):
        assert [row.source for row in read_rows(path, every=every)] == ["一", "\ufeff二"]


def test_a_unit_is_read_alone_and_in_any_order(tmp_path: Path) -> None:
    for name, write in WRITERS.items():
        write(tmp_path / name)
        one, offsets = survey_input(str(tmp_path / name), WISH, 3)
        units = list(cut_units([one], [offsets], 3))
        in_order = [RowReader().read(one, unit) for unit in units]
        reader = RowReader()
        assert [reader.read(one, units[number]) for number in (2, 3, 0, 1)] == [in_order[n] for n in (2, 3, 0, 1)]


def test_codes_of_other_formats_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    zh, en = '<bpt i="1">&lt;b></bpt>一<ept i="1">&lt;/b></ept>', "A\n  <hi>b</hi> <ph><sub>no</sub></ph>."
    path.write_text(
        f'<tmx version="1.4"><body><tu><tuv xml:lang="zh"><seg>{zh}</seg></tuv>'
        f'<tuv lang="en"><seg>{en}</seg></tuv></tu></body></tmx>'
    )
    assert read_rows(path) == [Row("一", "A b \ufffc.", "1", None, str(path))]


def test_folders_patterns_and_urls_name_files(tmp_path: Path) -> None:
    for name in ("b.tsv", "in/a.jsonl", "in/.hidden/c.tsv", "out/units/000000.parquet", "note.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('{"source": "一", "target": "A"}\n')
    names = [str(tmp_path / "b.tsv"), str(tmp_path / "in/a.jsonl")]
    assert find_inputs([str(tmp_path)], tmp_path / "out") == names
    assert find_inputs([str(tmp_path / "*.tsv"), names[0], str(tmp_path / "in")], tmp_path / "out") == names
    pytest.importorskip("fsspec", reason="needs the extra `corpus`")
    urls = [f"file://{name}" for name in names]
    assert find_inputs([f"file://{tmp_path}/in", f"file://{tmp_path}/b.*"], tmp_path / "out") == [urls[1], urls[0]]
    assert [row.source for row in read_rows(Path(names[1]))] == ["一"]
    one, offsets = survey_input(urls[1], WISH, 2)
    assert RowReader().read(one, next(cut_units([one], [offsets], 2))) == [Row("一", "A", "1", None, urls[1])]
    with pytest.raises(CommandError, match=r"no file of pairs there"):
        find_inputs([str(tmp_path / "out")], tmp_path / "out")
    with pytest.raises(AligncheckError, match="no such file or folder"):
        find_inputs([str(tmp_path / "none*.tsv")], tmp_path / "out")


def test_columns_are_guessed_or_told() -> None:
    assert choose_names(["tgt", "src", "dataset", "doc_id"], WISH) == {
        "source": "src",
        "target": "tgt",
        "doc": "doc_id",
        "origin": "dataset",
    }
    told = Wish({"zh": "a", "target": "b", "origin": "id"})
    assert choose_names(["a", "b", "id"], told) == {"source": "a", "target": "b", "id": "id", "origin": "id"}
    assert choose_numbers(["x", "一", "One"], Wish({"source": "2", "target": "C", "origin": "1"})) == (
        {"source": "2", "target": "3", "origin": "1"},
        0,
    )
    with pytest.raises(ReadError, match=r"^no column “ZH”; there are zh, en$"):
        choose_names(["zh", "en"], Wish({"source": "ZH"}))
    with pytest.raises(ReadError, match=r"^no columns that are known to hold source and target; there are a, b: name"):
        choose_names(["a", "b"], WISH)
    with pytest.raises(ReadError, match="--text-columns: unknown “colour”"):
        choose_names(["a", "b"], Wish({"colour": "a"}))


FAULTS = [
    ("a.jsonl", b'{"source": "x", "target": "y"}\n{"source": "x"}\n', "row 2: no “target”; there are source"),
    ("a.jsonl", b'{"source": "x", "target": 1}\n', "row 1: “target” is a number, not a text"),
    ("a.jsonl", b'{"source": "x", "target": "y"}\n{"source"\n', "row 2: not JSON (Expecting ':' delimiter)"),
    ("a.jsonl", b'{"source": "x", "target": "y"}\n[1]\n', "row 2: not a JSON object"),
    ("a.jsonl", b'{"source": "\xff", "target": "y"}\n', "row 1: not UTF-8"),
    ("a.jsonl", b'{"text": "x", "n": "y"}\n', "no columns that are known to hold source and target; there are text, n"),
    ("a.tsv", b"x\ty\nz\n", "row 2: has 1 cell, and 2 are expected"),
    ("a.tsv", b"x\ty\nz\tz\tz\n", "row 2: has 3 cells, and 2 are expected"),
    ("a.tsv", b"x\ty\tz\n", "the first row (“x”, “y”, “z”) does not say which columns hold source and translation"),
    ("a.csv", b"zh,en\nx\n", "row 1: has 1 cell, and at least 2 are expected"),
    ("a.csv", b"zh,en\nx,\xff\n", "not UTF-8"),
    ("a.csv", b"chinese_sentence,english_sentence\nx,y\n", "(“chinese_sentence”, “english_sentence”) does not say"),
    ("a.parquet", b"PAR1 and nothing", "not Parquet, or not whole"),
    ("a.tmx", b"<tmx><body><tu></body></tmx>", "after row 0: not well-formed XML (mismatched tag)"),
    ("a.tmx", b"<xliff/>", "the root is <xliff>, not <tmx>"),
    ("a.tmx", b'<!DOCTYPE t [<!ENTITY a "b">]><tmx/>', "declares “a” in a DTD"),
    (
        "a.tmx",
        b'<tmx><body><tu><tuv lang="de"><seg>Ja</seg></tuv></tu></body></tmx>',
        "holds de, and zh with en is checked",
    ),
    (
        "a.tsv.gz",
        gzip.compress(b"x\ty\n" * 999, mtime=0)[:-12],
        "cannot be read: it ends before its end: copy it again",
    ),
    ("a.tsv.gz", b"x\ty\n", "cannot be read: Not a gzipped file"),
    ("a.tsv.zst", b"x\ty\n", "cannot be read: ZSTD decompress failed"),
    ("a.tsv.zst", pa.compress(b"x\ty\n" * 9999, "zstd", asbytes=True)[:-9], "cannot be read: Truncated compressed"),
    ("a.txt", b"x\ty\n", "unknown format; known are .parquet .jsonl .ndjson .tsv .csv .tmx, also with .gz and .zst"),
    ("a.parquet.gz", b"", "Parquet is packed inside: unpack the file"),
    ("a.tsv", b"", "there is no pair in it"),
    ("s3://bucket/a.tsv", b"", "a URL of this kind needs another package: Install s3fs to access S3"),
]


@pytest.mark.parametrize(("name", "data", "reason"), FAULTS)
def test_a_faulty_file_is_named_with_what_is_wrong(
    name: str, data: bytes, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if "://" in name:
        pytest.importorskip("fsspec", reason="needs the extra `corpus`")
    else:
        Path(name).write_bytes(data)
    with pytest.raises(AligncheckError) as caught:
        signature = Signature("", "", "", (), "", "", "", "")
        manifest = make_manifest([name], WISH, signature, 100)
        RowReader().read(manifest.inputs[0], manifest.units[0])
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert reason in message
    assert "\n" not in message


def test_types_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"zh": ["一"], "en": [1]}), path)
    with pytest.raises(FileError, match="column “en” holds int64, not text"):
        survey_input(str(path), WISH, 10)
    pq.write_table(pa.table({"zh": ["一", None], "en": ["a", "b"], "id": [7, None]}), path)
    assert [row[:3] for row in read_rows(path)] == [("一", "a", "7"), ("", "b", "2")]


def test_a_page_that_is_damaged_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"zh": [f"一{n}" for n in range(999)], "en": [f"one {n}" for n in range(999)]})
    pq.write_table(table, path, compression="zstd")
    data = bytearray(path.read_bytes())
    data[40:400] = bytes(360)
    path.write_bytes(data)
    with pytest.raises(FileError, match="damaged after row 0"):
        read_rows(path, every=1000)


def test_a_bad_row_is_told_and_all_other_units_are_done(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_lines(path, make_pairs(10))
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:5], json.dumps({"source": "x", "target": ["y"]}), *lines[6:]]), encoding="utf-8")
    outcome = check(path, output=tmp_path / "out")
    assert (outcome.units, outcome.done) == (3, 2)
    assert outcome.unreadable == [f"{path}: row 6: “target” is a list, not a text"]


BAD = {
    "a.jsonl": (
        b'{"source": "\xe4\xb8\x80", "target": "One."}\n{"source": 1, "target": "b"}\nno\n{"source": "c"}\n'
        b'{"source": "\xe4\xba\x8c", "target": "Two."}\n',
        (
            (2, "row 2: “source” is a number, not a text"),
            (3, "row 3: not JSON (Expecting value); one object a line is expected"),
            (4, "row 4: no “target”; there are source"),
        ),
    ),
    "a.tsv": (
        b"\xe4\xb8\x80\tOne.\nb\n\xff\tc\nd\te\tf\n\xe4\xba\x8c\tTwo.\n",
        (
            (2, "row 2: has 1 cell, and 2 are expected"),
            (3, "row 3: not UTF-8: convert the file, as with iconv -t UTF-8"),
            (4, "row 4: has 3 cells, and 2 are expected"),
        ),
    ),
    "a.csv": (
        b"zh,en\n\xe4\xb8\x80,One.\nb\nc\nd\n\xe4\xba\x8c,Two.\n",
        tuple((row, f"row {row}: has 1 cell, and at least 2 are expected") for row in (2, 3, 4)),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_all_bad_rows_are_named_and_can_be_skipped(name: str, tmp_path: Path) -> None:
    data, bad = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    one, offsets = survey_input(str(path), WISH, 100)
    (unit,) = cut_units([one], [offsets], 100)
    with pytest.raises(FileError) as caught:
        RowReader().read(one, unit)
    assert str(caught.value) == f"{path}: {'; '.join(problem for _, problem in bad)}"
    found: list[BadRow] = []
    rows = RowReader().read(one, unit, found)
    assert tuple(found) == bad
    assert [row[:3] for row in rows] == [
        ("一", "One.", "1"),
        *(("", "", str(row)) for row in (2, 3, 4)),
        ("二", "Two.", "5"),
    ]


def test_of_many_bad_rows_ten_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("a\tb\n" + "c\n" * 25, encoding="utf-8")
    with pytest.raises(FileError) as caught:
        read_rows(path)
    problems = [f"row {row}: has 1 cell, and 2 are expected" for row in range(2, 12)]
    assert str(caught.value) == f"{path}: {'; '.join(problems)}; and 15 more rows"


def test_skipped_rows_are_counted_and_put_into_quarantine(tmp_path: Path) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "out"
    write_lines(path, make_pairs(10))
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:5], json.dumps({"source": "x", "target": ["y"]}), *lines[6:]]), encoding="utf-8")
    outcome = check(path, output=out, skip_bad_rows=True)
    assert (outcome.units, outcome.done, outcome.rows, outcome.bad_rows, outcome.unreadable) == (3, 3, 10, 1, [])
    (file,) = (out / "quarantine").iterdir()
    assert json.loads(file.read_text("utf-8")) == {
        "input": str(path),
        "row": 6,
        "problem": "row 6: “target” is a list, not a text",
    }
    rows = [
        row for batch in open_corpus(out).read_batches(columns=["source", "target", "id"]) for row in batch.to_pylist()
    ]
    assert len(rows) == 10
    assert rows[5] == {"source": "", "target": "", "id": "6"}


@pytest.mark.parametrize("name", ["a.jsonl", "a.tsv", "a.csv"])
def test_a_line_without_end_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("lines", "comma_separated"):
        monkeypatch.setattr(f"align.corpora.formats.{module}.LONGEST", 1000)
    monkeypatch.setattr("align.corpora.formats.comma_separated._LOOKED_AT", 8)
    path = tmp_path / name
    head = {"a.jsonl": '{"source": "a", "target": "b"}\n', "a.tsv": "zh\ten\n", "a.csv": "zh,en\na,b\n"}[name]
    path.write_text(head + "x" * 2000, encoding="utf-8")
    with pytest.raises(FileError, match="a line of more than 0 MB: is it a file of lines"):
        survey_input(str(path), WISH, 100)


def test_a_cell_of_parquet_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.corpora.formats.values.LONGEST", 1000)
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"zh": ["一", "一"], "en": ["x" * 1000, "x" * 1001]}), path)
    with pytest.raises(FileError, match="row 2: “target” has more than 0 million characters"):
        read_rows(path)


def test_without_fsspec_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("fsspec", "fsspec.core"):
        monkeypatch.setitem(sys.modules, name, None)
    reason = r"^s3://b/a\.tsv: a URL needs another package, fsspec: pip install 'aligncheck\[corpus\]'$"
    with pytest.raises(FileError, match=reason):
        survey_input("s3://b/a.tsv", WISH, 10)
    with pytest.raises(FileError, match="a URL needs another package, fsspec"):
        find_inputs(["s3://b/"], Path("out"))
