"""What a module says that it holds, it holds."""

from importlib import import_module

from roots import ROOT


def test_every_exported_name_is_there() -> None:
    exported = list[tuple[str, str]]()
    for package in ("align", "glossary"):
        for path in (ROOT / package).rglob("*.py"):
            if "__all__ = " in path.read_text("utf-8"):
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
                exported += [(name, one) for one in import_module(name).__all__]
    assert len(exported) > 50
    assert [one for one in exported if not hasattr(import_module(one[0]), one[1])] == []
