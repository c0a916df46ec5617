"""A run against its baselines: what is known is taken out, and told apart from what is no longer there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.config.baseline import ACCEPTED_NAME, Entry, Key, make_entry, read_baseline
from align.linter.registry import all_rules
from align.model import StaleAccept
from glossary.storage.reading import is_there

if TYPE_CHECKING:
    from align.commands.results import Result
    from align.config.settings import Settings
    from align.model import Diagnostic


@dataclass
class Comparison:
    """A run against one baseline. `known` are the entries that a finding had, `new` those for findings that had none.

    `is_configured`: a configuration names it.
    """

    path: str
    entries: tuple[Entry, ...]
    is_configured: bool = True
    known: list[Entry] = field(default_factory=list)
    new: list[Entry] = field(default_factory=list)
    _left: dict[Key, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _checked: dict[str, set[str]] = field(default_factory=dict)
    _bases: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for entry in reversed(self.entries):
            self._left[entry.key].append(entry)

    def subtract(self, result: Result, settings: Settings) -> Result:
        """The result without the findings that are known, uncounted; each entry stands for one finding."""
        name, kept = settings.name_in_fingerprints(result.path), []
        for found in result.diagnostics:
            left = self._left.get(Key(name, found.fingerprint))
            if left:
                self.known.append(left.pop())
            else:
                self.new.append(make_entry(found, name))
                kept.append(found)
        self._bases.add(settings.find_base(result.path))
        if not result.unlisted:  # else an entry may be one of a finding that is not listed
            asked = (rule.name for rule in settings.find_rules() if not rule.of_changes)
            self._checked.setdefault(name, set()).update(asked)
        return replace(result, diagnostics=tuple(kept))

    def filter(self, found: Iterable[Diagnostic], name: str) -> Iterator[Diagnostic]:
        """The findings of a file that are not known, as `subtract` would leave them; the entries stay what they are."""
        seen = Counter[str]()
        for one in found:
            seen[one.fingerprint] += 1
            if seen[one.fingerprint] > len(self._left.get(Key(name, one.fingerprint), ())):
                yield one

    def find_left(self) -> list[Entry]:
        """The entries that no finding had, in order."""
        return sorted(entry for entries in self._left.values() for entry in entries)

    def find_gone(self) -> list[Entry]:
        """Those of them whose finding is gone: the file was checked with the rule, or is not there either."""
        return [entry for entry in self.find_left() if self._is_gone(entry)]

    def _is_gone(self, entry: Entry) -> bool:
        if entry.path in self._checked:
            return entry.rule in self._checked[entry.path] or entry.rule not in all_rules()
        return not any(is_there(str(Path(base, entry.path))) for base in self._bases)


@dataclass
class Baselines:
    """What is known and what is accepted in a run, each file read when a text first needs it.

    Where no baseline is named, `default` is it, if that is given. `is_new`: baselines are to be made, and nothing is
    known. `ignored`: no text has one. `isolated`: nothing is accepted either.
    """

    default: str = ""
    is_new: bool = False
    ignored: bool = False
    isolated: bool = False
    _known: dict[str, Comparison] = field(default_factory=dict)
    _accepted: dict[str, Comparison] = field(default_factory=dict)

    def subtract(self, result: Result) -> Result:
        """A result without the findings that are accepted or known. Raises FileError where a file cannot be read."""
        if result.settings is None:
            return result
        rest = self._accept(result, result.settings)
        left = self._compare(rest, result.settings)
        accepted, known = (len(a.diagnostics) - len(b.diagnostics) for a, b in ((result, rest), (rest, left)))
        if not accepted and not known:
            return result
        return replace(left, accepted=result.accepted + accepted, known=known, failing=is_failing(left))

    def list_new(self, result: Result) -> list[Diagnostic]:
        """The findings that `subtract` would leave, which can be asked as often as one likes. Raises FileError."""
        if result.settings is None:
            return list(result.diagnostics)
        name, found = result.settings.name_in_fingerprints(result.path), iter(result.diagnostics)
        for comparison in (self._find_accepted(result.path, result.settings), self._find_known(result.settings)):
            found = comparison.filter(found, name) if comparison else found
        return list(found)

    def _accept(self, result: Result, settings: Settings) -> Result:
        comparison = self._find_accepted(result.path, settings)
        return comparison.subtract(result, settings) if comparison.entries else result

    def _find_accepted(self, path: str, settings: Settings) -> Comparison:
        base = settings.find_base(path)
        if base not in self._accepted:
            file = str(Path(base, ACCEPTED_NAME))
            entries = read_baseline(file) if not self.isolated and is_there(file) else ()
            self._accepted[base] = Comparison(file, entries)
        return self._accepted[base]

    def _compare(self, result: Result, settings: Settings) -> Result:
        comparison = self._find_known(settings)
        return comparison.subtract(result, settings) if comparison else result

    def _find_known(self, settings: Settings) -> Comparison | None:
        path = settings.baseline or self.default
        if not path or self.ignored:
            return None
        if path not in self._known:
            entries = () if self.is_new else read_baseline(path)
            self._known[path] = Comparison(path, entries, bool(settings.baseline))
        return self._known[path]

    def find_stale_accepts(self) -> Iterator[StaleAccept]:
        """What was accepted and is no longer there."""
        for comparison in self._accepted.values():
            for entry in comparison.find_gone():
                yield StaleAccept(entry.path, entry.rule, entry.fingerprint, entry.reason)

    def __iter__(self) -> Iterator[Comparison]:
        """The comparison with each baseline that a text needed."""
        return iter(self._known.values())


def is_failing(result: Result) -> bool:
    """Whether a finding that is left, or one that is not listed, is grave enough."""
    limit, graves = result.threshold, [found.finding.severity for found in result.diagnostics]
    if result.gravest_unlisted is not None:
        graves.append(result.gravest_unlisted)
    return limit is not None and any(grave >= limit for grave in graves)
