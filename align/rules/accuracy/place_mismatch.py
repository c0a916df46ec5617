"""The rule `place-mismatch`."""

from collections.abc import Iterator
from itertools import chain
from typing import ClassVar

from align.linter.context import Context
from align.linter.families.exchanges import ExchangeRule, report_left_out, report_lost_places, say_once
from align.linter.rule import Bad, Sourced
from align.model import Alignment, Finding


class PlaceMismatch(ExchangeRule):
    """A country or a city of the source is another one in the translation.

    What it finds
    -------------
    A country, a province of China, a state of the US, a well-known city, a district of Hong Kong, a sea, an ocean, a
    continent, a river, a canal, an airport or a direction (some 470 in all) that the source names and that nothing in
    the translation or its neighbours shows, where the translation names another of the same kind that the source does
    not have: 柏林, Paris; 英国, French; 西北, southeast. The only place of a list that the translation leaves out
    (怀化和 常德, "Huaihua"), also one that only the dictionary knows.

    Why it matters
    --------------
    The sentence is about someone else, and reads well.

    When it stays silent
    --------------------
    Where the translation has any word for the place (a people, a capital, an abbreviation), or anything in the source
    may mean the other place, even a character (法 for France). Where a place is only left out of a sentence or of a
    list that ends in 等, or that a word may sum up (“both”, “the region”), and where a country is exchanged for a city.

    Measured
    --------
    2 alarms in 11,143 pairs made by people and 7 in 25,040 machine translations, all right. Of 2,161 places exchanged
    for another of their kind 65 % are found, 49 % of 1,360 in rows that were added later.
    """

    mqm = "accuracy/mistranslation"
    sources, targets = ("zh",), ("en",)
    table = "places"
    good: ClassVar[tuple[Sourced, ...]] = (
        Sourced("Washington is not pleased with Paris.", "美国对法国不满。"),
        Sourced("The Paris talks went on without the Americans.", "巴黎的会谈在没有美国参加的情况下继续。"),
        Sourced("French media say the visit is off.", "法媒称美国之行取消。"),
        Sourced("Beijing, Tianjin and other places are warm.", "北京、天津、河北等地温暖。"),
        Sourced("Ministers of the three countries met.", "中国、法国和德国的部长会晤。"),
        Sourced("Firefighters came from Huaihua and a neighbouring county.", "消防员从怀化和常德调来。"),
        Sourced("They are rather equal-Japan, Finland and Norway.", "它们比较平等——日本、芬兰、挪威。"),
        Sourced("He was born in Canton and lives in London.", "他生于广州，住在伦敦。"),
    )
    bad: ClassVar[tuple[Bad, ...]] = (
        Bad("The ⟦French⟧ government is not pleased.", source="美国政府不满。"),
        Bad("The meeting was held in ⟦Paris⟧.", source="会议在柏林举行。"),
        Bad("The harvest in ⟦Guangdong⟧ was good.", source="广西喜获丰收。"),
        Bad("He flew to ⟦Guiyang⟧.", source="他飞往廣州。"),
        Bad("Wind from the ⟦southeast⟧.", source="西北风。"),
        Bad("⟦Firefighters were sent from Huaihua.⟧", source="消防员从怀化和常德调来。"),
        Bad("⟦Ministers from France, Germany and Spain met.⟧", source="法国、德国、意大利和西班牙的部长会晤。"),
    )

    def check(self, alignment: Alignment, context: Context) -> Iterator[Finding]:
        """Look for places that were exchanged, and for those that a list lost."""
        exchanged = super().check(alignment, context)
        left_out = report_left_out(self, alignment, context, self.table)
        yield from say_once(chain(exchanged, left_out, report_lost_places(self, alignment, context)))
