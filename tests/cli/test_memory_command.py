"""`aligncheck memory ...`: what is added, found, listed, removed and exported, and what is said."""

import csv
import io
import json
import os
from pathlib import Path
from textwrap import dedent

import pytest
from command_line import run, write
from memories import make_document, write_memory
from repositories import commit, enter, git, needs_git
from roots import ROOT

from align.commands.memory import adding
from align.commands.memory.dates import find_date
from align.inputs.loading import Loaded, load_task
from align.inputs.tasks import Task
from align.memory import store
from align.memory.counting import DocumentCounts, RenderingCount, TermCount
from align.memory.store import Store
from align.memory.writing import NewDocument

SOURCE = "首批钠离子电池已经投产。这家公司位于安徽。\n关键矿产的供应很重要。\n"
TARGET = (
    "The first sodium-ion batteries have gone into production. The company is based in Anhui.\n"
    "The supply of critical minerals matters.\n"
)
HOUSE = ("--memory", "house.sqlite")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add_article(name: str, source: str = SOURCE, target: str = TARGET) -> None:
    write(Path(f"{name}.zh.txt"), source)
    write(Path(f"{name}.en.txt"), target)
    for language in ("zh", "en"):
        os.utime(f"{name}.{language}.txt", (1_500_000_000, 1_500_000_000))  # 2017-07-14


def list_documents(path: str = "house.sqlite") -> list[tuple[str, str, str, int]]:
    with Store(path) as store:
        return [(one.path, one.date, one.domain, one.pairs) for one in store.list_documents()]


def test_a_desks_first_week() -> None:
    add_article("文章/a")
    result = run("memory", "add", "文章", *HOUSE, "--domain", "energy")
    assert (result.exit_code, result.stdout) == (0, "house.sqlite: 1 document added; 3 pairs added\n")
    assert list_documents() == [("文章/a.en.txt", "2017-07-14", "energy", 3)]
    result = run("memory", "find", "鈉離子電池", *HOUSE)
    assert result.stdout == (
        "文章/a.en.txt, 2017-07-14, energy\n"
        "  首批[钠离子电池]已经投产。\n"
        "  The first [sodium-ion batteries] have gone into production.\n"
        "      这家公司位于安徽。\n"
        "      The company is based in Anhui.\n"
        "\n"
        "1 pair\n"
    )
    result = run("memory", "find", "sodium-ion battery", *HOUSE)
    assert "  首批[钠离子电池]已经投产。\n  The first [sodium-ion batteries] have gone" in result.stdout
    result = run("memory", "status", *HOUSE, "--output-format", "json")
    status = json.loads(result.stdout)
    assert (status["documents"], status["pairs"], status["first"]) == (1, 3, "2017-07-14")
    assert status["domains"] == [
        {"domain": "energy", "documents": 1, "pairs": 3, "first": "2017-07-14", "last": "2017-07-14"}
    ]
    result = run("memory", "remove", "文章", *HOUSE)
    assert result.stdout == "house.sqlite: 1 document removed, with 3 pairs\n"
    assert list_documents() == []


def test_what_is_found_is_shown_as_on_the_page() -> None:
    add_article(
        "articles/mine", "矿山重新开放\n\n这座矿山去年停产。\n", "The Mine Reopens\n\nThe mine closed last year.\n"
    )
    os.utime("articles/mine.en.txt", (1_777_200_000, 1_777_200_000))
    run("memory", "add", "articles", *HOUSE, "--domain", "mining")
    page = (ROOT / "docs/memory.md").read_text("utf-8")
    shown = dedent(
        page[page.index("    articles/mine.en.txt, 2026-04-26") : page.index("Sources and translations are searched")]
    )
    assert run("memory", "find", "矿山", *HOUSE).stdout.startswith(shown)


def test_unchanged_texts_are_passed_over_before_they_are_aligned(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        add_article(name, SOURCE + f"这是{name}。\n", TARGET + f"This is {name}.\n")
    assert run("memory", "add", ".", *HOUSE).stdout == "house.sqlite: 2 documents added; 8 pairs added\n"
    loaded = list[str]()

    def note_and_load(task: Task) -> Loaded:
        loaded.append(task.path)
        return load_task(task)

    monkeypatch.setattr(adding, "load_task", note_and_load)
    before = Path("house.sqlite").read_bytes()
    assert run("memory", "add", ".", *HOUSE).stdout == "house.sqlite: 2 documents unchanged; 0 pairs added\n"
    assert (loaded, Path("house.sqlite").read_bytes()) == ([], before)
    add_article("b", SOURCE, TARGET)
    result = run("memory", "add", ".", *HOUSE)
    assert result.stdout == "house.sqlite: 1 document replaced, 1 document unchanged; 3 pairs added\n"
    assert (loaded, [one[3] for one in list_documents()]) == (["b.en.txt"], [4, 3])


def test_a_copy_of_a_text_is_not_counted_twice() -> None:
    add_article("a")
    add_article("copies/a")
    assert run("memory", "add", ".", *HOUSE).stdout.startswith("house.sqlite: 1 document added")
    assert [one[0] for one in list_documents()] == ["a.en.txt"]


def test_a_file_with_the_text_of_another_one_is_named() -> None:
    for name in ("a", "copies/a", "copies/b"):
        add_article(name)
    told = "".join(f"left out: copies/{name}.en.txt (the same text as a.en.txt)\n" for name in "ab")
    assert run("memory", "add", ".", *HOUSE).stdout == f"house.sqlite: 1 document added; 3 pairs added\n{told}"
    assert run("memory", "add", ".", *HOUSE).stdout == f"house.sqlite: 1 document unchanged; 0 pairs added\n{told}"
    told = "left out: copies/a.en.txt (the same text as a.en.txt)\n"
    result = run("memory", "add", "copies/a.en.txt", *HOUSE)
    assert result.stdout == f"house.sqlite: 1 document unchanged; 0 pairs added\n{told}"
    assert [one[0] for one in list_documents()] == ["a.en.txt"]


def test_a_dot_is_the_folder_that_a_person_is_in(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "texts/a", "texts/deep/a", "texts-of-others/a"):
        add_article(name, SOURCE + f"这是{name}。\n", TARGET + f"This is {name}.\n")
    run("memory", "add", ".", *HOUSE)
    monkeypatch.chdir(here / "texts" / "deep")
    house = ("--memory", str(here / "house.sqlite"))
    assert run("memory", "remove", ".", *house).stdout.endswith(": 1 document removed, with 4 pairs\n")
    monkeypatch.chdir(here / "texts")
    Path("empty").mkdir()
    assert run("memory", "remove", "empty", *house).exit_code == 2
    assert run("memory", "remove", "empty/..", *house).stdout.endswith(": 1 document removed, with 4 pairs\n")
    for name in (".", "../texts"):
        assert run("memory", "remove", name, *house).exit_code == 2
    monkeypatch.chdir(here)
    assert [one[0] for one in list_documents()] == ["a.en.txt", "texts-of-others/a.en.txt"]
    assert run("memory", "remove", "texts-of-others/..", *HOUSE).stdout.endswith(
        ": 2 documents removed, with 8 pairs\n"
    )
    add_article("a")
    run("memory", "add", "a.en.txt", *HOUSE)
    assert run("memory", "remove", ".", *HOUSE).stdout == "house.sqlite: 1 document removed, with 3 pairs\n"


def test_the_domain_of_unchanged_texts_can_be_changed_and_outlives_new_versions() -> None:
    add_article("a")
    run("memory", "add", ".", *HOUSE)
    told = "house.sqlite: 1 document unchanged; 0 pairs added\n"
    for domain, moved in (
        ("mining", "domain of 1 document changed to mining\n"),
        ("", "domain of 1 document changed to (no domain)\n"),
        ("energy", "domain of 1 document changed to energy\n"),
        ("energy", ""),
    ):
        assert run("memory", "add", ".", *HOUSE, "--domain", domain).stdout == told + moved
        assert list_documents() == [("a.en.txt", "2017-07-14", domain, 3)]
    add_article("a", SOURCE + "好。\n", TARGET + "Good.\n")
    run("memory", "add", ".", *HOUSE)
    assert list_documents() == [("a.en.txt", "2017-07-14", "energy", 4)]
    add_article("a")
    run("memory", "add", ".", *HOUSE, "--domain", "")
    assert list_documents() == [("a.en.txt", "2017-07-14", "", 3)]


def make_unit(number: int, unit: str = "", target: str = "") -> str:
    sides = f"<source>第{number}座港口周二开放。</source><target{target}>Port {number} opened on Tuesday.</target>"
    return f'<trans-unit id="{number}"{unit}>{sides}</trans-unit>'


def test_only_what_is_confirmed_is_kept_of_an_xliff_file() -> None:
    states = ("final", "signed-off", "translated", "needs-review-translation", "needs-l10n", "new")
    units = [make_unit(number, "", f' state="{state}"') for number, state in enumerate(states)]
    units += [make_unit(6), make_unit(7, ' approved="yes"', ' state="needs-review-translation"')]
    memoq = ("ManuallyConfirmed", "PartiallyEdited", "Pretranslated", "Rejected", "Proofread")
    units += [make_unit(number, f' mq:status="{status}"') for number, status in enumerate(memoq, 8)]
    qualifiers = ("mt-suggestion", "exact-match", "rejected-inaccurate")
    units += [make_unit(number, "", f' state-qualifier="{one}"') for number, one in enumerate(qualifiers, 13)]
    units += [make_unit(16, "", ' state="final" state-qualifier="leveraged-mt"')]
    units += [make_unit(17, ' mq:locked="locked"', ' state="final"'), make_unit(18, ' translate="no"')]
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">'
    body = f'<file original="a" source-language="zh" target-language="en"><body>{"".join(units)}</body></file>'
    write(Path("a.xlf"), f"{head}{body}</xliff>")
    result = run("memory", "add", "a.xlf", *HOUSE)
    left_out = "8 left out: not translated yet, not confirmed, or to be reviewed"
    assert result.stdout.splitlines() == [
        f"house.sqlite: 1 document added; 9 pairs added ({left_out})",
        "left out: a.xlf (1 unit locked)",
        "left out: a.xlf (1 unit not to be translated)",
    ]
    with Store("house.sqlite") as memory:
        kept = [pair.target.split()[1] for pair in memory.iterate_pairs()]
    assert kept == ["0", "1", "2", "6", "7", "8", "12", "14", "16"]


def test_a_copy_of_what_a_changed_text_was_is_kept() -> None:
    add_article("a")
    add_article("b")
    assert run("memory", "add", ".", *HOUSE).stdout == (
        "house.sqlite: 1 document added; 3 pairs added\nleft out: b.en.txt (the same text as a.en.txt)\n"
    )
    add_article("a", SOURCE + "好。\n", TARGET + "Good.\n")
    told = "house.sqlite: 1 document added, 1 document replaced; 7 pairs added\n"
    assert run("memory", "add", ".", *HOUSE).stdout == told
    assert [(name, pairs) for name, _, _, pairs in list_documents()] == [("a.en.txt", 4), ("b.en.txt", 3)]
    assert run("memory", "add", ".", *HOUSE).stdout == "house.sqlite: 2 documents unchanged; 0 pairs added\n"


def test_a_path_that_is_there_goes_before_a_name_in_the_memory(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "texts/a", "texts/sub/a", "sub/a"):
        add_article(name, SOURCE + f"这是{name}。\n", TARGET + f"This is {name}.\n")
    run("memory", "add", ".", *HOUSE)
    monkeypatch.chdir("texts")
    for name in ("sub", "a.en.txt"):
        assert ": 1 document removed" in run("memory", "remove", name, "--memory", "../house.sqlite").stdout
    assert [one[0] for one in list_documents("../house.sqlite")] == ["a.en.txt", "sub/a.en.txt"]
    assert ": 1 document removed" in run("memory", "remove", "sub", "--memory", "../house.sqlite").stdout


def test_any_number_of_jobs_adds_the_same_bytes() -> None:
    for name in "abcd":
        add_article(name, SOURCE + f"这是{name}。\n", TARGET + f"This is {name}.\n")
    write(Path("d.zh.txt"), "")
    add_article("e", SOURCE + "这是a。\n", TARGET + "This is a.\n")
    results = []
    for jobs in ("1", "2", "3"):
        told = run("memory", "add", ".", *HOUSE, "--jobs", jobs).stdout
        results.append((told, Path("house.sqlite").read_bytes()))
        Path("house.sqlite").unlink()
    assert results[0][0] == (
        "house.sqlite: 3 documents added; 12 pairs added\n"
        "left out: e.en.txt (the same text as a.en.txt)\nleft out: d.en.txt (no source is known)\n"
    )
    assert results[1:] == results[:1] * 2


def test_a_long_run_is_written_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "_BATCH", 1)
    for name in "abc":
        add_article(name, SOURCE + f"这是{name}。\n", TARGET + f"This is {name}.\n")

    def load_two(task: Task) -> Loaded:
        if task.path.startswith("c"):
            raise KeyboardInterrupt
        return load_task(task)

    monkeypatch.setattr(adding, "load_task", load_two)
    assert run("memory", "add", ".", *HOUSE).exit_code == 130
    assert [one[0] for one in list_documents()] == ["a.en.txt", "b.en.txt"]
    monkeypatch.undo()


def test_an_export_is_read_with_dates_documents_and_domains() -> None:
    write_memory(
        "house.sqlite",
        [
            make_document("a.txt", [("一 <b>&", 'One\x1b[2J "q"'), ("二", "two")], "2017-04-26", "finance"),
            make_document("文章/b.txt", [("三", "three")], "", ""),
        ],
    )
    assert run("memory", "export", "--to", "x.tmx", *HOUSE).stdout == "x.tmx: 3 pairs\n"
    text = Path("x.tmx").read_text("utf-8")
    assert '<tu changedate="20170426T000000Z">\n  <prop type="x-document">a.txt</prop>' in text and "\x1b" not in text
    os.utime("x.tmx", (1_500_000_000, 1_500_000_000))
    for number in range(2):  # the export of what was imported is the same
        assert run("memory", "add", "x.tmx", "--memory", f"{number}.sqlite").exit_code == 0
        assert list_documents(f"{number}.sqlite") == [
            ("x.tmx#a.txt", "2017-04-26", "finance", 2),
            ("x.tmx#文章/b.txt", "2017-07-14", "", 1),
        ]
        assert run("memory", "export", "--to", "x.tmx", "--memory", f"{number}.sqlite").exit_code == 0
        os.utime("x.tmx", (1_500_000_000, 1_500_000_000))
    with Store("1.sqlite") as store:
        assert [pair[1:3] for pair in store.iterate_pairs()] == [
            ("一 <b>&", 'One\ufffd[2J "q"'),
            ("二", "two"),
            ("三", "three"),
        ]
    result = run("memory", "export", "--to", "f.tmx", *HOUSE, "--domain", "finance")
    assert (result.stdout, Path("f.tmx").read_text("utf-8").count("<tu ")) == ("f.tmx: 2 pairs\n", 2)


def test_an_export_to_parquet_has_a_row_for_each_pair() -> None:
    from pyarrow.parquet import read_table

    pairs = [("一 <b>&", 'One "q"'), ("二", "two")]
    documents = [make_document("a.txt", pairs, "2017-04-26", "finance"), make_document("b.txt", [("三", "three")])]
    write_memory("house.sqlite", documents)
    for _ in range(2):  # an earlier one is replaced
        assert run("memory", "export", "--to", "x.parquet", *HOUSE).stdout == "x.parquet: 3 pairs\n"
    about = {"source_lang": "zh", "target_lang": "en", "confidence": 1.0}
    first = {**about, "document": "a.txt", "domain": "finance", "date": "2017-04-26"}
    assert read_table("x.parquet").to_pylist() == [
        {"source": "一 <b>&", "target": 'One "q"', **first},
        {"source": "二", "target": "two", **first},
        {"source": "三", "target": "three", **about, "document": "b.txt", "domain": "", "date": None},
    ]
    assert run("memory", "export", "--to", "f.parquet", *HOUSE, "--domain", "finance").stdout == "f.parquet: 2 pairs\n"
    assert read_table("f.parquet").num_rows == 2


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("own.parquet", "own.parquet: exists, and is not an earlier output of aligncheck; name another file"),
        ("no/x.parquet", "no/x.parquet: cannot be written: there is no folder no: make it, or name another"),
        ("folder.parquet", "folder.parquet: is a folder; name a file for the output"),
        (
            "x.csv",
            "--to: x.csv: a memory is written as TMX or Parquet: name a file that ends in .tmx or .parquet",
        ),
    ],
)
def test_an_export_replaces_no_file_of_someone_else(to: str, said: str) -> None:
    write_memory("house.sqlite", [make_document("a.txt", [("一", "one")])])
    Path("folder.parquet").mkdir()
    Path("own.parquet").write_bytes(b"mine")
    result = run("memory", "export", "--to", to, *HOUSE)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {said}\n")
    assert Path("own.parquet").read_bytes() == b"mine"


@pytest.mark.parametrize("order", [["house.tmx", "texts"], ["texts", "house.tmx"], ["texts/house.tmx texts"]])
def test_a_file_and_its_pairs_in_an_export_are_one_document(order: list[str]) -> None:
    for name in "ab":
        add_article(f"texts/{name}", SOURCE + f"这是{name}。\n", TARGET + f"This is {name}.\n")
    run("memory", "add", "texts", "--memory", "first.sqlite", "--domain", "energy")
    for to in ("house.tmx", "texts/house.tmx"):
        run("memory", "export", "--to", to, "--memory", "first.sqlite")
    assert [run("memory", "add", *names.split(), *HOUSE).exit_code for names in order] == [0] * len(order)
    assert [(one[0], one[3]) for one in list_documents()] == [("texts/a.en.txt", 4), ("texts/b.en.txt", 4)]
    result = run("memory", "add", "house.tmx", *HOUSE)
    assert (result.exit_code, result.stdout) == (0, "house.sqlite: 2 documents unchanged; 0 pairs added\n")


def test_a_file_replaces_what_an_export_had_of_it_and_keeps_its_domain() -> None:
    add_article("texts/a")
    run("memory", "add", "texts", "--memory", "first.sqlite", "--domain", "energy")
    run("memory", "export", "--to", "house.tmx", "--memory", "first.sqlite")
    run("memory", "add", "house.tmx", *HOUSE)
    assert [one[0] for one in list_documents()] == ["house.tmx#texts/a.en.txt"]
    add_article("texts/a", SOURCE + "好。\n", TARGET + "Good.\n")
    assert run("memory", "add", "texts", *HOUSE).stdout == "house.sqlite: 1 document replaced; 4 pairs added\n"
    assert list_documents() == [("texts/a.en.txt", "2017-07-14", "energy", 4)]
    assert run("memory", "add", "house.tmx", *HOUSE).stdout == (
        "house.sqlite: 1 document unchanged; 0 pairs added\n"
        "left out: house.tmx#texts/a.en.txt (the text of texts/a.en.txt itself is kept, which differs)\n"
    )
    assert list_documents() == [("texts/a.en.txt", "2017-07-14", "energy", 4)]


def test_the_pairs_of_an_export_are_known_elsewhere_by_their_text() -> None:
    add_article("texts/a")
    run("memory", "add", "texts", "--memory", "first.sqlite")
    run("memory", "export", "--to", "house.tmx", "--memory", "first.sqlite")
    Path("sub").mkdir()
    other = ("--memory", "sub/house.sqlite")
    for _ in range(2):
        for name in ("house.tmx", "texts", "house.tmx"):
            assert run("memory", "add", name, *other).exit_code == 0
        assert [one[0] for one in list_documents("sub/house.sqlite")] == ["../texts/a.en.txt"]


def test_the_name_of_a_document_is_offered_and_listed() -> None:
    for name in "ab":
        add_article(f"texts/{name}", SOURCE + f"这是{name}。\n", TARGET + f"This is {name}.\n")
    run("memory", "add", "texts", "--memory", "first.sqlite", "--domain", "energy")
    run("memory", "export", "--to", "house.tmx", "--memory", "first.sqlite")
    run("memory", "add", "house.tmx", *HOUSE)
    result = run("memory", "remove", "texts/b.en.txt", *HOUSE)
    told = "texts/b.en.txt: is not in the memory house.sqlite: did you mean house.tmx#texts/b.en.txt?\n"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {told}")
    lines = run("memory", "status", *HOUSE).stdout.splitlines()
    assert lines[-3:] == [
        "document                  pairs  date        domain",
        "house.tmx#texts/a.en.txt      4  2017-07-14  energy",
        "house.tmx#texts/b.en.txt      4  2017-07-14  energy",
    ]
    lines = run("memory", "status", *HOUSE, "--limit", "1").stdout.splitlines()
    assert lines[-2:] == [
        "house.tmx#texts/a.en.txt      4  2017-07-14  energy",
        "the first 1 of 2 documents are listed (--limit)",
    ]
    listed = json.loads(run("memory", "status", *HOUSE, "--limit", "1", "--output-format", "json").stdout)["listed"]
    assert listed == [
        {"document": f"house.tmx#texts/{name}.en.txt", "pairs": 4, "date": "2017-07-14", "domain": "energy"}
        for name in "ab"
    ]


TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="zh" creationtool="t" creationtoolversion="1"
 segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/><body>{}</body></tmx>"""


def test_units_of_other_programs_are_documents_by_name_else_by_day() -> None:
    unit = '<tu {}>{}<tuv xml:lang="zh"{}><seg>{}</seg></tuv><tuv xml:lang="en"><seg>x{}</seg></tuv></tu>'
    rows = [
        ('creationdate="20160102T030405Z"', "", "", "一"),
        ('creationdate="20160102T235959Z" changedate="20170426T000000Z"', "", "", "二"),
        ("", '<prop type="x-document">a.docx</prop><prop type="domain">law</prop>', "", "三"),
        ("", "", ' changedate="20160102T000000Z"', "四"),
        ('changedate="yesterday"', "", "", "五"),
    ]
    units = [unit.format(*row, number) for number, row in enumerate(rows)]
    write(Path("m.tmx"), TMX.format("".join(units)))
    os.utime("m.tmx", (1_500_000_000, 1_500_000_000))
    run("memory", "add", "m.tmx", *HOUSE)
    assert list_documents() == [
        ("m.tmx", "2017-07-14", "", 1),
        ("m.tmx#2016-01-02", "2016-01-02", "", 2),
        ("m.tmx#2017-04-26", "2017-04-26", "", 1),
        ("m.tmx#a.docx", "2017-07-14", "law", 1),
    ]


def test_pairs_that_align_wrote_and_documents_in_one_file_are_taken() -> None:
    rows = [{"source": "电池", "target": f"battery {name}", "doc": name} for name in ("one", "two", "one")]
    write(Path("p.jsonl"), "".join(json.dumps(row) + "\n" for row in rows))
    write(Path("p.tsv"), "矿山\tmine\n矿产\t\n")
    run("memory", "add", "p.jsonl", "p.tsv", *HOUSE)
    assert [(one[0], one[3]) for one in list_documents()] == [
        ("p.jsonl#one", 2),
        ("p.jsonl#two", 1),
        ("p.tsv", 1),
    ]


def test_texts_without_a_source_are_named_and_pairs_that_are_unlikely_left_out() -> None:
    add_article("a", SOURCE, TARGET)
    alone = [f"alone{number}.en.txt" for number in range(5)]
    for name in alone:
        write(Path(name), f"Nothing is known of {name}.\n")
    result = run("memory", "add", "a.en.txt", *alone, *HOUSE)
    assert (result.exit_code, result.stdout.splitlines()[1:]) == (
        0,
        [f"left out: {name} (no source is known)" for name in alone],
    )
    row = '{{"source_text": "电", "target_text": "x", "confidence": {}}}\n'
    rows = "".join(row.format(one) for one in (0.49, 0.5, 1))
    write(Path("p.jsonl"), rows)
    result = run("memory", "add", "p.jsonl", *HOUSE)
    told = "house.sqlite: 1 document added; 2 pairs added (1 left out: the alignment is too uncertain)\n"
    assert result.stdout == told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "no.txt", *HOUSE], "no.txt: no such file or folder"),
        (
            ["add", "alone.en.txt", *HOUSE],
            "nothing to add: skipped alone.en.txt (no source is known); give translations",
        ),
        (["status"], 'no memory is named: give --memory FILE, or set memory = "house.sqlite" in aligncheck.toml'),
        (["status", "--memory", "none"], "no memory is named: give --memory FILE"),
        (["status", *HOUSE], "house.sqlite: there is no such memory"),
        (["find", " ", "--memory", "real.sqlite"], "the word is empty"),
        (["remove", "a.en.txt", "other.txt", "--memory", "real.sqlite"], "other.txt: is not in the memory real.sqlite"),
        (
            ["remove", "aa.en.txt", "--memory", "real.sqlite"],
            "aa.en.txt: is not in the memory real.sqlite: did you mean a.en.txt?\n",
        ),
        (
            ["remove", "other", "--memory", "real.sqlite"],
            "other: is not in the memory real.sqlite: `aligncheck memory status --limit 0` lists what is\n",
        ),
        (["remove", "a.en.txt", *HOUSE], "house.sqlite: there is no such memory"),
        (["export", "--to", "x.tsv", "--memory", "real.sqlite"], "--to: x.tsv: a memory is written as TMX"),
        (["export", "--to", "real.sqlite", "--memory", "real.sqlite"], "--to: real.sqlite: a memory is written as TMX"),
        (["export", "--to", "no/x.tmx", "--memory", "real.sqlite"], "no/x.tmx: cannot be written: there is no folder"),
        (
            ["export", "--to", "own.tmx", "--memory", "real.sqlite"],
            "own.tmx: exists, and is not an earlier output of aligncheck; name another file",
        ),
        (
            ["export", "--to", "x.tmx", "--memory", "real.sqlite", "--domain", "no"],
            "--domain: the memory real.sqlite has no domain “no”: there are energy, mining\n",
        ),
        (
            ["find", "电", "--memory", "real.sqlite", "--domain", "no"],
            "--domain: the memory real.sqlite has no domain “no”: there are energy, mining\n",
        ),
        (
            ["terms", "--memory", "real.sqlite", "--domain", "no"],
            "--domain: the memory real.sqlite has no domain “no”: there are energy, mining\n",
        ),
        (["add", "alone.en.txt", "--memory", "alone.en.txt"], "alone.en.txt: is not a memory of aligncheck"),
        (["add", "a.en.txt", "--memory", "no/house.sqlite"], "no/house.sqlite: cannot be written: No such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: list[str], message: str) -> None:
    add_article("a")
    write(Path("alone.en.txt"), "Nothing is known of this.\n" * 50)
    write(Path("own.tmx"), "my notes")
    documents = [("a.en.txt", ""), ("b.en.txt", "mining"), ("c.en.txt", "energy")]
    write_memory("real.sqlite", [make_document(name, [("电", "x")], "", domain) for name, domain in documents])
    before = Path("real.sqlite").read_bytes()
    result = run("memory", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"aligncheck: {message}")
    assert Path("real.sqlite").read_bytes() == before and not Path("house.sqlite").exists()


def test_what_is_not_there_is_said() -> None:
    write_memory("house.sqlite", [make_document("a", [("电", "x")], "", "mining")])
    result = run("memory", "find", "池", "battery", *HOUSE)
    told = "aligncheck: no pair in the memory house.sqlite has all of “池”, “battery”\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", told)
    result = run("memory", "find", "池", *HOUSE)
    assert (result.exit_code, result.stderr) == (1, "aligncheck: “池”: not in the memory house.sqlite\n")
    result = run("memory", "find", "池", *HOUSE, "--domain", "mining")
    told = "aligncheck: “池”: not in the domain “mining” of the memory house.sqlite\n"
    assert (result.exit_code, result.stderr) == (1, told)
    result = run("memory", "find", "池", *HOUSE, "--output-format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (
        1,
        {"version": 1, "total": 0, "is_exact": True, "has_more": False, "pairs": []},
    )


def test_the_first_are_shown_and_all_are_counted() -> None:
    documents = [make_document(f"{year}.txt", [("电池", f"in {year}")], f"{year}-01-01") for year in range(2001, 2030)]
    write_memory("house.sqlite", documents)
    result = run("memory", "find", "电池", *HOUSE, "--limit", "2")
    assert [line for line in result.stdout.splitlines() if line] == [
        "2029.txt, 2029-01-01",
        "  [电池]",
        "  in 2029",
        "2028.txt, 2028-01-01",
        "  [电池]",
        "  in 2028",
        "29 pairs, the first 2 of them shown (--limit)",
    ]
    for limit, has_more in ((2, True), (28, True), (29, False), (0, False)):
        result = run("memory", "find", "电池", *HOUSE, "--limit", str(limit), "--output-format", "json")
        found = json.loads(result.stdout)
        told = found["total"], found["is_exact"], found["has_more"], len(found["pairs"])
        assert told == (29, True, has_more, limit or 29)


def test_very_many_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_MANY", 10)
    documents = [make_document(f"{year}.txt", [("电池", f"in {year}")], f"{year}-01-01") for year in range(2001, 2030)]
    write_memory("house.sqlite", documents)
    told = run("memory", "find", "电池", *HOUSE, "--limit", "1").stdout
    assert (
        told == "2029.txt, 2029-01-01\n  [电池]\n  in 2029\n\nmore than 10 pairs, the first 1 of them shown (--limit)\n"
    )
    assert run("memory", "find", "电池", *HOUSE, "--limit", "0").stdout.endswith("\n29 pairs\n")
    found = json.loads(run("memory", "find", "电池", *HOUSE, "--output-format", "json").stdout)
    assert (found["total"], found["is_exact"], found["has_more"], len(found["pairs"])) == (10, False, True, 20)


def test_the_configuration_names_the_memory(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_article("a")
    write(Path("aligncheck.toml"), 'memory = "memories/house.sqlite"\n')
    Path("memories").mkdir()
    assert run("memory", "add", "a.en.txt").exit_code == 0
    assert list_documents("memories/house.sqlite")[0][0] == "../a.en.txt"
    Path("sub").mkdir()
    monkeypatch.chdir("sub")
    assert run("memory", "status").stdout.splitlines()[0] == (here / "memories/house.sqlite").as_posix()
    assert run("memory", "status", "--config", "none").exit_code == 2
    assert run("memory", "remove", "../a.en.txt").exit_code == 0
    assert "memories/house.sqlite" in run("check", "../a.en.txt", "--show-settings").stdout


def test_nothing_in_texts_acts_on_a_terminal_or_a_spreadsheet() -> None:
    hostile = "\x1b]0;x\x07\u202e=cmd()"
    counts = adding.choose_count("zh", "en")
    assert counts
    pairs = [(f"电池{hostile}", f"battery {hostile}")] * 3
    document = make_document(f"a{hostile}", pairs, "2017-01-01", hostile, counts(pairs))
    write_memory("house.sqlite", [document._replace(file=f"a{hostile}")])
    for command in (["find", "电池"], ["status"], ["terms", "--min-count", "1"], ["find", "电池\x1b[2J"]):
        for form in ("text", "markdown"):
            result = run("memory", *command, *HOUSE, "--output-format", form)
            assert not set(result.output) & {"\x1b", "\x07", "\u202e"}, command
    write_memory(
        "house.sqlite", [make_document("b", [("电池", "=cmd()")] * 3, counts=counts([("电池", "battery")] * 3))]
    )
    with Store("house.sqlite") as store:
        assert store.count_terms() > 0
    result = run("memory", "terms", *HOUSE, "--output-format", "csv", "--min-count", "1")
    cells = [cell for row in csv.reader(io.StringIO(result.stdout)) for cell in row]
    assert cells and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_terms_have_their_renderings_and_dates() -> None:
    pairs = [
        ("关键矿产很重要。", "Critical minerals are important."),
        ("我们开采关键矿产。", "We mine critical minerals."),
    ]
    for name, date in (("a", "2016-01-01"), ("b", "2017-04-26")):
        rows = [{"source": one, "target": other} for one, other in pairs]
        write(Path(f"{date}-{name}.jsonl"), "".join(json.dumps({**row, "doc": name}) + "\n" for row in rows))
    run("memory", "add", ".", *HOUSE)
    result = run("memory", "terms", *HOUSE, "--output-format", "json")
    (term,) = [one for one in json.loads(result.stdout)["terms"] if one["term"] == "关键矿产"]
    assert (term["pairs"], term["documents"], term["first"], term["last"]) == (4, 2, "2016-01-01", "2017-04-26")
    assert [(one["text"].lower(), one["pairs"], one["documents"]) for one in term["renderings"]] == [
        ("critical minerals", 4, 2)
    ]
    assert "关键矿产  4 pairs, 2 documents, 2016-01-01 to 2017-04-26\n" in run("memory", "terms", *HOUSE).stdout


def test_terms_whose_rendering_may_have_changed_are_named() -> None:
    def make(path: str, date: str, key: str, text: str) -> NewDocument:
        rendering = RenderingCount(key, text, 2, 2)
        counts = DocumentCounts(50, (TermCount("储能电站", 2, 2, (rendering,)),))
        return make_document(path, [("储能电站", text)] * 2, date, counts=counts)

    old, new = ("power reservoir", "power reservoirs"), ("energy storage station", "energy storage station\x1b")
    dates = ("2015-03-02", "2016-03-02", "2017-04-26")
    documents = [make(date, date, *old) for date in dates]
    write_memory("house.sqlite", [*documents, make("a", "2018-03-01", *new)])
    assert "may have changed" not in run("memory", "terms", *HOUSE).stdout
    write_memory("house.sqlite", [make("b", "2019-02-11", *new)])
    result = run("memory", "terms", *HOUSE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "储能电站  10 pairs, 5 documents, 2015-03-02 to 2019-02-11",
        "    power reservoirs                6  3 documents, 2015-03-02 to 2017-04-26",
        "    energy storage station<U+001B>  4  2 documents, 2018-03-01 to 2019-02-11",
        "    the rendering may have changed: the two latest documents (2018-03-01,",
        "      2019-02-11) use “energy storage station<U+001B>”",
        "1 term",
    ]
    (term,) = json.loads(run("memory", "terms", *HOUSE, "--output-format", "json").stdout)["terms"]
    assert term["newer"] == {"text": new[1], "key": new[0], "dates": ["2018-03-01", "2019-02-11"]}
    rows = list(csv.reader(io.StringIO(run("memory", "terms", *HOUSE, "--output-format", "csv").stdout)))
    assert [(row[5], row[-1]) for row in rows] == [
        ("rendering", "may have changed to"),
        ("power reservoirs", new[1]),
        (new[1], new[1]),
    ]


@pytest.mark.parametrize(
    ("name", "text", "date"),
    [
        ("a.md", "---\ntitle: x\ndate: 2017-04-26T10:00:00+08:00\n---\n\ntext\n", "2017-04-26"),
        ("a.md", '+++\ndate = "2017-04-26"\n+++\n\ntext\n', "2017-04-26"),
        ("2016-01-02-a.md", "---\ndate: 2017-04-26\n---\n", "2017-04-26"),
        ("2016-01-02-a.md", "---\ndate: soon\n---\n", "2016-01-02"),
        ("2016-01-02-a.txt", "---\ndate: 2017-04-26\n---\n", "2016-01-02"),
        ("2016/01/02/a.txt", "text", "2016-01-02"),
        ("20160102.txt", "text", "2016-01-02"),
        ("2016-13-02/120160102.txt", "date: 2017-04-26", "2017-07-14"),
    ],
)
def test_the_date_of_a_text(name: str, text: str, date: str) -> None:
    write(Path(name), text)
    os.utime(name, (1_500_000_000, 1_500_000_000))
    assert find_date(name) == date


@needs_git
def test_the_date_of_a_text_in_git_is_that_of_its_last_commit(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(here, monkeypatch)
    git("init", "-q")
    for number, date in enumerate(("2016-01-02", "2017-04-26")):
        write(Path("a.txt"), f"text {number}")
        write(Path(f"b{number}.txt"), "text")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{date}T10:00:00Z")
        commit()
    write(Path("new.txt"), "text")
    os.utime("new.txt", (1_500_000_000, 1_500_000_000))
    assert [find_date(name) for name in ("a.txt", "b0.txt", "new.txt")] == ["2017-04-26", "2016-01-02", "2017-07-14"]
