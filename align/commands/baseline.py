"""A run against its baselines: what is known is taken out, and distinguished from what is no longer there."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from align.config.decisions.decision import FINDING, Decision, Key, record_finding
from align.config.decisions.files import ACCEPTED_NAME, read_findings
from align.config.settings import find_repository
from align.linter.registry import list_names
from align.model import Severity, StaleAccept
from glossary.storage.reading import is_there

if TYPE_CHECKING:
    from align.commands.results import Result
    from align.config.settings import Settings
    from align.model import Diagnostic


_RENEW = "`aligncheck baseline PATHS`"


@dataclass
class Comparison:
    """A run against one baseline. `known` are the entries of findings that it holds, `new` those of all others.

    Those that are known are as they are found now. `old` counts those that the baseline holds by fingerprints of an
    earlier version, `moved` those that it holds for a file of another name, which is not there any more; `severities`
    count those that are new. `is_named`: it was named, by a person or a configuration; `bases` are the configurations
    by the folders that texts are below.
    """

    path: str
    entries: tuple[Decision, ...]
    is_named: bool = True
    known: list[Decision] = field(default_factory=list)
    new: list[Decision] = field(default_factory=list)
    severities: Counter[Severity] = field(default_factory=Counter)
    old: int = 0
    moved: int = 0
    bases: dict[str, str] = field(default_factory=dict)
    _left: dict[Key, list[Decision]] = field(default_factory=lambda: defaultdict(list))
    _found: set[Key] = field(default_factory=set)
    _checked: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in reversed(self.entries):
            self._left[entry.key].append(entry)

    def subtract(self, result: Result, settings: Settings) -> Result:
        """Return the result without the findings that are known, uncounted; each entry is for one finding."""
        name, former, kept = self.name_text(result.path, settings), settings.name_in_fingerprints(result.path), []
        self.bases.setdefault(settings.find_base(result.path), settings.configuration)
        for found in result.diagnostics:
            if held := self.find_held(found, name, former):
                entry = record_finding(found, name)
                self._found |= {entry.key, held.key, (former, FINDING, found.formerly)}
                self._left[held.key].pop()
                if held.key == entry.key:
                    self.known.append(held)
                    continue
                entry = entry._replace(decision=held.decision, reason=held.reason, by=held.by, at=held.at)
                self.known.append(entry)
                self.old += held.version == 1
                self.moved += held.version != 1
            else:
                self.new.append(record_finding(found, name))
                self.severities[found.finding.severity] += 1
                kept.append(found)
        if not result.unlisted:  # else an entry may be one of a finding that is not listed
            asked = {rule.name for rule in settings.find_rules() if not rule.of_changes}
            for one in (name, former):
                self._checked[one] = self._checked.get(one, set()) | asked
        return replace(result, diagnostics=tuple(kept))

    def filter(self, result: Result, settings: Settings, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Return the findings of a file that are not known, as `subtract` would leave them; the entries stay what they
        are.
        """
        name, former = self.name_text(result.path, settings), settings.name_in_fingerprints(result.path)
        return (one for one in found if not self.find_held(one, name, former))

    def name_text(self, path: str, settings: Settings) -> str:
        """Return how the baseline names a text: relative to itself, so that two packages may share it.

        Where it lies outside of the repository, whose place differs from one machine to the next, it names a text as
        fingerprints do.
        """
        folder, text = _normalise(self.path).parent, _normalise(path)
        root = find_repository(path) or folder
        if not (folder.is_relative_to(root) and text.is_relative_to(root)):
            return settings.name_in_fingerprints(path)
        return os.path.relpath(text, folder).replace(os.sep, "/")

    def find_held(self, found: Diagnostic, name: str, former: str) -> Decision | None:
        """Return the entry that holds a finding, where one is left; `name` is that of its file, `former` that in
        version 1.
        """
        for key in ((name, FINDING, found.fingerprint), (former, FINDING, found.formerly)):
            if held := self._left.get(key):
                return held[-1]
        moved = self._moved.get(found.fingerprint.rpartition("-")[2], [])
        while moved and not self._left[moved[-1].key]:  # it is for another finding
            moved.pop()
        return moved[-1] if moved else None

    @cached_property
    def _moved(self) -> dict[str, list[Decision]]:
        """Return the entries of files that are not there any more, by their faults."""
        moved, entries = dict[str, list[Decision]](), [one for one in reversed(self.entries) if one.version != 1]
        gone = {path for path in {entry.path for entry in entries} if not self._has_file(path)}
        for entry in entries:
            if entry.path in gone:
                moved.setdefault(entry.fault, []).append(entry)
        return moved

    def _has_file(self, path: str) -> bool:
        return any(is_there(str(Path(folder, path))) for folder in (str(_normalise(self.path).parent), *self.bases))

    def find_left(self) -> list[Decision]:
        """Return the entries that match no finding, in order; where two entries are for one finding, both match it."""
        return sorted(entry for key, entries in self._left.items() if key not in self._found for entry in entries)

    def find_gone(self) -> list[Decision]:
        """Return the entries whose finding is gone: their file was checked with their rule, or does not exist."""
        rules, gone = set(list_names()), list[Decision]()
        for entry in self.find_left():
            asked = self._checked.get(entry.path)
            is_asked = asked is not None and (entry.rule in asked or entry.rule not in rules)
            if is_asked or (asked is None and not self._has_file(entry.path)):
                gone.append(entry)
        return gone

    def tell_old(self) -> Iterator[str]:
        """Yield what a person has to know of entries that cannot say whether the source has changed since."""
        if self.old:
            count = f"{self.old:,} of {self.path}" + (" was" if self.old == 1 else " were")
            yield f"{count} entered by an earlier version, which did not look at the source: {_RENEW} does so now"


def _normalise(path: str) -> Path:
    return Path(os.path.normpath(Path(path).absolute()))


@dataclass
class Baselines:
    """What is known and what is accepted in a run, each file read when a text first needs it.

    Where no baseline is named, the file `default` next to the configuration is it, if that is given. `may_be_new`:
    a baseline that is not there yet holds nothing. `ignored`: no text has one. `isolated`: nothing is accepted either.
    """

    default: str = ""
    may_be_new: bool = False
    ignored: bool = False
    isolated: bool = False
    _known: dict[str, Comparison] = field(default_factory=dict)
    _accepted: dict[str, Comparison] = field(default_factory=dict)

    def subtract(self, result: Result) -> Result:
        """Return a result without the findings that are accepted or known. Raises FileError where a file cannot be
        read.
        """
        if result.settings is None:
            return result
        settings = result.settings
        accepted, known = self._find_accepted(result.path, settings), self._find_known(result.path, settings)
        rest = accepted.subtract(result, settings) if accepted.entries else result
        left = known.subtract(rest, settings) if known else rest
        kept, old = (len(a.diagnostics) - len(b.diagnostics) for a, b in ((result, rest), (rest, left)))
        if not kept and not old:
            return result
        return replace(left, accepted=result.accepted + kept, known=old, failing=is_failing(left))

    def list_new(self, result: Result) -> list[Diagnostic]:
        """Return the findings that `subtract` would leave, which can be asked as often as one likes. Raises
        FileError.
        """
        if result.settings is None:
            return list(result.diagnostics)
        settings, found = result.settings, iter(result.diagnostics)
        for comparison in (self._find_accepted(result.path, settings), self._find_known(result.path, settings)):
            found = comparison.filter(result, settings, found) if comparison else found
        return list(found)

    def _find_accepted(self, path: str, settings: Settings) -> Comparison:
        base = settings.find_base(path)
        if base not in self._accepted:
            file = relate(Path(base, ACCEPTED_NAME))
            entries = read_findings(file) if not self.isolated and is_there(file) else ()
            self._accepted[base] = Comparison(file, entries)
        return self._accepted[base]

    def _find_known(self, text: str, settings: Settings) -> Comparison | None:
        path = settings.baseline or (self.default and relate(Path(settings.find_base(text), self.default)))
        if not path or self.ignored:
            return None
        if path not in self._known:
            entries = () if self.may_be_new and not is_there(path) else read_findings(path)
            self._known[path] = Comparison(path, entries, bool(settings.baseline))
        return self._known[path]

    @property
    def accepted(self) -> Iterator[Comparison]:
        """Return the comparison with each file of accepted findings that a text needed."""
        return iter(self._accepted.values())

    def tell_old(self) -> Iterator[str]:
        """Yield what a person has to know of entries that an earlier version has made."""
        for comparison in (*self._known.values(), *self._accepted.values()):
            yield from comparison.tell_old()

    def find_stale_accepts(self) -> Iterator[StaleAccept]:
        """Yield what was accepted and is no longer there."""
        for comparison in self._accepted.values():
            for entry in comparison.find_gone():
                yield StaleAccept(entry.path, entry.rule, entry.id, entry.reason, entry.excerpt)

    def __iter__(self) -> Iterator[Comparison]:
        """Return the comparison with each baseline that a text needed."""
        return iter(self._known.values())


def relate(path: Path) -> str:
    """Return a path as a person in the current folder writes it."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # on another drive
        return str(path)


def is_failing(result: Result) -> bool:
    """Return whether a finding, listed or not, is severe enough to make the run fail."""
    severities = [found.finding.severity for found in result.diagnostics]
    if result.gravest_unlisted is not None:
        severities.append(result.gravest_unlisted)
    return result.threshold is not None and any(severity >= result.threshold for severity in severities)
