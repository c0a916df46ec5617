"""The texts that terms are taken from."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from align.cli.messages import complain, fail

if TYPE_CHECKING:
    from align.config.settings import Request
    from align.model import Skipped
    from glossary.extract import Pair

_SHOWN = 3
_REMEDY = "name them alike (news.zh.txt, news.en.txt), or give a bitext (.jsonl, .tsv)"


class Corpus(NamedTuple):
    """Pairs of texts, where the target of each begins (file, line), and whether some text could not be read."""

    pairs: "list[Pair]"
    places: list[tuple[str, int]]
    failed: bool


@contextmanager
def failing() -> Iterator[None]:
    """Turn what can go wrong with texts, their settings and the data that comes with packages into exit code 2."""
    from align.errors import ConfigError, EncoderUnavailableError, MissingPathError, TermsError, UnknownRuleError
    from glossary.dictionary.cedict import DictionaryNotFoundError
    from glossary.formats.files import GlossaryError

    try:
        yield
    except MissingPathError as error:
        fail(f"{error.path}: no such file or folder")
    except (ConfigError, UnknownRuleError, TermsError, EncoderUnavailableError) as error:
        fail(str(error))
    except (GlossaryError, DictionaryNotFoundError) as error:
        fail(str(error))


def read_corpus(paths: tuple[str, ...], source: str | None, asked: dict[str, Any]) -> Corpus:
    """Translations beside their sources, aligned, and bitexts, as `aligncheck terms` finds them."""
    from align.commands.terms.collect import collect
    from glossary.extract import Pair

    with failing():
        found = collect(request(paths, source, asked))
    for skipped in found.skipped:
        if skipped.failed:
            complain(f"{skipped.path}: {skipped.reason}")
    corpus = Corpus([], [], any(skipped.failed for skipped in found.skipped))
    for text in found.texts:
        for passage in text.passages:
            layout = passage.document.layout
            corpus.pairs.append(Pair(passage.source, passage.target, text.path))
            corpus.places.append((passage.document.path, layout.locate(passage.document.text, passage.start).line))
    if not corpus.pairs and not corpus.failed:
        fail(f"there is no text with its translation in {', '.join(paths)}{_reasons(found.skipped)}: {_REMEDY}")
    return corpus


def _reasons(skipped: "Sequence[Skipped]") -> str:
    """Why the first of some files were not read, in brackets."""
    said = [f"{one.path}: {one.reason}" for one in skipped[:_SHOWN]]
    more = [f"and {len(skipped) - _SHOWN:,} more"] if len(skipped) > _SHOWN else []
    return f" ({'; '.join([*said, *more])})" if said else ""


def read_targets(paths: tuple[str, ...], asked: dict[str, Any], failures: list[str]) -> Iterator[tuple[str, str]]:
    """The segments of translations, each with the name of its document; what cannot be read is added to `failures`."""
    from align.errors import ReadError
    from align.inputs.files import read_bytes
    from align.inputs.sources import language_in, same_language
    from align.inputs.walking import walk
    from align.model import MASK
    from align.readers import ReadOptions, is_known, read

    with failing():
        entries = list(walk(paths, is_known))
    failures += [f"{entry.path}: {entry.reason}" for entry in entries if entry.failed]
    for path in (entry.path for entry in entries if not entry.reason):
        language = language_in(path, paths) or asked["target_lang"]
        if same_language(language, asked["target_lang"]):
            try:
                for document in read(path, read_bytes(path), ReadOptions(language, asked["encoding"])):
                    for segment in document.segments:
                        yield document.prose[segment.start : segment.end].replace(MASK, " "), path
            except ReadError as error:
                failures.append(f"{path}: {error}")


def request(paths: tuple[str, ...], source: str | None, asked: dict[str, Any], **others: Any) -> "Request":
    """What is asked of the texts."""
    from align.config.settings import Request

    return Request(
        paths=paths,
        source=source,
        source_lang=asked["source_lang"],
        target_lang=asked["target_lang"],
        encoding=asked["encoding"],
        **others,
    )
