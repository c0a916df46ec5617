"""Checking: one text, one file, and a run over many.

`check_text` and `check_file` keep no state and know no other file; what they take and give is plain data.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, islice
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from align.analysis.characters import count_words
from align.commands.arguments import expect, expect_settings
from align.commands.baseline import Baselines
from align.commands.cores import collect_rarely_meanwhile
from align.commands.jobs import Job
from align.commands.outcomes import be_strict, fold_results
from align.commands.results import Outcome, Result
from align.commands.work import Show, Work
from align.config.choices import NOTHING
from align.config.glossaries import Glossaries
from align.config.settings import Request, Settings
from align.inputs.earlier import add_versions
from align.inputs.evidence import EvidenceReader, add_evidence, asks_for_memory, explain_lack
from align.inputs.loading import Loaded, list_left_out, load_pairs, load_task, make_options, make_versions
from align.inputs.tasks import Task, plan_task, plan_tasks
from align.linter.comments import Comments
from align.linter.context import Context
from align.linter.diagnostics import Diagnoser
from align.linter.rule import CorpusRule, Given, Rule, check_corpus, list_not_run
from align.linter.scanner import check_documents
from align.linter.suppression import Suppressor
from align.linter.surplus import find_gravest_unlisted, list_most_of_rule
from align.model import (
    Alignment,
    Bitext,
    Diagnostic,
    Document,
    Finding,
    MappedSequence,
    Page,
    Severity,
    Skipped,
    UnusedAllow,
)
from align.readers import ChangedFileError, encode, read
from glossary.dictionary.files import identify_dictionary

if TYPE_CHECKING:
    from align.commands.cached_pairs import CachedPairs, TableOfPairs
    from align.memory.evidence import Evidence

_TOO_LARGE = "takes more memory to check than there is: split it into smaller files"
_TOGETHER, _WINDOW = 256, 1 << 18
"""How many texts of a file the rules look at together, and how many characters of them, but for the last one."""
_KEPT = 1 << 11
"""How many pairs of a file are kept once they are put together, which takes 5 kB each; of more none."""

See = Callable[[Document, Sequence[Finding]], None]
"""What is reported of each document what was found in it."""


def check_text(
    text: str,
    settings: Settings | None = None,
    source: str | None = None,
    *,
    path: str = "text.txt",
    glossaries: Glossaries | None = None,
    old_source: str | None = None,
    evidence: "Evidence | None" = None,
) -> Result:
    """Check a translation that is no file, next to its source where that is given.

    `old_source` is the source that was translated, where that has changed: then what is stale is reported. The suffix
    of `path` says the format, and reports show it; no file is opened but the glossaries of the settings. `glossaries`
    keeps those read from one call to the next. `evidence` is what a memory shows about the text. Raises
    ReadError where the text is not what the suffix says,
    UnknownRuleError, GlossaryError, DictionaryError, EncoderUnavailableError.
    """
    for name, value in (("text", text), ("path", path), ("source", source or ""), ("old_source", old_source or "")):
        expect(name, value, str)
    settings = Settings() if settings is None else settings
    expect_settings("settings", settings, Settings)
    options = replace(make_options(settings, settings.target_lang), encoding="utf-8")
    texts = read(path, encode(text), options)
    of_source = replace(options, target_language=settings.source_lang)
    sides = (() if one is None else read(path, encode(one), of_source) for one in (source, old_source))
    original, old = (next((one for one in side if isinstance(one, Document)), None) for side in sides)
    versions = make_versions(texts, original, old)
    loaded = Loaded(texts, original, tuple(list_left_out(texts)), versions)
    with settings.use_knowledge():
        return _check(path, loaded, settings, glossaries or Glossaries(), evidence=evidence)


def check_pairs(
    pairs: Iterable[tuple[str, str]],
    settings: Settings | None = None,
    *,
    path: str = "pairs.jsonl",
    glossaries: Glossaries | None = None,
    evidence: "Evidence | None" = None,
) -> Result:
    """Check sentences with their translations, (source, target), each by itself, as in a file of pairs.

    Many cost less in one call than in one each. A diagnostic names its pair, counted from 1, as `start.segment`, and
    its columns count in the target. A source may be empty. See `check_text` for the rest. Raises as that does.
    """
    settings = Settings() if settings is None else settings
    expect("pairs", pairs, Iterable)
    expect("path", path, str)
    expect_settings("settings", settings, Settings)
    loaded = load_pairs(path, pairs, settings)
    with settings.use_knowledge():
        return _check(path, loaded, settings, glossaries or Glossaries(), evidence=evidence)


def check_file(
    task: Task,
    glossaries: Glossaries | None = None,
    data: bytes | None = None,
    source: bytes | None = None,
    pairs: "TableOfPairs | None" = None,
) -> Result:
    """Check a translation in a file, next to its source where the task names one.

    A file that cannot be read, changes in the meantime or takes too much memory is in the result's `skipped`. `data`
    and `source` are what the files hold, where they are not to be read. `glossaries` keeps those read from one call to
    the next, `pairs` the findings in the pairs of the file. Raises UnknownRuleError, GlossaryError, DictionaryError,
    EncoderUnavailableError.
    """
    expect("task", task, Task)
    for name, text in (("path", task.path), ("source", task.source)):
        expect(f"task.{name}", text, str)
    for name, given in (("data", data), ("source", source)):
        expect(name, given, bytes | None)
    expect_settings("task.settings", task.settings, Settings)
    rules = task.settings.find_rules(task.path)
    with_source = _looks_at_pairs(rules) or any(Given.SOURCE in rule.reads for rule in rules)
    loaded = load_task(task, data, source, with_source=with_source)
    try:
        return check_loaded(task, loaded, glossaries, pairs=pairs)
    except ChangedFileError as error:
        return skip(Skipped(task.path, str(error), failed=True))
    except MemoryError:
        return skip(Skipped(task.path, _TOO_LARGE, failed=True))


def check_loaded(
    task: Task,
    loaded: Loaded,
    glossaries: Glossaries | None = None,
    see: See = lambda document, found: None,
    pairs: "TableOfPairs | None" = None,
) -> Result:
    """Check the translation of a task that has been read already; see `check_file`.

    `see` is called with each document and what was found in it, apart from what the configuration allows.
    """
    if not loaded.texts:
        return Result(task.path, skipped=loaded.skipped)
    with task.settings.use_knowledge():
        used = glossaries or Glossaries()
        with_pages, evidence = task.with_pages, task.evidence
        result = _check(
            task.path, loaded, task.settings, used, see, with_pages=with_pages, pairs=pairs, evidence=evidence
        )
    source = task.source if result.is_compared else ""
    notes = result.notes
    if result.is_compared and task.evidence is None and asks_for_memory(task.settings, task.path):
        notes += (f"{task.path}: was not compared with the memory: {explain_lack(loaded)}",)
    return replace(result, lacks_source=task.lacks_source, source=source, notes=notes)


def check_files(request: Request, show: Show = iter) -> Outcome:
    """Check what a person asks for, and compare it with the baselines; `show` may show how far that is.

    Raises MissingPathError, ConfigError, UnknownRuleError, GlossaryError, FileError, CommandError, WorkerError.
    """
    expect_settings("request", request, Request)
    baselines = make_baselines(request)
    return conclude(compare_each(request, baselines, show), request, baselines)


def conclude(results: Iterable[Result], request: Request, baselines: Baselines) -> Outcome:
    """Return the outcome of a run over files, as strict as is asked for; the results have been compared with
    baselines.
    """
    return be_strict(fold_results(results, request, baselines), request)


def compare_files(request: Request, baselines: Baselines) -> Outcome:
    """Check what a person asks for, without what is known to baselines. Raises errors as `check_files` does."""
    return fold_results(compare_each(request, baselines), request, baselines)


def compare_each(request: Request, baselines: Baselines, show: Show = iter) -> Iterator[Result]:
    """Return the results of what is asked for, without what is known, and, where that is asked for, of what changed
    alone.
    """
    items = list(plan_tasks(request))
    if request.since is None:
        return map(baselines.subtract, _do(request, items, show))
    from align.commands.changed import ChangedTexts
    from align.inputs.changes import find_changes

    changed = ChangedTexts(find_changes(request.paths, request.since), make_checker())
    results = map(baselines.subtract, _do(request, changed.choose(items), show))
    return map(changed.keep_changed_lines, results) if request.changed_lines else results


def check_each(request: Request) -> Iterator[Result]:
    """Return the result of each file that a person asks for, whatever is known. Raises errors as `check_files` does."""
    return _do(request, list(plan_tasks(request)))


def _do(request: Request, items: Sequence[Task | Skipped], show: Show = iter) -> Iterator[Result]:
    given = add_evidence(add_versions(items, request))
    return Work(make_checker, show, request.jobs, request.use_cache).do(given)


def make_checker() -> Callable[[Job], Result]:
    """Return what checks one job after another, and reads each glossary once."""
    glossaries = Glossaries()
    return lambda job: check_file(job.task, glossaries, job.data, job.source, job.pairs)


def make_baselines(request: Request) -> Baselines:
    """Return the baselines that a person asks for."""
    return Baselines(ignored=request.baseline == NOTHING, isolated=request.config == NOTHING)


def check_buffer(data: bytes, request: Request) -> Outcome:
    """Check a text that is no file as if it were in the one file that the request names.

    Raises ConfigError, UnknownRuleError, GlossaryError, FileError.
    """
    baselines = make_baselines(request)
    return be_strict(fold_results([baselines.subtract(check_data(data, request))], baselines=baselines), request)


def check_data(data: bytes, request: Request) -> Result:
    """Return the result of a text that is no file, whatever is known. Raises errors as `check_buffer` does."""
    item, missing = plan_task(request)
    if isinstance(item, Task) and asks_for_memory(item.settings, item.path):
        with EvidenceReader() as reader:
            item = reader.add(item, load_task(item, data))
    result = skip(item) if isinstance(item, Skipped) else check_file(item, data=data)
    return replace(result, skipped=(*missing, *result.skipped))


def skip(skipped: Skipped) -> Result:
    """Return the result of a file that is not checked."""
    return Result(skipped.path, skipped=(skipped,))


@dataclass
class _Tally:
    """What the texts of one file add up to."""

    words: int = 0
    unlisted: int = 0
    accepted: int = 0
    unchecked_entries: int = 0
    is_compared: bool = False
    gravest: Severity | None = None
    gravest_unlisted: Severity | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unused_comments: list[UnusedAllow] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    remarks: dict[str, None] = field(default_factory=dict)
    languages: dict[tuple[str, str], None] = field(default_factory=dict)

    def count(self, document: Document, kept: Sequence[Finding], listed: Sequence[Finding]) -> None:
        """Count the words of a text, the findings that remain, and those of them that are not listed."""
        self.words += count_words(document)
        if not kept:
            return
        self.unlisted += len(kept) - len(listed)
        unlisted = find_gravest_unlisted(kept, listed)
        self.gravest_unlisted = max(filter(None, (self.gravest_unlisted, unlisted)), default=None)
        self.gravest = max(filter(None, (self.gravest, *map(attrgetter("severity"), kept))), default=None)

    def count_left_out(self, document: Document, comments: Comments, rules: Sequence[Rule], context: Context) -> None:
        """Count what comments in a text allowed, the comments that allowed nothing, and what could not be checked.

        Its languages are noted, and whether the text was compared with a source: pairs may have none, and a page may
        have no sentence. Entries of a checklist that need a source cannot be checked in a text without one.
        """
        alignment = context.alignment
        has_source = alignment is not None and (
            any(segment.text.strip() for segment in alignment.source.segments)
            or (context.bitext is None and not alignment.source.segments)
        )
        self.is_compared = self.is_compared or has_source
        self.accepted += comments.dropped
        languages = context.source_language, document.language
        self.languages[languages] = None
        asked = (rule for rule in rules if not rule.of_changes or context.changes.is_known)
        asked = (rule for rule in asked if rule.knows(*languages))
        self.unused_comments.extend(comments.find_unused(asked, has_source=alignment is not None))
        self.remarks |= context.remarks
        entries = len(context.checklist.of_pairs)
        is_checked = alignment is not None and alignment.related
        if entries and not is_checked and any(Given.CHECKLIST in rule.needs for rule in rules):
            self.unchecked_entries += entries


@collect_rarely_meanwhile()
def _check(
    path: str,
    loaded: Loaded,
    settings: Settings,
    glossaries: Glossaries,
    see: See = lambda document, found: None,
    *,
    with_pages: bool = False,
    pairs: "TableOfPairs | None" = None,
    evidence: "Evidence | None" = None,
) -> Result:
    rules, name = settings.find_rules(path), settings.name_in_fingerprints(path)
    diagnoser, tally = Diagnoser(name), _Tally()
    suppressor = Suppressor(settings.allow, Path(path), Path(settings.folder))
    paginator = None
    if with_pages:
        from align.commands.pages import Paginator

        paginator = Paginator(name)
    languages = settings.name_glossary_languages()
    matcher = glossaries.matcher(settings.glossaries, settings.columns, languages)
    digests = [glossaries.digest(glossary) for glossary in settings.glossaries]
    signature, dictionary, cached = settings.sign(digests), identify_dictionary(), None
    if pairs and isinstance(loaded.texts, MappedSequence) and (signature, dictionary) == pairs[1:]:
        from align.commands.cached_pairs import CachedPairs

        cached = CachedPairs.load(pairs)
    changes = loaded.find_changes(kind for rule in rules for kind in rule.of_changes)

    def make_context(bitext: Bitext | None, alignment: Alignment | None) -> Context:
        checklist = settings.compile_checklist()
        return Context(matcher, bitext, alignment, checklist, settings.options, changes, loaded.source, evidence)

    for document, context, found in _find_all(loaded, rules, make_context, cached):
        comments = Comments(document)
        graded = _set_severities(found, settings, context.bitext)
        kept = list(comments.drop_allowed(suppressor.drop_allowed(graded, document.text))) if found else []
        see(document, kept)
        listed = list_most_of_rule(kept, document)
        tally.count(document, kept, listed)
        placed = list(diagnoser.diagnose(document, listed, context))
        tally.diagnostics.extend(placed)
        if paginator:
            is_aligned = context.bitext is None
            tally.pages.append(paginator.make(document, context.alignment, placed, is_aligned=is_aligned))
        tally.count_left_out(document, comments, rules, context)
    if cached:
        cached.save(settings.sign([glossaries.digest(name) for name in settings.glossaries]), identify_dictionary())
    empty = glossaries.find_empty(settings.glossaries, settings.columns, languages)
    unread = glossaries.describe_unread(settings.glossaries, settings.columns)
    notes = (
        *loaded.notes,
        *(f"No accepted term in {settings.target_lang} in {glossary}" for glossary in empty),
        *(f"{path}: {remark[0].lower()}{remark[1:]}" for remark in tally.remarks),
        *(f"{sheets[:1].upper()}{sheets[1:]}" for sheets in unread),
    )
    limit = settings.threshold
    return Result(
        path,
        words=tally.words,
        suppressed=suppressor.suppressed,
        accepted=tally.accepted,
        unlisted=tally.unlisted,
        gravest_unlisted=tally.gravest_unlisted,
        diagnostics=tuple(tally.diagnostics),
        skipped=loaded.skipped,
        failing=limit is not None and tally.gravest is not None and tally.gravest >= limit,
        threshold=limit,
        signature=signature,
        configuration=settings.configuration,
        glossaries=settings.glossaries,
        dictionary=dictionary,
        unused_allows=suppressor.unused,
        unused_comments=tuple(tally.unused_comments),
        settings=settings,
        unchecked_entries=tally.unchecked_entries,
        pages=tuple(tally.pages),
        notes=notes,
        is_compared=tally.is_compared,
        rules_not_run=tuple(list_not_run(rules, tally.languages)),
    )


def _find_all(
    loaded: Loaded,
    rules: tuple[Rule, ...],
    make_context: Callable[[Bitext | None, Alignment | None], Context],
    cached: "CachedPairs | None",
) -> Iterator[tuple[Document, Context, Sequence[Finding]]]:
    """Yield what the rules find in each text of a file, with the text and the context it was found in.

    What is `cached` of a pair is not looked for again, unless a rule that compares pairs says something of it.
    """
    sides = loaded.aligned if _looks_at_pairs(rules) else MappedSequence(loaded.texts, lambda text: (text, None))
    sides = tuple(sides) if len(sides) <= _KEPT else sides
    of_corpus = defaultdict[int, list[tuple[CorpusRule, Finding]]](list)
    for rule, number, finding in check_corpus(rules, MappedSequence(sides, itemgetter(1))):
        of_corpus[number].append((rule, finding))
    numbers = count()
    for window in _cut_windows(sides, make_context):
        known = [cached.find(context.bitext) if cached else None for _, context in window]
        others = [of_corpus.pop(number, ()) for number in islice(numbers, len(window))]
        new = [index for index, found in enumerate(known) if found is None or others[index]]
        checked = iter(check_documents([window[one] for one in new], rules, [others[one] for one in new]))
        for (document, context), found, more in zip(window, known, others, strict=True):
            if found is not None and not more:
                context.remarks |= dict.fromkeys(found[1])
                yield document, context, found[0]
                continue
            findings = next(checked)
            if cached and found is None and not more:
                cached.keep(context.bitext, findings, context.remarks)
            yield document, context, findings
        window.clear()  # before the next one is put together


def _cut_windows(
    sides: Iterable[tuple[Document | Bitext, Alignment | None]],
    make_context: Callable[[Bitext | None, Alignment | None], Context],
) -> Iterator[list[tuple[Document, Context]]]:
    """Yield the texts of a file, some at a time, as the rules look at them."""
    window, size = list[tuple[Document, Context]](), 0
    for text, alignment in sides:
        bitext, document = (text, text.target) if isinstance(text, Bitext) else (None, text)
        window.append((document, make_context(bitext, alignment)))
        size += len(document.text)
        if len(window) == _TOGETHER or size >= _WINDOW:
            yield window
            window, size = [], 0
    if window:
        yield window


def _looks_at_pairs(rules: Iterable[Rule]) -> bool:
    """Return whether any rule needs the source."""
    return any(Given.ALIGNMENT in rule.needs | rule.reads for rule in rules)


def _set_severities(findings: Iterable[Finding], settings: Settings, bitext: Bitext | None) -> Iterator[Finding]:
    """Yield the findings, with the severities that the configuration gives to their rules; in a draft all are infos."""
    given = dict(settings.severities)
    for one in findings:
        is_draft = bitext is not None and bitext.is_draft_at(one.span.start)
        severity = Severity.INFO if is_draft else given.get(one.rule, one.severity)
        yield one if severity is one.severity else replace(one, severity=severity)
