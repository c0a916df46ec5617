"""English modifiers, the words before a noun: which of them name a kind, and which two name different kinds."""

from __future__ import annotations

from glossary.lang import en
from glossary.pack.patterns import compile_late

# What says how much, how many, when, where, how good or which one, but not what kind.
_GENERAL = """
big large huge vast great small little tiny minor major main high low tall long short deep wide narrow broad heavy
light fast slow quick strong weak hard soft hot cold warm cool rich poor thick thin full empty giant massive immense
enormous considerable substantial significant important serious severe good bad fine nice excellent outstanding superb
superior wonderful amazing fabulous terrible awful horrible beautiful pretty perfect ideal correct right wrong proper
appropriate suitable reasonable clear obvious simple easy difficult complex special ordinary normal regular usual
general common typical real true actual certain particular specific sure possible likely necessary new old young
ancient modern contemporary early late latter former last next previous past recent current present future subsequent
coming following final initial first second third fourth fifth sixth seventh eighth ninth tenth dozen hundred thousand
million billion several many few more most less least much various numerous multiple countless enough such other
another same similar different equal own sole only single double triple individual whole entire total overall complete
comprehensive constant continuous consecutive successive average maximum minimum top bottom upper lower middle inner
outer front rear left near far close distant daily weekly monthly quarterly annual yearly day week month quarter year
decade morning afternoon evening night today spring summer autumn winter weekday weekend percent per so-called very
one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty all any both each either
every neither no none some these those this that the a an pleasant happy sad sweet bitter slight intense fierce robust
strict sharp steady rapid sudden monday tuesday wednesday thursday friday saturday sunday latest increased increasing
growing rising falling
"""
_GENERAL_WORDS = frozenset(_GENERAL.split())

# Words of one paragraph name different kinds: two of them are never two names of one thing.
_KINDS = """
north south east west northern southern eastern western central northeastern northwestern southeastern southwestern

red orange yellow green blue purple pink brown black white grey gray golden silver colored

local national provincial municipal regional global international transnational universal rural urban city county
village town district state federal domestic foreign overseas internal external imported exported inland coastal
offshore onshore cross-border mainland ethnic

economic political geopolitical social cultural military naval maritime legal judicial constitutional financial fiscal
monetary academic scientific technical technological educational medical environmental ecological religious moral
ethical historical philosophical commercial industrial agricultural administrative diplomatic strategic ideological
institutional intellectual literary artistic psychological physical mental spiritual material geographical economy
politics culture society law finance trade science education business technology engineering management research
development production marketing design

liberal conservative communist capitalist socialist democratic electoral constitutional authoritarian nationalist
sovereign republican imperial radical moderate extreme revolutionary feminist

mainstream popular dominant traditional official formal informal classical

male female gender men women boys girls man woman boy girl child children adult elderly student teacher parent parents
father mother son daughter brother sister husband wife worker

public private state-owned collective group personal civil civilian military residential property government corporate
company community family household nonprofit non-profit

prefix suffix horizontal vertical diagonal left right top bottom upper lower source target destination client server
local remote physical virtual logical primary secondary static dynamic hardware software firmware kernel user root
guest host absolute relative

row column cell table numeric integer decimal boolean string linear logarithmic exponential polynomial quadratic

import export buying selling lending trading supply demand input output production consumption investment

offensive defensive aggressive protective preventive

beef pork chicken mutton fish seafood rice wheat corn soybean tea coffee milk vegetable fruit food meat grain

coal oil gas gold copper iron steel nickel lithium cobalt zinc tin lead solar wind water nuclear hydrogen electric
electricity hydropower diesel petrol gasoline battery fuel

road rail railway air sea land water bus train car truck ship aviation flight bicycle

primary secondary tertiary elementary junior senior preschool vocational high-school school college undergraduate
graduate

theoretical practical empirical qualitative quantitative positive negative active passive direct indirect

capital money cash dollar stock bond equity price cost currency credit debt loan deposit securities margin futures
insurance tax bank banking

heart lung liver kidney brain blood skin bone eye aortic vascular cardiac

flood earthquake drought fire storm typhoon disaster emergency rescue relief

prevention preventive protection protective control supervision governance regulation regulatory enforcement
management administrative

theory practice form content
"""


def _group_kinds() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, paragraph in enumerate(_KINDS.split("\n\n")):
        for word in paragraph.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_GROUPS = _group_kinds()
_NEGATION = compile_late("(?:un|in|im|il|ir|non|dis|anti|pre|post|sub|semi|multi|re|ex|self)-?")
_OPPOSED = (("in", "out"), ("im", "ex"), ("up", "down"), ("over", "under"), ("pro-", "anti-"), ("pre", "post"))
_ADJECTIVES = frozenset(("key", "core", "chief", "master", "model"))  # nouns that serve as adjectives
_STEM = 4  # letters that two forms of one word begin with, at least


def is_general(word: str) -> bool:
    """Return whether a modifier says how much, when, which or how good, but not what kind; comparatives are general."""
    if word in _GENERAL_WORDS or word.endswith(("eenth", "ieth")):
        return True
    return word.endswith(("er", "est")) and any(
        word != lemma and (lemma in _GENERAL_WORDS or word[:3] == lemma[:3]) for lemma in en.find_lemmas(word).values()
    )


def are_kinds(one: str, other: str) -> bool:
    """Return whether two words name different kinds: opposites, or members of one set (north, south; coal, gas).

    >>> are_kinds("legal", "illegal"), are_kinds("coal", "gas"), are_kinds("critical", "key")
    (True, True, False)
    """
    if _GROUPS.get(one, frozenset()) & _GROUPS.get(other, frozenset()):
        return True
    short, long = sorted((one, other), key=len)
    prefix = long.removesuffix(short)
    return (
        (prefix != long and _NEGATION.fullmatch(prefix) is not None)
        or _are_opposed(one, other)
        or _are_opposed(other, one)
    )


def _are_opposed(one: str, other: str) -> bool:
    return any(
        one.startswith(first) and other.startswith(second) and one[len(first) :] == other[len(second) :]
        for first, second in _OPPOSED
    )


def is_adjective(word: str) -> bool:
    """Return whether a word is an adjective, or a noun that often serves as one."""
    return word in _ADJECTIVES or "ADJ" in en.find_lemmas(word)


def are_akin(one: str, other: str) -> bool:
    """Return whether two words are forms of one, or one part of the other: robot, robotic; disaster, disaster-hit."""
    if en.find_lemma(one) == en.find_lemma(other) or set(one.split("-")) & set(other.split("-")):
        return True
    shared = max(_STEM, min(len(one), len(other)) - 2)
    return one[:shared] == other[:shared]
