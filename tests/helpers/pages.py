"""Pages of HTML and Markdown, taken apart; and what makes pages of the docs."""

import importlib.util
import re
from html.parser import HTMLParser
from types import ModuleType

from roots import ROOT


def load_generator() -> ModuleType:
    """The script `docs/generate.py`."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec is not None and spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    return generate


def fenced(language: str, page: str, number: int = 0) -> str:
    """A block of code in a language on a page, the first unless another number is given."""
    blocks = list(re.finditer(rf"```{language}\n(.*?)```", page, re.DOTALL))
    return blocks[number][1]


_NAMES = """
html head meta title style body header a h1 h2 p ul ol li bdi details summary table caption tr th td div label
input select option button main span svg path b code mark dialog dl dt dd kbd textarea fieldset legend script"""

ELEMENTS = set(_NAMES.split())


class Parsed(HTMLParser):
    """The elements of a page, their attributes, and the text within those of a class."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements = list[tuple[str, dict[str, str]]]()
        self.texts = list[tuple[str, str]]()
        self._open = list[str]()
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag not in ("meta", "input", "path"):
            self._open.append(f"{tag}.{given.get('class', '')}")

    def handle_endtag(self, tag: str) -> None:
        if tag != "path":
            assert self._open.pop().split(".")[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((" ".join(self._open), data))

    def within(self, name: str) -> str:
        """The text within all elements so named: `mark`, or `div.target`."""
        return "".join(text for path, text in self.texts if name in path)

    def close(self) -> None:
        """At the end, every element is closed."""
        super().close()
        assert self._open == []


CLOSED = [
    "<p>Ships sail &amp; fish.</p>",
    "\r\n",
    "\n\t",
    "<nav>the the</nav>",
    "<script>if (a < b) '<p>the the'</script>",
    "<!-- the the <p> -->",
    "<p>\U0001f6a2 汽笛 &#x1f6a2;</p>",
    "<h2 title='the the > x'>Ice</h2>",
    "<ul><li>North<li>South</ul>",
    "<table><tr><td>One<td>Two</table>",
    "<pre>the the</pre><br/>",
]
