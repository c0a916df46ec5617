"""The wheel that people install: what is in it, and that it works where nothing else of the project is."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from roots import ROOT, SOURCES

from align import __version__

pytestmark = pytest.mark.full

OPTIONAL = ("fsspec", "huggingface_hub", "openpyxl", "pyarrow", "python_calamine", "ray", "sentence_transformers")

IMPORT_ALL = f"""
import importlib, pkgutil, sys
for name in {OPTIONAL}:
    sys.modules[name] = None
for name in ("align", "glossary"):
    package = importlib.import_module(name)
    assert package.__file__.startswith(sys.argv[1]), package.__file__
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
        print(module.name)
"""
"""Imports every module of both packages, as if what is optional were not installed."""


def has_backend() -> bool:
    """Whether the build backend that pyproject.toml asks for is installed."""
    try:
        return int(version("setuptools").partition(".")[0]) >= 77
    except PackageNotFoundError:
        return False


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources: a build leaves files behind, and takes up those of an older one."""
    copy, wheels = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheels")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (copy / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    alone = ["--no-build-isolation"] if has_backend() else []
    pip("wheel", "--no-deps", *alone, "--wheel-dir", wheels, copy)
    (built,) = wheels.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel installs; what it needs comes from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    pip("install", "--no-deps", "--no-index", "--no-compile", "--target", folder, wheel)
    return folder


def run(installed: Path, *command: str | Path) -> str:
    """What a command prints that sees the installed packages, not those of the repository."""
    environment = os.environ | {"PYTHONPATH": str(installed)}
    command_line = [sys.executable, *map(str, command)]
    done = subprocess.run(command_line, cwd=installed, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def source_files(pattern: str) -> Iterator[str]:
    """The files of both packages, as paths from the root."""
    for package in ("align", "glossary"):
        for path in (ROOT / package).rglob(pattern):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(ROOT).as_posix()


def test_the_wheel_holds_both_packages_the_manual_page_and_nothing_else(wheel: Path) -> None:
    metadata = f"aligncheck-{__version__}.dist-info"
    manual = f"aligncheck-{__version__}.data/data/share/man/man1/aligncheck.1"
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names} == {"align", "glossary", metadata, manual.partition("/")[0]}
    assert {name for name in names if not name.startswith(metadata)} == {*source_files("*"), manual}
    assert {f"{metadata}/licenses/LICENSE", f"{metadata}/licenses/NOTICE"} <= set(names)


@pytest.mark.parametrize(
    "name",
    ["align/py.typed", "glossary/py.typed", "align/__init__.pyi", "align/aligners/semantic/data", "glossary/data"],
)
def test_types_and_data_are_in_it(installed: Path, name: str) -> None:
    assert (installed / name).exists()


def test_the_manual_page_is_where_man_looks_for_it(installed: Path) -> None:
    assert (installed / "share/man/man1/aligncheck.1").read_bytes() == (ROOT / "docs/aligncheck.1").read_bytes()


def test_the_command_works_from_it(installed: Path) -> None:
    command = installed / "bin" / "aligncheck"
    assert run(installed, command, "--version") == f"aligncheck {__version__}\n"
    assert run(installed, command, "--help").startswith("Usage: aligncheck ")


def test_every_module_is_imported_without_what_is_optional(installed: Path) -> None:
    modules = {name.removesuffix(".py").replace("/", ".") for name in source_files("*.py") if "__init__" not in name}
    assert modules <= set(run(installed, "-c", IMPORT_ALL, installed).split())
