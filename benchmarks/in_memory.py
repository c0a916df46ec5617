"""A memory in lists, in place of a file.

A library of `memory_drift.py`, and of tests.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from align.memory.counting import NameCount, TermCount
from align.memory.evidence import MemoryDocument, Sentence, fold_sentence
from align.memory.totals import NAME_COUNT, NAME_DOCUMENTS, NameTotal, TermTotal, add_up_term, choose_form


class InMemory:
    """The documents of a memory, their counts and sentences."""

    def __init__(
        self,
        documents: Sequence[MemoryDocument],
        terms: Sequence[tuple[str, TermCount]] = (),
        names: Sequence[tuple[str, NameCount]] = (),
        sentences: Sequence[Sentence] = (),
    ) -> None:
        self._documents = tuple(documents)
        self._names: defaultdict[str, list[tuple[str, NameCount]]] = defaultdict(list)
        for document, name in names:
            self._names[name.name].append((document, name))
        self._terms: defaultdict[str, list[tuple[str, TermCount]]] = defaultdict(list)
        for document, term in terms:
            self._terms[term.term].append((document, term))
        self._sentences: defaultdict[str, list[Sentence]] = defaultdict(list)
        self._every = tuple(sentences)
        for sentence in sentences:
            self._sentences[fold_sentence(sentence.source)].append(sentence)

    def documents(self) -> Iterable[MemoryDocument]:
        """Return the documents."""
        return self._documents

    def add_up_terms(self, terms: Collection[str], documents: Mapping[str, MemoryDocument]) -> Iterable[TermTotal]:
        """Yield what the counts of terms add up to."""
        for term in sorted(terms):
            if rows := [row for row in self._terms.get(term, ()) if row[0] in documents]:
                rows.sort(key=lambda row: (documents[row[0]].date, row[0]))
                yield add_up_term(term, ((documents[number].date, count) for number, count in rows))

    def add_up_names(self, names: Collection[str], documents: Mapping[str, MemoryDocument]) -> Iterable[NameTotal]:
        """Yield what the counts of names add up to."""
        for name in sorted({*names} & self._names.keys()):
            if rows := [(documents[number].date, one) for number, one in self._names[name] if number in documents]:
                yield _add_up_name(name, rows)

    def list_house_names(self) -> Iterable[tuple[str, str]]:
        """Yield the names of the house with their usual forms."""
        for one in self.add_up_names(self._names, {one.id: one for one in self._documents}):
            if one.pairs >= NAME_COUNT and one.documents >= NAME_DOCUMENTS:
                yield one.name, choose_form(one.forms)

    def list_names(self, documents: Collection[str]) -> Iterable[str]:
        """Yield the names in documents."""
        return (name for name, rows in self._names.items() if any(number in documents for number, _ in rows))

    def sentences(self, sources: Collection[str]) -> Iterable[Sentence]:
        """Yield the sentences with these sources."""
        wanted = sorted(set(map(fold_sentence, sources)))
        return (sentence for source in wanted for sentence in self._sentences.get(source, ()))

    def find_word(self, word: str, most: int) -> Iterable[Sentence]:
        """Return sentences whose translation has a word, those of the latest documents first, so many at most."""
        places = {one.id: (one.date, one.path) for one in self._documents}
        found = [one for one in self._every if word in one.target and one.document in places]
        return sorted(found, key=lambda one: places[one.document], reverse=True)[:most]


def _add_up_name(name: str, rows: Iterable[tuple[str, NameCount]]) -> NameTotal:
    """Add up the counts of a name in documents, each with its date."""
    found, forms = list(rows), Counter[str]()
    for _, one in found:
        forms.update(dict(one.forms))
    pairs, last = sum(one.pairs for _, one in found), max(date for date, _ in found)
    return NameTotal(name, pairs, len(found), last, tuple(sorted(forms.items())))
