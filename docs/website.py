"""Builds the site: `pip install -e '.[site]'`, then `python docs/website.py build FOLDER`.

Its pages are those of docs/, a page a rule, the options of every command, the keys of the configuration and the Python
interface; all but the first come from the code. The site loads nothing from other hosts, and every link in it is
followed before it counts as built.
"""

import html
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urldefrag, urljoin

import click
import generate

import align
from align.cli import main
from align.config.model import KEYS
from align.linter.registry import all_rules

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PAGES = {
    "Start": ("quick-start", "recipes", "gallery"),
    "Check": ("sources", "formats", "checklists", "stale", "reports", "ci", "large-folders"),
    "Decide": ("findings", "review"),
    "Terms": ("glossary", "consistency", "packs"),
    "Scores and corpora": ("scores", "corpora"),
    "Reference": ("commands", "options", "configuration", "keys", "rules/index", "json-output", "python", "versioning"),
    "How it works": ("alignment", "suggestions", "measurements"),
}
"""The pages in the order of the menu; a test holds this to the files of docs/."""

GENERATED = ("gallery", "options", "keys", "rules/index", "python")


def stage(folder: Path) -> None:
    """Write the pages into a folder, as the generator of the site reads them."""
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
    (folder / "options.md").write_text("\n".join(_list_options(main, "aligncheck", 1)), encoding="utf-8")
    (folder / "keys.md").write_text(_build_keys(), encoding="utf-8")
    (folder / "python.md").write_text(_build_python(), encoding="utf-8")
    (folder / "rules").mkdir()
    rules = all_rules().values()
    table = "\n".join(generate.list_rows("{}.md"))
    (folder / "rules/index.md").write_text(
        f"# Rules\n\n| rule | severity | what is wrong |\n|---|---|---|\n{table}\n", encoding="utf-8"
    )
    for rule in rules:
        text = re.sub(r"^#(?=#)", "", generate.section(rule).strip(), flags=re.MULTILINE)
        text = re.sub(r"\]\(#([a-z-]+)\)", r"](\1.md)", text).replace("](measurements.md", "](../measurements.md")
        (folder / f"rules/{rule.name}.md").write_text(f"{text}\n", encoding="utf-8")
    (folder / "llms.txt").write_text(_build_summary(folder), encoding="utf-8")


def _write_gallery(folder: Path) -> None:
    """Write the review pages of the texts of seeds/, and a page that lists them."""
    (folder / "gallery").mkdir()
    rows = []
    for text in sorted((ROOT / "seeds").glob("*.*")):
        if text.suffix in (".txt", ".md") and not text.name.endswith(".zh.txt"):
            page = folder / "gallery" / f"{text.name.partition('.')[0]}.html"
            command = [sys.executable, "-m", "align", text.name, "--output", f"html={page}", "--no-cache", "--quiet"]
            done = subprocess.run(command, cwd=text.parent, capture_output=True, check=False, text=True)
            if done.returncode not in (0, 1):
                raise RuntimeError(done.stderr)
            rows.append(f"| [{text.name}](gallery/{page.name}) | {'faults' if done.returncode else 'no faults'} |")
    table = "\n".join(rows)
    head = "# Gallery\n\nThe page of each text in `seeds/`, as `aligncheck TEXT -o html=PAGE` writes it.\n"
    (folder / "gallery.md").write_text(f"{head}\n| text | |\n|---|---|\n{table}\n", encoding="utf-8")


def _turn_links(text: str) -> str:
    """Return a page with its links as they are on the site: a page a rule; files that are no page have none."""
    text = re.sub(r"\]\(rules\.md#([a-z-]+)\)", r"](rules/\1.md)", text).replace("](rules.md)", "](rules/index.md)")
    return re.sub(r"\[([^\]]*)\]\(\.\./[^)]*\)", r"\1", text)


def _build_home() -> str:
    """Return the home page: the README up to its licence, its links as those of docs/."""
    text = (ROOT / "README.md").read_text("utf-8")
    text = re.sub(r"\]\((?!https?:|#|docs/)", "](../", text).replace("](docs/", "](")
    return _turn_links(text)


def _list_options(command: click.Command, path: str, level: int) -> Iterator[str]:
    """Yield what `--help-all` says of a command and of those in it, as Markdown."""
    title = "Options of every command" if level == 1 else path
    yield f"{'#' * min(level, 3)} {title}\n"
    text = inspect.cleandoc(command.help or "").replace("\b\n", "")
    yield f"{text}\n"
    rows = [
        (", ".join(f"`{name}`" for name in (*one.opts, *one.secondary_opts)), one.help or "")
        for one in command.params
        if isinstance(one, click.Option)
    ]
    if rows:
        yield "| option | meaning |\n|---|---|"
        yield from (f"| {names} | {_escape(text)} |" for names, text in rows)
        yield ""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _list_options(child, f"{path} {name}", level + 1)


def _escape(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False).replace("|", "\\|")


def _build_keys() -> str:
    """Return the page of the keys of the configuration."""
    rows = "\n".join(f"| `{name}` | {_escape(key.meaning)} |" for name, key in KEYS.items())
    return (
        "# Keys of the configuration\n\nEditors check a configuration by its [schema](aligncheck.schema.json); "
        "[configuration.md](configuration.md) explains how files are found and joined.\n\n"
        f"| key | meaning |\n|---|---|\n{rows}\n"
    )


def _build_python() -> str:
    """Return the page of the Python interface, which is filled from docstrings."""
    values = (getattr(align, name) for name in align.__all__ if name != "__version__")
    parts = (f"::: {value.__module__}.{value.__name__}\n" for value in values)
    text = inspect.getdoc(align) or ""
    before, mark, example = text.partition(">>> ")
    shown = "\n".join(f"    {line}" for line in f"{mark}{example}".split("\n"))
    return f"# Python\n\n{before}{shown}\n\n" + "\n".join(parts)


def _build_summary(folder: Path) -> str:
    """Return llms.txt (llmstxt.org): what the site is, and a line for each page."""
    lines = [
        "# aligncheck",
        "",
        "> A linter, aligner and glossary tool for translated text, Chinese to English first.",
        "",
    ]
    for title, names in PAGES.items():
        lines += [f"## {title}", ""]
        for name in names:
            text = (folder / f"{name}.md").read_text("utf-8")
            lines.append(f"- [{text.partition(chr(10))[0].lstrip('# ')}]({name}.md)")
        lines.append("")
    return "\n".join(lines)


def _configure(source: Path, target: Path) -> str:
    """Return the configuration of the generator; JSON is YAML."""
    menu = [{"Home": "index.md"}, *({title: [f"{name}.md" for name in names]} for title, names in PAGES.items())]
    rules = [f"rules/{name}.md" for name in all_rules()]
    palette = [
        {"media": "(prefers-color-scheme: light)", "scheme": "default", "toggle": _toggle("dark")},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "toggle": _toggle("light")},
    ]
    return json.dumps(
        {
            "site_name": "aligncheck",
            "site_description": "Checks translations, Chinese into English first, before they are published.",
            "docs_dir": str(source),
            "site_dir": str(target),
            "use_directory_urls": False,
            "theme": {"name": "material", "font": False, "palette": palette, "features": ["navigation.indexes"]},
            "plugins": [
                {"search": {"lang": ["en", "zh"]}},
                {
                    "mkdocstrings": {
                        "handlers": {
                            "python": {"paths": [str(ROOT)], "load_external_modules": True, "options": _PYTHON}
                        }
                    }
                },
            ],
            "markdown_extensions": ["admonition", "tables", {"toc": {"permalink": True}}],
            "nav": menu,
            "not_in_nav": "\n".join(["/llms.txt", *(f"/{name}" for name in rules)]),
            "validation": {"links": {"anchors": "warn", "unrecognized_links": "warn", "absolute_links": "warn"}},
        },
        indent=1,
    )


_PYTHON = {"show_source": False, "show_root_heading": True, "heading_level": 2, "show_root_full_path": False}


def _toggle(other: str) -> dict[str, str]:
    return {"icon": "material/brightness-6", "name": f"Switch to {other} colours"}


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


def find_faults(site: Path) -> list[str]:
    """Return the links that lead nowhere, and what is loaded from other hosts."""
    pages = {path.relative_to(site).as_posix(): _Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
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


def build(target: Path) -> list[str]:
    """Build the site into a folder; return what is wrong with its links. Raises CalledProcessError."""
    with TemporaryDirectory() as name:
        source = Path(name) / "pages"
        source.mkdir()
        stage(source)
        settings = Path(name) / "mkdocs.yml"
        settings.write_text(_configure(source, target.absolute()), encoding="utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(settings)]
        subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return find_faults(target)


if __name__ == "__main__":
    if sys.argv[1:2] != ["build"] or len(sys.argv) != 3:
        sys.exit("usage: python docs/website.py build FOLDER")
    problems = build(Path(sys.argv[2]))
    sys.exit("\n".join(problems) if problems else 0)
