"""What other processes take.

A library of `editing.py` and `server_time.py`.
"""

from pathlib import Path


def measure_memory(process: int) -> float:
    """Return the resident set of a process in MB (1,024 KB); NaN where the system does not show it."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return float("nan")
    (line,) = (one for one in status.splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
