"""`check --since` with real repositories of git, and lists of files."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from repositories import LACKING, enter, enter_partial_clone, git, name_programs, needs_git, write

from align.cli import main
from align.inputs.changes import find_changes
from align.inputs.file_list import parse_file_list


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(tmp_path, monkeypatch)


def commit(message: str = "x") -> None:
    git("add", "-A")
    git("commit", "-qm", message)


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["check", *arguments], input=stdin)


def find(*arguments: str) -> list[str]:
    """Where something is found: path and line."""
    lines = run(*arguments, "--output-format", "concise", "--quiet").stdout.splitlines()
    return [":".join(line.split(":")[:2]) for line in lines]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with three faulty texts, one of them beside its source, and one commit."""
    git("init", "-q", "-b", "main", ".")
    write("news/a.txt", "The the mine.\n\nIt closed.\n\nThe the end.\n")
    write("news/b.txt", "The the pit.\n")
    write("news/c.en.txt", "The the mine sold 12 tonnes.\n")
    write("news/c.zh.txt", "矿山卖了12吨。\n")
    commit()
    return tmp_path


@needs_git
def test_only_what_has_changed_is_checked(repository: Path) -> None:
    assert find("--since", "HEAD", "news") == []
    write("news/a.txt", "The the mine.\n\nIt closed closed.\n\nThe the end.\n")
    write("news/new.txt", "A a text.\n")
    write("news/.gitignore", "ignored.txt\n")
    write("news/ignored.txt", "The the rest.\n")
    expected = ["news/a.txt:1", "news/a.txt:3", "news/a.txt:5", "news/new.txt:1"]
    assert find("--since", "HEAD", "news") == expected
    git("add", "news/a.txt")
    assert find("--since", "HEAD", "news") == expected
    commit()
    assert find("--since", "HEAD") == []
    assert find("--since", "HEAD~1") == expected
    assert find("--since", "HEAD~1", "news/a.txt", "news/b.txt") == expected[:3]


@needs_git
def test_a_translation_whose_source_has_changed_is_checked(repository: Path) -> None:
    write("news/c.zh.txt", "矿山卖了13吨。\n")
    assert find("--since", "HEAD", "news") == ["news/c.en.txt:1"] * 3  # one is that it is stale
    changed_lines = ("--since", "HEAD", "--changed-lines", "news")
    assert run(*changed_lines).stdout.count("unit-mismatch") == 1  # compared with the source
    assert "doubled-word" not in run(*changed_lines).stdout


@needs_git
def test_findings_on_other_lines_are_left_out(repository: Path) -> None:
    write("news/a.txt", "The the mine.\n\nIt closed closed.\n\nThe the end.\n")
    write("news/new.txt", "A a text.\n\nThe the end.\n")
    assert find("--since", "HEAD", "--changed-lines", "news") == ["news/a.txt:3", "news/new.txt:1", "news/new.txt:3"]
    write("news/a.txt", "A line more.\n\nThe the mine.\n\nIt closed.\n\nThe the end.\n")
    Path("news/new.txt").unlink()
    assert find("--since", "HEAD", "--changed-lines", "news") == []
    assert run("--since", "HEAD", "--changed-lines", "news").exit_code == 0
    assert run("--since", "HEAD", "news").exit_code == 1
    write("news/a.txt", "The the mine.\n\nThe the end.\n")  # beside what was taken out
    assert find("--since", "HEAD", "--changed-lines", "news") == ["news/a.txt:3"]


ZH = ["港口五月开放。", "第一批船已经到了。", "水位很低，负责人说。", "渔民担心今年的收成。", "冬天要建成新码头。"]
EN = (
    "The port opens in May.",
    "The first ships have already arrived.",
    "The water level is low, says its head.",
    "Fishermen fear for this year's catch.",
    "Before winter the new pier will be built.",
)
UNIT = "<trans-unit id='{}'>\n<source>港口五月开放。</source>\n{}</trans-unit>\n"
XLIFF = (
    '<xliff version="1.2">\n<file source-language="zh" target-language="en" datatype="plaintext">\n<body>\n'
    + UNIT.format(1, "")
    + UNIT.format(2, "<target>The port opens.</target>\n")
    + "</body></file></xliff>\n"
)
PAGE = "---\ntags: [a]\n---\n\nIt opens.\n\n<!-- note -->\n\n<!-- end -->\n"
MOVED = "The museum bought it.\nIt had hung in a school.\nNobody knew who made it.\nExperts looked at it for a week.\n"
CONSEQUENCES = [
    # what a change did to lines that it did not touch: the file, its source, the text before and after, what is found
    ("a.md", "港口五月开放。\n", PAGE, PAGE.replace("It opens.\n\n", ""), "empty-target"),
    ("a.xlf", "", XLIFF, XLIFF.replace("<target>The port opens.</target>\n", ""), "empty-target"),
    ("a.txt", "\n\n".join(ZH), "\n\n".join(EN), "\n\n".join(EN[:2] + EN[3:]), "omission"),
    ("a.txt", "\n".join(ZH), f"{EN[0]}\n" + "\n".join(EN[1:]), f"{EN[0]}\n{MOVED}", "unrelated-source"),
    ("a.txt", "", "The US said so.\n\nNo.\n", "The US said so.\n\nThe U.S. did. The U.S. is.\n", "mixed-country-name"),
]


@needs_git
@pytest.mark.parametrize(("name", "source", "before", "after", "rule"), CONSEQUENCES)
def test_what_a_change_does_to_other_lines_is_found(
    repository: Path, name: str, source: str, before: str, after: str, rule: str
) -> None:
    if source:
        write(f"zh/{name}", source)
    write(f"en/{name}", before)
    commit()
    write(f"en/{name}", after)
    known = rule if name == "a.xlf" else ""
    arguments = ("--since", "HEAD", "--changed-lines", "--output-format", "json", "en")
    found = [one["rule"] for one in json.loads(run(*arguments).stdout)["findings"]]
    assert found == [*filter(None, [known and rule]), rule]


@needs_git
def test_what_was_on_other_lines_before_is_left_out(repository: Path) -> None:
    write("en/a.txt", "The US said so. The U.S. is far. The U.S. is big.\n\nNo.\n")
    commit()
    write("en/a.txt", "A word.\n\nThe US said so. The U.S. is far. The U.S. is big.\n\nYes. The U.S. is big.\n")
    assert "mixed-country-name" in run("--since", "HEAD", "en").stdout
    assert find("--since", "HEAD", "--changed-lines", "en") == []


@needs_git
def test_a_source_in_the_same_file_has_changed_with_it(repository: Path) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalogue = head + 'msgid "矿山卖了{}吨。"\nmsgstr "It sold 12 tonnes."\n'
    write("en.po", catalogue.replace("{}", "12"))
    commit()
    write("en.po", catalogue.replace("{}", "17"))
    whole = find("--since", "HEAD", "en.po")
    assert whole == ["en.po:5"]  # the line of the translation, which is as it was
    assert find("--since", "HEAD", "--changed-lines", "en.po") == whole


@needs_git
def test_a_source_that_was_deleted_is_missed(repository: Path) -> None:
    write("aligncheck.toml", 'source = "zh/{name}.txt"\n')
    write("zh/d.txt", "矿山卖了12吨。\n")
    write("en/d.txt", "The mine sold 12 tonnes.\n")
    commit()
    Path("zh/d.txt").unlink()
    result = run("--since", "HEAD", "en")
    assert (result.exit_code, result.stderr.count("en/d.txt")) == (2, 1)


@needs_git
def test_what_git_does_not_know_counts_as_changed(repository: Path) -> None:
    write(".gitignore", "drafts/\n")
    commit()
    write("drafts/a.txt", "The the mine.\n")
    write("inner/b.txt", "The the pit.\n")
    git("init", "-q", "inner")
    assert find("--since", "HEAD", "drafts/a.txt") == ["drafts/a.txt:1"]
    assert find("--since", "HEAD", ".") == ["inner/b.txt:1"]
    assert find("--since", "HEAD", "--changed-lines", ".") == ["inner/b.txt:1"]


@needs_git
@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_that_git_does_not_know_have_all_changed(repository: Path, encoding: str, end: str) -> None:
    lines = ["The the mine of “Ganzhou”.", "", "It closed.", "", "The the end."]
    write("d.txt", end.join(lines).encode(encoding))
    commit()
    write("d.txt", end.join([*lines[:4], "The the very end."]).encode(encoding))
    unknown = encoding == "utf-16" or end == "\r"
    found = find("--since", "HEAD", "--changed-lines", "d.txt", "--encoding", encoding)
    assert found == (["d.txt:1", "d.txt:5"] if unknown else ["d.txt:5"])


@needs_git
def test_names_of_any_kind_are_found(repository: Path) -> None:
    names = ["news/矿 山.txt", "news/[a]*.txt", "news/~(top)b.txt", 'news/"q".txt']
    for name in names:
        write(name, "It closed.\n")
    commit()
    for name in names:
        write(name, "It closed.\nThe the end.\n")
        assert find("--since", "HEAD", "--changed-lines", name) == [f"{name}:2"]
    assert len(find("--since", "HEAD", "--changed-lines", "news")) == 4


@needs_git
def test_the_folder_and_the_way_a_path_is_written_do_not_matter(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("news/b.txt", "The the pit.\nThe the end.\n")
    Path("link").symlink_to("news")
    assert find("--since", "HEAD", "--changed-lines", "link") == ["link/b.txt:2"]
    monkeypatch.chdir("news")
    assert find("--since", "HEAD", "--changed-lines", "../news/b.txt") == ["../news/b.txt:2"]
    assert find("--since", "HEAD", "--changed-lines", str(repository / "news")) == [f"{repository}/news/b.txt:2"]
    assert find("--since", "HEAD", "--changed-lines") == ["b.txt:2"]


@needs_git
def test_what_others_did_on_the_branch_does_not_count(repository: Path) -> None:
    git("checkout", "-qb", "mine")
    write("news/a.txt", "The the mine.\n")
    commit()
    git("checkout", "-q", "main")
    write("news/b.txt", "The the pit, the the pit.\n")
    commit()
    git("checkout", "-q", "mine")
    assert find("--since", "main", "news") == ["news/a.txt:1"]


@needs_git
def test_what_is_known_and_allowed_stays_so(repository: Path) -> None:
    write("aligncheck.toml", '[[allow]]\ntext = "never"\n')
    assert "1 [[allow]] without a finding" in " ".join(run(".").stdout.split())
    write("news/a.txt", "The the mine.\n\nIt closed closed.\n\nThe the end.\n")
    assert "[[allow]]" not in run("--since", "HEAD", ".").stdout
    assert CliRunner().invoke(main, ["baseline", "news"]).exit_code == 0
    result = run("--since", "HEAD", "--changed-lines", "--baseline", "aligncheck-baseline.jsonl", "news")
    assert result.exit_code == 0
    assert "0 new, 3 known, 0 no longer there" in " ".join(result.stdout.split())


@needs_git
def test_where_nothing_has_changed_that_is_said(repository: Path) -> None:
    result = run("--since", "HEAD", "news")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "aligncheck: no text to check has changed since HEAD\n"
    assert run("--since", "HEAD", "news", "--quiet").output == ""


@needs_git
def test_a_path_that_does_not_exist_is_still_a_mistake(repository: Path) -> None:
    result = run("--since", "HEAD", "news", "nowhere/x.txt")
    assert (result.exit_code, result.stderr) == (2, "aligncheck: nowhere/x.txt: no such file or folder\n")


@needs_git
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "nope", "news"),
         "--since: there is no revision 'nope': give a branch, a tag or a commit of this repository"),
        (("--since", "HEAD:news", "news"),
         "--since: there is no revision 'HEAD:news': give a branch, a tag or a commit of this repository"),
        (("--since=--output=x", "news"), "--since: '--output=x' is not a revision: give a branch, a tag or a commit"),
        (("--since=", "news"), "--since: '' is not a revision: give a branch, a tag or a commit"),
        (("--since", "other", "news"),
         "--since: HEAD shares no history with 'other': give a branch, a tag or a commit of this repository"),
        (("--since", "HEAD", "--fix", "news"),
         "--since does not go with --fix, --unsafe-fixes and --diff: leave one out"),
        (("--changed-lines", "news"), "--changed-lines since when? say so with --since REV"),
        (("--since", "HEAD", "-"), "--since does not go with - for stdin; name files, or leave it out"),
        (("--watch", "-"), "--watch does not go with - for stdin; name files, or leave it out"),
        (("@list.txt", "-"), "- means stdin and cannot be combined with a list of files: leave one out"),
        (("@list.txt",), "@list.txt, a list of files: cannot be read: No such file or directory"),
        (("--statistics", "--output-format", "sarif", "news"),
         "--statistics prints text or json: give --output-format json, or leave the format out"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line(repository: Path, arguments: tuple[str, ...], message: str) -> None:
    git("checkout", "-q", "--orphan", "other")
    commit("unrelated")
    git("checkout", "-q", "main")
    result = run(*arguments, stdin="The end.\n")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {message}\n")
    assert not Path("x").exists()


@needs_git
def test_a_shallow_clone_is_told_how_to_get_the_rest(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = git("rev-parse", "HEAD")
    write("news/a.txt", "The end.\n")
    commit()
    git("clone", "-q", "--depth", "1", f"file://{repository}", "clone")
    monkeypatch.chdir("clone")
    result = run("--since", first, "news")
    advice = "this clone is shallow, fetch the rest (git fetch --unshallow; in a workflow, fetch-depth: 0)"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: --since: there is no revision {first!r}: {advice}\n")


def test_outside_of_a_repository_there_are_no_changes(tmp_path: Path) -> None:
    write("a.txt", "The end.\n")
    result = run("--since", "HEAD", "a.txt")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith("aligncheck: --since: .: no working tree of git (")


def test_without_git_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from align.inputs.git import _find_git

    write("a.txt", "The end.\n")
    _find_git.cache_clear()
    monkeypatch.setenv("PATH", "")
    result = run("--since", "HEAD", "a.txt")
    _find_git.cache_clear()
    message = "aligncheck: git is not installed, or not on the PATH\n"
    assert (result.exit_code, result.stderr) == (2, message)


@needs_git
def test_no_program_that_a_repository_names_is_run(repository: Path) -> None:
    name_programs(repository)
    write("news/a.txt", Path("news/a.txt").read_bytes())  # touched, and as it was
    write("news/b.txt", "The the pit.\nThe the end.\n")
    write("news/c.zh.txt", "矿山卖了13吨。\n")
    assert find_changes(["news"], "HEAD").find_lines("news/b.txt") == (range(2, 3),)
    found = find("--since", "HEAD", "--changed-lines", "news")
    assert dict.fromkeys(found) == {"news/b.txt:2": None, "news/c.en.txt:1": None}
    assert not Path("ran").exists()


@needs_git
def test_a_filter_that_cannot_be_turned_off_is_named(repository: Path) -> None:
    with Path(".git/config").open("a") as config:
        config.write('[filter "a=b"]\n\tclean = touch ran; cat\n')
    write(".gitattributes", "* filter=a=b\n")
    write("news/b.txt", "The the pit.\nThe the end.\n")
    result = run("--since", "HEAD", "news")
    why = "git cannot turn off filter.a=b.clean: rename this filter in the configuration of git"
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {repository}: {why}\n")
    assert not Path("ran").exists()


@needs_git
@pytest.mark.parametrize("attributes", ["* text=auto eol=crlf\n", "* filter=x text=auto eol=crlf\n", ""])
def test_line_ends_that_git_converts_are_no_changes(repository: Path, attributes: str) -> None:
    git("config", "filter.x.clean", "touch ran; cat")
    if attributes:
        write(".gitattributes", attributes)
    else:
        git("config", "core.autocrlf", "true")
    for name in ("news/a.txt", "news/b.txt"):
        write(name, Path(name).read_bytes().replace(b"\n", b"\r\n"))
    assert find("--since", "HEAD", "news") == []
    write("news/b.txt", "The the pit.\r\nThe the end.\r\n")
    assert find("--since", "HEAD", "--changed-lines", "news") == ["news/b.txt:2"]
    assert not Path("ran").exists()


@needs_git
def test_nothing_is_fetched_for_a_partial_clone(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("news/b.txt", "The the pit.\nThe the end.\n")
    commit()
    enter_partial_clone(repository, monkeypatch)
    assert find("--since", "HEAD~1", "news") == ["news/b.txt:1", "news/b.txt:2"]
    result = run("--since", "HEAD~1", "--changed-lines", "news")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {LACKING}\n")
    assert not (repository / "ran").exists()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a.txt\nb c.txt\r\n\n", ("a.txt", "b c.txt")),
        (b"a\nb.txt\0c.txt\0", ("a\nb.txt", "c.txt")),
        (b"\xef\xbb\xbfa.txt", ("a.txt",)),
        ("矿.txt\r\nb.txt\r\n".encode("utf-16"), ("矿.txt", "b.txt")),
        (b"\xff.txt\n", (os.fsdecode(b"\xff.txt"),)),
        (b"", ()),
    ],
)
def test_a_list_of_files_is_read(data: bytes, expected: tuple[str, ...]) -> None:
    assert parse_file_list(data) == expected


def test_listed_files_are_checked_as_if_they_were_named() -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name, "The the end.\n")
    write("list", "b.txt\nc.txt\n")
    assert find("@list") == ["b.txt:1", "c.txt:1"]
    assert find("a.txt", "@list") == ["a.txt:1", "b.txt:1", "c.txt:1"]
    stdin = run("@-", "--output-format", "concise", stdin="b.txt\0c.txt")
    assert stdin.stdout == run("b.txt", "c.txt", "--output-format", "concise").stdout
    write("list", "gone.txt\nb.txt\n")
    result = run("@list")
    assert (result.exit_code, result.stderr) == (2, "aligncheck: gone.txt: no such file or folder\n")
    write("list", "")
    assert run("@list").stderr == ("aligncheck: nothing to check; give a text, or --allow-empty if that is right\n")
    assert run("@list", "--allow-empty").exit_code == 0
    write("@list", "The the the end.\n")
    assert "@list" in run("@list", "--output-format", "json").stdout  # a file of that name is a text
