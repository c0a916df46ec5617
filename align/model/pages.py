"""A text as a page shows it: row by row next to its source, as plain data without the documents."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from align.model.spans import Span

GENERATOR = '<meta name="generator" content="aligncheck">'
"""What marks a page of a review; it is among its first bytes."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, which a person may write again or put next to others; the id outlives edits of other sentences."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of a translation and the source text next to it, on one line; either may be empty.

    The targets of all rows are the whole text. `confidence` is the aligner's, 0 to 1; None where nothing was aligned.
    `opens_block`: a paragraph, a heading or an item starts here. `source_sentences` are those of `source`, with spans
    in it, where a person may say what is next to what.
    """

    source: str
    target: Span
    sentences: tuple[Sentence, ...] = ()
    confidence: float | None = None
    opens_block: bool = False
    source_sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A text that was checked. `source_language` is empty where it has no source.

    `fingerprints` are those of the findings in it, which count from the start of `text`.
    """

    path: str
    language: str
    text: str
    rows: tuple[Row, ...]
    source_language: str = ""
    fingerprints: tuple[str, ...] = ()


def digest_texts(pages: Iterable[Page]) -> dict[str, str]:
    """Return the SHA-256 of the text of each file as it was read, by path; of all its texts one after the other."""
    texts = defaultdict[str, list[str]](list)
    for page in pages:
        texts[page.path].append(page.text)
    return {path: sha256("".join(here).encode(errors="surrogatepass")).hexdigest() for path, here in texts.items()}
