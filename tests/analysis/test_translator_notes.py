"""Notes of translators are known by how they begin, in each language, and are judged as no rendering."""

import pytest

from align import check_text
from align.analysis.translator_notes import TRANSLATOR_NOTES, cut_out, find_notes_within, find_translator_notes
from align.config.settings import Settings
from align.model import Span
from glossary.pack.tables import Row, read_rows

_ENGLISH = "The server opens a port and waits for a client. A client that is too slow is closed after a minute."
_TARGETS = {
    "zh": (
        "服务器打开一个端口并等待客户端。太慢的客户端会在一分钟后关闭。",
        "译注：此处的用语遵循本站一贯的惯例，与别处可能不同。",
    ),
    "ja": (
        "サーバーはポートを開き、クライアントを待ちます。遅すぎるクライアントは1分後に閉じられます。",
        "訳注：この用語は本サイトの慣例に従っています。ほかの文書とは異なることがあります。",
    ),
    "ko": (
        "서버는 포트를 열고 클라이언트를 기다립니다. 너무 느린 클라이언트는 1분 후에 닫힙니다.",
        "옮긴이 주: 이 용어는 이 사이트의 관례를 따릅니다. 다른 문서와 다를 수 있습니다.",
    ),
    "de": (
        "Der Server öffnet einen Port und wartet auf einen Client. Ein zu langsamer Client wird nach einer Minute "
        "geschlossen.",
        "Anm. d. Ü.: Die Wortwahl folgt den Gewohnheiten dieser Website. Anderswo kann sie anders sein.",
    ),
    "fr": (
        "Le serveur ouvre un port et attend un client. Un client trop lent est fermé après une minute.",
        "NdT : ce terme suit l’usage habituel de ce site. Il peut être différent ailleurs.",
    ),
    "es": (
        "El servidor abre un puerto y espera a un cliente. Un cliente demasiado lento se cierra después de un minuto.",
        "N. del T.: este término sigue el uso habitual de este sitio. En otros puede ser distinto.",
    ),
}


@pytest.mark.parametrize("row", read_rows(TRANSLATOR_NOTES), ids=lambda row: row.cells[0])
def test_each_note_is_found_in_its_example(row: Row) -> None:
    _, language, example = row.cells
    (note,) = find_translator_notes(example, language)
    assert note.end - note.start >= len(example.strip("。."))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("그는 (역주행으로) 사고를 냈다.", "ko"),
        ("He wrote a translation note yesterday.", "en"),
        ("(TNT exploded)", "en"),
        ("(訳注", "ja"),
        ("La NdT est utile.", "fr"),
    ],
)
def test_what_only_looks_like_a_note(text: str, language: str) -> None:
    assert find_translator_notes(text, language) == []


@pytest.mark.parametrize(
    ("language", "count"), [("fr", 1), ("fr-CA", 1), ("es", 0), ("zh-Hant", 0), ("xx", 0), ("", 0)]
)
def test_a_note_counts_in_its_own_language_only(language: str, count: int) -> None:
    assert len(find_translator_notes("Ouvrir (NdT : sic).", language)) == count


def test_a_note_is_within_a_stretch_that_it_shares_characters_with() -> None:
    notes = [Span(2, 4), Span(6, 9)]
    assert [one for one in range(11) if find_notes_within(notes, one, one + 1)] == [2, 3, 6, 7, 8]
    assert find_notes_within(notes, 3, 7) == notes


def test_a_note_is_cut_out_of_a_part_of_its_text() -> None:
    assert cut_out("abcdef", 10, [Span(8, 11), Span(12, 14), Span(20, 22)]) == "bef"
    assert cut_out("abc", 10, []) == "abc"


@pytest.mark.parametrize("language", _TARGETS)
@pytest.mark.parametrize("brackets", ["（{}）", " ({})"])
def test_a_note_in_brackets_is_no_addition(language: str, brackets: str) -> None:
    text, note = _TARGETS[language]
    settings = Settings(source_lang="en", target_lang=language, rules=("addition", "unrelated-target"))
    noted = text + brackets.format(note)
    assert [one.finding.rule for one in check_text(noted, settings, _ENGLISH).diagnostics] == []
