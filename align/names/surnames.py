"""Chinese surnames, how each is read as a surname, and how it is spelled outside the mainland."""

from functools import lru_cache


def _parse_table(text: str) -> dict[str, tuple[str, ...]]:
    """Rows that commas part, each a key and its values -> the values by the key, in lower case."""
    rows = (row.split() for row in text.split(","))
    return {name: tuple(spelling.lower() for spelling in spellings) for name, *spellings in rows}


_SINGLE = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤"
    "花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米"
    "贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支"
    "柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲封芮储靳汲糜松井段富巫"
    "乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸"
    "籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹"
    "习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广阙东欧殳沃利蔚越夔隆师巩聂晁勾敖融冷訾辛阚那简饶空曾沙乜"
    "养鞠须丰巢关蒯相查荆游竺权逯盖益桓肖闫覃仝佟苟代岳亓冼涂付邸揭楚鹿仉种门战苑原晋丛海英牟商佘佴墨哈谯年阳言隋"
    "邝区麦栗郇谌檀银尧鄢撒幺眭迟旷朴粟冒占铁焉矫由鲜缑展辜晋宾邴郏靖操况过折"
)
_COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 长孙 宇文 令狐 夏侯 轩辕 端木 百里 呼延 南宫 独孤 钟离 "
    "澹台 东郭 西门 闻人 万俟 赫连 淳于 单于 太史 申屠 公冶 濮阳 仲孙 拓跋 第五 鲜于 闾丘 司空"
)
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

SURNAMES = frozenset((*_SINGLE, *_COMPOUND.split()))
"""All surnames known here, of one character or two, in simplified script."""


@lru_cache(maxsize=1024)
def find_surname_readings(surname: str) -> tuple[str, ...]:
    """How a surname in simplified script is read, in pinyin, the usual reading first.

    >>> find_surname_readings("单"), find_surname_readings("王")
    (('shan',), ('wang',))
    """
    if known := _READINGS.get(surname):
        return known
    from pypinyin import lazy_pinyin

    return ("".join(lazy_pinyin(surname, v_to_u=True)),)


def find_overseas_spellings(surname: str) -> tuple[str, ...]:
    """How people of a surname spell it in Hong Kong, Taiwan, South-East Asia and overseas, in lower case."""
    return _OVERSEAS.get(surname, ())
