"""Memory for arrays that are needed for a moment, used again: fresh memory costs more than what is put there."""

from __future__ import annotations

import threading
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Workspace(threading.local):
    """Arrays by name, others in each thread: what is in one is lost when its name is asked for again."""

    def __init__(self) -> None:
        self._arrays = dict[str, "NDArray[np.float32]"]()

    def get(self, name: str, *shape: int) -> NDArray[np.float32]:
        """Return an array of this shape, whatever is in it."""
        import numpy as np

        size = prod(shape)
        kept = self._arrays.get(name)
        if kept is None or len(kept) < size:
            kept = self._arrays[name] = np.empty(size, dtype=np.float32)
        return kept[:size].reshape(shape)
