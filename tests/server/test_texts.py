"""Texts of an editor, without an editor: what a check depends on, and what is known while one goes on."""

from pathlib import Path

import pytest
from command_line import write
from memories import make_document, write_memory

from align.config.settings import Request
from align.inputs.watching import stamp
from align.memory.counting import DocumentCounts, RenderingCount, TermCount
from align.server.fixes import list_fixes, list_terms
from align.server.lines import Lines, Place
from align.server.passages import describe, find_counterpart, find_offset, list_symbols
from align.server.texts import Checked, Mark, StoppedError, Text, TextChecker, merge_marks

SOURCE = "这座矿去年生产了300吨石墨。\n\n没有人受伤。\n\n公司很高兴。\n"
TARGET = "The mine produced 400 tonnes of graphite last year.\n\nNobody was hurt.\n\nThe the company was glad.\n"


@pytest.fixture
def checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TextChecker:
    monkeypatch.chdir(tmp_path)  # and back: a check goes to the folder of its text
    write(tmp_path / "a.zh.txt", SOURCE)
    return TextChecker(Request((".",)))


def check(checker: TextChecker, folder: Path, text: str = TARGET, name: str = "a.en.txt") -> Checked:
    return checker.check(Text(str(folder / name), text, str(folder)))


def list_places(marks: tuple[Mark, ...]) -> list[tuple[str, int, int]]:
    return [(mark.found.finding.rule, *mark.stretch.start) for mark in marks]


def test_a_check_stops_where_it_is_not_wanted_any_more(checker: TextChecker, tmp_path: Path) -> None:
    calls = list[int]()

    def see() -> None:
        calls.append(len(calls))
        if len(calls) == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        checker.check(Text(str(tmp_path / "a.en.txt"), TARGET, str(tmp_path)), see)
    assert calls == [0, 1], "before the text is aligned, and before the rules run"


def test_while_a_check_goes_on_findings_are_where_their_lines_are(checker: TextChecker, tmp_path: Path) -> None:
    checked = check(checker, tmp_path)
    assert list_places(checked.marks) == [("unit-mismatch", 0, 18), ("doubled-word", 4, 0)]
    edited = TARGET.replace("Nobody was", "A line more.\n\nNobody was was")
    alone = checker.check_alone(Text(str(tmp_path / "a.en.txt"), edited, str(tmp_path)), checked)
    assert list_places(alone) == [("doubled-word", 4, 7), ("doubled-word", 6, 0)], "the source is not looked at"
    merged = merge_marks(checked, Lines(edited), alone)
    assert list_places(merged) == [("unit-mismatch", 0, 18), ("doubled-word", 4, 7), ("doubled-word", 6, 0)]


def test_a_check_depends_on_the_source_and_the_configuration(checker: TextChecker, tmp_path: Path) -> None:
    checked = check(checker, tmp_path)
    assert not checker.has_changed(checked)
    write(tmp_path / "unrelated.md", "A note.\n")
    assert not checker.has_changed(checked), "a new file in the folder changes nothing"
    write(tmp_path / "a.zh.txt", SOURCE.replace("300", "400"))
    assert checker.has_changed(checked)
    checked = check(checker, tmp_path)
    assert list_places(checked.marks) == [("doubled-word", 4, 0)]
    table = write(tmp_path / "house" / "en" / "doubled_words.tsv", "words\tkind\nwas\tsaid twice\n")
    write(tmp_path / "aligncheck.toml", 'packs = ["house"]\n')
    assert checker.has_changed(checked)
    checked = check(checker, tmp_path)
    assert not checker.has_changed(checked)
    write(table, "words\tkind\nthe\tsaid twice\n")
    assert checker.has_changed(checked)


def test_a_source_that_appears_is_noticed(checker: TextChecker, tmp_path: Path) -> None:
    checked = check(checker, tmp_path, name="b.en.txt")
    assert checked.source == ""
    write(tmp_path / "b.zh.txt", SOURCE)
    assert checker.has_changed(checked)


@pytest.mark.parametrize("name", ["a.zh.txt", "code.py", "picture.png"])
def test_what_is_no_translation_is_not_checked(checker: TextChecker, tmp_path: Path, name: str) -> None:
    checked = check(checker, tmp_path, "They went went home.\n", name)
    assert (checked.task, checked.marks) == (None, ())


def test_an_excluded_file_is_not_checked(checker: TextChecker, tmp_path: Path) -> None:
    write(tmp_path / "aligncheck.toml", 'exclude = ["drafts/"]\n')
    assert check(checker, tmp_path, "They went went home.\n", "drafts/b.txt").marks == ()


def test_a_draft_is_not_offered(checker: TextChecker, tmp_path: Path) -> None:
    checked = check(checker, tmp_path, "He left 两名工程师 there.\n", "b.txt")
    (mark,) = checked.marks
    drafts = {one.text for one in mark.found.finding.suggestions if one.is_unfinished}
    assert drafts
    assert list(list_fixes(checked, mark.found)) == []
    assert list(list_terms(checked, mark.found)) == [], "there is no glossary"


def test_in_a_file_of_pairs_a_translation_leads_to_its_source(checker: TextChecker, tmp_path: Path) -> None:
    xliff = (
        '<?xml version="1.0"?>\n<xliff version="1.2"><file source-language="zh" target-language="en" original="a">'
        "<body>\n<trans-unit id='1'>\n<source>没有人受伤 &amp; 高兴。</source>\n"
        "<target>Nobody was &amp; is was hurt hurt.</target>\n</trans-unit>\n</body></file></xliff>\n"
    )
    checked = check(checker, tmp_path, xliff, "a.xlf")
    (mark,) = (one for one in checked.marks if one.found.finding.rule == "doubled-word")
    line = xliff.splitlines()[mark.stretch.start.line]
    assert line[mark.stretch.start.column : mark.stretch.end.column] == "hurt hurt"
    (fix, *_) = list_fixes(checked, mark.found)
    text = checked.lines
    for change in fix.changes:
        text = text.change(change, "utf-32")
    assert text.text == xliff.replace("hurt hurt", "hurt")
    found = find_counterpart(checked, mark.stretch.start)
    assert found
    assert found[0] == "a.xlf"
    assert xliff.splitlines()[found[1].start.line].startswith("<source>没有人")
    assert found[1].start == Place(3, 8)
    assert "Source: 没有人受伤 & 高兴。" in describe(checked, mark.stretch.start)
    assert [symbol.detail for symbol in list_symbols(checked)] == ["没有人受伤 & 高兴。"]


def test_hovering_says_how_the_memory_renders_the_term(checker: TextChecker, tmp_path: Path) -> None:
    def count(term: str, *texts: str) -> TermCount:
        return TermCount(term, 2, 2, tuple(RenderingCount(text, text, 2, 2) for text in texts))

    stations = "energy storage station", "power\x1b reservoir", "accumulator", "pumped store"
    rows = ((stations[:1], "2016-03-02"), (stations[:2], "2017-04-26"), (stations, ""))
    write_memory(
        str(tmp_path / "house.sqlite"),
        [
            make_document(
                f"{number}", [], date, counts=DocumentCounts(9, (count("储能电站", *texts), count("储能", "storage")))
            )
            for number, (texts, date) in enumerate(rows)
        ],
    )
    write(tmp_path / "a.zh.txt", "儲能電站很安静。\n\n没有人受伤。\n")
    target = "The energy storage stations are quiet.\n\nNobody was hurt.\n"

    def hover(line: int, column: int, *, of_source: bool = False) -> list[str]:
        checked = check(checker, tmp_path, target)
        said = describe(checked, Place(line, column), of_source=of_source).splitlines()
        return [one for one in said if not one.startswith(("Source: ", "Translation: "))]

    assert hover(0, 5) == [], "the configuration names no memory"
    write(tmp_path / "aligncheck.toml", 'memory = "house.sqlite"\n')
    said = (
        "Memory: 储能电站: “energy storage station” 6 times in 3 documents, last on 2017-04-26; "
        "“power<U+001B> reservoir” 4 times in 2 documents, last on 2017-04-26; “accumulator” twice in 1 document"
    )
    assert [hover(0, column) for column in (3, 4, 11, 26, 27)] == [[], [said], [said], [said], []]
    assert hover(2, 2) == []
    assert [hover(0, column, of_source=True) for column in (0, 3, 4)] == [[said], [said], []]
    checked = check(checker, tmp_path, target)
    (tmp_path / "house.sqlite").unlink()
    assert describe(checked, Place(0, 5)) == "Source: 儲能電站很安静。"


def test_hovering_goes_by_the_folder_of_the_text(checker: TextChecker, tmp_path: Path) -> None:
    """Another text may have been checked in the meantime, in another folder."""
    write(tmp_path / "aligncheck.toml", 'source-lang = "de"\nglossaries = ["terms.csv"]\ndictionary = "words.u8"\n')
    write(tmp_path / "terms.csv", "Grafit,graphite\n")
    write(tmp_path / "words.u8", "石墨 石墨 [shi2 mo4] /graphite/\n")
    write(tmp_path / "b.de.txt", "Grafit ist wichtig.\n")
    checked = check(checker, tmp_path, "Graphite matters.\n", "b.en.txt")
    write(tmp_path / "elsewhere" / "c.txt", "A note.\n")
    check(checker, tmp_path / "elsewhere", "A note.\n", "c.txt")
    assert describe(checked, Place(0, 2)).splitlines()[-1] == "Glossary: Grafit = graphite"


def test_a_source_without_a_translation_is_one_until_a_file_changes(checker: TextChecker, tmp_path: Path) -> None:
    source = str(tmp_path / "a.zh.txt")
    found, stamps = checker.find_translations(source, str(tmp_path))
    assert (found, stamp(stamps)) == ([], stamps)
    write(tmp_path / "aligncheck.toml", "")
    assert stamp(stamps) != stamps
    _, stamps = checker.find_translations(source, str(tmp_path))
    target = write(tmp_path / "a.en.txt", TARGET)
    assert stamp(stamps) != stamps
    assert checker.find_translations(source, str(tmp_path))[0] == [str(target)]


def test_a_line_that_is_no_text_is_in_no_passage(checker: TextChecker, tmp_path: Path) -> None:
    page = "<html>\n<body>\n<p>Nobody was hurt.</p>\n</body>\n</html>\n"
    checked = check(checker, tmp_path, page, "b.html")
    assert checked.loaded
    (document,) = checked.loaded.texts
    offsets = [find_offset(document, Place(line, 3)) for line in range(5)]  # type: ignore[arg-type]
    assert offsets == [None, None, 0, None, None]
