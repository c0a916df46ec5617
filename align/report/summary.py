"""The line that closes a report for people."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from align.model import Report, Severity, UnusedAllow
from align.model.skipped import NO_LANGUAGE, NO_PAIRS, NO_TEXT
from align.report.style import Style
from align.report.terminal import quote, visible

_SHOWN = 3
"""How many files a note names."""

_NAMED = frozenset({NO_LANGUAGE, NO_PAIRS, NO_TEXT})
"""The reasons with which the files that were left out are named: they may have been asked for."""

_OWN = frozenset(
    {
        "accepted findings",
        "baseline",
        "page of a review",
        "record of sources",
        "report of aligncheck",
        "report of this run",
    }
)
"""The reasons with which files of aligncheck itself are left out: no one takes them for texts."""


def close(report: Report, style: Style) -> Iterator[str]:
    """Yield the last line of a report; where no summary is wanted, only that findings are left out, if any are."""
    if style.summary:
        yield summary(report, style)
    elif report.unlisted:
        yield f"{_tell_unlisted(report)}."


def summary(report: Report, style: Style) -> str:
    """Return what was found, in how much text, and what is not shown."""
    return tell_found(report, style) + "".join(f" {note}." for note in tell_rest(report, style))


def tell_found(report: Report, style: Style) -> str:
    """Return what was found, in how much text, and how many of the documents were compared with a source."""
    shown = [severity for severity in reversed(Severity) if severity >= style.min_severity and report.count(severity)]
    amounts = [tell_amount(report.count(severity), str(severity)) for severity in shown]
    found = " and ".join(filter(None, (", ".join(amounts[:-1]), *amounts[-1:])))
    if not found:  # some may be hidden
        found = "no errors" if style.min_severity is Severity.ERROR else "no errors or warnings"
        found = found if report.diagnostics else "no findings"
    scope = f"in {tell_amount(report.documents, 'document')} ({tell_amount(report.words, 'word')})"
    source = "".join(source for _, source in report.sources) if report.documents == 1 else ""
    if report.compared and source:
        scope += f", compared with {visible(source)}"
    elif report.compared:
        number = f" {report.compared:,}" if report.compared < report.documents else " all" * (report.documents > 1)
        scope += f",{number} compared with {'its source' if report.compared == 1 else 'their sources'}"
    elif report.words:
        scope += f", {'not' if report.documents == 1 else 'none'} compared with a source"
    return f"{found[0].upper()}{found[1:]} {scope}."


def tell_rest(report: Report, style: Style) -> list[str]:
    """Return what is not shown or was not checked, and what it was checked with: phrases without a full stop."""
    hidden = {severity: report.count(severity) for severity in Severity if severity < style.min_severity}
    notes = [
        f"{tell_amount(count, str(severity))} hidden (--min-severity {severity} shows {'it' if count == 1 else 'them'})"
        for severity, count in hidden.items()
        if count
    ]
    if report.unlisted:
        notes.append(_tell_unlisted(report))
    if style.limit and (more := sum(1 for _ in style.shown(report)) - style.limit) > 0:
        notes.append(f"{more:,} more not shown (--limit 0 shows all, most serious first)")
    failed = [entry.path for entry in report.skipped if entry.failed]
    if failed:
        notes.insert(0, f"Not checked: {_list(failed)}")
    if report.without_source:
        notes.append(f"No source for {_list(report.without_source)}")
    if report.without_translation:
        notes.append(f"No translation of {_list(report.without_translation)}")
    notes.extend(_tell_not_run(report))
    notes.extend(map(visible, report.notes))
    if report.unchecked_entries:
        entries = tell_amount(report.unchecked_entries, "check")
        notes.append(f"{entries} of the checklist not made: without a source")
    if report.glossaries:
        notes.append(f"Checked against {_list(report.glossaries)}")
    if report.configurations:
        notes.append(f"Settings from {_list(report.configurations)}")
    notes.extend(_tell_left_out(report))
    notes.extend(_tell_skipped(report))
    return notes


def _tell_not_run(report: Report) -> Iterator[str]:
    """Yield how many rules did not run, as they do not know the languages of the texts, or of some of them."""
    names = defaultdict[str, set[str]](set)
    for entry in report.rules_not_run:
        names[entry.known].update(entry.rules)
    if names:
        counts = [f"{tell_amount(len(rules), 'rule')} for {known}" for known, rules in sorted(names.items())]
        ran = "Not run" if len(report.rules_not_run) == len(names) else "Not run on every text"
        yield f"{ran}: {', '.join(counts)}"


def _tell_skipped(report: Report) -> Iterator[str]:
    """Yield what was not checked on purpose: files that are not named before, and units of files."""
    named = {*report.without_translation}
    files, units = defaultdict[str, list[str]](list), Counter[str]()
    for entry in report.skipped:
        if not (entry.failed or entry.units or entry.path in named or entry.reason in _OWN):
            files[entry.reason].append(entry.path)
    for entry in report.skipped:
        units[entry.reason] += entry.units
    counts = {reason: _list(paths) if reason in _NAMED else f"{len(paths):,}" for reason, paths in files.items()}
    if files:
        yield f"Skipped {tell_amount(sum(map(len, files.values())), 'file')}: {_join_reasons(counts)}"
    if +units:
        counts = {reason: f"{count:,}" for reason, count in (+units).items()}
        yield f"Skipped {tell_amount(units.total(), 'unit')}: {_join_reasons(counts)}"


def _join_reasons(reasons: Mapping[str, str]) -> str:
    """Return the reasons, each with how many it is of, or which ones."""
    return ", ".join(f"{reason} ({detail})" for reason, detail in sorted(reasons.items()))


def _tell_left_out(report: Report) -> Iterator[str]:
    """Yield what is not reported because someone has said so, and what was said of nothing."""
    if report.suppressed:
        yield f"{tell_amount(report.suppressed, 'finding')} allowed by the configuration"
    if report.baselines:
        new = len(report.diagnostics) + report.unlisted
        counts = f"{new:,} new, {report.known:,} known, {report.gone:,} no longer there"
        yield f"Against {_list(report.baselines)}: {counts}"
    if report.accepted:
        yield f"{tell_amount(report.accepted, 'finding')} accepted"
    if report.stale_accepts:
        stale = [f"{entry.path}: {entry.rule} {quote(entry.excerpt)}" for entry in report.stale_accepts]
        yield f"Accepted, and no longer there: {_list(stale)}"
    yield from _tell_unused(report.unused_allows)


def _tell_unused(allows: Sequence[UnusedAllow]) -> Iterator[str]:
    """Yield the entries of configurations and the comments that allow nothing: no finding needed them, or they
    cannot.
    """
    faulty = [f"{entry.path}:{entry.line} ({entry.problem})" for entry in allows if entry.problem]
    for is_comment in (False, True):
        unused = [entry for entry in allows if entry.is_comment is is_comment and not entry.problem]
        number = tell_amount(len(unused), "comment") if is_comment else f"{len(unused):,} [[allow]]"
        if unused:
            yield f"{number} without a finding: {_list([f'{entry.path}:{entry.line}' for entry in unused])}"
    if faulty:
        yield f"{tell_amount(len(faulty), 'comment')} that allow{'s' * (len(faulty) == 1)} nothing: {_list(faulty)}"


def _list(names: Sequence[str]) -> str:
    """Return the first names, and how many there are besides them."""
    rest = len(names) - _SHOWN
    shown = ", ".join(map(visible, names[:_SHOWN]))
    return shown + (f" and {rest:,} more" if rest > 0 else "")


def _tell_unlisted(report: Report) -> str:
    return f"{report.unlisted:,} more not listed: too many for one report"


def tell_amount(count: int, what: str) -> str:
    """Return a number of things: "1 error", "2 errors"."""
    plural = "" if count == 1 or what.endswith("info") else "s"
    return f"{count:,} {what}{plural}"
