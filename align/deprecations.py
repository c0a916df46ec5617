"""Names that went out of use and are still understood: each with what to write instead.

`docs/versioning.md` promises that a name is understood for two minor versions after it went out of use, and that a
line on stderr says what to write instead; then its row goes, with a line `- Removed: ...` in CHANGELOG.md.
The name of a rule is understood for good.
"""

from typing import Literal, NamedTuple

Kind = Literal["command", "option", "key", "value", "rule"]


class Deprecated(NamedTuple):
    """A name that was replaced in the version `since`.

    `of` is where it had its meaning: the command of an option (empty: all), the table of a key of the configuration
    (empty: none), the option or key of a value, without dashes. A command or an option without a value may be
    replaced by several words.
    """

    kind: Kind
    old: str
    new: str
    since: str
    of: str = ""

    def describe(self) -> str:
        """Return what a person is told who has used it."""
        of = f" of {self.of}" if self.of else ""
        return f"the {self.kind} {self.old!r}{of} is deprecated since version {self.since}: write {self.new!r}"


DEPRECATED: tuple[Deprecated, ...] = ()
"""All of them, the newest last. None yet: what went before 1.0 went at once (CHANGELOG.md)."""

_used: dict[Deprecated, None] = {}
"""Those that were used in this process since they were last told, in the order of their first use."""


def replace(kind: Kind, name: str, of: str = "", *, silent: bool = False) -> str:
    """Return the name that is used today for one that a person has written, and note it unless `silent`."""
    for row in DEPRECATED:
        if (row.kind, row.old) == (kind, name) and row.of in ("", of):
            if not silent:
                _used[row] = None
            return row.new
    return name


def replace_in_words(path: str, words: list[str]) -> list[str]:
    """Return the arguments of a command with today's options and values; `path` are the words that name it."""
    replaced, option = list[str](), ""
    for number, word in enumerate(words if DEPRECATED else ()):
        if word == "--":
            return [*replaced, *words[number:]]
        name, sign, value = word.partition("=")
        if not name.startswith("-"):
            replaced.append(replace("value", word, option) if option else word)
            option = ""
            continue
        new = replace("option", name, path)
        option = new.lstrip("-")
        if sign:
            replaced.append(f"{new}={replace('value', value, option)}")
        else:
            replaced += [word] if new == name else new.split()
    return replaced or words


def take_warnings() -> list[str]:
    """Return what is to be told of the names that were used, and forget that they were."""
    told = [row.describe() for row in _used]
    _used.clear()
    return told
