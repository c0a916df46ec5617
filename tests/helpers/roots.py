"""The folders of the repository that tests read."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
SEEDS = ROOT / "seeds"
BENCHMARKS = ROOT / "benchmarks"
SOURCES = ("align", "glossary", "docs/aligncheck.1", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
