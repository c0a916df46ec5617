"""Which language a text is in: by its script, by its commonest words, or as no more than the name of a language.

The table `zh/language_names` has what languages written in East Asian script call themselves, as a switch between the
languages of a page does: the names of a language, without brackets, in each script.
"""

import unicodedata
from functools import cache

from align.lang import find_language, list_languages
from glossary.lang.scripts import HANGUL, KANA, count_east_asian, has_han, has_latin, is_mostly_east_asian, name_script
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

_OWN_SCRIPTS = frozenset(("Latin", "Cjk", "Hiragana", "Katakana", "Hangul", "Bopomofo"))
"""What Unicode calls the letters of English, Chinese, Japanese and Korean."""
_WORD = compile_late(r"[^\W\d_]+")
_QUOTATION = compile_late(r'“[^”“]{1,500}”|"[^"]{1,500}"|«[^«»]{1,500}»|„[^„“”]{1,500}[“”]')
_FEWEST_WORDS = 12
_FEWEST_DISTINCT = 4
_SHARE = 0.2
"""The share of the words of a text that are common ones of its language, at least; in English prose it is a third."""
_ENGLISH_SHARE = 1 / 3
"""How many common English words there may be for each of those; German and Dutch have some of them."""


def find_other_language(text: str) -> str | None:
    """Return the language or the script of a text that is neither English nor East Asian; None if in doubt.

    >>> find_other_language("Der Hafen ist im Mai geöffnet, und die ersten Schiffe sind schon da.")
    'German'
    """
    words = _WORD.findall(_QUOTATION.sub(" ", text).lower())
    if len(words) < _FEWEST_WORDS or is_mostly_east_asian(text):
        return None
    known_english, others = _load_common_words()
    english = sum(map(known_english.__contains__, words))
    if english > len(words) * _ENGLISH_SHARE:
        return None
    if script := _find_script(words):
        return script
    counts = {language: sum(map(known.__contains__, words)) for language, known in others.items()}
    language, common = max(counts.items(), key=lambda item: item[1])
    is_clear = common >= len(words) * _SHARE and english <= common * _ENGLISH_SHARE
    return language if is_clear and len(others[language].intersection(words)) >= _FEWEST_DISTINCT else None


def is_english(text: str) -> bool:
    """Return whether a text is in English for certain, apart from what it quotes.

    >>> is_english("The port was opened in May, and the first ships have been in the roads for a week.")
    True
    """
    words = _WORD.findall(_QUOTATION.sub(" ", text).lower())
    if len(words) < _FEWEST_WORDS or is_mostly_east_asian(text):
        return False
    known_english, known = _load_common_words()
    english = sum(map(known_english.__contains__, words))
    others = max(sum(map(its.__contains__, words)) for its in known.values())
    is_clear = english >= len(words) * _SHARE and others <= english * _ENGLISH_SHARE
    return is_clear and len(known_english.intersection(words)) >= _FEWEST_DISTINCT


@cache
def _load_common_words() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Return the common words of English, and by name those of each other language that English does not have."""
    english = frozenset(find_language("en").words)
    known = {one.name: frozenset(one.words) - english for one in list_languages() if one.words and one.code != "en"}
    return english, known


def find_other_east_asian(text: str, code: str) -> str | None:
    """Return the language of a text in East Asian letters that is not the one of a code; None if in doubt.

    A text of few letters, or one in Chinese characters alone, might be in any.

    >>> find_other_east_asian("항구가 오월에 열렸고 첫 배가 들어왔습니다. " * 4, "ja")
    'Korean'
    """
    letters = count_east_asian(text)
    kana, hangul = len(_KANA.findall(text)), len(_HANGUL.findall(text))
    if letters < _FEWEST_LETTERS or has_latin(text, 2 * letters):
        return None
    if hangul * 2 > letters:
        found = "ko"
    elif kana * _ONE_KANA_IN > letters:
        found = "ja"
    else:
        found = "zh" if len(CHINESE_GRAMMAR.findall(text)) * _ONE_CHINESE_IN > letters and not hangul else code
    return None if found == code else find_language(found).name


def _find_script(words: list[str]) -> str | None:
    """Return the script of most words, where it is another than Latin."""
    letters = [word[0] for word in words if not word[0].isascii()]
    if len(letters) <= len(words) / 2:
        return None
    scripts = [unicodedata.name(letter, "").partition(" ")[0].title() for letter in letters]
    commonest = max(sorted(set(scripts)), key=scripts.count)
    is_other = commonest not in _OWN_SCRIPTS and scripts.count(commonest) > len(words) / 2
    return f"{commonest} script" if is_other else None


_SAMPLE = 100_000
"""Characters, from the start, that are looked at."""

_ONE_KANA_IN, _ONE_HANGUL_IN = 10, 3
"""A text is Japanese or Korean if one in so many East Asian letters is kana or hangul; Chinese quotes fewer."""

_LATIN_TO_ONE = 20
"""How many Latin letters a line of an East Asian text may have to one of its own; English quotes less."""

_ONE_LINE_IN = 3
"""A text is in a language if one in so many of its lines has letters of it."""

_FEWEST_LETTERS = 40
"""East Asian letters of a text whose language is told."""

_ONE_CHINESE_IN = 30
"""A text without kana is Chinese if one in so many letters is one of these."""

CHINESE_GRAMMAR = compile_late("[的是了这這那们們在也就都很吗嗎呢把被让讓从從还還没您你]")
"""Characters of grammar that Chinese sentences have, and Japanese ones hardly do."""
_KANA = compile_late(f"[{KANA}]")
_HANGUL = compile_late(f"[{HANGUL}]")
_TITLE = compile_late("《[^《》\n]{1,60}》|〈[^〈〉\n]{1,60}〉|「[^「」\n]{1,60}」|『[^『』\n]{1,60}』|“[^“”\n]{1,60}”")
"""What a text quotes, in whatever language."""
_NAMES = {"ja": "Japanese", "ko": "Korean"}
_SENTENCE = compile_late(r"[^\n。！？!?]+")


def guess_language(text: str) -> str:
    """Return the code of the language that the letters of a text point to: ja, ko or zh; en where few are East Asian.

    >>> guess_language("石墨出口"), guess_language("石墨の輸出"), guess_language("흑연 수출")
    ('zh', 'ja', 'ko')
    """
    sample = text[:_SAMPLE]
    return _tell_east_asian(sample) if is_mostly_east_asian(sample) else "en"


def guess_language_by_line(text: str) -> str:
    """Return the code of the language that a text seems to be in by what its lines hold: ja, ko or zh; en where few
    of them have an East Asian letter.

    A page on programs may have more Latin letters than Chinese ones, and is Chinese. Its translation is not: there few
    lines have any.

    >>> guess_language_by_line("# 用 Python 写 HTTP server"), guess_language("# 用 Python 写 HTTP server")
    ('zh', 'en')
    """
    lines = [line for line in text[:_SAMPLE].splitlines() if any(map(str.isalpha, line))]
    own = [line for line in lines if (count := count_east_asian(line)) and not has_latin(line, _LATIN_TO_ONE * count)]
    return _tell_east_asian("\n".join(own)) if own and len(lines) <= _ONE_LINE_IN * len(own) else "en"


def name_language(text: str) -> str:
    """Name the language of an East Asian text, as an editor would: by most of it, not by a word that it quotes.

    >>> name_language("她唱了「さくら」。"), name_language("石墨の輸出")
    ('Chinese', 'Japanese')
    """
    return _NAMES.get(_tell_east_asian(text[:_SAMPLE])) or ("Chinese" if has_han(text) else name_script(text))


def _tell_east_asian(text: str) -> str:
    """Return which language an East Asian text is in: by most of its lines that have such letters, quoted titles
    aside.
    """
    own = _TITLE.sub(" ", text)
    text = own if count_east_asian(own) else text
    kana, hangul = len(_KANA.findall(text)), len(_HANGUL.findall(text))
    if max(_ONE_KANA_IN * kana, _ONE_HANGUL_IN * hangul) < count_east_asian(text):
        return "zh"
    letters = _KANA if kana > hangul else _HANGUL
    lines = [line for line in _SENTENCE.findall(text) if count_east_asian(line)]
    if _ONE_LINE_IN * sum(1 for line in lines if letters.search(line)) < len(lines):
        return "zh"
    return "ja" if kana > hangul else "ko"


LANGUAGE_NAMES = Form("align", "zh/language_names", ("names", "language"), key=("names",), needed=("language",))

_BRACKETS = compile_late(r"[ ()（）-]")


def is_own_name(text: str) -> bool:
    """Return whether a text is no more than the name of a language written in East Asian script.

    >>> is_own_name("中文（简体）"), is_own_name("中文书")
    (True, False)
    """
    return _BRACKETS.sub("", text) in _load_names()


@cache_by_packs
def _load_names() -> frozenset[str]:
    return frozenset(name for row in read_rows(LANGUAGE_NAMES) for name in split_cell(row.cells[0], "/"))
