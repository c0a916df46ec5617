"""Placeholders and tags, for which a program puts a value or a format: %s, %1, {}, {0:N2}, <b>, {count, plural, ...}.

Source of the last: Unicode Technical Standard 35, part 9 (MessageFormat), and ICU's MessageFormat
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from align.model import Span
from glossary.pack.patterns import compile_late

_PLACEHOLDER = compile_late(
    r"""(?<![\d%])(?<!%[\dA-Fa-f]{2})(?!(?:%[\dA-Fa-f]{2}){2})          # but no escapes of an address: %E4%B8%AD
        %(?:\d+\$|\(\w+\))?[-+#0]{0,3}\d{0,3}(?:\.\d+)?(?:hh?|ll?|[zjtqL])?[sdifuxXoeEgGc@](?![A-WYZa-wyz]|[Xx](?!%))
      | (?<![\w%])%(?:L?[1-9]|n)(?![\w%]|\.\d) | (?<![\w{$)\\])\{(?::[^{}\s]{1,30})?\}(?!\})
      | \$\{[A-Za-z_][\w.]*\} | \{\{\s*[A-Za-z_][\w.]*\s*\}\} | (?<![{$])\{(?:[A-Za-z_][\w.]*|\d+)\}(?!\})
      | (?<![{$])\{(?:[A-Za-z_]\w{0,99}|\d{1,3})(?:\s{0,3},\s{0,3}(?:number|date|time|spellout|duration|ordinal|list)\b
        [^{}\n]{0,99}|:[.,<>^=+][.,<>^=+#\d]{0,9}[bcdeEfFgGnosxX%]?)\}(?!\})
      | (?<![{$])\{\d{1,2}(?:,-?\d{1,3})?(?::[^{}\s]{1,30})?\}(?!\})
      | (?!(?<=\w)<[A-Z])</?(?:[A-Za-z][\w:-]*|\d{1,2})(?:\s+[\w:-]+(?:=(?:"[^"<>]*"|'[^'<>]*'))?)*\s*/?>""",
    re.VERBOSE | re.ASCII,
)
_NAMED = compile_late(
    r"(?<![\d%])(?<!\d[ \u00a0])(?!%(?:[\dA-Fa-f]{2}(?!\w)|[sdifuxXoeEgGc][A-Z]))%[A-Za-z]{2,30}[A-Za-z\d_]{0,30}",
    re.ASCII,
)
"""A value by its name alone: %name, %arg2. In prose it is none: “50 %of”."""
_FORMAT = compile_late(r"\s{0,3}[,:]")
"""What parts the name of a placeholder from how its value is written."""

_NUMBERED = compile_late(r"%(?:\d+\$|\(|L?\d\Z|n\Z)", re.ASCII)
"""What has its number or its name: %2$s, %(name)s, and as Qt writes it %1, %n."""
_POSITION = compile_late(r"%\d+\$", re.ASCII)
_CONVERSION = compile_late(r"%[-_^#0]?[A-Za-z]", re.ASCII)
_OF_DATES = frozenset("aAbBcdDeFgGhHIjklmMnpPrRStTuUVwWxXyYzZ")
"""What `strftime` (POSIX.1-2024) has a value for."""
_OF_DATES_ALONE = frozenset("bBHIMpyY")
"""Those of them that a format of values hardly ever has."""
_CHOICE = compile_late(r"\{\s{0,9}(\w{1,99})\s{0,9},\s{0,9}(plural|select|selectordinal)\s{0,9},", re.ASCII)
"""The beginning of an argument with a message for each case."""
_BRACE = compile_late(r"'[{}][^'\n]{0,200}'|([{}])")
_OTHER = compile_late(r"(?<=[\s},])other\s{0,9}\{\Z")
_PERCENT = compile_late("%%?")
_DEEPEST = 8


class _Choice(NamedTuple):
    """An argument with a message for each case: where it is, where its messages do."""

    name: str
    span: Span
    messages: tuple[Span, ...]


def may_have_placeholders(text: str) -> bool:
    """Return whether a text has a sign with which placeholders and tags begin."""
    return "%" in text or "{" in text or "<" in text


def count_placeholders(text: str) -> Counter[str]:
    """Return the placeholders and tags of a text, without formats and attributes, and how often each occurs.

    Of the messages for several cases (plurals) only one is shown: what occurs in them counts as often as in that which
    has most of it.

    >>> dict(count_placeholders('<b class="x">%s</b> 50% of {name}'))
    {'<b>': 1, '%s': 1, '</b>': 1, '{name}': 1}
    >>> dict(count_placeholders("{0, number, percent} {1:N2} {1} {price:.2f} {valid:true}"))
    {'{0}': 1, '{1}': 2, '{price}': 1}
    >>> dict(count_placeholders("{n, plural, one {{0} has one file} other {{0} has # files}}"))
    {'{0}': 1, '{n, plural}': 1}
    >>> dict(count_placeholders("v%s: %dx%d, %s%d; /wiki/%E4%B8%AD, /wiki/%e4%b8%ad"))
    {'%s': 2, '%d': 3}
    >>> dict(count_placeholders("{} of {:.2f}, %1 and %L2, %n; <0>x</0>; 5%1, f(){}, %1.5"))
    {'{}': 2, '%1': 1, '%L2': 1, '%n': 1, '<0>': 1, '</0>': 1}
    """
    if not may_have_placeholders(text):
        return Counter()
    if "," not in text or not _CHOICE.search(text):
        return Counter(map(_strip_attributes, _PLACEHOLDER.findall(text)))
    return _count_in_message(text, 0)


def _count_in_message(text: str, depth: int) -> Counter[str]:
    choices = list(_find_choices(text)) if depth < _DEEPEST else []
    found = Counter(map(_strip_attributes, _PLACEHOLDER.findall(_blank(text, [one.span for one in choices]))))
    for choice in choices:
        most = Counter[str]()
        for start, end in choice.messages:
            most |= _count_in_message(text[start:end], depth + 1)
        found += most + Counter([choice.name])
    return found


def count_named(text: str) -> Counter[str]:
    """Return the values that a string of a program names with a percent sign alone, and how often each occurs.

    >>> dict(count_named("请%name把%card%to%name。")), dict(count_named("100%pure, 50 %of, %E4%B8%AD, %sAPI, %dpx"))
    ({'%name': 2, '%card': 1, '%to': 1}, {'%dpx': 1})
    """
    return Counter(_NAMED.findall(text)) if "%" in text else Counter()


def find_named(name: str, text: str) -> list[Span]:
    """Return the places of a value that is named so; letters after it may be an ending, digits make another one.

    >>> find_named("%arg", "%arg2 and %args")
    [Span(start=10, end=14)]
    """
    return [Span(*match.span()) for match in re.finditer(rf"{re.escape(name)}(?!\d)", text)]


def list_unnumbered(text: str) -> list[str]:
    """Return the placeholders of a text that a program fills in their order.

    >>> list_unnumbered("%d of %2$s, %(name)s %s, {name}, %1, %n")
    ['%d', '%s']
    """
    found = _PLACEHOLDER.findall(text) if "%" in text else []
    return list(filter(_is_unnumbered, found))


def _is_unnumbered(placeholder: str) -> bool:
    return placeholder[0] == "%" and not _NUMBERED.match(placeholder)


def add_positions(text: str) -> str:
    """Return the text with positions in the placeholders that a program fills in their order.

    >>> add_positions("%d of %s, 50% of %(name)s")
    '%1$d of %2$s, 50% of %(name)s'
    """
    numbers = count(1)
    return _PLACEHOLDER.sub(
        lambda match: f"%{next(numbers)}${match[0][1:]}" if _is_unnumbered(match[0]) else match[0], text
    )


def has_positions(text: str) -> bool:
    """Return whether placeholders of a text say which value they take: %2$s."""
    return "$" in text and _POSITION.search(text) is not None


def is_date_format(text: str) -> bool:
    """Return whether what a text has of placeholders makes up a date or time, in an order that depends on the language.

    >>> is_date_format("%-d %b %Y"), is_date_format("%d files"), is_date_format("%H:%M by %s")
    (True, False, False)
    """
    found = _CONVERSION.findall(text) if "%" in text else []
    is_of_dates = all(one[-1] in _OF_DATES for one in found) and any(
        one[-1] in _OF_DATES_ALONE or one[1] == "-" for one in found
    )
    return is_of_dates and all(one.startswith("%") for one in count_placeholders(text))


def find_placeholder(placeholder: str, text: str) -> list[Span]:
    """Return the places of a placeholder, as `count_placeholders` gives it, in a text."""
    return sorted(span for name, span in _find_all(text, 0, 0) if name == placeholder)


def _find_all(text: str, offset: int, depth: int) -> Iterator[tuple[str, Span]]:
    choices = list(_find_choices(text)) if depth < _DEEPEST else []
    for match in _PLACEHOLDER.finditer(_blank(text, [one.span for one in choices])):
        yield _strip_attributes(match[0]), Span(offset + match.start(), offset + match.end())
    for choice in choices:
        yield choice.name, Span(offset + choice.span.start, offset + choice.span.end)
        for start, end in choice.messages:
            yield from _find_all(text[start:end], offset + start, depth + 1)


def find_message_syntax(text: str) -> Iterator[Span]:
    """Yield what chooses between messages in a text and is not one itself: `{n, plural, one {` and `} other {`."""
    for choice in _find_choices(text):
        position = choice.span.start
        for start, end in choice.messages:
            yield Span(position, start)
            position = end
        yield Span(position, choice.span.end)


def find_incomplete(source: str, text: str) -> Iterator[Span]:
    """Yield the arguments in a text that have no message for `other`, while those of the source all have one.

    Without it a program refuses the text.

    >>> [tuple(one) for one in find_incomplete("{n, plural, other {#}}", "{n, plural, one {#} othr {#}}")]
    [(0, 29)]
    """
    choices = list(_find_choices(text)) if "," in text else []
    if choices and all(_is_complete(source, one) for one in _find_choices(source)):
        for choice in choices:
            if not _is_complete(text, choice):
                yield choice.span


def find_lone_percents(source: str, text: str) -> Iterator[Span]:
    """Yield the single `%` in a text that mean a percentage, where the source writes that `%%`, as a format has to.

    >>> [tuple(one) for one in find_lone_percents("已完成 %d%%", "%d% complete")]
    [(2, 3)]
    """
    if "%%" not in source or text.count("%%") >= source.count("%%"):
        return
    rest = _blank(text, [Span(*match.span()) for match in _PLACEHOLDER.finditer(text)])
    for match in _PERCENT.finditer(rest):
        if match[0] == "%":
            yield Span(*match.span())


def _is_complete(text: str, choice: _Choice) -> bool:
    """Return whether an argument has a message for `other`."""
    return any(_OTHER.search(text, choice.span.start, start) for start, _ in choice.messages)


def _find_choices(text: str) -> Iterator[_Choice]:
    """Yield the outermost arguments with several messages; none from one on that is not closed."""
    position = 0
    while match := _CHOICE.search(text, position):
        messages, end = _find_messages(text, match.end())
        if end < 0:
            return
        yield _Choice(f"{{{match[1]}, {match[2]}}}", Span(match.start(), end), tuple(messages))
        position = end


def _find_messages(text: str, position: int) -> tuple[list[Span], int]:
    """Return the messages of an argument that goes on at `position`, and where it ends; -1 where it does not."""
    messages: list[Span] = []
    depth = start = 0
    for match in _BRACE.finditer(text, position):
        if match[1] == "{":
            depth += 1
            start = match.end() if depth == 1 else start
        elif match[1] == "}":
            depth -= 1
            if depth < 0:
                return messages, match.end()
            if depth == 0:
                messages.append(Span(start, match.start()))
    return messages, -1


def _blank(text: str, spans: list[Span]) -> str:
    """Return a text with spaces in place of some of it."""
    parts: list[str] = []
    position = 0
    for start, end in spans:
        parts += text[position:start], " " * (end - start)
        position = end
    return "".join((*parts, text[position:]))


def _strip_attributes(placeholder: str) -> str:
    if placeholder.startswith("{") and (match := _FORMAT.search(placeholder)):
        return f"{placeholder[: match.start()]}}}"
    if not placeholder.startswith("<"):
        return re.sub(r"\s", "", placeholder)
    name = re.match(r"</?[\w:-]+", placeholder)
    return f"{name[0]}>" if name else placeholder
