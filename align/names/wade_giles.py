"""From pinyin to Wade-Giles as newspapers write it, without apostrophes and diacritics."""

import re

_INITIALS = (
    ("zh", ("ch",)),
    ("ch", ("ch",)),
    ("sh", ("sh",)),
    ("b", ("p",)),
    ("d", ("t",)),
    ("g", ("k",)),
    ("j", ("ch",)),
    ("q", ("ch",)),
    ("x", ("hs", "sh")),
    ("z", ("ts", "tz")),
    ("c", ("ts", "tz")),
    ("r", ("j",)),
)
_WHOLE = {
    "zhi": ("chih",),
    "chi": ("chih",),
    "shi": ("shih",),
    "ri": ("jih",),
    "zi": ("tzu", "tse", "tze"),
    "ci": ("tzu", "tse", "tze"),
    "si": ("ssu", "szu", "sze"),
    "ge": ("ko", "ke"),
    "ke": ("ko", "ke"),
    "he": ("ho",),
    "yi": ("i", "yi", "yih"),
    "yan": ("yen",),
    "ye": ("yeh",),
    "yue": ("yueh",),
    "e": ("o", "eh"),
    "er": ("erh",),
    "gui": ("kuei", "kwei"),
    "kui": ("kuei", "kwei"),
}
_FINALS = {"ian": "ien", "ie": "ieh", "iong": "iung", "ong": "ung", "ue": "ueh"}
_PARTS = re.compile("([^aeiou]*)(.*)", re.DOTALL)


def convert_to_wade_giles(syllable: str) -> frozenset[str]:
    """The Wade-Giles spellings of a syllable given in pinyin, with u for ü.

    >>> sorted(convert_to_wade_giles("jie")), sorted(convert_to_wade_giles("zhong"))
    (['chieh'], ['chung'])
    """
    if syllable in _WHOLE:
        return frozenset(_WHOLE[syllable])
    initial, spellings = next((pair for pair in _INITIALS if syllable.startswith(pair[0])), ("", ("",)))
    final = _convert_final(initial, syllable[len(initial) :])
    return frozenset(spelling + final for spelling in spellings)


def _convert_final(initial: str, rest: str) -> str:
    """What follows a changed initial, in Wade-Giles; the initials that stay are still part of it."""
    consonant, vowels = _PARTS.findall(rest)[0]
    if vowels == "uo" and not {initial, consonant} & {"g", "k", "h", "sh"}:
        return str(consonant + "o")
    return str(consonant + _FINALS.get(vowels, vowels))
