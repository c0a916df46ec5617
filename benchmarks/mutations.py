"""The faults that can be put into a Python file one at a time: each is a few bytes to replace.

A library of `mutants.py`. Left alone are texts that nothing executes or that are tests themselves: docstrings,
annotations, the examples `good` and `bad` of a rule, and what only saves memory or time (`@cache`).
"""

import ast
import copy
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

_COMPARISONS: dict[type[ast.cmpop], tuple[str, str, type[ast.cmpop]]] = {
    ast.Lt: ("<", "<=", ast.LtE),
    ast.LtE: ("<=", "<", ast.Lt),
    ast.Gt: (">", ">=", ast.GtE),
    ast.GtE: (">=", ">", ast.Gt),
    ast.Eq: ("==", "!=", ast.NotEq),
    ast.NotEq: ("!=", "==", ast.Eq),
    ast.In: ("in", "not in", ast.NotIn),
    ast.NotIn: ("not in", "in", ast.In),
    ast.Is: ("is", "is not", ast.IsNot),
    ast.IsNot: ("is not", "is", ast.Is),
}
_OPPOSITES = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
_ARITHMETIC: dict[type[ast.operator], tuple[str, str, type[ast.operator]]] = {
    ast.Add: ("+", "-", ast.Sub),
    ast.Sub: ("-", "+", ast.Add),
    ast.Mult: ("*", "/", ast.Div),
    ast.Div: ("/", "*", ast.Mult),
    ast.FloorDiv: ("//", "*", ast.Mult),
    ast.Mod: ("%", "*", ast.Mult),
    ast.Pow: ("**", "*", ast.Mult),
    ast.LShift: ("<<", ">>", ast.RShift),
    ast.RShift: (">>", "<<", ast.LShift),
    ast.BitOr: ("|", "&", ast.BitAnd),
    ast.BitAnd: ("&", "|", ast.BitOr),
}
_NO_FAULTS_IN = ("dataclass", "cache", "lru_cache", "TypeVar", "ParamSpec", "NewType", "NamedTuple", "cast")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Mutant:
    """A fault: what is replaced where, and the lines of which one must run for it to be noticed."""

    file: str
    scope: str
    """The class and function around it, with dots; empty at the level of the module."""
    line: int
    column: int
    """Counted from the first character of the line that is not a space."""
    text: str
    """The line, without the spaces around it."""
    change: str
    number: int
    """Counts changes of the same name at the same place."""
    first: int
    last: int
    """A line from `first` to `last` must run."""
    at_import: bool
    """Whether these lines run at import, or once only since their result is cached."""

    @property
    def key(self) -> tuple[str, str, str, int, str, int]:
        """What stays the same when lines move."""
        return self.file, self.scope, self.text, self.column, self.change, self.number


@dataclass(frozen=True)
class _Place:
    """Where a node stands: see `Mutant`."""

    scope: str
    first: int
    last: int
    at_import: bool


def find_mutants(file: str, source: bytes) -> Iterator[tuple[Mutant, bytes]]:
    """Yield each fault of a file, and the file with it; in the order of the syntax tree."""
    starts = [0, *accumulate(map(len, source.splitlines(keepends=True)))]
    lines = source.splitlines()
    seen: Counter[tuple[int, int, str]] = Counter()
    for place, node, change, text in _find_changes(ast.parse(source), _Place("", 1, 1, True)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        line = lines[node.lineno - 1]
        column = node.col_offset - (len(line) - len(line.lstrip()))
        seen[node.lineno, column, change] += 1
        mutant = Mutant(
            file,
            place.scope,
            node.lineno,
            column,
            line.strip().decode(),
            change,
            seen[node.lineno, column, change],
            place.first,
            place.last,
            place.at_import,
        )
        yield mutant, source[:start] + text.encode() + source[end:]


_Change = tuple[_Place, ast.expr | ast.stmt, str, str]


def _find_changes(node: ast.AST, place: _Place) -> Iterator[_Change]:
    """Yield the changes in a node: the place, the node that is replaced, the name of the change, the new text."""
    if _is_left_alone(node):
        return
    if isinstance(node, ast.stmt):
        body = getattr(node, "body", None)
        last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno or node.lineno
        place = _Place(place.scope, node.lineno, last, place.at_import)
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
        yield from _find_in_definition(node, place)
        return
    for changed, change, text in (*_change_expression(node, place.at_import), *_change_statement(node)):
        yield place, changed, change, f"({text})" if isinstance(changed, ast.expr) else text
    if isinstance(node, ast.JoinedStr):
        return  # Python 3.11 does not know where its parts are
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "pattern"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _find_changes(child, place)


def _find_in_definition(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, place: _Place
) -> Iterator[_Change]:
    """Yield the changes in a class, or in a function: its default values need a line of its body to run."""
    for decorator in node.decorator_list:
        yield from _find_changes(decorator, place)
    scope = f"{place.scope}.{node.name}".strip(".")
    if isinstance(node, ast.ClassDef):
        inner = _Place(scope, place.first, place.last, place.at_import)
    else:
        cached = any("cache" in ast.unparse(decorator) for decorator in node.decorator_list)
        inner = _Place(scope, node.body[0].lineno, node.end_lineno or 0, cached)
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default:
                yield from _find_changes(default, inner)
    for statement in node.body:
        yield from _find_changes(statement, inner)


def _is_left_alone(node: ast.AST) -> bool:
    """Whether nothing is changed in a node."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.pattern():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="good" | "bad")]) | ast.AnnAssign(target=ast.Name(id="good" | "bad")):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in _NO_FAULTS_IN
    return False


def _change_expression(node: ast.AST, at_import: bool) -> Iterator[tuple[ast.expr, str, str]]:
    """Yield the node with the name of each change of an expression, and the new text."""
    match node:
        case ast.Compare(ops=operators):
            for index, operator in enumerate(operators):
                before, after, new = _COMPARISONS[type(operator)]
                changed = copy.deepcopy(node)
                changed.ops[index] = new()
                yield node, f"{before} to {after}", ast.unparse(changed)
        case ast.BoolOp(op=op, values=values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield node, "and to or" if isinstance(op, ast.And) else "or to and", ast.unparse(ast.BoolOp(other, values))
        case ast.BinOp(left, op, right) if type(op) in _ARITHMETIC:
            before, after, changed_op = _ARITHMETIC[type(op)]
            if before != "|" or not at_import:  # else mostly a type
                yield node, f"{before} to {after}", ast.unparse(ast.BinOp(left, changed_op(), right))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, "not dropped", ast.unparse(operand)
        case ast.Constant(value=value):
            for change, text in _change_value(value):
                yield node, change, text
        case ast.JoinedStr():
            yield node, "text emptied", "''"


def _change_value(value: object) -> Iterator[tuple[str, str]]:
    """Yield the name of each change of a constant, and the new text."""
    if isinstance(value, bool):
        yield f"{value} to {not value}", repr(not value)
    elif isinstance(value, (int, float)):
        yield f"{value} to {value + 1}", repr(value + 1)
    elif isinstance(value, (str, bytes)) and value:
        yield "text emptied", repr(value[:0])


def _change_statement(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str, str]]:
    """Yield what each change of a statement, or of a condition, replaces; its name, and the new text."""
    match node:
        case ast.Break():
            yield node, "break to continue", "continue"
        case ast.Continue():
            yield node, "continue to break", "break"
        case ast.AugAssign(target, op, value) if type(op) in _ARITHMETIC:
            before, after, other = _ARITHMETIC[type(op)]
            yield node, f"{before}= to {after}=", ast.unparse(ast.AugAssign(target, other(), value))
        case ast.Return(value=ast.expr() as returned) if ast.unparse(returned) != "None":
            yield returned, "returns None", "None"
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.Assert(test=test):
            yield from _negate([test])
        case ast.comprehension(ifs=tests):
            yield from _negate(tests)


def _negate(conditions: Iterable[ast.expr]) -> Iterator[tuple[ast.expr, str, str]]:
    """Yield each condition with its negation, unless another change does the same."""
    for test in conditions:
        is_same = isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], _OPPOSITES)
        if not is_same and not isinstance(test, ast.UnaryOp):
            yield test, "condition negated", f"not ({ast.unparse(test)})"
