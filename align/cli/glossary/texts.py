"""The texts that `glossary find --in` looks in."""

from collections.abc import Iterator


def read_texts(paths: tuple[str, ...], encoding: str | None, failures: list[str]) -> Iterator[tuple[str, str]]:
    """The files of `paths` that are texts, each with its text; what could not be read is added to `failures`."""
    from align.cli.messages import fail
    from align.errors import MissingPathError, ReadError
    from align.inputs.files import read_bytes
    from align.inputs.walking import walk
    from align.readers import is_known
    from glossary.storage.decoding import decode

    try:
        entries = list(walk(paths, is_known))
    except MissingPathError as error:
        fail(str(error))
    for entry in entries:
        if entry.failed:
            failures.append(f"{entry.path}: {entry.reason}")
        elif not entry.reason:
            try:
                yield entry.path, decode(read_bytes(entry.path), encoding)
            except ReadError as error:
                failures.append(f"{entry.path}: {error}")
