"""Every command on a page of the docs is run, and what a page shows is compared with what is printed.

A block of a page is either commands, which are run here, or listed in a table below with the test that checks it. Only
what is in `NOT_RUN` is not run, for the reason given there; its options must exist all the same.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click
import page_world
import pytest
from command_pages import is_example
from command_pages import list_commands as list_helps
from page_commands import PAGES, Block, differs, list_blocks, run_line, split_words
from page_world import (
    add_markdown,
    add_pair,
    check_corpus,
    commit_site,
    decide_alone,
    decide_and_apply,
    decide_twice,
    make_memory,
    make_pack,
    make_site,
    make_stale,
    run_first,
    save_blocks,
    write_list,
    write_sentences,
    write_terms,
)
from repositories import enter, needs_git
from roots import ROOT

from align.cli import main

NOT_RUN = {
    "a person answers": ("aligncheck articles/ --interactive",),
    "runs until Ctrl-C": (
        "aligncheck check articles/mine.en.txt --watch --output-format concise",
        "aligncheck review serve articles/",
        "aligncheck server --lsp",
        "aligncheck server --http 8081",
        "aligncheck server --http 8081 --allow-origin moz-extension://0f6e4d1a-3f0b-4f58-9f43-7d0a4b0c1e2d",
        "ALIGNCHECK_TOKEN=... aligncheck server --http 0.0.0.0:8081",
    ),
    "installs packages": (
        "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/aligncheck seeds/",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
        "pip install 'aligncheck[corpus]'",
        "pip install 'aligncheck[corpus,ray]'",
        "python3 -m pip install aligncheck",
        "uv tool install aligncheck",
        "uvx aligncheck articles/",
        'pip install "aligncheck[lsp]"',
        "uv tool install path/to/aligncheck",
        "pipx install path/to/aligncheck",
    ),
    "needs Windows": (
        "py -m venv .venv",
        r".venv\Scripts\python -m pip install -e .",
        r".venv\Scripts\aligncheck seeds",
    ),
    "needs a service or a program that is not here": (
        "reviewdog -f=rdjson -reporter=github-pr-review < findings.json",
        'docker run --rm --network none -v "$PWD:/work" aligncheck articles/',
    ),
    "names a finding that the reader has": ('aligncheck accept v2-7c1d0a41-b7e2a3f40c11d5e8 --reason "..."',),
    "needs a cluster of Ray": ("aligncheck corpus check /data/pairs/*.parquet --to /data/checked --engine ray:auto",),
    "shows how a command is called, or is for data that may not be in the repository": (
        "aligncheck terms PATH... [--source PATH] [--glossary FILE] [--memory FILE]",
        "aligncheck score PATH... [--reference PATH]... [--against PATH]... [--source PATH] [--glossary FILE]",
        "aligncheck score --select agreement A.jsonl B.jsonl",
        "aligncheck align --reference GOLD",
        "aligncheck align --segmented SOURCE TARGET --to out.tsv",
        "aligncheck REPORTS/ --min-severity warning",
        "aligncheck --config none references.jsonl",
        "aligncheck check DOCS",
        "aligncheck --config none PAIRS.jsonl",
    ),
}
"""The commands that are not run, by the reason. All `python benchmarks/...` are for data that may not be in the
repository, too: their scripts and options must exist.
"""

_QUICK_START = "tests/project/test_ci.py::test_the_quick_start_shows_what_is_printed"
ELSEWHERE = {
    ("quick-start", "$ aligncheck articles/"): _QUICK_START,
    ("quick-start", "$ aligncheck articles/ --output csv=findings.csv"): _QUICK_START,
    (
        "quick-start",
        '$ aligncheck accept articles/mine.en.txt:5:13 --reason "the carving itself is meant"',
    ): _QUICK_START,
}
"""The blocks of commands between which the reader changes a file, and the test that does so, too."""

_HERE = "tests/project/test_page_commands.py::test_the_commands_of_a_page_do_what_it_shows"
_TOML = "tests/config/test_config_schema.py::test_every_example_in_the_docs_is_read_and_fits_the_schema"
_RECIPE = "tests/project/test_ci.py::test_a_recipe_is_what_its_service_takes"
_EDITORS = "tests/server/test_editors.py::"
_BLOCKS = "tests/project/test_page_blocks.py::"
OTHERS = {
    ("README", 'ignore = ["mixed-quotes"]          # rules not to run'): _TOML,
    ("README", "from align import check_text"): f"{_BLOCKS}test_the_example_in_python_prints_what_the_readme_says",
    ("alignment", '{"src_lang": "zh", "tgt_lang"'): f"{_BLOCKS}test_the_gold_alignment_is_read",
    ("checklists", "name,source,target,must,suggestion,message,severity"): _HERE,
    ("checklists", 'checklist = "checks.csv"'): _HERE,
    ("ci", "repos:"): "tests/project/test_ci.py::test_the_recipe_for_pre_commit_names_our_hooks",
    ("ci", "name: translations"): _RECIPE,
    ("ci", "aligncheck:"): _RECIPE,
    ("ci", "pipeline {"): "tests/project/test_ci.py::test_a_command_runs_as_written",
    ("ci", "trigger: [main]"): _RECIPE,
    ("ci", "{"): f"{_BLOCKS}test_the_verdict_has_these_keys",
    ("configuration", "#:schema path/to/aligncheck.schema.json"): _TOML,
    ("configuration", "[[allow]]"): _TOML,
    ("configuration", "[rules.doubled-word]"): _TOML,
    ("configuration", '[project.entry-points."aligncheck.rules"]'): (
        "tests/linter/test_rule_packages.py::test_the_rules_of_a_package_run_beside_the_built_in_ones"
    ),
    ("configuration", '"""Exclamation marks in a row."""'): (
        "tests/linter/test_rule_packages.py::test_the_rules_of_a_package_run_beside_the_built_in_ones"
    ),
    ("coverage", "{"): "tests/commands/test_coverage.py::test_the_page_shows_what_is_printed",
    ("coverage", "- run: |"): "tests/commands/test_coverage.py::test_the_workflow_takes_what_is_printed",
    ("corpora", "select origin, count(*), avg(len(rules) > 0)"): f"{_BLOCKS}test_the_query_names_columns_of_a_unit",
    ("editors", "$ curl -s http://127.0.0.1:8081"): "tests/server/test_http.py::test_clients_ask_with_and_without_v2",
    ("editors", "vim.api.nvim_create_autocmd"): f"{_EDITORS}test_neovim_marks_fixes_and_goes_to_the_source",
    ("editors", "(require 'eglot)"): f"{_EDITORS}test_emacs_marks_fixes_and_goes_to_the_source",
    ("editors", "[language-server.aligncheck]"): f"{_EDITORS}test_settings_of_editors_start_the_server",
    ("editors", "cd editors/vscode"): "tests/server/test_vscode.py::test_the_extension_has_sound_types_and_is_packed",
    ("editors", "{"): f"{_EDITORS}test_settings_of_editors_start_the_server",
    ("documentation", "site/"): "tests/commands/test_coverage.py::test_the_tree_of_the_page_is_the_site",
    ("documentation", 'source-lang = "en"'): "tests/commands/test_coverage.py::test_init_writes_what_the_page_shows",
    ("findings", "3 of 13"): f"{_BLOCKS}test_a_question_is_as_the_page_shows",
    ("findings", "<!-- aligncheck: allow residual-source"): f"{_BLOCKS}test_a_comment_in_markdown_allows",
    ("formats", "# aligncheck: allow residual-source"): f"{_BLOCKS}test_a_comment_in_source_code_allows",
    ("glossary", "source,target,status"): _HERE,
    ("glossary", 'glossaries = ["glossary.csv"'): _TOML,
    ("glossary", "repos:"): (
        "tests/cli/test_false_green.py::test_the_documented_hook_passes_where_only_sources_are_committed"
    ),
    ("json-output", "{"): "tests/project/test_docs.py::test_json_page_names_every_key",
    ("large-folders", "- uses: actions/cache@v4"): f"{_BLOCKS}test_the_cache_is_where_the_recipe_for_ci_keeps_it",
    ("memory", 'memory = "house.sqlite"'): _TOML,
    ("memory", "the rendering may have changed: the two latest documents"): (
        "tests/cli/test_memory_command.py::test_terms_whose_rendering_may_have_changed_are_named"
    ),
    ("memory", "articles/mine.en.txt, 2026-04-26"): (
        "tests/cli/test_memory_command.py::test_what_is_found_is_shown_as_on_the_page"
    ),
    ("packs", "words\twordings\trenderings\tseverity"): _HERE,
    ("packs", 'packs = ["house-pack/"]'): _TOML,
    ("packs", "words\tkind\tunit\texample"): f"{_BLOCKS}test_three_tables_make_a_unit",
    ("quick-start", "矿山重新开放"): _QUICK_START,
    ("quick-start", "The Mine Reopens"): _QUICK_START,
    ("recipes", "let &makeprg"): "tests/project/test_docs.py::test_vim_puts_the_cursor_on_the_word",
    ("recipes", "(require 'compile)"): f"{_BLOCKS}test_emacs_finds_the_place_of_a_finding",
    ("review", '{"kind": "aligncheck-review"'): f"{_BLOCKS}test_the_file_of_decisions_is_read",
    ("scores", "[weights]"): _TOML,
    ("scores", "{"): "tests/cli/test_score_command.py::test_the_json_page_names_every_key",
    ("stale", "{"): "tests/commands/test_stale.py::test_json_is_what_the_page_shows",
}
"""The blocks that are not commands, by how they begin, and the test that reads them."""

BEFORE: dict[tuple[str, str], Callable[[], None]] = {
    ("README", "aligncheck check articles/ --output html=report.html"): partial(decide_alone, "articles"),
    ("README", 'aligncheck glossary add glossary.csv 关键矿产 "critical mineral" --status preferred'): partial(
        run_first, "rm glossary.csv"
    ),
    ("checklists", "aligncheck check phone.txt"): partial(
        save_blocks, "checklists", csv="checks.csv", toml="aligncheck.toml"
    ),
    ("corpora", "aligncheck corpus report checked/ --output html=rates.html --output json=rates.json"): check_corpus,
    (
        "corpora",
        "aligncheck corpus filter checked/ --drop residual-source,number-mismatch --to clean/ --output-format jsonl",
    ): check_corpus,
    ("corpora", "aligncheck corpus sample checked/ --limit 50 --to sample.xlsx"): check_corpus,
    ("corpora", "aligncheck corpus align documents.parquet --to aligned/"): partial(run_first, "rm -r aligned"),
    ("coverage", "aligncheck site/ --coverage"): make_site,
    ("documentation", "aligncheck init site"): partial(make_site, is_set_up=False),
    ("documentation", "aligncheck check site/"): make_site,
    ("documentation", "aligncheck baseline site/"): make_site,
    ("documentation", "aligncheck site/ --stale"): commit_site,
    ("documentation", "aligncheck site/ --coverage"): make_site,
    ("documentation", "aligncheck check site/ --since origin/main --changed-lines"): make_site,
    ("findings", "aligncheck check articles/ --diff"): partial(run_first, "cp draft.txt articles/more.txt"),
    ("formats", "aligncheck news.docx --output docx-comments=reviewed.docx"): partial(
        run_first, "cp news.docx articles/more.docx"
    ),
    (
        "glossary",
        "aligncheck glossary convert terms.csv new.csv --columns 允许使用=admitted,勿写=forbidden",
    ): write_terms,
    ("large-folders", "git ls-files -z '*.en.md' | aligncheck check @-"): add_markdown,
    ("large-folders", "aligncheck articles/ --statistics"): write_sentences,
    ("glossary", "aligncheck check articles/ -g terms.csv --columns zh=2,en=3"): write_list,
    ("memory", "aligncheck memory find 矿山"): make_memory,
    ("memory", "aligncheck memory terms"): make_memory,
    ("memory", "aligncheck check articles/"): make_memory,
    (
        "memory",
        "aligncheck glossary extract --memory house.sqlite -g glossary.csv --to candidates.csv",
    ): make_memory,
    ("memory", "aligncheck memory add articles/ --domain mining"): make_memory,
    ("memory", "aligncheck memory export --to house.tmx"): make_memory,
    ("packs", "aligncheck pack check house-pack"): make_pack,
    ("recipes", "aligncheck check news/ --output html=report.html"): partial(decide_alone, "news"),
    ("recipes", "aligncheck baseline news/ --prune"): partial(run_first, "aligncheck baseline news/"),
    ("review", "aligncheck review apply report.review.json"): partial(decide_alone, "articles"),
    ("review", "aligncheck review apply ann.review.json bo.review.json"): decide_twice,
    ("review", "aligncheck review status ann.review.json bo.review.json"): decide_twice,
    ("review", "aligncheck review undo report.review.json"): partial(decide_and_apply, "articles"),
    ("stale", "aligncheck news/ --stale"): make_stale,
    ("stale", "aligncheck news/ --stale --record"): make_stale,
    ("stale", "aligncheck check news/ --since v1.2"): make_stale,
    ("stale", "aligncheck check news/ --stored"): partial(run_first, "aligncheck news/ --stale --record"),
}
"""What must have been done before a command is run, which is named by its line up to a comment."""


def list_all() -> Iterator[Block]:
    for path in PAGES:
        yield from list_blocks(path)


BLOCKS = [*list_all()]
REASONS = {line: reason for reason, lines in NOT_RUN.items() for line in lines}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "world"
    page_world.build(folder)
    return folder


@needs_git
@pytest.mark.parametrize("page", [path.stem for path in PAGES])
def test_the_commands_of_a_page_do_what_it_shows(
    page: str, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLURM_ARRAY_TASK_ID", "1")
    monkeypatch.setattr("align.commands.cores.count_cores", lambda: 1)
    faults = []
    for block in BLOCKS:
        if block.page != page or not block.has_commands or block.key in ELSEWHERE:
            continue
        folder = tmp_path / str(block.line)
        shutil.copytree(world, folder)
        enter(folder, monkeypatch)
        for line, shown in block.list_commands():
            if line in REASONS or "python benchmarks/" in line:
                continue
            BEFORE.get((page, line), lambda: None)()
            done = run_line(line)
            if done.code not in (0, 1) or (shown and differs(shown, done.output)):
                wanted = f"but the page shows\n{shown}" if shown else ""
                faults.append(f"{page}.md:{block.line}: {line}\n{done.output}(exit code {done.code}){wanted}")
    assert not faults, "\n\n".join(faults)


HELPS = {
    page.path: [line for one in page.text if is_example(one) for line in one.replace("\\\n", "").splitlines()]
    for page in list_helps()
}
"""The lines of the examples in the help of each command, which are on the page of options."""

NO_COMMANDS = ("aligncheck review apply", "aligncheck completion")
"""Commands whose examples are files that are written, or lines for several shells."""

_ESSAY = partial(run_first, "cp essays/word.txt news.txt")
_AGAIN = partial(run_first, "rm -r checked")
BEFORE_HELPS: dict[tuple[str, str], Callable[[], None]] = {
    ("aligncheck check", "aligncheck articles/ --output html=page.html"): partial(run_first, "rm page.html"),
    ("aligncheck accept", 'aligncheck accept news.txt:3:41 --reason "the essay is about the word"'): _ESSAY,
    ("aligncheck review", "aligncheck review apply report.review.json"): partial(decide_alone, "articles"),
    ("aligncheck glossary rename", 'aligncheck glossary rename terms.csv "key mineral" "key minerals"'): partial(
        run_first, 'aligncheck glossary rename terms.csv "key minerals" "key mineral"'
    ),
    ("aligncheck memory find", "aligncheck memory find 钠离子电池"): make_memory,
    (
        "aligncheck glossary extract",
        "aligncheck glossary extract --memory house.sqlite --to candidates.csv",
    ): make_memory,
    ("aligncheck corpus", "aligncheck corpus check memory.tmx.gz --to checked/ --select numbers"): _AGAIN,
    ("aligncheck corpus align", "aligncheck corpus align documents.parquet --to aligned/"): partial(
        run_first, "rm -r aligned"
    ),
    ("aligncheck corpus report", "aligncheck corpus report checked/"): check_corpus,
    ("aligncheck corpus filter", "aligncheck corpus filter checked/ --drop residual-source --to clean/"): check_corpus,
    ("aligncheck corpus sample", "aligncheck corpus sample checked/ --limit 50 --to sample.xlsx"): check_corpus,
}
"""What must have been done before a line of a help is run."""


@needs_git
@pytest.mark.parametrize("path", [path for path, lines in HELPS.items() if lines and path not in NO_COMMANDS])
def test_the_examples_of_a_help_can_be_run(
    path: str, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(world, tmp_path / "world")
    enter(tmp_path / "world", monkeypatch)
    add_pair()
    monkeypatch.setattr("align.commands.cores.count_cores", lambda: 1)
    faults = []
    for text in HELPS[path]:
        line = re.split(r"  +", text.strip())[0]
        if line in REASONS:
            continue
        BEFORE_HELPS.get((path, line), lambda: None)()
        done = run_line(line)
        if done.code not in (0, 1):
            faults.append(f"{line}\n{done.output}")
    assert not faults, "\n".join(faults)


def test_each_block_is_run_or_tested_elsewhere() -> None:
    """No block is passed over: a new one fails until it is run or listed, and so does a row that no block needs."""
    others = [block.key for block in BLOCKS if not block.has_commands]
    rows = [[key for key in OTHERS if key[0] == page and first.startswith(key[1])] for page, first in others]
    assert [key for key, found in zip(others, rows, strict=True) if len(found) != 1] == []
    assert [key for key in OTHERS if [key] not in rows] == []
    helps = {(path, re.split(r"  +", line.strip())[0]) for path, lines in HELPS.items() for line in lines}
    assert [key for key in BEFORE_HELPS if key not in helps] == []
    commands = [(block.page, line) for block in BLOCKS if block.has_commands for line, _ in block.list_commands()]
    assert set(REASONS) - {line for _, line in (*commands, *helps)} == set()
    assert [key for key in BEFORE if key not in commands] == []
    assert [key for key in ELSEWHERE if key not in {block.key for block in BLOCKS if block.has_commands}] == []


@pytest.mark.parametrize("named", sorted({*OTHERS.values(), *ELSEWHERE.values()} - {""}))
def test_the_test_of_a_block_exists(named: str) -> None:
    path, _, name = named.partition("::")
    assert re.search(rf"^def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE)


def list_lines() -> Iterator[tuple[str, str]]:
    """Yield every command that a page shows: in a block, or between back quotes in the text."""
    for block in BLOCKS:
        if block.has_commands:
            yield from ((block.page, line) for line, _ in block.list_commands())
    for path in PAGES:
        whole = path.read_text("utf-8")
        text = re.sub(r"^```.*?^```", "", whole, flags=re.DOTALL | re.MULTILINE)
        yield from ((path.stem, " ".join(line.split())) for line in re.findall(r"`(aligncheck [^`]+)`", text))
        yield from ((path.stem, line) for line in re.findall(r"^ +- (?:\w+: )?(aligncheck .*)", whole, re.MULTILINE))


def test_every_command_and_option_that_is_named_exists() -> None:
    unknown = []
    for page, line in list_lines():
        for part in line.split(" | "):
            words = split_words(part)
            if words[0] == "aligncheck" and (missing := list(find_unknown(words[1:]))):
                unknown.append(f"{page}.md: {line}: {missing}")
            elif script := re.search(r"python (benchmarks/\w+\.py)", part):
                text = (ROOT / script[1]).read_text("utf-8")
                missing = [
                    word for word in words if word.startswith("--") and f'"{word[2:]}"' not in text.replace('"--', '"')
                ]
                unknown += [f"{page}.md: {line}: {word}" for word in missing]
    assert unknown == []


def find_unknown(words: list[str]) -> Iterator[str]:
    """Yield the options among the words of a command line that the command does not have."""
    command: click.Command = main
    context = click.Context(main)
    names = {"--help", "--help-all"}
    for word in words if words[0] in main.list_commands(context) or words[0].startswith("--v") else ["check", *words]:
        if isinstance(command, click.Group) and (child := command.get_command(context, word)):
            command = child
        names.update(name for param in command.params for name in (*param.opts, *param.secondary_opts))
        option = word.strip("[].").partition("=")[0]
        if re.fullmatch(r"--[a-z][a-z-]*", option) and option not in names:
            yield option
