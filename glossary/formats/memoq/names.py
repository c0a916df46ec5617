"""What memoQ calls the columns of a term base, and the languages in its header."""

from __future__ import annotations

ENTRY = {"Entry_ID": "id", "Entry_Subject": "subject", "Entry_Note": "note"}
"""The columns of an entry -> the fields of a concept."""

DEFINITION = "_Def"
"""What follows the name of a language in the title of the column of its definition."""

INFO = "Term_Info"
EXAMPLE = "Term_Example"

_NAMES = {
    "zh-CN": "Chinese_PRC",
    "zh-TW": "Chinese_Taiwan",
    "zh-HK": "Chinese_Hong_Kong_SAR",
    "zh-SG": "Chinese_Singapore",
    "en": "English",
    "en-US": "English_United_States",
    "en-GB": "English_United_Kingdom",
    "en-AU": "English_Australia",
    "en-CA": "English_Canada",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "pt-BR": "Portuguese_Brazil",
    "ru": "Russian",
    "ja": "Japanese",
    "ko": "Korean",
    "vi": "Vietnamese",
    "th": "Thai",
    "id": "Indonesian",
    "ms": "Malay",
    "ar": "Arabic",
}
_CODES = {name: code for code, name in _NAMES.items()}
_ALSO = {"zh": "Chinese_PRC", "zh-Hans": "Chinese_PRC", "zh-Hant": "Chinese_Taiwan"}


def find_code(name: str) -> str:
    """Find the code of a language by memoQ's name; an unknown name is returned as it is.

    >>> find_code("Chinese_PRC"), find_code("Klingon")
    ('zh-CN', 'Klingon')
    """
    return _CODES.get(name, name)


def find_name(code: str) -> str:
    """Find memoQ's name of a language, which always says the script of Chinese; an unknown code is returned as it is.

    >>> find_name("zh"), find_name("en-GB"), find_name("tlh")
    ('Chinese_PRC', 'English_United_Kingdom', 'tlh')
    """
    return _NAMES.get(code) or _ALSO.get(code, code)
