"""Which language a text is in, told by its script alone: no network, no model."""

import re

from align.lang.scripts import HANGUL, KANA, count_east_asian, mostly_east_asian

_SAMPLE = 100_000
"""Characters, from the start, that are looked at."""

_ONE_IN = 10
"""Of so many East Asian letters one of kana, or of hangul, tells the language: Chinese quotes a word of it at most."""

_KANA = re.compile(f"[{KANA}]")
_HANGUL = re.compile(f"[{HANGUL}]")


def language_of_text(text: str) -> str:
    """The code of the language that the letters of a text speak for: ja, ko, zh; en where they are no East Asian ones.

    >>> language_of_text("石墨出口"), language_of_text("石墨の輸出"), language_of_text("흑연 수출")
    ('zh', 'ja', 'ko')
    """
    sample = text[:_SAMPLE]
    if not mostly_east_asian(sample):
        return "en"
    kana, hangul = len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    if _ONE_IN * max(kana, hangul) < count_east_asian(sample):
        return "zh"
    return "ja" if kana > hangul else "ko"
