"""Terms of English texts without their sources: wordings, names and spellings that waver, and terms of a glossary."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from align.commands.terms.report import Place
from align.config.glossaries import Glossaries
from align.config.settings import Request
from align.errors import TermsError
from align.inputs.languages import is_same_language
from align.inputs.loading import load_task
from align.inputs.tasks import plan_tasks
from align.linter.context import Context
from align.linter.families.variants import VariantRule
from align.linter.registry import all_rules
from align.linter.scanner import find_triggered
from align.model import Bitext, Document, Skipped, Span
from glossary.lang.words import Words
from glossary.renderings.acronym_expansions import find_expansions
from glossary.renderings.competing_phrases import find_competing_phrases
from glossary.renderings.consistency import Score, add_scores

WORDING, ACRONYM = "inconsistent-wording", "acronym-expansion"
"""The kinds of groups that no rule about variants finds; the others are called by their rules."""
_BETWEEN = "\n\n"


class Form(NamedTuple):
    """A form of what a group names, and where it is."""

    text: str
    places: tuple[Place, ...]


class Group(NamedTuple):
    """Forms of one thing, the commonest first; `kind` is the rule that they break, `score` the share of that form."""

    kind: str
    forms: tuple[Form, ...]
    score: Score


class ListedTerm(NamedTuple):
    """A term of a glossary with a status, and where it is."""

    text: str
    status: str
    places: tuple[Place, ...]


class WordingReport(NamedTuple):
    """What wavers in some texts, the least steady first, and how steady each text and all of them are.

    A score is the share of the occurrences of the forms of all groups that are in the commonest form of their group.
    """

    groups: tuple[Group, ...]
    documents: tuple[tuple[str, Score], ...]
    total: Score
    listed: tuple[ListedTerm, ...]
    glossaries: tuple[str, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True)
class _Corpus:
    """Several documents as one, in which a text ends a paragraph: `starts` are where each begins in it."""

    documents: Sequence[Document]
    starts: Sequence[int]
    whole: Document

    def locate(self, start: int) -> Place:
        """Return the place of a character in its file."""
        index = bisect_right(self.starts, start) - 1
        document = self.documents[index]
        return Place(document.path, document.offsets.locate(start - self.starts[index]))


def report_wordings(request: Request) -> WordingReport:
    """Report on the English texts that a person names, without their sources.

    Raises MissingPathError, ConfigError, GlossaryError, and TermsError for texts in other languages.
    """
    documents: list[Document] = []
    glossaries: dict[str, str] = {}
    skipped: list[Skipped] = []
    for item in plan_tasks(request):
        if isinstance(item, Skipped):
            skipped.append(item)
            continue
        loaded = load_task(item, with_source=False)
        skipped += loaded.skipped
        if loaded.texts and not is_same_language(item.settings.target_lang, "en"):
            raise TermsError(f"{item.path}: wordings are compared in English, not in {item.settings.target_lang}")
        documents += (text.target if isinstance(text, Bitext) else text for text in loaded.texts)
        columns = dict(item.settings.columns)
        glossaries |= {path: columns.get(path, "") for path in item.settings.glossaries}
    corpus, groups = _join(documents), list[Group]()
    for kind, spans in _find_groups(corpus.whole):
        ordered = sorted(spans.items(), key=lambda form: (-len(form[1]), form[1][0]))
        forms = tuple(Form(text, tuple(corpus.locate(span.start) for span in own)) for text, own in ordered)
        groups.append(Group(kind, forms, Score(len(forms[0].places), sum(len(form.places) for form in forms))))
    # the least steady first; of equals those with most to correct
    groups.sort(key=lambda one: (one.score.value or 0.0, one.score.part - one.score.whole, one.forms[0].text))
    total = add_scores(group.score for group in groups)
    scored, listed = tuple(_score_documents(groups, documents)), tuple(_count_listed(corpus, glossaries))
    return WordingReport(tuple(groups), scored, total, listed, tuple(glossaries), tuple(skipped))


def _join(documents: Sequence[Document]) -> _Corpus:
    starts, masked, blocks, position = list[int](), list[Span](), list[Span](), 0
    for document in documents:
        starts.append(position)
        masked += (Span(start + position, end + position) for start, end in document.masked)
        blocks += (Span(start + position, end + position) for start, end in document.blocks)
        position += len(document.text) + len(_BETWEEN)
    text = _BETWEEN.join(document.text for document in documents)
    split = documents[0].split if documents else lambda _: ()
    return _Corpus(documents, starts, Document("", "en", text, lambda _: blocks, split, tuple(masked)))


def _find_groups(document: Document) -> Iterator[tuple[str, dict[str, list[Span]]]]:
    """Yield the forms of each thing that has several, with the kind of the group."""
    context = Context()
    rules = tuple(rule for rule in all_rules().values() if isinstance(rule, VariantRule))
    found: list[tuple[str, dict[str, list[Span]]]] = []
    for rule, hits in find_triggered(document, rules, context):
        assert isinstance(rule, VariantRule)
        found += (
            (rule.name, {text: list(spans) for text, spans in forms.items()})
            for forms in rule.find_forms(document, hits, context)
        )
    groups: dict[str, dict[str, list[Span]]] = {}
    for pair in find_competing_phrases(context.analyse(Words, document.prose)):
        merged: dict[str, list[Span]] = {}  # phrases that compete directly or through others are one group
        for phrase in (pair.usual, pair.rare):
            merged |= groups.get(phrase.text, {phrase.text: [Span(*place) for place in phrase.places]})
        groups |= dict.fromkeys(merged, merged)
    found += ((WORDING, forms) for forms in {id(group): group for group in groups.values()}.values())
    for names in find_expansions(document.prose).values():
        found.append((ACRONYM, {name: [Span(*place) for place in places] for name, places in names.items()}))
    for kind, forms in found:
        used = {text: spans for text, spans in forms.items() if spans}
        if len(used) > 1:
            yield kind, used


def _score_documents(groups: Iterable[Group], documents: Sequence[Document]) -> Iterator[tuple[str, Score]]:
    """Yield the score of each file by what is in it alone."""
    scores = defaultdict[str, list[Score]](list)
    for group in groups:
        by_path = defaultdict[str, Counter[str]](Counter)
        for form in group.forms:
            for place in form.places:
                by_path[place.path][form.text] += 1
        for path, counts in by_path.items():
            scores[path].append(Score(max(counts.values()), counts.total()))
    for path in dict.fromkeys(document.path for document in documents):
        yield path, add_scores(scores[path])


def _count_listed(corpus: _Corpus, glossaries: Mapping[str, str]) -> Iterator[ListedTerm]:
    """Yield the terms of the glossaries that have a status, with their places: those forbidden first, then the
    commonest.
    """
    loaded = Glossaries()
    matcher = loaded.matcher(tuple(glossaries), tuple(glossaries.items()))
    places = defaultdict[tuple[str, str], list[int]](list)
    for found in matcher.find(corpus.whole.prose, "en") if matcher else ():
        if found.term.status:
            places[found.term.text, str(found.term.status)].append(found.start)
    ranks = ("forbidden", "superseded", "deprecated")
    order = sorted(places, key=lambda key: (key[1] not in ranks, key[1], -len(places[key]), key[0]))
    for text, status in order:
        starts = dict.fromkeys(places[text, status])
        yield ListedTerm(text, status, tuple(map(corpus.locate, starts)))
