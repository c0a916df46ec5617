"""stdout and stderr while a command runs: one way to write to people, and one to programs.

What people read is tame: no line of it is a command to the log of a CI system, and what the terminal cannot show is
written out. What programs read is UTF-8, whatever the locale.
"""

import io
import os
import sys
from codecs import iterdecode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from align.errors import CommandError, advise
from align.report.terminal import tame, visible


class StreamError(Exception):
    """stdout or stderr (`name`) that cannot be written; `error` says why."""

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__(f"{name}: cannot be written ({error.strerror}): make room, or send it elsewhere")
        self.name = name
        self.error = error


class TameStream(io.TextIOBase):
    """A stream of text to people: each line is made tame before it is written. Raises StreamError.

    An unfinished line is kept until it is finished, or the stream is flushed.
    """

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream, self._name, self._line = stream, name, ""
        self.failed = False

    def isatty(self) -> bool:
        """Return whether a person sits at the other end."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """Return the number of the stream."""
        return self._stream.fileno()

    def write(self, text: str) -> int:
        """Write a text, its last line when that is finished."""
        *lines, self._line = (self._line + text).split("\n")
        with self._explain_errors():
            self._stream.writelines(f"{tame(line)}\n" for line in lines)
        return len(text)

    def flush(self) -> None:
        """Write what is left."""
        line, self._line = self._line, ""
        with self._explain_errors():
            self._stream.write(tame(line))
            self._stream.flush()

    def __del__(self) -> None:
        """Write nothing: `io` would flush once more, and from Python 3.13 on print what that raises."""

    def write_data(self, pieces: Iterable[bytes]) -> None:
        """Write the bytes of a text in UTF-8 as they are; as visible text where the stream is a terminal."""
        self.flush()
        binary = None if self.isatty() else getattr(self._stream, "buffer", None)
        with self._explain_errors():
            if binary is not None:
                self._stream.flush()
                _write_whole(binary, pieces)
            else:
                for text in iterdecode(pieces, "utf-8", "replace"):
                    self._stream.write("\n".join(map(visible, text.split("\n"))))

    @contextmanager
    def _explain_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failed = True
            raise StreamError(self._name, error) from error


def _write_whole(stream: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Write pieces to the last byte. A stream without a buffer, as with PYTHONUNBUFFERED, may write less at once."""
    if not isinstance(stream, io.RawIOBase):
        stream.writelines(pieces)
        return
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            rest = rest[stream.write(rest) or 0 :]


@contextmanager
def tame_streams() -> Iterator[None]:
    """Make stdout and stderr tame while the block runs; one that the caller has closed swallows what is written.

    One that could not be written swallows the rest, too: the interpreter would try again when it ends, and complain.
    """
    before = {name: _find_stream(name) for name in ("stdout", "stderr")}
    tamed = {name: TameStream(stream, name) for name, stream in before.items()}
    for name, tame_stream in tamed.items():
        setattr(sys, name, tame_stream)
    try:
        yield
    finally:
        for name, stream in before.items():
            setattr(sys, name, _open_null() if tamed[name].failed else stream)


def _find_stream(name: str) -> TextIO:
    stream: TextIO | None = getattr(sys, name)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream or _open_null()


def _open_null() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def tame_text(text: str) -> str:
    """Return a text in which no line is a command to the log of a CI system, for people who may print it into one."""
    return "\n".join(map(tame, text.split("\n")))


def _encode(pieces: Iterable[str | bytes]) -> Iterator[bytes]:
    """Yield the pieces in UTF-8; half a character as an escape."""
    return (piece.encode(errors="backslashreplace") if isinstance(piece, str) else piece for piece in pieces)


def write_data(pieces: Iterable[str | bytes]) -> None:
    """Write what programs read to stdout, in UTF-8; half a character as an escape. Raises StreamError."""
    stream = sys.stdout
    assert isinstance(stream, TameStream)
    stream.write_data(_encode(pieces))


def write_file(path: str, pieces: Iterable[str | bytes], flag: str = "--output") -> None:
    """Write what an option asks for, whole or not at all, as `write_data` does. Raises CommandError."""
    from align.inputs.files import explain
    from glossary.storage.atomic import write_bytes_atomically

    try:
        write_bytes_atomically(Path(path), _encode(pieces))
    except OSError as error:
        raise CommandError(f"{flag}: {path}: cannot be written ({explain(error)}): {advise(error)}") from None
