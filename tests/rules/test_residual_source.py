"""Residue of the source: what a run is, how it is judged, and what is suggested for it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import check, findings, text_rule
from rows import on_each

from align.lang import find_language
from align.lang.east_asian import find_runs
from align.lang.pinyin import is_spelled_after, is_spelled_before
from align.model import Document, Finding, Severity
from align.model.offsets import split_written_lines
from align.rules.accuracy.residual_source import ResidualSource
from glossary.lang.scripts import EAST_ASIAN_LETTERS, count_east_asian, name_script
from glossary.suggestions.slot_suggestions import RankedRendering, Slot

GLOSSED = "".join(f"The term {number} stands for a “harbour wall 港墙” here.\n" for number in range(6))


def found(text: str, **options: str) -> list[Finding]:
    return check(text, [ResidualSource()], **options)


def severity(text: str, word: str, **options: str) -> Severity:
    (one,) = (finding for finding in found(text, **options) if text[slice(*finding.span)] == word)
    return one.severity


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Slot]]:
    """What was asked of the dictionary, which knows one word."""
    slots: list[Slot] = []

    def suggest_renderings(given: Sequence[Slot], limit: int = 5, **_: object) -> list[tuple[RankedRendering, ...]]:
        slots.extend(given)
        return [(RankedRendering("harbour", "test", 0.9),) if slot.word == "港口" else () for slot in given]

    monkeypatch.setattr("glossary.suggestions.slot_suggestions.suggest_renderings", suggest_renderings)
    yield slots


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("the中国、美国 two", ["中国、美国"]),
        ("the 第3届 fair", ["第3届"]),
        ("at 港口 码头 2 号 today", ["港口 码头 2 号"]),
        ("a 港口 b 码头", ["港口", "码头"]),
        ("港口\n码头", ["港口", "码头"]),
        ("the 𠮷野家 shop", ["𠮷野家"]),
        ("on 30 日 of", ["日"]),
        ("一", ["一"]),
    ],
)
def test_runs(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in find_runs(text)] == pieces


@given(st.text(st.sampled_from("港口ソ한ㄅ𠮷 ,、3a\n"), max_size=30))
def test_runs_hold_every_letter_once(text: str) -> None:
    spans = list(find_runs(text))
    assert sum(count_east_asian(text[start:end]) for start, end in spans) == count_east_asian(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(count_east_asian(text[start] + text[end - 1]) == 2 for start, end in spans)


@pytest.mark.parametrize(
    ("run", "name"), [("港口", "Chinese"), ("港のソ", "Japanese"), ("항구", "Korean"), ("ㄅㄆ", "bopomofo")]
)
def test_the_message_names_the_writing(run: str, name: str) -> None:
    assert name_script(run) == name
    (finding,) = found(f"the {run} is open")
    assert finding.message.startswith(f"{name} “{run}” was left untranslated")


def test_letters_leave_other_scripts_alone() -> None:
    import re

    assert not re.search(f"[{EAST_ASIAN_LETTERS}]", "Aé Ω Ж ع 1 ， 。 「 ！ Ａ １ “ — … € ☎ 🙂")


@on_each(
    [
        ("They want to港口 today.", "港口", Severity.ERROR),
        ("They want the 港口 today.", "港口", Severity.ERROR),
        ("We’re 港口.", "港口", Severity.ERROR),
        ("The yard grew港口.", "港口", Severity.ERROR),
        ("It costs 3 billion (约合 4 billion).", "约合", Severity.ERROR),
        ("Nobody came, 港口 was empty.", "港口", Severity.WARNING),
        ("Ask @港口一日 for it.", "港口一日", Severity.WARNING),
        ("Spring丨Weather", "丨", Severity.WARNING),
        ("Du Fu 杜甫 lived here.", "杜甫", Severity.INFO),
        ("Du Fu’s 杜甫 hut.", "杜甫", Severity.INFO),
        ("Dù Fǔ杜甫 lived here.", "杜甫", Severity.INFO),
        ("The harbour (港口) is open.", "港口", Severity.INFO),
        ("The 港口 (harbour) is open.", "港口", Severity.ERROR),
        ("It is the character 港.", "港", Severity.INFO),
        ("In terms of 港口 it is small.", "港口", Severity.ERROR),
        ("In other words 港口 it is.", "港口", Severity.WARNING),
    ]
)
def test_severity(text: str, word: str, expected: Severity) -> None:
    assert severity(text, word) is expected


def test_a_run_of_a_known_source_is_certain() -> None:
    (finding,) = found("Nobody came, 港口 was empty.", source="没人来，港口空着。")
    assert (finding.severity, finding.confidence) == (Severity.ERROR, 1.0)
    (invented,) = found("Nobody came, 港口 was empty.", source="没人来，码头空着。")
    assert (invented.severity, invented.confidence) == (Severity.ERROR, None)
    (quoted,) = found("Nobody came, and “港口” was empty.", source="没人来，码头空着。")
    assert (quoted.severity, quoted.confidence) == (Severity.WARNING, None)
    assert severity("Du Fu (杜甫) lived here.", "杜甫", source="杜甫住在这里。") is Severity.INFO


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("The US轴承 press is free.", "The US press is free."),
        ("The US轴承press is free.", "The US press is free."),
        ("The press is free轴承.", "The press is free."),
    ],
)
def test_what_the_source_lacks_was_made_up_and_is_deleted(asked: list[Slot], text: str, fixed: str) -> None:
    (finding,) = found(text, source="美国媒体是自由的。")
    assert asked == []
    assert finding.message == "Chinese “轴承” is not in the source; translate it or delete it."
    assert finding.fix is not None
    (edit,) = finding.fix.edits
    assert text[: edit.start] + edit.text + text[edit.end :] == fixed


@pytest.mark.parametrize("source", ["", "他們開放碼頭。", "碼頭開放，軸承不好。", "The US press is free."])
def test_what_the_source_may_have_was_not_made_up(source: str) -> None:
    (finding,) = found("They open the 码头 now.", source=source)
    assert "is not in the source" not in finding.message


def test_what_another_sentence_of_the_source_has_was_not_made_up() -> None:
    texts = "The port opens in May.\nThe US轴承 press is free.", "港口五月开放。\n美国媒体是自由的。"
    assert ["is not in the source" in finding.message for finding in found(texts[0], source=texts[1])] == [True]
    with_it = texts[1] + "\n轴承卖完了。"
    assert ["is not in the source" in finding.message for finding in found(texts[0], source=with_it)] == [False]


def test_a_piece_of_a_word_is_looked_up_as_the_whole_word(asked: list[Slot]) -> None:
    found("They贏 time.", source="他们赢得了时间，贏得了人心。")
    found("The 赢 is ours.", source="赢，我们就赢。")
    assert [slot.word for slot in asked] == ["贏得", "赢"]


def test_a_text_that_gives_originals_may_give_one_more() -> None:
    one = "He praised its old gate 城门 and left."
    assert severity(one, "城门") is Severity.WARNING
    assert severity(GLOSSED + one, "城门") is Severity.INFO


def test_a_slot_stays_an_error_among_glosses() -> None:
    assert severity(GLOSSED + "They want to城门 it.", "城门") is Severity.ERROR


def test_a_bad_translation_is_no_gloss() -> None:
    text = "\n".join(
        f"They want to{word} it near the gate {word}." for word in ("港口", "码头", "仓库", "船队", "城门")
    )
    assert {finding.severity for finding in found(text)} == {Severity.ERROR, Severity.WARNING}


def test_notes_may_hold_originals() -> None:
    text = "All is well.\n\nNotes\n\n[1] Li Si, 港口的一天, 2011.\n"
    assert severity(text, "港口的一天") is Severity.INFO
    assert severity("All is well.\n\nNotes\n\nThe 港口 is open.\n", "港口") is Severity.ERROR


@pytest.mark.parametrize("mark", ["[1]", "[^1]:", "\\\\[1\\\\]", "[^note]:"])
def test_a_note_may_hold_originals(mark: str) -> None:
    assert severity(f"All is well.\n\n{mark} See the 港口 by Li Si.\n", "港口", name="a.md") is Severity.INFO
    assert severity("All is well.\n\n[News] See the 港口 by Li Si.\n", "港口", name="a.md") is Severity.ERROR


@pytest.mark.parametrize("code", ["zh-Hans", "ja", "ko"])
def test_a_target_written_in_these_scripts_has_no_residue(code: str) -> None:
    text = "去港口 today"
    assert not findings(ResidualSource(), Document("a.txt", code, text, split_written_lines, find_language(code).split))


def test_suggestions_are_asked_once_and_the_fix_restores_spaces(asked: list[Slot]) -> None:
    first, second = found("They open the港口now.\nThey open the港口now.\nBut (港口) is a gloss.")[:2]
    assert asked == [Slot("港口", "They open the", "now.")]
    assert [suggestion.text for suggestion in first.suggestions] == ["harbour"] == [s.text for s in second.suggestions]
    assert first.fix is not None
    assert not first.fix.safe
    assert [edit.text for edit in first.fix.edits] == [" harbour "]
    assert first.message.endswith("translate it and restore the missing space before and after it.")


@pytest.mark.parametrize(
    ("text", "marked", "amount"),
    [
        ("Sales of 12,000 亿 yuan.", "12,000 亿", "1.2 trillion"),
        ("It cost 2510亿元 in all.", "2510亿元", "251 billion yuan"),
        ("About 1.5 万 came.", "1.5 万", "15,000"),
        ("It moved 300万吨of coal.", "300万吨", "3 million tons"),
        ("The 3.5万名 workers left.", "3.5万名", "35,000"),
        ("Of them 3.5万人 stayed.", "3.5万人", "35,000 people"),
        ("Apply by 3月12日 at the latest.", "3月12日", "March 12"),
        ("They met on the 12日, at noon.", "12日", "12th"),
        ("It opened in 2019年5月 with a show.", "2019年5月", "May 2019"),
        ("It cost 5元 then.", "5元", "5 yuan"),
    ],
)
def test_an_amount_or_date_of_which_the_number_was_rendered_is_computed(text: str, marked: str, amount: str) -> None:
    (one,) = found(text)
    assert text[slice(*one.span)] == marked
    assert one.message.startswith(f"Chinese “{marked}” was left untranslated; translate it")
    assert "before" not in one.message
    assert [(offer.text, offer.origin) for offer in one.suggestions] == [(amount, "calculated")]
    assert one.fix
    (edit,) = one.fix.edits
    assert (text[edit.start : edit.end], edit.text.rstrip(), one.fix.safe) == (marked, amount, False)


@pytest.mark.parametrize(
    "text", ["Version 2.3.4 万物 is out.", "The 3 万能 tools.", "In 1.2.3 亿 it is.", "The 5月刊 is here."]
)
def test_what_is_no_amount_is_looked_up(asked: list[Slot], text: str) -> None:
    assert len(found(text)) == len(asked) == 1


def test_without_a_suggestion_there_is_no_fix(asked: list[Slot]) -> None:
    (finding,) = found("They open the城门 now.")
    assert asked
    assert finding.fix is None


def test_the_source_goes_with_the_question(asked: list[Slot]) -> None:
    found("They open the港口.", source="他们开放港口。")
    assert [slot.source for slot in asked] == ["他们开放港口。"]


def test_the_number_of_questions_is_bounded(asked: list[Slot]) -> None:
    han = [chr(0x4E00 + number) * 2 for number in range(700)]
    assert len(found("\n".join(f"They open the{word} now." for word in han))) == 700
    assert len(asked) == 500


@pytest.mark.parametrize(
    ("run", "left", "fits"),
    [
        ("杜甫", "the poet Du Fu ", True),
        ("刘知几", "Liu Zhiji’s ", True),
        ("吕布", "Lü Bu ", True),
        ("吕布", "Lyu Bu ", True),
        ("躺平", "tǎng píng/", True),
        ("的", "inside ", False),
        ("杜甫", "the poet Dufoo ", False),
        ("ソニー", "Sony ", False),
        ("", "Du Fu ", False),
    ],
)
def test_pinyin_before(run: str, left: str, fits: bool) -> None:
    assert is_spelled_before(run, left) is fits


def test_pinyin_after() -> None:
    assert is_spelled_after("躺平", " (tangping), a word")
    assert not is_spelled_after("躺平", " (tangpinger)")


def test_a_switch_between_languages_is_given() -> None:
    assert [one.severity for one in found("Language / 语言\n\n语言 / Language")] == [Severity.INFO] * 2
    (left,) = found("Choose the 语言 first.")
    assert left.severity is Severity.ERROR
    (switch,) = found("English | 简体中文")
    assert switch.severity is Severity.INFO
    (left,) = found("Translate it into 简体中文 first.")
    assert left.severity is Severity.ERROR


def test_a_text_left_over_gives_no_originals() -> None:
    lost = "\n\n".join(f"第{number}个选项的说明" for number in range(5))
    headings = "Markup Schema 案例\n\nForm Schema 案例\n\nGrid Schema (案例)"
    severities = [one.severity for one in found(f"{headings}\n\n{lost}") if one.span.start < len(headings)]
    assert severities == [Severity.WARNING] * 3


def test_types_beside_descriptions_are_no_bilingual_list() -> None:
    rows = "".join(f"\n| string | 第{number}项说明 |" for number in range(6))
    text = f"The options are these.\n\n| Type | What |\n| --- | --- |{rows}\n"
    errors = check(text, [text_rule("untranslated-segment")], name="example.md")
    assert [one.severity for one in errors] == [Severity.ERROR] * 6


def test_a_term_given_on_purpose_may_stand_in_the_place_of_a_word_elsewhere() -> None:
    words = ("港口", "码头", "仓库", "船队", "城门")
    glosses = "\n".join(f"The word for it ({word}) is old." for word in words)
    text = f"{glosses}\nHe wrote it with 港口 and without 码头.\nHe saw the大桥."
    assert severity(text, "大桥") is Severity.ERROR
    assert {one.severity for one in found(text) if one.span.start > len(glosses)} == {Severity.INFO, Severity.ERROR}
    assert severity("He wrote it with 港口 (“port”) and without 码头.", "码头") is Severity.ERROR


def test_a_column_of_originals_and_lines_over_their_pinyin_are_given_on_purpose() -> None:
    table = "| {} | What it is |\n|---|---|\n| 回锅肉 | Twice-cooked pork |\n| 豆腐 | Beancurd |\n"
    text = "A: 便宜一点儿，好吗？\nPiányi yìdiǎnr, hǎo ma?\n\nB: 好。\nYes."
    rules = [text_rule("untranslated-segment"), text_rule("residual-source")]
    assert {one.severity for one in check(table.format("Characters"), rules, name="a.md")} == {Severity.INFO}
    assert {one.severity for one in check(table.format("Dish"), rules, name="a.md")} == {Severity.ERROR}
    assert next(iter(check(text, rules))).severity is Severity.INFO


@pytest.mark.parametrize(
    ("text", "source", "marked", "written"),
    [
        ("Photograph by Li健 in May.", "五月，李健摄影。", "Li健", "Li Jian"),
        ("The driver, Zhao宇空, left.", "", "Zhao宇空", "Zhao Yukong"),
        ("Hu顺li, the deputy head, came.", "副主任侯顺利出席。", "Hu顺li", "Hou Shunli"),
        ("The dean, 国凯 Chen, spoke at length.", "院长陈国凯发言很久。", "国凯 Chen", "Guokai Chen"),
        ("It set aside nearly S新500 million for the port.", "拨款近5亿新元建港。", "S新", "S$"),
        ("The price of TS积电 rose sharply.", "台积电股价大涨。", "TS积电", "TSMC"),
        ("Part 2: Culture文化 and more", "", "Culture文化", "Culture"),
    ],
)
def test_what_is_partly_in_chinese_is_written_in_full(text: str, source: str, marked: str, written: str) -> None:
    (one,) = found(text, source=source) if source else found(text)
    assert (text[slice(*one.span)], one.suggestions[0].text) == (marked, written)
    assert one.fix is not None
    assert one.fix.edits[0].text == written
    assert one.message == f"“{marked}” is partly in Chinese: write “{written}”."


@pytest.mark.parametrize(
    ("text", "source", "message", "left"),
    [
        (
            "Although this is rare罕见 for the young, it happens.",
            "这对年轻人来说较为罕见，但也会发生。",
            "Chinese “罕见” was left in next to its rendering, “rare”: delete it.",
            "Although this is rare for the young, it happens.",
        ),
        (
            "It is back at about 约 50% of the level before.",
            "恢复到之前约50%的水平。",
            "Chinese “约” was left in next to its rendering, “about”: delete it.",
            "It is back at about 50% of the level before.",
        ),
    ],
)
def test_a_run_next_to_its_rendering_is_to_be_deleted(text: str, source: str, message: str, left: str) -> None:
    (one,) = found(text, source=source)
    assert one.fix is not None
    (edit,) = one.fix.edits
    assert (one.message, one.suggestions) == (message, ())
    assert text[: edit.start] + edit.text + text[edit.end :] == left


def test_no_message_says_that_a_draft_be_written() -> None:
    (one,) = found("The variable is定义为无符号类型 in the manual.")
    assert one.suggestions[0].origin == "draft"
    assert one.message == (
        "Chinese “定义为无符号类型” was left untranslated; translate it and restore the missing space before it."
    )


def test_a_draft_is_marked_and_no_fix_writes_it() -> None:
    (one,) = found("The variable is定义为无符号类型 in the manual.", source="该变量在手册中定义为无符号类型。")
    assert (one.suggestions[0].text, one.suggestions[0].origin) == ("defined as unsigned type", "draft")
    assert one.fix is not None
    assert one.fix.draft


@pytest.mark.parametrize(
    ("text", "source", "first"),
    [
        ("The film was made by 中健影业 last year.", "该片去年由中健影业制作。", "Zhongjian Pictures"),
        ("The news is from 湖南日报网 in May.", "消息来自五月的湖南日报网。", "Hunan Daily Online"),
        ("The wind parted 中健 Fitness from the town.", "风把中健健身和镇子分开。", "Zhongjian"),
        ("The deal is worth 三亿元 in all, they say.", "他们说，这笔交易总值三亿元。", "300 million yuan"),
    ],
)
def test_names_and_figures_are_suggested_first(text: str, source: str, first: str) -> None:
    (one,) = found(text, source=source)
    assert one.suggestions[0].text == first


def test_a_bar_becomes_a_colon() -> None:
    text = "Spring comes early 丨 Weather"
    (one,) = found(text)
    assert one.fix is not None
    (edit,) = one.fix.edits
    assert text[: edit.start] + edit.text + text[edit.end :] == "Spring comes early: Weather"


@pytest.mark.parametrize(
    ("text", "source", "marked", "first"),
    [
        ("Bi亚迪's profit rose.", "比亚迪利润增长。", "Bi亚迪", "BYD"),
        ("Huawei and 小mi took part.", "华为与小米参加。", "小mi", "Xiaomi"),
    ],
)
def test_the_rest_of_a_word_in_pinyin_is_replaced_with_it(text: str, source: str, marked: str, first: str) -> None:
    (one,) = found(text, source=source)
    assert (text[slice(*one.span)], one.suggestions[0].text) == (marked, first)
