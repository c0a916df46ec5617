"""`aligncheck --stale` with real repositories of git, and with recorded sources."""

import json
import textwrap
from hashlib import md5, sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from office_files import make_docx, make_paragraph
from repositories import (
    EN,
    LACKING,
    ZH,
    apply,
    commit,
    enter,
    enter_partial_clone,
    git,
    make_mine,
    make_seeds,
    name_programs,
    needs_git,
    replace,
    write,
)
from roots import ROOT
from rows import leave_to_full
from source_edits import EDITS, SourceEdit

from align.cli import main
from align.inputs import git as git_module

PAGE = (ROOT / "docs/stale.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(tmp_path, monkeypatch)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--stale", *arguments])


def find(*arguments: str) -> list[tuple[str, str, str, str]]:
    """What is stale: translation, kind, place and the first characters there."""
    result = run(*arguments, "--output-format", "json")
    texts = json.loads(result.stdout)["translations"]
    found = [(text["path"], *tell(change)) for text in texts for change in text["changes"]]
    assert (result.exit_code, result.stderr) == (int(bool(found)), "")
    return found


def tell(change: dict[str, str]) -> tuple[str, str, str]:
    place = f"{change['line']}:{change['column']}" if change["line"] else ""
    return change["change"], place, change["text"][:24]


@pytest.fixture
def seeds() -> None:
    """A repository with three texts and their translations."""
    make_seeds()


@pytest.fixture
def mine() -> None:
    """A repository with one small text and its translation."""
    make_mine()


@needs_git
@pytest.mark.usefixtures("seeds")
@pytest.mark.parametrize(
    "edit",
    [*EDITS[::3], *leave_to_full((edit,) for i, edit in enumerate(EDITS) if i % 3)],
    ids=lambda edit: f"{edit.text}, {edit.kind}",
)
def test_an_edit_is_found_where_it_stands_and_nothing_else(edit: SourceEdit) -> None:
    apply(edit)
    assert find(".") == [(f"{edit.text}.en.txt", *stale) for stale in edit.stale]


@needs_git
@pytest.mark.usefixtures("seeds")
def test_thirty_edits_in_a_history_are_all_found() -> None:
    assert len(EDITS) == 30
    for edit in EDITS:
        apply(edit)
        commit(edit.kind)
    expected = {(f"{edit.text}.en.txt", *stale) for edit in EDITS for stale in edit.stale}
    found = find(".")
    assert len(found) == len(expected) == 24
    assert set(found) == expected


def test_every_kind_of_edit_is_among_them() -> None:
    kinds = {"typo", "number", "sentence added", "sentence dropped", "sentence moved", "paragraph split", "re-wrapped"}
    assert {*kinds, "whole rewrite", "paragraph moved"} <= {edit.kind for edit in EDITS}
    assert len({edit.text for edit in EDITS}) == 3


@needs_git
@pytest.mark.usefixtures("seeds")
def test_thirty_edits_are_found_with_a_record() -> None:
    run(".", "--record", "--quiet")
    for edit in EDITS:
        apply(edit)
    expected = {(f"{edit.text}.en.txt", *stale) for edit in EDITS for stale in edit.stale}
    found = find(".", "--stored")
    assert (len(found), set(found)) == (24, expected)


@pytest.mark.parametrize(
    "text",
    [
        "矿山去年卖了12吨铜。\n工人们\n周一复工。\n\n城里的学校都关门了。\n",
        "城里的学校都关门了。\n\n矿山去年卖了12吨铜。工人们周一复工。\n",
        "\ufeff矿山去年卖了１２吨铜。　工人们周一复工。\r\n\r\n\r\n城里的学校都关门了。",
        "矿山去年卖了12吨铜。\n\n工人们周一复工。城里的学校都关门了。",
    ],
    ids=["re-wrapped", "moved", "other forms and line ends", "paragraphs split and joined"],
)
def test_what_is_recorded_is_the_same_in_another_form(text: str) -> None:
    write("a.zh.txt", ZH)
    write("a.en.txt", EN)
    run(".", "--record", "--quiet")
    write("a.zh.txt", text)
    assert find(".", "--stored") == []


@needs_git
@pytest.mark.usefixtures("mine")
def test_the_page_shows_what_is_printed() -> None:
    write("news/mine.zh.txt", ZH)
    write("news/mine.en.txt", EN)
    commit()
    write("news/mine.zh.txt", "矿山去年卖了15吨铜。\n\n有人报了警。城里的学校都关门了。\n")
    shown = PAGE.partition("    $ aligncheck news/ --stale\n")[2].partition("\n\n")[0]
    assert run("news/").output == textwrap.dedent(shown) + "\n"


@needs_git
@pytest.mark.usefixtures("mine")
def test_what_is_printed() -> None:
    write("a.zh.txt", "矿山去年卖了15吨铜。\n\n有人报了警。城里的学校都关门了。\n")
    assert run("a.en.txt", "--color", "never").output == (
        "a.en.txt:1:1: changed\n"
        "  矿山去年卖了[-12-]{+15+}吨铜。\n"
        "  | The mine sold 12 tonnes of copper last year.\n"
        "a.en.txt:1:46: removed: its translation should go\n"
        "  [-工人们周一复工。-]\n"
        "  | The workers went back on Monday.\n"
        "a.en.txt:3:1: added, and not translated: its place would be before this\n"
        "  {+有人报了警。+}\n"
        "  | The schools in town are closed.\n"
        "1 changed, 1 added, 1 removed in 1 translation; 0 paragraphs unchanged.\n"
    )


@needs_git
@pytest.mark.usefixtures("mine")
def test_json_is_what_the_page_shows() -> None:
    since = git("rev-parse", "HEAD")[:10]
    replace("a.zh.txt", "12", "15")
    printed = json.loads(run("a.en.txt", "--output-format", "json").stdout)
    assert PAGE.count("```json") == 1
    shown = PAGE.partition("```json\n")[2].partition("```")[0]
    assert json.loads(shown.replace("9fceb02d0a", since)) == printed
    assert printed == {
        "version": 1,
        "summary": {
            "translations": 1,
            "changed": 1,
            "added": 0,
            "removed": 0,
            "unchanged": 1,
            "moved": 0,
            "updated": 0,
        },
        "translations": [
            {
                "path": "a.en.txt",
                "source": "a.zh.txt",
                "since": since,
                "unchanged": 1,
                "moved": 0,
                "updated": 0,
                "changes": [
                    {
                        "change": "changed",
                        "segment": None,
                        "line": 1,
                        "column": 1,
                        "end_line": 1,
                        "end_column": 45,
                        "text": "The mine sold 12 tonnes of copper last year.",
                        "position": "at",
                        "shared": False,
                        "old": "矿山去年卖了12吨铜。",
                        "new": "矿山去年卖了15吨铜。",
                        "difference": [[" ", "矿山去年卖了"], ["-", "12"], ["+", "15"], [" ", "吨铜。"]],
                        "source": {"segment": None, "line": 1, "column": 1},
                    }
                ],
            }
        ],
        "skipped": [],
    }


@needs_git
@pytest.mark.usefixtures("mine")
def test_a_commit_of_the_translation_ends_it() -> None:
    replace("a.zh.txt", "12", "15")
    commit()
    assert [kind for _, kind, _, _ in find(".")] == ["changed"]
    replace("a.en.txt", "12", "15")
    commit()
    assert find(".") == []
    assert find(".", "--since", "HEAD~2") == []  # the translation has followed


def make_page(head: str) -> None:
    """Write a page of documentation with its translation, which says what it renders."""
    write("docs/zh/a.md", f"# 矿山\n\n{ZH}")
    write("docs/en/a.md", f"{head}# The mine\n\n{EN}")


@needs_git
@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Mine\ndefault_lang_commit: {commit} # patched\n---\n",
        "---\ntitle: Mine\nl10n:\n  sourceCommit: {short}\n---\n",
        "---\nx-i18n:\n  source_hash: {sha256}\n---\n",
        '<!--\nMETADATA:\n{{\n  "original_hash": "{md5}",\n}}\n-->\n',
        '+++\nsource_hash = "{blob}"\n+++\n',
    ],
)
def test_a_translation_names_what_it_renders(head: str) -> None:
    """A commit that mends a comma in it is no update, whether it comes before or after a change of the source."""
    make_page("")
    commit()
    first, data = git("rev-parse", "HEAD").strip(), Path("docs/zh/a.md").read_bytes()
    values = {
        "commit": first,
        "short": first[:8],
        "sha256": sha256(data).hexdigest(),
        "md5": md5(data).hexdigest(),
        "blob": git("rev-parse", "HEAD:docs/zh/a.md").strip()[:12],
    }
    make_page(head.format_map(values))
    commit()
    assert find("docs/en") == []
    replace("docs/zh/a.md", "12", "15")
    commit()
    replace("docs/en/a.md", "closed", "shut")
    commit()
    (stale,) = find("docs/en")
    assert (stale[1], stale[3]) == ("changed", "The mine sold 12 tonnes ")
    report = json.loads(run("docs/en", "--output-format", "json").stdout)["translations"]
    assert [text["since"] for text in report] == [first[:10]]
    git("mv", "docs/zh/a.md", "docs/zh/mine.md")
    git("mv", "docs/en/a.md", "docs/en/mine.md")
    commit()
    assert [stale[:2] for stale in find("docs/en")] == [("docs/en/mine.md", "changed")]


@needs_git
@pytest.mark.usefixtures("mine")
def test_a_commit_that_git_does_not_know() -> None:
    make_page("---\ndefault_lang_commit: 0123456789\n---\n")
    commit()
    result = run("docs/en")
    assert result.exit_code == 2
    assert "git does not know its default_lang_commit 0123456789: give a branch" in " ".join(result.stdout.split())


@needs_git
@pytest.mark.usefixtures("mine")
def test_what_a_page_shows_names_nothing() -> None:
    """Only front matter and a comment at the start count; a digest of no version that git has is passed over."""
    make_page("---\nsource_hash: 0123456789\n---\n```\ndefault_lang_commit: 0123456789\n```\n")
    commit()
    replace("docs/zh/a.md", "12", "15")
    assert [stale[1] for stale in find("docs/en")] == ["changed"]


@needs_git
@pytest.mark.usefixtures("mine")
def test_what_the_translation_has_followed_is_counted() -> None:
    write("a.zh.txt", "矿山去年卖了15吨铜。\n\n城里的学校都关门了。有人向当地的警察报了警。\n")
    replace("a.en.txt", "12", "15")
    assert [stale[1] for stale in find(".")] == ["removed", "added"]
    replace("a.en.txt", " The workers went back on Monday.", "")
    assert [stale[1] for stale in find(".")] == ["added"]
    replace("a.en.txt", "closed.", "closed. Somebody called the local police.")
    assert find(".") == []
    assert "3 changes followed already" in " ".join(run(".").output.split())


@needs_git
@pytest.mark.usefixtures("mine")
def test_since_a_revision() -> None:
    git("tag", "v1")
    replace("a.zh.txt", "12", "15")
    write("b.zh.txt", ZH)
    write("b.en.txt", EN)
    replace("a.en.txt", "closed", "shut")
    commit()
    assert find("a.en.txt") == []
    assert find("a.en.txt", "--since", "v1") == [("a.en.txt", "changed", "1:1", "The mine sold 12 tonnes ")]
    result = run(".", "--since", "v1", "--output-format", "json")
    skipped = [{"path": "b.en.txt", "reason": "was not there at v1 yet", "failed": False, "units": 0}]
    assert (result.exit_code, json.loads(result.stdout)["skipped"]) == (1, skipped)
    assert run(".", "--since", "v1").output.endswith(
        "1 changed, 0 added, 0 removed in 1 translation; 1 paragraph unchanged; 1 file\n"
        "not compared: b.en.txt (was not there at v1 yet).\n"
    )


@needs_git
@pytest.mark.usefixtures("mine")
def test_files_are_followed_through_other_names() -> None:
    replace("a.zh.txt", "12", "15")
    commit()
    Path("zh").mkdir()
    git("mv", "a.zh.txt", "zh/mine.txt")
    commit()
    Path("en").mkdir()
    git("mv", "a.en.txt", "en/mine.txt")
    Path("en/mine.txt").chmod(0o755)
    commit()
    stale = [("en/mine.txt", "changed", "1:1", "The mine sold 12 tonnes ")]
    assert find("en") == find("en", "--since", "HEAD~3") == stale
    write("en/mine.txt", EN.replace("12", "15"))
    commit()
    assert find("en") == []
    replace("zh/mine.txt", "学校", "商店")
    git("mv", "en/mine.txt", "en/copper.txt")
    git("mv", "zh/mine.txt", "zh/copper.txt")
    assert [stale[:3] for stale in find("en")] == [("en/copper.txt", "changed", "3:1")]


@needs_git
@pytest.mark.usefixtures("mine")
def test_a_merge_touches_nothing() -> None:
    git("checkout", "-qb", "side")
    replace("a.en.txt", "closed", "shut")
    commit()
    git("checkout", "-q", "main")
    replace("a.zh.txt", "12", "15")
    commit()
    git("merge", "-qm", "merge", "side")
    assert [stale[:3] for stale in find(".")] == [("a.en.txt", "changed", "1:1")]


@needs_git
@pytest.mark.usefixtures("mine")
def test_markup_and_line_breaks_are_no_changes() -> None:
    write("b.zh.md", "# 标题\n\n矿山卖了12吨铜。工人们周一复工。\n\n- 一\n- 二\n")
    write("b.en.md", "# Title\n\nThe mine sold 12 tonnes. The workers went back on Monday.\n\n- One\n- Two\n")
    commit()
    write("b.zh.md", "标题\n====\n\n矿山卖了**12吨**铜。\n工人们\n周一复工。\n\n* 一\n\n* 二\n")
    assert find(".") == []
    write("b.zh.md", "标题\n====\n\n矿山卖了**13吨**铜。\n工人们\n周一复工。\n\n* 一\n\n* 二\n")
    assert find(".") == [("b.en.md", "changed", "3:1", "The mine sold 12 tonnes.")]


@needs_git
@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--since", "nope"],
            "--since: there is no revision 'nope': give a branch, a tag or a commit of this repository",
        ),
        (["--since", "--all"], "--since: '--all' is not a revision: give a branch, a tag or a commit"),
        (["--since", "HEAD", "--stored"], "--stored does not go with --since: leave one out"),
        (["--since", "HEAD", "--record"], "--record records the sources as they are: leave --since and --stored out"),
        (
            ["--stored"],
            "{}/aligncheck-sources.jsonl: no sources are recorded: "
            "record them with `aligncheck PATHS --stale --record`",
        ),
        (["--gate"], "--gate does not go with --stale; leave it out"),
        (["--select", "omission"], "--select does not go with --stale; leave it out"),
        (["--glossary", "g.csv"], "--glossary does not go with --stale; leave it out"),
        (["--fix"], "--fix does not go with --stale; leave it out"),
        (
            ["--output-format", "sarif"],
            "--stale prints text or json, not sarif: leave --output-format out, or write json",
        ),
    ],
)
def test_what_cannot_be_asked(arguments: list[str], message: str, tmp_path: Path) -> None:
    result = run(".", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {message.format(tmp_path)}\n")


def test_outside_a_repository_that_is_said() -> None:
    write("a.zh.txt", ZH)
    write("a.en.txt", EN)
    message = "a.en.txt is not in a git repository: record the sources with --record, and compare with --stored"
    assert (run(".").exit_code, run(".").stderr) == (2, f"aligncheck: {message}\n")


@needs_git
def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git("init", "-q", ".")
    write("a.zh.txt", ZH)
    write("a.en.txt", EN)
    result = run(".")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith(f"aligncheck: {tmp_path}: git cannot read its history (")


@needs_git
@pytest.mark.usefixtures("mine")
def test_what_git_does_not_have_is_said(tmp_path: Path) -> None:
    write("new.zh.txt", ZH)
    write("new.en.txt", EN)
    write("late.en.txt", EN)
    git("add", "late.en.txt")
    git("commit", "-qm", "x")
    write("late.zh.txt", ZH)
    late = git("rev-parse", "HEAD")[:10]
    result = run(".", "--quiet")
    advice = "record the sources with --record, and compare with --stored"
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "aligncheck: late.en.txt: its source late.zh.txt was not in git when it was last touched "
        f"(commit {late}): {advice}",
        "aligncheck: new.en.txt: was never committed: commit it with the source that it renders",
    ]
    outside = tmp_path.parent / "outside.zh.txt"
    outside.write_text(ZH)
    result = run("a.en.txt", "--source", str(outside))
    assert result.exit_code == 2
    assert f"a.en.txt: its source {outside} is not in the same repository: {advice}" in result.stderr


@needs_git
@pytest.mark.usefixtures("mine")
def test_a_shallow_clone(tmp_path: Path) -> None:
    replace("a.zh.txt", "12", "15")
    commit()
    git("clone", "-q", "--depth", "1", tmp_path.as_uri(), "clone")
    result = run("clone/a.en.txt")
    message = (
        "aligncheck: this clone is shallow, and clone/a.en.txt was last touched before its history begins: "
        "fetch the rest (git fetch --unshallow; in a workflow, fetch-depth: 0)\n"
    )
    assert (result.exit_code, result.stderr) == (2, message)


@needs_git
@pytest.mark.usefixtures("mine")
def test_no_program_that_a_repository_names_is_run(tmp_path: Path) -> None:
    replace("a.zh.txt", "12", "15")
    commit()
    [found] = find("a.en.txt")
    git("mv", "a.en.txt", "b.en.txt")
    name_programs(tmp_path)
    write("b.en.txt", EN)  # touched, and as it was
    assert find("b.en.txt", "--source", "a.zh.txt") == [("b.en.txt", *found[1:])]
    assert not (tmp_path / "ran").exists()


@needs_git
@pytest.mark.usefixtures("mine")
def test_nothing_is_fetched_for_a_partial_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace("a.zh.txt", "12", "15")
    commit()
    enter_partial_clone(tmp_path, monkeypatch)
    result = run("a.en.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {LACKING}\n")
    assert not (tmp_path / "ran").exists()


@needs_git
@pytest.mark.usefixtures("mine")
def test_nothing_to_compare() -> None:
    write("b.txt", "The end.\n")
    result = run("b.txt")
    message = (
        "aligncheck: nothing to compare: skipped b.txt (no source is known: name it with --source); give a translation "
        "with its source\n"
    )
    assert (result.exit_code, result.stderr) == (2, message)


@needs_git
@pytest.mark.usefixtures("mine")
def test_hostile_text_is_inert() -> None:
    replace("a.en.txt", "The mine", "::error::\x1b[31m\u202eThe mine")
    commit()
    replace("a.zh.txt", "12", "\x1b[31m15\u202e##[error]")
    for arguments in ((), ("--output-format", "json")):
        result = run(".", "--color", "never", *arguments)
        assert result.exit_code == 1
        assert not set(result.output) & {"\x1b", "\u202e"}
        assert "##[" not in result.output
        assert not any(line.lstrip().startswith("::") for line in result.output.splitlines())


@needs_git
@pytest.mark.usefixtures("seeds")
def test_where_nothing_changed_no_encoder_is_loaded_and_git_is_asked_little(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        write(f"more/{number}/a.zh.txt", ZH)
        write(f"more/{number}/a.en.txt", EN)
    commit()
    asked = []
    build = git_module._build_command

    def note(folder: str, arguments: list[str]) -> list[str]:
        asked.append(arguments[0])
        return build(folder, arguments)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(git_module, "_build_command", note)
    monkeypatch.setattr("align.encoders.load", refuse)
    assert find(".") == []
    assert asked == ["ls-tree", "config", "diff", "rev-parse", "-c", "cat-file"]


def test_recorded_sources(tmp_path: Path) -> None:
    write("aligncheck.toml", "")
    for name in ("a", "b"):
        write(f"news/{name}.zh.txt", ZH)
        write(f"news/{name}.en.txt", EN)
    record = tmp_path / "aligncheck-sources.jsonl"
    result = run("news", "--record")
    assert (result.exit_code, result.output) == (0, f"recorded in {record}: 2 sources\n")
    lines = [json.dumps(line, ensure_ascii=False) for line in ZH.split("\n")]
    assert record.read_text() == "".join(
        f'{{"translation": "news/{name}.en.txt", "source": "news/{name}.zh.txt"}}\n' + "\n".join(lines) + "\n"
        for name in ("a", "b")
    )
    assert find("news", "--stored") == []
    replace("news/b.zh.txt", "12", "15")
    assert find(".", "--stored") == [("news/b.en.txt", "changed", "1:1", "The mine sold 12 tonnes ")]
    before = record.read_text()
    assert run("news/a.en.txt", "--record").exit_code == 0
    assert record.read_text() == before
    Path("news/a.en.txt").unlink()
    assert run("news/b.en.txt", "--record", "--quiet").output == ""
    assert [json.loads(line)["source"] for line in record.read_text().splitlines() if line[0] == "{"] == [
        "news/b.zh.txt"
    ]


def test_a_text_that_is_not_recorded() -> None:
    write("a.zh.txt", ZH)
    write("a.en.txt", EN)
    run(".", "--record")
    write("b.zh.txt", ZH)
    write("b.en.txt", EN)
    result = run(".", "--stored", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "b.en.txt: its source is not recorded in" in result.stderr


@pytest.mark.parametrize("line", ['"text"', "<<<<<<< ours", "3", "null", "[]", '{"translation": 3}'])
def test_a_record_that_is_none(line: str, tmp_path: Path) -> None:
    write("a.zh.txt", ZH)
    write("a.en.txt", EN)
    write("aligncheck-sources.jsonl", f"\n{line}\n")
    result = run(".", "--stored")
    place = f"{tmp_path}/aligncheck-sources.jsonl:2"
    message = f"aligncheck: {place}: is not a line of recorded sources: make the file again with --record\n"
    assert (result.exit_code, result.stderr) == (2, message)


@needs_git
def test_git_merges_records_as_it_merges_the_sources() -> None:
    git("init", "-q", "-b", "main", ".")
    paragraphs = [f"矿山第{number}次卖了12吨铜。" for number in range(9)]
    write("a.zh.txt", "\n\n".join(paragraphs) + "\n")
    write("a.en.txt", EN)
    run(".", "--record", "--quiet")
    commit()
    git("branch", "side")
    for branch, number in (("main", 1), ("side", 7)):
        git("checkout", "-q", branch)
        replace("a.zh.txt", paragraphs[number], paragraphs[number].replace("12", "15"))
        run(".", "--record", "--quiet")
        commit()
    git("merge", "-qm", "merge", "main")
    assert find(".", "--stored") == []


def test_the_record_is_no_text() -> None:
    write("aligncheck-sources.jsonl", "")
    write("a.en.txt", EN)
    result = CliRunner().invoke(main, ["check", ".", "--output-format", "json"])
    assert json.loads(result.stdout)["skipped"] == [
        {"path": "aligncheck-sources.jsonl", "reason": "record of sources", "failed": False, "units": 0}
    ]


def test_a_record_is_read_whatever_the_encoding_of_the_texts() -> None:
    write("a.zh.txt", ZH.encode("gb18030"))
    write("a.en.txt", EN)
    run(".", "--record", "--encoding", "gb18030")
    assert find(".", "--stored", "--encoding", "gb18030") == []
    write("a.zh.txt", ZH.replace("12", "15").replace("\n", "\r\n").encode("gb18030"))
    assert [stale[:3] for stale in find(".", "--stored")] == [("a.en.txt", "changed", "1:1")]


@needs_git
@pytest.mark.usefixtures("mine")
def test_texts_that_are_empty() -> None:
    write("b.zh.txt", "")
    write("b.en.txt", EN)
    write("c.zh.txt", ZH)
    write("c.en.txt", "")
    commit()
    assert find(".") == []
    write("b.zh.txt", ZH)
    replace("c.zh.txt", "12", "15")
    assert [stale[:3] for stale in find(".")] == [
        ("b.en.txt", "added", ""),
        ("b.en.txt", "added", ""),
        ("c.en.txt", "changed", ""),
    ]
    write("a.zh.txt", "")
    assert [stale[:3] for stale in find("a.en.txt")] == [("a.en.txt", "removed", "1:1"), ("a.en.txt", "removed", "3:1")]
    assert "a.en.txt:3:1: removed: its translation should go\n" in run("a.en.txt").output
    assert "c.en.txt: changed since " in run("c.en.txt").output


@needs_git
@pytest.mark.usefixtures("mine")
def test_a_source_that_is_gone() -> None:
    Path("a.zh.txt").unlink()
    result = run("a.en.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    Path("a.zh.txt").write_bytes(b"\xff\x00\x01")
    result = run("a.en.txt", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith("aligncheck: a.en.txt: ")


@needs_git
def test_documents_without_lines() -> None:
    git("init", "-q", "-b", "main", ".")
    source = [line for line in ZH.split("\n") if line]
    write("a.zh.docx", make_docx("".join(map(make_paragraph, source))))
    write("a.en.docx", make_docx("".join(make_paragraph(line) for line in EN.split("\n") if line)))
    run(".", "--record", "--quiet")
    commit()
    assert find(".") == find(".", "--stored") == []
    changed = [source[0], source[1].replace("学校", "商店")]
    write("a.zh.docx", make_docx("".join(map(make_paragraph, ["", *changed]))))
    for arguments in ((), ("--stored",)):
        result = run(".", *arguments, "--quiet", "--color", "never")
        assert (result.exit_code, result.output) == (
            1,
            "a.en.docx:paragraph 2:1: changed\n"
            "  城里的[-学校-]{+商店+}都关门了。\n"
            "  | The schools in town are closed.\n",
        )
