"""Files of texts with keys, one language each: places, pairs by key, fixes; and files that are refused in one line."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from operations import count_lines, find_superlinear
from rows import leave_to_full

from align.cli import main
from align.commands.check import check_file
from align.errors import ReadError
from align.inputs.tasks import Task
from align.model import Bitext, Document
from align.readers import OtherContentError, ReadOptions, read
from align.readers.resources import File, read_pair

EDGES = " \t\n\r\f"

JSON_ZH = (
    '{"menu": {"open": "打开 {name}", "close": "关闭"}, "days": ["星期一", "星期二"], "port": "港口于2019年开放。"}'
)
JSON_EN = """{
  "menu": {"open": "Open 摆脱"}, "n": 3, "none": null,
  "days": ["Monday", "Tues\\tday 摆脱"],
  "port": "The \\"port\\" opened\\nin 2018."
}
"""
YAML_ZH = 'zh-CN:\n  hello: 你好，%{name}\n  port: "港口于2019年开放。"\n  long: 很长的文字。\n'
YAML_EN = """# a comment
en:
  hello: 'It''s 摆脱, %{name}'
  port: "The \\"port\\" opened in 2018."
  long: >
    Here is is a long
    text 摆脱.
"""
ANDROID_ZH = """<resources>
  <string name="app" translatable="false">应用</string>
  <string name="open">打开 <b>%1$s</b> <i>现在</i></string>
  <plurals name="files"><item quantity="other">%d个文件</item></plurals>
  <string-array name="days"><item>星期一</item></string-array>
</resources>
"""
ANDROID_EN = """<?xml version="1.0" encoding="utf-8"?>
<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">
  <string name="open">Open <b><xliff:g id="n" example="摆脱">%1$s</xliff:g></b>
      摆<i>脱</i> it\\'s &amp; “now”</string>
  <plurals name="files"><item quantity="one">One file</item><item quantity="other">Files</item></plurals>
  <string-array name="days"><item>Monday 摆脱</item></string-array>
  <color name="c">摆脱</color>
</resources>
"""
APPLE_ZH = '/* 打开 */\n"open" = "打开 %@";\n"close" = "关闭";\n'
APPLE_EN = '// 摆脱\n"open" = "Open \\"摆脱\\"";\n"close"\n  =\n  "Close 摆脱" ;\n'
JAVA_ZH = "open=\\u6253\\u5f00 {0}\nport = 港口于2019年\\\n   开放。\n"
JAVA_EN = "! 摆脱\nopen: Open \\u6446\\u8131\n  port = The port \\\n   opened in 2018.\n"

CASES = [
    (
        "locales/zh-CN/app.json",
        JSON_ZH,
        "locales/en/app.json",
        JSON_EN,
        [
            ("placeholder-mismatch", "menu.open", 2, 21),
            ("residual-source", "menu.open", 2, 26),
            ("residual-source", "days.1", 3, 33),
            ("date-mismatch", "port", 4, 36),
            ("empty-target", "menu.close", 5, 2),
        ],
    ),
    (
        "config/zh-CN.yml",
        YAML_ZH,
        "config/en.yml",
        YAML_EN,
        [
            ("residual-source", "hello", 3, 17),
            ("date-mismatch", "port", 4, 33),
            ("doubled-word", "long", 6, 10),
            ("residual-source", "long", 7, 10),
        ],
    ),
    (
        "res/values/strings.xml",
        ANDROID_ZH,
        "res/values-en/strings.xml",
        ANDROID_EN,
        [
            ("residual-source", "open", 4, 7),
            ("placeholder-mismatch", "files/other", 5, 84),
            ("residual-source", "days/0", 6, 42),
        ],
    ),
    (
        "zh-Hans.lproj/Localizable.strings",
        APPLE_ZH,
        "en.lproj/Localizable.strings",
        APPLE_EN,
        [
            ("placeholder-mismatch", "open", 2, 11),
            ("residual-source", "open", 2, 18),
            ("residual-source", "close", 5, 10),
        ],
    ),
    (
        "messages_zh_CN.properties",
        JAVA_ZH,
        "messages_en.properties",
        JAVA_EN,
        [
            ("placeholder-mismatch", "open", 2, 7),
            ("residual-source", "open", 2, 12),
            ("date-mismatch", "port", 4, 14),
        ],
    ),
    ("app_zh.arb", '{"@@locale": "zh", "a": "打开"}', "app_en.arb",
     '{"@@locale": "en", "a": "Open 摆脱", "@a": {"description": "摆脱"}}', [("residual-source", "a", 1, 31)]),
    ("_locales/zh_CN/messages.json", '{"a": {"message": "打开", "description": "说明"}}', "_locales/en/messages.json",
     '{"a": {"message": "Open 摆脱", "description": "说明"}}', [("residual-source", "a.message", 1, 25)]),
]  # fmt: skip


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str | bytes) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode() if isinstance(text, str) else text)


def list_findings(*arguments: str) -> list[tuple[str, str, str, int, int]]:
    """What is found: path, rule, key, line, column."""
    _, stdout, stderr = run("check", *arguments, "--output-format", "jsonl", "--min-severity", "info")
    assert stderr == ""
    found = map(json.loads, stdout.splitlines())
    return [(one["path"], one["rule"], one["segment"], one["line"], one["column"]) for one in found]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("source", "theirs", "target", "ours", "faults"), CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_fault_at_its_place(
    source: str, theirs: str, target: str, ours: str, faults: list[tuple[str, str, int, int]], end: str
) -> None:
    write(source, theirs.replace("\n", end))
    write(target, ours.replace("\n", end))
    write("package.json", '{"description": "摆脱"}')
    write("settings.yaml", "a: 摆脱")
    expected = [(target, *fault) for fault in faults]
    assert sorted(list_findings(".")) == sorted(expected)
    assert sorted(list_findings(target)) == sorted(expected)


@pytest.mark.parametrize("name", ["i18n/{}/code.json", "i18n/{}/docusaurus-theme-classic/a.json", "_locales/{}/a.json"])
def test_descriptions_are_not_read_wherever_the_run_starts(
    name: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(name.format("zh"), '{"a": {"message": "打开", "description": "说明"}}')
    write(name.format("en"), '{"a": {"message": "Open 摆脱", "description": "The the note"}}')
    place = ("residual-source", "a.message", 1, 25)
    for folder in (here, (here / name.format("en")).parent):
        monkeypatch.chdir(folder)
        path = os.path.relpath(here / name.format("en"))
        assert list_findings(path) == list_findings(path, "--input-format", "json") == [(path, *place)]


def test_a_default_in_the_target_language_is_compared(here: Path) -> None:
    write("res/values/strings.xml", '<resources><string name="a">Open 摆脱</string></resources>')
    write("res/values-zh-rCN/strings.xml", '<resources><string name="a">打开 %s</string></resources>')
    write("app.json", '{"a": "Open 摆脱"}')
    write("app.zh.json", '{"a": "打开 %s"}')
    write("m.properties", "a=打开 %s")
    write("m_en.properties", "a=Open 摆脱")
    assert [(path, rule) for path, rule, *_ in list_findings(".")] == [
        (path, rule)
        for path in ("app.json", "m_en.properties", "res/values/strings.xml")
        for rule in ("placeholder-mismatch", "residual-source")
    ]
    for named in ("res/values/strings.xml", "res/values"):
        assert [rule for _, rule, *_ in list_findings(named)] == ["placeholder-mismatch", "residual-source"]


@pytest.mark.usefixtures("here")
def test_what_names_no_language_is_left_alone_in_a_folder_and_told_where_it_is_named() -> None:
    write("data.json", '{"a": "Open 摆脱"}')
    write("a.txt", "Good.\n")
    code, stdout, stderr = run("check", ".")
    assert (code, stderr) == (0, "")
    assert "Skipped 1 file: no language in its path (data.json)." in " ".join(stdout.split())
    code, stdout, stderr = run("check", "data.json")
    advice = "call it data.en.json, put it into a folder en, or name a --source"
    assert (code, stdout, stderr) == (2, "", f"aligncheck: data.json: its path names no language: {advice}\n")
    assert run("check", "data.json", "--force-exclude", "--allow-empty")[0] == 0
    write("source.json", '{"a": "打开 %s"}')
    assert [one[1] for one in list_findings("data.json", "--source", "source.json")] == [
        "placeholder-mismatch",
        "residual-source",
    ]


@pytest.mark.usefixtures("here")
def test_texts_with_keys_are_not_aligned_and_a_buffer_has_its_source() -> None:
    write("zh.json", '{"a": "打开 %s"}')
    write("en.json", '{"a": "Open"}')
    message = "aligncheck: zh.json: texts with keys need no alignment: check compares them key by key\n"
    assert run("align", "zh.json", "en.json") == (2, "", message)
    arguments = ["check", "-", "--stdin-filename", "en.json", "--output-format", "concise"]
    result = CliRunner().invoke(main, arguments, input='{"a":\n"Open it"}')
    assert result.stdout.startswith("en.json:2:2 (a): error placeholder-mismatch")


@pytest.mark.usefixtures("here")
def test_texts_with_keys_and_running_text_are_no_partners() -> None:
    write("a.en.txt", "They open the port.\n")
    write("a.txt", "打开%s港口。\n")
    write("a.json", '{"a": "打开"}')
    write("b.zh.txt", "打开%s港口。\n")
    write("b.json", '{"a": "They open the port."}')
    write("c.en.json", '{"a": "They open the port."}')
    write("c.zh.txt", "打开%s港口。\n")
    assert [one[:2] for one in list_findings(".")] == [("a.en.txt", "placeholder-mismatch")]
    code, _, stderr = run("check", "c.en.json", "--source", "c.zh.txt")
    reason = "is not used as a source: one file has texts with keys, the other running text; name two of a kind"
    assert (code, stderr) == (2, f"aligncheck: c.zh.txt: {reason}\n")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("en.json", "{", "line 1: not JSON (it ends too early); correct it or export it again"),
        ("en.json", '{"a": "b\n"}', "line 1: not JSON ('\"' is unexpected); correct it or export it again"),
        ("en.json", '{"a":\n"b" "c"}', "line 2: not JSON (a string is unexpected; escape quotation marks in texts with "
                                       "a backslash); correct it or export it again"),
        ("en.json", '{"a":\n"C:\\dir"}', "line 2: not JSON (a backslash before 'd' begins no escape; double it); "
                                          "correct it or export it again"),
        ("en.json", '{"a": 01}', "line 1: not JSON ('0' is unexpected); correct it or export it again"),
        ("en.json", '{"a": "b",}', "line 1: not JSON ('}' is unexpected); correct it or export it again"),
        ("en.json", '{"a": "b"} x', "line 1: not JSON ('x' follows the end of the value); correct it or export "
                                "it again"),
        ("en.json", "[" * 101, "line 1: not JSON (more than 100 objects and lists are nested); correct it or "
                               "export it again"),
        ("en.yaml", "a: [b", "line 1: not YAML (did not find expected ',' or ']'); correct it or export it again"),
        ("en.yaml", "a: " + "b" * 50 + "\x01", "not YAML (it holds what no YAML may); correct it or export it again"),
        ("en.yaml", "[" * 101, "more than 100 mappings and lists are nested: flatten it"),
        ("values-en/s.xml", "<resources>",
         "line 1: not well-formed XML (no element found); correct it or export it again"),
        ("values-en/s.xml", '<!DOCTYPE a [<!ENTITY x "lol">]><resources/>',
         "line 1: declares “x” in a DTD; take the declarations out"),
        ("en.strings", '"a" = "b"\n"c" = "d";', "line 1: “\"key\" = \"text\";” is expected: escape quotation marks in "
                                                "texts with a backslash"),
        ("en.strings", "bplist00", "a binary property list: convert it with plutil -convert strings"),
        ("a.xcstrings", "{}", "not a string catalogue: it has no “sourceLanguage”"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("here")
def test_what_is_refused(name: str, text: str, message: str) -> None:
    write(name, text)
    code, stdout, stderr = run("check", name)
    assert (code, stdout) == (2, "")
    assert stderr == f"aligncheck: {name}: {message}\n"


@pytest.mark.parametrize(
    ("name", "text"), [("en/a.json", "3"), ("en/a.json", "{}"), ("en/a.yaml", ""), ("en/a.xml", "<html/>")]
)
def test_what_holds_no_texts_is_passed_over(name: str, text: str) -> None:
    with pytest.raises(OtherContentError):
        read(name, text.encode(), ReadOptions())


@pytest.mark.usefixtures("here")
def test_a_source_that_cannot_be_read_is_told() -> None:
    write("en.json", '{"a": "b"}')
    write("zh.json", '{"a": "b"')
    code, stdout, stderr = run("check", "en.json")
    reason = "line 1: not JSON (it ends too early); correct it or export it again"
    assert (code, stdout) == (2, "")
    assert stderr == f"aligncheck: en.json: its source zh.json cannot be read: {reason}\n"


def test_aliases_of_yaml_do_not_multiply() -> None:
    levels = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 20))
    (document,) = read("en.yaml", f"a0: &a0 lol\n{levels}".encode(), ReadOptions())
    assert isinstance(document, Document)
    assert document.text == "lol"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("en.json", '{"a":  "He said \\"the the\\"，\\né \\u00e9."}', '{"a":  "He said \\"the\\",\\né \\u00e9."}'),
        ("en.yml", "en: \r\n  a: Open，then\r\n  b: 'It''s the the mine，'\r\n", None),
        ("values-en/s.xml", "<resources><string name='a'>Bob\\'s &lt;b> <b>mine</b>，yes</string></resources>", None),
        ("en.strings", '/* ， */\n"a，" = "a \\"b\\"，c";\n', '/* ， */\n"a，" = "a \\"b\\",c";\n'),
        ("a_en.properties", "# ，\na = b，c \\\n  d，\n", "# ，\na = b,c \\\n  d,\n"),
    ],
)
def test_a_fix_changes_its_characters_alone(name: str, before: str, after: str | None) -> None:
    write(name, before)
    run("check", "--fix", name, "--select", "cjk-punctuation,doubled-word")
    fixed = Path(name).read_bytes().decode()
    expected = after or before.replace("，", ",").replace("the the", "the")
    assert re.sub(", ?", ",", fixed) == re.sub(", ?", ",", expected)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("source", "theirs", "target", "ours"),
    [
        ("zh.json", '{"a": "早", "b": "猫和狗。"}', "en.json", '{"a": "", "b": "Cats，dogs and more."}'),
        ("zh.yml", "a: 早\nb: 猫和狗。\n", "en.yml", "a: ''\nb: 'Cats，dogs and more.'\n"),
        ("m_zh.properties", "a=早\nb=猫和狗。\n", "m_en.properties", "a=\nb=Cats，dogs and more.\n"),
        ("zh.strings", '"a" = "早";\n"b" = "猫和狗。";\n', "en.strings", '"a" = "";\n"b" = "Cats，dogs and more.";\n'),
        (
            "values-zh/s.xml",
            "<resources><string name='a'>早</string><string name='b'>猫和狗。</string></resources>",
            "values-en/s.xml",
            "<resources><string name='a'/><string name='b'>Cats，dogs and more.</string></resources>",
        ),
    ],
)
def test_a_fix_behind_an_empty_text_stands_in_its_place(source: str, theirs: str, target: str, ours: str) -> None:
    write(source, theirs)
    write(target, ours)
    assert run("check", "--fix", target)[2] == f"aligncheck: {target}: 1 fixed\n"
    assert Path(target).read_text(encoding="utf-8") == ours.replace("，", ", ")


CATALOGUE = """{"sourceLanguage": "zh-Hans", "strings": {
 "打开 %@": {"localizations": {"en": {"stringUnit": {"state": "translated", "value": "Open 摆脱"}}}},
 "k": {"shouldTranslate": false, "localizations": {"en": {"stringUnit": {"state": "new", "value": "摆脱"}}}},
 "关闭": {},
 "d": {"localizations": {"en": {"stringUnit": {"state": "needs_review", "value": "摆脱 2018"}},
   "zh-Hans": {"stringUnit": {"state": "translated", "value": "港口于2019年开放。"}}}},
 "%lld 个": {"localizations": {"en": {"variations": {"plural": {
   "one": {"stringUnit": {"state": "translated", "value": "One file"}},
   "other": {"stringUnit": {"state": "translated", "value": "files"}}}}}}}
}}"""


def test_string_catalogues() -> None:
    result = check_file(Task("a.xcstrings"), data=CATALOGUE.encode())
    found = [
        (one.finding.rule, one.start.segment, one.start.line, one.start.column, str(one.finding.severity))
        for one in result.diagnostics
    ]
    assert found == [
        ("placeholder-mismatch", "打开 %@", 2, 85, "error"),
        ("residual-source", "打开 %@", 2, 90, "error"),
        ("empty-target", "关闭", 4, 9, "info"),
        ("untranslated-segment", "d", 5, 83, "info"),
        ("placeholder-mismatch", "%lld 个/plural/other", 9, 62, "error"),
    ]
    assert [(entry.reason, entry.units) for entry in result.skipped] == [("not to be translated", 1)]
    with pytest.raises(ReadError, match="holds en, zh-Hans, and zh with de is checked"):
        read("a.xcstrings", CATALOGUE.encode(), ReadOptions("de"))


def check_origins(document: Document, text: str) -> None:
    """Each stretch as long as its origin is the file's own text there; all stretches make the text."""
    covered = 0
    for span, line, column, _, origin in document.stretches or ():
        assert document.text[covered : span.start] in ("", "\n")
        covered = span.end
        assert line
        if origin and origin.end - origin.start == span.end - span.start:
            held = text[origin.start : origin.end]
            assert document.text[slice(*span)] == held or (document.text[slice(*span)] == " " and held.isspace())
            before = re.split("\r\n|\n|\r", text[: origin.start])
            assert (line, column) == (len(before), len(before[-1]) + 1)
    assert covered == len(document.text)


def list_texts(value: object) -> Iterator[str]:
    """The strings in a value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from list_texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from list_texts(one)


TEXTS = st.text(st.sampled_from("ab 词\"\\'\n\t{}%𝒳:#-é>|&*"), max_size=12)
VALUES = st.recursive(
    TEXTS | st.none() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def read_texts(name: str, text: str) -> list[str]:
    try:
        (document,) = read(name, text.encode(), ReadOptions())
    except OtherContentError:
        return []
    assert isinstance(document, Document)
    check_origins(document, text)
    return [document.text[slice(*block)] for block in document.blocks]


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
@example({"a": "\ud83d", "b": "😀"}, True, None)
def test_json_is_read_as_the_standard_library_reads_it(value: object, is_ascii: bool, indent: int | None) -> None:
    text = json.dumps({"a": value}, ensure_ascii=is_ascii, indent=indent)
    decoded = [re.sub("[\ud800-\udfff]", "\ufffd", one).strip(EDGES) for one in list_texts(json.loads(text))]
    assert sorted(read_texts("en/a.json", text)) == sorted(filter(None, decoded))


@given(st.text(st.sampled_from('{}[],:"\\ab1 \n'), max_size=16))
@example(r'["\1"]')
@example(r'["\u12"]')
@example('["\\')
@example("[ab]")
@example("[1.2.3]")
@example("[-1.e5]")
def test_what_the_standard_library_refuses_is_refused(text: str) -> None:
    try:
        value = json.loads(text)
    except ValueError:
        with pytest.raises(ReadError):
            read_texts("en/a.json", text)
            read("en/a.json", text.encode(), ReadOptions())
    else:
        assert len(read_texts("en/a.json", text)) <= len(list(list_texts(value)))


@given(VALUES, st.sampled_from([None, "'", '"', "|", ">"]), st.booleans(), st.integers(10, 80))
def test_yaml_is_read_as_pyyaml_reads_it(value: object, style: str | None, flows: bool, width: int) -> None:
    text = yaml.safe_dump({"a": value}, default_style=style, default_flow_style=flows, width=width, allow_unicode=True)
    known = [one.strip(EDGES) for one in list_texts(yaml.safe_load(text))]
    assert sorted(read_texts("en/a.yaml", text)) == sorted(filter(None, known))


@given(st.dictionaries(TEXTS, TEXTS, max_size=4), st.dictionaries(TEXTS, TEXTS, max_size=4))
def test_a_pair_holds_each_text_once(theirs: dict[str, str], ours: dict[str, str]) -> None:
    source, target = (
        File(f"{code}.json", json.dumps({**side, "z": "x"}).encode()) for code, side in (("zh", theirs), ("en", ours))
    )
    bitext = read_pair(source, target, ReadOptions())
    assert isinstance(bitext, Bitext)
    sides = [
        (bitext.source.text[slice(*unit.source)], bitext.target.text[slice(*unit.target)]) for unit in bitext.units
    ]
    expected = [(theirs.get(key, "").strip(EDGES), text.strip(EDGES)) for key, text in ours.items()]
    missing = [(text.strip(EDGES), "") for key, text in theirs.items() if key not in ours and text.strip()]
    assert [one for one in sides if any(one)] == [one for one in [*expected, ("x", "x"), *missing] if any(one)]


@pytest.mark.parametrize(
    ("name", "start", "piece", "end"),
    [
        ("en.json", "[", '"a\\n",\n', '""]'),
        *leave_to_full(
            [
                ("en.json", '["', "\\u4f60\\\\", '"]'),
                ("en.yaml", "", "- a b\n", ""),
                ("en.yaml", "a: >\n", "  b c\n", ""),
                ("values-en/a.xml", "<resources>", "<string name='a'>b \\n</string>\n", "</resources>"),
                ("values-en/a.xml", "<resources><string name='a'>", "<b>", ""),
                ("en.strings", "", '"a" = "b\\n";\n', ""),
                ("en.strings", "", "/* a */ ", ""),
                ("a_en.properties", "a=", "b\\\n", ""),
                ("a_en.properties", "", "a=b\n# c\n", ""),
                ("a.xcstrings", '{"sourceLanguage": "zh", "strings": {', '"a": {"b": 1},\n', '"b": {}}}'),
            ]
        ),
    ],
)
def test_linear_work(name: str, start: str, piece: str, end: str) -> None:
    def read_many(count: int) -> None:
        with suppress(ReadError):
            read(name, (start + piece * count + end).encode(), ReadOptions())

    few, many = count_lines(partial(read_many, 1000)), count_lines(partial(read_many, 4000))
    assert find_superlinear(few, many, 5, 32_000) == {}


@pytest.mark.parametrize("name", ["en.json", "a.po", "a.srt", "a.xcstrings"])
def test_a_file_that_is_too_large_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.readers.sizes.LARGEST_TEXT", 2_000_000)
    with pytest.raises(ReadError, match=r"^larger than 2 million characters: split it$"):
        read(name, b"a" * 2_000_001, ReadOptions())


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("版权&nbsp;&copy; 港口", "Copyright&nbsp;&copy; Harbour", []),
        ("点击<b>这里</b>", "Click&nbsp;<b>here</b>", []),
        ("搜索和替换", "Search &amp; replace", ["mojibake"]),
        ("点击<b>这里</b>", "Click <b>hereâ€™s</b>", ["mojibake"]),
    ],
)
def test_entities_belong_to_texts_that_are_html(here: Path, source: str, target: str, found: list[str]) -> None:
    for name in ("{}.json", "{}.yaml"):
        write(name.format("zh"), json.dumps({"a": source}))
        write(name.format("en"), json.dumps({"a": target}))
        assert [rule for _, rule, *_ in list_findings(name.format("en"))] == found
    write("pairs.jsonl", json.dumps({"source": source, "target": target}) + "\n")
    assert "mojibake" in [rule for _, rule, *_ in list_findings("pairs.jsonl")]


def test_a_language_is_named_in_itself(here: Path) -> None:
    names = {"a": "中文（简体）", "b": "繁體中文（台灣）", "c": "日本語"}
    write("zh.json", json.dumps(names))
    write("en.json", json.dumps(names))
    assert run("check", "en.json", "--config", "none")[0] == 0  # infos alone


@pytest.mark.parametrize(
    ("source", "target", "places"),
    [
        ("{n, plural, other {#个文件}}", "{n, plural, one {# file} othr {# files}}", [8]),
        ("共{n, plural, other {#个文件}}", "In all {n, plural, one {# file} =2 {two}}", [15]),
        ("{n, plural, other {#个文件}}", "{n, plural, one {# file} other {# files}}", []),
        ("{n, plural, other {#个文件}}", "{n, plural, one {# file}other{# files}}", []),
        ("{n, plural, one {#个文件}}", "{n, plural, one {# file}}", []),
        ("{g, select, f {她} other {他}}来了", "{g, select, f {She} other {He}} came", []),
        ("已完成 %d%%", "%d% complete", [10]),
        ("已完成 %d%%", "%d percent complete", []),
        ("已完成 %d%%", "%d%% complete", []),
        ("已完成 %d%", "%d% complete", []),
    ],
)
def test_syntax_that_programs_refuse_is_found(here: Path, source: str, target: str, places: list[int]) -> None:
    write("zh.json", json.dumps({"a": source}))
    write("en.json", json.dumps({"a": target}))
    found = [(rule, column) for _, rule, _, _, column in list_findings("en.json")]
    assert found == [("placeholder-mismatch", column) for column in places]


@pytest.mark.usefixtures("here")
def test_names_of_things_are_no_texts() -> None:
    zh = {
        "title": "手册",
        "slug": "/手册",
        "icon": "模组:帚",
        "page": "book.page.one",
        "n": {"href": "首页"},
        "id": "book.id",
    }
    en = {"title": "Handbook", "slug": "/handbook", "icon": "mod:broom", "page": "book.page.1", "n": {"href": "home"}}
    write("zh/book.json", json.dumps(zh, ensure_ascii=False))
    write("en/book.json", json.dumps(en))
    write(
        "en/keys.json", json.dumps({"name": "book.name", "pages": [{"text": "book.p.0", "type": "image"}], "url": "x"})
    )
    code, stdout, _ = run("check", ".", "--min-severity", "info")
    assert (code, " ".join(stdout.split())) == (
        0,
        "No findings in 1 document (1 word), compared with zh/book.json. Skipped 1 file: holds no texts with keys (1).",
    )


@pytest.mark.usefixtures("here")
def test_texts_under_keys_of_names_are_texts_where_they_are_chinese_or_empty() -> None:
    write("zh.json", '{"form": {"url": "网址", "icon": "图标"}, "slug": "港口", "src": "来源"}')
    write("en.json", '{"form": {"url": "网址", "icon": ""}, "slug": "port"}')
    assert list_findings(".") == [
        ("en.json", "untranslated-segment", "form.url", 1, 19),
        ("en.json", "empty-target", "form.icon", 1, 33),
        ("en.json", "empty-target", "src", 1, 52),
    ]


@pytest.mark.usefixtures("here")
def test_descriptions_of_messages_of_a_site_are_no_texts() -> None:
    for path in ("code.json", "docusaurus-theme-classic/navbar.json", "docusaurus-plugin-content-docs/current.json"):
        for language, message in ("zh-CN", "首页"), ("en", "Home"):
            texts = {"home": {"message": message, "description": "首页的标题"}}
            write(f"i18n/{language}/{path}", json.dumps(texts, ensure_ascii=False))
    assert list_findings(".") == []


@pytest.mark.usefixtures("here")
def test_what_is_missing_at_the_end_is_on_the_last_line() -> None:
    write("zh.json", '{"a": "打开", "b": "关闭"}')
    write("en.json", '{\n  "a": "Open"\n}\n\n\n')
    assert list_findings(".") == [("en.json", "empty-target", "b", 3, 2)]


def test_what_a_file_does_not_have_as_it_is_comes_after_what_is_before_it() -> None:
    content = "a: |\n  千零\u2028\n"
    document = next(iter(read("en.yml", content.encode(), ReadOptions())))
    assert isinstance(document, Document)
    assert document.text == "千零\u2028"
    places = [document.locate(offset) for offset in range(4)]
    assert [(place.line, place.column) for place in places] == [(2, 3), (2, 4), (2, 5), (2, 6)]
