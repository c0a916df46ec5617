"""Which language a file is in by its name."""

import re
from pathlib import PurePosixPath

_PRIMARY = "zh|en|ja|ko|de|fr|es|ru"
_REGIONS = "cn|tw|hk|mo|sg|my|us|gb|uk|au|ca|nz|ie|in|za|jp|kr|at|ch|de|fr|be|es|mx|ar|ru"
_SUBTAGS = rf"(?:[-_](?P<script>hans|hant))?(?:[-_](?P<region>{_REGIONS}))?"
_TAG = re.compile(rf"(?P<primary>{_PRIMARY}){_SUBTAGS}", re.IGNORECASE)
_ENDING = re.compile(rf"(?:\A|[-_])(?P<primary>zh|en){_SUBTAGS}\Z", re.IGNORECASE)
"""A tag at the end of a name, behind a hyphen. Two languages only: `de`, `es` and the like end too many other names."""


def language_of_name(path: str) -> str | None:
    """The language that a path names: in a dotted part, at the end behind a hyphen, or by a folder; None without one.

    >>> language_of_name("news/story.zh-Hant.md"), language_of_name("zh/story.md"), language_of_name("story_en.txt")
    ('zh-Hant', 'zh', 'en')
    >>> language_of_name("made-in-de.txt"), language_of_name("Notes on zh.txt")
    (None, None)
    """
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if not parts:
        return None
    stem, *dotted = parts[-1].split(".")[:-1] or parts[-1:]
    found = [_TAG.fullmatch(part) for part in reversed(dotted)]
    found += [_ENDING.search(parts[-1].rpartition(".")[0] or stem), *map(_TAG.fullmatch, reversed(parts[:-1]))]
    return next((_code(match) for match in found if match), None)


def _code(match: re.Match[str]) -> str:
    region = (match["region"] or "").upper().replace("UK", "GB")
    return "-".join(filter(None, (match["primary"].lower(), (match["script"] or "").title(), region)))
