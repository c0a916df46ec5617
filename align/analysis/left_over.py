"""Prose of a translation that is still in the language of its source: blocks, sentences, and parts of sentences.

Where the two languages are written in different scripts, letters tell: a stretch of Latin words in a Chinese sentence.
Where they are not, or where a stretch is short, it must be in the source, word by word. What is in Chinese, Japanese or
Korean and has been translated into Latin letters is found by the runs of its letters (`align.lang.east_asian`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from align.lang import Language, find_language
from align.lang.identification import CHINESE_GRAMMAR, is_own_name
from align.model import MASK, Document, Span
from glossary.lang.scripts import HAN, HANGUL, KANA, LATIN, is_east_asian
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, read_rows

KEPT_TEXTS = Form("align", "mul/kept_texts", ("words", "example"), key=("words",), needed=("example",))
"""Words of texts that stay as they are in every language, as licences do."""

_WORD = compile_late(
    rf"(?<![{LATIN}0-9_/@=$&.’'-])[{LATIN}]++(?:['’-][{LATIN}]++)*+(?![0-9_/@=(]|[-.:][{LATIN}0-9]|['’-][0-9_])"
)
"""A word of prose; what is joined to a figure or by a sign, as a path or a key is, is none."""
_TITLE = compile_late(rf"[{LATIN}'’ ,.:;!?&\t-]+")
_QUOTED = compile_late(r"""["“”„«»‘’「」『』《》〈〉'`]""")
_HAN = compile_late(f"[{HAN}]")
_KANA = compile_late(f"[{KANA}]")
_HANGUL = compile_late(f"[{HANGUL}]")

_FEWEST_BY_SCRIPT, _FEWEST_OF_GRAMMAR = 8, 2
"""Of how many Latin words a stretch is prose, if so many of them are words of grammar."""
_FEWEST_IN_SOURCE = 4
"""The same of a stretch that is in the source, and has a word of grammar; one less where it has more of them."""
_FEWEST_IN_LATIN = 5
"""The same in a text that is written in Latin letters itself."""
_FEWEST_IN_TITLE = 3
_FEWEST_HAN, _FEWEST_KANA = 8, 3
_SHARE_IN_SOURCE = 0.8
_PIECE, _PIECE_OF_HAN = 3, 4
"""How many words, or Han, are looked for together in the source."""
_REACH = 40
"""How many characters before a run a bracket around it may open."""
_EDGES = f"{MASK} \t\r\n#*_>•·|-—–:：、，。;；"


class LeftOver(NamedTuple):
    """What was left in the language of the source: where it is, the name of that language, whether it is all of its
    block, and whether it is no sentence, but a few words such as a heading.
    """

    span: Span
    language: str
    is_whole: bool
    is_short: bool


def find_left_over(document: Document, original: Document | None) -> tuple[LeftOver, ...]:
    """Return what was left in the language of the source, in order; the source may be unknown.

    Nothing is returned of a translation from Chinese, Japanese or Korean into another script.
    """
    known = original.language if original else ""
    source, target = find_language(known or "en"), find_language(document.language)
    if source.code == target.code or not (source.script and target.script):
        return ()
    if is_east_asian(source.letters):
        return tuple(_find_east_asian(document, original, source, target)) if is_east_asian(target.letters) else ()
    if source.script != "Latin" or (target.script == "Latin" and not known):
        return ()
    return tuple(_find_latin(document, original, source, target))


def _find_latin(
    document: Document, source: Document | None, language: Language, target: Language
) -> Iterator[LeftOver]:
    pieces = _list_pieces(source) if source else frozenset()
    whole = _list_blocks(source) if source else frozenset()
    grammar = _load_grammar(language.code) - (_load_grammar(target.code) if target.script == "Latin" else frozenset())
    for block in document.blocks:
        prose = document.prose[block.start : block.end]
        words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(prose)]
        if len(words) < _FEWEST_IN_TITLE or _is_kept(document.text[block.start : block.end]):
            continue
        found = list(
            _find_runs_in_latin(words, pieces, grammar)
            if target.script == "Latin"
            else _find_runs_in_script(prose, words, pieces, grammar, target)
        )
        for run in found:
            start, end = run[0][1], run[-1][2]
            while end < len(prose) and prose[end] in ".!?…":
                end += 1
            if len(run) >= _FEWEST_BY_SCRIPT or not _is_quoted(prose, start, end):
                is_whole = len(run) == len(words) and not _has_own(prose, target)
                yield LeftOver(Span(block.start + start, block.start + end), language.name, is_whole, False)
        small = {word for word, _, _ in words if word.islower() and len(word) > 1}
        if (
            not found
            and len(small) >= _FEWEST_IN_TITLE - 1
            and _TITLE.fullmatch(prose.strip(_EDGES))
            and tuple(word.lower() for word, _, _ in words) in whole
            and (target.script != "Latin" or any(word in grammar for word in small))
            and not _has_own(prose, target)
        ):
            yield LeftOver(
                Span(block.start + words[0][1], block.start + words[-1][2]), language.name, True, is_short=True
            )


_Words = list[tuple[str, int, int]]
"""Words with the places of their first and after their last letter in a block."""


def _find_runs_in_latin(words: _Words, pieces: frozenset[tuple[str, ...]], grammar: frozenset[str]) -> Iterator[_Words]:
    """Yield the runs of words that the source has in the same order, and that are prose of its language."""
    for covered, run in _cover(words, pieces):
        count = _count_grammar(run, grammar)
        few = count == 1 and _count_small(run) < _FEWEST_IN_LATIN - 1
        if covered and count and not few and len(run) >= _FEWEST_IN_LATIN:
            yield run


def _find_runs_in_script(
    prose: str, words: _Words, pieces: frozenset[tuple[str, ...]], grammar: frozenset[str], target: Language
) -> Iterator[_Words]:
    """Yield the runs of Latin words between letters of the target that are prose of the language of the source."""
    own = _compile(target.letters)
    stretches, last = list[_Words](), -1
    for word in words:
        if last < 0 or own.search(prose, last, word[1]):
            stretches.append([])
        stretches[-1].append(word)
        last = word[2]
    for run in stretches:
        size, small, count = len(run), _count_small(run), _count_grammar(run, grammar)
        covered = sum(len(part) for is_covered, part in _cover(run, pieces) if is_covered)
        fewest = _FEWEST_IN_SOURCE - (count >= _FEWEST_OF_GRAMMAR)
        in_source = size >= fewest and count and covered >= size * _SHARE_IN_SOURCE and small * 3 >= size
        by_script = size >= _FEWEST_BY_SCRIPT and count >= _FEWEST_OF_GRAMMAR and small * 2 >= size
        if in_source or by_script:
            yield run


def _cover(words: _Words, pieces: frozenset[tuple[str, ...]]) -> Iterator[tuple[bool, _Words]]:
    """Yield the words in runs of those that are in a piece of the source, and of those that are in none."""
    lower = [word.lower() for word, _, _ in words]
    covered = [False] * len(words)
    for index in range(len(words) - _PIECE + 1):
        if tuple(lower[index : index + _PIECE]) in pieces:
            covered[index : index + _PIECE] = [True] * _PIECE
    for is_covered, run in groupby(zip(covered, words, strict=True), key=lambda pair: pair[0]):
        yield is_covered, [word for _, word in run]


def _count_grammar(words: _Words, grammar: frozenset[str]) -> int:
    return sum(1 for word, _, _ in words if not word.isupper() and word.lower() in grammar)


def _count_small(words: _Words) -> int:
    return sum(1 for word, _, _ in words if word.islower())


def _is_quoted(prose: str, start: int, end: int) -> bool:
    """Return whether a stretch is between quotation marks: the words of a button, or a title."""
    before, after = prose[max(start - 2, 0) : start].rstrip(), prose[end : end + 2].lstrip()
    return bool(_QUOTED.match(before[-1:]) and _QUOTED.match(after))


def _has_own(prose: str, target: Language) -> bool:
    """Return whether a block has letters of the script of the target, where that is not Latin."""
    return target.script != "Latin" and _compile(target.letters).search(prose) is not None


def _is_kept(text: str) -> bool:
    """Return whether a block is of a kind of text that stays as it is."""
    return any(row.cells[0] in text for row in read_rows(KEPT_TEXTS))


def _list_pieces(source: Document) -> frozenset[tuple[str, ...]]:
    """Return every few words that follow each other in a block of the source, in lower case."""
    return frozenset(
        tuple(words[index : index + _PIECE])
        for words in _list_words(source)
        for index in range(len(words) - _PIECE + 1)
    )


def _list_blocks(source: Document) -> frozenset[tuple[str, ...]]:
    return frozenset(map(tuple, _list_words(source)))


def _list_words(source: Document) -> Iterator[list[str]]:
    for block in source.blocks:
        yield [word.lower() for word in _WORD.findall(source.prose, block.start, block.end)]


@cache
def _load_grammar(code: str) -> frozenset[str]:
    language = find_language(code)
    return frozenset((*language.words, *language.grammar))


@cache
def _compile(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]")


def _find_east_asian(
    document: Document, source: Document | None, language: Language, target: Language
) -> Iterator[LeftOver]:
    """Yield the sentences that are in the language of the source, of Chinese, Japanese and Korean."""
    pieces = _list_pieces_of_han(source) if source else frozenset()
    for segment in document.segments:
        prose = document.prose[segment.start : segment.end]
        han, kana, hangul = (len(letters.findall(prose)) for letters in (_HAN, _KANA, _HANGUL))
        if {
            ("zh", "ja"): not kana and han >= _FEWEST_HAN and _is_chinese(prose, pieces),
            ("zh", "ko"): han >= _FEWEST_HAN and han > hangul,
            ("ja", "zh"): kana >= _FEWEST_KANA and kana * _FEWEST_KANA > han and han + kana >= _FEWEST_HAN,
            ("ja", "ko"): kana >= _FEWEST_KANA and han + kana >= _FEWEST_HAN and han + kana > hangul,
            ("ko", "zh"): hangul >= _FEWEST_HAN and hangul > han,
            ("ko", "ja"): hangul >= _FEWEST_HAN and hangul > han + kana,
        }.get((language.code, target.code), False):
            block = document.block(segment.start)
            text = prose.strip(_EDGES)
            start = segment.start + prose.index(text)
            is_whole = document.prose[block.start : block.end].strip(_EDGES) == text
            yield LeftOver(Span(start, start + len(text)), language.name, is_whole, False)


def _is_chinese(text: str, pieces: frozenset[str]) -> bool:
    """Return whether a text without kana is a Chinese sentence: most of it is in the source, or its characters say."""
    if find_simplified(text):
        return True
    own = _HAN.findall(text)
    found = sum(1 for piece in _join_pieces(own) if piece in pieces)
    return CHINESE_GRAMMAR.search(text) is not None and found >= (len(own) - _PIECE_OF_HAN + 1) * _SHARE_IN_SOURCE


class ForeignRun(NamedTuple):
    """A run of letters that the language of a text does not write: where it is, what language it is in, whether it is
    in brackets or quotation marks, and whether the source has it.
    """

    span: Span
    language: str
    is_given: bool
    is_in_source: bool


_FOREIGN = {"zh": (("ja", KANA), ("ko", HANGUL)), "ja": (("ko", HANGUL),), "ko": (("ja", KANA), ("zh", HAN))}
"""What translations into Chinese, Japanese and Korean do not write: a language, and its letters."""
_FEWEST_FOREIGN = 2


def find_foreign_runs(document: Document, original: Document | None) -> Iterator[ForeignRun]:
    """Yield what a translation into Chinese, Japanese or Korean has in another of these, but for names of languages.

    Han in Korean are looked for where the source is written in Han; in Japanese those of simplified Chinese.
    """
    target, of_source = find_language(document.language).code, original.language if original else ""
    of_source, source = find_language(of_source).code, original.text if original else ""
    for language, letters in _FOREIGN[target]:
        if letters != HAN or of_source in ("zh", "ja"):
            pattern = _compile_run(letters)
            for match in pattern.finditer(document.prose):
                if len(match[0]) >= _FEWEST_FOREIGN and not is_own_name(match[0]):
                    yield _place(document, Span(*match.span()), language if letters != HAN else of_source, source)
    if target == "ja":
        for match in _compile_run(HAN).finditer(document.prose):
            if find_simplified(match[0]) and not is_own_name(match[0]):
                yield _place(document, Span(*match.span()), "zh", source)


def _place(document: Document, span: Span, language: str, source: str) -> ForeignRun:
    prose, text = document.prose, document.prose[slice(*span)]
    opened = max(map(prose[max(span.start - _REACH, 0) : span.start].rfind, "(（[「『《“\"'"))
    closed = max(map(prose[max(span.start - _REACH, 0) : span.start].rfind, ")）]」』》”"))
    return ForeignRun(span, find_language(language).name, opened > closed, text in source)


@cache
def _compile_run(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]+(?:[ ・·][{letters}]+)*")


def find_simplified(text: str) -> list[int]:
    """Return where a text has characters of simplified Chinese that Japanese does not write.

    GB 2312 has them, and JIS X 0208 with its extensions does not.

    >>> find_simplified("设定を開く")
    [0]
    """
    return [match.start() for match in _HAN.finditer(text) if _is_simplified(match[0])]


@cache
def _is_simplified(character: str) -> bool:
    return _can_encode(character, "gb2312") and not _can_encode(character, "cp932")


def _can_encode(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _list_pieces_of_han(source: Document) -> frozenset[str]:
    return frozenset(_join_pieces(_HAN.findall(source.prose)))


def _join_pieces(characters: list[str]) -> Iterable[str]:
    return ("".join(characters[at : at + _PIECE_OF_HAN]) for at in range(len(characters) - _PIECE_OF_HAN + 1))
