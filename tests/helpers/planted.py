"""What is wrong with the sample articles in `seeds/`: every fault was put there on purpose.

`PLANTED` are the faults that rules find, by file; a file not named there has none.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: the rule that must find it, the text it must mark, the line (from 1), and which such text on it.

    For an omission the text is that of the source.
    """

    rule: str
    text: str
    line: int
    nth: int = 1


PLANTED: dict[str, tuple[Planted, ...]] = {
    "trade-graphite.en.txt": (
        Planted("byline-leak", "[Text/Ocean Finance Zhou Yining]", 3),
        Planted("residual-source", "规避", 5),
        Planted("money-mismatch", "25.1 billion yuan", 5),
        Planted("forbidden-term", "key minerals", 7),
        Planted("photo-credit", "Visual China", 9),
        Planted("irregular-number-format", "$4500", 11),
        Planted("irregular-number-format", "US $", 11),
        Planted(
            "sentence-fragment",
            "Although Mozambique and Brazil also have considerable reserves.",
            13,
        ),
        Planted("translationese", "remind that", 15),
        Planted("date-mismatch", "May", 15),
        Planted(
            "source-notice",
            "This article is an exclusive manuscript of Ocean Finance and may not be reprinted without authorization",
            27,
        ),
        Planted("omission", "这两座工厂预计将于2027年投产。", 15),
        Planted("name-mismatch", "Han Lixing", 23),
    ),
    "energy-storage-draft.en.txt": (
        Planted("inconsistent-term", "power reservoir", 5),
        Planted("inconsistent-term", "salt cells", 7),
    ),
    "technology-inspection-robots.en.txt": (
        Planted("cjk-punctuation", "，", 3),
        Planted("number-mismatch", "1,530", 7),
        Planted("residual-source", "旺盛", 7),
        Planted("untranslated-segment", "不过，机器人要真正替代人工，还有几道坎要过。", 9),
        Planted("cjk-punctuation", "３５", 11),
        Planted("mojibake", "â€™", 17),
        Planted("irregular-number-format", "15: 30", 19),
        Planted("invisible-character", "\u200b", 21),
        Planted(
            "platform-notice",
            "Long press to scan the QR code and follow our official account for more information",
            25,
        ),
        Planted("omission", "该模型目前的准确率约为91%，距离商用还有一段路。", 17),
    ),
    "culture-shadow-puppets.en.txt": (
        Planted("name-mismatch", "Wei Xiaomang", 9),
        Planted("date-mismatch", "October", 21),
        Planted("doubled-word", "on on", 3),
        Planted("residual-source", "面目全非", 7),
        Planted("photo-credit", "(视觉中国)", 11),
        Planted("irregular-spacing", " ’ s", 13),
        Planted("cjk-punctuation", "\u3000", 17),
        Planted("mixed-quotes", '"', 17),
        Planted("byline-leak", "(Reporter Liu Qing, Editor Dong Yan)", 25),
        Planted("omission", "最好的材料是秦川黄牛皮，薄而透亮，经得起灯烤。", 13),
    ),
    "law-rider-ruling.txt": (
        Planted("byline-leak", "(Reporter Gao Wen)", 3),
        Planted("irregular-date-format", "2025-03-14", 3),
        Planted("residual-source", "连续", 5),
        Planted("unpaired-punctuation", "(", 5),
        Planted("cjk-punctuation", "《", 7),
        Planted("cjk-punctuation", "》", 7),
        Planted("irregular-number-format", "186500", 11),
        Planted(
            "repeated-phrase",
            "the platform must also pay the social insurance premiums of the past two years",
            11,
        ),
        Planted("irregular-date-format", "on the 26th", 13),
        Planted("residual-source", "勞動合同", 15),
        Planted("residual-source", "배달", 17),
        Planted("source-notice", "Original link: https://www.easternlaw.example/2025/0318/118472.html", 23),
        Planted(
            "source-notice",
            "Disclaimer: This article represents only the personal views of the author",
            25,
        ),
    ),
    "sport-village-cup.txt": (
        Planted("irregular-number-format", "19: 30", 3),
        Planted("residual-source", "热烈", 3),
        Planted("doubled-word", "has has", 5),
        Planted("photo-credit", "Visual China", 7),
        Planted("irregular-spacing", "  ", 9),
        Planted("unpaired-punctuation", '"', 9, nth=3),
        Planted("irregular-number-format", "$12000", 11),
        Planted("irregular-spacing", " ,", 11),
        Planted("residual-source", "サッカー", 13),
        Planted("mojibake", "Ã©", 13),
        Planted("irregular-date-format", "on the 8th", 15),
        Planted("translationese", "remind that", 17),
        Planted(
            "platform-notice",
            "Click the blue words above to follow our official account,"
            ' and do not forget to like, share and tap "Looking"',
            21,
        ),
    ),
    "science-seagrass.md": (
        Planted("irregular-number-format", "12400", 11),
        Planted("repeated-phrase", "because the currents were stronger than expected", 11, nth=2),
        Planted(
            "sentence-fragment",
            "Although similar failures had been reported in Denmark and in Chesapeake Bay.",
            11,
        ),
        Planted("untranslated-segment", "海草的种子比芝麻还小。", 13),
        Planted("residual-source", "监测", 15),
        Planted("residual-source", "海草床", 15),
        Planted("cjk-punctuation", "（", 17),
        Planted("cjk-punctuation", "）", 17),
        Planted("doubled-word", "of of", 17),
        Planted("mojibake", "锟斤拷", 27),
        Planted("unpaired-punctuation", "[", 29),
        Planted(
            "source-notice",
            'This article is reproduced from the official account "Tide Notes"',
            33,
        ),
        Planted("source-notice", "If there is any infringement, please contact us for deletion", 33),
    ),
}
