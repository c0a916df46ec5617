"""What of the structure of a page its translation has, and what not; rules report it.

A page and its translation are compared block by block. What is missing in a row is one gap, with the place in the
translation where it should stand. Merged paragraphs, lists sorted in each language, and what has moved are no gaps.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from align.analysis.structure.blocks import Kind, Page, PageBlock, read_page
from align.analysis.structure.inline import Finder, Inline, Locales, Sort, drop_same_links
from align.analysis.structure.pairing import Pair, Side, list_slugs, measure_likeness, pair_blocks
from align.analysis.structure.restructured import RestructuredFinder, list_anonymous, read_restructured
from align.model import Alignment, Document, Segment, Span
from align.model.formats import find_reader, suffix

_MARKDOWN, _RESTRUCTURED = "markdown", "prose.restructured"
_PROSE = frozenset((Kind.PARAGRAPH, Kind.ITEM, Kind.HTML))
_WITHOUT_INLINE = frozenset((Kind.CODE, Kind.INCLUDE, Kind.SHORTCODE))
_SURE = 0.3
"""The confidence of a bead from which on it joins blocks."""
_ALONE = 0.5
"""The probability from which on a sentence of a bead is taken to have no counterpart."""
_FARTHEST = 100
"""How many beads before a missing sentence are looked at for what it follows."""
_HOLDS, _SMALL = 0.75, 6
"""Which share of the length that two paragraphs would have in the translation one has that holds both, if neither is
less than a sixth of both."""
_ALIKE, _MOST_EXTRA, _LONGEST_LIST = 0.5, 100, 100
_NEAR = 5
"""How far from a block the source may have it a second time."""
_REST_BLOCKS, _REST_SHARE = 3, 0.15
"""From how many blocks on, and from which share of the source on, what is missing at the end is the rest of a page."""
_STRAY = 2
"""How many blocks at the end of a page that is cut off may be taken for later ones."""
_FEWEST, _PAIRED, _MOST_GAPS = 8, 0.4, 8
"""From how many blocks of the source on a page is no translation of it, where fewer than this share have one and
either the translation has as few in common with it, or more gaps than this."""


_ABRIDGED = 0.15
"""Which share of the blocks is missing from a page that is abridged, if there are more gaps than the above."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Blocks of the source in a row that the translation does not have, and where in it they are missing."""

    blocks: tuple[PageBlock, ...]
    place: int

    @property
    def is_section(self) -> bool:
        """Return whether a heading is missing with what is below it."""
        return self.blocks[0].kind is Kind.HEADING and len(self.blocks) > 1

    @property
    def headings(self) -> tuple[PageBlock, ...]:
        """Return the headings that are missing."""
        return tuple(block for block in self.blocks if block.kind is Kind.HEADING)


@dataclass(frozen=True, slots=True)
class InlineGap:
    """Inline parts of one sort that a block of the source has and its translation has not, what that has instead, and
    where.
    """

    sort: Sort
    lost: tuple[Inline, ...]
    new: tuple[Inline, ...]
    place: Span


@dataclass(eq=False)
class Comparison:
    """A page and its translation, block by block.

    `rest` is what is missing from one place of the source to its end. `differs`: so little is common to both that one
    is no translation of the other, block by block. `links_of` are the blocks that the aligner has joined to each.
    `is_too_large`: the page has so many blocks that they are not compared.
    """

    source: Side
    target: Side
    pairs: Sequence[Pair] = ()
    gaps: Sequence[Gap] = ()
    rest: Gap | None = None
    links_of: Mapping[int, Sequence[int]] = field(default_factory=dict)
    inline: Sequence[InlineGap] = ()
    differs: bool = False
    is_too_large: bool = False

    @cached_property
    def block_pairs(self) -> Sequence[tuple[PageBlock, PageBlock]]:
        """Return the blocks that are counterparts."""
        return [(self.source.page.blocks[row], self.target.page.blocks[column]) for row, column in self.pairs]

    @cached_property
    def sizes(self) -> tuple[int, int]:
        """Return how long the prose of both sides is in blocks that are counterparts."""
        texts = [(len(a.text), len(b.text)) for a, b in self.block_pairs if a.kind in _PROSE and b.kind in _PROSE]
        return sum(size for size, _ in texts), sum(size for _, size in texts)

    @cached_property
    def lost(self) -> int:
        """Return how many blocks of the source are in gaps."""
        return sum(len(gap.blocks) for gap in self.gaps)

    @cached_property
    def is_abridged(self) -> bool:
        """Return whether so much is missing in so many places that the translation condenses its source, or that this
        has grown since.
        """
        return len(self.gaps) > _MOST_GAPS and self.lost >= _ABRIDGED * len(self.source.page.blocks)

    @cached_property
    def told(self) -> "Comparison":
        """Return what of the comparison is told place by place: of a page that is abridged no gaps, and of what is
        inline only what is another there.
        """
        if not self.is_abridged:
            return self
        return replace(self, gaps=(), inline=[gap for gap in self.inline if gap.new])

    def find_place(self, offset: int, place: int) -> int:
        """Return where in the translation a sentence is missing that starts at an offset of the source: in the gap that
        it is in, else in the counterpart of its block; `place` is where it seems to be missing.
        """
        at = bisect_right(self.source.page.blocks, offset, key=lambda block: block.span.start) - 1
        if offset < self.source.page.body and self.lost_keys:
            return 0
        if at < 0 or self.differs or offset >= self.source.page.blocks[at].span.end:
            return place
        if at in self._gap_of_block:
            return self._gap_of_block[at]
        column = self.counterparts.get(at)
        if column is None:
            return place
        block = self.target.page.blocks[column]
        is_near = block.span.start <= place <= block.span.end or block.kind not in _PROSE
        return place if is_near else block.span.end

    def has_head(self, offset: int) -> bool:
        """Return whether the block at an offset of the source is a heading that the translation has, by its anchor, or
        the head of a box that it has, perhaps with the title that the site gives it.
        """
        at = bisect_right(self.source.page.blocks, offset, key=lambda block: block.span.start) - 1
        column = self.counterparts.get(at)
        if column is None or offset >= self.source.page.blocks[at].span.end:
            return False
        if self.source.page.blocks[at].kind is self.target.page.blocks[column].kind is Kind.NOTE:
            return True
        nothing = frozenset[str]()
        return bool(self.source.anchors.get(at, nothing) & self.target.anchors.get(column, nothing))

    def lacks(self, sentence: Segment) -> bool:
        """Return whether the translation has lost code, a link or an image of a sentence, and has no other for it."""
        at = bisect_left(self._lost_offsets, sentence.start)
        return at < len(self._lost_offsets) and self._lost_offsets[at] < sentence.end

    @cached_property
    def _lost_offsets(self) -> Sequence[int]:
        return sorted(part.span.start for gap in self.inline if not gap.new for part in gap.lost)

    @cached_property
    def lost_keys(self) -> Sequence[str]:
        """Return the keys of front matter that the translation does not have, if it has any."""
        held = self.target.page.keys
        return [key for key in self.source.page.keys if key not in held] if held else []

    def is_gap(self, place: int) -> bool:
        """Return whether blocks are missing at a place of the translation."""
        return place in self._gap_of_block.values()

    @cached_property
    def counterparts(self) -> Mapping[int, int]:
        """Return the index of the counterpart of each block of the source that has one."""
        return dict(self.pairs)

    @cached_property
    def sources(self) -> Mapping[int, int]:
        """Return the index of the counterpart of each block of the translation that has one."""
        return {column: row for row, column in self.pairs}

    @cached_property
    def extra(self) -> Sequence[int]:
        """Return the indices of the blocks that only the translation has."""
        return [at for at in range(len(self.target.page.blocks)) if at not in self.sources]

    @cached_property
    def _gap_of_block(self) -> Mapping[int, int]:
        places = {id(block): gap.place for gap in (*self.gaps, *filter(None, [self.rest])) for block in gap.blocks}
        return {at: places[id(block)] for at, block in enumerate(self.source.page.blocks) if id(block) in places}


def is_compared(alignment: Alignment) -> bool:
    """Return whether both sides are pages of one markup, Markdown or reStructuredText."""
    modules = {find_reader(document.path).module for document in (alignment.source, alignment.target)}
    has_text = alignment.source.stretches is alignment.target.stretches is None
    return modules == {_RESTRUCTURED} or (modules == {_MARKDOWN} and has_text)


def compare_structure(alignment: Alignment) -> Comparison:
    """Return what of the structure of its source a translation has; both are pages of one markup."""
    documents = alignment.source, alignment.target
    pages = [_read(one) for one in documents]
    locales = Locales(alignment.source.language, alignment.target.language)
    has_ids = any(block.kind is Kind.HEADING and block.name for page in pages for block in page.blocks)
    source, target = (
        _read_side(page, _make_finder(one, page, locales, has_ids)) for one, page in zip(documents, pages, strict=True)
    )
    links = _find_links(alignment, *pages)
    links_of = defaultdict[int, list[int]](list)
    for row, column in links:
        links_of[row].append(column)
    pairs = pair_blocks(source, target, links)
    if pairs is None:
        return Comparison(source, target, differs=True, is_too_large=True)
    found = Comparison(source, target, pairs, links_of=links_of)
    found.gaps, found.rest = _find_gaps(found, links)
    has_few = len(found.pairs) < _PAIRED * len(source.page.blocks) and len(source.page.blocks) >= _FEWEST
    found.differs = not found.pairs or (
        has_few and (len(found.gaps) > _MOST_GAPS or len(found.pairs) < _PAIRED * len(target.page.blocks))
    )
    found.inline = list(_compare_inline(found, alignment)) if not found.differs else ()
    return found


def _read(document: Document) -> Page:
    if find_reader(document.path).module == _RESTRUCTURED:
        return read_restructured(document)
    return read_page(document.text, is_mdx=suffix(document.path) == ".mdx")


def _make_finder(document: Document, page: Page, locales: Locales, has_ids: bool) -> Finder:
    """Return what finds the inline parts of a page; `has_ids`: parts of pages have names of their own."""
    if find_reader(document.path).module == _RESTRUCTURED:
        return RestructuredFinder(locales, page.targets, has_ids, list_anonymous(page))
    return Finder(locales, page.targets, has_ids)


def list_anchors(page: Page, locales: Locales) -> dict[int, frozenset[str]]:
    """Return what links may call each heading of a page, by the index of its block."""
    anchors, seen = dict[int, frozenset[str]](), Counter[str]()
    for at, block in enumerate(page.blocks):
        if block.kind is not Kind.HEADING:
            continue
        if page.has_labels:
            anchors[at] = frozenset(locales.strip_label(label)[0] for label in block.name.split())
            continue
        slugs = {block.name} if block.name else set(list_slugs(block.text))
        named = set(slugs)
        for slug in slugs:
            if number := seen[slug]:
                named |= {f"{slug}-{number}", f"{slug}_{number}"}
        seen.update(slugs)
        anchors[at] = frozenset(filter(None, named))
    return anchors


def _read_side(page: Page, finder: Finder) -> Side:
    parts = [
        [] if block.kind in _WITHOUT_INLINE else list(finder.find(page.text[slice(*block.span)], block.span.start))
        for block in page.blocks
    ]
    return Side(page, parts, finder.locales, anchors=list_anchors(page, finder.locales))


def _find_links(alignment: Alignment, source: Page, target: Page) -> dict[Pair, float]:
    """Return how much of each block of the source the aligner has joined to which of the target, 0 to 1."""
    starts = [[block.span.start for block in page.blocks] for page in (source, target)]
    if not all(starts):
        return {}
    sizes, links = Counter[int](), defaultdict[Pair, float](float)
    for bead in alignment.beads:
        rows = [(bisect_right(starts[0], alignment.source.segments[at].start) - 1, at) for at in bead.source]
        columns = {bisect_right(starts[1], alignment.target.segments[at].start) - 1 for at in bead.target} - {-1}
        for place, (row, at) in enumerate(rows):
            size = len(alignment.source.segments[at].text)
            sizes[row] += size
            alone = bead.alone[place] if bead.alone else 0.0
            for column in columns if bead.confidence >= _SURE and alone < _ALONE else ():
                links[row, column] += size
    return {pair: size / sizes[pair[0]] for pair, size in links.items() if pair[0] >= 0}


def _find_gaps(found: Comparison, links: Mapping[Pair, float]) -> tuple[list[Gap], Gap | None]:
    """Return the gaps in order, and the one that goes to the end of a page that is cut off."""
    source, target = found.source.page, found.target.page
    counterparts = found.counterparts
    lost = [at for at in range(len(source.blocks)) if at not in counterparts and not _is_kept(found, at, links)]
    gaps, run = list[Gap](), list[int]()
    for at in (*lost, -1):
        if run and at != run[-1] + 1:
            before = next((row for row in range(run[0] - 1, -1, -1) if row in counterparts), None)
            place = (
                target.blocks[counterparts[before]].span.end
                if before is not None
                else min(target.body + bool(target.body), len(target.text))
            )
            gaps.append(Gap(tuple(source.blocks[row] for row in run), place))
            run = []
        run.append(at)
    if not gaps or gaps[-1].blocks[-1] is not source.blocks[-1] or not _is_rest(gaps[-1], source):
        return gaps, None
    last = gaps.pop().blocks
    start = next(at for at, block in enumerate(source.blocks) if block is last[0])
    if gaps and gaps[-1].headings and gaps[-1].blocks[-1] in source.blocks[max(start - 1 - _STRAY, 0) : start]:
        earlier = gaps.pop().blocks[0]
        first = next(at for at, block in enumerate(source.blocks) if block is earlier)
        last = source.blocks[first:]
    return gaps, Gap(last, len(target.text.rstrip()))


def _is_rest(gap: Gap, source: Page) -> bool:
    """Return whether a gap at the end of a page is more than its last section."""
    size = gap.blocks[-1].span.end - gap.blocks[0].span.start
    if len(gap.blocks) < _REST_BLOCKS or size < _REST_SHARE * (len(source.text) - source.body):
        return False
    if gap.blocks[0].kind is not Kind.HEADING:
        return True
    return any(block.level <= gap.blocks[0].level for block in gap.headings[1:])


def _is_kept(found: Comparison, row: int, links: Mapping[Pair, float]) -> bool:
    """Return whether a block without a counterpart has nothing to say, or is in the translation all the same."""
    block = found.source.page.blocks[row]
    says_nothing = (block.kind in _PROSE or block.kind is Kind.HEADING) and not any(map(str.isalnum, block.text))
    if block.kind is Kind.TAB or says_nothing:
        return True
    if _is_repeated(found, row) or _is_moved(found, row, links) or _is_in_sorted_list(found, row):
        return True
    return block.kind in _PROSE and any(_holds(found, column, row) for column in _list_near(found, row, links))


def _is_repeated(found: Comparison, row: int) -> bool:
    """Return whether the source has a block a second time near it, and the translation has that."""
    blocks, block = found.source.page.blocks, found.source.page.blocks[row]
    near = [*range(max(row - _NEAR, 0), row), *range(row + 1, min(row + _NEAR, len(blocks)))]
    known = block.kind, block.name, block.text
    same = (at for at in near if (blocks[at].kind, blocks[at].name, blocks[at].text) == known)
    return any(at in found.counterparts for at in same)


def _is_moved(found: Comparison, row: int, links: Mapping[Pair, float]) -> bool:
    """Return whether a block of the translation that has no counterpart is like one of the source."""
    kind, tokens = found.source.page.blocks[row].kind, found.source.tokens[row]
    for column in found.extra if len(found.extra) <= _MOST_EXTRA else found.links_of[row]:
        if column in found.sources:
            continue
        other = found.target.page.blocks[column].kind
        if (other is kind or {other, kind} <= _PROSE) and (
            (measure_likeness(tokens, found.target.tokens[column]) or 0) >= _ALIKE
            or links.get((row, column), 0) >= _ALIKE
        ):
            return True
    return False


def _is_in_sorted_list(found: Comparison, row: int) -> bool:
    """Return whether an item is in a list that has as many items without a counterpart in the translation."""
    blocks, others = found.source.page.blocks, found.target.page.blocks
    first = last = row
    while first > 0 and blocks[first - 1].kind is Kind.ITEM and row - first < _LONGEST_LIST:
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind is Kind.ITEM and last - row < _LONGEST_LIST:
        last += 1
    columns = [found.counterparts[at] for at in range(first, last + 1) if at in found.counterparts]
    if blocks[row].kind is not Kind.ITEM or not columns:
        return False
    lost = last + 1 - first - len(columns)
    around = range(max(columns[0] - lost, 0), min(columns[-1] + lost + 1, len(others)))
    return sum(others[at].kind is Kind.ITEM and at not in found.sources for at in around) >= lost


def _list_near(found: Comparison, row: int, links: Mapping[Pair, float]) -> set[int]:
    """Return the blocks of the translation into which one of the source may have been merged."""
    joined = {column for column in found.links_of[row] if links[row, column] >= _ALIKE}
    return joined | {found.counterparts[at] for at in (row - 1, row + 1) if at in found.counterparts}


def _holds(found: Comparison, column: int, row: int) -> bool:
    """Return whether a block of the translation is long enough to hold one of the source besides its counterpart, and
    has what that has inline.
    """
    blocks, other = found.source.page.blocks, found.target.page.blocks[column]
    own = found.sources.get(column)
    if own is None or other.kind not in _PROSE:
        return False
    size = len(blocks[row].text)
    joined = len(blocks[own].text) + size
    if len(other.text) < _HOLDS * _measure_ratio(found, (own, column)) * joined or size * _SMALL < joined:
        return False
    wanted, held = (
        Counter(part.key for part in parts) for parts in (found.source.inline[row], found.target.inline[column])
    )
    return not wanted - held


def _measure_ratio(found: Comparison, pair: Pair) -> float:
    """Return how long the prose of the target is for one character of the source, but in one pair of blocks, if there
    are others.
    """
    own = len(found.source.page.blocks[pair[0]].text), len(found.target.page.blocks[pair[1]].text)
    sizes = tuple(whole - part for whole, part in zip(found.sizes, own, strict=True))
    sizes = sizes if all(size > 0 for size in sizes) else own
    return sizes[1] / sizes[0] if all(sizes) else 1.0


def _compare_inline(found: Comparison, alignment: Alignment) -> Iterator[InlineGap]:
    """Yield what the blocks of each section have lost, but what is elsewhere in the section."""
    units = list(_list_units(found))
    for sort in Sort:
        lost, new = list[Counter[str]](), list[Counter[str]]()
        pools = defaultdict[int, list[Counter[str]]](lambda: [Counter(), Counter()])
        for section, _, ours, theirs in units:
            one, other = (Counter(part.key for part in parts if part.sort is sort) for parts in (ours, theirs))
            lost.append(one - other)
            new.append(other - one)
            pools[section][0] += lost[-1]
            pools[section][1] += new[-1]
        for (section, span, ours, theirs), gone, come in zip(units, lost, new, strict=True):
            if span is None or not gone:
                continue
            held = pools[section][1] - Counter()
            missing = [part for part in _take(ours, sort, gone) if not held[part.key]]
            surplus = [part for part in _take(theirs, sort, come) if not pools[section][0][part.key]]
            yield from _weigh(sort, missing, surplus, (ours, theirs), span, (found, alignment))


def _list_units(found: Comparison) -> Iterator[tuple[int, Span | None, Sequence[Inline], Sequence[Inline]]]:
    """Yield the section, the place and the parts of each pair of blocks, of tables of each row; a block that is alone
    is there for what it holds of others.
    """
    reported = {id(block) for gap in (*found.gaps, *filter(None, [found.rest])) for block in gap.blocks}
    section, sections = 0, dict[int, int]()
    for row, block in enumerate(found.source.page.blocks):
        column = found.counterparts.get(row)
        section += block.kind is Kind.HEADING and column is not None
        if column is None:
            if id(block) not in reported:
                yield section, None, found.source.inline[row], ()
            continue
        sections[column] = section
        other = found.target.page.blocks[column]
        parts = found.source.inline[row], found.target.inline[column]
        if block.kind is Kind.TABLE and len(block.rows) == len(other.rows) and block.columns <= other.columns:
            for one, two in zip(block.rows, other.rows, strict=True):
                ours = [part for part in parts[0] if one.holds(part.span)]
                yield section, two, ours, [part for part in parts[1] if two.holds(part.span)]
        elif block.kind is not Kind.TABLE and not (found.rest and row == found.pairs[-1][0]):
            yield section, other.span, *parts
    section = 0
    for column in range(len(found.target.page.blocks)):
        section = sections.get(column, section)
        if column not in sections:
            yield section, None, (), found.target.inline[column]


def _take(parts: Sequence[Inline], sort: Sort, wanted: Counter[str]) -> Iterator[Inline]:
    left = Counter(wanted)
    for part in parts:
        if part.sort is sort and left[part.key] > 0:
            left[part.key] -= 1
            yield part


def _weigh(
    sort: Sort,
    lost: list[Inline],
    new: list[Inline],
    parts: tuple[Sequence[Inline], Sequence[Inline]],
    span: Span,
    texts: tuple[Comparison, Alignment],
) -> Iterator[InlineGap]:
    """Yield what is lost, unless it is there in another form: in a foreign script, without marks, once for twice."""
    found, alignment = texts
    text = found.target.page.text[slice(*span)]
    foreign = [part for part in new if part.is_local or not part.key.isascii()]
    new = [part for part in new if part not in foreign]
    if sort is Sort.CODE:  # words in the script of the source were put into those of the target
        worded = sum(not part.key.isascii() for part in lost)
        lost, new = [part for part in lost if part.key.isascii()], new[worded:]
    lost = lost[len(foreign) :]
    if sort is Sort.IMAGE:
        lost = lost[len(new) :]
        new = []
    else:
        there = {part.key for part in parts[1] if part.sort is sort}
        if not new:
            lost = [part for part in lost if part.key not in there]
            if sort is Sort.CODE:
                rest = _mask(text, span.start, parts[1]).replace("\\", "")
                lost = [part for part in lost if part.key not in rest]
    lost = [part for part in lost if not (part.is_local and sort is not Sort.LINK)]
    if sort is Sort.LINK and lost:
        paths = alignment.source.path, alignment.target.path
        lost, new = drop_same_links(lost, new, is_elsewhere=found.source.locales.are_elsewhere(*paths))
    if new and lost:
        yield InlineGap(sort, tuple(lost), tuple(new), new[0].span)
        return
    yield from _place_lost(sort, lost, span, alignment)


def _place_lost(sort: Sort, lost: Sequence[Inline], span: Span, alignment: Alignment) -> Iterator[InlineGap]:
    """Yield what a block has lost: with each sentence that is missing, and with those that are there."""
    left, gone = list[Inline](), dict[Span, list[Inline]]()
    for part in lost:
        at = _find_segment(alignment, part.span.start)
        if at is not None and _is_missing(alignment, at):
            gone.setdefault(_find_place(alignment, at, span), []).append(part)
        else:
            left.append(part)
    if left:
        at = _find_segment(alignment, left[0].span.start)
        place = _find_place(alignment, at, span)
        if place in gone and at is not None:  # a sentence that is there is marked, so that the two are told apart
            bead = alignment.beads[alignment.find_bead_of_source(at)]
            place = Span(max(alignment.target_span(bead).start, span.start), place.end)
        yield InlineGap(sort, tuple(left), (), place)
    for place, members in gone.items():
        yield InlineGap(sort, tuple(members), (), place)


def _mask(text: str, start: int, parts: Sequence[Inline]) -> str:
    """Return a text that starts at an offset without its inline parts."""
    for part in parts:
        first, last = part.span.start - start, part.span.end - start
        text = text[: max(first, 0)] + " " * (last - first) + text[max(last, 0) :]
    return text


def _find_segment(alignment: Alignment, offset: int) -> int | None:
    """Return the index of the sentence at an offset of the source; None where the aligner was not asked."""
    segments = alignment.source.segments
    at = bisect_right(segments, offset, key=lambda segment: segment.start) - 1
    return at if alignment.beads and at >= 0 and segments[at].end > offset else None


def _is_missing(alignment: Alignment, at: int) -> bool:
    """Return whether a sentence of the source more likely than not has no counterpart."""
    bead = alignment.beads[alignment.find_bead_of_source(at)]
    return not bead.target or bool(bead.alone and bead.alone[bead.source.index(at)] >= _ALONE)


def _find_place(alignment: Alignment, at: int | None, span: Span) -> Span:
    """Return the end of what renders a sentence of the source, in its block, else of what renders the one before it;
    else the block's end.
    """
    end = 0
    if at is not None:
        place = alignment.find_bead_of_source(at)
        if alignment.beads[place].source[0] == at and _is_missing(alignment, at):
            place -= 1
        before = (alignment.beads[one] for one in range(place, max(place - _FARTHEST, -1), -1))
        end = next((alignment.target_span(bead).end for bead in before if bead.target), 0)
    end = end if span.start < end <= span.end else span.end
    return Span(end, end)
