"""The English names of languages, which some termbases give instead of a code."""

from __future__ import annotations

_NAMES = {
    "zh": "Chinese",
    "en": "English",
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ru": "Russian",
}
_CODES = {name.lower(): code for code, name in _NAMES.items()}


def find_name(code: str) -> str:
    """Find the English name of a language; an unknown code is returned as it is.

    >>> find_name("ZH-CN"), find_name("tlh")
    ('Chinese', 'tlh')
    """
    return _NAMES.get(code.lower().replace("_", "-").partition("-")[0], code)


def find_code(name: str) -> str:
    """Find the code of a language by its name, whatever variant follows in brackets; "" where it is unknown.

    >>> find_code("English (United Kingdom)"), find_code("Klingon")
    ('en', '')
    """
    return _CODES.get(name.partition("(")[0].strip().lower(), "")
