"""Reading the texts of a run: each by the settings of its folder, in its language, or a word on why not."""

from dataclasses import dataclass, field
from pathlib import Path

from align.config.settings import Request, Settings
from align.errors import ReadError
from align.inputs.files import read_bytes
from align.inputs.sources import language_in, same_language
from align.model import Document, Skipped
from align.readers import ReadOptions, read


@dataclass
class Reading:
    """What a run has read so far, and what it has left out."""

    request: Request
    skipped: list[Skipped] = field(default_factory=list)
    settings: dict[Path, Settings] = field(default_factory=dict)

    def skip(self, path: str, reason: str, failed: bool = False) -> None:
        """Leave a file out."""
        self.skipped.append(Skipped(path, reason, failed))

    def settings_for(self, folder: Path) -> Settings:
        """The settings of the files in a folder, found out once."""
        if folder not in self.settings:
            self.settings[folder] = self.request.settings_for(folder)
        return self.settings[folder]

    def is_glossary(self, path: str) -> bool:
        """Whether a file is one of the glossaries that the texts beside it are checked against."""
        given = self.settings_for(Path(path).parent).glossaries
        return any(Path(path).absolute() == Path(glossary).absolute() for glossary in given)

    def translation(self, path: str) -> tuple[Document, ...]:
        """The documents of a translation; none, and a word on why, where the file is in another language."""
        settings = self.settings_for(Path(path).parent)
        language = language_in(path, self.request.paths)
        if language and not same_language(language, settings.target_lang):
            kind = "source text" if same_language(language, settings.source_lang) else f"language {language}"
            self.skip(path, kind)
            return ()
        return self._read(path, language or settings.target_lang)

    def source(self, path: str, settings: Settings) -> Document | None:
        """The source text of a translation."""
        language = language_in(path, (*self.request.paths, *filter(None, [self.request.source])))
        code = language if language and same_language(language, settings.source_lang) else settings.source_lang
        documents = self._read(path, code)
        return documents[0] if documents and not documents[0].paired else None

    def _read(self, path: str, language: str) -> tuple[Document, ...]:
        try:
            return read(path, read_bytes(path), ReadOptions(language, self.request.encoding))
        except ReadError as error:
            self.skip(path, str(error), failed=True)
            return ()
