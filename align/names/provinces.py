"""Provinces whose names are taken for each other: those that share a character in Chinese."""

PROVINCES = {
    "Hebei": ("河北", "冀"),
    "Shanxi": ("山西", "晋"),
    "Heilongjiang": ("黑龙江", "黑"),
    "Jiangsu": ("江苏", "苏"),
    "Zhejiang": ("浙江", "浙"),
    "Jiangxi": ("江西", "赣"),
    "Shandong": ("山东", "鲁"),
    "Henan": ("河南", "豫"),
    "Hubei": ("湖北", "鄂"),
    "Hunan": ("湖南", "湘"),
    "Guangdong": ("广东", "粤"),
    "Guangxi": ("广西", "桂"),
    "Hainan": ("海南", "琼"),
    "Yunnan": ("云南", "滇"),
    "Shaanxi": ("陕西", "陕"),
    "Qinghai": ("青海", "青"),
}
"""The English name of each, with the Chinese one in simplified script and the character that stands for it."""


def names_other_province(text: str, word: str, source: str) -> bool:
    """Whether a word is the name of a province that a source does not name, and is easily taken for the one that
    `text`, a place in the source in simplified script, is or begins with.
    """
    from glossary.dictionary.script_folding import simplify

    if word not in PROVINCES or any(name in simplify(source) for name in PROVINCES[word]):
        return False
    own = next((name for name, _ in PROVINCES.values() if text.startswith(name)), "")
    return bool(set(own) & set(PROVINCES[word][0]))
