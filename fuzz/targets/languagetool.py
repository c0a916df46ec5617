"""What a client of LanguageTool sends: texts with markup, sources, lists of rules, fields that are no such thing."""

import json
from functools import cache
from pathlib import Path
from random import Random

from faults import expect_clear_errors, require
from mutation import make_odd_text, pick_atom, read_seeds
from recipes import make_text

from align.config.settings import Request
from align.server.languagetool import Checker, parse_question
from targets import BadCaseError, Case, Observed

_FIELDS = {
    "language": ("en", "en-US", "auto", "de", "zh-CN", "xx", "", "english"),
    "motherTongue": ("zh", "zh-TW", "en", "-"),
    "enabledRules": ("residual-source", "EN_A_VS_AN,doubled-word", ",", "FLUENCY"),
    "disabledRules": ("residual-source", "doubled-word,irregular-spacing", ","),
    "enabledCategories": ("ACCURACY", "TYPOS"),
    "disabledCategories": ("FLUENCY", "TYPOS"),
    "enabledOnly": ("true", "yes", "false"),
    "level": ("picky", "default", "x"),
    "data": ("{}", '{"annotation": [1]}', "[", '{"annotation": [{"text": 1}]}'),
}
_MARKUP = ("<b>", "</b>", "<br>", "&amp;", "😀", "\n", "")


def make(random: Random) -> Case:
    """A text in pieces, some of them markup, and other fields."""
    pieces = list[Case]()
    for _ in range(random.choice((1, 1, 2, 4, 9))):
        pieces.append({"text": make_odd_text(random) if random.random() < 0.6 else pick_atom(random)})
        if random.random() < 0.4:
            pieces.append(
                {"markup": random.choice(_MARKUP), "interpretAs": random.choice((None, " ", "&", "\n", "摆"))}
            )
    fields = {name: random.choice(values) for name, values in _FIELDS.items() if random.random() < 0.15}
    source = random.choice(read_seeds("zh")) if random.random() < 0.4 else ""
    return {"pieces": pieces, "fields": {"language": "en", **fields}, "source": source}


def check(case: Case, folder: Path) -> Observed:
    """Ask, and see that each match is in what was sent and that what it offers can be put there."""
    match case:
        case {"pieces": list(pieces), "fields": dict(fields), "source": str(source)}:
            made = [_make_piece(piece) for piece in pieces]
        case _:
            raise BadCaseError
    sent = "".join(piece.get("text", "") + piece.get("markup", "") for piece in made)
    units = sent.encode("utf-16-le", "surrogatepass")
    said, found = list[str](), list[str]()
    with expect_clear_errors(said):
        question = parse_question({"data": json.dumps({"annotation": made}), "srctext": source, **fields})
        answer = json.loads(json.dumps(_open_checker().answer(question)))
        for match in answer["matches"]:
            start, end = match["offset"], match["offset"] + match["length"]
            require(0 <= start < end <= len(units) // 2, "a match is outside of what was sent", match)
            require(not any(_is_inside(units, place) for place in (start, end)), "a match cuts a character", match)
            context = match["context"]
            marked = _cut(context["text"], context["offset"], context["length"])
            if context["text"] and "data" not in fields and not any("markup" in piece for piece in made):
                require(marked == _cut(sent, start, end - start).translate(_BREAKS), "the context marks others", match)
            found.append(match["rule"]["id"])
    return {"said": said, "found": found}


_BREAKS = {ord("\n"): " ", ord("\r"): " "}


def _cut(text: str, start: int, length: int) -> str:
    units = text.encode("utf-16-le", "surrogatepass")[start * 2 : (start + length) * 2]
    return units.decode("utf-16-le", "surrogatepass")


def _is_inside(units: bytes, place: int) -> bool:
    """Whether a place is between the two units of a character."""
    before, after = (int.from_bytes(units[one * 2 : one * 2 + 2], "little") for one in (place - 1, place))
    return place > 0 and 0xD800 <= before < 0xDC00 <= after < 0xE000


@cache
def _open_checker() -> Checker:
    return Checker(Request((".",), config="none"))


def _make_piece(piece: object) -> dict[str, str]:
    match piece:
        case {"text": text}:
            return {"text": make_text(text)}
        case {"markup": str(markup), "interpretAs": str(meaning)}:
            return {"markup": markup, "interpretAs": meaning}
        case {"markup": str(markup)}:
            return {"markup": markup}
    raise BadCaseError
