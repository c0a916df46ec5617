"""A decision, as an object of JSON: of a page, a table, a dialog or a command, of a finding that is kept or known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import chain, repeat
from typing import NamedTuple

from align.model import Diagnostic, on_one_line
from align.report.terminal import quote
from glossary.storage.reading import can_be_path

FINDING = "finding"
KEEP, KNOWN = "accept", "known"
"""What is decided about a finding that is right as it is, and about one that was there before (a baseline)."""

FINGERPRINT = re.compile("v2-[0-9a-f]{8}-[0-9a-f]{16}|[0-9a-f]{20}")
"""A fingerprint, of today or of version 1."""

_DECISIONS = {
    FINDING: (KEEP, "fix", "edit", "comment"),
    "edit": ("edit",),
    "pair": ("pair",),
    "term": ("accept", "reject", "comment"),
}
_VERSION = re.compile(r"v(\d{1,9})-")
"""How a fingerprint begins, but for those of version 1."""

_AROUND = 30
"""How many characters of its line are on either side of what is marked in an excerpt."""

Key = tuple[str, str, str]
"""What is decided about: the path, the kind and the id."""


class Remark(NamedTuple):
    """What a person commented, and when (a date)."""

    by: str
    at: str
    text: str


class Decision(NamedTuple):
    """What was decided about a finding, a sentence (`kind` edit), a pair of them or a term, by its id.

    `decision`: accept (a finding is kept for a `reason`), known (it was there before), fix or edit (write `text`
    there), pair (the sentences that the id names belong together), reject (a term), or comment. `by` and `at` (a date)
    are for people, and so are `rule`, `place` and `excerpt`, which show what is decided about. `comments` are those of
    several people, oldest first; `comment` is the last of them, or the only one, by who decided.
    """

    kind: str
    path: str
    id: str
    decision: str
    text: str = ""
    reason: str = ""
    comment: str = ""
    by: str = ""
    at: str = ""
    rule: str = ""
    place: str = ""
    excerpt: str = ""
    comments: tuple[Remark, ...] = ()

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return the comments, oldest first."""
        return self.comments or ((Remark(self.by, self.at, self.comment),) if self.comment else ())

    @property
    def key(self) -> Key:
        """Return what is decided about."""
        return self.path, self.kind, self.id

    @property
    def version(self) -> int:
        """Return the version of the fingerprint; version 1 holds nothing of the source."""
        match = _VERSION.match(self.id)
        return int(match[1]) if match else 1

    @property
    def fault(self) -> str:
        """Return what of the fingerprint is the same in a file of another name; empty where that is not known."""
        return "" if self.version == 1 else self.id.rpartition("-")[2]

    @property
    def mark(self) -> str:
        """Return what distinguishes it in a journal: its id, and the digest of what is to be there."""
        return f"{self.id}:{sha256(self.text.encode(errors='surrogatepass')).hexdigest()[:20]}"

    def describe(self) -> str:
        """Return what it is about, as a person finds it: the place and the words; the id where neither is known."""
        words = self.excerpt or (self.text if self.kind in ("pair", "term") else "")
        about = " ".join(filter(None, (self.rule, quote(words)))) or f"{self.kind} {self.id}"
        return f"{self.path}:{f'{self.place}:' if self.place else ''} {about}"


*_TEXTS, _ = Decision._fields


def record_finding(found: Diagnostic, name: str, decision: str = KNOWN) -> Decision:
    """Return a decision about a finding in a file of this name, without a reason.

    It has no place, so that it is the same where lines are inserted above the finding.
    """
    text, start, end = found.excerpt.text, found.excerpt.start, found.excerpt.end
    excerpt = on_one_line(text[max(start - _AROUND, 0) : min(end, start + 2 * _AROUND) + _AROUND]).strip()
    return Decision(FINDING, name, found.fingerprint, decision, rule=found.finding.rule, excerpt=excerpt)


def format_decision(one: Decision) -> dict[str, object]:
    """Return a decision as an object of JSON, as the page writes it: what need not be there, and is empty, is not."""
    needs_text = one.decision in ("fix", "edit")
    values = {**one._asdict(), "comments": [remark._asdict() for remark in one.comments]}
    return {name: value for name, value in values.items() if value or (name == "text" and needs_text)}


def parse_decision(given: Mapping[str, object], *, may_be_known: bool = False) -> Decision | None:
    """Return a decision from an object of JSON; None where it is none, or does not say what it must.

    `may_be_known`: it may also say that a finding was there before, as files of findings do. These were written with
    other keys (fingerprint, on) by earlier builds.
    """
    if may_be_known and "fingerprint" in given and "id" not in given:
        decision = KEEP if str(given.get("reason", "")).strip() else KNOWN
        former = {"id": given["fingerprint"], "at": given.get("on", "")}
        given = {"kind": FINDING, "decision": decision, **former, **given}
    values, comments = list(map(given.get, _TEXTS, repeat(""))), given.get("comments", [])
    if not isinstance(comments, list) or not all(isinstance(one, dict) for one in comments):
        return None
    remarks = tuple([Remark(*(one.get(name, "") for name in Remark._fields)) for one in comments])
    if set(map(type, chain(values, *remarks))) != {str}:
        return None
    one = Decision._make((*values, remarks))
    is_known = may_be_known and one.kind == FINDING and one.decision == KNOWN
    if not is_known and one.decision not in _DECISIONS.get(one.kind, ()):
        return None
    needs_reason = one.kind == FINDING and one.decision == KEEP
    lacks_text = one.decision in ("fix", "edit") and "text" not in given
    if lacks_text or (needs_reason and not one.reason.strip()):
        return None
    return one if one.path and one.id and can_be_path(one.path) else None


def group_by_path(decisions: Iterable[Decision], *kinds: str) -> list[tuple[str, list[Decision]]]:
    """Return the decisions of some kinds, file by file in order of their paths."""
    by_path = defaultdict[str, list[Decision]](list)
    for one in decisions:
        if one.kind in kinds:
            by_path[one.path].append(one)
    return sorted(by_path.items())
