"""Chinese phrases that could be terms: content words in a row, as jieba segments and tags them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from glossary.extract.phrases import Phrase
from glossary.lang.function_words import ZH_WORDS, is_function_word, list_characters
from glossary.lang.scripts import HAN
from glossary.lang.zh import LexiconEntry
from glossary.word_alignment.tokenization import Token

Lexicon = Mapping[str, LexiconEntry]

_LONGEST = 6  # words
_WORD = re.compile(f"[{HAN}A-Za-z]")
_BARE = re.compile("[cdefhkmopqrtuyz](?!n)|vshi|vyou|ad$|s$")  # tags of words that no term begins or ends with
_INNER = re.compile("[mqfdsb]")  # tags of words that may be inside a term
_VAGUE = ("vague_verb", "vague_noun", "vague_modifier", "vague_time", "title_of_person", "saying", "denied_verb")
"""Words no term begins or ends with: verbs that need an object or say who spoke; words that point, grade, date."""


@cache
def _list_vague() -> frozenset[str]:
    return frozenset(chain.from_iterable(map(ZH_WORDS.words, _VAGUE)))


def find_phrases(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Phrase]:
    """Yield the phrases of a text that could be terms, by start and end. Their keys are words in simplified script.

    `lexicon` has the entries of the words in jieba's dictionary.
    """
    tokens = [_cut_verb(token, lexicon) for token in tokens]
    for start, token in enumerate(tokens):
        if not _is_edge(token.text, lexicon):
            continue
        for end in range(start + 1, min(start + _LONGEST, len(tokens)) + 1):
            last = tokens[end - 1]
            if not _is_connected(tokens, start, end - 1) or not _is_inside(last.text, lexicon):
                break
            if _is_edge(last.text, lexicon) and (end - start > 1 or len(last.text) > 1):
                key = tuple(one.text for one in tokens[start:end])
                around = _get_before(tokens, start, lexicon), _get_after(tokens, end, lexicon)
                yield Phrase(key, token.start, last.end, *around)


def _cut_verb(token: Token, lexicon: Lexicon) -> Token:
    """Take off the verb that jieba has put to a word that it guessed: 杜文浩说, 人会."""
    text = token.text
    is_verb = len(text) == 2 and text[1] in list_characters("adverb", "verb")
    is_glued = is_verb or text.endswith(ZH_WORDS.words("verb_of_saying"))
    if len(text) < 2 or not is_glued or text in lexicon or text.isascii():
        return token
    return Token(text[:-1], token.start, token.end - 1)


def _is_edge(word: str, lexicon: Lexicon) -> bool:
    return _is_content(word, lexicon) and word not in _list_vague()


def _is_content(word: str, lexicon: Lexicon) -> bool:
    if not _WORD.match(word) or is_function_word(word, "zh"):
        return False
    tag = lexicon[word].tag if word in lexicon else ""
    return word in ZH_WORDS.words("office_ending") or not (_BARE.match(tag) or (tag == "v" and len(word) == 1))


def _is_inside(word: str, lexicon: Lexicon) -> bool:
    if word in ZH_WORDS.words("coordinator") or _is_content(word, lexicon):
        return True
    return word in lexicon and not is_function_word(word, "zh") and _INNER.match(lexicon[word].tag) is not None


def _is_connected(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Return whether a word continues the phrase from `start`: nothing is between them but a space by Latin letters."""
    if place == start or tokens[place].start == tokens[place - 1].end:
        return True
    return tokens[place].text.isascii() or tokens[place - 1].text.isascii()


def _get_before(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> str:
    """Return the character before a phrase if it could belong to it, as segmentation may err; else an empty text."""
    touches = start > 0 and tokens[start - 1].end == tokens[start].start
    return tokens[start - 1].text[-1] if touches and _may_belong(tokens[start - 1].text, lexicon) else ""


def _get_after(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> str:
    touches = end < len(tokens) and tokens[end - 1].end == tokens[end].start
    return tokens[end].text[0] if touches and _may_belong(tokens[end].text, lexicon) else ""


def _may_belong(word: str, lexicon: Lexicon) -> bool:
    return _is_edge(word, lexicon) and not (word in lexicon and lexicon[word].tag == "v")
