"""How long a check of a site takes whose pages are in the layout of Docusaurus, and how much memory.

    python benchmarks/sites.py [PAGES]

The pages (2,000) are the first lines of the texts in `seeds/`, Chinese in `docs/`, English in `i18n/en/`. Printed are
the time until the sources are found, that until the first page is checked, and that for all of them with one process.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

_LINES = 2
"""How many lines of a text are on a page."""


def make_site(folder: Path, pages: int) -> None:
    """Write the pages of a site, Chinese and English."""
    texts = [(path, Path(str(path).replace(".zh.", ".en."))) for path in sorted((ROOT / "seeds").glob("*.zh.txt"))]
    for number, pair in enumerate(islice(cycle(texts), pages)):
        below = f"{number % 20:02} part/{number // 20 % 10:02}-chapter/page{number}.md"
        for path, top in zip(pair, ("docs", "i18n/en/docusaurus-plugin-content-docs/current"), strict=True):
            lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            page = folder / top / below
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text("\n\n".join(lines[:_LINES]) + "\n", encoding="utf-8")


def measure(folder: Path) -> Iterator[str]:
    """Yield the lines that are printed."""
    from align.commands.check import check_file
    from align.config.settings import Request
    from align.inputs.tasks import Task, plan_tasks

    start, before = time.perf_counter(), time.process_time()
    tasks = [item for item in plan_tasks(Request((str(folder),))) if isinstance(item, Task)]
    paired = sum(1 for task in tasks if task.source)
    took = time.perf_counter() - start
    yield f"sources found: {paired:,} of {len(tasks):,} in {took:.1f} s ({time.process_time() - before:.1f} s CPU)"
    check_file(tasks[0])
    yield f"first page checked: after {time.perf_counter() - start:.1f} s ({time.process_time() - before:.1f} s CPU)"
    command = [
        sys.executable,
        "-P",
        "-m",
        "align",
        "check",
        str(folder),
        "--no-cache",
        "--jobs",
        "1",
        "--config",
        "none",
    ]
    start = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, "--fail-on", "never"], capture_output=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"the check failed: {done.stderr.decode(errors='replace')}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, memory = used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    yield f"all pages checked: in {time.perf_counter() - start:.1f} s ({cpu:.1f} s CPU), {memory:,} MB"


def main() -> None:
    """Print how long each step takes."""
    with TemporaryDirectory() as folder:
        make_site(Path(folder), int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
        for line in measure(Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
