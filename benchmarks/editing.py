"""How long the language server takes to answer edits of a text, and whether its memory stays as it is.

    python benchmarks/editing.py [--edits N] [--burst N] FILE

An editor opens FILE, whose source is found as `check` finds it, and types: letters at random places (with a fixed
seed), each deleted by the next edit. After each burst of edits it waits for the whole check. Milliseconds are those
from the last edit of a burst to what the server sends: first what is known at once, then all. 300 of them are the pause
that shows that no more edits come. Memory is the resident set of the server, in MB, after each tenth of the edits.
"""

import argparse
import random
import time
from pathlib import Path

from editor import Editor, start_server
from processes import measure_memory


def wait_for_all(editor: Editor, uri: str, version: int) -> tuple[float, float]:
    """Return when the first findings of a version have come, and when all."""
    editor.wait_for_findings(uri, version, times=1)
    first = time.perf_counter()
    editor.wait_for_findings(uri, version, times=1)
    return first, time.perf_counter()


def show(name: str, seconds: list[float]) -> None:
    """Print the median and the 95th percentile."""
    ranked = sorted(seconds)
    median, late = (ranked[int(part * (len(ranked) - 1))] * 1000 for part in (0.5, 0.95))
    print(f"{name:<24} p50 {median:6.0f} ms   p95 {late:6.0f} ms")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--burst", type=int, default=1)
    options = parser.parse_args()
    path, rng = options.file.absolute(), random.Random(1)
    lines = path.read_text(encoding="utf-8").splitlines()
    start = time.perf_counter()
    with start_server(path.parent) as editor:
        editor.initialize([path.parent], options={})
        print(f"initialize was answered after {time.perf_counter() - start:.2f} s")
        opened = time.perf_counter()
        uri = editor.open(path)
        first, last = wait_for_all(editor, uri, 1)
        print(f"first findings after {first - opened:.2f} s, all after {last - opened:.2f} s ({len(lines)} lines)")
        firsts, lasts, memory = list[float](), list[float](), list[float]()
        place = {"line": 0, "character": 0}
        for edit in range(options.edits):
            if edit % 2 == 0:
                line = rng.choice([number for number, text in enumerate(lines) if text.strip()])
                place = {"line": line, "character": rng.randrange(len(lines[line]) + 1)}
                change = {"range": {"start": place, "end": place}, "text": "x"}
            else:
                end = {**place, "character": place["character"] + 1}
                change = {"range": {"start": place, "end": end}, "text": ""}
            editor.change(uri, edit + 2, change)
            if (edit + 1) % options.burst == 0:
                typed = time.perf_counter()
                first, last = wait_for_all(editor, uri, edit + 2)
                firsts.append(first - typed)
                lasts.append(last - typed)
                editor.received.clear()
            if (edit + 1) % max(options.edits // 10, 1) == 0:
                memory.append(measure_memory(editor.process.pid))
        show("first answer", firsts)
        show("whole check", lasts)
        print("memory in MB:", *(f"{one:.0f}" for one in memory))
        editor.end()


if __name__ == "__main__":
    main()
