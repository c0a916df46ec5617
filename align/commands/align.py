"""Two files -> a bitext: read, aligned and written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from align.aligners.documents import Method, align_documents
from align.commands.arguments import expect
from align.config.file import ConfigFinder
from align.config.settings import Request, SettingsFinder, choose_dictionary
from align.errors import FileError, advise
from align.inputs.earlier_outputs import check_place, is_foreign
from align.inputs.files import same_file
from align.inputs.fixed_pairs import place, read_fixed_pairs
from align.inputs.languages import Languages
from align.inputs.texts import TextOptions, read_text
from align.lang.codes import check_language_code
from align.model import Alignment
from align.readers import ReadOptions, encode, read_document
from align.writers import find_writer
from glossary.dictionary.cedict import use_dictionary


@dataclass(frozen=True, slots=True)
class SideRequest:
    """What a person said of the sources, or of the translations: the file or folder, and how to read it."""

    path: str
    options: TextOptions


class Aligned(NamedTuple):
    """An alignment, how many beads were left out as unlikely, a line on fixed pairs that could not be placed, and one
    where the texts have nothing in common.
    """

    alignment: Alignment
    unlikely: int
    lost: tuple[str, ...]
    unrelated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlignRequest:
    """How texts are aligned with translations: beads less likely than `least` are left out.

    `configs` finds the configuration of each file, which says its language where neither a person nor its name does.
    """

    source: SideRequest
    target: SideRequest
    method: Method
    least: float = 0.0
    configs: ConfigFinder = field(default_factory=ConfigFinder)

    def name_in_fingerprints(self, path: str) -> str:
        """Return a path relative to the folder of its configuration, as `check` knows it."""
        request = Request((path,), config=self.configs.given)
        return SettingsFinder(request).find(path).name_in_fingerprints(path)

    @property
    def languages(self) -> Languages:
        """Return the languages of the sources and of the translations, where their names do not say what they are."""
        return Languages(
            self.source.options.language or self.configs.find(self.source.path).source_lang or "zh",
            self.target.options.language or next(iter(self.configs.find(self.target.path).target_lang), "en"),
        )

    def align(self, source: str, target: str) -> Aligned:
        """Return the alignment of two files of those given, with the pairs that a person has fixed.

        Raises FileError, where a file cannot be read or holds no text, DictionaryError and EncoderUnavailableError.
        """
        config = self.configs.find(target)
        first = read_text(source, self.source.options, self.configs.find(source).source_lang)
        second = read_text(target, self.target.options, next(iter(config.target_lang), None))
        with use_dictionary(choose_dictionary(None, config)):
            fixed = place(read_fixed_pairs(target), first, second)
            whole = align_documents(first, second, self.method, fixed.beads)
        likely = tuple(bead for bead in whole.beads if bead.confidence >= self.least)
        lost = tuple(one.reason for one in fixed.tell_lost(target))
        doubt = (
            f"{target}: no sentence of it could be paired with one of {source}: are they a text and its translation?"
        )
        return Aligned(
            replace(whole, beads=likely), len(whole.beads) - len(likely), lost, () if whole.related else (doubt,)
        )


def align_texts(source: str, target: str, source_lang: str = "zh", target_lang: str = "en") -> Alignment:
    """Align two plain texts, a text and its translation, sentence by sentence. Raises EncoderUnavailableError."""
    texts = ((source, source_lang), (target, target_lang))
    for name, (text, code) in zip(("source", "target"), texts, strict=True):
        expect(name, text, str)
        expect(f"{name}_lang", code, str)
        check_language_code(code)
    one, other = (read_document("text.txt", encode(text), ReadOptions(code, "utf-8")) for text, code in texts)
    return align_documents(one, other)


PAGE = ".html"
"""The suffix of a page to review in, which is no bitext for programs."""


def check_output(path: str, inputs: Iterable[str], form: str = "") -> None:
    """See that a bitext may be written there, before the time to align is spent.

    `form` is the suffix of its format, where that is not its own. Raises FileError where it is one of the inputs, a
    folder, or in none that exists, its suffix names no format, or a file of someone else's is there.
    """
    if any(same_file(path, other) for other in inputs):
        raise FileError(path, "is one of the texts; name another file for the output")
    check_place(path)
    check_format(path, form or Path(path).suffix.lower())
    if is_foreign(path, form or Path(path).suffix.lower()):
        raise FileError(path, "exists, and is not an earlier output of aligncheck; name another file")


def render_bitext(alignment: Alignment, form: str, name: str = "") -> Iterator[bytes]:
    """Yield the bytes of an alignment in the format of a suffix; `name` is that of the text in fingerprints.

    Raises ValueError where the suffix names no format, or a package is missing.
    """
    if form == PAGE:  # on which pairs can be merged and split
        from align import __version__
        from align.commands.pages import Paginator
        from align.report.page import render_alignment

        page = Paginator(name).make(alignment.target, alignment, (), is_aligned=True)
        written: Iterable[bytes | str] = render_alignment(page, f"aligncheck:{__version__}|align")
    else:
        written = find_writer(f"x{form}")(alignment)
    return (one.encode(errors="backslashreplace") if isinstance(one, str) else one for one in written)


def write_bitext(alignment: Alignment, path: str, name: str = "", form: str = "") -> None:
    """Write an alignment, whole or not at all, in the format of a suffix: `form`, or that of the file.

    `name` is that of the text in fingerprints. Raises FileError.
    """
    from glossary.storage.atomic import write_bytes_atomically

    try:
        write_bytes_atomically(Path(path), render_bitext(alignment, form or Path(path).suffix.lower(), name))
    except OSError as error:
        raise FileError(path, f"cannot be written: {error.strerror or error}: {advise(error)}") from error


def check_format(named: str, form: str) -> None:
    """See that the format of a suffix can be written. Raises FileError, which names what asked for it."""
    try:
        if form != PAGE:
            find_writer(f"x{form}")
    except ValueError as error:
        raise FileError(named, f"{error} {PAGE}" if "known are" in str(error) else error) from error


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they do not exist yet. Raises FileError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            str(path), f"cannot be made a folder: {error.strerror or error}: {advise(error, 'name another folder')}"
        ) from error
