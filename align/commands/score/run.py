"""From the request to the report: each translation is read once, and every block takes what it needs of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from align import __version__
from align.aligners.documents import Method, align_documents
from align.commands.check import check_loaded
from align.commands.score.estimate import Estimates
from align.commands.score.findings import Tally, build_block, check_other, choose_weights
from align.commands.score.references import CutTexts, score_references
from align.commands.score.request import ScoreRequest
from align.commands.score.terminology import Terminology
from align.commands.score.texts import Job, plan_jobs, read_lines
from align.config.glossaries import Glossaries
from align.inputs.loading import Loaded, load_task
from align.model import Alignment, Bitext, Document, Finding, Skipped
from align.model.scores import ScoreReport
from align.scores.translation.segments import Lines, cut_alike, list_lines
from glossary.dictionary.files import identify_dictionary

Show = Callable[[Sequence[Job]], Iterable[Job]]
"""What shows the progress: it yields the jobs it is given."""


@dataclass
class _Run:
    """What the jobs of a run add up to."""

    request: ScoreRequest
    tallies: list[Tally]
    cut: CutTexts = field(default_factory=CutTexts)
    terminology: Terminology = field(default_factory=Terminology)
    estimates: Estimates = field(default_factory=Estimates)
    glossaries: Glossaries = field(default_factory=Glossaries)
    signatures: set[str] = field(default_factory=set)
    dictionaries: set[str] = field(default_factory=set)
    weights: dict[str, float] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    documents: int = 0

    def wants(self, block: str) -> bool:
        """Return whether a block is to be worked out."""
        return block in self.request.blocks


def score_files(request: ScoreRequest, show: Show = iter) -> ScoreReport:
    """Score the translations that a person names.

    Raises MissingPathError, ConfigError, UnknownRuleError, GlossaryError, DictionaryError, EncoderUnavailableError, and
    FileError for references and other translations that will not do.
    """
    jobs, skipped = plan_jobs(request)
    run = _Run(request, [Tally() for _ in range(1 + len(request.against))], skipped=skipped)
    for job in show(jobs):
        _add(run, job)
    return _build_report(run, jobs)


def _add(run: _Run, job: Job) -> None:
    task = job.task
    loaded = load_task(task)
    run.skipped += loaded.skipped
    if not loaded.texts:
        return
    run.documents += 1
    settings = task.settings
    run.signatures.add(settings.sign([run.glossaries.digest(name) for name in settings.glossaries]))
    own = list_lines(task.path, loaded.texts)
    references = [read_lines(path, task) for path in job.references]
    with settings.use_knowledge():
        if run.wants("references") and references:
            _add_segments(run, job, own, references)
        if run.wants("findings") or run.wants("estimate"):
            _add_findings(run, job, loaded)
        if run.wants("terminology"):
            run.terminology.add(task, loaded, own, references)
        run.dictionaries.add(identify_dictionary())


def _add_segments(run: _Run, job: Job, own: Lines, references: Sequence[Lines]) -> None:
    systems = [own, *(read_lines(path, job.task) for path in job.others)]
    run.cut.paths.append(own.path)
    run.cut.texts.append(cut_alike(systems, references, _align))


def _align(reference: Document, other: Document) -> Alignment:
    return align_documents(reference, other, Method(alone=False))


def _add_findings(run: _Run, job: Job, loaded: Loaded) -> None:
    """Check a translation, for what its findings weigh and for the estimates, which they raise."""
    found: list[Sequence[Finding]] = []
    result = check_loaded(job.task, loaded, run.glossaries, lambda _, kept: found.append(kept))
    if run.wants("findings"):
        weights = choose_weights(job.task)
        run.weights |= weights
        run.tallies[0].add(result, weights)
        for path, tally in zip(job.others, run.tallies[1:], strict=True):
            _add_other(run, tally, path, job)
    if run.wants("estimate"):
        sides = ((text.target if isinstance(text, Bitext) else text, one) for text, one in loaded.aligned)
        run.estimates.add((document, one, kept) for (document, one), kept in zip(sides, found, strict=True))


def _add_other(run: _Run, tally: Tally, path: str, job: Job) -> None:
    result = check_other(path, job.task, run.glossaries)
    tally.add(result, choose_weights(job.task))
    run.skipped += result.skipped


def _build_report(run: _Run, jobs: Sequence[Job]) -> ScoreReport:
    request = run.request
    names = [request.name, *request.against]
    unassessed = {}
    references = findings = estimate = terminology = None
    if run.cut.texts:
        language = jobs[0].task.settings.target_lang
        references = score_references(names, run.cut, language, with_ter=request.with_ter)
    elif run.wants("references"):
        unassessed["references"] = "no reference was given (--reference)"
    if run.wants("findings") and run.documents:
        findings = build_block(names, run.tallies, run.weights, request.tolerance)
    if run.wants("estimate"):
        estimate, reason = run.estimates.choose(request.limit)
        unassessed |= {"estimate": reason} if reason else {}
    if run.wants("terminology"):
        terminology, reason = run.terminology.score()
        unassessed |= {"terminology": reason} if reason else {}
    return ScoreReport(
        request.name,
        _sign(run),
        run.documents,
        references,
        findings,
        terminology,
        estimate,
        unassessed,
        tuple(dict.fromkeys(run.skipped)),
    )


def _sign(run: _Run) -> str:
    """Return what, besides the files, the scores depend on."""
    weights = ",".join(f"{name}={weight:g}" for name, weight in sorted(run.weights.items())) or "none"
    settings, dictionaries = ("+".join(sorted(found)) or "none" for found in (run.signatures, run.dictionaries))
    return f"aligncheck:{__version__}|settings:{settings}|dictionary:{dictionaries}|weights:{weights}"
