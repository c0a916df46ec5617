"""Finds the rules: a class a module, named after it, below `align.rules` and in the packages that a team adds.

The names are those of the files, so that none is imported to be known.
"""

import pkgutil
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path

from align.deprecations import replace
from align.errors import UnknownRuleError
from align.linter.rule import Rule

_PACKAGE = "align.rules"
"""The package of the rules, found by its name, so that nothing here imports a rule."""

GROUP = "aligncheck.rules"
"""The entry points by which an installed distribution offers a package of rules."""

_added: dict[str, dict[str, str]] = {}
"""The packages of teams that this process uses, by their names: the module of each of their rules."""


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by its name, in the order of the names: the built-in ones, and those of packages in use."""
    return {name: _load(module) for name, module in sorted(_list_modules().items())}


def list_names() -> tuple[str, ...]:
    """Return the names of all rules, in order; none is imported."""
    return tuple(sorted(_list_modules()))


def find_rule(name: str, *, silent: bool = False) -> Rule:
    """Return the rule of this name, or that once had it, which is noted unless `silent`. Raises UnknownRuleError."""
    modules = _list_modules()
    if module := modules.get(name) or modules.get(replace("rule", name, silent=silent)):
        return _load(module)
    near = get_close_matches(name, modules, n=1)
    meant = f": did you mean {near[0]!r}?" if near else ""
    raise UnknownRuleError(f"there is no rule {name!r}{meant} (`aligncheck rules` lists them)")


def select_rules(
    select: Collection[str], ignore: Collection[str], packages: Collection[str] = (), preview: bool = False
) -> tuple[Rule, ...]:
    """Return the rules named by `select` (none: those on by default) without those named by `ignore`.

    Of those on by default are the rules of the `packages`, too, and with `preview` those in preview.
    Raises UnknownRuleError.
    """
    named, left = (tuple(find_rule(name).name for name in names) for names in (select, ignore))
    return _select(named, left, tuple(packages), preview)


@cache
def _select(select: Sequence[str], ignore: Sequence[str], packages: Sequence[str], preview: bool) -> tuple[Rule, ...]:
    names = set(select) or set(_list_default(packages, preview))
    return tuple(find_rule(name) for name in sorted(names - set(ignore)))


def use_package(name: str) -> None:
    """Let the rules of a package be found by their names from now on, in this process.

    An installed distribution offers it as an entry point of the group `aligncheck.rules`: no other module is ever
    imported because a configuration names it. Raises UnknownRuleError where none does, and where a rule is none or has
    the name of another.
    """
    if name in _added:
        return
    offered = _list_offered()
    if name not in offered:
        having = f" (installed are {', '.join(sorted(offered))})" if offered else ""
        raise UnknownRuleError(f"no installed package offers rules as {name!r}{having}: install the one that does")
    taken = _list_modules()
    try:
        modules = _find_modules(offered[name])
        for rule, module in modules.items():
            if rule in taken:
                raise UnknownRuleError(f"it has a rule {rule!r}, which is the name of another: rename it")
            _load(module)
    except Exception as error:  # whatever the code of others may raise while it is imported
        kind = "" if isinstance(error, UnknownRuleError) else f"{type(error).__name__}: "
        raise UnknownRuleError(f"the package of rules {name!r} cannot be used: {kind}{error}") from None
    _added[name] = modules
    all_rules.cache_clear()
    _list_modules.cache_clear()


def use_installed() -> None:
    """Let the rules of all installed packages be found by their names. Raises UnknownRuleError."""
    for name in sorted(_list_offered()):
        use_package(name)


def _list_offered() -> dict[str, str]:
    from importlib.metadata import entry_points

    return {one.name: one.value for one in entry_points(group=GROUP)}


def list_files(name: str) -> tuple[Path, ...]:
    """Return the files of the rules of a package in use, in order."""
    files = (import_module(module).__file__ for module in sorted(_added[name].values()))
    return tuple(Path(file) for file in files if file)


@cache
def _list_modules() -> dict[str, str]:
    """Return the modules of all rules by their names."""
    return {**_find_modules(_PACKAGE), **{name: module for one in _added.values() for name, module in one.items()}}


def _list_default(packages: Collection[str], preview: bool) -> Iterator[str]:
    """Yield the names of the rules that are on by default, of packages only those named."""
    listed = (_find_modules(_PACKAGE), *(_added[name] for name in packages))
    return (name for modules in listed for name, module in modules.items() if _load(module).is_on(preview))


@cache
def _find_modules(package: str) -> dict[str, str]:
    """Return the modules of the rules of a package, and of packages in it, by their names; none is imported."""
    found = dict[str, str]()
    for info in pkgutil.iter_modules(import_module(package).__path__):
        name = f"{package}.{info.name}"
        if info.ispkg:
            found |= _find_modules(name)
        elif not info.name.startswith("_"):
            found[info.name.replace("_", "-")] = name
    return found


@cache
def _load(module: str) -> Rule:
    """Return the rule of a module. Raises UnknownRuleError where it has none, or several."""
    values = vars(import_module(module)).values()
    found = [one for one in values if isinstance(one, type) and issubclass(one, Rule) and one.__module__ == module]
    if len(found) != 1:
        raise UnknownRuleError(f"{module} holds {len(found)} rules: a module holds one, named after it")
    return found[0]()
