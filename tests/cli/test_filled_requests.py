"""Requests that are filled with options of the same names: no option is lost on the way."""

import re
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from inspect import signature
from typing import get_type_hints

import pytest
from roots import ROOT

from align.cli.check import CheckOptions
from align.cli.corpus.align import CorpusAlignOptions
from align.cli.corpus.check import CorpusCheckOptions
from align.cli.corpus.report import ReportOptions
from align.cli.glossary.extract import ExtractOptions
from align.cli.glossary.suggest import SuggestOptions
from align.cli.memory.add import AddOptions
from align.cli.options import LanguagePair
from align.cli.runs import RunOptions
from align.cli.score import ScoreOptions
from align.cli.server import ServerOptions
from align.cli.terms import TermsOptions
from align.commands.corpus.check import CorpusRequest
from align.commands.score.texts import ScoreRequest
from align.config.settings import Request

FILLED: dict[type, tuple[tuple[Callable[..., object], ...], str]] = {
    CheckOptions: (
        (Request,),
        "no_cache output_format output limits min_severity limit statistics watch fix unsafe_fixes diff interactive by "
        "gate stale coverage record stdin_filename allow_empty terms per_document comments_from show_settings color "
        "quiet",
    ),
    RunOptions: ((Request,), "no_cache"),
    CorpusCheckOptions: ((Request, CorpusRequest), "to engine bad_rows"),
    CorpusAlignOptions: ((Request, CorpusRequest), "to engine"),
    ReportOptions: ((Request,), "folder terms repeats output_format output min_count limit engine"),
    ScoreOptions: ((Request, ScoreRequest), "output_format output fail_under fail_drop"),
    TermsOptions: ((Request,), "min_count output_format output fail_under limit"),
    AddOptions: ((Request,), "domain"),
    ExtractOptions: ((Request,), "to limit min_count force"),
    ServerOptions: ((Request,), "http lsp allow_origin"),
    SuggestOptions: ((Request,), "word context texts limit output_format"),
}
"""The requests that are filled with the options of each command, and the options that the command itself reads."""

SOURCES = {path: path.read_text("utf-8") for path in sorted((ROOT / "align/cli").rglob("*.py"))}


def list_names(options: type) -> Iterator[str]:
    for name, hint in get_type_hints(options).items():
        if isinstance(hint, type) and is_dataclass(hint):
            yield from list_names(hint)
        elif hint is LanguagePair:
            yield from LanguagePair._fields
        else:
            yield name


@pytest.mark.parametrize("options", FILLED)
def test_each_option_is_a_field_of_a_request_or_read_by_the_command(options: type) -> None:
    requests, own = FILLED[options]
    known = {name for request in requests for name in signature(request).parameters}
    assert [name for name in list_names(options) if name not in known] == own.split()
    code = "\n".join(SOURCES.values())
    assert [
        name for name in own.split() if not re.search(rf"\b(options|self|run|findings|given)\.(\w+\.)*{name}\b", code)
    ] == []


def test_all_that_fills_a_request_is_among_them() -> None:
    calls = {
        path.stem
        for path, code in SOURCES.items()
        if re.search(r"(?<!def )\b(fill|build_request|request_texts)\(", code)
    }
    modules = {options.__module__.rpartition(".")[2] for options in FILLED} | {"corpora", "given_options"}
    assert calls == modules
