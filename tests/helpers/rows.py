"""Tables of examples: one test for all rows of a table, which names each row that fails."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def on_each(rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Make one test of a function that takes a row: it is called with each row, a tuple as several arguments.

    Thousands of short rows, each a test of its own, take longer to collect and report than to run.
    """

    def decorate(check: Callable[..., None]) -> Callable[[], None]:
        def test() -> None:
            failed, listed = list[str](), list(rows)
            assert listed, "the table has no row"
            for row in listed:
                arguments = row if isinstance(row, tuple) else (row,)
                try:
                    check(*arguments)
                except AssertionError as error:
                    failed.append(f"{arguments}\n{error}")
            assert not failed, "\n\n".join((f"{len(failed)} of {len(listed)} rows", *failed))

        test.__name__, test.__qualname__, test.__doc__ = check.__name__, check.__qualname__, check.__doc__
        test.__module__ = check.__module__
        return test

    return decorate


def leave_to_full(rows: Iterable[Any]) -> list[Any]:
    """Mark the rows of a parametrized test, or the values of its one parameter, as those that `.ci/full` runs."""
    return [pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=pytest.mark.full) for row in rows]
