"""The rule `machine-remark`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from align.lang.patterns import ZH_PAGES
from align.linter.context import Context
from align.linter.families.wordings import WordingRule
from align.linter.rule import Bad, Sourced
from align.model import Document, Finding, Severity, Span
from glossary.pack.patterns import compile_late

_OF_SOURCES = ZH_PAGES.late("source_of_remark")
"""What a source may hold of which such a remark is the translation."""

_LAST = 100
"""So many characters before the end of a text, at most, such a remark ends that closes it."""
_SLOT, _BRACKET = compile_late(r"\[[\w ]+\]"), compile_late(r"[\[［【〔{(（<＜]")
"""A mark that a program was to fill in; what a source has that names such a place itself: 【姓名】."""


class MachineRemark(WordingRule):
    """A remark of the machine that translated, or of a person to a colleague, was left in the translation.

    What it finds
    -------------
    What language models say around a translation: “Here is the translation:”, “Sure! Here's the English version:”, a
    “Translation:” before the text, a “Note: the original text ...”, “As an AI language model, I ...”, “I'm sorry, but
    I can't translate ...”, “Let me know if you would like the translation ...”, and marks such as `<|im_end|>`,
    `</think>` and `[/INST]`. In brackets, what one translator asks of the next: “[TBC]”, “(please check this name)”.
    Marks that a program was to fill in: `$number`, `__NUM__`, `[NAME]`, `[DATE_1]`.

    Why it matters
    --------------
    It shows every reader that no one looked at the page. A refusal takes the place of the translation.

    When it stays silent
    --------------------
    Where the source speaks of translating, of its original, of AI or of being sorry, hopes to help, or has a note. On
    translator's notes, and on texts about translations (“Here is the translation that won the prize.”). In a text
    without a source, anywhere but at its head and, as a warning, at its end.

    Measured
    --------
    No alarm in 14,965 pairs made by people, 175 essays and 21,218 machine translations of 2020 to 2023, which were made
    by other machines.
    """

    severity = Severity.ERROR
    mqm = "accuracy/addition"
    targets = ("en",)
    good: ClassVar[tuple[str | Sourced, ...]] = (
        "Here is the translation that won the prize.",
        "Translation is hard work: nobody pays for it.",
        "(Translator's note: the original text has a pun here.)",
        "As an AI engineer, I write programs.",
        "I'm sorry, but I can't come.",
        "Note: the original plan was dropped.",
        "Let me know if you need the keys.",
        "The letter was in Latin.\n\nHere is my translation:\n\nCome back.",
        Sourced("Translation: Wang Min", "翻译：王敏"),
        Sourced("The date (to be confirmed) is in May.", "日期（待定）在五月。"),
        Sourced("Write [NAME] here.", "在此处填写【姓名】。"),
        Sourced("It opens in May. I hope this helps everyone.", "五月开放。希望能帮到大家。"),
        Sourced("As an AI model, I know no fear, said the robot.", "机器人说：“作为人工智能模型，我不知道害怕。”"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦Here is the English translation:⟧\nThe port opens in May."),
        Bad("⟦Sure! Here's the translation of the text:⟧ The port opens in May."),
        Bad("The port opens in May.\n\n⟦I hope this helps⟧!", Severity.WARNING),
        Bad("⟦Translation:⟧ The port opens in May.", source="港口五月开放。"),
        Bad("⟦As an AI language model, I⟧ cannot know this.", source="港口五月开放。"),
        Bad("⟦I'm sorry, but I cannot assist with that⟧.", source="港口五月开放。"),
        Bad("The port opens in May. (⟦Note: The original text⟧ gives no year.)", source="港口五月开放。"),
        Bad("It opens in May. ⟦Let me know if you would like the translation⟧ to be brief.", source="港口五月开放。"),
        Bad("⟦This sentence translates to⟧ “The port opens in May.”", source="港口五月开放。"),
        Bad("The port opens in May.⟦<|im_end|>⟧", source="港口五月开放。"),
        Bad("China had ⟦$number⟧ million sows, and ⟦__NUM__⟧ ships.", source="中国有4073万头母猪和20艘船。"),
        Bad("The port opens on ⟦[DATE_1]⟧.", source="港口开放。"),
        Bad("The port ⟦[TBC]⟧ opens in May.", source="港口五月开放。"),
        Bad("Its head, Wang Min ⟦(translator's note: please check this name)⟧, left.", source="局长王敏离职。"),
        Bad("The port opens in May. ⟦I hope this helps⟧!", source="港口五月开放。"),
        Bad("The port opens in May. ⟦Alternatively:⟧ In May the port opens.", source="港口五月开放。"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Match each pattern where the source does not speak of the same; without one, at the ends of a text."""
        letters = None
        for finding in super().check(document, hits, context):
            letters = letters or _find_letters(document.prose)
            start, end = finding.span
            source = context.source_at(start)
            is_first = start <= letters.start
            is_last = document.block(start).end >= letters.end and letters.end - end <= _LAST
            found = document.text[start:end]
            is_slot_of_source = _SLOT.fullmatch(found) and _BRACKET.search(source)
            is_of_source = is_slot_of_source or _OF_SOURCES.search(source) or found in source
            if (source or is_first or is_last) and not is_of_source:
                yield finding if source or is_first else replace(finding, severity=Severity.WARNING)


def _find_letters(text: str) -> Span:
    """Return the part of a text from its first letter to its last."""
    start = next((index for index, character in enumerate(text) if character.isalpha()), len(text))
    return Span(start, next((index + 1 for index in range(len(text) - 1, start, -1) if text[index].isalpha()), start))
