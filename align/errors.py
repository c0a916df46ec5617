"""The errors that this package raises for what a person gave; `align.cli` turns each into one line and exit code 2."""

import errno

from glossary.errors import AligncheckError, LineError, ReadError

__all__ = [
    "TRACEBACK",
    "AligncheckError",
    "CommandError",
    "ConfigError",
    "EncoderUnavailableError",
    "FileError",
    "LanguageCodeError",
    "LineError",
    "MissingPathError",
    "ReadError",
    "TermsError",
    "UnknownRuleError",
    "WorkerError",
    "advise",
    "describe_fault",
    "describe_unreadable",
    "refuse_newer",
]


TRACEBACK = "ALIGNCHECK_TRACEBACK"
"""The environment variable that asks for the traceback of an internal error."""


_PERMISSIONS = "change the permissions of the file or its folder"
_ADVICE = {
    errno.EACCES: _PERMISSIONS,
    errno.EPERM: _PERMISSIONS,
    errno.ENOSPC: "make room",
    errno.EDQUOT: "make room",
    errno.EROFS: "its disk can only be read: name another place",
}


def describe_fault(error: BaseException) -> str:
    """Return what a person is shown of an error that nothing foresaw."""
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"internal error: {what}; please report it, with the traceback that {TRACEBACK}=1 shows"


def describe_unreadable(error: Exception) -> str:
    """That a file cannot be read, why, and what to do where something can be done."""
    told = f"cannot be read: {getattr(error, 'strerror', None) or error}"
    return f"{told}: {advice}" if (advice := advise(error, otherwise="")) else told


def advise(error: Exception, otherwise: str = "name another file") -> str:
    """Return what to do about a file that cannot be read or written."""
    return _ADVICE.get(getattr(error, "errno", None) or 0, otherwise)


class CommandError(AligncheckError):
    """A command that cannot do what it is asked; the message is one line that says why, and what to do."""


class ConfigError(AligncheckError):
    """A configuration that cannot be used; the message says which file, which key, and what to do."""


class UnknownRuleError(AligncheckError):
    """A name that no rule has; the message names one like it."""


class LanguageCodeError(AligncheckError):
    """A code that names no language; the message names the code that was intended."""


class FileError(AligncheckError):
    """A file that will not do; the message is one line that names it and says why."""

    def __init__(self, path: str, reason: object) -> None:
        super().__init__(f"{path}: {reason}")


def refuse_newer(place: str, version: object, known: int) -> None:
    """See that a file, or a line of one, is of no later version than this program reads. Raises FileError.

    Whoever changes what a file says raises its version, so that an earlier build does not misread it.
    """
    if isinstance(version, int) and version > known:
        raise FileError(place, f"is of version {version}, this program reads {known}: update it")


class MissingPathError(AligncheckError):
    """A path that a person named, and that does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path}: no such file or folder")
        self.path = path


class EncoderUnavailableError(AligncheckError):
    """An encoder that cannot be used; the message says why and what to do."""


class TermsError(AligncheckError):
    """Texts whose terms cannot be compared; the message is one line that says why."""


class WorkerError(AligncheckError):
    """A process that died while it worked on a file; `code` is its exit code, less than 0 for a signal.

    `how` says how it died.
    """

    def __init__(self, path: str, code: int | None) -> None:
        from signal import Signals

        self.how = how = Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
        advice = "give --jobs 1, which takes less memory; if that ends so, too, leave the file out and report it"
        super().__init__(f"{path}: the process that worked on it died ({how}): {advice}")
