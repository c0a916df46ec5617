"""Ages that may have been counted in the old Chinese way, by a year more, though nothing says so."""

from align.quantities.model import Quantity
from glossary.pack.patterns import compile_late

_AGE = compile_late(" ?[岁歲]\\Z")
_PAST = compile_late(
    "[崩薨殁]|享[寿壽]|光[绪緒]|宣[统統]|同治|道光|嘉[庆慶]|乾隆|雍正|康熙|被害|就[义義]|自[尽盡缢縊]|登基|即位|退位|[称稱]帝|皇[帝后]|太后|[登继繼]位|[民道]国|民國"
    "|(?<![0-9])1[0-8][0-9]{2}年|(?<![0-9])19[0-4][0-9]年|一[一二三四五六七八][零〇一二三四五六七八九]{2}年|一九[零〇一二三四][零〇一二三四五六七八九]年"
)
"""What tells of emperors, of people who were put to death, or of years in which ages were so counted."""


def may_be_nominal(source: str, one: Quantity, other: Quantity) -> bool:
    """Whether an age of a source is one year more than that of the translation, which may have counted anew."""
    is_age = one.unit == "year" and _AGE.search(source, *one.span) is not None
    return is_age and one.value == (other.value or 0) + 1 and _PAST.search(source) is not None
