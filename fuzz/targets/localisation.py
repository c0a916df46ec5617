"""Texts of programs and subtitles: PO, JSON, YAML, Android, Apple, Java, SRT, VTT, ASS; well-formed, and broken."""

import json
from pathlib import Path
from random import Random

from faults import expect_clear_errors, require
from mutation import make_odd_bytes, make_odd_text, pick_atom
from recipes import make_bytes, make_text
from reports import check_result

from align.commands.check import check_file
from align.inputs.tasks import Task
from align.model import Bitext, Document
from align.readers import ReadOptions, read
from align.readers.resources import File, read_pair
from glossary.storage.declared import find_declared_encoding
from glossary.storage.decoding import decode
from targets import BadCaseError, Case, Observed
from targets.texts import GLOSSARIES, find_settings

_FRAMES = {
    "a.po": 'msgctxt "c"\nmsgid "\0"\nmsgid_plural "\0"\nmsgstr[0] "\1"\nmsgstr[1] "\1"\n',
    "en.json": '{"e": "", "a": {"b": ["\1", 3]}}',
    "en.arb": '{"@@locale": "en", "a": "\1"}',
    "en.yaml": "en:\n  a: \1\n  b: [\1]\n",
    "en.yml": 'a: "\1"\nb: |\n  \1\n',
    "values-en/a.xml": "<resources><string name='a'>\1</string>"
    "<plurals name='b'><item quantity='one'>\1</item></plurals></resources>",
    "en.strings": '/* \0 */ "a" = "\1";',
    "a_en.properties": "# \0\na = \1\n",
    "a.xcstrings": '{"sourceLanguage": "zh", "strings": {"\0": {"localizations": '
    '{"en": {"stringUnit": {"value": "\1"}}}}}}',
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\n\1\n\n2\n00:00:03,000 --> 00:00:04,000\n\1\n",
    "a.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n\1\n\n00:03.000 --> 00:04.000\n\1\n",
    "a.ass": "[Events]\nFormat: Start, Text\nDialogue: 0:00:01.00,\1\nDialogue: 0:00:03.00,\1\n",
}
"""Files with a text or two: the source stands where there is a NUL, the target at U+0001."""

_TAGS = (
    *('\\"', "\\n", "\\u4f60", "\\ud83d", "\\", '"', '"\n"', "\n#, fuzzy\n", "\n#~ ", "\\x", "%d", "{0}", "''"),
    *("&amp;", "<b>", "</b>", "<![CDATA[", "]]>", "<xliff:g>", "\\'", "\\\n  ", "*/", "//", ";", " = ", ": ", "\n"),
    *("&a ", "*a ", "- ", "? ", "| ", "> ", "{\\i1}", "\\N", "\\h", "-->", "\n\n", "<v A>", "{", "}", "[", "]", ","),
)


def make(random: Random) -> Case:
    """A name, and what the file holds: a source and a target with signs of the format in them, or anything at all."""
    name = random.choice(list(_FRAMES))
    if random.random() < 0.1:
        return {"name": name, "content": make_odd_bytes(random)}
    return {"name": name, "source": _make_side(random, "zh"), "target": _make_side(random, "en")}


def _make_side(random: Random, language: str) -> list[Case]:
    """Texts, each with a sign behind it."""
    count = random.choice((1, 1, 2, 3, 6))
    return [
        {"text": make_odd_text(random, language), "tag": random.choice((random.choice(_TAGS), pick_atom(random)))}
        for _ in range(count)
    ]


def check(case: Case, folder: Path) -> Observed:
    """Check the file twice, beside itself too, and see where its texts come from."""
    match case:
        case {"name": str(name), "content": content} if name in _FRAMES:
            data = make_bytes(content)
        case {"name": str(name), "source": list(source), "target": list(target)} if name in _FRAMES:
            data = make_bytes(_FRAMES[name].replace("\1", _join(name, target)).replace("\0", _join(name, source)))
        case _:
            raise BadCaseError
    task, said = Task(name, settings=find_settings()), list[str]()
    with expect_clear_errors(said):
        first = check_file(task, GLOSSARIES, data)
        require(check_file(task, GLOSSARIES, data) == first, "another result the second time")
        if not first.skipped:
            _check_texts(name, data)
        return check_result(first, len(data))
    return {"said": said}


def _join(name: str, side: list[object]) -> str:
    """One side: its texts are escaped in half of the formats, and what stands between them is not."""
    parts: list[str] = []
    for part in side:
        match part:
            case {"text": text, "tag": str(tag)}:
                made = make_text(text)
                parts += (json.dumps(made, ensure_ascii=False)[1:-1] if name.endswith(("po", "strings")) else made), tag
            case _:
                raise BadCaseError
    return "".join(parts)


def _check_texts(name: str, data: bytes) -> None:
    """See that the stretches of all sides make their texts, and stand in the file where they say."""
    text = decode(data, None, find_declared_encoding(data) if name.endswith((".po", ".xml")) else None)
    for one in read(name, data, ReadOptions()):
        sides = (one.source, one.target) if isinstance(one, Bitext) else (one,)
        for document in sides:
            _check_document(document, text)
        if isinstance(one, Document) and not name.startswith("a."):
            _check_pair(File(name, data), one)


def _check_pair(file: File, document: Document) -> None:
    """See that each text has itself as its source."""
    bitext = read_pair(file, file, ReadOptions())
    sides = [
        (bitext.source.text[slice(*unit.source)], bitext.target.text[slice(*unit.target)]) for unit in bitext.units
    ]
    keys = [document.locate(block.start).segment for block in document.blocks]
    is_own = len(set(keys)) < len(keys) or all(source in (target, "") for source, target in sides if target)
    require(is_own, "a text with the source of another")
    require(bitext.target.text == document.text, "a text that stands elsewhere beside its source")
    texts = [document.text[slice(*block)] for block in document.blocks]
    require([target for _, target in sides if target] == texts, "a pair without a text of its file")


def _check_document(document: Document, text: str) -> None:
    covered = 0
    for span, _, _, _, origin in document.stretches or ():
        require(document.text[covered : span.start] in ("", "\n"), "text that stands in no stretch")
        covered = span.end
        if origin and origin.end - origin.start == span.end - span.start:
            held, own = text[origin.start : origin.end], document.text[slice(*span)]
            is_same = own == held or (held.isspace() and own in (" ", "\n"))
            require(is_same, "a stretch that is not the text of the file", held)
    require(covered == len(document.text), "text behind the last stretch")
