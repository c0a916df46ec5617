"""Packs of a team in a configuration: folders with tables whose rows are laid over the built-in ones."""

import os
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from align.errors import ConfigError, LanguageCodeError
from align.lang.codes import check_language_code
from glossary.pack.tables import REMOVES, Form, Pack, PackError, Row, parse_table, read_rows, use_packs
from glossary.storage.reading import is_folder, read_file

_LARGEST = 10_000_000
"""Bytes of a table, at most."""

_PART = re.compile(r"\{\w+\}")
_UNBOUNDED = re.compile(r"[\\.^$*+\[\]{}]|\(\?")
"""What an expression of a team may not have: with it, a text could take for ever to be checked."""


def list_forms() -> tuple[Form, ...]:
    """Return the tables to which a team can add rows, in the order of their names."""
    from align.analysis.glued_words import GLUED_WORDS
    from align.analysis.left_over import KEPT_TEXTS
    from align.lang.comparisons import COMPARED, QUALITIES
    from align.lang.en_doubled_words import DOUBLED_WORDS
    from align.lang.exchanged_roles import DEEDS
    from align.lang.exchanged_words import EXACT_KINDS, HARMLESS, TABLES
    from align.lang.identification import LANGUAGE_NAMES
    from align.lang.letter_words import LETTER_WORDS
    from align.lang.literal_renderings import make_form
    from align.lang.negation import DENIALS
    from align.lang.set_phrases import SET_PHRASES
    from align.lang.surnames import SURNAMES
    from align.lang.zh_notes import AGENCIES, NOTES
    from align.names.names_in_pinyin import KNOWN_NAMES, VIETNAMESE_NAMES
    from align.names.proper_names import NAME_ENDINGS, PROPER_NAMES
    from align.quantities import en_words, zh_surroundings
    from align.quantities.currencies import CURRENCY_SIGNS
    from align.quantities.en_render import WRITTEN_UNITS
    from align.quantities.implied_times import NAMED_EVENTS
    from align.quantities.rates import RATES
    from align.quantities.unit_names import OTHER_UNITS
    from align.quantities.units import MEASURES
    from align.quantities.zh_calendar import ERAS
    from align.quantities.zh_idioms import NO_NUMBERS, NUMBER_NAMES, NUMBER_WORDS
    from glossary.lang.spelling import MISSPELLINGS, WORDS
    from glossary.suggestions.drafts import DRAFT_WORDS

    sense = (DENIALS, HARMLESS, EXACT_KINDS, COMPARED, QUALITIES, DEEDS, SET_PHRASES, *TABLES.values())
    chinese = (zh_surroundings.UNITS, zh_surroundings.CLASSIFIERS, zh_surroundings.PRECISIONS)
    of_english = (en_words.UNITS, en_words.FESTIVALS, WRITTEN_UNITS)
    of_quantities = (*chinese, *of_english, *OTHER_UNITS.values(), MEASURES, ERAS, CURRENCY_SIGNS, RATES)
    of_numbers = (NUMBER_WORDS, NUMBER_NAMES, NO_NUMBERS, NAMED_EVENTS)
    of_names = (KNOWN_NAMES, SURNAMES, VIETNAMESE_NAMES, LANGUAGE_NAMES, PROPER_NAMES, NAME_ENDINGS)
    slips = (DOUBLED_WORDS, GLUED_WORDS, WORDS, MISSPELLINGS)
    others = (NOTES, AGENCIES, make_form(), LETTER_WORDS, DRAFT_WORDS, KEPT_TEXTS)
    forms = (*sense, *of_quantities, *of_numbers, *of_names, *slips, *others)
    return tuple(sorted(forms, key=lambda form: form.name))


def find_form(name: str) -> Form:
    """Return the form of a table to which a team can add rows. Raises KeyError for a name that no table has."""
    from align.lang import literal_renderings

    return literal_renderings.find_form(name) or {form.name: form for form in list_forms()}[name]


def load_packs(names: Iterable[str], configuration: Path) -> Iterator[Pack]:
    """Read the packs that a configuration names, relative to it. Raises ConfigError for one that cannot be used."""
    for name in names:
        here, folder = Path.cwd(), Path(os.path.normpath(configuration.parent / name))
        folder = folder.relative_to(here) if folder.is_relative_to(here) else folder
        if not is_folder(folder):
            advice = "name the folder of a pack, relative to this file"
            raise ConfigError(f"{configuration}: packs: {folder}: no such folder: {advice}")
        try:
            yield read_pack(folder)
        except PackError as error:
            raise ConfigError(str(error)) from None


def read_pack(folder: Path) -> Pack:
    """Read the pack in a folder. Raises PackError for a table that cannot be used."""
    forms, tables = dict[str, Form](), dict[str, tuple[Row, ...]]()
    for path in sorted(folder.glob("*/*.tsv")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        try:
            forms[name] = form = find_form(name)
            for code in () if form.is_built_in else name.partition("/")[0].split("_"):
                check_language_code(code)
            text = read_file(path, _LARGEST).decode("utf-8-sig")
        except LanguageCodeError as error:
            raise PackError(f"{path}: its folder names a pair of languages: {error}") from None
        except KeyError:
            names = ", ".join(form.name for form in list_forms())
            raise PackError(f"{path}: there is no table “{name}”: the tables are {names}") from None
        except UnicodeDecodeError as error:
            raise PackError(f"{path}: is not UTF-8 (byte {error.start:,}): save it as UTF-8") from None
        except OSError as error:
            raise PackError(f"{path}: cannot be read: {error.strerror or error}") from None
        tables[name] = tuple(_fold(form, row) for row in parse_table(form, text, str(path)))
        _check_rows(form, tables[name])
    if not tables:
        raise PackError(f"{folder}: holds no table, such as zh_en/literal_renderings.tsv: docs/packs.md explains them")
    cells = repr([(name, [row.cells for row in rows]) for name, rows in tables.items()])
    pack = Pack(str(folder), sha256(cells.encode(errors="replace")).hexdigest(), tuple(tables.items()))
    with use_packs((pack,)):
        for name in tables:
            read_rows(forms[name])
    return pack


def _fold(form: Form, row: Row) -> Row:
    """Return a row with its Chinese in simplified script, in which texts are looked through."""
    from glossary.dictionary.script_folding import simplify

    cells = (
        simplify(cell) if name in form.chinese else cell for name, cell in zip(form.columns, row.cells, strict=True)
    )
    return row._replace(cells=tuple(cells))


def _check_rows(form: Form, rows: Iterable[Row]) -> None:
    """See that no row is written twice, and that an expression cannot take long. Raises PackError."""
    lines = dict[str, int]()
    for row in rows:
        key = form.get_key(row)
        if key in lines:
            raise PackError(f"{row.place}: “{key}” has a row already, in line {lines[key]}")
        lines[key] = row.line
        if "expression" in form.columns and not key.startswith(REMOVES):
            _check_expression(row, row.cells[form.columns.index("expression")])


def _check_expression(row: Row, expression: str) -> None:
    from align.lang.zh_notes import PARTS, compile_expression

    try:
        names = {"{agency}"}.union(f"{{{part.cells[0]}}}" for part in read_rows(PARTS))
        if _UNBOUNDED.search(_PART.sub(lambda match: "" if match[0] in names else match[0], expression)):
            raise ValueError
        compile_expression(expression)
    except (re.error, ValueError):
        advice = "write plain text, parts such as {who}, (one|another), and ? after what may be missing"
        raise PackError(f"{row.place}: column “expression”: “{expression}” cannot be used: {advice}") from None
