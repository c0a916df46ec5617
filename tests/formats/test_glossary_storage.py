"""Glossaries on disk: two programs at once lose nothing, and whatever fails leaves the file as it was."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from glossary import formats
from glossary.formats import delimited
from glossary.formats import files as storage
from glossary.formats.base import Languages
from glossary.formats.files import Draft, GlossaryError, Loaded, edit, load, save
from glossary.model import Concept, Glossary, Status, Term
from glossary.storage import locks

MARK = "\ufeff"
TABLE = "concept,language,term,status\n1,zh,铜,\n1,en,copper,\n"
COPPER = Glossary((Concept("1", (Term("铜", "zh"), Term("copper", "en"))),))
GOLD = Concept("2", (Term("gold", "en"),))


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: folder / name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "terms.csv"
    file.write_bytes(TABLE.encode())
    return file


def add(glossary: Glossary, *concepts: Concept) -> Glossary:
    return glossary._replace(concepts=(*glossary.concepts, *concepts))


def wrong(action: Callable[[], object], path: Path) -> str:
    """What the error of an action says after the path."""
    with pytest.raises(GlossaryError) as caught:
        action()
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{path}:")
    return message.removeprefix(f"{path}:").removeprefix(" ")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


# Reading


def test_a_file_is_read_in_the_format_that_its_content_tells(path: Path) -> None:
    assert load(path) == Loaded(COPPER, "csv")
    path.write_text("铜,copper\n", encoding="utf-8")
    assert load(path) == Loaded(Glossary((COPPER.concepts[0]._replace(id="铜"),)), "pairs")
    assert load(path, "deepl").format == "deepl"
    german = load(path, languages=Languages("zh", "de")).glossary
    assert [term.language for term in german.concepts[0].terms] == ["zh", "de"]


def test_an_empty_file_is_an_empty_glossary(path: Path) -> None:
    path.write_bytes(b"")
    assert load(path) == Loaded(Glossary(()), "csv")


def test_collecting_garbage_goes_on_after_a_file_is_read(path: Path) -> None:
    import gc

    load(path)
    assert gc.isenabled()
    path.write_bytes(b"concept,language,term\n1,,x\n")
    with pytest.raises(GlossaryError):
        load(path)
    assert gc.isenabled()


# What goes wrong


def test_what_is_wrong_in_a_file_is_said_with_its_line(path: Path) -> None:
    path.write_text(TABLE + "1,en,key minerals,forbiden\n", encoding="utf-8")
    assert wrong(lambda: load(path), path) == (
        "4: unknown status “forbiden”: did you mean “forbidden”? "
        "If so, correct it, or say so, as in --columns forbiden=forbidden"
    )


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    missing = tmp_path / "none.csv"
    assert wrong(lambda: load(missing), missing) == "no such file or folder: check the name"
    assert wrong(lambda: edit(missing).__enter__(), missing) == "no such file or folder: check the name"
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    for action in (lambda: load(folder), lambda: save(folder, COPPER), lambda: edit(folder).__enter__()):
        assert wrong(action, folder) == "is a folder: name a file"
    inside = tmp_path / "none" / "a.csv"
    said = f"there is no folder {inside.parent}: make it, or check the name"
    assert wrong(lambda: save(inside, COPPER), inside) == said


def test_a_name_that_tells_no_format(tmp_path: Path) -> None:
    path = tmp_path / "terms.doc"
    path.write_text("x", encoding="utf-8")
    for action in (lambda: load(path), lambda: save(path, COPPER)):
        assert wrong(action, path).startswith("unknown suffix: use one of .csv .tsv ")
    assert wrong(lambda: load(path, "cvs"), path).startswith("unknown format “cvs”: known are csv, pairs,")


def test_a_file_that_may_not_be_written_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda file, mode: (file, mode) != (path, os.W_OK))  # root may write any file
    said = "permission denied: change the permissions of the file or its folder"
    assert wrong(lambda: save(path, Glossary(())), path) == said
    assert wrong(lambda: edit(path).__enter__(), path) == said
    assert path.read_bytes() == TABLE.encode()


def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    said = "the disk is full and the file as it was: make room and try again"
    assert wrong(lambda: save(path, Glossary(())), path) == said

    def change() -> None:
        with edit(path) as draft:
            draft.glossary = add(draft.glossary, GOLD)

    assert wrong(change, path) == said
    assert (path.read_bytes(), names(path.parent)) == (TABLE.encode(), ["terms.csv"])


def test_half_a_character_leaves_the_file_as_it_was(path: Path) -> None:
    broken = Glossary((Concept("1", (Term("a\ud800", "en"),)),))
    assert wrong(lambda: save(path, broken), path) == "a text holds half a character (a lone surrogate): write it again"
    assert path.read_bytes() == TABLE.encode()


def test_a_format_that_is_only_read_is_refused_before_anything(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = ModuleType("glossary.formats.only_read")
    monkeypatch.setattr(reader, "load", delimited.load, raising=False)
    monkeypatch.setitem(sys.modules, reader.__name__, reader)
    monkeypatch.setitem(formats.FORMATS, "only-read", "only_read")
    said = "the format only-read is only read: convert the file to another, such as csv or tbx"
    assert load(path, "only-read").glossary == COPPER
    assert wrong(lambda: save(path, COPPER, "only-read"), path) == said
    assert wrong(lambda: edit(path, "only-read").__enter__(), path) == said


# Writing


def test_what_was_saved_is_read_and_what_was_lost_is_said(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    assert save(path, COPPER) == []
    assert (path.read_text(encoding="utf-8"), load(path)) == (MARK + TABLE, Loaded(COPPER, "csv"))
    assert save(path, add(COPPER, GOLD), "deepl") == [
        "1 concept: left out, nothing of it makes a pair",
        "1 concept: the id left out",
        "1 term: left out, the format holds one for each language",
    ]
    assert path.read_text(encoding="utf-8") == "铜,copper\n"
    assert names(tmp_path) == ["new.csv"]


def test_a_new_tsv_has_tabs(tmp_path: Path) -> None:
    save(tmp_path / "new.tsv", COPPER)
    assert (tmp_path / "new.tsv").read_text(encoding="utf-8") == MARK + TABLE.replace(",", "\t")
    assert load(tmp_path / "new.tsv") == Loaded(COPPER, "csv")


def test_an_empty_file_is_filled_as_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "new.tsv").touch()
    save(tmp_path / "new.tsv", COPPER)
    assert (tmp_path / "new.tsv").read_text(encoding="utf-8") == MARK + TABLE.replace(",", "\t")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_table_keeps_its_encoding_delimiter_line_ends_and_columns(path: Path, encoding: str) -> None:
    old = "language;concept;term;reviewer\r\nzh;1;铜;\r\n"
    path.write_bytes(old.encode(encoding))
    with edit(path) as draft:
        draft.glossary = add(draft.glossary, GOLD)
    new = old + "en;2;gold;\r\n"
    assert path.read_bytes() == new.encode(encoding)


def test_a_table_of_another_format_leaves_no_columns_behind(path: Path) -> None:
    path.write_text("source;target;score\n铜;copper;1\n", encoding="utf-8")
    save(path, COPPER, "csv")
    assert path.read_text(encoding="utf-8") == MARK + TABLE


# Editing


def test_an_edit_is_written_in_the_format_of_the_file(path: Path) -> None:
    path.write_text("铜,copper\n", encoding="utf-8")
    with edit(path) as draft:
        assert draft.format == "pairs"
        term = Term("cuprum", "en", Status.FORBIDDEN)
        first = draft.glossary.concepts[0]
        draft.glossary = Glossary((first._replace(terms=(*first.terms, term)),))
    assert path.read_text(encoding="utf-8") == "source,target,status\n铜,copper,\n铜,cuprum,forbidden\n"
    assert draft.losses == []


def test_an_edit_that_the_format_cannot_hold_is_made_by_force_alone(path: Path) -> None:
    path.write_text("铜,copper\n", encoding="utf-8")

    def change(force: bool) -> Draft:
        with edit(path, force=force) as draft:
            first = draft.glossary.concepts[0]
            terms = (*first.terms, Term("cuprum", "en"), Term("Kupfer", "de"))
            draft.glossary = Glossary((first._replace(terms=terms),))
        return draft

    lost = "1 term: left out, in another language or there already"
    assert wrong(lambda: change(False), path) == (
        f"not changed, for pairs cannot hold all of it ({lost}): "
        f"first aligncheck glossary convert {path} NEW.csv, or give --force to lose this"
    )
    assert path.read_text(encoding="utf-8") == "铜,copper\n"
    assert change(True).losses == [lost]
    assert path.read_text(encoding="utf-8") == "铜,copper\n铜,cuprum\n"


def test_an_edit_that_changes_nothing_writes_nothing(path: Path) -> None:
    before = path.stat()
    with edit(path) as draft:
        draft.glossary = Glossary(tuple(draft.glossary.concepts))
    assert path.stat() == before


def test_an_edit_that_fails_writes_nothing(path: Path) -> None:
    with pytest.raises(ValueError, match="no"), edit(path) as draft:
        draft.glossary = Glossary(())
        raise ValueError("no")
    assert path.read_bytes() == TABLE.encode()


def test_an_edit_may_make_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    with edit(path, create=True) as draft:
        draft.glossary = COPPER
    assert load(path) == Loaded(COPPER, "jsonl")


# Two programs at once


def test_a_file_that_another_program_changes_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "TIMEOUT", 0.0)
    link = path.with_name("link.csv")
    link.symlink_to(path)
    said = "another program is changing it and has not finished in 0 s: try again"
    with edit(path):
        assert wrong(lambda: edit(link).__enter__(), link) == said
        assert wrong(lambda: save(path, Glossary(())), path) == said
    assert path.read_bytes() == TABLE.encode()
    with edit(link) as draft:
        draft.glossary = add(draft.glossary, GOLD)
    assert load(path).glossary == add(COPPER, GOLD)
    assert link.is_symlink()


def test_locks_lie_in_the_cache_and_not_beside_the_file(path: Path, cache: Path) -> None:
    with edit(path):
        assert names(path.parent) == ["terms.csv"]
        assert len(names(cache / "aligncheck" / "locks")) == 1


def test_a_cache_that_may_not_be_written(path: Path, cache: Path) -> None:
    (cache / "aligncheck").write_bytes(b"")
    message = wrong(lambda: save(path, Glossary(())), path)
    assert message.startswith(f"cannot be locked, {cache / 'aligncheck' / 'locks'} may not be written (")
    assert message.endswith("): set XDG_CACHE_HOME to a folder that can be locked")


ADD = """
import sys
from pathlib import Path
from glossary.model import Concept, Term
from glossary.formats.files import edit

path, mine, other = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
mine.touch()
while not other.exists():
    pass
for number in range(5):
    with edit(path) as draft:
        new = Concept(f"{mine.name}{number}", (Term(f"{mine.name} {number}", "en"),))
        draft.glossary = draft.glossary._replace(concepts=(*draft.glossary.concepts, new))
"""


def test_two_programs_that_add_terms_at_once_lose_none(path: Path, tmp_path: Path) -> None:
    ready = [tmp_path / "a", tmp_path / "b"]
    programs = [
        subprocess.Popen([sys.executable, "-c", ADD, str(path), str(mine), str(other)])
        for mine, other in (ready, ready[::-1])
    ]
    assert [program.wait(60) for program in programs] == [0, 0]
    assert {concept.id for concept in load(path).glossary.concepts} == {
        "1",
        *(f"{name}{n}" for name in "ab" for n in range(5)),
    }


DIE = """
import os, signal, sys
from pathlib import Path
from glossary.formats import files as storage
from glossary.formats import delimited

def edit(data, glossary, languages):
    def write():
        yield b"half of it" * 100_000
        os.kill(os.getpid(), signal.SIGKILL)
    yield write()

delimited.edit = edit
with storage.edit(Path(sys.argv[1])) as draft:
    draft.glossary = draft.glossary._replace(concepts=())
"""


def test_a_program_that_is_killed_while_it_writes_leaves_the_old_file_and_no_lock(path: Path) -> None:
    assert subprocess.run([sys.executable, "-c", DIE, path], check=False).returncode == -9
    assert path.read_bytes() == TABLE.encode()
    with edit(path) as draft:
        draft.glossary = add(draft.glossary, GOLD)
    assert load(path).glossary == add(COPPER, GOLD)


def test_a_piece_that_cannot_be_made_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dump(*_: object) -> Iterator[bytes]:
        yield b"half of it"
        raise ValueError("a piece")

    monkeypatch.setattr(delimited, "dump", dump)
    with pytest.raises(ValueError, match="a piece"):
        storage.save(path, Glossary(()))
    assert (path.read_bytes(), names(path.parent)) == (TABLE.encode(), ["terms.csv"])
