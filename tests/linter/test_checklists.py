"""Checklists: what entries find, how they are written, and what is said of a mistake."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, strategies
from marked import aligned, document
from mistakes import WRONG_CHECKLISTS
from rows import on_each

from align.cli import main
from align.config.file import load_config
from align.errors import ConfigError
from align.linter.checklist import Checklist, Entry, Pattern, compile_checklist, normalize_sentence
from align.linter.context import Context
from align.linter.registry import find_rule
from align.linter.scanner import check_document
from align.model import Edit, Finding, Fix, Severity, Span

RULE = find_rule("checklist")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str, encoding: str = "utf-8") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding=encoding)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def find(text: str, *entries: Entry, source: str = "") -> list[Finding]:
    alignment = aligned(text, source) if source else None
    context = Context(alignment=alignment, checklist=compile_checklist(entries))
    return check_document(alignment.target if alignment else document(text), [RULE], context)


def spans(text: str, *entries: Entry, source: str = "") -> list[str]:
    return [text[found.span.start : found.span.end] for found in find(text, *entries, source=source)]


def find_in_markdown(text: str, entry: Entry) -> list[str]:
    side = document(text, name="a.md")
    found = check_document(side, [RULE], Context(checklist=compile_checklist((entry,))))
    return [text[one.span.start : one.span.end] for one in found]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (Entry("art"), ["Art", "art", "ART"]),
        (Entry("art", match_case=True), ["art"]),
        (Entry("art", whole_words=True), ["Art", "ART"]),
        (Entry("a r t"), []),
        (Entry("is  an"), ["is an"]),
        (Entry("a.t"), []),
        (Entry("a.t", regex=True), ["Art", "art", "ART"]),
        (Entry(r"p\w+", regex=True, whole_words=True), []),
        (Entry(r"\w+s\b", regex=True, match_case=True, whole_words=True), ["is", "starts"]),
    ],
)
def test_what_a_pattern_finds(entry: Entry, found: list[str]) -> None:
    assert spans("Art is an end. It starts with ART.", entry) == found


def test_a_pattern_is_found_across_a_line_break_and_not_across_sentences() -> None:
    assert find_in_markdown("A key\nmineral. Key. Mineral.", Entry("key mineral")) == ["key\nmineral"]
    assert spans("The key is lost. A mineral was found.", Entry("key.*mineral", regex=True)) == []


def test_code_and_links_are_not_searched_for_what_must_not_stand_there() -> None:
    assert spans("See https://desk.example/utilise and utilise it.", Entry("utilise")) == ["utilise"]


def test_two_entries_on_one_place_are_two_findings() -> None:
    found = find("They utilise it.", Entry("utilise", name="one"), Entry("utilise", name="two"))
    assert [(one.entry, one.message) for one in found] == [
        ("one", "one: do not write “utilise”."),
        ("two", "two: do not write “utilise”."),
    ]


def test_messages_hold_what_was_matched() -> None:
    text, source = "They launch off a phone.", "他们推出手机。"
    entry = Entry("launch off", "推出", name="n", suggestion="launch", severity=Severity.ERROR)
    (found,) = find(text, entry, source=source)
    assert found.message == "n: the source has “推出”, so write “launch” instead of “launch off”."
    assert (found.severity, [offer.text for offer in found.suggestions]) == (Severity.ERROR, ["launch"])
    assert found.source_span is not None
    assert (found.source_text, found.source_text[slice(*found.source_span)]) == (source, "推出")
    (found,) = find(text, Entry("issue", "推出", must_occur=True), source=source)
    assert found.message == "推出 → issue: the source has “推出”, but the translation does not say “issue”."
    told = Entry("l[a-z]+h", "推.", regex=True, name="n", message="{target} for {source}? {target}!")
    assert [one.message for one in find(text, told, source=source)] == ["n: launch for 推出? launch!"]
    odd = find("They {source} it.", Entry("{source}", name="n", message="not {target}"))
    assert [one.message for one in odd] == ["n: not {source}"]


SOURCE = "港口五月开放。关键矿产受管制。渔民担心今年的收成。"
MUST = Entry("critical mineral", "关键矿产", must_occur=True, name="minerals")


def test_what_must_occur_may_have_moved_but_is_not_lent_by_a_sentence_that_needs_it() -> None:
    moved = "The port, for critical minerals, opens in May. They are under control. Fishermen worry about the catch."
    assert spans(moved, MUST, source=SOURCE) == []
    lacking = "The port opens in May. Ores are under control. Fishermen worry about the catch."
    assert spans(lacking, MUST, source=SOURCE) == ["Ores are under control."]
    twice = "关键矿产五月开放。关键矿产受管制。渔民担心今年的收成。"
    once = "Critical minerals open in May. Ores are under control. Fishermen worry about the catch."
    assert spans(once, MUST, source=twice) == ["Ores are under control."]


def test_entries_without_their_source_are_counted() -> None:
    write("aligncheck.toml", 'checklist = "checks.csv"\nselect = ["checklist"]\n')
    write("checks.csv", "source,target,must\n关键矿产,critical mineral,occur\n,utilise,not occur\n")
    write("a.en.txt", "Ores are under control.\n")
    write("b.en.txt", "Ores are under control. They utilise them.\n")
    write("b.zh.txt", "关键矿产受管制。他们使用它。\n")
    result = run(".", "--output-format", "json")
    document = json.loads(result.stdout)
    assert [(one["path"], one["message"]) for one in document["findings"]] == [
        (
            "b.en.txt",
            "关键矿产 → critical mineral: the source has “关键矿产”, but the translation does not say "
            "“critical mineral”.",
        ),
        ("b.en.txt", "utilise: do not write “utilise”."),
    ]
    assert document["summary"]["unchecked_entries"] == 1
    assert run("a.en.txt").stdout == (
        "No findings in 1 document (4 words), not compared with a source. No source for\n"
        "a.en.txt. 1 check of the checklist not made: without a source. Settings from\n"
        "aligncheck.toml.\n"
    )


def test_a_finding_is_named_by_its_entry_and_can_be_allowed() -> None:
    write("aligncheck.toml", '[[checklist]]\nname = "one"\ntarget = "utilise"\nmust = "not occur"\n')
    write("a.txt", "They utilise it.\n")

    def fingerprint() -> str:
        (found,) = json.loads(run("a.txt", "--output-format", "json").stdout)["findings"]
        assert found["rule"] == "checklist"
        return str(found["fingerprint"])

    first = fingerprint()
    write("aligncheck.toml", Path("aligncheck.toml").read_text("utf-8") + 'message = "no"\nseverity = "error"\n')
    assert fingerprint() == first
    write("aligncheck.toml", '[[checklist]]\nname = "two"\ntarget = "utilise"\n')
    assert fingerprint() != first
    write("aligncheck.toml", '[[checklist]]\ntarget = "utilise"\n[[allow]]\nrules = ["checklist"]\ntext = "utilise"\n')
    assert run("a.txt").stdout.startswith("No findings in 1 document (3 words), not compared with a source.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_as_a_spreadsheet_writes_it(encoding: str, delimiter: str) -> None:
    rows = [
        "Name|Source|Target|Must|Message|Severity|Suggestion|Regex|Match case|Whole_Words",
        '矿产|关键矿产|critical mineral|occur|"say ""{source}"""|error|critical minerals|||',
        "|推.|launch (off|out)|not occur||||yes|no|x".replace("(off|out)", "(off/out)"),
    ]
    text = "\r\n".join(row.replace("|", delimiter).replace("/", "|") for row in rows) + "\r\n"
    write("checks.csv", text, encoding)
    write("aligncheck.toml", 'checklist = ["checks.csv"]')
    assert load_config(Path("aligncheck.toml")).checklist == (
        Entry("critical mineral", "关键矿产", True, "矿产", 'say "{source}"', Severity.ERROR, "critical minerals"),
        Entry("launch (off|out)", "推.", regex=True, whole_words=True),
    )


def test_tables_and_files_go_together() -> None:
    write("shared/checks.csv", "target\nutilise\n")
    write(
        "aligncheck.toml", '[[checklist]]\nfile = "shared/checks.csv"\n[[checklist]]\ntarget = "x"\nmatch-case = true'
    )
    assert load_config(Path("aligncheck.toml")).checklist == (Entry("utilise"), Entry("x", match_case=True))


def test_a_checklist_beside_the_texts_is_no_text() -> None:
    write("checks.tsv", "target\tmust\nutilise\tnot occur\n")
    write("aligncheck.toml", 'checklist = "checks.tsv"')
    write("a.txt", "They use it.\n")
    assert json.loads(run(".", "--output-format", "json").stdout)["skipped"] == [
        {"path": "checks.tsv", "reason": "checklist", "failed": False, "units": 0}
    ]


WRONG_PATTERNS = [
    (
        "[[checklist]]\nname = 'n'\ntarget = '(x'\nregex = true",
        "checklist: entry 1 of 1: n: target: '(x' is not a regular expression (…): mend it, or take out "
        "`regex` to search for the text as it is",
    ),
    (
        "[[checklist]]\ntarget = '(?<=a)x'\nregex = true",
        "checklist: entry 1 of 1: (?<=a)x: target: '(?<=a)x' is not supported (…): "
        "(?=...), (?!...), (?<...) and \\1 could take for ever; write it without them, or as two entries",
    ),
    (
        "[[checklist]]\ntarget = 'x*'\nregex = true",
        "checklist: entry 1 of 1: x*: target: 'x*' matches nothing at all (an empty text): make it match something",
    ),
    (
        "[[checklist]]\ntarget = ' '",
        "checklist: entry 1 of 1:  : target: holds nothing but spaces: write what is to be found",
    ),
    (
        "[[checklist]]\nname = 'n'\ntarget = 'US$100'\nregex = true",
        r"checklist: entry 1 of 1: n: target: 'US$100' can never match: a sentence ends at $, so that nothing can come "
        r"after it: take out $, or write \$ for the sign itself",
    ),
    (
        "[[checklist]]\ntarget = 'x'\n[[checklist]]\nname = 'n'\nsource = '矿^'\ntarget = 'x'\nmust = 'occur'\n"
        "regex = true",
        r"checklist: entry 2 of 2: n: source: '矿^' can never match: a sentence begins at ^, so that nothing can come "
        r"before it: take out ^, or write \^ for the character",
    ),
    (
        "checklist = 'no.csv'",
        "checklist: no.csv: No such file or directory: give the path of a file that can be read, relative to the "
        "configuration",
    ),
]


@on_each(WRONG_CHECKLISTS + WRONG_PATTERNS)
def test_mistake_in_the_configuration_is_named(text: str, message: str) -> None:
    write("aligncheck.toml", text)
    with pytest.raises(ConfigError) as error:
        load_config(Path("aligncheck.toml"))
    head, _, tail = f"aligncheck.toml: {message}".partition("…")  # what RE2 says is its own business
    assert str(error.value).startswith(head)
    assert str(error.value).endswith(tail)
    assert tail or str(error.value) == head


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "checks.csv:1: has no column “target”"),
        ("target,mst\nx,occur\n", "checks.csv:1: unknown column 'mst': did you mean 'must'?"),
        ("target,must\n\nx,occurs\n", 'checks.csv:3: must: must be "occur" or "not occur"'),
        ("target,regex\nx,maybe\n", "checks.csv:2: regex: must be yes or no"),
        (
            "target,must\nx,not occur\nsay, well,not occur\n",
            "checks.csv:3: more cells than titles: put quotation marks",
        ),
        ("target,regex\nx,\n[,yes\n", "checks.csv:3: [: target: '[' is not a regular expression ("),
        (
            'target,regex\n"x\n y",\n"x\n y",yes\n',
            r"checks.csv:4: x\n y: target: 'x\n y' can never match: tabs, line breaks and wide or fixed spaces",
        ),
    ],
)
def test_mistake_in_a_csv_is_named_with_its_line_and_nothing_is_checked(text: str, message: str) -> None:
    write("checks.csv", text)
    write("aligncheck.toml", 'checklist = "checks.csv"')
    write("a.txt", "x\n")
    result = run("a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"aligncheck: {Path.cwd()}/{message}")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_a_pattern_that_would_run_away_takes_linear_time() -> None:
    """Processor time: with a backtracking engine this takes longer than the universe is old."""
    pattern = Pattern("(a+)+$", regex=True)
    start = time.process_time()
    assert list(pattern.find("a" * 50_000 + "b")) == []
    assert time.process_time() - start < 60


def test_places_in_one_sentence_are_bounded() -> None:
    assert list(Pattern("a").find("a" * 1000)) == [Span(place, place + 1) for place in range(100)]
    assert list(Pattern("a", regex=True).find("a" * 1000)) == list(Pattern("a").find("a" * 1000))


TEXTS = strategies.text("aAbB Ii \n关键矿产.", max_size=30)


@given(TEXTS, TEXTS.filter(str.strip), strategies.booleans(), strategies.booleans())
def test_plain_text_is_found_where_a_slow_search_finds_it(text: str, wanted: str, case: bool, whole: bool) -> None:
    sentence = normalize_sentence(text)
    pattern = Pattern(wanted, match_case=case, whole_words=whole)
    found = list(pattern.find(sentence))
    assert found == list(search_slowly(sentence, wanted, case, whole))
    assert pattern.may_stand_in(sentence.lower()) or not found
    quoted = Pattern(r"\s+".join(map(re.escape, wanted.split())), regex=True, match_case=case, whole_words=whole)
    assert list(quoted.find(sentence)) == found


def search_slowly(text: str, wanted: str, case: bool, whole: bool) -> Iterator[Span]:
    """The places of a text in another one, from left to right, without those that overlap the one before."""
    place = 0
    while place < len(text):
        end = find_end(text, place, wanted.split(), case)
        if end is None:
            place += 1
            continue
        inside = any(
            0 < edge < len(text) and all(char.isascii() and char.isalpha() for char in text[edge - 1 : edge + 1])
            for edge in (place, end)
        )
        if not (whole and inside):
            yield Span(place, end)
        place = end


def find_end(text: str, place: int, words: list[str], case: bool) -> int | None:
    for index, word in enumerate(words):
        if index:
            start, place = place, place + len(text[place:]) - len(text[place:].lstrip())
            if start == place:
                return None
        piece = text[place : place + len(word)]
        if piece != word and (case or piece.lower() != word.lower()):
            return None
        place += len(word)
    return place


def test_half_a_character_breaks_no_regular_expression() -> None:
    assert list(Pattern("x", regex=True).find(normalize_sentence("\ud800\nx y"))) == [Span(2, 3)]


def test_checklists_without_entries_find_nothing() -> None:
    assert find("They utilise it.") == []
    assert list(Checklist().of_pairs) == list(Checklist().of_targets) == []


def test_a_suggestion_takes_the_place_of_what_must_not_stand_there() -> None:
    (found,) = find("They utilise it.", Entry("utilise", suggestion="use"))
    assert found.fix == Fix(False, (Edit(5, 12, "use"),))
    (found,) = find("The Party agrees.", Entry("Party", suggestion="Communist Party"))
    assert (found.fix, len(found.suggestions)) == (None, 1)
    (found,) = find(
        "They use it.", Entry("launch", "推出", must_occur=True, suggestion="launch"), source="他们推出手机。"
    )
    assert (found.fix, len(found.suggestions)) == (None, 1)
