"""The rule `placeholder-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from align.analysis.untranslatables import placeholders, places_of
from align.linter.rule import Bad, PairRule, Sourced
from align.model import Alignment, Bead, Finding, Severity, Span, Suggestion


class PlaceholderMismatch(PairRule):
    """A placeholder or a tag of the source is missing in the translation, or stands there without one in the source.

    What it finds
    -------------
    `%s`, `%1$d`, `%(name)s`, `{name}`, `{0}`, `{{name}}`, `${name}` and HTML or XML tags that the source has more often
    than its translation, or less often.

    Why it matters
    --------------
    A program puts values in their place: without them the sentence breaks, or the program does.

    When it stays silent
    --------------------
    On percentages ("50% of"), on attributes and the order of placeholders, and where a sentence next to it has them.

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

    def check(self, alignment: Alignment) -> Iterator[Finding]:
        """Count them in each bead and in those next to it."""
        beads = alignment.beads
        for index, bead in enumerate(beads):
            if bead.source and bead.target:
                near = beads[max(index - 1, 0) : index + 2]
                source = placeholders("\n".join(map(alignment.source_text, near)))
                target = placeholders("\n".join(map(alignment.target_text, near)))
                if source != target:
                    yield from self._compare(alignment, bead, set(source - target), set(target - source))

    def _compare(self, alignment: Alignment, bead: Bead, lost: set[str], new: set[str]) -> Iterator[Finding]:
        start = alignment.target.segments[bead.target[0]].start
        end = alignment.target.segments[bead.target[-1]].end
        source, text = alignment.source_text(bead), alignment.target.text[start:end]
        for placeholder, count in placeholders(source).items():
            if placeholder in lost and placeholders(text)[placeholder] < count:
                message = f"The source has “{placeholder}”, which its translation lacks."
                offer = Suggestion(placeholder, "source", 1.0)
                yield self.finding(start, end, message, suggestions=(offer,), source_text=source)
        for placeholder in placeholders(text):
            if placeholder in new and placeholders(text)[placeholder] > placeholders(source)[placeholder]:
                place: Span = places_of(placeholder, text)[-1]
                message = f"Nothing in the source is “{placeholder}”: a program has no value for it."
                yield self.finding(start + place.start, start + place.end, message, source_text=source)
