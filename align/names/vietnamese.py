"""Vietnamese names, which Chinese writes in characters and pinyin makes unrecognisable (阮德坚, Nguyen Duc Kien).

The readings are the usual ones of Sino-Vietnamese, without accents, as English-language news writes them.
"""

import re
from collections.abc import Iterator

from align.model import Span
from align.names.chinese_names import ChineseName, find_chinese_names
from align.names.misspelling import Misspelling, Texts
from align.names.spellings import join_syllables

_SURNAMES = {
    "阮": "Nguyen",
    "陈": "Tran",
    "范": "Pham",
    "黄": "Hoang",
    "潘": "Phan",
    "武": "Vu",
    "邓": "Dang",
    "裴": "Bui",
    "吴": "Ngo",
    "杨": "Duong",
    "郑": "Trinh",
    "张": "Truong",
    "王": "Vuong",
    "梁": "Luong",
    "黎": "Le",
    "杜": "Do",
    "丁": "Dinh",
}
_ALWAYS_VIETNAMESE = "阮"
"""A surname that in a text on Vietnam is hardly ever that of a Chinese."""

_READINGS = {
    character: reading
    for line in """
    An 安 Anh 英映 Ba 波 Bac 北 Bach 白 Bang 朋 Bao 保宝 Binh 平 Cam 锦 Can 勤 Canh 景 Cao 高 Chau 珠洲 Chi 志芝
    Chien 战 Chinh 正政 Chung 终钟 Cong 公功 Cuong 强 Dai 大 Dam 谈 Dan 民 Dang 登 Danh 名 Dao 道 Dat 达 Diem 艳
    Dien 田 Dinh 廷庭定 Do 度 Doan 团 Doanh 营 Dong 东同 Du 余 Duc 德 Dung 勇容 Duong 阳 Duy 维惟 Gia 家嘉 Giang 江
    Giap 甲 Ha 河霞夏 Hai 海 Han 汉 Hang 姮恒 Hanh 幸行 Hao 豪 Hau 厚 Hien 贤宪献 Hiep 协 Hieu 孝 Hoa 和华花 Hoai 怀淮
    Hoan 欢环 Hoang 皇 Hong 红洪鸿 Hop 合 Hue 惠慧 Hung 雄兴 Huong 香乡 Huu 友有 Huy 辉 Huyen 玄 Huynh 兄 Ich 益
    Khac 克 Khai 凯开概 Khanh 庆 Khiem 谦 Khoa 科 Khoi 魁 Khuong 姜 Kien 坚建 Kieu 娇桥 Kim 金 Ky 奇 Lam 林 Lan 兰
    Lang 朗 Lich 历 Lien 莲联 Linh 灵玲 Loan 鸾 Loc 禄 Loi 利 Long 龙隆 Luan 论 Luc 力 Luu 流留 Ly 理 Mai 梅 Man 敏
    Manh 孟猛 Minh 明 My 美 Nam 南 Nga 娥俄 Ngan 银 Nghi 宜仪 Nghia 义 Nghiem 严 Ngoc 玉 Nguyen 元源 Nguyet 月 Nhan 仁
    Nhat 日一 Nho 儒 Nhu 如 Ninh 宁 Phat 发 Phi 飞 Phong 风峰 Phu 富夫 Phuc 福 Phung 凤 Phuong 方芳 Quan 君军 Quang 光广
    Que 桂 Quoc 国 Quy 贵 Quyen 权 Quyet 决 Quynh 琼 Sam 森 San 山 Sang 创 Sinh 生 Song 双 Tai 才 Tam 三心 Tan 新晋
    Tat 必 Thai 泰太 Thang 胜 Thanh 清成青 Thao 草 Thi 氏诗 Thien 善天 Thinh 盛 Tho 寿 Thuan 顺 Thu 秋 Thuc 实 Thuong 赏
    Thuy 水翠 Tien 进仙 Tin 信 Toan 全 Trang 庄 Tri 智治 Trieu 朝 Trong 仲重 Tru 柱 Trung 中忠 Truong 长 Tu 秀 Tuan 俊
    Tung 松 Tuyen 宣 Tuyet 雪 Van 文云 Vi 微 Viet 越 Vinh 荣永 Vuong 旺 Xuan 春 Yen 燕
    """.strip().splitlines()
    for reading, characters in re.findall(r"(\w+) (\w+)", line)
    for character in characters
}
_SURNAMES_IN_TARGET = (*_SURNAMES.values(), "Ruan")
_SURNAME_IN_TARGET = re.compile(
    r"[{}](?<!\w.)(?:{}) (?=[A-Z])".format(
        "".join(sorted({name[0] for name in _SURNAMES_IN_TARGET})),
        "|".join(f"(?<={name[0]}){name[1:]}" for name in _SURNAMES_IN_TARGET),
    )
)
"""One of them as a word: its first letter is looked for first, which is fast."""


def find_vietnamese_in_pinyin(texts: Texts) -> Iterator[Misspelling]:
    """The Vietnamese people of a source whose given name its translation has in pinyin.

    Vietnamese is a person whose surname the translation spells so (Nguyen Dejian), or who is called 阮 where the source
    speaks of Vietnam (越).
    """
    from glossary.dictionary.script_folding import simplify

    source, target = texts
    if not _SURNAME_IN_TARGET.search(target):
        return
    on_vietnam = "越" in source
    for name in sorted(find_chinese_names(simplify(source)), key=lambda name: -len(name.given)):
        surname = _SURNAMES.get(name.surname)
        given = [_READINGS.get(character, "") for character in name.given]
        if surname and all(given) and (match := _find_given_in_pinyin(name, surname, target, on_vietnam=on_vietnam)):
            yield Misspelling(Span(*match.span()), name.span, " ".join((surname, *given)), in_pinyin=True)


def _find_given_in_pinyin(name: ChineseName, surname: str, target: str, *, on_vietnam: bool) -> re.Match[str] | None:
    surnames = [surname]
    if on_vietnam and name.surname == _ALWAYS_VIETNAMESE:
        surnames.append(join_syllables(name.surname))
    return re.search(rf"\b(?i:{'|'.join(surnames)}) (?=[A-Z])(?i:{join_syllables(name.given)})(?![\w-])", target)
