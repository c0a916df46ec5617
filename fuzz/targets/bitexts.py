"""Both sides of a text in one file: XLIFF, TMX, tables; well-formed files, and broken ones."""

import io
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from faults import expect_clear_errors, require
from mutation import make_odd_bytes, make_odd_text, pick_atom
from recipes import make_bytes, make_text
from reports import check_result

from align.commands.check import check_file
from align.inputs.tasks import Task
from align.model import Bitext, Document
from align.readers import ReadOptions, read
from align.readers.xml.events import decode_xml
from glossary.formats.xlsx.cell_texts import clip
from glossary.formats.xml.text import replace_illegal
from targets import BadCaseError, Case, Observed
from targets.texts import GLOSSARIES, find_settings

_NAMES = ("a.tmx", "a.xlf", "a.xliff", "a.sdlxliff", "a.mqxliff", "a.csv", "a.tsv", "a.xlsx")
_WHOLE = (
    *(
        "<x id='1'/>",
        "<g id='2'>a </g>",
        "<g id='2'>摆<g id='3'>脱</g></g>",
        "<ph id='3'>{0}</ph>",
        "<pc id='1'>\n</pc>",
    ),
    *("<bpt i='1' x='1'>&lt;b></bpt>", "<ept i='1'/>", "<mrk mtype='seg' mid='1'>a</mrk>", "<sc id='4'/>", "&#10;"),
    *("<mrk mtype='protected'>摆脱</mrk>", "<mrk mtype='x-sdl-deleted'>a<x id='1'/></mrk>", "<cp hex='0'/>", "&amp;"),
    *(
        "<![CDATA[<b>]]>",
        "<![CDATA[]]>",
        "<!-- a -->",
        "<?x y?>",
        " \n  ",
        "\r\n",
        "<it id='7' pos='open'>a</it>",
        "\t",
    ),
    *(
        "{n, plural, one {",
        "} other {#}}",
        "<ph id='1'>a<sub>b</sub></ph>",
        "<hi>a</hi>",
        "{0}",
        "%s",
        "",
        "<unknown/>",
    ),
)
"""Pieces of markup that are complete."""

_BROKEN = (
    *("<g id='2'>", "</g>", "<ph>", "</ph>", "</bpt>", "<mrk mtype='seg'>", "<sub>", "]]>", "<![CDATA[", "<!--", "-->"),
    *("&#0;", "&lol;", "</seg>", "</target>", "</source><target>", "<!DOCTYPE a [<!ENTITY lol 'x'>]>", "<x:y/>", '"'),
)
_FILE = (
    "<xliff version='1.2'><file original='a' source-language='zh' target-language='en'><body>{}</body></file></xliff>"
)
_FRAMES = {
    "a.tmx": "<tmx version='1.4'><body><tu tuid='1'><tuv xml:lang='zh'><seg>\0</seg></tuv>"
    "<tuv xml:lang='en'><seg>\1</seg></tuv></tu></body></tmx>",
    "a.xlf": _FILE.format("<trans-unit id='1'><source>\0</source><target>\1</target></trans-unit>"),
    "a.xliff": "<xliff version='2.0' srcLang='zh' trgLang='en'><file id='f'><unit id='1'><segment><source>\0</source>"
    "<target>\1</target></segment></unit></file></xliff>",
    "a.sdlxliff": _FILE.format(
        "<trans-unit id='1'><seg-source><mrk mtype='seg' mid='1'>\0</mrk></seg-source><target><mrk mtype='seg' mid='1'>"
        "\1</mrk></target><seg-defs><seg id='1' conf='Draft'/></seg-defs></trans-unit>"
    ),
    "a.mqxliff": _FILE.format(
        "<trans-unit id='1' status='Edited'><source xml:space='preserve'>\0</source><target>\1</target></trans-unit>"
    ),
}
"""Files with a unit: the source stands where there is a NUL, the target at U+0001."""


def make(random: Random) -> Case:
    """A name, and what the file holds: a source and a target with markup in them, or anything at all."""
    name = random.choice(_NAMES)
    if random.random() < 0.1:
        return {"name": name, "content": make_odd_bytes(random)}
    tame = random.random() < 0.8
    sides = {side: _make_side(random, code, tame) for side, code in (("source", "zh"), ("target", "en"))}
    return {"name": name, "tame": tame, **sides}


def _make_side(random: Random, language: str, tame: bool) -> list[Case]:
    """Texts, each with a piece of markup behind it."""
    count = random.choice((1, 1, 2, 3, 6))
    tags = _WHOLE if tame else (*_WHOLE, *_BROKEN, pick_atom(random))
    return [{"text": make_odd_text(random, language), "tag": random.choice(tags)} for _ in range(count)]


def check(case: Case, folder: Path) -> Observed:
    """Check the file twice, and see where its texts come from."""
    match case:
        case {"name": str(name), "content": content} if name in _NAMES:
            data = make_bytes(content)
        case {"name": str(name), "source": list(source), "target": list(target), **more} if name in _NAMES:
            tame = bool(more.get("tame"))
            data = _build(name, _join(name, source, tame), _join(name, target, tame))
        case _:
            raise BadCaseError
    task, said = Task(name, settings=find_settings()), list[str]()
    with expect_clear_errors(said):
        first = check_file(task, GLOSSARIES, data)
        require(check_file(task, GLOSSARIES, data) == first, "another result the second time")
        if not first.skipped and not name.endswith(".xlsx"):
            _check_origins(name, data)
        return check_result(first, len(data))
    return {"said": said}


def _join(name: str, side: list[object], tame: bool) -> str:
    """One side: in XML its texts are escaped, and what stands between them is not; a cell that is tame is quoted."""
    parts: list[str] = []
    for part in side:
        match part:
            case {"text": text, "tag": str(tag)}:
                shown = make_text(text)
                shown = replace_illegal(shown) if tame else shown
                parts += (escape(shown) if name in _FRAMES else shown), tag
            case _:
                raise BadCaseError
    text = "".join(parts)
    return '"' + text.replace('"', '""') + '"' if tame and name == "a.csv" else text


def _build(name: str, source: str, target: str) -> bytes:
    if name in _FRAMES:
        return make_bytes(_FRAMES[name].replace("\1", target).replace("\0", source, 1))
    if name == "a.xlsx":
        return _build_workbook(source, target)
    delimiter = "\t" if name == "a.tsv" else ","
    return make_bytes(f"id{delimiter}source{delimiter}target\r\n1{delimiter}{source}{delimiter}{target}\r\n")


def _build_workbook(source: str, target: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    workbook, stream = Workbook(write_only=True), io.BytesIO()
    sheet = workbook.create_sheet("a")
    for row in (("zh", "en"), (source, target)):
        cells = [WriteOnlyCell(sheet, clip(text)) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    workbook.save(stream)
    return stream.getvalue()


def _check_origins(name: str, data: bytes) -> None:
    """See that the stretches of both sides make their texts, and stand in the file where they say."""
    text = decode_xml(data)
    for bitext in read(name, data, ReadOptions()):
        require(isinstance(bitext, Bitext), "a file of pairs that holds none")
        if isinstance(bitext, Bitext):
            for document in (bitext.source, bitext.target):
                _check_document(document, text)


def _check_document(document: Document, text: str) -> None:
    covered = 0
    for span, _, _, _, origin in document.stretches or ():
        require(document.text[covered : span.start] in ("", "\n"), "text that stands in no stretch")
        covered = span.end
        if origin and origin.end - origin.start == span.end - span.start:
            held = text[origin.start : origin.end]
            same = document.text[slice(*span)] == held or (held.isspace() and len(held) == 1)
            require(same, "a stretch that is not the text of the file", held)
    require(covered == len(document.text), "text behind the last stretch")
