"""Who gives a command, and when, as entries of decisions have it."""

import os
from datetime import UTC, datetime


def find_name() -> str:
    """Who gives the command: the author that git would name, else the user; empty where neither is known."""
    from getpass import getuser
    from shutil import which
    from subprocess import run

    name = os.environ.get("GIT_AUTHOR_NAME", "")
    if not name and which("git"):
        name = run(["git", "config", "user.name"], capture_output=True, check=False).stdout.decode(errors="replace")
    try:
        return name.strip() or getuser()
    except (OSError, KeyError, ImportError):
        return ""


def tell_date() -> str:
    """Return the date of today, in UTC, as entries of decisions and terms of glossaries have it."""
    return datetime.now(UTC).date().isoformat()
