"""Builds the site: `pip install -e '.[site]'`, then `python docs/website.py build FOLDER`.

Its pages are those of docs/, and those that reference.py makes from the code: a page a rule, the options of every
command, the keys of the configuration, the Python interface. The site loads nothing from other hosts, and every link
in it is followed before it counts as built.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import reference
from site_links import find_faults

from align.linter.registry import all_rules
from align.report.links import DOCS_URL

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PAGES = {
    "Start": ("quick-start", "editors", "agents", "documentation", "recipes", "gallery"),
    "Check": ("sources", "languages", "formats", "checklists", "stale", "coverage", "reports", "ci", "large-folders"),
    "Decide": ("findings", "review"),
    "Terms": ("glossary", "memory", "consistency", "packs"),
    "Scores and corpora": ("scores", "corpora"),
    "Reference": ("commands", "options", "configuration", "keys", "rules/index", "json-output", "python", "versioning"),
    "How it works": ("alignment", "suggestions", "measurements"),
}
"""The pages in the order of the menu; a test holds this to the files of docs/."""

GENERATED = ("gallery", "options", "keys", "rules/index", "python")


def stage(folder: Path) -> None:
    """Write the pages into a folder, as the generator of the site reads them."""
    for name in (_STYLE, _SCRIPT):
        shutil.copy(DOCS / name, folder)
    for path in DOCS.glob("*.png"):
        shutil.copy(path, folder)
    for path in sorted(DOCS.glob("*.md")):
        if path.name != "rules.md":
            text = _turn_links(path.read_text("utf-8"))
            (folder / path.name).write_text(text, encoding="utf-8")
    for path in DOCS.glob("*.schema.json"):
        shutil.copy(path, folder)
    _write_gallery(folder)
    (folder / "index.md").write_text(_build_home(), encoding="utf-8")
    (folder / "options.md").write_text(reference.build_options(), encoding="utf-8")
    (folder / "keys.md").write_text(reference.build_keys(), encoding="utf-8")
    (folder / "python.md").write_text(reference.build_python(), encoding="utf-8")
    (folder / "rules").mkdir()
    reference.write_rules(folder / "rules")
    for path in folder.rglob("*.md"):
        path.write_text(_name_pages(path.read_text("utf-8"), path.parent != folder), encoding="utf-8")
    (folder / "llms.txt").write_text(reference.build_summary(folder, PAGES), encoding="utf-8")


def _write_gallery(folder: Path) -> None:
    """Write the pages of the texts of seeds/, and a page that lists them."""
    (folder / "gallery").mkdir()
    rows = []
    for text in sorted((ROOT / "seeds").glob("*.*")):
        if text.suffix in (".txt", ".md") and not text.name.endswith(".zh.txt"):
            name = text.name.partition(".")[0]
            report = json.loads(_run(text.name, "-o", f"html={folder}/gallery/{name}.html", "--output-format", "json"))
            found = [f"{number} {kind}s" for kind in ("error", "warning") if (number := report["summary"][kind])]
            rows.append(f"| [{text.name}](gallery/{name}.html) | {', '.join(found) or 'none'} |")
    _run("align", "energy-storage.zh.txt", "energy-storage.en.txt", "--to", f"{folder}/gallery/pairs.html")
    _run("terms", "energy-storage-draft.en.txt", "trade-graphite.en.txt", "-o", f"html={folder}/gallery/terms.html")
    table = "\n".join(rows)
    (folder / "gallery.md").write_text(
        "# Gallery\n\nPages that aligncheck writes, for you to try: the keys are listed under `?`. These are the texts "
        "in `seeds/`; most have faults that were put in.\n\n## Texts with their findings\n\n"
        f"`aligncheck TEXT --output html=PAGE` ([how to review](review.md)):\n\n| text | findings |\n|---|---|\n{table}"
        "\n\n## Other pages\n\n- [The sentence pairs of a text](gallery/pairs.html), from `aligncheck align` "
        "([more](alignment.md))\n- [How terms are rendered](gallery/terms.html), from `aligncheck terms` "
        "([more](consistency.md))\n",
        encoding="utf-8",
    )


def _run(*arguments: str, folder: Path = ROOT / "seeds") -> str:
    """Return what aligncheck prints in a folder. Raises RuntimeError where it cannot do what it is asked."""
    command = [sys.executable, "-P", "-m", "align", *arguments]
    environment = {**os.environ, "ALIGNCHECK_NO_CACHE": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return done.stdout


def _turn_links(text: str) -> str:
    """Return a page with its links as they are on the site: a page a rule; files that are no page have none."""
    text = re.sub(r"\]\(rules\.md#([a-z-]+)\)", r"](rules/\1.md)", text).replace("](rules.md)", "](rules/index.md)")
    return re.sub(r"\[([^\]]*)\]\(\.\./[^)]*\)", r"\1", text)


def _build_home() -> str:
    """Return the home page: the README up to its licence, its links as those of docs/, its first example in colours."""
    text = (ROOT / "README.md").read_text("utf-8")
    text = re.sub(r"\]\((?!https?:|#|docs/)", "](../", text).replace("](docs/", "](")
    return re.sub(
        r"^    \$ (aligncheck .*)\n((?:    .*\n|\n(?=    ))+)", _show_screen, _turn_links(text), count=1, flags=re.M
    )


def _show_screen(example: re.Match[str]) -> str:
    """Return an example as a terminal shows it, in the colours that the command prints."""
    command, shown = example.groups()
    printed = _run(*command.split()[1:], "--color", "always", folder=ROOT).splitlines()
    colored = {re.sub(r"\x1b\[[\d;]*m", "", line): line for line in printed}
    lines = [f"$ {command}", *(colored.get(line, line) for line in textwrap.dedent(shown).splitlines())]
    text = re.sub(r"\x1b\[([\d;]+)m", _color, html.escape("\n".join(lines), quote=False))
    return f'<div class="highlight screen"><pre><code>{text}</code></pre></div>\n'


def _color(sequence: re.Match[str]) -> str:
    """Return the element that an escape sequence begins or ends; site.css has its colours."""
    codes = sequence[1].split(";")
    return "</span>" if codes == ["0"] else f'<span class="{" ".join(f"sgr-{code}" for code in codes)}">'


def _name_pages(text: str, deeper: bool = False) -> str:
    """Return a page whose links to other pages have the titles of these, where the names of their files would be."""
    titles = {path.stem: reference.read_title(path.read_text("utf-8")) for path in DOCS.glob("*.md")}
    for stem, title in titles.items():
        text = re.sub(rf"\[(?:docs/)?{stem}\.md\]", f"[{title}]", text)
        if stem != "rules":
            link = f"{'../' * deeper}{stem}.md"
            text = re.sub(rf"(?<!\]\()(?<![\[/])\bdocs/{stem}\.md\b", f"[{title}]({link})", text)
    return text


def _configure(source: Path, target: Path) -> dict[str, Any]:
    """Return the configuration of the generator."""
    menu: list[object] = [{"Home": "index.md"}]
    for title, names in PAGES.items():
        pages: list[object] = [f"{name}.md" for name in names]
        if _RULES in names:
            pages[names.index(_RULES)] = {"Rules": [f"{_RULES}.md", *(f"rules/{name}.md" for name in all_rules())]}
        menu.append({title: pages})
    python = {"paths": [str(ROOT)], "load_external_modules": True, "options": _PYTHON}
    highlight = {"pymdownx.highlight": {"anchor_linenums": False}}
    return {
        "site_name": "aligncheck",
        "site_url": DOCS_URL,
        "site_description": "Checks translations, Chinese into English first, before they are published.",
        "docs_dir": str(source),
        "site_dir": str(target),
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False, "palette": _PALETTE, "features": _FEATURES},
        "extra_css": [_STYLE],
        "extra_javascript": [_SCRIPT],
        "extra": {"generator": False},
        "copyright": "Apache-2.0. The pages load nothing from other hosts.",
        "plugins": [
            {"search": {"lang": ["en", "zh"], "separator": _SEPARATOR}},
            {"mkdocstrings": {"handlers": {"python": python}}},
        ],
        "markdown_extensions": ["tables", highlight, "pymdownx.superfences", {"toc": {"permalink": "#"}}],
        "nav": menu,
        "not_in_nav": "/llms.txt",
        "validation": {"links": {"anchors": "warn", "unrecognized_links": "warn", "absolute_links": "warn"}},
    }


_RULES, _STYLE, _SCRIPT = "rules/index", "site.css", "site.js"
_PYTHON = {"show_source": False, "show_root_heading": True, "heading_level": 2, "show_root_full_path": False}
_FEATURES = ["navigation.indexes", "navigation.prune", "toc.follow"]
_SEPARATOR = r"[\s\u200b\u3000\-、。，．？！；（）“”]+"
"""What divides words; the plugin puts U+200B between those of Chinese."""


def _list_palettes() -> Iterator[dict[str, object]]:
    """Yield the colours: those of the system, light ones, dark ones; a button goes from each to the next."""
    for media, scheme, icon, following in (
        ("", "default", "brightness-auto", "light colours"),
        (": light", "default", "weather-sunny", "dark colours"),
        (": dark", "slate", "weather-night", "the colours of the system"),
    ):
        toggle = {"icon": f"material/{icon}", "name": f"Switch to {following}"}
        yield {"media": f"(prefers-color-scheme{media})", "scheme": scheme, "toggle": toggle}


_PALETTE = [*_list_palettes()]


def build(target: Path) -> list[str]:
    """Build the site into a folder; return what is wrong with its links. Raises CalledProcessError."""
    with TemporaryDirectory() as name:
        source = Path(name) / "pages"
        source.mkdir()
        stage(source)
        render(_configure(source, target.absolute()), Path(name))
        for path in source.rglob("*.md"):
            shutil.copy(path, target / path.relative_to(source))
    for path in target.rglob("*.html"):
        path.write_text(_finish(path.read_text("utf-8"), path.parent.name == "rules"), encoding="utf-8")
    return find_faults(target)


def render(settings: dict[str, Any], folder: Path) -> None:
    """Run the generator with a configuration, which is written into a folder. A warning raises CalledProcessError."""
    path = folder / "mkdocs.yml"
    path.write_text(json.dumps(settings), encoding="utf-8")  # which is YAML
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(path)]
    subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def _finish(page: str, is_rule: bool) -> str:
    """Return a page of the theme with a name for its dialog; one of a rule is told apart for site.css.

    An empty corner of a table is not a header, which a screen reader would read out.
    """
    page = re.sub(r'(?<=class="md-search" )(?=[^>]*role="dialog")', 'aria-label="Search" ', page)
    page = re.sub(r"<th( [^>]*)?></th>", "<td></td>", page)
    return page.replace('"md-content__inner md-typeset"', '"md-content__inner md-typeset rule"') if is_rule else page


if __name__ == "__main__":
    if sys.argv[1:2] != ["build"] or len(sys.argv) != 3:
        sys.exit("usage: python docs/website.py build FOLDER")
    problems = build(Path(sys.argv[2]))
    sys.exit("\n".join(problems) if problems else 0)
