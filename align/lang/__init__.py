"""Facts of languages about sentences and their writing: one file a subject."""

from dataclasses import dataclass
from functools import cache

from align.model import Splitter
from glossary.lang.scripts import LATIN, SCRIPTS
from glossary.pack.tables import Form

BOUNDARIES = ".!?…。！？\n"
"""One of them precedes each place at which a sentence starts inside a block, in every language: nothing but white
space, punctuation and the numbers of notes in square brackets is between.
"""


LANGUAGES = Form(
    "align",
    "mul/languages",
    ("code", "also", "name", "script", "words", "example"),
    key=("code",),
    needed=("name", "script", "example"),
    choices=(("script", tuple(SCRIPTS)),),
)


@dataclass(frozen=True)
class Language:
    """The facts that are known of every language.

    `code` is its BCP 47 primary subtag, `letters` the body of a character class of the letters it is written in;
    `split` finds the offsets at which the sentences of a block start. `name` is what English calls it, and `script` how
    it is written; of a language that is not known, the name is its code and the script is empty. `words` are common
    words of it, in order.
    """

    code: str
    letters: str
    split: Splitter
    name: str
    script: str
    words: tuple[str, ...] = ()


@cache
def find_language(code: str) -> Language:
    """Return the language of a BCP 47 code, whatever its script or region.

    Of one that is not known, no more is said than that its sentences end as those of English do.

    >>> find_language("zh-Hant").code, find_language("de").name, find_language("xx").name
    ('zh', 'German', 'xx')
    """
    from align.lang.sentences import find_splitter

    known, primary = _load_languages(), code.partition("-")[0].lower()
    return known.get(primary) or Language(primary, LATIN, find_splitter(LATIN), primary, "")


def list_languages() -> tuple[Language, ...]:
    """Return the languages that are known, each once."""
    return tuple(dict.fromkeys(_load_languages().values()))


@cache
def _load_languages() -> dict[str, Language]:
    """Return each language that is known, by all of its codes."""
    from align.lang.sentences import find_splitter

    found = dict[str, Language]()
    for code, also, name, script, words, _ in (row.cells for row in LANGUAGES.read_built_in()):
        letters = SCRIPTS[script]
        language = Language(code, letters, find_splitter(letters), name, script, tuple(words.split()))
        found |= dict.fromkeys((code, *also.split()), language)
    return found
