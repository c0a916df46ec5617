"""The rule `cjk-punctuation`."""

import re
from collections.abc import Iterator, Sequence

from align.lang.east_asian import CLOSING, ENGLISH, OPENING, POINTS, QUOTING, SIGNS, SYMBOLS
from align.linter.context import Context
from align.linter.rule import Bad, TextRule, Trigger
from align.model import MASK, Document, Edit, Finding, Fix, Severity
from glossary.lang.scripts import EAST_ASIAN_LETTERS
from glossary.pack.patterns import compile_late

_RUN = compile_late(f"[{SIGNS}]+")
_SPACE = "\u3000"
_LOST = re.compile(rb"\?\?*")
"""What the skeleton of a text has for characters that are not in Windows-1252, and for question marks."""
_FEW = 100
_PASSED = rf"[{SIGNS}\d\s“”‘’\"'\[\]*_,.–—-]{{0,12}}"
_HAN_BEFORE = compile_late(f"[{EAST_ASIAN_LETTERS}]{_PASSED}$")
_HAN_AFTER = compile_late(f"{_PASSED}[{EAST_ASIAN_LETTERS}]")
_NEAR = 13
_NAMED = 4
"""The length of the longest run of which the English signs are named."""
_REACH = 100


class CjkPunctuation(TextRule):
    """English text contains full-width punctuation, letters, digits or spaces.

    What it finds
    -------------
    Each run of full-width signs: `，` `。` `、` `（` `）` `：` `％` `￥` `《》` `「」` `【】`, full-width letters and
    digits (`Ａ１`), and the ideographic space. The fix writes the English sign with the spaces that English puts around
    it. For brackets that English may write as quotation marks or italics, the fix is only a proposal. Full-width
    symbols other than punctuation (`＃` `＊` `～`) are an info.

    Why it matters
    --------------
    In an English typeface these signs are too wide, they break lines in the wrong place, and a search does not find
    them.

    When it stays silent
    --------------------
    Next to Chinese, Japanese or Korean letters: the punctuation of a quoted title or gloss (`the novel 《红楼梦》`)
    belongs to it. In URLs and code.

    Measured
    --------
    5 warnings in 4,505 human references of news (.042 per 1,000 words) and 15 in machine translations, all right; none
    in 89,259 words of bank reports.
    """

    mqm = "locale-convention/punctuation"
    not_targets = ("zh", "ja", "ko")
    trigger = Trigger(chars=SIGNS)
    good = (
        "The novel 《红楼梦》 was read aloud.",
        "A study of land reform 土地改革研究（1946—1949） came out.",
        "The gloss （东风，西风） is the author's own.",
        "The novel 《三体》（Three-Body） was read aloud.",
        "She wrote “你好，2021！” on the wall.",
        "Signs like 々 and 〇 are letters: 佐々木, 二〇二一.",
    )
    bad = (
        Bad("Fruit⟦，⟧ tea and rice", fixed="Fruit, tea and rice"),
        Bad("Fruit⟦、⟧tea and rice", fixed="Fruit, tea and rice"),
        Bad("The law ⟦（⟧ SOSMA⟦）⟧and its articles", fixed="The law (SOSMA) and its articles"),
        Bad("a share of 55⟦％⟧ in 2021", fixed="a share of 55% in 2021"),
        Bad("They came⟦。⟧Then they went⟦。⟧", fixed="They came. Then they went."),
        Bad("It cost ⟦１，０００⟧ yuan at 15⟦：⟧30", fixed="It cost 1,000 yuan at 15:30"),
        Bad("the film ⟦《⟧Harbour⟦》⟧"),
        Bad("⟦\u3000\u3000⟧The port reopened.", fixed="The port reopened."),
        Bad("parcel ⟦＃⟧12", severity=Severity.INFO, fixed="parcel #12"),
        Bad("“Go⟦！⟧” he said.", fixed="“Go!” he said."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Report each run of full-width signs that is next to no East Asian letter."""
        text = document.prose
        for run in _find_sign_runs(document):
            if not _belongs_to_han(text, run.start(), run.end()):
                yield self._report(text, run.start(), run.end())

    def _report(self, text: str, start: int, end: int) -> Finding:
        run, fix = text[start:end], _propose(text, start, end)
        if not run.strip("\u3000"):
            message = "Full-width space in English text: write an ordinary space or none."
        else:
            message = f"Full-width “{run[:20]}” in English text: write {_name_signs(run, fix)} instead."
        severity = Severity.INFO if SYMBOLS.issuperset(run) else None
        return self.finding(start, end, message, severity=severity, fix=fix)


def _find_sign_runs(document: Document) -> Iterator[re.Match[str]]:
    """Yield the runs of full-width signs; only foreign characters are looked at, unless there are many."""
    text, data = document.prose, document.skeleton
    if data.count(b"?") + text.count(_SPACE) > len(data) // _FEW:
        yield from _RUN.finditer(text)
        return
    end = 0
    lost, spaces = _LOST.finditer(data), re.finditer(_SPACE, text)
    for start, stop in sorted((*(one.span() for one in lost), *(one.span() for one in spaces))):
        end = max(start, end)
        while end < stop and (found := _RUN.search(text, end, stop)):
            run = _RUN.match(text, found.start())
            assert run
            yield run
            end = run.end()


def _belongs_to_han(text: str, start: int, end: int) -> bool:
    """Return whether an East Asian letter is near the run, or near the bracket that it closes."""
    opening = -1
    if text[start] in CLOSING:
        opening = max(text.rfind(sign, max(start - _REACH, 0), start) for sign in OPENING)
    return _is_beside_han(text, start, end) or (opening >= 0 and _is_beside_han(text, opening, opening + 1))


def _is_beside_han(text: str, start: int, end: int) -> bool:
    """Return whether an East Asian letter is near, with nothing between but digits, quotes, markup and other such
    signs.
    """
    before = text[max(start - _REACH, 0) : start].replace(MASK, "")[-_NEAR:]
    after = text[end : end + _REACH].replace(MASK, "")[:_NEAR]
    return bool(_HAN_BEFORE.search(before) or _HAN_AFTER.match(after))


def _propose(text: str, start: int, end: int) -> Fix | None:
    run = text[start:end]
    if any(sign not in ENGLISH for sign in run):
        return None
    while start and text[start - 1] == " " and run[0] in CLOSING | POINTS:
        start -= 1
    while text[end : end + 1] == " " and run[-1] in OPENING:
        end += 1
    left, right = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    return Fix(not QUOTING.intersection(run), (Edit(start, end, _rewrite(run, left, right)),))


def _name_signs(run: str, fix: Fix | None) -> str:
    """Return what to write for a run in English, where that is short and known."""
    if len(run) == 1 and run in QUOTING:
        return "a quotation mark or italics"
    if fix is None or len(run) > _NAMED or QUOTING.intersection(run):
        return "the English sign"
    return f"“{fix.edits[0].text.strip()}”"


def _rewrite(run: str, left: str, right: str) -> str:
    """Return the run in English signs, with the spaces that English puts around them."""
    written = ""
    for index, sign in enumerate(run):
        before, after = (written or left)[-1], run[index + 1 : index + 2] or right
        if sign in OPENING and before.isalnum():
            written += " "
        if sign != "\u3000" or not (before.isspace() or after.isspace()):
            written += ENGLISH[sign]
        if _needs_space(sign, before, ENGLISH.get(after, after)):
            written += " "
    return written


def _needs_space(sign: str, before: str, after: str) -> bool:
    if before.isdigit() and after.isdigit() and sign in "，：":
        return False
    return sign in POINTS | CLOSING and (after.isalnum() or after in "“‘([")
