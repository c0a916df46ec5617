"""A plugin of pytest that notes which test runs, and whether it passes; and that runs chosen tests in a chosen order.

A library of `mutants.py`, which copies it to the environment of its tests: it imports nothing of ours. While lines are
recorded, each test is a context of coverage, and so are the processes that it starts. A fixture that tests share is a
context of its own. What is cached goes at the first test of each file, so that more tests than the first load it.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

MEMORY = 4 << 30
"""Bytes that a process of a test may allocate: a fault must not take the machine down."""


def pytest_configure() -> None:
    """Bound the memory of this process and of those that it starts."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that `MUTANTS_ONLY` lists, in its order; note all tests if they are only collected."""
    if only := os.environ.get("MUTANTS_ONLY"):
        order = {name: index for index, name in enumerate(Path(only).read_text("utf-8").splitlines())}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])
    if config.option.collectonly:
        for item in items:
            _note(event="found", test=item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """Note when a test starts and how long it takes."""
    definitions = getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", {})
    wide = [_name(found[-1]) for found in definitions.values() if found and found[-1].scope != "function"]
    _note(event="start", test=item.nodeid, fixtures=wide)
    if "COVERAGE_PROCESS_START" in os.environ:
        _empty_caches(item.path)
    _enter(item.nodeid)
    start = time.perf_counter()
    result = yield
    _note(event="end", test=item.nodeid, seconds=round(time.perf_counter() - start, 3))
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Note that a test fails, or breaks before or after it ran."""
    report = yield
    if report.failed:
        _note(event="fail", test=item.nodeid)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
    """Give what a shared fixture executes to the fixture, not to the test that comes first."""
    if fixturedef.scope == "function":
        return (yield)
    before = os.environ.get("MUTANTS_TEST", "")
    _enter(_name(fixturedef))
    try:
        return (yield)
    finally:
        _enter(before)


_last = list[Path]()  # the file of the last test, once there was one


def _empty_caches(file: Path) -> None:
    """Make the functions of our packages forget their results, where a test is the first of its file."""
    if _last == [file]:
        return
    _last[:] = [file]
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("align", "glossary"):
            for value in list(vars(module).values()):
                members = list(vars(value).values()) if isinstance(value, type) else []
                for function in (value, *members):
                    if callable(clear := getattr(function, "cache_clear", None)):
                        clear()


def _name(fixture: pytest.FixtureDef[Any]) -> str:
    return f"fixture {fixture.baseid}::{fixture.argname}"


def _enter(context: str) -> None:
    """Make this the context of coverage, here and in the processes that are started from now on."""
    os.environ["MUTANTS_TEST"] = context
    if "COVERAGE_PROCESS_START" in os.environ:
        import coverage

        if current := coverage.Coverage.current():
            if sys.gettrace() is None:  # a test has taken its place
                current.stop()
                current.start()
            current.switch_context(context)


def _note(**event: object) -> None:
    """Add a line to the notes: one write, since several processes do so."""
    line = json.dumps(event) + "\n"
    with Path(os.environ["MUTANTS_NOTES"]).open("ab", buffering=0) as notes:
        notes.write(line.encode())
