"""The help of a command: its options in sections, where it has many."""

from collections import defaultdict

import click

_MOST_TOGETHER = 20
"""A help of no more options has no sections."""

_SECTIONS = {
    "What is checked": "source languages encoding input_format parts text_columns file_list "
    "stdin_filename since stored changed_lines force_exclude allow_empty",
    "Rules, glossaries, settings": "select ignore glossaries columns dictionary config isolated show_settings",
    "Findings that are known": "baseline ignore_baseline strict_baseline strict",
    "What is scored": "references baselines segmented ter only read top tolerance agreement",
    "Gates": "passing fail_under fail_drop",
    "Fixes": "fix diff unsafe_fixes track_changes",
    "Reports": "output_format output output_file min_severity fail_on max_errors max_warnings statistics terms "
    "per_document quiet",
}
"""The options under each heading; all others are under the last one."""
_LAST = "Other options"
HEADINGS = {name: heading for heading, names in _SECTIONS.items() for name in names.split()}
"""The heading of each option."""


class SectionedCommand(click.Command):
    """A command whose help has its options in sections."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each section under its heading."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        shown = [(option.name or "", record) for option in options if (record := option.get_help_record(ctx))]
        if len(shown) <= _MOST_TOGETHER:
            super().format_options(ctx, formatter)
            return
        sections = defaultdict[str, list[tuple[str, str]]](list)
        for name, record in shown:
            sections[HEADINGS.get(name, _LAST)].append(record)
        for heading in (*_SECTIONS, _LAST):
            if records := sections[heading]:
                with formatter.section(heading):
                    formatter.write_dl(records)
