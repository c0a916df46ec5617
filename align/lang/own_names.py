"""What languages written in East Asian script call themselves, as a switch between the languages of a page does."""

import re

from glossary.lang.en_function_words import make_word_set

OWN_NAMES = make_word_set(
    """
    中文 中文版 简体中文 簡體中文 繁体中文 繁體中文 正體中文 中文简体 中文簡體 中文繁体 中文繁體 简中 繁中 日本語 한국어
    中文中国 中文大陆 中文台湾 中文台灣 中文臺灣 中文香港 简体中文中国 繁體中文台灣 繁體中文臺灣 繁體中文香港
    繁体中文台湾 繁体中文香港
    """
)
"""The names, each as it stands alone, without brackets."""

_BRACKETS = re.compile(r"[ ()（）-]")


def is_own_name(text: str) -> bool:
    """Whether a text is no more than such a name.

    >>> is_own_name("中文（简体）"), is_own_name("中文书")
    (True, False)
    """
    return _BRACKETS.sub("", text) in OWN_NAMES
