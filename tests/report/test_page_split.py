"""A page for each text, with an index: names, links, policy, what is not overwritten, and when that is done unasked."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pages import ELEMENTS, Parsed

from align.cli import main
from align.commands.check import check_files
from align.config.settings import Request
from align.report.page import sheets
from align.report.page.split import name_folder, name_page, split
from align.report.style import Style

SOURCE = "工厂去年生产了三万吨石墨。\n价格上涨了百分之五。\n"
TARGET = "The the factory made 30,000 tons of graphite last year.\nPrices rose by 7 percent.\n"
HOSTILE = "b\u202e<script>'\"&? #%2e.en.txt"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zh.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(TARGET, encoding="utf-8")
    (tmp_path / HOSTILE).write_text("</script> the the mine.\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", ".", "--config", "none", "--quiet", *arguments])


def write(*arguments: str) -> tuple[int, str]:
    result = run("--output", "html=re port.html", "--per-document", *arguments)
    return result.exit_code, result.output


def list_pages() -> list[str]:
    return sorted(path.name for path in Path("re port-pages").iterdir())


def test_an_index_leads_to_a_page_for_each_document() -> None:
    assert write() == (1, "")
    index = Parsed(Path("re port.html").read_bytes())
    links = [attributes["href"] for name, attributes in index.elements if name == "a"]
    assert links == [f"re%20port-pages/{name}" for name in list_pages()]
    assert [name for name in list_pages() if not re.fullmatch(r"[A-Za-z0-9-]+-[0-9a-f]{10}\.html", name)] == []
    assert index.within("th") and "a.en.txt" in index.within("th")
    assert index.within("p.lead") == "2 errors and 1 warning in 2 documents (19 words), 1 compared with its source."
    first, second = (Parsed(Path("re port-pages", name).read_bytes()) for name in list_pages())
    assert next(attributes["href"] for name, attributes in first.elements if name == "a") == "../re%20port.html"
    assert "The the factory" in first.within("div.target")
    assert "the the mine" not in first.within("div.target")
    assert second.within("div.target") == "</script> the the mine.\n"
    assert "1 document without one" in second.within("ul.rest")


def test_no_page_lets_anything_in() -> None:
    write()
    for path in (Path("re port.html"), *Path("re port-pages").iterdir()):
        parsed = Parsed(path.read_bytes())
        assert {name for name, _ in parsed.elements} <= {*ELEMENTS, "a", "nav", "footer"}
        names = {name for _, attributes in parsed.elements for name in attributes}
        assert [name for name in names if name.startswith("on") or name in ("style", "src")] == []
        policy = parsed.elements[3][1]["content"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert ("script-src" in policy) == (path.name != "re port.html")


def test_names_and_decisions_of_each_page_are_its_own() -> None:
    write()
    bodies = [
        attributes
        for path in sorted(Path("re port-pages").iterdir())
        for name, attributes in Parsed(path.read_bytes()).elements
        if name == "body"
    ]
    assert [json.loads(body["data-part"]) for body in bodies] == ["a.en.txt", HOSTILE]
    assert [f"{json.loads(body['data-file'])}.html" for body in bodies] == list_pages()


def test_written_again_it_is_the_same_and_its_pages_are_no_texts() -> None:
    write()
    before = {path: path.read_bytes() for path in (Path("re port.html"), *Path("re port-pages").iterdir())}
    result = run("--output", "html=re port.html", "--per-document", "--output", "json=-")
    assert result.exit_code == 1
    reasons = {entry["path"]: entry["reason"] for entry in json.loads(result.stdout)["skipped"]}
    assert reasons["re port.html"] == "report of this run"
    assert {reasons[f"re port-pages/{name}"] for name in list_pages()} == {"page of a review"}
    pages = [path for path in before if path.parent.name]
    assert [path.read_bytes() for path in pages] == [before[path] for path in pages]


def test_pages_of_texts_that_are_gone_are_told() -> None:
    write()
    first, second = list_pages()
    Path(HOSTILE).unlink()
    told = f"re port-pages/{second}: not written now, and not in re port.html: remove what is not needed any more"
    assert write() == (1, f"aligncheck: {told}\n")
    assert list_pages() == [first, second]
    Path("re port-pages", second).unlink()
    assert write() == (1, "")


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_what_is_no_page_of_ours_stays(kind: str) -> None:
    write()
    page = Path("re port-pages", list_pages()[0])
    page.unlink()
    Path("precious.html").write_text("precious")
    if kind == "file":
        page.write_text("precious")
    elif kind == "link":
        page.symlink_to(Path("../precious.html"))
    else:
        page.mkdir()
    index = Path("re port.html").read_bytes()
    advice = "move it away, or name another --output html=FILE"
    assert write() == (2, f"aligncheck: --per-document: {page} is not a page made by aligncheck: {advice}\n")
    assert Path("re port.html").read_bytes() == index
    assert Path("precious.html").read_text() == "precious"
    assert kind != "file" or page.read_text() == "precious"


@pytest.mark.parametrize(("kind", "problem"), [("file", "cannot be made (file exists)"), ("link", "leads elsewhere")])
def test_a_folder_that_is_none(kind: str, problem: str) -> None:
    Path("elsewhere").mkdir()
    if kind == "file":
        Path("re port-pages").write_text("x")
    else:
        Path("re port-pages").symlink_to("elsewhere")
    code, output = write()
    assert code == 2
    assert output.lower() == (
        f"aligncheck: --per-document: re port-pages{':' * (kind == 'file')} {problem}: move it away, or name another "
        "--output html=file\n"
    )
    assert list(Path("elsewhere").iterdir()) == []


def test_it_is_split_unasked_where_it_would_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    size = sum(map(sheets.measure, check_files(Request((".",), config="none", with_pages=True)).report.pages))
    monkeypatch.setattr(sheets, "LARGEST", size)
    assert run("--output", "html=report.html").output == ""
    assert not Path("report-pages").exists()
    monkeypatch.setattr(sheets, "LARGEST", size - 1)
    message = "report.html: is too large for one page: it is an index, with a page for each document in report-pages"
    assert run("--output", "html=report.html").output == f"aligncheck: {message}\n"
    assert "of graphite last year" in "".join(path.read_text() for path in Path("report-pages").iterdir())


def test_a_document_that_is_too_large_for_any_page_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST", 20)
    message = "re port.html: 2 texts do not fit even into a page of their own and are excerpts"
    assert write() == (1, f"aligncheck: {message}\n")
    assert "Too long for one page: 2 texts" in Parsed(Path("re port.html").read_bytes()).within("ul.rest")


def test_it_goes_with_a_page_in_a_file() -> None:
    for arguments in ([], ["--output", "html=-"], ["--output", "json=x.json"]):
        result = run("--per-document", *arguments)
        message = "aligncheck: --per-document goes with a page in a file: add --output html=FILE\n"
        assert (result.exit_code, result.output) == (2, message)


@given(st.lists(st.text(st.characters(exclude_categories=())), unique=True, max_size=9))
def test_names_are_safe_and_apart(paths: list[str]) -> None:
    names = [name_page(path) for path in paths]
    assert len({name.lower() for name in names}) == len(paths)
    assert all(re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?", name) and len(name) <= 72 for name in names)


def test_every_finding_is_on_one_page() -> None:
    report = check_files(Request((".",), config="none", with_pages=True)).report
    pages = split(report, "report.html")
    assert [one for page in pages for one in page.report.diagnostics] == list(report.diagnostics)
    assert [one for page in pages for one in page.report.pages] == list(report.pages)
    assert [one for page in pages for one in page.report.scores] == list(report.scores)
    assert name_folder("report.html") == "report-pages"
    assert all("".join(page.render(Style())).count("</html>") == 1 for page in pages)
