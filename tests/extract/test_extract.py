"""Term candidates: phrases, their association, what a glossary says of them, and the file they go into."""

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from command_line import run
from hypothesis import example, given
from hypothesis import strategies as st

from align.cli import main
from glossary.extract import TermPair, TextPair, chinese, english, extract
from glossary.extract.acronyms import join_acronyms
from glossary.extract.association import find_associations
from glossary.extract.candidate_file import Candidate, dump_pairs, merge_candidates, write_candidates
from glossary.extract.examples import cut_example
from glossary.extract.phrases import Phrase, PhraseIndex
from glossary.extract.target_terms import extract_target_terms
from glossary.extract.verdicts import Verdict, Verdicts
from glossary.formats import pairs as pairs_format
from glossary.formats.base import Languages
from glossary.formats.files import load
from glossary.lang.zh import look_up_words
from glossary.model import Concept, Glossary, State, Status, Term
from glossary.word_alignment.tokenization import tokenize_chinese

BEADS = [
    TextPair("储能电站去年投入运行。", "The energy storage station began to run last year.", "a"),
    TextPair("每座储能电站都有消防系统。", "Every energy storage station has a fire safety system.", "a"),
    TextPair("消防系统由市政府检查。", "The city government inspects the fire safety system.", "b"),
    TextPair("今年没有新的储能电站。", "No new energy storage station was built this year.", "b"),
]


def fields(**values: str) -> tuple[tuple[str, str], ...]:
    return tuple(values.items())


def concept(source: str, *targets: Term) -> Concept:
    return Concept(source, (Term(source, "zh"), *targets))


def texts_of(text: str) -> list[str]:
    return [text[phrase.start : phrase.end] for phrase in english.find_phrases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("They ran.", []),
        ("the rare earth mines", ["rare earth", "rare earth mines", "earth", "earth mines", "mines"]),
        ("Bank for Settlements", ["Bank", "Bank for Settlements", "Settlements"]),
        ("a bank for customers", ["bank", "customers"]),
        ("the city's budget", ["city", "city's budget", "budget"]),
        ("Peru's budget", ["Peru", "budget"]),
        ("last year", []),
    ],
)
def test_english_phrases(text: str, expected: list[str]) -> None:
    assert texts_of(text) == expected


@pytest.mark.parametrize(("text", "first"), [("杜文浩说", "杜文浩"), ("人会忘记", "忘记"), ("小说", "小说")])
def test_a_verb_that_a_guess_has_put_to_a_word_is_no_part_of_it(text: str, first: str) -> None:
    tokens = tokenize_chinese(text)
    found = chinese.find_phrases(tokens, look_up_words({token.text for token in tokens}))
    assert [text[phrase.start : phrase.end] for phrase in found][:1] == [first]


def test_keys_join_forms() -> None:
    keys = [
        {phrase.key for phrase in english.find_phrases(text)}
        for text in ("rare-earth mine", "Rare earth mines", "ATMs, ATM")
    ]
    assert ("rare", "earth", "mine") in keys[0] & keys[1]
    assert keys[2] == {("ATM",)}


@given(st.text(max_size=60))
@example("the U.S. plan")
def test_phrases_stand_in_any_text(text: str) -> None:
    for phrase in english.find_phrases(text):
        assert 0 <= phrase.start < phrase.end <= len(text)
        assert text[phrase.start].isalnum()
        assert text[phrase.end - 1].isalnum() or re.search(r"\w\.\w\.\Z", text[: phrase.end])  # U.S.
        assert 1 <= len(phrase.key) <= 6
        assert phrase.end - phrase.start < len(cut_example(text, phrase)) + 2


def test_extract() -> None:
    found = extract(BEADS)
    assert [(one.source, one.target, one.count, one.documents) for one in found] == [
        ("储能电站", "energy storage station", 3, 2),
        ("消防系统", "fire safety system", 2, 2),
    ]
    assert found[0].source_example == "每座储能电站都有消防系统。"
    assert found[0].target_example == "Every energy storage station has a fire safety system."
    assert 1 > found[0].score > found[1].score > 0


def test_extract_reads_traditional_script_as_simplified() -> None:
    assert [one.count for one in extract([*BEADS[:2], BEADS[3]._replace(source="今年沒有新的儲能電站。")])] == [3]


@pytest.mark.parametrize(
    "pairs", [[], [TextPair("", "")] * 3, [TextPair("山", "hill")], [TextPair("\x00\ud800", "\ud800 a")] * 2]
)
def test_nothing_to_extract(pairs: list[TextPair]) -> None:
    assert extract(pairs) == []


def test_extract_does_not_depend_on_chance() -> None:
    assert extract(BEADS) == extract(BEADS)


SEGMENTS = st.lists(st.lists(st.sampled_from("abc"), max_size=6), min_size=1, max_size=6)


def inventory(segments: list[list[str]], longest: int = 3) -> PhraseIndex:
    texts = [" ".join(words) for words in segments]
    rows = [
        [
            Phrase(tuple(words[start:end]), 2 * start, 2 * end - 1)
            for start in range(len(words))
            for end in range(start + 1, min(start + longest, len(words)) + 1)
        ]
        for words in segments
    ]
    return PhraseIndex(texts, rows)


@given(SEGMENTS, st.sampled_from([0.5, 0.8, 1.0]))
def test_independent_phrases_by_definition(segments: list[list[str]], share: float) -> None:
    found = inventory(segments)
    held = {key: set(found.places(key)) for key in found}

    def inside(inner: tuple[str, ...], key: tuple[str, ...]) -> bool:
        return len(inner) < len(key) and any(key[at : at + len(inner)] == inner for at in range(len(key)))

    expected = {
        key
        for key in held
        if not any(inside(key, other) and len(held[other]) >= share * len(held[key]) for other in held)
    }
    assert found.find_independent(share) == expected


@given(SEGMENTS, SEGMENTS)
def test_associations_by_definition(one: list[list[str]], other: list[list[str]]) -> None:
    from nltk.metrics.association import BigramAssocMeasures

    size = min(len(one), len(other))
    source, target = inventory(one[:size], 2), inventory(other[:size], 2)
    found = find_associations(source, target, (set(source), set(target)), 1)
    for each in found:
        held = set(source.places(each.source)), set(target.places(each.target))
        assert each.cooccurrences == len(held[0] & held[1]) >= 1
        dice = BigramAssocMeasures.dice(each.cooccurrences, (len(held[0]), len(held[1])), size)
        assert each.dice == round(dice, 4) >= 0.2
    for side in ("source", "target"):
        assert max(Counter(getattr(each, side) for each in found).values(), default=1) == 1


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (["Rare earths", "rare earths", "rare earths"], "rare earths"),
        (["Exchange Fund"] * 9 + ["exchange fund"], "Exchange Fund"),
        (["rare\nearth", "rare earth"], "rare earth"),
    ],
)
def test_usual_form(forms: list[str], expected: str) -> None:
    rows = [[Phrase(("k",), 0, len(form))] for form in forms]
    assert PhraseIndex(forms, rows).usual_form(("k",)) == expected


def test_target_terms() -> None:
    texts = [
        ("The sodium-ion battery is cheap.", "a"),
        ("Sodium ion batteries age.", "a"),
        ("A plant for sodium-ion batteries opened.", "b"),
    ]
    found = extract_target_terms(texts)
    assert [(one.text, one.variants, one.count, one.documents) for one in found] == [
        ("sodium-ion battery", ("Sodium ion batteries", "sodium-ion batteries"), 3, 2)
    ]


@pytest.mark.parametrize(
    ("forms", "base"),
    [
        ({"SQL statements": 3, "SQL Statement": 1}, "SQL statement"),
        ({"SQL Statement": 3, "SQL statement": 2}, "SQL statement"),
        ({"NPL ratios": 3, "NPL ratio": 1}, "NPL ratio"),
        ({"ATMs": 3}, "ATM"),
        ({"capital goods": 5}, "capital goods"),  # no text has “capital good”
        ({"rules of origin": 3, "Rule of origin": 1}, "rule of origin"),
        ({"Ministry of Finance": 2, "Ministries of Finance": 1}, "Ministry of Finance"),
        ({"Rare Earths": 1, "rare-earth": 4, "rare\nearths": 1}, "rare-earth"),
        ({"eMMC cards": 1, "eMMC card": 1}, "eMMC card"),
    ],
)
def test_a_base_form_is_singular_where_texts_have_it_and_keeps_the_case_of_acronyms(
    forms: dict[str, int], base: str
) -> None:
    assert english.choose_base_form(forms) == base


SHORTENED = [
    TextPair("钠离子电池很便宜。", "The sodium-ion battery (SIB) is cheap.", "a"),
    TextPair("钠离子电池会老化。", "Sodium-ion batteries age.", "a"),
    TextPair("钠离子电池的工厂开工了。", "A plant for sodium-ion batteries opened.", "b"),
]


def test_an_acronym_goes_with_its_full_name() -> None:
    found = {one.source: (one.target, one.abbreviation) for one in extract(SHORTENED)}
    assert found["钠离子电池"] == ("sodium-ion battery", "SIB")


def make_pair(source: str, target: str) -> TermPair:
    return TermPair(source, target, 2, 1, 0.5, "", "")


def test_an_acronym_alone_gives_way_to_its_full_name_unless_another_candidate_has_that() -> None:
    texts = ["a non-performing loan (NPL)", "Non-performing Loans (NPL) and the NPLs"]
    (alone,) = join_acronyms([make_pair("不良贷款", "NPLs")], texts)
    assert (alone.target, alone.abbreviation) == ("non-performing loan", "NPL")
    both = [make_pair("坏账", "NPLs"), make_pair("不良贷款", "non-performing loan")]
    assert [(one.target, one.abbreviation) for one in join_acronyms(both, texts)] == [
        ("NPLs", ""),
        ("non-performing loan", "NPL"),
    ]


def test_an_acronym_of_two_names_is_left_alone() -> None:
    texts = ["the Bank of Asia (BOA)", "the Board of Auditors (BOA)"]
    found = [make_pair("银行", "Bank of Asia"), make_pair("委员会", "BOA")]
    assert join_acronyms(found, texts) == found


def test_an_abbreviation_is_a_term_of_the_concept(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    new = [Candidate("钠离子电池", "sodium-ion battery", fields(count="3"), "SIB")]
    write_candidates(path, new)
    table = "source,target,status,term_type,count\n"
    assert path.read_text(encoding="utf-8-sig") == (
        f"{table}钠离子电池,sodium-ion battery,candidate,,3\n钠离子电池,SIB,candidate,abbreviation,\n"
    )
    write_candidates(path, new)
    (concept,) = load(path).glossary.concepts
    assert [(term.text, term.term_type) for term in concept.terms[1:]] == [
        ("sodium-ion battery", ""),
        ("SIB", "abbreviation"),
    ]


JUDGE = Glossary(
    (
        concept("矿产", Term("minerals", "en"), Term("ores", "en", Status.FORBIDDEN)),
        concept("港口", Term("port", "en", state=State.CANDIDATE)),
        concept("船", Term("boat", "en", state=State.REJECTED)),
        Concept("x", (Term("thing", "en", state=State.REJECTED),)),
    )
)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("矿产", "Mineral", Verdict.CONFIRMED),
        ("礦產", "minerals", Verdict.CONFIRMED),
        ("矿产", "ore", Verdict.CONTRADICTED),
        ("矿产", "resources", Verdict.CONTRADICTED),
        ("港口", "ports", Verdict.PENDING),
        ("港口", "harbour", Verdict.NEW),
        ("船", "boats", Verdict.REJECTED),
        ("船", "ship", Verdict.NEW),
        ("东西", "things", Verdict.REJECTED),
        ("山", "hill", Verdict.NEW),
    ],
)
def test_verdicts(source: str, target: str, expected: Verdict) -> None:
    assert Verdicts(JUDGE).judge(source, target) is expected


def test_merged_loses_nothing() -> None:
    old = Glossary(
        (
            concept("矿产", Term("minerals", "en", note="mine"), Term("ores", "en", state=State.REJECTED)),
            concept("港口", Term("port", "en", state=State.CANDIDATE, note="ask", extra=fields(count="2", by="me"))),
            concept("山", Term("hill", "en", state=State.CANDIDATE)),
        )
    )
    new = [
        Candidate("港口", "ports", fields(count="5")),
        Candidate("船", "boat", fields(count="3")),
        Candidate("矿产", "ore", ()),
    ]
    after = merge_candidates(old, new)
    assert [one.id for one in after.concepts] == ["港口", "船", "矿产", "山"]
    kept = after.concepts[0].terms[1]
    assert (kept.text, kept.note, kept.extra) == ("port", "ask", fields(count="5", by="me"))
    assert after.concepts[1].terms[1] == Term("boat", "en", state=State.CANDIDATE, extra=fields(count="3"))
    assert after.concepts[2] == old.concepts[0]
    assert merge_candidates(after, new) == after


WORDS = st.text(st.sampled_from("山水火=+'\", \n"), min_size=1, max_size=4).filter(str.strip)
ENTRIES = st.lists(
    st.builds(
        Candidate,
        WORDS,
        st.sampled_from(["hill", "=hill", "a, b"]),
        st.just(fields(count="2")),
        st.sampled_from(["", "HL"]),
    )
)


@given(ENTRIES)
def test_lines_are_read_back(entries: list[Candidate]) -> None:
    glossary = merge_candidates(Glossary(()), entries)
    data = b"".join(dump_pairs(glossary))
    again = pairs_format.load(io.BytesIO(data), Languages())
    assert [[term[:4] for term in one.terms] for one in again.concepts] == [
        [term[:4] for term in one.terms] for one in glossary.concepts
    ]


def test_states_stand_in_the_column_of_the_status(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    write_candidates(path, [Candidate("矿产", "=minerals", fields(count="2"))])
    assert path.read_text(encoding="utf-8") == "\ufeffsource,target,status,count\n矿产,'=minerals,candidate,2\n"
    path.write_text("source,target,status,by\n山,hill,rejected,me\n水,water,preferred,\n", encoding="utf-8")
    write_candidates(path, [Candidate("矿产", "minerals", fields(count="2"))])
    assert path.read_text(encoding="utf-8") == (
        "source,target,status,by,count\n矿产,minerals,candidate,,2\n山,hill,rejected,me,\n水,water,preferred,,\n"
    )


def test_candidates_replace_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("zh\ten\n供应链\tsupply chain\n供应链断了\tthe supply chain broke\n", encoding="utf-8")
    before = path.read_bytes()
    told = CliRunner().invoke(main, ["glossary", "extract", str(path), "--to", str(path)])
    assert (told.exit_code, told.stderr) == (
        2,
        f"aligncheck: {path}: is one of the texts: name another file for the candidates\n",
    )
    assert path.read_bytes() == before


def test_other_formats_are_written_too(tmp_path: Path) -> None:
    path = tmp_path / "c.tbx"
    write_candidates(path, [Candidate("矿产", "minerals", ())])
    assert load(path).glossary.concepts[0].terms[1].state is State.CANDIDATE


SOURCE = "".join(f"{pair.source}\n\n" for pair in BEADS)
TARGET = "".join(f"{pair.target}\n\n" for pair in BEADS)
BITEXT = "".join(f"{pair.source}\t{pair.target}\n" for pair in BEADS)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.zh.txt", SOURCE), ("a.en.txt", TARGET), ("a.tsv", BITEXT)):
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def extracted(*arguments: str) -> Result:
    return run("glossary", "extract", *arguments)


def read(name: str) -> list[str]:
    return Path(name).read_text(encoding="utf-8-sig").splitlines()


@pytest.mark.parametrize("paths", [("a.zh.txt", "a.en.txt"), ("a.tsv",)])
def test_command_writes_candidates(folder: Path, paths: tuple[str, ...]) -> None:
    result = extracted(*paths, "--to", "c.csv")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "c.csv: 2 candidates\n", "")
    header, first, second = read("c.csv")
    assert header == "source,target,status,count,documents,score,source_example,target_example"
    assert first.startswith("储能电站,energy storage station,candidate,3,1,0.")
    assert first.endswith(",每座储能电站都有消防系统。,Every energy storage station has a fire safety system.")
    assert second.startswith("消防系统,fire safety system,candidate,2,1,0.")


def test_command_shows_candidates(folder: Path) -> None:
    result = extracted("a.tsv", "--limit", "1")
    assert result.exit_code == 0
    titles, line = result.stdout.splitlines()
    assert titles == "score  count  source    target"
    assert line.endswith("3      储能电站  energy storage station")


def test_command_heeds_the_glossary(folder: Path) -> None:
    Path("g.csv").write_text(
        "source,target,status\n储能电站,energy storage stations,\n消防系统,fire system,\n", encoding="utf-8"
    )
    assert extracted("a.tsv", "-g", "g.csv", "--to", "c.csv").exit_code == 0
    assert [[*line.split(",")[:3], line.split(",")[-1]] for line in read("c.csv")] == [
        ["source", "target", "status", "glossary"],
        ["消防系统", "fire safety system", "candidate", "contradicted"],
    ]
    shown = extracted("a.tsv", "-g", "g.csv").stdout
    assert [line.split()[-1] for line in shown.splitlines()] == ["glossary", "contradicted"]


def test_candidates_are_accepted_and_checked(folder: Path) -> None:
    extracted("a.tsv", "--to", "c.csv")
    assert run("glossary", "set", "c.csv", "energy storage station", "--status", "accepted").exit_code == 0
    assert run("glossary", "set", "c.csv", "fire safety system", "--status", "rejected").exit_code == 0
    decided = load(Path("c.csv")).glossary
    again = extracted("a.tsv", "--to", "c.csv")
    assert again.exit_code == 1
    assert "no candidates" in again.stderr
    assert load(Path("c.csv")).glossary == decided
    Path("b.zh.txt").write_text("储能电站开放。\n消防系统很好。\n", encoding="utf-8")
    Path("b.en.txt").write_text("The power bank opened.\nThe sprinklers are good.\n", encoding="utf-8")
    checked = run("check", "b.en.txt", "--glossary", "c.csv", "--config", "none", "--select", "missing-term")
    assert checked.exit_code == 1
    assert "energy storage station" in checked.stdout
    assert "fire safety system" not in checked.stdout


def test_the_source_is_named_before_the_translation_or_by_an_option(folder: Path) -> None:
    Path("zh.txt").write_bytes(Path("a.zh.txt").read_bytes())
    named = extracted("zh.txt", "a.en.txt")
    assert named.exit_code == 0
    assert extracted("a.en.txt", "--source", "zh.txt").stdout == named.stdout


def test_target_only(folder: Path) -> None:
    assert extracted("a.en.txt", "--source", "none", "--to", "t.csv").exit_code == 0
    header, first, *_ = read("t.csv")
    assert header == "source,target,status,count,documents,score,target_example"
    assert first.startswith(",energy storage station,candidate,3,1,")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.tsv",), "none.tsv: no such file or folder"),
        (("a.tsv", "--to", "none/c.csv"), "none/c.csv: cannot be written: there is no folder none"),
        (("a.tsv", "-g", "none.csv"), "none.csv: no such file or folder: check the name"),
        (("a.tsv", "--to", "a.zh.txt"), "a.zh.txt: "),
    ],
)
def test_command_fails_in_one_line(folder: Path, arguments: tuple[str, ...], message: str) -> None:
    result = extracted(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"aligncheck: {message}")
    assert result.stderr.count("\n") == 1


def test_command_says_that_the_source_comes_first(folder: Path) -> None:
    result = extracted("a.en.txt", "a.zh.txt")
    assert (result.exit_code, result.stderr.endswith("name the source first, then its translation\n")) == (2, True)


def test_command_says_where_nothing_could_be_paired(folder: Path) -> None:
    Path("a.zh.txt").write_text("，。、；：？\n！！\n。。。\n——\n", encoding="utf-8")
    result = extracted("a.zh.txt", "a.en.txt")
    why = "no sentence could be paired with its translation in a.en.txt: are they translations of their sources?"
    assert (result.exit_code, result.output) == (2, f"aligncheck: {why}\n")
