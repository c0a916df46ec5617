"""A run of `terms`: how consistently the terms of some texts are rendered."""

from align.commands.terms.collect import collect
from align.commands.terms.memory import read_memory
from align.commands.terms.model import TermReport
from align.commands.terms.report import build_report
from align.config.settings import Request
from align.errors import TermsError
from glossary.dictionary.cedict import use_dictionary

__all__ = ["TermReport", "TermsError", "report_terms"]


def report_terms(request: Request, memory: str | None = None, least: int = 3) -> TermReport:
    """Report on the texts that a person names; without a glossary, on terms that occur at least `least` times.

    Raises MissingPathError, ConfigError, EncoderUnavailableError, TermsError for languages that words are not aligned
    in, and GlossaryError for a glossary or a memory that cannot be used.
    """
    earlier = read_memory(memory) if memory else ()
    collected = collect(request)
    with use_dictionary(collected.dictionary):
        return build_report(collected, earlier, least)
