"""Drafts of phrases: several foreign words put into English one by one, in the order in which English likes them best.

No dictionary has a phrase such as 由最初预计. Its words are looked up, in a table of words for drafts
(`zh_en/draft_words`) and in CC-CEDICT; a beam search puts them in an order and a form in which the trigram model finds
them likely, with articles and the like between them where they help; and the vectors choose among the best. A draft is
where an editor starts from, no translation.

Source of the search: P. Koehn, "Pharaoh: a beam search decoder for phrase-based statistical machine translation", 2004.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise, zip_longest
from math import log
from typing import NamedTuple

from glossary.dictionary.files import cache_by_dictionary
from glossary.lang import en, en_slots, fluency, zh
from glossary.lang.function_words import FUNCTION_WORDS, ZH_WORDS, load_renderings, make_word_set
from glossary.lang.scripts import has_han
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell
from glossary.suggestions.dictionary_candidates import Candidate

DRAFT, WORDS = "draft", "table of words"
"""What a draft says it comes from, and what the rendering of a single word of the table does."""

LONGEST = 24  # characters of a phrase

DRAFT_WORDS = Form(
    "glossary",
    "zh_en/draft_words",
    ("word", "english", "example"),
    key=("word",),
    needed=("english", "example"),
    chinese=("word",),
)
"""What renders a word inside a phrase, the commonest first; `-` is nothing at all."""

_NOTHING = "-"
_GLOSSES = 6  # of a word that are tried
_GLOSS_WORDS = 3
_COST_OF_FUNCTION_WORD = 0.3
_RARE = -11.0  # nats; what a word costs at most, for a dictionary has more words than the model
_LONGEST_WORD = 8
_UNKNOWN = 3  # words that a character costs which is none
_FEW_UNITS = 5  # of more words, the order is hardly changed
_COST_OF_LATE_JUMP = 4.0
_BEAM = 12
_JUMP = 3  # words that the order may skip
_COST_OF_JUMP, _COST_OF_ORDER, _COST_OF_DROP = 1.2, 0.6, 7.0
_COST_OF_INSERTION, _COST_OF_UNIT = 2.0, 2.0
_BONUS_OF_WORD = 2.5
_WEIGHT_OF_COSINE = 25.0
_FLUENCY = 0.8
_RERANKED = 16
_ASPECTS = {
    "perfective": {"VBD": 1.5, "VBN": 1.0},
    "experiential": {"VBD": 1.0, "VBN": 1.5},
    "durative": {"VBG": 1.5},
}
"""What the form of a verb gains before a particle of aspect, of a row of `zh/words`."""
_PASSIVE = {"VBN": 3.0, "VBG": -3.0, "VB": -3.0, "VBZ": -3.0, "VBP": -3.0, "VBD": -3.0, "NN": -2.0, "NNS": -2.0}
_SINGULAR, _PLURAL = make_word_set("is was has be been"), make_word_set("are were have be been")
_DISAGREEMENT = 3.0
_AFTER_SUBJECT = {"VBZ": 1.0, "VBD": 2.0, "VBP": 1.0, "VB": -3.0, "VBG": -1.0}
_BEFORE_NOUN, _BEFORE_BASE = ("the", "a", "of", "of the"), ("to",)
_BEFORE_PARTICIPLE = ("be", "is", "are", "was", "were")
_NO_CONTENT = make_word_set("the a of be to")
_LEAST_GAIN = -0.55  # nats that a word may lose after the one before it
_RARE_WORD = -14.0  # nats; of rarer words, the model does not know what they follow
_AFTER_FIGURE = {"NNS": 3.0, "NN": -3.0, "VB": -3.0, "VBP": -3.0, "VBZ": -3.0, "VBD": -3.0, "VBG": -3.0}
_FIGURES = make_word_set("two three four five six seven eight nine ten")
_CERTAIN = "certain"  # the tag of what is known of a part


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some foreign words in an English sentence, the text on either side, and what is known of parts of them."""

    text: str
    left: str = ""
    right: str = ""
    known: tuple[tuple[str, str], ...] = ()


class _Option(NamedTuple):
    """A way to render a unit: its words, the text, the Penn tag where it has one, and what it costs in nats."""

    words: tuple[str, ...]
    text: str
    tag: str
    cost: float


class _State(NamedTuple):
    score: float
    covered: int
    last: int
    past: tuple[str, ...]
    texts: tuple[str, ...]


def is_phrase(text: str, candidates: Sequence[Candidate], known: Sequence[tuple[str, str]] = ()) -> bool:
    """Return whether a text needs a draft: the dictionary neither has it nor can it be put together of two words.

    A word that the table has, as 叫 in 名字叫, is better put together with others by a draft.
    """
    from glossary.suggestions.dictionary_candidates import COMPOSED

    word = zh.trim(text)
    if not candidates:
        return has_han(word)
    if candidates[0].origin != COMPOSED:
        return False
    if known or word in load_draft_words():
        return True
    silent = (*ZH_WORDS.words("link"), *ZH_WORDS.words("aspect"))
    parts = (part for part in next(_split(word, {})) if part not in silent)
    return any(part in load_renderings() or part in load_draft_words() for part in parts)


def draft_phrases(
    phrases: Sequence[Phrase],
    spell: Callable[[str], str] | None = None,
    limit: int = 3,
) -> list[tuple[tuple[str, float], ...]]:
    """Return up to `limit` drafts of each phrase with their scores, 0 to 1, the best first.

    `spell` gives the name that a part has in Latin letters which no table knows. There is none where the words of the
    best one hardly ever follow each other.
    """
    found = [_search(phrase, spell) for phrase in phrases]
    texts = [text for phrase, states in zip(phrases, found, strict=True) if states for text in (phrase.text, *states)]
    if not texts:
        return [() for _ in phrases]
    from glossary.vectors import encode

    rows = {text: row for row, text in enumerate(dict.fromkeys(texts))}
    vectors = encode(list(rows))
    answers = []
    for phrase, states in zip(phrases, found, strict=True):
        ranked = sorted(
            (
                (round(score + _WEIGHT_OF_COSINE * float(vectors[rows[phrase.text]] @ vectors[rows[text]]), 1), text)
                for text, score in states.items()
            ),
            key=lambda row: (-row[0], row[1]),
        )
        certain = {word for _, english in phrase.known for word in fluency.tokenize(english)}
        answers.append(tuple(_choose(ranked, limit, certain)))
    return answers


def _choose(ranked: Sequence[tuple[float, str]], limit: int, certain: Collection[str]) -> Iterator[tuple[str, float]]:
    """Yield the best drafts that differ in more than an inflection, with their scores; none where the best one does not
    read well, for then the words were not understood.
    """
    from glossary.suggestions.ranking import compute_scores

    if not ranked or not reads_well(ranked[0][1], certain):
        return
    shown = set[str]()
    for (_, text), share in zip(ranked, compute_scores([score for score, _ in ranked]), strict=True):
        key = " ".join(sorted(word for word in en.find_lexeme(text).split() if word not in _NO_CONTENT))
        if key not in shown and reads_well(text, certain):
            shown.add(key)
            yield text, share
        if len(shown) == limit:
            return


def _search(phrase: Phrase, spell: Callable[[str], str] | None) -> dict[str, float]:
    """Return the best drafts of a phrase with their scores, without the vectors."""
    text = zh.trim(phrase.text)
    if not 1 <= len(text) <= LONGEST:
        return {}
    past, future = fluency.find_history(phrase.left), fluency.find_future(phrase.right)
    found: dict[str, float] = {}
    known = dict(phrase.known)
    for units in dict.fromkeys((*_split(text, known),)):
        if all(len(unit) == 1 or not (unit in known or has_han(unit)) for unit in units):
            continue  # characters read one by one make no phrase
        options = [_list_options(unit, known, spell) for unit in units]
        if not any(options):
            continue
        for state in _decode(units, options, past, future):
            joined = " ".join(filter(None, state.texts))
            if joined and found.get(joined, -1e9) < state.score and _ends_well(state, units):
                found[joined] = state.score
    best = sorted(found.items(), key=lambda row: (-round(row[1], 2), row[0]))[:_RERANKED]
    return dict(best)


def reads_well(text: str, certain: Collection[str] = (), least_gain: float = _LEAST_GAIN) -> bool:
    """Return whether each word of a draft is usual after the one before it, and none but an article is there twice.

    Of words that are `certain`, such as names and figures, no model says how usual they are. A rare word may be a
    term after “of” or “the”; after another word with content it is the wrong gloss.

    >>> reads_well("officially start work"), reads_well("were flooded infusing destroyed")
    (True, False)
    """
    words = fluency.tokenize(text)
    content = [word for word in words if word not in _NO_CONTENT and word[0].isalnum()]
    if len({*content}) < len(content):
        return False
    following = fluency.score_sequence((), words)
    for place, (word, after) in enumerate(zip(words, following, strict=True)):
        if word in certain or not word.isalpha():
            continue
        alone = fluency.score_sequence((), (word,))[0]
        before = words[place - 1] if place else ""
        is_beside = before.isalpha() and before not in certain
        if not is_beside or (alone < _RARE_WORD and before in FUNCTION_WORDS):
            continue
        if after - alone < least_gain or (alone < _RARE_WORD and after <= alone):
            return False
    return True


def _ends_well(state: _State, units: Sequence[str]) -> bool:
    """Return whether the last word of a draft has content, or is what the phrase ends with: but 的 is no “of”."""
    last = state.texts[-1].split()[-1].lower()
    return last not in FUNCTION_WORDS or (state.last == len(units) - 1 and units[-1] not in ZH_WORDS.words("link"))


def _split(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to take a phrase for words: in as few known ones as there can be, and as the segmenter cuts it."""
    from glossary.dictionary.cedict import load_dictionary

    dictionary, rows, functions = load_dictionary(), load_draft_words(), load_renderings()

    def is_known(word: str) -> bool:
        return word in rows or word in functions or word in dictionary

    few, cut = list[str](), list[str]()
    whole = re.compile("|".join((*map(re.escape, sorted(known, key=lambda part: (-len(part), part))), r"\W+")))
    parts, between = whole.split(text), whole.findall(text)
    for part, mark in zip_longest(parts, between, fillvalue=""):
        few += _cover(part, is_known)
        for word in zh.segment(part) if part else ():
            cut += [word] if is_known(word) else _cover(word, is_known)
        if mark in known:
            few.append(mark)
            cut.append(mark)
    yield tuple(few)
    yield tuple(cut)


def _cover(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return the fewest words that a text can be split into: known ones, single characters and figures."""
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]
    for end in range(1, len(text) + 1):
        options = []
        for start in range(max(end - _LONGEST_WORD, 0), end):
            word, (cost, squares, before) = text[start:end], best[start]
            if is_known(word) or word.isascii():
                options.append((cost + 1, squares + (end - start) ** 2, [*before, word]))
            elif end - start == 1:
                options.append((cost + _UNKNOWN, squares, [*before, word]))
        best.append(min(options))
    return best[-1][2]


def _list_options(word: str, known: Mapping[str, str], spell: Callable[[str], str] | None) -> tuple[_Option, ...]:
    if word in known:
        return (_make_option(known[word], _CERTAIN, 0.0),)
    if not has_han(word):
        return (_make_option(word if word.isalnum() else "", _CERTAIN, 0.0),)
    options = _list_dictionary_options(word)
    if options:
        return options
    spelled = spell(word) if spell else ""
    return (_make_option(spelled, _CERTAIN, 1.0),) if spelled else ()


def _make_option(text: str, tag: str, cost: float) -> _Option:
    return _Option(tuple(fluency.tokenize(text)), text, tag, cost)


@cache_by_dictionary(1 << 14)
def _list_dictionary_options(word: str) -> tuple[_Option, ...]:
    """Return the ways to render a word by the table of words for drafts, as a function word, or by the dictionary."""
    options: dict[tuple[str, str], _Option] = {}
    if listed := load_draft_words().get(word):
        for order, text in enumerate(listed):
            _add_forms(options, text, order)
    elif (words := load_renderings().get(word)) or word in ZH_WORDS.words("aspect"):
        for text in sorted(words or ()):
            options["", text] = _make_option("I" if text == "i" else text, "", _COST_OF_FUNCTION_WORD)
        if word in (*ZH_WORDS.words("link"), *ZH_WORDS.words("aspect")):
            options["", ""] = _make_option("", "", 0.0)
    else:
        _add_glosses(options, word)
    return tuple(options.values())


def _add_glosses(options: dict[tuple[str, str], _Option], word: str) -> None:
    """Add the forms of the glosses of a word, or of what is made of those of its parts."""
    from glossary.dictionary.cedict import load_dictionary
    from glossary.dictionary.glosses import find_glosses
    from glossary.suggestions.dictionary_candidates import find_dictionary_candidates

    glosses = find_glosses(load_dictionary(), word)
    plain = [gloss for gloss in glosses if not (gloss.labelled or gloss.is_proper)] or list(glosses)
    short = [gloss for gloss in plain if len(gloss.text.split()) <= _GLOSS_WORDS] or plain
    for order, gloss in enumerate(short[:_GLOSSES]):
        cost = _COST_OF_ORDER * log(1 + order)
        for tag, form in _inflect(gloss.text, gloss.verb):
            if gloss.verb or not tag.startswith("VB"):  # no “visioned” for 视觉, “vision”
                options.setdefault((tag, form), _make_option(form, tag or "VB" * gloss.verb, cost))
    for candidate in () if options else find_dictionary_candidates(load_dictionary(), word)[:_GLOSSES]:
        cost = 1 + _COST_OF_ORDER * log(1 + candidate.order)
        for tag, form in candidate.forms:
            options.setdefault((tag, form), _make_option(form, tag, cost))


def _inflect(text: str, is_verb: bool) -> list[tuple[str, str]]:
    """Return the forms of a rendering; the participle of a regular verb is its past tense."""
    forms = list(en.list_inflections(text, is_verb))
    if not any(tag == "VBN" for tag, _ in forms):
        forms += [("VBN", form) for tag, form in forms if tag == "VBD"]
    return forms


def _add_forms(options: dict[tuple[str, str], _Option], text: str, order: int) -> None:
    """Add the forms of a rendering of the table; one that begins with "to" is a verb."""
    if text == _NOTHING:
        options["", ""] = _make_option("", "", _COST_OF_ORDER * log(1 + order))
        return
    is_verb = text.startswith("to ") and len(text) > 3
    bare = text.removeprefix("to ") if is_verb else text
    forms = _inflect(bare, is_verb)
    for tag, form in forms if is_verb else (row for row in forms if row[0] in ("", *en.NOUN_TAGS)):
        options.setdefault((tag, form), _make_option(form, tag or "VB" * is_verb, _COST_OF_ORDER * log(1 + order)))


@cache_by_packs
def load_draft_words() -> Mapping[str, tuple[str, ...]]:
    """Return what renders each word of the table inside a phrase. Raises PackError."""
    return {row.cells[0]: split_cell(row.cells[1], "|") for row in read_rows(DRAFT_WORDS)}


def _decode(
    units: Sequence[str],
    options: Sequence[Sequence[_Option]],
    past: tuple[str, ...],
    future: tuple[str, ...],
) -> list[_State]:
    """Return the likeliest drafts, the best first."""
    gains = [dict[str, float]() for _ in units]
    for place, (before, after) in enumerate(pairwise(units)):
        favoured = (tags for kind, tags in _ASPECTS.items() if after in ZH_WORDS.words(kind))
        gains[place] = {**gains[place], **next(favoured, {})}
        gains[place + 1] = _PASSIVE if before in ZH_WORDS.words("passive") else {}
    jump = _COST_OF_JUMP if len(units) <= _FEW_UNITS else _COST_OF_LATE_JUMP
    nothing = (_Option((), "", "", _COST_OF_DROP),)
    moves = [
        [
            [_make_move(one, before) for one in some or nothing for before in _list_insertions(one, inside)]
            for some in options
        ]
        for inside in (False, True)
    ]
    states = [_State(0.0, 0, -1, past, ())]
    for _ in units:
        grown: dict[tuple[int, tuple[str, ...], int], _State] = {}
        for state in states:
            for place in _list_next(state, len(units)):
                _extend(grown, state, place, moves[bool(state.texts)][place], gains[place], jump)
        states = nsmallest(_BEAM, grown.values(), key=lambda state: (-round(state.score, 3), state.texts))
    ended = [
        state._replace(score=state.score + _FLUENCY * sum(fluency.score_sequence(state.past, future)))
        for state in states
    ]
    return sorted(ended, key=lambda state: (-round(state.score, 3), state.texts))


def _list_next(state: _State, count: int) -> list[int]:
    """Return the units that may follow: the first few that are not covered."""
    free = [place for place in range(count) if not state.covered >> place & 1]
    jump = _JUMP if count <= _FEW_UNITS else 1
    return [place for place in free[: jump + 1] if place - free[0] <= jump]


def _list_insertions(option: _Option, inside: bool) -> tuple[str, ...]:
    if not option.words:
        return ("",)
    if option.tag in ("NN", "NNS", "", _CERTAIN):
        return ("", *_BEFORE_NOUN) if inside else ("", "the", "a")
    if option.tag == "VB":
        return ("", *_BEFORE_BASE)
    return ("", *_BEFORE_PARTICIPLE) if option.tag in ("VBN", "VBG") else ("",)


class _Move(NamedTuple):
    """A way to go on with a unit: an option with what is inserted before it, and what of that no other word changes.

    `inside` is how likely its words from the third on are, `expected` what its tag gains after what is inserted.
    """

    option: _Option
    inserted: int
    words: tuple[str, ...]
    texts: tuple[str, ...]
    inside: float
    expected: float


def _make_move(option: _Option, before: str) -> _Move:
    inserted = before.split()
    words = (*inserted, *option.words)
    inside = sum(_score_word(word, words[place + 1], words[place]) for place, word in enumerate(words[2:]))
    expected = en_slots.find_expected_tags(inserted[-1]).get(option.tag, 0.0) if inserted else 0.0
    texts = (*((before,) if before else ()), *((option.text,) if option.text else ()))
    return _Move(option, len(inserted), words, texts, inside, expected)


@lru_cache(maxsize=1 << 16)
def _score_word(word: str, near: str, far: str) -> float:
    """Return how likely a word is after two others, of which either may be none; an unknown one hides what it follows.

    These are fractions whose sums are exact, whatever is added first.
    """
    found = fluency.compute_log_probability(word, *filter(None, (near, far)))
    return max(fluency.UNKNOWN if found is None else found, _RARE)


def _extend(
    grown: dict[tuple[int, tuple[str, ...], int], _State],
    state: _State,
    place: int,
    moves: Iterable[_Move],
    gains: Mapping[str, float],
    jump: float,
) -> None:
    """Put the drafts that go on with a unit into those `grown`, of equal ones the best; a jump over a unit costs
    `jump`.
    """
    past, covered, begins = state.past, state.covered | 1 << place, not state.texts
    near, far = (*past, "", "")[:2]
    if not begins and (state.texts[-1][-1:].isdigit() or state.texts[-1] in _FIGURES):
        gains = {**gains, **_AFTER_FIGURE}
    expected = en_slots.find_expected_tags(next((word for word in past if word != "not"), ""))
    follows_subject = begins and near.isalpha() and near not in FUNCTION_WORDS
    unfit: Collection[str] = ()
    if follows_subject:
        expected = {**_AFTER_SUBJECT, **expected}
        unfit = _SINGULAR if en.find_lemmas(near).get("NOUN", near) != near else _PLURAL
    jumped = jump * abs(place - state.last - 1)
    for option, inserted, words, texts, inside, own in moves:
        score = state.score - (option.cost + _COST_OF_UNIT + jumped + _COST_OF_INSERTION * inserted)
        score += _BONUS_OF_WORD * len(option.words)
        after = past
        if words:
            likely = _score_word(words[0], near, far) + inside
            after = (words[0], *past[:1])
            if len(words) > 1:
                likely += _score_word(words[1], words[0], near)
                after = (words[-1], words[-2])
            score += _FLUENCY * likely
            score += gains.get(option.tag, 0.0)
            if not inserted:
                score -= _DISAGREEMENT * (words[0] in unfit)
            score += 0.5 * (own if inserted else expected.get(option.tag, 0.0))
        key = covered, after, place
        known = grown.get(key)
        if known is None or known.score <= score:
            joined = (*state.texts, *texts)
            if known is None or (known.score, known.texts) < (score, joined):
                grown[key] = _State(score, covered, place, after, joined)
