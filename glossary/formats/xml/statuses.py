"""The words of terminology tools for the status of a term."""

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


def parse_status(words: str) -> Status | None:
    """Read a value of `administrativeStatus` or `normativeAuthorization` (ISO 30042, ISO 12620); None if unknown.

    >>> parse_status("preferredTerm-admn-sts"), parse_status("deprecatedTerm")
    (<Status.PREFERRED: 'preferred'>, <Status.DEPRECATED: 'deprecated'>)
    >>> parse_status("not recommended"), parse_status("green")
    (<Status.DEPRECATED: 'deprecated'>, None)
    """
    return _STATUS.get(_normalize(words))


def parse_state(words: str) -> State | None:
    """Read such a value as a state; None where it is none.

    >>> parse_state("proposed")
    <State.CANDIDATE: 'candidate'>
    """
    return _STATE.get(_normalize(words))


@lru_cache(maxsize=256)
def _normalize(words: str) -> str:
    return _LETTERS.sub("", words.lower().removesuffix("-admn-sts")).removesuffix("term")
