"""What memoQ calls the languages in the header of a term base."""

from __future__ import annotations

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


def code_of(name: str) -> str:
    """The code of a language by memoQ's name; the name itself where it is not known here.

    >>> code_of("Chinese_PRC"), code_of("Klingon")
    ('zh-CN', 'Klingon')
    """
    return _CODES.get(name, name)


def name_of(code: str) -> str:
    """memoQ's name of a language, which always tells the script of Chinese; the code itself where it is not known here.

    >>> name_of("zh"), name_of("en-GB"), name_of("tlh")
    ('Chinese_PRC', 'English_United_Kingdom', 'tlh')
    """
    return _NAMES.get(code) or _ALSO.get(code, code)
