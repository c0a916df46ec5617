"""aligncheck: a linter and aligner for translated text, Chinese to English first.

The functions of the Python API keep no state between calls; each is imported when it is first used:

- `check_text(text, settings, source)` checks a translation given as a string; settings and source are optional.
- `check_pairs(pairs, settings)` checks sentences with their translations, each by itself.
- `check_file(task)` checks a translation in a file.
- `check_files(request)` does what `aligncheck check` does: it finds the files and checks each of them.
- `align_texts(source, target)` aligns two texts sentence by sentence.

Their arguments and results (`Settings`, `Request`, `Task`, `Result`, `Outcome`, `Alignment`) are plain data.
`to_dict()` and `to_json()` of a result give the JSON report, whose schema is docs/report.schema.json. Invalid input and
arguments raise an `AligncheckError`.

>>> from align import check_text
>>> [found.finding.rule for found in check_text("The mine is shut,said the ministry.").diagnostics]
['irregular-spacing']
"""

from importlib import import_module

__version__ = "0.1.0"

__all__ = [
    "AligncheckError",
    "Alignment",
    "Outcome",
    "Request",
    "Result",
    "Settings",
    "Task",
    "__version__",
    "align_texts",
    "check_file",
    "check_files",
    "check_pairs",
    "check_text",
]

_HOMES = {
    "AligncheckError": "align.errors",
    "Alignment": "align.model",
    "Outcome": "align.commands.results",
    "Request": "align.config.settings",
    "Result": "align.commands.results",
    "Settings": "align.config.settings",
    "Task": "align.inputs.tasks",
    "align_texts": "align.commands.align",
    "check_file": "align.commands.check",
    "check_files": "align.commands.check",
    "check_pairs": "align.commands.check",
    "check_text": "align.commands.check",
}
"""The module of each name, imported when the name is first asked for; `__init__.pyi` says the same to type checkers."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
