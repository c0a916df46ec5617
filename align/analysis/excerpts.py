"""How a message quotes a passage: as readers see it, without tags and addresses, and cut where it is long."""

from glossary.pack.patterns import compile_late

_TAG = compile_late(r"<!--[^<>]{0,500}-->|</?[a-z][a-z\d:-]{0,30}(?:\s[^<>]{0,500})?/?>")
_ADDRESS = compile_late(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_LINK = compile_late(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:\s[^()\n]{0,200})?\)")


def quote(text: str, length: int) -> str:
    """Return a passage in quotation marks, for a message: without tags and a full stop at its end, with the words of a
    link alone, and cut where it is longer than `length`.

    >>> quote('<p align="center">见[手册](docs/a.md)<br/>第二章</p>', 60), quote("港口五月开放", 3)
    ('“见手册第二章”', '“港口五…”')
    >>> quote('<img src="a.png">', 60), quote("a < b, List<Item>", 60), quote("见 <https://a.example>", 60)
    ('“<img src="a.png">”', '“a < b, List<Item>”', '“见 https://a.example”')
    """
    shown = _TAG.sub("", _LINK.sub(r"\1", _ADDRESS.sub(r"\1", text))).strip().removesuffix("。") or text
    return f"“{shown if len(shown) <= length else shown[:length].rstrip() + '…'}”"
