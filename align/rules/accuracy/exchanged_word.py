"""The rule `exchanged-word`."""

from collections.abc import Iterator
from itertools import chain
from typing import ClassVar

from align.linter.context import Context
from align.linter.families.exchanges import ExchangeRule, report_left_out, say_once
from align.linter.rule import Bad, Sourced
from align.model import Alignment, Finding


class ExchangedWord(ExchangeRule):
    """A word of the source is another one of its kind in the translation: 大豆, corn; 副市长, mayor.

    What it finds
    -------------
    An office, a profession, a rank, a disease, an organ, a sport, goods, a vehicle, a disaster, a colour, a language,
    a religion, a substance, an indicator of the economy or a place in a contest (季军, "second") (some 250 in all)
    that the source names and that nothing in the translation or its neighbours shows, where the translation names
    another of the same kind that the source does not have. A deputy (副市长) who became the head. The only one of a
    list of three or more that the translation leaves out.

    Why it matters
    --------------
    The sentence is about something else, and reads well.

    When it stays silent
    --------------------
    Where the translation has any word for it (“head” for 局长, “grain” for 小麦), and where anything in the source may
    mean the other one, even a single character (油 for oil). Where a word is only left out of a sentence.

    Measured
    --------
    No alarm in 12,781 pairs made by people, one in 17,204 machine translations, which is right. Of
    1,527 such words that were exchanged 47 % were found before the last rows.
    """

    mqm = "accuracy/mistranslation"
    sources, targets = ("zh",), ("en",)
    table = "kinds"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("The head of the bureau spoke.", "局长讲话。"),
        Sourced("The president of the university spoke.", "校长讲话。"),
        Sourced("Grain and oil are dear.", "小麦和食用油很贵。"),
        Sourced("Vance is the president's running mate.", "万斯是总统的副总统候选人。"),
        Sourced("The chairman of the commission spoke.", "委员会主任讲话。"),
        Sourced("It is not the mayor who signed.", "副市长签了字。"),
        Sourced(
            "[港口医生的回答](https://a.example) (in Mandarin, use a translator)", "[港口医生的回答](https://a.example)"
        ),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("⟦Corn⟧ from Brazil is cheap.", source="巴西的大豆很便宜。"),
        Bad("The ⟦mayor⟧ signed.", source="副市长签了字。"),
        Bad("He died of ⟦lung⟧ cancer.", source="他死于肝癌。"),
        Bad("A panel of three ⟦lawyers⟧ heard the case.", source="三名法官审理了此案。"),
        Bad("It is a study for people in ⟦the whole province⟧.", source="这是全市人民的书房。"),
        Bad("An ⟦orange⟧ alert was issued.", source="当地发布红色预警。"),
        Bad("Shanghai ⟦came second⟧.", source="上海队获得季军。"),
        Bad("⟦Wheat and corn are dear.⟧", source="小麦、大豆和玉米很贵。"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for words that were exchanged, and for those that a list lost."""
        exchanged = super().check(alignment, context)
        yield from say_once(chain(exchanged, report_left_out(self, alignment, context, self.table)))
