"""The blocks on the pages of the docs that are not commands: each is what it says, or shows what is printed."""

import contextlib
import io
import json
import re
from pathlib import Path

import pytest
from command_line import findings, run, write
from pages import fenced
from roots import ROOT, SEEDS

from align.config.decisions.files import read_review
from align.scores.gold import read_gold


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def test_the_example_in_python_prints_what_the_readme_says() -> None:
    code = fenced("python", read("README.md"))
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "README.md", "exec"), {})
    assert printed.getvalue().splitlines() == re.findall(r"^# (.*)$", code, re.MULTILINE)


def test_the_gold_alignment_is_read() -> None:
    (line,) = re.findall(r'^    (\{"src_lang".*)$', read("docs/alignment.md"), re.MULTILINE)
    gold = read_gold(line)
    assert (gold.source_language, gold.source, gold.beads) == ("zh", ("...",), (((0,), (0, 1)), ((1,), ())))


def test_the_verdict_has_these_keys(folder: Path) -> None:
    write(folder / "a.txt", "The the mine closed.\n")
    keys = re.findall(r'^  "(\w+)":', fenced("json", read("docs/ci.md")), re.MULTILINE)
    assert list(json.loads(run("a.txt", "--gate", "--output-format", "json").stdout)) == keys


def test_the_query_names_columns_of_a_unit(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    (query,) = re.findall(r"^    (select .*)$", read("docs/corpora.md"), re.MULTILINE)
    write(folder / "a.jsonl", json.dumps({"source": "矿山关闭了。", "target": "The mine closed."}) + "\n")
    assert run("corpus", "check", "a.jsonl", "--to", "checked/", "--jobs", "1").exit_code == 0
    (path,) = re.findall(r"from '(\S+)'", query)
    (unit,) = Path().glob(path)
    named = set(re.findall(r"[a-z_]+", re.sub(r"'.*?'", "", query))) - {"select", "count", "avg", "len", "from"}
    assert named - {"group", "by"} == {"origin", "rules"} <= set(parquet.read_schema(unit).names)


def test_the_cache_is_where_the_recipe_for_ci_keeps_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    yaml = pytest.importorskip("yaml")
    cache, check = yaml.safe_load(fenced("yaml", read("docs/large-folders.md")))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("ALIGNCHECK_NO_CACHE")
    assert run("cache", "path").stdout.strip() == str(Path(cache["with"]["path"]).expanduser())
    assert check["run"].startswith("aligncheck check ")


def test_a_comment_in_markdown_allows(folder: Path) -> None:
    comment, text = fenced("markdown", read("docs/findings.md")).splitlines()
    write(folder / "a.md", f"{comment}\n{text}\n")
    write(folder / "b.md", f"{text}\n")
    assert findings(".") == [("b.md", "residual-source", "立场")]


def test_a_comment_in_source_code_allows(folder: Path) -> None:
    (comment,) = re.findall(r"^    (# aligncheck: allow .*)$", read("docs/formats.md"), re.MULTILINE)
    code = "# The 团结 mine has closed.\n"
    write(folder / "a.py", f"{comment}\n{code}")
    write(folder / "b.py", code)
    assert findings("a.py", "b.py", "--parts", "comments") == [("b.py", "residual-source", "团结")]


def test_three_tables_make_a_unit(folder: Path) -> None:
    block = fenced("text", read("docs/packs.md"), 1)
    for name, table in zip(("zh/units", "en/units", "zh_en/measures"), block.split("\n\n"), strict=True):
        write(folder / f"house-pack/{name}.tsv", f"{table.strip()}\n")
    assert run("pack", "check", "house-pack").stdout == "3 rows in 3 tables: no faults\n"
    write(folder / "a.zh.txt", "仓库里有三担米。\n")
    write(folder / "a.en.txt", "There are 150 kg of rice in the store.\n")
    assert [rule for _, rule, _ in findings("a.en.txt")] != []
    write(folder / "aligncheck.toml", 'packs = ["house-pack/"]\n')
    assert findings("a.en.txt") == []


def test_emacs_finds_the_place_of_a_finding(folder: Path) -> None:
    """The regular expression of Emacs, in the syntax of Python."""
    (lisp,) = re.findall(r'\(aligncheck "(.*)"$', read("docs/recipes.md"), re.MULTILINE)
    pattern = re.sub(r"\\\\([(|)])|([()])", lambda found: found[1] or f"\\{found[2]}", lisp)
    write(folder / "a.txt", "The the mine of 团结 closed.\n")
    write(folder / "b.txt", "“Café” ,the mine said.\n")
    first, second, third, *_ = run(".", "--output-format", "concise").stdout.splitlines()
    found = [re.match(pattern, line) for line in (first, second, third)]
    assert [one and one.groups() for one in found] == [
        ("a.txt", "1", "1", None, None),
        ("a.txt", "1", "17", None, None),
        ("b.txt", "1", "7", "warning", None),
    ]


def test_the_file_of_decisions_is_read(folder: Path) -> None:
    write(folder / "a.review.json", fenced("json", read("docs/review.md")))
    review = read_review("a.review.json")
    assert [one.decision for one in review.decisions] == ["fix", "accept"]
    assert list(review.digests) == ["a.txt"]


def test_a_question_is_as_the_page_shows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("trade-graphite.en.txt", "trade-graphite.zh.txt", "glossary.csv", "aligncheck.toml"):
        write(folder / name, (SEEDS / name).read_bytes())
    keys = iter("ssq")
    monkeypatch.setattr("align.cli.interactive.is_terminal", lambda: True)
    monkeypatch.setattr("click.getchar", lambda: next(keys))
    shown = re.search(r"^    3 of 13\n(?:    .*\n|\n(?=    ))+", read("docs/findings.md"), re.MULTILINE)
    assert shown
    printed = run("trade-graphite.en.txt", "--interactive").stdout
    assert re.sub(r"^    ", "", shown[0], flags=re.MULTILINE).rstrip("\n") in printed
