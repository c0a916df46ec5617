"""What a target finds: a fault, named so that two inputs that show the same one can be told."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recipes import BadRecipeError
from targets import BadCaseError

from align.errors import AligncheckError

_OURS = ("align", "glossary")


class Fault(Exception):  # noqa: N818 - what was found, not an error of the program that looks
    """A property that does not hold. `kind` names the fault, the same for every input that shows it."""

    def __init__(self, kind: str, detail: object = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind


def require(holds: object, kind: str, detail: object = "") -> None:
    """Raise a Fault where a property does not hold."""
    if not holds:
        raise Fault(kind, repr(detail)[:500] if detail else "")


@contextmanager
def expect_clear_errors(said: list[str]) -> Iterator[None]:
    """Let an AligncheckError pass whose message is one line, and note it in `said`; anything else is a Fault."""
    try:
        yield
    except (Fault, BadCaseError, BadRecipeError):
        raise
    except AligncheckError as error:
        said.append(require_clear_line(str(error)))
    except Exception as error:
        raise Fault(_name_error(error), str(error)[:300]) from error


def require_clear_line(message: str) -> str:
    """The message, which must be one line that holds something."""
    require(message.strip() and not set(message) & set("\n\r"), "no one line", message)
    return message


def _name_error(error: BaseException) -> str:
    """The exception and the innermost function of ours that it went through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_ours(frame.filename)]
    place = f" in {Path(frames[-1].filename).stem}.{frames[-1].name}" if frames else ""
    return f"{type(error).__name__}{place}"


def _is_ours(filename: str) -> bool:
    return any(part in _OURS for part in Path(filename).parts) and "site-packages" not in filename
