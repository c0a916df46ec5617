"""Counts the steps of a backtracking matcher, slow and clear: what `re` does, without its shortcuts.

Patterns are compiled to a small program by way of the parser of `re` itself; whether one character fits is asked of
`re`. So the count grows as the work of `re` does, or faster.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]  # the parser of `re` has no public name
from typing import NamedTuple

POOL = (
    "aAzQ1_-.,:;'\"()[]{}<>/\\|*#\n \t国一亿，。（）「」《》“”’é\u0301\u200b$@&=+~`!?%^上月的张：、·点①\r\u3000ªx0９…—"
)
"""Characters that inputs are made of."""

_UNBOUNDED = 100
"""Repeats that may take so many turns count as unbounded."""

STEPS = 150
"""A linear pattern takes fewer steps a character."""

Node = tuple[object, object]

_COMPILED: dict[str, re.Pattern[str]] = {}
"""What was compiled of single nodes, many of which recur."""


class Step(NamedTuple):
    """An instruction: what it does, and what it needs for that."""

    kind: str
    fits: Callable[[str, int], bool] | None = None
    to: tuple[int, ...] = ()
    inner: "list[Step] | None" = None
    key: int = 0


def parse(pattern: re.Pattern[str]) -> tuple[Sequence[Node], int]:
    """The parsed nodes of a pattern, and its flags."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    return tree.data, pattern.flags


def compile_node(node: Node, flags: int) -> re.Pattern[str]:
    """A pattern of a single node."""
    key = repr((node, flags))
    if key not in _COMPILED:
        _COMPILED[key] = _compiler.compile(_parser.SubPattern(_parser.State(), [node]), flags & ~re.DEBUG)
    return _COMPILED[key]


def is_character(node: Node) -> bool:
    """Whether a node stands for exactly one character."""
    return str(node[0]) in ("LITERAL", "NOT_LITERAL", "ANY", "IN")


class Compiler:
    """Turns parsed nodes into a program."""

    def __init__(self) -> None:
        self.marks = 0

    def compile(self, nodes: Sequence[Node], flags: int) -> list[Step]:
        """The program of nodes in a row; it ends with a match."""
        program: list[Step] = []
        self.add(program, nodes, flags)
        return [*program, Step("match")]

    def add(self, program: list[Step], nodes: Sequence[Node], flags: int) -> None:
        """Append the instructions of nodes in a row."""
        for node in nodes:
            name = str(node[0])
            if is_character(node):
                program.append(Step("character", _ask(node, flags)))
            elif name == "AT":
                program.append(Step("place", _ask(node, flags)))
            else:
                getattr(self, f"_add_{name.lower()}")(program, node[1], flags)

    def _add_subpattern(self, program: list[Step], value: tuple, flags: int) -> None:  # type: ignore[type-arg]
        group, more, less, nodes = value
        flags = (flags | more) & ~less
        program.append(Step("open", key=group or 0))
        self.add(program, nodes, flags)
        program.append(Step("close", key=group or 0))

    def _add_branch(self, program: list[Step], value: tuple, flags: int) -> None:  # type: ignore[type-arg]
        ends = []
        for nodes in value[1][:-1]:
            split = len(program)
            program.append(Step("split"))
            self.add(program, nodes, flags)
            ends.append(len(program))
            program.append(Step("jump"))
            program[split] = Step("split", to=(split + 1, len(program)))
        self.add(program, value[1][-1], flags)
        for end in ends:
            program[end] = Step("jump", to=(len(program),))

    def _add_max_repeat(self, program: list[Step], value: tuple, flags: int) -> None:  # type: ignore[type-arg]
        self._repeat(program, value, flags, greedy=True)

    def _add_min_repeat(self, program: list[Step], value: tuple, flags: int) -> None:  # type: ignore[type-arg]
        self._repeat(program, value, flags, greedy=False)

    def _add_possessive_repeat(self, program: list[Step], value: tuple, flags: int) -> None:  # type: ignore[type-arg]
        inner: list[Step] = []
        self._repeat(inner, value, flags, greedy=True)
        program.append(Step("atomic", inner=[*inner, Step("match")]))

    def _add_atomic_group(self, program: list[Step], value: Sequence[Node], flags: int) -> None:
        program.append(Step("atomic", inner=self.compile(value, flags)))

    def _add_assert(self, program: list[Step], value: tuple, flags: int) -> None:  # type: ignore[type-arg]
        self._look(program, value, flags, "ahead")

    def _add_assert_not(self, program: list[Step], value: tuple, flags: int) -> None:  # type: ignore[type-arg]
        self._look(program, value, flags, "not ahead")

    def _look(self, program: list[Step], value: tuple, flags: int, kind: str) -> None:  # type: ignore[type-arg]
        direction, nodes = value
        if direction > 0:
            program.append(Step(kind, inner=self.compile(nodes, flags)))
        else:  # of fixed width
            name = _constants.ASSERT if kind == "ahead" else _constants.ASSERT_NOT
            program.append(Step("place", _ask((name, value), flags)))

    def _add_groupref(self, program: list[Step], value: int, flags: int) -> None:
        program.append(Step("again", key=value))

    def _repeat(self, program: list[Step], value: tuple, flags: int, *, greedy: bool) -> None:  # type: ignore[type-arg]
        least, most, nodes = value
        for _ in range(least):
            self.add(program, nodes, flags)
        if most == _constants.MAXREPEAT:
            self._loop(program, nodes, flags, greedy=greedy)
            return
        splits = []
        for _ in range(most - least):
            splits.append(len(program))
            program.append(Step("split"))
            self.add(program, nodes, flags)
        for split in splits:
            to = (split + 1, len(program))
            program[split] = Step("split", to=to if greedy else to[::-1])

    def _loop(self, program: list[Step], nodes: Sequence[Node], flags: int, *, greedy: bool) -> None:
        self.marks += 1
        start, mark = len(program), self.marks
        program.extend((Step("split"), Step("mark", key=mark)))
        self.add(program, nodes, flags)
        program.extend((Step("moved", key=mark), Step("jump", to=(start,))))
        to = (start + 1, len(program))
        program[start] = Step("split", to=to if greedy else to[::-1])


_ASKED: dict[str, Callable[[str, int], bool]] = {}


def _ask(node: Node, flags: int) -> Callable[[str, int], bool]:
    key = f"{flags} {node}"
    if key not in _ASKED:
        pattern = compile_node(node, flags)
        _ASKED[key] = lambda text, position: pattern.match(text, position) is not None
    return _ASKED[key]


class Machine:
    """Runs programs over texts; `steps` counts what it did. Stops, as if nothing matched, after `limit` steps."""

    def __init__(self, limit: int) -> None:
        self.steps, self.limit = 0, limit

    def find_all(self, program: list[Step], text: str) -> None:
        """Do what `finditer` does."""
        position = 0
        while position <= len(text) and self.steps < self.limit:
            end = self.match(program, text, position)
            position = position + 1 if end is None or end == position else end

    def match(
        self, program: list[Step], text: str, position: int, state: dict[object, int] | None = None
    ) -> int | None:
        """Where the match that begins at a position ends; None where none does."""
        stack: list[tuple[int, int, dict[object, int]]] = [(0, position, state or {})]
        while stack and self.steps < self.limit:
            at, position, state = stack.pop()
            while True:
                self.steps += 1
                step = program[at]
                if step.kind == "match":
                    return position
                if step.kind == "split":
                    stack.append((step.to[1], position, state))
                    at = step.to[0]
                elif step.kind == "jump":
                    at = step.to[0]
                elif (after := self._take(step, text, position, state)) is not None:
                    position, state = after
                    at += 1
                else:
                    break
        return None

    def _take(
        self, step: Step, text: str, position: int, state: dict[object, int]
    ) -> tuple[int, dict[object, int]] | None:
        """Where an instruction that needs no choice leads, and what is known then; None where it fails."""
        if step.fits:
            fits = step.fits(text, position)
            return (position + (step.kind == "character"), state) if fits else None
        if step.kind in ("mark", "open", "close"):
            return position, state | {(step.kind, step.key): position}
        if step.kind == "moved":
            return (position, state) if state["mark", step.key] != position else None
        if step.kind == "again":
            group = text[state.get(("open", step.key), 0) : state.get(("close", step.key), 0)]
            return (position + len(group), state) if text.startswith(group, position) else None
        end = self.match(step.inner or [], text, position, state)
        if step.kind == "atomic":
            return None if end is None else (end, state)
        return (position, state) if (end is None) is (step.kind == "not ahead") else None


class Counted:
    """A pattern as a program, whose steps over texts are counted."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.nodes, self.flags = parse(pattern)
        self._program = Compiler().compile(self.nodes, self.flags)

    def count_steps(self, text: str, limit: int) -> int:
        """How many steps it takes to find all matches in a text, at most `limit`."""
        machine = Machine(limit)
        machine.find_all(self._program, text)
        return machine.steps


def list_pumps(nodes: Sequence[Node], flags: int, before: str = "") -> Iterator[tuple[str, str]]:
    """What each unbounded repeat may repeat, each with a text that leads up to it."""
    for node in nodes:
        name, value = str(node[0]), node[1]
        if name.endswith("REPEAT"):
            most, inner = value[1], value[2]  # type: ignore[index]
            if most >= _UNBOUNDED:
                yield from ((before, text) for text in _list_samples(inner, flags))
            yield from list_pumps(inner, flags, before)
        elif name == "BRANCH":
            for branch in value[1]:  # type: ignore[index]
                yield from list_pumps(branch, flags, before)
        elif name == "SUBPATTERN":
            yield from list_pumps(value[3], (flags | value[1]) & ~value[2], before)  # type: ignore[index]
        elif name.startswith(("ASSERT", "ATOMIC")):
            yield from list_pumps(value[1] if name.startswith("ASSERT") else value, flags, before)  # type: ignore
        before += next(_list_samples([node], flags), "")


def _list_samples(nodes: Sequence[Node], flags: int) -> Iterator[str]:
    """Texts that nodes in a row may match: for one character, up to three that are unlike."""
    if len(nodes) == 1 and is_character(nodes[0]):
        pattern = compile_node(nodes[0], flags)
        fitting = [char for char in POOL if pattern.match(char)]
        literal = [chr(nodes[0][1])] if str(nodes[0][0]) == "LITERAL" else []  # type: ignore[arg-type]
        yield from literal or fitting[:: max(len(fitting) // 3, 1)][:3]
    else:
        yield "".join(_sample(node, flags) for node in nodes)


def _sample(node: Node, flags: int) -> str:
    name, value = str(node[0]), node[1]
    if is_character(node):
        return next(_list_samples([node], flags), "")
    if name.endswith("REPEAT"):
        return "".join(_sample(one, flags) for one in value[2]) * max(value[0], 1)  # type: ignore[index, no-any-return]
    if name == "BRANCH":
        return "".join(_sample(one, flags) for one in value[1][0])  # type: ignore[index]
    if name == "SUBPATTERN":
        return "".join(_sample(one, flags) for one in value[3])  # type: ignore[index]
    return "".join(_sample(one, flags) for one in value) if name == "ATOMIC_GROUP" else ""  # type: ignore[attr-defined]


def is_linear(pattern: Counted, before: str, unit: str) -> bool:
    """Whether steps grow as the text does, at some size: repeats with a longest length look otherwise below it."""
    for size in (50, 200, 400):
        few, many = (
            pattern.count_steps((before + unit * length)[: max(length, len(before))], STEPS * length)
            for length in (size, 4 * size)
        )
        if many <= 5 * few and many < STEPS * 4 * size:
            return True
    return False
