"""What holds for all tests: none depends on chance, on a slow machine, or on what another one left behind.

Hypothesis draws the same examples in each run; the search for new ones is the fuzzer's work (`fuzz/`), and what it
finds becomes an example of a test. `--hypothesis-profile full` draws more of them.
"""

import ctypes
import gc
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings, strategies
from hypothesis.internal.conjecture import providers

from align.commands.cores import THREAD_LIMITS

if TYPE_CHECKING:
    from webdriver import Browser

os.environ["ALIGNCHECK_NO_CACHE"] = "1"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of hundreds of processes compiles what it imports
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.update(dict.fromkeys(THREAD_LIMITS, "1"))  # as many threads as cores: one for each worker
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what it runs in the background ignore it
NOT_OF_INTEREST = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "default", deadline=None, derandomize=True, database=None, max_examples=8, suppress_health_check=NOT_OF_INTEREST
)
settings.register_profile("full", settings.get_profile("default"), max_examples=200)
settings.load_profile("default")
# else it reads all modules that happen to be imported, and draws what stands in them
pytest.MonkeyPatch().setattr(providers, "is_local_module_file", lambda _: False, raising=False)

GIVEN = dict(os.environ)
COLLECTION = gc.get_threshold()
HERE = Path(__file__).parent
LASTING = ("variable KMP_", "thread encoder_", *(f"variable {name}" for name in THREAD_LIMITS))
"""What the first use of the encoder leaves for the whole process, and what is put back after each test."""

SIGNALS = [one for one in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None)) if one]


CORE = ("analysis", "dictionary", "lang", "matching", "names", "quantities", "renderings", "rules", "suggestions")
"""The folders of `pytest -m core`: what is known of words and sentences."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """Have the process that waits for the workers write down which characters there are, which each worker would find
    out in seconds and 200 MB.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        strategies.text().validate()
        _trim()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave unread what `-m core` would not run: reading all tests takes longer than to run these."""
    if config.option.markexpr == "core" and collection_path.parent.parent == HERE:
        return collection_path.parent.name not in CORE or None
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the folders that are `core`."""
    for item in items:
        if item.path.parent.name in CORE and item.path.parent.parent == HERE and not item.get_closest_marker("full"):
            item.add_marker("core")


def take_state() -> dict[str, object]:
    """Return what a test could leave behind for the next one: each by a name that a person can look for."""
    environment = {f"variable {name}": value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    handlers = {f"handler of {one.name}": signal.getsignal(one) for one in SIGNALS}
    threads = {f"thread {one.name}": True for one in threading.enumerate() if not one.daemon}
    state = {"working folder": str(Path.cwd()), "sys.path": tuple(sys.path), **handlers, **threads, **environment}
    return {name: value for name, value in state.items() if not name.startswith(LASTING)}


@pytest.fixture(autouse=True)
def _leave_nothing_behind(user_cache: Path) -> Iterator[None]:
    """Fail a test that leaves a handler, a thread, a variable or a working folder behind; empty the user's cache."""
    before = take_state()
    yield
    for name in THREAD_LIMITS:  # which commands set, for outside tests each has a process of its own
        os.environ.pop(name, None)
        os.environ.update({name: value for name, value in GIVEN.items() if name in THREAD_LIMITS})
    gc.set_threshold(*COLLECTION)  # which commands make rare, likewise
    after = take_state()
    left = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    for path in user_cache.iterdir():
        shutil.rmtree(path)
    assert not left, f"the test left behind: {', '.join(left)}"


@pytest.fixture(autouse=True, scope="module")
def _give_memory_back() -> Iterator[None]:
    """Give back to the system what the tests of a file have freed, where the C library can."""
    yield
    _trim()


def _trim() -> None:
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


@pytest.fixture(scope="session")
def user_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The cache folder of the user who runs the tests: a folder of the run's own, empty for each test."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("user_cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def started() -> "Iterator[Browser]":
    """A browser, which the tests of a file share."""
    from webdriver import start_browser

    with start_browser() as browser:
        yield browser


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
