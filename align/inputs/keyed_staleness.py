"""What became of a source whose texts have keys: it is compared key by key, and no text is aligned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from align.analysis.revisions import normalise
from align.analysis.rewordings import diff_words
from align.model import Bitext, Document, Span, on_one_line
from align.model.staleness import Change, SourceChange, SourceChanges


@dataclass(frozen=True)
class KeyedVersions:
    """A translation next to its source now, next to what that was, and as it was itself (None: not known)."""

    since: str
    old: Bitext
    new: Bitext
    before: Bitext | None = None

    def compare(self) -> SourceChanges:
        """Return what became of the source, and what of that the translation has not followed."""
        edits = list(self._find_edits())
        found = [edit for key, edit in edits if not self._has_followed(key)]
        unchanged = len(self.new.units) - len(edits)
        return SourceChanges(self.since, tuple(found), unchanged, updated=len(edits) - len(found), is_known=True)

    def compare_with_moved(self) -> SourceChanges:
        """Return the same: texts with keys do not move."""
        return self.compare()

    def _find_edits(self) -> Iterator[tuple[str, SourceChange]]:
        """Yield what was changed, removed, or added and has no translation, with the keys."""
        was = _list_texts(self.old, self.old.source, [unit.source for unit in self.old.units])
        sources, targets = _Segments(self.new.source), _Segments(self.new.target)
        for unit in self.new.units:
            key, new = _find_key(self.new, unit.target.start), _read(self.new.source, unit.source)
            old, is_translated = was.get(key, ""), unit.target.start < unit.target.end
            if normalise(old) != normalise(new) and bool(old) == is_translated:
                kind = Change.ADDED if not old else Change.CHANGED if new else Change.REMOVED
                segments = sources.find(unit.source) if new else ()
                rendered = targets.find(unit.target)
                yield key, SourceChange(kind, old, new, diff_words(old, new), segments, rendered, unit.target)

    def _has_followed(self, key: str) -> bool:
        """Return whether the translation of a key says something else than at that time."""
        return key in self._before and self._before[key] != self._now[key]

    @cached_property
    def _before(self) -> Mapping[str, str]:
        return _list_targets(self.before) if self.before else {}

    @cached_property
    def _now(self) -> Mapping[str, str]:
        return _list_targets(self.new)


def _list_targets(pair: Bitext) -> dict[str, str]:
    return _list_texts(pair, pair.target, [unit.target for unit in pair.units])


def _list_texts(pair: Bitext, side: Document, spans: list[Span]) -> dict[str, str]:
    """Return the texts of one side, by their keys."""
    keys = (_find_key(pair, unit.target.start) for unit in pair.units)
    return {key: _read(side, span) for key, span in zip(keys, spans, strict=True)}


def _find_key(pair: Bitext, offset: int) -> str:
    return pair.target.locate(offset).segment or ""


def _read(document: Document, span: Span) -> str:
    return on_one_line(document.text[slice(*span)]).strip()


class _Segments:
    """Return which segments of a document are in a span."""

    def __init__(self, document: Document) -> None:
        self._starts = [segment.start for segment in document.segments]

    def find(self, span: Span) -> tuple[int, ...]:
        """Return the segments, by index."""
        return tuple(range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)))
