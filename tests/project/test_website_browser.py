"""The site in a browser: what axe finds, what it asks for, whether it fits a telephone, whether Chinese is found."""

import functools
import json
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest
import website
from browsing import AXE
from webdriver import BROWSER_TESTS, Browser, start_browser

pytestmark = [
    *BROWSER_TESTS,
    pytest.mark.skipif(not find_spec("material"), reason="needs the extra: pip install -e '.[site]'"),
]

KINDS = (
    *("index", "quick-start", "formats", "configuration", "measurements", "options", "keys", "python", "gallery"),
    *("rules/index", "rules/omission", "gallery/trade-graphite", "gallery/pairs", "gallery/terms", "404"),
)
"""A page of each kind."""

SCREENS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    assert website.build(folder) == []
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_browser() as started:
        yield started


def show(browser: Browser, width: int, scheme: str) -> None:
    browser.command("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.command("Emulation.setEmulatedMedia", media="screen", features=features)


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci --prefix .ci/node")
    show(browser, width, scheme)
    found = {}
    for name in KINDS:
        browser.open(f"{address}{name}.html")
        browser.run(AXE.read_text("utf-8"))
        script = "const done = arguments[arguments.length - 1]; axe.run().then((found) => done(found.violations))"
        found[name] = [
            (fault["id"], node["html"])
            for fault in browser.call("/execute/async", script=script, args=[])
            for node in fault["nodes"]
        ]
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, site: Path, width: int) -> None:
    show(browser, width, "light")
    wide = []
    for path in sorted(site.rglob("*.html")):
        browser.open(f"{address}{path.relative_to(site).as_posix()}")
        if browser.run("return document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path.name)
    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_are_those_of_the_system(browser: Browser, address: str, scheme: str) -> None:
    show(browser, 1280, scheme)
    browser.open(f"{address}versioning.html")
    color = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (color == "rgb(255, 255, 255)") is (scheme == "light")


@pytest.mark.parametrize(("word", "page"), [("关键矿产", "glossary.html"), ("omission", "rules/omission.html")])
def test_search_finds_both_languages(browser: Browser, address: str, word: str, page: str) -> None:
    browser.open(f"{address}index.html?q={word}")
    script = (
        "const done = arguments[arguments.length - 1];"
        "const look = () => { const links = document.querySelectorAll('.md-search-result__link');"
        "links.length ? done([...links].map((link) => link.pathname)) : setTimeout(look, 50) }; look()"
    )
    assert f"/{page}" in browser.call("/execute/async", script=script, args=[])


def test_nothing_is_asked_of_other_hosts(browser: Browser, address: str, site: Path) -> None:
    browser.list_log("performance")
    for path in sorted(site.rglob("*.html")):
        browser.open(f"{address}{path.relative_to(site).as_posix()}?q=mine")
    events = [json.loads(line)["message"] for line in browser.list_log("performance")]
    asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert f"{address}search/search_index.json" in asked
    assert {url for url in asked if not url.startswith((address, "data:", "blob:"))} == set()
