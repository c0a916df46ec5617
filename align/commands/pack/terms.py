"""Try out the rows of the tables of words that files, tables and glossaries and their terms are read by."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from align.commands.pack.trying import tries
from align.inputs.languages import PATH_WORDS, Languages, hinted_language, language_of_folder_name, split_tag
from align.inputs.layouts import LAYOUTS, find_home, leads_back, list_translated
from align.readers.tables.columns import COLUMN_TITLES as TEXT_TITLES
from align.readers.tables.columns import load_titles as load_text_titles
from align.scores.estimation.source_features import FEATURE_MARKS
from glossary.formats.tables.fields import is_status
from glossary.formats.tables.title_words import CELL_WORDS, COLUMN_TITLES, STANDINGS, load_titles
from glossary.formats.tables.titles import Title, normalize_name, normalize_title, parse_title
from glossary.lang.function_words import ZH_FUNCTION_WORDS, is_function_word
from glossary.lang.scripts import has_han
from glossary.lang.word_formation import SUFFIXES
from glossary.pack.tables import Row, split_cell
from glossary.suggestions.drafts import DRAFT_WORDS


@tries(SUFFIXES)
def check_suffix(row: Row) -> Iterator[str]:
    """See that a suffix is one character, and that something renders it."""
    suffix, nouns, formation, _ = row.cells
    if len(suffix) != 1 or not has_han(suffix):
        yield f"“{suffix}”: write one Chinese character"
    if not nouns and not formation:
        yield "columns “nouns” and “formation” are empty: fill one of them in"


@tries(DRAFT_WORDS)
def check_draft_word(row: Row) -> Iterator[str]:
    """See that a word is Chinese and in its example, and that what renders it is English."""
    word, english, example = row.cells
    source, _, rendered = example.partition(" = ")
    if not has_han(word) or word not in source or not rendered:
        yield f"column “example”: “{example}”: write a phrase with “{word}”, an equals sign, and the phrase in English"
    if has_han(english):
        yield f"column “english”: “{english}” is not English"


@tries(ZH_FUNCTION_WORDS)
def check_function_word(row: Row) -> Iterator[str]:
    """See that a word is Chinese, that a mark is none, and that both are taken for what they are."""
    word, kind, english = row.cells
    if has_han(word) == (kind == "mark") or not is_function_word(word, "zh"):
        yield f"“{word}” is not found as a word of the kind “{kind}”"
    if english != english.lower():
        yield f"column “english”: “{english}”: write small letters"


@tries(COLUMN_TITLES)
def check_titles(row: Row) -> Iterator[str]:
    """Read each word as a title, and see that no other row of the kind has it."""
    meaning, kind, words = row.cells
    for word in split_cell(words, "|"):
        if kind == "field" and normalize_name(word) != meaning:
            yield f"“{word}” is read as “{normalize_name(word)}”"
        elif load_titles(kind).get(word) != meaning or (kind in ("side", "noun") and parse_title(word) == Title()):
            yield f"“{word}” is not read as “{meaning}”: write small letters, and each word once"


@tries(CELL_WORDS)
def check_cells(row: Row) -> Iterator[str]:
    """Read each word of a status or a state in a cell, and see that no row has it twice."""
    meaning, words = row.cells
    for word in split_cell(words, "|"):
        if meaning in STANDINGS and not is_status(word):
            yield f"“{word}” is not read: write small letters"
        if _count_cells()[word] > 1:
            yield f"“{word}” is there twice: take one out"


@cache
def _count_cells() -> Counter[str]:
    return Counter(word for row in CELL_WORDS.read_built_in() for word in split_cell(row.cells[1], "|"))


@tries(PATH_WORDS)
def check_path_words(row: Row) -> Iterator[str]:
    """Read each word as the name of a folder, and as the end of the name of a file where it may be one."""
    words, means, where = row.cells
    hints = Languages("source", "target")
    for word in split_cell(words, "|"):
        if where == "document" and split_tag(f"{word}.english.txt", hints) != (f"{word}.txt", "en"):
            yield f"“{word}” is not read as the name of a document: write small letters"
    for word in split_cell(words, "|") if where in ("ending", "name", "folder") else ():
        if language_of_folder_name(word, hints) != means or (
            where == "ending" and split_tag(f"story_{word}.txt", hints) != ("story.txt", means)
        ):
            yield f"“{word}” is not read as “{means}”: write small letters, and each word once"


@tries(LAYOUTS)
def check_layout(row: Row) -> Iterator[str]:
    """Find the source of the example, and, where the layout names its folder, the way back."""
    _, default, example = row.cells
    translated, _, source = example.partition(" = ")
    home = find_home(translated)
    if not home or home.folder != source or not hinted_language(translated, Languages("zh", "en")):
        yield f"column “example”: “{translated}” is not read as the translation of “{source}”"
    elif leads_back(default) and not any(
        translated == f"{above}{home.language}/{below}" for above, below in list_translated(source)
    ):
        yield f"column “example”: “{source}” does not lead to “{translated}”"


@tries(TEXT_TITLES)
def check_text_titles(row: Row) -> Iterator[str]:
    """See that each word is written as titles are compared, and that no other row for the same tables has it."""
    words, field, of = row.cells
    for word in split_cell(words, "|"):
        for place in (of,) if of else ("pairs", "corpus"):
            if load_text_titles(place).get(normalize_title(word)) != field:
                yield f"“{word}” is not read as “{field}”: write small letters, and each word once"


@tries(FEATURE_MARKS)
def check_feature(row: Row) -> Iterator[str]:
    """See that a feature counts each of its marks once."""
    for mark in row.cells[1]:
        if row.cells[1].count(mark) > 1:
            yield f"column “marks”: “{mark}” is there twice: take one out"
