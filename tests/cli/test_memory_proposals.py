"""What a memory proposes: `glossary extract --memory` and `glossary suggest --memory`."""

import csv
import json
from pathlib import Path

import pytest
from command_line import run, write
from memories import make_document, write_memory

from align.memory.counting import DocumentCounts, RenderingCount, TermCount

HOUSE = ("--memory", "house.sqlite")
STATION = RenderingCount("energy storage station", "energy storage stations", 2, 2)
LONG = ("云河的儲能電站在春天投入運行，城北的儲能電站則在夜間放電，供居民使用，電價也因此下降了不少。",) * 2


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory of two documents: a steady term with another rendering, a part of it, a term that is not steady."""
    monkeypatch.chdir(tmp_path)
    counts = [
        (
            TermCount("关键矿产", 2, 2, (RenderingCount("key mineral", f"{name} minerals", 1, 1),)),
            TermCount("储能", 2, 0, (RenderingCount("energy storage", "energy storage", 2, 2),)),
            TermCount("储能电站", pairs, pairs, (STATION, *others)),
            TermCount("电池", 2, 2, (RenderingCount("battery", "battery", 2, 2),)),
        )
        for name, pairs, others in (
            ("key", 2, ()),
            (
                "key",
                3,
                (
                    RenderingCount("storage station", "storage station", 2, 2),
                    RenderingCount("power reservoir", "power reservoir", 1, 1),
                ),
            ),
        )
    ]
    rows = [
        [("储能电站很安静。", "The energy storage stations are quiet."), ("电池很小。", "The battery is small.")],
        [
            (
                LONG[0],
                "The energy storage stations in Yunhe and north of the city went into operation in spring.",
            ),
            ("儲能電站關閉。", "The power reservoir was shut."),
        ],
    ]
    write_memory(
        "house.sqlite",
        [
            make_document(f"{name}.txt", pairs, date, counts=DocumentCounts(50, terms))
            for name, date, pairs, terms in zip("ab", ("2016-03-02", "2017-04-26"), rows, counts, strict=True)
        ],
    )


def read(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_steady_terms_are_candidates_with_examples() -> None:
    result = run("glossary", "extract", *HOUSE, "--to", "new.csv")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "new.csv: 2 candidates\n", "")
    assert read("new.csv") == [
        {
            "source": "儲能電站",
            "target": "energy storage stations",
            "status": "candidate",
            "count": "4",
            "documents": "2",
            "score": "0.80",
            "last": "2017-04-26",
            "variants": "power reservoir (1)",
            "source_example": LONG[0],
            "target_example": "The energy storage stations in Yunhe and north of the city went into operation in…",
        },
        {
            "source": "电池",
            "target": "battery",
            "status": "candidate",
            "count": "4",
            "documents": "2",
            "score": "1.00",
            "last": "2017-04-26",
            "variants": "",
            "source_example": "电池很小。",
            "target_example": "The battery is small.",
        },
    ]
    assert run("glossary", "extract", *HOUSE, "--limit", "1").stdout == (
        "score  count  source    target                   last        variants\n"
        "0.80   4      儲能電站  energy storage stations  2017-04-26  power reservoir (1)\n"
    )
    assert run("glossary", "extract", *HOUSE, "--min-count", "5").exit_code == 1


def test_what_a_glossary_has_is_not_proposed() -> None:
    write(Path("g.csv"), "source,target,status\n储能电站,energy-storage station,preferred\n电池,cell,preferred\n")
    result = run("glossary", "extract", *HOUSE, "-g", "g.csv", "--to", "new.csv")
    assert result.exit_code == 0
    assert [(one["source"], one["target"], one["glossary"]) for one in read("new.csv")] == [
        ("电池", "battery", "contradicted")
    ]
    write(Path("g.csv"), "source,target,status\n储能电站,energy storage station,preferred\n电池,battery,rejected\n")
    result = run("glossary", "extract", *HOUSE, "-g", "g.csv", "--to", "none.csv")
    message = (
        "aligncheck: no candidates: the memory renders no term consistently that the glossary has not decided on\n"
    )
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", message)
    assert not Path("none.csv").exists()


def test_the_configuration_names_the_memory_and_decisions_are_kept() -> None:
    write(Path("aligncheck.toml"), 'memory = "house.sqlite"\n')
    assert run("glossary", "extract", "--to", "new.csv").exit_code == 0
    assert run("glossary", "set", "new.csv", "battery", "--status", "rejected").exit_code == 0
    assert run("glossary", "extract", "--to", "new.csv").stdout == "new.csv: 1 candidate\n"
    assert [(one["source"], one["status"]) for one in read("new.csv")] == [
        ("儲能電站", "candidate"),
        ("电池", "rejected"),
    ]


def test_without_a_current_index_there_are_no_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.memory.store.identify_index", lambda: "another")
    assert run("glossary", "extract", *HOUSE, "--to", "new.csv").exit_code == 0
    rows = read("new.csv")
    assert [(one["source"], one.get("source_example", "")) for one in rows] == [("储能电站", ""), ("电池", "")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "there is nothing to extract terms from: name texts, or a memory with --memory"),
        (["--memory", "none"], "there is nothing to extract terms from: name texts, or a memory with --memory"),
        (["a.tsv", *HOUSE], "texts and --memory: give texts to extract terms from, or a memory, not both"),
        ([*HOUSE, "--source", "none"], "--source needs the translations that it belongs to: name them"),
        ([*HOUSE, "--languages", "zh,de"], "--languages: a memory counts terms from Chinese into English only"),
        ([*HOUSE, "--to", "house.sqlite"], "house.sqlite: is one of the texts"),
        (["--memory", "no.sqlite"], "no.sqlite: there is no such memory"),
    ],
)
def test_what_cannot_be_extracted_is_said_in_one_line(arguments: list[str], message: str) -> None:
    before = Path("house.sqlite").read_bytes()
    result = run("glossary", "extract", *arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"aligncheck: {message}")
    assert Path("house.sqlite").read_bytes() == before


def suggest(*arguments: str) -> list[tuple[str, str, float, str]]:
    (word,) = json.loads(run("glossary", "suggest", *arguments, "--output-format", "json").stdout)["words"]
    return [(one["text"], one["origin"], one["score"], one["note"]) for one in word["suggestions"]]


def test_the_renderings_of_the_house_come_before_those_of_the_dictionary() -> None:
    write(Path("g.csv"), "source,target,status\n儲能電站,storage station,preferred\n")
    used = [
        ("energy storage stations", "memory", 0.8, "4 times in 2 documents, last on 2017-04-26"),
        ("power reservoir", "memory", 0.2, "1 time in 1 document, last on 2017-04-26"),
    ]
    assert suggest("儲能電站", *HOUSE)[:2] == used
    assert suggest("储能电站", *HOUSE, "-g", "g.csv")[:3] == [
        ("storage station", "glossary g.csv", 1.0, "preferred"),
        *used,
    ]
    assert suggest("储能电站", *HOUSE, "--limit", "1")[:1] == used[:1]
    assert [one for one in suggest("关键矿产", *HOUSE) if one[1] == "memory"] == [
        ("key minerals", "memory", 0.5, "2 times in 2 documents, last on 2017-04-26")
    ]
    for arguments in (("城市",), ("电池", "--languages", "zh,de")):  # only renderings in English are counted
        assert [one for one in suggest(*arguments, *HOUSE) if one[1] == "memory"] == []
    assert suggest("电池", *HOUSE, "--languages", "zh-Hant,en")[0][1] == "memory"


def test_words_that_are_left_in_a_file_have_them_too() -> None:
    write(Path("aligncheck.toml"), 'memory = "house.sqlite"\n')
    write(Path("d.en.txt"), "The 电池 is on the table, and it is very small.\n")
    assert suggest("d.en.txt")[0] == ("battery", "memory", 1.0, "4 times in 2 documents, last on 2017-04-26")
    assert [one for one in suggest("d.en.txt", "--memory", "none") if one[1] == "memory"] == []


@pytest.mark.parametrize(
    ("key", "text", "targets"),
    [
        ("manage risk", "manage risks", []),
        ("exchange rate strengthen", "exchange rate strengthens", []),
        ("chief executive make", "Chief Executive made", []),
        ("list equity", "listed equity", ["listed equity"]),
        ("operate profit", "operating profit", ["operating profit"]),
        ("private banking", "private banking", ["private banking"]),
        ("recover", "recover", ["recover"]),
    ],
)
def test_a_rendering_with_a_verb_at_an_end_is_not_proposed(key: str, text: str, targets: list[str]) -> None:
    Path("house.sqlite").unlink()
    counts = DocumentCounts(50, (TermCount("储能电站", 3, 3, (RenderingCount(key, text, 3, 3),)),))
    pairs = [("储能电站", text)] * 3
    write_memory("house.sqlite", [make_document(name, pairs, "2017-04-26", counts=counts) for name in ("a", "b")])
    run("glossary", "extract", *HOUSE, "--to", "new.csv")
    found = read("new.csv") if Path("new.csv").exists() else []  # none is written where there is nothing to propose
    assert [row["target"] for row in found] == targets
