"""Texts in another language than English, of the rule `wrong-language`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import check, text_rule
from rows import on_each

from align.commands.check import check_text
from align.config.settings import Settings
from align.lang.identification import find_other_language

RULE = text_rule("wrong-language")
_ENGLISH = "The port was opened in May, and the first ships have been in the roads for a week."


@on_each(
    [
        ("Czech", "Přístav se otevřel v květnu a první lodě už jsou na místě, ale rybáři se bojí, že je málo ryb."),
        ("Danish", "Havnen er åben fra maj, og de første skibe er kommet til kajen, men der er ikke plads til dem."),
        (
            "Dutch",
            "De haven werd in mei geopend, en de schepen zijn er al, maar het water of de kade is te laag.",
        ),
        ("Finnish", "Satama on auki, ja se on uusi, mutta kalat ovat vähissä, ja kun laiva tuli, se ei ollut täynnä."),
        ("French", "Le port est ouvert en mai, et les premiers navires sont dans la rade depuis une semaine."),
        ("German", "Der Hafen ist im Mai geöffnet worden, und die ersten Schiffe sind schon da."),
        ("Icelandic", "Höfnin er opin og fyrstu skipin eru komin, en það er ekki pláss fyrir þau við bryggjuna."),
        ("Indonesian", "Pelabuhan itu dibuka pada bulan Mei, dan kapal yang pertama akan tiba dari utara dengan ikan."),
        (
            "Italian",
            "Il porto è aperto, e le prime navi sono nella rada, ma non si sa che cosa il mare dei poveri dia.",
        ),
        (
            "Polish",
            "Port jest otwarty od maja i już są w nim statki, ale nie wiadomo, jak się będzie żyło na tej wyspie.",
        ),
        ("Portuguese", "O porto abriu em maio, mas não se sabe para que serve, e os barcos da ilha são dos pobres."),
        ("Romanian", "Portul este deschis din mai, și navele sunt în radă, dar nu se știe cu ce și pe unde vor pleca."),
        ("Spanish", "El puerto se abrió en mayo, y los primeros barcos ya están en la rada con una carga de pescado."),
        ("Swedish", "Hamnen är öppen från maj, och de första fartygen har kommit, men det är inte plats för dem."),
        (
            "Turkish",
            "Liman mayıs ayında açıldı ve ilk gemiler geldi, ama bu yıl balık için çok kötü bir yıl olarak geçti.",
        ),
        ("Vietnamese", "Cảng đã mở và những con tàu đầu được đón, không một người nào là của cảng này cho đến khi về."),
        ("Cyrillic script", "Порт открылся в мае, и первые корабли уже прибыли, но рыбаки беспокоятся об улове."),
        ("Arabic script", "افتتح الميناء في مايو ووصلت السفن الأولى ولكن الصيادين قلقون بشأن صيد هذا العام كله"),
    ]
)
def test_a_text_in_another_language_is_one_finding(language: str, text: str) -> None:
    assert find_other_language(text) == language
    (finding,) = check(f"\n{text}\n", [RULE])
    assert finding.span == (1, len(text) + 1)
    assert finding.message == (f"This text seems to be in {language}, not English: check that it is the right file.")


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("fr", "Le port est ouvert en mai, et les premiers navires sont dans la rade depuis une semaine.", None),
        ("fr-CA", "Le port est ouvert en mai, et les premiers navires sont dans la rade depuis une semaine.", None),
        (
            "fr",
            "The port was opened in May, and the first ships have been in the roads for a week.",
            "English, not French",
        ),
        (
            "hu",
            "The port was opened in May, and the first ships have been in the roads for a week.",
            "English, not hu",
        ),
        (
            "zh",
            "The port was opened in May, and the first ships have been in the roads for a week.",
            "English, not Chinese",
        ),
        ("fr", "Der Hafen ist im Mai geöffnet worden, und die ersten Schiffe sind schon da.", "German, not French"),
        ("hu", "Der Hafen ist im Mai geöffnet worden, und die ersten Schiffe sind schon da.", None),
        ("de", "Der Hafen ist im Mai geöffnet worden, und die ersten Schiffe sind schon da.", None),
        ("fr", "The Great Wall, The Forbidden City, The Summer Palace", None),
        ("zh", "港口五月开放。第一批船已经到了，渔民担心今年的收成。新码头将在冬天之前建成，耗资三亿元。", None),
    ],
)
def test_a_translation_is_in_the_language_that_is_asked_for(code: str, text: str, said: str | None) -> None:
    found = check_text(text, Settings(target_lang=code, rules=("wrong-language",))).diagnostics
    messages = [f"This text seems to be in {said}: check that it is the right file."] * bool(said)
    assert [one.finding.message for one in found] == messages


def test_a_title_in_english_makes_no_english_text() -> None:
    text = "El puerto se abrió en mayo, y los primeros barcos ya están en la rada con una carga de pescado. " * 12
    (finding,) = check(f"{text}Wang Li, “Ships and the Sea in the North”.", [RULE])
    assert finding.rule == "wrong-language"


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafen ist im Mai geöffnet.",
        "She sang “Der Mond ist aufgegangen, die goldnen Sternlein prangen am Himmel hell und klar” to us.",
        "Mao Zedong: 毛 泽 东 《 农 村 调 查 文 集 》 北 京 人 民 出 版 社, page 17",
        "Steel output, copper price, coal stocks, power demand, freight rates, import quotas, export licences",
        "港口五月开放。第一批船已经到了，渔民担心今年的收成。新码头将在冬天之前建成，耗资三亿元。",
    ],
)
def test_what_is_short_or_quoted_or_a_list_is_left_alone(text: str) -> None:
    assert find_other_language(text) is None


@given(
    st.lists(
        st.sampled_from(("the", "of", "and", "to", "in", "was", "harbour", "ship", "opened", "early", "fish")),
        min_size=12,
    )
)
def test_text_with_english_words_is_english(words: list[str]) -> None:
    text = " ".join(["the", "of", "and", "to", *words])
    assert find_other_language(text) is None
