"""Where sites keep their translations, if not next to the sources: the table `zh_en/layouts`.

Docusaurus has `docs/guide/x.md` in the language of the site, and translations of it, whatever that language is, in
`i18n/en/docusaurus-plugin-content-docs/current/guide/x.md`.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form

LAYOUTS = Form(
    "align",
    "zh_en/layouts",
    ("translated", "default", "example"),
    key=("translated",),
    needed=("translated", "example"),
)
"""Where translations are, and where texts in the language of the site are: folders. `{lang}` is the name of a folder
called by a language; `{name}` is the name of any folder, `{id}` a part of one, and both are the same on both sides.
Rows are tried in their order. The example is two folders: of a translation, and of its source."""

_HOLE = compile_late(r"\\\{(lang|name|id)\\\}")


class Home(NamedTuple):
    """The folder in which the source of a text is, and by which language that of the text is called."""

    folder: str
    language: str


class _Layout(NamedTuple):
    translated: re.Pattern[str]
    default: str
    back: re.Pattern[str] | None
    template: str


@lru_cache(maxsize=1024)
def find_home(folder: str) -> Home | None:
    """Return where the sources of the texts in a folder are, as the layout of a site has them; None where it has none.

    Folders end with a slash.

    >>> find_home("site/i18n/en/docusaurus-plugin-content-docs/current/guide/")
    Home(folder='site/docs/guide/', language='en')
    """
    for layout in _load_layouts():
        if match := layout.translated.fullmatch(folder):
            values = match.groupdict()
            default = layout.default.format_map(values)
            return Home(f"{values['above']}{default}{values['below']}", values["lang"])
    return None


def list_translated(folder: str) -> Iterator[tuple[str, str]]:
    """Yield where the translations of the texts in a folder are: the folder that has one for each language, and the
    rest of the path below that.

    >>> next(list_translated("site/docs/guide/"))
    ('site/i18n/', 'docusaurus-plugin-content-docs/current/guide/')
    """
    for layout in _load_layouts():
        if match := layout.back and layout.back.fullmatch(folder):
            above, below = layout.template.format_map({**match.groupdict(), "lang": "\0"}).split("\0/")
            yield match["above"] + above, below + match["below"]


def leads_back(default: str) -> bool:
    """Return whether the folder of the sources begins with a name, by which their translations are found."""
    return default[:1] not in ("", "{")


@cache
def _load_layouts() -> tuple[_Layout, ...]:
    rows = (row.cells for row in LAYOUTS.read_built_in())
    return tuple(
        _Layout(_compile(translated), default, _compile(default) if leads_back(default) else None, translated)
        for translated, default, _ in rows
    )


def _compile(template: str) -> re.Pattern[str]:
    """Return what matches the folders of a template, and those in them."""
    middle = _HOLE.sub(r"(?P<\1>[^/]+?)", re.escape(template))
    return re.compile(rf"(?P<above>(?:.*/)?){middle}(?P<below>.*)", re.DOTALL)
