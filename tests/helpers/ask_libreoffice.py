"""Asks LibreOffice for the faults it shows in a text: `python3 ask_libreoffice.py ADDRESS PROFILE TEXT`.

Run by the Python that has LibreOffice's module `uno`, with a server of LanguageTool's interface at ADDRESS. Prints them
as JSON: offset and length in UTF-16, and what is offered.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>"""
_SETTING = """<item oor:path="/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool">
<prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>"""
_PATIENCE = 60


def main(address: str, profile: Path, text: str) -> None:
    """Start LibreOffice, ask it, and end it."""
    settings = {"IsEnabled": "true", "BaseURL": address, "RestProtocol": ""}
    (profile / "user").mkdir(parents=True)
    items = "".join(_SETTING.format(*item) for item in settings.items())
    (profile / "user/registrymodifications.xcu").write_text(_SETTINGS.format(items), encoding="utf-8")
    accept = f"pipe,name={profile.name};urp;"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", f"--accept={accept}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    context = _connect(f"uno:{accept}StarOffice.ComponentContext")
    services = context.ServiceManager
    checker = services.createInstanceWithContext("org.openoffice.lingu.LanguageToolGrammarChecker", context)
    locale = uno.createUnoStruct("com.sun.star.lang.Locale", "en", "US", "")
    found = checker.doProofreading("1", text, locale, 0, len(text), ()).aErrors
    print(json.dumps([[one.nErrorStart, one.nErrorLength, *one.aSuggestions[:1]] for one in found]))
    services.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
    office.wait(_PATIENCE)


def _connect(address: str) -> Any:  # noqa: ANN401 - uno has no types
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(_PATIENCE):
        try:
            return resolver.resolve(address)
        except Exception:
            time.sleep(1)
    raise TimeoutError(address)


main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
