"""Try out the rows of tables that have no rows of a team: what `pack check` without a folder does with them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from align.lang.en_spellings import SPELLING_ENDINGS, SPELLINGS, list_forms, load_spellings
from glossary.pack.tables import Form, Row, read_rows


def _check_spelling(row: Row) -> Iterator[str]:
    """See that the forms of a row begin with its own words, and that no form has two spellings."""
    british, american, kind = row.cells
    forms = list(list_forms(british, american, kind))
    if forms[0] != (british, american):
        yield f"the first form of the kind “{kind}” would be “{forms[0][0]}”, American “{forms[0][1]}”"
    for one, other in forms:
        if _count_forms()[one, other] > 1:
            yield f"“{one}” is a form of another row as well: take one out"
        if kind not in ("American", "British") and sum(one in table for table in load_spellings()) != 1:
            yield f"“{one}” is British in one row and American in another"


@cache
def _count_forms() -> Counter[tuple[str, str]]:
    return Counter(form for row in read_rows(SPELLINGS) for form in list_forms(*row.cells))


def _check_endings(row: Row) -> Iterator[str]:
    """See that a word has the endings."""
    if not any(other.cells[2] == row.cells[0] for other in read_rows(SPELLINGS)):
        yield f"column “kind”: no word of en/spellings is of the kind “{row.cells[0]}”"


CHECKS: Mapping[Form, Callable[[Row], Iterator[str]]] = {
    SPELLINGS: _check_spelling,
    SPELLING_ENDINGS: _check_endings,
}
"""What tries out the rows of each of these tables."""
