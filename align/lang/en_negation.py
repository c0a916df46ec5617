"""English words that can carry a negation, or stand in its place.

The lists are long on purpose: a text without any of them says nothing negative in any way.
"""

import re

from align.model import Span
from glossary.lang.en_function_words import make_word_set
from glossary.lang.late_patterns import compile_late

_WORD = re.compile(r"[a-z]+(?:['’]t\b)?")

_WORDS = make_word_set(
    """
    no not nor non none never neither nobody nothing nowhere without cannot cant dont doesnt didnt isnt arent wont
    aint few fewer little less least lesser hardly barely scarcely rarely seldom unless until till only instead too
    away beyond closed despite before yet still over out ever rather
    ban bans banned banning bar bars barred barring end quit quits anti zero nil null void
    trouble troubles bad bogus error errors frozen lock mature adult explicit missing hide hides hidden locked
    rid shy vain unable minus false wrong hard harder difficult
    same constant constantly always forever continually
    remember remembers remembered remembering secret confidential obsolete former formerly ex private
    poor dead flunk flunked scratch scratched devoid wanting standstill defy defies defied defiance defiant
    firmly resolute resolutely crack strict strictly careful carefully caution warning beware
    awake broke broken reserved gone pending outstanding outside short shortage shortages close soon urgent
    urgently
    """
)
_STEMS = tuple(
    make_word_set("""
    un non fail refus lack deny denie denia avoid stop prevent prohibit forbid forbad refrain exclu except cease reject
    oppos ruled halt exempt longer anymore lose losing lost loss resist contra keep kept remain stay
    impossib impract impreci improb improp imperf impat impolit immor immat immob immun imprud
    irreg irrel irrep irres irrev illeg illic illit illog
    inab inacc inact inadeq inadm inadv inapp inatt inaud incap incompat incompet incomplet
    incompreh inconceiv inconclus inconsist inconv incorr incura
    indecis indef indirect indisc indisp indist ineff inelig inequ
    inescap inevit inexact inexcus inexhaust inexpens inexper inexpl inferti infinit inflex infreq inhosp inhum
    injust innoc innum inoper insecur insens insep insign insinc insol instab insuf intang intol invalid invar invis
    involunt invuln
    dis mis deactiv differ absen abstain abnorm nonex withdr withh declin doubt block suspend restrict limit
    reluct hesit
    empt vacan scarc abandon cancel remov eliminat blind deaf ignor neglect omit omis skip wait await leave left violat
    mere simpl sole nix forg taboo deprecat retir discontinu resign persist persever continu
    deficien starv deselect
    lift scrap abol repeal revok rescind annul undo drop axe shut paus freez froz rebuff snub spurn balk shun
    hinder obstruct neglig negat exceed deadlock stalemat silen forfeit waiv impass paraly struggl
    """)
)
_INNOCENT = tuple(
    make_word_set("""
    unilat unit union univers unique unanim unif under uncle until undergo
    discuss district distribut disease distan dish disk disc display discover
    disast distress disinf dispatch missi
    contract contrast unesc unice undp blockch nevertheless nonetheless wireless
    """)
)
_FEWEST_WORDS = 2
_PHRASES = re.compile(
    r"\b(?:free (?:of|from)|far from|temporarily down|step(?:s|ped|ping)? down"
    r"|(?:break|fall|fell)(?:s|ing)? (?:down|through|apart)"
    r"|drop(?:s|ped|ping)? (?:(?:the|its|his|her|their|all) )?(?:matter|case|charges?|claims?|lawsuits?|plans?)"
    r"|to be [a-z]+ed|at most|up to|instead of|other than|n/?a"
    r"|first[ -](?:time|ever)|for the first|(?:vot|decid|advis|rul|cautio|argu|go|be)[a-z]* against|open question"
    r"|clear (?:all|selection|filters?)|turn[a-z]* (?:down|away)|brush[a-z]* (?:off|aside)"
    r"|(?:remain|stay|still|left) ?[a-z]* open|(?:call|put|la[iy]|cut|day|hold|held)[a-z]* off"
    r"|(?:stand|keep|stay|steer) clear|(?:stands?|stood|remains?) firm"
    r"|subject to [^.;]{0,40}(?:consent|approval|permission|authori[sz]ation))\b"
    r"|\w-free\b|['’]t\b"
)

_WITHOUT = re.compile(r"\bwithout\b", re.IGNORECASE)
_NOT = r"(?: not|n['’]t)"
_PLAIN_DENIAL = compile_late(
    rf"\b(?:can(?: ?not|['’]t)|(?:must|may|shall|should|will|would|could|has|have|had|did|do|does|is|are|was|were)"
    rf"{_NOT}"
    r"|won['’]t|never|not to)\b(?! (?:only|just|merely|simply|necessarily|all|bad|be (?:said|underestimated)))",
    re.IGNORECASE,
)
_TURNING = compile_late(
    r"\b(?:but|until|unless|without|longer|than|otherwise|why|if|hardly|any ?more|rather|instead|except|forget\w*"
    r"|miss|overlook\w*|ignor\w*|hesitat\w*|worr\w*|stop\w*|yet|fail\w*|substitute\w*)\b",
    re.IGNORECASE,
)
"""What turns the sense of a negative word, or goes with one where the source has none."""


def may_negate(text: str) -> bool:
    """Whether anything in an English text can carry a negation; also where it has hardly any words.

    >>> may_negate("N/A"), may_negate("I beg to differ.")
    (True, True)
    >>> may_negate("We gave up."), may_negate("We have persevered."), may_negate("It is smoke-free.")
    (False, True, True)
    """
    text = text.lower().replace("_", "")  # which marks the letter of a key: Cance_l
    words = _WORD.findall(text)
    return len(words) < _FEWEST_WORDS or any(map(_is_negative, words)) or _PHRASES.search(text) is not None


def may_forbid(text: str) -> bool:
    """Whether anything but “without” in an English text can carry a negation.

    >>> may_forbid("You may copy it without consent."), may_forbid("You may not copy it without consent.")
    (False, True)
    """
    return may_negate(_WITHOUT.sub(" ", text))


def find_plain_denial(text: str) -> Span | None:
    """The word that denies or forbids what an English sentence says, where it says nothing else that is negative.

    >>> find_plain_denial("It cannot be taken."), find_plain_denial("It will not only rise but soar.")
    (Span(start=3, end=9), None)
    """
    found = _PLAIN_DENIAL.search(text)
    return None if found is None or _TURNING.search(text) else Span(*found.span())


def _is_negative(word: str) -> bool:
    return word in _WORDS or (
        (word.startswith(_STEMS) or word.endswith(("less", "n't", "n’t"))) and not word.startswith(_INNOCENT)
    )
