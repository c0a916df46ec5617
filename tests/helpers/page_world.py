"""The folder in which the commands of the docs are run: what their examples name is there."""

import gzip
import json
import re
import shutil
from contextlib import chdir
from pathlib import Path

from office_files import make_docx, make_paragraph
from page_commands import run_line
from pages import fenced
from repositories import EN, ZH, git, write
from reviewing import decide, find_ids, save
from roots import ROOT, SEEDS

WORD = "An Essay\n\nThe verb with which the essay opens, is 摆脱.\n"
GLOSSARY = (
    "concept,language,term,status\nc1,zh,关键矿产,\nc1,en,critical mineral,preferred\nc1,en,key mineral,forbidden\n"
)
TERMS = "Nr,Quelle,Ziel,Wert\n1,关键矿产,critical minerals,preferred\n2,关键矿产,key minerals,forbidden\n"
"""A list that one must say the columns of."""
HELP_TERMS = (
    "concept,language,term,status\n"
    "c1,zh,关键矿产,\nc1,en,critical mineral,preferred\nc1,en,key minerals,\nc2,zh,矿,\nc2,en,ore,\n"
)
"""What the helps of commands that change a glossary name."""
CANDIDATES = (
    "concept,language,term,state,status,score\n"
    "c1,zh,关键矿产,candidate,,0.9\nc1,en,critical minerals,candidate,,0.9\n"
    "c2,zh,本文,candidate,,0.7\nc2,en,this article,candidate,,0.7\n"
)
REVIEWED = "The the mine of Ganzhou reopened.\nIt has have workers.\nPrices rose rose.\nThey said said so.\n"


def read_articles() -> dict[str, str]:
    """The two texts of the quick start."""
    page = (ROOT / "docs/quick-start.md").read_text("utf-8")
    return dict(re.findall(r"^`articles/(\S+)`\n\n```text\n(.*?)```", page, re.DOTALL | re.MULTILINE))


def build(folder: Path) -> None:
    """Make the folder: articles, other texts, glossaries, tables, corpora, and a repository of git around them."""
    folder.mkdir()
    with chdir(folder):
        shutil.copytree(SEEDS, "seeds")
        articles = read_articles()
        for name, text in articles.items():
            for place in ("articles", "news"):
                write(f"{place}/{name}", text)
        write("essays/word.txt", WORD)
        write("a.txt", REVIEWED)
        _write_texts(articles["mine.zh.txt"], articles["mine.en.txt"])
        _write_tables()
        _write_corpora()
        git("init", "-q")
        git("add", "-A")
        git("commit", "-qm", "x")
        git("tag", "v1.2")
        git("update-ref", "refs/remotes/origin/main", "HEAD")


def _write_texts(source: str, target: str) -> None:
    write("news.txt", target)
    write("original.txt", source)
    for name in ("translations/mine.txt", "en/mine.txt", "mt/mine.txt", "human/mine.txt", "old/mine.txt"):
        write(name, target)
    for name in ("texts/mine.txt", "originals/mine.txt", "zh/mine.txt"):
        write(name, source)
    gold = {"src_lang": "zh", "tgt_lang": "en", "src": ["山。"], "tgt": ["A hill."], "gold": [[[0], [0]]]}
    write("gold/a.json", json.dumps(gold))
    write("draft.txt", "The the mine closed.\n")
    write("draft.md", "The the mine closed.\n")
    write("phone.txt", "They utilise a phone.\n")
    write("page.html", "<p>The the mine closed.</p>\n")
    write("src/mine.py", "# The 团结 mine\nprint('The mine closed.')\n")
    write("news.docx", make_docx(make_paragraph("The the mine closed.")))


def _write_tables() -> None:
    import openpyxl

    write("terms.csv", HELP_TERMS)
    write("memory.tsv", "矿山关闭了。\tThe mine closed.\n")
    write("glossary.csv", GLOSSARY)
    for name in ("old.csv", "mine.csv"):
        write(name, GLOSSARY)
    for name in ("new.csv", "theirs.csv"):
        write(name, GLOSSARY + "c2,zh,重稀土,\nc2,en,heavy rare earths,preferred\n")
    write("candidates.csv", CANDIDATES)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["编号", "源", "译", "id"], ["1", "", "矿山关闭了。", "The the mine closed."]):
        sheet.append(row)
    book.save("strings.xlsx")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    page = (ROOT / "docs/glossary.md").read_text("utf-8")
    for line in re.findall(r"^    (source,target,status\n(?:    .*\n)+)", page, re.MULTILINE)[0].splitlines():
        sheet.append(line.strip().split(","))
    book.save("terms.xlsx")


def _write_corpora() -> None:
    import pyarrow as pa
    from pyarrow import parquet

    pairs = [(f"矿山卖了{number}吨铜。", f"The the mine sold {number} tonnes of copper.") for number in range(2, 6)]
    units = "".join(
        f'<tu><tuv xml:lang="zh"><seg>{one}</seg></tuv><tuv xml:lang="en"><seg>{other}</seg></tuv></tu>'
        for one, other in pairs
    )
    memory = f'<tmx version="1.4"><header srclang="zh"/><body>{units}</body></tmx>'
    write("memory.tmx.gz", gzip.compress(memory.encode(), mtime=0))
    rows = [{"source": one, "target": other} for one, other in pairs]
    write("pairs.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    Path("pairs").mkdir()
    Path("data/pairs").mkdir(parents=True)
    parquet.write_table(pa.Table.from_pylist(rows), "pairs/a.parquet")
    parquet.write_table(pa.Table.from_pylist(rows), "data/pairs/a.parquet")
    crawl = [{"text_a": one, "text_b": other, "site": "example.org"} for one, other in pairs]
    parquet.write_table(pa.Table.from_pylist(crawl), "crawl.parquet")
    documents = [{"id": "a.md", "source": ZH, "target": EN}]
    parquet.write_table(pa.Table.from_pylist(documents), "documents.parquet")


def add_pair() -> None:
    """Add the texts that helps name, which would be the source of others on the pages."""
    articles = read_articles()
    for name in ("a.en.txt", "draft.en.txt"):
        write(name, articles["mine.en.txt"])
    write("a.zh.txt", articles["mine.zh.txt"])
    shutil.copy(SEEDS / "trade-graphite.en.txt", "article.en.txt")


SITE = {
    "docs/install.md": (
        "# Install\n\nRun the installer on each node. It asks for a key once.\n\n"
        "## Upgrade\n\nStop the service before you upgrade. Back up the data folder.\n\n"
        "## Remove\n\nDelete the package with your package manager. The data stays where it is.\n"
    ),
    "docs/usage.md": "# Usage\n\nStart the program with a folder of yours. It reads the settings there.\n",
    "docs/faq.md": "# Questions\n\nIs it free for everyone? Yes, it is free.\n",
    "docs/zh/install.md": (
        "# 安装\n\n在每个节点上运行安装程序。它只询问一次密钥。\n\n## 升级\n\n升级之前请停止服务。请备份数据文件夹。\n"
    ),
    "docs/zh/usage.md": "# Usage\n\nStart the program with a folder of yours. It reads the settings there.\n",
    "docs/ja/install.md": (
        "# インストール\n\n各ノードでインストーラーを実行します。キーは一度だけ尋ねられます。\n\n"
        "## アップグレード\n\nアップグレードする前にサービスを停止してください。"
        "データフォルダーをバックアップしてください。\n\n"
        "## 削除\n\nパッケージマネージャーでパッケージを削除します。データはそのまま残ります。\n"
    ),
}
"""The site of docs/documentation.md: in Chinese a section is missing, and a page is in English."""


def make_site(folder: str = "site/", *, is_set_up: bool = True) -> None:
    """Make a site with translations, and its configuration."""
    for name, text in SITE.items():
        write(f"{folder}{name}", text)
    if is_set_up:
        write(f"{folder}aligncheck.toml", 'source-lang = "en"\ntarget-lang = ["zh", "ja"]\n')


def commit_site() -> None:
    """Make the site, and commit it."""
    make_site()
    git("add", "-A")
    git("commit", "-qm", "x")


def make_stale() -> None:
    """Change a source after it was translated, as docs/stale.md shows."""
    write("news/mine.zh.txt", ZH)
    write("news/mine.en.txt", EN)
    git("commit", "-qam", "x")
    git("tag", "-f", "v1.2")
    write("news/mine.zh.txt", "矿山去年卖了15吨铜。\n\n有人报了警。城里的学校都关门了。\n")


def decide_alone(folder: str) -> None:
    """Save what a reviewer decided on the text of a folder."""
    found, _ = find_ids(folder)
    save(decide("finding", found["the the"], "fix", text="the") | {"path": f"{folder}/mine.en.txt"})


def decide_and_apply(folder: str) -> None:
    """Carry out what a reviewer decided on the text of a folder."""
    decide_alone(folder)
    run_first("aligncheck review apply report.review.json")


def save_blocks(page: str, **names: str) -> None:
    """Save the first block of a page in each of these languages in a file."""
    text = (ROOT / f"docs/{page}.md").read_text("utf-8")
    for language, name in names.items():
        write(name, fenced(language, text))


def check_corpus() -> None:
    """Check a corpus, with the rules that docs/corpora.md goes on about."""
    run_first(
        "aligncheck corpus check memory.tmx.gz --to checked/ --select doubled-word,residual-source,number-mismatch"
    )


def make_memory() -> None:
    """Put the articles into the memory that the configuration names."""
    write("aligncheck.toml", 'memory = "house.sqlite"\n')
    run_first("aligncheck memory add articles/")


def write_list() -> None:
    """Save a list of terms of which one must say the columns."""
    write("terms.csv", TERMS)


def write_terms() -> None:
    """Save a list whose titles are known, and whose words for a status are not."""
    write("terms.csv", "中文,英文,状态\n关键矿产,critical minerals,允许使用\n关键矿产,key minerals,勿写\n")


def add_markdown() -> None:
    """Add a text in Markdown to the repository."""
    write("articles/more.en.md", "The mine closed.\n")
    git("add", "-A")


def write_sentences() -> None:
    """Put three texts without sources into articles/."""
    run_first("rm -r articles")
    for name, text in (("a", "The the mine closed."), ("b", "It lay lay shut and and sold."), ("c", "He left ,angry.")):
        write(f"articles/{name}.txt", f"{text}\n")


def make_pack() -> None:
    """Save the pack that docs/packs.md begins with."""
    page = (ROOT / "docs/packs.md").read_text("utf-8")
    name = re.findall(r"`(house-pack/\S+\.tsv)`", page)[0]
    save_blocks("packs", text=name)


def decide_twice() -> None:
    """Save what two reviewers decided on a.txt."""
    found, sentences = find_ids()
    first, second = found["The the"], found["said said"]
    save(
        decide("finding", first, "accept", reason="a name", by="Ann", at="2031-02-03"),
        decide("finding", second, "fix", text="said", by="Ann", at="2031-02-05"),
        decide("edit", sentences["It has have workers."], "edit", text="It has workers.", by="Ann", at="2031-02-04"),
        name="ann.review.json",
    )
    save(
        decide("finding", first, "accept", reason="known", by="Bo", at="2031-02-04"),
        decide("finding", second, "accept", reason="spoken", by="Bo", at="2031-02-04"),
        decide("finding", found["rose rose"], "comment", comment="Is this a quotation?", by="Bo", at="2031-02-04"),
        name="bo.review.json",
    )


def run_first(*lines: str) -> None:
    """Run what must have been done before a block."""
    for line in lines:
        done = run_line(line)
        assert done.code in (0, 1), f"{line}: {done.output}"
