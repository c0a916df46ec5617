"""The Chinese words around numbers: units, currencies, classifiers, precision."""

from align.quantities.model import Kind, Precision

_PERIODS = {
    "millisecond": "毫秒 ms",
    "second": "秒 秒钟 秒鐘",
    "minute": "分钟 分鐘",
    "hour": "小时 个多小时 个小时 小時 個小時 钟头 个钟头 个钟 鐘頭 個鐘頭 個鐘 句鐘 句钟",
    "day": "天 日 日内 日間 日间 昼夜 天内",
    "week": "周 个多星期 週 星期 个星期 礼拜 个礼拜 周内",
    "month": "月 个月 個月 个多月",
    "quarter": "个季度 個季度",
    "year": "年 年間 年间 年内 年来 年前 年后 周年 岁 歲 周岁 周歲 载 学年 學年 个年头 年期 週年 週歲",
    "century": "个世纪 个多世纪 個世紀 個多世紀",
}
_MEASURES = {
    "km": "公里 千米 km 公 里",
    "m": "米 公尺 m",
    "cm": "厘米 公分 cm 釐米",
    "mm": "毫米 公釐 公厘 mm",
    "um": "微米 μm µm",
    "nm": "纳米 納米 奈米 nm",
    "li": "里 华里 里地",
    "nmi": "海里 海浬 浬",
    "mi": "英里 英哩 哩",
    "ft": "英尺 英呎",
    "in": "英寸 英吋 吋",
    "chi": "尺",
    "zhang": "丈",
    "cun": "寸",
    "kg": "公斤 千克 kg Kg KG",
    "g": "克 公克 g",
    "mg": "毫克 mg",
    "ug": "微克 μg µg ug mcg",
    "t": "吨 噸 公吨 公噸",
    "jin": "斤 市斤 台斤 臺斤",
    "liang": "两重",
    "qian": "钱 錢",
    "lb": "磅",
    "oz": "盎司 安士",
    "mu": "亩 畝",
    "ha": "公顷 公頃",
    "km2": "平方公里 平方千米",
    "m2": "平方米 平米 平方公尺 ㎡ m2 m²",
    "ping": "坪",
    "ft2": "平方英尺 平方呎 平方英呎",
    "m3": "立方米 立方公尺 立方 m³",
    "bcm": "立方公里 立方千米 km³",
    "L": "升 公升 L",
    "mL": "毫升 ml mL ML",
    "acre": "英亩 英畝",
    "gal": "加仑 加侖",
    "°C": "摄氏度 ℃ °C 攝氏度",
    "°F": "华氏度 華氏度 ℉ °F",
    "degree": "度",
    "kW": "千瓦 kW KW kw",
    "MW": "兆瓦 MW",
    "GW": "吉瓦 GW",
    "W": "瓦 W",
    "kWh": "千瓦时 千瓦小时 度电 kWh KWh kwh",
    "MWh": "兆瓦时 MWh",
    "GWh": "吉瓦时 GWh",
    "TWh": "TWh",
    "kJ": "千焦 千焦耳 kJ KJ",
    "MJ": "兆焦 兆焦耳 MJ",
    "kcal": "千卡 大卡 卡路里 kcal",
    "Hz": "赫兹 Hz",
    "kHz": "千赫 千赫兹 kHz",
    "MHz": "兆赫 兆赫兹 MHz",
    "GHz": "吉赫 吉赫兹 GHz",
    "Pa": "帕斯卡 Pa",
    "hPa": "百帕 百帕斯卡 hPa",
    "kPa": "千帕 千帕斯卡 kPa",
    "MPa": "兆帕 兆帕斯卡 MPa",
    "mmHg": "毫米汞柱 毫米水银柱 mmHg",
    "kV": "千伏 kV",
    "KB": "KB kB 千字节",
    "MB": "MB 兆字节",
    "GB": "GB 吉字节",
    "TB": "TB 太字节",
    "bp": "个基点 基点 個基點 基點",
}
KUAI = ("块", "塊", "块钱", "塊錢")
YUAN = ("元", "圆", "圓", "元钱", "元錢", *KUAI)
"""The yuan, which the dollars of `LOCAL_DOLLARS` are called, too."""
LOCAL_DOLLARS = ("HKD", "TWD", "MOP", "SGD")
_CURRENCIES = {
    "jiao": "毛钱 毛錢 角钱 角錢",
    "fen": "分钱 分錢",
    "CNY": f"人民币 人民幣 {' '.join(YUAN)}",
    "USD": "美元 美金",
    "HKD": "港元 港币 港幣 港圆 港圓 港纸 港紙 蚊",
    "EUR": "欧元 歐元",
    "GBP": "英镑 英鎊",
    "JPY": "日元 日圆 日圓 日币 日幣",
    "KRW": "韩元 韓元 韩圆 韓圓 韩币 韓幣",
    "RUB": "卢布 盧布",
    "INR": "卢比 印度卢比",
    "AUD": "澳元 澳大利亚元 澳币 澳幣",
    "CAD": "加元 加拿大元 加币 加幣",
    "SGD": "新元 新加坡元 新币 新幣 坡币 坡幣",
    "TWD": "新台币 新台幣 新臺幣 台币 台幣 臺幣",
    "CHF": "瑞士法郎 瑞郎",
    "THB": "泰铢 泰銖",
    "MYR": "林吉特 令吉 马币 馬幣",
    "BRL": "雷亚尔",
    "MOP": "澳门元 澳門元 澳门币 澳門幣 葡币 葡幣",
    "VND": "越南盾",
    "TRY": "里拉",
    "IDR": "印尼盾",
    "MXN": "墨西哥比索",
    "USD¢": "美分",
    "HKD¢": "港仙 港分 仙",
    "EUR¢": "欧分 歐分",
    "GBP¢": "便士",
}
_CLASSIFIERS = (
    "个 出 强 佳 個 名 位 人 家 次 项 項 条 條 件 种 種 只 隻 头 匹 台 臺 辆 輛 架 艘 舰 艦 所 座 栋 棟 幢 套 间 間 户 "
    "戶 例 起 宗 场 場 届 屆 期 批 份 张 張 本 册 部 篇 首 幅 片 颗 粒 根 支 枝 把 道 层 層 楼 级 級 类 類 组 "
    "組 队 隊 对 双 群 股 轮 輪 回 遍 趟 局 盘 杯 瓶 碗 盒 箱 包 袋 桶 门 門 课 节 章 卷 页 字 句 段 步 声 大 "
    "者 国 國 省 市 县 区 镇 乡 村 州 地 代 枚 款 样 席 棵 株 朵 口 顶 副 列 班 笔 筆 票 星 连 胜 度 方 端 环 "
    "机 型 维 核 号 號 房 室 厅 卫 位数 路 线 面 边 角 处 處 军 校 社 党 制 折 集 幕 针 剂 发 發 炮 枪 连冠 冠 "
    "金 银 铜 分 人次 家庭 汤匙 湯匙 茶匙 大匙 小匙 匙 勺"
)


def _build_table(kind: Kind, names: dict[str, str]) -> dict[str, tuple[Kind, str]]:
    return {name: (kind, unit) for unit, listed in names.items() for name in listed.split()}


CURRENCY_NAMES = {
    name: unit
    for unit, listed in _CURRENCIES.items()
    for name in listed.split()
    if name not in (*YUAN, "蚊", "仙") and unit not in ("jiao", "fen")
}
"""The names of currencies that may stand before a number, too, or behind 元: 港币五十元, 五十元港币."""

UNITS: dict[str, tuple[Kind, str]] = {
    **dict.fromkeys(_CLASSIFIERS.split(), (Kind.CARDINAL, "")),
    **_build_table(Kind.DURATION, _PERIODS),
    **_build_table(Kind.MEASURE, _MEASURES),
    **_build_table(Kind.MONEY, _CURRENCIES),
    **{f"{yuan}{name}": (Kind.MONEY, unit) for name, unit in CURRENCY_NAMES.items() for yuan in YUAN},
    **dict.fromkeys(
        ("个百分点", "个多百分点", "個多百分點", "百分点", "個百分點", "百分點"), (Kind.PERCENTAGE_POINT, "")
    ),
    **dict.fromkeys("%％﹪", (Kind.PERCENTAGE, "")),
    "‰": (Kind.PERCENTAGE, "‰"),
    "季度": (Kind.ORDINAL, "quarter"),
    "倍": (Kind.MULTIPLE, ""),
}
"""What may follow a number -> what it then says, and the unit."""

_PRECISIONS_BEFORE = {
    Precision.EXACT: "最近 附近",
    Precision.ABOUT: "约 大约 約 大約 大概 约为 约合 左右",
    Precision.AT_LEAST: "至少 不少于 不低于 不小于 不得少于 不得低于 不得小于 满 达到了",
    Precision.MORE_THAN: "超 超过 超過 逾 多于 高于 大于 突破 破",
    Precision.LESS_THAN: "不到 不足 未满 低于 少于 小于",
    Precision.NEARLY: "近 将近 接近",
    Precision.UP_TO: "不超过 不超過 不得超过 不得超過 不多于 不大于 不得多于 不得大于 不得高于 至多 最多 不高于 多达",
}

PRECISION_BEFORE = {word: precision for precision, words in _PRECISIONS_BEFORE.items() for word in words.split()}
"""Words right before a number -> how exact it is."""

MORE_BEFORE_SCALES = ("上", "成")
"""What before 百, 千 and the like says that there are more: 上千人, 成百上千."""

PRECISION_BEHIND: dict[str, Precision] = {
    **dict.fromkeys(("左右", "上下", "前后"), Precision.ABOUT),
    **dict.fromkeys(("以上", "多", "余", "餘", "开外"), Precision.MORE_THAN),
    **dict.fromkeys(("以下", "以内"), Precision.UP_TO),
}
"""Words right behind a number and its unit -> how exact it is."""
