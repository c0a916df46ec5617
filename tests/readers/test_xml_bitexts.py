"""XLIFF and TMX: units, states, inline codes, places; and files that are to be refused in one line."""

import re
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from operations import count_lines, find_superlinear
from roots import TESTS
from rows import leave_to_full

from align.cli import main
from align.commands.check import check_file, check_text
from align.errors import ReadError
from align.inputs.tasks import Task
from align.model import Bitext, Document, Notation, Origin, Severity, Span, Stretch, StretchTable
from align.readers import ReadOptions, read

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="zh-CN"/><body>
{}
</body></tmx>
"""
XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a/guide.html" source-language="zh-CN" target-language="en-GB"><body>
{}
</body></file></xliff>
"""
XLIFF2 = """<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en">
<file id="f1">
{}
</file></xliff>
"""
SAMPLES = TESTS / "samples"
TRADOS = (SAMPLES / "trados.sdlxliff").read_text("utf-8")
MEMOQ = (SAMPLES / "memoq.mqxliff").read_text("utf-8")
"""Written by hand, as the two programs write them."""


def read_bitexts(name: str, text: str, source: str = "zh", target: str = "en") -> list[Bitext]:
    found = read(name, text.encode(), ReadOptions(target, None, source))
    assert all(isinstance(bitext, Bitext) for bitext in found)
    return [bitext for bitext in found if isinstance(bitext, Bitext)]


def list_units(bitext: Bitext) -> list[tuple[str, str]]:
    return [(bitext.source.text[slice(*unit.source)], bitext.target.text[slice(*unit.target)]) for unit in bitext.units]


def find_faults(name: str, text: str) -> list[tuple[str, str, str, str, Severity]]:
    """Each finding: rule, unit, what is marked, what the file holds from its place on, severity."""
    result = check_file(Task(name), data=text.encode())
    assert not [entry for entry in result.skipped if entry.failed]
    lines = text.removeprefix("\ufeff").splitlines()
    found = []
    for entry in result.diagnostics:
        assert entry.start.line
        place = lines[entry.start.line - 1][entry.start.column - 1 :]
        found.append((entry.finding.rule, entry.start.segment or "", entry.text, place[:8], entry.finding.severity))
    return found


def test_trados() -> None:
    assert find_faults("a.sdlxliff", TRADOS) == [
        ("date-mismatch", "news.docx/u2/1", "2018", "2018.</m", Severity.WARNING),
        ("residual-source", "news.docx/u2/2", "罢工", '罢<g id="', Severity.ERROR),
        ("empty-target", "news.docx/u2/4", "", "</mrk></", Severity.INFO),
    ]
    skipped = check_text(TRADOS, path="a.sdlxliff").skipped
    assert [(entry.reason, entry.units, entry.failed) for entry in skipped] == [
        ("locked", 1, False),
        ("not to be translated", 1, False),
    ]


def test_tracked_changes_of_trados_count_as_accepted() -> None:
    target = "The <mrk mtype='x-sdl-deleted'>旧 <g id='1'>boat</g></mrk><mrk mtype='x-sdl-added'>new</mrk> ship came."
    unit = f"<trans-unit id='1'><source>船<g id='1'>来了</g>。</source><target>{target}</target></trans-unit>"
    (bitext,) = read_bitexts("a.sdlxliff", XLIFF.replace("{}", unit))
    assert list_units(bitext) == [("船来了。", "The new ship came.")]
    assert [code.shown for code in bitext.source.codes] == ['<g id="1">', "</g>"]
    assert bitext.target.codes == ()


ROW = st.tuples(st.integers(0, 9), st.none() | st.integers(1, 10**9), st.none() | st.sampled_from("ab"), st.booleans())


@given(st.lists(ROW))
def test_a_table_holds_the_stretches_that_are_put_in(rows: list[tuple[int, int | None, str | None, bool]]) -> None:
    table, stretches = StretchTable(), list[Stretch]()
    for start, (length, line, unit, is_written) in enumerate(rows):
        origin = Origin(start, start + length, unit or "", Notation.CDATA) if is_written else None
        stretches.append(Stretch(Span(start, start + length), line, length + 1, unit, origin))
        table.append(stretches[-1])
    assert list(table) == table[:] == stretches
    assert table[::-1] == stretches[::-1]
    assert list(table.starts) == [stretch.span.start for stretch in stretches]


def test_memoq() -> None:
    assert find_faults("a.mqxliff", MEMOQ) == [
        ("placeholder-mismatch", "news.docx/1", "Press OK, see 摆脱.", "Press <b", Severity.ERROR),
        ("residual-source", "news.docx/1", "摆脱", "摆<bpt id", Severity.ERROR),
        ("empty-target", "news.docx/2", "", "</target", Severity.INFO),
    ]


def test_xliff_1() -> None:
    units = """<group translate="no"><trans-unit id="0"><source>甲</source><target>甲</target></trans-unit>
<trans-unit id="0b" translate="yes"><source>船来了。</source><target>The boat came.</target></trans-unit></group>
<trans-unit id="1"><source>船来了。</source><target state="new">船来了。</target>
<alt-trans><source>船。</source><target>船。</target></alt-trans><note>船</note></trans-unit>
<trans-unit id="2"><source>船来了。</source></trans-unit>
<trans-unit id="3" approved="yes"><source>船来了。</source><target state="new">船来了。</target></trans-unit>
<trans-unit id="4"><source>船<x id="1"/>来了。</source><target>The boat
   <x id="1"/>  came<x id="3"/>.</target></trans-unit>"""
    (bitext,) = read_bitexts("a.xlf", XLIFF.format(units))
    assert list_units(bitext) == [
        ("船来了。", "The boat came."),
        ("船来了。", ""),
        ("船来了。", ""),
        ("船来了。", "船来了。"),
        ("船\ufffc来了。", "The boat \ufffc  came\ufffc."),
    ]
    assert [unit.is_pending for unit in bitext.units] == [False, True, False, False, False]
    assert [(part.reason, part.number) for part in bitext.left_out] == [("not to be translated", 1)]
    assert bitext.target.prose.count("\x1a") == 2
    found = [(rule, unit, severity) for rule, unit, _, _, severity in find_faults("a.xlf", XLIFF.format(units))]
    assert ("empty-target", "guide.html/1", Severity.INFO) in found
    assert ("empty-target", "guide.html/2", Severity.ERROR) in found
    assert ("placeholder-mismatch", "guide.html/4", Severity.ERROR) in found
    assert {unit for _, unit, _ in found} == {f"guide.html/{number}" for number in (1, 2, 3, 4)}


def test_xliff_2() -> None:
    units = """<unit id="u1"><notes><note>船</note></notes><segment id="s1" state="translated">
<source>第一<pc id="1">句</pc>。</source>
<target>The <pc id="1">first</pc> o<sc id="4"/>ne<ec startRef="4"/> 摆<mrk id="m">脱</mrk>.</target></segment>
<ignorable><source> </source><target> </target></ignorable>
<segment id="s2" state="initial"><source>第二句。</source></segment>
<segment state="final"><source>第三句。</source><target/></segment></unit>
<group id="g" translate="no"><unit id="u2"><segment><source>甲</source></segment></unit></group>
<unit id="u3"><mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1"><source>乙</source>
<target>乙</target></mtc:match></mtc:matches><segment><source>船<cp hex="0001"/>来了。</source>
<target>The boat came.</target></segment></unit>"""
    later = XLIFF2.replace("2.1", "2.2").replace("document:2.0", "document:2.2")
    found = find_faults("a.xliff", XLIFF2.format(units))
    assert find_faults("a.xliff", later.format(units)) == found
    assert [entry[:3] + entry[4:] for entry in found] == [
        ("placeholder-mismatch", "f1/u1/s1", "", Severity.WARNING),
        ("residual-source", "f1/u1/s1", "摆脱", Severity.ERROR),
        ("empty-target", "f1/u1/s2", "", Severity.INFO),
        ("empty-target", "f1/u1/3", "", Severity.ERROR),
    ]


def test_each_file_of_a_document_is_a_bitext_and_files_in_other_languages_are_counted() -> None:
    unit = "<trans-unit id='1'><source>甲</source><target>A</target></trans-unit>"
    text = (
        "<xliff version='1.2'>"
        + "".join(
            f"<file original='{name}' source-language='{source}' target-language='{target}'><body>{unit}</body></file>"
            for name, source, target in (("a", "zh", "en"), ("b", "zh", "de"), ("c", "zh-TW", "en-US"))
        )
        + "</xliff>"
    )
    bitexts = read_bitexts("a.xlf", text)
    assert [bitext.target.locate(0).segment for bitext in bitexts] == ["a/1", "c/1"]
    assert [bitext.left_out for bitext in bitexts] == [(("in other languages", 1),), ()]
    with pytest.raises(
        ReadError, match="holds zh, en, de, zh-TW, en-US, and fr with it is checked: name its languages"
    ):
        read_bitexts("a.xlf", text, "fr", "it")


def test_tmx() -> None:
    units = """<tu tuid="a1"><tuv xml:lang="zh-CN"><seg>港口于2019年开放。</seg></tuv>
<tuv xml:lang="en-US"><seg>The port opened in 2018.</seg></tuv></tu>
<tu><tuv lang="EN-us"><seg>
   Press <bpt i="1" x="1">&lt;b&gt;</bpt>O<ept i="1">&lt;/b&gt;</ept>K &amp; see <![CDATA[the]]>
   摆<hi>脱</hi> <ph x="2">{{0}}<sub>子</sub></ph>.</seg></tuv>
<tuv lang="zh"><seg>按<bpt i="1" x="1">&lt;b&gt;</bpt>确定<ept i="1">b</ept>看<ph
x="2">{{0}}<sub>好</sub></ph>摆脱。</seg></tuv>
</tu><tu><prop type="x-confidence">0.25</prop>
<tuv xml:lang="zh"><seg>好。</seg></tuv><tuv xml:lang="en"><seg>Good.</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Nein</seg></tuv><tuv xml:lang="en"><seg>No</seg></tuv></tu>"""
    text = TMX.format(units)
    (bitext,) = read_bitexts("a.tmx", text)
    assert list_units(bitext) == [
        ("港口于2019年开放。", "The port opened in 2018."),
        ("按确定看\ufffc摆脱。", "Press OK & see the 摆脱 \ufffc."),
        ("好", "子"),
        ("好。", "Good."),
    ]
    assert bitext.alignment
    assert [bead.confidence for bead in bitext.alignment.beads] == [1.0, 1.0, 1.0, 0.25]
    assert bitext.left_out == (("without zh or en", 1),)
    assert [entry[:4] for entry in find_faults("a.tmx", text) if entry[4] > Severity.INFO] == [
        ("date-mismatch", "a1", "2018", "2018.</s"),
        ("residual-source", "2", "摆脱", "摆<hi>脱</"),
        ("residual-source", "2/sub", "子", "子</sub><"),
    ]
    notations = {stretch.origin.notation for stretch in bitext.target.stretches or () if stretch.origin}
    assert notations == {Notation.XML, Notation.CDATA}
    with pytest.raises(ReadError, match="holds de, en, and fr with it is checked"):
        read_bitexts("a.tmx", TMX.format(units.rpartition("\n")[2]), "fr", "it")


FLOWS = """<trans-unit id='1'>
<source>见<bpt id='1'>[link title='<sub>码头于2019年开放</sub>' alt='<sub>船</sub>'</bpt>码头<ept id='1'>]</ept>和<ph
id='2'>[note '<sub>见<g id='3'>第五</g>章</sub>']</ph>。</source>
<target>See <ph id='2'>[note '<sub>See <g id='3'>摆脱</g> 5 <ph id='4'>[x <sub>摆脱</sub>]</ph></sub>']</ph> and the
<bpt id='1'>[link title='<sub>The pier opened in 2018</sub>' alt='<sub>A ship</sub>'</bpt>pier<ept
id='1'>]</ept>.</target>
</trans-unit><trans-unit id='2'><source>看<it id='1' pos='open'>a<sub>船</sub></it>吧。</source>
<target>Look <it id='1' pos='open'>a<sub></sub></it>here.</target></trans-unit>
<trans-unit id='3'><source>好<ph id='1'>a<sub>船</sub></ph></source><target state='new'/></trans-unit>"""


def test_texts_in_codes_are_units_of_their_own() -> None:
    text = XLIFF.format(FLOWS)
    (bitext,) = read_bitexts("a.xlf", text)
    assert list_units(bitext) == [
        ("见码头和\ufffc。", "See \ufffc and the pier."),
        ("码头于2019年开放", "The pier opened in 2018"),
        ("船", "A ship"),
        ("见第五章", "See 摆脱 5 \ufffc"),
        ("看吧。", "Look here."),
        ("船", ""),
        ("好\ufffc", ""),
    ]
    assert [entry[:4] for entry in find_faults("a.xlf", text) if entry[0] != "placeholder-mismatch"] == [
        ("date-mismatch", "guide.html/1/sub", "2018", "2018</su"),
        ("residual-source", "guide.html/1/sub", "摆脱", "摆脱</g> 5"),
        ("empty-target", "guide.html/2/sub", "", "</sub></"),
        ("empty-target", "guide.html/3", "", "</trans-"),
    ]


def test_a_fix_of_a_text_in_a_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    unit = "<trans-unit id='1'><source>看<ph id='1'>a<sub>船</sub></ph></source><target>See <ph id='1'>a<sub>A，b</sub>"
    Path("a.xlf").write_text(XLIFF.format(unit + "</ph></target></trans-unit>"), "utf-8")
    run("check", "a.xlf", "--fix")
    assert Path("a.xlf").read_text("utf-8") == XLIFF.format(
        unit.replace("A，b", "A, b") + "</ph></target></trans-unit>"
    )


def test_the_best_variant_of_a_language_is_taken() -> None:
    variants = (("en-US", "color"), ("zh-Hant", "顏色"), ("en-GB", "colour"), ("zh-CN", "颜色"), ("en", "c"))
    unit = "".join(f"<tuv xml:lang='{code}'><seg>{text}</seg></tuv>" for code, text in variants)
    text = TMX.format(f"<tu>{unit}</tu>")
    assert [list_units(bitext) for bitext in read_bitexts("a.tmx", text)] == [[("顏色", "c")]]
    (bitext,) = read_bitexts("a.tmx", text, "zh-CN", "en-GB")
    assert list_units(bitext) == [("颜色", "colour")]


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '<!DOCTYPE a [<!ENTITY x "lol">]><{root}>&x;</{root}>',
            "line 1: declares “x” in a DTD; take the declarations out",
        ),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><{root}/>', "line 1: declares “x” in a DTD; .*"),
        ("<{root}><body>\n<tu>", r"line 2: not well-formed XML \(no element found\); correct it or export it again"),
        ("not xml", r"line 1: not well-formed XML \(syntax error\); correct it or export it again"),
        ("", r"line 1: not well-formed XML \(no element found\); correct it or export it again"),
        ("<doc/>", "the root is <doc>, not <{root}>: give the file the suffix of its format"),
        ("<html/>", r"looks like HTML, not \.(tmx|xlf): give --input-format html, or call it \.html"),
    ],
)
def test_what_is_refused(name: str, text: str, message: str) -> None:
    root = "tmx" if name == "a.tmx" else "xliff"
    with pytest.raises(ReadError) as caught:
        read_bitexts(name, text.replace("{root}", root))
    assert re.fullmatch(message.replace("{root}", root), str(caught.value))


def test_a_document_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.readers.xml.events.LARGEST_PART", 2_000_000)
    text = TMX.format("<tu><tuv xml:lang='en'><seg>" + "a" * 2_000_000 + "</seg></tuv></tu>")
    with pytest.raises(ReadError, match="larger than 2 MB of XML: split it"):
        read_bitexts("a.tmx", text)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


LEVELS = "".join(f"<!ENTITY a{level} '{'&a;' * 10}'>" for level in range(9))
BOMB = f"<!DOCTYPE a [<!ENTITY a 'lol'>{LEVELS}]><tmx>&a8;</tmx>"


@pytest.mark.parametrize("name", ["a.tmx", "a.xlf", "a.sdlxliff"])
def test_a_bomb_is_one_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(BOMB, "utf-8")
    message = f"aligncheck: {name}: line 1: declares “a” in a DTD; take the declarations out\n"
    assert run("check", name) == (2, "", message)


@pytest.mark.parametrize(
    ("name", "faults"),
    [
        ("translate_toolkit.xlf", [
            ("date-mismatch", "menu.po/2", "2018"), ("empty-target", "menu.po/3", ""),
            ("placeholder-mismatch", "menu.po/4", "%d"), ("placeholder-mismatch", "menu.po/4", "%d files"),
        ]),
        ("translate_toolkit.xliff", [("date-mismatch", "f1/1/1", "2018")]),
        ("translate_toolkit.tmx", [("date-mismatch", "1", "2018"), ("residual-source", "2", "摆脱")]),
        ("libreoffice.xlsx", [
            ("date-mismatch", "C2", "2018"), ("residual-source", "C3", "摆"), ("residual-source", "C3", "脱"),
            ("empty-target", "C4", ""),
        ]),
    ],
)  # fmt: skip
def test_files_of_other_software(name: str, faults: list[tuple[str, str, str]]) -> None:
    """The files in `samples/` were written by translate-toolkit 3.20 and LibreOffice from texts of ours."""
    result = check_file(Task(str(SAMPLES / name)))
    assert [(one.finding.rule, one.start.segment, one.text) for one in result.diagnostics] == faults


def test_a_fix_changes_the_characters_of_its_unit_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = TMX.format(
        "<tu><tuv xml:lang='zh'><seg>矿山。</seg></tuv><tuv xml:lang='en'><seg>R&amp;D of the <hi>the</hi> mine，"
        "<![CDATA[<he> ]]>said.</seg></tuv></tu>"
    )
    Path("a.tmx").write_text(text, "utf-8")
    Path("a.xlf").write_text(XLIFF.format("<trans-unit id='1'><target>A，b</target></trans-unit>"), "utf-8")
    run("check", "--fix", "a.tmx", "a.xlf", "--select", "cjk-punctuation")
    assert Path("a.tmx").read_text("utf-8") == text.replace("mine，", "mine,")
    assert Path("a.xlf").read_text("utf-8") == XLIFF.format("<trans-unit id='1'><target>A, b</target></trans-unit>")


NESTS = {"g": "<g id='1'>", "mrk": "<mrk mtype='seg' mid='1'>", "ph": "<ph id='1'>"}
RUNS = [
    "\n",
    " \n a",
    "{n, plural, a {",
    "{n, plural, a {b}}",
    "<x id='1'/>",
    "'{",
    "&amp;",
    "<ph id='1'><sub>a<g id='2'>b</g></sub></ph>",
]


@pytest.mark.parametrize("piece", ["g", RUNS[0], RUNS[2], *leave_to_full([*[*NESTS][1:], RUNS[1], *RUNS[3:]])])
def test_what_is_deep_or_many_takes_linear_work(piece: str) -> None:
    def read_many(count: int) -> None:
        side = NESTS[piece] * count + "a" + f"</{piece}>" * count if piece in NESTS else piece * count
        unit = f"<trans-unit id='1'><source>a</source><target>{side}</target></trans-unit>"
        read("a.xlf", XLIFF.replace("{}", unit).encode(), ReadOptions())

    few, many = count_lines(partial(read_many, 1000)), count_lines(partial(read_many, 4000))
    assert find_superlinear(few, many, 5, 32_000) == {}


def check_origins(document: Document, text: str) -> None:
    """Each stretch as long as its origin is the file's own text there; all stretches make the text."""
    covered = 0
    for span, line, column, _, origin in document.stretches or ():
        assert document.text[covered : span.start] in ("", "\n")
        covered = span.end
        assert line
        if origin and origin.end - origin.start == span.end - span.start:
            held = text[origin.start : origin.end]
            assert document.text[slice(*span)] == held or (document.text[span.start], held) == (" ", "\n")
            before = re.split("\r\n|\n|\r", text[: origin.start])
            assert (line, column) == (len(before), len(before[-1]) + 1)
    assert covered == len(document.text)


SIGNS = ["a", "词", " ", "\n", "\r\n", "\t", "&amp;", "&#10;", "&#x4e2d;", "b c", "𝒳", "<![CDATA[<b>]]>", "<!-- x -->"]
PAIRS = ["<g id='2'>", "</g>", "<mrk mtype='protected'>", "</mrk>", "<unknown>", "</unknown>"]
CODES = ["<x id='1'/>", "<ph id='3'>code</ph>", "<bpt id='4'>{</bpt>", "<ept id='4'>}</ept>", "<?p q?>"]
PIECES = st.sampled_from([*SIGNS, *PAIRS, *CODES, "{n, plural, one {", "} other {x}}"])


def close_tags(pieces: list[str]) -> str:
    """The pieces as well-formed XML: end tags that nothing opened are left out, what is open is closed."""
    done, opened = [], list[str]()
    for piece in pieces:
        if piece.startswith("</"):
            if opened and opened[-1] == piece:
                done.append(opened.pop())
        else:
            if re.fullmatch(r"<(g|mrk|unknown)\b[^>/]*>", piece):
                opened.append(f"</{piece[1:].split()[0].rstrip('>')}>")
            done.append(piece)
    return "".join([*done, *reversed(opened)])


@given(st.lists(PIECES, max_size=12).map(close_tags), st.lists(PIECES, max_size=12).map(close_tags), st.booleans())
@example("a \n  b", "\n", False)
def test_the_way_back_to_the_file(source: str, target: str, preserves: bool) -> None:
    space = " xml:space='preserve'" if preserves else ""
    unit = f"<trans-unit id='1'{space}><source>{source}</source><target>{target}</target></trans-unit>"
    xliff = XLIFF.replace("{}", unit + "\r\n" + unit)
    tmx = TMX.replace(
        "{}", f"<tu><tuv xml:lang='zh'><seg>{source}</seg></tuv><tuv xml:lang='en'><seg>{target}</seg></tuv></tu>"
    )
    for name, text in (("a.xlf", xliff), ("a.tmx", tmx)):
        for bitext in read_bitexts(name, text):
            for document in (bitext.source, bitext.target):
                check_origins(document, text)
                assert [code.offset for code in document.codes] == sorted(code.offset for code in document.codes)
            assert all(
                one.source.end < two.source.start for one, two in zip(bitext.units, bitext.units[1:], strict=False)
            )


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    unit = "<tu><tuv xml:lang='zh'><seg>港口。</seg></tuv><tuv xml:lang='en'><seg>A 港口.</seg></tuv></tu>"
    path.write_bytes(TMX.replace("UTF-8", "GB2312").replace("{}", unit).encode("gb18030"))
    result = check_file(Task(str(path)))
    assert [(entry.finding.rule, entry.text) for entry in result.diagnostics] == [("residual-source", "港口")]


def test_files_of_pairs_beside_sources_and_glossaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of pairs is never taken for the source of a text, nor a glossary for a file of pairs."""
    monkeypatch.chdir(tmp_path)
    for folder in ("zh", "en"):
        Path(folder).mkdir()
    unit = "<tu><tuv xml:lang='zh'><seg>港口。</seg></tuv><tuv xml:lang='en'><seg>A 港口.</seg></tuv></tu>"
    Path("zh/a.zh.tmx").write_text(TMX.format(unit), "utf-8")
    Path("zh/a.zh.txt").write_text("港口于2019年开放。\n", "utf-8")
    Path("en/a.en.txt").write_text("The port opened in 2018.\n", "utf-8")
    Path("en/terms.tmx").write_text(TMX.format(unit), "utf-8")
    code, stdout, stderr = run("check", "en", "--source", "zh", "-g", "en/terms.tmx", "--output-format", "concise")
    assert (code, stderr) == (1, "")
    first, summary = stdout.split("\n", 1)
    assert first.startswith("en/a.en.txt:1:20: warning date-mismatch")
    assert "Skipped 1 file: glossary (1)." in " ".join(summary.split())
