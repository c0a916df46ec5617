"""Words that carry no content of their own, in English and in Chinese, and what renders the Chinese ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from glossary.pack.patterns import PatternTable
from glossary.pack.tables import Form, split_cell

ZH_WORDS = PatternTable("glossary", "zh/words")
"""Lists of words and characters: `link` between a modifier and its head, `aspect` after a verb, and so on."""

ZH_FUNCTION_WORDS = Form(
    "glossary",
    "zh_en/function_words",
    ("word", "kind", "english"),
    key=("word",),
    needed=("english",),
    choices=(("kind", ("particle", "conjunction", "preposition", "pronoun", "adverb", "verb", "place", "mark")),),
)
_MARKS = frozenset(("'s", "’s", "-lrb-", "-rrb-"))
"""Marks that are written with letters; the brackets as treebanks write them."""


def make_word_set(*lists: str) -> frozenset[str]:
    """Return the words of some texts, split at blanks, as a set."""
    return frozenset(word for text in lists for word in text.split())


ARTICLES = make_word_set("a an the")
DEMONSTRATIVES = make_word_set("this that these those")
POSSESSIVES = make_word_set("my your his her its our their")
SUBJECT_PRONOUNS = make_word_set("i you he she it we they")
OBJECT_PRONOUNS = make_word_set("me him us them")
"""Those that are no possessives or subjects as well."""

QUANTIFIERS = make_word_set("some any no each every")
RELATIVE_PRONOUNS = make_word_set("who which whom whose")

BASIC_PREPOSITIONS = make_word_set("of to in on at by for from with into")
PREPOSITIONS = BASIC_PREPOSITIONS | make_word_set(
    "about after against among before between during onto over since through toward towards under until upon within",
    "without",
)
ADVERB_PARTICLES = make_word_set("up down out off")
"""What makes another verb of a verb, and is no preposition at most times."""

CONJUNCTIONS = make_word_set("and or but nor if because while when where than though")

FINITE_BE = make_word_set("is are was were")
BE = FINITE_BE | make_word_set("am be been being")
HAVE = make_word_set("have has had having")
DO = make_word_set("do does did")
MODALS = make_word_set("will would can could shall should may might must")
DICTIONARY_WORDS = make_word_set("sb sth etc esp")
"""What dictionaries write for the object of a verb, and among their explanations."""

GLOSS_STOP_WORDS = (
    ARTICLES
    | DEMONSTRATIVES
    | POSSESSIVES
    | SUBJECT_PRONOUNS
    | OBJECT_PRONOUNS
    | BASIC_PREPOSITIONS
    | (BE - make_word_set("am being"))
    | (HAVE - make_word_set("having"))
    | DO
    | make_word_set(
        "will would can could and or but if when than which who what as up out no not all so such also there then"
    )
)
"""Words that no gloss of a dictionary is known by."""

FUNCTION_WORDS = (
    GLOSS_STOP_WORDS
    | QUANTIFIERS
    | PREPOSITIONS
    | RELATIVE_PRONOUNS
    | ADVERB_PARTICLES
    | CONJUNCTIONS
    | BE
    | HAVE
    | MODALS
    | make_word_set("itself themselves both either neither other own across around per throughout via how why whether")
    | make_word_set("cannot doing done ought however more most very yet")
)
"""Words that carry no content of their own, as word alignment and the extraction of terms take them."""

PHRASE_OPENERS = (
    ARTICLES
    | DEMONSTRATIVES
    | POSSESSIVES
    | SUBJECT_PRONOUNS
    | QUANTIFIERS
    | PREPOSITIONS
    | RELATIVE_PRONOUNS
    | CONJUNCTIONS
    | (BE - make_word_set("am"))
    | (HAVE - make_word_set("having"))
    | DO
    | MODALS
    | make_word_set(
        "another such cannot not although very more most less least too so rather quite only even also still just"
    )
)
"""Words after which a phrase goes on: what is left untranslated after one is in the place of an English word."""

NEVER_LAST = PHRASE_OPENERS - make_word_set(
    "will did do does are on in over through had have was were not so too it you we they"
)
"""The phrase openers that end no phrase either, as a noun (a strong will) or a particle (the way in) can."""

TITLE_WORDS = (ARTICLES | BASIC_PREPOSITIONS | make_word_set("and or")) - make_word_set("from into")
"""Words that titles write small, and acronyms leave out."""


@cache
def load_renderings() -> Mapping[str, frozenset[str]]:
    """Return the function words, simplified, and the marks, each with what renders it in English, in lower case."""
    rows = (row.cells for row in ZH_FUNCTION_WORDS.read_built_in())
    return {word: frozenset(split_cell(english, "|")) for word, _, english in rows}


@cache
def list_characters(*kinds: str) -> frozenset[str]:
    """Return the function words of one character, of some kinds or, without any, of all; marks are none."""
    rows = (row.cells for row in ZH_FUNCTION_WORDS.read_built_in())
    return frozenset(word for word, kind, _ in rows if len(word) == 1 and kind != "mark" and kind in (kinds or (kind,)))


def is_function_word(word: str, language: str) -> bool:
    """Return whether a word of English (`en`) or simplified Chinese carries no content of its own; marks carry none.

    >>> is_function_word("The", "en"), is_function_word("石墨", "zh"), is_function_word("，", "zh")
    (True, False, True)
    """
    if not (word.isalnum() or any(map(str.isalnum, word))) or word.lower() in _MARKS:
        return True
    return word.lower() in FUNCTION_WORDS if language == "en" else word in load_renderings()
