"""Figures, names and lengths between any two languages that are known. The French and Spanish texts are made up."""

import re
from fractions import Fraction

import pytest

from align import check_text
from align.analysis.surplus import measure_letters
from align.config.settings import Settings
from align.quantities.numeral_words import NUMERALS
from align.quantities.numerals import find_numeral_reader
from glossary.pack.tables import read_rows

MAY, JUNE = (2024, 5, 1), (None, 6, 2)


@pytest.mark.parametrize(
    ("language", "text", "readings"),
    [
        ("de", "Es sind 3,5 Millionen.", [{3_500_000}]),
        ("de", "Es sind 1.234 Dateien.", [{1234, Fraction(617, 500)}]),
        ("de", "Seit dem 1. Mai 2024 gilt OAuth-2.1-Zugriff.", [{MAY}, {Fraction(21, 10)}]),
        ("fr", "Le 1er mai 2024, 12 345,5 francs.", [{MAY}, {Fraction(24691, 2)}]),
        ("es", "El 1 de mayo de 2024, 3 mil millones.", [{MAY}, {3 * 10**9}]),
        ("ja", "2024年5月1日に1億2,345万円", [{MAY}, {123_450_000}]),
        ("ja", "6月2日の令和6年", [{JUNE}, {6, 2024}]),
        ("ko", "2024년 5월 1일, 3만 5천 명", [{MAY}, {35_000}]),
        ("zh", "2024年5月1日，150万人", [{MAY}, {1_500_000}]),
        ("en", "On May 1, 2024, 1.5 million; v1.2.3 at 3 p.m.", [{MAY}, {1_500_000}, {"1.2.3"}, {3, 15}]),
        ("en", "For $5m in the 1990s, 1,234.", [{5, 5 * 10**6}, {90, 1990}, {1234}]),
        ("zh", "1300余万人，20世纪60年代，第90页", [{1300, 13_000_000}, {20, 60, 1960}, {60, 1960}, {90}]),
        (
            "en",
            "5 feet 11 inches, 16 to 17 million",
            [{5, Fraction(71, 12)}, {16, 16 * 10**6, 17 * 10**6}, {17 * 10**6}],
        ),
        ("ko", "3조건, 3조 원", [{3}, {3 * 10**12}]),
        ("zh", "100兆带宽，3兆元", [{100}, {3 * 10**12}]),
        ("ko", "제15조 제2항, 형법 250조에 따라", [{15}, {2}, {250, 250 * 10**12}]),
        ("ko", "15조 원, 1조 2천억 원, 15조 3항", [{15 * 10**12}, {12 * 10**11}, {15, 15 * 10**12}, {3}]),
        ("ko", "버전 3만 지원, 3만 명, 3만 5천 명", [{3, 30_000}, {30_000}, {35_000}]),
        ("ko", "3조치, 2백업, 5만약, 4경우, 3천연", [{3}, {2}, {5}, {4}, {3}]),
        ("ko", "만약 3개, 천천히 2번, 해당 5건, 타율 3할 5푼", [{3}, {2}, {5}, {35}]),
        ("ja", "3割, 3割5分, 5分, 3割り当て, 2ダース", [{30}, {35}, {5}, {3}, {24}]),
        ("ja", "3万億円, 0億円", [{3 * 10**12}, {0}]),
        ("zh", "3万亿元", [{3 * 10**12}]),
        ("fr", "5 M€, 5 Md€, 5 Mrd €, 5 M", [{5 * 10**6}, {5 * 10**9}, {5 * 10**9}, {5}]),
        ("es", "5 M€, 5 MM €, 5 mil millones", [{5 * 10**6}, {5 * 10**6, 5 * 10**9}, {5 * 10**9}]),
        ("fr", "8 jours, 15 jours, 3 millions", [{8, 7}, {15, 14}, {3 * 10**6}]),
        ("de", "3 Mrd Euro, 5 Millionen-Grenze", [{3 * 10**9}, {5 * 10**6}]),
        ("de", "30 bis 50 Millionen, 3 Mio. mehr", [{30, 30 * 10**6}, {50 * 10**6}, {3 * 10**6}]),
    ],
)
def test_a_figure_has_all_the_readings_of_its_language(language: str, text: str, readings: list[set[object]]) -> None:
    reader = find_numeral_reader(language)
    assert reader is not None
    assert [set(one.readings) for one in reader(text).found] == readings


@pytest.mark.parametrize("language", NUMERALS)
def test_each_numeral_is_read_in_its_example_alone(language: str) -> None:
    for row in read_rows(NUMERALS[language]):
        word, kind, value, before, _, example, counter_example = row.cells
        assert word.lower() in example.lower(), row.place
        if kind not in ("ten", "scale", "tenth", "none") or (kind == "tenth" and before):
            continue
        found, other = (_read_products(text, word, kind, value, language) for text in (example, counter_example))
        assert found is True, row.place
        assert not counter_example or not other, row.place


def _read_products(text: str, word: str, kind: str, value: str, language: str) -> bool:
    """Return whether the last number before a word in a text is multiplied by its values, or by nothing."""
    reader = find_numeral_reader(language)
    assert reader is not None
    before = text[: text.index(word)] if word in text else text
    digits = re.findall("[0-9]+", before)
    factors = [1] if kind == "none" else [int(one) for one in value.split("|")]
    if not digits:
        return not any(map(str.isdigit, text)) and set(factors) <= reader(text).values
    products = {int(digits[-1]) * factor for factor in factors}
    if language == "zh":  # which has another reader, too
        return any(products <= one.readings for one in reader(text).found)
    return any(products == one.readings for one in reader(text).found)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("de", "zwei Achttausender", {2, 8000}),
        ("de", "zweihundertfünfzig, fünfundzwanzig", {250, 25}),
        ("de", "dreitausendzweihundertundeins", {3201}),
        ("de", "Tausendsassa, Hundertund", set()),
        ("fr", "quinze jours", {14, 15}),
        ("ja", "三割五人", {3, 30, Fraction(3, 10), 5}),
        ("zh", "两百零五名", {205}),
    ],
)
def test_words_have_the_values_of_their_language(language: str, text: str, values: set[object]) -> None:
    reader = find_numeral_reader(language)
    assert reader is not None
    assert reader(text).values == values


def test_other_languages_have_no_reader() -> None:
    assert find_numeral_reader("ru") is None


def _find(source: str, text: str, target: str, *rules: str) -> list[tuple[str, str]]:
    settings = Settings(source_lang="en", target_lang=target, rules=rules)
    found = check_text(text, settings, source).diagnostics
    return [(one.finding.rule, text[slice(*one.finding.span)]) for one in found]


@pytest.mark.parametrize(
    ("target", "text", "wrong"),
    [
        ("ja", "タイムアウトは17秒です。", "17秒"),
        ("ko", "시간 제한은 17초입니다.", "17초"),
        ("zh", "超时时间为17秒。", "17秒"),
        ("de", "Das Zeitlimit beträgt 17 Sekunden.", "17 Sekunden"),
        ("fr", "Le délai est de 17 secondes.", "17 secondes"),
        ("es", "El límite es de 17 segundos.", "17 segundos"),
        ("ja", "タイムアウトは十秒です。", None),
        ("ko", "시간 제한은 열 초입니다.", None),
        ("zh", "超时时间为十秒。", None),
        ("de", "Das Zeitlimit beträgt zehn Sekunden.", None),
        ("fr", "Le délai est de dix secondes.", None),
        ("es", "El límite es de diez segundos.", None),
        ("ru", "Тайм-аут составляет 17 секунд.", None),
    ],
)
def test_a_changed_number_is_found_between_known_languages(target: str, text: str, wrong: str | None) -> None:
    found = _find("The timeout is 10 seconds.", text, target, "number-mismatch", "unit-mismatch")
    assert found == ([("unit-mismatch", wrong)] if wrong else [])


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("It takes two steps and three files.", "2段階と3つのファイルが必要です。", "ja"),
        ("It has 1,234 users and grew by 1.5 percent.", "Es hat 1.234 Nutzer und wuchs um 1,5 Prozent.", "de"),
        ("It has 30,000 users.", "ユーザーは3万人です。", "ja"),
        ("They met in their twenties.", "彼らは20代で出会った。", "ja"),
        ("See RFC 7662 on a 2026-07-28 connection.", "Siehe RFC-7662 auf einer 2026-07-28-Verbindung.", "de"),
        ("The talk is on 3/4/2025 at 3:30 p.m.", "La charla es el 4/3/2025 a las 15:30.", "es"),
        ("It opens on May 1, 2024.", "Il ouvre le 1er mai 2024.", "fr"),
    ],
)
def test_what_says_the_same_is_no_fault(source: str, text: str, target: str) -> None:
    assert _find(source, text, target, "number-mismatch", "date-mismatch", "entity-missing") == []


def test_versions_and_dates_are_compared() -> None:
    assert _find("Use v2 here.", "ここではv5を使います。", "ja", "number-mismatch") == [("number-mismatch", "v5")]
    found = _find("It opens on May 1, 2024.", "Es öffnet am 1. Juni 2024.", "de", "date-mismatch")
    assert found == [("date-mismatch", "1. Juni 2024")]


def test_a_name_in_the_place_of_another_is_found() -> None:
    source = "Every transport is here: stdio, Streamable HTTP, and the rest."
    text = "すべてのトランスポートがここにあります。stdio、Streamable GraphQL などです。"
    assert _find(source, text, "ja", "entity-missing") == [("entity-missing", "GraphQL")]
    kept = "すべてのトランスポートがここにあります。stdio、Streamable HTTP などです。"
    assert _find(source, kept, "ja", "entity-missing") == []


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("zh", "他关上门，走了出去。夜色温柔，远处的灯火映照着整座城市，仿佛一切烦恼都已烟消云散，未来充满希望。"),
        (
            "fr",
            "Il ferma la porte et sortit. La nuit était douce, et les lumières de la ville semblaient lui promettre "
            "que tous ses soucis s’étaient envolés et que l’avenir serait meilleur.",
        ),
    ],
)
def test_a_translation_that_goes_on_is_found(target: str, text: str) -> None:
    found = _find("He closed the door and went out.", text, target, "addition")
    assert [rule for rule, _ in found] == ["addition"]
    note = {"zh": "（译注：此处从略，原文另有一段很长的说明，与本文无关。）", "fr": " (Note de traduction : sic.)"}[
        target
    ]
    plain = {"zh": "他关上门，走了出去。", "fr": "Il ferma la porte et sortit."}[target]
    assert _find("He closed the door and went out.", plain + note, target, "addition") == []


def test_letters_are_weighed_and_anchors_left_out() -> None:
    assert measure_letters("使用 safe_join {#use-safe_join}") == pytest.approx(2 * 2.6 + 8)
