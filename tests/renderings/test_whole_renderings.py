"""Which renderings of a term are the same and count, as the words of all its renderings tell; how they are shown."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from marked import aligned

from align.cli import main
from align.commands.terms.report import report_terms
from align.config.settings import Request
from align.linter.context import Context
from align.linter.registry import find_rule
from align.linter.scanner import check_document
from align.report.tables import wrap_pieces
from glossary.renderings.occurrences import Provenance
from glossary.renderings.term_renderings import Rendering
from glossary.renderings.tokenized_pair import TokenizedPair, make_key
from glossary.renderings.whole_renderings import compare_renderings


def render(term: str, *keys: str) -> list[Rendering]:
    """Renderings of a term; one in parentheses is partial."""
    bare = [(key.strip("()"), key[:1] != "(") for key in keys]
    return [Rendering(term, 0, (0, 1), (0, 1), key, key, Provenance.ALIGNMENT, whole) for key, whole in bare]


def compare(term: str, *keys: str, listed: frozenset[str] = frozenset()) -> list[str]:
    found = compare_renderings(render(term, *keys), {term: listed})
    return [one.key if one.complete else f"({one.key})" for one in found]


@pytest.mark.parametrize(
    ("term", "keys", "expected"),
    [
        pytest.param("汇率", "exchange rate|exchange rate|rate", "exchange rate|exchange rate|(rate)", id="a part"),
        pytest.param("汇率", "rate|rate|exchange rate", "rate|rate|exchange rate", id="a part that is more frequent"),
        pytest.param("利息收入", "net interest income|interest income", None, id="all of the term"),
        pytest.param("表现理想", "perform well|(perform well)", "perform well|perform well", id="the same words"),
        pytest.param(
            "银行公会",
            "bank|(bank)|(bank)|hkab|hkab|hkab|hkab",
            "(bank)|(bank)|(bank)|hkab|hkab|hkab|hkab",
            id="mostly",
        ),
        pytest.param(
            "资产负债表",
            "(balance sheet)|(balance sheet)|balance sheet",
            "balance sheet|balance sheet|balance sheet",
            id="usual",
        ),
        pytest.param("资产负债表", "(asset)|(asset)", "(asset)|(asset)", id="whole nowhere"),
        pytest.param(
            "跨境", "cross border|cross border|crossborder", "cross border|cross border|cross border", id="closed"
        ),
        pytest.param("金价", "gold price|price of the gold", "gold price|gold price", id="turned"),
        pytest.param("中国银行", "Bank of China|China Bank", None, id="names are not turned"),
    ],
)
def test_the_same_words_count_alike(term: str, keys: str, expected: str | None) -> None:
    assert compare(term, *keys.split("|")) == (expected or keys).split("|")


def test_what_a_glossary_has_is_whole() -> None:
    found = compare("汇率", "exchange rate", "rate", "(rate)", listed=frozenset(["rate"]))
    assert found == ["exchange rate", "rate", "rate"]


def test_what_was_not_found_stays_so() -> None:
    assert compare("汇率", "exchange rate", "") == ["exchange rate", ""]


def test_particles_belong_to_what_a_hyphen_joins_them_to() -> None:
    pair = TokenizedPair("", "On-site examinations of start-up firms, on - site, anti-money, start-ups and buy-")
    words = pair.texts[1]
    shown = {pair.get_text(pair.add_particles((place, place + 1))) for place in range(len(words))}
    assert {"On-site", "start-up", "start-ups", "money", "buy"} <= shown
    assert not {"anti-money", "on - site", "buy-"} & shown


def test_a_particle_at_an_end_makes_no_other_term() -> None:
    source = "现场审查由当局进行。现场审查很多。当局公布现场审查的结果。去年的现场审查是新的。"
    target = "On-site examinations are done by the authority. On-site examinations are many. "
    target += "The authority published results of on-site examinations. The off-site reviews of last year were new."
    alignment = aligned(target, source)
    assert not list(check_document(alignment.target, [find_rule("inconsistent-term")], Context(alignment=alignment)))


def test_the_plural_of_a_word_that_no_lexicon_has_is_no_other_word() -> None:
    assert [make_key(text) for text in ("virologists", "virologist", "glass", "Texas", "series", "covidus")] == [
        "virologist",
        "virologist",
        "glass",
        "texas",
        "series",
        "covidus",
    ]


def test_pieces_stay_whole() -> None:
    pieces = ["a/long/path.en.txt:1:2,", "b.txt:3:4", "and 2 more"]
    assert wrap_pieces("    rate   7  ", pieces, 40, "        ") == (
        "    rate   7  a/long/path.en.txt:1:2,\n        b.txt:3:4 and 2 more"
    )
    assert wrap_pieces("  rate  ", pieces, 12, "    ") == (
        "  rate\n    a/long/path.en.txt:1:2,\n    b.txt:3:4\n    and 2 more"
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_pairs(names: list[str | None]) -> None:
    """The same two pairs for each document."""
    texts = [
        ("关键矿产很重要。", "Critical minerals are important."),
        ("石墨是关键矿产。", "Graphite is a critical mineral."),
    ]
    rows = [
        {"source": source, "target": target} | ({"doc": name} if name else {})
        for name in names
        for source, target in texts
    ]
    Path("a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_the_documents_of_a_file_of_pairs_have_their_names(folder: Path) -> None:
    write_pairs(["news", "sport"])
    report = report_terms(Request(("a.jsonl",), config="none"))
    assert [text.path for text in report.documents] == ["a.jsonl#news", "a.jsonl#sport"]
    write_pairs(["news", None])
    report = report_terms(Request(("a.jsonl",), config="none"))
    assert [text.path for text in report.documents] == ["a.jsonl#news", "a.jsonl#2"]
    pair = "关键矿产。\tCritical minerals."
    Path("t.tsv").write_text(f"source\ttarget\tdoc\n{pair}\tone\n{pair}\ttwo\n{pair}\tone\n", "utf-8")
    report = report_terms(Request(("t.tsv",), config="none"))
    assert [text.path for text in report.documents] == ["t.tsv#one", "t.tsv#two"]


def test_long_renderings_are_whole_and_marks_explained(folder: Path) -> None:
    texts = [
        ("疾病预防控制中心开会。", "The Center for Disease Control and Prevention in Yunhe met."),
        ("疾病预防控制中心开会。", "The Center for Disease Control and Prevention in Yunhe met."),
        ("疾病预防控制中心开会。", "They met."),
    ]
    rows = [json.dumps({"source": source, "target": target}) + "\n" for source, target in texts]
    Path("a.jsonl").write_text("".join(rows), "utf-8")
    Path("g.csv").write_text("zh,en\n疾病预防控制中心,Center for Disease Control and Prevention\n", "utf-8")
    told = CliRunner().invoke(main, ["terms", "a.jsonl", "-g", "g.csv", "--limit", "0"]).stdout
    assert "    Center for Disease Control and Prevention    2  a.jsonl:1 [1]," in told
    assert told.endswith("\n-: no rendering was found; does not count\n")
