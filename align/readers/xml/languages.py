"""The languages that a file of pairs says it holds, besides those that are checked; and what a file is at all."""

from collections.abc import Iterable, Iterator, Sequence

from align.errors import ReadError
from align.readers.xml.events import Event, Start, local_name
from glossary.model import matches_language

_SHOWN = 5
"""How many languages a message names."""


def fits_language(code: str, wanted: str) -> bool:
    """Return whether a language is the wanted one, as far as the less exact of both says it.

    >>> fits_language("zh-CN", "zh"), fits_language("en", "en-GB"), fits_language("en-US", "en-GB")
    (True, True, False)
    """
    return matches_language(code, wanted) or matches_language(wanted, code)


def choose_language(codes: Sequence[str], wanted: str) -> int | None:
    """Return the index of the language that fits best: the wanted one itself, else the first variety; None where none
    fits.

    >>> choose_language(["de", "en-US", "en-GB"], "en"), choose_language(["en-US", "en"], "en")
    (1, 1)
    """
    exact = next((index for index, code in enumerate(codes) if code.lower() == wanted.lower()), None)
    if exact is not None:
        return exact
    return next((index for index, code in enumerate(codes) if code and fits_language(code, wanted)), None)


def describe_languages(found: Sequence[str], source: str, target: str) -> str:
    """Say that a file holds other languages than those that are checked, and what to do."""
    shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
    return f"holds {shown}, and {source} with {target} is checked: name its languages with --languages"


def expect_root(events: Iterable[Event], name: str) -> Iterator[Event]:
    """Yield the events of a document whose root has this name. Raises ReadError where it has another."""
    is_first = True
    for event in events:
        if is_first and isinstance(event, Start):
            if local_name(event.name) != name:
                found = local_name(event.name)[:40]
                raise ReadError(f"the root is <{found}>, not <{name}>: give the file the suffix of its format")
            is_first = False
        yield event
