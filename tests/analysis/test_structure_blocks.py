"""Pages of Markdown are read into blocks, whatever the site that they are made for."""

import pytest

from align.analysis.structure.blocks import Kind, find_page_fence, read_page


def read(text: str, *, is_mdx: bool = False) -> list[tuple[str, str, str, int]]:
    page = read_page(text, is_mdx=is_mdx)
    return [(block.kind, block.text, block.name, block.level) for block in page.blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        (
            "# Ports {#ports}\n\nOpen\nin May.\n",
            [("heading", "Ports", "ports", 1), ("paragraph", "Open\nin May.", "", 0)],
        ),
        ("Ports\n=====\nOpen.\n", [("heading", "Ports", "", 1), ("paragraph", "Open.", "", 0)]),
        ("Ports\n-----\n\n---\n", [("heading", "Ports", "", 2)]),
        (
            "* a\n  b\n  * c\n1. d\n",
            [("list item", "a\n  b", "", 0), ("list item", "c", "", 1), ("list item", "d", "", 0)],
        ),
        ("* a\n\n      code\n", [("list item", "a", "", 0), ("paragraph", "      code", "", 1)]),
        ("a\n\n    code\n", [("paragraph", "a", "", 0), ("code block", "    code", "", 0)]),
        ("````md\n```\na\n```\n````\n", [("code block", "```\na\n```", "md", 0)]),
        ("- ```sh\n  ls\n  ```\n", [("code block", "  ls", "sh", 1)]),
        ("> ```\n> a\n> ```\n", [("code block", "a", "", 0)]),
        (
            "| a | b |\n|---|---|\n| c | d |\n\ne\n",
            [("table", "| a | b |\n|---|---|\n| c | d |", "", 0), ("paragraph", "e", "", 0)],
        ),
        (
            '!!! warning "Mind"\n    a\n\n    b\n\nc\n',
            [
                ("admonition", '"Mind"', "warning", 0),
                ("paragraph", "    a", "", 1),
                ("paragraph", "    b", "", 1),
                ("paragraph", "c", "", 0),
            ],
        ),
        (":::tip Mind\n\na\n\n:::\n", [("admonition", "Mind", "tip", 0), ("paragraph", "a", "", 0)]),
        ("> [!NOTE]\n> a\n", [("admonition", "", "note", 0), ("paragraph", "a", "", 0)]),
        (
            "```{tip} Mind\na\n```\nb\n",
            [("admonition", "Mind", "tip", 0), ("paragraph", "a", "", 0), ("paragraph", "b", "", 0)],
        ),
        ('=== "pip"\n\n    a\n', [("tab", "pip", "", 0), ("paragraph", "    a", "", 1)]),
        (
            '{{< tabs name="a" >}}\na\n{{< /tabs >}}\n',
            [("shortcode", '{{< tabs name="a" >}}', "tabs", 0), ("paragraph", "a", "", 0)],
        ),
        ('--8<-- "a.md"\n', [("include", '--8<-- "a.md"', '--8<-- "a.md"', 0)]),
        ("<!-- a\n\nb -->\nc\n", [("paragraph", "c", "", 0)]),
        ("<script>\n\na\n</script>\n\n<Alert>\nb\n</Alert>\n", [("HTML block", "<Alert>\nb\n</Alert>", "", 0)]),
        ("![a](b.png)\n\n[a]: b.md\n", [("image", "![a](b.png)", "", 0)]),
        ("---\ntitle: a\n---\nb\n", [("paragraph", "b", "", 0)]),
    ],
)
def test_blocks_are_read(text: str, blocks: list[tuple[str, str, str, int]]) -> None:
    assert read(text) == blocks
    for block in read_page(text).blocks:
        assert text[slice(*block.span)] == text[slice(*block.span)].strip()


def test_modules_of_mdx_are_no_blocks() -> None:
    text = "import A from 'a'\nexport const b = 1\n\nc\n"
    assert [kind for kind, *_ in read(text, is_mdx=True)] == [Kind.PARAGRAPH]
    assert len(read(text)) == 2


def test_keys_and_named_targets_are_known() -> None:
    page = read_page("---\ntitle: a\nslug: /b\n  nested: c\n---\n\n[A B]: <b.md>\n")
    assert list(page.keys) == ["title", "slug"]
    assert page.targets == {"a b": "b.md"}


@pytest.mark.parametrize(
    ("text", "is_fenced"),
    [
        ("```markdown\n# a\n\nb\n```\n", True),
        ("````\n# a\n\n```\nb\n```\n````", True),
        ("```md\n# a\n\n```py\nb\n```\n\nc\n```\n", True),
        ("```\n# a\n```\n", True),
        ("```py\n# a\n```\n", False),
        ("```\na\n```\n", False),
        ("```\n# a\n```\n\nb\n\n```\nc\n```\n", False),
        ("```md\n# a\n```\n\nb\n", False),
    ],
)
def test_a_page_in_a_fence_is_known(text: str, is_fenced: bool) -> None:
    assert (find_page_fence(text, 0) is not None) == is_fenced
