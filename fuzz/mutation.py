"""Texts made from those of `seeds/`, with their grammar in mind: sentences change places, and odd pieces get in."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from atoms import BYTES, ENCODINGS, FAMILIES
from recipes import Recipe

_SEEDS = Path(__file__).parent.parent / "seeds"
_MANY = (2, 3, 10, 60, 300, 2000, 9000)
"""How often a piece is repeated; that the most is rare is seen to by `make_odd_text`."""

_LONGEST_MIX, _LONGEST_RUN = 5_000, 40_000
"""The most characters of a changed paragraph, and of a repetition."""


@cache
def read_seeds(language: str) -> tuple[str, ...]:
    """The paragraphs of our own texts in a language: `zh`, else those of the translations."""
    paths = sorted(path for path in _SEEDS.iterdir() if path.suffix in {".txt", ".md"})
    texts = [path.read_text(encoding="utf-8") for path in paths if (".zh." in path.name) == (language == "zh")]
    return tuple(line for text in texts for line in text.split("\n") if line.strip())


def make_odd_text(random: Random, language: str = "en") -> Recipe:
    """A text of one to six paragraphs, some of them changed, some made of odd pieces alone."""
    parts: list[Recipe] = []
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        parts.append(random.choice(_MAKERS)(random, language))
        parts.append(random.choice(("\n", "\n", "\n\n", " ", "")))
    return {"join": parts}


def make_odd_bytes(random: Random, language: str = "en") -> Recipe:
    """A text as a file holds it: mostly in UTF-8, at times in another encoding or with bytes that are none of it."""
    text = make_odd_text(random, language)
    if random.random() < 0.3:
        text = {"encode": text, "as": random.choice(ENCODINGS)}
    if random.random() < 0.2:
        parts: list[Recipe] = [text]
        for _ in range(random.randint(1, 3)):
            parts.insert(random.randint(0, len(parts)), {"hex": random.choice(BYTES)})
        return {"join": parts}
    return text


def pick_atom(random: Random) -> str:
    """An odd piece of text."""
    return random.choice(random.choice(FAMILIES))


def _keep(random: Random, language: str) -> Recipe:
    return random.choice(read_seeds(language))


def _mix(random: Random, language: str) -> Recipe:
    """A paragraph in which some characters, words or stretches are changed."""
    text = random.choice(read_seeds(language))
    for _ in range(random.choice((1, 1, 2, 4, 12))):
        text = random.choice(_CHANGES)(random, text)[:_LONGEST_MIX]
    return text


def _repeat(random: Random, language: str) -> Recipe:
    """One piece many times, or a few odd ones in turn."""
    pieces = [pick_atom(random) for _ in range(random.choice((1, 1, 2, 3)))]
    if random.random() < 0.3:
        pieces.append(random.choice(read_seeds(language))[:20])
    piece = "".join(pieces)
    times = random.choice(_MANY[: random.randint(3, len(_MANY))])
    return {"repeat": piece, "times": min(times, max(_LONGEST_RUN // len(piece), 2))}


def _pile(random: Random, language: str) -> Recipe:
    """Odd pieces one behind the other."""
    return "".join(pick_atom(random) for _ in range(random.choice((2, 5, 20, 80))))


def _insert(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + pick_atom(random) + text[at:]


def _delete(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + text[at + random.choice((1, 2, 8, 40)) :]


def _double(random: Random, text: str) -> str:
    start = random.randint(0, len(text))
    piece = text[start : start + random.choice((1, 3, 12, 60))]
    return text[:start] + piece * random.choice((2, 2, 3, 9)) + text[start:]


def _swap_words(random: Random, text: str) -> str:
    words = text.split(" ")
    random.shuffle(words)
    return " ".join(words)


def _wrap(random: Random, text: str) -> str:
    """Put a stretch between odd pieces."""
    start = random.randint(0, len(text))
    end = random.randint(start, len(text))
    return text[:start] + pick_atom(random) + text[start:end] + pick_atom(random) + text[end:]


def _change_numbers(random: Random, text: str) -> str:
    digit = random.choice("0123456789")
    return text.replace(digit, pick_atom(random))


def _change_spaces(random: Random, text: str) -> str:
    return text.replace(" ", random.choice(("", "\u00a0", "\n", "\u3000", "  ", "\u200b")))


def _mix_languages(random: Random, text: str) -> str:
    other = random.choice(read_seeds(random.choice(("zh", "en"))))
    at = random.randint(0, len(text))
    return text[:at] + other[: random.choice((1, 4, 20, 80))] + text[at:]


_CHANGES: tuple[Callable[[Random, str], str], ...] = (
    _insert,
    _insert,
    _delete,
    _double,
    _swap_words,
    _wrap,
    _change_numbers,
    _change_spaces,
    _mix_languages,
)
_MAKERS: tuple[Callable[[Random, str], Recipe], ...] = (_keep, _mix, _mix, _mix, _repeat, _pile)
