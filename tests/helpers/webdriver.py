"""A browser that is driven by the few calls of the W3C WebDriver protocol that tests need.

It takes Debian's chromium and chromedriver, or what CHROMIUM and CHROMEDRIVER name.
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

import pytest

CHROMIUM = shutil.which(os.environ.get("CHROMIUM", "chromium"))
DRIVER = shutil.which(os.environ.get("CHROMEDRIVER", "chromedriver"))

BROWSER_TESTS = [
    pytest.mark.full,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs a browser: apt install chromium chromium-driver"),
]
"""The marks of a file of tests that need a browser."""

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --in-process-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync --hide-scrollbars"
)
_KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "ArrowDown": "\ue015"}
_PATIENCE = 60  # seconds


@dataclass
class Browser:
    """A session of a browser: `address` is that of the session."""

    address: str

    def call(self, path: str, **values: Any) -> Any:  # noqa: ANN401 - JSON
        """What a call gives back."""
        request = Request(self.address + path, json.dumps(values).encode(), {"Content-Type": "application/json"})
        with urlopen(request, timeout=_PATIENCE) as answer:
            return json.load(answer)["value"]

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """What a call without values gives back."""
        with urlopen(self.address + path, timeout=_PATIENCE) as answer:
            return json.load(answer)["value"]

    def delete(self, path: str) -> None:
        """End what a path names."""
        urlopen(Request(self.address + path, method="DELETE"), timeout=_PATIENCE).close()

    def open(self, url: str) -> None:
        """Go to a page and wait until all of it is there: a driver may answer while a page of a file is still read."""
        self.call("/url", url=url)
        done = time.monotonic() + _PATIENCE
        while self.run("return document.readyState") != "complete" and time.monotonic() < done:
            time.sleep(0.02)

    def run(self, script: str, *arguments: Any) -> Any:  # noqa: ANN401 - JSON
        """What a function of this body returns in the page."""
        return self.call("/execute/sync", script=script, args=arguments)

    def press(self, *keys: str) -> None:
        """Press keys one after another: characters, or names such as `Enter`."""
        codes = [_KEYS.get(key, key) for key in keys]
        actions = [{"type": kind, "value": code} for code in codes for kind in ("keyDown", "keyUp")]
        self.call("/actions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def command(self, name: str, **values: Any) -> Any:  # noqa: ANN401 - JSON
        """What a command of the developer tools gives back."""
        return self.call("/goog/cdp/execute", cmd=name, params=values)

    def list_log(self, kind: str) -> Sequence[Any]:
        """The messages of a log since they were last asked for."""
        return [entry["message"] for entry in self.call("/se/log", type=kind)]


@contextmanager
def start_browser(scripts: bool = True) -> Iterator[Browser]:
    """A browser with an empty profile; `scripts`: whether pages may run them."""
    assert DRIVER
    with subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, text=True) as driver:
        try:
            assert driver.stdout
            line = next(line for line in driver.stdout if "successfully on port" in line)
            address = f"http://127.0.0.1:{line.split()[-1].rstrip('.')}/session"
            started = Browser(address).call("", capabilities={"alwaysMatch": _describe(scripts)})
            browser = Browser(f"{address}/{started['sessionId']}")
            yield browser
            browser.delete("")
        finally:
            driver.terminate()


def _describe(scripts: bool) -> dict[str, Any]:
    allowed = {} if scripts else {"profile.managed_default_content_settings.javascript": 2}
    chrome = {"binary": CHROMIUM, "args": _FLAGS.split(), "prefs": allowed}
    logs = {"browser": "ALL", "performance": "ALL"}
    return {"browserName": "chrome", "goog:chromeOptions": chrome, "goog:loggingPrefs": logs}
