"""Packs of a team: rows laid over the built-in tables, tried out, and used by `check`."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from command_line import write
from roots import ROOT

from align.cli import main
from align.commands.check import check_text
from align.commands.pack import check_packs
from align.config.packs import list_forms, read_pack
from align.config.settings import Settings
from glossary.pack.tables import PackError

RENDERINGS = "words\twordings\trenderings\tseverity\n"
NOTES = "where\tsays\texpression\texample\tcounter_example\n"


@pytest.fixture(autouse=True)
def _inside(folder: Path) -> None:
    """Work in an empty folder."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def make_pack(name: str, text: str) -> None:
    write(Path(f"pack/{name}.tsv"), text)


def find(source: str, target: str, **settings: object) -> list[tuple[str, str]]:
    found = check_text(target, Settings(packs=(read_pack(Path("pack")),)), source).diagnostics
    return [(one.finding.rule, one.text) for one in found]


def test_the_built_in_tables_have_no_faults() -> None:
    report = check_packs()
    assert report.faults == ()
    assert (report.tables, report.rows > 4_000) == (len(list_forms()) + 4, True)


def test_rows_add_to_what_is_found_and_take_from_it() -> None:
    source, target = "该公司揭榜挂帥。这家公司有公众号。", "The firm unveiled the list. The firm has a public number."
    assert [one.text for one in check_text(target, source=source).diagnostics] == ["public number"]
    make_pack("zh_en/literal_renderings", f"{RENDERINGS}揭榜掛帅\tunveil* the list\topen competition\terror\n-公众号\n")
    assert find(source, target) == [("literal-rendering", "unveiled the list")]
    assert [one.text for one in check_text(target, source=source).diagnostics] == ["public number"]


def test_places_opposites_and_deeds_are_found() -> None:
    make_pack("zh_en/places", "kind\twords\tenglish\nmoon\t广寒宫\tMoon Palace\nmoon\t桂花殿\tLaurel Hall\n")
    assert find("他们到了广寒宫。", "They reached Laurel Hall.") == [("place-mismatch", "Laurel Hall")]
    make_pack("zh_en/deeds", "verbs\tpast\tparticiple\n捧杀\tflattered\tflattered\n")
    assert ("reversed-meaning", "Japan flattered China") in find("中国捧杀日本。", "Japan flattered China.")


def test_credits_of_an_agency_of_the_house_are_found_and_not_missed() -> None:
    source, target = "新码头今天开放了。（海港圖片）", "The new pier opened today. View of the pier Harbour Pictures"
    assert [one.finding.rule for one in check_text(target, source=source).diagnostics] == []
    make_pack("zh_en/agencies", "words\tenglish\tkind\n海港圖片\tHarbour Pictures\tpicture\n-视觉中国/VCG\n")
    assert run("pack", "check", "pack").stdout == "2 rows in 1 table: no faults\n"
    assert find(source, target) == [("photo-credit", "Harbour Pictures")]
    assert find(source, "The new pier opened today.") == []
    assert find("", "A view of the pier Visual China") == []
    assert find("", "A view of the pier （海港图片）") == [("photo-credit", "（海港图片）")]
    text = "A view of the pier Visual China"
    assert [one.text for one in check_text(text).diagnostics] == ["Visual China"]


def test_a_note_of_the_house_is_not_missed() -> None:
    make_pack("zh/notes", f"{NOTES}bracket\twho\t(本刊|本报)?供稿人{{who}}\t供稿人王敏\t供稿人\n")
    source, target = "新码头今天开放了。（供稿人王敏）", "The new pier opened today."
    assert find(source, target) == []
    assert [one.finding.rule for one in check_text(target, source=source).diagnostics] == ["omission"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("zh_en/places", "kind\twords\nmoon\t\n", "pack/zh_en/places.tsv:2: column “words” is empty"),
        ("zh_en/lunar", "kind\n", "pack/zh_en/lunar.tsv: there is no table “zh_en/lunar”: the tables are zh/notes, "),
        (
            "zh_en/known_names",
            "name\tenglish\n安\tAnn\n安\tAnna\n",
            "pack/zh_en/known_names.tsv:3: “安” has a row already, in line 2",
        ),
        (
            "zh_en/known_names",
            "name\tenglish\n-安\n",
            "pack/zh_en/known_names.tsv:2: there is no row “安” to remove",
        ),
        *(
            (
                "zh/notes",
                f"{NOTES}line\twho\t{one}\tx\n",
                f"pack/zh/notes.tsv:2: column “expression”: “{one}” cannot be ",
            )
            for one in ("(a+)+b", "[a]", "(?:a)", r"\w", "(a", "a{3}", "x.y")
        ),
    ],
)
def test_a_table_that_cannot_be_used_ends_a_run(name: str, text: str, said: str) -> None:
    make_pack(name, text)
    with pytest.raises(PackError) as caught:
        read_pack(Path("pack"))
    assert str(caught.value).startswith(said)
    write(Path("aligncheck.toml"), 'packs = ["pack"]\n')
    write(Path("a.en.txt"), "The mine.\n")
    for arguments in (("check", "a.en.txt"), ("pack", "check", "pack")):
        result = run(*arguments)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert said in result.stderr


def test_what_is_no_pack_is_named() -> None:
    assert run("pack", "check", "pack").stderr == "aligncheck: pack: no such folder: name the folder of a pack\n"
    Path("pack").mkdir()
    said = "aligncheck: pack: holds no table, such as zh_en/literal_renderings.tsv: docs/packs.md explains them\n"
    assert run("pack", "check", "pack").stderr == said
    Path("pack/zh").mkdir()
    Path("pack/zh/notes.tsv").write_bytes(b"where\xff")
    assert run("pack", "check", "pack").stderr == (
        "aligncheck: pack/zh/notes.tsv: is not UTF-8 (byte 5): save it as UTF-8\n"
    )


def test_faults_of_rows_are_named() -> None:
    make_pack(
        "zh_en/literal_renderings",
        f"{RENDERINGS}公众大号\tpublic nu*mber\tpublic account\terror\n水坑头\twater pit*\twater pits\tinfo\n",
    )
    make_pack("zh_en/kinds", "kind\twords\tenglish\nmoon\t广寒宫\tMoon Palace\n")
    make_pack("zh_en/deeds", "verbs\tpast\tparticiple\n捧杀\tflattered\tflattered\n")
    make_pack("zh_en/known_names", "name\tenglish\nAnn\t安\n李显龙\tLee Hsien Loong\n")
    make_pack("zh/notes", f"{NOTES}line\twho\t供稿人{{who}}\t供稿\t供稿人王敏\n")
    result = run("pack", "check", "pack")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.replace("pack/zh_en/", "").splitlines() == [
        "pack/zh/notes.tsv:2: column “example”: “供稿” is not found by the expression",
        "pack/zh/notes.tsv:2: column “counter_example”: “供稿人王敏” is found by the expression",
        "kinds.tsv:2: column “kind”: no other row is of the kind “moon”, so nothing can be exchanged",
        "known_names.tsv:2: “Ann”, “安”: write the Chinese name first, and the English one behind it",
        "known_names.tsv:3: “李显龙” has the same row in the built-in table: take this one out",
        "literal_renderings.tsv:2: column “wordings”: “public nu*mber” is not found in a text: write * behind a word "
        "for its endings",
        "literal_renderings.tsv:3: column “renderings”: “water pits” would be reported: take it out, or mend the "
        "wordings",
        "7 rows in 5 tables: 7 faults",
    ]


def test_texts_of_a_pack_cannot_act_on_a_terminal() -> None:
    make_pack("zh_en/known_names", "name\tenglish\n\x1b[31mAnn\t安\n")
    result = run("pack", "check", "pack")
    assert (result.exit_code, "\x1b" in result.stdout) == (1, False)


def test_what_a_pack_says_is_part_of_the_settings() -> None:
    write(Path("aligncheck.toml"), 'packs = ["pack"]\n')
    write(Path("a.zh.txt"), "该公司揭榜挂帅。\n")
    write(Path("a.en.txt"), "The firm unveiled the list.\n")
    seen = []
    for severity in ("info", "error", "info"):
        make_pack("zh_en/literal_renderings", f"{RENDERINGS}揭榜挂帅\tunveil* the list\topen competition\t{severity}\n")
        seen.append(run("check", "a.en.txt").exit_code)
    assert seen == [0, 1, 0]
    assert re.search(r"^packs +pack \(aligncheck.toml\)$", run("check", "--show-settings", "a.en.txt").stdout, re.M)
    write(Path("deep/aligncheck.toml"), 'extend = "../aligncheck.toml"\n')
    assert re.search(r"^packs +", run("check", "--show-settings", "deep").stdout, re.M)


def test_the_page_shows_what_is_printed() -> None:
    page = (ROOT / "docs/packs.md").read_text("utf-8")
    name, table = re.findall(r"`house-pack/(\S+)`\n\n```text\n(.*?)```", page, re.DOTALL)[0]
    write(Path("house-pack", name), table)
    shown = re.search(r"^    \$ aligncheck (.*)\n    (.*)\n", page, re.M)
    assert shown
    assert run(*shown[1].split()).stdout == f"{shown[2]}\n"
    columns = {column for form in list_forms() for column in form.columns} - {"machine", "marked", "human"}
    assert {column for column in columns if f"`{column}`" not in page} == set()
    assert {form.name for form in list_forms() if f"{form.name.split('/')[1]}.tsv" not in page} == set()
