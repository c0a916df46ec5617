"""What became of a source since its translation was made: which sentences of that render what was changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from align.analysis.revisions import Revision, Revisions, compare_texts, normalise
from align.analysis.rewordings import diff_words
from align.inputs.fixed_pairs import FixedPair, place
from align.model import Alignment, Document, Span, on_one_line
from align.model.staleness import Change, Position, SourceChange, SourceChanges
from align.readers import ReadOptions, read_document

if TYPE_CHECKING:
    from align.inputs.history import Version


@dataclass(frozen=True)
class Versions:
    """A source now and as it was `since` a time, and how its translation is read, now and at that time.

    `read_before` gives None where that is not known: then the translation is taken to be what it was. `fixed` are pairs
    that a person has fixed; those that fit no version of the texts are left out.
    """

    since: str
    old: Document
    new: Document
    read_target: Callable[[], Document]
    read_before: Callable[[], Document | None] = lambda: None
    fixed: tuple[FixedPair, ...] = ()

    def compare(self) -> SourceChanges:
        """Return what became of the source, and what of that the translation has not followed.

        Raises ReadError, EncoderUnavailableError.
        """
        revisions = self._revisions
        touched = {self.new.block(self.new.segments[index].start) for edit in revisions.edits for index in edit.new}
        found, moved = tuple[SourceChange, ...](), revisions.moved
        if revisions.edits:
            followed = self._followed
            left = [edit for edit in revisions.edits if not (followed and followed.has(edit))]
            found = _Places(self._alignment, self.new, (*revisions.same, *revisions.edits)).describe(left)
        updated = len(revisions.edits) - len(found)
        return SourceChanges(self.since, found, len(self.new.blocks) - len(touched), moved, updated, is_known=True)

    def compare_with_moved(self) -> SourceChanges:
        """Return the same, with what renders the sentences that are the same, where some have moved.

        Raises ReadError, EncoderUnavailableError.
        """
        changes = self.compare()
        if not self._revisions.elsewhere:
            return changes
        same = ((one, tuple(_find_rendered(self._alignment, one.old))) for one in self._revisions.same)
        return replace(
            changes, renderings=tuple((index, rendered) for one, rendered in same if rendered for index in one.new)
        )

    @cached_property
    def _revisions(self) -> Revisions:
        """Return what became of the sentences of the source."""
        return compare_texts(self.old, self.new)

    @cached_property
    def target(self) -> Document:
        """Return the translation now."""
        return self.read_target()

    @cached_property
    def _alignment(self) -> Alignment:
        """Return the translation now, with the source as it was."""
        return self._align(self.old, self.target)

    @cached_property
    def _followed(self) -> _Followed | None:
        """Return what the translation has followed; None where it says what it said."""
        before = self.read_before() or self.target
        keys, known = ([normalise(one.text) for one in text.segments] for text in (self.target, before))
        gone, fresh = _find_others(known, keys), _find_others(keys, known)
        if not gone and not fresh:
            return None
        return _Followed(self._align(self.old, before), gone, self._align(self.new, self.target), fresh)

    def _align(self, source: Document, target: Document) -> Alignment:
        from align.aligners.documents import Method, align_documents

        return align_documents(source, target, Method(alone=False), place(self.fixed, source, target).beads)


def read_old_source(path: str, version: Version, new: Document, options: ReadOptions) -> Document:
    """Return a source as it was, where `new` is what it is; `options` are those it is read with. Raises ReadError."""
    if not version.is_text:
        return read_document(path, version.source, options)
    name = path if has_lines(new) else f"{path}.txt"
    return read_document(name, version.source, ReadOptions(options.target_language, "utf-8"))


def has_lines(document: Document) -> bool:
    """Return whether the file that a document was read from has lines."""
    return document.locate(0).line is not None


def _find_others(keys: Sequence[str], known: Sequence[str]) -> frozenset[int]:
    """Return the indices of the sentences that are not known."""
    same = set(known)
    return frozenset(index for index, key in enumerate(keys) if key not in same)


@dataclass(frozen=True)
class _Followed:
    """What was changed in a translation: sentences that are `gone` from the old one, and `fresh` ones in the new one.

    Each is aligned with the source of its time.
    """

    before: Alignment
    gone: frozenset[int]
    now: Alignment
    fresh: frozenset[int]

    def has(self, edit: Revision) -> bool:
        """Return whether the translation was changed where its source was."""
        if edit.old and (rendered := _find_rendered(self.before, edit.old)):
            return not self.gone.isdisjoint(rendered)
        rendered = _find_rendered(self.now, edit.new)
        return bool(rendered) and self.fresh.issuperset(rendered)


def _find_rendered(alignment: Alignment, segments: Iterable[int]) -> list[int]:
    """Return the segments of the translation that render some of the source, in order."""
    places = sorted({alignment.find_bead_of_source(index) for index in segments})
    return list(chain.from_iterable(alignment.beads[place].target for place in places))


class _Place(NamedTuple):
    """A place in a translation (None: there is none), and the segments of it that are concerned."""

    span: Span | None
    rendered: tuple[int, ...] = ()

    def shrink(self, position: Position) -> _Place:
        """Return the empty place before or after it."""
        if not self.span:
            return self
        offset = self.span.start if position is Position.BEFORE else self.span.end
        return self._replace(span=Span(offset, offset))


@dataclass(frozen=True)
class _Places:
    """Where the edits of a source concern its translation, which is aligned with the source as it was."""

    alignment: Alignment
    new: Document
    revisions: Sequence[Revision]

    @cached_property
    def origins(self) -> Mapping[int, int]:
        """Return the last old segment that each new one came from."""
        return {index: one.old[-1] for one in self.revisions if one.old for index in one.new}

    def describe(self, edits: Iterable[Revision]) -> tuple[SourceChange, ...]:
        """Return some edits, in the order of the translation; what has no place there stays after what it followed."""
        last, placed = -1, list[tuple[int, SourceChange]]()
        for edit in edits:
            place, position = self._place(edit)
            last = place.span.start if place.span else last
            placed.append((last, self._describe(edit, place, position)))
        return tuple(found for _, found in sorted(placed, key=itemgetter(0)))

    def _describe(self, edit: Revision, place: _Place, position: Position) -> SourceChange:
        old, new = _join(self.alignment.source, edit.old), _join(self.new, edit.new)
        return SourceChange(
            Change.ADDED if not edit.old else Change.CHANGED if edit.new else Change.REMOVED,
            old,
            new,
            diff_words(old, new),
            edit.new,
            place.rendered,
            place.span,
            position,
            self._is_shared(edit.old),
        )

    def _place(self, edit: Revision) -> tuple[_Place, Position]:
        """Return where an edit concerns the translation.

        New sentences are after the one before them, or before the one that follows them in their paragraph.
        """
        if edit.old:
            return self._find_bounds(_find_rendered(self.alignment, edit.old)), Position.AT
        before, after = self._find_near(edit.new[0], -1), self._find_near(edit.new[-1], 1)
        is_first = before is None or not self._is_same_paragraph(before.new[0], edit.new[0])
        if after and is_first and (before is None or self._is_same_paragraph(after.new[0], edit.new[-1])):
            return self._find_bounds(after.old[:1]).shrink(Position.BEFORE), Position.BEFORE
        place = self._find_bounds(before.old[-1:] if before else ())
        return place.shrink(Position.BEHIND), Position.BEHIND

    @cached_property
    def _rendered(self) -> list[int]:
        """Return the new segments that came from old ones which are rendered, in order."""
        return sorted(index for index, origin in self.origins.items() if _find_rendered(self.alignment, [origin]))

    def _find_near(self, index: int, step: int) -> Revision | None:
        """Return the nearest new segment that is rendered, before one (step -1) or after it (1), and what
        renders it.
        """
        place = bisect_left(self._rendered, index) if step < 0 else bisect_right(self._rendered, index) + 1
        if not 0 < place <= len(self._rendered):
            return None
        near = self._rendered[place - 1]
        return Revision(tuple(_find_rendered(self.alignment, [self.origins[near]])), (near,))

    def _is_same_paragraph(self, one: int, other: int) -> bool:
        starts = (self.new.segments[index].start for index in (one, other))
        return len({self.new.block(start) for start in starts}) == 1

    def _find_bounds(self, rendered: Sequence[int]) -> _Place:
        segments = self.alignment.target.segments
        if not rendered:
            return _Place(None)
        return _Place(Span(segments[rendered[0]].start, segments[rendered[-1]].end), tuple(rendered))

    def _is_shared(self, segments: Sequence[int]) -> bool:
        """Return whether what renders some segments renders others, too."""
        places = {self.alignment.find_bead_of_source(index) for index in segments}
        beads = (self.alignment.beads[place] for place in places)
        return any(bead.target and not set(segments).issuperset(bead.source) for bead in beads)


def _join(document: Document, segments: Iterable[int]) -> str:
    return on_one_line("\n".join(document.segments[index].text for index in segments))
