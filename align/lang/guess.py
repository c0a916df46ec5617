"""Guesses the language of a text from its script alone."""

from glossary.lang.scripts import HANGUL, KANA, count_east_asian, is_mostly_east_asian
from glossary.pack.patterns import compile_late

_SAMPLE = 100_000
"""Characters, from the start, that are looked at."""

_ONE_IN = 10
"""A text is Japanese or Korean if one in so many East Asian letters is kana or hangul; Chinese quotes fewer."""

_KANA = compile_late(f"[{KANA}]")
_HANGUL = compile_late(f"[{HANGUL}]")


def guess_language(text: str) -> str:
    """The code of the language that the letters of a text point to: ja, ko or zh; en where few are East Asian.

    >>> guess_language("石墨出口"), guess_language("石墨の輸出"), guess_language("흑연 수출")
    ('zh', 'ja', 'ko')
    """
    sample = text[:_SAMPLE]
    if not is_mostly_east_asian(sample):
        return "en"
    kana, hangul = len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    if _ONE_IN * max(kana, hangul) < count_east_asian(sample):
        return "zh"
    return "ja" if kana > hangul else "ko"
