"""The English words around numbers: units, currencies, precision, and words that are numbers of their own."""

import re
from fractions import Fraction

from align.quantities.alternation import join_cased_words, join_words
from align.quantities.en_numbers import SMALL
from align.quantities.model import Kind, Number
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

UNITS = Form(
    "align",
    "en/units",
    ("words", "kind", "unit", "example", "counter_example"),
    key=("words",),
    needed=("kind",),
    choices=(("kind", ("duration", "measure", "money", "multiple", "percentage", "percentage point")),),
)


@cache_by_packs
def load_units() -> dict[str, tuple[Kind, str]]:
    """Return what may follow a number -> what it then says, and the unit. Raises PackError."""
    rows = (row.cells for row in read_rows(UNITS))
    return {word: (Kind(kind), unit) for words, kind, unit, *_ in rows for word in split_cell(words, "|")}


@cache_by_packs
def compile_unit() -> re.Pattern[str]:
    """Return the expression that matches a unit behind a number."""
    units = load_units()
    names = join_words({*units, *(name.replace(" ", "-") for name in units)})
    return re.compile(rf"(?:(?: ?- ?|[ \u00a0])(?!p\b)|(?!p\.m))(?P<unit>{names})(?![A-Za-z²])(?P<old>[ -]olds?)?")


PRECISION_BEFORE = re.compile(
    r"(?:(?P<about>about|around|approximately|approx\.|roughly|some|circa|c\.)"
    r"|(?P<more>more than|over|exceed(?:ed|ing|s)?|at least|above|no less than|not less than|surpass(?:ed|ing)"
    r"|upwards of|beyond)"
    r"|(?P<nearly>nearly|almost|close to|less than|under|up to|below|no more than|not more than|fewer than"
    r"|just under|not exceed(?:ing)?)) (?:the |an? )?\Z",
    re.IGNORECASE,
)
"""Words right before a number that say how exact it is."""
_LAST_WORDS = (
    "about around approximately approx. roughly some circa c. than over exceed exceeded exceeding exceeds least above "
    "surpassed surpassing of beyond nearly almost to under below the an a"
)
ENDS_BEFORE = tuple(f"{word} " for word in _LAST_WORDS.split())
"""How a text ends, in lower case, in which `PRECISION_BEFORE` finds something."""

PRECISION_BEHIND = re.compile(
    r"(?:(?P<about>[ -]odd\b| or so\b)|(?P<more>\+| or more\b| or above\b| and above\b| plus\b))"
)
"""Words right behind a number and its unit that say how exact it is."""

_TWICE = {
    "twice": 2,
    "thrice": 3,
    "doubled": 2,
    "double": 2,
    "doubling": 2,
    "doubles": 2,
    "tripled": 3,
    "triple": 3,
    "tripling": 3,
}
_TWICE |= {
    "quadrupled": 4,
    "quadruple": 4,
    "quadrupling": 4,
}
_TWICE |= {f"{word}fold": value for word, value in SMALL.items() if value > 1} | {
    "hundredfold": 100,
    "thousandfold": 1000,
}
_COUNTS: dict[str, Number] = {
    "both": 2,
    "pair": 2,
    "couple": 2,
    "trio": 3,
    "duo": 2,
    "dozen": 12,
    "half": Fraction(1, 2),
    "halved": Fraction(1, 2),
}
_COUNTS |= {"sesquicentennial": 150, "bicentenary": 200, "bicentennial": 200, "tercentenary": 300}
_COUNTS |= {"tricentennial": 300, "quatercentenary": 400, "quincentenary": 500, "quincentennial": 500}
IMPLYING: dict[str, Number] = {
    **dict.fromkeys(("twins", "twin", "bilateral", "biennial", "biennially", "every other", "semi-annual"), 2),
    **dict.fromkeys(("triplets", "trilateral", "tripartite", "triennial", "trilogy", "quarterly"), 3),
    **dict.fromkeys(("quadruplets", "quartet", "quadrennial"), 4),
    **dict.fromkeys(("quintuplets", "quintet", "pentagon"), 5),
}
"""Words that have a number in them which the source need not give."""
NUMBER_WORDS: dict[str, tuple[Kind, Number]] = {
    **{word: (Kind.CARDINAL, value) for word, value in IMPLYING.items()},
    **{word: (Kind.MULTIPLE, value) for word, value in _TWICE.items()},
    **{word: (Kind.CARDINAL, value) for word, value in _COUNTS.items()},
}
"""Words that say a quantity of their own."""

ORDERS: dict[str, int] = {
    **{"tens": 10, "dozens": 10, "scores": 20, "hundreds": 100, "thousands": 1000},
    **{"millions": 10**6, "billions": 10**9, "trillions": 10**12},
}
ORDER = re.compile(
    rf"(?P<order>{join_cased_words(ORDERS)})(?: of (?P<scale>(?:thousand|million|billion|trillion)s?))?(?![a-z])"
)
"""Words that give an order of magnitude, alone or before "of millions"."""

COUPLE = re.compile("[Cc]ouple (?:of )?(?P<scale>hundred|thousand|million|billion)(?![a-z])")
"""Two of a size, or so: "a couple of hundred"."""

NO_NUMBERS = re.compile(
    r"(?:(?<=[Nn]o )two\b"
    r"|(?:(?<=[Nn]o )|(?<=every )|(?<=[Ee]ach )|(?<=[Aa]ny )|(?<=this )|(?<=that )|(?<=which )|(?<=another ))[Oo]ne\b"
    r"|[Oo]ne(?:['’]s|self|-on-one| another| of\b| day\b| by one| after another| hand\b| side\b| step\b| thing\b"
    r"|[ -](?:stop|sided|way)\b| who\b| that\b| can\b| is\b| more\b| such\b| and all)"
    r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth)-rate|[Ss]econd(?: nature| wind| thoughts?| sight|-guess\w*)"
    r"|(?<=[Bb]etween the )two of us"
    r"|(?:(?<=ot in a )|(?<=ver in a ))million years"
    r"|[Ss]econd(?:[ -]?hand|ary|ly| to none)|[Ff]irst(?:[ -]?hand|ly| of all| time| aid| place| lady)"
    r"|[Ff]ive-[Yy]ear [Pp]lan|[Tt]hird[ -](?:party|parties)"
    r"|Three Gorges|[Hh]alf(?:way|-?time)|[Dd]ouble[ -](?:check|edged|reduction)|24/7|[Bb]oth .{1,40}? and )"
)
"""Words that look like numbers and are none."""
BEGINNINGS_OF_NONE = frozenset("OoSsFfTtHhDdBb2m")
"""What they begin with."""

PERSONS = re.compile(r"[Cc]ouple(?! (?:of|hundred|thousand|more|days|weeks|months|years)\b)")
"""Two who need not be counted in the source: "the couple"."""
