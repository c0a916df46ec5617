"""What a module says that it holds, it holds."""

import ast
from collections.abc import Iterator

from roots import ROOT


def list_names(tree: ast.Module) -> Iterator[str]:
    """The names that a module defines, imports or assigns."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (one.asname or one.name for one in node.names)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (one.id for one in node.targets if isinstance(one, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def list_exported(tree: ast.Module) -> list[str]:
    """The names in `__all__`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            exported: list[str] = ast.literal_eval(node.value)
            return exported
    return []


def test_every_exported_name_is_there() -> None:
    seen, missing = 0, list[str]()
    for package in ("align", "glossary"):
        for path in (ROOT / package).rglob("*.py"):
            if "__all__" not in (text := path.read_text("utf-8")):
                continue
            tree = ast.parse(text)
            lazy = {path.stem for path in path.parent.iterdir()} if path.name == "__init__.py" else set()
            known = {*list_names(tree), *lazy} | ({*list_exported(tree)} if "__getattr__" in text else set())
            seen += len(list_exported(tree))
            missing += [f"{path.relative_to(ROOT)}: {name}" for name in list_exported(tree) if name not in known]
    assert (seen > 50, missing) == (True, [])
