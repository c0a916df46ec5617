"""The program `aligncheck`, which is also `python -m align`."""

import ctypes
import gc
import sys
from contextlib import suppress
from typing import NoReturn

_ALLOCATIONS = 250_000
"""How many more objects there must be before cycles are looked for: ours form none, and each search reads them all."""

_ARENA_MAX = -8
"""The number of mallopt(3) for how many heaps there may be."""


def share_heap() -> None:
    """Let all threads share one heap, where the C library is glibc: else each keeps what it frees to itself."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def main() -> NoReturn:
    """Run the command line and end the process; what goes wrong while modules are imported is one line, too."""
    gc.set_threshold(_ALLOCATIONS)
    share_heap()
    try:
        from align.cli import main as run

        run(prog_name="aligncheck")
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # a fault before the command runs, as in an import
        from align.errors import describe_fault

        print(f"aligncheck: {describe_fault(error)}", file=sys.stderr)
        sys.exit(2)
    finally:
        gc.freeze()  # what is left is not searched for cycles once more while the interpreter ends
    sys.exit(0)


if __name__ == "__main__":
    main()
