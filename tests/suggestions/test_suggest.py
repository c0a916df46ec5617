"""Renderings for words left standing: what is suggested, in which form, in which order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.dictionary import cedict as dictionary
from glossary.lang.word_formation import Formation, form_words
from glossary.storage import cache
from glossary.suggestions import slot_suggestions
from glossary.suggestions.dictionary_candidates import COMPOSED, DICTIONARY
from glossary.suggestions.slot_suggestions import RankedRendering, Slot, find_candidates, suggest_renderings


@pytest.fixture(autouse=True, scope="module")
def private_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "find_cache_folder", lambda: folder)
        dictionary.load_dictionary.cache_clear()
        yield folder


def texts(word: str, left: str = "", right: str = "", limit: int = 5) -> list[str]:
    return [rendering.text for rendering in suggest_renderings([Slot(word, left, right)], limit)[0]]


def test_verb_after_to_stays_in_its_base_form() -> None:
    assert texts("摆脱", "The plan is to ", " dependence on coal.")[:2] == ["break away from", "get rid of"]


@pytest.mark.parametrize(
    ("left", "word", "right", "first"),
    [
        ("He ", "放弃", " his plan last year.", "abandoned"),
        ("She will ", "放弃", " her old job.", "abandon"),
        ("Many ", "措施", " were taken after the flood.", "measures"),
        ("The ", "图书馆", " opens at nine.", "library"),
        ("They planted three ", "苹果", " beside the gate.", "apples"),
    ],
)
def test_first_suggestion_fits_the_slot(left: str, word: str, right: str, first: str) -> None:
    assert first in texts(word, left, right, limit=2)


@pytest.mark.parametrize("left", ["Chart 1 ", "As expected, Table 2.3 ", "Annex B "])
def test_verb_after_a_numbered_item_is_in_the_third_person(left: str) -> None:
    (answer,) = suggest_renderings([Slot("显示", left, " the number of loans.")])
    assert answer[0].text == "shows"


def test_a_phrase_of_several_words_is_drafted() -> None:
    (found,) = suggest_renderings([Slot("由最初预计", "The meal, ", " was late.")])
    assert (found[0].text, found[0].origin) == ("from originally expected", "draft")


def test_missing_compound_is_composed_and_says_so() -> None:
    first = suggest_renderings([Slot("出口管制", "They will tighten ", " on machine tools.")])[0][0]
    assert (first.text, first.origin) == ("export controls", COMPOSED)


@pytest.mark.parametrize(
    ("word", "composed"),
    [
        ("默认值", ["agree tacitly value", "tacit approval value", "default value"]),
        ("返回值", ["return value", "come back value"]),
        ("逾期率", ["overdue rate", "overdue ratio"]),
        ("校验器", ["checker", "check device", "examiner", "examine device"]),
        ("校驗器", ["checker", "check device", "examiner", "examine device"]),
    ],
)
def test_a_character_behind_a_word_has_the_sense_of_a_suffix(word: str, composed: list[str]) -> None:
    assert [candidate.text for candidate in find_candidates(word)] == composed


@pytest.mark.parametrize(
    ("word", "formation", "formed"),
    [
        ("stable", Formation.QUALITY, ("stability",)),
        ("responsible", Formation.QUALITY, ("responsibility",)),
        ("run", Formation.AGENT, ("runner",)),
        ("epidemiology", Formation.AGENT, ("epidemiologist",)),
        ("modern", Formation.PROCESS, ("modernization", "modernize")),
        ("return to", Formation.AGENT, ()),
        ("", Formation.AGENT, ()),
    ],
)
def test_words_are_formed_with_suffixes(word: str, formation: Formation, formed: tuple[str, ...]) -> None:
    assert [text for text in form_words(word, formation) if text in formed] == [*formed]
    assert bool(form_words(word, formation)) == bool(formed)


def test_parts_joined_by_a_particle_are_turned_to_english_order() -> None:
    assert texts("中国的经济", "In spring ", " grew again.")[0] == "China's economy"


def test_what_is_too_long_to_be_a_word_is_not_remembered() -> None:
    kept = slot_suggestions._find_word_candidates.cache_info().currsize
    assert slot_suggestions.find_candidates("他" + "说了很多话，" * 40) == ()
    assert slot_suggestions._find_word_candidates.cache_info().currsize == kept


def test_surname_and_adverb_are_not_composed() -> None:
    found = suggest_renderings([Slot("新政策", "The ", " was announced.")])[0]
    assert [rendering.text for rendering in found if rendering.origin == COMPOSED] == ["new policy"]


@pytest.mark.parametrize(
    ("left", "word", "right", "text", "origin"),
    [
        ("demand is particularly", "旺盛", ".", "strong", "CC-CEDICT, synonym"),
        ("Open an ", "账目", " at the bank.", "account", "CC-CEDICT, part"),
        ("The ", "果农", " sold apples.", "farmers", "CC-CEDICT, derived"),
    ],
)
def test_relative_says_where_it_comes_from(left: str, word: str, right: str, text: str, origin: str) -> None:
    found = suggest_renderings([Slot(word, left, right)])[0]
    assert (text, origin) in [(rendering.text, rendering.origin) for rendering in found[:3]]


@pytest.mark.parametrize(("left", "text"), [("with ", "a charge"), ("on this ", "charge")])
def test_article_of_the_dictionary_comes_where_none_stands(left: str, text: str) -> None:
    assert text in texts("指控", left, " of theft.")


def test_particle_of_aspect_is_left_out() -> None:
    found = suggest_renderings([Slot("放弃了", "He ", " his plan last year.")])[0]
    assert ("abandoned", DICTIONARY) in [(rendering.text, rendering.origin) for rendering in found[:2]]


def test_both_scripts_give_the_same() -> None:
    assert texts("擺脫", "They want to ", " him.") == texts("摆脱", "They want to ", " him.")


@pytest.mark.parametrize("word", ["", "。", "plain", "한국", "\ud800", "囧" * 13, "名" * 100_000, "一\0二"])
def test_nothing_to_look_up_gives_nothing(word: str) -> None:
    assert suggest_renderings([Slot(word, "the ", " house")]) == [()]


def test_no_model_is_loaded_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slot_suggestions, "compute_features", None)
    assert suggest_renderings([]) == []
    assert suggest_renderings([Slot("plain")]) == [()]


def test_scores_are_shares_in_falling_order() -> None:
    (found,) = suggest_renderings([Slot("措施", "New ", " were taken.", "新措施已经采取。")])
    assert found == tuple(sorted(found, key=lambda rendering: -rendering.score))
    assert all(round(rendering.score, 2) == rendering.score for rendering in found)
    assert sum(rendering.score for rendering in found) == pytest.approx(1, abs=0.05)


def test_slots_do_not_depend_on_their_neighbours() -> None:
    slots = [Slot("措施", "New ", " were taken."), Slot("zzz"), Slot("放弃", "He will ", " it.")]
    assert suggest_renderings(slots) == [suggest_renderings([slot])[0] for slot in slots]


def test_limit_is_kept() -> None:
    assert len(texts("行", "the ", " of work", limit=3)) == 3
    assert texts("行", "the ", " of work", limit=0) == []


@given(word=st.text(st.sampled_from("摆脱出口管制的了中国經濟 ab。\0"), max_size=8), left=st.text(), right=st.text())
@example(word="摆脱", left="\ud800", right="\udfff")
@example(word="摆脱", left="word " * 5000, right="字" * 5000)
def test_any_slot_survives(word: str, left: str, right: str) -> None:
    (found,) = suggest_renderings([Slot(word, left, right, right)])
    assert len(found) <= 5
    assert all(isinstance(rendering, RankedRendering) and rendering.text for rendering in found)


@pytest.mark.parametrize(
    ("word", "left", "right", "draft"),
    [
        ("名字叫", "A courier whose ", " Li brought it.", "name is"),
        ("正式上岗", "The volunteers will ", " on Monday.", "officially start work"),
        ("得到缓解", "The experts said that frictions ", ", and markets rose.", "are relieved"),
        ("最大跌势", "This marks the ", " in 14 years.", "biggest decline"),
        ("由两名工程师", "It was designed ", ".", "by two engineers"),
        ("裁员约1200人", "The company will ", " this year.", "lay off about 1200 people"),
    ],
)
def test_drafts_put_words_in_order_and_in_form(word: str, left: str, right: str, draft: str) -> None:
    (found,) = suggest_renderings([Slot(word, left, right)])
    assert (found[0].text, found[0].origin) == (draft, "draft")


def test_what_is_known_of_a_phrase_is_in_its_draft() -> None:
    (found,) = suggest_renderings([Slot("在海岚会议上", "He spoke ", ".", known=(("海岚", "Hailan"),))])
    assert "Hailan" in found[0].text


@pytest.mark.parametrize(
    ("word", "left", "right"),
    [
        ("被洪水冲毁", "Many houses were ", ", and people left."),
        ("屈服于压力", "We will never ", "."),
        ("应用更改", "Click the button to ", "."),
    ],
)
def test_nothing_is_suggested_where_the_words_of_the_best_draft_do_not_go_together(
    word: str, left: str, right: str
) -> None:
    assert suggest_renderings([Slot(word, left, right)]) == [()]


def test_a_noun_after_a_figure_is_plural() -> None:
    (found,) = suggest_renderings([Slot("二十三所学校", "The city built ", " last year.", known=(("二十三", "23"),))])
    assert [(one.text, one.origin) for one in found] == [("23 schools", "draft")]
