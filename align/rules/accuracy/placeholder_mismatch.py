"""The rule `placeholder-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.neighbours import find_matches_with_neighbours
from align.analysis.placeholders import count_placeholders, find_placeholder
from align.linter.context import Context
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding, Severity, Span, Suggestion


class PlaceholderMismatch(PairRule):
    """A placeholder or tag is in the source but not in the translation, or the other way round.

    What it finds
    -------------
    `%s`, `%1$d`, `%(name)s`, `{name}`, `{0}`, `{{name}}`, `${name}` and HTML or XML tags that occur in the source more
    often than in its translation, or less often.

    Why it matters
    --------------
    A program puts values in their place. Without them the sentence breaks, or the program does.

    When it stays silent
    --------------------
    On percentages ("50% of"), on the attributes of tags, on the order of placeholders, and where a neighbouring
    sentence has them.

    Measured
    --------
    No alarm in 4,505 segments of human references; texts with placeholders are not among them.
    """

    severity = Severity.ERROR
    mqm = "accuracy/do-not-translate"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("{count} files, 50% of all, were sent to %s.", "向%s发送了{count}个文件，占50%。"),
        Sourced('Click <a href="/en">here</a>.', '点击<a href="/zh">这里</a>。'),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦The files were sent to {name}.⟧", source="向{name}发送了%s个文件。"),
        Bad("Sent to ⟦{nom}⟧ by %s.", source="由%s发送。"),
        Bad("⟦Click <b>here.⟧", source="点击<b>这里</b>。"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Count the placeholders of each bead and of those next to it."""
        for bead, near in find_matches_with_neighbours(alignment):
            source = count_placeholders("\n".join(map(alignment.source_text, near)))
            target = count_placeholders("\n".join(map(alignment.target_text, near)))
            if source != target:
                yield from self._compare(alignment, bead, set(source - target), set(target - source))

    def _compare(self, alignment: Alignment, bead: Bead, lost: set[str], new: set[str]) -> Iterator[Finding]:
        start, end = alignment.target_span(bead)
        source, text = alignment.source_text(bead), alignment.target.text[start:end]
        for placeholder, count in count_placeholders(source).items():
            if placeholder in lost and count_placeholders(text)[placeholder] < count:
                message = f"The source has “{placeholder}”, which its translation lacks."
                offer = Suggestion(placeholder, "source", 1.0)
                yield self.finding(start, end, message, suggestions=(offer,), source_text=source)
        for placeholder in count_placeholders(text):
            if placeholder in new and count_placeholders(text)[placeholder] > count_placeholders(source)[placeholder]:
                place: Span = find_placeholder(placeholder, text)[-1]
                message = f"Nothing in the source is “{placeholder}”: a program has no value for it."
                yield self.finding(start + place.start, start + place.end, message, source_text=source)
