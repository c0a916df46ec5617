"""Which English words may follow themselves."""

LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
"""Letters of the Latin script, the body of a regular-expression class."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_DOUBLED = _words(
    """a an the and or but nor if of to for from with at as into onto than upon
    they we their his its our your this these those such
    be been being am would should could might must shall because although while when where
    which who whom whose not also only between among during against within without until
    """
)
"""Function words: two in a row are a slip, whatever the context."""

PARTICLES = _words("in on over out up off down by through about around after before along")
"""Prepositions that may follow themselves behind a verb whose particle they are: "log in in the morning"."""

PARTICLE_VERBS = (
    r"\b(?:b(?:lend|r(?:eak|ing|oke|ought))|c[ao]me|call|carr|check|chime|clock|close|dial|drop|f[ae]ll|fill|fit|fly"
    r"|g[eoia]|h[ae]ld|hand|hold|join|jump|kick|la[iy]|liv|lock|log|look|mov|p[au]t|pass|phone|pitch|pull|push|r[au]n"
    r"|s[ae]t|settl|sign|sit|step|stay|t[ao]k|tak|tun|turn|usher|walk|wander|weigh|went|work|writ|zoom)\w*(?: \w+)?\s*$"
)
"""The end of what stands before a doubled particle, where its first one belongs to a verb."""

VERBS_OF_CLAUSES = _words("is was are were do does did will can has have")
"""Verbs that may end one clause and begin the next: "what it is is unclear"."""

CLAUSE_OPENERS = r"\b(?:wh\w+|how|all|thing|problem|point|truth|fact|it|that|as|than|if)\b"
"""What must stand before them then."""

REDUPLICATED = _words(
    """that had her you it him me one no yes now well there so too very many much more most far long really never ever
    again please come go run wait stop look night day dear good old big little same half win hint wink nudge cough sniff
    bye ha hee ho hey yay wow boo la na blah bla yada knock tick tock chop hush aye hear tut tsk choo beep quack woof
    meow moo baa ding dong cha pom tom yo bon tuk dik mahi ylang paw cous gado nana papa mama dada baba bang clap drip
    click rah zoom thud buzz ping pong chirp tweet rub step tap okay ok my i he she we they oh ah um er uh hmm right
    just quite what who why etc dum goody
    """
)
"""Words that people double on purpose, or that grammar doubles ("had had", "that that")."""

GRAMMAR_WORDS = (
    NEVER_DOUBLED
    | PARTICLES
    | VERBS_OF_CLAUSES
    | _words(
        "that it there he she you i her him them us me my some any no more most so very do s t than then here all both"
    )
)
"""Words that a sentence may well repeat: they carry its grammar, not what it is about."""
