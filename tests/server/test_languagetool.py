"""The interface of LanguageTool: what is asked, and what is answered."""

import json
from pathlib import Path

import pytest
from command_line import write

from align.config.settings import Request, Settings
from align.errors import AligncheckError
from align.model import Span
from align.server.annotated import AnnotatedText, Piece, count_units
from align.server.languagetool import BadQuestionError, Checker, list_served_languages, parse_question, settle

EMOJI = "😀 Attempts by the US to摆脱 dependence on China ,said the ministry."


@pytest.fixture
def checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checker:
    monkeypatch.chdir(tmp_path)
    return Checker(Request((".",)))


def ask(checker: Checker, **fields: str) -> list[dict]:  # type: ignore[type-arg]
    answer = checker.answer(parse_question({"language": "en-US", **fields}))
    matches = answer["matches"]
    assert isinstance(matches, list)
    return matches


def mark(sent: str, match: dict[str, int]) -> str:
    """What a client that counts in UTF-16 marks."""
    units = sent.encode("utf-16-le")
    return units[match["offset"] * 2 : (match["offset"] + match["length"]) * 2].decode("utf-16-le")


def test_offsets_count_in_utf_16_and_replacements_bring_their_spaces(checker: Checker) -> None:
    residue, comma = ask(checker, text=EMOJI)
    assert (residue["offset"], residue["length"]) == (22, 4)
    assert mark(EMOJI, residue) == "to摆脱"
    assert residue["replacements"][0] == {"value": "to break away from"}
    assert mark(EMOJI, comma) == " ,said"
    assert comma["replacements"] == [{"value": ", said"}]


def test_a_match_has_exactly_what_typed_clients_know(checker: Checker) -> None:
    (match,) = ask(checker, text="They went went home.")
    assert match == {
        "message": "Repeated word “went”: delete one, or replace it with the intended word.",
        "shortMessage": "Doubled word",
        "replacements": [{"value": "went"}],
        "offset": 5,
        "length": 9,
        "context": {"text": "They went went home.", "offset": 5, "length": 9},
        "sentence": "They went went home.",
        "type": {"typeName": "Other"},
        "rule": {
            "id": "doubled-word",
            "description": match["rule"]["description"],
            "issueType": "duplication",
            "category": {"id": "FLUENCY", "name": "Fluency"},
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


def test_a_source_is_compared(checker: Checker) -> None:
    fields = {"text": "It has invested 246 million yuan.", "srctext": "它投资了24.6亿元。", "motherTongue": "zh-CN"}
    (match,) = ask(checker, **fields)
    assert (match["rule"]["id"], match["replacements"]) == ("money-mismatch", [{"value": "2.46 billion yuan"}])
    assert ask(checker, text=fields["text"]) == []


def test_markup_is_no_text_and_what_holds_it_is_not_replaced(checker: Checker) -> None:
    sent = "<p>😀 They <b>went</b> went to摆脱 it.</p>"
    pieces = [("", "<p>"), ("😀 They ", "<b>"), ("went", "</b>"), (" went to摆脱 it.", "</p>")]
    annotation = [
        {name: value} for text, markup in pieces for name, value in (("text", text), ("markup", markup)) if value
    ]
    doubled, residue = ask(checker, data=json.dumps({"annotation": annotation}))
    assert (mark(sent, doubled), doubled["replacements"]) == ("went</b> went", [])
    assert (mark(sent, residue), residue["replacements"][0]["value"]) == ("to摆脱", "to get rid of")


def test_markup_may_mean_text(checker: Checker) -> None:
    sent = "They went<br>went home."
    data = {"annotation": [{"text": "They went"}, {"markup": "<br>", "interpretAs": " "}, {"text": "went home."}]}
    (match,) = ask(checker, data=json.dumps(data))
    assert (mark(sent, match), match["replacements"]) == ("went<br>went", [])


def test_a_byte_order_mark_is_counted_and_is_no_text(checker: Checker) -> None:
    (match,) = ask(checker, text="\ufeffThey went went home.")
    assert (match["offset"], match["length"]) == (6, 9)


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ({}, ["residual-source", "irregular-spacing"]),
        ({"disabledRules": "residual-source,WHITESPACE_RULE"}, ["irregular-spacing"]),
        ({"disabledCategories": "FLUENCY"}, ["residual-source"]),
        ({"enabledRules": "residual-source", "enabledOnly": "true"}, ["residual-source"]),
        ({"enabledCategories": "FLUENCY", "enabledOnly": "yes"}, ["irregular-spacing"]),
        ({"enabledRules": "WHITESPACE_RULE", "enabledOnly": "true"}, []),
        ({"language": "auto"}, ["residual-source", "irregular-spacing"]),
    ],
)
def test_rules_are_chosen_by_name_and_category(checker: Checker, fields: dict[str, str], rules: list[str]) -> None:
    assert [match["rule"]["id"] for match in ask(checker, text=EMOJI, **fields)] == rules


def test_a_text_in_the_source_language_is_not_checked_and_that_is_said(checker: Checker) -> None:
    answer = checker.answer(parse_question({"language": "zh-CN", "text": "他们他们说。"}))
    assert answer["warnings"] == {"incompleteResults": True}
    assert answer["matches"] == []
    assert answer["language"] == {
        "name": "Chinese",
        "code": "zh-CN",
        "detectedLanguage": {"name": "Chinese", "code": "zh-CN", "confidence": 1.0},
    }


def test_the_languages_of_a_question_count() -> None:
    asked = parse_question({"language": "de", "text": "x", "srctext": "y", "motherTongue": "en-GB"})
    settings = settle(Settings(), asked)
    assert (settings.source_lang, settings.target_lang, settings.rules) == ("en-GB", "de", None)


def test_settings_are_read_again_when_their_files_change(checker: Checker) -> None:
    assert [match["rule"]["id"] for match in ask(checker, text=EMOJI)] == ["residual-source", "irregular-spacing"]
    Path("aligncheck.toml").write_text('ignore = ["residual-source"]\n', encoding="utf-8")
    assert [match["rule"]["id"] for match in ask(checker, text=EMOJI)] == ["irregular-spacing"]
    Path("aligncheck.toml").write_text("ignore = residual\n", encoding="utf-8")
    with pytest.raises(AligncheckError, match=r"aligncheck\.toml"):
        ask(checker, text=EMOJI)
    Path("aligncheck.toml").write_text('ignore = ["irregular-spacing"]\n', encoding="utf-8")
    assert [match["rule"]["id"] for match in ask(checker, text=EMOJI)] == ["residual-source"]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("pyproject.toml", "", '[tool.aligncheck]\nignore = ["doubled-word"]\n'),
        ("../aligncheck.toml", "", 'ignore = ["doubled-word"]\n'),
        ("base.toml", "", 'ignore = ["doubled-word"]\n'),
        ("house/en/doubled_words.tsv", "words\tkind\nwas\tsaid twice\n", "words\tkind\nwent\tsaid twice\n"),
    ],
)
def test_a_change_of_any_file_of_the_configuration_counts(
    name: str, before: str, after: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    file = write(here / name, before)
    if name in ("base.toml", "house/en/doubled_words.tsv"):
        write(here / "aligncheck.toml", 'extend = "base.toml"\n' if name == "base.toml" else 'packs = ["house"]\n')
    monkeypatch.chdir(here)
    checker, text = Checker(Request((".",))), "They went went home."
    assert [match["rule"]["id"] for match in ask(checker, text=text)] == ["doubled-word"]
    write(file, after)
    assert ask(checker, text=text) == []


def test_the_glossary_is_read_in_the_languages_of_the_configuration(checker: Checker) -> None:
    write(Path("aligncheck.toml"), 'source-lang = "de"\nglossaries = ["terms.csv"]\n')
    fields = {"text": "Plumbago matters.", "srctext": "Grafit ist wichtig."}
    for term, found in (("graphite", ["missing-term"]), ("plumbago", [])):
        write(Path("terms.csv"), f"Grafit,{term}\n")
        assert [match["rule"]["id"] for match in ask(checker, **fields)] == found


def test_notes_are_shown_on_request_alone(checker: Checker) -> None:
    text = "The the 1,860 miles."
    plain, picky = ask(checker, text=text), ask(checker, text=text, level="picky")
    assert plain == [match for match in picky if match["type"]["typeName"] == "Other"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": "a"}, "Missing 'language'"),
        ({"language": "en"}, "Missing 'text' or 'data'"),
        ({"language": "en", "text": "a", "data": "{}"}, "Give either 'text' or 'data', not both"),
        ({"language": "en", "text": "", "data": '{"text": ""}'}, "Give either 'text' or 'data', not both"),
        ({"language": "english", "text": "a"}, "did you mean en"),
        ({"language": "en", "data": "{"}, "not JSON"),
        ({"language": "en", "data": "[" * 100_000}, "not JSON"),
        ({"language": "en", "data": "[]"}, "'annotation'"),
        ({"language": "en", "data": '{"annotation": [1]}'}, "each piece"),
        ({"language": "en", "data": '{"annotation": [{"text": "a", "markup": "b"}]}'}, "each piece"),
    ],
)
def test_what_cannot_be_understood_is_named(fields: dict[str, str], message: str) -> None:
    with pytest.raises(BadQuestionError, match=message):
        parse_question(fields)


def test_the_way_back_to_what_was_sent() -> None:
    """Against a slow oracle: each character of the text is looked up in what was sent."""
    pieces = [
        Piece("<😀>", "", is_text=False),
        Piece("a😀b", "a😀b", is_text=True),
        Piece("&amp;", "&", is_text=False),
        Piece("😀😀", "😀😀", is_text=True),
        Piece("<i>", "", is_text=False),
        Piece("c", "c", is_text=True),
    ]
    text = AnnotatedText(pieces)
    places = list[tuple[int, int]]()
    position = 0
    for piece in pieces:
        for char in piece.text:
            width = count_units(char if piece.is_text else piece.sent)
            places.append((position, position + width))
            position += width
        position += 0 if piece.text else count_units(piece.sent)
    assert len(places) == len(text.text)
    for start in range(len(places)):
        for end in range(start + 1, len(places) + 1):
            assert text.measure(Span(start, end)) == (places[start][0], places[end - 1][1])


def test_languages_have_a_code_and_a_long_code() -> None:
    served = list_served_languages()
    assert {"name": "English", "code": "en", "longCode": "en-US"} in served
    assert {"name": "German", "code": "de", "longCode": "de"} in served
