"""The rule `repeated-conjunct`."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from align.lang.patterns import ZH_SENTENCES
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Finding, Severity
from glossary.lang.function_words import make_word_set
from glossary.lang.scripts import HAN, LATIN
from glossary.pack.patterns import compile_late

_SURE = 0.5
"""The least confidence of a bead that is looked at."""

_SHORTEST = 4
"""Letters of the shortest word that is looked at."""

_PAIR = compile_late(
    rf"(?<![\w'’-])(?P<word>[{LATIN}][{LATIN}-]{{{_SHORTEST - 1},}}) (?:and|or) (?P=word)(?![\w'’-])",
    re.IGNORECASE,
)
_CLAUSE_OR_MODIFIER = compile_late(
    r"[ \n](?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|should|shall|do|does|did"
    r"|who|whom|whose|which|that|with|without|from|under|over|above|below|only|also|not"
    r"|(?:start|beginn|end|contain|includ|consist|belong|hav|mark|us|follow)ing|(?:start|mark|call|nam|bas|us)ed|made)\b",
    re.IGNORECASE,
)
"""What follows a second conjunct that starts a clause, or that differs from the first in what modifies it."""

_EXTENT = compile_late(r"(?i: or )\S+ (?:range|period|interval|list|group|set|series|pair|type|class|name|number)s?\b")
"""A word, and what is made of several of these: a date or date range."""

_INTENSIFIED = make_word_set(
    """
    again ages around back centuries days decades deep down dozens ever faces fast forth forward further half
    hard heaps here high hours hundreds loads long lots many miles millions months more much neck often once
    only over round rows same scores share some such then there these they thing things this those thousands
    through time times tons weeks years
    begged climbed climbing cried crying danced digging laugh laughed laughing looked looking prayed rained raining
    screamed searched searching shouted slept talk talked talking wait waited waiting walk walked walking wept
    """
)
"""Words that English joins to themselves for emphasis: again and again, miles and miles, waited and waited."""

_GROWING = ZH_SENTENCES.late("growing")
"""Chinese that English renders by a comparative joined to itself."""

_REPEATED = compile_late(
    lambda: (
        f"(?P<word>[{HAN}]{{2}})[{HAN}]{{0,6}}{ZH_SENTENCES.source('conjunction')}[{HAN}]{{0,8}}(?P=word)"
        f"|(?P<first>[{HAN}])[{HAN}]?{ZH_SENTENCES.source('conjunction')}(?P=first)"
    )
)
"""A Chinese word on both sides of a conjunction, or two whose first character is the same (军方与军工)."""


class RepeatedConjunct(PairRule):
    """A word is joined to itself ("understanding and understanding") where the source has two words.

    What it finds
    -------------
    Two Chinese words of much the same meaning (了解和理解, 创新创业) that became one English word, joined to itself by
    "and" or "or".

    Why it matters
    --------------
    The sentence is nonsense, and half of what the source says is lost. It is a typical fault of machine translation.

    When it stays silent
    --------------------
    Where the source repeats a word, too (贸易及贸易融资); on what English joins to itself for emphasis ("again and
    again", "faster and faster"); where the second word starts a clause, has a modifier of its own ("patients and
    patients with asthma") or is part of a longer one ("a date or date range").

    Measured
    --------
    130 alarms in 25,040 machine translations and 2 in 11,143 segments made by people; all were read, and all are right.
    The words of emphasis were listed on half of these texts.
    """

    severity = Severity.WARNING
    sources, targets = ("zh",), ("en",)
    mqm = "accuracy/mistranslation"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("The bank finances trade and trade credit.", "银行支持贸易及贸易信贷。"),
        Sourced("The wind is getting stronger and stronger.", "风越来越大。"),
        Sourced("It makes us nest deeper and deeper.", "这迫使我们不断地增加嵌套。"),
        Sourced("There is less and less of it.", "它越来越少。"),
        Sourced("He tried again and again.", "他一再尝试。"),
        Sourced("The ward takes children and children with asthma.", "病房接收儿童，哮喘患儿也收。"),
        Sourced("Empty lines and lines beginning with a hash are comments.", "空行和以井号开头的行是注释。"),
        Sourced("They waited and waited.", "他们等了又等。"),
        Sourced("We've waited and waited, and nobody came.", "等到现在也没见人。"),
        Sourced("Enter a date or date range.", "请输入日期或区间。"),
        Sourced("These are attributes or attributes of a field.", "这些是表单的属性，也可以是字段的属性。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("It helps our ⟦understanding and understanding⟧ of China.", source="这有助于了解和理解中国。"),
        Bad("He felt ⟦tired and tired⟧.", source="他感到倦怠疲乏。"),
        Bad("The ⟦Health and Health⟧ Commission met.", source="卫生健康委员会开会。"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for words joined to themselves, sentence by sentence."""
        if not _may_repeat(alignment.target.prose):
            return
        for bead in alignment.find_matches(_SURE):
            source = alignment.source_prose(bead)
            for match in _PAIR.finditer(alignment.target.prose, *alignment.target_span(bead)):
                if _is_fault(match, source):
                    yield self.finding(
                        *match.span(),
                        f"“{match[0]}”: the source has two different words; translate the second one.",
                        source_text=alignment.source_text(bead),
                    )


def _may_repeat(text: str) -> bool:
    """Return whether the word before an "and" or "or" has what the one after it begins with: else no word is
    repeated.
    """
    if not text.isascii():
        return True
    text = text.lower()
    for joint in (" and ", " or "):
        start = text.find(joint)
        while start >= 0:
            end = start + len(joint)
            if text[end : end + _SHORTEST] in text[text.rfind(" ", 0, start) + 1 : start]:
                return True
            start = text.find(joint, end - 1)
    return False


def _is_fault(match: re.Match[str], source: str) -> bool:
    """Return whether neither English nor the source explains why a word is joined to itself."""
    word = match["word"].lower()
    return not (
        word in _INTENSIFIED
        or _CLAUSE_OR_MODIFIER.match(match.string, match.end())
        or _EXTENT.match(match.string, match.end("word"))
        or (word.endswith(("er", "less", "worse")) and _GROWING.search(source))
        or _REPEATED.search(source)
        or _repeats_equivalent(word, source)
    )


def _repeats_equivalent(word: str, source: str) -> bool:
    """Return whether the source has a word twice that the dictionary renders by an English one."""
    from glossary.renderings.dictionary_keys import find_chinese_keys, find_english_keys

    keys = frozenset(find_english_keys(word))
    counts = Counter(chinese for chinese, own in find_chinese_keys(source) if not keys.isdisjoint(own))
    return any(count > 1 for count in counts.values())
