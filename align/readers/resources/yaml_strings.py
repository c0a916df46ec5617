"""YAML: each string is a text, its key the path to it. Anchors are read where they are, aliases passed over.

Source: YAML 1.2.2
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import yaml

from align.errors import ReadError
from align.model import Notation, Origin
from align.readers.escapes import C_ESCAPE, add_escaped, decode_c_escape
from align.readers.units import Content

DEEPEST = 100
"""How many mappings and lists may be in each other."""

_STRING = "tag:yaml.org,2002:str"
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = yaml.resolver.Resolver()
_WORD = re.compile(r"\S+")
_NO_ESCAPES = re.compile("''")


def read_entries(path: str, text: str) -> Iterator[Content]:
    """Yield the texts in order. Raises ReadError where it is no YAML, or too deep."""
    try:
        yield from _read_events(text, yaml.parse(text, _LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join((error.problem or "unreadable").split())
        line = mark and min(mark.line, text.count("\n")) + 1
        raise ReadError(f"not YAML ({reason}); correct it or export it again", line) from None
    except (yaml.YAMLError, ValueError):
        raise ReadError("not YAML (it holds what no YAML may); correct it or export it again") from None


@dataclass(eq=False)
class _Level:
    """A mapping or list that is open: the path to it and the key or number of what comes next.

    `key` is None where a key comes next.
    """

    path: str
    is_mapping: bool
    in_flow: bool
    key: str | None
    count: int = 0

    def find_path(self) -> str:
        """Return the path to what comes next."""
        key = self.key if self.is_mapping else str(self.count)
        return f"{self.path}.{key}" if self.path else str(key)

    def end_node(self, key: str) -> None:
        """Take note that a node has ended; a scalar may have been the `key` of the next one."""
        self.count += 1
        self.key = None if self.key is not None else key


def _read_events(text: str, events: Iterable[yaml.Event]) -> Iterator[Content]:
    levels: list[_Level] = []
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            if len(levels) == DEEPEST:
                raise ReadError(f"more than {DEEPEST} mappings and lists are nested: flatten it")
            levels.append(_open_level(event, levels[-1] if levels else None))
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            levels.pop()
        elif isinstance(event, yaml.ScalarEvent):
            is_key = bool(levels) and levels[-1].is_mapping and levels[-1].key is None
            if not is_key and _is_string(event):
                path, in_flow = (levels[-1].find_path(), levels[-1].in_flow) if levels else ("", False)
                yield _read_scalar(path, event, text, in_flow=in_flow)
        elif not isinstance(event, yaml.AliasEvent):
            continue
        if levels:
            levels[-1].end_node(event.value if isinstance(event, yaml.ScalarEvent) else "?")


def _open_level(event: yaml.CollectionStartEvent, outer: _Level | None) -> _Level:
    is_mapping = isinstance(event, yaml.MappingStartEvent)
    in_flow = bool(event.flow_style) or (outer is not None and outer.in_flow)
    return _Level(outer.find_path() if outer else "", is_mapping, in_flow, None if is_mapping else "")


def _is_string(event: yaml.ScalarEvent) -> bool:
    """Return whether a scalar is a string: one that is quoted, or that is no number, date and the like."""
    if event.tag is not None:
        return bool(event.tag in (_STRING, "!"))
    return bool(_RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit) == _STRING)


def _read_scalar(key: str, node: yaml.ScalarEvent, text: str, *, in_flow: bool) -> Content:
    """Return a text with the places of its characters, as far as the file writes them as they are; else only its own
    place.
    """
    start, end = node.start_mark.index, node.end_mark.index
    exact = Content(key, start)
    if node.style == '"':
        add_escaped(exact, text, start + 1, end - 1, Notation.JSON, C_ESCAPE, decode_c_escape)
    elif node.style == "'":
        add_escaped(exact, text, start + 1, end - 1, Notation.YAML_QUOTED, _NO_ESCAPES, lambda _: "'")
    elif text[start:end] == node.value and not in_flow:
        exact.add(node.value, Origin(start, end, "", Notation.YAML))
    elif not in_flow:
        _add_words(exact, node.value, text[start:end], start)
    if exact.text == node.value:
        return exact
    content = Content(key, start)
    content.add(str(node.value), None)
    return content


def _add_words(content: Content, value: str, raw: str, start: int) -> None:
    """Add a text whose lines the file may fold or indent: its words are in the file as they are, one after another.

    What is between them has a place only where it is the same in the file.
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
