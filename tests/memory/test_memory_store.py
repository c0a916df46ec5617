"""What a memory keeps of documents, and what it says of a file that is none."""

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from in_memory import InMemory
from memories import count_nothing, make_document, write_memory

from align.errors import FileError
from align.memory import ledger
from align.memory import store as store_module
from align.memory.counting import DocumentCounts, NameCount, RenderingCount, TermCount
from align.memory.evidence import MemoryDocument, Sentence
from align.memory.searching import Query
from align.memory.store import FORMAT, Store, bound_day, clean, digest_text, name_document
from align.memory.writing import Count, NewDocument, change_memory

BATTERY = TermCount("电池", 3, 1, (RenderingCount("battery", "batteries", 2, 2), RenderingCount("cell", "cells", 1, 1)))
COUNTS = DocumentCounts(
    40, (BATTERY, TermCount("成本", 1, 1)), (NameCount("Ganzhou", 2, (("赣州", 2),)), NameCount("Zhu", 1))
)
FIRST, SECOND = str(bound_day("2017-04-26")[0] + 1), str(bound_day("")[0] + 1)
OTHER = DocumentCounts(9, (TermCount("电池", 1, 0, (RenderingCount("battery", "Battery", 1, 1),)),))


@pytest.fixture
def path(tmp_path: Path) -> str:
    path = str(tmp_path / "house.sqlite")
    one = make_document(
        "一.txt", [("电池降价。", "Batteries cost less."), ("赣州。", "Ganzhou.")], "2017-04-26", "x", COUNTS
    )
    write_memory(path, [one, make_document("b.txt", [("電池 降價。", "Cells are cheaper.")], "", "", OTHER)])
    return path


def read_all(path: str) -> object:
    with Store(path) as store:
        pairs = [(one.path, [pair[1:] for pair in store.iterate_pairs(one)]) for one in store.list_documents()]
        found = [(hit.document.path, hit.in_source) for hit in store.find([Query("电池")]).hits]
        names = list(store.add_up_names(["Ganzhou", "Zhu"], [one.id for one in store.documents()]))
        return pairs, found, list(store.renderings()), names


def test_documents_pairs_and_counts_are_kept(path: str) -> None:
    with Store(path) as store:
        assert store.documents() == (
            MemoryDocument(SECOND, "b.txt", (digest_text("電池降價。"), digest_text("Cellsarecheaper.")), "", "", 9),
            MemoryDocument(
                FIRST,
                "一.txt",
                (digest_text("电池降价。赣州。"), digest_text("Batteries cost less.Ganzhou.")),
                "2017-04-26",
                "x",
                40,
            ),
        )
        assert [pair.target for pair in store.iterate_pairs(store.list_documents()[1])] == [
            "Batteries cost less.",
            "Ganzhou.",
        ]
        assert [pair.id for pair in store.iterate_pairs()] == [1, 2, 3]
        assert list(store.renderings(["电池", "电", "电池"])) == [(SECOND, OTHER.terms[0]), (FIRST, BATTERY)]
        assert list(store.renderings()) == [(SECOND, OTHER.terms[0]), (FIRST, COUNTS.terms[1]), (FIRST, BATTERY)]
        second, first = store.list_documents()
        assert list(store.renderings(["电池"], second)) == [(SECOND, OTHER.terms[0])]
        assert list(store.renderings(["电池", "成本"], first)) == [(FIRST, COUNTS.terms[1]), (FIRST, BATTERY)]
        assert list(store.renderings(["成本"], second)) == []
        assert list(store.renderings(["电池"], first)) == [(FIRST, BATTERY)], (
            "成本 comes before it, and is not asked for"
        )
        assert (store.count_terms(), store.count_names()) == (2, 2)
        assert [list(store.list_terms(*least)) for least in ((1, 1), (4, 2), (5, 1), (1, 3))] == [
            ["成本", "电池"],
            ["电池"],
            [],
            [],
        ]


def test_sums_are_those_of_the_documents_that_count(tmp_path: Path) -> None:
    random = Random(39)
    documents, terms, names = list[NewDocument](), list[tuple[str, TermCount]](), list[tuple[str, NameCount]]()
    for number in range(40):
        counts = DocumentCounts(9, tuple(draw_terms(random)), tuple(draw_names(random)))
        date = random.choice(["", "2016-01-02", "2017-04-26", "2017-04-27"])
        documents.append(make_document(f"{number}.txt", [("电", "x")], date, "", counts))
    path = str(tmp_path / "house.sqlite")
    write_memory(path, documents)
    with Store(path) as store:
        every = {one.id: one for one in store.documents()}
        by_path = {one.path: one.id for one in every.values()}
        for one in documents:
            terms += ((by_path[one.path], term) for term in one.counts.terms)
            names += ((by_path[one.path], name) for name in one.counts.names)
        oracle = InMemory(tuple(every.values()), terms, names)
        for share in (1.0, 0.9, 0.3, 0.9, 0.0, 1.0):
            some = {number: one for number, one in every.items() if random.random() < share}
            wanted = ["a", "c", "b", "x", "a"]
            assert list(store.add_up_terms(wanted, some)) == list(oracle.add_up_terms({*wanted}, some))
            asked = ["Zhu", "Kovatsch", "Zhou", "Zhu"]
            assert list(store.add_up_names(asked, some)) == list(oracle.add_up_names(asked, some))
            assert set(store.list_names(some)) == set(oracle.list_names(some))
        assert list(store.list_house_names()) == list(oracle.list_house_names()) != []


def count_term(term: str, key: str) -> DocumentCounts:
    return DocumentCounts(9, (TermCount(term, 3, 3, (RenderingCount(key, key, 2, 3),)),), ())


def test_words_of_a_text_that_was_replaced_are_gone(tmp_path: Path) -> None:
    path = str(tmp_path / "house.sqlite")
    write_memory(path, [make_document("a.txt", [("电", "x")], "2016-01-02", "", count_term("a", "p"))])
    with change_memory(path, count_nothing) as (old, writer):
        assert old
        writer.remove(old.list_documents())
        writer.add(make_document("a.txt", [("电", "x")], "2016-01-02", "", count_term("b", "q")))
    with Store(path) as store:
        every = [one.id for one in store.documents()]
        assert [one.term for one in store.add_up_terms(["a", "b"], every)] == ["b"]
        assert list(store._ask("SELECT text FROM terms")) == [("b",)]
        assert list(store._ask("SELECT key FROM renderings")) == [("q",)]


@pytest.mark.parametrize("at_hand", [0, 300_000])
def test_what_is_left_of_documents_that_were_added_and_removed_adds_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_hand: int
) -> None:
    monkeypatch.setattr(ledger, "_TOGETHER", at_hand)
    random, path = Random(40), str(tmp_path / "house.sqlite")
    kept: dict[str, NewDocument] = {}
    for _ in range(30):
        gone = random.sample(sorted(kept), min(len(kept), random.randint(0, 3)))
        added = [
            make_document(
                f"{random.randint(0, 20)}.txt",
                [("电", "x")],
                random.choice(["", "2016-01-02", "1850-01-01", "2017-04-26"]),
                "",
                DocumentCounts(9, tuple(draw_terms(random)), tuple(draw_names(random))),
            )
            for _ in range(random.randint(0, 3))
        ]
        added = list({one.path: one for one in added if one.path not in kept or one.path in gone}.values())
        with change_memory(path, count_nothing) as (old, writer):
            writer.remove([one for one in old.list_documents() if one.path in gone] if old else [])
            for one in added:
                writer.add(one)
        kept = {name: one for name, one in kept.items() if name not in gone} | {one.path: one for one in added}
        with Store(path) as store:
            paths = {one.id: one.path for one in store.documents()}
            terms = [(number, term) for number, one in paths.items() for term in kept[one].counts.terms]
            names = [(number, name) for number, one in paths.items() for name in kept[one].counts.names]
            oracle = InMemory(store.documents(), terms, names)
            every = {one.id: one for one in store.documents()}
            assert sorted(store.renderings()) == sorted(terms)
            assert sorted(store.renderings(["b", "x"])) == sorted(row for row in terms if row[1].term == "b")
            assert list(store.add_up_terms("abc", every)) == list(oracle.add_up_terms("abc", every))
            assert list(store.add_up_names(["Kovatsch", "Zhu"], every)) == list(
                oracle.add_up_names(["Kovatsch", "Zhu"], every)
            )
            rows = {(count.term, one.key, one.text) for _, count in terms for one in count.renderings}
            question = "SELECT terms.text, key, renderings.text FROM renderings JOIN terms ON terms.id = word"
            assert set(store._ask(question)) == rows
            assert list(store._ask("SELECT text FROM terms ORDER BY text")) == [
                (term,) for term in sorted({count.term for _, count in terms})
            ]


def test_counts_of_an_earlier_version_are_refused_until_they_are_made_again(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE properties SET value = '1' WHERE name = 'counts'")
        connection.commit()
    with Store(path) as store, pytest.raises(FileError) as caught:
        store.count_terms()
    assert str(caught.value) == (
        f"{path}: was made by an earlier version of aligncheck: `aligncheck memory add TEXTS --memory {path}` brings it"
        " up to date"
    )
    with change_memory(path, lambda *_: lambda _: OTHER):
        pass
    with Store(path) as store:
        assert store.count_terms() == 1


def test_documents_of_a_day_that_has_too_many_follow_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_OF_DAY", 3)
    path = str(tmp_path / "house.sqlite")
    dates = ["2017-04-27", *["2017-04-26"] * 5, "2017-04-27", "0001-01-01", "9999-12-31"]
    write_memory(path, [make_document(f"{n}.txt", [("电", "x")], date) for n, date in enumerate(dates)])
    with Store(path) as store:
        ids = {one.path: one.id for one in store.list_documents()}
        assert sorted(ids, key=lambda one: ids[one]) == [f"{n}.txt" for n in (7, 1, 2, 0, 3, 4, 5, 6, 8)]
        assert len(set(ids.values())) == len(dates) and max(ids.values()) < 1 << 32
        assert [one.date for one in store.list_documents()] == dates


def test_texts_that_are_not_counted_leave_the_sums_as_they_are(tmp_path: Path) -> None:
    path = str(tmp_path / "house.sqlite")
    counted = [make_document("a.txt", [("电", "x")], "2016-01-02", "", count_term("a", "p"))]
    others = [make_document(f"{number}.txt", [("x", "电")], "", "", DocumentCounts(0)) for number in range(30)]
    write_memory(path, [*counted, *others])
    with Store(path) as store:
        some = [one.id for one in store.documents() if one.words]
        assert [one.pairs for one in store.add_up_terms(["a"], some)] == [3]


def draw_terms(random: Random) -> Iterator[TermCount]:
    for term in "abc":
        if random.random() < 0.7:
            keys = random.sample("pqr", random.randint(0, 3))
            found = [
                RenderingCount(key, random.choice((key, key.upper())), *random.choices(range(1, 5), k=2))
                for key in keys
            ]
            found.sort(key=lambda one: (-one.present, -one.aligned, one.key))
            yield TermCount(term, random.randint(1, 9), 1, tuple(found))


def draw_names(random: Random) -> Iterator[NameCount]:
    for name in ("Kovatsch", "Zhu"):
        if random.random() < 0.6:
            yield NameCount(
                name, random.randint(1, 9), tuple((form, random.randint(1, 3)) for form in random.sample("甲乙", 1))
            )


def test_terms_and_names_of_documents_that_are_replaced_are_not_counted(path: str) -> None:
    write_memory(path, [make_document("一.txt", [("好。", "Good.")], "2017-04-26")])
    with Store(path) as store:
        assert (store.count_terms(), store.count_names()) == (1, 0)


def test_a_sentence_is_found_again_in_either_script(path: str) -> None:
    with Store(path) as store:
        found = [
            Sentence("电池降价。", "Batteries cost less.", FIRST),
            Sentence("電池 降價。", "Cells are cheaper.", SECOND),
        ]
        assert list(store.sentences(["电池降价。"])) == list(store.sentences(["電池降價。", "电池 降价。"])) == found
        assert list(store.sentences(["电池降价"])) == []


def test_a_document_that_is_removed_leaves_nothing(path: str) -> None:
    with change_memory(path, count_nothing) as (old, writer):
        assert old
        writer.remove([one for one in old.list_documents() if one.path == "一.txt"])
        writer.forget()
    assert read_all(path) == (
        [("b.txt", [("電池 降價。", "Cells are cheaper.", 1.0)])],
        [("b.txt", ((0, 2),))],
        [(SECOND, OTHER.terms[0])],
        [],
    )
    data = Path(path).read_bytes()
    assert [
        word for word in ("赣州", "Batteries", "batteries", "Ganzhou", "ganzhou", "成本") if word.encode() in data
    ] == []


def test_a_document_that_is_replaced_is_counted_once(path: str) -> None:
    for _ in range(3):
        write_memory(path, [make_document("b.txt", [("電池貴。", "Cells cost more.")], "", "", OTHER)])
    with Store(path) as store:
        assert [one.path for one in store.list_documents()] == ["b.txt", "一.txt"]
        assert store.find([Query("电池")]).total == 2
        assert [count.pairs for _, count in store.renderings(["电池"])] == [1, 3]
        assert store.find([Query("cell")]).total == 1


def test_the_order_in_which_documents_come_does_not_matter(tmp_path: Path) -> None:
    documents = [make_document(f"{name}.txt", [("电池", name)], counts=OTHER) for name in "abc"]
    one, other = str(tmp_path / "one"), str(tmp_path / "other")
    write_memory(one, documents)
    for document in (documents[2], documents[0], documents[1], documents[2]):
        write_memory(other, [document])

    def read(path: str) -> object:
        with Store(path) as store:
            names = {one.id: one.path for one in store.documents()}
            return sorted((names[number], count) for number, count in store.renderings()), sorted(names.values())

    assert read(one) == read(other)


def test_an_older_memory_is_brought_up_to_date_by_the_next_change(path: str) -> None:
    before = read_all(path)
    connection = sqlite3.connect(path)
    connection.executescript(
        "UPDATE properties SET value = '0'; DROP TABLE terms; DROP TABLE entries; DELETE FROM renderings;"
        " UPDATE pairs SET key = 0; UPDATE documents SET words = 0, id = id << 12; PRAGMA user_version = 0"
    )
    connection.close()

    def count(pairs: Sequence[tuple[str, str]]) -> DocumentCounts:
        return COUNTS if len(pairs) == 2 else OTHER

    def choose(source_lang: str, target_lang: str) -> Count | None:
        assert (source_lang, target_lang) == ("zh", "en")
        return count

    with change_memory(path, choose):
        pass
    assert read_all(path) == before
    with Store(path) as store:
        assert store.has_current_counts and store.has_current_index
        assert [one.words for one in store.documents()] == [9, 40]
        assert len(list(store.sentences(["电池降价。"]))) == 2


@pytest.mark.parametrize("make", [Store, lambda path: write_memory(path, [])])
def test_a_newer_memory_is_refused(path: str, make: type[Store]) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {FORMAT + 1}")
    connection.close()
    before = Path(path).read_bytes()
    with pytest.raises(FileError) as caught:
        make(path)
    message = f"{path}: is of version {FORMAT + 1}, this program reads {FORMAT}: update it"
    assert (str(caught.value), Path(path).read_bytes()) == (message, before)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("no.sqlite", None, "there is no such memory: `aligncheck memory add TEXTS --memory {path}` makes it"),
        (
            "a.tmx",
            b"<tmx></tmx>" * 100,
            "is not a memory of aligncheck (file is not a database): put it into one with"
            " `aligncheck memory add {path} --memory {house}`",
        ),
        ("a.txt", "正文".encode() * 999, "is not a memory of aligncheck (file is not a database): name another file"),
        ("empty", b"", "is an SQLite file, but not a memory of aligncheck: name another file"),
    ],
)
def test_a_file_that_is_no_memory_is_named(tmp_path: Path, name: str, data: bytes | None, message: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(FileError) as caught:
        Store(str(path))
    assert str(caught.value) == f"{path}: {message.format(path=path, house=path.with_suffix('.sqlite'))}"
    assert path.exists() is (data is not None)


def test_a_folder_and_a_pipe_are_not_waited_for(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(FileError, match=r"cannot be read: (a pipe, not a regular file|Is a directory)"):
            Store(str(path))


def test_a_damaged_memory_is_named(path: str) -> None:
    write_memory(path, [make_document(f"{number}.txt", [("电池" * 40, "Batteries " * 40)] * 40) for number in range(9)])
    data = bytearray(Path(path).read_bytes())
    data[8192:] = bytes(byte ^ 0x5A for byte in data[8192:])
    Path(path).write_bytes(data)
    with pytest.raises(FileError) as caught, Store(path) as store:
        list(store.iterate_pairs())
    assert str(caught.value).startswith(f"{path}: is damaged (")
    assert str(caught.value).endswith("): restore a copy, or make it again with `aligncheck memory add`")
    with pytest.raises(FileError, match="is damaged"):
        write_memory(path, [make_document("b.txt", [("电", "x")])])
    assert Path(path).read_bytes() == bytes(data)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"x", "counts that cannot be read"),
        (zlib.compress(b""), "counts in 0 columns"),
        (zlib.compress(b"\5\1\0\0\0\1"), "counts that cannot be read"),
    ],
)
def test_damaged_counts_are_named(path: str, data: bytes, fault: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE counts SET data = ?", (data,))
        connection.commit()
    before = Path(path).read_bytes()
    with Store(path) as store, pytest.raises(FileError) as caught:
        list(store.renderings())
    mend = "restore a copy, or make it again"
    assert str(caught.value) == f"{path}: is damaged ({fault}): {mend} with `aligncheck memory add`"
    with pytest.raises(FileError) as caught:
        write_memory(path, [make_document("b.txt", [("电", "x")])])
    assert str(caught.value) == f"{path}: is damaged: {mend} ({fault}); it is as it was"
    assert Path(path).read_bytes() == before


def test_a_python_without_full_text_search_is_named(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_NEEDED", "ENABLE_SOMETHING")
    for use in (lambda: Store(path), lambda: write_memory(path, [])):
        with pytest.raises(FileError) as caught:
            use()
        assert str(caught.value).startswith(f"{path}: needs an SQLite with full-text search")


def test_paths_are_relative_to_the_folder_of_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("文章").mkdir()
    assert name_document("house.sqlite", "文章/a.txt") == "文章/a.txt"
    assert name_document(str(tmp_path / "文章" / "house.sqlite"), "./文章/a.txt") == "a.txt"
    assert name_document("文章/house.sqlite", "b.txt") == "../b.txt"


def test_a_path_with_all_that_means_something_in_a_url(tmp_path: Path) -> None:
    path = str(tmp_path / "内存 50%?mode=rw#1&x.sqlite")
    write_memory(path, [make_document("a", [("电", "x")])])
    with Store(path) as store:
        assert len(store.list_documents()) == 1
    assert [one.name for one in tmp_path.iterdir()] == [Path(path).name]


def test_reading_leaves_nothing_behind(path: str) -> None:
    before = Path(path).read_bytes()
    with Store(path) as store:
        store.find([Query("电池")])
        assert [one.name for one in Path(path).parent.iterdir()] == ["house.sqlite"]
    assert Path(path).read_bytes() == before


def test_texts_with_characters_that_are_no_text(tmp_path: Path) -> None:
    path = str(tmp_path / "house.sqlite")
    write_memory(path, [make_document("a", [("电\0池", "x\0y"), ("好", "\0")])])
    with Store(path) as store:
        assert [pair[1:3] for pair in store.iterate_pairs()] == [("电\0池", "x\0y"), ("好", "\0")]
        assert [store.find([Query(word)]).total for word in ("池", "y", "好", "电\0池")] == [1, 1, 1, 1]
    assert (clean(" a\n\tb\ud800 "), name_document(path, "\udcff.txt")[-5:]) == ("a b\ufffd", "\ufffd.txt")
