"""Computations that go on step by step, so that what several of them need of the encoder is computed in one call.

Each call takes a while, however few texts it has. Such a computation is a generator: it yields the texts whose vectors
it will ask for next, as far as it knows them, and returns its result. It asks for the vectors itself: those of texts
encoded before are at hand (`glossary.vectors.memory`). So what it yields changes no result.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable
from typing import TypeVar

_T = TypeVar("_T")

Steps = Generator[Iterable[str], None, _T]

_MOST = 4096  # texts that are encoded ahead of a step: more need no company, and might be forgotten until asked for


def run_together(computations: Iterable[Steps[_T]]) -> list[_T]:
    """Return the results of computations that go on in step with each other. Raises what they raise."""
    waiting, results = dict(enumerate(computations)), dict[int, _T]()
    while waiting:
        texts: dict[str, None] = {}
        for number, steps in list(waiting.items()):
            try:
                texts.update(dict.fromkeys(next(steps)))
            except StopIteration as end:
                results[number] = end.value
                del waiting[number]
        _encode_ahead(texts)
    return [results[number] for number in sorted(results)]


def run(steps: Steps[_T]) -> _T:
    """Return the result of a computation by itself."""
    return run_together([steps])[0]


def _encode_ahead(texts: Collection[str]) -> None:
    """Compute the vectors of texts, where these are remembered until they are asked for; nothing is loaded for none."""
    if 0 < len(texts) <= _MOST:
        from glossary.vectors import encode
        from glossary.vectors.memory import LONGEST

        encode([text for text in texts if len(text) <= LONGEST])
