"""What is past and what is still to come, exchanged in a translation: 已经启用, "will be put into use".

Only sentences in which nothing else may be of the other time, on either side.
"""

from collections.abc import Iterator

from align.lang.exchanged_words import Texts
from align.model import Span
from glossary.lang.late_patterns import compile_late

_LONGEST = 400
_PAST = compile_late(
    "已[经經]|(?<![而不早知])已(?![然故知婚久而定约約排预預决決])|[曾](?![文祖孙孫国國庆慶志培某子])|昨[天日晚]|上[周週]|刚刚|剛剛"
)
_MAY_COME = compile_late(
    "[将將会會要拟擬预預计計划劃望明可能如若应應等后後前时時尚未来來说說称稱]|下[周週月]|准备|準備|打算|宣布|表示|决定|決定|同意|承诺|承諾"
)
_TO_COME = compile_late(
    "[将將](?:[于於会會在]|(?=[出举舉开開召访訪参參发發推实實]))|即[将將]|预计|預計|预定|預定|[计計][划劃][于於]|拟于|擬於|明[天日年]|下[周週]|下[个個]?月"
)
_MAY_BE_PAST = compile_late(
    "[的原曾已本昨去如若时時前后後说說称稱据據“”：]|取消|推迟|推遲|表示|宣布|透露|认为|認為|指出"
)
_WILL = compile_late(
    r"\b(?:will|shall|(?:is|are) (?:going|expected|set|due|scheduled|planned|to be)|plans? to)\b|['’]ll\b"
)
_TO_DO = compile_late(r"\b(?:will|shall|to|['’]ll)(?: not)?(?: also)?(?: be)?(?: [a-z]+ly)? [a-z]+\b")
"""What will be, or is to be done: “will be opened” is not past."""
_WAS = compile_late(r"\b(?:was|were|has been|have been|took place|had|did)\b")
ENGLISH_PAST = compile_late(
    r"\b(?:ha[sd]|have|was|were|did|been|already|[A-Za-z]+ed|became|begu?an|took|made|got|went|came|rose|fell|grew|set"
    r"|put|won|lost|left|held|gave|found|kept|led|built|met|paid|said|saw|spent|stood|told|thought|ran|cut|hit|sent"
    r"|shut|spread|brought|bought|known|done|seen|given|taken|grown|written|driven|fallen|shown|risen|born|now|since"
    r"|become)\b|['’]ve\b"
)
_ENGLISH_FUTURE = compile_late(
    r"\b(?:will|would|shall|to|plan\w*|expect\w*|going|schedul\w*|due|set|should|next|upcoming|coming|soon|future|about"
    r"|forthcoming|may|can|could|might|must|later|tomorrow|ahead|until|before|by|prospect\w*|potential\w*|forecast\w*"
    r"|predict\w*|project\w*|estimat\w*|anticipat\w*|aim\w*|intend\w*|likely|propos\w*|starts?|begins?|opens?"
    r"|named|appoint\w*|elect\w*|chosen|pick\w*|nominat\w*|select\w*|invit\w*|approv\w*|agree\w*|decid\w*|tapped"
    r"|launch(?:es)?|tonight|new|ready|when|if)\b|['’](?:ll|d)\b"
)


def find_tenses(source: str) -> list[int]:
    """Where a text in simplified script says that something is past or still to come."""
    return sorted(match.start() for pattern in (_PAST, _TO_COME) for match in pattern.finditer(source))


def find_exchanged_tenses(texts: Texts) -> Iterator[tuple[Span, Span]]:
    """The word by which a sentence is past and its translation to come, or the other way round; one at most.

    >>> [tuple(one) for one, _ in find_exchanged_tenses(("新机场已经启用。", "The new airport will open."))]
    [(3, 5)]
    """
    if max(map(len, texts)) > _LONGEST:
        return
    for given, doubts, wrong, right in (
        (_PAST, _MAY_COME, _WILL, ENGLISH_PAST),
        (_TO_COME, _MAY_BE_PAST, _WAS, _ENGLISH_FUTURE),
    ):
        match = None if doubts.search(texts[0]) else given.search(texts[0])
        rest = _TO_DO.sub(" ", texts[1].lower()) if right is ENGLISH_PAST else texts[1].lower()
        found = wrong.search(texts[1]) if match and not right.search(rest) else None
        if match and found:
            yield Span(*match.span()), Span(*found.span())
            return
