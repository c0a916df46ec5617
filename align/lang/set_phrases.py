"""Phrases of documents that English puts into a word of a sentence near them: 不在此限 is “unless” or “except”.

`unless_source` has words of the source for which English says the same: where one of them is next to the phrase, it may
be all that the translation renders (记录所有请求，不做任何过滤, “all”).
"""

import re

from glossary.dictionary.script_folding import simplify
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

SET_PHRASES = Form(
    "align",
    "zh_en/set_phrases",
    ("words", "english", "unless_source"),
    key=("words",),
    needed=("english",),
    chinese=("words", "unless_source"),
)


def has_set_phrase(source: str, target: str, rest: str = "") -> bool:
    """Return whether a source in either script has such a phrase, and a translation what English says for it, where the
    rest of the source has nothing for which English says so too.

    >>> [has_set_phrase("经海关核准者，不在此限。", target) for target in ("unless he approved it", "He left.")]
    [True, False]
    >>> [has_set_phrase("不做任何过滤。", "It takes all.", rest) for rest in ("它接收消息，", "它接收所有消息，")]
    [True, False]
    """
    text, rest = simplify(source), simplify(rest)
    return any(
        phrase in text and not any(word in rest for word in others) and english.search(target)
        for phrase, (english, others) in _compile_phrases().items()
    )


@cache_by_packs
def _compile_phrases() -> dict[str, tuple[re.Pattern[str], tuple[str, ...]]]:
    rows = [row.cells for row in read_rows(SET_PHRASES)]
    return {
        word: (
            re.compile(rf"\b(?:{'|'.join(map(re.escape, split_cell(english, '|')))})\b", re.IGNORECASE),
            tuple(split_cell(others, "/")),
        )
        for words, english, others in rows
        for word in split_cell(words, "/")
    }
