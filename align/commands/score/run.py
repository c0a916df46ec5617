"""A run of `score`: each translation is read once, and every block of the report takes what it needs of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from align import __version__
from align.aligners.documents import Method, align_documents
from align.commands.check import check_loaded
from align.commands.results import Result
from align.commands.score.estimate import Estimates
from align.commands.score.references import score_references
from align.commands.score.texts import Job, ScoreRequest, plan_jobs, read_lines
from align.commands.terms.collect import Collected, add_text
from align.commands.terms.report import build_report
from align.config.glossaries import Glossaries
from align.errors import TermsError
from align.inputs.evidence import EvidenceReader, asks_for_memory, explain_lack
from align.inputs.fixed_pairs import read_fixed_pairs
from align.inputs.loading import Loaded, load_task
from align.inputs.tasks import Task
from align.model import Bitext, Finding, Skipped
from align.model.scores import FindingsBlock, FindingScores, ScoreReport, Share, TerminologyScores
from align.scores.translation.penalties import WEIGHTS, score_findings, weigh
from align.scores.translation.segments import Lines, Segments, cut_alike, list_lines
from glossary.dictionary.cedict import use_dictionary
from glossary.dictionary.files import identify_dictionary
from glossary.renderings.consistency import Score

_LEAST_COUNT = 3
"""How often a term occurs that no glossary names, as in `terms`."""

Show = Callable[[Sequence[Job]], Iterable[Job]]
"""What shows the progress: it yields the jobs it is given."""


@dataclass
class _Tally:
    """The findings in one translation of the texts, each with its penalty, and the number of words."""

    weighed: list[tuple[Finding, float]] = field(default_factory=list)
    words: int = 0
    unlisted: int = 0

    def add(self, result: Result, weights: Mapping[str, float]) -> None:
        """Add what was found in one text."""
        self.weighed += ((entry.finding, weigh(entry.finding, weights)) for entry in result.diagnostics)
        self.words += result.words
        self.unlisted += result.unlisted

    def score(self, name: str, tolerance: float | None) -> FindingScores:
        """Score them all together."""
        scores = score_findings(name, self.weighed, self.words, tolerance)
        return replace(scores, unlisted=self.unlisted)


@dataclass
class _Run:
    """What the jobs of a run add up to. `no_terms` says why terms cannot be scored.

    `evidence` has the digests of what memories show about the texts; `uncompared` names the texts that were not
    compared with one, and says why.
    """

    request: ScoreRequest
    reader: EvidenceReader
    tallies: list[_Tally]
    skipped: list[Skipped]
    cut: list[tuple[str, Segments]] = field(default_factory=list)
    collected: Collected = field(default_factory=Collected)
    no_terms: str = ""
    estimates: Estimates = field(default_factory=Estimates)
    glossaries: Glossaries = field(default_factory=Glossaries)
    signatures: set[str] = field(default_factory=set)
    dictionaries: set[str] = field(default_factory=set)
    weights: dict[str, float] = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)
    uncompared: list[str] = field(default_factory=list)
    documents: int = 0

    def wants(self, block: str) -> bool:
        """Return whether a block is to be worked out."""
        return block in self.request.blocks

    def add(self, job: Job) -> None:
        """Add a translation."""
        task, settings = job.task, job.task.settings
        loaded = load_task(task)
        self.skipped += loaded.skipped
        if not loaded.texts:
            return
        self.documents += 1
        self.signatures.add(settings.sign([self.glossaries.digest(name) for name in settings.glossaries]))
        own = list_lines(task.path, loaded.texts)
        references = [read_lines(path, task) for path in job.references]
        method = Method(alone=False)
        with settings.use_knowledge():
            if self.wants("references") and references:
                systems = [own, *(read_lines(path, task) for path in job.others)]
                segments = cut_alike(systems, references, lambda one, other: align_documents(one, other, method))
                self.cut.append((own.path, segments))
            if self.wants("findings") or self.wants("estimate"):
                self._add_findings(job, loaded)
            if self.wants("terminology") and not self.no_terms:
                try:
                    joined = _join(own, references, len(loaded.texts)) if references else ()
                    add_text(self.collected, task, loaded.aligned, joined)
                except TermsError as error:
                    self.no_terms = str(error)
            self.dictionaries.add(identify_dictionary())

    def _add_findings(self, job: Job, loaded: Loaded) -> None:
        """Check a translation, for what its findings weigh and for the estimates, which they raise.

        The others that it is compared with are checked as it is: next to the same source, by the same rules.
        """
        found: list[Sequence[Finding]] = []
        task = self._look_up(job.task, loaded)
        result = check_loaded(task, loaded, self.glossaries, lambda _, kept: found.append(kept))
        if self.wants("findings"):
            weights = WEIGHTS | dict(task.settings.weights)
            self.weights |= weights
            self.tallies[0].add(result, weights)
            for path, tally in zip(job.others, self.tallies[1:], strict=True):
                same = replace(task, path=path, is_doubtful=False, fixed=read_fixed_pairs(path), evidence=None)
                read = load_task(same)
                other = check_loaded(self._look_up(same, read), read, self.glossaries)
                tally.add(other, weights)
                self.skipped += other.skipped
        if self.wants("estimate"):
            sides = ((text.target if isinstance(text, Bitext) else text, one) for text, one in loaded.aligned)
            self.estimates.add((document, one, kept) for (document, one), kept in zip(sides, found, strict=True))

    def _look_up(self, task: Task, loaded: Loaded | None = None) -> Task:
        """Return a task with what its memory shows about its texts, if it has one."""
        given = self.reader.add(task, loaded)
        if given.evidence:
            self.evidence.append(given.evidence.digest)
        elif loaded and asks_for_memory(task.settings, task.path):
            self.uncompared.append(f"{task.path}: {explain_lack(loaded)}")
        return given

    def sign(self) -> str:
        """Return what, besides the files, the scores depend on."""
        weights = ",".join(f"{name}={weight:g}" for name, weight in sorted(self.weights.items())) or "none"
        settings, dictionaries = ("+".join(sorted(found)) or "none" for found in (self.signatures, self.dictionaries))
        memory = f"|memory:{sha256(','.join(self.evidence).encode()).hexdigest()[:12]}" if self.evidence else ""
        return f"aligncheck:{__version__}|settings:{settings}|dictionary:{dictionaries}|weights:{weights}{memory}"


def score_files(request: ScoreRequest, show: Show = iter) -> ScoreReport:
    """Score the translations that a person names: what references, findings and terms say of them.

    Raises MissingPathError, ConfigError, UnknownRuleError, GlossaryError, DictionaryError, EncoderUnavailableError, and
    FileError for references and other translations that will not do.
    """
    jobs, skipped = plan_jobs(request)
    with EvidenceReader() as reader:
        run = _Run(request, reader, [_Tally() for _ in range(1 + len(request.against))], skipped)
        for job in show(jobs):
            run.add(job)
    names = [request.name, *request.against]
    unassessed = {}
    references = findings = estimate = terminology = None
    if run.cut:
        language = jobs[0].task.settings.target_lang
        references = score_references(names, run.cut, language, with_ter=request.with_ter)
    elif run.wants("references"):
        unassessed["references"] = "no reference was given (--reference)"
    if run.wants("findings") and run.documents:
        tolerance = request.tolerance
        own, *others = (tally.score(name, tolerance) for name, tally in zip(names, run.tallies, strict=True))
        findings = FindingsBlock(own, tuple(others), run.weights, tolerance)
    if run.wants("estimate"):
        estimate, reason = run.estimates.choose(request.limit)
        unassessed |= {"estimate": reason} if reason else {}
    if run.wants("terminology"):
        if run.no_terms or not run.collected.texts:
            unassessed["terminology"] = run.no_terms or "no source is known (--source)"
        else:
            terminology = _score_terms(run.collected)
    if run.uncompared:
        unassessed["memory"] = "; ".join(run.uncompared)
    left_out = tuple(dict.fromkeys(run.skipped))
    blocks = references, findings, terminology, estimate
    return ScoreReport(request.name, run.sign(), run.documents, *blocks, unassessed, left_out)


def _join(own: Lines, references: Sequence[Lines], count: int) -> list[str]:
    """Return the references of each of the texts of a file as one text: running text whole, pairs line by line."""
    texts: list[list[str]] = [[] for _ in range(count)]
    for reference in references:
        owners = own.owners if own.document is None else (0,) * len(reference.lines)
        for owner, line in zip(owners, reference.lines, strict=True):
            texts[owner].append(line.text)
    return ["\n".join(lines) for lines in texts]


def _score_terms(collected: Collected) -> TerminologyScores:
    """Return the scores that `terms` gives of all translations together, without its list of terms."""
    with use_dictionary(collected.dictionary):
        total = build_report(collected, _LEAST_COUNT).total

    def share(score: Score) -> Share:
        return Share(round(score.part, 4), score.whole)

    micro, macro = (
        {str(reference): share(score) for reference, score in scores.items()} for scores in (total.micro, total.macro)
    )
    return TerminologyScores(total.terms, total.occurrences, share(total.success), share(total.ltcr), micro, macro)
