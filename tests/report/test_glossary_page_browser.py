"""The page of a glossary in a real browser: it asks for nothing, is searched by keyboard alone, and is all in print."""

from pathlib import Path

import pytest
from browsing import HOSTILE, ON_EACH_LOOK, list_requests, list_violations, take_look
from click.testing import CliRunner
from webdriver import BROWSER_TESTS, Browser, start_browser

from align.cli import main
from glossary.formats.base import DEFAULT_LANGUAGES
from glossary.formats.jsonl import dump
from glossary.model import Concept, Glossary, State, Status, Term

pytestmark = BROWSER_TESTS

GLOSSARY = Glossary(
    (
        Concept(
            "1",
            (
                Term("关键矿产", "zh"),
                Term("critical minerals", "en", Status.PREFERRED, note="Not “rare earths”.", origin="Desk"),
                Term("key minerals", "en", Status.FORBIDDEN),
            ),
            "trade",
            "对经济重要的矿产",
            extra=(("例句", "关键矿产出口减少。"),),
        ),
        Concept("2", (Term("矿", "zh"), Term("mineral", "en", Status.ADMITTED, part_of_speech="noun")), "mining"),
        Concept("3", (Term("咖啡馆", "zh"), Term("café", "en"), Term("coffee-house", "en", Status.DEPRECATED)), "food"),
        Concept("4", (Term("5G网络", "zh"), Term("5G network", "en", state=State.CANDIDATE)), "trade"),
        Concept("5", (Term(HOSTILE.strip(), "zh"), Term(HOSTILE.strip(), "en", note=HOSTILE)), HOSTILE.strip()),
    )
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("glossary")
    (folder / "terms.jsonl").write_bytes(b"".join(dump(GLOSSARY, DEFAULT_LANGUAGES)))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        result = CliRunner().invoke(main, ["glossary", "page", "terms.jsonl", "--to", "glossary.html"])
    assert (result.exit_code, result.output) == (0, "glossary.html: 5 concepts\n")
    return (folder / "glossary.html").as_uri()


@pytest.fixture
def browser(started: Browser, page: str) -> Browser:
    """The page, just opened."""
    started.open(page)
    return started


SHOWN = (
    "return [...document.querySelectorAll('li.concept:not(.out)')].filter((node) => node.checkVisibility())"
    ".map((node) => node.querySelector('bdi').textContent.slice(0, 9))"
)
STATUS = "return document.getElementById('status').textContent"
SETTLE = "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => setTimeout(done, 0))"


def search(browser: Browser, words: str) -> list[str]:
    """What is shown of these words, typed into the field."""
    browser.run("document.getElementById('search').value = ''")
    browser.press("/", *words)
    return list_shown(browser)


def list_shown(browser: Browser) -> list[str]:
    browser.call("/execute/async", script=SETTLE, args=[])
    shown: list[str] = browser.run(SHOWN)
    browser.run("document.activeElement.blur()")
    return shown


def choose(browser: Browser, name: str, text: str) -> list[str]:
    """What is shown after the option that begins so is chosen in a list."""
    browser.run(
        "const box = document.getElementById(arguments[0]);"
        "box.value = [...box.options].find((one) => one.textContent.startsWith(arguments[1])).value;"
        "box.dispatchEvent(new Event('change'))",
        name,
        text,
    )
    return list_shown(browser)


def test_it_asks_for_nothing_and_complains_of_nothing(browser: Browser, page: str) -> None:
    browser.list_log("performance")
    browser.open(page)
    assert search(browser, "min") == ["关键矿产", "矿"]
    assert list_requests(browser) == [page]
    assert browser.list_log("browser") == []
    assert browser.run("return document.title") == "aligncheck: glossary terms.jsonl"
    assert browser.run("return document.scripts.length") == 1


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("矿", ["矿", "关键矿产"]),  # the very term first
        ("礦", ["矿", "关键矿产"]),
        ("關鍵", ["关键矿产"]),
        ("产 关键", ["关键矿产"]),
        ("MIN", ["关键矿产", "矿"]),
        ("mineral", ["矿", "关键矿产"]),
        ("min crit", ["关键矿产"]),
        ("ineral", []),
        ("Cafe", ["咖啡馆"]),
        ("house", ["咖啡馆"]),
        ("coffee-h", ["咖啡馆"]),
        ("５g", ["5G网络"]),
        ("网络 5g", ["5G网络"]),
        ("rare", []),
        ("出口", []),
        ("…", []),
        ("script", ["</script>"]),
    ],
)
def test_a_search_finds(browser: Browser, words: str, shown: list[str]) -> None:
    assert search(browser, words) == shown
    amount = f"{len(shown)} of 5 concepts"
    assert browser.run(STATUS) == amount


def test_notes_and_examples_are_searched_where_that_is_asked_for(browser: Browser) -> None:
    browser.run("document.getElementById('whole').click()")
    assert search(browser, "rare") == ["关键矿产"]
    assert search(browser, "出口") == ["关键矿产"]
    assert search(browser, "mining") == ["矿"]


def test_what_is_found_is_marked(browser: Browser) -> None:
    search(browser, "Cafe 啡")
    marked = "return [...CSS.highlights.get('search')].map(String)"
    assert browser.run(marked) == ["啡", "café"]
    search(browser, "qqq")
    assert browser.run("return CSS.highlights.has('search')") is False


def test_escape_empties_the_field(browser: Browser) -> None:
    assert search(browser, "crit") == ["关键矿产"]
    browser.press("/", "Escape")
    assert len(list_shown(browser)) == 5
    assert browser.run(STATUS) == "5 concepts"


def test_filters(browser: Browser) -> None:
    assert choose(browser, "standing", "forbidden") == ["关键矿产"]
    assert choose(browser, "standing", "candidate") == ["5G网络"]
    assert choose(browser, "standing", "no status") == ["</script>"]
    assert choose(browser, "standing", "all") != []
    assert choose(browser, "domain", "trade") == ["关键矿产", "5G网络"]
    assert search(browser, "min") == ["关键矿产"]
    links = "return [...document.querySelectorAll('nav a:not(.out)')].map((node) => node.textContent)"
    assert browser.run(links) == ["G"]


def test_the_order_is_that_of_either_language(browser: Browser) -> None:
    initials = "return [...document.querySelectorAll('main h2')].map((node) => node.textContent)"
    names = ["G", "K", "S", "0–9"]
    assert browser.run(f"{initials}.slice(1)") == names
    assert choose(browser, "order", "English") == ["咖啡馆", "关键矿产", "矿", "</script>", "5G网络"]
    assert browser.run(f"{initials}.slice(1)") == ["C", "M", "S", "0–9"]
    assert search(browser, "mineral") == ["矿", "关键矿产"]
    assert choose(browser, "order", "Chinese") == ["矿", "关键矿产"]
    assert len(search(browser, " ")) == 5
    assert browser.run(f"{initials}.slice(1)") == names


def test_a_link_leads_to_its_initial_however_long_the_page_is(
    started: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    note = "A long note. " * 40
    rows = [f"{letter}{number},term {number},{note * (number % 3)}\n" for letter in "阿波次" for number in range(300)]
    (tmp_path / "long.csv").write_text(f"zh,en,note\n{''.join(rows)}", encoding="utf-8")
    CliRunner().invoke(main, ["glossary", "page", "long.csv", "--to", "long.html"])
    started.open((tmp_path / "long.html").as_uri())
    for number in (3, 2, 1):
        started.run(f"document.querySelector('nav a:nth-child({number})').click()")
        for _ in range(10):
            started.call("/execute/async", script=SETTLE, args=[])
        top = started.run(f"return document.getElementById('i{number - 1}').getBoundingClientRect().top")
        below = started.run("return document.getElementById('controls').getBoundingClientRect().bottom")
        assert 0 <= top - below < 16
    started.run("scrollTo(0, 1e6)")
    assert len(search(started, "term 7")) == 33
    top = started.run("return document.querySelector('main').getBoundingClientRect().top")
    assert 0 <= top - started.run("return document.getElementById('controls').getBoundingClientRect().bottom") < 16


def test_all_concepts_are_printed_and_no_controls(browser: Browser) -> None:
    search(browser, "矿")
    browser.command("Emulation.setEmulatedMedia", media="print", features=[])
    browser.run("dispatchEvent(new Event('beforeprint'))")
    shown = (
        "return [...document.querySelectorAll('li.concept')].filter((node) => node.checkVisibility())"
        ".map((node) => node.querySelector('bdi').textContent.slice(0, 9))"
    )
    assert browser.run(shown) == ["关键矿产", "咖啡馆", "矿", "</script>", "5G网络"]
    hidden = "return ['controls', 'search'].map((id) => document.getElementById(id).checkVisibility())"
    assert browser.run(hidden) == [False, False]
    assert browser.run("return document.querySelector('nav').checkVisibility()") is False
    assert browser.run("return document.querySelector('details.about table').checkVisibility()") is True
    browser.command("Emulation.setEmulatedMedia", media="", features=[])
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert list_shown(browser) == ["矿", "关键矿产"]


def test_it_is_readable_without_scripts(page: str) -> None:
    with start_browser(scripts=False) as browser:
        browser.open(page)
        shown = browser.call("/execute/sync", script="return document.body.innerText", args=[])
        for text in ("关键矿产", "critical minerals preferred", "Not “rare earths”.", "出口减少。", "5G network"):
            assert text in shown
        assert "Search" not in shown
        assert "G\nK\nS" in shown or "G K S" in shown


def test_hostile_text_is_inert_and_can_be_read(browser: Browser) -> None:
    shown, elements = browser.run(
        "const node = [...document.querySelectorAll('li.concept')][3];"
        "return [node.textContent, [...node.querySelectorAll('*')].map((one) => one.localName)]"
    )
    assert shown.startswith("</script><script>document.title = 'taken'</script> the the ]]> <!-- <img src=x")
    assert "<U+202E> desrever <U+001B>[31m" in shown
    assert set(elements) <= {"div", "bdi", "p", "span"}
    choose(browser, "order", "English")
    assert search(browser, "taken") == ["</script>"]
    assert browser.run("return document.title") == "aligncheck: glossary terms.jsonl"


@pytest.mark.parametrize("width", [1280, 640, 390, 195])  # 640 and 195: the others at 200 %
@ON_EACH_LOOK
def test_axe_finds_nothing(browser: Browser, feature: str, value: str, media: str, width: int) -> None:
    take_look(browser, feature, value, media, width)
    browser.open(browser.run("return location.href"))
    assert list_violations(browser) == []
    browser.run("document.querySelector('details.about').open = true; document.getElementById('more').click()")
    search(browser, "矿")
    assert list_violations(browser) == []
    assert browser.run("const box = document.getElementById('controls'); return box.scrollWidth <= box.clientWidth")
    browser.command("Emulation.setEmulatedMedia", media="", features=[])
