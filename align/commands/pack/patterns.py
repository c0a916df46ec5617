"""Try out the rows of patterns: each example holds the match that it marks, and no counter-example holds one."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from align.lang import patterns as of_words
from align.quantities import patterns as of_quantities
from glossary.lang import function_words
from glossary.pack.patterns import PatternTable
from glossary.pack.tables import Form, PackError, Row

_MARKED = re.compile("⟦([^⟦⟧]*+)⟧")
_DIVIDES = " | "


def _check_pattern(table: PatternTable, row: Row) -> Iterator[str]:
    """Compile a pattern, and see that it finds what is marked in each example, and nothing in a counter-example."""
    name, *_, examples, counter_examples = row.cells
    try:
        pattern = table.compile(name)
    except PackError as error:
        yield str(error)
        return
    for example in filter(None, examples.split(_DIVIDES)):
        marked, text = _MARKED.search(example), _MARKED.sub(r"\1", example)
        found = pattern.search(text)
        if not marked:
            yield f"column “examples”: “{example}” marks no match: write ⟦ and ⟧ around it"
        elif not found or found.span() != (marked.start(), marked.start() + len(marked[1])):
            yield f"column “examples”: in “{text}” “{found[0] if found else ''}” is found in place of “{marked[1]}”"
    for example in filter(None, counter_examples.split(_DIVIDES)):
        found = pattern.search(example)
        if found:
            yield f"column “counter_examples”: “{found[0]}” is found in “{example}”"
    if not examples and not table.is_list(name):
        yield "column “examples” is empty: show what the pattern finds, between ⟦ and ⟧"


CHECKS: Mapping[Form, Callable[[Row], Iterator[str]]] = {
    table.form: partial(_check_pattern, table)
    for module in (of_words, of_quantities, function_words)
    for table in vars(module).values()
    if isinstance(table, PatternTable)
}
"""What tries out the rows of each table: of all that these modules have."""
