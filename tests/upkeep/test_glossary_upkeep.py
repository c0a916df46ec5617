"""Lint, merge, diff, stats, sort and edits, on glossaries in memory."""

from collections.abc import Sequence
from functools import partial
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from operations import count_lines, find_superlinear
from rows import on_each

from glossary.formats.base import Languages
from glossary.model import Case, Concept, Glossary, State, Status, Term
from glossary.upkeep.candidates import decide_all
from glossary.upkeep.change import Change, remove, rename, set_fields
from glossary.upkeep.diff import FieldChange, diff
from glossary.upkeep.edit import Addition, EditError, add
from glossary.upkeep.ids import make_id
from glossary.upkeep.lint import CHECKS, UnknownCheckError, lint, select_checks
from glossary.upkeep.locator import Range, TermLocator
from glossary.upkeep.match import match
from glossary.upkeep.merge import merge
from glossary.upkeep.remarks import Remark, list_remarks
from glossary.upkeep.similarity import is_short_form
from glossary.upkeep.sort import ORDERS, sort
from glossary.upkeep.stats import collect_stats

Examples = dict[str, Sequence[tuple[Concept, ...]]]

PREFERRED, ADMITTED, FORBIDDEN = Status.PREFERRED, Status.ADMITTED, Status.FORBIDDEN
CANDIDATE, REJECTED = State.CANDIDATE, State.REJECTED


def zh(text: str, status: Status | None = None, **values: Any) -> Term:
    return Term(text, values.pop("language", "zh"), status, **values)


def en(text: str, status: Status | None = None, **values: Any) -> Term:
    return Term(text, values.pop("language", "en"), status, **values)


def concept(name: str, *terms: Term, **values: Any) -> Concept:
    return Concept(name, terms, **values)


def glossary(*concepts: Concept) -> Glossary:
    return Glossary(concepts)


def named(*concepts: Concept) -> list[tuple[str, str, str]]:
    return [(problem.name, problem.concept, problem.term) for problem in lint(glossary(*concepts))]


KEY = concept("t1", zh("关键矿产"), en("critical minerals", PREFERRED), en("key minerals", FORBIDDEN))

BAD: Examples = {
    "case-variant": [
        (concept("a", zh("矿产"), en("critical minerals"), en("Critical minerals")),),
        (concept("a", zh("矿产"), en("Critical Minerals", ADMITTED), en("critical minerals", PREFERRED)),),
        (concept("a", zh("清单"), en("Critical Minerals List"), en("Critical minerals list")),),
    ],
    "circular-replacement": [
        (concept("a", en("use", PREFERRED), en("utilize", FORBIDDEN)),
         concept("b", en("utilize", PREFERRED), en("use", FORBIDDEN))),
        (concept("a", zh("矿"), en("ore"), en("rock", Status.DEPRECATED)),
         concept("b", zh("矿"), en("rock"), en("ore", FORBIDDEN), subject="mining")),
    ],
    "circular-rendering": [
        (concept("a", zh("保密"), en("secrecy"), en("confidentiality", FORBIDDEN)),
         concept("b", zh("机密"), en("confidentiality"), en("secrecy", FORBIDDEN))),
    ],
    "clashing-targets": [
        (concept("a", zh("关键矿产"), en("critical minerals", PREFERRED)),
         concept("b", zh("关键矿产"), en("key minerals", PREFERRED))),
        (concept("a", zh("安全"), en("safety"), subject="labour"), concept("b", zh("安全"), en("security"))),
    ],
    "contradictory-status": [
        (concept("a", zh("矿"), en("ore", PREFERRED), en("ore", FORBIDDEN)),),
        (concept("a", zh("矿"), en("ore", PREFERRED)), concept("b", zh("矿"), en("rock"), en("ore", FORBIDDEN))),
    ],
    "duplicate-concept": [
        (concept("a", zh("矿"), en("ore")), concept("b", zh("矿"), en("ore"))),
        (concept("a", zh("矿"), en("ore", PREFERRED), en("rock")), concept("b", zh("矿"), en("rock"))),
        (concept("a", zh("口罩"), en("face masks")), concept("b", zh("口罩"), en("Face-mask"))),
    ],
    "duplicate-id": [(concept("a", zh("矿"), en("ore")), concept("a", zh("山"), en("hill")))],
    "duplicate-term": [
        (concept("a", zh("矿"), en("ore"), en("ore")),),
        (concept("a", zh("矿"), en("ore", PREFERRED), en("ore", ADMITTED)),),
        (concept("a", zh("矿"), zh("矿"), en("ore")),),
    ],
    "empty-concept": [(concept("a"),)],
    "empty-term": [(concept("a", zh("矿"), en(" ")),)],
    "forbidden-without-preferred": [
        (concept("a", zh("矿"), en("rock", FORBIDDEN)),),
        (concept("a", zh("矿"), en("rock", FORBIDDEN), en("stone", Status.DEPRECATED)),),
        (concept("a", zh("矿"), en("rock", FORBIDDEN), en("ore", state=CANDIDATE)),),
    ],
    "han-in-term": [
        (concept("a", zh("稀土"), en("rare 土")),),
        (concept("a", zh("关系"), en("guanxi (关系)")),),
        (concept("a", zh("稀土"), en("稀土", language="en-GB"), en("rare earths", language="en-GB")),),
    ][:2],
    "mixed-script": [
        (concept("a", zh("关鍵矿产"), en("x")),),
        (concept("a", zh("關鍵", language="zh-Hans"), en("x")),),
        (concept("a", zh("关键", language="zh-TW"), en("x")),),
    ],
    "one-sided": [(concept("a", zh("矿"), en("ore")), concept("b", zh("山")))],
    "several-preferred": [
        (concept("a", zh("矿"), en("ore", PREFERRED), en("mineral", PREFERRED)),),
        (concept("a", zh("矿", PREFERRED), zh("矿石", PREFERRED, part_of_speech=""), zh("石", PREFERRED), en("ore")),),
    ],
    "several-terms": [
        *((concept("a", zh("矿"), en(text)),) for text in ("ore; rock", "ore;rock", "ore | rock", "ore / rock")),
        *((concept("a", zh(text), en("ore")),) for text in ("矿产；矿物", "矿产/矿物", "矿产 ／ 矿物")),
        *((concept("a", zh(text), en("ore")),) for text in ("矿产、矿物", "矿产|矿物")),
        *((concept("a", zh("词"), en(text)),) for text in (
            "sodium-ion battery (SIB)", "sodium-ion batteries (SIBs)", "the Ministry of Commerce (MOFCOM)",
            "polyvinyl chloride (PVC)", "Internet of Things (IoT)", "television（TV）", "carbon dioxide (CO2)",
            "Banking (Capital) Rules (BCR)",
        )),
        (concept("a", zh("钠离子电池（SIB）"), en("sodium-ion battery")),),
        (concept("a", zh("世界贸易组织（世贸组织）"), en("World Trade Organization")),),
    ],
    "stray-punctuation": [
        (concept("a", zh("矿"), en(text)),) for text in
        ("critical minerals.", "ore,", ";ore", "ore;;rock", "ore，rock", "ｏre", "China (PRC）.", "ore..", ". ore")
    ] + [(concept("a", zh(text), en("ore")),) for text in ("矿产。", "矿、", "，矿", "矿，，产")],
    "stray-space": [
        (concept("a", zh("矿"), en(text)),)
        for text in (" ore", "ore ", "rare  earths", "rare\nearths", "rare\tearths", "ore\u200b", "\ufefforee",
                     "ore\u3000")
    ],
    "unbalanced-bracket": [
        (concept("a", zh("矿"), en(text)),) for text in ("ore (rock", "ore) rock", "“ore", "ore]", "((ore)")
    ] + [(concept("a", zh("《矿产资源法"), en("ore")),)],
    "unresolved-conflict": [
        (concept("a", zh("矿"), en("ore"), extra=(("conflict", "note: ours “x”, theirs “y”"),)),),
        (concept("a", zh("矿"), en("ore", extra=(("conflict", "status: ours “x”, theirs “y”"),))),),
    ],
}  # fmt: skip
"""Glossaries by what is wrong in them."""

GOOD: Examples = {
    "case-variant": [
        (concept("a", zh("新冠"), en("COVID-19"), en("Covid-19")),),
        (concept("a", zh("互联网"), en("internet", PREFERRED), en("Internet", FORBIDDEN)),),
        (concept("a", zh("三月"), en("March")), concept("b", zh("行进"), en("march"))),
        (concept("a", zh("网"), en("web"), en("Web", case=Case.SENSITIVE)),),
        (concept("a", zh("颜色"), en("color", language="en-US"), en("Color", language="en-GB")),),
        (concept("a", zh("矿"), en("ore"), en("Ore", state=REJECTED)),),
    ],
    "circular-replacement": [
        (concept("a", zh("保密"), en("secrecy"), en("confidentiality", FORBIDDEN)),
         concept("b", zh("机密"), en("confidentiality"), en("secrecy", FORBIDDEN))),
        (concept("a", en("use"), en("utilize", FORBIDDEN)), concept("b", en("apply"), en("use", FORBIDDEN))),
        (concept("a", en("use"), en("utilize", FORBIDDEN)),
         concept("b", zh("利用", language="zh"), zh("使用", FORBIDDEN))),
    ],
    "circular-rendering": [(KEY, concept("b", zh("重要矿产"), en("key minerals")))],
    "clashing-targets": [
        (concept("a", zh("安全"), en("safety"), subject="labour"),
         concept("b", zh("安全"), en("security"), subject="politics")),
        (concept("a", zh("安全"), en("safety"), definition="No harm."),
         concept("b", zh("安全"), en("security"), definition="No threat.")),
        (concept("a", zh("保护", part_of_speech="noun"), en("protection")),
         concept("b", zh("保护", part_of_speech="verb"), en("protect"))),
        (concept("a", zh("矿"), en("ore"), en("mineral")), concept("b", zh("矿"), en("mineral"), subject="x")),
        (concept("a", zh("矿"), en("ore")), concept("b", zh("矿"), en("rock", state=CANDIDATE))),
        (concept("a", zh("安全"), en("security")), concept("b", zh("证券"), en("security"))),
        (concept("a", zh("口罩"), en("face masks")), concept("b", zh("口罩"), en("Face mask"))),
        (concept("a", zh("世贸"), en("WTO")), concept("b", zh("世贸"), en("World Trade Organization"))),
        (concept("a", zh("合作"), en("co-operation")), concept("b", zh("合作"), en("cooperation"))),
    ],
    "contradictory-status": [
        (KEY, concept("b", zh("重要矿产"), en("key minerals", PREFERRED))),
        (concept("a", zh("矿"), en("ore", language="en-US"), en("ore", FORBIDDEN, language="en-GB")),),
        (concept("a", zh("矿"), en("ore"), en("ore", FORBIDDEN, state=CANDIDATE)),),
        (concept("a", zh("法"), en("act", PREFERRED), subject="law"),
         concept("b", zh("法"), en("way"), en("act", FORBIDDEN), subject="cooking")),
    ],
    "duplicate-concept": [
        (concept("a", zh("安全"), en("security")), concept("b", zh("证券"), en("security"))),
        (concept("a", zh("法"), en("law"), subject="law"), concept("b", zh("法"), en("law"), subject="physics")),
    ],
    "duplicate-id": [(concept("a", zh("矿"), en("ore")), concept("A", zh("山"), en("hill")))],
    "duplicate-term": [
        (concept("a", zh("矿"), en("ore"), en("ores")),),
        (concept("a", zh("矿"), en("mine", part_of_speech="noun"), en("mine", part_of_speech="verb")),),
        (concept("a", zh("矿"), en("ore", language="en-GB"), en("ore", language="en-US")),),
        (concept("a", zh("微信"), en("WeChat"), Term("WeChat", "zh")),),
        (concept("a", zh("合作"), en("co-operation", ADMITTED), en("cooperation", ADMITTED)),),
    ],
    "empty-concept": [(KEY,), (concept("a", zh("北京", state=REJECTED), en("Peking", state=REJECTED)),)],
    "empty-term": [(concept("a", zh("。"), en(".")),)],
    "forbidden-without-preferred": [
        (KEY,),
        (concept("a", zh("矿"), en("rock", FORBIDDEN), en("ore")),),
        (concept("a", zh("矿"), en("rock", FORBIDDEN, language="en-GB"), en("ore", language="en")),),
        (concept("a", zh("所谓"), en("so-called", FORBIDDEN, note="leave it out")),),
    ],
    "han-in-term": [
        (concept("a", zh("A股"), en("A-share")),),
        (concept("a", zh("观察者网", PREFERRED), en("观察者网", PREFERRED)),),
        (concept("a", zh("摆脱"), en("to摆脱", FORBIDDEN), en("shake off")),),
        (concept("a", zh("东京"), Term("東京", "ja")),),
    ],
    "mixed-script": [
        (concept("a", zh("皇后"), zh("台风"), zh("著名"), zh("乾隆"), zh("发展干部"), en("x")),),
        (concept("a", zh("看着電視"), zh("溫室"), zh("香港財經事務及庫務局"), en("x")),),
        (concept("a", zh("昇腾"), zh("赵朴初"), zh("陶喆"), en("x")),),
        (concept("a", zh("关键", language="zh-Hans"), zh("關鍵", language="zh-Hant"), en("x")),),
        (concept("a", zh("Ａ股"), zh("WTO"), en("x")), concept("b", zh("点"), Term("点検", "ja"))),
    ],
    "one-sided": [
        (concept("a", en("use", PREFERRED), en("utilize", FORBIDDEN)), concept("b", zh("矿"), en("ore"))),
        (concept("a", zh("矿")), concept("b", zh("山"))),
        (concept("a", zh("矿"), en("ore", state=CANDIDATE)),),
    ],
    "several-preferred": [
        (concept("a", zh("世贸组织", PREFERRED), zh("世界贸易组织", PREFERRED),
                 en("WTO", PREFERRED), en("World Trade Organization", PREFERRED)),),
        (concept("a", zh("关键", PREFERRED), zh("關鍵", PREFERRED), en("key")),),
        (concept("a", zh("色"), en("color", PREFERRED, language="en-US"), en("colour", PREFERRED, language="en-GB")),),
        (concept("a", zh("保护"), en("protection", PREFERRED, part_of_speech="noun"),
                 en("protect", PREFERRED, part_of_speech="verb")),),
    ],
    "several-terms": [
        *((concept("a", zh("矿"), en(text)),) for text in (
            "and/or", "and / or", "he / she", "TCP/IP", "TCP / IP", "A/B testing", "A / B testing", "km/h", "km / h",
            "ore/mineral", "AT&amp;T", "rate (input; output)", "He came; he saw.", "|x|", "24/7", "input/output",
            "ore;", "; ore",
        )),
        (concept("a", zh("客户端 / 服务器"), en("client / server")),),
        *((concept("a", zh(source), en(target)),) for source, target in (
            ("公里/小时", "km/h"), ("石油、天然气", "hydrocarbons"), ("科学、技术、工程和数学", "STEM"),
            ("衣、食、住、行", "basic needs"),
            ("美元/人民币汇率", "USD/CNY rate"), ("元/平方米", "yuan a square metre"), ("输入/输出", "I/O"),
            ("采矿业、制造业", "mining and manufacturing"), ("甲/乙方", "parties"), ("标准（国标；行标）", "standard"),
        )),
        (concept("a", zh("矿产；矿物", state=REJECTED), en("ore")),),
        *((concept("a", zh("词"), en(text)),) for text in (
            "lift (UK)", "tariff (WTO)", "battery (cell)", "ore (rock)", "lithium (Li)", "f(x)", "(SIB)", "SIB (SIB)",
            "steel (S", "rate (US) of growth", "unit (km/h)", "US dollar (2020)",
        )),
        (concept("a", zh("钠离子电池（SIB）"), en("lithium cell")),),
        *((concept("a", zh(text), en("rate")),) for text in (
            "汇率（货币）", "人民币汇率（汇率）", "铜（铜矿）", "电梯（UK）",
        )),
    ],
    "stray-punctuation": [
        (concept("a", zh("公司"), *(en(text) for text in (
            "Apple Inc.", "the U.S.", "Co., Ltd.", "Washington, D.C.", "a.m.", "St. Petersburg", ".NET", "C++",
            "Yahoo!",
            "as far as ...", "“critical minerals”", "'key' minerals", "anti-", "-ism", "std::vector", "e.g.", "p.",
            "what if?", "24/7", "AT&T", "(the) state", "Ph.D.", "Tesla (Shanghai) Co.", "vol.", "…", "so … that"))),),
        (concept("a", zh("中国（上海）自由贸易试验区"), zh("“一带一路”"), zh("习近平·谈话"), zh("什么？"), en("x")),),
        (concept("a", zh("绿水青山就是金山银山。"), en("Lucid waters are mountains of gold.")),),
        (concept("a", zh("，"), en(",")), concept("b", zh("。"), en("."))),
    ],
    "stray-space": [
        (concept("a", zh("A 股"), en("rare earths"), en("co-operation"), en("cooperation")),),
        (concept("a", zh("出口 管制"), Term("می\u200cخواهم", "fa")),),
    ],
    "unbalanced-bracket": [
        (concept("a", zh("《矿产资源法》"), zh("中国(上海）"), en("[0, 1)"), en("states’ rights"), en("5\" disk")),),
        (concept("a", zh("‘矿’"), en("("), en("the ’90s"), en("‘ore’")),),
    ],
    "unresolved-conflict": [(concept("a", zh("冲突"), en("conflict"), extra=(("conflict", ""), ("other", "x"))),)],
}  # fmt: skip
"""Glossaries that look wrong by a check, and are not."""


@on_each([(name, bad) for name, all_ in BAD.items() for bad in all_])
def test_check_finds(name: str, bad: tuple[Concept, ...]) -> None:
    assert name in {problem.name for problem in lint(glossary(*bad), [name])}


@on_each([(name, good) for name, all_ in GOOD.items() for good in all_])
def test_check_is_silent(name: str, good: tuple[Concept, ...]) -> None:
    assert [problem.message for problem in lint(glossary(*good), [name])] == []


def test_every_check_has_examples() -> None:
    assert list(CHECKS) == sorted(CHECKS) == sorted(BAD) == sorted(GOOD)
    assert all(check.summary.endswith(".") for check in CHECKS.values())


def test_a_fault_is_reported_once() -> None:
    bad = [entry for name, all_ in BAD.items() if name not in ("several-preferred", "mixed-script") for entry in all_]
    several = [concepts for concepts in bad if len({problem.name for problem in lint(glossary(*concepts))}) > 2]
    assert several == []


def test_messages_say_what_to_do() -> None:
    for name, examples in BAD.items():
        for problem in lint(glossary(*examples[0]), [name]):
            assert problem.message.endswith(".")
            assert ":" in problem.message


@pytest.mark.full
def test_thousands_of_the_same_term_are_checked() -> None:
    statuses = (Status.PREFERRED, Status.FORBIDDEN)
    terms = [term for number in range(3000) for term in (zh("矿"), en("mine", statuses[number % 2]))]
    names = [problem.name for problem in lint(glossary(concept("1", *terms)))]
    assert {name: names.count(name) for name in names} == {"contradictory-status": 1500, "duplicate-term": 4498}
    apart = [concept(str(number), zh("矿"), en("mine")) for number in range(3000)]
    assert [problem.name for problem in lint(glossary(*apart))] == ["duplicate-concept"] * 2999


def test_lint_is_linear_in_the_terms_of_a_concept() -> None:
    def check(size: int) -> None:
        pairs = [(zh(f"矿{number}"), en(f"a{number}; ore")) for number in range(size)]
        lint(glossary(concept("1", *(term for pair in pairs for term in pair))))

    check(1)  # what is loaded once
    assert find_superlinear(count_lines(partial(check, 200)), count_lines(partial(check, 800)), 5, 6400) == {}


def test_lint_says_where() -> None:
    problems = lint(glossary(KEY, concept("t2", zh("山"), en("hill "))))
    assert [tuple(problem) for problem in problems] == [
        (
            "stray-space",
            2,
            "“hill” has a space at its end: take it out, or the term is not found.",
            "t2",
            "hill ",
            1,
            0,
            None,
        )
    ]


def test_lint_of_other_languages() -> None:
    german = [Concept(str(n), (Term("Erz", "de"), Term(text, "fr"))) for n, text in enumerate(("minerai", "roche"))]
    assert named(*german) == []
    found = lint(Glossary(tuple(german)), None, Languages("de", "fr"))
    assert [problem.name for problem in found] == ["clashing-targets"]


def test_checks_are_selected() -> None:
    assert select_checks(["stray-space", "case-variant"], ["case-variant"]) == ("stray-space",)
    assert len(select_checks((), ["stray-space"])) == len(CHECKS) - 1
    with pytest.raises(UnknownCheckError, match="did you mean 'stray-space'"):
        select_checks(["stray-spaces"])


@pytest.mark.parametrize(
    ("one", "other", "short"),
    [("WTO", "World Trade Organization", True), ("FTAs", "free trade agreements", True), ("北大", "北京大学", True),
     ("ore", "other", False), ("A", "A", False), ("", "x", False), ("矿石", "石矿", False)],
)  # fmt: skip
def test_short_forms(one: str, other: str, short: bool) -> None:
    assert is_short_form(one, other) is is_short_form(other, one) is short


TEXTS = {"zh": ["矿", "山", "水", "火"], "en": ["ore", "hill", "water", "fire"]}


@st.composite
def terms(draw: st.DrawFn) -> Term:
    language = draw(st.sampled_from(["zh", "en"]))
    return Term(
        draw(st.sampled_from(TEXTS[language])),
        language,
        draw(st.sampled_from([None, *Status])),
        draw(st.sampled_from(State)),
        note=draw(st.sampled_from(["", "a", "b"])),
        modified=draw(st.sampled_from(["", "2024-01-01", "2025-01-01"])),
        extra=draw(st.sampled_from([(), (("x", "1"),), (("x", "2"), ("y", "1"))])),
    )


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    prefix = draw(st.sampled_from(["c", "t"]))
    entries = draw(st.lists(st.tuples(st.lists(terms(), max_size=3), st.sampled_from(["", "s"])), max_size=4))
    return Glossary(tuple(Concept(f"{prefix}{n}", tuple(t), s) for n, (t, s) in enumerate(entries, 1)))


def contents(some: Glossary) -> list[str]:
    return sorted(f"{sorted(map(str, entry.terms))} {entry.subject}" for entry in some.concepts)


@given(glossaries(), glossaries())
def test_merge_takes_what_one_side_changed(base: Glossary, changed: Glossary) -> None:
    assert merge(changed, base, base) == (changed, (), ())
    other = merge(base, changed, base)
    assert other.conflicts == ()
    assert contents(other.glossary) == contents(changed)
    assert merge(changed, changed, base).glossary == changed


def test_merge_takes_varieties_of_a_language_for_one() -> None:
    plain = glossary(concept("a", zh("矿"), en("ore"), en("rock", FORBIDDEN)))
    varied = glossary(concept("a", zh("矿", language="zh-CN"), en("ore", language="en-GB"), en("stone")))
    both = glossary(concept("a", zh("矿"), en("ore"), en("rock", FORBIDDEN), en("stone")))
    assert merge(plain, varied) == (both, (), ())
    regions = glossary(
        concept("a", zh("矿", language="zh-TW"), zh("矿", language="zh-CN"), en("ore", language="en_us"))
    )
    apart = merge(varied, regions).glossary.concepts[0].terms
    assert [(term.language, term.text) for term in apart] == [
        ("zh-CN", "矿"), ("en-GB", "ore"), ("en", "stone"), ("zh-TW", "矿"), ("en_us", "ore")
    ]  # fmt: skip


def test_merge_takes_a_change_of_the_variety() -> None:
    plain, varied = (glossary(concept("a", zh("矿", language=code), en("ore"))) for code in ("zh", "zh-CN"))
    assert merge(plain, varied, plain) == merge(varied, plain, plain) == (varied, (), ())
    script = glossary(concept("a", zh("矿", language="zh-Hans"), en("ore")))
    both = merge(varied, script, plain)
    assert [term.language for term in both.glossary.concepts[0].terms] == ["zh-CN", "en", "zh-Hans"]
    assert [str(conflict) for conflict in both.conflicts] == ["term: ours changed, theirs taken out"]


def _texts(some: Glossary) -> set[tuple[str, str]]:
    return {(term.language, term.text) for entry in some.concepts for term in entry.terms}


@given(glossaries(), glossaries(), glossaries())
def test_merge_drops_nothing(base: Glossary, ours: Glossary, theirs: Glossary) -> None:
    merged = merge(ours, theirs)
    assert _texts(merged.glossary) == _texts(ours) | _texts(theirs)
    ids = [entry.id for entry in merged.glossary.concepts]
    assert len(ids) == len(set(ids))
    three = merge(ours, theirs, base)
    assert _texts(three.glossary) >= (_texts(ours) | _texts(theirs)) - _texts(base)
    assert bool(three.conflicts) == any(problem.name == "unresolved-conflict" for problem in lint(three.glossary))


@given(glossaries(), st.randoms(use_true_random=False))
def test_diff_is_blind_to_order(some: Glossary, random: Random) -> None:
    before = [entry._replace(id=f"x{entry.id}") for entry in some.concepts]
    after = before.copy()
    random.shuffle(after)
    assert not diff(some, some)
    assert not diff(Glossary(tuple(before)), Glossary(tuple(after)))


@given(glossaries(), st.sampled_from(ORDERS[:3]))
def test_sort_is_steady(some: Glossary, by: str) -> None:
    once = sort(some, by)
    assert sort(once, by) == once
    assert sorted(entry.id for entry in once.concepts) == sorted(entry.id for entry in some.concepts)
    assert {e.id: sorted(map(str, e.terms)) for e in once.concepts} == {
        e.id: sorted(map(str, e.terms)) for e in some.concepts
    }


@given(glossaries())
def test_lint_survives(some: Glossary) -> None:
    lint(some)


BASE = glossary(KEY, concept("t2", zh("出口管制"), en("export controls", PREFERRED), subject="trade"))


def changed(place: int, **values: Any) -> Glossary:
    entries = list(BASE.concepts)
    entries[place] = entries[place]._replace(**values)
    return Glossary(tuple(entries))


def test_both_sides_change_a_field() -> None:
    merged = merge(changed(1, subject="politics"), changed(1, subject="economy"), BASE)
    assert [tuple(conflict) for conflict in merged.conflicts] == [
        ("t2", "", "subject", "“trade”", "“politics”", "“economy”")
    ]
    kept = merged.glossary.concepts[1]
    assert (kept.subject, kept.extra) == ("politics", (("conflict", "subject: ours “politics”, theirs “economy”"),))


def test_both_sides_change_different_things() -> None:
    ours = changed(1, subject="politics")
    theirs = changed(1, terms=(*BASE.concepts[1].terms, en("export curbs", ADMITTED)))
    merged = merge(ours, theirs, BASE)
    assert merged.conflicts == ()
    assert merged.glossary.concepts[1] == BASE.concepts[1]._replace(subject="politics", terms=theirs.concepts[1].terms)


def test_both_sides_put_another_term_in_the_place_of_one() -> None:
    ours, theirs = (changed(1, terms=(zh("出口管制"), en(text, PREFERRED))) for text in ("curbs", "limits"))
    merged = merge(ours, theirs, BASE)
    assert [str(conflict) for conflict in merged.conflicts] == ["term (en): ours “curbs”, theirs “limits”"]
    assert [term.text for term in merged.glossary.concepts[1].terms] == ["出口管制", "curbs", "limits"]


def test_both_sides_prefer_another_term() -> None:
    ours = glossary(concept("a1", zh("矿"), en("ore", PREFERRED)))
    theirs = glossary(concept("b7", zh("矿"), en("mineral", PREFERRED), en("rock", FORBIDDEN)))
    merged = merge(ours, theirs)
    assert [str(conflict) for conflict in merged.conflicts] == ["preferred term (en): ours “ore”, theirs “mineral”"]
    assert [term.text for term in merged.glossary.concepts[0].terms] == ["矿", "ore", "mineral", "rock"]
    assert merged.notes == ("1 of theirs matched by terms, under our ids: b7 is a1",)


def test_what_one_side_takes_out_and_the_other_changes_stays() -> None:
    gone = glossary(BASE.concepts[0])
    merged = merge(gone, changed(1, note="see the law"), BASE)
    assert [tuple(conflict) for conflict in merged.conflicts] == [("t2", "", "concept", "t2", "taken out", "changed")]
    assert merged.glossary.concepts[1].note == "see the law"
    term = merge(changed(1, terms=(zh("出口管制"),)),
                 changed(1, terms=(zh("出口管制"), en("export controls", ADMITTED))), BASE)  # fmt: skip
    assert [str(conflict) for conflict in term.conflicts] == ["term: ours taken out, theirs changed"]
    assert term.glossary.concepts[1].terms[1].extra == (("conflict", "term: ours taken out, theirs changed"),)


def test_what_one_side_takes_out_is_gone() -> None:
    assert merge(BASE, glossary(BASE.concepts[0]), BASE) == (glossary(BASE.concepts[0]), (), ())


def test_new_concepts_with_one_id_are_told_apart() -> None:
    ours = Glossary((*BASE.concepts, concept("t3", zh("山"), en("hill"))))
    theirs = Glossary((concept("t3", zh("水"), en("water")), *BASE.concepts))
    merged = merge(ours, theirs, BASE)
    assert [(entry.id, entry.terms[1].text) for entry in merged.glossary.concepts] == [
        ("t4", "water"), ("t1", "critical minerals"), ("t2", "export controls"), ("t3", "hill")
    ]  # fmt: skip
    assert merged.notes == ("theirs has another concept with the id t3: it is now t4",)
    assert merged.conflicts == ()


def test_a_candidate_gives_way_to_a_decision() -> None:
    ours = glossary(concept("a", zh("矿"), en("ore", state=CANDIDATE)))
    theirs = glossary(concept("a", zh("矿"), en("ore")))
    assert merge(ours, theirs) == merge(theirs, ours) == (theirs, (), ())
    refused = glossary(concept("a", zh("矿"), en("ore", state=REJECTED)))
    assert [c.field for c in merge(theirs, refused).conflicts] == ["state"]


def test_dates_and_unknown_fields_merge() -> None:
    def one(created: str, modified: str, *extra: tuple[str, str]) -> Glossary:
        return glossary(concept("a", zh("矿"), en("ore", created=created, modified=modified, extra=extra)))

    merged = merge(one("2024-01-02", "2024-05-01", ("x", "1")), one("2024-01-01", "2024-06-01", ("y", "2")))
    assert merged == (one("2024-01-01", "2024-06-01", ("x", "1"), ("y", "2")), (), ())
    clash = merge(one("", "", ("x", "1")), one("", "", ("x", "2")))
    assert [str(conflict) for conflict in clash.conflicts] == ["x: ours “1”, theirs “2”"]
    assert clash.glossary.concepts[0].terms[1].extra == (("x", "1"), ("conflict", "x: ours “1”, theirs “2”"))


@pytest.mark.parametrize("kin", [True, False])
def test_concepts_match(kin: bool) -> None:
    one = [concept("x1", zh("安全"), en("security")), concept("x2", zh("证券"), en("security"))]
    assert match(one, [concept("y", zh("证券"), en("security"))], Languages(), kin) == {1: 0}
    assert match(one, [concept("y", zh("证券"), en("stock"))], Languages(), kin) == {1: 0}
    assert match(one, [concept("y", zh("股"), en("security"))], Languages(), kin) == {}
    assert match(one, [concept("x2", zh("股"), en("stock"))], Languages(), kin) == ({1: 0} if kin else {})
    assert match([concept("x1", zh("矿"))], [concept("x1", en("ore"))], Languages(), kin) == {0: 0}
    told = [concept("a", zh("法"), subject="law"), concept("b", zh("法"), subject="physics")]
    assert match(told, told[::-1], Languages(), kin) == {0: 1, 1: 0}


def test_rows_that_move_are_not_changes() -> None:
    rows = [concept(f"c{n}", zh(a), en(b)) for n, (a, b) in enumerate(zip(*TEXTS.values(), strict=True), 1)]
    for order in permutations(rows):
        moved = [entry._replace(id=f"c{n}") for n, entry in enumerate(order, 1)]
        assert not diff(glossary(*rows), glossary(*moved))


def test_diff_by_concept() -> None:
    after = glossary(
        concept("t2", zh("出口管制"), en("export controls", ADMITTED), en("curbs"), subject="law"),
        concept("t9", zh("山"), en("hill")),
    )
    gone, edited, new = diff(BASE, after).concepts
    assert (gone.before, gone.after) == (KEY, None)
    assert (new.before, new.after) == (None, after.concepts[1])
    assert edited.fields == (FieldChange("subject", "trade", "law"),)
    first, second = edited.terms
    assert (first.fields, second.before, second.after) == (
        (FieldChange("status", "preferred", "admitted"),), None, en("curbs")
    )  # fmt: skip


def test_stats() -> None:
    some = glossary(
        concept("a", zh("矿", created="2024-02-01"), en("ore", PREFERRED, modified="2025-01-01"), subject="x"),
        concept("b", zh("山"), en("hill", state=CANDIDATE), definition="high", note="see a"),
    )
    counts = collect_stats(some)
    assert counts._asdict() == {
        "concepts": 2, "terms": 4, "covered": 1, "defined": 1, "noted": 1, "languages": {"en": 2, "zh": 2},
        "statuses": {"none": 3, "preferred": 1}, "states": {"accepted": 3, "candidate": 1},
        "subjects": {"none": 1, "x": 1}, "dated": 2, "first": "2024-02-01", "last": "2025-01-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("by", "order"),
    [("source", "c2 c10 c3 c1"), ("target", "c3 c10 c1 c2"), ("id", "c1 c2 c3 c10"), ("pinyin", "c10 c3 c2 c1")],
)
def test_sort_orders(by: str, order: str) -> None:
    some = glossary(
        concept("c3", en("Apple"), zh("广东")),
        concept("c10", zh("北京"), en("beijing", FORBIDDEN), en("Beijing")),
        concept("c2", zh("一带一路")),
        concept("c1", en("x")),
    )
    done = sort(some, by)
    assert [entry.id for entry in done.concepts] == order.split()
    assert [term.text for term in next(e for e in done.concepts if e.id == "c10").terms] == [
        "北京", "Beijing", "beijing"
    ]  # fmt: skip
    assert next(e for e in done.concepts if e.id == "c3").terms[0].language == "zh"


@pytest.mark.parametrize(
    ("used", "fresh"),
    [([], "c1"), (["T-0041", "T-0007", "intro"], "T-0042"), (["x"], "c1"), (["9"], "10"), (["a1", "b7", "a5"], "a6")],
)
def test_fresh_ids(used: list[str], fresh: str) -> None:
    assert make_id(used) == fresh


@pytest.mark.parametrize(
    ("ids", "fresh"),
    [(["G20"], "桃"), (["G20", "桃"], "桃-2"), (["T-7", "G20"], "T-8"), (["x", "G20"], "c1"), ([], "c1")],
)
def test_an_id_that_is_a_term_is_not_counted_on(ids: list[str], fresh: str) -> None:
    some = glossary(*(concept(name, zh("集团"), en(name if name in ("G20", "桃") else "pear")) for name in ids))
    assert add(some, Addition(zh("桃 "), en("peach"))).glossary.concepts[-1].id == fresh


def test_merge_counts_on_no_id_that_is_a_term() -> None:
    ours = glossary(concept("G20", zh("集团"), en("G20")))
    theirs = glossary(concept("G20", zh("芯片"), en("chip")))
    assert [entry.id for entry in merge(ours, theirs).glossary.concepts] == ["G20", "G20-2"]


def test_add() -> None:
    extended = add(BASE, Addition(zh("关键矿产"), en("vital minerals", ADMITTED)))
    assert extended.glossary.concepts[0] == KEY._replace(terms=(*KEY.terms, en("vital minerals", ADMITTED)))
    assert extended.terms == (("t1", en("vital minerals", ADMITTED)),)
    new = add(BASE, Addition(zh("山"), en("hill"), subject="land"))
    assert new.glossary.concepts[2] == concept("t3", zh("山"), en("hill"), subject="land")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (Addition(zh("关键矿产"), en("key minerals")),
         "“key minerals” is in concept t1 already, as forbidden: `glossary set` changes it"),
        (Addition(zh("矿"), en("mineral")), "several concepts have “矿” (t8, t9): name one with --field concept=ID"),
        (Addition(zh("矿"), en("ore"), concept="t8"),
         "“ore” is in concept t8 as candidate: accept it with `glossary set --status accepted`"),
        (Addition(zh("矿"), en("x"), concept="t9", subject="art"),
         "the concept t9 has another subject (“geology”): `glossary set --field subject=...` changes it"),
    ],
)  # fmt: skip
def test_add_says_why_not(entry: Addition, message: str) -> None:
    some = glossary(
        KEY, concept("t8", zh("矿"), en("ore", state=CANDIDATE)), concept("t9", zh("矿"), en("mine"), subject="geology")
    )
    with pytest.raises(EditError) as error:
        add(some, entry)
    assert str(error.value) == message


def states(some: Glossary) -> str:
    return " ".join(f"{term.text}:{term.state}" for entry in some.concepts for term in entry.terms)


DOUBTFUL = glossary(
    concept("a", zh("矿", state=CANDIDATE), en("ore", state=CANDIDATE, extra=(("score", "0.9"),))),
    concept("b", zh("山"), en("hill", state=CANDIDATE, extra=(("score", "0.5"),)), en("mount", state=CANDIDATE)),
)


ACCEPT, REJECT = Change(state=State.ACCEPTED), Change(state=REJECTED)


def test_candidates_are_decided_on() -> None:
    assert states(set_fields(DOUBTFUL, ["ore"], ACCEPT).glossary) == (
        "矿:accepted ore:accepted 山:accepted hill:candidate mount:candidate"
    )
    assert set_fields(DOUBTFUL, ["矿"], ACCEPT).glossary == set_fields(DOUBTFUL, ["ore"], ACCEPT).glossary
    assert states(set_fields(DOUBTFUL, ["hill"], ACCEPT).glossary) == (
        "矿:candidate ore:candidate 山:accepted hill:accepted mount:candidate"
    )
    assert states(set_fields(DOUBTFUL, ["ore", "b"], REJECT).glossary) == (
        "矿:candidate ore:rejected 山:accepted hill:rejected mount:rejected"
    )
    noted = set_fields(DOUBTFUL, ["a"], ACCEPT._replace(note="n"))
    assert states(noted.glossary) == states(set_fields(DOUBTFUL, ["a"], ACCEPT).glossary)
    assert [term.note for term in noted.glossary.concepts[0].terms] == ["", "n"]
    assert states(decide_all(DOUBTFUL, State.ACCEPTED, 0.5).glossary) == (
        "矿:candidate ore:accepted 山:accepted hill:accepted mount:candidate"
    )
    assert "candidate" not in states(decide_all(DOUBTFUL, REJECTED).glossary)


def test_decisions_are_dated_where_the_glossary_has_dates() -> None:
    day = "2025-05-05"
    accepted = set_fields(DOUBTFUL, ["hill"], ACCEPT, today=day)
    assert [change.term and change.term.modified for change in accepted.changes] == [""]
    dated = glossary(*DOUBTFUL.concepts, concept("d", zh("水", created="2024-01-01"), en("water")))
    for changes in (set_fields(dated, ["hill"], ACCEPT, today=day), set_fields(dated, ["hill"], NOTED, today=day)):
        assert [change.term and change.term.modified for change in changes.changes] == [day]
    assert rename(dated, "hill", "slope", today=day).terms[0][2].modified == day


NOTED = Change(note="n", part_of_speech="noun", origin="o")
TWINS = glossary(
    concept("t8", zh("矿"), en("ore"), en("mineral", ADMITTED)),
    concept("t9", zh("矿"), en("mine")),
    concept("t10", zh("煤矿"), en("mine", state=REJECTED), en("coal mine", note="old")),
    concept("t11", zh("KTV"), en("KTV")),
    concept("t12", zh("=")),
)


@pytest.mark.parametrize(
    ("name", "change", "changed"),
    [
        ("煤矿", NOTED, "t10 en coal mine: part_of_speech origin note"),
        ("coal  mine", Change(PREFERRED, State.ACCEPTED), "t10 en coal mine: status"),
        ("煤矿=mine", Change(FORBIDDEN, State.ACCEPTED), "t10 en mine: status state"),
        ("t9", Change(note="x"), "t9 en mine: note"),
        ("t9=mine", Change(note="x", subject="s"), "t9 en mine: note; t9: subject"),
        ("矿=ore", Change(note="x"), "t8 en ore: note"),
        ("ore=mineral", Change(note="x"), "t8 en mineral: note"),
        ("KTV", Change(note="x"), "t11 en KTV: note"),
        ("KTV=KTV", Change(note="x"), "t11 en KTV: note"),
        ("=", Change(note="x"), "t12 zh =: note"),
        ("t8", Change(definition="d", subject="s"), "t8: subject definition"),
        ("coal mine", Change(note=""), "t10 en coal mine: note"),
        ("coal mine", Change(note="old"), ""),
        ("mineral", Change(ADMITTED, State.ACCEPTED), ""),
    ],
)
def test_fields_of_terms_are_set(name: str, change: Change, changed: str) -> None:
    done = set_fields(TWINS, [name], change)
    told = [
        f"{one.concept.id}{f' {one.term.language} {one.term.text}' if one.term else ''}: {' '.join(one.fields)}"
        for one in done.changes
    ]
    assert "; ".join(told) == changed
    found = {
        (old.id, term.text): [name for name, was, is_ in zip(Term._fields, before, term, strict=True) if was != is_]
        for old, new in zip(TWINS.concepts, done.glossary.concepts, strict=True)
        for before, term in zip(old.terms, new.terms, strict=True)
        if before != term
    }
    assert sum(map(len, found.values())) == sum(len(one.fields) for one in done.changes if one.term)


def test_a_name_that_several_terms_have_is_refused_with_the_choices() -> None:
    told = {
        "mine": "“mine” is in several concepts: write “矿=mine” or “煤矿=mine”",
        "矿": "“矿” is in several concepts: write “ore=矿” or “mine=矿”",
        "t8": "“t8” has several renderings: write “t8=ore” or “t8=mineral”",
        "ore=矿": "“矿” has several renderings: write “矿=ore” or “矿=mineral”",
        "coal mines": "there is no term “coal mines”: did you mean “coal mine”?",
        "矿=coal": "there is no term “矿=coal”",
        "": "there is no term “”",
    }
    for name, message in told.items():
        with pytest.raises(EditError) as error:
            set_fields(TWINS, [name], NOTED)
        assert str(error.value) == message
    alike = glossary(concept("a", zh("山"), en("hill"), subject="x"), concept("b", zh("山"), en("hill")))
    with pytest.raises(EditError, match="write “a=hill” or “b=hill”"):
        set_fields(alike, ["hill"], NOTED)
    assert set_fields(alike, ["b=hill"], NOTED).glossary.concepts[0] == alike.concepts[0]
    many = glossary(*(concept(f"c{number}", zh(f"山{number}"), en("hill")) for number in range(7)))
    with pytest.raises(EditError, match=r"“山4=hill” \(and 2 more\)$"):
        remove(many, ["hill"])


def test_the_other_language_may_be_the_target() -> None:
    done = set_fields(TWINS, ["煤矿"], Change(Status.SUPERSEDED, State.ACCEPTED), Languages("en", "zh"))
    assert [one.term and one.term.text for one in done.changes] == ["煤矿"]


@pytest.mark.parametrize(
    ("names", "concepts", "terms"),
    [
        (["ore"], "", "t8 ore"),
        (["ore", "mineral"], "", "t8 ore, t8 mineral"),
        (["煤矿"], "t10", ""),
        (["t8", "ore"], "t8", ""),
        (["煤矿=mine"], "", "t10 mine"),
        (["mine=矿"], "t9", ""),
        (["KTV"], "t11", ""),
        (["KTV=KTV"], "", "t11 KTV"),
        (["="], "t12", ""),
    ],
)
def test_remove(names: list[str], concepts: str, terms: str) -> None:
    done = remove(TWINS, names)
    assert " ".join(one.id for one in done.concepts) == concepts
    assert ", ".join(f"{name} {term.text}" for name, term in done.terms) == terms
    kept = [one.id for one in TWINS.concepts if one.id not in concepts.split()]
    assert [one.id for one in done.glossary.concepts] == kept
    before, after = (sum(len(one.terms) for one in some.concepts) for some in (TWINS, done.glossary))
    assert before - after == len(done.terms) + sum(len(one.terms) for one in done.concepts)


def test_a_target_without_a_source_goes_with_its_concept() -> None:
    assert remove(glossary(concept("a", en("one"))), ["one"]).glossary == Glossary(())


def test_rename_keeps_all_else() -> None:
    done = rename(TWINS, "coal mine", " coal  pit ")
    assert done.glossary.concepts[2].terms == (*TWINS.concepts[2].terms[:2], en("coal pit", note="old"))
    assert done.terms == (("t10", en("coal mine", note="old"), en("coal pit", note="old")),)
    assert rename(TWINS, "KTV=KTV", "karaoke").glossary.concepts[3].terms == (zh("KTV"), en("karaoke"))
    assert rename(TWINS, "KTV", "K歌").glossary.concepts[3].terms == (zh("K歌"), en("K歌"))
    assert rename(TWINS, "ore", "ore").terms == ()
    assert rename(TWINS, "ore", "ore").glossary == TWINS


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("mine", "x", "“mine” is in several concepts: write “矿=mine” or “煤矿=mine”"),
        ("ore", "mineral", "“mineral” is in concept t8 already: remove “ore” instead"),
        ("t8", "x", "“t8” is the id of a concept: name one of its terms, or write t8=TERM"),
    ],
)
def test_rename_says_why_not(old: str, new: str, message: str) -> None:
    with pytest.raises(EditError) as error:
        rename(TWINS, old, new)
    assert str(error.value) == message


def test_in_a_list_of_pairs_the_name_of_a_concept_changes_with_its_term() -> None:
    pairs = glossary(concept("山", zh("山"), en("hill")), concept("水-2", zh("水"), en("water")))
    assert rename(pairs, "山", "岭").glossary.concepts[0].id == "山"
    assert rename(pairs, "山", "岭", ids_are_terms=True).glossary.concepts[0].id == "岭"
    assert rename(pairs, "水", "湖", ids_are_terms=True).glossary.concepts[1].id == "湖"
    assert rename(pairs, "hill", "mount", ids_are_terms=True).glossary.concepts[0].id == "山"
    taken = glossary(concept("山", zh("山"), en("hill")), concept("水", zh("水"), en("water")))
    with pytest.raises(EditError) as error:
        rename(taken, "水", "山", ids_are_terms=True)
    assert str(error.value) == "“山” is in the list already: add its renderings there, and remove “水”"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("concept,term\nt1,ore\nt2,a ore\nt2,ore\n", "ore"),
        ('t2;"say ""ore"""\n', 'say ""ore""'),
        ('<termEntry id="t2"><term>R&amp;D</term>', "R&amp;D"),
        ('{"id": "t2", "text": "a\\tb"}', "a\\tb"),
    ],
)
def test_places(text: str, found: str) -> None:
    term = {"ore": "ore", 'say ""ore""': 'say "ore"', "R&amp;D": "R&D", "a\\tb": "a\tb"}[found]
    place = TermLocator(text).find("t2", term)
    assert place == Range(text.rindex(found), text.rindex(found) + len(found))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("source,target\n苹果,apple\n梨,pear\n苹果,apple\n山果,apple\n苹果,apple\n", [2, 4, 6, 5, 5]),
        ("concept,term\n苹果,apple\n,apple\n梨,pear\n苹果,apple\n", [2, 5, 3, 3]),
        ("苹果,zh,苹果\n,en,apple\n,en,apple\n梨,en,pear\n", [2, 3, 3]),
        ('<termEntry id="苹果">\n<term>apple</term>\n<term>apple</term>\n', [2, 3, 3]),
    ],
)
def test_places_of_copies(text: str, lines: list[int]) -> None:
    locator = TermLocator(text)
    places = [locator.find("苹果", "apple", copy) for copy in range(len(lines))]
    assert [text.count("\n", 0, place.start) + 1 for place in places if place] == lines


def test_places_that_are_not_known() -> None:
    assert TermLocator("t1,ore\n").find("t1", "rock") == Range(0, 2)
    assert TermLocator("").find("t1", "rock") is None


@pytest.mark.parametrize(
    ("name", "value", "remark"),
    [
        ("Client", "ABC", Remark("Client", "ABC")),
        ("Review 2", "ok", Remark("Review 2", "ok")),
        ("例句", "他们开采矿石。", Remark("例句", "他们开采矿石。", is_example=True)),
        ("例句 2", "一", Remark("例句 2", "一", is_example=True)),
        ("source_example", "二", Remark("source example", "二", is_example=True)),
        ("Term_Example", "三", Remark("Term Example", "三", is_example=True)),
        ("x-context", "四", Remark("context", "四", is_example=True)),
        ("en/descrip:context", "<descrip>A <hi>b</hi> c.</descrip>", Remark("context", "A b c.", is_example=True)),
        (
            "descripGrp:context",
            "<descripGrp><descrip>A b.</descrip><admin>Desk</admin></descripGrp>",
            Remark("context", "A b. – Desk", is_example=True),
        ),
        ("termNote:termType", "<termNote>acronym</termNote>", Remark("term type", "acronym")),
        ("", "x", Remark("", "x")),
        ("Client/Owner: name", "x", Remark("Client/Owner: name", "x")),
        ("Client/Context", "x", Remark("Client/Context", "x", is_example=True)),
        ("deep", "<a>" * 99 + "</a>" * 99, Remark("deep", "<a>" * 99 + "</a>" * 99)),
        ("less", "a < b >", Remark("less", "a < b >")),
        ("@id", "3", None),
        ("en/@id", "3", None),
        ("as:note", "<note/>", None),
        ("en/as:note", "<note/>", None),
        ("transacGrp:modification", "<transacGrp><date>2026</date></transacGrp>", None),
        ("Client", " ", None),
    ],
)
def test_extras_are_read_as_people_read_them(name: str, value: str, remark: Remark | None) -> None:
    assert [*list_remarks(((name, value),))] == ([remark] if remark else [])
