"""Whether a text asks, in Chinese or in English."""

import re

_MARK = re.compile(r"[?？]")
_ASKING = re.compile(
    "[吗呢谁哪]|是否|能否|可否|会否|什么|甚么|怎么|怎样|为何|如何|多久|多少|几时|何时|何处|何以|([会能是有可要])不\\1|有没有"
)


def has_question_mark(text: str) -> bool:
    """Whether a text has a question mark."""
    return _MARK.search(text) is not None


def may_ask(text: str) -> bool:
    """Whether a text has a question mark, or a Chinese word that asks without one.

    >>> may_ask("是否下雨"), may_ask("会不会下雨"), may_ask("下雨了。")
    (True, True, False)
    """
    return has_question_mark(text) or _ASKING.search(text) is not None
