"""English words: splitting a text into words, lemmas and inflected forms.

Lemmas and forms come from lemminflect (MIT); tags are those of the Penn Treebank, parts of speech the universal ones.
"""

from __future__ import annotations

from functools import lru_cache

from glossary.lang.en_lexicon import find_first_lemmas, load_lexicon
from glossary.lang.function_words import ARTICLES, BASIC_PREPOSITIONS, make_word_set
from glossary.pack.patterns import compile_late

VERB_TAGS = ("VB", "VBZ", "VBP", "VBG", "VBD", "VBN")
NOUN_TAGS = ("NN", "NNS")
_WORD = compile_late(r"[^\W_]+(?:['’\-][^\W_]+)*")
_PARTICLES = ARTICLES | {"to"}

# words that end the noun phrase before them, so that its head is to their left
_LINKS = BASIC_PREPOSITIONS | make_word_set("without against between among under over about as and or that which who")
_PLURAL_ONLY = make_word_set(
    "goods customs arms means headquarters news savings earnings proceeds outskirts premises thanks clothes remains"
)


def split_words(text: str) -> list[str]:
    """Return the words of `text` in lower case, with straight apostrophes and hyphenated words whole."""
    return [match[0].lower().replace("’", "'") for match in _WORD.finditer(text)]


@lru_cache(maxsize=16384)
def find_lemmas(word: str) -> dict[str, str]:
    """Return the lemma of `word` for each universal part of speech it can be (NOUN, VERB, ADJ, ADV, AUX, PROPN)."""
    return find_first_lemmas(word)


@lru_cache(maxsize=16384)
def find_forms(lemma: str, upos: str) -> dict[str, str]:
    """Return the form of `lemma` for each Penn tag of the part of speech `upos`, by rule for an unknown word."""
    found = load_lexicon().getAllInflections(lemma, upos)
    if not found and lemma.isascii() and lemma.isalpha():
        found = load_lexicon().getAllInflectionsOOV(lemma, upos)
    return {tag: variants[0] for tag, variants in found.items() if variants}


def find_head(phrase_words: list[str], upos: str) -> int:
    """Return the index of the word that inflects: the first of a verb phrase, else the last before a preposition."""
    if upos == "VERB":
        return 0
    for place, word in enumerate(phrase_words):
        if place and word in _LINKS:
            return place - 1
    return len(phrase_words) - 1


@lru_cache(maxsize=16384)
def inflect(phrase: str, upos: str, tag: str) -> str | None:
    """Return `phrase` with its head in the form `tag`; None where the head has no such form.

    >>> inflect("break away from", "VERB", "VBG")
    'breaking away from'
    """
    parts = phrase.split(" ")
    place = find_head(parts, upos)
    head = parts[place]
    lemma = find_lemmas(head.lower()).get(upos, head.lower())
    form = find_forms(lemma, upos).get(tag)
    if form is None or (upos == "NOUN" and head.lower() in _PLURAL_ONLY):
        return None
    parts[place] = form.capitalize() if head[:1].isupper() else form
    return " ".join(parts)


@lru_cache(maxsize=16384)
def list_inflections(phrase: str, verb: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the pairs (Penn tag, form) that `phrase` can take in a sentence, its own form first, tagged "".

    `verb` says that a dictionary gave it with "to"; a phrase of several words then has verb forms only.
    """
    parts = phrase.split(" ")
    found = [("", phrase)]
    if verb or (len(parts) == 1 and find_lemmas(phrase.lower()).get("VERB") == phrase.lower()):
        found += [(tag, form) for tag in VERB_TAGS if (form := inflect(phrase, "VERB", tag))]
    head = parts[find_head(parts, "NOUN")].lower()
    if (not verb or len(parts) == 1) and "NOUN" in find_lemmas(head):
        found += [(tag, form) for tag in NOUN_TAGS if (form := inflect(phrase, "NOUN", tag))]
    return tuple(found)


def is_only_verb(phrase: str) -> bool:
    """Return whether the first word of `phrase` can be nothing but a verb."""
    return find_lemmas(phrase.partition(" ")[0].lower()).keys() == {"VERB"}


def is_only_adverb(phrase: str) -> bool:
    """Return whether `phrase` is a single word that can be nothing but an adverb."""
    return find_lemmas(phrase.lower()).keys() == {"ADV"}


@lru_cache(maxsize=16384)
def find_lexeme(phrase: str) -> str:
    """Return a key that is the same for all inflections of a phrase, with or without a leading "to" or article.

    >>> find_lexeme("to break away"), find_lexeme("Breaking away")
    ('break away', 'break away')
    """
    parts = split_words(phrase)
    while len(parts) > 1 and parts[0] in _PARTICLES:
        parts = parts[1:]
    return " ".join(find_lemma(part) for part in parts) or phrase


@lru_cache(maxsize=16384)
def find_lemma(word: str) -> str:
    """Return the shortest lemma of a word over all its parts of speech; of equally short ones, the first in order."""
    return min(find_lemmas(word).values(), key=lambda lemma: (len(lemma), lemma), default=word)
