"""Language codes: which are codes of BCP 47 at all.

Sources: RFC 5646 (BCP 47); ISO 639-1, the codes of two letters
"""

import re
from functools import lru_cache

from align.errors import LanguageCodeError
from glossary.pack.patterns import compile_late

_WELL_FORMED = compile_late(r"(?P<primary>[a-z]{2,3})(?:-[a-z0-9]{1,8})*", re.IGNORECASE)

_TWO_LETTERS = (
    " aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja "
    "jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb "
    "nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)

NAMED = ("zh", "en", "ja", "ko", "de", "fr", "es", "ru")
"""The codes that are taken for a language in the name of a file or of a key."""

_ALSO_WRITTEN = "ar bg bn cs da el fa fi fil he hi hu id it ms nb nl no pl pt ro sk sv ta th tr uk ur vi"
WRITTEN = (*NAMED, *_ALSO_WRITTEN.split())
"""The codes that are taken for a language where nothing else is likely, as after README."""

_INTENDED = {
    **dict.fromkeys(("cn", "chi", "chn", "zho", "chs", "cht", "chinese"), "zh"),
    **dict.fromkeys(("eng", "english"), "en"),
    **dict.fromkeys(("jp", "jpn", "japanese"), "ja"),
    **dict.fromkeys(("kor", "korean"), "ko"),
}
"""What people write for a code, and the code."""


def check_language_code(code: str) -> None:
    """See that a code names a language. Raises LanguageCodeError, which names the code that is likely intended.

    A code of three letters is taken as it is, but for languages that have one of two.

    >>> check_language_code("pt-BR")
    >>> check_language_code("yue")
    >>> check_language_code("cn")
    Traceback (most recent call last):
    align.errors.LanguageCodeError: cn is not a language code: did you mean zh?
    """
    if not _is_code(code):
        written = code.replace("_", "-")
        near = written if _is_code(written) else _INTENDED.get(code.lower())
        advice = f"did you mean {near}?" if near else "give one such as zh, en or pt-BR"
        raise LanguageCodeError(f"{code} is not a language code: {advice}")


def _is_code(code: str) -> bool:
    match = _WELL_FORMED.fullmatch(code)
    primary = match["primary"].lower() if match else ""
    return bool(match) and primary not in _INTENDED and (len(primary) == 3 or f" {primary} " in _TWO_LETTERS)


@lru_cache(maxsize=256)
def name_language(code: str) -> str:
    """Return the language of a code of BCP 47, without script and region.

    >>> name_language("zh-Hant")
    'zh'
    """
    return code.partition("-")[0].lower()
