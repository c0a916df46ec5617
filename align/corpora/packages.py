"""The package that reads and writes Parquet: an optional extra, `pip install 'aligncheck[corpus]'`."""

from align.errors import CommandError

_NOT_INSTALLED = "a corpus needs another package, pyarrow: pip install 'aligncheck[corpus]'"


def require_arrow() -> None:
    """See that Parquet can be read and written. Raises CommandError."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise CommandError(_NOT_INSTALLED) from error
