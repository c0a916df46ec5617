"""Misspelled words: what is marked, and what is a word of the house, of the source, of code or of another language."""

from dataclasses import replace
from pathlib import Path

import pytest
from command_line import write

from align.commands.check import check_text
from align.config.packs import read_pack
from align.config.settings import Settings
from align.linter.registry import all_rules
from align.rules.linguistic.misspelled_word import MisspelledWordOptions

SETTINGS = Settings(rules=("misspelled-word",))
SENTENCE = "The army handled the logistcs of the operation."


def find(target: str, source: str | None = None, path: str = "text.txt", settings: Settings = SETTINGS) -> list[str]:
    return [one.text for one in check_text(target, settings, source, path=path).diagnostics]


def test_the_usual_word_is_written_where_a_person_agrees() -> None:
    (found,) = check_text(SENTENCE, SETTINGS).diagnostics
    assert found.finding.message == "“logistcs” is probably misspelled: write “logistics”."
    assert found.finding.fix is not None
    assert [edit.text for edit in found.finding.fix.edits] == ["logistics"]
    assert not found.finding.fix.safe


def test_it_is_in_preview() -> None:
    assert all_rules()["misspelled-word"].preview
    assert check_text(SENTENCE, Settings()).diagnostics == ()
    assert [one.finding.rule for one in check_text(SENTENCE, Settings(preview=True)).diagnostics] == ["misspelled-word"]


def test_words_of_the_house_are_right() -> None:
    options = (MisspelledWordOptions(allow=("Logistcs",)),)
    assert find(SENTENCE, settings=replace(SETTINGS, options=options)) == []


def test_words_of_a_pack_are_right_and_wrong(folder: Path) -> None:
    text = "The firm offers a servic to its clients, which the beever likes."
    assert find(text) == ["servic"]
    write(folder / "pack/en/words.tsv", "word\nservic\n")
    write(folder / "pack/en/misspellings.tsv", "word\tright\nbeever\tbeaver\n")
    settings = replace(SETTINGS, packs=(read_pack(folder / "pack"),))
    assert find(text, settings=settings) == ["beever"]


def test_words_of_the_source_are_right() -> None:
    assert find(SENTENCE, "军队负责行动的后勤。") == ["logistcs"]
    assert find(SENTENCE, "军队负责行动的Logistcs。") == []


def test_words_of_code_are_right() -> None:
    text = "The army handled the logistcs of the operation, as {}says.\n"
    assert find(text.format("it "), path="text.md") == ["logistcs"]
    assert find(text.format("`logistcs` "), path="text.md") == []


@pytest.mark.parametrize(
    "text",
    [
        "The army of logistcs.example handled the operation.",
        "The army handled the operation with logistcs.py and logistcs/main and --logistcs.",
        "The army handled the operation of @logistcs with #logistcs and logistcs_now.",
        "The army handled the logistcs-based operation.",
        "The army handled the “logistcs” of the operation.",
        "The army handled the Logistcs of the operation.",
        "The army handled the logistcs, and logistcs, and more logistcs, and logistcs again.",
    ],
)
def test_names_and_quotations_are_left_alone(text: str) -> None:
    assert find(text) == []


def test_another_language_is_left_alone() -> None:
    spanish = "Los expertos piensan que la situación económica es difícil y que el gobierno debe cambiar su política."
    assert find(spanish) == []
    english = (
        "The report of the goverment is in two languages, of which we quote the first one here, as it was written by "
    )
    english += (
        "the people of the city after the war, when all of them had come back from the hills to see what was left."
    )
    assert find(f"{english}\n\n{spanish}\n") == ["goverment"]


def test_several_slips_are_found_in_one_sentence() -> None:
    text = "An offficer of the port said that the executeable file must be configurd by hand."
    assert find(text) == ["offficer", "executeable", "configurd"]


def test_a_slip_that_comes_twice_needs_more_evidence() -> None:
    assert find("They paid attetion to it. We pay attetion to it.") == ["attetion", "attetion"]
    assert find("The senority is high. He spoke of the senority of it.") == []
