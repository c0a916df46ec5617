"""The errors that a person can correct, of both packages. Each is one line: what is wrong, and what to do."""


class AligncheckError(Exception):
    """The base of all errors that a person can correct; line breaks in the message, as a path may hold, are escaped."""

    def __init__(self, message: str) -> None:
        super().__init__(message.replace("\n", "\\n").replace("\r", "\\r"))


class LineError(AligncheckError):
    """A file that is not what it should be.

    `message` is the text without the line. `line` is the faulty line, from 1; None where the file as a whole is faulty.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = str(self.args[0])
        self.line = line

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"


class ReadError(LineError):
    """A file that cannot be read, or not as its format."""
