"""The folder of a Ray goes with it; that of a run that was killed goes when the next one starts, others stay."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytest.importorskip("filelock", reason="needs the extra `corpus`")

from align.commands.corpus.ray import make_folder, sweep_folders

_HOLD = """
import os, signal
from align.commands.corpus.ray import make_folder
with make_folder() as folder:
    print(folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_another_user_left_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with make_folder() as folder:
        left = tmp_path / f"{Path(folder).name}-of-the-dead"
        shutil.copytree(folder, left)
    monkeypatch.setattr(os, "getuid", lambda: left.stat().st_uid + 1)
    sweep_folders()
    assert left.exists()
    monkeypatch.delattr(os, "getuid")  # where there are no users
    sweep_folders()
    assert not left.exists()


def test_only_what_the_dead_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "ray-of-others").mkdir()
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", _HOLD], check=False, stdout=subprocess.PIPE, env=environment, text=True
    )
    left = Path(done.stdout.strip())
    assert (done.returncode, left.is_dir()) == (-signal.SIGKILL, True)
    with make_folder() as folder:
        assert not left.exists()
        sweep_folders()
        assert Path(folder).is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["ray-of-others"]


def test_only_folders_of_this_user_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "ray-left"
    left.mkdir()
    (left / "aligncheck.lock").touch()
    with monkeypatch.context() as others:
        others.setattr(os, "getuid", lambda: left.lstat().st_uid + 1)
        sweep_folders()
        assert left.is_dir()
    sweep_folders()
    assert not left.exists()


def test_where_there_are_no_users_each_folder_is_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "ray-left").mkdir()
    (tmp_path / "ray-left" / "aligncheck.lock").touch()
    monkeypatch.delattr(os, "getuid")
    sweep_folders()
    assert list(tmp_path.iterdir()) == []
