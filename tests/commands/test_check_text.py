"""The heart: a text, a file and a run give the same findings; tasks and results are plain data."""

import gc
import inspect
import json
import pickle
import pydoc
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from roots import ROOT, SEEDS
from rows import leave_to_full

import align
from align import (
    AligncheckError,
    Outcome,
    Request,
    Result,
    Settings,
    Task,
    check_file,
    check_files,
    check_pairs,
    check_text,
)
from align.commands.outcomes import fold_results
from align.config.glossaries import Glossaries
from align.inputs.tasks import plan_tasks
from align.linter.registry import all_rules
from align.linter.scanner import check_documents
from align.linter.suppression import Allow
from align.model import Finding, Severity, Skipped
from align.report import renderer
from align.report.style import Style

API: Any = align
"""What type checkers see no types of."""

NAMES = sorted(path.name for path in SEEDS.iterdir() if path.name.endswith((".en.txt", ".md")))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
RULE_NAMES = st.sampled_from(sorted(all_rules()))
SETTINGS = st.builds(
    Settings,
    rules=st.none() | st.lists(RULE_NAMES, max_size=4).map(tuple),
    severities=st.lists(st.tuples(st.sampled_from(sorted(all_rules())), st.sampled_from(Severity)), max_size=2).map(
        tuple
    ),
    allow=st.lists(st.builds(Allow, text=WORDS, reason=WORDS), max_size=2).map(tuple),
    source_lang=st.sampled_from(["zh", "ja"]),
    target_lang=st.sampled_from(["en", "de"]),
    threshold=st.none() | st.sampled_from(Severity),
    folder=st.sampled_from(["", "/texts"]),
)
TEXTS = st.text(st.sampled_from("ab to,.摆脱（)\"“3500% \n-*'"), max_size=60)


def test_the_face_offers_what_it_names() -> None:
    assert {name: getattr(align, name).__name__ for name in align.__all__ if name != "__version__"} == {
        name: name for name in align.__all__ if name != "__version__"
    }
    stub = Path(inspect.getfile(align)).with_name("__init__.pyi").read_text(encoding="utf-8")
    assert all(f" as {name}" in stub or name == "__version__" for name in align.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'checked'"):
        getattr(align, "checked")  # noqa: B009


def test_pairs_are_checked_as_a_file_of_them_is(tmp_path: Path) -> None:
    pairs = [
        ("它耗资2510亿元。", "It costs 25.1 billion yuan."),
        ("", "It lay lay shut."),
        ("他来了。", "He came."),
    ] * 2
    rows = [json.dumps({"source": source, "target": target}) for source, target in pairs]
    (file := tmp_path / "pairs.jsonl").write_text("\n".join(rows), encoding="utf-8")
    result = check_pairs(iter(pairs), path=str(file))
    assert result == replace(check_file(Task(str(file))), lacks_source=False)
    assert [(one.start.segment, one.start.column, one.finding.rule) for one in result.diagnostics] == [
        ("1", 10, "money-mismatch"),
        ("2", 4, "doubled-word"),
        ("4", 10, "money-mismatch"),
        ("5", 4, "doubled-word"),
    ]
    assert (result.words, check_pairs([]).diagnostics) == (22, ())


def test_pairs_are_checked_together_as_each_is_alone() -> None:
    """Rules look at pairs of all languages and kinds, one rule after another; what each says is where it belongs."""
    pairs = [
        ("它耗资2510亿元。", "It costs 25.1 billion yuan."),
        ("", "It lay lay shut."),
        ("公司亏损2.1亿元。", "The company posted a profit of 210 million yuan."),
        ("馆长谢云同意了。", "The director, xie yun, agreed."),
        ("他从北京飞往上海。", "He flew from Shanghai to Beijing."),
        ("港口关闭。", "港口关闭。"),
        ("他来了。", "He came."),
    ]
    together = check_pairs(pairs).diagnostics
    alone = [check_pairs([pair]).diagnostics for pair in pairs]
    assert [[one.finding for one in found] for found in alone] == [
        [one.finding for one in together if one.start.segment == str(number)] for number in range(1, len(pairs) + 1)
    ]
    assert [len(found) for found in alone] == [1, 1, 1, 1, 1, 1, 0]


@pytest.mark.parametrize("before", [(700, 10, 10), (0, 5, 5), (250_000, 10, 10)])
def test_a_check_leaves_the_search_for_cycles_as_it_was(
    before: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = list[tuple[int, int, int]]()

    def look(*given: Any) -> list[list[Finding]]:
        seen.append(gc.get_threshold())
        return check_documents(*given)

    monkeypatch.setattr("align.commands.check.check_documents", look)
    usual = gc.get_threshold()
    try:
        gc.set_threshold(*before)
        check_text("It lay lay shut.")
        assert gc.get_threshold() == before
    finally:
        gc.set_threshold(*usual)
    assert seen == [(1_000_000, 50, 100) if before[0] == 700 else before]


def test_a_text_is_checked_beside_its_source() -> None:
    result = check_text("It costs 25.1 billion yuan.", source="它耗资2510亿元。")
    assert [(one.finding.rule, one.text) for one in result.diagnostics] == [("money-mismatch", "25.1 billion yuan")]
    assert (result.path, result.words, result.failing, result.skipped) == ("text.txt", 5, True, ())
    assert check_text("It costs 25.1 billion yuan.").diagnostics == ()


def test_the_name_of_a_text_tells_its_format() -> None:
    assert [one.finding.rule for one in check_text("The `to摆脱` flag", path="a.txt").diagnostics] == [
        "residual-source"
    ]
    assert check_text("The `to摆脱` flag", path="a.md").diagnostics == ()


@pytest.mark.parametrize("name", [*NAMES[:2], *leave_to_full(NAMES[2:])])
def test_a_text_says_what_its_file_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SEEDS.parent)
    (task,) = (one for one in plan_tasks(Request((f"seeds/{name}",))) if isinstance(one, Task))
    source = Path(task.source).read_text(encoding="utf-8") if task.source else None
    text = Path(task.path).read_text(encoding="utf-8")
    result = check_text(text, task.settings, source, path=task.path)
    assert result == replace(check_file(task), lacks_source=False, source="")  # which the texts beside it tell


@pytest.mark.full
def test_the_order_of_the_work_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SEEDS.parent)
    request = Request(("seeds",))
    items = list(plan_tasks(request))
    glossaries = Glossaries()
    results = {
        index: Result(item.path, skipped=(item,)) if isinstance(item, Skipped) else check_file(item, glossaries)
        for index, item in reversed(list(enumerate(items)))
    }
    assert fold_results(results[index] for index in range(len(items))) == check_files(request)


@given(SETTINGS, WORDS, WORDS)
def test_a_task_survives_pickling(given_settings: Settings, path: str, source: str) -> None:
    task = Task(path, "en", source, "zh", given_settings)
    assert pickle.loads(pickle.dumps(task)) == task
    assert hash(pickle.loads(pickle.dumps(task))) == hash(task)


@given(SETTINGS, TEXTS, st.none() | st.just("他们要摆脱3500的控制。"))
def test_a_result_survives_pickling(given_settings: Settings, text: str, source: str | None) -> None:
    if given_settings.source_lang != "zh" or given_settings.target_lang != "en":
        source = None
    result = check_text(text, given_settings, source)
    assert pickle.loads(pickle.dumps(result)) == result
    outcome = fold_results([result])
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    assert isinstance(outcome, Outcome)


@given(TEXTS)
def test_checking_a_text_twice_gives_the_same(text: str) -> None:
    assert check_text(text) == check_text(text)


def test_each_glossary_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many folders lie below a configuration, it, its glossary and its rules are made once."""
    (tmp_path / "aligncheck.toml").write_text('glossaries = ["g.csv"]', encoding="utf-8")
    (tmp_path / "g.csv").write_text("zh,en\n矿,mine\n", encoding="utf-8")
    for number in range(12):
        (tmp_path / f"f{number}").mkdir()
        (tmp_path / f"f{number}" / "a.txt").write_text("The mine is shut.", encoding="utf-8")
    counts: dict[str, int] = {}

    def count(module: str, name: str) -> None:
        home = import_module(module)
        real = getattr(home, name)

        def counted(*args: object, **options: object) -> object:
            counts[name] = counts.get(name, 0) + 1
            return real(*args, **options)

        monkeypatch.setattr(home, name, counted)

    for module, name in (
        ("align.config.file", "load_config"),
        ("align.config.settings", "resolve"),
        ("glossary.formats.files", "load"),
        ("glossary.matching.term_matcher", "Matcher"),
        ("align.config.glossaries", "sha256"),
        ("align.linter.scanner", "Scanner"),
    ):
        count(module, name)
    from align.linter import scanner

    scanner._build_scanner.cache_clear()
    assert check_files(Request((str(tmp_path),))).report.documents == 12
    assert counts == {"load_config": 1, "resolve": 1, "load": 1, "Matcher": 1, "sha256": 1, "Scanner": 1}


def test_an_aligned_target_is_split_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from align.lang import find_language

    seen: list[str] = []

    class Counted:
        """English and Chinese, noting what is split."""

        @staticmethod
        def split(text: str) -> Iterable[int]:
            seen.append(text)
            return find_language("en").split(text)

    monkeypatch.setattr("align.readers.plain.find_language", lambda code: Counted)
    check_text("The port opens in May. The first ships have arrived.", source="港口五月开放。第一批船已经到了。")
    assert sorted(seen) == ["The port opens in May. The first ships have arrived.", "港口五月开放。第一批船已经到了。"]


PROSE = (
    "The firm wants to摆脱 the old yard before the winter storms come in from the northern sea. Nobody said when,and "
    "nobody asked why the harbour office had kept the plans in a drawer for more than eleven years. In the end the "
    "the council voted, and the yard will be moved to the far side of the bay by the end of the next season."
)


def _fingerprints(text: str, path: str = "a.txt") -> list[str]:
    return [one.fingerprint for one in check_text(text, path=path).diagnostics]


def test_fingerprints_name_faults() -> None:
    names = _fingerprints(PROSE)
    assert len(names) == len(set(names)) == 3
    assert _fingerprints(PROSE, "b.txt") != names
    assert _fingerprints(PROSE, "./x/../a.txt") == _fingerprints(PROSE, str(Path("a.txt").absolute())) == names


@given(
    before=st.lists(st.sampled_from(["A clean line stands here.", "Another one, for good measure."]), max_size=3),
    after=st.lists(st.sampled_from(["The last word was said.", "It rained."]), max_size=3),
    width=st.sampled_from([0, 64, 72, 80, 100]),
)
def test_fingerprints_outlive_edits_elsewhere(before: list[str], after: list[str], width: int) -> None:
    by_columns = PROSE.replace("摆脱", "@@@@")  # two wide characters take four columns
    wrapped = textwrap.fill(by_columns, width).replace("@@@@", "摆脱") if width else PROSE
    assert _fingerprints("\n\n".join([*before, wrapped, *after])) == _fingerprints(PROSE)


def test_mending_one_fault_and_making_an_equal_one_elsewhere_gives_another_name() -> None:
    first = "The firm wants to摆脱 the yard.\n\nThe council votes to leave the bay.\n"
    other = "The firm wants to leave the yard.\n\nThe council votes to摆脱 the bay.\n"
    assert set(_fingerprints(first)).isdisjoint(_fingerprints(other))


def test_a_fault_inserted_above_takes_no_name_away() -> None:
    old = "The council votes to摆脱 the bay.\n"
    new = "The firm wants to摆脱 the yard.\n\n" + old
    assert _fingerprints(new)[1:] == _fingerprints(old)


def test_fingerprints_outlive_another_encoding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = []
    for encoding in ("utf-8", "utf-16", "gb18030"):
        Path("a.txt").write_text(PROSE, encoding=encoding)
        names.append([one.fingerprint for one in check_file(Task("a.txt")).diagnostics])
    assert names[0] == names[1] == names[2] == _fingerprints(PROSE)


def test_fingerprints_count_from_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "aligncheck.toml").write_text("", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.txt").write_text(PROSE, encoding="utf-8")
    names = []
    for folder, path in ((".", "inner/a.txt"), ("inner", "a.txt"), ("inner", "../inner/./a.txt")):
        monkeypatch.chdir(tmp_path / folder)
        report = check_files(Request((path,))).report
        names.append([one.fingerprint for one in report.diagnostics])
    assert names[0] == names[1] == names[2]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: API.check_text(b"abc"), "text has to be str, not b'abc'"),
        (lambda: API.check_text("a", source=5), "source has to be str, not 5"),
        (lambda: API.check_text("a", "zh"), "settings has to be Settings, not 'zh'"),
        (
            lambda: API.check_text("a", API.Settings(glossaries="g.csv")),
            "settings.glossaries has to be a tuple of str, not 'g.csv': write ('g.csv',)",
        ),
        (
            lambda: API.check_text("a", API.Settings(severities=(("a", "error"),))),
            "settings.severities has to be a tuple of a tuple of str and Severity, not (('a', 'error'),)",
        ),
        (
            lambda: API.check_text("a", API.Settings(encoding="nope")),
            "settings.encoding: there is no encoding 'nope'",
        ),
        (
            lambda: API.check_text("a", API.Settings(parts=("nope",))),
            "settings.parts has to be of attributes, comments, strings, navigation",
        ),
        (lambda: API.check_pairs(None), "pairs has to be Iterable, not None"),
        (lambda: API.check_pairs(["ab"]), "pair 1 has to be (source, target), two strings; a source may be empty"),
        (
            lambda: API.check_pairs([("a", "b"), ("a", 1)]),
            "pair 2 has to be (source, target), two strings; a source may be empty",
        ),
        (lambda: API.check_file("x.txt"), "task has to be Task, not 'x.txt'"),
        (lambda: API.check_file(API.Task("x.txt", settings=None)), "task.settings has to be Settings, not None"),
        (lambda: API.check_files("seeds"), "request has to be Request, not 'seeds'"),
        (
            lambda: API.check_files(API.Request("seeds")),
            "request.paths has to be a tuple of str, not 'seeds': write ('seeds',)",
        ),
        (
            lambda: API.check_files(API.Request((str(SEEDS),), target_lang="cn")),
            "cn is not a language code: did you mean zh?",
        ),
        (
            lambda: API.check_files(API.Request((str(SEEDS),), fail_on="bad")),
            "fail_on has to be one of error, warning, info, never, not 'bad'",
        ),
        (lambda: API.align_texts("a", None), "target has to be str, not None"),
        (
            lambda: API.align_texts("a", "b", source_lang="??"),
            "?? is not a language code: give one such as zh, en or pt-BR",
        ),
    ],
)
def test_a_bad_argument_is_named_in_one_line(call: Callable[[], object], message: str) -> None:
    with pytest.raises(AligncheckError) as raised:
        call()
    assert str(raised.value) == message


def test_results_are_the_json_report(tmp_path: Path) -> None:
    (file := tmp_path / "draft.txt").write_text(
        "It lay lay shut.\n<!-- aligncheck: allow nothing -->", encoding="utf-8"
    )
    outcome, result = check_files(Request((str(file),), config="none")), check_file(Task(str(file)))
    schema = Draft202012Validator(json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8")))
    for one in (outcome, result, check_text("She said said no."), check_file(Task("missing.txt"))):
        assert one.to_dict() == json.loads(one.to_json())
        assert list(schema.iter_errors(one.to_dict())) == []
    assert outcome.to_dict() == result.to_dict()
    assert outcome.to_json() == "".join(renderer("json")(outcome.report, Style()))
    assert [found["rule"] for found in result.to_dict()["findings"]] == ["doubled-word"]


def test_the_face_shows_itself() -> None:
    assert {*align.__all__, "__doc__"} <= set(dir(align))
    page = re.sub(".\b", "", pydoc.render_doc(align))  # bold letters are printed twice
    assert all(f"{name}(" in page for name in ("check_text", "check_pairs", "check_files", "check_file", "align_texts"))
