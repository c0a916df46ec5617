"""The texts that `glossary find`, `extract` and `suggest` read."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from align.cli.messages import complain_of_failures
from align.cli.options import fill
from align.errors import CommandError
from align.model.skipped import SOURCE_TEXT

if TYPE_CHECKING:
    from align.cli.glossary.options import TableOptions
    from align.commands.terms.collect import Collected
    from align.config.settings import Request
    from align.model import Skipped
    from glossary.extract import TextPair

_SHOWN = 3
"""How many of the texts that were left out a message names."""
_ORDER = "name the source first, then its translation"
_REMEDY = "name them alike (news.zh.txt, news.en.txt), or give a bitext (such as .tsv, .tmx, .xliff)"


class _Options(Protocol):
    @property
    def languages(self) -> "TableOptions": ...


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
    from glossary.extract import TextPair

    found = collect(request)
    corpus = Corpus([], [], complain_of_failures(found.skipped))
    for text in found.texts:
        for passage in text.passages:
            corpus.pairs.append(TextPair(passage.source, passage.target, text.path))
            corpus.places.append((passage.document.path, passage.document.offsets.locate(passage.start).line or 0))
    if not corpus.pairs and not corpus.failed:
        raise CommandError(_explain_nothing(request.paths, found))
    return corpus


def _explain_nothing(paths: tuple[str, ...], found: "Collected") -> str:
    """Return why there is nothing to read, and what to do."""
    where = f"{', '.join(paths)}{_list_reasons(found.skipped)}"
    if found.texts:
        return f"no sentence could be paired with its translation in {where}: are they translations of their sources?"
    is_turned = any(entry.reason == SOURCE_TEXT for entry in found.skipped)
    return f"there is no text with its translation in {where}: {_ORDER if is_turned else _REMEDY}"


def _list_reasons(skipped: "Sequence[Skipped]") -> str:
    """Return why the first of some files were not read, in brackets."""
    reasons = [f"{entry.path}: {entry.reason}" for entry in skipped[:_SHOWN]]
    more = [f"and {len(skipped) - _SHOWN:,} more"] if len(skipped) > _SHOWN else []
    return f" ({'; '.join([*reasons, *more])})" if reasons else ""


def read_targets(request: "Request", failures: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the segments of translations, each with the path of its file; a line for what cannot be read is added to
    `failures`. Raises MissingPathError.
    """
    from align.inputs.loading import load_targets
    from align.model import MASK, Skipped

    for item in load_targets(request):
        if isinstance(item, Skipped):
            failures.append(f"{item.path}: {item.reason}")
        else:
            for segment in item.segments:
                yield item.prose[segment.start : segment.end].replace(MASK, " "), item.path


def read_texts(paths: tuple[str, ...], encoding: str | None, failures: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the paths of texts in any language, each with its text; a line for what cannot be read is added to
    `failures`.

    Raises MissingPathError.
    """
    from align.inputs.loading import load_raw_texts
    from align.model import Skipped

    for item in load_raw_texts(paths, encoding):
        if not isinstance(item, Skipped):
            yield item
        elif item.failed:
            failures.append(f"{item.path}: {item.reason}")


def request_texts(options: "_Options", paths: tuple[str, ...], **more: object) -> "Request":
    """Return what a run over texts is asked for; the configuration, which holds for all commands, says the rest."""
    from align.config.settings import Request

    source, target = options.languages.pair
    return fill(Request, options, paths=paths, source_lang=source, target_lang=target, **more)
