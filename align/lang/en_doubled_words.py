"""Which English words may come twice in a row, and which never do.

The table `en/doubled_words` has those that people double on purpose, or that grammar doubles ("had had", "that that"):
`said twice`; sounds and motions, and halves of names of plants, dishes and brands, which are doubled in one word: `half
of a word`; and longer words that end in "the" and the like, of which the lexicon lacks some, and operators of programs:
`ends in a small word`.
"""

from align.lang.patterns import list_words
from glossary.lang.function_words import (
    ADVERB_PARTICLES,
    ARTICLES,
    CONJUNCTIONS,
    DEMONSTRATIVES,
    DO,
    FINITE_BE,
    OBJECT_PRONOUNS,
    POSSESSIVES,
    PREPOSITIONS,
    QUANTIFIERS,
    RELATIVE_PRONOUNS,
    SUBJECT_PRONOUNS,
    make_word_set,
)
from glossary.pack.tables import Form, cache_by_packs

DOUBLED_WORDS = Form(
    "align",
    "en/doubled_words",
    ("words", "kind"),
    key=("words",),
    needed=("kind",),
    choices=(("kind", ("said twice", "half of a word", "ends in a small word")),),
)

PARTICLES = ADVERB_PARTICLES | make_word_set("in on by over through about after before around along")
"""Prepositions that may follow themselves after a verb whose particle they are: "log in in the morning"."""

NEVER_DOUBLED = (
    ARTICLES
    | RELATIVE_PRONOUNS
    | (DEMONSTRATIVES - {"that"})
    | (POSSESSIVES - make_word_set("my her"))
    | (PREPOSITIONS - PARTICLES - make_word_set("since toward towards under"))
    | (CONJUNCTIONS - {"though"})
    | make_word_set("as although they we be been being am would should could might must shall such not also only")
)
"""Function words: two in a row are a slip, whatever the context."""

PARTICLE_VERBS = (
    r"\b(?:b(?:lend|r(?:eak|ing|oke|ought))|c[ao]me|call|carr|check|chime|clock|close|dial|drop|f[ae]ll|fill|fit|fly"
    r"|g[eoia]|h[ae]ld|hand|hold|join|jump|kick|la[iy]|liv|lock|log|look|mov|p[au]t|pass|phone|pitch|pull|push|r[au]n"
    r"|s[ae]t|settl|sign|sit|step|stay|t[ao]k|tak|tun|turn|usher|walk|wander|weigh|went|work|writ|zoom)\w*(?: \w+)?\s*$"
)
"""The end of what precedes a doubled particle, where its first one belongs to a verb."""

STUTTERED = make_word_set("it he she we they")
"""Pronouns that follow themselves in no sentence, though a speaker may stutter."""

VERBS_OF_CLAUSES = FINITE_BE | DO | make_word_set("will can has have")
"""Verbs that may end one clause and begin the next: "what it is is unclear"."""

CLAUSE_OPENERS = r"\b(?:wh\w+|how|all|thing|problem|point|truth|fact|it|that|as|than|if)\b"
"""What must precede them then."""

GRAMMAR_WORDS = (
    NEVER_DOUBLED
    | PARTICLES
    | VERBS_OF_CLAUSES
    | DEMONSTRATIVES
    | POSSESSIVES
    | SUBJECT_PRONOUNS
    | OBJECT_PRONOUNS
    | (QUANTIFIERS - make_word_set("each every"))
    | make_word_set("there more most so very s t then here all both")
)
"""Words that a sentence may well repeat: they carry its grammar, not what it is about."""


@cache_by_packs
def list_doubled(*kinds: str) -> frozenset[str]:
    """Return the words of some kinds in the table of doubled words, in lower case. Raises PackError."""
    return frozenset(word for kind in kinds for word in list_words(DOUBLED_WORDS, kind))
