"""The rule `machine-remark`."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from align.linter.context import Context
from align.linter.families.patterns import Pattern, PatternRule
from align.linter.rule import Bad, Sourced
from align.model import Document, Finding, Severity
from glossary.lang.late_patterns import compile_late

_DELETE = "The machine that translated says this to whom it answers; delete it."
_LANGUAGE = r"(?:(?:English|American|British|literal|polished|revised|full|accurate|natural|fluent)\s){0,3}"
_TEXT = r"(?:text|sentence|phrase|passage|article|document|content|Chinese|paragraph)"
_OF_SOURCES = compile_late(
    "[译譯翻注註待核查]|[确確][认認]|AI|人工智|[语語]言模型|抱歉|[对對]不起|不好意思|[遗遺]憾|原文|[备備]|英文|英[语語]|版"
)
"""What a source may hold of which such a remark is the translation."""


_DONE = ("confirmed", "checked", "verified", "translated", "revised")
_DO = ("check", "confirm", "verify", "revise", "translate")
_TASKS = (
    *("tbc", "tbd", "todo", "fixme", "untranslatable", "untranslated", "unchanged", "translation omitted"),
    *(f"{before} {done}" for before in ("to be", "not yet") for done in _DONE),
    *(f"{please} {do}" for please in ("please", "pls") for do in _DO),
    *(f"need{end} {review}" for end in ("", "s") for review in ("checking", "revision", "review", "verification")),
    *(f"{do}{of} {what}" for do in _DO[:3] for of in ("", " this", " the") for what in ("name", "term", "translation")),
    *(f"{do} with" for do in _DO[:3]),
)
"""What somebody who translated asks of the next person."""
_TASK = "|".join(task.replace(" ", r"\s") for task in _TASKS)
_REMIND = "Somebody asks here for what is still to be done: do it, and delete the note."


class MachineRemark(PatternRule):
    """A remark of the machine that translated, or of a person to a colleague, was left in the translation.

    What it finds
    -------------
    What language models say around a translation: “Here is the translation:”, “Sure! Here's the English version:”,
    a “Translation:” before the text, a “Note: the original text ...”, “As an AI language model, I ...”, “I'm sorry, but
    I can't translate ...”, “Let me know if you would like the translation ...”, and marks such as `<|im_end|>`,
    `</think>` and `[/INST]`. In brackets, what one translator asks of the next: “[TBC]”, “(please check this name)”.

    Why it matters
    --------------
    It tells every reader that nobody looked at the page. A refusal stands where the translation should.

    When it stays silent
    --------------------
    Where the source speaks of translating, of its original, of AI or of being sorry, or has a note. On translator's
    notes, and on texts about translations (“Here is the translation that won the prize.”). In a text without a
    source, anywhere but at its head.

    Measured
    --------
    None in 14,965 pairs made by people (news, health, bank reports, novels and others), none in 21,218 machine
    translations of 2020 to 2023, which were made by other machines, and none in 175 published essays.
    """

    severity = Severity.ERROR
    mqm = "accuracy/addition"
    patterns = (
        Pattern(
            ("translat", "english version", "polished version"),
            r"^\W{0,6}(?P<mark>(?:(?:sure|certainly|of\scourse|absolutely|okay|ok)\b[!,.]{0,2}\s)?"
            r"(?:here(?:['’]?s|\sis|\sare)|below\sis|the\sfollowing\sis)\s(?:the|your|an?|my)\s"
            rf"{_LANGUAGE}(?:translations?|version|translated\s(?:text|version))\b[^\n:：.]{{0,80}}[:：]\**)",
            _DELETE,
        ),
        Pattern(
            ("translation", "translated text", "english version"),
            rf"^\W{{0,6}}(?P<mark>{_LANGUAGE}(?:translation|translated\stext|version)(?:\s\([^)\n]{{1,20}}\))?\**\s?[:：]\**)"
            r"(?=\s*\S)",
            _DELETE,
        ),
        Pattern(
            ("as an ai", "as a language model", "as a large language model"),
            r"(?:^|[.!?]\s)(?P<mark>as\san?\s(?:AI(?:\s(?:language\s)?model|\sassistant)?|(?:large\s)?language\smodel),?\sI\b)",
            _DELETE,
        ),
        Pattern(
            ("sorry", "apologi", "unfortunately"),
            r"^[*_#>\s]{0,6}(?P<mark>(?:I['’]m\ssorry|I\sam\ssorry|sorry|I\sapologi[sz]e|unfortunately),?\s(?:but\s)?I\s"
            r"(?:can['’]?t|cannot|can\snot|am\s(?:not\sable|unable)\sto)\s"
            r"(?:translate|assist\swith\s(?:that|this)|fulfil+\s(?:that|this|your)|provide\s(?:a|the)\stranslation)\b)",
            _DELETE,
        ),
        Pattern(
            ("note:", "note："),
            r"(?:^|[.!?)\]\"”*]\s{0,3}|[(\[])(?P<mark>[*_]{0,3}note[:：][^\n]{1,160}?"
            rf"\b(?:(?:the|this)\s(?:original|source|Chinese)\s{_TEXT}|(?:this|my|the\sabove)\stranslation"
            r"|I(?:['’]ve|\shave)?\s(?:translated|kept|left|used|preserved|retained)|translated\s(?:as|to|into))\b)",
            _DELETE,
        ),
        Pattern(
            ("let me know",),
            r"\b(?P<mark>let\sme\sknow\sif\s[^\n.]{0,80}?\b(?:translat\w+|different\s(?:tone|style)|more\s(?:formal|natural)))",
            _DELETE,
        ),
        Pattern(
            ("hope this", "hope the translation", "hope that helps"),
            r"\b(?P<mark>I\shope\s(?:this|that|the)\s(?:translation\s)?(?:helps|is\shelpful|meets\syour)\b)",
            _DELETE,
        ),
        Pattern(
            (
                "alternatively:",
                "naturally:",
                "idiomatically:",
                "literal translation:",
                "literally:",
                "natural translation:",
            ),
            r"(?:^|[.!?][\"”)\]]?\s{1,3}|[(\[])(?P<mark>(?:or,?\s)?(?:alternatively|more\s(?:naturally|idiomatically)|literally"
            r"|(?:more\s)?(?:literal|natural)\stranslation)[:：])",
            _DELETE,
        ),
        Pattern(
            _TASKS,
            rf"(?P<mark>[\[(（【][^\])）】\n]{{0,40}}?\b(?:{_TASK})\b[^\])）】\n]{{0,30}}[\])）】])",
            _REMIND,
        ),
        Pattern(
            ("this sentence", "this phrase", "this translat", "the sentence", "the phrase"),
            rf"^\W{{0,6}}(?P<mark>(?:this|the)\s(?:Chinese\s)?{_TEXT}\s(?:translates\s(?:to|as|into)|can\sbe\stranslated\s(?:as|to|into))\b)",
            _DELETE,
        ),
        Pattern(
            ("<|im_", "<|end", "<|assistant", "<|user", "[/inst]", "[inst]", "</think>", "<think>", "<start_of_turn>"),
            r"(?P<mark><\|(?:im_start|im_end|endoftext|end|assistant|user|eot_id)\|>|\[/?INST\]|</?think>|<start_of_turn>)",
            _DELETE,
        ),
    )
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
        Sourced("As an AI model, I know no fear, said the robot.", "机器人说：“作为人工智能模型，我不知道害怕。”"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦Here is the English translation:⟧\nThe port opens in May."),
        Bad("⟦Sure! Here's the translation of the text:⟧ The port opens in May."),
        Bad("⟦Translation:⟧ The port opens in May.", source="港口五月开放。"),
        Bad("⟦As an AI language model, I⟧ cannot know this.", source="港口五月开放。"),
        Bad("⟦I'm sorry, but I cannot assist with that⟧.", source="港口五月开放。"),
        Bad("The port opens in May. (⟦Note: The original text⟧ gives no year.)", source="港口五月开放。"),
        Bad("It opens in May. ⟦Let me know if you would like the translation⟧ to be brief.", source="港口五月开放。"),
        Bad("⟦This sentence translates to⟧ “The port opens in May.”", source="港口五月开放。"),
        Bad("The port opens in May.⟦<|im_end|>⟧", source="港口五月开放。"),
        Bad("The port ⟦[TBC]⟧ opens in May.", source="港口五月开放。"),
        Bad("Its head, Wang Min ⟦(translator's note: please check this name)⟧, left.", source="局长王敏离职。"),
        Bad("The port opens in May. ⟦I hope this helps⟧!", source="港口五月开放。"),
        Bad("The port opens in May. ⟦Alternatively:⟧ In May the port opens.", source="港口五月开放。"),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Match each pattern where the source does not speak of the same; without one, at the head of the text only."""
        for finding in super().check(document, hits, context):
            start, end = finding.span
            source = context.source_at(start)
            is_first = not any(map(str.isalpha, document.prose[:start]))
            if (source or is_first) and not _OF_SOURCES.search(source) and document.text[start:end] not in source:
                yield finding
