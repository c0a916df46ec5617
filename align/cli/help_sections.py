"""The help of a command: what fits a window, daily options first; all of them in sections with `--help-all`."""

from collections import defaultdict
from collections.abc import Collection, Iterator

import click

from align.deprecations import replace_in_words
from align.errors import CommandError

_ROWS = 40
"""A help fits a window of so many rows."""

_SECTIONS = {
    "What is checked": "source languages encoding input_format parts text_columns "
    "stdin_filename since stored changed_lines force_exclude allow_empty",
    "Rules, glossaries, settings": "select ignore glossary columns dictionary memory config options show_settings",
    "Findings that are known": "baseline strict",
    "What is scored": "references against tolerance",
    "Verdicts": "gate fail_under fail_drop limits",
    "Fixes": "fix diff unsafe_fixes interactive by",
    "Sources that have changed, and what has no translation": "stale record coverage",
    "Reports": "output_format output min_severity limit statistics terms per_document comments_from color quiet",
}
"""The options under each heading; all others are under the last one."""
_LAST = "Other options"
HEADINGS = {name: heading for heading, names in _SECTIONS.items() for name in names.split()}
"""The heading of each option."""
_DAILY = (
    "source glossary select ignore fix diff interactive since watch baseline min_severity limits output output_format "
    "to references against fail_under"
)
DAILY = frozenset(_DAILY.split())
"""What an editor needs every day."""
_FEW, _MANY = 12, 20
"""A help of no more options has no `--help-all`; one of no more has no sections."""
_CHOSEN = f"{__name__}.chosen"


def join_languages(words: list[str]) -> list[str]:
    """Return the arguments of a command with `--languages` in place of both languages by the names that they have in a
    configuration. Raises CommandError for one without a value.

    >>> join_languages(["zh", "--source-lang", "en", "--target-lang=zh"])
    ['zh', '--languages', 'en,zh']
    """
    codes, others, end = {"--source-lang": "", "--target-lang": ""}, list[str](), len(words)
    if "--" in words:
        end = words.index("--")
    rest = iter(words[:end])
    for word in rest:
        name, sign, value = word.partition("=")
        if name in codes:
            codes[name] = value if sign else next(rest, "")
            if not codes[name]:
                raise CommandError(f"{name} of which language? write {name} zh, or both as --languages zh,en")
        else:
            others.append(word)
    pair = ["--languages", ",".join(codes.values())] if any(codes.values()) else []
    return [*others, *pair, *words[end:]]


class SectionedCommand(click.Command):
    """A command whose help fits a window; `--help-all` shows all of its options, in sections."""

    def get_help(self, ctx: click.Context) -> str:
        """Return as much of the help as fits a window: the daily options, and as many others as there is room for."""
        names = [param.name or "" for param in self.get_params(ctx) if isinstance(param, click.Option)]
        chosen = set(names)
        if len(names) > _FEW:
            chosen = {"help", "help_all", *DAILY.intersection(names)}
            for name in names:
                if len(self._format(ctx, {*chosen, name}).splitlines()) > _ROWS:
                    break
                chosen.add(name)
        return self._format(ctx, chosen)

    def get_whole_help(self, ctx: click.Context) -> str:
        """Return the help with all options."""
        return self._format(ctx, {param.name or "" for param in self.get_params(ctx)})

    def _format(self, ctx: click.Context, chosen: Collection[str]) -> str:
        ctx.meta[_CHOSEN] = chosen
        return super().get_help(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments, with today's names in place of those that are deprecated."""
        path = ctx.command_path.removeprefix(ctx.find_root().command_path).strip()
        return super().parse_args(ctx, join_languages(replace_in_words(path, args)))

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters, with `--help-all` where there are many."""
        params = super().get_params(ctx)
        return [*params, _HELP_ALL if len(params) > _FEW else _HIDDEN_HELP_ALL]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options that were chosen; all of them, where they are many, under headings."""
        for heading, records in self.list_sections(ctx, ctx.meta[_CHOSEN]):
            with formatter.section(heading):
                formatter.write_dl(records)

    def list_sections(self, ctx: click.Context, chosen: Collection[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield each heading, and how the options under it are written and what they mean."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        shown = [
            (option.name or "", record)
            for option in options
            if option.name in chosen and (record := option.get_help_record(ctx))
        ]
        sections = defaultdict[str, list[tuple[str, str]]](list)
        has_sections = len(shown) > _MANY and all(option.name in chosen for option in options)
        for name, record in shown:
            sections[HEADINGS.get(name, _LAST) if has_sections else "Options"].append(record)
        for heading in (*_SECTIONS, _LAST, "Options"):
            if records := sections[heading]:
                yield heading, records


def _show_all(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        assert isinstance(ctx.command, SectionedCommand)
        click.echo(ctx.command.get_whole_help(ctx), color=ctx.color)
        ctx.exit()


def _make_help_all(*, hidden: bool) -> click.Option:
    """Return the option `--help-all`; hidden where `--help` shows all options."""
    return click.Option(
        ["--help-all"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        hidden=hidden,
        callback=_show_all,
        help="Show all options and exit.",
    )


_HELP_ALL, _HIDDEN_HELP_ALL = _make_help_all(hidden=False), _make_help_all(hidden=True)
