"""English function words: the parts that each use composes its own set of."""

from __future__ import annotations


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
"""Words after which a phrase goes on: what is left untranslated behind one stands in the place of an English word."""

NEVER_LAST = PHRASE_OPENERS - make_word_set(
    "will did do does are on in over through had have was were not so too it you we they"
)
"""The phrase openers that end no phrase either, as a noun (a strong will) or a particle (the way in) can."""

TITLE_WORDS = (ARTICLES | BASIC_PREPOSITIONS | make_word_set("and or")) - make_word_set("from into")
"""Words that titles write small, and acronyms leave out."""
