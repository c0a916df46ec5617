"""The words that people write above the columns of a glossary, in lower case, and what each means."""

from __future__ import annotations

from collections.abc import Mapping

from glossary.model import Status

_SEPARATOR = ", "


def _invert(words: Mapping[str, str]) -> dict[str, str]:
    """Turn names -> lists of words into words -> names."""
    return {word: name for name, listed in words.items() for word in listed.split(_SEPARATOR)}


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split(_SEPARATOR))


FIELDS = _invert(
    {
        "concept": "concept, concept_id, entry_id, conceptid, 概念, 概念编号, 概念編號, 概念id, 条目编号",
        "language": "language, languages, lang, language_code, 语言, 語言, 语种, 語種, 语言代码",
        "status": "status, term_status, usage_status, 状态, 狀態, 术语状态, 術語狀態, 使用状态",
        "part_of_speech": "part_of_speech, parts_of_speech, pos, word_class, 词性, 詞性, 词类",
        "origin": "origin, 来源, 來源, 出处, 出處",
        "note": "note, notes, remark, remarks, comment, comments, 备注, 備註, 备考, 附注, 注释, 註釋, 注, 说明, "
        "bemerkung, bemerkungen, anmerkung, kommentar",
        "subject": "subject, subject_field, domain, domains, 领域, 領域, 专业领域, 学科, 主题",
        "definition": "definition, definitions, def, 定义, 定義, 释义, 釋義, 解释, 含义",
        "other": "example, examples, 例句, 例子, context, 语境, variants, count, score, frequency, 频次, url, link, "
        "author, reviewer, owner, creator, user, project, client, 作者, 审核人, 项目, 客户",
        "number": "id, no, nr, number, num, #, s/n, sn, index, 序号, 序號, 编号, 編號, 项次",
    }
)
"""A title, as `normalize_title` gives it -> the name of its field. `number` is a row's number, `other` what
no field of a glossary holds."""

LANGUAGES = _invert(
    {
        "zh": "zh, zho, chi, cn, chn, chinese, chinesisch, mandarin, 中文, 汉语, 漢語, 汉文, 中国语, 华语, 華語, "
        "华文, 中",
        "zh-Hans": "chs, 简体, 簡體, 简中, 简体字",
        "zh-Hant": "cht, 繁体, 繁體, 繁中, 正体, 正體, 繁体字, 繁體字",
        "en": "en, eng, english, englisch, 英文, 英语, 英語, 英",
        "fr": "fr, fra, french, français, 法文, 法语, 法語",
        "de": "de, deu, ger, german, deutsch, 德文, 德语, 德語",
        "es": "es, spa, spanish, español, 西班牙文, 西班牙语, 西语",
        "it": "it, ita, italian, italiano, 意大利文, 意大利语",
        "pt": "pt, por, portuguese, português, 葡文, 葡萄牙文, 葡萄牙语, 葡语",
        "ru": "ru, rus, russian, русский, 俄文, 俄语, 俄語",
        "ja": "ja, jpn, jp, japanese, 日文, 日语, 日語, 日本語",
        "ko": "ko, kor, kr, korean, 韩文, 韩语, 韓語, 한국어, 朝鲜语",
        "ar": "ar, ara, arabic, 阿拉伯文, 阿拉伯语, 阿语",
        "vi": "vi, vie, vietnamese, 越南文, 越南语",
        "th": "th, tha, thai, 泰文, 泰语",
        "nl": "nl, nld, dutch, nederlands, 荷兰语",
        "pl": "pl, pol, polish, 波兰语",
        "tr": "tr, tur, turkish, 土耳其语",
        "ms": "msa, malay, 马来语, 马来文",
        "id": "ind, indonesian, 印尼语, 印尼文, 印度尼西亚语",
    }
)
"""A word for a language -> its code."""

VARIETIES = _invert(
    {
        "Hans": "simplified, simp, hans, 简体, 簡體, 简",
        "Hant": "traditional, trad, hant, 繁体, 繁體, 正体, 正體, 繁",
        "CN": "prc, mainland, china, 大陆, 中国, 中国大陆",
        "TW": "taiwan, tw, 台湾, 台灣, 臺灣",
        "HK": "hong, kong, hk, 香港",
        "SG": "singapore, sg, 新加坡",
        "US": "us, usa, american, states, 美国, 美式",
        "GB": "uk, gb, british, kingdom, 英国, 英式",
        "AU": "australia, australian, au, 澳大利亚",
        "CA": "canada, canadian, ca, 加拿大",
        "BR": "brazil, brazilian, br, 巴西",
    }
)
"""A word for a script or a country -> its subtag."""

SIDES = _invert(
    {
        "source": "source, src, original, 原文, 源文, 源语, 原语, 原词, 源, 源术语",
        "target": "target, tgt, translation, translations, translated, 译文, 譯文, 译名, 譯名, 译法, 译词, "
        "译语, 翻译, 翻譯, 目标语, 目标, 目标术语, 对应词",
    }
)
"""A word for the side of a pair -> `source` or `target`."""

NOUNS = _split(
    "term, terms, word, words, phrase, phrases, expression, expressions, name, names, equivalent, equivalents, "
    "rendering, renderings, text, form, full, short, abbreviation, abbreviations, abbr, acronym, acronyms, synonym, "
    "synonyms, variant, variants, 术语, 術語, 名称, 名稱, 名词, 名詞, 词条, 詞條, 词语, 詞語, 词汇, 詞彙, 单词, 词, "
    "文本, 表述, 表达, 说法, 用语, 全称, 全稱, 简称, 簡稱, 缩写, 縮寫, 同义词, 别名, 别称, 变体, 对照, 写法"
)
"""Words for a term itself."""

STATUSES = {
    **dict.fromkeys(("preferred", "recommended", "推荐", "首选", "推薦", "首選"), Status.PREFERRED),
    **dict.fromkeys(("admitted", "approved", "allowed", "alternative", "允许", "备选"), Status.ADMITTED),
    **dict.fromkeys(("deprecated", "不推荐", "不推薦", "停用"), Status.DEPRECATED),
    **dict.fromkeys(("superseded", "obsolete", "旧"), Status.SUPERSEDED),
    **dict.fromkeys(
        ("forbidden", "prohibited", "banned", "禁用", "禁止", "错误", "do_not_use", "not_allowed"), Status.FORBIDDEN
    ),
}
"""Words that tell the status of the terms in a column."""

FILLERS = _split("s, united, sar, the, of, in, for, a, an, and, 的, 之, 或, 及, 1, 2, 3, 4, 5, 6, 7, 8, 9")
"""Words that add nothing: “term(s)”, “English 2”."""
