"""The errors of both packages: what is wrong with what a person gave, in one line that says what to do."""


class AligncheckError(Exception):
    """The base of every error that a person can mend; its text is one line: what is wrong, and what to do."""


class LineError(AligncheckError):
    """A file that is not what it should be; the message says what is wrong and what to do.

    `line` is the line it is wrong on, counted from 1; None where it is the file as a whole.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"


class ReadError(LineError):
    """A file that cannot be read, or not as its format."""
