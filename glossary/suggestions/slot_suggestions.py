"""Suggested renderings for slots: foreign words that were left in an English sentence.

Candidates come from CC-CEDICT, directly or composed from the parts of a word, and from what is related to these:
synonyms, parts, derived words; a rendering says which. They are ranked by their similarity to the word (the cosine of
multilingual vectors), by how well they read in the slot, by length and by the order of the dictionary, and are
inflected to fit. Nothing is replaced: a suggestion is for a person to judge.

On 2,733 slots whose word a translator rendered with one of its glosses, the right one comes first for 73 % and is
among the first three for 96 %, by weights fitted on other words and CC-CEDICT of November 2023
(`python benchmarks/suggestions.py FILE`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.dictionary.files import cache_by_dictionary

if TYPE_CHECKING:
    from glossary.suggestions.dictionary_candidates import Candidate

MOST_DRAFTS = 100  # phrases that are drafted in one call
_LEAST_SCORE = 0.05  # the least score of a rendering that the dictionary does not give for the word itself
_COMPOSED_SHARE = 0.15
"""The share of words outside the dictionary of which one of the first three renderings composed of their parts is
right: measured, see docs/suggestions.md.
"""
_LEAST_GAIN = -1.05  # nats that a word of a composed rendering may lose after the one before it
_SHOWN_FIRST = 3  # renderings that people look at
_NEAR = 10  # words on either side that a candidate is compared with
_NEAR_LENGTH = 200  # code points on either side that these words are taken from


@dataclass(frozen=True, slots=True)
class Slot:
    """A foreign word in an English sentence: the word, the text before and after it, the source where it is known.

    The source does not enter the ranking: the cosine of candidate and source as one more feature gained nothing.
    `known` are parts of the word, if it is a phrase, with what they are in English.
    """

    word: str
    left: str = ""
    right: str = ""
    source: str = ""
    known: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RankedRendering:
    """A phrase that fits the slot, where it comes from, and its probability by the model, 0 to 1."""

    text: str
    origin: str
    score: float


def suggest_renderings(
    slots: Sequence[Slot],
    limit: int = 5,
    spell: Callable[[str], str] | None = None,
    most_drafts: int = MOST_DRAFTS,
) -> list[tuple[RankedRendering, ...]]:
    """Return up to `limit` renderings for each slot, the best first; drafts where the word is a phrase.

    Of no more than the first `most_drafts` phrases there are drafts, for which `spell` gives names in Latin letters.
    All slots are encoded in one batch; the models are loaded only if there is something to rank. A rendering is not
    capitalised at the start of a sentence. Raises DictionaryNotFoundError and UnsupportedEncoderError.
    """
    from glossary.suggestions.drafts import DRAFT, WORDS, Phrase, draft_phrases, is_phrase, load_draft_words

    choices = [find_candidates(slot.word) for slot in slots]
    gathered = compute_features(slots, choices) if any(choices) else [[] for _ in slots]
    answers = [
        _add_listed(slot.word, _leave_nonsense(_rank(slot, found, rows, limit)), limit)
        for slot, found, rows in zip(slots, choices, gathered, strict=True)
    ]
    phrases = [place for place, slot in enumerate(slots) if is_phrase(slot.word, choices[place], slot.known)]
    wanted = [slots[place] for place in phrases[:most_drafts]]
    drafts = draft_phrases([Phrase(slot.word, slot.left, slot.right, slot.known) for slot in wanted], spell)
    for place, found in zip(phrases, drafts, strict=False):
        origin = WORDS if slots[place].word in load_draft_words() else DRAFT
        if found:
            composed = {one.text: one for one in answers[place]}  # of two that are the same, this is no draft
            rows = tuple(composed.get(text, RankedRendering(text, origin, share)) for text, share in found)
            shown = {one.text for one in rows}
            answers[place] = (*rows, *(one for one in answers[place] if one.text not in shown))[:limit]
    return answers


def _leave_nonsense(found: Sequence[RankedRendering]) -> tuple[RankedRendering, ...]:
    """Return renderings without those composed, where the best of these has words that hardly ever follow each other,
    such as “apply alter”: its parts were not understood.
    """
    from glossary.suggestions.dictionary_candidates import COMPOSED
    from glossary.suggestions.drafts import reads_well

    best = next((one.text for one in found if one.origin == COMPOSED), "")
    is_sense = not best or reads_well(best, least_gain=_LEAST_GAIN)
    return tuple(one for one in found if is_sense or one.origin != COMPOSED)


def _add_listed(word: str, found: tuple[RankedRendering, ...], limit: int) -> tuple[RankedRendering, ...]:
    """Return the renderings of a word with the usual one in the third place, where the table of words has one and none
    before is in it.
    """
    from glossary.lang import en
    from glossary.suggestions.drafts import WORDS, load_draft_words

    texts = [text.removeprefix("to ") for text in load_draft_words().get(word, ()) if text != "-"]
    lexemes = {en.find_lexeme(text) for text in texts}
    if not texts or not found or any(en.find_lexeme(one.text) in lexemes for one in found[:_SHOWN_FIRST]):
        return found
    listed = RankedRendering(texts[0], WORDS, found[: _SHOWN_FIRST - 1][-1].score)
    return (*found[: _SHOWN_FIRST - 1], listed, *found[_SHOWN_FIRST - 1 :])[:limit]


def find_candidates(word: str) -> tuple[Candidate, ...]:
    """Return the candidates for a word; none for a text that is too long to be a word. Words are looked up once."""
    from glossary.lang import zh
    from glossary.suggestions.dictionary_candidates import LONGEST

    trimmed = zh.trim(word)
    return _find_word_candidates(trimmed) if len(trimmed) <= LONGEST else ()


@cache_by_dictionary(1 << 16)
def _find_word_candidates(word: str) -> tuple[Candidate, ...]:
    from glossary.dictionary.cedict import load_dictionary
    from glossary.suggestions.dictionary_candidates import DICTIONARY, find_dictionary_candidates
    from glossary.suggestions.related_candidates import find_related_candidates

    own = find_dictionary_candidates(load_dictionary(), word)
    if not own or own[0].origin != DICTIONARY:  # a part of a word that is not in the dictionary says too little of it
        return own
    return own + find_related_candidates(load_dictionary(), _simplify(word), own)


def _simplify(word: str) -> str:
    """Return a word in simplified script, if the dictionary has it, without punctuation round it."""
    from glossary.dictionary.cedict import load_dictionary
    from glossary.lang import zh

    return load_dictionary().simplify(zh.trim(word))


def compute_features(slots: Sequence[Slot], choices: Sequence[Sequence[Candidate]]) -> list[list[dict[str, float]]]:
    """Return the features of each candidate of each slot."""
    from glossary.suggestions import ranking

    texts = [text for slot, found in zip(slots, choices, strict=True) if found for text in _list_anchors(slot).values()]
    cosine = _Cosines([*texts, *(candidate.text for found in choices for candidate in found)])
    gathered = []
    for slot, found in zip(slots, choices, strict=True):
        around, anchors = ranking.Surroundings(slot.left, slot.right), _list_anchors(slot)
        rows = [{name: cosine(text, candidate.text) for name, text in anchors.items()} for candidate in found]
        gathered.append(
            [ranking.compute_features(candidate, around, row) for candidate, row in zip(found, rows, strict=True)]
        )
    return gathered


def _list_anchors(slot: Slot) -> dict[str, str]:
    """Return the texts that candidates are compared with, by feature: the word, and the words next to it."""
    left, right = slot.left[-_NEAR_LENGTH:].split(), slot.right[:_NEAR_LENGTH].split()
    return {"similarity": _simplify(slot.word), "context": " ".join([*left[-_NEAR:], *right[:_NEAR]])}


class _Cosines:
    """The cosine of any two of the given texts, to four decimals."""

    def __init__(self, texts: Sequence[str]) -> None:
        from glossary.vectors import encode

        self._rows = {text: row for row, text in enumerate(dict.fromkeys(texts))}
        self._vectors = encode(list(self._rows))

    def __call__(self, one: str, other: str) -> float:
        return round(float(self._vectors[self._rows[one]] @ self._vectors[self._rows[other]]), 4)


def _rank(
    slot: Slot, found: Sequence[Candidate], rows: Sequence[dict[str, float]], limit: int
) -> tuple[RankedRendering, ...]:
    """Order the candidates of a slot by utility, then as in the dictionary, and inflect the best."""
    from glossary.suggestions import ranking
    from glossary.suggestions.dictionary_candidates import COMPOSED

    around, shown = ranking.Surroundings(slot.left, slot.right), dict[str, RankedRendering]()
    utilities = [ranking.compute_utility(row) for row in rows]
    ranked = sorted(
        zip(utilities, ranking.compute_scores(utilities), found, strict=True),
        key=lambda row: (-row[0], row[2].order, row[2].text),
    )
    for _, score, candidate in ranked[: 2 * limit]:
        if candidate.traits and score < _LEAST_SCORE:
            continue
        text = ranking.choose_form(candidate, around)
        chance = round(_COMPOSED_SHARE * score, 2) if candidate.origin == COMPOSED else score
        shown.setdefault(text, RankedRendering(text, candidate.origin, chance))
    return tuple(shown.values())[:limit]
