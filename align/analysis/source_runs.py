"""Runs of source script in an English text: given on purpose or left over, and the amounts that they are part of.

Editors give the original of a name, a term or a title next to the English. A run that fills the place of an English
word was left over.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from align.lang.east_asian import MARKUP
from align.lang.identification import is_own_name
from align.lang.patterns import ZH_PAGES, ZH_SENTENCES
from align.lang.pinyin import is_spelled_after, is_spelled_before
from align.model import MASK
from glossary.lang.function_words import NEVER_LAST, PHRASE_OPENERS
from glossary.lang.scripts import EAST_ASIAN_PUNCTUATION, LATIN
from glossary.pack.patterns import compile_late

_DECLARED = compile_late(
    r"[^\[\]\n]{0,200}\]\([^()\s]{0,2000}\)[*_ ]{0,4}[（(][*_ ]{0,2}(?:(?:all |only |written )?in )?"
    r"(?:Mandarin|Simplified Chinese|Traditional Chinese|Chinese|Cantonese|Japanese|Korean)\b[^()（）\n]{0,80}[)）]"
)
"""The rest of a link, and a note in which language its page is."""
REACH = 80
"""How many characters before and after a run `classify_placement` looks at."""
_NUMBER = compile_late(r"(?<![\d.,])\d[\d,.]{0,30} ?\Z")


class Placement(StrEnum):
    """How a run is placed: what is around it."""

    SEPARATOR = "a bar between two words"
    LANGUAGE = "the name of a language in itself, as a switch between languages has it"
    NOTICE = "words of the page it was published on"
    NAME = "the pinyin is next to it"
    BRACKETED = "in brackets after an English word"
    TITLED = "after a title in italics or a slash"
    CLOSING = "it closes a phrase in quotes or brackets"
    MENTIONED = "after “the term” and the like"
    TITLE = "its translation follows in brackets"
    EXPLAINED = "its meaning follows in quotation marks and brackets"
    HANDLE = "an account name after @"
    SLOT = "after an English word that calls for another"
    GLUED = "a Latin letter touches it"
    ATTACHED = "a Latin letter touches it, and it ends an English phrase"
    CRAMPED = "after an English phrase, and the next word touches it"
    BESIDE = "after an English phrase that is complete"
    LOOSE = "none of these"


GIVEN = frozenset(
    {
        Placement.LANGUAGE,
        Placement.NAME,
        Placement.BRACKETED,
        Placement.TITLED,
        Placement.MENTIONED,
        Placement.TITLE,
        Placement.EXPLAINED,
    }
)
"""Placements of runs that were given on purpose."""

RESIDUE = frozenset({Placement.SLOT, Placement.GLUED, Placement.NOTICE})
"""Placements of runs that were surely left over; an `ATTACHED` one may be a gloss whose space is missing."""

_NOTICE = ZH_PAGES.late("notice")
_FLAG = "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
_SWITCH_BEFORE = compile_late(rf"(?:^|[|/·•,:（(\[{_FLAG}-])\s*$")
_SWITCH_AFTER = compile_late(rf"\s*(?:\.?$|[|/·•,）)\]{_FLAG}-]|(?:README|[Vv]ersion|[Dd]oc(?:ument(?:ation|s)|s)?)\b)")
_MENU = ZH_PAGES.late("menu")
_MENU_BEFORE = compile_late(r"\bLanguages?\s*[|/·•(-]\s*$")
_MENU_AFTER = compile_late(r"\s*[|/·•(-]\s*(?:\w+ )?[Ll]anguage\b")
"""The title of a switch between languages in both: "Language / 语言"."""
_MENTION = compile_late(
    r"(?:\b(?:(?:characters?|terms?|(?<!other )(?<!n a )words?|phrases?|expressions?|slogans?|sayings?|idioms?|titled"
    r"|entitled|literally|lit\.|called|in (?:Chinese|Japanese|Korean|Mandarin|Cantonese))(?: is| was| reads?)?[ :,]*"
    r"|(?:Chinese|Japanese|Korean)[:,])|[Tt]rans(?:lator[’']s note)?\]?[ :,]*)"
    r" ?[\"'“‘(\[《「『]*$"
)
_WORD_BEFORE = compile_late(rf"(?<![{LATIN}])([{LATIN}]{{1,20}})\s*$")
_CONTRACTION = compile_late(r"[a-z][’'](?:re|ll|ve|d|m|t)\s+$|(?<![^\s“\"(])[a-z]+[’']s\s+$")
_PHRASE_BEFORE = compile_late(rf"[{LATIN}0-9)\]%][\"”’',.!?]{{0,3}}[\s/–—-]+$")
_PHRASE_AFTER = compile_late(rf"\s*(?:$|[.,;:!?)\]\"”’'\[(—–/]|[{EAST_ASIAN_PUNCTUATION}])")
_AFTER_TITLE = compile_late(rf"[{LATIN}).!?”\"’'][*_{MASK}]+(?:\s*/\s*|\s+)$|[{LATIN}]{{4}}/$")
_IN_BRACKETS = compile_late(rf"[{LATIN}0-9\"”’'.] ?[(\[（［]+[^{LATIN}()\[\]（）［］]*$")
_CLAUSE_AFTER = compile_late(" [a-z]{2}")
_TRANSLATION_AFTER = compile_late(rf"[\"”’'》」』]*[ ,.:]*(\[|\()+[\"'“‘ ]*[{LATIN}][{LATIN}'’. -]{{2}}")
_MEANING_AFTER = compile_late(rf"[\"”’]? \([“‘\"'][{LATIN}]")
_BEFORE_SPACE = compile_late(rf"[{LATIN}0-9,;:!?)\]%]")
_AFTER_SPACE = compile_late(rf"[{LATIN}0-9(\[]")
_TOUCHING = compile_late(f"[{LATIN}]")
_OPENING_QUOTES = ("“", "‘", '"', "'", "《", "「")
_CLOSING_QUOTES = ("”", "’", '"', "'", "》", "」")
_OPENING = {"”": "“", "’": "‘", '"': '"', ")": "(", "]": "["}
_LONGEST_BRACKETED = 12
_SHORT = 4
_CUE = 40


@dataclass(frozen=True)
class Surroundings:
    """A run of source script, what is before and after it in its block, and what below, if no word follows it."""

    before: str
    run: str
    after: str
    below: str = ""

    @cached_property
    def left(self) -> str:
        """Return what is before the run, without markup."""
        return self.before.translate(MARKUP)

    @cached_property
    def right(self) -> str:
        """Return what is after the run, without markup."""
        return self.after.translate(MARKUP)

    @property
    def glued_left(self) -> bool:
        """Return whether a Latin letter touches the run on its left."""
        return bool(_TOUCHING.match(self.before[-1:]))

    @property
    def glued_right(self) -> bool:
        """Return whether a Latin letter touches the run on its right."""
        return bool(_TOUCHING.match(self.after[:1]))

    @property
    def is_quoted(self) -> bool:
        """Return whether the run alone is in quotation marks."""
        return self.left.endswith(_OPENING_QUOTES) and self.right.startswith(_CLOSING_QUOTES)

    @property
    def lacks_space(self) -> tuple[bool, bool]:
        """Return whether a space is missing that an English word in its place would need, on the left and the right."""
        return bool(_BEFORE_SPACE.match(self.before[-1:])), bool(_AFTER_SPACE.match(self.after[:1]))


def is_declared(text: str, end: int) -> bool:
    """Return whether what ends at an offset is in the text of a link, and a note after that says in what language.

    >>> is_declared("[港口](https://a.example) (in Chinese)", 3), is_declared("[港口](https://a.example)", 3)
    (True, False)
    """
    return _DECLARED.match(text, end) is not None


def classify_placement(around: Surroundings) -> Placement:
    """Return the placement of a run: the first in `_CHECKS` that applies."""
    return next(name for name, applies in _CHECKS if applies(around))


def _is_language(around: Surroundings) -> bool:
    if _MENU.fullmatch(around.run):
        return bool(_MENU_BEFORE.search(around.left) or _MENU_AFTER.match(around.right))
    named = is_own_name(around.run)
    return named and bool(_SWITCH_BEFORE.search(around.left) and _SWITCH_AFTER.match(around.right))


def _is_name(around: Surroundings) -> bool:
    spelled = is_spelled_before(around.run, around.left) or is_spelled_after(around.run, around.right)
    return spelled or (len(around.run) > 1 and is_spelled_after(around.run, around.below))


def _is_bracketed(around: Surroundings) -> bool:
    alone = len(around.run) <= _LONGEST_BRACKETED and not _CLAUSE_AFTER.match(around.right)
    return alone and bool(_IN_BRACKETS.search(around.left))


def _is_closing(around: Surroundings) -> bool:
    """Return whether the run ends a phrase in quotes or brackets that holds English words before it."""
    closing = _OPENING.get(around.right.lstrip(".,;:!? ")[:1], "")
    word = _WORD_BEFORE.search(around.left)
    inside = word is not None and any(mark in around.left for mark in closing) and not around.glued_left
    return inside and word is not None and word[1].lower() not in NEVER_LAST


def _is_title(around: Surroundings) -> bool:
    bracket = _TRANSLATION_AFTER.match(around.right)
    return (
        bracket is not None
        and not around.right.startswith(" (in ")
        and not around.glued_left
        and (bracket[1] == "[" or len(around.run) > _SHORT)
    )


def _is_slot(around: Surroundings) -> bool:
    word = _WORD_BEFORE.search(around.before)
    return word is not None and (word[1].lower() in PHRASE_OPENERS or bool(_CONTRACTION.search(around.before[-_CUE:])))


_CHECKS = (
    (Placement.SEPARATOR, lambda around: not around.run.strip("|" + ZH_PAGES.characters("separator"))),
    (Placement.LANGUAGE, _is_language),
    (Placement.NAME, _is_name),
    (Placement.NOTICE, lambda around: bool(_NOTICE.search(around.run))),
    (Placement.BRACKETED, _is_bracketed),
    (Placement.TITLED, lambda around: len(around.run) > 1 and bool(_AFTER_TITLE.search(around.before))),
    (Placement.CLOSING, _is_closing),
    (Placement.HANDLE, lambda around: around.before.endswith(("@", "＠"))),
    (Placement.MENTIONED, lambda around: not around.glued_left and bool(_MENTION.search(around.left[-_CUE:]))),
    (Placement.EXPLAINED, lambda around: not around.glued_left and bool(_MEANING_AFTER.match(around.right))),
    (Placement.TITLE, _is_title),
    (Placement.SLOT, _is_slot),
    (Placement.ATTACHED, lambda around: around.glued_left and bool(_PHRASE_AFTER.match(around.right))),
    (
        Placement.GLUED,
        lambda around: around.glued_left or (around.glued_right and not _PHRASE_BEFORE.search(around.left)),
    ),
    (Placement.CRAMPED, lambda around: around.glued_right),
    (Placement.BESIDE, lambda around: bool(_PHRASE_BEFORE.search(around.left) and _PHRASE_AFTER.match(around.right))),
    (Placement.LOOSE, lambda around: True),
)


def compute_amount(before: str, run: str) -> tuple[int, str] | None:
    """Return how many characters before a run belong to its amount or date, and the whole in English; None where it is
    none.

    >>> compute_amount("sales of 12,000 ", "亿元"), compute_amount("all ", "万物")
    ((7, '1.2 trillion yuan'), None)
    >>> compute_amount("due by 3", "月12日"), compute_amount("the 3.5", "万名")
    ((1, 'March 12'), (3, '35,000'))
    """
    number = _NUMBER.search(before[-40:]) if run.startswith(ZH_SENTENCES.words("begins_amount")) else None
    if number is None:
        return None
    from align.quantities.en_render import render
    from align.quantities.zh import extract

    text = number[0] + run
    found = extract(text)
    if len(found) != 1 or found[0].span.start:
        return None
    rest, people = text[found[0].span.end :], ZH_SENTENCES.words("counter_of_people")
    if rest and rest not in (*people, *ZH_SENTENCES.words("counter")):
        return None
    return len(number[0]), render(found[0]) + (" people" if rest in people else "")
