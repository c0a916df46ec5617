"""Characters that end Chinese words as suffixes do, and what English has for them.

Behind a word, 值 is a value and no worth, 率 a rate and no leader: the first senses of a character in a dictionary are
those of the word that it is by itself. What English has is a noun behind the other ("exchange rate"), or a word made
of the other ("user", "stability", "digitization").
"""

from __future__ import annotations

from typing import NamedTuple

from glossary.lang.en_formation import Formation


class Suffix(NamedTuple):
    """The nouns that render a character behind a word, the commonest first, and the suffix that does, if any.

    `is_adjective`: an adjective that renders the other word renders both.
    """

    nouns: tuple[str, ...] = ()
    formation: Formation | None = None
    is_adjective: bool = False


_NOUNS = {
    "人": "person",
    "价": "price",
    "会": "meeting association",
    "值": "value",
    "债": "debt",
    "党": "party",
    "制": "system",
    "力": "force power ability",
    "区": "area zone district",
    "卡": "card",
    "厂": "factory plant",
    "品": "product goods",
    "商": "dealer company",
    "器": "device",
    "场": "field ground",
    "型": "type model",
    "学": "science studies",
    "室": "room office",
    "家": "expert",
    "局": "bureau office",
    "层": "layer",
    "工": "worker",
    "师": "teacher",
    "库": "database library warehouse",
    "店": "shop store",
    "度": "degree level",
    "式": "type style expression",
    "性": "nature",
    "感": "sense feeling",
    "数": "number",
    "日": "day date",
    "期": "period phase",
    "机": "machine",
    "权": "right rights power",
    "案": "case",
    "比": "ratio",
    "法": "law method",
    "派": "faction",
    "点": "point",
    "业": "industry business",
    "率": "rate ratio",
    "界": "circles world",
    "症": "disease syndrome",
    "病": "disease",
    "码": "code",
    "税": "tax",
    "站": "station",
    "类": "class type category",
    "线": "line",
    "组": "group",
    "罪": "crime",
    "群": "group",
    "者": "person",
    "表": "table list",
    "论": "theory",
    "证": "certificate card",
    "费": "fee charge expenses",
    "车": "vehicle car",
    "部": "department",
    "量": "amount volume quantity",
    "队": "team",
    "险": "risk insurance",
    "额": "amount",
    "图": "chart map diagram",
    "员": "member worker",
    "剂": "agent",
}
_FORMATIONS = {
    **dict.fromkeys("人者员家器机商师工手剂", Formation.AGENT),
    **dict.fromkeys("性度", Formation.QUALITY),
    "化": Formation.PROCESS,
}
_ADJECTIVES = "性式型"

SUFFIXES = {
    character: Suffix(tuple(_NOUNS.get(character, "").split()), _FORMATIONS.get(character), character in _ADJECTIVES)
    for character in _NOUNS.keys() | _FORMATIONS.keys()
}
"""What each such character is called behind a word of two characters or more."""
