"""The page of a glossary: what it shows of each concept, in which order, and that nothing in it acts."""

import re
from base64 import b64encode
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from operations import count_lines, find_superlinear
from pages import ELEMENTS, Parsed
from sample_reports import ATTACK

from align.cli import main
from align.commands.glossary_page import collect_contents
from align.report.glossary_page import Contents, render
from align.report.terminal import visible
from glossary.formats.files import load
from glossary.model import Concept, Glossary, State, Status, Term

ALL_ELEMENTS = ELEMENTS | {"nav", "section"}

ORE = Concept(
    "c1",
    (
        Term("矿石", "zh"),
        Term("ore", "en", Status.PREFERRED, part_of_speech="noun", note="Not “mineral”.", origin="Desk, 2021"),
        Term("ores", "en", Status.FORBIDDEN, extra=(("Example", "The ores <b>."), ("Client", "ABC"))),
    ),
    subject="mining",
    definition="含有金属的岩石",
)


def collect(*concepts: Concept, named: tuple[str | None, str | None] = (None, None)) -> Contents:
    return collect_contents({"terms.csv": Glossary(concepts)}, named)


def make_page(*concepts: Concept) -> str:
    return "".join(render(collect(*concepts), "signature"))


def make_concepts(*pairs: tuple[str, str]) -> list[Concept]:
    return [
        Concept(str(number), (Term(source, "zh"), *([Term(target, "en")] if target else [])))
        for number, (source, target) in enumerate(pairs)
    ]


def list_order(contents: Contents, sections: str = "by_source") -> list[tuple[str, list[str]]]:
    """The initials, and the first term of each entry under them."""
    return [
        (one.initial, [contents.entries[place].concept.terms[0].text for place in one.places])
        for one in getattr(contents, sections)
    ]


def test_a_concept_is_shown_with_all_that_is_known_of_it() -> None:
    (item,) = re.findall("<li class=concept.*?</li>", make_page(ORE))
    assert item == (
        "<li class=concept data-d=0 data-g=0>"
        '<div class=source><div class=term><bdi lang="zh">矿石</bdi></div></div>'
        '<div class=target><div class="term preferred"><bdi lang="en">ore</bdi> <b class=status>preferred</b>'
        " <span class=tag><bdi>noun</bdi></span>"
        '<p class=remark><bdi lang="en">Not “mineral”.</bdi></p>'
        '<p class=remark><span><bdi>Source</bdi>:</span> <bdi lang="en">Desk, 2021</bdi></p></div>'
        '<div class="term forbidden"><bdi lang="en">ores</bdi> <b class=status>forbidden</b>'
        '<p class=example><bdi lang="en">The ores &lt;b&gt;.</bdi></p>'
        '<p class=remark><span><bdi>Client</bdi>:</span> <bdi lang="en">ABC</bdi></p></div></div>'
        "<div class=remarks><p class=details><span class=domain><bdi>mining</bdi></span></p>"
        '<p><bdi lang="zh">含有金属的岩石</bdi></p></div></li>'
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.csv",
            "concept,language,term,concept:history\n"
            "1,zh,矿石,2026-03-01 | Li Na | en “ore” added | secret\n1,en,ore,\n",
        ),
        ("b.csv", "source,target,concept:history\n矿石,ore,2026-03-01 | Li Na | en “ore” added | secret\n"),
        (
            "c.jsonl",
            '{"id": "1", "terms": [{"text": "矿石", "language": "zh"}, {"text": "ore", "language": "en"}],'
            ' "history": "2026-03-01 | Li Na | en “ore” added | secret"}\n',
        ),
    ],
)
def test_the_history_of_a_concept_is_not_shown(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    page = "".join(render(collect_contents({name: load(path).glossary}, (None, None)), "signature"))
    assert [one for one in ("矿石", "Li Na", "secret", "history") if one in page.partition("<main")[2]] == ["矿石"]


NOT_SHOWN = {"language", "status", "state", "case", "match", "created", "extra", "id", "terms"}
"""The fields that are no text, or are for programs; `created` is shown where no term was changed."""


def test_every_text_of_a_term_and_of_a_concept_is_shown() -> None:
    of_term, of_concept = (
        {name: f"{kind.__name__[0]} {name}" for name in kind._fields if name not in NOT_SHOWN}
        for kind in (Term, Concept)
    )
    term: dict[str, Any] = {"text": "ore", "language": "en"} | of_term
    concept: dict[str, Any] = {"id": "1", "terms": (Term(**term),)} | of_concept
    page = make_page(Concept(**concept))
    assert [text for text in (*of_term.values(), *of_concept.values()) if text[:10] not in page] == []


def test_its_policy_allows_its_own_style_and_script_alone() -> None:
    page = make_page(ORE)
    policy = Parsed(page.encode()).elements[3][1]["content"]
    bodies = re.findall("<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)
    style, script = (f"'sha256-{b64encode(sha256(body.encode()).digest()).decode()}'" for body in bodies)
    assert policy == (
        f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
    )


HOSTILE = Concept(
    ATTACK,
    (
        Term(ATTACK, "zh", note=ATTACK, extra=((ATTACK, ATTACK), ("example", ATTACK))),
        Term(ATTACK, '"><script>', Status.DEPRECATED, part_of_speech=ATTACK, origin=ATTACK, modified=ATTACK),
    ),
    ATTACK,
    ATTACK,
    ATTACK,
    ((ATTACK, ATTACK),),
)


def test_no_text_is_markup_and_all_can_be_read() -> None:
    other = Glossary((HOSTILE._replace(subject="mining"),))
    contents = collect_contents({f"a/{ATTACK}": Glossary((HOSTILE,)), "b.csv": other}, (None, None))
    page = "".join(render(contents, ATTACK))
    assert not set(page) & set("\x1b\x07\u202e")
    parsed = Parsed(page.encode())
    assert {name for name, _ in parsed.elements} <= ALL_ELEMENTS
    names = {name for _, attributes in parsed.elements for name in attributes}
    assert [name for name in names if name.startswith("on") or name in ("style", "src")] == []
    assert {given["href"] for name, given in parsed.elements if name == "a"} == {"#i0"}
    assert {given.get("lang", "") for _, given in parsed.elements} == {"", "zh", "en"}
    for part in ("div.term", "p.remark", "p.example", "span.domain", "span.tag", "option"):
        assert " ".join(visible(ATTACK).split()) in " ".join(parsed.within(part).split()), part


@given(st.text(st.sampled_from(" ore.\n\r\t<>&\"'－摆\u202e\ud800\x1b]-!") | st.characters(), max_size=60))
def test_any_text_is_there_and_inert(text: str) -> None:
    concept = Concept("1", (Term("矿", "zh"), Term(f"ore {text}", "en")), text, text, text, (("Note", text),))
    parsed = Parsed(make_page(concept).encode(errors="surrogatepass"))
    assert {name for name, _ in parsed.elements} <= ALL_ELEMENTS
    shown = visible(re.sub("[\r\n]+", " ", text))
    assert "".join(shown.split()) in "".join(parsed.within("div.target").split())


def test_chinese_is_ordered_by_pinyin_and_english_by_letters() -> None:
    english = {
        "重新": "anew",
        "矿石": "ore",
        "AI芯片": "AI chip",
        "关键": "“key”",
        "官员": "Éclair",
        "关系": "eclipse",
        "2015年": "2015",
        "重要": "Ore, iron",
        "？": "?",
        "阿": "",
    }
    contents = collect(*make_concepts(*english.items()), Concept("x", (Term("zinc", "en"),)))
    assert list_order(contents) == [
        ("A", ["阿", "AI芯片"]),
        ("C", ["重新"]),
        ("G", ["关键", "关系", "官员"]),
        ("K", ["矿石"]),
        ("Z", ["重要"]),
        ("0–9", ["2015年"]),
        ("Other", ["？"]),
        ("Not in Chinese", ["zinc"]),
    ]
    assert list_order(contents, "by_target") == [
        ("A", ["AI芯片", "重新"]),
        ("E", ["官员", "关系"]),
        ("K", ["关键"]),
        ("O", ["矿石", "重要"]),
        ("Z", ["zinc"]),
        ("0–9", ["2015年"]),
        ("Other", ["？"]),
        ("Not in English", ["阿"]),
    ]


def test_either_language_may_be_the_source() -> None:
    contents = collect(*make_concepts(("矿石", "ore"), ("重新", "anew")), named=("en", "zh"))
    assert list_order(contents) == [("A", ["anew"]), ("O", ["ore"])]
    assert list_order(contents, "by_target") == [("C", ["anew"]), ("K", ["ore"])]


def test_terms_that_may_be_used_come_first_and_rejected_ones_are_counted() -> None:
    terms = (
        Term("bad", "en", Status.FORBIDDEN),
        Term("maybe", "en", state=State.CANDIDATE),
        Term("no", "en", state=State.REJECTED),
        Term("ok", "en", Status.ADMITTED),
        Term("好", "zh"),
        Term("best", "en", Status.PREFERRED),
        Term(" ", "en"),
    )
    empty = Concept("2", (Term("无", "zh", state=State.REJECTED),))
    alone = Concept("3", (Term("本文", "zh"), Term("this article", "en", state=State.REJECTED)))
    contents = collect(Concept("1", terms), empty, alone)
    shown = [term.text for entry in contents.entries for term in entry.concept.terms]
    assert shown == ["好", "best", "ok", "bad", "maybe"]
    parsed = Parsed("".join(render(contents, "")).encode())
    about = parsed.within("details.about")
    assert "Not shown: 3 rejected terms, 2 concepts without another rendering." in about
    assert "Not shown: 1 concept without terms.</p>" in make_page(ORE, Concept("4", ()))
    assert "candidate1proposed, not decided on yet" in about
    assert parsed.within("div.term candidate") == "maybe candidate"
    assert parsed.within("p.lead") == "1 concept, 5 terms: terms.csv"


def test_the_languages_are_those_that_most_terms_have() -> None:
    german = [Concept(str(n), (Term("Erz", "de"), Term("minerai", "fr-FR"), Term("ore", "bad code"))) for n in (1, 2)]
    assert collect(*german).languages == ("de", "fr")
    assert collect(*german, named=("fr", None)).languages == ("fr", "en")
    assert collect(ORE).languages == ("zh", "en")
    assert collect(Concept("1", (Term("ore", "en"), Term("矿", "zh-TW"), Term("Erz", "de")))).languages == ("zh", "en")
    japanese = Concept("1", (Term("矿", "zh-Hant"), Term("ore", "en-GB"), Term("鉱", "ja")))
    british = Concept("2", (Term("山", "zh-Hans"), Term("hill", "en-GB")))
    parsed = Parsed(make_page(japanese, british).encode())
    assert parsed.within("span.tag") == "zh-HansJapanesezh-Hant".replace(
        "zh-HansJapanesezh-Hant", "zh-HantJapanesezh-Hans"
    )


def test_either_script_finds_the_other() -> None:
    pairs = collect(*make_concepts(("关键矿产", ""), ("產業", ""))).script_pairs
    table = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert {"關": "关", "鍵": "键", "礦": "矿", "產": "产", "業": "业"}.items() <= table.items()
    assert "國" not in table


def test_each_concept_says_its_glossary_where_there_are_several() -> None:
    one, other = Glossary((ORE,)), Glossary(tuple(make_concepts(("山", "hill"))))
    page = "".join(render(collect_contents({"a/x.csv": one, "b/x.csv": other}, (None, None)), ""))
    assert "<title>aligncheck: glossary a/x.csv, b/x.csv</title>" in page
    assert '<option value="1">b/x.csv (1)</option>' in page
    details = re.findall(r"<p class=details>(.*?)</p>", page)
    assert details == ["<span class=domain><bdi>mining</bdi></span> · <bdi>a/x.csv</bdi>", "<bdi>b/x.csv</bdi>"]
    single = "".join(render(collect_contents({"a/x.csv": other}, (None, None)), ""))
    assert "glossary x.csv" in single
    assert "<main class=plain>" in single
    assert "class=remarks>" not in single


def test_the_last_change_is_shown_else_when_terms_came() -> None:
    old, new = (Term("矿", "zh", created=f"{year}-03-01", modified=f"{year}-05-01T10:00:00Z") for year in (2024, 2026))
    changed, added = Concept("1", (old, new)), Concept("2", (new._replace(modified=""), Term("ore", "en")))
    details = re.findall(r"<p class=details>(.*?)</p>", make_page(changed, added))
    assert details == ["changed 2026-05-01", "added 2026-03-01"]


def test_filters_count_concepts() -> None:
    page = make_page(ORE, *make_concepts(("山", "hill"), ("水", "water")))
    options = re.findall(r'<option value="([^"]*)">(.*?)</option>', page)
    assert options == [
        ("", "all"),
        ("preferred", "preferred (1)"),
        ("no status", "no status (2)"),
        ("forbidden", "forbidden (1)"),
        ("", "all"),
        ("0", "no domain (2)"),
        ("1", "mining (1)"),
        ("source", "Chinese (pinyin)"),
        ("target", "English"),
    ]


def test_work_and_size_grow_with_the_glossary() -> None:
    def measure(count: int) -> int:
        terms = tuple(Term(f"ore {number}", f"{'abc'[number % 3]}x", note="x") for number in range(count))
        concepts = [ORE._replace(id=str(number), subject=f"mining {number}") for number in range(count)]
        return len(make_page(Concept("many", terms), *concepts))

    measure(1)  # what is loaded once
    assert find_superlinear(count_lines(partial(measure, 100)), count_lines(partial(measure, 400)), 5, 3200) == {}
    small, middle, large = map(measure, (1000, 2000, 3000))
    assert abs((large - middle) - (middle - small)) < (middle - small) / 20


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "terms.csv").write_text("中文,英文,备注,状态\n矿石,ore,注意,首选\n山,hill,,\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["glossary", "page", *arguments])
    return result.exit_code, result.stdout + result.stderr


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.tbx", "a.tmx", "a.jsonl", "a.xlsx", "a.xml"])
def test_every_format_makes_the_same_page(folder: Path, name: str) -> None:
    if name.endswith("xlsx"):
        pytest.importorskip("openpyxl")
    form = ["--output-format", "multiterm"] if name.endswith(".xml") else []
    CliRunner().invoke(main, ["glossary", "convert", "terms.csv", name, *form])
    assert run(name, "--to", "a.html") == (0, "a.html: 2 concepts\n")
    parsed = Parsed((folder / "a.html").read_bytes())
    assert parsed.within("div.source") == "矿石山"
    assert parsed.within("div.target") == "ore preferred注意hill"


def test_an_earlier_page_is_replaced_and_nothing_else(folder: Path) -> None:
    for _ in range(2):
        assert run("terms.csv", "--to", "a.html") == (0, "a.html: 2 concepts\n")
    (folder / "b.html").write_text("<title>aligncheck: review</title>", encoding="utf-8")
    (folder / "c.html").hardlink_to(folder / "terms.csv")
    begin = "aligncheck: --to"
    assert run("terms.csv", "--to", "b.html") == (
        2,
        f"{begin}: b.html is not an earlier glossary page of aligncheck: name another file\n",
    )
    assert run("terms.csv", "--to", "c.html") == (2, f"{begin}: c.html is what is read: name another file\n")
    assert run("terms.csv", "--to", "a.csv") == (
        2,
        f"{begin} a.csv: the page is HTML: name a file that ends in .html\n",
    )
    assert run("terms.csv", "--to", "no/a.html") == (
        2,
        f"{begin}: no/a.html: there is no folder no: make it, or name another\n",
    )
    assert (folder / "b.html").read_text("utf-8") == "<title>aligncheck: review</title>"


def test_a_glossary_without_terms_makes_no_page(folder: Path) -> None:
    (folder / "none.csv").write_text("concept,language,term,state\n1,zh,矿,rejected\n", encoding="utf-8")
    code, told = run("none.csv", "--to", "a.html")
    assert (code, told) == (
        2,
        "aligncheck: none.csv: no concept has a term to show: see `aligncheck glossary stats`\n",
    )
    assert not (folder / "a.html").exists()
    assert run("gone.csv", "--to", "a.html") == (2, "aligncheck: gone.csv: no such file or folder: check the name\n")


def test_a_page_is_no_text_to_check(folder: Path) -> None:
    run("terms.csv", "--to", "a.html")
    result = CliRunner().invoke(main, ["check", "a.html", "--config", "none"])
    assert "page of a review" in result.output
