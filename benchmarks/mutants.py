"""Measure what the tests notice: faults put into the code one at a time, and how many of them make a test fail.

    python benchmarks/mutants.py record FOLDER --jobs 2
    python benchmarks/mutants.py run FOLDER --seed 1 --save seed1.json
    python benchmarks/mutants.py run FOLDER --list seed1.json

`record` runs all tests once, in a copy of the repository, and keeps in FOLDER the copy, which lines each test executes,
how long it takes, and whether it is of the default set, which `pytest` runs without options. A test that fails kills
nothing afterwards. `run` draws faults (mutants) from the lines that a test executes, and runs for each mutant the tests
that execute its line, in a copy again, until one fails: first those of the default set, then the rest (none of these
with `--set default`). A line that runs at import, or whose function is cached, is left to the tests that enter a
function of its module or of one that imports it. `--list` takes the mutants of an earlier draw: for other tests, or
where lines have moved.

Needs the extras `test` and `bench`; `PYTEST_ADDOPTS` holds for all runs. Writes neither to the repository nor to the
cache of the user.
"""

import argparse
import ast
import compileall
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cached_property
from itertools import islice
from pathlib import Path

from mutants_runs import Note, Outcome, Place, Test, end
from mutations import Mutant, find_mutants

ROOT = Path(__file__).parent.parent
PACKAGES = ("align", "glossary")
FIRST = 20.0
"""Seconds that the first tests of a mutant take together; each further lot takes four times as long."""
CONFIGURATION = """
[run]
core = ctrace
context = ${{MUTANTS_TEST-}}
data_file = {data}
parallel = true
patch = _exit
source = {sources}
disable_warnings = {warnings}
"""
WARNINGS = "couldnt-parse trace-changed module-not-python module-not-imported no-data-collected already-imported"


def record(folder: Path, jobs: int) -> None:
    """Run all tests once, and note in the folder what each executes; print those that fail."""
    import coverage

    if folder.exists():
        sys.exit(f"{folder} is there already")
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        place = Place(Path(temporary))
        copy_repository(place.tree)
        settings, data = place.folder / "coveragerc", place.folder / "lines"
        sources = "\n    ".join(str(place.tree / package) for package in PACKAGES)
        text = CONFIGURATION.format(data=data, sources=sources, warnings="\n    ".join(WARNINGS.split()))
        settings.write_text(text, encoding="utf-8")
        place.start(["--collect-only"]).wait()
        default = {note.test for note in place.read_notes()}
        process = place.start(["-m", "", "-n", str(jobs)], quiet=False, COVERAGE_PROCESS_START=str(settings))
        try:
            process.wait()
        finally:
            end(process)
        tests, users = read_tests(place.read_notes(), default)
        if failed := [name for name, test in tests.items() if test.failed]:  # perhaps only for being watched
            place.start_chosen(failed).wait()
            again = {note.test for note in place.read_notes() if note.event == "fail"}
            for name in failed:
                tests[name].failed = name in again
        combined = coverage.Coverage(data_file=str(data), config_file=str(settings))
        combined.combine([str(place.folder)])
        combined.save()
        folder.mkdir(parents=True)
        shutil.copy(combined.get_data().data_filename(), folder / "lines.sqlite")
        shutil.copytree(place.tree, folder / "tree", symlinks=True, ignore=shutil.ignore_patterns(".hypothesis"))
        known = {
            "root": str(place.tree),
            "tests": {name: asdict(test) for name, test in sorted(tests.items())},
            "fixtures": {name: sorted(group) for name, group in sorted(users.items())},
        }
        (folder / "tests.json").write_text(json.dumps(known, indent=0), encoding="utf-8")
    for name in sorted(name for name, test in tests.items() if test.failed):
        print("fails:", name)
    seconds = sum(test.seconds for test in tests.values())
    print(f"{len(tests)} tests, {sum(test.default for test in tests.values())} by default, {seconds:.0f} s")


def copy_repository(tree: Path) -> None:
    """Copy what git knows or would add, and compile it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name, follow_symlinks=False)
    for package in PACKAGES:
        compileall.compile_dir(tree / package, quiet=2)


def read_tests(notes: Iterable[Note], default: set[str]) -> tuple[dict[str, Test], dict[str, set[str]]]:
    """Find out from the notes of all tests what is known of each, and which tests use a shared fixture."""
    tests: defaultdict[str, Test] = defaultdict(Test)
    users: defaultdict[str, set[str]] = defaultdict(set)
    for note in notes:
        test = tests[note.test]
        test.default = note.test in default
        test.seconds += note.seconds
        test.failed |= note.event == "fail"
        for fixture in note.fixtures:
            users[fixture].add(note.test)
    return tests, users


class Record:
    """What `record` has kept: the tests, the code, and which lines of it each test executes."""

    def __init__(self, folder: Path) -> None:
        known = json.loads((folder / "tests.json").read_text("utf-8"))
        self.tree, self.root = folder / "tree", Path(known["root"])
        self.tests = {name: Test(**test) for name, test in known["tests"].items()}
        self.users: dict[str, list[str]] = known["fixtures"]
        self.database = sqlite3.connect(folder / "lines.sqlite")
        paths = [path for package in PACKAGES for path in sorted((self.tree / package).rglob("*.py"))]
        self.files = [path.relative_to(self.tree).as_posix() for path in paths]

    def read_lines(self, file: str) -> Iterator[tuple[list[str], int]]:
        """Yield groups of tests, and the lines of the file that each executes as the bits of a number."""
        query = (
            "select context.context, numbits from line_bits join file on file.id = file_id "
            "join context on context.id = context_id where path = ?"
        )
        for context, bits in self.database.execute(query, (str(self.root / file),)):
            yield self.users.get(context) or [context], int.from_bytes(bits, "little")

    def find_tests(self, file: str, wanted: int) -> set[str]:
        """Find the tests that execute one of these lines of a file and do not fail."""
        found: set[str] = set()
        for names, bits in self.read_lines(file):
            if bits & wanted:
                found.update(names)
        return {name for name in found if name in self.tests and not self.tests[name].failed}

    def find_entering(self, file: str) -> set[str]:
        """Find the tests that enter a function of a file."""
        wanted = 0
        for node in ast.walk(ast.parse((self.tree / file).read_bytes())):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                wanted |= _make_bits(node.body[0].lineno, node.end_lineno or 0)
        return self.find_tests(file, wanted)

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """The files that each file imports, at its top or in a function."""
        found = {}
        for file in self.files:
            names: set[str] = set()
            for node in ast.walk(ast.parse((self.tree / file).read_bytes())):
                if isinstance(node, ast.ImportFrom) and node.module:
                    names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            paths = {f"{name.replace('.', '/')}{ending}" for name in names for ending in (".py", "/__init__.py")}
            found[file] = paths.intersection(self.files)
        return found

    def select(self, mutant: Mutant) -> set[str]:
        """Find the tests that may kill a mutant; for tables that no module imports, those of what they import."""
        if not mutant.at_import:
            return self.find_tests(mutant.file, _make_bits(mutant.first, mutant.last))
        near = {mutant.file, *(file for file, imported in self.imports.items() if mutant.file in imported)}
        found: set[str] = set().union(*map(self.find_entering, near))
        return found or found.union(*map(self.find_entering, self.imports[mutant.file]))

    def draw(self, seed: int, count: int) -> list[Mutant]:
        """Draw lines, and a mutant of each, which do not depend on the tests; leave out those that no test executes."""
        lines: dict[tuple[str, int], list[Mutant]] = defaultdict(list)
        for file in self.files:
            for mutant, _ in find_mutants(file, (self.tree / file).read_bytes()):
                lines[file, mutant.line].append(mutant)
        dice = random.Random(seed)
        order = sorted(lines)
        dice.shuffle(order)
        drawn = (dice.choice(lines[place]) for place in order)
        return list(islice(filter(self.select, drawn), count))


def _make_bits(first: int, last: int) -> int:
    return (1 << last + 1) - (1 << first)


def find_again(wanted: Mutant, tree: Path) -> tuple[Mutant, bytes] | None:
    """Find a mutant, and the file with it, in code whose lines may have moved since it was drawn."""
    if not (tree / wanted.file).exists():
        return None
    found = find_mutants(wanted.file, (tree / wanted.file).read_bytes())
    same = [(mutant, changed) for mutant, changed in found if mutant.key == wanted.key]
    return min(same, key=lambda one: abs(one[0].line - wanted.line), default=None)


def make_lots(tests: Mapping[str, Test]) -> Iterator[dict[str, Test]]:
    """Split tests into lots of whole files: the files that take the shortest time first, later lots longer."""
    files: defaultdict[str, dict[str, Test]] = defaultdict(dict)
    for name, test in tests.items():
        files[name.partition("::")[0]][name] = test
    times = {file: 0.5 + sum(test.seconds for test in group.values()) for file, group in files.items()}
    lot: dict[str, Test] = {}
    spent, limit = 0.0, FIRST
    for file in sorted(files, key=lambda file: (times[file], file)):
        if lot and spent + times[file] > limit:
            yield lot
            lot, spent, limit = {}, 0.0, 4 * limit
        lot |= files[file]
        spent += times[file]
    if lot:
        yield lot


class Trial:
    """Runs of tests on the code with one mutant after another."""

    def __init__(self, place: Place, record: Record) -> None:
        self.place, self.record = place, record
        self.sound: set[str] = set()
        """Tests that have passed on the code as it is, here and now."""

    def try_mutant(self, file: str, changed: bytes, tests: Iterable[str]) -> Outcome:
        """Run tests on a changed file until one fails that passes with the file as it is."""
        original = (self.record.tree / file).read_bytes()
        shutil.rmtree(self.place.tree, ignore_errors=True)
        shutil.copytree(self.record.tree, self.place.tree, symlinks=True)
        for lot in make_lots({name: self.record.tests[name] for name in tests}):
            while passing := {name: test for name, test in lot.items() if not test.failed}:
                self._write(file, changed)
                outcome = self.place.run(passing)
                if not outcome.end:
                    break
                self._write(file, original)
                killer = outcome.killer if outcome.killer in passing else min(passing)
                if killer in self.sound or not self.place.run({killer: passing[killer]}).end:
                    self.sound.add(killer)
                    return outcome
                if outcome.killer not in passing:
                    sys.exit(f"tests do not even start where {file} is as it was recorded, or only too late")
                passing[killer].failed = True  # by chance, for want of another test, or for want of time
        return Outcome()

    def _write(self, file: str, content: bytes) -> None:
        """Write a file of the tree, without its compiled form."""
        path = self.place.tree / file
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()
        path.write_bytes(content)


def run(record: Record, mutants: Iterable[Mutant], count: int, *, default_only: bool) -> None:
    """Print for so many mutants that a test executes whether one kills them, and which; then how many are killed."""
    total = by_default = by_all = 0
    print("place\tmutation\tline\tresult\tby\ttests of the default set\tother tests", flush=True)
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        trial = Trial(Place(Path(temporary)), record)
        for wanted in mutants:
            where = f"{wanted.file}:{wanted.line}\t{wanted.change}\t{wanted.text}"
            found = find_again(wanted, record.tree)
            if not found:
                print(f"{where}\tgone from the code", flush=True)
                continue
            tests = record.select(found[0])
            if not tests:
                print(f"{where}\tno test executes it", flush=True)
                continue
            default = {name for name in tests if record.tests[name].default}
            rest = set() if default_only else tests - default
            outcome = trial.try_mutant(wanted.file, found[1], default)
            result = outcome.end or "survived"
            total, by_default = total + 1, by_default + bool(outcome.end)
            if rest and not outcome.end:
                outcome = trial.try_mutant(wanted.file, found[1], rest)
                result = f"survived the default set, {outcome.end or 'survived'}"
            by_all += bool(outcome.end)
            print(f"{where}\t{result}\t{outcome.killer}\t{len(default)}\t{len(rest)}", flush=True)
            if total == count:
                break
    print(f"killed {by_default} of {total} by the default set")
    if not default_only:
        print(f"killed {by_all} of {total}")


def main() -> None:
    """Carry out what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("command", choices=["record", "run"])
    parser.add_argument("folder", type=Path, help="what `record` makes and `run` reads")
    parser.add_argument("--jobs", type=int, default=0, help="processes that `record` uses")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=60, help="how many to draw, or to take from the list")
    parser.add_argument("--save", type=Path, help="write the mutants drawn to this file")
    parser.add_argument("--list", type=Path, help="take the mutants of this file instead of drawing some")
    parser.add_argument("--set", choices=["default", "all"], default="all", help="which tests run")
    options = parser.parse_args()
    if options.command == "record":
        record(options.folder.resolve(), options.jobs)
        return
    recorded = Record(options.folder.resolve())
    if options.list:
        mutants = [Mutant(**row) for row in json.loads(options.list.read_text("utf-8"))]
    else:
        mutants = recorded.draw(options.seed, options.count)
    if options.save:
        rows = json.dumps([asdict(mutant) for mutant in mutants], ensure_ascii=False, indent=1)
        options.save.write_text(rows + "\n", encoding="utf-8")
    run(recorded, mutants, options.count, default_only=options.set == "default")


if __name__ == "__main__":
    main()
