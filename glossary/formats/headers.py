"""What the first row of a delimited file says: which format the file is in, and which columns are languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.formats.base import FormatError
from glossary.formats.cells import dialect_of_head

_CODE = re.compile(r"[a-z]{2,3}(?P<subtags>([-_]([a-z]{2,4}|[0-9]{3}|[a-z0-9]{5,8}))*)", re.IGNORECASE)
_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne
ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st
su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu cmn yue wuu nan
hak fil
"""
_LANGUAGES = frozenset(_CODES.split())
"""The codes of ISO 639-1, and a few of ISO 639-3 that translators of Chinese use."""

_NAMES = {"chinese": "zh", "中文": "zh", "汉语": "zh", "english": "en", "英文": "en", "英语": "en"}


def key(name: str) -> str:
    """A column's name as it is compared: "Part of speech" is part_of_speech."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def language_of(cell: str) -> str | None:
    """The language that a cell of a header names, by its code or by its name; None where it names none.

    >>> language_of("zh-Hant"), language_of("English"), language_of("中文"), language_of("term")
    ('zh-Hant', 'en', 'zh', None)
    """
    return cell.strip() if is_language(cell) else _NAMES.get(key(cell))


def is_language(cell: str) -> bool:
    """Whether a cell of a header is a language code such as zh or en-GB."""
    code = _CODE.fullmatch(cell.strip())
    return code is not None and re.split("[-_]", cell.strip())[0].lower() in _LANGUAGES


def format_of_head(head: bytes) -> str:
    """The format of a delimited file that begins with these bytes. Raises FormatError where they are no text."""
    return format_of_header(dialect_of_head(head).header)


def format_of_header(header: Sequence[str]) -> str:
    """The name of the format that a first row belongs to; an empty file will be of the native one."""
    names = [key(cell) for cell in header]
    if not names or len({"concept", "language", "term"}.intersection(names)) > 1:
        return "csv"
    if "entry_id" in names or "term_info" in names:
        return "memoq"
    while names and not names[-1]:
        names.pop()
    if len(names) > 2 and all(map(is_language, header[: len(names)])):
        return "aws"
    return "pairs"


def place_of(header: Sequence[str]) -> dict[str, int]:
    """Which column has which name (as `key`); of two with the same name, the first."""
    places: dict[str, int] = {}
    for place, name in enumerate(map(key, header)):
        places.setdefault(name, place)
    return places


def missing(names: Sequence[str], header: Sequence[str]) -> FormatError | None:
    """The error for columns that a header lacks."""
    lacking = [name for name in names if name not in map(key, header)]
    if not lacking:
        return None
    return FormatError(f"no column {' and no column '.join(lacking)}: the first row has to name them", 1)
