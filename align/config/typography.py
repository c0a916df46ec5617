"""What word processors and input methods put into a configuration, distinguished from what Python says of it."""

import re

_ON_LINE = re.compile(r"at line (\d+)")
_STRING = re.compile("\"[^\"]*\"|'[^']*'")
_QUOTE = ("a curly quotation mark", 'write a straight one (")')
_TYPOGRAPHY = {
    **dict.fromkeys("“”„‟«»＂", _QUOTE),
    **dict.fromkeys("‘’‚‛＇", ("a curly apostrophe", "write a straight one (')")),
    **dict.fromkeys("［【〔", ("a full-width bracket", "write [")),
    **dict.fromkeys("］】〕", ("a full-width bracket", "write ]")),
    "＝": ("a full-width equals sign", "write ="),
    "，": ("a full-width comma", "write ,"),
    "＃": ("a full-width number sign", "write #"),
    "\xa0": ("a no-break space", "write a plain space"),
    "\u3000": ("a full-width space", "write a plain space"),
    "\u200b": ("an invisible character, U+200B", "delete it"),
    "\ufeff": ("an invisible character, U+FEFF", "delete it"),
}
"""Characters that word processors and input methods put where TOML wants another: their name, and what to write."""


def explain_toml_error(text: str, error: str) -> str:
    """Return what is wrong with a text that is not TOML: in words where it was typed in a word processor."""
    at = _ON_LINE.search(error)
    line = text.split("\n")[int(at[1]) - 1] if at else ""
    for char in _STRING.sub("", line):
        if at and char in _TYPOGRAPHY:
            name, right = _TYPOGRAPHY[char]
            return f"line {at[1]} has {name}{f' ({char})' if char.isprintable() else ''}: {right}"
    return error
