"""The log of a shard: a line of JSON for each unit that was begun again, done, or could not be done."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from align.commands.corpus.locking import Shard
from align.corpora.units import UnitResult
from glossary.storage.atomic import append, measure

LOGS = "log"


@dataclass(eq=False)
class Log:
    """Adds to the log of a shard; the first line of a run begins a new line, whatever an earlier run left."""

    folder: Path
    shard: Shard
    _began: float = field(default_factory=monotonic)

    @property
    def path(self) -> Path:
        """Return the file."""
        return self.folder / LOGS / f"{self.shard}.jsonl"

    def begin(self, units: int, finished: int) -> None:
        """Say how many units there are, and how many of them were finished before. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if measure(self.path):
            append(self.path, "\n")
        self._add({"event": "begun", "units": units, "finished": finished})

    def tell(self, result: UnitResult, rows: int, finished: int) -> None:
        """Say how a unit ended, and how many are finished now. Raises OSError."""
        more = {"problem": result.problem} if result.problem else {"rows": rows, "flagged": result.flagged}
        self._add({"event": result.ending, "unit": result.number, **more, "finished": finished})

    def _add(self, values: dict[str, object]) -> None:
        values = {**values, "seconds": round(monotonic() - self._began, 1)}
        append(self.path, json.dumps(values, ensure_ascii=False) + "\n")
