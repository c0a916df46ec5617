"""Text read in the wrong encoding is found, and given back where that can be done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import document, findings, text_rule

from align.analysis.garbled import find_garbled
from align.linter.scanner import check_document

MOJIBAKE = text_rule("mojibake")


def as_windows(text: str) -> str:
    """The text as a program shows it that takes UTF-8 for Windows-1252."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def repaired(text: str) -> str:
    for finding in reversed(findings(MOJIBAKE, document(text))):
        for edit in finding.fix.edits if finding.fix else ():
            text = text[: edit.start] + edit.text + text[edit.end :]
    return text


@pytest.mark.parametrize("text", ["It’s “so” — a café…", "The port of 中国 is open.", "Łódź costs £5", "naïve"])
def test_windows_is_undone(text: str) -> None:
    assert repaired(as_windows(text)) == text
    assert repaired(as_windows(as_windows(text))) == text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=20))
def test_chinese_as_windows_is_always_found(text: str) -> None:
    assert repaired(f"a {as_windows(text)} b") == f"a {text} b"


@pytest.mark.parametrize("text", ["港口开放了", "我们在船上"])
def test_gbk_is_found(text: str) -> None:
    assert list(find_garbled(document(text.encode("gb18030").decode("latin-1"))))
    assert list(find_garbled(document(text.encode().decode("gb18030", "replace"))))


@pytest.mark.parametrize(
    "text",
    [
        "“Café”—no, “rosé”…",
        "Spaß”, Gruß’ and GRÜẞE",
        "SÃO PAULO, IRMÃ” and MANHÃ… and Ã",
        "château, «Â», pâté™",
        "Ärger, Öl, Übung, ÄÖÜäöüß",
        "Lǐ Bái, Dù Fǔ, Hàn Yù",
        "£5, €6, 5 °C ±1, ½ × ¾",
        "联通 and 港口开放了",
        "Москва and Αθήνα",
        "C:\\users\\ulrike and R&D; Q&A;",
    ],
)
def test_legitimate_letters_are_left_alone(text: str) -> None:
    assert not findings(MOJIBAKE, document(text))


def test_codes_are_decoded_whole() -> None:
    assert repaired("&amp;quot;Hi&#8221; \\u6446\\u8131 \\ud83d\\ude00") == '"Hi” 摆脱 😀'


def test_garbled_chinese_is_no_residue() -> None:
    rules = [MOJIBAKE, text_rule("residual-source")]
    assert [one.rule for one in check_document(document("It is 锟斤拷 and 鎴戜滑."), rules)] == ["mojibake", "mojibake"]
