"""How long clients of `aligncheck server --http` wait for the paragraphs of a text, and what memory the server takes.

    python benchmarks/server_time.py TEXT [--rounds N]

Starts the server, asks for the first paragraph at once, then for each paragraph N times (3), one after another. Prints
seconds until the first answer, the median and the 95th percentile of the others, and the memory after a round and
after all (`VmRSS`, where the system has /proc).
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import urlopen

from processes import measure_memory

ROOT = Path(__file__).parent.parent


def ask(address: str, text: str) -> float:
    """Ask for a text; return the seconds until the answer."""
    start = time.perf_counter()
    with urlopen(f"{address}/check", urlencode({"language": "en", "text": text}).encode(), timeout=60) as answer:
        answer.read()
    return time.perf_counter() - start


def main() -> None:
    """Start the server, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    paragraphs = [line for line in given.text.read_text(encoding="utf-8").split("\n") if line.strip()]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    start = time.perf_counter()
    command = [sys.executable, "-m", "align", "server", "--http", "0", "--config", "none"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout
            address = server.stdout.readline().strip()
            ask(address, paragraphs[0])
            first = time.perf_counter() - start
            rounds, memory = [], []
            for _ in range(given.rounds):
                rounds += [ask(address, paragraph) for paragraph in paragraphs]
                memory.append(measure_memory(server.pid))
        finally:
            server.terminate()
    late = statistics.quantiles(rounds, n=20, method="inclusive")[-1]
    print(f"first answer after {first:.2f} s")
    print(f"{len(rounds)} paragraphs: median {statistics.median(rounds) * 1000:.0f} ms, 95 % {late * 1000:.0f} ms")
    print(f"memory {memory[0]:.0f} MB after a round, {memory[-1]:.0f} MB at the end")


if __name__ == "__main__":
    main()
