"""The sample articles: every planted fault is found, and nothing else."""

from collections import Counter
from pathlib import Path

import pytest
from planted import PLANTED
from roots import SEEDS

from align.commands.check import check_files
from align.config.settings import Request
from align.model import Diagnostic, Severity

CLEAN = "clean-thermal-paste.en.txt", "energy-storage.en.txt"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Diagnostic]]:
    """What is found in each sample article."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        report = check_files(Request((str(SEEDS),))).report
    articles: dict[str, list[Diagnostic]] = {
        path.name: [] for path in SEEDS.iterdir() if path.suffix in (".txt", ".md")
    }
    for diagnostic in report.diagnostics:
        articles[Path(diagnostic.path).name].append(diagnostic)
    return articles


def _fault(entry: Diagnostic) -> tuple[str, str, int]:
    """The rule, the text and the line of a finding; of an omission, the text is the source's."""
    return entry.finding.rule, entry.text or entry.finding.source_text, entry.start.line or 0


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_planted_faults_are_found_and_nothing_else(name: str, found: dict[str, list[Diagnostic]]) -> None:
    planted = Counter((fault.rule, fault.text, fault.line) for fault in PLANTED[name])
    reported = Counter(_fault(entry) for entry in found[name])
    grave = Counter(_fault(entry) for entry in found[name] if entry.finding.severity > Severity.INFO)
    assert planted - reported == Counter()
    assert grave - planted == Counter()


@pytest.mark.parametrize("name", CLEAN)
def test_clean_articles_are_clean(name: str, found: dict[str, list[Diagnostic]]) -> None:
    assert found[name] == []


def test_sources_are_not_checked(found: dict[str, list[Diagnostic]]) -> None:
    assert [name for name, entries in found.items() if ".zh." in name and entries] == []


def test_every_article_with_faults_is_planted(found: dict[str, list[Diagnostic]]) -> None:
    assert {name for name in found if ".zh." not in name} == {*PLANTED, *CLEAN}
