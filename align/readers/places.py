"""Places in a document without lines, as the user of a word processor counts them."""

from dataclasses import dataclass


@dataclass
class TablePlace:
    """A cell: the number of its table in the text, its row and column there, all from 1, and how many columns it takes.

    `row_in_document` counts from 0; no row of another table has the same.
    """

    number: int
    row: int = 0
    column: int = 0
    width: int = 1
    row_in_document: int = 0

    def describe(self) -> str:
        """Return the place as people read it."""
        return f"table {self.number}, row {self.row}, column {self.column}"


class Places:
    """Counts what is passed in a document: paragraphs that hold text and are in no table, tables, boxes of text.

    A note, a header, a footer and a box are one place each, whatever is in them.
    """

    def __init__(self) -> None:
        self._paragraphs = self._boxes = self._descriptions = self._tables_passed = 0
        self._rows = -1
        self._stories: list[tuple[str, list[TablePlace]]] = []
        self._tables: list[TablePlace] = []

    def open_story(self, name: str) -> None:
        """Enter a note, a header or a footer; an empty name is a box of text."""
        if not name:
            self._boxes += 1
            name = f"text box {self._boxes}"
        self._stories.append((name, self._tables))
        self._tables = []

    def name_description(self) -> str:
        """Return the place of the next text that describes a picture."""
        self._descriptions += 1
        return f"alt text {self._descriptions}"

    def close_story(self) -> None:
        """Leave the innermost story."""
        self._tables = self._stories.pop()[1]

    def open_table(self) -> None:
        """Enter a table."""
        self._tables_passed += not self._stories
        self._tables.append(TablePlace(self._tables_passed))

    def close_table(self) -> None:
        """Leave the innermost table, where one is open."""
        self._tables[-1:] = []

    def open_row(self) -> None:
        """Go on to the next row."""
        if self._tables:
            self._rows += 1
            table = self._tables[-1]
            table.row, table.column, table.width, table.row_in_document = table.row + 1, 0, 1, self._rows

    def open_cell(self, width: int = 1) -> None:
        """Go on to the next cell, `width` columns wide."""
        if self._tables:
            self._tables[-1].column += self._tables[-1].width
            self._tables[-1].width = width

    def widen_cell(self, width: int) -> None:
        """Say how many columns the cell takes; before the first cell of a row: how many are left out there, and one."""
        if self._tables:
            self._tables[-1].width = width

    def skip_rows(self, count: int) -> None:
        """Pass over rows that a file gives in a number only."""
        if self._tables:
            self._tables[-1].row += count

    @property
    def cell(self) -> TablePlace | None:
        """Return the innermost cell."""
        return self._tables[-1] if self._tables else None

    def pass_paragraph(self) -> str:
        """Return the place of a paragraph that holds text, which is passed."""
        if self._stories:
            return self._stories[-1][0]
        if self._tables:
            return self._tables[-1].describe()
        self._paragraphs += 1
        return f"paragraph {self._paragraphs}"
