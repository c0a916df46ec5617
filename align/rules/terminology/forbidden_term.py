"""The rule `forbidden-term`."""

from typing import ClassVar

from align.linter.families.terms import DiscouragedTermRule
from align.linter.rule import Bad, Sourced
from align.model import Severity

_GLOSSARY = (
    "关键矿产,critical minerals,preferred\n关键矿产,key minerals,forbidden\n"
    "主要矿物,key minerals\n出口管制,export control\n出口管制,export limit,forbidden"
)


_CONDITIONAL = (
    "source,target,status,when_source\n客户端,client,preferred,\n客户端,customer,forbidden,客户端\n"
    "关键矿产,critical minerals,preferred,"
)


class ForbiddenTerm(DiscouragedTermRule):
    """A term is used that the glossary forbids.

    What it finds
    -------------
    Every form of a term whose status in a glossary is `forbidden`. The terms to use instead are suggested, in the same
    number or tense. No source is needed. Where the word is also the right name of another concept, it is a warning
    only; where the source is known, the source decides which of the two is intended.

    Why it matters
    --------------
    A newsroom forbids a wording for a reason: a name that changed, a calque, a word with a slant.

    When it stays silent
    --------------------
    Without a glossary. Inside a longer term of the glossary. Where the source has another concept that the word rightly
    renders. Where the glossary forbids a term only for sources that have certain words (`when_source`), and the source
    has none of them or is not known. Where a glossary that ranks higher allows the term for the same concept.

    Measured
    --------
    Nothing to measure: the rule applies the glossary and guesses nothing.
    """

    severity = Severity.ERROR
    mqm = "terminology/inconsistent-with-terminology-resource"
    overrides = ("inconsistent-wording", "inconsistent-term")
    statuses = ("forbidden",)
    doubtful = Severity.WARNING
    called = "forbidden"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("Critical minerals are scarce.", glossary=_GLOSSARY),
        Sourced("Quartz and feldspar are the key minerals in it.", "石英和长石是其中的主要矿物。", _GLOSSARY),
        Sourced("The customer pays.", "顾客付款。", _CONDITIONAL),
        Sourced("The customer connects.", glossary=_CONDITIONAL),
        Sourced(
            "The export limits-setting board met.", glossary=_GLOSSARY.replace("export limit", "export limits set")
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad(
            "⟦Export limits⟧ came in May.",
            glossary=_GLOSSARY,
        ),
        Bad(
            "The ⟦export limit⟧ came in May.",
            fixed="The export control came in May.",
            glossary=_GLOSSARY,
        ),
        Bad("The ⟦key minerals⟧ are scarce.", Severity.WARNING, glossary=_GLOSSARY),
        Bad(
            "The ⟦key minerals⟧ are scarce.",
            fixed="The critical minerals are scarce.",
            source="关键矿产稀缺。",
            glossary=_GLOSSARY,
        ),
        Bad(
            "The ⟦customer⟧ connects.",
            fixed="The client connects.",
            source="客户端连接。",
            glossary=_CONDITIONAL,
        ),
    )
