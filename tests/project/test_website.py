"""The site: which pages it has, what is checked of its links, and that it can be built."""

from importlib.util import find_spec
from pathlib import Path

import pytest
import website
from roots import ROOT

from align.linter.registry import all_rules

DOCS = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"rules"}


def test_the_menu_has_every_page_once() -> None:
    listed = [name for names in website.PAGES.values() for name in names]
    assert sorted(listed) == sorted({*DOCS, *website.GENERATED})


def test_links_of_a_page_are_those_of_the_site() -> None:
    text = "[a](rules.md#omission) [b](rules.md) [c](../SECURITY.md#how-to-report) [d](ci.md)"
    assert website._turn_links(text) == "[a](rules/omission.md) [b](rules/index.md) c [d](ci.md)"


def test_links_that_lead_nowhere_and_what_is_loaded_from_elsewhere_are_found(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/a.html").write_text('<h1 id="x">A</h1><a href="../index.html#top">up</a><img src="no.png">')
    (tmp_path / "index.html").write_text(
        '<p id="top"><a href="rules/a.html#x">a</a><a href="rules/a.html#y">b</a><a href="c.html">c</a>'
        '<a href="https://example.org/">d</a><script src="https://example.org/x.js"></script>'
        '<link rel="canonical" href="https://example.org/"><a href="#none">e</a>'
    )
    assert website.find_faults(tmp_path) == [
        "index.html: rules/a.html#y: there is no such place on the page",
        "index.html: c.html leads nowhere",
        "index.html: #none: there is no such place on the page",
        "index.html: loads https://example.org/x.js",
        "rules/a.html: no.png leads nowhere",
    ]


@pytest.mark.full
@pytest.mark.skipif(not find_spec("material"), reason="needs the extra: pip install -e '.[site]'")
def test_the_site_is_built_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    assert website.build(tmp_path / "site") == []
    built = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")}
    assert {"index.html", "options.html", "gallery/trade-graphite.html", "python.html"} <= built
    assert {f"rules/{name}.html" for name in all_rules()} <= built
    assert (tmp_path / "site/llms.txt").read_text("utf-8").startswith("# aligncheck\n")
    assert "check_text" in (tmp_path / "site/python.html").read_text("utf-8")
    assert "residual-source" in (tmp_path / "site/search/search_index.json").read_text("utf-8")
