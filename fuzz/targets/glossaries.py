"""A glossary: what a format holds is read again as it was written, and sorting twice is sorting once."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from atoms import ENCODINGS
from faults import Fault, expect_clear_errors, require, require_clear_line
from mutation import make_odd_bytes, pick_atom
from recipes import Recipe, make_bytes, make_text

from glossary.formats import FORMATS
from glossary.formats.files import GlossaryError, edit, load, save
from glossary.model import Concept, Glossary, Status, Term
from glossary.upkeep.sort import ORDERS, sort
from targets import BadCaseError, Case, Observed

_WORDS = ("矿", "关键矿产", "出口管制", "mine", "critical mineral", "export control", "a;b", "a/b", "", " ", "Mine")
_LANGUAGES = ("zh", "en", "zh", "en", "zh-Hant", "en-GB", "ZH", "de", "x-a")
_HEADERS = (
    "concept,language,term,status",
    "source,target",
    "zh,en",
    "ID,Chinese,English,Status",
    "序号,中文,英文",
    "No.,Chinese,English",
    "Source Term,Target Term,Notes",
    "简体中文;English",
    "术语\tTranslation\t状态",
    "Entry_ID,Entry_Subject,Chinese_PRC,Term_Info,English,Term_Info",
)
_STATUSES = ("preferred", "forbidden", "首选", "禁用", "Approved", "Do not use", "deprecated", "admitted", "?")
_NAMES = ("a.csv", "a.csv", "a.tsv", "a.jsonl", "a.tbx", "a.tmx", "a.xml", "a", "a.xlsx")
_XML = (
    '<tbx type="TBX-Basic" xml:lang="zh"><text><body>{}</body></text></tbx>',
    '<martif type="TBX"><text><body>{}</body></text></martif>',
    '<tmx version="1.4"><body>{}</body></tmx>',
    "<mtf>{}</mtf>",
)
_ENTRY = (
    '<tu><tuv xml:lang="zh"><seg>{0}</seg></tuv><tuv xml:lang="en"><seg>{1}</seg></tuv></tu>',
    '<conceptEntry id="{2}"><langSec xml:lang="zh"><termSec><term>{0}</term></termSec></langSec></conceptEntry>',
    '<termEntry id="{2}"><langSet xml:lang="en"><tig><term>{1}</term></tig></langSet></termEntry>',
    '<conceptGrp><concept>{2}</concept><languageGrp><language type="Chinese" lang="ZH"/>'
    "<termGrp><term>{0}</term></termGrp></languageGrp></conceptGrp>",
)


def make(random: Random) -> Case:
    """The concepts of a glossary, or a file that may be one."""
    if random.random() < 0.4:
        concepts = [_make_concept(random) for _ in range(random.choice((1, 1, 2, 4, 9)))]
        return {"concepts": [*{concept["id"]: concept for concept in concepts}.values()]}
    content = random.choice((_make_table, _make_table, _make_xml, _make_lines))(random)
    if random.random() < 0.2:
        content = {"encode": content, "as": random.choice(ENCODINGS)}
    if random.random() < 0.05:
        content = make_odd_bytes(random, "zh")
    return {"name": random.choice(_NAMES), "content": content}


def _make_concept(random: Random) -> Case:
    concept: Case = {"id": random.choice(("1", "2", "c10", "c9", pick_atom(random)))}
    concept |= {name: pick_atom(random) for name in ("subject", "definition", "note") if random.random() < 0.2}
    return {**concept, "terms": [_make_term(random) for _ in range(random.choice((0, 1, 2, 2, 3)))]}


def _make_term(random: Random) -> Case:
    term = {"text": _make_cell(random), "language": random.choice(_LANGUAGES)}
    term |= {name: pick_atom(random) for name in ("origin", "note", "part_of_speech") if random.random() < 0.1}
    if random.random() < 0.4:
        term["status"] = random.choice([*Status]).value
    return term


def _make_cell(random: Random) -> str:
    word = random.choice(_WORDS)
    return word if random.random() < 0.6 else random.choice((word + pick_atom(random), pick_atom(random) + word))


def _make_table(random: Random) -> Recipe:
    header = random.choice(_HEADERS)
    delimiter = next(sign for sign in "\t;," if sign in header)
    rows = [header] if random.random() < 0.85 else []
    for number in range(random.choice((1, 2, 3, 8))):
        cells = [_make_cell(random) for _ in header.split(delimiter)]
        if random.random() < 0.5:
            cells[0] = str(number)
        if random.random() < 0.3:
            cells[-1] = random.choice(_STATUSES)
        rows.append(delimiter.join(f'"{cell}"' if random.random() < 0.3 else cell for cell in cells))
    return random.choice(("\n", "\n", "\r\n", "\r")).join(rows) + random.choice(("\n", ""))


def _make_xml(random: Random) -> Recipe:
    entries = [random.choice(_ENTRY).format(_make_cell(random), _make_cell(random), pick_atom(random)) for _ in "ab"]
    return random.choice(_XML).format("".join(entries))


def _make_lines(random: Random) -> Recipe:
    rows = [json.dumps(_make_concept(random), ensure_ascii=random.random() < 0.5) for _ in "abc"]
    return "\n".join(rows)


def check(case: Case, folder: Path) -> Observed:
    """Read the glossary, and write, read, sort and edit it in every format."""
    said = list[str]()
    with expect_clear_errors(said):
        glossary, name = _build(case)
        _check_sorting(glossary)
        if name:
            _check_editing(Path(case["name"]), name)
        written = FORMATS if _is_filled(glossary) else ()
        for number, format_name in enumerate(written):
            _check_writing(glossary, format_name, Path(f"new{number}.{_choose_suffix(format_name)}"), said)
        return {"format": name, "terms": _list_terms(glossary), "said": said}
    return {"said": said}


def _build(case: Case) -> tuple[Glossary, str]:
    """The glossary, and the format of its file where there is one."""
    match case:
        case {"concepts": list(concepts)}:
            return _build_glossary(concepts), ""
        case {"name": str(name), "content": content} if name.strip("./") and "/" not in name and "\0" not in name:
            Path(name).write_bytes(make_bytes(content))
            return load(Path(name))
    raise BadCaseError


def _is_filled(glossary: Glossary) -> bool:
    """Whether no term is blank, as that of an empty element in XML is: a row of a table needs one."""
    return all(term.text.strip() for concept in glossary.concepts for term in concept.terms)


def _build_glossary(concepts: list[Case]) -> Glossary:
    """A glossary as a file can hold it: ids are unique, and no id, language or term is blank."""
    glossary = Glossary(tuple(map(_build_concept, concepts)))
    ids = [concept.id for concept in glossary.concepts]
    terms = [text for concept in glossary.concepts for term in concept.terms for text in (term.text, term.language)]
    if len(set(ids)) < len(ids) or not all(text.strip() for text in (*ids, *terms)):
        raise BadCaseError
    return glossary


def _build_concept(concept: Case) -> Concept:
    try:
        return Concept(**{**concept, "terms": tuple(map(_build_term, concept["terms"]))})
    except (TypeError, KeyError, ValueError):
        raise BadCaseError from None


def _build_term(term: dict[str, Any]) -> Term:
    status = Status(term["status"]) if "status" in term else None
    return Term(**{**term, "text": make_text(term["text"]), "status": status})


def _list_terms(glossary: Glossary) -> list[list[str]]:
    """What is observed of a glossary: the language without its region, the text and the status of each term."""
    return [
        [term.language.partition("-")[0], term.text, *([term.status.value] if term.status else [])]
        for concept in glossary.concepts
        for term in concept.terms
    ]


def _choose_suffix(name: str) -> str:
    return {"multiterm": "xml", "google-sets": "csv"}.get(
        name, name if name in {"xlsx", "jsonl", "tbx", "tmx"} else "csv"
    )


def _check_sorting(glossary: Glossary) -> None:
    for order in ORDERS:
        once = sort(glossary, order)
        require(sort(once, order) == once, f"sorting by {order} twice is not sorting once")
        require(sorted(map(_place, once.concepts)) == sorted(map(_place, glossary.concepts)), "sorting loses concepts")


def _place(concept: Concept) -> str:
    return repr(concept._replace(terms=tuple(sorted(concept.terms, key=repr))))


def _check_editing(path: Path, name: str) -> None:
    """Sort a file; then it holds what was sorted, and sorting again writes nothing."""
    before, said = path.read_bytes(), list[str]()
    wanted = sort(load(path, name).glossary)
    with expect_clear_errors(said):
        with edit(path, name) as draft:
            draft.glossary = wanted
        require(
            draft.losses or _sort_terms(load(path, name).glossary) == _sort_terms(wanted),
            f"{name}: a file that is sorted is another glossary",
        )
    require(not said or path.read_bytes() == before, f"{name}: an edit that fails leaves another file", said)
    require({entry.name for entry in Path().iterdir()} == {path.name}, f"{name}: an edit leaves files behind")


def _check_writing(glossary: Glossary, name: str, path: Path, said: list[str]) -> None:
    """Write a glossary as a new file: it is read again as it was, but for the losses that are named."""
    refused = list[str]()
    with expect_clear_errors(refused):
        losses = [*map(require_clear_line, save(path, glossary, name))]
        again = _read_again(path, name)
        same = _sort_terms(again) == _sort_terms(glossary)
        require(losses or same, f"{name}: a loss that is not named", _compare(glossary, again))
        save(path, again, name)
        last = _read_again(path, name)
        require(
            _sort_terms(last) == _sort_terms(again), f"{name}: another glossary the second time", _compare(again, last)
        )
    require(not refused or not path.exists() or losses, f"{name}: refused, and written", refused)
    said.extend(refused)


def _read_again(path: Path, name: str) -> Glossary:
    try:
        return load(path, name).glossary
    except GlossaryError as error:
        raise Fault(f"{name}: what is written cannot be read: {_name_reason(str(error))}", error) from error


def _name_reason(message: str) -> str:
    """What is wrong, without the place and the words of the glossary."""
    return re.sub(r"“.*?”|\d+", "_", message.partition(": ")[2])


def _sort_terms(glossary: Glossary) -> list[str]:
    """The concepts, without regard to the order of their terms, which a format may put source first."""
    return [_place(concept) for concept in glossary.concepts] + [repr(glossary.extra)]


def _compare(one: Glossary, other: Glossary) -> Iterable[object]:
    """The first concepts that differ."""
    pairs = zip(one.concepts, other.concepts, strict=False)
    return next((pair for pair in pairs if pair[0] != pair[1]), (len(one.concepts), len(other.concepts)))
