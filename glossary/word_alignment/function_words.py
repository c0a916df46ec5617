"""Chinese function words and the English ones that render them; marks of punctuation; and which words carry content."""

from __future__ import annotations

_TABLE = """
在 in at on | 的 of 's | 之 of | 和 and | 与 with and | 及 and | 以及 and | 或 or | 并 and
并且 and | 而 and while but
但 but | 但是 but however | 然而 however but | 是 is are was were be | 将 will would to | 对 to for on of against
对于 to for | 这 this these the that | 这些 these those | 那 that those | 该 the this that | 此 this | 其 its his their
他 he his him | 她 she her | 他们 they their them | 我们 we our us | 我 i my me | 你 you your | 您 you your | 它 it its
已 has have already had | 已经 has have already had | 曾 had once | 从 from since | 自 from since | 由 by from
被 was were by been | 向 to toward towards
于 on in at | 为 for as is to | 以 with by to | 因 because for of
因为 because | 不 not no n't | 没有 not no n't | 未 not | 也 also too | 还 also still | 都 all both | 所有 all | 中 in
上 on at | 后 after later | 前 before ago | 之后 after | 之前 before | 内 within | 可以 can may could
能 can could | 可能 may might could
要 to will | 会 will would | 等 etc other | 则 while | 如果 if | 就 on then | 有 has have there had | 至 to | 到 to
各 all each various every | 通过 through by via | 由于 due because | 根据 according
， , | 。 . | 、 , and | ； ; | ： : | ？ ? | ！ ! | “ `` " “ | ” '' " ” | 「 `` " “ | 」 '' " ” | 《 `` " “ | 》 '' " ”
（ ( -lrb- | ） ) -rrb-
"""
_ROWS = [cell.split() for line in _TABLE.strip().split("\n") for cell in line.split("|")]
_RENDERINGS = {word: frozenset(known) for word, *known in _ROWS}

_PLAIN = """
the a an of to in on at is are was were be been and or that this it he she his her they their them i we you my your with
for as by from not no do did does had has have but so if what which who there then when would could will can into up out
all him me us our its these those than such also
"""
_OTHERS = """
about across after against among any around because before being between both cannot doing done down during each either
every having how however itself may might more most must neither nor off onto other ought over own per shall since some
should themselves though through throughout toward towards under until upon very via where whether while whom whose why
within without yet am
"""
ENGLISH = frozenset(_PLAIN.split())
"""Words that no gloss is known by."""

_SMALL = ENGLISH | frozenset(_OTHERS.split())


def renderings(word: str) -> frozenset[str]:
    """Return the English words and marks, in lower case, that render a Chinese function word or mark; else none."""
    return _RENDERINGS.get(word, frozenset())


def is_function_word(word: str, language: str) -> bool:
    """Whether a word of English or Chinese carries no content of its own; marks of punctuation carry none."""
    if not any(character.isalnum() for character in word) or word.lower() in ("'s", "’s", "-lrb-", "-rrb-"):
        return True
    return word.lower() in _SMALL if language == "en" else word in _RENDERINGS
