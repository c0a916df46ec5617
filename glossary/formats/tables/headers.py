"""The first row of a delimited file: which format it belongs to, and which of its cells name languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.formats.base import FormatError
from glossary.formats.tables.cells import detect_dialect

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


def normalize_name(name: str) -> str:
    """Bring a column's name into the form in which names are compared: "Part of speech" -> part_of_speech."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def parse_language(cell: str) -> str | None:
    """Tell the language that a cell names by code or by name; None where it names none.

    >>> parse_language("zh-Hant"), parse_language("English"), parse_language("中文"), parse_language("term")
    ('zh-Hant', 'en', 'zh', None)
    """
    return cell.strip() if is_language(cell) else _NAMES.get(normalize_name(cell))


def is_language(cell: str) -> bool:
    """Whether a cell of a header is a language code such as zh or en-GB."""
    code = _CODE.fullmatch(cell.strip())
    return code is not None and re.split("[-_]", cell.strip())[0].lower() in _LANGUAGES


def detect_table(head: bytes) -> str:
    """Tell the format of a delimited file by its first bytes. Raises FormatError where they are no text."""
    return detect_table_by_header(detect_dialect(head).header)


def detect_table_by_header(header: Sequence[str]) -> str:
    """Tell the format of a delimited file by its first row; that of an empty file is the native one, `csv`."""
    names = [normalize_name(cell) for cell in header]
    if not names or len({"concept", "language", "term"}.intersection(names)) > 1:
        return "csv"
    if "entry_id" in names or "term_info" in names:
        return "memoq"
    while names and not names[-1]:
        names.pop()
    if len(names) > 2 and all(map(is_language, header[: len(names)])):
        return "aws"
    return "pairs"


def index_columns(header: Sequence[str]) -> dict[str, int]:
    """Map the normalized name of each column to its index; of two columns with one name, the first counts."""
    places: dict[str, int] = {}
    for place, name in enumerate(map(normalize_name, header)):
        places.setdefault(name, place)
    return places


def check_columns(names: Sequence[str], header: Sequence[str]) -> None:
    """Raise FormatError where a header lacks one of these columns."""
    lacking = [name for name in names if name not in map(normalize_name, header)]
    if lacking:
        raise FormatError(f"no column {' and no column '.join(lacking)}: the first row has to name them", 1)
