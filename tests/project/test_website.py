"""The site: which pages it has, what is checked of its links, and that it can be built."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import reference
import site_links
import website
from roots import ROOT

import align
from align.config.model import build_schema
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
    assert site_links.find_faults(tmp_path) == [
        "index.html: rules/a.html#y: there is no such place on the page",
        "index.html: c.html leads nowhere",
        "index.html: #none: there is no such place on the page",
        "index.html: loads https://example.org/x.js",
        "rules/a.html: no.png leads nowhere",
    ]


def test_the_names_of_files_become_titles() -> None:
    text = "[docs/ci.md](ci.md), [ci.md](ci.md#docker), [there](ci.md), docs/ci.md"
    title = "In CI, before a commit, and in a CMS"
    assert website._name_pages(text, deeper=True) == (
        f"[{title}](ci.md), [{title}](ci.md#docker), [there](ci.md), [{title}](../ci.md)"
    )


def test_style_sheets_and_llms_are_followed_too(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("@import 'https://example.org/a.css'; b { background: url(b.png) }")
    (tmp_path / "llms.txt").write_text("- [a](a.md)\n- [b](a.css)\n")
    assert site_links.find_faults(tmp_path) == [
        "a.css: b.png leads nowhere",
        "a.css: loads https://example.org/a.css",
        "llms.txt: a.md leads nowhere",
    ]


def list_keys(value: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """The keys of a schema with those in them; those of the entries of a list after `[]`."""
    for name, key in value.get("properties", {}).items():
        yield f"{path}{name}"
        yield from list_keys(key, f"{path}{name}.")
    for one in value.get("anyOf", ()):
        yield from list_keys(one, path)
    if "items" in value:
        yield from list_keys(value["items"], f"{path.removesuffix('.')}[].")


def test_every_key_of_a_configuration_is_on_the_page_of_keys() -> None:
    schema = build_schema()
    options = (f"rules.{key}" for key in list_keys(schema["$defs"]["options"]))
    wanted = {*list_keys(schema), *(key for key in options if key.count(".") == 2)}
    assert {"allow[].text", "glossaries[].columns", "rules.doubled-word.allow"} <= wanted
    assert set(re.findall(r"^\| `([^`]+)` \|", reference.build_keys(), re.MULTILINE)) == wanted


def test_every_public_name_is_on_the_page_of_python() -> None:
    page = reference.build_python()
    named = set(re.findall(r"^::: .*\.(\w+)$", page, re.MULTILINE))
    assert named | {"__version__"} == set(align.__all__)
    assert "`align.__version__`" in page


def test_every_rule_has_a_page_with_what_it_finds_and_what_it_leaves(tmp_path: Path) -> None:
    reference.write_rules(tmp_path)
    assert {path.stem for path in tmp_path.glob("*.md")} == {*all_rules(), "index"}
    index = (tmp_path / "index.md").read_text("utf-8")
    for name in all_rules():
        text = (tmp_path / f"{name}.md").read_text("utf-8")
        assert text.startswith(f"# {name}\n")
        assert re.search(r"^## Found\n\n    \S.*^## Silent\n\n    \S", text, re.MULTILINE | re.DOTALL), name
        assert f"]({name}.md)" in index


def test_the_home_page_shows_a_screen_in_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = "\x1b[1mseeds/trade-graphite.en.txt:5:121\x1b[0m: \x1b[1;31merror money-mismatch\x1b[0m\n"
    monkeypatch.setattr(website, "_run", lambda *_, **__: printed)
    home = website._build_home()
    assert "$ aligncheck seeds/trade-graphite.en.txt\n...\n" in home
    assert '<span class="sgr-1">seeds/trade-graphite.en.txt:5:121</span>' in home
    assert '<span class="sgr-1 sgr-31">error money-mismatch</span>' in home
    assert "    $ aligncheck align" in home


needs_material = pytest.mark.skipif(not find_spec("material"), reason="needs the extra: pip install -e '.[site]'")


@pytest.mark.full
@needs_material
@pytest.mark.parametrize("wrong", [{"plugins": ["no-such-plugin"]}, {"no_such_key": 1}, {"theme": {"name": "none"}}])
def test_what_the_generator_does_not_know_fails(tmp_path: Path, wrong: dict[str, Any]) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/index.md").write_text("# Home\n")
    settings = {"site_name": "a", "docs_dir": str(tmp_path / "pages"), "site_dir": str(tmp_path / "site")}
    website.render(settings, tmp_path)
    with pytest.raises(subprocess.CalledProcessError):
        website.render({**settings, **wrong}, tmp_path)


@pytest.mark.full
@needs_material
def test_the_site_is_built_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    assert website.build(tmp_path / "site") == []
    built = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")}
    assert {"index.html", "options.html", "gallery/trade-graphite.html", "python.html"} <= built
    assert {f"rules/{name}.html" for name in all_rules()} <= built
    assert (tmp_path / "site/llms.txt").read_text("utf-8").startswith("# aligncheck\n")
    python = (tmp_path / "site/python.html").read_text("utf-8")
    assert [
        name for name in align.__all__ if not re.search(rf'id="(?:align|glossary)\.[\w.]*{name}"|align.{name}', python)
    ] == []
    assert (tmp_path / "site/ci.md").is_file()
    assert "residual-source" in (tmp_path / "site/search/search_index.json").read_text("utf-8")
