"""A first configuration for a folder: what is in it, and a commented file that fits."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from align.config.choices import NOTHING
from align.config.decisions.files import DEFAULT_NAME
from align.config.file import ConfigFinder
from align.config.settings import Request
from align.errors import FileError, advise
from align.inputs.languages import language_of_path, load_words
from align.inputs.tasks import Task, plan_tasks
from align.inputs.walking import walk
from align.readers import is_known
from glossary.pack.patterns import compile_late
from glossary.storage.atomic import create
from glossary.storage.reading import is_folder, is_there

NAME = "aligncheck.toml"

_SHOWN = 10
"""How many glossaries are named at most."""

_SOURCES, _TARGET = ("zh", "ja", "ko"), "en"
_GLOSSARY = compile_late(lambda: "|".join(load_words("part")), re.IGNORECASE)
_OF_GLOSSARIES = (".csv", ".tsv", ".tbx", ".xlsx")


@dataclass(frozen=True)
class Survey:
    """What a folder holds: the languages of its texts, how many translations and how many of them with a source.

    `glossaries` are relative to it; so is `extended`, the configuration above it that has counted so far, if any.
    """

    source_lang: str = "zh"
    target_lang: str = "en"
    translations: int = 0
    with_source: int = 0
    glossaries: tuple[str, ...] = ()
    extended: str = ""
    has_baseline: bool = False


def write_configuration(folder: str) -> tuple[str, Survey]:
    """Write a configuration into a folder; its path, and what was found there.

    Raises FileError where there is one, or none can be written, and MissingPathError for no such folder.
    """
    path = Path(folder, NAME)
    survey = survey_folder(folder)
    try:
        create(path, "\n".join(render_configuration(survey)) + "\n")
    except FileExistsError:
        raise FileError(path.as_posix(), "is there already: change it, or name another folder") from None
    except OSError as error:
        raise FileError(
            path.as_posix(), f"cannot be written: {error.strerror}: {advise(error, 'name another folder')}"
        ) from None
    return path.as_posix(), survey


def survey_folder(folder: str) -> Survey:
    """Look which texts, sources, glossaries and configurations there are, without opening texts that names suffice for.

    Raises MissingPathError, and FileError where it is no folder, or a `pyproject.toml` in it has a configuration.
    """
    entries = list(walk([folder], is_known))
    if not is_folder(folder):
        raise FileError(folder, "is not a folder: name the folder of the texts")
    config = ConfigFinder().find(folder)
    if config.path and config.path.parent == Path(folder).absolute():
        reason = "is there already" if config.path.name == NAME else "has a [tool.aligncheck] already"
        raise FileError(Path(folder, config.path.name).as_posix(), f"{reason}: change it, or name another folder")
    source, target = _choose_languages(entry.path for entry in entries if not entry.reason)
    source, target = config.source_lang or source, config.target_lang or target
    request = Request((folder,), source_lang=source, target_lang=target, config=NOTHING)
    tasks = [task for task in plan_tasks(request) if isinstance(task, Task)]
    paths = (PurePosixPath(entry.path) for entry in entries if entry.path.isprintable())
    glossaries = tuple(
        path.relative_to(PurePosixPath(folder)).as_posix()
        for path in paths
        if path.suffix.lower() in _OF_GLOSSARIES and _GLOSSARY.search(path.stem)
    )
    translations = [task for task in tasks if PurePosixPath(task.path).relative_to(folder).as_posix() not in glossaries]
    extended = PurePath(os.path.relpath(config.path, folder)).as_posix() if config.path else ""
    with_source = sum(bool(task.source) for task in translations)
    has_baseline = is_there(Path(folder, DEFAULT_NAME))
    return Survey(source, target, len(translations), with_source, glossaries[:_SHOWN], extended, has_baseline)


def _choose_languages(paths: Iterable[str]) -> tuple[str, str]:
    """Return the languages that most names show: Chinese, Japanese or Korean, and another one; else Chinese and
    English.
    """
    codes = Counter(code.partition("-")[0] for path in paths if (code := language_of_path(path)))
    source = max(_SOURCES, key=lambda code: codes[code])
    others = [code for code in codes if code not in _SOURCES]
    return source, _TARGET if _TARGET in others or not others else max(others, key=lambda code: (codes[code], code))


def render_configuration(survey: Survey) -> Iterator[str]:
    """Yield the lines of a configuration that fits."""
    yield "# Settings of aligncheck for the texts in this folder and below it. Lines that begin with # do not count."
    yield "# `aligncheck check --show-settings .` prints what counts. docs/configuration.md explains every key."
    if survey.extended:
        yield "\n# The settings that have counted so far hold where this file says nothing."
        yield f"extend = {json.dumps(survey.extended, ensure_ascii=False)}"
    plural = "" if survey.translations == 1 else "s"
    texts = f"{survey.translations:,} translation{plural} found here, {survey.with_source:,} with a source."
    yield f"\n# {texts if survey.translations else 'No translations were found here yet.'}"
    inherited = "# " if survey.extended else ""
    yield f'{inherited}source-lang = "{survey.source_lang}"'
    yield f'{inherited}target-lang = "{survey.target_lang}"'
    if survey.with_source < survey.translations:
        yield "\n# Where the source of a text is, if its name does not say so. {name} is the name of the text."
        yield f'# source = "{survey.source_lang}/{{name}}.md"'
    yield "\n# Glossaries to check against, the first ranks highest."
    names = json.dumps(survey.glossaries or ["glossary.csv"], ensure_ascii=False)
    yield f"{'' if survey.glossaries else '# '}glossaries = {names}"
    yield "\n# Findings that are known and not reported: `aligncheck baseline` writes the file."
    yield f"{'' if survey.has_baseline else '# '}baseline = {json.dumps(DEFAULT_NAME)}"
    yield _REST.rstrip()


_REST = """
# Files and folders not to check.
# exclude = ["drafts/"]

# What columns of tables of pairs hold, where their titles do not say so.
# text-columns = "source=C,target=D,id=A"

# The least severity that makes the exit code 1: error, warning, info or never.
# fail-on = "warning"

# Rules not to run (`aligncheck rules` lists them), everywhere or in some files.
# ignore = ["mixed-quotes"]
# extend-select = ["unintroduced-acronym"]

# [per-file-ignores]
# "interviews/" = ["sentence-fragment"]

# [severity]
# irregular-date-format = "info"

# What the desk does not want to read. docs/checklists.md has more.
# [[checklist]]
# name = "plain words"
# target = "utilise"
# must = "not occur"
# suggestion = "use"

# What is right though a rule reports it.
# [[allow]]
# text = "立场"
# rules = ["residual-source"]
# reason = "the essay is about the word"
"""
