"""What the tests in a browser share: texts with faults, and the decisions that a page saves."""

import json
from pathlib import Path
from typing import Any

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
