"""What the encoder computes for texts and their sources, counted: no seconds, which depend on the machine."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from roots import SEEDS

from align.commands.check import check_text
from glossary import vectors
from glossary.vectors.memory import Memory
from glossary.vectors.tokenizer import Batch, Tokenizer

NAME = "energy-storage-draft"


@dataclass
class Encoded:
    """The texts that were turned into tokens, and the number of these."""

    texts: Counter[str] = field(default_factory=Counter)
    tokens: int = 0


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> Encoded:
    """What the encoder is given from now on; it has kept nothing so far."""
    found = Encoded()
    make_batches = Tokenizer.make_batches

    def count(self: Tokenizer, texts: list[str], size: int) -> Iterator[Batch]:
        found.texts.update(texts)
        for batch in make_batches(self, texts, size):
            found.tokens += len(batch.tokens)
            yield batch

    fresh = replace(vectors._load_encoder(), memory=Memory())
    monkeypatch.setattr(vectors, "_load_encoder", lambda: fresh)
    monkeypatch.setattr(Tokenizer, "make_batches", count)
    return found


def check(name: str = NAME) -> None:
    target, source = ((SEEDS / f"{name}.{code}.txt").read_text(encoding="utf-8") for code in ("en", "zh"))
    assert check_text(target, source=source).words > 100


def test_nothing_of_a_document_is_encoded_twice(encoded: Encoded) -> None:
    check()
    assert encoded.texts
    assert {text: count for text, count in encoded.texts.items() if count > 1} == {}


def test_a_further_document_costs_its_sentences_and_no_word_that_was_met(encoded: Encoded) -> None:
    check()
    first, seen = encoded.tokens, frozenset(encoded.texts)
    encoded.tokens, encoded.texts = 0, Counter()
    check()
    assert all(text in seen and len(text) > 12 for text in encoded.texts)
    assert 0 < encoded.tokens < first / 2


def test_findings_do_not_depend_on_what_was_checked_before(encoded: Encoded) -> None:
    target, source = ((SEEDS / f"{NAME}.{code}.txt").read_text(encoding="utf-8") for code in ("en", "zh"))
    alone = check_text(target, source=source).diagnostics
    for other in ("culture-shadow-puppets", "trade-graphite"):
        check(other)
    assert check_text(target, source=source).diagnostics == alone
    assert encoded.tokens > 0
