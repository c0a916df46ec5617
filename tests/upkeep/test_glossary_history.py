"""What became of concepts: by the versions of a file, and as a file keeps it."""

import io

import pytest

from glossary.formats import load_format
from glossary.formats.base import Languages
from glossary.model import Concept, Glossary, State, Status, Term
from glossary.upkeep.choosing import choose_domain, choose_status
from glossary.upkeep.edit import EditError
from glossary.upkeep.history import Event, Version, keeps_history, list_kept, record, trace

LANGUAGES = Languages()
ORE = Concept("1", (Term("矿", "zh"), Term("ore", "en", Status.PREFERRED)), "mining")
HILL = Concept("2", (Term("山", "zh"), Term("hill", "en"), Term("mount", "en", Status.FORBIDDEN)))
EVENT = Event("2026-03-01", "Li Na", "", "house style")


def change(*concepts: Concept, as_transactions: bool = False) -> Glossary:
    return record(Glossary((ORE, HILL)), Glossary(concepts), EVENT, LANGUAGES, as_transactions=as_transactions)


def test_an_event_is_kept_with_each_concept_that_changed() -> None:
    rock = HILL._replace(terms=(*HILL.terms[:2], Term("rock", "en")), subject="land")
    after = change(ORE, rock, Concept("3", (Term("水", "zh"), Term("water", "en"))))
    assert after.concepts[0] is ORE
    assert list_kept(after.concepts[1]) == [
        EVENT._replace(what="subject none → “land”; en “mount” removed; en “rock” added")
    ]
    assert list_kept(after.concepts[2]) == [EVENT._replace(what="zh “水”, en “water” added")]
    assert keeps_history(after)
    assert not keeps_history(Glossary((ORE, HILL)))


def test_further_events_are_lines() -> None:
    once = change(ORE, HILL._replace(note="a | b"))
    twice = record(
        once,
        Glossary((ORE, once.concepts[1]._replace(note=""))),
        EVENT._replace(reason=""),
        LANGUAGES,
        as_transactions=False,
    )
    assert dict(twice.concepts[1].extra)["history"] == (
        "2026-03-01 | Li Na | note none → “a / b” | house style\n2026-03-01 | Li Na | note “a / b” → none"
    )
    assert [event.reason for event in list_kept(twice.concepts[1])] == ["house style", ""]


def test_a_history_written_by_hand_is_shown_as_it_is() -> None:
    assert list_kept(ORE._replace(extra=(("history", "made up by Bo\n"),))) == [Event("", "", "made up by Bo")]


def test_tbx_keeps_it_as_transactions() -> None:
    tbx = load_format("tbx")
    after = change(ORE, HILL._replace(note="R&D"), as_transactions=True)
    data = b"".join(tbx.dump(after, LANGUAGES))
    assert (
        '<transacGrp><transac type="transactionType">modification</transac>'
        '<transacNote type="responsibility">Li Na</transacNote><date>2026-03-01</date>'
        "<note>note none → “R&amp;D”: house style</note></transacGrp>"
    ) in data.decode()
    read = tbx.load(io.BytesIO(data), LANGUAGES)
    assert read == after
    assert keeps_history(read)
    assert list_kept(read.concepts[1]) == [Event("2026-03-01", "Li Na", "note none → “R&D”: house style")]


WHO = (
    '<transacGrp><transac type="transactionType">modification</transac><date/>'
    '<transacNote type="responsibility">Bo</transacNote></transacGrp>'
)


def test_dates_of_terms_and_who_changed_them() -> None:
    hill = Term("hill", "en", created="2020-01-02", modified="2021-05-06T07:08:09Z", extra=(("as:modified", WHO),))
    assert list_kept(Concept("2", (hill,))) == [
        Event("2020-01-02", "", "en “hill” created"),
        Event("2021-05-06", "Bo", "en “hill” modified"),
    ]


def test_who_changed_a_term_before_is_no_longer_said_of_its_new_date() -> None:
    old = Term("hill", "en", modified="2021-05-06", extra=(("as:modified", WHO),))
    new = old._replace(status=Status.PREFERRED, modified=EVENT.date)
    before, after = (Glossary((Concept("2", (term,)),)) for term in (old, new))
    (concept,) = record(before, after, EVENT, LANGUAGES, as_transactions=True).concepts
    assert concept.terms[0].extra == ()
    assert list_kept(concept)[-1].author == "Li Na"


def make_version(day: int, *concepts: Concept, what: str = "") -> Version:
    return Version(Glossary(concepts), Event(f"2026-01-{day:02}", f"author {day}", what, f"subject {day}", f"c{day}"))


def test_versions_are_compared_concept_by_concept() -> None:
    first = HILL._replace(terms=HILL.terms[:2])
    moved = HILL._replace(id="7")
    versions = [
        make_version(5, moved, ORE),
        make_version(4, HILL, ORE),
        make_version(3, HILL),
        make_version(2, first),
        make_version(1, first, what="added with the file"),
    ]
    traced = trace([moved, ORE], versions, LANGUAGES)
    assert [(event.date[-2:], event.what) for event in traced["7"]] == [
        ("01", "added with the file"),
        ("03", "en “mount” (forbidden) added"),
        ("05", "id “2” → “7”"),
    ]
    assert traced["1"] == [versions[1].event._replace(what="zh “矿”, en “ore” added")]


def test_nothing_is_said_of_what_came_before_the_versions_that_are_known() -> None:
    assert trace([ORE], [make_version(2, ORE), make_version(1, ORE)], LANGUAGES) == {"1": []}
    assert trace([ORE], [], LANGUAGES) == {"1": []}


def test_a_domain_is_one_of_the_subjects_in_any_case() -> None:
    both = HILL._replace(subject="Land; mining")
    glossary = Glossary((ORE, both, Concept("3", ())))
    assert choose_domain(glossary, "Mining").concepts == (ORE, both)
    assert choose_domain(glossary, "land").concepts == (both,)
    with pytest.raises(EditError, match="no concept has the domain “sea”: there are mining, Land"):
        choose_domain(glossary, "sea")
    with pytest.raises(EditError, match="there are none"):
        choose_domain(Glossary((HILL,)), "sea")


def test_terms_with_a_status_keep_their_sources() -> None:
    draft = Concept("3", (Term("水", "zh", state=State.CANDIDATE), Term("water", "en", state=State.CANDIDATE)))
    glossary = Glossary((ORE, HILL, draft))
    assert choose_status(glossary, Status.PREFERRED).concepts == (ORE,)
    assert choose_status(glossary, Status.FORBIDDEN).concepts == (HILL._replace(terms=(HILL.terms[0], HILL.terms[2])),)
    assert choose_status(glossary, State.CANDIDATE).concepts == (draft,)
    assert choose_status(glossary, State.ACCEPTED).concepts == (ORE, HILL)
    assert choose_status(glossary, State.REJECTED).concepts == ()
