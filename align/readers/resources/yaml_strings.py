"""YAML: each string is a text, its key the path to it. Anchors are read once, where they stand; nothing is built.

Source: YAML 1.2.2
"""

import re
from collections.abc import Iterator

import yaml

from align.errors import ReadError
from align.model import Notation, Origin
from align.readers.escapes import C_ESCAPE, add_escaped, decode_c_escape
from align.readers.units import Content

DEEPEST = 100
"""How many mappings and lists may stand in each other."""

_STRING = "tag:yaml.org,2002:str"
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORD = re.compile(r"\S+")
_NO_ESCAPES = re.compile("''")


def read_entries(path: str, text: str) -> Iterator[Content]:
    """The texts in order. Raises ReadError where it is no YAML, or too deep."""
    if _is_too_deep(text):
        raise ReadError(f"more than {DEEPEST} mappings and lists may stand in each other: flatten it")
    try:
        documents = list(yaml.compose_all(text, _LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join((error.problem or "unreadable").split())
        raise ReadError(
            f"not YAML ({reason}); correct it or export it again", mark and min(mark.line, text.count("\n")) + 1
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise ReadError("not YAML (it holds what no YAML may); correct it or export it again") from None
    known = set[int]()
    for document in documents:
        if document is not None:
            yield from _walk(document, text, known)


def _is_too_deep(text: str) -> bool:
    """Whether mappings or lists are nested too deep, seen before the parser, which is recursive, reads them."""
    try:
        depth = 0
        for event in yaml.parse(text, _LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return True
    except (yaml.YAMLError, ValueError):
        pass
    return False


def _walk(root: yaml.Node, text: str, known: set[int]) -> Iterator[Content]:
    waiting: list[tuple[str, yaml.Node, bool]] = [("", root, False)]
    while waiting:
        key, node, in_flow = waiting.pop()
        if id(node) in known:
            continue
        known.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            if node.tag == _STRING:
                yield _read_scalar(key, node, text, in_flow=in_flow)
            continue
        in_flow = in_flow or bool(node.flow_style)
        waiting.extend((_join(key, name), value, in_flow) for name, value in reversed(list(_list_children(node))))


def _list_children(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield (str(name.value) if isinstance(name, yaml.ScalarNode) else "?"), value
    elif isinstance(node, yaml.SequenceNode):
        yield from ((str(number), value) for number, value in enumerate(node.value))


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _read_scalar(key: str, node: yaml.ScalarNode, text: str, *, in_flow: bool) -> Content:
    """A text with the places of its characters, as far as the file writes them as they are; else only its own place."""
    start, end = node.start_mark.index, node.end_mark.index
    exact = Content(key, start)
    if node.style == '"':
        add_escaped(exact, text, start + 1, end - 1, Notation.JSON, C_ESCAPE, decode_c_escape)
    elif node.style == "'":
        add_escaped(exact, text, start + 1, end - 1, Notation.YAML_QUOTED, _NO_ESCAPES, lambda _: "'")
    elif not in_flow:
        _add_words(exact, node.value, text[start:end], start)
    if exact.text == node.value:
        return exact
    content = Content(key, start)
    content.add(str(node.value), None)
    return content


def _add_words(content: Content, value: str, raw: str, start: int) -> None:
    """Add a text whose lines the file may fold or indent: its words stand there as they are, one after another.

    What stands between them has a place only where it is the same in the file.
    """
    position = done = before = 0
    if raw.startswith(("|", ">")):
        position = before = raw.find("\n") + 1
    for word in _WORD.finditer(value):
        found = _WORD.search(raw, position)
        if not found or not found[0].startswith(word[0]):
            return
        gap, place = value[done : word.start()], found.start()
        is_same = raw[before:place] == gap
        content.add(gap, Origin(start + before, start + place, "", Notation.YAML) if is_same else None)
        position = before = place + len(word[0])
        content.add(word[0], Origin(start + place, start + position, "", Notation.YAML))
        done = word.end()
    content.add(value[done:], None)
