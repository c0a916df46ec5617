"""Abbreviations and terms that count for some sources only, as the upkeep of glossaries sees them."""

from glossary.model import Concept, Glossary, Status, Term
from glossary.upkeep.lint import lint
from glossary.upkeep.several import split_terms

FULL = Term("Guangdong-Hong Kong-Macao Greater Bay Area", "en", Status.PREFERRED, term_type="full form")
SHORT = Term("Bay Area", "en", Status.PREFERRED, term_type="short form")


def names(*concepts: Concept) -> list[str]:
    return [problem.name for problem in lint(Glossary(concepts))]


def test_a_full_form_and_its_abbreviation_may_both_be_preferred() -> None:
    bay = Concept("1", (Term("粤港澳大湾区", "zh"), FULL, SHORT))
    assert names(bay) == []
    untyped = bay._replace(terms=(bay.terms[0], FULL._replace(term_type=""), SHORT._replace(term_type="")))
    assert names(untyped) == ["several-preferred"]
    assert names(bay._replace(terms=(*bay.terms, SHORT._replace(text="GBA region")))) == ["several-preferred"]


def test_of_terms_that_may_be_used_the_full_form_comes_first() -> None:
    bay = Concept("1", (SHORT, FULL, Term("Greater Bay", "en")))
    assert [term.text for term in bay.renderings("en")] == [FULL.text, SHORT.text, "Greater Bay"]


def test_a_term_that_some_sources_forbid_contradicts_nothing() -> None:
    active = Concept(
        "1", (Term("Active", "zh"), Term("活跃", "en"), Term("活动", "en", Status.FORBIDDEN, when_source="Active"))
    )
    other = Concept(
        "2", (Term("Active", "zh"), Term("活动", "en"), Term("活跃", "en", Status.FORBIDDEN, when_source="Event"))
    )
    wrong = {"contradictory-status", "circular-replacement"}
    assert not wrong & {*names(active, other)}
    always = [one._replace(terms=tuple(term._replace(when_source="") for term in one.terms)) for one in (active, other)]
    assert wrong & {*names(*always)}


def test_an_abbreviation_in_brackets_gets_its_type_where_terms_have_types() -> None:
    battery = Concept("1", (Term("钠离子电池", "zh"), Term("sodium-ion battery (SIB)", "en")))
    plain, count = split_terms(Glossary((battery,)))
    assert (count, [term.term_type for term in plain.concepts[0].terms]) == (1, ["", "", ""])
    typed, _ = split_terms(Glossary((battery, Concept("2", (SHORT,)))))
    assert [(term.text, term.term_type) for term in typed.concepts[0].terms[1:]] == [
        ("sodium-ion battery", ""),
        ("SIB", "abbreviation"),
    ]
