"""What is wrong in a file, and on which line."""


class LineError(Exception):
    """A file that is not what it should be; the message says what is wrong and what to do.

    `line` is the line it is wrong on, counted from 1; None where it is the file as a whole.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"
