"""Chinese function words and marks by kind, with the English words that render them."""

from __future__ import annotations

LINKS = frozenset("的之")
"""Stand between a modifier and its head."""

ASPECTS = frozenset("了着過过")
"""Stand behind a verb and tell its aspect."""

COORDINATORS = frozenset("和与及")
"""Stand between nouns: and."""

_PARTICLES = "的 of 's | 之 of | 等 etc other"
_CONJUNCTIONS = """
和 and | 与 with and | 及 and | 以及 and | 或 or | 并 and | 并且 and | 而 and while but | 但 but | 但是 but however
然而 however but | 则 while | 如果 if | 因为 because
"""
_PREPOSITIONS = """
在 in at on | 将 will would to | 对 to for on of against | 对于 to for | 从 from since | 自 from since | 由 by from
被 was were by been | 向 to toward towards | 于 on in at | 为 for as is to | 以 with by to | 因 because for of
由于 due because | 通过 through by via | 根据 according | 至 to | 到 to
"""
_PRONOUNS = """
这 this these the that | 这些 these those | 那 that those | 该 the this that | 此 this | 其 its his their
他 he his him | 她 she her | 它 it its | 他们 they their them | 我们 we our us | 我 i my me | 你 you your | 您 you your
各 all each various every | 所有 all
"""
_ADVERBS = """
已 has have already had | 已经 has have already had | 曾 had once | 不 not no n't | 没有 not no n't | 未 not
也 also too | 还 also still | 都 all both | 就 on then
"""
_VERBS = """
是 is are was were be | 有 has have there had | 可以 can may could | 能 can could | 可能 may might could | 要 to will
会 will would
"""
_PLACES = "中 in | 上 on at | 内 within | 前 before ago | 后 after later | 之前 before | 之后 after"
_MARKS = """
， , | 。 . | 、 , and | ； ; | ： : | ？ ? | ！ ! | “ `` " “ | ” '' " ” | 「 `` " “ | 」 '' " ” | 《 `` " “ | 》 '' " ”
（ ( -lrb- | ） ) -rrb-
"""


def _read(table: str) -> dict[str, frozenset[str]]:
    rows = [cell.split() for line in table.strip().split("\n") for cell in line.split("|")]
    return {word: frozenset(english) for word, *english in rows}


WORDS = {
    word: english
    for table in (_PARTICLES, _CONJUNCTIONS, _PREPOSITIONS, _PRONOUNS, _ADVERBS, _VERBS, _PLACES)
    for word, english in _read(table).items()
}
"""Function words, simplified, and the English words that render each, in lower case."""

AUXILIARIES = frozenset(word for word in _read(_ADVERBS) | _read(_VERBS) if len(word) == 1)
"""Characters that stand before a verb, or are one: no noun ends with them."""

RENDERINGS = WORDS | _read(_MARKS)
"""Function words and marks of punctuation, and the English words and marks that render each, in lower case."""
