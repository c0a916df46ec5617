"""Whether the kernels of a BLAS for other processors, or the order of the pairs, change anything that is printed.

    python benchmarks/kernels.py [--most N] [--kernels NAME...] FILE.jsonl

FILE is pairs (`src` or `source`, `tgt` or `target`), of which the first --most (2,000) count. For each kernel of
OpenBLAS that this processor can run, a process of its own checks the pairs, estimates what to read first, and aligns
the texts that the two sides are, forwards and backwards. What is printed of each pair, confidences and scores too, is
compared with what the usual kernel prints forwards; alignments and estimates, which depend on the order by their
nature, with what it prints in the same order. Rules that compare pairs with each other are left out. Kernels that
cannot run are named with the reason.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parent.parent
KERNELS = ("Haswell", "Zen", "SkylakeX", "Nehalem")
PRINTED = ("rule", "severity", "message", "text", "source_text", "confidence", "suggestions", "fix")

Printed = dict[str, dict[str, Any]]


class KernelError(Exception):
    """This kernel is not compared; the message says why."""


def run_command(*arguments: str) -> str:
    """What a command prints."""
    from align.cli import main

    with redirect_stdout(StringIO()) as printed:
        try:
            main(list(arguments))
        except SystemExit as end:
            assert not end.code, arguments
    return printed.getvalue()


def print_here(pairs: Path) -> Printed:
    """What is printed of pairs, by command: `pairs`, in any order of them; `texts`, in this one."""
    from pair_rates import list_rules

    pairs_found: dict[str, Any] = {}
    rules = (word for rule in list_rules("alone") for word in ("--select", rule))
    options = ("--output-format", "json", "--fail-on", "never", "--no-cache", "--jobs", "1")
    for finding in json.loads(run_command("check", "--config", "none", str(pairs), *options, *rules))["findings"]:
        pairs_found.setdefault(finding["segment"], []).append([finding[name] for name in PRINTED])
    scored = run_command("score", str(pairs), "--select", "estimate", "--limit", "0", "--output-format", "json")
    texts_found: dict[str, Any] = {
        f"estimate {each['segment']}": [each[name] for name in ("penalty", "band", "reasons")]
        for each in json.loads(scored)["estimate"]["segments"]
    }
    sides = [pairs.with_suffix(f".{language}.txt") for language in ("zh", "en")]
    beads = run_command("align", *map(str, sides), "--segmented")
    texts_found |= {f"bead {number}": bead for number, bead in enumerate(beads.splitlines())}
    return {"pairs": pairs_found, "texts": texts_found}


def run_kernel(name: str, pairs: Sequence[Path], others: Iterable[str] = ()) -> tuple[str, list[Printed]]:
    """The kernel that runs where one is asked for, and what it prints of each file of pairs.

    Raises KernelError where it is one of `others`, or cannot run here.
    """
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'benchmarks'}", "ALIGNCHECK_NO_CACHE": "1"}
    environment.pop("OPENBLAS_CORETYPE", None)
    if name:
        environment["OPENBLAS_CORETYPE"] = name
    command = [sys.executable, "-P", __file__, "--within", *map(str, pairs), "--unless", *others]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False, text=True)
    if done.returncode == -signal.SIGILL:
        raise KernelError("this processor cannot run it")
    if done.returncode:
        raise RuntimeError(f"{name} fails: {done.returncode}")
    ran, _, found = done.stdout.partition("\n")
    if not found:
        raise KernelError(f"{ran or 'another BLAS'} runs instead, which is compared already")
    return ran, json.loads(found)


def work_within(pairs: Sequence[str], others: Sequence[str]) -> None:
    """Print the kernel that runs, and what it prints of each file, as JSON; nothing else for one of `others`."""
    import numpy as np
    from threadpoolctl import threadpool_info

    kernel = ", ".join(sorted({str(library.get("architecture", "")) for library in threadpool_info()}))
    np.ones((64, 64), dtype=np.float32) @ np.ones((64, 64), dtype=np.float32)  # fails where it cannot run
    print(kernel, flush=True)
    if kernel not in others:
        json.dump([print_here(Path(path)) for path in pairs], sys.stdout)


def list_differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The names of what differs."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def write_pairs(folder: Path, pairs: Sequence[tuple[str, str]]) -> list[Path]:
    """Write the pairs forwards and backwards, and the texts that their sides are beside them."""
    numbered = list(enumerate(pairs))
    paths = []
    for name, order in (("forwards", numbered), ("backwards", numbered[::-1])):
        paths.append(path := folder / f"{name}.jsonl")
        records = ({"id": f"p{number}", "source": source, "target": target} for number, (source, target) in order)
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
        for side, language in enumerate(("zh", "en")):
            text = "".join(f"{' '.join(pair[side].split())}\n" for _, pair in order)
            path.with_suffix(f".{language}.txt").write_text(text, encoding="utf-8")
    return paths


def compare(pairs: Sequence[Path], kernels: Iterable[str]) -> int:
    """Print what each kernel changes, and return how many differences there are in all."""
    usual, first = run_kernel("", pairs)
    ran = [usual]
    total = len(differing := list_differences(first[0]["pairs"], first[1]["pairs"]))
    print(
        f"{usual or 'this BLAS'}, as usual: {len(first[0]['texts'])} texts, {total} differences backwards",
        *differing[:5],
    )
    for name in kernels:
        try:
            kernel, found = run_kernel(name, pairs, ran)
        except KernelError as reason:
            print(f"{name}: left out: {reason}")
            continue
        ran.append(kernel)
        changes = [
            change
            for mine, theirs in zip(found, first, strict=True)
            for change in list_differences(mine["texts"], theirs["texts"])
            + list_differences(mine["pairs"], first[0]["pairs"])
        ]
        print(f"{name}: {len(changes)} differences", *changes[:5])
        total += len(changes)
    return total


def main() -> None:
    """Compare the kernels on pairs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", metavar="FILE.jsonl", type=Path, nargs="?")
    parser.add_argument("--most", type=int, default=2000, metavar="N", help="pairs that count")
    parser.add_argument("--kernels", nargs="+", default=KERNELS, metavar="NAME", help="kernels to compare")
    parser.add_argument("--within", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--unless", nargs="*", default=(), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.within:
        work_within(options.within, options.unless)
        return
    if not options.file or not options.file.exists():
        sys.exit(print(f"skipped: {options.file} is missing"))
    records = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()[: options.most]]
    pairs = [(one.get("source") or one["src"], one.get("target") or one["tgt"]) for one in records]
    with TemporaryDirectory() as folder:
        total = compare(write_pairs(Path(folder), pairs), options.kernels)
    print(f"{len(pairs)} pairs, forwards and backwards: {total} differences")


if __name__ == "__main__":
    main()
