"""Glossaries as tables, word lists and JSON lines: what is read, what is written, and that nothing gets lost unsaid."""

import codecs
import io
import json
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.formats import (
    FORMATS,
    choose_format,
    detect_format,
    load_format,
    xlsx,
)
from glossary.formats.base import FormatError, Languages
from glossary.formats.tables.cells import Dialect, guard, read_dialect, unguard
from glossary.model import Case, Concept, Extra, Glossary, Match, State, Status, Term
from glossary.storage.decoding import Encoding

LANGUAGES = Languages()
SHAPE = '{"id": "1", "terms": [{"text": "term", "language": "en"}]}'
ADD = "If so, correct it, or say so, as in --columns"
HELD_HERE = ("csv", "pairs", "jsonl", "xlsx", "deepl", "google", "google-sets", "aws", "memoq", "omegat", "json")


def load(name: str, data: str | bytes, languages: Languages = LANGUAGES) -> Glossary:
    raw = data.encode() if isinstance(data, str) else data
    return load_format(name).load(io.BytesIO(raw), languages)


def dump(name: str, glossary: Glossary, **options: Dialect) -> bytes:
    return b"".join(load_format(name).dump(glossary, LANGUAGES, **options))


def losses(name: str, glossary: Glossary) -> list[str]:
    return [*map(str, load_format(name).find_losses(glossary, LANGUAGES))]


def problem(name: str, data: str | bytes) -> tuple[str, int | None]:
    with pytest.raises(FormatError) as caught:
        load(name, data)
    return caught.value.message, caught.value.line


ZH, EN = Term("关键矿产", "zh"), Term("critical minerals", "en", Status.PREFERRED)
KEY = Term("key minerals", "en", Status.FORBIDDEN)
MINERALS = Concept("关键矿产", (ZH, EN, KEY))


# The native format


def test_a_row_is_a_term() -> None:
    table = """\
concept,language,term,status,state,part_of_speech,case,match,origin,note,\
term_type,example,when_source,created,modified,subject,definition,concept_note
1,zh,稀土,preferred,candidate,noun,sensitive,exact,press,n,abbreviation,稀土很贵,ores,2025-01-01,2025-02-03,trade,ores,cn
1,en,rare earths,,,,,,,,,,,,,,,
2,en,x,Forbidden,,,,,,,,,,,,,,
"""
    term = Term(
        "稀土", "zh", Status.PREFERRED, State.CANDIDATE, "noun", Case.SENSITIVE, Match.EXACT, "press", "n",
        "abbreviation", "稀土很贵", "ores", "2025-01-01", "2025-02-03",
    )  # fmt: skip
    glossary = Glossary(
        (
            Concept("1", (term, Term("rare earths", "en")), "trade", "ores", "cn"),
            Concept("2", (Term("x", "en", Status.FORBIDDEN),)),
        )
    )
    assert load("csv", table) == glossary
    assert dump("csv", glossary).decode() == table.replace("Forbidden", "forbidden")


def test_the_types_of_terms_have_words_of_their_own() -> None:
    table = "concept,language,term,术语类型,例句\n1,zh,世贸组织,简称,他到了世贸组织\n"
    table += "1,en,WTO,Acronym,\n1,en,x,trade name,\n"
    short, acronym, other = load("csv", table).concepts[0].terms
    assert (short.term_type, short.example) == ("short form", "他到了世贸组织")
    assert (acronym.term_type, other.term_type) == ("acronym", "trade name")


def test_columns_that_nothing_needs_are_left_out_but_for_the_first_four() -> None:
    assert dump("csv", Glossary(())) == b"concept,language,term,status\n"
    assert dump("csv", Glossary((MINERALS,))).decode() == (
        "concept,language,term,status\n"
        "关键矿产,zh,关键矿产,\n关键矿产,en,critical minerals,preferred\n关键矿产,en,key minerals,forbidden\n"
    )


def test_rows_of_a_concept_need_not_stand_together_and_an_id_need_not_be_repeated() -> None:
    table = "concept,language,term,subject\n1,zh,甲,\n,en,a,\n\n , ,\n2,en,b,\n1,en,c,law\n,en,d,law\n"
    one = Concept("1", tuple(Term(text, code) for text, code in [("甲", "zh"), ("a", "en"), ("c", "en"), ("d", "en")]))
    assert load("csv", table).concepts == (one._replace(subject="law"), Concept("2", (Term("b", "en"),)))


def test_unknown_columns_come_along_and_say_whose_they_are() -> None:
    table = "concept,language,term,status,count,term:note,concept:owner\n1,zh,甲,,3,x,Li\n1,en,a,,,,\n"
    glossary = load("csv", table)
    assert glossary.concepts[0].terms[0].extra == (("count", "3"), ("note", "x"))
    assert glossary.concepts[0].extra == (("owner", "Li"),)
    assert dump("csv", glossary).decode() == table


def test_the_columns_of_the_file_as_it_was_keep_their_order_spelling_and_emptiness() -> None:
    table = "Term,Language,Concept,Reviewer,Part of speech\n甲,zh,1,,noun\n"
    glossary = load("csv", table)
    written = dump("csv", glossary, dialect=read_dialect(io.BytesIO(table.encode())))
    assert written.decode() == "Term,Language,Concept,Reviewer,Part of speech\n甲,zh,1,,noun\n"


def test_a_concept_may_have_no_term() -> None:
    glossary = Glossary((Concept("1", (), "trade"),))
    assert load("csv", dump("csv", glossary)) == glossary


@pytest.mark.parametrize(
    ("table", "message", "line"),
    [
        ("concept,language,term,status\n1,en,a,\n1,en,b,prefered\n",
             f"unknown status “prefered”: did you mean “preferred”? {ADD} prefered=preferred", 3),
        ("concept,language,term,state\n1,en,a,fine\n",
         "unknown state “fine”: use one of accepted, candidate, rejected, or none", 2),
        ("concept,language,term,status,state\n1,en,a,candidate,rejected\n",
         "status “candidate” and state “rejected”: leave one of them out", 2),
        ("concept,language,term\n1,en,  \n", "no term: fill its cell, or delete the row", 2),
        ("concept,language,term\n1,,a\n", "no language for “a”: give its code, such as zh or en", 2),
        ("concept,language,term\n,en,a\n", "no concept in the first row: give each concept an id, such as 1", 2),
        ("concept,term\n1,a\n", "no column language: the first row has to name them", 1),
        ("language,term,text\nen,a,\n", "no column concept: the first row has to name them", 1),
        ('concept,language,term\n1,en,a\n2,en,"b\n3,en,c\n4,en,d\n',
         "a quotation mark that opens here is never closed: close it, or double it if it belongs to the text", 3),
        ('concept,language,term\n1,en,"a\nb"\n2,en,"b"c\n',
         "text follows a closing quotation mark: double the quotation marks that belong to the text", 4),
        ("concept,language,term\n1,en,oil, gas\n",
         "4 cells in a table of 3 columns: put quotation marks round a text that holds a delimiter", 2),
        ("concept,language,term,subject\n1,en,a,law\n1,en,b,trade\n",
         "concept “1” has two values of subject, “law” and “trade”: keep one of them", 3),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(table: str, message: str, line: int) -> None:
    assert problem("csv", table) == (message, line)


# Encodings, delimiters, formulas

TABLE = "concept,language,term,status\n1,zh,关键矿产,preferred\n1,en,critical minerals,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_table_is_read_and_written_back_as_it_was(encoding: str, delimiter: str, newline: str) -> None:
    data = TABLE.replace(",", delimiter).replace("\n", newline).encode(encoding)
    assert load("csv", data) == load("csv", TABLE)
    assert dump("csv", load("csv", data), dialect=read_dialect(io.BytesIO(data))) == data


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (TABLE.encode() + b"2,zh,\xff\xe5\x85\n", "not UTF-8: byte 0xff at offset 86 cannot be read", 4),
        (b"a,b\n\xff\xff,\x80\n", "its encoding cannot be recognised", None),
        (b"\xef\xbb\xbfa,b\n\xff,c\n", "not utf-8: byte 0xff at offset 7 cannot be read", 2),
        (b"\x89PNG\r\n\x00\x00", "not a text file (it holds control characters)", None),
    ],
)
def test_bytes_that_are_no_text(data: bytes, message: str, line: int | None) -> None:
    assert problem("csv", data) == (f"{message}: save the file again as UTF-8", line)


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-ing", "@x", "\tx", "'=x", "''-x"])
def test_a_formula_is_written_as_text_and_read_back(text: str) -> None:
    glossary = Glossary((Concept("1", (Term(text, "en"),)),))
    assert guard(text) == "'" + text
    assert f"'{text}" in dump("csv", glossary).decode()
    assert load("csv", dump("csv", glossary)) == glossary


@given(st.text())
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in {*"=+-@\t\r"} - {""}


def test_lists_for_machines_have_no_guard() -> None:
    glossary = Glossary((Concept("-x", (Term("-x", "zh"), Term("=y", "en"))),))
    assert dump("deepl", glossary) == b"-x,=y\n"


# Pairs


@pytest.mark.parametrize(
    "table",
    [
        "source,target,status\n关键矿产,critical minerals,preferred\n关键矿产,key minerals,forbidden\n",
        "zh,en,status\n关键矿产,critical minerals,preferred\n关键矿产,key minerals,forbidden\n",
        "Chinese,English,status\n关键矿产,critical minerals,preferred\n关键矿产,key minerals,forbidden\n",
        "target,source,status\ncritical minerals,关键矿产,preferred\nkey minerals,关键矿产,forbidden\n",
    ],
)
def test_rows_with_the_same_source_are_one_concept(table: str) -> None:
    assert load("pairs", table).concepts == (MINERALS,)
    assert dump("pairs", load("pairs", table), dialect=read_dialect(io.BytesIO(table.encode()))).decode() == table


def test_pairs_without_a_header_get_none_while_two_columns_do() -> None:
    data = "稀土,rare earths\n铜,copper\n".encode()
    glossary = load("pairs", data)
    assert [concept.id for concept in glossary.concepts] == ["稀土", "铜"]
    like = read_dialect(io.BytesIO(data))
    assert dump("pairs", glossary, dialect=like) == data
    more = Glossary((*glossary.concepts, MINERALS))
    assert dump("pairs", more, dialect=like).startswith(b"source,target,status\n")


def test_candidates_and_other_columns_come_along() -> None:
    table = "source,target,status,count,note\n铜,copper,candidate,7,metal\n"
    term = Term("copper", "en", None, State.CANDIDATE, note="metal", extra=(("count", "7"),))
    assert load("pairs", table).concepts == (Concept("铜", (Term("铜", "zh"), term)),)
    assert load("pairs", dump("pairs", load("pairs", table))) == load("pairs", table)


def test_a_side_may_be_missing() -> None:
    table = "source,target,status\n铜,,\n,key minerals,forbidden\n"
    concepts = (Concept("铜", (Term("铜", "zh"),)), Concept("key minerals", (KEY,)))
    assert load("pairs", table).concepts == concepts
    assert dump("pairs", Glossary(concepts)).decode() == table


def test_a_concept_with_two_sources_is_held_by_its_id() -> None:
    concept = Concept("c1", (ZH, Term("重要矿产", "zh"), EN, KEY))
    written = dump("pairs", Glossary((concept,))).decode()
    assert written == (
        "source,target,concept,status\n关键矿产,critical minerals,c1,preferred\n"
        "关键矿产,key minerals,c1,forbidden\n重要矿产,,c1,\n"
    )
    assert in_order(load("pairs", written)) == in_order(Glossary((concept,)))


def test_the_header_tells_the_languages_where_they_are_not_the_usual() -> None:
    concept = Concept("矿", (Term("矿", "zh-Hant"), Term("mine", "en-GB")))
    assert dump("pairs", Glossary((concept,))).decode() == "zh-Hant,en-GB\n矿,mine\n"
    assert load("pairs", "zh-Hant,en-GB\n矿,mine\n").concepts == (concept,)


@pytest.mark.parametrize(
    ("table", "message", "line"),
    [
        ("source,status\na,\n",
         "the first row (“source”, “status”) does not say which columns hold the terms: "
         "say which columns hold what, as in --columns en=1", 1),
        ("a,b,c\n",
         "the first row (“a”, “b”, “c”) does not say which columns hold the terms: "
         "say which columns hold what, as in --columns zh=1,en=2", 1),
        ("source,target,note\na,b,\n,,x\n", "no term on either side: fill one of the cells, or delete the row", 3),
        ("source,target,status\na,b,preferd\n",
             f"unknown status “preferd”: did you mean “preferred”? {ADD} preferd=preferred", 2),
    ],
)  # fmt: skip
def test_what_is_wrong_with_pairs(table: str, message: str, line: int) -> None:
    assert problem("pairs", table) == (message, line)


def test_what_pairs_cannot_hold_is_said() -> None:
    concept = Concept("1", (ZH._replace(note="n"), Term("mine", "fr"), EN))
    strange = Concept("2", (Term("mine", "fr"),))
    assert losses("pairs", Glossary((concept, strange, Concept("3", ())), (("title", "x"),))) == [
        "what the file says of itself is left out: title",
        "1 concept: left out, in neither language",
        "2 terms: left out, in another language or there already",
        "1 term: the note left out",
    ]


# Lists for machine translation


def test_deepl_takes_one_target_for_a_source_and_says_what_it_leaves_out() -> None:
    long = Concept("长", (Term("长", "zh"), Term("é" * 513, "en")))
    glossary = Glossary((MINERALS, long, Concept("3", (Term("铜", "zh"),))))
    assert dump("deepl", glossary).decode() == f"关键矿产,critical minerals\n长,{'é' * 513}\n"
    assert losses("deepl", glossary) == [
        "1 concept: left out, nothing of it makes a pair",
        "1 term: left out, deprecated, forbidden or not accepted",
        "1 term: left out, the format holds one for each language",
        "1 term: too long for the service, which takes 1,024 bytes of UTF-8",
        "1 term: the status left out",
    ]


def test_deepl_may_name_the_languages_beside_each_pair() -> None:
    concept = Concept("Haus", (Term("Haus", "de"), Term("house", "en")))
    assert load("deepl", "Haus,house,DE,EN\n").concepts == (concept,)


def test_a_header_of_languages_has_a_column_for_each() -> None:
    table = "zh,en,fr\n铜,copper,cuivre\n金,gold,\n"
    for name in ("aws", "google-sets"):
        glossary = load(name, table)
        assert glossary.concepts[0].terms == (Term("铜", "zh"), Term("copper", "en"), Term("cuivre", "fr"))
        assert (dump(name, glossary).decode(), losses(name, glossary)) == (table, [])
        assert problem(name, "zh,English\n铜,copper\n") == (
            "“English” is not a language code: the first row names the languages, as in zh,en", 1,
        )  # fmt: skip


def test_term_sets_of_google_have_a_part_of_speech_and_a_description() -> None:
    table = "zh,en,pos,description\n铜,copper,noun,a metal\n"
    copper = Concept("铜", (Term("铜", "zh", part_of_speech="noun"), Term("copper", "en", part_of_speech="noun")))
    glossary = Glossary((copper._replace(definition="a metal"),))
    assert load("google-sets", table) == glossary
    assert (dump("google-sets", glossary).decode(), losses("google-sets", glossary)) == (table, [])


# memoQ

MEMOQ = (
    "Entry_ID;Entry_Subject;Entry_Note;Entry_Creator;Chinese_PRC_Def;Chinese_PRC;Term_Info;Term_Example;"
    "English_United_States_Def;English_United_States;Term_Info;Term_Example;English_United_States;Term_Info;Term_Example\n"
    '7;trade;n;Li;ores;关键矿产;"CasePermissive;HalfPrefix";;;critical minerals;"CaseSense;NoPrefix";seen;'
    'key minerals;"CaseInsense;Fuzzy;NonTerm";\n'
)


def test_a_term_base_of_memoq() -> None:
    critical = Term("critical minerals", "en-US", case=Case.SENSITIVE, match=Match.EXACT)
    key = Term("key minerals", "en-US", Status.FORBIDDEN, case=Case.INSENSITIVE)
    terms = (
        Term("关键矿产", "zh-CN"),
        critical._replace(example="seen"),
        key._replace(extra=(("Term_Info", "Fuzzy"),)),
    )
    glossary = Glossary((Concept("7", terms, "trade", "ores", "n", (("Entry_Creator", "Li"),)),))
    assert load("memoq", MEMOQ) == glossary
    assert (dump("memoq", glossary).decode(), losses("memoq", glossary)) == (MEMOQ, [])


@pytest.mark.parametrize("table", ["a,b\n1,2\n", "concept,language,term\n1,zh,铜\n", "Term_Info\n", "x\n"])
def test_another_table_is_no_term_base_of_memoq(table: str) -> None:
    assert problem("memoq", table) == ("no column of terms: one is expected before each Term_Info", 1)


def test_a_term_that_must_not_be_used_is_forbidden_in_memoq() -> None:
    old = Term("old", "en", Status.DEPRECATED)
    new = Term("new", "en", state=State.CANDIDATE)
    glossary = Glossary((Concept("1", (ZH, EN, old, new)),))
    assert losses("memoq", glossary) == [
        "1 term: left out, not accepted",
        "1 term: the status left out",
        "1 term: deprecated or superseded becomes forbidden",
        "1 term: the language becomes one with a country, as memoQ has it",
    ]
    statuses = {term.text: term.status for term in load("memoq", dump("memoq", glossary)).concepts[0].terms}
    assert statuses == {"关键矿产": None, "critical minerals": None, "old": Status.FORBIDDEN}


# JSON lines


def test_a_concept_is_a_line_and_unknown_keys_come_along() -> None:
    line = {
        "id": "1", "subject": "trade", "owner": "Li",
        "terms": [{"text": "甲", "language": "zh", "status": "preferred", "state": "candidate", "count": 3}],
    }  # fmt: skip
    term = Term("甲", "zh", Status.PREFERRED, State.CANDIDATE, extra=(("count", "3"),))
    glossary = Glossary((Concept("1", (term,), "trade", extra=(("owner", "Li"),)),))
    assert load("jsonl", json.dumps(line)) == glossary
    assert load("jsonl", dump("jsonl", glossary)) == glossary


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("\n{",
         f"not JSON (Expecting property name enclosed in double quotes): one object a line is expected, as {SHAPE}", 2),
        ("[]", f"not a JSON object: one a line is expected, as {SHAPE}", 1),
        ('{"id": "1"}', f"no list of “terms”: give one, as {SHAPE}", 1),
        ('{"id": "1", "terms": []}\n{"id": "1", "terms": []}', "a second concept “1”: give it an id of its own", 2),
        ('{"id": "1", "terms": [{"text": "a", "language": "en", "status": "forbiden"}]}',
         "unknown status “forbiden”: did you mean “forbidden”?", 1),
    ],
)  # fmt: skip
def test_what_is_wrong_with_json_lines(text: str, message: str, line: int) -> None:
    assert problem("jsonl", text) == (message, line)


def test_half_a_character_in_json_becomes_the_mark_of_one() -> None:
    glossary = load("jsonl", '{"id": "1", "terms": [{"text": "a\\ud800", "language": "en"}]}')
    assert glossary.concepts[0].terms[0].text == "a\ufffd"


# Workbooks


def test_a_cell_of_a_workbook_is_never_a_formula() -> None:
    from openpyxl import load_workbook

    glossary = Glossary((Concept("1", (Term("=1+1", "en"), Term("12", "en", note="'x"))),))
    data = dump("xlsx", glossary)
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[2]][:3] == [("1", "s"), ("en", "s"), ("=1+1", "s")]
    assert load("xlsx", data) == glossary


def test_a_workbook_may_hold_pairs_and_numbers() -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    for row in [["source", "target", "count"], ["铜", "copper", 3], [None, None, None], [7.5, 2026, None]]:
        workbook.active.append(row)
    workbook.save(stream := io.BytesIO())
    glossary = load("xlsx", stream.getvalue())
    assert [[term.text for term in concept.terms] for concept in glossary.concepts] == [
        ["铜", "copper"],
        ["7.5", "2026"],
    ]
    assert glossary.concepts[0].terms[1].extra == (("count", "3"),)
    like = xlsx.read_dialect(io.BytesIO(stream.getvalue()))
    assert like.header == ("source", "target", "count")
    assert load("xlsx", dump("xlsx", glossary, dialect=like)) == glossary


def test_what_is_no_workbook() -> None:
    message, line = problem("xlsx", b"concept,language,term\n")
    assert message.startswith("no workbook that can be read (")
    assert message.endswith("): save it again as .xlsx")
    assert line is None


def workbook(sheet: str) -> bytes:
    """A workbook with this XML as the data of its first sheet."""
    from openpyxl import Workbook

    Workbook().save(whole := io.BytesIO())
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    name, data = "xl/worksheets/sheet1.xml", io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr(name, f'<worksheet xmlns="{space}"><sheetData>{sheet}</sheetData></worksheet>')
        for part in sorted({*old.namelist()} - {name}):
            new.writestr(part, old.read(part))
    return data.getvalue()


def row_of(number: int, *cells: str) -> str:
    """A row of a sheet: the places of its cells, each of which holds its place as text."""
    return (
        f'<row r="{number}">' + "".join(f'<c r="{c}" t="inlineStr"><is><t>{c}</t></is></c>' for c in cells) + "</row>"
    )


FAR = "more than 10,000,000 cells, most of them empty: save the sheet as CSV"


def test_all_words_that_are_unknown_are_named_at_once() -> None:
    cells = ["允许使用", "ok?", "允许使用", "a=b", "preferred", *("wxyz"[n % 4] * (n + 7) for n in range(6))]
    table = "zh,en,status\n" + "".join(f"矿{n},ore{n},{cell}\n" for n, cell in enumerate(cells)) + ",,x\n"
    usual = "use one of preferred, admitted, deprecated, superseded, forbidden, accepted, candidate, rejected, or none"
    told = "允许使用=admitted,ok?=admitted,wwwwwww=admitted,xxxxxxxx=admitted"
    assert problem("pairs", table.encode()) == (
        "unknown statuses “允许使用” (lines 2, 4), “ok?” (line 3), “a=b” (line 5), “wwwwwww” (line 7), "
        f"“xxxxxxxx” (line 8) and 4 more: {usual}, or say what they mean, as in --columns {told}; "
        "line 13: no term on either side: fill one of the cells, or delete the row",
        2,
    )


@pytest.mark.full
@pytest.mark.parametrize(
    ("sheet", "times", "error"),
    [
        ("x", 100_000_001, "unpacks to more than 100,000,000 bytes: save the sheet as CSV"),
        (row_of(1, "A1") + row_of(1_048_576, "XFD1048576"), 1, FAR),
        (row_of(1, "XFD1") + '<row r="1048576"><c t="str"><v>1</v></c></row>', 1, FAR),
        ("<row>" + "<c><v>1</v></c>" * 16_384 + "</row>" + row_of(1_048_576, "A1048576"), 1, FAR),
    ],
)
def test_a_workbook_that_would_fill_the_memory_is_refused(sheet: str, times: int, error: str) -> None:
    sheet *= times
    assert problem("xlsx", workbook(sheet)) == (error, None)


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_that_is_packed_as_none_is_refused(compression: int) -> None:
    with zipfile.ZipFile(data := io.BytesIO(), "w", compression) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert problem("xlsx", data.getvalue()) == ("packed in a way that no workbook is: save it again as .xlsx", None)


@pytest.mark.full
def test_more_fields_than_a_sheet_has_columns() -> None:
    extra = tuple((f"n{number}", "x") for number in range(16_384))
    glossary = Glossary((Concept("1", (Term("a", "en"),), extra=extra),))
    message = r"^16,388 columns, but a sheet holds 16,384: write it as CSV or JSON lines$"
    with pytest.raises(FormatError, match=message):
        dump("xlsx", glossary)
    assert load("csv", dump("csv", glossary)) == glossary


def test_empty_cells_far_below_do_not_make_a_workbook_large() -> None:
    sheet, empty = row_of(1, "A1", "B1"), '<row r="1048576" ht="15"><c r="XFD1048576" s="0"/></row>'
    assert load("xlsx", workbook(sheet + empty)) == load("xlsx", workbook(sheet))


@pytest.mark.parametrize("missing", ["openpyxl", "python_calamine"])
def test_without_the_extra_a_workbook_says_what_to_install(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    with pytest.raises(FormatError, match=r"^workbooks need two more packages: install aligncheck\[xlsx\]$"):
        dump("xlsx", Glossary(())) if missing == "openpyxl" else load("xlsx", b"")


# Which format a file is in


@pytest.mark.parametrize(
    ("path", "head", "name"),
    [
        ("a.csv", "", "csv"),
        ("a.csv", "concept,language,term\n", "csv"),
        ("a.TSV", "Term\tConcept\n", "csv"),
        ("a.csv", "source,target,status\n", "pairs"),
        ("a.csv", "铜,copper\n", "pairs"),
        ("a.csv", "zh,en\n", "pairs"),
        ("a.csv", "zh,en,fr\n", "aws"),
        ("a.csv", "\ufeffEntry_ID;Entry_Subject;Chinese_PRC;Term_Info\n", "memoq"),
        ("a.jsonl", "", "jsonl"),
        ("a.tbx", "", "tbx"),
        ("a.xml", '<?xml version="1.0"?><!-- <tmx> --><!DOCTYPE martif SYSTEM "x">\n<martif type="TBX">', "tbx"),
        ("a.xml", '<tbx style="dca">', "tbx"),
        ("a.xml", "<mtf>", "multiterm"),
        ("a.xml", "<tmx version='1.4'>", "tmx"),
    ],
)
def test_suffix_and_content_tell_the_format(path: str, head: str, name: str) -> None:
    assert detect_format(path, head.encode()) == name
    if path.endswith(".xml"):
        for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            assert detect_format(path, head.encode(encoding)) == name
            assert detect_format("a", head.encode(encoding)) == name


@pytest.mark.parametrize(
    ("tell", "message"),
    [
        (lambda: detect_format("a.xml", b"<html>"),
         "no glossary: its root element is none of martif, tbx, tmx, mtf; export it as TBX or TMX"),
        (lambda: choose_format("a.doc"),
         "unknown suffix: use one of .csv .tsv .jsonl .xlsx .tbx .tmx .json .utf8 .tab"),
        (lambda: load_format("cvs"), f"unknown format “cvs”: known are {', '.join(FORMATS)}"),
    ],
)  # fmt: skip
def test_a_format_that_is_not_known(tell: Callable[[], object], message: str) -> None:
    with pytest.raises(FormatError) as caught:
        tell()
    assert str(caught.value) == message


# Whatever a glossary says, it comes back or is said to be lost


ODD = [
    "=1",
    "'=1",
    "-",
    '"',
    'a"b',
    "a;b",
    "a,b",
    "a\tb",
    "a\r\nb",
    "\r",
    "\n",
    "\ufeff",
    "\x85",
    "\u2028",
    "concept:x",
]
CONTROLS = "".join(map(chr, {*range(32)} - {*b"\t\n\v\f\r"}))
"""What stands in no text: a file with many of them is taken for none."""

ANY_CHARACTER = st.characters(codec="utf-8", exclude_characters=CONTROLS)
ANY_TEXT = st.text(ANY_CHARACTER, min_size=1, max_size=8) | st.sampled_from(ODD)
TERM_TEXT = ANY_TEXT.filter(lambda text: bool(text.strip()))
IDS = st.from_regex(r"[a-zé矿0-9](?:[a-z -]{0,3}[a-z0-9])?", fullmatch=True)


def extras(names: st.SearchStrategy[str]) -> st.SearchStrategy[Extra]:
    return st.lists(st.tuples(names, ANY_TEXT), max_size=3).map(tuple)


def terms(languages: st.SearchStrategy[str]) -> st.SearchStrategy[Term]:
    return st.builds(
        Term,
        TERM_TEXT,
        languages,
        st.none() | st.sampled_from(Status),
        st.sampled_from(State),
        st.just("") | ANY_TEXT,
        st.none() | st.sampled_from(Case),
        st.none() | st.sampled_from(Match),
        *[st.just("") | ANY_TEXT] * 7,
        extras(ANY_TEXT | st.sampled_from(["note", "Status", "term", "Term_Info", "x"])),
    )


def glossaries(languages: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[Glossary]:
    concepts = st.builds(
        Concept,
        IDS,
        st.lists(terms(languages), min_size=least, max_size=4).map(tuple),
        *[st.just("") | ANY_TEXT] * 3,
        extras(ANY_TEXT | st.sampled_from(["subject", "x", "English_Def", "Entry_ID"])),
    )
    return st.builds(
        Glossary, st.lists(concepts, max_size=3, unique_by=lambda concept: concept.id).map(tuple), extras(ANY_TEXT)
    )


def in_order(glossary: Glossary) -> Glossary:
    """The glossary with terms in the order of languages and extras in that of names: a table has one for all rows."""

    def name(pair: tuple[str, str]) -> str:
        return pair[0]

    return Glossary(
        tuple(
            concept._replace(
                terms=tuple(
                    term._replace(extra=tuple(sorted(term.extra, key=name)))
                    for term in sorted(concept.terms, key=lambda term: term.language)
                ),
                extra=tuple(sorted(concept.extra, key=name)),
            )
            for concept in glossary.concepts
        ),
        glossary.extra,
    )


ANY = glossaries(st.sampled_from(["zh", "en", "zh-Hant", "en-GB", "fr"]))


@given(ANY)
def test_json_lines_hold_everything(glossary: Glossary) -> None:
    assert load("jsonl", dump("jsonl", glossary)) == glossary
    assert losses("jsonl", glossary) == []


UTF_16 = Dialect(Encoding("utf-16-be", codecs.BOM_UTF16_BE), ";", "\r\n")


@given(ANY, st.sampled_from([Dialect(), UTF_16]))
def test_the_native_table_holds_everything_but_what_a_file_says_of_itself(glossary: Glossary, like: Dialect) -> None:
    written = dump("csv", glossary, dialect=like)
    assert in_order(load("csv", written)) == in_order(glossary._replace(extra=()))


@given(glossaries(st.sampled_from(["zh", "en"]), least=1))
def test_pairs_hold_all_that_is_said_of_targets(glossary: Glossary) -> None:
    def plain(concept: Concept) -> Concept:
        sources = dict.fromkeys(Term(term.text, "zh") for term in concept.terms if term.language == "zh")
        return concept._replace(terms=(*sources, *(term for term in concept.terms if term.language == "en")))

    plainer = Glossary(tuple(map(plain, glossary.concepts)))
    assert losses("pairs", plainer) == []
    assert in_order(load("pairs", dump("pairs", plainer))) == in_order(plainer)


@pytest.mark.parametrize("name", HELD_HERE)
@given(glossary=ANY)
def test_what_comes_back_is_all_or_the_rest_is_said(name: str, glossary: Glossary) -> None:
    once = load(name, dump(name, glossary))
    if not losses(name, glossary):
        assert in_order(once) == in_order(glossary)
    assert losses(name, once) == []
    assert in_order(load(name, dump(name, once))) == in_order(once)
