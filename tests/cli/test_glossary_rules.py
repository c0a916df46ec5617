"""Checking texts against glossaries, from the command line to the finding."""

import json
from pathlib import Path

import pytest
from command_line import run
from roots import SEEDS

from align.config.glossaries import build_glossary
from glossary.suggestions.agreement import has_right_article, inflect_like

GLOSSARY = (
    "source,target,status\n关键矿产,critical mineral,preferred\n关键矿产,key mineral,forbidden\n摆脱,break away from\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("terms.csv").write_text(GLOSSARY, "utf-8")
    Path("news.txt").write_text("Key minerals are scarce. Attempts to摆脱 dependence go on.\n", "utf-8")
    return tmp_path


def found(*arguments: str) -> list[tuple[str, str, list[str]]]:
    report = json.loads(run(*arguments, "--output-format", "json").stdout)
    return [
        (entry["rule"], entry["text"], [offer["text"] for offer in entry["suggestions"]])
        for entry in report["findings"]
    ]


def test_a_glossary_from_the_command_line(folder: Path) -> None:
    findings = found("check", "news.txt", "--glossary", "terms.csv")
    assert findings[0] == ("forbidden-term", "Key minerals", ["Critical minerals"])
    assert findings[1][:2] == ("residual-source", "摆脱")
    assert findings[1][2][0] == "break away from"


def test_a_rendering_that_the_glossary_has_twice_is_offered_once(folder: Path) -> None:
    Path("audit.csv").write_text("source,target\n审计署署长,Director of Audit\n审计署署长,Director of Audit\n", "utf-8")
    pair = {"source": "审计署署长昨日发表报告。", "target": "The chief auditor published a report yesterday."}
    Path("p.jsonl").write_text(json.dumps(pair), "utf-8")
    (entry,) = json.loads(run("check", "p.jsonl", "--glossary", "audit.csv", "--output-format", "json").stdout)[
        "findings"
    ]
    assert entry["message"] == (
        "The source has “审计署署长”; the glossary translates it as “Director of Audit”. "
        "Use that, or add your translation to the glossary."
    )
    assert [offer["text"] for offer in entry["suggestions"]] == ["Director of Audit"]


def test_a_glossary_from_the_configuration_is_named_in_the_summary(folder: Path) -> None:
    Path("aligncheck.toml").write_text('glossaries = ["terms.csv"]\n', "utf-8")
    result = run("check", ".")
    assert result.exit_code == 1
    assert "Checked against terms.csv." in result.output.replace("\n", " ")
    assert "glossary (1)" in result.output.replace("\n", " ")
    report = json.loads(run("check", ".", "--output-format", "json").stdout)
    assert report["glossaries"] == ["terms.csv"]


def test_without_a_glossary_the_rules_are_not_run(folder: Path) -> None:
    assert [rule for rule, _, _ in found("check", "news.txt")] == ["residual-source"]


def test_another_glossary_gives_another_signature(folder: Path) -> None:
    first = json.loads(run("check", "news.txt", "--glossary", "terms.csv", "--output-format", "json").stdout)
    Path("terms.csv").write_text(GLOSSARY + "石墨,graphite\n", "utf-8")
    second = json.loads(run("check", "news.txt", "--glossary", "terms.csv", "--output-format", "json").stdout)
    assert first["signature"] != second["signature"]
    assert first["findings"] == second["findings"]


def test_the_first_glossary_ranks_highest(folder: Path) -> None:
    Path("house.csv").write_text(
        "source,target,status\n关键矿产,key mineral,preferred\n关键矿产,critical mineral\n", "utf-8"
    )
    assert [
        rule for rule, _, _ in found("check", "news.txt", "--glossary", "house.csv", "--glossary", "terms.csv")
    ] == ["residual-source"]
    assert found("check", "news.txt", "--glossary", "terms.csv", "--glossary", "house.csv")[0][0] == "forbidden-term"


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "nowhere.csv"), ("source,target,status\n矿,mine,prefered\n", "prefered")],
)
def test_a_glossary_that_cannot_be_used_is_one_line_and_exit_2(folder: Path, content: str | None, told: str) -> None:
    if content is not None:
        Path("nowhere.csv").write_text(content, "utf-8")
    result = run("check", "news.txt", "--glossary", "nowhere.csv")
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    assert told in result.output


@pytest.mark.parametrize(
    ("term", "other", "text", "expected"),
    [
        ("critical mineral", "key mineral", "key minerals", "critical minerals"),
        ("critical mineral", "key mineral", "Key mineral", "Critical mineral"),
        ("export control", "export limit", "EXPORT LIMITS", "EXPORT CONTROLS"),
        ("break away from", "get rid of", "got rid of", "broke away from"),
        ("NPC", "People's Congress", "People's Congress", "NPC"),
    ],
)
def test_a_term_takes_the_form_of_the_one_it_replaces(term: str, other: str, text: str, expected: str) -> None:
    assert inflect_like(term, other, text) == expected


def test_an_article_is_kept_only_where_it_stays_right() -> None:
    assert has_right_article("is a ", "key mineral", "critical mineral")
    assert not has_right_article("is a ", "key mineral", "essential mineral")
    assert has_right_article("the ", "key mineral", "essential mineral")


def test_a_candidate_hides_no_accepted_term(folder: Path) -> None:
    Path("p.jsonl").write_text('{"source":"市里有一座储能电站。","target":"The city has a power dam."}\n', "utf-8")
    rows = "source,target,status\n储能电站,energy storage station,preferred\n"
    for candidate in ("", "一座储能电站,one power dam,candidate\n"):
        Path("k.csv").write_text(rows + candidate, "utf-8")
        assert [rule for rule, _, _ in found("check", "p.jsonl", "--glossary", "k.csv")] == ["missing-term"]


def test_a_drift_is_found_whether_or_not_the_glossary_has_the_term(folder: Path) -> None:
    seeds = SEEDS
    for name in ("energy-storage-draft.zh.txt", "energy-storage-draft.en.txt"):
        Path(name).write_bytes((seeds / name).read_bytes())
    Path("g.csv").write_text("source,target\n储能电站,energy storage station\n", "utf-8")
    for glossary in ((), ("--glossary", "g.csv")):
        findings = found("check", "energy-storage-draft.en.txt", *glossary)
        assert [(rule, text) for rule, text, _ in findings] == [
            ("inconsistent-term", "power reservoir"),
            ("inconsistent-term", "salt cells"),
        ]


PAIR = {
    "id": "1",
    "source": "据路透社报道，李显龙到了吉隆坡。",
    "target": "Mr Lee is in Kuala Lumpur, a news agency says.",
}


@pytest.mark.parametrize("configured", [False, True])
def test_the_glossary_of_news_comes_with_the_program(folder: Path, configured: bool) -> None:
    Path("texts").mkdir()
    Path("texts/pairs.jsonl").write_text(json.dumps(PAIR), "utf-8")
    if configured:
        Path("aligncheck.toml").write_text('glossaries = ["builtin:news"]\n', "utf-8")
    named = () if configured else ("--glossary", "builtin:news")
    assert found("check", "texts", *named) == [("missing-term", PAIR["target"], ["Reuters"])]
    assert "Checked against builtin:news." in " ".join(run("check", "texts", *named).output.split())


def messages(*arguments: str) -> list[str]:
    report = json.loads(run(*arguments, "--output-format", "json").stdout)
    return [entry["message"] for entry in report["findings"]]


def test_what_nobody_can_add_to_a_glossary_that_comes_with_the_program_goes_into_one_of_their_own(folder: Path) -> None:
    Path("pairs.jsonl").write_text(json.dumps(PAIR), "utf-8")
    (message,) = messages("check", "pairs.jsonl", "--glossary", "builtin:news")
    assert message.endswith(
        ". Use that, or add your translation to a glossary of your own (builtin:news comes with aligncheck)."
    )
    Path("own.csv").write_text("zh,en\n路透社,news agency\n", "utf-8")
    assert messages("check", "pairs.jsonl", "--glossary", "own.csv", "--glossary", "builtin:news") == []


def test_a_term_that_is_missing_again_is_reported_in_few_words(folder: Path) -> None:
    Path("own.csv").write_text("zh,en\n关键矿产,critical mineral\n", "utf-8")
    Path("a.zh.txt").write_text("关键矿产很贵。\n關鍵礦產稀缺。\n", "utf-8")
    Path("a.en.txt").write_text("Key minerals are dear.\nKey minerals are scarce.\n", "utf-8")
    assert messages("check", "a.en.txt", "--glossary", "own.csv", "--select", "missing-term") == [
        "The source has “关键矿产”; the glossary translates it as “critical mineral”. Use that, or add your "
        "translation to the glossary.",
        "“關鍵礦產” is not translated as “critical mineral” here either.",
    ]
    pairs = [
        {"id": str(number), "source": "关键矿产很贵。", "target": f"Key minerals are dear {number}."} for number in "12"
    ]
    Path("pairs.jsonl").write_text("\n".join(map(json.dumps, pairs)), "utf-8")
    whole = messages("check", "pairs.jsonl", "--glossary", "own.csv", "--select", "missing-term")
    assert len(whole) == 2
    assert len(set(whole)) == 1


def test_a_glossary_that_does_not_come_with_the_program_is_named(folder: Path) -> None:
    result = run("check", "news.txt", "--glossary", "builtin:sport")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "aligncheck: builtin:sport: does not come with aligncheck: name a file, or builtin:news\n"


def test_the_glossary_of_news_is_sound() -> None:
    concepts = build_glossary("builtin:news").concepts
    assert len(concepts) == len({concept.id for concept in concepts}) == 1182
    assert [concept.id for concept in concepts if not concept.terms_in("zh") or not concept.terms_in("en")] == []


LISTS = {
    "glossary.json": json.dumps(
        {
            "terms": [
                {"source": "host", "target": "主机", "avoid": ["东道主"]},
                {"source": "Active", "target": "活跃", "avoid": [{"text": "活动", "when": "Active"}]},
            ]
        }
    ),
    "glossary.csv": (
        "source,target,status,when_source\nhost,主机,preferred,\nhost,东道主,forbidden,\n"
        "Active,活跃,preferred,\nActive,活动,forbidden,Active\n"
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_names_no_languages_is_in_those_of_the_check(folder: Path, name: str) -> None:
    Path(name).write_text(LISTS[name], "utf-8")
    rows = [
        ("The host starts a server.", "东道主启动一个服务器。"),
        ("Active sessions are listed here.", "此处列出活动会话。"),
        ("The activity log is kept for a week.", "活动日志保留一周。"),
    ]
    lines = [json.dumps({"source": source, "target": target}) for source, target in rows]
    Path("pairs.jsonl").write_text("\n".join(lines), "utf-8")
    given = ("--languages", "en,zh", "--glossary", name, "--select", "forbidden-term")
    assert found("check", "pairs.jsonl", *given) == [
        ("forbidden-term", "东道主", ["主机"]),
        ("forbidden-term", "活动", ["活跃"]),
    ]
