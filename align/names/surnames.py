"""Chinese surnames, how each is read as a surname, and how it is spelled outside the mainland."""

import re

_ROW = re.compile(r"(\w+) (\w+)")
"""A reading in pinyin, and the surnames that are read so."""


def _parse_table(text: str) -> dict[str, tuple[str, ...]]:
    """Rows that commas part, each a key and its values -> the values by the key, in lower case."""
    rows = (row.split() for row in text.split(","))
    return {name: tuple(spelling.lower() for spelling in spellings) for name, *spellings in rows}


_SINGLE = """
    ai 艾 an 安 ao 敖 ba 巴 bai 白 ban 班 bao 鲍包暴 bei 贝 ben 贲 bi 毕 bian 卞边 bie 别 bin 宾 bing 邴 bu 步 cai 蔡
    cang 苍 cao 曹操 cen 岑 chai 柴 chang 昌常 chao 晁巢 che 车 chen 陈 cheng 成程 chi 池迟 chong 充 chu 褚储楚
    cong 从丛 cui 崔 dai 戴代 dang 党 deng 邓 di 狄邸 diao 刁 ding 丁 dong 董东 dou 窦 du 杜堵 duan 段 e 鄂 fan 范樊
    fang 方房 feng 冯凤封丰 fu 傅伏富符扶付 gan 干甘 gao 高郜 ge 葛戈 geng 耿 gong 龚弓宫贡巩 gou 勾苟缑 gu 顾谷古辜
    guan 管关 guang 广 gui 桂 guo 郭国过 ha 哈 hai 海 han 韩 hang 杭 hao 郝 he 何贺和 heng 衡 hong 洪弘 hou 侯 hu 胡扈
    hua 华花滑 huai 怀 huan 宦桓 huang 黄 hui 惠 huo 霍 ji 计纪季吉嵇汲蓟籍姬冀暨 jia 贾郏 jian 简 jiang 蒋姜江
    jiao 焦矫 jie 揭 jin 金靳晋 jing 经井景荆靖 ju 居鞠 kang 康 ke 柯 kong 孔空 kou 寇 kuai 蒯 kuang 匡邝旷况 kui 夔
    lai 赖 lan 蓝 lang 郎 lao 劳 lei 雷 leng 冷 li 李厉黎郦利栗 lian 廉连 liang 梁 liao 廖 lin 林蔺 ling 凌 liu 柳刘
    long 龙隆 lou 娄 lu 鲁路卢陆逯鹿 luan 栾 luo 罗骆 lü 吕 ma 马麻 mai 麦 man 满 mao 毛茅冒 mei 梅 men 门 meng 孟蒙
    mi 米糜 miao 苗 min 闵 ming 明 mo 莫墨 mu 穆牧慕 na 那 ni 倪 nian 年 nie 聂 ning 宁 niu 钮牛 nong 农 ou 欧 pan 潘
    pang 庞逄 pei 裴 peng 彭蓬 pi 皮 ping 平 pu 蒲濮浦 qi 戚齐祁亓 qian 钱 qiang 强 qiao 乔谯 qin 秦 qiu 邱裘秋
    qu 屈曲璩瞿 quan 全权 que 阙 ran 冉 rao 饶 ren 任 rong 荣戎容融 ru 茹 ruan 阮 rui 芮 sa 撒 sang 桑 sha 沙 shan 山
    shang 尚商 shao 邵韶 she 佘 shen 沈申慎 sheng 盛 shi 施史时石师 shou 寿 shu 舒束殳 shuang 双 shui 水 si 司
    song 宋松 su 苏宿粟 sui 隋眭 sun 孙 suo 索 tai 邰 tan 谈谭檀 tang 唐汤 tao 陶 teng 滕 tian 田 tie 铁 tong 童通仝佟
    tou 钭 tu 屠涂 wan 万 wang 王汪 wei 卫魏韦危蔚 wen 闻温文 weng 翁 wo 沃 wu 吴邬伍巫乌武 xi 奚席习 xia 夏
    xian 咸冼鲜 xiang 项向相 xiao 萧肖 xie 谢 xin 辛 xing 邢幸 xiong 熊 xu 许徐胥须 xuan 宣 xue 薛 xun 荀
    yan 严颜燕晏阎闫言鄢焉 yang 杨羊仰养阳 yao 姚尧幺 ye 叶 yi 伊易益 yin 殷尹印阴银 ying 应英 yong 雍 you 尤游由
    yu 喻俞于余禹虞郁於鱼庾 yuan 袁元苑原 yue 越岳 yun 云 zai 宰 zan 昝 zang 臧 zhan 湛詹战占展 zhang 张章仉 zhao 赵
    zhen 甄 zheng 郑 zhi 支 zhong 钟仲终 zhou 周 zhu 朱祝诸竺 zhuang 庄 zhuo 卓 zi 訾 zong 宗 zou 邹 zu 祖 zuo 左
"""
"""How each surname of one character is read that has one reading as a surname."""

_COMPOUND = """
    ouyang 欧阳 sima 司马 shangguan 上官 zhuge 诸葛 dongfang 东方 huangfu 皇甫 yuchi 尉迟 gongsun 公孙 murong 慕容
    situ 司徒 zhangsun 长孙 yuwen 宇文 linghu 令狐 xiahou 夏侯 xuanyuan 轩辕 duanmu 端木 baili 百里 huyan 呼延
    nangong 南宫 dugu 独孤 zhongli 钟离 tantai 澹台 dongguo 东郭 ximen 西门 wenren 闻人 moqi 万俟 helian 赫连
    chunyu 淳于 chanyu 单于 taishi 太史 shentu 申屠 gongye 公冶 puyang 濮阳 zhongsun 仲孙 tuoba 拓跋 diwu 第五
    xianyu 鲜于 lüqiu 闾丘 sikong 司空
"""
"""The same of two characters."""

_READINGS = _parse_table(
    "单 shan,解 xie,仇 qiu,曾 zeng,盖 ge gai,查 zha cha,区 ou,乐 yue le,缪 miao mou,翟 zhai di,宓 mi fu,"
    "覃 qin tan,谌 chen shen,种 chong,薄 bo,隗 wei kui,郇 xun huan,郗 xi chi,牟 mou mu,能 nai,柏 bai bo,"
    "费 fei bi,都 du,朴 piao pu,折 she zhe,卜 bu,莘 shen xin,阚 kan,乜 nie,佴 nai"
)
_OVERSEAS = _parse_table(
    "李 Lee Lei Ly Rhee Yi,王 Wong Ong Heng Vong,张 Cheung Chang Teo Teoh Chong Cheong Tiong,"
    "陈 Chan Tan Chin Ting Tran,刘 Lau Low Lao Liew Lew,杨 Yeung Yeo Young Yong Ieong,"
    "黄 Wong Ng Ooi Oei Hwang Hoang Bong Vong,林 Lam Lim Lum Ling,周 Chow Chau Chew Chou Joe,"
    "吴 Ng Goh Woo Eng Go Ung,郑 Cheng Tay Teh Chang Cheang Zeng Tee,梁 Leung Leong Neo Niu Leang,"
    "谢 Tse Chia Cheah Hsieh Sia,许 Hui Koh Khoo Kho Hsu Co,何 Ho Hoh Hor,罗 Law Lo Loh Lor,"
    "郭 Kwok Kuok Quek Kuo Kwek Quah Gue,叶 Yip Yap Ip Yeh Yeap,曾 Tsang Tseng Chan Chang Jang Zane,"
    "邓 Tang Teng Thang,马 Mah Beh,冯 Fung Foong Pang,徐 Tsui Chui Hsu Choi Zee Zhi,朱 Chu Choo Gee Jee,"
    "胡 Wu Woo Oh Aw Foo Ow,苏 So Soh Saw Soo,卢 Lo Lou Loo Low,蔡 Choi Tsai Chua Chai Choy Tsoi Choa,"
    "江 Kong Kang Chiang Gong Kiang,蒋 Chiang Cheung Jeong Tsiang Tseung,余 Yue Yee Ee Er,"
    "萧 Siu Siew Hsiao Seow Siao Seah,肖 Siu Siew Hsiao Seow,潘 Poon Phua Phoon Pun,廖 Liu Liew Leow,"
    "钟 Chung Chong Cheong Tjong,汪 Wong Ong,范 Fam Huan,方 Fong Pung Png Hong,石 Shek Shih Seck Chioh,"
    "姚 Yiu Yeo,谭 Tam Tham Hom,邹 Chow Tsou Chau,熊 Hung Hsiung Him,金 Kam Chin King Kim,陆 Luk Look Loke,"
    "孔 Hung Kung Khong,白 Pak Pai Peh Baik,崔 Tsui Choi Chui Choe,康 Hong Kong,毛 Mo,"
    "邱 Yau Khoo Chiu Hew Kho Yao Chew Khew,秦 Chun Chin Ching,顾 Ku Koo Kwu,侯 Hau How,邵 Shiu Siu Shaw,"
    "孟 Mang Maeng,龙 Lung Loong,万 Man,段 Tuen Tuan Twan,钱 Chin Chien Tsien Zee,汤 Tong Thong,尹 Wan Yoon,"
    "黎 Lai Lay Loy Le,易 Yik Yee I Yick,常 Sheung,武 Mo Vu,乔 Kiu Chiao,贺 Ho,赖,龚 Kung Kong Keng,"
    "文 Man Mun Boon Moon,欧 Au Ow,区 Au,欧阳 Auyeung Au-Yeung Owyang Oyang,司徒 Szeto Seto Soohoo,诸葛 Chukot,"
    "上官 Sheung-Koon Shangkuan,司马 Szema Ssuma,尤 Yau Yu Yew,阮 Yuen Nguyen Juan,关 Kwan Kuan Quan,麦 Mak,"
    "莫 Mok Mock,甘 Kam Kan,伍 Ng Goh Eng Woo,洪 Hung Ang,宋 Sung Soong Soon,沈 Shum Sham Sim Sum,唐 Tong Thong,"
    "韩 Hon Hahn,曹 Tso Cho Tsao Chow Chao,彭 Pang Phang Pung,田 Tin Tien Dien,董 Tung Tong,袁 Yuen Wan,"
    "高 Ko Ku Kao Koh Go,程 Ching Thia,傅 Foo Poh,薛 Sit Hsueh Seet Sih,吕 Lui Lu Lyu Leu Loo Ly Lue,"
    "丁 Ting Teng,任 Yam Jen Yum Ng,姜 Keung Chiang Kang Geung,戴 Tai Tay,夏 Ha Hsia Hah,"
    "庄 Chong Chuang Chng Ch'ng Ching,倪 Ngai Ngae Geh Nee,施 See Shih Sze Sy Si,柯 Or Ko Kua Quah O,连 Lin Lien,"
    "颜 Ngan Yen Gan Ngang,孙 Suen Soon Sng Suan,霍 Fok Fock,温 Wan Voon Oon,卓 Cheuk Cho Toh Tok,贝 Pei Bui,"
    "翁 Yung Ong Eng,凌 Leng,童 Tung,骆 Lok Lo,岑 Shum Sum Sam,简 Kan Chien Gan,游 Yau Yu,冼 Sin Sinn Hsien,"
    "詹 Chim Chan Jim Tsam,魏 Ngai Goei Gui,杜 To Tu Toh Do,章 Cheung Chang,单 Shin Sin,解 Hsieh,"
    "雷 Lui Looi Louie,符 Foo Hu,饶 Yiu Jao,容 Yung,屈 Wat Chu,鲍 Pao,包 Pao Pau,纪 Kee Chi"
)

_READINGS |= {name: (reading,) for reading, names in _ROW.findall(_SINGLE) for name in names}
_READINGS |= {name: (reading,) for reading, name in _ROW.findall(_COMPOUND)}

SURNAMES = frozenset(_READINGS)
"""All surnames known here, of one character or two, in simplified script."""


def find_surname_readings(surname: str) -> tuple[str, ...]:
    """How a surname in simplified script is read, in pinyin, the usual reading first.

    >>> find_surname_readings("单"), find_surname_readings("王")
    (('shan',), ('wang',))
    """
    return _READINGS[surname]


def find_overseas_spellings(surname: str) -> tuple[str, ...]:
    """How people of a surname spell it in Hong Kong, Taiwan, South-East Asia and overseas, in lower case."""
    return _OVERSEAS.get(surname, ())
