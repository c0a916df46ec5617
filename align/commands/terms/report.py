"""How consistently the terms of some texts are rendered: a run of `terms`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise, repeat
from typing import NamedTuple

from align.commands.memory.finding import NewerRendering, find_newer
from align.commands.terms.collect import Collected, collect
from align.config.choices import NOTHING
from align.config.glossaries import Glossaries
from align.config.settings import Request
from align.memory.counting import TermCount, drop_parts
from align.memory.store import Store, digest_text, name_document
from align.model import Location, Skipped
from glossary.dictionary.cedict import use_dictionary
from glossary.dictionary.files import identify_dictionary
from glossary.dictionary.script_folding import simplify
from glossary.matching.term_matcher import Matcher
from glossary.model import Concept, Glossary, Term
from glossary.renderings.consistency import (
    Reference,
    Score,
    Table,
    add_scores,
    score_ltcr,
    score_macro_consistency,
    score_micro_consistency,
    score_success,
    score_terms,
)
from glossary.renderings.occurrences import Provenance
from glossary.renderings.recurring_terms import find_recurring_terms
from glossary.renderings.term_renderings import Rendering, find_renderings
from glossary.renderings.tokenized_pair import make_key
from glossary.renderings.whole_renderings import compare_renderings

_FEW, _MOSTLY = 2, 0.4
"""How often a term must have its commonest rendering, and in what share, where no glossary says that it is a term."""
_EARLIER = -1
"""The number of the pair of a rendering in the memory."""
_ALL = (Reference.FIRST, Reference.MOST_FREQUENT)


class Place(NamedTuple):
    """The place of a rendering."""

    path: str
    location: Location


class TermRendering(NamedTuple):
    """A rendering of a term: as it is written first, how often, in how many pairs of earlier texts, and where.

    `partial`: a word of the term has no counterpart in it, so it does not count. `text` is empty for none found.
    """

    text: str
    key: str
    number: int
    earlier: int
    partial: bool
    places: tuple[Place, ...]


class TermLine(NamedTuple):
    """A source term and its renderings, the commonest first; `admitted` are those of the glossary.

    `consistency` is the share of the renderings that equal each pseudo-reference that the term has. `newer` is what the
    two latest documents of the memory have in place of the house's usual rendering: the house may have changed.
    """

    term: str
    occurrences: int
    ltcr: Score
    consistency: Mapping[Reference, Score]
    renderings: tuple[TermRendering, ...]
    admitted: tuple[str, ...]
    newer: NewerRendering | None = None


class TextScores(NamedTuple):
    """The scores of a document, or of all: `micro` and `macro` by reference, `success` against the glossary."""

    path: str
    terms: int
    occurrences: int
    ltcr: Score
    micro: Mapping[Reference, Score]
    macro: Mapping[Reference, Score]
    success: Score


class TermReport(NamedTuple):
    """The report: terms, the least steady first; documents in order; what holds for all; what was left out.

    `dictionary` says which one was used: its date and the start of its digest.
    """

    terms: tuple[TermLine, ...]
    documents: tuple[TextScores, ...]
    total: TextScores
    glossaries: tuple[str, ...]
    dictionary: str
    skipped: tuple[Skipped, ...]


class Terms(NamedTuple):
    """What is looked for, and what the glossary calls it: as written, and as keys. `concepts` are all, in order."""

    matcher: Matcher
    admitted: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, frozenset[str]]
    concepts: tuple[Concept, ...]


def report_terms(request: Request, least: int = 3) -> TermReport:
    """Report on the texts that a person names; without a glossary, on terms that occur at least `least` times.

    The documents of a memory count as texts before them, but for these texts themselves. Raises MissingPathError,
    ConfigError, EncoderUnavailableError, TermsError for languages that words are not aligned in, GlossaryError for a
    glossary that cannot be used, and FileError for a memory.
    """
    if request.memory and request.memory != NOTHING:
        with Store(request.memory):  # before the time to align is spent
            pass
    collected = collect(request)
    with use_dictionary(collected.dictionary):
        return build_report(collected, least)


def build_report(collected: Collected, least: int) -> TermReport:
    """Return the report on the texts collected."""
    texts, loaded = collected.texts, Glossaries()
    passages = [passage for text in texts for passage in text.passages]
    glossaries = [loaded.load(*file) for file in collected.glossaries.items()]
    terms = gather_terms(glossaries, find_recurring_terms((passage.source for passage in passages), least))
    found = find_renderings([(one.source, one.target) for one in passages], terms.matcher)
    counts = _read_earlier(collected, {one.term for one in found})
    earlier = list(_list_earlier(counts))
    shown = {*terms.admitted, *find_likely_terms((*earlier, *found))}
    found = compare_renderings((one for one in (*earlier, *found) if one.term in shown), terms.keys)
    earlier = [one for one in found if one.pair == _EARLIER]
    here = found[len(earlier) :]

    def locate(one: Rendering) -> tuple[Place, ...]:
        passage = passages[one.pair]
        offset = passage.start + (one.target[0] if one.target else 0)
        return (Place(passage.document.path, passage.document.offsets.locate(offset)),)

    lines = [
        make_line(term, rows, earlier, terms, locate)._replace(newer=find_newer(term, counts.get(term, ())))
        for term, rows in group_by_term(here).items()
    ]
    starts = accumulate((len(text.passages) for text in texts), initial=0)
    parts = [[one for one in here if start <= one.pair < end] for start, end in pairwise(starts)]
    success = [score_success(text.source, text.target, terms.admitted.items(), text.reference) for text in texts]
    past, ltcr = make_table(earlier), [score_ltcr(make_table(part)) for part in parts]
    scored = zip(texts, parts, ltcr, success, strict=True)
    return TermReport(
        tuple(sorted(lines, key=order_by_steadiness)),
        tuple(score_text(text.path, part, past, terms.keys, *scores) for text, part, *scores in scored),
        score_text("", here, past, terms.keys, add_scores(ltcr), add_scores(success)),
        tuple(collected.glossaries),
        identify_dictionary(),
        tuple(collected.skipped),
    )


def _read_earlier(collected: Collected, terms: Collection[str]) -> dict[str, list[tuple[str, TermCount]]]:
    """Return the counts of terms in the documents of the memory, each with its date, the earliest first; not in the
    texts collected. Raises FileError.
    """
    if not collected.memory:
        return {}
    with Store(collected.memory) as memory:
        names = {name_document(collected.memory, text.path) for text in collected.texts}
        digests = {digest_text(side) for text in collected.texts for side in (text.source, text.target)}
        documents = {
            one.id: (one.date, one.path)
            for one in memory.documents()
            if one.path not in names and digests.isdisjoint(one.digests)
        }
        simple = {simplify(term): term for term in sorted(terms)}
        rows = [(number, one) for number, one in memory.renderings(simple) if number in documents]
    found = defaultdict[str, list[tuple[str, TermCount]]](list)
    for number, count in sorted(rows, key=lambda row: documents[row[0]]):
        found[simple[count.term]].append((documents[number][0], count))
    return dict(found)


def _list_earlier(counts: Mapping[str, Sequence[tuple[str, TermCount]]]) -> Iterator[Rendering]:
    """Yield the renderings of each term in the memory, one for each pair that has it, as `memory terms` counts them."""
    for term, rows in counts.items():
        for _, count in rows:
            for one in drop_parts(count).renderings:
                row = Rendering(term, _EARLIER, (0, 0), (0, 0), one.text, one.key, Provenance.ALIGNMENT)
                yield from repeat(row, one.present)


def gather_terms(glossaries: Sequence[Glossary], recurring: Iterable[str]) -> Terms:
    """Return the terms of glossaries, and those of the recurring ones that are in none."""
    admitted: dict[str, tuple[str, ...]] = {}
    for concept in (concept for glossary in glossaries for concept in glossary.concepts):
        targets = tuple(term.text for term in concept.renderings("en"))
        for term in concept.terms_in("zh"):
            if targets and term.allowed:
                admitted[term.text] = tuple(dict.fromkeys((*admitted.get(term.text, ()), *targets)))
    keys = {term: frozenset(map(make_key, targets)) for term, targets in admitted.items()}
    known = Matcher(glossaries)
    own = Glossary(tuple(Concept(text, (Term(text, "zh"),)) for text in recurring if not known.find(text, "zh")))
    concepts = tuple(concept for glossary in (*glossaries, own) for concept in glossary.concepts)
    return Terms(Matcher([*glossaries, own]), admitted, keys, concepts)


def find_likely_terms(found: Iterable[Rendering]) -> frozenset[str]:
    """Return the terms mostly rendered in one way, as words that hang on their context are not."""
    rows = group_by_term(one for one in found if one.key and one.complete)
    commonest = {term: Counter(one.key for one in row).most_common(1)[0][1] for term, row in rows.items()}
    return frozenset(term for term, count in commonest.items() if count >= max(_FEW, _MOSTLY * len(rows[term])))


def group_by_term(found: Iterable[Rendering]) -> dict[str, list[Rendering]]:
    """Return the renderings of each term, in order."""
    rows: defaultdict[str, list[Rendering]] = defaultdict(list)
    for one in found:
        rows[one.term].append(one)
    return dict(rows)


def make_table(found: Iterable[Rendering]) -> Table:
    """Return the renderings that count: whole ones."""
    rows = group_by_term(one for one in found if one.key and one.complete)
    return {term: [one.key for one in row] for term, row in rows.items()}


def _make_listed_table(found: Iterable[Rendering], keys: Mapping[str, frozenset[str]]) -> Table:
    """Return the renderings that count of terms in the glossary. One that it lists has its key there, also for an
    acronym.
    """

    def choose_key(one: Rendering) -> str:
        own = make_key(one.text)
        return own if own in keys[one.term] else one.key

    rows = group_by_term(one for one in found if one.key and one.complete and one.term in keys)
    return {term: [choose_key(one) for one in row] for term, row in rows.items()}


def score_text(
    path: str, found: Sequence[Rendering], past: Table, keys: Mapping[str, frozenset[str]], pairs: Score, rate: Score
) -> TextScores:
    """Return the scores of a text, or of several: `pairs` is their LTCR, `rate` their success rate."""
    table = make_table(found)
    references = (*_ALL, Reference.PREDEFINED) if keys else _ALL
    judged = dict.fromkeys(references, table)
    if keys:
        judged[Reference.PREDEFINED] = _make_listed_table(found, keys)
    micro = {reference: score_micro_consistency(rows, reference, keys, past) for reference, rows in judged.items()}
    macro = {reference: score_macro_consistency(rows, reference, keys, past) for reference, rows in judged.items()}
    return TextScores(path, len(table), sum(map(len, table.values())), pairs, micro, macro, rate)


def make_line(
    term: str,
    rows: Sequence[Rendering],
    earlier: Sequence[Rendering],
    terms: Terms,
    locate: Callable[[Rendering], tuple[Place, ...]],
) -> TermLine:
    """Return a term with its renderings, here and in earlier texts: whole ones by their number, partial ones, then what
    was not found; `locate` gives the places of one, where they are shown.
    """
    past = [one for one in earlier if one.term == term]
    table, before = make_table(rows), make_table(past)
    keys = {term: terms.keys[term]} if term in terms.admitted else {}
    judged = dict.fromkeys(_ALL, table) | ({Reference.PREDEFINED: _make_listed_table(rows, keys)} if keys else {})
    consistency = {
        reference: score_terms(row, reference, keys, before).get(term, Score()) for reference, row in judged.items()
    }
    groups = defaultdict[tuple[bool, bool, str], list[Rendering]](list)
    for one in rows:
        groups[not one.key, not one.complete and bool(one.key), one.key].append(one)
    numbers = Counter((one.key, not one.complete) for one in past if one.key)
    renderings = []
    for group in sorted(groups, key=lambda group: (group[:2], -len(groups[group]), group[2])):
        _, partial, key = group
        own = groups[group]
        texts = Counter(one.text for one in own)
        shown = max(texts, key=texts.__getitem__)  # of equals the first
        places = tuple(chain.from_iterable(map(locate, own)))
        renderings.append(TermRendering(shown, key, len(own), numbers[key, partial], partial, places))
    admitted = terms.admitted.get(term, ())
    return TermLine(term, len(rows), score_ltcr(table), consistency, tuple(renderings), admitted)


def order_by_steadiness(line: TermLine) -> tuple[bool, float, float, str]:
    """Return the key that sorts the least steady first, of equals those with most to correct; rendered once: last."""
    score = line.ltcr
    value = score.value
    return value is None, 1.0 if value is None else value, score.part - score.whole, line.term
