"""Rules run only on the languages that they know, and a report says which did not run."""

from dataclasses import replace

import pytest
from marked import marked, verdict

from align import check_text
from align.config.settings import Settings
from align.lang import find_language, list_languages
from align.linter.registry import all_rules
from align.linter.rule import Sourced, list_not_run
from align.model import RulesNotRun
from align.report.style import Style
from align.report.summary import summary

ENGLISH_IN_ANOTHER = {"untranslated-segment", "untranslated-document", "residual-source", "wrong-language"}
"""Rules that rightly report English, or Chinese, in a text that is in neither."""
ENGLISH_IN_ANOTHER |= {"number-mismatch", "unit-mismatch", "money-mismatch"}
"""English names of units are not those of another language, nor is “to” between two numbers. A list without blanks and
a number with one too many (249,289,299; 100, 000) are excused in Chinese into English."""

TAKEN_FOR_MISSING = [
    (
        "omission",
        "The researchers offer two explanations, which do not exclude each other. The octopus may be rehearsing its "
        "camouflage. Or it may be reliving the events of the day.⟦⟧\nThe last question is that of sleep.",
    )
]
"""What is good by the words of Chinese and English alone, which say that a sentence is inside another."""


GIVEN = ("source", "glossary", "checklist", "memory", "old_source")


@pytest.mark.parametrize("language", ["zh", "ja", "ko", "de", "fr", "es"])
def test_what_is_good_in_english_is_no_fault_in_another_language(language: str) -> None:
    found = []
    asked = [rule for name, rule in all_rules().items() if name not in ENGLISH_IN_ANOTHER]
    for rule in (rule for rule in asked if rule.knows("zh", language)):
        for good in rule.good:
            shown = good if isinstance(good, Sourced) else Sourced(good)
            if (shown.source and language == "zh") or shown.languages != ("zh", ""):
                continue  # what Chinese is translated into is not Chinese
            given = {name: getattr(shown, name) for name in GIVEN}
            if findings := verdict(rule, shown.text, languages=("zh", language), **given):
                found.append((rule.name, marked(shown.text, findings)))
    assert found == ([] if language in ("zh", "ja", "ko") else TAKEN_FOR_MISSING)


def test_a_language_that_is_not_known_is_not_english() -> None:
    names = [(one.code, one.name, one.script) for one in map(find_language, ("de", "zh-Hant", "yue", "ru", "et"))]
    assert names == [
        ("de", "German", "Latin"),
        ("zh", "Chinese", "Han"),
        ("zh", "Chinese", "Han"),
        ("ru", "Russian", "Cyrillic"),
        ("et", "et", ""),
    ]
    assert {"zh", "en", "ja", "ko", "de", "fr", "es"} < {one.code for one in list_languages()}


def test_rules_say_which_languages_they_know() -> None:
    rules = all_rules()
    known = {
        name: rules[name].describe_languages() for name in ("lost-doubt", "doubled-word", "cjk-punctuation", "omission")
    }
    assert known == {
        "lost-doubt": "Chinese to English",
        "doubled-word": "translations into English",
        "cjk-punctuation": "translations into languages other than Chinese, Japanese or Korean",
        "omission": "",
    }
    chosen = [rules[name] for name in known]
    languages = [("zh", "en-GB"), ("en", "zh-Hant"), ("", "de"), ("ja", "en")]
    assert list(list_not_run(chosen, languages)) == [
        RulesNotRun("en", "zh-Hant", "Chinese to English", ("lost-doubt",)),
        RulesNotRun("en", "zh-Hant", "translations into English", ("doubled-word",)),
        RulesNotRun(
            "en", "zh-Hant", "translations into languages other than Chinese, Japanese or Korean", ("cjk-punctuation",)
        ),
        RulesNotRun("", "de", "Chinese to English", ("lost-doubt",)),
        RulesNotRun("", "de", "translations into English", ("doubled-word",)),
        RulesNotRun("ja", "en", "Chinese to English", ("lost-doubt",)),
    ]


def test_a_report_says_which_rules_did_not_run() -> None:
    settings = Settings(source_lang="en", target_lang="de", rules=("lost-doubt", "negation-mismatch", "doubled-word"))
    result = check_text("Die, die die Waren sehen.", settings, "Those who see the the goods.")
    report = result.to_dict()
    assert report["findings"] == []
    assert report["rules_not_run"] == [
        {
            "source": "en",
            "target": "de",
            "known": "Chinese to English",
            "rules": ["lost-doubt", "negation-mismatch"],
        },
        {"source": "en", "target": "de", "known": "translations into English", "rules": ["doubled-word"]},
    ]
    from align.commands.results import add_up

    whole = add_up([result]).report
    told = "Not run: 2 rules for Chinese to English, 1 rule for translations into English."
    assert told in summary(whole, Style())
    english = check_text("He saw the the goods.", replace(settings, source_lang="zh", target_lang="en"), "他看见货物。")
    both = summary(add_up([result, english]).report, Style())
    assert told in both


def test_reports_of_chinese_to_english_say_nothing_of_languages() -> None:
    result = check_text("He saw the goods.", Settings(), "他看见货物。")
    assert result.to_dict()["rules_not_run"] == []
