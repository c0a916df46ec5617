"""`--dictionary` and `dictionary = ...`: which CC-CEDICT counts for which text, in every command that reads it."""

import ast
import gzip
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import run
from roots import ROOT

from align import check_text
from align.config.settings import Settings
from glossary.storage import cache

WORDS = """#! date=2030-01-02T03:04:05Z
貔貅 貔貅 [pi2 xiu1] /{}/
"""
TARGET, SOURCE = "The 貔貅 reopened on Monday.\n", "貔貅周一重新开放。\n"
SEEDS = ROOT / "seeds"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path / "cache")
    texts = tmp_path / "texts"
    (texts / "sub").mkdir(parents=True)
    monkeypatch.chdir(texts)
    for name, word in (("one.u8", "lynx"), ("two.u8", "otter")):
        Path(name).write_text(WORDS.format(word), "utf-8")
    Path("three.u8.gz").write_bytes(gzip.compress(WORDS.format("stoat").encode()))
    for name in ("a", "sub/b"):
        Path(f"{name}.en.txt").write_text(TARGET, "utf-8")
        Path(f"{name}.zh.txt").write_text(SOURCE, "utf-8")
    return texts


def run_alone(arguments: Sequence[str]) -> str:
    """What the command prints in a process of its own."""
    command = [sys.executable, "-c", "from align.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, check=False).stdout.decode()


def check(*arguments: str) -> tuple[str, list[str]]:
    """The signature, and the first suggestion of each finding."""
    result = run("check", *arguments, "--select", "residual-source", "--output-format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    report = json.loads(result.stdout)
    return report["signature"].partition("|dictionary:")[2], [
        one["suggestions"][0]["text"] for one in report["findings"]
    ]


def test_the_file_on_the_command_line_counts(folder: Path) -> None:
    assert check(".", "--dictionary", "two.u8") == ("2030-01-02.f3a48b13", ["otter", "otter"])


def test_the_configuration_names_a_file_beside_it(folder: Path) -> None:
    Path("aligncheck.toml").write_text('dictionary = "three.u8.gz"\n')
    assert check("sub")[1] == ["stoat"]
    assert check("sub", "--dictionary", "one.u8")[1] == ["lynx"]
    assert check("sub", "--config", "none")[1] != ["stoat"]


def test_each_text_goes_by_the_dictionary_of_its_own_configuration(folder: Path) -> None:
    Path("aligncheck.toml").write_text('dictionary = "one.u8"\n')
    Path("sub/aligncheck.toml").write_text('dictionary = "../two.u8"\n')
    signature, found = check(".")
    assert (signature, found) == ("2030-01-02.c5a57877+2030-01-02.f3a48b13", ["lynx", "otter"])


@pytest.mark.parametrize(
    "command",
    [
        ["check", "a.en.txt"],
        ["align", "a.zh.txt", "a.en.txt"],
        ["terms", "a.en.txt"],
        ["glossary", "suggest", "貔貅"],
        ["glossary", "suggest", "a.en.txt"],
        ["glossary", "extract", "a.zh.txt", "a.en.txt"],
        ["glossary", "lint", "g.csv"],
        ["glossary", "find", "貔貅", "-g", "g.csv"],
    ],
)
def test_a_file_that_is_no_dictionary_ends_each_command_in_one_line(folder: Path, command: Sequence[str]) -> None:
    Path("g.csv").write_text("zh,en\n貔貅,beast\n", "utf-8")
    expected = (
        "aligncheck: g.csv: line 1: is not an entry of CC-CEDICT, such as “樣本 样本 [yang4 ben3] /sample/”; give a "
        "file of CC-CEDICT, plain or compressed by gzip\n"
    )
    if command[0] != "align" and command[1] not in ("lint", "find"):  # these take it from the configuration alone
        result = run(*command, "--dictionary", "g.csv")
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", expected)
    Path("aligncheck.toml").write_text('dictionary = "g.csv"\n')
    result = run(*command)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", expected)


def test_suggest_looks_the_word_up_in_the_file(folder: Path) -> None:
    result = run("glossary", "suggest", "貔貅", "--dictionary", "one.u8", "--output-format", "json")
    (word,) = json.loads(result.stdout)["words"]
    assert [one["text"] for one in word["suggestions"]] == ["lynx"]


def test_terms_of_texts_with_two_dictionaries_are_not_compared(folder: Path) -> None:
    Path("aligncheck.toml").write_text('dictionary = "one.u8"\n')
    Path("sub/aligncheck.toml").write_text('dictionary = "../two.u8"\n')
    result = run("terms", ".")
    assert (result.exit_code, result.stderr) == (
        2,
        "aligncheck: sub/b.en.txt: its configuration names another dictionary than that of the texts before it: name"
        " the same one for all\n",
    )
    result = run("terms", ".", "--dictionary", "one.u8", "--output-format", "json")
    assert json.loads(result.stdout)["dictionary"] == "2030-01-02.c5a57877"


@pytest.mark.full
def test_checks_by_turns_give_what_each_dictionary_gives_alone(folder: Path) -> None:
    """Nothing that is kept from one text to the next holds what another dictionary says."""
    command = ["check", str(SEEDS), "--output-format", "json", "--jobs", "1"]
    other = [*command, "--dictionary", "one.u8"]
    found = [run(*arguments).stdout for arguments in (command, other, command)]
    alone = [run_alone(arguments) for arguments in (command, other)]
    assert found == [alone[0], alone[1], alone[0]]
    assert json.loads(found[0])["findings"] != json.loads(found[1])["findings"]


def test_what_is_made_of_the_dictionary_is_kept_for_each_dictionary_apart() -> None:
    """In a module that reads the dictionary only what does not depend on it is kept by `cache` and `lru_cache`.

    The evidence of a passage, the names of a text and the versions of one that `stale` compares keep what they work
    out, but are made anew for each text; so is what works on the units of a corpus for each dictionary.
    """
    found = {
        f"{path.stem}.{function.name}"
        for package in ("align", "glossary")
        for path in (ROOT / package).rglob("*.py")
        if path.name not in ("files.py", "evidence.py", "stale.py")
        and "from glossary.dictionary" in (text := path.read_text("utf-8"))
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef)
        and any("cache" in (name := ast.unparse(one)) and "dictionary" not in name for one in function.decorator_list)
    }
    assert found == {
        "aligning.make_schema",
        "cached_results.identify_program",
        "chinese_names._compile_name",
        "chinese_names._compile_starts",
        "chinese_names._following",
        "comparisons._compile_compared",
        "comparisons._compile_than",
        "comparisons._list_compared",
        "comparisons._list_patterns",
        "currencies.load_currency_signs",
        "dictionary_keys._make_key",
        "dictionary_names._may_be_place",
        "dictionary_names.load_provinces",
        "doubts._compile",
        "drafts._score_word",
        "drafts.load_draft_words",
        "exchanged_roles.list_converses",
        "exchanged_roles.list_verbs",
        "exchanged_words._build_index",
        "exchanged_words._compile_denial",
        "exchanged_words._find_longer",
        "exchanged_words._fold_english",
        "exchanged_words._folded",
        "exchanged_words._group_by_kind",
        "exchanged_words._list_exact_kinds",
        "exchanged_words._list_english",
        "exchanged_words.load_meanings",
        "exchanged_words.said",
        "exchanges._list_turned",
        "exchanges._make_finder",
        "folding._build_width_table",
        "folding._compile_unfolded",
        "forms_of_address._compile_named",
        "forms_of_address._compile_titles",
        "forms_of_address._list_forms",
        "glossaries._build_news",
        "lexical_evidence._find_lemmas",
        "lexical_evidence.find_target_keys",
        "lexical_evidence.is_content",
        "lowered_names._is_foreign",
        "lowered_names._is_syllables",
        "names_in_pinyin._build_index",
        "names_in_pinyin._compile_surnames",
        "names_in_pinyin.cut_pinyin",
        "names_in_pinyin.load_known_names",
        "names_in_pinyin.load_readings",
        "names_in_pinyin.pinyin",
        "names_in_pinyin.words",
        "negation._compile_denials",
        "negation._compile_unless",
        "negation._load_negative_words",
        "negation._map_qualities",
        "passes.corpus",
        "proper_names.load_endings",
        "proper_names.load_names",
        "recurring_terms._list_edges",
        "recurring_terms._list_vague",
        "set_phrases._compile_phrases",
        "settings._choose_rules",
        "settings._sign",
        "shared_senses._lowered",
        "shared_senses._may_search",
        "sorted_lines._pages",
        "terms.places",
        "terms.terms",
        "zh_calendar._list_ends",
        "zh_calendar._list_lengths",
        "zh_calendar._load_eras",
        "zh_calendar.load_months",
        "zh_notes._compile_addresses",
        "zh_notes._compile_boilerplate",
        "zh_notes._compile_notes",
        "zh_notes._compile_words",
        "zh_notes.list_notes",
    }


def test_text_in_memory_is_checked_with_the_dictionary_of_its_settings(folder: Path) -> None:
    for name, word in (("one.u8", "lynx"), ("two.u8", "otter"), ("one.u8", "lynx")):
        result = check_text(TARGET, Settings(dictionary=name), SOURCE)
        (finding,) = [one.finding for one in result.diagnostics if one.finding.rule == "residual-source"]
        assert finding.suggestions[0].text == word
