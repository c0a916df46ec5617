"""What the examples of the rules for English alone do not show: pairs, Markdown, wrapped lines, long lines."""

import pytest
from marked import check, document, findings, marked, text_rule, unmark
from office_files import make_docx, make_paragraph, make_run
from rows import on_each

from align.model import Bitext, Edit, Fix, Severity
from align.readers import ReadOptions, read, read_document


def found(rule: str, text: str, *, name: str = "example.txt", source: str = "") -> str:
    text = unmark(text)
    return marked(text, check(text, [text_rule(rule)], name=name, source=source))


@pytest.mark.parametrize(
    "text",
    [
        "A paragraph wrapped at ⟦the\nthe⟧ end of a line of some length, so that it is one paragraph and goes on.\n"
        "And here is another line of it, of about the same length, so that nobody takes it for a heading or so.\n",
        "A list of the\n\nthe best.\n",
        "the end of ⟦the the⟧ road",
    ],
)
def test_doubled_word_across_lines(text: str) -> None:
    assert found("doubled-word", text, name="example.md") == text


DOUBLED_AT_BORDERS = [
    ("a.txt", "They came to ⟦the\nthe⟧ mine, with ⟦an\nan⟧ old map.\n"),
    ("a.txt", "They came to the\n\nthe mine.\n"),
    ("a.txt", "and\nthe\nthe end\nof the\nthe\n"),
    ("a.txt", "What it is made of\nof all things, vitamin a\na day.\nAll the\nThe mine\n"),
    ("a.md", "> They are ⟦the\n> the⟧ miners of\n> > it, ⟦and\n> > and⟧ the pit.\n"),
    ("a.md", "> the\n> the miners\n\nAll of the\n`x` the pit, the *the* pit.\n"),
    ("a.md", "- of the\n- the mine\n- end of ⟦the\n  the⟧ mine\n\n# Of the\n\nthe mine, and the  \nthe pit.\n"),
    ("a.md", "| of the | the mine |\n|---|---|\n| of the | the mine |\n"),
]


@on_each(DOUBLED_AT_BORDERS)
def test_doubled_word_at_borders_of_lines(name: str, text: str) -> None:
    assert found("doubled-word", text, name=name) == text


DOUBLED_IN_FORMATS = [
    ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nEnd of the\n\n2\n00:00:03,000 --> 00:00:04,000\nthe mine, and\nand so"
     "\n\n3\n00:00:05,000 --> 00:00:06,000\n- I saw the\n- the mine.\n", ["the the", "and and"]),
    ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nEnd of the\n\n00:03.000 --> 00:04.000\nthe mine\n", ["the the"]),
    ("a.html", "<p>Of <b>the</b>\n<i>the</i> mine, <span>of </span>of <a href='x'>it, and</a> and so</p><p>It is the"
     "</p><p>the mine</p><ul><li>of the<li>the mine</ul><table><tr><td>of the<td>the mine</table>",
     ["the\nthe", "of of", "and and"]),
]  # fmt: skip


@on_each(DOUBLED_IN_FORMATS)
def test_doubled_word_in_formats(name: str, text: str, marked_texts: list[str]) -> None:
    side = document(text, name=name)
    spans = [one.span for one in findings(text_rule("doubled-word"), side)]
    assert [side.text[slice(*span)].replace("\n", " ") for span in spans] == [
        one.replace("\n", " ") for one in marked_texts
    ]


def test_doubled_word_in_word_is_found_across_runs_and_not_across_paragraphs() -> None:
    runs = map(make_run, ("They came to the", " the mine of", " of it, by the"))
    body = make_paragraph(*runs) + make_paragraph(make_run("the pit, and"))
    side = read_document("a.docx", make_docx(body + make_paragraph(make_run("and so"))), ReadOptions())
    spans = [one.span for one in findings(text_rule("doubled-word"), side)]
    assert [side.text[slice(*span)] for span in spans] == ["the the", "of of"]


UNITS = {
    "a.po": 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "一"\nmsgstr "End of the"\n\n'
    'msgid "二"\nmsgstr "the mine of "\n"of it"\n',
    "a.tsv": "source\ttarget\n一\tEnd of the\n二\tthe mine of of it\n",
    "a.xliff": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="zh" '
    'target-language="en" original="x" datatype="plaintext"><body><trans-unit id="1"><source>一</source><target>End of '
    'the</target></trans-unit><trans-unit id="2"><source>二</source><target>the mine of <g id="1">of</g> it</target>'
    "</trans-unit></body></file></xliff>",
    "a.tmx": '<tmx version="1.4"><header srclang="zh" datatype="plaintext" segtype="sentence" adminlang="en" o-tmf="x" '
    'creationtool="x" creationtoolversion="1"/><body><tu><tuv xml:lang="zh"><seg>一</seg></tuv><tuv xml:lang="en"><seg>'
    'End of the</seg></tuv></tu><tu><tuv xml:lang="zh"><seg>二</seg></tuv><tuv xml:lang="en"><seg>the mine of <bpt '
    'i="1">x</bpt>of<ept i="1">x</ept> it</seg></tuv></tu></body></tmx>',
    "a.en.json": '{"a": "End of the", "b": "the mine of of it", "c": ["all the", "the pit"]}',
}


@pytest.mark.parametrize("name", UNITS)
def test_doubled_word_is_not_looked_for_across_units(name: str) -> None:
    sides = [one.target if isinstance(one, Bitext) else one for one in read(name, UNITS[name].encode(), ReadOptions())]
    found = [(side, one.span) for side in sides for one in findings(text_rule("doubled-word"), side)]
    assert [side.text[slice(*span)] for side, span in found] == ["of of"]


def test_a_line_stays_where_a_doubled_article_at_its_end_is_mended() -> None:
    (one,) = check("They came to the\nthe mine.\n", [text_rule("doubled-word")])
    assert one.fix == Fix(True, (Edit(17, 21, ""),))


def test_doubled_word_is_no_repeated_phrase_as_well() -> None:
    text = "It was ⟦the the the the the the the the the the the⟧ end."
    assert found("doubled-word", text) == text


@pytest.mark.parametrize(
    "text",
    [
        "“First we dig.\n\n“Then we build.\n\n“Then we rest.”\n",
        'She said: "First we dig.\n\nThen we build."\n',
        'She said: ⟦"⟧First we dig.\n\nThen we build.\n',
        "See [the page](https://example.com/a_(b)) and `f(x` there.\n",
        "1) one\n2) two\n\na) three; b) four\n",
        "Half of it (the first half\nof it) came.\n",
    ],
)
def test_marks_over_paragraphs(text: str) -> None:
    assert found("unpaired-punctuation", text, name="example.md") == text


@pytest.mark.full
@pytest.mark.parametrize("rule", ["unpaired-punctuation", "mixed-quotes", "irregular-spacing", "doubled-word"])
@pytest.mark.parametrize("unit", ["a (b ", 'so "x ', "“y“ it’s it's ", "rice ,wheat  and ’ s ", "of of ", "end.The "])
def test_many_faults_on_one_line_take_linear_time(rule: str, unit: str) -> None:
    text = unit * 20_000
    assert len(findings(text_rule(rule), document(text))) <= 60_000


def test_a_mark_alone_in_a_pair_is_a_remark() -> None:
    (only,) = check("“It is late.", [text_rule("unpaired-punctuation")], source="“晚了。”")
    assert only.severity is Severity.INFO


@pytest.mark.parametrize(
    "text", ["Although he left.", "“Although the house was built only three years ago.”", "although"]
)
def test_fragments_that_may_stand(text: str) -> None:
    assert found("sentence-fragment", text) == text


@pytest.mark.parametrize(
    "text",
    [
        "One.  Two.  Three⟦  ⟧words.  Four.\n",
        "| a  | b  |\n|----|----|\n| c  | d  |\n",
        "* item\n  more   \n\n      code  here\n",
    ],
)
def test_spaces_that_set_columns_or_follow_a_habit(text: str) -> None:
    assert found("irregular-spacing", text, name="example.md") == text


def test_a_dotted_name_of_the_code_is_no_lost_space() -> None:
    text = "Wrap it in Form.Item first. It ended in ⟦May.The⟧ rest is old.\n\n    <Form.Item />\n"
    assert found("irregular-spacing", text, name="example.md") == text


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ("（", "Full-width “（” in English text: write “(” instead."),
        ("《", "Full-width “《” in English text: write a quotation mark or italics instead."),
        ("）。", "Full-width “）。” in English text: write “).” instead."),
        ("，（", "Full-width “，（” in English text: write “, (” instead."),
        ("＃＃＃＃＃", "Full-width “＃＃＃＃＃” in English text: write the English sign instead."),
        ("\u3000", "Full-width space in English text: write an ordinary space or none."),
    ],
)
def test_the_english_sign_is_named(run: str, said: str) -> None:
    assert [finding.message for finding in check(f"The port{run}reopened.", [text_rule("cjk-punctuation")])] == [said]


def test_a_long_phrase_is_cut_between_words() -> None:
    phrase = "the office for the control of floods and droughts in the moderately prosperous provinces of the north"
    (finding,) = check(f"We met {phrase} {phrase} today.", [text_rule("repeated-phrase")])
    assert finding.message == (
        "Repeated phrase “the office for the control of floods and droughts in the…”: delete one."
    )
