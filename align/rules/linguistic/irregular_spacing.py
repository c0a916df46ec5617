"""The rule `irregular-spacing`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from string import ascii_lowercase

from align.analysis.characters import find_rows_of_spaces
from align.analysis.glued_words import find_glued_words
from align.linter.context import Context
from align.linter.rule import Bad, Sourced, TextRule, Trigger
from align.model import Document, Edit, Finding, Fix, Severity, Span
from glossary.lang.scripts import LATIN
from glossary.lang.words import Words
from glossary.pack.patterns import compile_late

_INK = rf"[{LATIN}0-9)\]”\"’'%]"
_BEHIND_WORD = rf"(?:(?<={_INK})|(?<={_INK} ))"
_ENDS = r"(?=[\s”\"’')\]]|$)"


@dataclass(frozen=True)
class _Fault:
    """A kind of wrong space: where one of `probes` occurs, `regex` is matched, and its `mark` and `rest` replace it."""

    probes: tuple[str, ...]
    regex: str
    message: str
    severity: Severity = Severity.WARNING
    in_pairs: Severity = Severity.WARNING

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Return the expression, compiled when first needed."""
        return re.compile(self.regex)


_FAULTS = (
    _Fault(
        (" '", " ’", "' ", "’ "),
        rf"(?<=[{LATIN}0-9])(?=['’] | ['’]) ?(?P<mark>['’]) ?(?P<rest>s|re|ve|ll)(?![\w’'-])",
        "There is a space before the ending “{}”: delete it.",
    ),
    _Fault(
        (" ,", " ;", " !", " ?"),
        rf"{_BEHIND_WORD} (?P<mark>,(?![\d,])|[;!?]{_ENDS})(?P<rest>)",
        "There is a space before the “{}”: delete it.",
        in_pairs=Severity.INFO,
    ),
    _Fault(
        (" .", " :"),
        rf"{_BEHIND_WORD} (?P<mark>[.:]){_ENDS}(?! \.)(?! ?\))(?P<rest>)",
        "There is a space before the “{}”: delete it.",
        Severity.INFO,
    ),
    _Fault(
        ("( ", "[ "),
        r"(?<![(\[\\])(?P<mark>[(\[]) (?=[\w“\"])(?P<rest>)",
        "There is a space after the “{}”: delete it.",
        Severity.INFO,
    ),
    _Fault(
        (" )", " ]"),
        rf"(?<=[{LATIN}0-9.”\"’']) (?P<mark>[)\]])(?P<rest>)",
        "There is a space before the “{}”: delete it.",
        Severity.INFO,
    ),
)
_DOUBLE = compile_late(r"(?<=[^\s|\x1a]) {2,3}(?=[^\s|\x1a,.;:!?)\]])")
_GAP = compile_late(r"[^\s.!?:\"'”’)]  ")
_STOPPED = compile_late(r"[.!?:][\"'”’)\]*_]{0,3}$")
_LABEL = compile_late(r"\W?\w{1,3}[.):]|[A-Z][a-z]{2,9} [\dIVXLC]{1,6}(?:\.\d{1,3}){0,3}[.:]?")
_WINDOW = 200
_LETTERS_BEFORE = compile_late(rf"[{LATIN}]{{1,30}}\Z")
_TWICE = compile_late(rf"(?<=[{LATIN}0-9)”\"’'])([.,])\1(?![.,…\w/%{{$*])(?! ?\.)")
_RUN_TOGETHER = compile_late(r"(?<=[a-z])(?:[,;](?=[A-Za-z])|\.(?=[A-Z(])|:(?=[\"“]\w))")
_JOINED = compile_late(r"(?P<mark>[.,;])(?P<right>[A-Z]?[a-z'’]*)(?![\w@/\\:=&-]|\.\w|;\s?\w+;)(?!,\w)")
_BRACKET = compile_late(r"(?P<mark>\.)(?P<right>\()(?=[A-Z][a-z])")
_SAID = compile_late(r"(?P<mark>:)(?P<right>[\"“])(?=\w)")
_SAYING = compile_late(r"\b(?:said|says|asked|adds|added|wrote|writes|replied|told|stated|noted|reads|answered)$")
_LEFT = compile_late(r"(?<![\w.,@/\\_:&-])[A-Za-z][a-z'’]+$")
_DOTTED_NAME = compile_late(r"[A-Z][a-z]+(?:\.[A-Z][a-z]+)+")
_CLAUSE_END = compile_late(r"[.,;:!?)\]”’\"']|\s*\Z|\s*\n")
_BEHIND_PERCENT = "above|and|as|at|below|by|fewer|for|from|higher|in|is|less|lower|more|of|on|or|over|than|to"
_PERCENT = compile_late(rf"\d%(?:[,;](?=[a-z]{{2}})|(?=(?:{_BEHIND_PERCENT})\b))")
_FAULTS_AT = {probe: fault for fault in _FAULTS for probe in fault.probes}
_LITERALS = (
    *_FAULTS_AT,
    *(f' "{after}' for after in " ,;!?.:)]"),
    *(f"{mark}{letter}" for mark in ",." for letter in ascii_lowercase),
    *(f"%{word}" for word in _BEHIND_PERCENT.split("|")),
    "%,",
    ";",
    ".(",
    ':"',
    ":“",
    "..",
    ",,",
)
_ABBREVIATIONS = frozenset({"mrs", "fig", "nos", "prof", "art", "sec", "vol", "gen", "rep", "sen", "gov", "rev", "col"})


class IrregularSpacing(TextRule):
    """A space is missing or superfluous: before or after punctuation, inside brackets, or doubled.

    What it finds
    -------------
    Warnings: an ending that is apart from its word ("China ’ s"); a space before a comma, semicolon, question mark
    or exclamation mark; a full stop between two sentences with no space after it ("end.The"), a colon before what
    someone says (said:"Yes"), or a percent sign before a word ("30%of"); a full stop or comma that is there twice ("the
    end.."); a word with a little one stuck to it ("nationalthe", "causeof").

    Infos: in pairs, a space before such a mark, which annotators of translations pass over; a comma or semicolon with
    no space after it ("rice,wheat"); two or three spaces inside a line; a space before a full stop or colon; a space
    inside brackets or inside straight quotation marks.

    All have a safe fix.

    Why it matters
    --------------
    Tools that split text into words and do not join them properly leave such spaces. In print they are seen at once.

    When it stays silent
    --------------------
    At the start and the end of lines; in tables, columns, code, links, file names, domains, initials and abbreviations;
    after full stops where the whole document sets two spaces there; before ellipses, decimals and names with a dot
    (".5", ".NET"); at smileys. On names with a dot (Form.Item) that the source or some code has as well, or that begin
    a paragraph or end a clause.

    Measured
    --------
    1 warning in 4,505 human references of news, right; 61 in 1.1 million words of essays (.05 per 1,000), of which 27
    were read and are right. In machine translations 27 of 51 (.53) lie on what annotators marked.
    """

    severity = Severity.WARNING
    mqm = "fluency/typography"
    targets = ("en",)
    overrides = ("misspelled-word",)
    trigger = Trigger(chars=" ", literals=_LITERALS)
    good = (
        Sourced('It prints "The port boot success.." then.', "然后打印“The port boot success..”。"),
        Sourced("Unpack options with ? in Rust.", "用 ? 解包选项。"),
        "It must be in the range 0..%d or 1..{last} or any[0..*]; call svc.Append(row).",
        "He came.  She left.  They met.  All was well.",
        "name    port    year\nMary    Oslo    1990",
        "    indented text\nline one  \nline two",
        "Chapter IV  Penalties\nArticle 12  Whoever keeps a dog shall register it.",
        'Wait.. . for it .. and see [..] or ../up, &nbsp;too; key:"value" and a.(b)',
        "Wait ... for .5 seconds in .NET ... then smile :) or frown :(",
        "See Node.js, example.com,and no U.S.A. or St.Peter or 1,000 or e.g.Report.",
        "The workers' songs and the '80s 'sound'",
        'She said, "yes," and "no" .. "maybe".',
        "Form.Item holds one field;",
        "It is 100%official, 5%,4 and 3% in the file 20%off.txt or at %of and %,x.",
        "A lithe man in a swathe of cloth from Hythe read apothe and theguardian.com/nationalthe.",
        "Dolphins in the canton of Zug eat melatonin, casein and elastin for their proof of concept.",
        Sourced("See also the properties of Form.Item here.", "另见这里的Form.Item属性。"),
        "Valid values are 0 to Long.Max. See also Integer.Max, which is smaller.",
        Sourced("The value Long.Max is the largest.", "最大值为long.max。"),
    )
    bad = (
        Bad("The people⟦ ’ s⟧ voice", fixed="The people’s voice"),
        Bad("China⟦ 's⟧ rise and the state⟦’ s⟧ role", fixed="China's rise and the state’s role"),
        Bad("Rice⟦ ,⟧ wheat and maize", fixed="Rice, wheat and maize"),
        Bad("Rice⟦ ,⟧wheat and maize", fixed="Rice, wheat and maize"),
        Bad("Is it true⟦ ?⟧ Yes⟦ !⟧", fixed="Is it true? Yes!"),
        Bad("It was true⟦ .⟧ He saw⟦ :⟧ nothing.", severity=Severity.INFO, fixed="It was true. He saw: nothing."),
        Bad("Rice⟦  ⟧and wheat", severity=Severity.INFO, fixed="Rice and wheat"),
        Bad("The talks ⟦( ⟧in May⟦ )⟧ failed.", severity=Severity.INFO, fixed="The talks (in May) failed."),
        Bad('A so-called "⟦ ⟧small goal⟦ ⟧" was set.', Severity.INFO, fixed='A so-called "small goal" was set.'),
        Bad("This is the ⟦end.The⟧ next begins.", fixed="This is the end. The next begins."),
        Bad("A meeting of the ⟦nationalthe⟧ league", fixed="A meeting of the national the league"),
        Bad("The ⟦causeof⟧ it is known.", fixed="The cause of it is known."),
        Bad("It opened ⟦inthe⟧ morning.", fixed="It opened in the morning."),
        Bad("This is the end⟦..⟧ The next begins⟦,,⟧ too.", fixed="This is the end. The next begins, too."),
        Bad('He ⟦said:"⟧Yes."', fixed='He said: "Yes."'),
        Bad("The food was ⟦good.(⟧Wang Fang)", fixed="The food was good. (Wang Fang)"),
        Bad("Some 30⟦%⟧of them left.", fixed="Some 30% of them left."),
        Bad("It grew 5.2⟦%,⟧while prices fell.", Severity.INFO, fixed="It grew 5.2%, while prices fell."),
        Bad("Round a ⟦block;buy⟧ two.", Severity.INFO, fixed="Round a block; buy two."),
        Bad("He lives in ⟦Beijing,China⟧.", Severity.INFO, fixed="He lives in Beijing, China."),
        Bad("We grow ⟦rice,wheat⟧ and maize.", Severity.INFO, fixed="We grow rice, wheat and maize."),
    )

    def check(self, document: Document, hits: Sequence[int], context: Context) -> Iterator[Finding]:
        """Look at the places of characters that are seldom side by side in clean text."""
        prose = document.prose
        yield from self._check_faults(document, hits, context)
        yield from self._check_doubled(prose, find_rows_of_spaces(document))
        yield from self._check_quotes(document, (hit for hit in hits if prose.startswith('"', hit + 1)))
        yield from self._check_glued(context.analyse(find_glued_words, context.analyse(Words, prose)))
        twice = (hit for hit in hits if prose[hit : hit + 2] in ("..", ",,"))
        yield from self._check_twice(prose, twice, context)
        yield from self._check_percent(prose, (hit for hit in hits if prose[hit] == "%"))
        yield from self._check_joined(document, [hit - 1 for hit in hits if _RUN_TOGETHER.match(prose, hit)], context)

    def _check_faults(self, document: Document, hits: Iterable[int], context: Context) -> Iterator[Finding]:
        prose = document.prose
        for hit in hits:
            fault = _FAULTS_AT.get(prose[hit : hit + 2])
            match = fault and fault.compiled.match(prose, hit)
            if fault and match and not _is_symbol(match, context):
                right = match["mark"] + match["rest"]
                follows = prose[match.end() : match.end() + 1]
                space = " " if right[-1:] in (",", ";") and follows.isalpha() else ""
                severity = min(fault.severity, fault.in_pairs) if context.is_excerpted else fault.severity
                yield self._report(match.span(), fault.message.format(right), right + space, severity)

    def _check_doubled(self, prose: str, places: Iterable[int]) -> Iterator[Finding]:
        habit = None
        for place in places:
            match = _DOUBLE.match(prose, place)
            if not match or _are_columns(prose, match):
                continue
            if _STOPPED.search(prose, max(0, place - 4), place):
                habit = 2 * _count(prose, ".  ") >= _count(prose, ". ") if habit is None else habit
                if habit:
                    continue
            message = "There is more than one space here: one is enough."
            yield self._report(match.span(), message, " ", Severity.INFO)

    def _check_quotes(self, document: Document, places: Iterable[int]) -> Iterator[Finding]:
        prose = document.prose
        for place, opens in _tell_roles(document, [place + 1 for place in places]):
            if opens and prose[place + 1 : place + 2] == " " and prose[place + 2 : place + 3].isalnum():
                message = "There is a space after the opening quotation mark: delete it."
                yield self._report((place + 1, place + 2), message, "", Severity.INFO)
            elif not opens and prose[place - 1] == " " and not prose[place - 2].isspace():
                message = "There is a space before the closing quotation mark: delete it."
                yield self._report((place - 1, place), message, "", Severity.INFO)

    def _check_joined(self, document: Document, places: Sequence[int], context: Context) -> Iterator[Finding]:
        prose = document.prose
        in_code = _find_dotted_names_in_code(document) if places else frozenset()
        for place in places:
            left = _LEFT.search(prose[max(0, place - 30) : place + 1])
            right = next(filter(None, (one.match(prose, place + 1) for one in (_BRACKET, _SAID, _JOINED))), None)
            if not left or not right or not _are_words(left[0], right):
                continue
            span = Span(place + 1 - len(left[0]), right.end())
            name = prose[slice(*span)]
            begins, ends = span.start == document.block(place).start, _CLAUSE_END.match(prose, span.end) is not None
            if name in in_code or _is_dotted_name(name, begins, ends, context, place):
                continue
            message = f"A space is missing after the “{right['mark']}”: add it."
            fix = Fix(True, (Edit(right.start("right"), right.start("right"), " "),))
            severity = Severity.INFO if right["mark"] in ",;" else Severity.WARNING
            yield self.finding(*span, message, severity=severity, fix=fix)

    def _check_percent(self, prose: str, places: Iterable[int]) -> Iterator[Finding]:
        for place in places:
            if place and (match := _PERCENT.match(prose, place - 1)):
                end, mark = match.end(), match[0][-1]
                severity = Severity.INFO if mark in ",;" else Severity.WARNING
                fix = Fix(True, (Edit(end, end, " "),))
                message = f"A space is missing after the “{mark}”: add it."
                yield self.finding(place, end, message, severity=severity, fix=fix)

    def _check_twice(self, prose: str, places: Iterable[int], context: Context) -> Iterator[Finding]:
        for place in places:
            match = _TWICE.match(prose, place)
            word = _LETTERS_BEFORE.search(prose, max(place - 30, 0), place)
            if match and not (word and word[0] + match[0] in context.source_at(place)):  # what a program prints
                message = f"Repeated “{match[1]}”: delete one."
                yield self._report(match.span(), message, match[1], Severity.WARNING)

    def _check_glued(self, matches: Iterable[re.Match[str]]) -> Iterator[Finding]:
        for match in matches:
            if match["second"] != match["word"]:
                fix = Fix(True, (Edit(match.start("second"), match.start("second"), " "),))
                yield self.finding(
                    *match.span(), f"A space is missing before the “{match['second']}”: add it.", fix=fix
                )

    def _report(self, span: tuple[int, int], message: str, right: str, severity: Severity) -> Finding:
        return self.finding(*span, message, severity=severity, fix=Fix(True, (Edit(*span, right),)))


def _is_symbol(match: re.Match[str], context: Context) -> bool:
    """Return whether a mark between spaces is the name of something, as in the source: the operator ? unwraps a
    value.
    """
    return match["mark"] in ("?", "!") and f" {match['mark']}" in f" {context.source_at(match.start())}"


def _count(text: str, literal: str) -> int:
    """Return how often a text has a literal; `re` counts faster than `str.count` in text beyond Latin-1."""
    return len(re.findall(re.escape(literal), text))


def _are_columns(prose: str, match: re.Match[str]) -> bool:
    """Return whether the spaces set columns: the line has several such gaps, figures on both sides, or a label before
    them.
    """
    before = prose[max(0, match.start() - _WINDOW) : match.start()].rpartition("\n")[2]
    after = prose[match.end() : match.end() + _WINDOW].partition("\n")[0]
    gaps = any("  " in side and _GAP.search(side.strip()) for side in (before, after))
    return gaps or (before[-1:].isdigit() and after[:1].isdigit()) or bool(_LABEL.fullmatch(before.strip()))


def _tell_roles(document: Document, places: Iterable[int]) -> Iterator[tuple[int, bool]]:
    """Yield the places of straight quotation marks, and whether each opens, by those before it in its block."""
    prose = document.prose
    block, position, count, paired = None, 0, 0, False
    for place in sorted(places):
        if (current := document.block(place)) != block:
            block, position, count = current, current.start, 0
            paired = prose.count('"', *block) % 2 == 0
        count += prose.count('"', position, place)
        position = place
        if paired:
            yield place, count % 2 == 0


def _find_dotted_names_in_code(document: Document) -> frozenset[str]:
    """Return the names with a dot (Form.Item) in the code of a document."""
    return frozenset(name for span in document.masked for name in _find_dotted_names(document.text[slice(*span)]))


@lru_cache(maxsize=16)
def _find_dotted_names(text: str) -> frozenset[str]:
    return frozenset(_DOTTED_NAME.findall(text))


def _is_dotted_name(text: str, begins_block: bool, ends_clause: bool, context: Context, place: int) -> bool:
    """Return whether two capitalised words with a dot between are a name: they begin a block or end a clause, or the
    source has them too.
    """
    if not _DOTTED_NAME.fullmatch(text):
        return False
    source = context.source_at(place)
    return begins_block or ends_clause or text in _find_dotted_names(source) or text.lower() in source.lower()


def _are_words(left: str, joined: re.Match[str]) -> bool:
    if joined["mark"] == ":":
        return _SAYING.search(left) is not None
    if joined["right"] == "(":
        return len(left) > 2 and left.lower() not in _ABBREVIATIONS
    if joined["mark"] == ".":
        is_call = joined.string.startswith("(", joined.end())
        return not is_call and len(left) > 2 and joined["right"][:1].isupper() and left.lower() not in _ABBREVIATIONS
    return bool(joined["right"])
