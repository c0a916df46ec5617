"""Configuration: what is read, and what is said of a mistake."""

from pathlib import Path

import pytest
from mistakes import MISTAKES

from align.config.file import ConfigFinder, load_config
from align.config.model import Config
from align.config.settings import Request, SettingsFinder
from align.errors import ConfigError
from align.linter.suppression import Allow
from align.model import Severity


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "aligncheck.toml",
        """
        select = ["residual-source", "mojibake"]
        ignore = ["mojibake"]
        fail-on = "error"
        source-lang = "zh-Hant"
        target-lang = "en-GB"
        [severity]
        residual-source = "warning"
        [[allow]]
        text = "立场"
        rules = ["residual-source"]
        paths = ["essays/"]
        reason = "discussed as a word"
        """,
    )
    assert load_config(path) == Config(
        path=path,
        select=("residual-source", "mojibake"),
        ignore=("mojibake",),
        fail_on="error",
        severity={"residual-source": Severity.WARNING},
        source_lang="zh-Hant",
        target_lang=("en-GB",),
        allow=(Allow("立场", ("residual-source",), ("essays/",), "discussed as a word"),),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        *MISTAKES,
        ("x", "is not valid TOML: Expected '=' after a key in a key/value pair (at end of document)"),
    ],
)
def test_mistake_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "aligncheck.toml", text)
    with pytest.raises(ConfigError) as error:
        load_config(path)
    assert str(error.value) == f"{path}: {message}"


def test_unknown_rule_is_named_with_its_file(tmp_path: Path) -> None:
    path = write(tmp_path / "aligncheck.toml", 'ignore = ["residual-sauce"]')
    with pytest.raises(ConfigError) as error:
        SettingsFinder(Request((), config=path)).find(tmp_path)
    assert str(error.value) == (
        f"{path}: there is no rule 'residual-sauce': did you mean 'residual-source'? (`aligncheck rules` lists them)"
    )


def test_nearest_configuration_counts(tmp_path: Path) -> None:
    outer = write(tmp_path / "aligncheck.toml", 'fail-on = "never"')
    write(tmp_path / "a/pyproject.toml", "[tool.other]\nx = 1")
    inner = write(tmp_path / "a/b/pyproject.toml", '[tool.aligncheck]\nfail-on = "info"')
    assert ConfigFinder().find(tmp_path / "a/b/x.txt").path == inner
    assert ConfigFinder().find(tmp_path / "a/x.txt").path == outer
    assert ConfigFinder().find(tmp_path / "a/b").path == inner


def test_misspelt_table_of_a_project_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[tool.alignchek]\nfail-on = 'info'")
    with pytest.raises(ConfigError) as error:
        ConfigFinder().find(tmp_path / "x.txt")
    assert str(error.value) == f"{path}: [tool.alignchek]: did you mean [tool.aligncheck]?"


def test_command_line_comes_before_configuration(tmp_path: Path) -> None:
    path = write(
        tmp_path / "aligncheck.toml", 'select=["mojibake"]\nignore=["mojibake"]\nfail-on="never"\ntarget-lang="fr"'
    )
    request = Request((), select=("mojibake",), fail_on="error", target_lang="de", config=path)
    settings = SettingsFinder(request).find(tmp_path)
    assert [rule.name for rule in settings.find_rules()] == ["mojibake"]
    assert (settings.threshold, settings.target_lang) == (Severity.ERROR, "de")
    by_file = SettingsFinder(Request((), config=path)).find(tmp_path)
    assert (by_file.find_rules(), by_file.threshold, by_file.target_lang) == ((), None, "fr")
    assert SettingsFinder(Request((), config="none")).find(tmp_path).target_lang == "en"
    with pytest.raises(ConfigError, match="none: No such file"):
        SettingsFinder(Request((), config="./none")).find(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ignore = [“mojibake”]", 'line 1 has a curly quotation mark (“): write a straight one (")'),
        (
            'fail-on = "error"\n\ufeff[[allow]]\ntext = "x"',
            "line 2 has an invisible character, U+FEFF: delete it",
        ),
        ("[[allow]]\ntext = ‘x’", "line 2 has a curly apostrophe (‘): write a straight one (')"),
        ("［［allow］］\ntext = 'x'", "line 1 has a full-width bracket (［): write ["),
        ("[[allow]]\ntext = '“x”' y", "Expected newline or end of document after a statement (at line 2, column 14)"),
    ],
)
def test_what_a_word_processor_put_there_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "aligncheck.toml", text)
    with pytest.raises(ConfigError) as error:
        load_config(path)
    assert str(error.value) == f"{path}: is not valid TOML: {message}"


def test_a_byte_order_mark_before_everything_is_none_of_it(tmp_path: Path) -> None:
    path = write(tmp_path / "aligncheck.toml", "\ufeff[[allow]]\ntext = 'x'")
    assert load_config(path).allow == (Allow("x"),)


def test_align_obeys_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The languages of texts whose names do not tell them."""
    from align.aligners.documents import Method
    from align.commands.align import AlignRequest, SideRequest
    from align.inputs.texts import TextOptions

    monkeypatch.chdir(tmp_path)
    write(tmp_path / "aligncheck.toml", 'source-lang = "ja"\ntarget-lang = "de"')
    write(tmp_path / "a.txt", "Eins. Zwei.")
    sides = SideRequest("a.txt", TextOptions()), SideRequest("a.txt", TextOptions())
    alignment, *_ = AlignRequest(*sides, Method("length")).align("a.txt", "a.txt")
    assert (alignment.source.language, alignment.target.language) == ("ja", "de")
    isolated = AlignRequest(*sides, Method("length"), configs=ConfigFinder("none"))
    assert isolated.align("a.txt", "a.txt")[0].source.language == "en"
