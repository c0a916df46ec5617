"""The words in which terminology tools say that a term may be used."""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.model import State, Status

_LETTERS = re.compile("[^a-z]")
_STATUS = {
    "preferred": Status.PREFERRED,
    "admitted": Status.ADMITTED,
    "standardized": Status.ADMITTED,
    "legal": Status.ADMITTED,
    "regulated": Status.ADMITTED,
    "deprecated": Status.DEPRECATED,
    "notrecommended": Status.DEPRECATED,
    "superseded": Status.SUPERSEDED,
    "obsolete": Status.SUPERSEDED,
    "forbidden": Status.FORBIDDEN,
    "prohibited": Status.FORBIDDEN,
    "donotuse": Status.FORBIDDEN,
}
_STATE = {
    "proposed": State.CANDIDATE,
    "candidate": State.CANDIDATE,
    "new": State.CANDIDATE,
    "rejected": State.REJECTED,
}


def status(words: str) -> Status | None:
    """The status that a value of `administrativeStatus` or `normativeAuthorization` means (ISO 30042, ISO 12620).

    >>> status("preferredTerm-admn-sts"), status("deprecatedTerm"), status("not recommended"), status("green")
    (<Status.PREFERRED: 'preferred'>, <Status.DEPRECATED: 'deprecated'>, <Status.DEPRECATED: 'deprecated'>, None)
    """
    return _STATUS.get(_plain(words))


def state(words: str) -> State | None:
    """The state that such a value means, where it is one.

    >>> state("proposed")
    <State.CANDIDATE: 'candidate'>
    """
    return _STATE.get(_plain(words))


@lru_cache(maxsize=256)
def _plain(words: str) -> str:
    return _LETTERS.sub("", words.lower().removesuffix("-admn-sts")).removesuffix("term")
