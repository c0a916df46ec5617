"""What the examples of the rules for English alone do not show: pairs, Markdown, wrapped lines, long lines."""

import pytest
from marked import check, document, findings, marked, text_rule, unmark

from align.model import Severity


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
        ("（", "Full-width “（” in English text; write “(”."),
        ("《", "Full-width “《” in English text; write a quotation mark, or italics."),
        ("）。", "Full-width “）。” in English text; write “).”."),
        ("，（", "Full-width “，（” in English text; write “, (”."),
        ("＃＃＃＃＃", "Full-width “＃＃＃＃＃” in English text; write the English sign."),
        ("\u3000", "Full-width space in English text; write an ordinary space or none."),
    ],
)
def test_the_english_sign_is_named(run: str, said: str) -> None:
    assert [finding.message for finding in check(f"The port{run}reopened.", [text_rule("cjk-punctuation")])] == [said]


def test_a_long_phrase_is_cut_between_words() -> None:
    phrase = "the office for the control of floods and droughts in the moderately prosperous provinces of the north"
    (finding,) = check(f"We met {phrase} {phrase} today.", [text_rule("repeated-phrase")])
    assert finding.message == (
        "“the office for the control of floods and droughts in the…” stands here twice in a row; delete one."
    )
