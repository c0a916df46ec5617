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


def name_of(code: str) -> str:
    """The name of a code's language; the code itself where it is none of these.

    >>> name_of("ZH-CN"), name_of("tlh")
    ('Chinese', 'tlh')
    """
    return _NAMES.get(code.lower().replace("_", "-").partition("-")[0], code)


def code_of(name: str) -> str:
    """The code of a language by its name, whatever variant follows it in brackets; "" where it is none of these.

    >>> code_of("English (United Kingdom)"), code_of("Klingon")
    ('en', '')
    """
    return _CODES.get(name.partition("(")[0].strip().lower(), "")
