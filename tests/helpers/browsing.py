"""What the tests in a browser share: texts with faults, the decisions that a page saves, what axe finds on it."""

import json
from pathlib import Path
from typing import Any

import pytest
from roots import ROOT
from webdriver import Browser

AXE = ROOT / ".ci/node/node_modules/axe-core/axe.min.js"

SOURCE = "工厂去年生产了三万吨石墨。\n价格上涨了百分之五。\n专家认为需求会继续增长。\n"

TARGET = (
    "The the factory made 30,000 tons of graphite last year.\n"
    "Prices rose by 7 percent , officials said.\n"
    "Experts believe that demand demand will keep on growing.\n"
)

HOSTILE = (
    "</script><script>document.title = 'taken'</script> the the ]]> <!-- "
    "<img src=x onerror=\"document.title = 'taken'\"> \u202e desrever \x1b[31m the the &amp; '\" ${1} {{2}}\n"
)


ON_EACH_LOOK = pytest.mark.parametrize(
    ("feature", "value", "media"),
    [
        ("prefers-color-scheme", "light", "screen"),
        ("prefers-color-scheme", "dark", "screen"),
        ("forced-colors", "active", "screen"),
        ("prefers-color-scheme", "dark", "print"),
    ],
)
"""The looks of a page that axe is asked about."""


def take_look(browser: Browser, feature: str, value: str, media: str, width: int) -> None:
    """Show pages in one of the looks, so many pixels wide; skip the test where there is no axe."""
    if not AXE.exists():
        pytest.skip("needs axe-core: npm ci --prefix .ci/node")
    browser.command("Emulation.setEmulatedMedia", media=media, features=[{"name": feature, "value": value}])
    browser.command("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)


def list_violations(browser: Browser) -> list[object]:
    """What axe says of the page, and whether it is wider than the screen."""
    browser.run(AXE.read_text("utf-8"))
    script = "const done = arguments[arguments.length - 1]; axe.run().then((found) => done(found.violations))"
    violations = browser.call("/execute/async", script=script, args=[])
    found = [(one["id"], node["html"], node["failureSummary"]) for one in violations for node in one["nodes"]]
    fits = browser.run("return document.documentElement.scrollWidth <= innerWidth")
    return [*found, *([] if fits else ["wider than the screen"])]


def list_requests(browser: Browser) -> list[str]:
    """What the browser has asked for since its log was last read."""
    events = [json.loads(message)["message"] for message in browser.list_log("performance")]
    return [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]


def list_decisions(
    browser: Browser, folder: Path, name: str = "report.review.json", key: str = ""
) -> list[dict[str, Any]]:
    """The lines of the file that the button saves, or a key."""
    browser.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    if key:
        browser.press(key)
    else:
        browser.run("document.getElementById('save').click()")
    file = folder / name
    script = "const done = arguments[arguments.length - 1]; setTimeout(done, 50)"
    for _ in range(200):
        if file.exists() and file.read_text("utf-8").endswith("\n"):  # the browser may have made it and not written it
            break
        browser.call("/execute/async", script=script, args=[])
    *lines, last = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert last == {"kind": "end"}
    return [line for line in lines if line["kind"] != "document"]
