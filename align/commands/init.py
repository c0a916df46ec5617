"""A first configuration for a folder: what is in it, and a commented file that fits."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from align.config.choices import NOTHING
from align.config.decisions.files import DEFAULT_NAME
from align.config.file import ConfigFinder
from align.config.settings import Request
from align.errors import FileError, ReadError, advise
from align.inputs.files import read_bytes
from align.inputs.languages import Languages, hinted_language, language_of_path, load_words
from align.inputs.tasks import Task, plan_tasks
from align.inputs.texts import find_letters
from align.inputs.walking import walk
from align.lang.identification import guess_language
from align.readers import ReadOptions, is_known, is_running_text, read_document
from glossary.pack.patterns import compile_late
from glossary.storage.atomic import create
from glossary.storage.reading import is_folder, is_there

NAME = "aligncheck.toml"

_SHOWN = 10
"""How many glossaries are named at most."""

_SAMPLED = 20
"""How many files without a language in their names are read at most."""

_SOURCES, _TARGET = ("zh", "ja", "ko"), "en"
_GLOSSARY = compile_late(lambda: "|".join(load_words("part")), re.IGNORECASE)
_OF_GLOSSARIES = (".csv", ".tsv", ".tbx", ".xlsx")


@dataclass(frozen=True)
class Survey:
    """What a folder holds: the languages of its texts, how many translations and how many of them with a source.

    `glossaries` are relative to it; so is `extended`, the configuration above it that has counted so far, if any.
    """

    source_lang: str = "zh"
    targets: tuple[str, ...] = ("en",)
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
    source, targets = _choose_languages([entry.path for entry in entries if not entry.reason])
    source, targets = config.source_lang or source, config.target_lang or targets
    requests = (Request((folder,), source_lang=source, target_lang=target, config=NOTHING) for target in targets)
    tasks = {
        task.path: task
        for one in requests
        for task in plan_tasks(one)
        if isinstance(task, Task) and not task.is_among_sources
    }.values()
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
    return Survey(source, targets, len(translations), with_source, glossaries[:_SHOWN], extended, has_baseline)


def _choose_languages(paths: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return the languages of the sources and of the translations, as names of files and folders show them.

    Of more than two languages that of the files without one in their names is the source, else English. Of two it is
    Chinese, Japanese or Korean, else English. Catalogues of gettext translate from English.
    """
    named = {path: language_of_path(path) for path in paths}
    codes = Counter(code.partition("-")[0] for code in named.values() if code)
    hints = Languages(_SOURCES[0], _TARGET)
    catalogues = [path for path in paths if path.lower().endswith(".po")]
    of_catalogues = Counter(
        code.partition("-")[0] for path in catalogues if (code := hinted_language(path, hints, with_bitexts=True))
    )
    if of_catalogues and not codes:
        return _TARGET, _rank(of_catalogues, _TARGET)
    plain = [path for path, code in named.items() if not code and is_running_text(path)]
    of_plain = _guess_language(plain[:_SAMPLED])
    known = {*codes, *filter(None, (of_plain,))}
    if len(known) > 2:  # a site, which has all of its pages in its own language
        all_pages = max(codes, key=lambda code: (codes[code], code == _TARGET, code))
        source = of_plain if of_plain and of_plain not in codes else all_pages
    elif known.isdisjoint(_SOURCES):
        source = _TARGET if codes.keys() - {_TARGET} else _SOURCES[0]
    else:
        source = max(_SOURCES, key=lambda code: (codes[code], code == of_plain))
    return source, _rank(codes, source) or (_TARGET,)


def _rank(codes: Counter[str], source: str) -> tuple[str, ...]:
    """Return the languages but that of the sources, the one of most files first."""
    return tuple(sorted(codes.keys() - {source}, key=lambda code: (-codes[code], code)))


def _guess_language(paths: Iterable[str]) -> str:
    """Return the language that most of some files are in, as far as their scripts show it; empty where none can be
    read.
    """
    guesses = Counter[str]()
    for path in paths:
        with suppress(ReadError):
            guesses[guess_language(find_letters(read_document(path, read_bytes(path), ReadOptions())))] += 1
    return guesses.most_common(1)[0][0] if guesses else ""


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
    several = len(survey.targets) > 1
    yield f"{inherited}target-lang = {json.dumps(list(survey.targets) if several else survey.targets[0])}"
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
