"""Rules of packages that a team installs: offered by an entry point, named in a configuration."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import run, write
from pages import fenced, load_generator
from roots import ROOT

from align.config.settings import Request, SettingsFinder
from align.corpora.presets import choose_rules
from align.linter import registry

RULE = fenced("python", (ROOT / "docs/configuration.md").read_text("utf-8"))
NEW = RULE.replace("    trigger =", "    preview = True\n    trigger =")
CACHED = (registry.all_rules, registry._list_modules, registry._find_modules, registry._load, registry._select)


@pytest.fixture(autouse=True)
def _forget_packages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in an empty folder, and forget the packages of a test after it."""
    monkeypatch.setattr(registry, "_added", {})
    monkeypatch.syspath_prepend(folder / "site")
    before = {*sys.modules}
    yield
    for name in {*sys.modules} - before:
        if name.startswith("house"):
            del sys.modules[name]
    for function in CACHED:
        function.cache_clear()


def install(name: str, **modules: str) -> None:
    """Install a package of rules, as pip would."""
    module = f"{name}_rules"
    write(Path(f"site/{name}-1.dist-info/METADATA"), f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    write(Path(f"site/{name}-1.dist-info/entry_points.txt"), f"[aligncheck.rules]\n{name} = {module}\n")
    write(Path(f"site/{module}/__init__.py"), "")
    for file, text in modules.items():
        write(Path(f"site/{module}/{file}.py"), text)


def test_the_rules_of_a_package_run_beside_the_built_in_ones() -> None:
    install("housea", double_exclamation=RULE, _helpers="MARK = '!!'\n")
    write(Path("a.txt"), "Stop!! The the end.\n")
    assert "double-exclamation" not in run("check", "a.txt").output
    write(Path("aligncheck.toml"), 'rule-packages = ["housea"]\n')
    assert "a.txt:1:5: warning double-exclamation\n  “!!” occurs here: write one exclamation mark." in (
        both := run("check", "a.txt").output
    )
    assert "doubled-word" in both
    assert "doubled-word" not in run("check", "a.txt", "--select", "double-exclamation").output
    assert "double-exclamation" not in run("check", "a.txt", "--ignore", "double-exclamation").output
    assert "rule-packages  housea (" in run("check", "a.txt", "--show-settings").output
    write(Path("aligncheck.toml"), 'rule-packages = ["housea"]\nper-file-ignores = {"a.txt" = ["doubled-word"]}\n')
    last = run("check", "a.txt").output
    assert ("double-exclamation" in last, "doubled-word" in last) == (True, False)
    assert "Two exclamation marks in a row" in run("rules", "double-exclamation").output


def test_what_is_found_is_looked_up_only_while_the_rules_are_the_same() -> None:
    install("houseb", double_exclamation=RULE)
    write(Path("aligncheck.toml"), 'rule-packages = ["houseb"]\n')

    def sign() -> str:
        return SettingsFinder(Request(paths=())).find("a.txt").sign(())

    before = sign()
    assert sign() == before
    write(Path("site/houseb_rules/double_exclamation.py"), f"{RULE}\n# changed\n")
    assert sign() != before


@pytest.mark.parametrize(
    ("lines", "option", "runs"),
    [
        ("", (), False),
        ("preview = false", (), False),
        ("preview = true", (), True),
        ('extend-select = ["double-exclamation"]', (), True),
        ('select = ["double-exclamation"]', (), True),
        ('extend-select = ["unintroduced-acronym"]', (), False),
        ('severity = {double-exclamation = "error"}', (), False),
        ('preview = true\nselect = ["doubled-word"]', (), False),
        ('preview = true\nignore = ["double-exclamation"]', (), False),
        ("preview = true", ("--ignore", "double-exclamation"), False),
        ("", ("--select", "double-exclamation"), True),
        ('per-file-ignores = {"*.txt" = ["mojibake"]}', (), False),
        ('preview = true\nper-file-ignores = {"*.txt" = ["mojibake"]}', (), True),
        ('preview = true\nper-file-ignores = {"*.txt" = ["double-exclamation"]}', (), False),
    ],
)
def test_a_rule_in_preview_runs_where_it_is_selected_or_preview_is_on(
    lines: str, option: tuple[str, ...], *, runs: bool
) -> None:
    install("houseg", double_exclamation=NEW)
    write(Path("a.txt"), "Stop!!\n")
    write(Path("aligncheck.toml"), f'rule-packages = ["houseg"]\n{lines}\n')
    result = run("check", "a.txt", "--strict", *option)
    assert (result.exit_code, "double-exclamation" in result.stdout) == (int(runs), runs)


def test_what_is_on_in_preview_is_said_and_not_looked_up_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGNCHECK_NO_CACHE")
    install("househ", double_exclamation=NEW)
    write(Path("a.txt"), "Stop!!\n")
    found = list[bool]()
    for value in ("true", "false", "true"):  # the same cache: an answer is that of the value
        write(Path("aligncheck.toml"), f'rule-packages = ["househ"]\npreview = {value}\n')
        found.append("double-exclamation" in run("check", "a.txt").stdout)
        shown = run("check", "--show-settings", "a.txt").stdout
        assert ("double-exclamation" in shown, "(aligncheck.toml)" in shown) == (value == "true", True)
    assert found == [True, False, True]
    write(Path("base.toml"), "preview = true\n")
    write(Path("aligncheck.toml"), 'extend = "base.toml"\nrule-packages = ["househ"]\n')
    assert SettingsFinder(Request(paths=())).find("a.txt").preview
    write(Path("aligncheck.toml"), 'extend = "base.toml"\nrule-packages = ["househ"]\npreview = false\n')
    assert not SettingsFinder(Request(paths=())).find("a.txt").preview
    listed = [line for line in run("rules").stdout.splitlines() if "preview" in line]
    assert [line.split()[0] for line in listed if "Two exclamation marks" in line] == ["double-exclamation"]
    assert all(line.endswith("(preview: off until it is selected or `preview = true`)") for line in listed)
    head = run("rules", "double-exclamation").stdout.partition("\n")[0]
    assert head == (
        "double-exclamation (warning, MQM style/inconsistent-style; preview: off until it is selected or "
        "`preview = true`)"
    )
    generate = load_generator()
    row = next(line for line in generate.list_rows("#{}") if "double-exclamation" in line)
    assert row == (
        "| [double-exclamation](#double-exclamation) | warning | Two exclamation marks in a row, which the house never "
        "prints. (preview: off until it is selected or `preview = true`) |"
    )
    rule = registry.find_rule("double-exclamation")
    assert "MQM `style/inconsistent-style`; preview: off until it is selected" in generate.section(rule)
    assert "double-exclamation" not in {*choose_rules(()), *choose_rules(("all",))}
    assert "double-exclamation" in choose_rules(("double-exclamation", "residue"))


def test_where_all_rules_are_ignored_those_of_a_path_bring_none_back() -> None:
    write(Path("a.txt"), "The the end.\n")
    write(
        Path("aligncheck.toml"),
        'select = ["mojibake"]\nignore = ["mojibake"]\nper-file-ignores = {"a.txt" = ["mixed-quotes"]}\n',
    )
    assert SettingsFinder(Request(paths=())).find("a.txt").rules == ()


def test_a_package_that_cannot_be_used_ends_a_run() -> None:
    install("housec", doubled_word=RULE)
    install("housed", two=f"{RULE}\n\nclass Other(DoubleExclamation):\n    pass\n")
    install("housee", broken="def\n")
    write(Path("a.txt"), "Stop!!\n")
    for name, said in (
        ("json", "no installed package offers rules as 'json' (installed are housec, housed, housee): install the one"),
        ("housec", "the package of rules 'housec' cannot be used: it has a rule 'doubled-word', which is the name of"),
        ("housed", "the package of rules 'housed' cannot be used: housed_rules.two holds 2 rules: a module holds one,"),
        ("housee", "the package of rules 'housee' cannot be used: SyntaxError: "),
    ):
        write(Path("aligncheck.toml"), f'rule-packages = ["{name}"]\n')
        result = run("check", "a.txt")
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"aligncheck.toml: {said}" in result.stderr


@pytest.mark.full
def test_other_processes_know_the_rules() -> None:
    install("housef", double_exclamation=RULE)
    write(Path("aligncheck.toml"), 'rule-packages = ["housef"]\n')
    for number in range(40):
        write(Path(f"{number:02}.txt"), "Stop!!\n")
    code = "import sys; sys.path.insert(0, 'site'); from align.cli import main; main(prog_name='aligncheck')"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", ".", "--jobs", "2", "--no-cache", "--output-format", "concise"],
        env={"PYTHONPATH": "site"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count("double-exclamation") == 40


def test_names_are_known_before_a_rule_is_imported() -> None:
    code = (
        "import sys; from align.linter.registry import list_names, find_rule; assert 'doubled-word' in list_names(); "
        "print(*[name for name in sys.modules if name.startswith('align.rules.') and name.count('.') == 3]); "
        "find_rule('doubled-word'); "
        "print(*[name for name in sys.modules if name.startswith('align.rules.') and name.count('.') == 3])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\nalign.rules.linguistic.doubled_word\n"
    assert [*registry.list_names()] == [*registry.all_rules()]
