"""Try out the rows of tables of words, by what their own cells say: what `pack check` does with them."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial

from align.analysis.glued_words import GLUED_WORDS, find_glued_words
from align.commands.pack.trying import CHECKS, fill, tries
from align.lang.comparisons import COMPARED, COMPARISONS, ENGLISH_COMPARISONS, find_turned_comparisons
from align.lang.comparisons import QUALITIES as COMPARED_QUALITIES
from align.lang.doubts import DOUBTS, ENGLISH_DOUBTS
from align.lang.en_conventions import SPELLING_ENDINGS, SPELLINGS, list_forms, load_spellings
from align.lang.en_doubled_words import DOUBLED_WORDS, NEVER_DOUBLED
from align.lang.exchanged_tenses import ENGLISH_TENSES, TENSES
from align.lang.exchanged_words import DENIALS_AHEAD, HARMLESS
from align.lang.letter_words import LETTER_WORDS, find_letter_word
from align.lang.negation import (
    DENIALS,
    ENGLISH_DENIALS,
    NEGATION,
    NEGATIVE_WORDS,
    QUALITIES,
    find_denied_qualities,
    may_deny,
)
from align.lang.patterns import build_chinese, find_pattern, join_english
from align.lang.set_phrases import SET_PHRASES, has_set_phrase
from glossary.lang import fluency
from glossary.lang.en import find_lemmas
from glossary.lang.en_tags import has_tag
from glossary.lang.spelling import AFFIXES, MISSPELLINGS, WORDS, find_unlisted, is_formed, load_misspellings
from glossary.lang.words import Words
from glossary.pack.tables import Form, Row, cache_by_packs, read_rows, split_cell


@tries(SPELLINGS)
def check_spelling(row: Row) -> Iterator[str]:
    """See that the forms of a row begin with its own words, and that no form has two spellings."""
    british, american, kind = row.cells
    forms = list(list_forms(british, american, kind))
    if forms[0] != (british, american):
        yield f"the first form of the kind “{kind}” would be “{forms[0][0]}”, American “{forms[0][1]}”"
    for one, other in forms:
        if _count_forms()[one, other] > 1:
            yield f"“{one}” is a form of another row as well: take one out"
        if kind not in ("American", "British") and sum(one in table for table in load_spellings()) != 1:
            yield f"“{one}” is British in one row and American in another"


@tries(DOUBLED_WORDS)
def check_doubled(row: Row) -> Iterator[str]:
    """Leave a word alone where it is doubled as its kind says, or ends in a small word."""
    word, kind = row.cells
    if not word.isalpha() or not word.islower():
        yield "column “words”: write one word in small letters"
    elif kind == "said twice":
        if word in NEVER_DOUBLED:
            yield f"“{word} {word}” is reported: two in a row are always a slip"
    else:
        yield from _check_not_glued(word + word if kind == "half of a word" else word)


@tries(GLUED_WORDS)
def check_glued(row: Row) -> Iterator[str]:
    """Find the example as two words, and not its counter-example."""
    word, _, _, example, counter = row.cells
    if [match["second"] for match in find_glued_words(Words(example))] != [word]:
        yield f"column “example”: “{example}” is not found as a word and “{word}”"
    yield from _check_not_glued(counter)


@tries(WORDS)
def check_listed(row: Row) -> Iterator[str]:
    """See that a word is in no other list, and is not made of words that are in one."""
    word = row.cells[0]
    if not re.fullmatch("[a-z]{4,}", word):
        yield "column “word”: write one word of four letters or more, in small letters"
    elif word in load_misspellings():
        yield f"“{word}” is misspelled in en/misspellings: remove the row there (-{word})"
    elif fluency.is_known(word) or find_lemmas(word) or has_tag(word) or is_formed(word):
        yield f"“{word}” is known without this row: take it out"


@tries(MISSPELLINGS)
def check_misspelling(row: Row) -> Iterator[str]:
    """See that the right word is known."""
    word, right = row.cells
    if not re.fullmatch("[a-z]{4,}", word):
        yield "column “word”: write one word of four letters or more, in small letters"
    if right in load_misspellings() or (list(find_unlisted([right])) and not is_formed(right)):
        yield f"column “right”: “{right}” is in no list of words"


@tries(AFFIXES)
def check_affix(row: Row) -> Iterator[str]:
    """Take the example for a word, and not its counter-example."""
    affix, _, _, example, counter = row.cells
    letters = affix.strip("-")
    if not (example.startswith(letters) if affix.endswith("-") else example.endswith(letters)):
        yield f"column “example”: “{example}” does not have “{affix}”"
    elif not is_formed(example):
        yield f"column “example”: “{example}” is not taken for a word"
    if counter and (is_formed(counter) or not list(find_unlisted([counter]))):
        yield f"column “counter_example”: “{counter}” is taken for a word"


def _check_not_glued(word: str) -> Iterator[str]:
    if word and find_glued_words(Words(word)):
        yield f"“{word}” is found as two words"


@cache
def _count_forms() -> Counter[tuple[str, str]]:
    return Counter(form for row in read_rows(SPELLINGS) for form in list_forms(*row.cells))


@tries(SPELLING_ENDINGS)
def check_endings(row: Row) -> Iterator[str]:
    """See that a word has the endings."""
    if not any(other.cells[2] == row.cells[0] for other in read_rows(SPELLINGS)):
        yield f"column “kind”: no word of en/spellings is of the kind “{row.cells[0]}”"


def check_chinese(form: Form, row: Row) -> Iterator[str]:
    """See that each word of a row is found with what may surround it, and that no cell is without effect."""
    cells = dict(zip(form.columns, row.cells, strict=True))
    kind = cells.get("kind", "")
    before, after = (split_cell(cells.get(name, ""), "/")[:1] for name in ("before", "after"))
    head, end = "".join(before).strip("."), "".join(after)
    for word in split_cell(cells["words"], "/"):
        text = f"{head}{word}{end}" if end else fill("ahead", f"{head}{word}")
        found = find_pattern(form, kind).match(text, len(head))
        rows = [(line, rule) for line, rule in _list_chinese(form, kind) if line < row.line]
        earlier = [line for line, rule in rows if rule.match(text, len(head))]
        if earlier:
            yield f"“{word}” is found by line {earlier[0]} already: take it out, or move the row up"
        elif not found or found[0] != word:
            yield f"“{word}” is not found in “{text}”"
    for name, begins in (("not_after", True), ("not_before", False)):
        items = split_cell(cells.get(name, ""), "/")
        for one in items:
            if any(one != other and (one.startswith(other) if begins else one.endswith(other)) for other in items):
                yield f"column “{name}”: “{one}” is part of another item: take it out"


for one in (NEGATION, COMPARISONS, DOUBTS, TENSES, HARMLESS, DENIALS_AHEAD):
    CHECKS[one] = partial(check_chinese, one)


@cache_by_packs
def _list_chinese(form: Form, kind: str) -> list[tuple[int, re.Pattern[str]]]:
    """Return the expression of each built-in row of a kind, with its line."""
    return [
        (row.line, re.compile(build_chinese(form, row)))
        for row in form.read_built_in()
        if not kind or row.cells[form.columns.index("kind")] == kind
    ]


@tries(DENIALS)
def check_denial(row: Row) -> Iterator[str]:
    """Find each word, and see that a sign of a denial is in it."""
    yield from check_chinese(DENIALS, row)
    for word in split_cell(row.cells[2], "/"):
        if not may_deny(word):
            yield f"“{word}” has no character of the kind “sign” in zh/negation: add one there"


@tries(QUALITIES)
def check_quality(row: Row) -> Iterator[str]:
    """Find each quality where a text denies it."""
    for word in split_cell(row.cells[0], "/"):
        denied = fill("denied", word)
        if [text for _, text in find_denied_qualities(denied)] != [row.cells[2]]:
            yield f"“{denied}” is not found, or as another word"


def check_english(form: Form, row: Row) -> Iterator[str]:
    """See that a word finds itself, and that no other row of one of its kinds finds it."""
    for kind in _list_kinds(form, row):
        for word in split_cell(row.cells[form.columns.index("words")], "|"):
            text = _spell_out(word)
            found = [other for other, pattern in _list_english(form, kind) if pattern.fullmatch(text)]
            if row not in found:
                yield f"“{word}” is not found in “{text}”"
            harmless = _list_english(NEGATIVE_WORDS, "harmless") if kind == "negative" else ()
            is_apart = any(rule.fullmatch(text) for _, rule in harmless)
            for other in found:
                if other != row and not is_apart:
                    yield f"“{word}” ({kind}) is found by line {other.line} as well: take it out"


for one in (NEGATIVE_WORDS, ENGLISH_DENIALS, ENGLISH_COMPARISONS, ENGLISH_DOUBTS, ENGLISH_TENSES):
    CHECKS[one] = partial(check_english, one)


def _list_kinds(form: Form, row: Row) -> tuple[str, ...]:
    """Return the kinds of a row of English words, divided by `|`; one without a name where the table has none."""
    name = next((name for name in ("kinds", "kind") if name in form.columns), "")
    return split_cell(row.cells[form.columns.index(name)], "|") if name else ("",)


def _spell_out(word: str) -> str:
    """Return a text that a word or phrase of a table finds: of several words the first, and letters for a `*`."""
    words = [one.strip("()").split(",")[0] for one in word.replace("… ", "a ").split()]
    return " ".join(words).replace("*", "q")


@cache_by_packs
def _list_english(form: Form, kind: str) -> list[tuple[Row, re.Pattern[str]]]:
    rows = [row for row in read_rows(form) if kind in _list_kinds(form, row)]
    words = form.columns.index("words")
    return [(row, re.compile(join_english(split_cell(row.cells[words], "|")))) for row in rows]


@tries(LETTER_WORDS)
def check_letters(row: Row) -> Iterator[str]:
    """Find what English says for each word."""
    for word in split_cell(row.cells[0], "/"):
        for english in split_cell(row.cells[1], "|"):
            if not find_letter_word(word, f"This is the {english} of it."):
                yield f"column “english”: “{english}” is not found for “{word}”"


@tries(SET_PHRASES)
def check_set_phrase(row: Row) -> Iterator[str]:
    """Find what English says for each phrase, but not next to a word for which English says the same."""
    for word in split_cell(row.cells[0], "/"):
        for english in split_cell(row.cells[1], "|"):
            target = f"It was so, {english} then."
            if not has_set_phrase(fill("ahead", word), target):
                yield f"column “english”: “{english}” is not found for “{word}”"
            for other in split_cell(row.cells[2], "/"):
                if has_set_phrase(fill("ahead", word), target, other):
                    yield f"column “unless_source”: “{english}” is found for “{word}” next to “{other}”"


@tries(COMPARED_QUALITIES)
def check_compared_quality(row: Row) -> Iterator[str]:
    """Find each comparison of a quality where it is turned, and not where it is right."""
    high, more, low, less = row.cells
    for words, right, wrong in ((high, more, less), (low, less, more)):
        for word in split_cell(words, "/"):
            source = fill("compared", word)
            for english in split_cell(right, "|"):
                if list(find_turned_comparisons((source, f"It is {english.strip('*')} than last month."))):
                    yield f"“{word}” with “{english}” would be reported, though that is what it means"
            other = split_cell(wrong, "|")[0].strip("*")
            if not list(find_turned_comparisons((source, f"It is {other} than last month."))):
                yield f"“{word}” with “{other}” is not found"


@tries(COMPARED)
def check_compared(row: Row) -> Iterator[str]:
    """Find a turned comparison with each of the words and of the English ones."""
    for word in split_cell(row.cells[0], "/"):
        for english in split_cell(row.cells[1], "|"):
            target = f"It is higher than {_spell_out(english)} here."
            if not list(find_turned_comparisons((fill("lower", word), target))):
                yield f"“{word}” with “{english}” is not found"
