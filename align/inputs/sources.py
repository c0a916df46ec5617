"""Which source text belongs to each file of a run: one a person named, or one that stands beside it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from align.config.settings import Request, Settings
from align.inputs.languages import language_of_name
from align.inputs.partners import Named, looked_for, partners, partners_between
from align.inputs.walking import walk
from align.model import Skipped
from align.readers import is_bitext, is_known


def same_language(code: str, other: str) -> bool:
    """Whether two BCP 47 codes name one language, whatever its script or region."""
    return code.partition("-")[0].lower() == other.partition("-")[0].lower()


def language_in(path: str, given: Iterable[str]) -> str | None:
    """The language that a person may have named in a path: not that of a folder above one that was given."""
    if is_bitext(path):
        return None
    if not Path(path).is_absolute():
        return language_of_name(path)
    roots = (Path(root).parent if Path(root).is_dir() else Path(root).parent.parent for root in given)
    return language_of_name(
        next((str(Path(path).relative_to(root)) for root in roots if Path(path).is_relative_to(root)), path)
    )


@dataclass(frozen=True)
class Sources:
    """The source of each translation that has one, and what to say of those that should have one."""

    partners: dict[str, str]
    missing: tuple[Skipped, ...] = ()


def find_sources(request: Request, paths: Sequence[str], settings_for: Callable[[Path], Settings]) -> Sources:
    """The sources of the files of a run.

    `paths` are the files to check. Raises MissingPathError for a source that does not exist.
    """
    if request.source is None:
        return Sources(_found_beside(request, paths, settings_for))
    folder = request.source if Path(request.source).is_dir() else ""
    given = [entry.path for entry in walk([request.source], is_known) if not entry.reason]
    settings = settings_for(Path(folder) if folder else Path(request.source).parent)
    if folder:
        given = [path for path in given if not _is(path, request, settings.target_lang)]
    known = set(given)
    translations = [path for path in paths if path not in known and not is_bitext(path)]
    one_folder = len(request.paths) == 1 and Path(request.paths[0]).is_dir()
    found = partners_between(
        Named(translations, Path(request.paths[0]).as_posix() if one_folder else ""),
        Named(given, folder),
        settings.source_lang,
    )
    return Sources(found, tuple(_missing(request, translations, found, settings)))


def _missing(
    request: Request, translations: Iterable[str], found: dict[str, str], settings: Settings
) -> Iterator[Skipped]:
    for path in translations:
        if path not in found and not _is(path, request, settings.source_lang):
            reason = f"checked without a source: {looked_for(path, request.source or '')}"
            yield Skipped(path, reason, failed=True)


def _found_beside(request: Request, paths: Sequence[str], settings_for: Callable[[Path], Settings]) -> dict[str, str]:
    by_language: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in paths:
        settings = settings_for(Path(path).parent)
        by_language[settings.source_lang, settings.target_lang].append(path)
    found: dict[str, str] = {}
    for (source, target), here in by_language.items():
        near = dict.fromkeys([*here, *_neighbours(request, here)])
        sources = [path for path in near if _is(path, request, source)]
        known = set(sources)
        translations = [path for path in here if path not in known and _may_be(path, request, target)]
        found |= partners(translations, sources, source)
    return found


def _neighbours(request: Request, paths: Iterable[str]) -> Iterator[str]:
    """What stands beside files that a person named one by one."""
    named = set(request.paths)
    for folder in dict.fromkeys(str(PurePosixPath(path).parent) for path in paths if path in named):
        with suppress(OSError):  # a file may be open to us in a folder that is not
            yield from (
                path.as_posix() for path in sorted(Path(folder).iterdir()) if is_known(path.name) and path.is_file()
            )


def _is(path: str, request: Request, language: str) -> bool:
    code = language_in(path, (*request.paths, *filter(None, [request.source])))
    return code is not None and same_language(code, language)


def _may_be(path: str, request: Request, language: str) -> bool:
    code = language_in(path, request.paths)
    return code is None or same_language(code, language)
