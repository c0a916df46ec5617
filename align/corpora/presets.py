"""Which rules a corpus is checked with: rows are checked alone, so none of those which compare a text with itself."""

from collections.abc import Collection

from align.errors import UnknownRuleError
from align.linter.registry import all_rules, find_rule
from align.linter.rule import CorpusRule

RESIDUE = (
    "cjk-punctuation",
    "empty-target",
    "invisible-character",
    "mojibake",
    "residual-source",
    "untranslated-segment",
)
NUMBERS = ("date-mismatch", "money-mismatch", "number-mismatch", "unit-mismatch")

OF_DOCUMENTS = frozenset(
    {
        "hyphenation-variant",
        "inconsistent-term",
        "inconsistent-wording",
        "low-confidence-alignment",
        "mixed-country-name",
        "mixed-percent-form",
        "mixed-quotes",
        "mixed-spelling",
        "name-variant",
        "unintroduced-acronym",
        "unrelated-source",
        "untranslated-document",
    }
)
"""Rules that look at a document as a whole, of which a row shows too little, or at how it was aligned."""

OF_MODELS = frozenset({"omission", "unrelated-target"})
"""Rules that need vectors of sentences, and take most of the time."""

ALIGN = "align"
"""No rule: rows are documents, and are aligned."""


def choose_rules(select: Collection[str], ignore: Collection[str] = ()) -> tuple[str, ...]:
    """Return the names of the rules that are selected, by their names or those of presets (none: the preset `default`),
    without those that are ignored, in the order of their names.

    Raises UnknownRuleError, also for a selected rule that compares rows with one another.
    """
    of_rows = {name: rule for name, rule in all_rules().items() if not isinstance(rule, CorpusRule)}
    usual = {name for name, rule in of_rows.items() if rule.is_on()} - OF_DOCUMENTS - OF_MODELS
    every = {name for name, rule in of_rows.items() if not rule.preview}
    presets = {"residue": RESIDUE, "numbers": NUMBERS, "default": usual, "all": every}
    chosen = set[str]()
    for name in select or ("default",):
        if name in presets:
            chosen |= {*presets[name]}
            continue
        try:
            rule = find_rule(name)
        except UnknownRuleError as error:
            raise UnknownRuleError(f"{error}; sets of rules are {', '.join(presets)}") from None
        if isinstance(rule, CorpusRule):
            raise UnknownRuleError(f"{rule.name} compares rows with one another; here each row is checked alone")
        chosen.add(rule.name)
    chosen -= {find_rule(name).name for name in ignore}
    return tuple(sorted(chosen))
