"""Places, and words with an opposite, that a translation exchanged for others."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import on_each

from align import check_text
from align.lang.exchanged_roles import find_exchanged_roles
from align.lang.exchanged_words import Meaning, find_exchanges, fold, load_meanings
from align.lang.lists import find_left_out


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("陕西省政府宣布了新规定。", "The Shanxi provincial government announced new rules.", [("陕西", "Shanxi")]),
        ("湖州的丝绸很有名。", "Silk from Hangzhou is famous.", [("湖州", "Hangzhou")]),
        ("昆明的天气很好。", "The weather in Guiyang is fine.", [("昆明", "Guiyang")]),
        ("廣西的甘蔗豐收。", "The sugar cane harvest in Guangdong was good.", [("广西", "Guangdong")]),
        ("尖沙咀的店铺关门了。", "Shops in Mong Kok closed.", [("尖沙咀", "Mong Kok")]),
        ("瑞士很不同。", "Sweden is different.", [("瑞士", "Sweden")]),
        ("白宫称美国不满。", "Washington is not pleased with Paris.", []),
        ("美国对巴黎不满。", "The government is not pleased with France.", []),
        ("北京不满。", "China is not pleased with Tokyo.", []),
        ("会议在柏林举行。", "The meeting was held there.", []),
    ],
)
def test_exchanged_places_are_found(source: str, target: str, found: list[tuple[str, str]]) -> None:
    places = list(find_exchanges("places", (source, target)))
    assert [(one.meaning.words[0], target[slice(*one.target)]) for one in places] == found


@pytest.mark.parametrize(
    ("neighbour", "count"),
    [
        (("我到了。", "I came to Berlin."), 0),
        (("我到了柏林。", "I came to Berlin."), 1),
        (("我爱巴黎。", "I love it."), 0),
    ],
)
def test_neighbours_may_have_either_place(neighbour: tuple[str, str], count: int) -> None:
    texts = ("会议在柏林举行。", "The meeting was held in Paris.")
    assert len(list(find_exchanges("places", texts, [neighbour]))) == count


def test_a_misspelt_province_is_reported_once() -> None:
    result = check_text("The mine in Shanxi closed.", source="陕西的煤矿关闭了。")
    assert [one.finding.rule for one in result.diagnostics] == ["name-mismatch"]


def test_each_place_has_a_row_of_its_own() -> None:
    names = [name for place in load_meanings("places") for name in place.words]
    assert len(names) == len(set(names))
    assert all(place.english for place in load_meanings("places") if place.kind != "absorbed")


@on_each(
    [
        ("净利润同比增长41.4%。", "Net profit fell 41.4% year on year.", ["fell"]),
        ("公司去年盈利2.1亿元。", "The company posted a loss of 210 million yuan last year.", ["loss"]),
        ("貿易順差擴大。", "The trade deficit widened.", ["deficit"]),
        ("检测结果为阴性。", "The test was positive.", ["positive"]),
        ("甲方应付款。", "Party B shall pay.", ["Party B"]),
        ("公司扭亏为盈。", "The company posted a profit.", []),
        ("亏损收窄。", "Profits rose.", []),
        ("女婿养活女儿。", "Her son-in-law provides for the couple.", []),
        ("央行收紧货币政策。", "Eased policy is what the bank wants.", ["Eased"]),
        ("央行收紧货币政策，随后放松。", "The bank eased policy.", []),
        ("他反对加税。", "He didn't say he supports the tax.", []),
        ("她不会参选。", "He won't run.", ["He"]),
        ("他不会参选。", "She won't run.", ["She"]),
        ("他的妻子不会参选。", "She won't run.", []),
        ("其他人不会参选。", "She won't run.", []),
        ("每个学生都要带上他的书。", "Every student should bring her book.", []),
        ("护士说他很累。", "The nurse said she was tired.", []),
        ("周瑞家的走过来，点手儿叫他。", "Zhou Rui's wife came and beckoned to her.", []),
        ("她说价格会涨。", "He said that prices would rise.", ["He"]),
        ("她的老板说很忙。", "The boss said he was busy.", []),
        ("何玉兰说她很忙。", "He Yulan was busy.", []),
        ("申请人必须提交原件。", "Applicants may submit the originals.", ["may"]),
        ("必须于5月1日前支付。", "It is payable by May 1.", []),
        ("实验失败。", "The experiment was not a success.", []),
        ("室内禁止吸烟。", "Smoking is allowed only outdoors.", []),
        ("兄弟单位派人支援。", "Sister organisations sent people to help.", []),
        ("使用前请摇匀。", "Shake well after use.", ["after use"]),
        ("起飞前须通过检查。", "Planes take off after a check.", []),
        ("请勿关闭窗户。", "Keep the window open.", []),
        ("关闭阀门。", "Open the valve.", ["Open"]),
        ("世界第二大经济体", "the world's largest economy", ["largest"]),
        ("少数民族地区", "an area where a majority of people are Han", []),
        ("机场早期建成的航站楼很旧。", "Terminal 1, which was built long ago, is old.", []),
        ("欧佩克继续增产。", "OPEC will go on unwinding its production cuts.", []),
        ("该消息不实。", "Police confirmed that the story was made up.", []),
        ("上海队客场2比0战胜山东队。", "Shandong lost 2-0 at home to Shanghai.", []),
        ("主队以2比0领先。", "The visitors trailed 2-0.", []),
        ("该楼存在安全隐患。", "The building is dangerous.", []),
        ("消防员实施救援。", "Firefighters lifted him out.", []),
        ("政府对钢铁加征关税。", "The government lifted tariffs on steel.", ["lifted tariffs"]),
        ("人民币对美元升值。", "The dollar weakened against the yuan.", []),
        ("法院判原告胜诉。", "The court found against the defendant.", []),
        ("海澜收购康达。", "Kangda was sold to Hailan.", []),
        ("该药可直接购买。", "The drug is sold over the counter.", []),
        ("手术成功率很高。", "The operation seldom fails.", []),
        ("除非法律另有规定，合同有效。", "The contract is legal unless the law says otherwise.", []),
        ("他前往西班牙。", "He left for Madrid, in the east.", []),
    ]
)
def test_opposites_are_found(source: str, target: str, found: list[str]) -> None:
    opposites = find_exchanges("opposites", (source, target))
    assert [target[slice(*one.target)] for one in opposites] == found


def test_what_begins_both_texts_has_not_moved() -> None:
    neighbour = ("教师每周去看孙子。", "The teacher sees her grandson every week.")
    texts = ("她算了一笔账。", "He has done the sums.")
    assert [tuple(one.target) for one in find_exchanges("opposites", texts, [neighbour])] == [(0, 2)]
    texts = ("账她也算了。", "He has done the sums.")
    assert list(find_exchanges("opposites", texts, [neighbour])) == []


def test_a_turned_change_is_reported_once() -> None:
    result = check_text("Net profit fell 41.4% year on year.", source="净利润同比增长41.4%。")
    assert len(result.diagnostics) == 1


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("工厂将于下个月投产。", "The factory opened last month.", ["last month"]),
        ("他昨天抵达。", "Today he arrived.", ["Today"]),
        ("上周五开会。", "The meeting is next Friday.", ["next Friday"]),
        ("营业到晚上十点。", "It is open until ten in the morning.", ["in the morning"]),
        ("本周五开会。", "The meeting was last Friday.", []),
        ("去年，直到2018年2月初，一片乐观。", "All were optimistic until early February this year.", []),
        ("法新社昨天报道，他已于当天辞职。", "AFP reported today that he had resigned.", []),
        ("每周通报一次。", "Reports are made every month.", ["every month"]),
        ("每周通报一次。", "Reports are made on Mondays, and a summary every month.", []),
        ("时至今日，仍无人知晓。", "To this day nobody knows.", []),
    ],
)
def test_days_named_from_today(source: str, target: str, found: list[str]) -> None:
    dates = find_exchanges("relative_dates", (source, target))
    assert [target[slice(*one.target)] for one in dates] == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("拜登没有提到它。", "Trump did not mention it.", ["Trump"]),
        ("世卫组织警告旅客。", "The WTO warned travellers.", ["WTO"]),
        ("深交所发出关注函。", "The Shanghai Stock Exchange sent a letter.", ["Shanghai Stock Exchange"]),
        ("三星推出新手机。", "Huawei has a new phone.", ["Huawei"]),
        ("拜登的前任讲话。", "Trump, his predecessor, spoke.", []),
        ("美国总统讲话。", "Trump spoke.", []),
        ("尼克松的国务卿基辛格讲话。", "Kissinger spoke.", []),
    ],
)
def test_bearers_of_known_names(source: str, target: str, found: list[str]) -> None:
    assert [target[slice(*one.target)] for one in find_exchanges("bearers", (source, target))] == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("法国、德国、意大利和西班牙的部长", "ministers from France, Germany and Spain", ["意大利"]),
        ("重庆、武汉、西安都很热。", "Chongqing, Wuhan and Xi 'an are hot.", []),
        ("北京、天津、河北等地", "Beijing, Tianjin and other places", []),
        ("英国、美国、澳大利亚", "the AUKUS powers", []),
        ("法国、美国和日本的机械、日本的汽车", "machines of France and the US", ["日本"]),
        ("法国、德国、意大利人和西班牙人", "the French, Germans, Italians and Spaniards", []),
    ],
)
def test_places_that_a_list_lost(source: str, target: str, found: list[str]) -> None:
    assert [one.words[0] for one, _ in find_left_out("places", (source, target))] == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("该校校长张伟致辞。", "Zhang Wei, vice president of the university, spoke.", ["vice president"]),
        ("副州长出席了仪式。", "The governor attended the ceremony.", ["governor"]),
        ("云溪市副市长沈国华说。", "Shen Guohua, mayor of Yunxi, said so.", ["mayor"]),
        ("教育部副部长李明说。", "Li Ming, the education minister, said so.", ["minister"]),
        ("云溪市副市长和市长说。", "The mayors of Yunxi said so.", []),
        ("市委常委、副市长沈国华说。", "Vice Mayor Shen Guohua said so.", []),
        ("财长辞职。", "The foreign minister resigned.", ["foreign minister"]),
        ("前总统特朗普讲话。", "President Trump spoke.", ["President"]),
        ("目前总统尚未表态。", "President Biden has not taken a stand.", []),
        ("他死于肝癌。", "He died of stomach cancer.", ["stomach"]),
        ("律师认为证据不足。", "Counsel judged the evidence to be weak.", []),
        ("红茶比绿茶贵。", "Black tea is dearer than green tea.", []),
        ("火星和地球", "the Moon and the Earth", ["Moon"]),
        ("她认为可行。", "He believes that it can be done.", ["He believes"]),
        ("王敏说，其他建议都不行，母亲也对他说过。", "Other ideas were no good, she said.", []),
        ("王敏说，他不在。", "She said that he was out.", []),
        ("放行不超过半小时。", "Release takes no more than an hour.", ["an hour"]),
        ("放行不超过半小时，最多一小时。", "Release takes an hour at most.", []),
        ("她获得二等奖，还在读中学。", "She is in secondary school and won the first prize.", ["first prize"]),
        ("会长李明建议停赛。", "Li Ming, vice president of the association, suggested a break.", ["vice president"]),
        ("企业走绿色通道。", "A fast track cuts red tape for companies.", []),
        ("墙漆是绿色的。", "The walls are painted red.", ["red"]),
        ("中国队战胜韩国队，晋级决赛。", "China beat South Korea in the semi-final.", []),
        ("台风逼近，省防指启动应急响应。", "The flood control headquarters raised its alert.", []),
        ("乘客下车后报警。", "He called the police on the driver.", []),
        ("电动车主夜间充电。", "They charge their cars at night.", []),
        ("公司机构改革。", "The company was told to reorganise by its pilots.", []),
    ],
)
def test_things_of_a_kind_are_found(source: str, target: str, found: list[str]) -> None:
    assert [target[slice(*one.target)] for one in find_exchanges("kinds", (source, target))] == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("日本队被中国队击败。", "Japan beat China.", "Japan beat China"),
        ("美国向日本出售了导弹。", "Japan sold the United States missiles.", "Japan sold the United States"),
        ("俄羅斯指責烏克蘭。", "Russia was accused by Ukraine.", "Russia was accused by Ukraine"),
        ("儿子起诉父亲。", "The father has sued his son.", "father has sued his son"),
        ("日本队被中国队击败。", "Japan was beaten by China.", ""),
        ("日本没有击败中国。", "China beat Japan.", ""),
        ("中国击败日本，日本击败中国。", "Japan beat China.", ""),
        ("美国、日本指责中国。", "China and Japan accused the US.", ""),
        ("中国指责美国" * 400, "The US accused China.", ""),
    ],
)
def test_exchanged_roles_are_found(source: str, target: str, found: str) -> None:
    assert "".join(target[slice(*span)] for _, span in find_exchanged_roles((source, target))) == found


def test_every_row_has_words_for_both_sides() -> None:
    for table in ("relative_dates", "bearers"):
        meanings = load_meanings(table)
        names = [name for one in meanings for name in one.words]
        assert len(names) == len(set(names))
        assert all(one.words and one.english for one in meanings)


_PIECES = ("envoy", "Envoys", "ex-", "un", "U.S.", "isn’t", "isn't", " ", "-", "_", "1", "é", ".", ",", "the ", "s")
_WORDS = ("envoy", "envoy*", "UN", "U.S.", "*n't", "ex-*", "the envoy")


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join), st.sets(st.sampled_from(_WORDS), min_size=1))
def test_words_are_found_as_an_expression_finds_them(text: str, words: set[str]) -> None:
    parts = []
    for word in words:
        part = re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]")
        parts.append(part + ("" if word.endswith((".", "*")) else r"(?!\w)"))
    slow = re.search(rf"(?<![\w-])(?:{'|'.join(parts)})", text, re.IGNORECASE)
    assert Meaning("", (), (), tuple(sorted(words)), ()).is_shown(fold(text)) == (slow is not None)


@pytest.mark.parametrize(
    ("around", "count"),
    [
        ("新闻发布会上，他回答了提问。", 1),  # 上 is no word for “upstream”
        ("上游两个乡镇不受影响。", 0),
    ],
)
def test_only_words_of_a_neighbour_show_that_it_is_rendered_here(around: str, count: int) -> None:
    texts = ("昨夜下游六个乡镇提前转移。", "Last night six townships upstream were moved out.")
    assert len(list(find_exchanges("opposites", texts, [(around, "He answered questions.")]))) == count


@pytest.mark.parametrize(
    ("rendered", "count"),
    [
        ("The two townships upstream were not affected.", 1),
        ("They were not affected.", 0),  # “upstream” may have moved from there
    ],
)
def test_a_word_that_a_neighbour_renders_itself_has_not_moved(rendered: str, count: int) -> None:
    texts = ("昨夜下游六个乡镇提前转移。", "Last night six townships upstream were moved out.")
    assert len(list(find_exchanges("opposites", texts, [("上游两个乡镇不受影响。", rendered)]))) == count
