"""Bytes to text: the ladder, and what is refused rather than garbled; glossaries are decoded as texts are."""

import codecs
import io
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.errors import ReadError
from glossary.formats import FORMATS, detect_format, load_format
from glossary.formats.base import Languages
from glossary.formats.files import GlossaryError, edit, load
from glossary.formats.text import HEAD
from glossary.model import Concept, Term
from glossary.storage.decoding import Encoding, decode, decode_with_encoding

CHINESE = (
    "会议周三在北京开幕，各国代表就贸易与气候问题交换了意见。"
    "主席说：“我们需要的是行动，不是口号。”随后大家去参观了博物馆。"
)
TRADITIONAL = (
    "會議週三在臺北開幕，各國代表就貿易與氣候問題交換了意見。"
    "主席說：「我們需要的是行動，不是口號。」隨後大家去參觀了博物館。"
)
ENGLISH = "The plan to摆脱 the old habit goes ahead, said the minister."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
@pytest.mark.parametrize("text", [CHINESE, ENGLISH, CHINESE + "\r\n" + ENGLISH * 3, CHINESE[4:30]])
def test_each_encoding_is_told(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("text", [TRADITIONAL, "He said 「口號」 and left. " * 3])
def test_big5_is_told(text: str) -> None:
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize(
    "text",
    [
        "It’s a “big” day – for cafés and £3,000 …",
        "one naïve man",
        "Café society",
        "“Yes,” said André, “it’s très bien.”",
        "A façade, © 2024",
    ],
)
def test_western_text_does_not_become_chinese(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


WESTERN = {
    "English": (
        "It costs £5–£10, or “2½ €”: Brontë’s café, São Paulo, 20 °C, § 3, ± 1, ©, 5¢. It´s naïve, he said\xa0then."
    ),
    "French": (
        "« Oui », dit-il : la société créée à Noël… L’été, l’Île, ça coûte "
        "5 £. «\xa0Déjà\xa0», le théâtre reçut 5\xa0£."
    ),
    "German": (
        "„Schöne Grüße“: die Größe der Straße ist süß, gemäß § 5. Zurück! »Öl für 5 £«. Fußgänger müssen außen gehen."
    ),
    "Spanish": (
        "¡Hola! ¿Qué tal? «¡Ábrelo!», gritó él. ¡¿Quién?! El señor Muñoz "
        "comió una piña; el cañón, ¡ay!, la 1.ª edición."
    ),
    "Portuguese": "A situação econômica não é boa. As eleições serão amanhã; ações e corações em São Paulo.",
    "Italian": "La città è più bella. «È così», disse. Perché no? C’è.",
    "Swedish": "Små öar på sjön. Å, ä och ö. Åsa är på ön.",
    "Finnish": "Hyvää päivää! Määrä on jäätelöä. Äiti pääsee töihin, yö ja työ.",
    "Danish": "Rødgrød med fløde på en ø. Århus, Æblet, blåbær.",
    "Icelandic": "Það er góður dagur í Reykjavík, þó að það rigni. Þór fór í bæinn.",
    "Dutch": "Eén geïnteresseerde coöperatie in België, ’s ochtends; reële ideeën.",
}


@pytest.mark.parametrize("text", WESTERN.values(), ids=WESTERN)
def test_western_languages_are_told_from_chinese_by_sentence_and_as_a_whole(text: str) -> None:
    assert decode(text.encode("cp1252")) == text
    for sentence in re.findall(r".+?[.!?](?= |$)", text):
        assert decode(sentence.encode("cp1252")) == sentence


@pytest.mark.parametrize(
    "word", ["größer", "zurück", "Führung", "ação", "créée", "hyvää", "¡Hola!", "¿Qué?", "état", "£"]
)
def test_a_word_of_a_western_language_alone(word: str) -> None:
    assert decode(f"a {word} b".encode("cp1252")) == f"a {word} b"


@pytest.mark.parametrize(
    "text",
    [
        "The price，rose",
        "The price，rose；it fell：why？",
        "The price (5％)；the rest",
        "No.３ rose．",
        "3×4 and 5℃",
        "《China Daily》—the paper",
        "Xí Jìnpíng，the president，of the Cathédrale",
        "The price，rose by £2.",
        "①First，②second",
    ],
)
def test_english_whose_only_chinese_are_its_marks(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("text", ["The price，rose", "He said：「yes」。", "No！ Why？"])
def test_english_whose_only_chinese_are_its_marks_in_big5(text: str) -> None:
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize(
    "data", [b"The price\xa3\xacrose, caf\xe9.", b"The price\xa3\xacrose: \x93so\x94 it\x92s.", b"a\xa3\xacb \x80 5."]
)
def test_marks_of_both_kinds_are_told_of_no_encoding(data: bytes) -> None:
    with pytest.raises(ReadError, match="its encoding cannot be recognised"):
        decode(data)


def test_a_page_that_names_latin_1_and_has_chinese_marks_is_not_believed() -> None:
    assert decode("The price，rose".encode("gbk"), declared="iso-8859-1") == "The price，rose"
    assert decode("It cost £5, ¡hombre!".encode("cp1252"), declared="iso-8859-1") == "It cost £5, ¡hombre!"
    with pytest.raises(ReadError, match="its encoding cannot be recognised"):
        decode(b"The price\xa3\xacrose, caf\xe9.", declared="windows-1252")


@pytest.mark.parametrize("residue", ["的", "摆脱", "“关键矿产”", "—"])
def test_a_little_chinese_in_english(residue: str) -> None:
    text = f"An English sentence with {residue} left in it."
    assert decode(text.encode("gbk")) == text


def test_short_slices_are_told_mostly() -> None:
    """A regression test; the figures come from benchmarks/decoding.py."""
    pick = random.Random(1)
    for encoding, text in (("gb18030", CHINESE), ("big5", TRADITIONAL), ("utf-16-le", CHINESE)):
        starts = [pick.randrange(len(text) - 20) for _ in range(50)]
        right = sum(decode(text[start : start + 20].encode(encoding)) == text[start : start + 20] for start in starts)
        assert right >= 49


def test_what_a_person_says_wins() -> None:
    assert decode("café".encode("latin-1"), "latin-1") == "café"
    assert decode("“摆脱”".encode("gbk"), "gb2312") == "“摆脱”"
    assert decode("摆脱".encode("gbk"), declared="gb2312") == "摆脱"
    assert decode("摆脱".encode(), declared="no-such-thing") == "摆脱"


@pytest.mark.parametrize("name", ["no-such-thing", "hex", "rot13", "idna", "undefined", ""])
def test_a_name_that_is_no_encoding(name: str) -> None:
    with pytest.raises(ReadError, match="not a known encoding"):
        decode(b"x", name)


def test_broken_utf8_is_said_with_its_place() -> None:
    data = (CHINESE + "\n").encode() * 3
    place = len((CHINESE + "\n").encode()) + 4
    with pytest.raises(ReadError, match=r"line 2: not UTF-8: byte 0x.. at offset [\d,]+ .*--encoding"):
        decode(data[:place] + data[place + 1 :])
    with pytest.raises(ReadError, match="not UTF-8"):
        decode(data[:-2])
    with pytest.raises(ReadError, match="not UTF-8"):
        decode(("An English text that ends in the middle of " + "字").encode()[:-1])


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" + bytes(range(256)) * 4,
        b"\x7fELF\2\1\1\0" + bytes(64),
        b"A text with one\0NUL in it.",
        "中文\0中文".encode(),
        b"\1\2\3\4abc",
        bytes(100),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="not a text file"):
        decode(data)


@pytest.mark.parametrize("data", [b"abc \xff def", "日本語のテキストです".encode("shift_jis")])
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="--encoding"):
        decode(data)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_utf8_text_comes_back(text: str) -> None:
    try:
        assert decode(text.encode()) == text.removeprefix("\ufeff")
    except ReadError as error:
        assert "not a text file" in str(error)


@given(st.binary())
def test_no_bytes_crash(data: bytes) -> None:
    try:
        decode(data)
    except ReadError as error:
        assert str(error)


# Glossaries

ENCODINGS = {
    "UTF-8": Encoding("utf-8"),
    "UTF-8 with mark": Encoding("utf-8", codecs.BOM_UTF8),
    "UTF-16-LE": Encoding("utf-16-le"),
    "UTF-16-BE": Encoding("utf-16-be"),
    "UTF-16-LE with mark": Encoding("utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16-BE with mark": Encoding("utf-16-be", codecs.BOM_UTF16_BE),
    "GB 18030": Encoding("gb18030"),
    "Big5": Encoding("big5hkscs"),
}
LISTS = {
    "csv": "concept,language,term,status\n1,zh,關鍵礦產,\n1,en,critical minerals,\n2,zh,出口管制,\n",
    "pairs": "source\ttarget\n關鍵礦產\tcritical minerals\n出口管制\texport controls\n",
    "jsonl": '{"id": "1", "terms": [{"text": "關鍵礦產", "language": "zh"}, {"text": "mine", "language": "en"}]}\n',
    "deepl": "關鍵礦產,critical minerals\n出口管制,export controls\n",
    "google": "關鍵礦產,critical minerals\n出口管制,export controls\n",
    "google-sets": "zh,en,fr\n關鍵礦產,critical minerals,\n出口管制,export controls,\n",
    "aws": "zh,en,fr\n關鍵礦產,critical minerals,\n出口管制,export controls,\n",
    "wide": "zh,zh,en,note\n關鍵礦產,重要礦產,critical minerals,\n出口管制,,export controls,\n",
    "omegat": "# Glossary\n關鍵礦產\tcritical minerals\n出口管制\texport controls\tof goods\n",
    "json": '{"terms": [{"source": "關鍵礦產", "target": "critical minerals"}]}\n',
    "memoq": "Entry_ID;Chinese_Taiwan;Term_Info\n1;關鍵礦產;CasePermissive\n2;出口管制;CasePermissive\n",
}
SUFFIXES = {
    **{"csv": ".csv", "pairs": ".tsv", "jsonl": ".jsonl", "aws": ".csv", "wide": ".csv", "memoq": ".csv"},
    **{"omegat": ".txt", "json": ".json"},
}
"""Of the formats that a file's content tells."""


def stored(text: str, encoding: Encoding) -> bytes:
    return b"".join(encoding.encode([text]))


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, *LISTS.values()])
def test_a_text_and_its_encoding_give_the_bytes_again(text: str, encoding: Encoding) -> None:
    if encoding.codec == "big5hkscs" and text == CHINESE:
        text = TRADITIONAL
    assert decode_with_encoding(stored(text, encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("name", LISTS)
def test_a_glossary_has_the_characters_that_a_text_has(name: str, encoding: Encoding) -> None:
    data = stored(LISTS[name], encoding)
    assert decode(data) == LISTS[name]
    glossary = load_format(name).load(io.BytesIO(data), Languages())
    assert glossary == load_format(name).load(io.BytesIO(LISTS[name].encode()), Languages())
    assert "關鍵礦產" in [term.text for concept in glossary.concepts for term in concept.terms]
    if name in SUFFIXES:
        assert detect_format(f"terms{SUFFIXES[name]}", data) == name


def test_every_format_that_is_a_text_is_tried() -> None:
    assert {*FORMATS} - {*LISTS} == {"xlsx", "tbx", "tmx", "multiterm"}


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
def test_an_edit_keeps_the_encoding(tmp_path: Path, encoding: Encoding) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes(stored(LISTS["csv"], encoding))
    with edit(path) as draft:
        concepts = (*draft.glossary.concepts, Concept("3", (Term("稀土", "zh"),)))
        draft.glossary = draft.glossary._replace(concepts=concepts)
    assert path.read_bytes() == stored(LISTS["csv"] + "3,zh,稀土,\n", encoding)
    assert load(path).glossary.concepts == concepts


def test_an_edit_that_the_encoding_cannot_hold_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes(old := LISTS["csv"].encode("big5"))
    with pytest.raises(GlossaryError) as caught, edit(path) as draft:
        draft.glossary = draft.glossary._replace(concepts=(Concept("3", (Term("ที่", "th"),)),))
    assert str(caught.value) == f"{path}: its encoding lacks 'ท': save it as UTF-8"
    assert path.read_bytes() == old


@pytest.mark.full
def test_an_encoding_that_only_the_end_of_a_table_tells_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    rows = "".join(f"{number},en,term {number},\n" for number in range(HEAD // 10))
    table = "concept,language,term,status\n" + rows + "x,zh,关键矿产,\n"
    path.write_bytes(table.encode("gb18030"))
    with edit(path) as draft:
        draft.glossary = draft.glossary._replace(concepts=(*draft.glossary.concepts, Concept("y", (Term("y", "en"),))))
    assert path.read_bytes() == (table + "y,en,y,\n").encode("gb18030")


@pytest.mark.full
@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
def test_the_first_bytes_of_a_file_may_end_inside_a_character(encoding: Encoding) -> None:
    text = LISTS["pairs"] * 10
    data = stored(text, encoding)
    for length in range(40, len(data)):
        start, found = decode_with_encoding(data[:length], partial=True)
        assert (text.startswith(start), found) == (True, encoding)
        assert 0 <= length - len(stored(start, encoding)) < 4
        assert detect_format("terms.csv", data[:length]) == "pairs"


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize(("suffix", "name"), [(".tsv", "pairs"), ("", "jsonl")])
def test_a_head_that_is_cut_tells_the_format(suffix: str, name: str, encoding: Encoding) -> None:
    text = LISTS[name] * 3000
    for shift in range(4):
        head = stored("\n" * shift + text, encoding)[:HEAD]
        assert len(head) == HEAD
        assert detect_format(f"terms{suffix}", head) == name
