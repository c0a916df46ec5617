"""Clauses that a translation does not render."""

from collections.abc import Callable
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.analysis.omitted_parts import _has_words_of, find_omitted_parts
from align.lang.sentences import split_clauses
from align.model import Alignment, Bead, Document
from align.readers import ReadOptions, read_document
from glossary.renderings.unrendered_clauses import (
    LEAST,
    WORDS,
    Clauses,
    compute_features,
    compute_logit,
    find_unrendered_clauses,
    measure_words_per_character,
)

Aligner = Callable[..., Alignment]

SOURCE = "科珀斯克里斯蒂市这座人口超32万的城市，已关闭图书馆与博物馆，居民日夜加固自家的门窗。"
PART = "Corpus Christi, a city of more than 320,000 people, has closed its libraries and museums."
WHOLE = f"{PART[:-1]}, and the residents are reinforcing their doors and windows day and night."


def passage(source: str, target: str) -> Clauses:
    return Clauses(tuple(split_clauses(source)), tuple(split_clauses(target)))


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (PART, [2]),
        (WHOLE, []),
        # condensed, yet all there
        (
            "Corpus Christi, population 320,000, shut libraries and museums as residents reinforced doors and windows.",
            [],
        ),
    ],
)
def test_clauses_without_a_rendering(target: str, found: list[int]) -> None:
    assert [one.clause for one in find_unrendered_clauses([passage(SOURCE, target)])[0]] == found


def test_a_rendering_in_the_sentence_next_to_it_counts() -> None:
    beside = Clauses(
        tuple(split_clauses(SOURCE)),
        tuple(split_clauses(PART)),
        ("Residents reinforce their doors and windows day and night.",),
    )
    assert find_unrendered_clauses([beside]) == [()]


def test_the_ratio_of_a_text_is_weighed_against_that_of_news() -> None:
    assert measure_words_per_character([]) == pytest.approx(0.62)
    assert measure_words_per_character([("字" * 200, "word " * 200)]) == pytest.approx((200 + 124) / 400)


def document(name: str, text: str, language: str) -> Document:
    return read_document(name, text.encode(), ReadOptions(language))


@pytest.fixture
def alignment() -> Aligner:
    def aligned(source: str, target: str, languages: tuple[str, str] = ("zh", "en")) -> Alignment:
        original, translation = document("s.txt", source, languages[0]), document("t.txt", target, languages[1])
        count = len(original.segments)
        assert count == len(translation.segments)
        return Alignment(original, translation, tuple(Bead((index,), (index,)) for index in range(count)))

    return aligned


def test_a_part_is_missing_behind_what_renders_the_clause_before_it(alignment: Aligner) -> None:
    part = "志愿者和居民日夜轮班加固自家的门窗并把老人送到高处的学校，"
    source = f"港口五月开放，第一批船已经到了。\n飓风周六登陆，{part}学校停课两天。"
    target = "The hurricane came ashore on Saturday, and schools are closed for two days."
    before = "The port opens in May, and the first ships have already arrived.\n"
    found = list(find_omitted_parts(alignment(source, before + target)))
    assert [(one.text, (before + target)[: one.place]) for one in found] == [
        (part, f"{before}The hurricane came ashore on Saturday,")
    ]


def test_a_part_at_the_head_is_missing_before_the_sentence(alignment: Aligner) -> None:
    source = "志愿者和居民日夜轮班加固自家的门窗并把老人送到高处的学校，" + SOURCE.replace(
        "，居民日夜加固自家的门窗。", "。"
    )
    found = list(find_omitted_parts(alignment(source, PART)))
    assert [(part.text, part.place) for part in found] == [
        ("志愿者和居民日夜轮班加固自家的门窗并把老人送到高处的学校，", 0)
    ]


def test_other_languages_are_left_alone(alignment: Aligner) -> None:
    assert list(find_omitted_parts(alignment(SOURCE, PART, ("ja", "en")))) == []


texts = st.text(st.sampled_from("港口五月开放，。、 abc,.\n"), max_size=30)


@given(st.lists(st.tuples(texts, texts), max_size=4))
def test_any_text_survives_and_places_lie_inside(pairs: list[tuple[str, str]]) -> None:
    passages = [passage(source, target) for source, target in pairs]
    answers = find_unrendered_clauses(passages)
    assert len(answers) == len(passages)
    for given_passage, found in zip(passages, answers, strict=True):
        assert all(0 <= one.clause < len(given_passage.source) for one in found)
        assert all(0 <= one.place <= len(given_passage.target) for one in found)
        assert len({one.clause for one in found}) == len(found)


CLAUSES = st.sampled_from(["港口五月开放，", "居民日夜加固自家的门窗。", "已关闭图书馆与博物馆，", "abc，", "他说"])
PARTS = st.sampled_from(["The port opens in May,", " libraries and museums are closed", " he said.", " x"])


@given(
    st.lists(CLAUSES, min_size=1, max_size=4),
    st.lists(PARTS, min_size=1, max_size=3, unique=True),
    st.lists(PARTS, max_size=2),
)
def test_what_is_not_read_to_its_end_would_be_no_finding(
    source: list[str], target: list[str], around: list[str]
) -> None:
    """A translation that says one clause three times has similarities below the least that is looked at."""
    one = Clauses(tuple(source), tuple(target), tuple(around))
    features = compute_features(one)
    doubts = {
        clause: known
        for clause, known in features.items()
        if sum(weight * known.get(name, 1.0) for name, weight in WORDS.items()) >= -0.1002
        and compute_logit({**known, "similarity": min(known["similarity"], -0.4)}) >= -0.1002
    }
    chances = {clause: round(1 / (1 + exp(-compute_logit(known))), 2) for clause, known in doubts.items()}
    expected = [(clause, chance) for clause, chance in chances.items() if chance >= LEAST]
    assert [(found.clause, found.chance) for found in find_unrendered_clauses([one])[0]] == expected


def test_what_is_no_sentence_costs_no_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each doubt needs the vector of the whole passage: with thousands of clauses that was work for minutes."""

    def fail(*_: object) -> None:
        raise AssertionError("vectors are computed")

    monkeypatch.setattr("glossary.vectors.encode", fail)
    assert find_unrendered_clauses([Clauses(("昨天矿山关闭了，",) * 61, ("The mine.",))]) == [()]
    assert find_unrendered_clauses([Clauses(("昨天矿山关闭了，",) * 60, ("The mine.", "x" * 5_000))]) == [()]
    with pytest.raises(AssertionError, match="vectors"):
        find_unrendered_clauses([Clauses(("昨天矿山关闭了，",) * 60, ("The mine.",))])


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("Ships berth in the order in which they call. This raises efficiency and makes quays safer for crews.", True),
        ("Ships berth in the order in which they call.", False),
        ("Ships berth in the order in which they call. Crews go ashore at once and visit bars.", False),
    ],
)
def test_a_clause_is_rendered_where_a_word_of_it_is_that_nothing_else_says(target: str, found: bool) -> None:
    assert _has_words_of("从而提高港口的效率。", "船舶按照到港顺序靠泊，", target) == found
