"""Glossaries as a page to send round: one file with all concepts, in which a script searches.

Without the script it is a plain list under initials, as on paper. What it may load, and how texts are escaped, is as on
the page to review in, whose style it shares; `glossary.css` and `glossary.js` are in `page/data/`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from align.lang import find_language
from align.report.page import open_page
from align.report.page.markup import attribute, isolate, show
from align.report.summary import tell_amount
from glossary.formats.base import Languages
from glossary.lang.scripts import count_east_asian, is_east_asian
from glossary.model import Concept, Extra, State, Status, Term, matches_language
from glossary.storage.reading import read_resource
from glossary.upkeep.remarks import list_remarks

_NO_STATUS = "no status"
_MEANINGS: Mapping[str, str] = {
    Status.PREFERRED: "the term to use",
    Status.ADMITTED: "may be used",
    _NO_STATUS: "may be used",
    Status.DEPRECATED: "not to be used any more",
    Status.SUPERSEDED: "replaced by another term",
    Status.FORBIDDEN: "never to be used",
    State.CANDIDATE: "proposed, not decided on yet",
}
"""What each status says to a writer; a candidate is called that, whatever status it is to have."""

_HINT = "Characters, or the beginnings of words (/)"
_PACKAGE = "align.report.page"
_DAY = len("2026-01-31")


class Entry(NamedTuple):
    """A concept with the terms that are shown, in order, and the place of its file."""

    file: int
    concept: Concept


class Section(NamedTuple):
    """An initial, and the entries under it by their places in the list."""

    initial: str
    places: tuple[int, ...]


class Contents(NamedTuple):
    """What a page shows: the names of the files, the languages, and all entries in the order of the source terms.

    `by_source` divides the entries by initials, and `by_target` puts them in the order of the target terms. `codes` are
    the languages of terms that have a code of BCP 47. `script_pairs` are characters in pairs, each with the one that it
    is searched as. `rejected` terms are not shown, nor are
    concepts that are `left_out` as they leave no rendering.
    """

    files: tuple[str, ...]
    languages: Languages
    entries: tuple[Entry, ...]
    by_source: tuple[Section, ...]
    by_target: tuple[Section, ...]
    codes: frozenset[str]
    script_pairs: str
    rejected: int
    left_out: int


def render(contents: Contents, signature: str) -> Iterator[str]:
    """Yield the page: what it is of, what one searches with, then the concepts under their initials."""
    script, style = (read_resource(_PACKAGE, f"glossary.{suffix}") for suffix in ("js", "css"))
    writer = _Writer(contents)
    order = [[section.initial, section.places] for section in contents.by_target]
    yield from open_page(f"glossary {', '.join(contents.files)}", [script], style)
    yield f"<body{attribute('order', order)}{attribute('scripts', contents.script_pairs)}>\n"
    yield from _render_head(contents, signature)
    yield from _render_controls(contents, writer.subjects)
    yield '<nav aria-label="Initials">'
    for number, section in enumerate(contents.by_source):
        yield f'<a href="#i{number}">{show(section.initial)}</a>\n'
    yield f"</nav>\n<main{'' if writer.has_remarks else ' class=plain'}>\n"
    source, target = (f"<b>{show(find_language(code).name)}</b>" for code in contents.languages)
    yield f'<p class="concept columns">{source}{target}</p>\n'
    for number, section in enumerate(contents.by_source):
        yield f'<section id="i{number}"><h2>{show(section.initial)}</h2>\n<ul>\n'
        for place in section.places:
            yield from writer.render_entry(contents.entries[place])
        yield "</ul></section>\n"
    yield f"</main>\n<script>{script}</script>\n</body>\n</html>\n"


def _render_head(contents: Contents, signature: str) -> Iterator[str]:
    concepts = [entry.concept for entry in contents.entries]
    terms = [term for concept in concepts for term in concept.terms]
    amounts = f"{tell_amount(len(concepts), 'concept')}, {tell_amount(len(terms), 'term')}"
    yield f"<header>\n<h1>Glossary</h1>\n<p class=lead>{amounts}: {', '.join(map(isolate, contents.files))}</p>\n"
    yield "<details class=about><summary>About this page</summary>\n<table>\n"
    yield "<tr><th scope=col>Status</th><th scope=col>Terms</th><th scope=col>Meaning</th></tr>\n"
    counts = Counter(map(_name_status, terms))
    for name, meaning in _MEANINGS.items():
        if counts[name]:
            label = f"<b{_name_classes('status', name)}>{name}</b>"
            yield f"<tr><th scope=row>{label}</th><td>{counts[name]:,}</td><td>{meaning}</td></tr>\n"
    yield "</table>\n"
    hidden = [tell_amount(contents.rejected, "rejected term")] if contents.rejected else []
    if contents.left_out:
        without = "another rendering" if hidden else "terms"
        hidden.append(f"{tell_amount(contents.left_out, 'concept')} without {without}")
    if hidden:
        yield f"<p>Not shown: {', '.join(hidden)}.</p>\n"
    yield f"<p class=signature>{isolate(signature)}</p>\n</details>\n</header>\n"


def _name_status(term: Term) -> str:
    return term.state if term.state is State.CANDIDATE else term.status or _NO_STATUS


def _name_classes(kind: str, status: str) -> str:
    return f" class={kind}" if status == _NO_STATUS else f' class="{kind} {status}"'


def _render_controls(contents: Contents, subjects: Mapping[str, int]) -> Iterator[str]:
    """Yield what the script works with; hidden where it does not run."""
    concepts = [entry.concept for entry in contents.entries]
    statuses = Counter[str]()
    for concept in concepts:
        statuses.update(set(map(_name_status, concept.terms)) - {_NO_STATUS} or {_NO_STATUS})
    domains = Counter(concept.subject.strip() for concept in concepts)
    files = Counter(entry.file for entry in contents.entries)
    yield '<div id="controls" role="region" aria-label="Search and filters" hidden>\n<div>'
    yield f'<label>Search <input id="search" type="search" autocomplete="off" title="{_HINT}"></label>\n'
    yield '<button id="more" type="button" aria-controls="filters" aria-expanded="false">Filters</button>\n'
    yield '<p id="status" role="status"></p></div>\n<div id="filters">'
    yield from _render_choice("Status", "standing", ((name, name, statuses[name]) for name in _MEANINGS))
    named = [(str(number), name or "no domain", domains[name]) for name, number in subjects.items()]
    yield from _render_choice("Domain", "domain", named if len(named) > 1 else ())
    several = [(str(number), name, files[number]) for number, name in enumerate(contents.files)]
    yield from _render_choice("Glossary", "glossary", several if len(several) > 1 else ())
    names = [find_language(code).name for code in contents.languages]
    yield '<label>Order <select id="order">'
    for value, name, code in zip(("source", "target"), names, contents.languages, strict=True):
        spelled = " (pinyin)" if find_language(code).script == "Han" else ""
        yield f'<option value="{value}">{show(name)}{spelled}</option>'
    yield "</select></label>\n"
    yield '<label class="tick"><input id="whole" type="checkbox"> Search notes and examples too</label></div>\n</div>\n'


def _render_choice(label: str, name: str, options: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    """Yield a list to choose from: the value, the text and the number of concepts of each that has any."""
    found = [option for option in options if option[2]]
    if found:
        yield f'<label>{label} <select id="{name}"><option value="">all</option>'
        for value, text, count in found:
            yield f'<option value="{value}">{show(text)} ({count:,})</option>'
        yield "</select></label>\n"


class _Writer:
    """Writes the entries of a page."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        concepts = [entry.concept for entry in contents.entries]
        self.subjects = {name: number for number, name in enumerate(sorted({one.subject.strip() for one in concepts}))}
        self.has_remarks = any(map(self._list_remarks, contents.entries))
        codes = {term.language for concept in concepts for term in concept.terms}
        varieties = [[code for code in codes if matches_language(code, one)] for one in contents.languages]
        self._usual = {*contents.languages, *(code for found in varieties if len(found) == 1 for code in found)}

    def render_entry(self, entry: Entry) -> Iterator[str]:
        """Yield a concept: its source terms, those of the target and other languages, then what is said of it."""
        source = self._contents.languages.source
        terms = entry.concept.terms
        sides = [[term for term in terms if matches_language(term.language, source)]]
        sides.append([term for term in terms if not matches_language(term.language, source)])
        yield f"<li class=concept data-d={self.subjects[entry.concept.subject.strip()]} data-g={entry.file}>"
        for name, side in zip(("source", "target"), sides, strict=True):
            yield f"<div class={name}>{''.join(map(self._show_term, side))}</div>"
        if remarks := self._list_remarks(entry):
            yield f"<div class=remarks>{''.join(remarks)}</div>"
        yield "</li>\n"

    def _show_term(self, term: Term) -> str:
        status = _name_status(term)
        language = term.language if term.language in self._contents.codes else ""
        tags = (term.part_of_speech, term.term_type, self._name_variety(term.language))
        pieces = [
            f"<div{_name_classes('term', status)}>{isolate(term.text, language)}",
            f" <b class=status>{status}</b>" if status != _NO_STATUS else "",
            *(f" <span class=tag>{isolate(tag)}</span>" for tag in tags if tag.strip()),
            self._show_remark(("", term.note)),
            self._show_remark(("Only where the source has", term.when_source)),
            self._show_remark(("Source", term.origin)),
            self._show_example(term.example),
            self._show_extra(term.extra),
            "</div>",
        ]
        return "".join(pieces)

    def _name_variety(self, code: str) -> str:
        """Return what a language is called where it is not the usual one of its column."""
        if code in self._usual:
            return ""
        is_other = not any(matches_language(code, one) for one in self._contents.languages)
        return find_language(code).name if is_other else code

    def _list_remarks(self, entry: Entry) -> list[str]:
        """Return what is said of a concept as a whole, piece by piece."""
        concept = entry.concept
        changed, added = (
            max((getattr(term, name)[:_DAY] for term in concept.terms), default="") for name in ("modified", "created")
        )
        file = self._contents.files[entry.file] if len(self._contents.files) > 1 else ""
        details = [
            f"<span class=domain>{isolate(concept.subject.strip())}</span>" if concept.subject.strip() else "",
            f"changed {show(changed)}" if changed else f"added {show(added)}" if added else "",
            isolate(file) if file else "",
        ]
        line = " · ".join(filter(None, details))
        pieces = [
            f"<p class=details>{line}</p>" if line else "",
            f"<p>{self._show_text(concept.definition)}</p>" if concept.definition.strip() else "",
            self._show_remark(("", concept.note)),
            self._show_extra(concept.extra),
        ]
        return [piece for piece in pieces if piece]

    def _show_extra(self, extra: Extra) -> str:
        remarks = list(list_remarks(extra))
        examples = [self._show_example(one.text) for one in remarks if one.is_example]
        others = [(one.label, one.text) for one in remarks if not one.is_example]
        return "".join((*examples, self._show_remark(*others)))

    def _show_example(self, text: str) -> str:
        return f"<p class=example>{self._show_text(text)}</p>" if text.strip() else ""

    def _show_remark(self, *remarks: tuple[str, str]) -> str:
        """Return a line of labels and texts; nothing where no text is."""
        shown = [
            (f"<span>{isolate(label)}:</span> " if label else "") + self._show_text(text)
            for label, text in remarks
            if text.strip()
        ]
        return f"<p class=remark>{' · '.join(shown)}</p>" if shown else ""

    def _show_text(self, text: str) -> str:
        """Return a text in that language of the page whose letters it has."""
        has_wide = count_east_asian(text) > 0
        fitting = (code for code in self._contents.languages if is_east_asian(find_language(code).letters) == has_wide)
        return isolate(text.strip(), next(fitting, ""))
