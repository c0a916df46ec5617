"""What is known of a passage and its translation: the words of both sides, their links, vectors, wording, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.model import Alignment, Bead, Finding
from glossary.dictionary.script_folding import simplify
from glossary.lang.function_words import is_function_word
from glossary.lang.scripts import has_han
from glossary.word_alignment import WordMatches

if TYPE_CHECKING:
    from glossary.lang.fluency import Wording
    from glossary.lang.zh import LexiconEntry


@dataclass(frozen=True, eq=False)
class Evidence:
    """One bead with text on both sides.

    `source` is in simplified script; `source_words` and `target_words` are those of the word alignment, marks among
    them; `matches` their links; `cosine` is that of both texts, `findings` those that are in the bead.
    """

    bead: Bead
    source: str
    target: str
    source_words: Sequence[str]
    target_words: Sequence[str]
    matches: WordMatches
    cosine: float
    findings: Sequence[Finding]

    @cached_property
    def wording(self) -> Wording:
        """Return how usual the English is."""
        from glossary.lang.fluency import measure_wording

        return measure_wording(self.target)

    @cached_property
    def tags(self) -> Sequence[str]:
        """Return the parts of speech of the target words."""
        from glossary.lang.en_tags import tag_words

        return tag_words(self.target_words) if self.target_words else ()

    @cached_property
    def entries(self) -> Mapping[str, LexiconEntry]:
        """Return what the lexicon has of the source words."""
        from glossary.lang.zh import look_up_words

        return look_up_words(self.source_words)

    @cached_property
    def source_content(self) -> Sequence[int]:
        """Return the content words of the source, by index."""
        return [index for index, word in enumerate(self.source_words) if not is_function_word(word, "zh")]

    @cached_property
    def target_content(self) -> Sequence[int]:
        """Return the content words of the target, by index."""
        return [index for index, word in enumerate(self.target_words) if not is_function_word(word, "en")]

    @cached_property
    def unlinked_source(self) -> Sequence[bool]:
        """For each content word of the source, whether it has no link."""
        linked = {index for index, _ in self.matches.links}
        return [index not in linked for index in self.source_content]

    @cached_property
    def unlinked_target(self) -> Sequence[bool]:
        """For each content word of the target, whether it has no link."""
        linked = {index for _, index in self.matches.links}
        return [index not in linked for index in self.target_content]

    @cached_property
    def chinese_words(self) -> Sequence[str]:
        """Return the content words of the source that are written in Chinese."""
        return [word for index in self.source_content if has_han(word := self.source_words[index])]


def gather_evidence(alignment: Alignment, findings: Iterable[Finding]) -> Iterator[Evidence]:
    """Yield the evidence of each bead with text on both sides, in order; their words are aligned together.

    Raises what `glossary.vectors.encode` and `glossary.word_alignment.align_words` raise.
    """
    from glossary.word_alignment import match_words

    beads = list(alignment.find_matches())
    texts = [(simplify(alignment.source_text(bead)), alignment.target_text(bead)) for bead in beads]
    words = [_tokenize(*pair) for pair in texts]
    cosines, placed = _compute_cosines(texts), _place_findings(alignment, findings)
    for bead, pair, tokens, matches, cosine in zip(beads, texts, words, match_words(words), cosines, strict=True):
        yield Evidence(bead, *pair, *tokens, matches, cosine, placed.get(bead, ()))


def _tokenize(source: str, target: str) -> tuple[list[str], list[str]]:
    from glossary.word_alignment.tokenization import tokenize_chinese, tokenize_english

    return [token.text for token in tokenize_chinese(source)], [token.text for token in tokenize_english(target)]


def _compute_cosines(texts: Sequence[tuple[str, str]]) -> list[float]:
    """Return the cosine of the vectors of both texts of each pair, to two decimals."""
    import numpy as np

    from glossary.vectors import encode

    sources, targets = encode([source for source, _ in texts]), encode([target for _, target in texts])
    cosines: list[float] = np.einsum("ij,ij->i", sources, targets).astype(float).round(2).tolist()
    return cosines


def _place_findings(alignment: Alignment, findings: Iterable[Finding]) -> dict[Bead, list[Finding]]:
    placed: dict[Bead, list[Finding]] = {}
    for finding in findings:
        if bead := alignment.bead_at(finding.span.start):
            placed.setdefault(bead, []).append(finding)
    return placed
