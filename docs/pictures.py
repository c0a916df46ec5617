"""Draws the pictures in docs/: `python docs/pictures.py`, with Debian's chromium and chromedriver.

Each shows a page of a text in seeds/, with what its keys have done. `writer.png` and `neovim.png` are not drawn here:
they are screenshots of LibreOffice 25.2 and of Neovim 0.10 in xterm, taken by hand under Xvfb, with paragraphs of
seeds/trade-graphite.en.txt.
"""

import shutil
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from align.cli import main

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests/helpers"))

from webdriver import Browser, start_browser  # noqa: E402 - a helper of the tests

PICTURES = {
    "review.png": (("check", "culture-shadow-puppets.en.txt"), "jjj", 500),
    "pairs.png": (("align", "energy-storage.zh.txt", "energy-storage.en.txt"), "JJJJms", 470),
    "terms.png": (("terms", "energy-storage-draft.en.txt", "trade-graphite.en.txt"), "jaj", 440),
}
"""Each picture: the command whose page it shows, the keys that are pressed there, and its height."""

_WIDTH = 1000
_CANDIDATES = """\
storage,zh,储能电站,candidate,
storage,en,energy storage station,candidate,
storage,en,energy storage plant,candidate,
"""


def draw_all(folder: Path) -> None:
    """Draw each picture into a folder."""
    with _copy_texts(), start_browser() as browser:
        for name, ((command, *paths), keys, height) in PICTURES.items():
            page = Path(f"{name}.html")
            output = ("--to", str(page)) if command == "align" else ("--output", f"html={page}")
            CliRunner().invoke(main, [command, *paths, *output])
            (folder / name).write_bytes(_draw(browser, page, keys, height))


@contextmanager
def _copy_texts() -> Iterator[None]:
    """The texts in a folder of their own, to be in, with a few candidates in their glossary."""
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", folder, dirs_exist_ok=True)
        with chdir(folder):
            head, *lines = Path("glossary.csv").read_text(encoding="utf-8").splitlines()
            rows = [f"{head.replace(',status,', ',state,status,')}\n", *(_add_column(line) for line in lines)]
            Path("glossary.csv").write_text("".join(rows) + _add_rest(_CANDIDATES), encoding="utf-8")
            yield


def _add_column(line: str) -> str:
    """A row of the glossary with an empty state before its status."""
    concept, language, term, rest = line.split(",", 3)
    return f"{concept},{language},{term},,{rest}\n"


def _add_rest(rows: str) -> str:
    return "".join(f"{row},\n" for row in rows.splitlines())


def _draw(browser: Browser, page: Path, keys: str, height: int) -> bytes:
    """What is seen of a page once keys have been pressed, as PNG."""
    browser.command(
        "Emulation.setDeviceMetricsOverride", width=_WIDTH, height=height, deviceScaleFactor=1, mobile=False
    )
    browser.command(
        "Emulation.setEmulatedMedia", media="screen", features=[{"name": "prefers-color-scheme", "value": "light"}]
    )
    browser.open(page.absolute().as_uri())
    browser.press(*keys)
    return b64decode(browser.command("Page.captureScreenshot", format="png")["data"])


if __name__ == "__main__":
    draw_all(Path(__file__).parent)
