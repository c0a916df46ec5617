"""The texts that `glossary extract` and `suggest` learn from."""

from typing import TYPE_CHECKING, NamedTuple

from align.cli.messages import complain_of_failures
from align.cli.options import fill
from align.errors import CommandError

if TYPE_CHECKING:
    from align.config.settings import Request
    from glossary.extract import TextPair
    from glossary.formats.base import Languages

_SHOWN = 3
"""How many of the texts that were left out a message names."""
_ORDER = "name the source first, then its translation"
_REMEDY = "name them alike (news.zh.txt, news.en.txt), or give a bitext (such as .tsv, .tmx, .xliff)"


class Corpus(NamedTuple):
    """Pairs of texts, where the target of each begins (file, line), and whether some text could not be read."""

    pairs: "list[TextPair]"
    places: list[tuple[str, int]]
    failed: bool


def read_corpus(request: "Request") -> Corpus:
    """Return translations aligned with their sources, and bitexts, as `aligncheck terms` finds them.

    Says which texts cannot be read. Raises CommandError where there is nothing to read, MissingPathError, ConfigError
    and TermsError.
    """
    from align.commands.terms.collect import collect
    from align.model.skipped import SOURCE_TEXT
    from glossary.extract import TextPair

    found = collect(request)
    corpus = Corpus([], [], complain_of_failures(found.skipped))
    for text in found.texts:
        for passage in text.passages:
            corpus.pairs.append(TextPair(passage.source, passage.target, text.path))
            corpus.places.append((passage.document.path, passage.document.offsets.locate(passage.start).line or 0))
    if not corpus.pairs and not corpus.failed:
        reasons = [f"{entry.path}: {entry.reason}" for entry in found.skipped[:_SHOWN]]
        if len(found.skipped) > _SHOWN:
            reasons.append(f"and {len(found.skipped) - _SHOWN:,} more")
        where = ", ".join(request.paths) + (f" ({'; '.join(reasons)})" if reasons else "")
        if found.texts:
            said = (
                f"no sentence could be paired with its translation in {where}: are they translations of their sources?"
            )
            raise CommandError(said)
        is_turned = any(entry.reason == SOURCE_TEXT for entry in found.skipped)
        raise CommandError(f"there is no text with its translation in {where}: {_ORDER if is_turned else _REMEDY}")
    return corpus


def request_texts(options: object, languages: "Languages", paths: tuple[str, ...], **more: object) -> "Request":
    """Return what a run over texts is asked for; the configuration, which holds for all commands, says the rest."""
    from align.config.settings import Request

    return fill(Request, options, paths=paths, source_lang=languages.source, target_lang=languages.target, **more)
