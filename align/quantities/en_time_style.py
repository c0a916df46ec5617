"""How a text writes times of day, and a time written that way: 7:06 p.m., 7:06pm, 7:06 PM, 19:06."""

import re

_TWELVE = re.compile(r"(?<![\d:.])[01]?\d(?:[:.][0-5]\d)?(?P<half> ?[AaPp](?:\.[Mm]\b\.?|[Mm]\b))")
_DAY = re.compile(r"(?<![\d:.])(?P<hour>0\d|1[3-9]|2[0-3]):[0-5]\d(?![\d:.]\d)")
_NAMED = re.compile(
    rf"{_TWELVE.pattern}|\b(?:[Aa]t|[Bb]y|[Ff]rom|until|till|around|about|[Bb]efore|[Aa]fter) {_DAY.pattern}"
)
_RENDERED = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?: (?P<half>[ap])\.m\.)?")
_OF_DAY, _PADDED = "19:06", "09:06"


def find_time_style(text: str, found: str = "") -> str:
    """Return how times are written: what stands behind the hour ("pm", " p.m."), or 19:06 or 09:06; empty if unknown.

    `found` is a time of the text, which counts more than any other; else the first that is certain to be one does.

    >>> find_time_style("from 8 am on"), find_time_style("at 21:30"), find_time_style("won 21:15")
    (' am', '19:06', '')
    """
    match = _TWELVE.search(found) or _DAY.search(found) or _NAMED.search(text)
    if not match:
        return ""
    groups = match.groupdict()
    return groups.get("half") or (_PADDED if groups["hour"].startswith("0") else _OF_DAY)


def follow_time_style(rendered: str, style: str) -> str:
    """Write the times in what `render` gave in a style.

    >>> follow_time_style("7:06 p.m.", " AM"), follow_time_style("7:06 p.m.", "19:06")
    ('7:06 PM', '19:06')
    """
    return _RENDERED.sub(lambda match: _write(match, style), rendered) if style else rendered


def _write(match: re.Match[str], style: str) -> str:
    half, hour = match["half"], int(match["hour"])
    if ":" in style:
        hour = hour % 12 + 12 * (half == "p") if half else hour
        return f"{hour:02}:{match['minute']}" if style == _PADDED else f"{hour}:{match['minute']}"
    if not half:
        return match[0]
    return f"{match['hour']}:{match['minute']}" + re.sub(
        "[AaPp]", half.upper() if style.strip().replace(".", "").isupper() else half, style
    )
