"""Words that say that something is suspected, possible or expected, and what may say so in English.

The English lists are long on purpose: where a translation has none of their words, it says it as a fact.
"""

import re
from functools import cache
from typing import NamedTuple

from align.lang.exchanged_tenses import ENGLISH_PAST
from align.model import Span
from glossary.lang.late_patterns import compile_late

_LONGEST = 400
_SUSPECTED = (
    "alleg* rumo* word_has hear* suspect* suspic* accus* charg* report* purport* believ* apparent* possib* "
    "probab* likely claim* said say* investigat* seem* appear* may might could probe* potential* so-called "
    "in_connection in_relation involv* told tell* according thought presum* implicat* indict* defendant* gunman "
    "attacker* assailant* perpetrator* criminal* culprit* offender* consider* suppos* found arrest* held custod* "
    "jail* detain* wanted sought trial fac* prosecut* court* sue* complain* detain* deem* think* ostensib* "
    "question*"
)
_POSSIBLE = (
    "may might could can look* fac* possib* potential* perhaps maybe likel* probab* would should risk* chance* "
    "expect* suspect* seem* appear* presum* conceivab* threat* suggest* estimat* fear* think* guess* prone tend* "
    "unlikely able capab* uncertain* if suppos* believ* must what wonder* doubt* will prospect* vulnerable "
    "subject any open opportunit* liable about afraid worr* sometimes often usually occasional* sure not no never "
    "n't hope* let* or whether up_to at_risk predict* forecast* plan* set due eventual* a_bit unless depend* else "
    "when going promis* contingen* susceptib* permit*"
)
_EXPECTED = (
    "expect* forecast* predict* projected projection* estimat* anticipat* likel* will would should shall may "
    "might could plan* schedul* due set hope* outlook prospect* target* look* promis* believ* slated poised "
    "tipped track envisag* assum* foresee* foreseen going upcoming calculat* think* thought intend* seem* aim* "
    "reckon* to soon potential* see* seen suggest* guidance view consensus possib* imminent shortly budget* eta "
    "future propos* design* judg* arriv* about by next coming"
)
_KINDS = (
    ("涉嫌|据称|據稱|(?<![与和跟])疑似", _SUSPECTED, "a suspicion", False),
    (
        "(?<![有不尽盡怎么麼最很极極以大])可能(?:会|會|将|將|导致|導致|引发|引發|造成|面临|面臨)(?![^，。；：！？,;]{0,16}的)",
        _POSSIBLE,
        "a possibility",
        False,
    ),
    ("[或恐](?:将|將)(?![军軍])", _POSSIBLE, "a possibility", True),
    ("预计|預計|有望(?!远|遠)|料将|料將", _EXPECTED, "an expectation", True),
)
"""The words, what shows them, what they are, and whether only a sentence in the past states a fact for them."""
_REPORTED = compile_late("(?<![据據])[称稱说說]|表示|认为|認為|相信|报道|報道|报告")
_REPORTING = re.compile(
    r"\b(?:said|says?|saying|told|tells?|believ[a-z]*|think[a-z]*|thought|according|report[a-z]*)\b", re.IGNORECASE
)
"""What renders who says a sentence, and leaves no doubt of what it says."""
_DOUBTFUL = compile_late("[吗嗎？?]|怎么|怎麼|如果|只有|才|排除")
"""What English may say the same without: a question, a condition."""


class Doubt(NamedTuple):
    """A word of a source that leaves something open, where it stands, and what it is."""

    span: Span
    name: str


def may_doubt(text: str) -> bool:
    """Whether a Chinese text, in either script, has one of the words."""
    return any(chinese.search(text) for chinese, *_ in _compile())


def find_lost_doubt(source: str, target: str) -> Doubt | None:
    """The first word of a sentence that leaves something open, where nothing in its translation does.

    >>> find_lost_doubt("他涉嫌受贿。", "He took bribes.")
    Doubt(span=Span(start=1, end=3), name='a suspicion')
    """
    if max(len(source), len(target)) > _LONGEST or _DOUBTFUL.search(source):
        return None
    target = _REPORTING.sub(" ", target) if _REPORTED.search(source) else target
    for chinese, english, name, is_of_past in _compile():
        match = chinese.search(source)
        is_fact = not is_of_past or ENGLISH_PAST.search(target)
        if match and is_fact and not english.search(target):
            return Doubt(Span(*match.span()), name)
    return None


@cache
def _compile() -> list[tuple[re.Pattern[str], re.Pattern[str], str, bool]]:
    return [
        (re.compile(chinese), _join(english.split()), name, is_of_past) for chinese, english, name, is_of_past in _KINDS
    ]


def _join(words: list[str]) -> re.Pattern[str]:
    body = "|".join(word.replace("*", "[a-z]*").replace("_", " ").replace("'", "['’]") for word in words)
    return re.compile(rf"(?:\b|(?=n['’]t))(?:{body})\b|['’](?:ll|d)\b", re.IGNORECASE)
