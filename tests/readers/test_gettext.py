"""PO: messages, forms, drafts, languages and places, compared with polib; and files that are refused in one line."""

import json
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from operations import count_lines, find_superlinear
from rows import leave_to_full

from align import check_text
from align.cli import main
from align.commands.check import check_file
from align.config.settings import Settings
from align.errors import ReadError
from align.inputs.tasks import Task
from align.model import Bitext, Document, Severity
from align.readers import OtherContentError, ReadOptions, read
from align.readers.gettext import holds_keys

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n\n'
CATALOGUE = (
    HEADER.format("en_GB")
    + r"""#. a comment
#: main.c:12
#| msgid "旧的"
msgctxt "menu"
msgid "打开 %s"
msgstr "Open 摆脱"

#, fuzzy, c-format
msgid "港口于2019年开放。"
msgstr ""
"The port \"opened\" "
"in 2018."

msgid "%d个文件"
msgid_plural "%d个文件们"
msgstr[0] "One file"
msgstr[1] "files"

msgid "关闭"
msgstr ""

#, fuzzy
#~ msgid "旧"
#~ msgstr "摆脱"

msgid "%(name)s来了。"
msgstr "%(nom)s came."
"""
)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def read_bitext(text: str, source: str = "zh", target: str = "en") -> Bitext:
    (bitext,) = read("a.po", text.encode("utf-8", "surrogatepass"), ReadOptions(target, None, source))
    assert isinstance(bitext, Bitext)
    return bitext


def list_units(bitext: Bitext) -> list[tuple[str, str]]:
    return [(bitext.source.text[slice(*unit.source)], bitext.target.text[slice(*unit.target)]) for unit in bitext.units]


def find_faults(name: str, data: bytes) -> list[tuple[str, str, str, int, int, Severity]]:
    """Each finding: rule, unit, what is marked, line and column, severity."""
    result = check_file(Task(name), data=data)
    assert not [entry for entry in result.skipped if entry.failed]
    return [
        (
            one.finding.rule,
            one.start.segment or "",
            one.text,
            one.start.line or 0,
            one.start.column,
            one.finding.severity,
        )
        for one in result.diagnostics
    ]


FAULTS = [
    ("placeholder-mismatch", "menu|打开 %s", "Open 摆脱", 11, 9, Severity.ERROR),
    ("residual-source", "menu|打开 %s", "摆脱", 11, 14, Severity.ERROR),
    ("date-mismatch", "港口于2019年开放。", "2018", 17, 5, Severity.INFO),
    ("placeholder-mismatch", "%d个文件[1]", "files", 22, 12, Severity.ERROR),
    ("empty-target", "关闭", "", 25, 9, Severity.INFO),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_fault_at_its_place(encoding: str, end: str) -> None:
    text = CATALOGUE.replace("UTF-8", "GB2312" if encoding == "gb18030" else "UTF-8").replace("\n", end)
    found = find_faults("a.po", text.encode(encoding))
    assert found[:5] == FAULTS
    assert [(one[0], one[2], one[3], one[4]) for one in found[5:]] == [
        ("placeholder-mismatch", "%(nom)s", 32, 9),
        ("placeholder-mismatch", "%(nom)s came.", 32, 9),
    ]


def test_units() -> None:
    assert list_units(read_bitext(CATALOGUE)) == [
        ("打开 %s", "Open 摆脱"),
        ("港口于2019年开放。", 'The port "opened" in 2018.'),
        ("", "One file"),
        ("%d个文件们", "files"),
        ("关闭", ""),
        ("%(name)s来了。", "%(nom)s came."),
    ]
    assert [unit.is_draft for unit in read_bitext(CATALOGUE).units] == [False, True, False, False, False, False]


def test_a_severity_of_the_configuration_does_not_raise_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.po").write_text('#, fuzzy\nmsgid "好"\nmsgstr "A 摆脱"\n\nmsgid "好"\nmsgstr "B 摆脱"\n', "utf-8")
    Path("aligncheck.toml").write_text('[severity]\nresidual-source = "warning"\n', "utf-8")
    code, stdout, _ = run("check", "a.po", "--output-format", "concise", "--min-severity", "info")
    assert (code, [line.split(":")[1] for line in stdout.splitlines() if "residual" in line]) == (1, ["3", "6"])
    assert "a.po:3:11 (好): info residual-source" in stdout


def test_ids_in_another_language_are_no_source() -> None:
    text = HEADER.format("en") + 'msgid "colour"\nmsgstr "The the color"\n\nmsgid "open"\nmsgstr ""\n'
    bitext = read_bitext(text)
    assert list_units(bitext) == [("", "The the color"), ("open", "")]
    assert [unit.is_pending for unit in bitext.units] == [False, True]
    assert [one[:3] for one in find_faults("a.po", text.encode())] == [
        ("doubled-word", "colour", "The the"),
        ("empty-target", "open", ""),
    ]


def test_english_ids_with_chinese_translations_can_be_checked_too() -> None:
    text = HEADER.format("zh_CN") + 'msgid "Open"\nmsgstr "打开"\n'
    assert list_units(read_bitext(text, "en", "zh")) == [("Open", "打开")]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.pot", CATALOGUE, "template, holds no translations"),
        ("a.po", HEADER.format("pt_BR") + 'msgid "打开"\nmsgstr "Abrir"\n', "language pt-BR"),
        ("a.po", HEADER.format("zh_CN") + 'msgid "Open"\nmsgstr "打开"\n', "language zh-CN"),
        ("a.po", 'msgid "Open"\nmsgstr "打开"\n', "language zh"),
    ],
)
def test_what_is_in_other_languages_is_skipped(
    name: str, text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(text, "utf-8")
    with pytest.raises(OtherContentError) as caught:
        read(name, text.encode(), ReadOptions())
    assert str(caught.value) == message
    Path("b.txt").write_text("Good.\n", "utf-8")
    code, stdout, stderr = run("check", ".")
    assert (code, stderr) == (0, "")
    assert f"Skipped 1 file: {message} (1)." in " ".join(stdout.split())
    code, _, stderr = run("check", name)
    assert (code, stderr.count("\n")) == (2, 1)
    assert message in stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there is no message in it: give a PO file"),
        ("# a comment\n", "there is no message in it: give a PO file"),
        ("Hello.\n", "line 1: neither a comment, a keyword (msgid, msgstr) nor a string in quotation marks"),
        ('msgid "a\nmsgstr "b"\n', "line 1: a string is not closed: escape quotation marks in it with a backslash"),
        ('msgid "a" b"\n', "line 1: a string is not closed: escape quotation marks in it with a backslash"),
        ('msgid "a\\"\n', "line 1: a string is not closed: escape quotation marks in it with a backslash"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', "line 3: the message before this line lacks its msgid or its msgstr"),
        ('msgstr "a"\n', "line 2: the message before this line lacks its msgid or its msgstr"),
        (
            'msgid "a"\nmsgstr "b"\nmsgstr "c"\n',
            "line 3: a second msgstr in one message: give each message its own msgid",
        ),
        ('"a"\n', "line 1: neither a comment, a keyword (msgid, msgstr) nor a string in quotation marks"),
    ],
)
def test_what_is_refused(text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReadError) as caught:
        read_bitext(text)
    assert str(caught.value) == message
    Path("a.po").write_text(text, "utf-8")
    assert run("check", "a.po") == (2, "", f"aligncheck: a.po: {message}\n")


def test_a_fix_is_escaped_and_goes_over_the_strings_of_several_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = 'msgid "矿山"\r\nmsgstr ""\r\n"He said “the "\r\n"the mine\\", is open，\\n"\r\n'
    Path("a.po").write_bytes(text.encode())
    run("check", "--fix", "a.po", "--select", "cjk-punctuation", "--select", "doubled-word")
    assert Path("a.po").read_bytes().decode() == text.replace("，", ",").replace('the "\r\n"the ', 'the"\r\n" ')


def check_origins(document: Document, text: str) -> None:
    """Each stretch as long as its origin is the file's own text there; all stretches make the text."""
    covered = 0
    for span, line, column, _, origin in document.stretches or ():
        assert document.text[covered : span.start] in ("", "\n")
        covered = span.end
        assert line
        if origin and origin.end - origin.start == span.end - span.start:
            assert document.text[slice(*span)] == text[origin.start : origin.end]
            before = text[: origin.start].replace("\r\n", "\n").split("\n")
            assert (line, column) == (len(before), len(before[-1]) + 1)
    assert covered == len(document.text)


STRINGS = st.text(st.sampled_from('ab 词"\\\n\t{}%#~'), max_size=12)
MESSAGES = st.lists(st.tuples(STRINGS, STRINGS.filter(bool), STRINGS, st.booleans()), max_size=6)


@given(MESSAGES, st.integers(4, 30))
def test_what_polib_writes_is_read_as_it_reads_it(messages: list[tuple[str, str, str, bool]], width: int) -> None:
    polib = pytest.importorskip("polib")
    catalogue = polib.POFile(wrapwidth=width)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
    known = set[tuple[str, str]]()
    for context, source, target, is_fuzzy in messages:
        if (context, source) not in known:
            known.add((context, source))
            flags = ["fuzzy"] * is_fuzzy
            catalogue.append(polib.POEntry(msgctxt=context or None, msgid=source, msgstr=target, flags=flags))
    text = str(catalogue)
    try:
        bitext = read_bitext(text)
    except OtherContentError:
        return
    for document in (bitext.source, bitext.target):
        check_origins(document, text)
    edges = " \t\n\r\f"
    theirs = [
        (entry.msgstr.strip(edges), bool(entry.msgstr.strip()) and entry.fuzzy)
        for entry in polib.pofile(text)
        if entry.msgid.strip() or entry.msgstr.strip()
    ]
    texts = [text for _, text in list_units(bitext)]
    ours = list(zip(texts, [unit.is_draft for unit in bitext.units], strict=True))
    assert [one for one in ours if one[0]] == [one for one in theirs if one[0]]


@pytest.mark.parametrize("piece", ['"\\n" ', *leave_to_full(['"a"\n', "# a\n", '\nmsgid "a"\nmsgstr "b"\n', '"" '])])
def test_linear_work(piece: str) -> None:
    def read_many(count: int) -> None:
        read("a.po", ('msgid "a"\nmsgstr "b"\n' + piece * count).encode(), ReadOptions())

    few, many = count_lines(partial(read_many, 1000)), count_lines(partial(read_many, 4000))
    assert find_superlinear(few, many, 5, 32_000) == {}


def test_texts_of_programs_may_speak_of_buttons_and_rights() -> None:
    said = "Swipe left to see more. Please indicate the source when reprinting."
    catalogue = f'msgid "好"\nmsgstr "{said} (Reporter Wang Min)"\n'.encode()
    rules = ["platform-notice", "source-notice", "byline-leak"]
    assert [
        one.finding.rule for one in check_file(Task("a.txt"), data=f"{said} (Reporter Wang Min)".encode()).diagnostics
    ] == rules
    assert find_faults("a.po", catalogue) == []


def test_the_forms_of_a_plural_are_not_two_renderings_of_one_source() -> None:
    message = 'msgid "您有%d封未读的邮件"\nmsgid_plural "您有%d封未读的邮件"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n\n'
    text = HEADER.format("en") + message.format("You have %d unread message", "You have %d unread messages")
    again = 'msgctxt "b"\n' + message.format("%d unread message", "%d unread messages")
    found = [[one.finding.rule for one in check_text(one, path="a.po").diagnostics] for one in (text, text + again)]
    assert found == [[], ["inconsistent-target"]]


def test_one_form_for_all_numbers_is_compared_with_the_plural() -> None:
    text = HEADER.format("zh") + 'msgid "One file."\nmsgid_plural "%d files."\nmsgstr[0] "3 个文件。"\n'
    assert list_units(read_bitext(text, "en", "zh")) == [("%d files.", "3 个文件。")]
    settings = Settings(source_lang="en", target_lang="zh")
    found = check_text(text, settings, path="zh.po").diagnostics
    assert [one.finding.rule for one in found] == ["placeholder-mismatch"]


KEYED = {
    "zh": r"""
msgid "menu.open"
msgstr "打开 %name 的文件，共%arg2页"

msgctxt "menu"
msgid "ERR_1"
msgstr "请等 5 分钟，已完成 50%。"

msgid "file.count"
msgid_plural "file.counts"
msgstr[0] "%d 个文件"

msgid "menu.exit"
msgstr "退出"
""",
    "en": r"""
msgid "menu.exit"
msgstr ""

msgid "menu.open"
msgstr "Open the file of %nom, %arg2 pages"

msgctxt "menu"
msgid "ERR_1"
msgstr "Wait for 15 minutes; 50 %of it is done."

msgid "file.count"
msgid_plural "file.counts"
msgstr[0] "One file"
msgstr[1] "Files"
""",
}


@pytest.mark.parametrize(
    ("source", "target", "arguments"),
    [
        ("zh.po", "en.po", ["."]),
        ("zh.po", "en.po", ["en.po"]),
        ("po/zh_CN.po", "po/en_US.po", ["po"]),
        ("x.zh.po", "x.en.po", ["."]),
        ("locale/zh/LC_MESSAGES/x.po", "locale/en/LC_MESSAGES/x.po", ["locale"]),
        ("locale/zh/LC_MESSAGES/x.po", "locale/en/LC_MESSAGES/x.po", ["locale/en/LC_MESSAGES/x.po"]),
        ("a/old.po", "b/new.po", ["b/new.po", "--source", "a/old.po"]),
        ("a/x.po", "b/x.po", ["b", "--source", "a"]),
        ("zh.Po", "en.Po", ["."]),
        ("x.zh.txt", "x.en.txt", ["x.en.txt", "--input-format", "po"]),
    ],
)
def test_catalogues_of_keys_are_compared_key_by_key(
    source: str, target: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path, language in (source, "zh"), (target, "en"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(HEADER.format(language) + KEYED[language], encoding="utf-8")
    code, stdout, stderr = run("check", *arguments, "--output-format", "jsonl", "--min-severity", "info")
    found = [json.loads(line) for line in stdout.splitlines()]
    assert (code, stderr) == (1, "")
    assert sorted((one["rule"], one["segment"], one["message"]) for one in found) == [
        ("empty-target", "menu.exit", "“退出” has no translation: translate it."),
        ("placeholder-mismatch", "file.count.other", "The source contains “%d”; the translation leaves it out."),
        ("placeholder-mismatch", "menu.open", "The source contains “%name”; the translation leaves it out."),
        (
            "placeholder-mismatch",
            "menu.open",
            "The source does not contain “%nom”, so the program has no value for it.",
        ),
        (
            "unit-mismatch",
            "menu|ERR_1",
            "The source says “5 分钟” (5 minutes); the translation says “15 minutes”. Correct one of them.",
        ),
    ]


def test_a_catalogue_of_keys_without_a_source_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("en.po").write_text(HEADER.format("en") + KEYED["en"], encoding="utf-8")
    assert "No source for en.po." in run("check", ".")[1]
    Path("a").mkdir()
    code, _, stderr = run("check", "en.po", "--source", "a")
    reason = "looked in a for one file named en.po, whatever its language tag and suffix"
    assert (code, stderr) == (2, f"aligncheck: en.po: checked without a source: {reason}\n")


def test_each_catalogue_of_keys_has_its_own_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, source, target in ("first", "zh", "en"), ("second", "en", "zh"):
        folder = Path(name)
        folder.mkdir()
        settings = f'source-lang = "{source}"\ntarget-lang = "{target}"\n'
        (folder / "aligncheck.toml").write_text(settings, encoding="utf-8")
        (folder / "zh.po").write_text('msgid "a.b"\nmsgstr "请等 5 分钟。"\n', encoding="utf-8")
        (folder / "en.po").write_text('msgid "a.b"\nmsgstr "Wait for 15 minutes."\n', encoding="utf-8")
    found = [json.loads(line) for line in run("check", ".", "--output-format", "jsonl")[1].splitlines()]
    assert [(one["path"], one["rule"]) for one in found] == [
        ("first/en.po", "unit-mismatch"),
        ("second/zh.po", "unit-mismatch"),
    ]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["menu.open", "menu.close", "title"], True),
        (["ERR_1", "ERR_2"], True),
        (["openFile", "closeFile", "help"], True),
        (["#log", "$voice1", ":skill", "~death"], True),
        (["Open", "Close", "Save"], False),
        (["Open the file", "Wi-Fi", "v2"], False),
        (["打开", "关闭"], False),
        ([], False),
    ],
)
def test_ids_that_are_keys(ids: list[str], expected: bool) -> None:
    text = HEADER.format("en") + "".join(f'msgid "{one}"\nmsgstr ""\n\n' for one in ids)
    assert holds_keys(text.encode()) is expected


def test_the_first_ids_show_what_all_are() -> None:
    keys = "".join(f'msgid "menu.entry{number}"\nmsgstr ""\n\n' for number in range(300))
    assert holds_keys((keys + 'msgid "打开"\nmsgstr ""\n\nthis line is not read\n').encode())


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ({"save": "Save the file", "slash": "Strike", "exit": "Leave", "open": "Open"}, True),
        ({"Save": "Save", "Strike": "Strike", "Exit": "Exit", "Open": "Open file"}, False),
        ({"Save": "保存", "Strike": "杀", "Exit": "退出", "Open": "打开"}, False),
    ],
)
def test_words_are_keys_where_english_has_others_for_them(messages: dict[str, str], expected: bool) -> None:
    text = "".join(f'msgid "{key}"\nmsgstr "{text}"\n\n' for key, text in messages.items())
    assert holds_keys(text.encode()) is expected


def test_fuzzy_messages_of_a_catalogue_of_keys_give_infos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("zh.po").write_text('msgid "a.b"\nmsgstr "请等 5 分钟。"\n', encoding="utf-8")
    Path("en.po").write_text('#, fuzzy\nmsgid "a.b"\nmsgstr "Wait for 15 minutes."\n', encoding="utf-8")
    found = [json.loads(line) for line in run("check", ".", "--output-format", "jsonl")[1].splitlines()]
    assert [(one["rule"], one["severity"]) for one in found] == [("unit-mismatch", "info")]
