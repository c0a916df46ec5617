"""English words that can carry a negation, or stand in its place.

The lists are long on purpose: a text without any of them says nothing negative in any way.
"""

import re

from glossary.lang.en_function_words import make_word_set

_WORD = re.compile(r"[a-z]+(?:['’]t\b)?")

_WORDS = make_word_set(
    """
    no not nor non none never neither nobody nothing nowhere without cannot cant dont doesnt didnt isnt arent wont
    aint few fewer little less least lesser hardly barely scarcely rarely seldom unless until till only instead too
    away beyond despite before yet still alone off over out past ever apart aside rather
    ban bans banned banning bar bars barred barring end quit quits against anti zero nil null void
    bad bogus error errors frozen lock mature adult explicit missing hide hides hidden locked
    rid shy vain unable minus false wrong hard harder difficult poor low lower
    same constant constantly always forever continually first again another every
    remember remembers remembered remembering secret confidential open obsolete old former formerly ex private
    firm firmly resolute resolutely crack strict strictly careful carefully caution warning beware
    awake broke broken reserved gone pending outstanding outside short shortage shortages near close soon urgent
    urgently
    """
)
_STEMS = tuple(
    make_word_set("""
    un non fail refus lack deny denie denia avoid stop prevent prohibit forbid forbad refrain exclu except cease reject
    oppos ruled halt exempt longer anymore lose losing lost loss resist contra keep kept remain stay
    impos impract impreci improb improp imperf impat impolit immor immat immob immun imprud
    irreg irrel irrep irres irrev illeg illic illit illog
    inab inacc inact inadeq inadm inadv inapp inatt inaud incap incompat incompet incomplet
    incompreh inconceiv inconclus
    inconsist inconv incorr incur indecis indef indirect indisc indisp indist ineff inelig inequ
    inescap inevit inexact inexcus inexhaust inexpens inexper inexpl inferti infinit inflex infreq inhosp inhum injur
    injust innoc innum inoper insecur insens insep insign insinc insol instab insuf intang intol invalid invar invis
    invol invuln
    dis mis deactiv differ absen abstain abnorm nonex withdr withh declin doubt block suspend restrict limit
    reluct hesit
    empt vacan scarc abandon cancel remov eliminat blind deaf ignor neglect omit omis skip wait await leave left violat
    mere simpl sole nix forg taboo deprecat retir discontinu resign persist persever continu
    hinder obstruct neglig negat exceed collaps deadlock stalemat silen forfeit waiv impass paraly struggl
    """)
)
_INNOCENT = tuple(
    make_word_set("""
    unit union univers unique unanim unif under uncle until undergo
    discuss district distribut disease distan dish disk disc display discover
    missi
    """)
)
_FEWEST_WORDS = 2
_PHRASES = re.compile(
    r"\b(?:free (?:of|from)|far from|temporarily down|step(?:s|ped|ping)? down"
    r"|(?:break|fall|fell)(?:s|ing)? (?:down|through|apart)"
    r"|drop(?:s|ped|ping)? (?:(?:the|its|his|her|their|all) )?(?:matter|case|charges?|claims?|lawsuits?|plans?)"
    r"|to be [a-z]+ed|at most|up to|instead of|n/?a"
    r"|(?:stand|keep|stay|steer) clear|subject to [^.;]{0,40}(?:consent|approval|permission|authori[sz]ation))\b"
    r"|\w-free\b|['’]t\b"
)


def may_negate(text: str) -> bool:
    """Whether anything in an English text can carry a negation; also where it has hardly any words.

    >>> may_negate("N/A"), may_negate("I beg to differ.")
    (True, True)
    >>> may_negate("We gave up."), may_negate("We have persevered."), may_negate("It is smoke-free.")
    (False, True, True)
    """
    text = text.lower()
    words = _WORD.findall(text)
    return len(words) < _FEWEST_WORDS or any(map(_is_negative, words)) or _PHRASES.search(text) is not None


def _is_negative(word: str) -> bool:
    return (
        word in _WORDS
        or word.endswith(("less", "n't", "n’t"))
        or (word.startswith(_STEMS) and not word.startswith(_INNOCENT))
    )
