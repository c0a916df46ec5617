"""What is stale as findings of `check`, with real repositories of git and with recorded sources."""

import json
import pickle
from collections import Counter
from dataclasses import replace as change
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st
from repositories import EN, ZH, apply, commit, enter, git, make_mine, make_seeds, needs_git, replace, write
from rows import leave_to_full
from source_edits import EDITS

from align import check_text
from align.cli import main
from align.config.settings import Request, Settings
from align.inputs.earlier import add_versions
from align.inputs.tasks import plan_tasks
from glossary.storage import cache

STALE = ("stale-translation", "untranslated-addition")
GENERAL = ("omission", "addition", "unrelated-target", "low-confidence-alignment")
ONLY_STALE = Settings(rules=STALE)
CHANGED = "矿山去年卖了15吨铜。\n\n有人报了警。城里的学校都关门了。\n"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(tmp_path, monkeypatch)


@pytest.fixture
def mine() -> None:
    """A repository with a text and its translation, at `v1`."""
    make_mine()
    git("tag", "v1")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def find(*arguments: str) -> list[dict[str, Any]]:
    """All that is found."""
    result = run(*arguments, "--output-format", "json")
    assert result.stderr == ""
    found: list[dict[str, Any]] = json.loads(result.stdout)["findings"]
    return found


def list_rules(*arguments: str) -> list[str]:
    return [one["rule"] for one in find(*arguments)]


def tell(one: dict[str, Any]) -> tuple[str, str, str]:
    """Rule, place and the first characters there."""
    return one["rule"], f"{one['line']}:{one['column']}", one["text"][:24]


@pytest.mark.full
@needs_git
def test_thirty_edits_are_found_where_they_stand_and_once() -> None:
    make_seeds()
    before = [tell(one) for one in find(".") if one["rule"] in GENERAL]
    for edit in EDITS:
        apply(edit)
    expected = [
        ("untranslated-addition", place, "") if kind == "added" else ("stale-translation", place, text)
        for edit in EDITS
        for kind, place, text in edit.stale
        if place
    ]
    found = find(".", "--since", "HEAD")
    assert sorted(tell(one) for one in found if one["rule"] in STALE) == sorted(expected)
    assert [rule for rule, _, _ in expected].count("untranslated-addition") == 6
    assert len(expected) == 23
    others = [tell(one) for one in found if one["rule"] in GENERAL]
    assert [one for one in others if one not in before] == []


@pytest.mark.full
@needs_git
def test_nothing_is_missed_where_paragraphs_have_only_moved() -> None:
    make_seeds()
    before = [one["fingerprint"] for one in find(".") if one["rule"] in GENERAL]
    for edit in EDITS:
        if edit.kind in ("paragraph moved", "sentence moved"):
            apply(edit)
    assert "omission" in [one["rule"] for one in find(".") if one["fingerprint"] not in before]
    found = find(".", "--since", "HEAD")
    assert [one["rule"] for one in found if one["rule"] in STALE] == []
    assert [tell(one) for one in found if one["rule"] in GENERAL and one["fingerprint"] not in before] == []


@needs_git
@pytest.mark.usefixtures("mine")
def test_what_is_printed() -> None:
    write("a.zh.txt", CHANGED)
    assert run(".", "--since", "v1", "--color", "never", "--select", ",".join(STALE)).output == (
        "a.en.txt:1:1: warning stale-translation\n"
        "  The source has changed since v1: 矿山去年卖了[-12-]{+15+}吨铜。\n"
        "  | The mine sold 12 tonnes of copper last year. The workers went back on Monda…\n"
        "  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\n"
        "a.en.txt:1:46: error stale-translation\n"
        "  The source of this has been removed since v1: [-工人们周一复工。-]\n"
        "  | …e mine sold 12 tonnes of copper last year. The workers went back on Monday.\n"
        "  |                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\n"
        "a.en.txt:3:1: error untranslated-addition\n"
        "  A sentence has been added to the source since v1 and has no translation:\n"
        "  “有人报了警”.\n"
        "  | The schools in town are closed.\n"
        "  | ^\n\n"
        "2 errors and 1 warning in 1 document (21 words), compared with a.zh.txt. Only 2\n"
        "rules ran (--select): stale-translation, untranslated-addition.\n"
    )


def test_a_text_that_is_no_file() -> None:
    found = check_text(EN, source=CHANGED, old_source=ZH).diagnostics
    assert [one.finding.rule for one in found if one.finding.rule in STALE] == [STALE[0], STALE[0], STALE[1]]
    (first, *_) = (one.finding for one in found if one.finding.rule in STALE)
    assert first.source_span
    assert first.source_text[slice(*first.source_span)] == "15"
    assert not {one.finding.rule for one in check_text(EN, source=CHANGED).diagnostics}.intersection(STALE)
    assert not {one.finding.rule for one in check_text(EN, source=ZH, old_source=ZH).diagnostics}.intersection(STALE)


SENTENCES = ("矿山去年卖了12吨铜。", "工人们周一复工。", "城里的学校都关门了。", "有人报了警。", "\n\n")
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("".join)


@given(TEXTS, TEXTS)
@example(SENTENCES[1] + SENTENCES[0], SENTENCES[0] * 2 + SENTENCES[1] * 2)  # two are added at one place
def test_every_sentence_that_is_new_is_reported_and_nothing_that_was_there(old: str, new: str) -> None:
    found = [one.finding for one in check_text(EN, ONLY_STALE, new, old_source=old).diagnostics]
    assert all(0 <= one.span.start <= one.span.end <= len(EN) for one in found)
    added = "".join(one.source_text for one in found if one.rule == STALE[1])
    come, gone = Counter(_list_sentences(new)), Counter(_list_sentences(old))
    if not come - gone and not gone - come:
        assert found == []
    if not gone:
        return
    changed = "".join(one.source_text for one in found if one.rule == STALE[0])
    assert {sentence for sentence in come - gone if sentence not in added + changed} == set()


def _list_sentences(text: str) -> list[str]:
    return [f"{part}。" for part in "".join(text.split()).split("。") if part]


def test_where_no_rule_tells_what_was_added_another_one_does() -> None:
    source = ZH.replace("学校都关门了。", "学校都关门了。消防员在山谷里找到了三只走失的羊。")
    quiet = [rule for rule in _list_all() if rule != "untranslated-addition"]
    assert "omission" in _list_found(EN, source, ZH, tuple(quiet))
    assert "omission" not in _list_found(EN, source, ZH, tuple(_list_all()))


def test_nothing_is_compared_with_a_source_that_is_gone() -> None:
    old = ZH.replace("工人们周一复工。", "工人们用了30天修好了9台机器。")
    target = EN.replace("The workers went back on Monday.", "The workers mended 9 machines in 30 days.")
    new = ZH.replace("工人们周一复工。", "")
    assert _list_found(target, new, old, tuple(_list_all())) == ["stale-translation"]
    assert "stale-translation" not in _list_found(target, new, "", tuple(_list_all()))


def _list_all() -> list[str]:
    return [rule.name for rule in Settings().find_rules()]


def _list_found(text: str, source: str, old: str, rules: tuple[str, ...]) -> list[str]:
    settings = Settings(rules=rules)
    return [one.finding.rule for one in check_text(text, settings, source, old_source=old or None).diagnostics]


@needs_git
@pytest.mark.usefixtures("mine")
def test_the_old_source_has_a_say_in_what_is_looked_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGNCHECK_NO_CACHE")
    monkeypatch.setattr(cache, "find_cache_folder", lambda: tmp_path.parent / "cache")
    replace("a.zh.txt", "12", "15")
    commit()
    git("tag", "v2")
    replace("a.zh.txt", "学校", "商店")
    for _ in range(2):
        assert list_rules(".").count(STALE[0]) == 0
        assert [one["line"] for one in find(".", "--since", "v1") if one["rule"] == STALE[0]] == [1, 3]
        assert [one["line"] for one in find(".", "--since", "v2") if one["rule"] == STALE[0]] == [3]


@needs_git
@pytest.mark.usefixtures("mine")
def test_only_what_has_changed_goes_with_a_task() -> None:
    write("b.zh.txt", ZH)
    write("b.en.txt", EN)
    commit()
    replace("a.zh.txt", "12", "15")
    request = Request((".",), since="HEAD")
    tasks = {item.path: item for item in add_versions(list(plan_tasks(request)), request)}
    assert tasks["b.en.txt"] == {item.path: item for item in plan_tasks(request)}["b.en.txt"]
    assert tasks["a.en.txt"] != {item.path: item for item in plan_tasks(request)}["a.en.txt"]
    assert pickle.loads(pickle.dumps(tasks)) == tasks


@needs_git
@pytest.mark.usefixtures("mine")
def test_a_source_that_is_new_or_elsewhere_is_no_failure(tmp_path: Path) -> None:
    write("b.en.txt", EN)
    commit()
    git("tag", "v2")
    write("b.zh.txt", ZH)
    write("c.zh.txt", ZH)
    write("c.en.txt", EN)
    result = run(".", "--since", "v2")
    assert (result.exit_code, result.stderr) == (0, "")
    outside = tmp_path.parent / "outside.zh.txt"
    outside.write_text(ZH)
    result = run("a.en.txt", "--since", "v1", "--source", str(outside))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "what is stale in it is not known" in " ".join(result.output.split())


@needs_git
@pytest.mark.parametrize(
    ("suffix", "pattern"), [(".json", '{{"a": "{}", "b": "{}", "c": "{}"}}\n'), (".properties", "a={}\nb={}\nc={}\n")]
)
def test_texts_with_keys_are_compared_key_by_key(suffix: str, pattern: str) -> None:
    git("init", "-q", "-b", "main", ".")
    write(f"x.zh{suffix}", pattern.format("矿山去年卖了很多铜。", "周一复工。", "关门。"))
    write(f"x.en{suffix}", pattern.format("The mine sold much copper last year.", "Back on Monday.", "Closed."))
    commit()
    write(f"x.zh{suffix}", pattern.format("矿山今年卖了很多铜。", "周二复工。", "关门。"))
    messages = {one["segment"]: one["message"] for one in find(".", "--since", "HEAD") if one["rule"] == STALE[0]}
    assert messages == {
        "a": "The source has changed since HEAD: 矿山[-去-]{+今+}年卖了很多铜。",
        "b": "The source has changed since HEAD: 周[-一-]{+二+}复工。",
    }
    replace(f"x.en{suffix}", "Monday", "Tuesday")
    found = [one for one in find(".", "--since", "HEAD") if one["rule"] == STALE[0]]
    assert [one["text"] for one in found] == ["The mine sold much copper last year."]
    assert found[0]["source_text"][slice(*found[0]["source_span"])] == "今"
    in_gb = ("--encoding", "gb18030")
    write(f"x.zh{suffix}", Path(f"x.zh{suffix}").read_text("utf-8").encode("gb18030"))
    assert CliRunner().invoke(main, ["check", "--stale", ".", "--record", "--quiet", *in_gb]).exit_code == 0
    assert not set(list_rules(".", "--stored", *in_gb)).intersection(STALE)
    write(f"x.zh{suffix}", Path(f"x.zh{suffix}").read_bytes().decode("gb18030").replace("关", "开").encode("gb18030"))
    found = [one for one in find(".", "--stored", *in_gb) if one["rule"] in STALE]
    assert [one["segment"] for one in found] == ["c"]


@needs_git
@pytest.mark.usefixtures("mine")
def test_keys_that_are_gone_or_new() -> None:
    write("x.zh.json", '{"a": "矿山去年卖了很多铜。", "b": "关门。", "o": "早就有的。"}')
    write("x.en.json", '{"a": "The mine sold much copper last year.", "b": "Closed."}')
    commit()
    write("x.zh.json", '{"b": "关门。", "o": "早就有的。", "c": "开门。", "d": "关窗。"}')
    found = [(one["segment"], one["severity"], one["rule"]) for one in find("x.en.json", "--since", "HEAD")]
    assert found == [
        ("a", "error", "stale-translation"),
        ("o", "info", "empty-target"),
        ("c", "error", "untranslated-addition"),
        ("d", "error", "untranslated-addition"),
    ]


def test_recorded_sources() -> None:
    write("a.zh.txt", ZH)
    write("a.en.txt", EN)
    assert CliRunner().invoke(main, ["check", "--stale", ".", "--record", "--quiet"]).exit_code == 0
    write("a.zh.txt", "矿山去年卖了12吨铜。\r\n工人们周一复工。\r\n\r\n城里的学校都关门了。\r\n".encode("gb18030"))
    assert list_rules(".", "--stored") == []
    write("a.zh.txt", CHANGED)
    assert [rule for rule in list_rules(".", "--stored") if rule in STALE] == [STALE[0], STALE[0], STALE[1]]
    assert "since it was recorded" in find(".", "--stored")[0]["message"]
    assert not set(list_rules(".")).intersection(STALE)


def test_what_is_not_recorded_fails(tmp_path: Path) -> None:
    write("a.zh.txt", ZH)
    write("a.en.txt", EN)
    advice = "record them with `aligncheck PATHS --stale --record`"
    message = f"aligncheck: {tmp_path}/aligncheck-sources.jsonl: no sources are recorded: {advice}\n"
    result = run(".", "--stored")
    assert (result.exit_code, result.stderr) == (2, message)
    write("aligncheck-sources.jsonl", "")
    result = run(".", "--stored")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert result.stderr.startswith(
        "aligncheck: a.en.txt: what is stale in it is not known: its source is not recorded"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "--stored"], "--stored does not go with - for stdin; name files, or leave it out"),
        ([".", "--stored", "--fix"], "--stored does not go with --fix, --unsafe-fixes and --diff: leave one out"),
    ],
)
def test_what_cannot_be_asked(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"aligncheck: {message}\n")


@needs_git
@pytest.mark.usefixtures("mine")
def test_they_are_suppressed_and_accepted_like_others() -> None:
    replace("a.zh.txt", "学校", "商店")
    write("aligncheck.toml", '[[allow]]\nrules = ["stale-translation"]\npaths = ["*.txt"]\nreason = "x"\n')
    assert run(".", "--strict").exit_code == 0  # what allows it is not unused where it could not be found
    assert run(".", "--since", "v1").exit_code == 0
    write("aligncheck.toml", "")
    (found,) = [one for one in find(".", "--since", "v1") if one["rule"] == STALE[0]]
    accept = ["accept", found["fingerprint"], "--options", "--since v1", "--reason", "as good", "--by", "x"]
    assert CliRunner().invoke(main, accept).exit_code == 0
    assert list_rules(".", "--since", "v1") == []
    assert run(".", "--strict").exit_code == 0
    replace("a.zh.txt", "商店", "银行")  # which is another fault
    assert list_rules(".", "--since", "v1") == [STALE[0]]


@needs_git
@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize(
    "name", ["full", "github", "html", *leave_to_full(["concise", "gitlab", "sarif", "rdjson", "junit", "csv"])]
)
def test_hostile_sources_are_inert_in_every_format(name: str) -> None:
    replace("a.zh.txt", "12", "\x1b[31m12\u202e</script>")
    commit()
    replace("a.zh.txt", "\x1b[31m12\u202e</script>", "\x1b[31m15\u202e<!-- ]]> ::error::")
    result = run("a.en.txt", "--since", "HEAD", "--color", "never", "--output-format", name)
    assert result.exit_code == 1
    assert STALE[0] in result.stdout
    assert not set(result.stdout) & {"\x1b", "\u202e"}
    assert result.stdout.count("</script>") == (name == "html")
    assert not any(line.lstrip().startswith("::error::") for line in result.stdout.splitlines())


@needs_git
@pytest.mark.usefixtures("mine")
def test_a_decision_on_the_page_is_carried_out() -> None:
    replace("a.zh.txt", "学校", "商店")
    (found,) = [one for one in find(".", "--since", "v1") if one["rule"] == STALE[0]]
    head = {"kind": "aligncheck-review", "version": 1, "signature": "x"}
    line = {
        "kind": "finding",
        "path": "a.en.txt",
        "id": found["fingerprint"],
        "decision": "accept",
        "reason": "as good",
    }
    write("report.review.json", "".join(f"{json.dumps(one)}\n" for one in (head, line, {"kind": "end"})))
    result = CliRunner().invoke(main, ["review", "apply", "report.review.json", "--options", "--since v1"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert list_rules(".", "--since", "v1") == []


@needs_git
@pytest.mark.parametrize("when", ["--since", "--stored"])
@pytest.mark.usefixtures("mine")
def test_a_file_of_decisions_knows_since_when(when: str) -> None:
    asked = [when, "v1"] if when == "--since" else [when]
    assert CliRunner().invoke(main, ["check", "--stale", ".", "--record", "--quiet"]).exit_code == 0
    replace("a.zh.txt", "学校", "商店")
    page = run("a.en.txt", *asked, "--output-format", "html").stdout
    options = page.partition(' data-options="&quot;')[2].partition("&quot;")[0]
    assert options == (f"--since {git('rev-parse', 'v1')}" if when == "--since" else "--stored")
    (found,) = [one for one in find(".", *asked) if one["rule"] == STALE[0]]
    decision = {"kind": "finding", "path": "a.en.txt", "id": found["fingerprint"], "decision": "accept", "reason": "x"}
    head = {"kind": "aligncheck-review", "version": 1, "signature": "x", "options": options}
    write("report.review.json", "".join(f"{json.dumps(one)}\n" for one in (head, decision, {"kind": "end"})))
    commit()
    result = CliRunner().invoke(main, ["review", "status", "report.review.json"])
    assert result.stdout.splitlines()[1] == "a.en.txt: 1 decided, 0 undecided"
    result = CliRunner().invoke(main, ["review", "apply", "report.review.json"])
    assert (result.exit_code, result.output) == (0, "a.en.txt: 0 changed, 1 accepted, 0 done before\n")
    assert STALE[0] not in list_rules(".", *asked)


def test_two_times_are_not_mixed() -> None:
    for name, options in (("x.json", "--since 1234567"), ("y.json", "--stored")):
        head = {"kind": "aligncheck-review", "version": 1, "signature": "x", "options": options}
        write(name, f'{json.dumps(head)}\n{{"kind": "end"}}\n')
    result = CliRunner().invoke(main, ["review", "apply", "x.json", "y.json"])
    message = "y.json: was made with the options --stored, x.json with --since 1234567: take one after the other"
    message = f'{message}, or say which hold with --options "..." (nothing was done)'
    assert (result.exit_code, result.stderr) == (2, f"aligncheck: {message}\n")


def test_other_settings_of_a_text_that_is_no_file() -> None:
    settings = change(Settings(), rules=("untranslated-addition",))
    assert [one.finding.rule for one in check_text(EN, settings, CHANGED, old_source=ZH).diagnostics] == [STALE[1]]
