"""Which of several forms of one thing a text mostly writes."""

from collections.abc import Mapping, Sequence

from align.model import Span


def ranked(forms: Mapping[str, Sequence[Span]]) -> list[str]:
    """The forms that have places (in order), the commonest first; of two as common, the one that comes first.

    >>> ranked({"US": [Span(9, 11)], "U.S.": [Span(0, 4)], "USA": []})
    ['U.S.', 'US']
    """
    return sorted((form for form in forms if forms[form]), key=lambda form: (-len(forms[form]), forms[form][0]))


def tally(forms: Mapping[str, Sequence[Span]]) -> str:
    """How often each form occurs, in words.

    >>> tally({"US": [Span(9, 11)], "U.S.": [Span(0, 4), Span(5, 9)]})
    '“U.S.” 2 times and “US” once'
    """
    parts = [f"“{form}” {_times(len(forms[form]))}" for form in ranked(forms)]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
