"""A PDF file: texts at places on pages, or odd bytes in one."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

from faults import expect_clear_errors, require
from mutation import make_odd_bytes, make_odd_text
from recipes import Recipe, make_bytes, make_text
from reports import check_result

from align.commands.check import check_file
from align.inputs.tasks import Task
from align.readers import ReadOptions, read_document
from targets import BadCaseError, Case, Observed
from targets.texts import GLOSSARIES, find_settings

_OPERATORS = (
    "q",
    "Q",
    "T*",
    "1 0 0 -1 0 0 cm",
    "0 1 -1 0 9 9 Tm",
    "1 Tr",
    "-5 Tc",
    "0 Tz",
    "/N 9 Tf",
    "[-900] TJ",
    "/X Do",
)
_NUMBERS = (0, 1, 72, 72, 72, 84, 300, 560, 700, 686, 672, 780, -5, 99999999)
_WORDS = (
    "The the mine",
    "reopened in",
    "摆脱",
    "May 12, well-",
    "known",
    "• item",
    "1. item",
    "Page 1 of 2",
    "-",
    " ",
    "\n",
)


def make(random: Random) -> Case:
    """Pages, each with texts (what, x, y, size) and operators; or odd bytes in the place of an object."""
    pages = [
        [_make_piece(random) for _ in range(random.choice((0, 1, 5, 30)))] for _ in range(random.choice((1, 1, 2, 4)))
    ]
    odd = make_odd_bytes(random) if random.random() < 0.3 else ""
    return {"pages": pages, "odd": odd, "place": random.randrange(8), "named": random.random() < 0.9}


def _make_piece(random: Random) -> list[Recipe | int] | str:
    if random.random() < 0.15:
        return random.choice(_OPERATORS)
    text = make_odd_text(random) if random.random() < 0.2 else random.choice(_WORDS)
    return [text, *(random.choice(_NUMBERS) for _ in "xy"), random.choice((12, 12, 12, 7, 18, 0, -3))]


def check(case: Case, folder: Path) -> Observed:
    """Check the file twice; its stretches and blocks follow each other."""
    data, said = _build(case), list[str]()
    task = Task("a.pdf", settings=find_settings())
    with expect_clear_errors(said):
        first = check_file(task, GLOSSARIES, data)
        require(check_file(task, GLOSSARIES, data) == first, "another result the second time")
        if not first.skipped:
            document, position = read_document("a.pdf", data, ReadOptions()), 0
            for stretch in document.stretches or ():
                require(stretch.span.start - position in (0, 1), "a stretch that is out of order", stretch.span)
                position = stretch.span.end
            require(position == len(document.text), "text without a place", position)
            for start, end in document.masked:
                require(0 <= start < end <= position, "a mask outside the text", (start, end))
        return check_result(first, len(data))
    return {"said": said}


def _build(case: Case) -> bytes:
    match case:
        case {"pages": list(pages), "odd": odd, "place": int(place), "named": bool(named)}:
            contents = [zlib.compress("\n".join(map(_write, page)).encode("latin-1", "replace")) for page in pages]
            signs = sorted({sign for page in pages for sign in _list_signs(page)}) if named else []
            return _join(_list_objects(contents, signs), make_bytes(odd) if odd else b"", place)
    raise BadCaseError


def _write(piece: object) -> str:
    match piece:
        case str():
            return piece
        case [str() | dict() as recipe, int(x), int(y), int(size)]:
            raw = make_text(recipe).encode("utf-16-be", "surrogatepass")
            return f"BT /W {size} Tf {x} {y} Td <{raw.hex()}> Tj ET"
    raise BadCaseError


def _list_signs(page: list[object]) -> Iterator[bytes]:
    """What the font has to name: two bytes each."""
    for piece in page:
        match piece:
            case [str() | dict() as recipe, int(), int(), int()]:
                raw = make_text(recipe).encode("utf-16-be", "surrogatepass")
                yield from {raw[at : at + 2] for at in range(0, len(raw), 2)}


def _list_objects(contents: list[bytes], signs: list[bytes]) -> list[bytes]:
    kids = b" ".join(b"%d 0 R" % (6 + 2 * index) for index in range(len(contents)))
    names = b" ".join(b"<%s> <%s>" % (sign.hex().encode(), sign.hex().encode()) for sign in signs)
    head = b"1 begincodespacerange <0000> <ffff> endcodespacerange "
    to_unicode = head + b"%d beginbfchar %s endbfchar" % (len(signs), names)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[4 0 R]%s>>"
        % (b"/ToUnicode 5 0 R" * bool(signs)),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 1000>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(to_unicode), to_unicode),
    ]
    for index, content in enumerate(contents):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R" % (7 + 2 * index)
        objects.append(page + b"/Resources<</Font<</W 3 0 R>>/XObject<</X 7 0 R>>>>>>")
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content))
    return objects


def _join(objects: list[bytes], odd: bytes, place: int) -> bytes:
    if odd and objects:
        objects[place % len(objects)] = odd
    data, offsets = b"%PDF-1.7\n", list[int]()
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        data
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    )
