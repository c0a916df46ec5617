"""Candidates whose rendering texts shorten: “sodium-ion battery (SIB)” makes one candidate of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from glossary.extract import TermPair
from glossary.extract.english import choose_base_form, is_acronym
from glossary.renderings.acronym_expansions import find_expansions
from glossary.renderings.tokenized_pair import make_key


def join_acronyms(found: Sequence[TermPair], texts: Iterable[str]) -> list[TermPair]:
    """Return candidates with the acronyms that texts write in brackets after their renderings.

    A rendering that is such an acronym itself gives way to its full name, unless another candidate has that. An acronym
    that texts spell out in several ways is left alone.
    """
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        if "(" in text:
            for acronym, full in find_expansions(text).items():
                for name, places in full.items():
                    names[acronym][" ".join(name.split())] += len(places)
    keys = {acronym: {make_key(name) for name in forms} for acronym, forms in names.items()}
    sure = {acronym: key.pop() for acronym, key in keys.items() if len(key) == 1}
    acronyms: dict[str, str] = {}
    for acronym, key in sure.items():
        acronyms.setdefault(key, acronym)
    taken = {make_key(one.target) for one in found} if acronyms else set[str]()
    joined = []
    for one in found:
        own = one.target.removesuffix("s") if is_acronym(one.target) else ""
        if own in sure and sure[own] not in taken:
            joined.append(replace(one, target=choose_base_form(names[own]), abbreviation=own))
        else:
            joined.append(replace(one, abbreviation=acronyms.get(make_key(one.target), "") if acronyms else ""))
    return joined
