"""Which source text belongs to each file of a run: one that a person named, or one that is near it.

Names decide (see `align.inputs.partners`). Where they leave a doubt, a look at the text does: a file is a source only
if it is written in the script of the source language.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property, partial

from align.errors import ReadError
from align.inputs.files import read_bytes
from align.inputs.languages import (
    Languages,
    find_shared_folder,
    hinted_language,
    is_same_language,
    language_of_path,
)
from align.inputs.nearby import list_texts_near
from align.inputs.partners import (
    FileList,
    describe_search,
    find_by_unique_name,
    find_namesakes,
    find_partners,
    find_partners_between,
    find_untagged_sources,
)
from align.inputs.texts import find_letters
from align.inputs.walking import LEAVING, absolute_path, is_inside, walk
from align.lang import find_language
from align.lang.identification import (
    find_other_language,
    guess_language,
    guess_language_by_line,
    is_english,
    name_language,
)
from align.model import Document, Skipped
from align.readers import ReadOptions, gives_bitexts, is_keyed, is_known, is_running_text, read_document
from glossary.lang.scripts import LATIN, count_east_asian, is_mostly_east_asian
from glossary.pack.patterns import compile_late
from glossary.storage.reading import is_folder

LanguagesOf = Callable[[str], tuple[str, str]]
"""The path of a file -> the languages of its translation: from, into."""

_TOLD_BY_SCRIPT = frozenset({"zh", "ja", "ko"})
"""The languages that `guess_language` knows by their scripts; all others are one to it."""

_ONE_LINE_IN = 10
"""A source text may have one line in so many in another language: the name of a firm, a motto."""

_LOOKED_AT = 10_000
"""Bytes, from the start of a plain file, that are looked at; they show the language as well as all of them."""

_FARTHEST_SIZE = 4
"""How many times as long one file may be as its translation, where the name alone shows that it is its source."""

_MARKUP = compile_late(
    r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|<!--(?:[^-]|-(?!->))*+(?:-->|\Z)|\A---$.*?^---$"
    r"|<[^<>]{1,500}>|\]\([^()\s]{1,500}\)|https?://[^\s)]+",
    re.DOTALL | re.MULTILINE,
)
"""What of a page of Markdown shows no language: code, comments, settings, tags, addresses."""

_KEPT = compile_late(r"[a-z]{3,}|\d+")
_FEWEST_KEPT = 3
"""What a translation keeps of its source, and how much of that shows whether it is one."""

_LATIN_PROSE = compile_late(rf"(?:[{LATIN}][{LATIN}'’-]{{0,40}}[^\w\n]+){{3}}[{LATIN}]")
"""Four words in Latin letters in a row."""


@dataclass(frozen=True)
class Sources:
    """The sources of a run; all paths are written as they are shown.

    `partners`: the source of each translation that has one. `texts`: those of the files to check that are sources
    themselves. `missing`: a word on each translation that has no source where a person named one, and on each source
    that is not read. `lacking`: the translations that have none, though there are sources where theirs is looked for.
    """

    partners: dict[str, str]
    texts: frozenset[str]
    missing: tuple[Skipped, ...] = ()
    lacking: frozenset[str] = frozenset()

    @cached_property
    def used(self) -> frozenset[str]:
        """Return the sources of all translations."""
        return frozenset(self.partners.values())

    @cached_property
    def has_untagged(self) -> bool:
        """Return whether names without a language are those of sources here: one of them has a translation with a
        tag.
        """
        return any(language_of_path(path) and not language_of_path(source) for path, source in self.partners.items())


def join_sources(first: Sources, second: Sources) -> Sources:
    """Return the sources of all the files of two lists."""
    texts = (first.texts | second.texts) - first.partners.keys()
    lacking = first.lacking | second.lacking
    return Sources({**second.partners, **first.partners}, texts, (*first.missing, *second.missing), lacking)


def find_sources(
    paths: Iterable[str], given: Sequence[str], source: str | None, languages: LanguagesOf, encoding: str | None = None
) -> Sources:
    """Return the sources of the files of a run, however their paths are written.

    `paths` are the files to check, found in what a person named: the files and folders `given`. `source` is the file
    or folder of the sources, None where they are to be found near. `encoding` is that of the files, None where it is
    found out. Raises MissingPathError for a source that does not exist.
    """
    files = {absolute_path(path): path for path in paths if not gives_bitexts(path)}
    if source is None:
        return _find_near(files, given, languages, encoding)
    return _find_in(source, files, given, languages)


def suspect_source(path: str, text: str, languages: Languages) -> str | None:
    """Return why a text without a partner is rather a source than a translation; None where it is to be checked.

    It is written in the script of the source language throughout, and its path does not say that it is a translation.
    """
    if not (_is_told_by_script(languages.source) and _is_source_text(text, languages)):
        return None
    prose = _count_latin_prose(text)
    if prose and _ONE_LINE_IN * prose > sum(map(is_mostly_east_asian, text.splitlines())):
        return None
    if is_same_language(hinted_language(path, languages), languages.target):
        return None
    return (
        f"looks like a source text ({name_language(text)}): name it with --source, "
        f"or tag it .{languages.target} if it should be a translation"
    )


def is_source_page(path: str, text: str, languages: Languages) -> bool:
    """Return whether a text without a translation is a source, where files without a language in their names are known
    to be sources: more of its lines are in the source language than prose in another, and its path does not say that
    it is a translation.
    """
    if not _holds_source_text(text, languages) or is_same_language(hinted_language(path, languages), languages.target):
        return False
    if not any(map(_is_told_by_script, languages)):
        return True
    lines = text.splitlines()
    theirs = sum(1 for line in lines if count_east_asian(line))
    prose = sum(1 for line in lines if not count_east_asian(line) and _LATIN_PROSE.search(line))
    if not _is_told_by_script(languages.source):
        theirs, prose = prose, theirs
    return theirs > prose


def refuse_source(text: str, languages: Languages) -> str | None:
    """Return why a text cannot be the source: it has sentences, and no line in the language; None where nothing shows
    it.
    """
    if not _is_told_by_script(languages.source) or is_same_language(*languages):
        return None
    if any(map(is_mostly_east_asian, text.splitlines())) or not _count_latin_prose(text):
        return None
    return f"holds no text in {languages.source}: nothing was compared with it; name the source with --source"


def _is_source_text(text: str, languages: Languages) -> bool:
    """Return whether a text is in the script of the source language, and that is not the script of the target
    language.
    """
    return _is_in_source_language(guess_language(text), languages)


def _holds_source_text(text: str, languages: Languages) -> bool:
    """Return whether lines of a text are in the script of the source language, also among more Latin letters; where
    the target language has the same script, whether its commonest words are those of the source language.
    """
    if not any(map(_is_told_by_script, languages)) and not is_same_language(*languages):
        known = "English" if is_english(text) else find_other_language(text)
        return known == find_language(languages.source).name
    return _is_in_source_language(guess_language_by_line(text), languages)


def _is_in_source_language(guess: str, languages: Languages) -> bool:
    source, target = (code if _is_told_by_script(code) else "en" for code in languages)
    return is_same_language(guess, source) and not is_same_language(source, target)


def _is_told_by_script(code: str) -> bool:
    return code.partition("-")[0].lower() in _TOLD_BY_SCRIPT


def _count_latin_prose(text: str) -> int:
    """Return how many lines are prose in Latin letters."""
    return sum(1 for line in text.splitlines() if _LATIN_PROSE.search(line) and not is_mostly_east_asian(line))


def _is_source_file(languages: Languages, encoding: str | None, path: str) -> bool:
    """Return whether the text in a file is in the script of the source language; not where it cannot be read.

    A plain file in UTF-8 is looked at without its markup, and not parsed: there may be thousands.
    """
    if not encoding and is_running_text(path):
        with suppress(ReadError, UnicodeDecodeError):
            return _holds_source_text(_MARKUP.sub("", _cut(read_bytes(path)).decode()), languages)
    document = _read_beginning(path, encoding)
    return document is not None and _holds_source_text(find_letters(document), languages)


def _cut(data: bytes) -> bytes:
    """Return the lines that are looked at of a plain file."""
    return data if len(data) <= _LOOKED_AT else data[: data.rfind(b"\n", 0, _LOOKED_AT) + 1] or data


def _read_beginning(path: str, encoding: str | None) -> Document | None:
    """Return what shows the language of a file; None where it cannot be read."""
    try:
        data = read_bytes(path)
        return read_document(path, _cut(data) if is_running_text(path) else data, ReadOptions(encoding=encoding))
    except ReadError:
        return None


def _are_alike(path: str, source: str, encoding: str | None) -> bool:
    """Return whether a file may be a translation of another one, of which only the name shows it: neither is many times
    as long, and half of the numbers and Latin words of the source are in both, a few at least.
    """
    try:
        smaller, larger = sorted(map(os.path.getsize, (path, source)))
    except OSError:
        return False
    ours, theirs = (_read_beginning(one, encoding) for one in (path, source))
    if larger > _FARTHEST_SIZE * smaller or not ours or not theirs:
        return False
    kept = set(_KEPT.findall(theirs.text.lower()))
    return len(kept) >= _FEWEST_KEPT and 2 * len(kept.intersection(_KEPT.findall(ours.text.lower()))) >= len(kept)


def _find_in(source: str, files: Mapping[str, str], given: Sequence[str], languages: LanguagesOf) -> Sources:
    """Return the sources of files (absolute path -> path as shown), where a person named them."""
    folder = absolute_path(source) if is_folder(source) else ""
    theirs = _list_sources(source, folder, files, given, languages)
    ours = [path for path in files if path not in theirs]
    root = absolute_path(given[0]) if len(given) == 1 and is_folder(given[0]) else ""
    pair = Languages(*languages(next(iter(theirs.values()), source)))
    found = find_partners_between(FileList(ours, root), FileList(list(theirs), folder), pair)
    alone = (files[path] for path in ours if path not in found)
    shared = find_shared_folder((source, *given))
    return Sources(
        {files[path]: theirs[original] for path, original in found.items()},
        frozenset(shown for path, shown in files.items() if path in theirs),
        tuple(
            Skipped(path, f"checked without a source: {describe_search(path, source)}", failed=True)
            for path in alone
            if not is_same_language(language_of_path(path, shared), languages(path)[0])
        ),
    )


def _list_sources(
    source: str, folder: str, files: Container[str], given: Sequence[str], languages: LanguagesOf
) -> dict[str, str]:
    """Return the files that a person named as sources: absolute path -> path as shown.

    Of a folder those are left out that are in the target language. Where `files` that are to be checked are in it, they
    are sources if the folder is in one of those given, or their names say so.
    """
    entries = walk([source], lambda path: (is_known(path) or not folder) and not gives_bitexts(path))
    found = {absolute_path(entry.path): entry.path for entry in entries if not entry.reason}
    if not folder:
        return found
    is_inner = any(folder.startswith(absolute_path(path).rstrip("/") + "/") for path in given)
    shared = find_shared_folder((source, *given))
    codes = {path: language_of_path(path, shared) for path in found}
    return {
        path: shown
        for path, shown in found.items()
        if not is_same_language(codes[path], languages(shown)[1])
        and (is_inner or path not in files or is_same_language(codes[path], languages(shown)[0]))
    }


def _find_near(files: Mapping[str, str], given: Iterable[str], languages: LanguagesOf, encoding: str | None) -> Sources:
    """Return the sources of files (absolute path -> path as shown), where they are near them."""
    named = {absolute_path(path) for path in given}
    groups: defaultdict[tuple[Languages, bool], dict[str, str]] = defaultdict(dict)
    for path, shown in files.items():
        groups[Languages(*languages(shown)), is_keyed(path)][path] = shown
    codes = {path: language_of_path(path) for path in files}
    partners: dict[str, str] = {}
    texts, lacking = set[str](), set[str]()
    leaving: dict[str, str] = {}
    roots = tuple(map(os.path.realpath, named))
    for (pair, has_keys), here in groups.items():
        beside = list_texts_near(here, named, pair).items()
        # texts of a source language may be the sources of several groups of translations
        among = (item for item in files.items() if is_same_language(languages(item[1])[0], pair.source))
        among = (item for item in among if not codes[item[0]] or is_same_language(codes[item[0]], pair.source))
        near = {path: shown for path, shown in (*beside, *among) if is_keyed(path) == has_keys} | here
        are_alike = None if has_keys else partial(_are_alike, encoding=encoding)
        found, sources = _match(here, near, pair, cache(partial(_is_source_file, pair, encoding)), are_alike)
        leaving |= {near[source]: here[path] for path, source in found.items() if _leaves(source, path, roots)}
        partners |= {here[path]: near[source] for path, source in found.items() if near[source] not in leaving}
        texts |= {files[path] for path in sources if path in files}
        lacking |= {here[path] for path in _find_lacking(here.keys() - found.keys(), sources, bool(found), pair)}
    return Sources(partners, frozenset(texts - partners.keys()), tuple(_describe_links(leaving)), frozenset(lacking))


def _find_lacking(paths: Iterable[str], sources: Set[str], is_compared: bool, languages: Languages) -> Iterator[str]:
    """Yield the paths without a source that lack one: all of them where others have one (`is_compared`), those that
    are next to a source, and those whose names say that they are translations; one file alone only where there are
    sources.
    """
    rest = [path for path in paths if path not in sources]
    folders = {source.rpartition("/")[0] for source in sources}
    for path in rest if sources or len(rest) > 1 else ():
        is_tagged = is_same_language(hinted_language(path, languages), languages.target)
        if is_compared or is_tagged or path.rpartition("/")[0] in folders:
            yield path


def _leaves(source: str, path: str, roots: Iterable[str]) -> bool:
    """Return whether a source is a link out of the folder that it shares with a translation, and out of the real
    `roots`.
    """
    real, shared = os.path.realpath(source), os.path.realpath(os.path.commonpath((source, path)))
    return real != source and not any(is_inside(real, folder) for folder in (shared, *roots))


def _describe_links(leaving: Mapping[str, str]) -> Iterator[Skipped]:
    """Yield a word on each source that is not read, with a translation that is checked without it."""
    for source, path in leaving.items():
        reason = f"{LEAVING}; {path} is not compared with it: name it with --source to follow it"
        yield Skipped(source, reason, failed=True)


def _match(
    here: Container[str],
    near: Iterable[str],
    languages: Languages,
    is_source: Callable[[str], bool],
    are_alike: Callable[[str, str], bool] | None,
) -> tuple[dict[str, str], set[str]]:
    """Return the source of each file `here` that has one, and all files `near`, those among them, that are sources.

    `is_source` looks at the text of a file, where names leave a doubt, `are_alike` at those of two files with a name
    that no other file has; None where names show nothing but where files are, as those of texts with keys do.
    """
    codes = {path: language_of_path(path) for path in near}
    named = [path for path, code in codes.items() if is_same_language(code, languages.source)]
    others = [path for path, code in codes.items() if not code or is_same_language(code, languages.target)]
    found = find_partners((path for path in others if path in here), named, languages)
    others = [path for path in others if path not in found]
    if any(path in here for path in others):
        found |= _match_doubtful(here, others, languages, is_source)
    if are_alike:
        found |= _match_unique(here, codes, found, languages, is_source, are_alike)
    away = [
        path
        for path in others
        if path not in here and is_same_language(hinted_language(path, languages), languages.target)
    ]
    ours = [path for path in others if path in here and path not in found and not codes[path]] if away else []
    untagged = filter(is_source, find_untagged_sources(away, ours, languages).values())
    return found, {*named, *found.values(), *untagged}


def _match_unique(
    here: Container[str],
    codes: Mapping[str, str | None],
    found: Mapping[str, str],
    languages: Languages,
    is_source: Callable[[str], bool],
    are_alike: Callable[[str, str], bool],
) -> Iterator[tuple[str, str]]:
    """Yield the translations `here` without a source so far, and the one file of the same name in another folder, where
    that is in the source language and `are_alike` says that it may be theirs. `codes` are the languages that all paths
    name.
    """
    targets = [path for path, code in codes.items() if is_same_language(code, languages.target)]
    sources = [
        path
        for path, code in codes.items()
        if path not in found and (code is None or is_same_language(code, languages.source))
    ]
    used = set(found.values())
    for path, source in find_by_unique_name(targets, sources, languages):
        is_free = path in here and path not in found and path not in used and source not in used
        if is_free and is_source(source) and are_alike(path, source):
            yield path, source


def _match_doubtful(
    here: Container[str], others: Iterable[str], languages: Languages, is_source: Callable[[str], bool]
) -> dict[str, str]:
    """Return the source of each file `here` that has one among `others`, whose names are not sure to be those of
    sources.

    Where the names of both say what they are, no look is needed.
    """
    hints = {path: hinted_language(path, languages) for path in others}
    sources = [path for path, code in hints.items() if is_same_language(code, languages.source)]
    targets = [path for path, code in hints.items() if is_same_language(code, languages.target)]
    untagged = [path for path, code in hints.items() if code is None]
    found = find_partners((path for path in targets if path in here), sources, languages)
    for find, translations, candidates in (
        (find_partners, untagged, sources),
        (find_namesakes, targets, targets),
        (find_untagged_sources, targets, untagged),
    ):
        ours = [path for path in translations if path in here and path not in found]
        theirs = [path for path in candidates if path not in found]
        found |= {path: source for path, source in find(ours, theirs, languages).items() if is_source(source)}
    used = set(found.values())
    return {path: source for path, source in found.items() if path not in used}
