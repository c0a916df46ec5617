"""The `glossary.json` of documentation: what projects write is read, one shape is written."""

import io
import json
from pathlib import Path

import pytest

from glossary.formats import detect_format, load_format
from glossary.formats.base import FormatError, Languages
from glossary.formats.files import GlossaryError, edit, load, save
from glossary.model import Case, Concept, Glossary, State, Status, Term

EN_ZH = Languages("en", "zh")
OWN = """\
{
  "keep": [
    "MCP"
  ],
  "terms": [
    {
      "source": "host",
      "target": "主机",
      "note": "the application",
      "avoid": [
        "东道主",
        {
          "text": "宿主",
          "when": "host"
        }
      ]
    }
  ]
}
"""


def parse(value: object, languages: Languages = EN_ZH) -> list[Concept]:
    text = value if isinstance(value, str) else json.dumps(value)
    return [*load_format("json").load(io.BytesIO(text.encode()), languages).concepts]


def test_words_to_keep_to_use_and_to_avoid() -> None:
    assert parse(OWN) == [
        Concept("MCP", (Term("MCP", "en"), Term("MCP", "zh", Status.PREFERRED, case=Case.SENSITIVE))),
        Concept(
            "host",
            (
                Term("host", "en"),
                Term("主机", "zh", Status.PREFERRED),
                Term("东道主", "zh", Status.FORBIDDEN),
                Term("宿主", "zh", Status.FORBIDDEN, when_source="host"),
            ),
            note="the application",
        ),
    ]
    assert detect_format("i18n/zh/glossary.json", OWN.encode()) == "json"


def test_a_list_of_pairs() -> None:
    (concept,) = parse([{"source": "CLI", "target": "命令行", "ignore_case": True, "whole_word": False}])
    assert concept.terms == (
        Term("CLI", "en", case=Case.INSENSITIVE),
        Term("命令行", "zh", Status.PREFERRED, case=Case.INSENSITIVE),
    )
    assert concept.extra == (("whole_word", "false"),)


def test_renderings_by_language_and_words_that_are_not_translated() -> None:
    first, second = parse(
        {
            "metadata": {"sourceLang": "en"},
            "terms": [
                {"source": "pod", "targets": {"zh-CN": "Pod", "ko": "파드"}, "context": "resource"},
                {"source": "kubectl", "targets": {}, "doNotTranslate": True},
            ],
        },
        Languages("zh", "en"),
    )
    assert [(term.text, term.language) for term in first.terms] == [("pod", "en"), ("Pod", "zh-CN"), ("파드", "ko")]
    assert first.extra == (("context", "resource"),)
    assert [(term.text, term.language) for term in second.terms] == [("kubectl", "en")] * 2


def test_a_key_for_each_language_where_id_is_no_language() -> None:
    (concept,) = parse({"version": "1.0", "terms": [{"id": "7", "en": "Annuity", "zh-cn": "年金"}]})
    assert concept == Concept("7", (Term("Annuity", "en"), Term("年金", "zh-cn", Status.PREFERRED)))


def test_terms_by_their_source() -> None:
    kept, drift, run = parse(
        {"doNotTranslate": ["GitHub"], "terms": {"drift": {"zh": "漂移", "de": "Drift"}, "run": "运行"}}
    )
    assert [term.text for term in kept.terms] == ["GitHub", "GitHub"]
    assert [(term.text, term.language) for term in drift.terms] == [("drift", "en"), ("漂移", "zh"), ("Drift", "de")]
    assert [(term.text, term.language) for term in run.terms] == [("run", "en"), ("运行", "zh")]


def test_terms_that_are_forbidden_where_the_source_has_a_word() -> None:
    (concept,) = parse(
        {
            "sourceLocale": "en",
            "terms": [
                {
                    "id": "active",
                    "status": "proposed",
                    "en": "Active",
                    "translations": {"zh-CN": "活跃"},
                    "forbidden": {"zh-CN": ["动", {"text": "活动", "whenEn": "Active"}]},
                    "alsoAllowed": {"zh-CN": [{"text": "生效中", "when": "of bills"}]},
                    "note": "of devices",
                }
            ],
        }
    )
    state = State.CANDIDATE
    assert concept == Concept(
        "active",
        (
            Term("Active", "en", state=state),
            Term("活跃", "zh-CN", Status.PREFERRED, state),
            Term("动", "zh-CN", Status.FORBIDDEN, state),
            Term("活动", "zh-CN", Status.FORBIDDEN, state, when_source="Active"),
            Term("生效中", "zh-CN", Status.ADMITTED, state, note="of bills"),
        ),
        note="of devices",
    )


SHAPE = '{"terms": [{"source": "host", "target": "主机"}]}'


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, f"no list of terms: give one, as {SHAPE}, or convert the file to .csv"),
        ([1], f"“terms” is not a list of objects: write it as {SHAPE}"),
        ({"keep": "MCP", "terms": []}, '“keep” is not a list of words: write it as ["MCP"]'),
        ({"terms": [{"target": "x"}]}, f"entry 1 of “terms”: no “source”: write it as {SHAPE}"),
        (
            {"terms": [{"source": "a", "target": "b", "avoid": "c"}]},
            'entry 1 of “terms”: “avoid” or “forbidden” is not a list: write it as ["东道主"]',
        ),
        (
            {"terms": [{"source": "a", "avoid": [1]}]},
            'entry 1 of “terms”: a term is not a text: write it as "东道主", or as {"text": "东道主", "when": "host"}',
        ),
        (
            {"terms": [{"source": "a", "target": 1}]},
            "entry 1 of “terms”: “target” is not a text: put it in quotation marks",
        ),
        (
            {"terms": [{"source": "a", "targets": "b"}]},
            'entry 1 of “terms”: “targets” is not an object: write it as {"zh": "主机"}',
        ),
        ("{", f"not JSON (Expecting property name enclosed in double quotes): a list of terms is expected, as {SHAPE}"),
        ("[" * 100_000, f"not JSON (too large or too deep): a list of terms is expected, as {SHAPE}"),
    ],
)
def test_what_is_no_list_is_named(value: object, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse(value)
    assert caught.value.message == message


def test_one_shape_is_written(tmp_path: Path) -> None:
    path = tmp_path / "glossary.json"
    glossary = Glossary(tuple(parse(OWN)))
    assert save(path, glossary, None, EN_ZH) == []
    assert path.read_text(encoding="utf-8") == OWN
    with edit(path, None, EN_ZH) as draft:
        host = draft.glossary.concepts[1]
        draft.glossary = draft.glossary._replace(concepts=(draft.glossary.concepts[0], host._replace(note="")))
    assert path.read_text(encoding="utf-8") == OWN.replace('      "note": "the application",\n', "")


def test_what_a_list_cannot_hold_is_named(tmp_path: Path) -> None:
    terms = (
        Term("host", "en", note="x"),
        Term("主机", "zh", Status.PREFERRED),
        Term("主控", "zh", Status.ADMITTED),
        Term("宿主", "zh", Status.DEPRECATED),
    )
    glossary = Glossary((Concept("1", terms, "computing"), Concept("2", (Term("pod", "en"),))))
    assert save(tmp_path / "a.json", glossary, None, EN_ZH) == [
        "1 concept: left out, nothing of it makes a pair",
        "1 term: left out, for an entry holds one source, one rendering and those to avoid",
        "1 term: deprecated or superseded becomes forbidden",
        "2 concepts: the id left out",
        "1 concept: the subject left out",
        "1 term: the note left out",
    ]


@pytest.mark.parametrize(
    "value",
    [
        [{"source": "a", "target": "b"}],
        {"terms": [{"source": "a", "target": "b", "context": "c"}]},
        {"terms": [{"source": "a", "targets": {"zh": "b"}}]},
        {"version": 1, "terms": []},
    ],
)
def test_a_list_that_holds_more_is_only_read(tmp_path: Path, value: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(GlossaryError, match="is only read"), edit(path, None, EN_ZH) as draft:
        draft.glossary = draft.glossary._replace(concepts=(*draft.glossary.concepts, *parse(OWN)))
    assert path.read_text(encoding="utf-8") == json.dumps(value)
    assert load(path, None, EN_ZH).format == "json"


@pytest.mark.parametrize(
    ("terms", "lost"),
    [
        ((Term("host", "en"), Term("主机", "zh", Status.ADMITTED)), "1 term: the status left out"),
        ((Term("host", "en"), Term("主机", "zh", note="x")), "1 term: the note left out"),
        ((Term("host", "en"), Term("主机", "zh", case=Case.SENSITIVE)), "1 term: the case left out"),
        (
            (Term("host", "en"), Term("主机", "zh"), Term("宿主", "zh")),
            "1 term: left out, for an entry holds one source, one rendering and those to avoid",
        ),
    ],
)
def test_a_change_that_a_list_cannot_hold_is_refused(tmp_path: Path, terms: tuple[Term, ...], lost: str) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"terms": [{"source": "host", "target": "主机"}]}', encoding="utf-8")
    with pytest.raises(GlossaryError) as caught, edit(path, None, EN_ZH) as draft:
        draft.glossary = Glossary((Concept("host", terms),))
    assert str(caught.value) == (
        f"{path}: not changed, for json cannot hold all of it ({lost}): "
        f"first aligncheck glossary convert {path} NEW.csv --languages en,zh, or give --force to lose this"
    )
    assert path.read_text(encoding="utf-8") == '{"terms": [{"source": "host", "target": "主机"}]}'


def test_terms_to_avoid_in_the_source_language_are_named() -> None:
    glossary = Glossary((parse(OWN)[1]._replace(note=""),))
    assert [*map(str, load_format("json").find_losses(glossary, Languages("zh", "en")))] == [
        "2 terms: left out, not to be used and in zh: a list holds those in en; "
        "if zh is the target language, add --languages en,zh",
        "1 term: the status becomes preferred",
        "1 concept: the id left out",
        "1 term: the status left out",
    ]


def test_a_history_that_is_lost_is_named() -> None:
    terms = (Term("host", "en"), Term("主机", "zh", Status.PREFERRED))
    glossary = Glossary((Concept("host", terms, extra=(("history", "2026-03-01 | Li Na | added"), ("client", "X"))),))
    assert [*map(str, load_format("json").find_losses(glossary, EN_ZH))] == [
        "1 concept: the history is left out",
        "1 concept: the extra values left out",
    ]


@pytest.mark.parametrize(
    ("value", "languages"),
    [
        ([{"source": "host", "translations": {"zh": "主机"}}], Languages()),
        ([{"source": "host", "target": "主机"}, {"source": "API", "target": "API"}], Languages()),
        ({"sourceLang": "en", "terms": [{"source": "host", "target": "主机"}]}, Languages()),
        ({"terms": {"host": {"zh": "主机"}, "run": "运行"}}, Languages()),
        ([{"source": "主机", "target": "host"}], EN_ZH),
    ],
)
def test_languages_that_the_scripts_contradict_are_asked_for(value: object, languages: Languages) -> None:
    source, target = languages
    with pytest.raises(FormatError) as caught:
        parse(value, languages)
    assert caught.value.message == (
        f"most entries have the script of {target} in the source and that of {source} in the rendering: "
        f"name the languages of the list, as in --languages {target},{source}"
    )
    assert len(parse(value, Languages(target, source))) >= 1


@pytest.mark.parametrize(
    "value",
    [
        [{"source": "API", "target": "interface"}, {"source": "主机", "target": "host"}],
        [{"source": "CEO", "target": "chief executive"}],
        {"keep": ["MCP"], "terms": []},
        {"sourceLang": "en", "terms": [{"source": "host", "targets": {"zh-CN": "主机"}}]},
        [{"en": "host", "zh": "主机"}],
        [{"zh": "主机", "en": "host"}],
    ],
)
def test_scripts_that_fit_or_languages_that_are_named_are_believed(value: object) -> None:
    assert len(parse(value, Languages())) >= 1
