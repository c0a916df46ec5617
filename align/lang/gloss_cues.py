"""How a run of source script stands in an English text: given on purpose, or left over?

Editors give the original of a name, a term or a title beside the English; a run that fills the place of an English
word was left over.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from align.lang.romanization import spelled_after, spelled_before
from align.lang.scripts import EAST_ASIAN_LETTERS, EAST_ASIAN_PUNCTUATION, LATIN
from align.model import MASK

REACH = 80
"""How many characters before and after a run `standing` makes use of."""


class Standing(StrEnum):
    """How a run stands; see `standing`."""

    SEPARATOR = "separator"
    NOTICE = "notice"
    NAME = "name"
    BRACKETED = "bracketed"
    MENTIONED = "mentioned"
    TITLE = "title"
    HANDLE = "handle"
    SLOT = "slot"
    GLUED = "glued"
    BESIDE = "beside"
    LOOSE = "loose"


GIVEN = frozenset({Standing.NAME, Standing.BRACKETED, Standing.MENTIONED, Standing.TITLE})
"""Standings of a run that was given on purpose."""

FUNCTION_WORDS = frozenset(
    """a an the this that these those my your his her its our their some any no each every another
    of to in on at by for from with without into onto upon over under between among through during against about
    towards toward within since until before after than
    is are was were be been being has have had do does did will would can could shall should may might must cannot not
    and or but nor if because while although though when where which who whose whom
    very more most less least too so rather quite such only even also still just
    he she it they we you i""".split()
)
"""English words after which a phrase goes on: a run that follows one fills the place of an English word."""

_NOTICE = re.compile("下同|约合|約合|版权|版權|[视視][觉覺]中[国國]|公[众眾]号|来源|來源|[记記]者|[编編][辑輯]|[摄攝]影|[讯訊訊]$")
_MENTION = re.compile(
    r"(?:\b(?:characters?|terms?|words?|phrases?|expressions?|slogans?|sayings?|idioms?|titled|entitled|literally|lit\.|"
    r"(?:in|original) (?:Chinese|Japanese|Korean|Mandarin|Cantonese)|Chinese|Japanese|Korean)"
    r"(?: (?:is|are|was|were|for|as|of|reads?))?|[Tt]ranslator[’']s note|[Tt]rans)"
    r"[\s:,]*[\"'“‘(\[《「『]*$"
)
_WORD_BEFORE = re.compile(rf"([{LATIN}]+)[ \u00a0]*$")
_PHRASE_BEFORE = re.compile(rf"[{LATIN}0-9)\]%][\"”’',.!?]{{0,3}}[ \u00a0/–—-]+$")
_PHRASE_AFTER = re.compile(rf"\s*(?:$|[.,;:!?)\]\"”’'\[(—–/]|[{EAST_ASIAN_PUNCTUATION}])")
_IN_BRACKETS = re.compile(rf"[{LATIN}0-9\"”’'.] ?[(\[（［][^{LATIN}()\[\]（）［］]*$")
_TRANSLATION_AFTER = re.compile(rf"[\"”’'》」』]*[ ,.:]*(\[|\()+[\"'“‘ ]*[{LATIN}]")
_TOUCHING = re.compile(f"[{LATIN}]")
_MARKUP = str.maketrans("", "", MASK + "*_\\~")
_LONGEST_BRACKETED = 12


@dataclass(frozen=True, slots=True)
class Context:
    """A run with what stands before and after it in its block, as it is and without markup."""

    before: str
    run: str
    after: str

    @property
    def left(self) -> str:
        """What stands before, without markup."""
        return self.before.translate(_MARKUP)

    @property
    def right(self) -> str:
        """What stands after, without markup."""
        return self.after.translate(_MARKUP)

    @property
    def glued_left(self) -> bool:
        """Whether a Latin letter touches the run on its left."""
        return bool(_TOUCHING.match(self.before[-1:]))

    @property
    def glued_right(self) -> bool:
        """Whether a Latin letter touches the run on its right."""
        return bool(_TOUCHING.match(self.after[:1]))


def standing(context: Context) -> Standing:
    """How a run stands in its context; the first that applies, in the order of the checks below."""
    return next(name for name, applies in _CHECKS if applies(context))


def _is_separator(context: Context) -> bool:
    return not context.run.strip("丨")


def _is_notice(context: Context) -> bool:
    return bool(_NOTICE.search(context.run))


def _is_name(context: Context) -> bool:
    return spelled_before(context.run, context.left) or spelled_after(context.run, context.right)


def _is_bracketed(context: Context) -> bool:
    return len(context.run) <= _LONGEST_BRACKETED and bool(_IN_BRACKETS.search(context.left))


def _is_handle(context: Context) -> bool:
    return context.before.endswith(("@", "＠"))


def _is_mentioned(context: Context) -> bool:
    return bool(_MENTION.search(context.left))


def _is_title(context: Context) -> bool:
    match = _TRANSLATION_AFTER.match(context.right)
    return bool(match) and not context.glued_left and (match[1] == "[" or len(context.run) > 4)


def _is_slot(context: Context) -> bool:
    word = _WORD_BEFORE.search(context.left)
    return bool(word) and word[1].lower() in FUNCTION_WORDS


def _is_glued(context: Context) -> bool:
    return context.glued_left or context.glued_right


def _is_beside(context: Context) -> bool:
    return bool(_PHRASE_BEFORE.search(context.left) and _PHRASE_AFTER.match(context.right))


_CHECKS = (
    (Standing.SEPARATOR, _is_separator),
    (Standing.NAME, _is_name),
    (Standing.NOTICE, _is_notice),
    (Standing.BRACKETED, _is_bracketed),
    (Standing.HANDLE, _is_handle),
    (Standing.MENTIONED, _is_mentioned),
    (Standing.TITLE, _is_title),
    (Standing.SLOT, _is_slot),
    (Standing.GLUED, _is_glued),
    (Standing.BESIDE, _is_beside),
    (Standing.LOOSE, lambda context: True),
)
