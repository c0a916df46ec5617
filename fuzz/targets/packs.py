"""A pack of a team: whatever its tables hold, a text is checked with it, or one line says what is wrong."""

from pathlib import Path
from random import Random

from faults import expect_clear_errors, require
from mutation import pick_atom
from recipes import make_text
from reports import check_result

from align.commands.check import check_text
from align.commands.pack import check_packs
from align.config.packs import list_forms, read_pack
from align.config.settings import Settings
from glossary.pack.tables import Form
from targets import BadCaseError, Case, Observed

_SOURCE = "中国矿山今天不开放，产量增长了3元，矿高于去年。（矿王敏）他涉嫌受贿。光绪三年一矿。责任编辑：王宁"
_TARGET = "The mine opened today; output rose by 3 yuan, less than last year. He took bribes in 1885."
_PIECES = (
    *(
        "",
        "矿",
        "矿山",
        "a",
        "the mine",
        "*",
        "**",
        "/",
        "|",
        "…",
        "_…",
        ".",
        "(not)",
        "be,been",
        "(",
        "[",
        "\\",
        "?",
        "+",
    ),
    *(
        "一",
        "0",
        "1900",
        "-5",
        "1/3",
        "lunar",
        "mass",
        "kg",
        "USD",
        "country",
        "'",
        "’",
        "İ",
        "%",
        "{who}",
        "{x}",
        "-矿",
    ),
)


def make(random: Random) -> Case:
    """One or two tables, some of whose cells are right."""
    forms = random.sample(list_forms(), random.choice((1, 2)))
    return {"tables": {form.name: _make_table(random, form) for form in forms}}


def _make_table(random: Random, form: Form) -> str:
    rows = ("\t".join(_make_cell(random, form, name) for name in form.columns) for _ in range(random.randint(1, 3)))
    return "\n".join(("\t".join(form.columns), *rows, ""))


def _make_cell(random: Random, form: Form, column: str) -> str:
    choices = dict(form.choices).get(column) or (("1", "1000", "1/3") if column in form.numbers else ())
    if choices and random.random() < 0.9:
        return random.choice(choices)
    return "".join(random.choice((random.choice(_PIECES), pick_atom(random))) for _ in range(random.choice((1, 1, 2))))


def check(case: Case, folder: Path) -> Observed:
    """Try out the pack, and check a text with it twice."""
    match case:
        case {"tables": dict(tables)} if tables:
            for name, content in tables.items():
                path = folder / "pack" / f"{name}.tsv"
                if not path.resolve().is_relative_to(folder.resolve()) or "\0" in name:
                    raise BadCaseError
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(make_text(content), encoding="utf-8", errors="replace", newline="")
        case _:
            raise BadCaseError
    said = list[str]()
    with expect_clear_errors(said):
        faults = check_packs("pack").faults
        settings = Settings(packs=(read_pack(Path("pack")),))
        first = check_text(_TARGET, settings, _SOURCE)
        require(check_text(_TARGET, settings, _SOURCE) == first, "another result the second time")
        return {**check_result(first, len(_TARGET)), "faults": [fault.message for fault in faults]}
    require("pack" in said[0], "an error that names no file", said[0])
    return {"said": said}
