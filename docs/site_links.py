"""Follows the links of a site that was built, and finds what its pages would load from other hosts."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

_BASE = "http://site.invalid/"
"""An address for relative links to start from."""


class _Page(HTMLParser):
    """The links and the anchors of a page, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links, self.loads, self.anchors = list[str](), list[str](), set[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(filter(None, (values.get("id"), values.get("name"))))
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif values.get("rel") not in ("canonical", "next", "prev", "alternate"):
            self.loads += [values[name] for name in ("src", "href") if values.get(name) and tag != "a"]


def _read(path: Path) -> _Page:
    """Return a page, a style sheet (what it loads) or a list in Markdown (its links)."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        return _Page(text)
    page = _Page("")
    if path.suffix == ".css":
        page.loads += re.findall(r"url\(\s*[\"']?([^\"')]+)", text) + re.findall(r"@import\s+[\"']([^\"']+)", text)
    else:
        page.links += re.findall(r"\]\(([^)]+)\)", text)
    return page


def find_faults(site: Path) -> list[str]:
    """Return the links that lead nowhere, and what is loaded from other hosts."""
    paths = sorted(path for path in site.rglob("*") if path.suffix in (".html", ".css") or path.name == "llms.txt")
    pages = {path.relative_to(site).as_posix(): _read(path) for path in paths}
    faults = []
    for name, page in pages.items():
        for link in (*page.links, *page.loads):
            address, anchor = urldefrag(urljoin(f"{_BASE}{name}", link))
            if not address.startswith(_BASE):
                if link in page.loads and not link.startswith("data:"):
                    faults.append(f"{name}: loads {link}")
                continue
            target = unquote(address.removeprefix(_BASE)) or name
            if not (site / target).is_file():
                faults.append(f"{name}: {link} leads nowhere")
            elif anchor and target in pages and unquote(anchor) not in pages[target].anchors:
                faults.append(f"{name}: {link}: there is no such place on the page")
    return faults
