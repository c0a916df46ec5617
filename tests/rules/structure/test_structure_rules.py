"""What rules about the structure of pages say, and what they leave to each other; no aligner is asked."""

import pytest

from align.linter.context import Context
from align.linter.registry import find_rule
from align.linter.rule import PairRule
from align.model import Alignment, Severity
from align.readers import ReadOptions, read_document

RULES = (
    "admonition-mismatch",
    "block-mismatch",
    "code-mismatch",
    "front-matter-mismatch",
    "heading-mismatch",
    "include-mismatch",
    "inline-code-mismatch",
    "link-mismatch",
    "list-mismatch",
    "table-mismatch",
    "truncated-page",
)
LACKS, HERE = "The translation does not have", ", which the source has here."
PAGE = """# Ports

The ports open in May, and `open()` opens them.

## Ships

Ships come from the [north](north.md).

* Call `ship.arrive()` first.
* Then wait for the pilot.

```py
ship.arrive(limit=7)
```

## Costs {#money}

!!! warning
    The pier is dear.

| a | b |
|---|---|
| `c` | d |

![The pier](pier.png)

{{< contact >}}
"""


def check(source: str, target: str, name: str = "a.md") -> list[tuple[str, int, str]]:
    """The findings: rule, line, message."""
    one, other = (read_document(name, text.encode(), ReadOptions(to)) for text, to in ((source, "en"), (target, "ja")))
    alignment = Alignment(one, other, ())
    context = Context(alignment=alignment, source=one)
    rules = [rule for rule in map(find_rule, RULES) if isinstance(rule, PairRule)]
    found = [finding for rule in rules for finding in rule.check(alignment, context)]
    return [(one.rule, target.count("\n", 0, one.span.start) + 1, one.message) for one in found]


def test_a_page_has_the_structure_of_itself() -> None:
    assert check(PAGE, PAGE) == []


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("## Ships\n\n", "", ("heading-mismatch", 3, f"{LACKS} the heading “Ships”{HERE}")),
        (
            "## Ships",
            "### Ships",
            ("heading-mismatch", 5, "The source has this heading at level 2, the translation at level 3."),
        ),
        (
            "{#money}",
            "{#costs}",
            ("heading-mismatch", 16, "The anchor of this heading is “costs”; links to the source say “money”."),
        ),
        (
            "* Then wait for the pilot.\n",
            "",
            ("list-mismatch", 9, f"{LACKS} a list item: “Then wait for the pilot.”{HERE}"),
        ),
        (
            "(limit=7)",
            "(limit=70)",
            (
                "code-mismatch",
                13,
                "The code of the source says `ship.arrive(limit=7)`, the translation `ship.arrive(limit=70)`.",
            ),
        ),
        ("```py", "```js", ("code-mismatch", 12, "The source introduces this code as `py`, the translation as `js`.")),
        (
            "!!! warning",
            "!!! tip",
            ("admonition-mismatch", 18, "The source has a “warning” box here; the translation has a “tip” box."),
        ),
        (
            "`open()`",
            "`close()`",
            ("inline-code-mismatch", 3, "The source has `open()` here, the translation has `close()`."),
        ),
        ("`open()`", "it", ("inline-code-mismatch", 3, f"{LACKS} `open()`{HERE}")),
        ("[north](north.md)", "north", ("link-mismatch", 7, f"{LACKS} the link `north.md`{HERE}")),
        (
            "(north.md)",
            "(south.md)",
            ("link-mismatch", 7, "The source links to `north.md` here, the translation to `south.md`."),
        ),
        (
            "| `c` | d |\n",
            "",
            ("table-mismatch", 21, "The table of the source has 2 rows, that of the translation has 1."),
        ),
        ("![The pier](pier.png)\n\n", "", ("block-mismatch", 23, f"{LACKS} an image: “![The pier](pier.png)”{HERE}")),
        ("{{< contact >}}\n", "", ("block-mismatch", 25, LACKS + " a shortcode: `{{< contact >}}`" + HERE)),
    ],
)
def test_one_change_is_one_finding_in_its_place(old: str, new: str, finding: tuple[str, int, str]) -> None:
    assert check(PAGE, PAGE.replace(old, new, 1)) == [finding]


def test_a_section_and_the_rest_of_a_page_are_one_finding() -> None:
    start, end = PAGE.index("## Ships"), PAGE.index("## Costs")
    message = "The translation does not have the section “Ships” (a paragraph, 2 list items, a code block)"
    assert check(PAGE, PAGE[:start] + PAGE[end:]) == [("heading-mismatch", 3, f"{message}, which the source has here.")]
    message = "The rest of the page is missing, from “Ships” on: 2 headings, 2 paragraphs, 2 list items and more."
    assert check(PAGE, PAGE[:start]) == [("truncated-page", 3, message)]


def test_long_lines_are_quoted_where_they_differ() -> None:
    start = "```py\nreturn [Binding(method='notifications/receipts', params=Receipt, "
    message = "The code of the source says `…handler=self.on)]`, the translation `…handler=self.off)]`."
    found = check(f"{start}handler=self.on)]\n```\n", f"{start}handler=self.off)]\n```\n")
    assert found == [("code-mismatch", 2, message)]


def test_a_stub_is_one_finding() -> None:
    page = "# A\n\n" + "".join(f"## B{n}\n\nC `{n}`.\n\n* D{n}\n\n" for n in range(30))
    stub = "# A\n\n" + "".join(f"## B{n}\n\n" for n in range(0, 30, 3))
    assert check(page, stub) == [
        ("truncated-page", 21, "Most of the page is missing: it has 11 of the 91 blocks of its source.")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# Ports\n", "# 港 {#ports}\n"),
        ("The pier is dear.", "桟橋は高い。\n\n    （訳注：この用語は慣例に従う。）"),
        ("![The pier](pier.png)", "![桟橋](pier.ja.png)"),
        ("(north.md)", "(../ja/north.md)"),
        ("{{< contact >}}", "{{% contact %}}"),
        ("ship.arrive(limit=7)", "# 船が着く\nship.arrive(limit=7)"),
        ("!!! warning", '!!! warning "注意"'),
        ("* Call `ship.arrive()` first.\n* Then wait for the pilot.", "* 水先人を待つ。\n* `ship.arrive()`"),
    ],
)
def test_localisation_is_no_fault(old: str, new: str) -> None:
    assert check(PAGE, PAGE.replace(old, new, 1)) == []


def test_what_is_too_large_is_not_compared_and_said() -> None:
    page = "".join(f"# A{n}\n\n" for n in range(600))
    one, other = (read_document("a.md", text.encode(), ReadOptions("en")) for text in (page, page[:-40]))
    context = Context(alignment=Alignment(one, other, ()), source=one)
    rule = find_rule("heading-mismatch")
    assert isinstance(rule, PairRule)
    assert list(rule.check(Alignment(one, other, ()), context)) == []
    assert list(context.remarks) == ["The structure of a page with so many blocks was not compared"]


def test_texts_of_other_formats_are_not_compared() -> None:
    assert check(PAGE, "a\n", name="a.txt") == []


def test_severity_says_what_breaks() -> None:
    severities = {name: find_rule(name).severity for name in RULES}
    assert {name for name, severity in severities.items() if severity is Severity.ERROR} == {
        "block-mismatch", "code-mismatch", "heading-mismatch", "include-mismatch", "list-mismatch", "table-mismatch",
        "truncated-page",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("./b.md", "../docs/b.md"),
        ("/docs/guide/b", "./b"),
        ("README.md", "README-ja.md"),
        ("https://a.example/#%E6%B8%AF", "#port"),
        ("https://a.example/ja-jp/x/y", "https://a.example/x/z"),
        ("https://www.bilibili.com/video/a", "https://www.youtube.com/watch?v=b"),
    ],
)
def test_links_that_lead_to_the_same(source: str, target: str) -> None:
    text = "# Ports\n\nThe ports open in May: see [there]({}).\n"
    assert check(text.format(source), text.format(target)) == []


def test_a_prompt_is_no_code() -> None:
    assert check("# A\n\n```sh\n$ git pull\n```\n", "# A\n\n```sh\ngit pull\n```\n") == []


def test_a_page_that_lacks_much_is_told_once() -> None:
    blocks = [f"The pier {number} is `p{number}()`.\n" for number in range(40)]
    source = "# Ports\n\n" + "\n".join(blocks)
    target = "# Ports\n\n" + "\n".join(block for number, block in enumerate(blocks) if number % 4 != 1)
    message = f"{LACKS} 10 of the 41 blocks of its source, in 10 places: it is abridged, or the source has grown since."
    assert check(source, target) == [("block-mismatch", 1, message)]
