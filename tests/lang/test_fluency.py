"""Test the model of English word order against files that are missing or damaged."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from glossary.errors import AligncheckError
from glossary.lang import fluency

_MESSAGE = "english_trigrams.zip: the language model is missing or damaged: install aligncheck again"


def _name_model(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the model read from a folder; return the file's path."""
    (folder / "data").mkdir()
    monkeypatch.setattr("importlib.resources.files", lambda _: folder)
    return folder / "data" / fluency.MODEL_FILE


def _load() -> str:
    """Return the message of a model that cannot be loaded."""
    with pytest.raises(AligncheckError) as caught:
        fluency._load_model.__wrapped__()
    return str(caught.value)


def test_a_model_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _name_model(tmp_path, monkeypatch)
    assert _load() == _MESSAGE


@pytest.mark.parametrize("kept", [0, 1000, -1])
def test_a_model_that_is_cut_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    whole = (Path(fluency.__file__).parents[1] / "data" / fluency.MODEL_FILE).read_bytes()
    _name_model(tmp_path, monkeypatch).write_bytes(whole[:kept])
    assert _load() == _MESSAGE


def test_a_model_without_a_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZipFile(_name_model(tmp_path, monkeypatch), "w") as archive:
        archive.writestr("nothing", b"")
    assert _load() == _MESSAGE
