"""How a run of source script stands in an English text: given on purpose, or left over?

Editors give the original of a name, a term or a title beside the English; a run that fills the place of an English
word was left over.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from align.lang.function_words import FUNCTION_WORDS, NEVER_LAST
from align.lang.romanization import spelled_after, spelled_before
from align.lang.scripts import EAST_ASIAN_PUNCTUATION, LATIN, MARKUP
from align.model import MASK

REACH = 80
"""How many characters before and after a run `standing` makes use of."""


class Standing(StrEnum):
    """How a run stands."""

    SEPARATOR = "a bar between two words"
    NOTICE = "words of the page it was published on"
    NAME = "the pinyin stands beside it"
    BRACKETED = "in brackets after an English word"
    TITLED = "after a title in italics or a slash"
    CLOSING = "it closes a phrase in quotes or brackets"
    MENTIONED = "after “the term” and the like"
    TITLE = "its translation follows in brackets"
    HANDLE = "an account name after @"
    SLOT = "after an English word that calls for another"
    GLUED = "a Latin letter touches it"
    ATTACHED = "a Latin letter touches it, and it ends an English phrase"
    CRAMPED = "after an English phrase, and the next word touches it"
    BESIDE = "after an English phrase that is complete"
    LOOSE = "none of these"


GIVEN = frozenset(
    {
        Standing.NAME,
        Standing.BRACKETED,
        Standing.TITLED,
        Standing.MENTIONED,
        Standing.TITLE,
    }
)
"""Standings of a run that was given on purpose."""

RESIDUE = frozenset({Standing.SLOT, Standing.GLUED, Standing.NOTICE})
"""Standings of a run that was surely left over; `ATTACHED` may be a gloss whose space is missing."""

_NOTICE = re.compile(
    "下同|约合|約合|版权|版權|[视視][觉覺]中[国國]|公[众眾]号|来源|來源|[记記]者|[编編][辑輯]|[摄攝]影|[讯訊訊]$"
)
_MENTION = re.compile(
    r"(?:\b(?:(?:characters?|terms?|(?<!other )words?|phrases?|expressions?|slogans?|sayings?|idioms?|titled|entitled"
    r"|literally|lit\.|called|in (?:Chinese|Japanese|Korean|Mandarin|Cantonese))(?: is| was| reads?)?[ :,]*"
    r"|(?:Chinese|Japanese|Korean)[:,])|[Tt]rans(?:lator[’']s note)?\]?[ :,]*)"
    r" ?[\"'“‘(\[《「『]*$"
)
_WORD_BEFORE = re.compile(rf"(?<![{LATIN}])([{LATIN}]{{1,20}})\s*$")
_CONTRACTION = re.compile(r"[a-z][’'](?:re|ll|ve|d|m|t)\s+$|(?<![^\s“\"(])[a-z]+[’']s\s+$")
_PHRASE_BEFORE = re.compile(rf"[{LATIN}0-9)\]%][\"”’',.!?]{{0,3}}[\s/–—-]+$")
_PHRASE_AFTER = re.compile(rf"\s*(?:$|[.,;:!?)\]\"”’'\[(—–/]|[{EAST_ASIAN_PUNCTUATION}])")
_AFTER_TITLE = re.compile(rf"[{LATIN}).!?”\"’'][*_{MASK}]+(?:\s*/\s*|\s+)$|[{LATIN}]{{4}}/$")
_IN_BRACKETS = re.compile(rf"[{LATIN}0-9\"”’'.] ?[(\[（［]+[^{LATIN}()\[\]（）［］]*$")
_CLAUSE_AFTER = re.compile(" [a-z]{2}")
_TRANSLATION_AFTER = re.compile(rf"[\"”’'》」』]*[ ,.:]*(\[|\()+[\"'“‘ ]*[{LATIN}]")
_BEFORE_SPACE = re.compile(rf"[{LATIN}0-9,;:!?)\]%]")
_AFTER_SPACE = re.compile(rf"[{LATIN}0-9(\[]")
_TOUCHING = re.compile(f"[{LATIN}]")
_OPENING = {"”": "“", "’": "‘", '"': '"', ")": "(", "]": "["}
_LONGEST_BRACKETED = 12
_SHORT = 4
_CUE = 40


@dataclass(frozen=True)
class Context:
    """A run with what stands before and after it in its block, as it is and without markup."""

    before: str
    run: str
    after: str

    @cached_property
    def left(self) -> str:
        """What stands before, without markup."""
        return self.before.translate(MARKUP)

    @cached_property
    def right(self) -> str:
        """What stands after, without markup."""
        return self.after.translate(MARKUP)

    @property
    def glued_left(self) -> bool:
        """Whether a Latin letter touches the run on its left."""
        return bool(_TOUCHING.match(self.before[-1:]))

    @property
    def glued_right(self) -> bool:
        """Whether a Latin letter touches the run on its right."""
        return bool(_TOUCHING.match(self.after[:1]))

    @property
    def lacks_space(self) -> tuple[bool, bool]:
        """Whether an English word in its place would need a space that is missing, on the left and on the right."""
        return bool(_BEFORE_SPACE.match(self.before[-1:])), bool(_AFTER_SPACE.match(self.after[:1]))


def standing(context: Context) -> Standing:
    """How a run stands in its context; the first that applies, in the order of the checks below."""
    return next(name for name, applies in _CHECKS if applies(context))


def _is_separator(context: Context) -> bool:
    return not context.run.strip("丨|")


def _is_notice(context: Context) -> bool:
    return bool(_NOTICE.search(context.run))


def _is_name(context: Context) -> bool:
    return spelled_before(context.run, context.left) or spelled_after(context.run, context.right)


def _is_bracketed(context: Context) -> bool:
    alone = len(context.run) <= _LONGEST_BRACKETED and not _CLAUSE_AFTER.match(context.right)
    return alone and bool(_IN_BRACKETS.search(context.left))


def _is_titled(context: Context) -> bool:
    return len(context.run) > 1 and bool(_AFTER_TITLE.search(context.before))


def _is_closing(context: Context) -> bool:
    """Whether the run ends a phrase in quotes or brackets that holds English words before it."""
    closing = _OPENING.get(context.right.lstrip(".,;:!? ")[:1], "")
    word = _WORD_BEFORE.search(context.left)
    inside = word is not None and any(mark in context.left for mark in closing) and not context.glued_left
    return inside and word is not None and word[1].lower() not in NEVER_LAST


def _is_handle(context: Context) -> bool:
    return context.before.endswith(("@", "＠"))


def _is_mentioned(context: Context) -> bool:
    return not context.glued_left and bool(_MENTION.search(context.left[-_CUE:]))


def _is_title(context: Context) -> bool:
    bracket = _TRANSLATION_AFTER.match(context.right)
    return (
        bracket is not None
        and not context.right.startswith(" (in ")
        and not context.glued_left
        and (bracket[1] == "[" or len(context.run) > _SHORT)
    )


def _is_slot(context: Context) -> bool:
    word = _WORD_BEFORE.search(context.before)
    return word is not None and (word[1].lower() in FUNCTION_WORDS or bool(_CONTRACTION.search(context.before[-_CUE:])))


def _is_glued(context: Context) -> bool:
    return context.glued_left or (context.glued_right and not _PHRASE_BEFORE.search(context.left))


def _is_attached(context: Context) -> bool:
    return context.glued_left and bool(_PHRASE_AFTER.match(context.right))


def _is_cramped(context: Context) -> bool:
    return context.glued_right


def _is_beside(context: Context) -> bool:
    return bool(_PHRASE_BEFORE.search(context.left) and _PHRASE_AFTER.match(context.right))


_CHECKS = (
    (Standing.SEPARATOR, _is_separator),
    (Standing.NAME, _is_name),
    (Standing.NOTICE, _is_notice),
    (Standing.BRACKETED, _is_bracketed),
    (Standing.TITLED, _is_titled),
    (Standing.CLOSING, _is_closing),
    (Standing.HANDLE, _is_handle),
    (Standing.MENTIONED, _is_mentioned),
    (Standing.TITLE, _is_title),
    (Standing.SLOT, _is_slot),
    (Standing.ATTACHED, _is_attached),
    (Standing.GLUED, _is_glued),
    (Standing.CRAMPED, _is_cramped),
    (Standing.BESIDE, _is_beside),
    (Standing.LOOSE, lambda context: True),
)
