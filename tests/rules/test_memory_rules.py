"""What the rules on a memory say, and where they are silent, with evidence that is made."""

from dataclasses import replace

import pytest
from marked import aligned, marked

from align.commands.check import check_text
from align.config.settings import Settings
from align.linter.context import Context
from align.linter.families.memory import compare_words
from align.linter.registry import all_rules
from align.linter.scanner import check_document
from align.memory.evidence import EarlierTranslation, Evidence, HouseName, HouseTerm, Variant, fold_sentence
from align.model import Finding, Severity

STATION = HouseTerm(
    "储能电站",
    "energy storage station",
    "energy storage station",
    16,
    16,
    16,
    9,
    "2017-04-26",
    True,
    latest=(("energy storage station",), ("energy storage station",)),
)
SOURCE = "记者周一参观了储能电站。\n工程师说，这里很安静。\n居民也来了。"
TARGET = "Reporters visited the power reservoir on Monday.\nIt is quiet here, an engineer said.\nResidents came, too."
WARNING, INFO, ERROR = Severity.WARNING, Severity.INFO, Severity.ERROR


def check(rule: str, target: str, source: str, evidence: Evidence | None) -> list[Finding]:
    alignment = aligned(target, source)
    return check_document(alignment.target, [all_rules()[rule]], Context(alignment=alignment, evidence=evidence))


def check_term(term: HouseTerm, target: str = TARGET, source: str = SOURCE) -> list[tuple[str, Severity]]:
    found = check("differs-from-memory", target, source, Evidence((term,)))
    return [(target[slice(*one.span)], one.severity) for one in found]


def test_the_message_says_how_often_and_when() -> None:
    (found,) = check("differs-from-memory", TARGET, SOURCE, Evidence((STATION,)))
    assert found.message == (
        "The house writes “energy storage station”: 16 times in 9 documents, last on 2017-04-26;"
        " here “power reservoir”."
    )
    assert (found.fix, found.suggestions) == (None, ())
    assert found.source_span
    assert found.source_text[slice(*found.source_span)] == "储能电站"


@pytest.mark.parametrize(
    ("term", "severity"),
    [
        (replace(STATION, count=5, total=5, pairs=6, documents=3), WARNING),
        (replace(STATION, count=4, total=4, pairs=4), INFO),
        (replace(STATION, documents=2), INFO),
        (replace(STATION, total=18, pairs=18), INFO),
        (replace(STATION, total=17, pairs=17), WARNING),
        (replace(STATION, is_specific=False), INFO),
        (replace(STATION, pairs=20), WARNING),
        (replace(STATION, pairs=21), INFO),
    ],
)
def test_a_warning_needs_more_than_an_info(term: HouseTerm, severity: Severity) -> None:
    assert check_term(term) == [("power reservoir", severity)]


@pytest.mark.parametrize(
    "term",
    [
        replace(STATION, variants=(Variant("power reservoir", "power reservoir", 2, 1),)),
        replace(STATION, latest=(("power reservoir",), ("power reservoir", "energy storage station"))),
        replace(STATION, term="抽水蓄能"),
        replace(STATION, rendering="power reservoirs", key="power reservoir"),
        replace(STATION, rendering="large power reservoir", key="large power reservoir"),
        replace(STATION, rendering="quietly", key="quietly"),
    ],
)
def test_it_is_silent(term: HouseTerm) -> None:
    assert check_term(term) == []


def test_another_spelling_is_no_other_rendering() -> None:
    source = "劳工市场状况良好。"
    term = replace(STATION, term="劳工市场", rendering="labour market", key="labour market", latest=())
    assert check_term(term, "The Labor Market is in good condition.", source) == []
    assert check_term(term, "The employment market is in good condition.", source) == [("employment market", WARNING)]


@pytest.mark.parametrize(
    ("target", "found"),
    [("Invoke the method of the field.", []), ("The transfer of the method of the field.", [("transfer", WARNING)])],
)
def test_a_rendering_that_can_only_be_a_verb_is_no_other_name(target: str, found: list[tuple[str, Severity]]) -> None:
    term = replace(STATION, term="调用", rendering="call", key="call", latest=())
    assert check_term(term, target, "调用字段的方法。") == found


def test_a_variant_that_the_memory_has_once_is_reported() -> None:
    once = replace(STATION, variants=(Variant("power reservoir", "power reservoir", 1, 1),))
    assert check_term(once) == [("power reservoir", WARNING)]


def test_each_term_is_reported_once() -> None:
    source = SOURCE.replace("居民也来了", "居民也参观了储能电站")
    target = TARGET.replace("Residents came, too", "Residents visited the power reservoir, too")
    assert check_term(STATION, target, source) == [("power reservoir", WARNING)]


def test_a_sentence_next_to_it_that_lacks_the_term_may_have_its_rendering() -> None:
    target = TARGET.replace("It is quiet here", "The energy storage station is quiet")
    assert check_term(STATION, target) == []
    assert check_term(STATION, target, SOURCE.replace("这里", "储能电站")) == [("power reservoir", WARNING)]


def test_other_languages_and_no_evidence_are_silent() -> None:
    assert check("differs-from-memory", TARGET, SOURCE, None) == []
    assert check("differs-from-memory", TARGET, SOURCE, Evidence()) == []


def test_rules_on_a_memory_run_where_there_is_one_and_are_not_missed_elsewhere() -> None:
    evidence, bare = Evidence((STATION,)), Settings(dictionary="")
    given = replace(bare, memory="house.sqlite")
    named = {one.finding.rule for one in check_text(TARGET, given, SOURCE, evidence=evidence).diagnostics}
    assert named == {"differs-from-memory"}
    result = check_text(TARGET, bare, SOURCE, evidence=evidence)
    assert (result.diagnostics, result.rules_not_run, result.notes) == ((), (), ())
    assert "differs-from-memory" in {rule.name for rule in given.find_rules()} - {r.name for r in bare.find_rules()}


KOVATSCH = HouseName("Kovatsch", "科瓦奇", 4, 2, "2017-01-01")
PRILIN = HouseName("Prilin", "", 3, 2, "")


def check_name(target: str, source: str, *names: HouseName, known: tuple[str, ...] = ()) -> tuple[str, list[Severity]]:
    found = check("name-differs-from-memory", target, source, Evidence(names=names, known=known))
    return marked(target, found), [one.severity for one in found]


def test_a_name_is_an_error_where_the_source_shows_who_is_meant() -> None:
    source = "科瓦奇来了。"
    assert check_name("Kovatch came.", source, KOVATSCH) == ("⟦Kovatch⟧ came.", [ERROR])
    assert check_name("Kewaqi came.", source, KOVATSCH) == ("⟦Kewaqi⟧ came.", [ERROR])
    assert check_name("Kovatch came.", source, KOVATSCH, known=("Kovatch",)) == ("Kovatch came.", [])
    assert check_name("Kovatch came.", "他来了。", KOVATSCH) == ("Kovatch came.", [])
    assert check_name("Kovatch saw Kovatsch.", source, KOVATSCH) == ("Kovatch saw Kovatsch.", [])
    (found,) = check("name-differs-from-memory", "Kovatch came.", source, Evidence(names=(KOVATSCH,)))
    assert found.message == "The house writes “Kovatsch”: 4 times in 2 documents, last on 2017-01-01; here “Kovatch”."


def test_a_name_is_a_warning_where_nothing_shows_what_it_renders() -> None:
    source = "镇上很安静。"
    assert check_name("Prilim is quiet.", source, PRILIN) == ("⟦Prilim⟧ is quiet.", [WARNING])
    assert check_name("Prilim is quiet.", f"Prilim{source}", PRILIN) == ("Prilim is quiet.", [])
    assert check_name("Lilin is quiet.", f"李林{source}", replace(PRILIN, name="Lilim")) == ("Lilin is quiet.", [])
    often = "Prilim is quiet.\nPrilim is small.\nPrilim is old."
    assert check_name(often, f"{source}\n镇子很小。\n镇子很老。", PRILIN) == (often, [])


def test_the_name_of_the_house_that_is_nearest_is_meant() -> None:
    other = replace(PRILIN, name="Prilun", count=9)
    found = check("name-differs-from-memory", "Prilimn is quiet.", "镇上很安静。", Evidence(names=(PRILIN, other)))
    assert [one.message for one in found] == ["The house writes “Prilin”: 3 times in 2 documents; here “Prilimn”."]


@pytest.mark.parametrize(
    ("house", "source", "target", "told"),
    [
        (HouseName("Zhihong", "谢志宏", 4, 2, ""), "谢志宏来了。", "Mr Xie came.", []),
        (HouseName("Zhihao", "谢志豪", 4, 2, ""), "谢志豪来了。", "Hsieh Chih-hao came.", [ERROR]),
        (HouseName("Tsang", "曾俊华", 4, 2, ""), "曾俊华来了。", "Mr Zeng came.", [ERROR]),
        (HouseName("Tsang", "曾俊华", 4, 2, ""), "曾俊华来了。", "Mr Junhua came.", []),
        (HouseName("Cheong", "", 4, 2, ""), "张先生来了。", "Mr Cheung came.", []),
        (HouseName("Chiang", "", 4, 2, ""), "江先生来了。", "Mr Jiang came.", []),
        (HouseName("Jiang", "", 4, 2, ""), "蒋先生来了。", "Mr Chiang came.", []),
    ],
)
def test_a_name_is_written_as_elsewhere(house: HouseName, source: str, target: str, told: list[Severity]) -> None:
    assert check_name(target, source, house)[1] == told


def test_a_name_is_shown_as_a_part_of_the_whole_one() -> None:
    house = HouseName("Zhihong", "志宏", 4, 2, "2017-01-01", "Xie Zhihong")
    (found,) = check("name-differs-from-memory", "Xie Zhihang came.", "谢志宏来了。", Evidence(names=(house,)))
    assert found.message == (
        "The house writes “Zhihong” (Xie Zhihong): 4 times in 2 documents, last on 2017-01-01; here “Zhihang”."
    )


def test_a_misspelled_chinese_name_is_reported_once() -> None:
    house = HouseName("Zhihong", "志宏", 4, 2, "2017-01-01")
    rules = [all_rules()[name] for name in ("name-mismatch", "name-differs-from-memory")]
    alignment = aligned("Engineer Xie Zhihang came.", "工程师谢志宏来了。")
    for chosen, told in (
        (rules[1:], ["name-differs-from-memory: Zhihang"]),
        (rules, ["name-mismatch: Xie Zhihang"]),
    ):
        context = Context(alignment=alignment, evidence=Evidence(names=(house,)))
        found = check_document(alignment.target, chosen, context)
        assert [f"{one.rule}: {alignment.target.text[one.span.start : one.span.end]}" for one in found] == told


def test_a_sentence_is_compared_with_the_latest_translation() -> None:
    source = "本报告只供会员阅读，不得转载。"
    earlier = EarlierTranslation(fold_sentence(source), "This report is for members only.", 2, "2017-04-26")
    older = replace_text(earlier, "Members only may read this report.")
    target = "This report is for readers only."
    (found,) = check("sentence-differs-from-memory", target, source, Evidence(sentences=(earlier, older)))
    assert (found.severity, target[slice(*found.span)]) == (INFO, target)
    assert found.message == (
        "The house has translated this sentence otherwise (2 documents, last on 2017-04-26):"
        " … is for [-members-] {+readers+} only."
    )
    for same in ("This report is for Members only!", older.target):
        assert check("sentence-differs-from-memory", same, source, Evidence(sentences=(earlier, older))) == []


def replace_text(earlier: EarlierTranslation, target: str) -> EarlierTranslation:
    return earlier._replace(target=target)


@pytest.mark.parametrize(
    ("earlier", "now", "shown"),
    [
        ("a b c", "a b d", "a b [-c-] {+d+}"),
        ("a b c d e f", "x b c d e y", "[-a-] {+x+} b c d e [-f-] {+y+}"),
        ("a b c d e f g", "a b c d e f", "… e f [-g-]"),
        ("a", "b a", "{+b+} a"),
        ("a b c d e f g h i", "x a b c d e f g h i y", "{+x+} a b … h i {+y+}"),
        ("a " * 500, "b", f"“{'a ' * 500}”"),
    ],
)
def test_a_difference_is_shown_with_words_around(earlier: str, now: str, shown: str) -> None:
    assert compare_words(earlier, now) == shown
