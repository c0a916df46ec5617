"""The rule `placeholder-mismatch`."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import ClassVar

from align.analysis.alignments import find_matches_with_neighbours
from align.analysis.placeholders import (
    add_positions,
    count_named,
    count_placeholders,
    find_incomplete,
    find_lone_percents,
    find_named,
    find_placeholder,
    has_positions,
    is_date_format,
    list_unnumbered,
    may_have_placeholders,
)
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import (
    Alignment,
    Bead,
    Bitext,
    Code,
    Document,
    Finding,
    Severity,
    Span,
    Suggestion,
    on_one_line,
)
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

_NAME = compile_late(f"<[^<>]{{0,40}}[{HAN}][^<>]{{0,40}}>")
_SHOWN = 5
"""How many codes a message names."""


class PlaceholderMismatch(PairRule):
    """A placeholder or tag is in the source but not in the translation, or the other way round.

    What it finds
    -------------
    `%s`, `%1$d`, `%(name)s`, `{name}`, `{0}`, `{0:N2}`, `{{name}}`, `${name}` and HTML or XML tags that occur in the
    source more often than in its translation, or less often; `%d` and `%s`, which have no number, in another order;
    messages with plurals of other arguments (`{count, plural, ...}`); and in files of XLIFF and TMX inline codes that
    the translation lacks or has besides. Codes for a format alone, which come in pairs, give a warning. In
    texts of programs also `%name`, a plural or a choice without a text for `other`, and a `%` where the source has
    `%%`. It looks at strings (gettext, XLIFF, TMX, JSON, tables and the like), plain text, and subtitles.

    Why it matters
    --------------
    A program puts values in their place. Without them the sentence breaks, or the program does.

    When it stays silent
    --------------------
    In pages and documents (Markdown, HTML, LaTeX, Word), where what looks like a placeholder is markup, code or an
    example. On percentages, types (`List<Item>`), attributes of tags, formats of values and dates, names of values in
    words (<文件>, <file>), the order of placeholders that have a number or a name, the number of plural forms, and
    codes that occur more often than in the source. Where a neighbouring sentence has them.

    Measured
    --------
    No alarm in 4,505 human references of news; texts with placeholders are not among them.
    """

    severity = Severity.ERROR
    mqm = "accuracy/do-not-translate"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("{count} files, 50% of all, were sent to %s.", "向%s发送了{count}个文件，占50%。"),
        Sourced('Click <a href="/en">here</a>.', '点击<a href="/zh">这里</a>。'),
        Sourced("%2$.2f yuan for %1$d items", "%1$d件共%2$.2f元"),
        Sourced("Write %dkB to <file>.", "向<文件>写入%d kB。"),
        Sourced("%-e %b %Y", "%Y年%-m月%-d日"),
        Sourced("It extends a base type.", "它继承自BaseStore<Ship>。"),
        Sourced("sent %d of %zu letters", "共%2$zu封信，已发%1$d封"),
        Sourced("{n, plural, one {# file of {0}} other {# files of {0}}}", "{n, plural, other {{0}的#个文件}}"),
        Sourced("{0:MM/dd/yyyy}: {1, number, ::percent} off", "{0:yyyy年MM月dd日}：{1}折扣"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦The files were sent to {name}.⟧", source="向{name}发送了%s个文件。"),
        Bad("Sent to ⟦{nom}⟧ by %s.", source="由%s发送。"),
        Bad("⟦Click <b>here.⟧", source="点击<b>这里</b>。"),
        Bad("⟦%.2f yuan for %d items⟧", source="%d件共%.2f元"),
        Bad("⟦sent %d of %s⟧", source="共%2$d封，已发%1$d封"),
        Bad("⟦Total⟧", source="合计：{0:N2}"),
        Bad("⟦Some files⟧", source="{n, plural, other {#个文件}}"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Count the placeholders of each bead and of those next to it, in what is no page or document."""
        if context.bitext is None and (alignment.source.is_page or alignment.target.is_page):
            return
        has_any = may_have_placeholders(alignment.source.text) or may_have_placeholders(alignment.target.text)
        for bead, near in find_matches_with_neighbours(alignment) if has_any else ():
            sides = [list(map(side, near)) for side in (alignment.source_text, alignment.target_text)]
            prepare = add_positions if any(map(has_positions, chain(*sides))) else str
            source, target = (count_placeholders("\n".join(map(prepare, texts))) for texts in sides)
            if source != target and not all(map(is_date_format, chain(*sides))):
                yield from self._compare(alignment, bead, (set(source - target), set(target - source)), prepare)
            else:
                yield from self._compare_order(alignment, bead)
                if context.bitext is not None and target:
                    yield from self._check_syntax(alignment, bead)
            if context.bitext is not None:
                yield from self._compare_named(alignment, bead)
        if context.bitext is not None and (context.bitext.source.codes or context.bitext.target.codes):
            yield from self._compare_codes(context.bitext)

    def _compare(
        self, alignment: Alignment, bead: Bead, differing: tuple[set[str], set[str]], prepare: Callable[[str], str]
    ) -> Iterator[Finding]:
        """Report placeholders that are only in the source, or only in the translation: `differing`.

        `prepare` makes texts comparable, of which one side may say by positions which value is where.
        """
        (start, end), (lost, new) = alignment.target_span(bead), differing
        source, text = alignment.source_text(bead), alignment.target.text[start:end]
        wanted, found = count_placeholders(prepare(source)), count_placeholders(prepare(text))
        for placeholder, count in wanted.items():
            if placeholder in lost and max(found[placeholder], text.count(placeholder)) < count:
                message = f"The source contains “{placeholder}”; the translation leaves it out."
                offer = Suggestion(placeholder, "source", 1.0)
                yield self.finding(start, end, message, suggestions=(offer,), source_text=source)
        for placeholder in found:
            if placeholder in new and found[placeholder] > wanted[placeholder] and not _is_name(placeholder, source):
                place = next(reversed(find_placeholder(placeholder, text)), Span(0, end - start))
                message = f"The source does not contain “{placeholder}”, so the program has no value for it."
                yield self.finding(start + place.start, start + place.end, message, source_text=source)

    def _compare_named(self, alignment: Alignment, bead: Bead) -> Iterator[Finding]:
        """Report values by their names alone (%name) that the translation of a string lacks, and those that it has
        instead.
        """
        span, source = alignment.target_span(bead), alignment.source_text(bead)
        text = alignment.target.text[span.start : span.end]
        wanted = count_named(source)
        lost = [name for name, count in wanted.items() if len(find_named(name, text)) < count]
        for name in lost if text else ():
            message = f"The source contains “{name}”; the translation leaves it out."
            yield self.finding(*span, message, suggestions=(Suggestion(name, "source", 1.0),), source_text=source)
        for name in count_named(text) if lost else ():
            if not any(map(name.startswith, wanted)):
                place = find_named(name, text)[0]
                message = f"The source does not contain “{name}”, so the program has no value for it."
                yield self.finding(span.start + place.start, span.start + place.end, message, source_text=source)

    def _check_syntax(self, alignment: Alignment, bead: Bead) -> Iterator[Finding]:
        """Look for plurals and the like without the message that each must have, and for signs that need a second."""
        (start, end), source = alignment.target_span(bead), alignment.source_text(bead)
        text = alignment.target.text[start:end]
        for place in find_incomplete(source, text):
            message = "This argument has no text for “other”, which programs require: add one."
            yield self.finding(start + place.start, start + place.end, message, source_text=source)
        for place in find_lone_percents(source, text):
            message = "A single “%” begins a placeholder: write “%%”, as the source does."
            yield self.finding(start + place.start, start + place.end, message, source_text=source)

    def _compare_order(self, alignment: Alignment, bead: Bead) -> Iterator[Finding]:
        """Report placeholders that are filled in their order and are in another one than in the source."""
        span, source = alignment.target_span(bead), alignment.source_text(bead)
        wanted, found = list_unnumbered(source), list_unnumbered(alignment.target.text[span.start : span.end])
        if wanted != found and sorted(wanted) == sorted(found):
            order, other = ", ".join(wanted), ", ".join(found)
            message = f"The program fills in {order} in this order, but the translation has {other}: "
            message += "restore the order, or number the placeholders."
            yield self.finding(*span, message, source_text=source)

    def _compare_codes(self, bitext: Bitext) -> Iterator[Finding]:
        """Compare the inline codes of each unit that has both sides."""
        source, target = _Codes(bitext.source), _Codes(bitext.target)
        for unit in bitext.units:
            ours, theirs = target.find(unit.target), source.find(unit.source)
            text = bitext.source.text[slice(*unit.source)]
            if (ours or theirs) and text and unit.target.end > unit.target.start:
                lost = list(_list_lost(theirs, ours))
                if lost:
                    it = "it" if len(lost) == 1 else "them"
                    message = f"The source contains {_list_shown(lost)}; the translation leaves {it} out."
                    severity = _find_severity(lost)
                    yield self.finding(*unit.target, message, severity=severity, source_text=on_one_line(text))
                yield from self._report_new(theirs, ours, unit.target, on_one_line(text))

    def _report_new(self, theirs: Sequence[Code], ours: Sequence[Code], span: Span, source: str) -> Iterator[Finding]:
        known = {code.key for code in theirs}
        new = _drop_ends([code for code in ours if code.key not in known])
        if new:
            message = f"The source does not contain {_list_shown(new)}."
            place = _mark(new[0], span)
            yield self.finding(*place, message, severity=_find_severity(new), source_text=source)


def _is_name(tag: str, source: str) -> bool:
    """Return whether what looks like a tag names a value in words, as the source does in its own: <warnings>
    for <警告>.
    """
    return tag.startswith("<") and _NAME.search(source) is not None


def _mark(code: Code, unit: Span) -> Span:
    """Return what is marked for a code: its place, that of a placeholder with a character next to it that is not
    masked.
    """
    if code.is_paired:
        return Span(code.offset, code.offset)
    end = min(code.offset + 2, unit.end)
    return Span(max(end - 2, unit.start), end)


class _Codes:
    """The inline codes of a document, found by their places."""

    def __init__(self, document: Document) -> None:
        self._codes = document.codes
        self._offsets = [code.offset for code in document.codes]

    def find(self, span: Span) -> Sequence[Code]:
        """Return the codes of a unit, those at its edges with it."""
        return self._codes[bisect_left(self._offsets, span.start) : bisect_right(self._offsets, span.end)]


def _list_lost(theirs: Sequence[Code], ours: Sequence[Code]) -> Sequence[Code]:
    """Return the codes of the source that the translation has less often."""
    left = Counter(code.key for code in ours)
    lost = []
    for code in theirs:
        left[code.key] -= 1
        if left[code.key] < 0:
            lost.append(code)
    return _drop_ends(lost)


def _drop_ends(codes: Sequence[Code]) -> list[Code]:
    """Return the codes without the ends of pairs whose beginning is among them."""
    keys = {code.key for code in codes}
    return [code for code in codes if not (code.key.startswith("/") and code.key[1:] in keys)]


def _list_shown(codes: Sequence[Code]) -> str:
    shown = ", ".join(f"“{code.shown}”" for code in codes[:_SHOWN])
    return shown + (f" and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else "")


def _find_severity(codes: Sequence[Code]) -> Severity:
    return Severity.WARNING if all(code.is_paired for code in codes) else Severity.ERROR
