"""Which English words may come twice in a row, and which never do."""

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

REDUPLICATED = make_word_set(
    """that had her you him me one no yes now well there so too very many much more most far long really never ever
    again please come go run wait stop look night day dear good old big little same half win hint wink nudge cough sniff
    bye ha hee ho hey yay wow boo la na blah bla yada knock tick tock chop hush aye hear tut tsk choo beep quack woof
    meow moo baa ding dong cha pom tom yo bon tuk dik mahi ylang paw cous gado nana papa mama dada baba bang clap drip
    click rah zoom thud buzz ping pong chirp tweet rub step tap okay ok my i oh ah um er uh hmm right
    just quite what who why etc dum goody heh hah hi nah nope yep yup uh eh huh whoa wow ouch ow ugh yum gee gosh duh
    plus jeez shh psst brr ahem phew yikes nyah whee boing vroom woohoo hooray hurrah hurray squeak snip chomp munch
    sob hop
    swish gobble cluck oink ribbit caw coo hoot chugga puff crunch thump pitter jingle shoo whoosh pew nom aww ew eww
    hurry help boohoo mwah mew
    """
)
"""Words that people double on purpose, or that grammar doubles ("had had", "that that")."""

SOUNDS = make_word_set(
    """agar bloop boing bonk boom boop boosh cher chip chit chat chow chug clack clang clank clink clop coop crunch gulp
    honk hoot howl hula hump kava kiss lava lomi meep munch nibble oink patter peep piff pitter poof pooh pouf puff purr
    putt rattle ribbit rock roll rustle shuffle sing slap slosh snap snip splash squeak squish swish swoosh talk thump
    toot tong waddle walla whack whiz willy wing wobble womp wonk woop yack yadda yuck zing zizz"""
)
"""Words that are doubled in one word: sounds and motions, and halves of names of plants, dishes and brands."""

ENDING_IN_LITTLE_WORDS = make_word_set("""
    absinthe breathe outbreathe sheathe sunbathe unclothe unsheathe wreathe
    whereto wherewith forthwith hereinto thereinto whereinto therefor wherefor wherefrom herefrom therefrom
    instanceof indexof valueof whereas
    """)
"""Longer words that end in "the" and the like, of which the lexicon lacks some, and operators of programs."""

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
