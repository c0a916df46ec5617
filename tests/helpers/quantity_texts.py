"""Quantities as tests write them: one line each, ⟦⟧ round the span."""

from collections.abc import Callable
from fractions import Fraction

from align.quantities import find_extractor
from align.quantities.compare import compare
from align.quantities.judgements import judge
from align.quantities.model import Moment, Number, Quantity
from align.quantities.passages import Comparison, Passage


def extractor_of(language: str) -> Callable[[str], tuple[Quantity, ...]]:
    """What finds the quantities in a text of a language, which has one."""
    extract = find_extractor(language)
    assert extract is not None
    return extract


ZH, EN = extractor_of("zh"), extractor_of("en")


def assert_agrees(pair: str) -> None:
    """Nothing differs in a pair, written `source = target`."""
    source, target = pair.split(" = ")
    assert compare(ZH(source), EN(target)).agrees


def assert_differs(pair: str) -> None:
    """One thing differs in a pair, written `source = target = missing`, or `extra`, or `wrong` and what is."""
    source, target, problem = pair.split(" = ")
    assert name_problems(compare(ZH(source), EN(target))) == problem


def described(quantity: Quantity) -> str:
    """Kind, value, unit, precision, what is said of a date: what differs from the default."""
    values = "..".join(_value(value) for value in (quantity.value, quantity.high) if value is not None)
    moments = " until ".join(_moment(moment) for moment in (quantity.moment, quantity.until) if moment)
    precision = "" if quantity.precision == "exact" else str(quantity.precision)
    label = repr(quantity.label) if quantity.label else ""
    optional = "optional" if quantity.optional else ""
    return " ".join(filter(None, (str(quantity.kind), values, quantity.unit, precision, moments, label, optional)))


def _value(value: Number) -> str:
    if isinstance(value, Fraction) and 10_000 % value.denominator == 0:
        return f"{float(value):.4f}".rstrip("0")
    return str(value)


def _moment(moment: Moment) -> str:
    return " ".join(f"{name}={value}" for name, value in moment._asdict().items() if value is not None)


def marked(text: str, quantities: tuple[Quantity, ...]) -> str:
    """The text with ⟦⟧ round the spans, and what they are."""
    for quantity in reversed(quantities):
        start, end = quantity.span
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return " : ".join((text, *map(described, quantities)))


def judge_pair(source: str, target: str) -> Comparison:
    """What the comparison of a Chinese text with its translation finds, once all is excused that may be."""
    left, right = ZH(source), EN(target)
    return judge(Passage(compare(left, right), source, target, left, right))


def name_problems(found: Comparison) -> str:
    """What differs, in words: "missing extra wrong value"."""
    named = ["missing"] * len(found.missing) + ["extra"] * len(found.extra)
    return " ".join(named + [f"wrong {wrong.problem}" for wrong in found.wrong])
