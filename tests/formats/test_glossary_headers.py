"""Which columns of a list hold what: told by its titles, else asked for, and never guessed."""

import io
from itertools import permutations
from pathlib import Path

import pytest
from command_line import run
from hypothesis import given
from hypothesis import strategies as st
from rows import on_each

from align.config.file import load_config
from align.config.model import GlossaryFile
from glossary.formats import detect_format, load_format
from glossary.formats.base import DEFAULT_LANGUAGES, FormatError, Languages
from glossary.formats.files import load as load_file
from glossary.formats.tables.choice import Choice, parse_choice
from glossary.formats.tables.titles import Title, parse_title
from glossary.model import Glossary, Status

CELLS = {
    "zh": "关键矿产",
    "en": "critical minerals",
    "de": "kritische Minerale",
    "status": "preferred",
    "note": "a note",
    "definition": "a definition",
    "subject": "trade",
    "part_of_speech": "noun",
    "origin": "press",
    "concept": "c7",
    "language": "en",
    "-": "17",
}
"""What stands in a column that holds this; `-` is one that nothing reads."""


def load(table: str, languages: Languages = DEFAULT_LANGUAGES) -> Glossary:
    data = table.encode()
    return load_format(detect_format("a.csv", data)).load(io.BytesIO(data), languages)


def read_terms(glossary: Glossary) -> list[tuple[str, str, Status | None]]:
    return [(term.language, term.text, term.status) for concept in glossary.concepts for term in concept.terms]


HEADERS = [
    ("序号,中文,英文", "- zh en"),
    ("序号,英文,中文", "- en zh"),
    ("No.,Chinese,English", "- zh en"),
    ("NO,CHINESE,ENGLISH", "- zh en"),
    ("#,Chinese,English", "- zh en"),
    ("ID,Chinese,English,Status", "- zh en status"),
    ("id,zh,en", "- zh en"),
    ("ID,ZH,EN", "- zh en"),
    ("Id,English,Chinese", "- en zh"),
    ("Source Term,Target Term", "zh en"),
    ("source_term,target_term,status", "zh en status"),
    ("Source term (Chinese),Target term (English)", "zh en"),
    ("SOURCE,TARGET,NOTES", "zh en note"),
    ("Target,Source", "en zh"),
    ("Source text,Translation", "zh en"),
    ("Original,Translation,Comment", "zh en note"),
    ("Term,Translation", "zh en"),
    ("Term,Translation,Part of speech", "zh en part_of_speech"),
    ("简体中文,English", "zh-Hans en"),
    ("繁體中文,English", "zh-Hant en"),
    ("中文（简体）,英文", "zh-Hans en"),
    ("Chinese (PRC),English (United States)", "zh-CN en-US"),
    ("Chinese (Simplified),English", "zh-Hans en"),
    ("Chinese [Traditional],English [UK]", "zh-Hant en-GB"),
    ("Chinese (Traditional - Taiwan),English", "zh-Hant-TW en"),
    ("Chinese_PRC,English_United_Kingdom", "zh-CN en-GB"),
    ("Chinese (Hong Kong SAR),English", "zh-HK en"),
    ("Chinese (Hong Kong SAR - China),English (Canada)", "zh-HK en-CA"),
    ("Simplified Chinese,English", "zh-Hans en"),
    ("simplified  chinese , ENGLISH ", "zh-Hans en"),
    ("中文术语,英文术语", "zh en"),
    ("中文名称,英文名称,备注", "zh en note"),
    ("中文,英文译名", "zh en"),
    ("中文词条,英文翻译", "zh en"),
    ("汉语,英语", "zh en"),
    ("漢語,英語", "zh en"),
    ("中,英", "zh en"),
    ("CN,EN", "zh en"),
    ("CHS,ENG", "zh-Hans en"),
    ("zh-CN,en-US", "zh-CN en-US"),
    ("zh_CN,en_US", "zh_CN en_US"),
    ("ZH,EN,Note", "zh en note"),
    ("zh,en,de,Notes", "zh en de note"),
    ("术语,译文", "zh en"),
    ("术语,译法,词性", "zh en part_of_speech"),
    ("术语,英文", "zh en"),
    ("Term,Chinese", "en zh"),
    ("中文,译文", "zh en"),
    ("原文,译文", "zh en"),
    ("原文,译文,出处", "zh en origin"),
    ("源语,目标语", "zh en"),
    ("原文（中文）,译文（英文）", "zh en"),
    ("Chinese term,English term,Domain", "zh en subject"),
    ("Chinese,English,Definition", "zh en definition"),
    ("中文,英文,定义", "zh en definition"),
    ("中文,英文,领域,状态", "zh en subject status"),
    ("中文,英文,狀態,備註", "zh en status note"),
    ("Status,English,Chinese", "status en zh"),
    ("词性,中文,英文", "part_of_speech zh en"),
    ("中文 Chinese,英文 English", "zh en"),
    ("Chinese/中文,English/英文", "zh en"),
    ("Chinese*,English*", "zh en"),
    ("中文：,英文：", "zh en"),
    ("Chinese,English,Source", "zh en -"),
    ("Source,Chinese,English", "- zh en"),
    ("Chinese,English,Reviewer,Last change", "zh en - -"),
    ("Chinese,English,English definition", "zh en -"),
    ("Entry ID,Chinese,English", "concept zh en"),
    ("概念编号,中文,英文", "concept zh en"),
    ("中文全称,中文简称,英文,英文缩写", "zh zh en en"),
    ("Chinese,English 1,English 2", "zh en en"),
    ("Deutsch,English", "de en"),
    ("de,en", "de en"),
    ("English,Deutsch", "en de"),
    ("Concept ID,Language,Term", "concept language en"),
    ("概念,语言,术语", "concept language en"),
    ("ID,Language,Term,Status", "concept language en status"),
    ("Term,Lang,Concept,Notes", "en language concept note"),
]


@on_each(HEADERS)
def test_a_header_that_people_write(header: str, meaning: str) -> None:
    columns = meaning.split()
    row = ",".join(CELLS[name if name in CELLS else name[:2]] for name in columns)
    glossary = load(f"{header}\n{row}\n")
    (concept,) = glossary.concepts
    expected = [name for name in columns if name not in CELLS or name in {"zh", "en", "de"}]
    assert {(term.language, term.text) for term in concept.terms} == {(name, CELLS[name[:2]]) for name in expected}
    target = concept.terms_in("en")[0]
    for name in {"status", "note", "part_of_speech", "origin"} & {*columns}:
        assert str(getattr(target, name)) == CELLS[name]
    for name in {"definition", "subject"} & {*columns}:
        assert getattr(concept, name) == CELLS[name]
    assert concept.id == (CELLS["concept"] if "concept" in columns else concept.id)
    assert len([value for _, value in target.extra if value == CELLS["-"]]) == (
        columns.count("-") if "ID,Language" not in header else 0
    )


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Chinese/English", Title()),
        ("源语言", Title()),
        ("Begriff", Title()),
        ("Source language", Title()),
        ("x" * 100, Title()),
        ("term:French", Title("other")),
        ("Forbidden", Title("status", "", Status.FORBIDDEN)),
        ("Do not use", Title("status", "", Status.FORBIDDEN)),
        ("禁用译法", Title("target", "", Status.FORBIDDEN)),
        ("English (do not use)", Title("term", "en", Status.FORBIDDEN)),
        ("Not recommended English term", Title("term", "en", Status.DEPRECATED)),
    ],
)
def test_what_a_title_means(title: str, meaning: Title) -> None:
    assert parse_title(title) == meaning


STATUSES = {
    Status.PREFERRED: "preferred Preferred 首选 首選 推荐 Recommended",
    Status.ADMITTED: "admitted Approved 允许 Allowed",
    Status.DEPRECATED: "deprecated Not␣approved not␣recommended 不推荐 停用 DEPRECATED␣TERM",
    Status.SUPERSEDED: "superseded obsolete 废弃 旧称",
    Status.FORBIDDEN: "forbidden 禁用 Do␣not␣use do-not-use Don’t␣use Prohibited ｆｏｒｂｉｄｄｅｎ",
    None: "accepted 已审核",
}


@on_each([(word, status) for status, words in STATUSES.items() for word in words.split()])
def test_a_status_in_the_words_of_others(word: str, status: Status | None) -> None:
    glossary = load(f"Chinese,English,Status\n矿,mine,{word.replace('␣', ' ')}\n")
    assert read_terms(glossary) == [("zh", "矿", None), ("en", "mine", status)]


def test_a_column_that_is_named_for_a_status_gives_it_to_its_terms() -> None:
    table = "中文,推荐译法,禁用译法\n关键矿产,critical minerals,key minerals\n稀土,rare earths,\n"
    assert read_terms(load(table)) == [
        ("zh", "关键矿产", None), ("en", "critical minerals", Status.PREFERRED),
        ("en", "key minerals", Status.FORBIDDEN),
        ("zh", "稀土", None), ("en", "rare earths", Status.PREFERRED),
    ]  # fmt: skip


def test_a_word_of_two_domains_is_two_concepts() -> None:
    glossary = load("中文,英文,领域\n角,angle,geometry\n角,horn,zoology\n角,corner,geometry\n")
    assert [(concept.id, concept.subject, [term.text for term in concept.terms]) for concept in glossary.concepts] == [
        ("角", "geometry", ["角", "angle", "corner"]),
        ("角-2", "zoology", ["角", "horn"]),
    ]


def test_a_title_above_the_titles_is_skipped() -> None:
    table = "词汇表,,\n2026,,\n序号;x,中文,英文\n".replace(";x", "") + "1,矿,mine\n"
    assert read_terms(load(table)) == [("zh", "矿", None), ("en", "mine", None)]
    assert read_terms(load("词汇表\n中文;英文\n矿;mine\n")) == [("zh", "矿", None), ("en", "mine", None)]


def test_titles_and_statuses_may_be_german() -> None:
    table = "Nr;Chinesisch;Englisch;Status;Bemerkung\n1;矿;mine;bevorzugt;neu\n2;矿;pit;Verboten;\n"
    assert read_terms(load(table)) == [
        ("zh", "矿", None),
        ("en", "mine", Status.PREFERRED),
        ("en", "pit", Status.FORBIDDEN),
    ]


ADD = "If so, correct it, or say so, as in --columns"
UNCLEAR = "say which columns hold what, as in --columns"


@on_each(
    [
        ("词汇表\n矿;mine\n",
         f"line 1: “词汇表” is alone above rows of two cells, as a title does: {UNCLEAR} zh=1,en=2,start=2"),
        ("Quelle,Ziel\n矿,mine\n铜,copper\n",
         f"line 1: “Quelle” and “Ziel” are unlike the rows below, and no titles that are known: {UNCLEAR} zh=1,en=2"),
        ("Nr,Quelle,Ziel\n1,矿,mine\n2,铜,copper\n",
         "line 1: the first row (“Nr”, “Quelle”, “Ziel”) does not say which columns hold the terms: "
         f"{UNCLEAR} zh=2,en=3"),
        ("Chinese,Kurz,Lang\n矿,a,mine\n铜,b,copper\n",
         "line 1: the first row (“Chinese”, “Kurz”, “Lang”) does not say which columns hold the terms: "
         f"{UNCLEAR} zh=1,en=2"),
        ("源语言,目标语言\n矿,mine\n铜,copper\n",
         "line 1: “源语言” and “目标语言” are unlike the rows below, and no titles that are known: "
         f"{UNCLEAR} zh=1,en=2"),
        ("rare earths,稀土\n",
         "line 1: column 1 should hold zh and has no Chinese character, unlike the other: "
         "say so, as in --columns zh=2,en=1"),
        ("source,target\nrare earths,稀土\n",
         "line 2: column “source” should hold zh and has no Chinese character, unlike the other: "
         "say so, as in --columns zh=2,en=1"),
        ("Chinese,English,Do not use\n矿,mine,pit\n",
         f"line 2: the column “Do not use” holds text: {UNCLEAR} zh=1,en=2,en:forbidden=3"),
        ("Chinese,English,Forbidden\n矿,mine,yes\n",
         "line 1: the column “Forbidden” says yes or no: call it status, and write “forbidden” for yes"),
        ("Chinese,English,Approved\n矿,mine,no\n",
         "line 1: the column “Approved” says yes or no: call it status, and write “admitted” for yes"),
        ("Term,Status\nkey minerals,Forbidden\n",
         f"line 1: the first row (“Term”, “Status”) does not say which columns hold the terms: {UNCLEAR} en=1"),
        ("中文\n矿\n铜\n",
         f"line 1: the first row (“中文”) does not say which columns hold the terms: {UNCLEAR} zh=1"),
        ("中文,英文,Begriff\n矿,,mine\n铜,,copper\n",
         f"line 2: the column “英文” is empty, and unknown ones hold text (“Begriff”): {UNCLEAR} zh=1,en=3"),
        ("Chinese,English,Status\n矿,mine,prefered\n",
             f"line 2: unknown status “prefered”: did you mean “preferred”? {ADD} prefered=preferred"),
        ("Chinese,English,Status\n矿,mine,禁用的\n",
             f"line 2: unknown status “禁用的”: did you mean “禁用”? {ADD} 禁用的=forbidden"),
        ("concept,language,term\n1,Klingon,Hab\n",
         "line 2: unknown language “Klingon”: give its code, such as zh or en"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_asked_for(table: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        load(table)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "table",
    [
        "矿,mine\n",
        "OPEC,OPEC\n矿,mine\n铜,copper\n",
        "中文,Chinese\n英文,English\n",
        "状态,status\n词性,part of speech\n",
        "矿\n铜\n",
        "矿,mine\n铜,\n,ore\n",
    ],
)
def test_pairs_without_titles_stay_pairs(table: str) -> None:
    texts = {cell for line in table.split() for cell in line.split(",") if cell} if " " not in table else None
    glossary = load(table)
    assert texts is None or {text for _, text, _ in read_terms(glossary)} == texts
    assert len(glossary.concepts) == table.count("\n")


def test_the_usual_metadata_is_kept_in_silence() -> None:
    glossary = load("Chinese,English,Count,Last user,X\n矿,mine,3,Li,x\n铜,copper,4,Wu,y\n")
    assert glossary.concepts[0].terms[1].extra == (("Count", "3"), ("Last user", "Li"), ("X", "x"))


KNOWN = ["中文", "英文", "状态", "备注"]
ROWS = [["矿", "mine", "首选", "n"], ["铜", "copper", "", ""], ["锡", "tin", "禁用", ""]]
UNKNOWN = st.lists(
    st.sampled_from(["序号", "ID", "Reviewer", "Datum", "Kürzel", "更新", "Source", "column", "x"]),
    unique=True,
    max_size=4,
)


@given(st.permutations(range(4)), UNKNOWN, st.data())
def test_the_order_of_columns_and_unknown_ones_change_no_term(
    order: list[int], unknown: list[str], data: st.DataObject
) -> None:
    expected = [(t.text, t.language, t.status, t.note) for c in load_rows(KNOWN, ROWS).concepts for t in c.terms]
    header = [KNOWN[place] for place in order]
    rows = [[row[place] for place in order] for row in ROWS]
    for title in unknown:
        at = data.draw(st.integers(0, len(header)))
        header.insert(at, title)
        for row in rows:
            row.insert(at, data.draw(st.sampled_from(["", "1", "Li", "矿", "2026-01-02", "some text"])))
    found = [(t.text, t.language, t.status, t.note) for c in load_rows(header, rows).concepts for t in c.terms]
    assert found == expected


def load_rows(header: list[str], rows: list[list[str]]) -> Glossary:
    return load("".join(",".join(row) + "\n" for row in [header, *rows]))


def test_each_order_of_the_columns_of_terms_gives_the_same() -> None:
    columns = {"序号": "1", "简体中文": "矿", "English": "mine", "Deutsch": "Bergwerk"}
    found = {
        frozenset(read_terms(load_rows([*order], [[columns[title] for title in order]])))
        for order in permutations(columns)
    }
    assert found == {frozenset({("zh-Hans", "矿", None), ("en", "mine", None), ("de", "Bergwerk", None)})}


# What a person says of columns


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("unclear.csv").write_text("Lfd,Quelle,Ziel,Use\n1,关键矿产,key minerals,禁用\n", encoding="utf-8")
    Path("a.txt").write_text("The key minerals are scarce.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("columns", "terms"),
    [
        ("zh=2,en=3", [("zh", "关键矿产", None), ("en", "key minerals", None)]),
        ("zh=2,en=3,status=4", [("zh", "关键矿产", None), ("en", "key minerals", Status.FORBIDDEN)]),
        ("zh=Quelle, en=ziel, status=Use", [("zh", "关键矿产", None), ("en", "key minerals", Status.FORBIDDEN)]),
        ("source=Quelle,target=3", [("zh", "关键矿产", None), ("en", "key minerals", None)]),
        ("zh=2,en:forbidden=3", [("zh", "关键矿产", None), ("en", "key minerals", Status.FORBIDDEN)]),
        ("en=3,start=2", [("en", "key minerals", None)]),
        ("zh-Hant=2,en-GB=3,start=1",
         [("zh-Hant", "Quelle", None), ("en-GB", "Ziel", None), ("zh-Hant", "关键矿产", None),
          ("en-GB", "key minerals", None)]),
    ],
)  # fmt: skip
def test_columns_are_named_by_number_or_title(
    folder: Path, columns: str, terms: list[tuple[str, str, Status | None]]
) -> None:
    loaded = load_file(Path("unclear.csv"), columns=columns)
    assert (read_terms(loaded.glossary), loaded.format) == (terms, "wide")


def test_columns_that_are_named_come_before_their_titles(folder: Path) -> None:
    Path("a.csv").write_text("Chinese,English,Mine,Status,Mark\n矿,pit,mine,fine,禁用\n", encoding="utf-8")
    (concept,) = load_file(Path("a.csv"), columns="zh=1,en=3,status=5").glossary.concepts
    assert [(term.text, term.status) for term in concept.terms] == [("矿", None), ("mine", Status.FORBIDDEN)]
    assert concept.terms[1].extra == (("English", "pit"), ("Status", "fine"))


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("zh", "--columns: “zh” names no column: write NAME=COLUMN, such as zh=2,en=3"),
        ("zh=2,xyzzy=3", "--columns: unknown column “xyzzy”: name a language, such as zh, sheet, or one of concept, "
         "status, state, part_of_speech, case, match, origin, note, term_type, example, when_source, "
         "created, modified, subject, definition, "
         "concept_note; or a status, as in xyzzy=admitted"),
        ("status=2", "--columns: “status=2” names no column of terms: name their languages, such as zh=2,en=3"),
        ("zh=1,start=12345678",
         "--columns: “start=12345678” is not a line: give the line of the first row of terms, such as start=3"),
        (
            "zh=1,start=x",
            "--columns: “start=x” is not a line: give the line of the first row of terms, such as start=3",
        ),
        ("zh=2,en=9", "unclear.csv: no column 9: the table has 4"),
        ("zh=Quelle,en=Zeil", "unclear.csv:1: no column “Zeil”: there are Lfd, Quelle, Ziel, Use"),
        ("de=2,en=3",
         "unclear.csv:1: is this row of titles or of terms? Add start=1 if of terms, else start=2"),
    ],
)  # fmt: skip
def test_columns_that_are_named_wrongly(folder: Path, columns: str, message: str) -> None:
    result = run("glossary", "stats", "unclear.csv", "--columns", columns)
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")


def test_every_command_that_reads_a_glossary_takes_columns(folder: Path) -> None:
    told = ("--columns", "zh=2,en=3,status=4")
    assert run("check", "a.txt", "-g", "unclear.csv").exit_code == 2
    checked = run("check", "a.txt", "-g", "unclear.csv", *told, "--output-format", "concise")
    assert "forbidden-term" in checked.stdout and checked.exit_code == 1
    for command in (("lint", "unclear.csv"), ("stats", "unclear.csv"), ("find", "key", "-g", "unclear.csv"),
                    ("diff", "unclear.csv", "unclear.csv"), ("convert", "unclear.csv", "new.csv")):  # fmt: skip
        assert run("glossary", *command).exit_code == 2
        assert run("glossary", *command, *told).exit_code in {0, 1}
    assert read_terms(load_file(Path("new.csv")).glossary) == [
        ("zh", "关键矿产", None), ("en", "key minerals", Status.FORBIDDEN),
    ]  # fmt: skip


def test_a_file_whose_columns_have_to_be_told_is_not_changed(folder: Path) -> None:
    before = Path("unclear.csv").read_bytes()
    result = run("glossary", "lint", "unclear.csv", "--fix", "--columns", "zh=2,en=3")
    assert (result.exit_code, result.stderr) == (
        2,
        "aligncheck: unclear.csv: cannot be changed with --columns: leave that out, or write it again, "
        "aligncheck glossary convert unclear.csv NEW.csv --columns zh=2,en=3\n",
    )
    Path("wide.csv").write_text("中文,英文,英文缩写\n世贸组织,World Trade Organization,WTO\n", encoding="utf-8")
    assert run("glossary", "sort", "wide.csv").stderr == (
        "aligncheck: wide.csv: its table has a title above it, or several columns of terms, and is only read: "
        "write it again, aligncheck glossary convert wide.csv NEW.csv\n"
    )
    assert Path("unclear.csv").read_bytes() == before


def test_the_configuration_names_columns(folder: Path) -> None:
    Path("aligncheck.toml").write_text(
        'glossaries = ["other.tbx", {path = "unclear.csv", columns = "zh=Quelle,en=Ziel,status=4"}]\n', encoding="utf-8"
    )
    assert load_config(Path("aligncheck.toml")).glossaries == (
        GlossaryFile("other.tbx"),
        GlossaryFile("unclear.csv", "zh=Quelle,en=Ziel,status=4"),
    )
    Path("aligncheck.toml").write_text(
        'glossaries = [{path = "unclear.csv", columns = "zh=2,en=3,status=4"}]\n', encoding="utf-8"
    )
    assert "forbidden-term" in run("check", "a.txt", "--output-format", "concise").stdout


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('["a.csv", 3]', "glossaries: must be a text in quotes"),
        ('[{columns = "zh=1,en=2"}]', "glossaries: needs a path"),
        ('[{path = "a.csv", columns = "zh"}]',
         "glossaries: columns: “zh” names no column: write NAME=COLUMN, such as zh=2,en=3"),
        ('"a.csv"',
         'glossaries: must be a list of files, such as ["one.csv", {path = "two.csv", columns = "zh=2,en=3"}]'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_glossaries_in_the_configuration(folder: Path, value: str, message: str) -> None:
    Path("aligncheck.toml").write_text(f"glossaries = {value}\n", encoding="utf-8")
    assert run("check", "a.txt").stderr == f"aligncheck: {folder / 'aligncheck.toml'}: {message}\n"


def test_a_choice_is_read() -> None:
    assert parse_choice(" zh = 2 ,en=Ziel, start=4") == Choice((("zh", "2"), ("en", "Ziel")), 4)
    assert parse_choice("zh=1,start=1234567").start == 1234567


def test_a_term_that_is_added_is_in_the_variety_of_the_others(folder: Path) -> None:
    Path("a.csv").write_text("No.,Chinese (PRC),English (United States)\n1,矿,mine\n", encoding="utf-8")
    assert run("glossary", "add", "a.csv", "锡", "tin").exit_code == 0
    assert read_terms(load_file(Path("a.csv")).glossary) == [
        ("zh-CN", "矿", None), ("en-US", "mine", None), ("zh-CN", "锡", None), ("en-US", "tin", None),
    ]  # fmt: skip
