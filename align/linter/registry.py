"""Finds the rules: every class in a module below `align.rules` that derives from a base in `align.linter.rule`."""

import importlib
import pkgutil
from collections.abc import Collection
from difflib import get_close_matches
from functools import cache
from types import ModuleType

from align.errors import UnknownRuleError
from align.linter.rule import Rule

_PACKAGE = "align.rules"
"""The package of the rules, found by its name, so that nothing here imports a rule."""


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its name, in order of name."""
    found = [rule() for module in _modules() for rule in _rules_in(module)]
    return {rule.name: rule for rule in sorted(found, key=lambda rule: rule.name)}


def find_rule(name: str) -> Rule:
    """The rule of this name, or that once had it. Raises UnknownRuleError."""
    names = _all_names()
    if name not in names:
        near = get_close_matches(name, names, n=1)
        meant = f": did you mean {near[0]!r}?" if near else ""
        raise UnknownRuleError(f"there is no rule {name!r}{meant} (`aligncheck rules` lists them)")
    return names[name]


@cache
def _all_names() -> dict[str, Rule]:
    """Every rule by each name that it has or had."""
    rules = all_rules()
    return {alias: rule for rule in rules.values() for alias in rule.aliases} | rules


def select_rules(select: Collection[str], ignore: Collection[str]) -> tuple[Rule, ...]:
    """The rules named by `select` (none: those on by default) without those named by `ignore`.

    Raises UnknownRuleError.
    """
    chosen = {find_rule(name).name for name in select} or {rule.name for rule in all_rules().values() if rule.default}
    chosen -= {find_rule(name).name for name in ignore}
    return tuple(rule for rule in all_rules().values() if rule.name in chosen)


def _modules() -> list[ModuleType]:
    package = importlib.import_module(_PACKAGE)
    walk = pkgutil.walk_packages(package.__path__, f"{_PACKAGE}.")
    return [importlib.import_module(info.name) for info in walk if not info.ispkg]


def _rules_in(module: ModuleType) -> list[type[Rule]]:
    classes = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Rule)]
    return [rule for rule in classes if rule.__module__ == module.__name__]
