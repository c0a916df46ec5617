"""Tables of packs: what is read, what is refused, and how packs are laid over each other."""

import pytest

from glossary.pack.tables import (
    Form,
    Pack,
    PackError,
    Row,
    cache_by_packs,
    parse_table,
    read_rows,
    split_cell,
    use_packs,
)

FORM = Form(
    "align",
    "zh_en/known_names",
    ("name", "english"),
    key=("name",),
    needed=("english",),
    choices=(("english", ("", "A", "B")),),
)
NAMES = Form("align", "zh_en/known_names", ("name", "english"), key=("name",), needed=("english",))


def parse(text: str, form: Form = NAMES) -> list[tuple[str, ...]]:
    return [row.cells for row in parse_table(form, text, "t.tsv")]


def make_pack(path: str, *rows: tuple[str, str]) -> Pack:
    lines = tuple(Row(cells, f"{path}/zh_en/known_names.tsv", number) for number, cells in enumerate(rows, 2))
    return Pack(path, repr(rows), (("zh_en/known_names", lines),))


def find(name: str) -> list[str]:
    return [row.cells[1] for row in read_rows(NAMES) if row.cells[0] == name]


def test_a_table_is_read_by_its_header() -> None:
    text = "\ufeffenglish\tname\r\n\r\n# a remark\r\nAnn \t安\r\n\u2028\t行\n"
    assert parse(text) == [("安", "Ann"), ("行", "\u2028")]
    assert [row.place for row in parse_table(NAMES, text, "t.tsv")] == ["t.tsv:4", "t.tsv:5"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "t.tsv:1: there is no column “”: the columns, divided by tabs, are name, english"),
        ("name\n安\n", "t.tsv:1: the column “english” is missing: the columns, divided by tabs, are name, english"),
        ("name\tname\tenglish\n", "t.tsv:1: there are two columns “name”"),
        ("name\tenglish\tsex\n", "t.tsv:1: there is no column “sex”: the columns, divided by tabs, are name, english"),
        ("name\tenglish\n安\tA\tB\n", "t.tsv:2: the row has 3 cells, and the header 2: take a tab out"),
        ("name\tenglish\n\tA\n", "t.tsv:2: column “name” is empty"),
        ("name\tenglish\n\n安\n", "t.tsv:3: column “english” is empty"),
        ("name\tenglish\n安\tC\n", "t.tsv:2: column “english”: “C” is not one of , A, B"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(PackError) as caught:
        parse(text, FORM)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1000", ""),
        ("0.3048|1/3", ""),
        ("0", "0"),
        ("1/0", "1/0"),
        ("0/3", "0/3"),
        ("0.0", "0.0"),
        ("1|-2", "-2"),
        ("1e999", "1e999"),
        ("٣", "٣"),
        ("1" * 16, "1" * 16),
    ],
)
def test_numbers_are_greater_than_zero(cell: str, said: str) -> None:
    form = Form("align", "zh_en/measures", ("unit", "factor"), key=("unit",), numbers=("factor",))
    advice = "cannot be used: write a number greater than zero, such as 1000, 0.3048 or 1/3"
    try:
        parse(f"unit\tfactor\ndan\t{cell}\n", form)
    except PackError as error:
        assert str(error) == f"t.tsv:2: column “factor”: “{said}” {advice}"
    else:
        assert not said


def test_rows_are_added_replaced_and_removed() -> None:
    first = make_pack("one", ("李显龙", "L. H. L."), ("安", "Ann"), ("-丘成桐", ""))
    second = make_pack("two", ("安", "Anna"))
    before = read_rows(NAMES)
    with use_packs((first, second)):
        assert (find("李显龙"), find("安"), find("丘成桐")) == (["L. H. L."], ["Anna"], [])
        assert [row.cells[0] for row in read_rows(NAMES)] == [
            *(row.cells[0] for row in before if row.cells[0] != "丘成桐"),
            "安",
        ]
        with use_packs(()):
            assert find("安") == []
    assert read_rows(NAMES) == before
    assert (find("李显龙"), find("丘成桐")) == (["Lee Hsien Loong"], ["Shing-Tung Yau"])


def test_a_row_that_is_not_there_cannot_be_removed() -> None:
    with use_packs((make_pack("one", ("-安", "")),)), pytest.raises(PackError) as caught:
        read_rows(NAMES)
    assert str(caught.value) == "one/zh_en/known_names.tsv:2: there is no row “安” to remove"


def test_what_is_built_of_tables_is_kept_for_each_set_of_packs() -> None:
    built = list[int]()

    @cache_by_packs
    def count(more: int) -> int:
        built.append(more)
        return len(read_rows(NAMES)) + more

    packs = make_pack("one", ("安", "Ann")), make_pack("two", ("安", "Ann"), ("宁", "Ning"))
    counts = []
    for _ in range(2):
        counts.append(count(0))
        for pack in packs:
            with use_packs((pack,)):
                counts.append(count(0))
    assert [one - counts[0] for one in counts] == [0, 1, 2, 0, 1, 2]
    assert built == [0, 0, 0]
    with use_packs((make_pack("one", ("安", "Ann")),)):  # equal to another, and not the same object
        assert count(0) == counts[1]
    assert built == [0, 0, 0]


def test_an_empty_cell_holds_nothing() -> None:
    assert (split_cell("", "/"), split_cell("a//b", "/")) == ((), ("a", "b"))
