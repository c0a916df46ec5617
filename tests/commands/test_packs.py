"""Packs of a team: rows laid over the built-in tables, tried out, and used by `check`."""

import json
import re
from pathlib import Path

import pytest
from command_line import run, write
from roots import ROOT

from align.commands.check import check_text
from align.commands.pack import check_packs
from align.config.packs import list_forms, read_pack
from align.config.settings import Settings
from align.model import Severity
from glossary.pack.tables import PackError

RENDERINGS = "words\twordings\trenderings\tseverity\n"
NOTES = "where\tsays\texpression\texample\tcounter_example\n"


@pytest.fixture(autouse=True)
def _inside(folder: Path) -> None:
    """Work in an empty folder."""


def make_pack(name: str, text: str) -> None:
    write(Path(f"pack/{name}.tsv"), text)


def find(source: str, target: str, **settings: object) -> list[tuple[str, str]]:
    found = check_text(target, Settings(packs=(read_pack(Path("pack")),)), source).diagnostics
    return [(one.finding.rule, one.text) for one in found]


def find_alone(source: str, target: str) -> list[tuple[str, str]]:
    return [(one.finding.rule, one.text) for one in check_text(target, source=source).diagnostics]


def test_the_built_in_tables_have_no_faults() -> None:
    report = check_packs()
    assert report.faults == ()
    assert (report.tables > len(list_forms()), report.rows > 3_800) == (True, True)


def test_rows_add_to_what_is_found_and_take_from_it() -> None:
    source, target = "警方断卡。这家公司有公众号。", "The police cut the cards. The firm has a public number."
    assert [one.text for one in check_text(target, source=source).diagnostics] == ["public number"]
    make_pack("zh_en/literal_renderings", f"{RENDERINGS}斷卡\tcut* the card*\tcrackdown\terror\n-公众号\n")
    assert find(source, target) == [("literal-rendering", "cut the cards")]
    assert [one.text for one in check_text(target, source=source).diagnostics] == ["public number"]


def test_a_pack_next_to_the_texts_is_no_text() -> None:
    make_pack("zh_en/literal_renderings", f"{RENDERINGS}斷卡\tcut* the card*\tcrackdown\terror\n")
    write(Path("aligncheck.toml"), 'packs = ["pack/"]\n')
    write(Path("a.en.txt"), "The police cut the cards.\n")
    write(Path("a.zh.txt"), "警方断卡。\n")
    result = run(".", "--output-format", "json")
    found = json.loads(result.stdout)
    assert (result.exit_code, [one["text"] for one in found["findings"]]) == (1, ["cut the cards"])
    reasons = [(one["path"], one["reason"], one["failed"]) for one in found["skipped"]]
    assert reasons == [("pack/zh_en/literal_renderings.tsv", "pack", False)]


def test_a_word_in_letters_is_not_missed() -> None:
    source, target = "他是公司的OKRX负责人。", "He is in charge of the firm's goals."
    assert [one.finding.rule for one in check_text(target, source=source).diagnostics] == ["entity-missing"]
    make_pack("zh_en/letter_words", "words\tenglish\nOKRX\tgoals\n")
    assert find(source, target) == []


def test_comparisons_are_found() -> None:
    source, target = "新车比旧车甜腻。", "The new car is saltier than the old car."
    make_pack("zh_en/comparisons", "words\tenglish\topposite\topposite_english\n甜腻\tsweeter\t咸鲜\tsaltier\n")
    make_pack("zh_en/compared", "words\tenglish\n旧车\told car\n")
    assert find(source, target) == [("reversed-meaning", "saltier")]


def test_words_of_the_house_may_be_doubled_and_glued() -> None:
    source, target = "他说噗噗就走了。他们在港口。", "He said clank clank and went hillthe way. They met portour crew."
    assert find_alone(source, target) == [("doubled-word", "clank clank"), ("irregular-spacing", "hillthe")]
    make_pack("en/doubled_words", "words\tkind\nclank\tsaid twice\nhillthe\tends in a small word\n")
    make_pack("en/glued_words", "word\tleast\tshorter\texample\nour\t4\tat\tportour\n")
    assert find(source, target) == [("irregular-spacing", "portour")]
    make_pack("en/doubled_words", "words\tkind\nthe\tsaid twice\nBam\tsaid twice\n")
    make_pack("en/glued_words", "word\tleast\texample\tcounter_example\nour\t4\tflour\tportour\n")
    assert run("pack", "check", "pack").stdout.replace("pack/en/", "").splitlines() == [
        "doubled_words.tsv:2: “the the” is reported: two in a row are always a slip",
        "doubled_words.tsv:3: column “words”: write one word in small letters",
        "glued_words.tsv:2: column “example”: “flour” is not found as a word and “our”",
        "glued_words.tsv:2: “portour” is found as two words",
        "3 rows in 2 tables: 4 faults",
    ]


def test_denials_are_found() -> None:
    make_pack("zh/denials", "words\tnot_after\n戒用\t品\n")
    assert find("此药孕妇戒用。", "The drug may be used by pregnant women.")[0][0] == "negation-mismatch"
    assert find("此药是孕妇戒用品。", "The drug may be used by pregnant women.") == []


def test_units_are_found_compared_and_converted() -> None:
    source, target = "他买了七担米和六担鹽。", "He bought 7 dan of rice and 300 kg of salt."
    assert [one.text for one in check_text(target, source=source).diagnostics] == ["300 kg"]
    make_pack("zh/units", "words\tkind\tunit\texample\n担/擔\tmeasure\tdan\t三担米\n")
    make_pack("en/units", "words\tkind\tunit\texample\ndan\tmeasure\tdan\t3 dan of rice\n")
    make_pack("zh_en/measures", "unit\tdimension\tfactor\texample\ndan\tmass\t50\t1 dan = 100 jin\n")
    assert check_packs("pack").faults == ()
    assert find(source, target) == []
    assert find(source, target.replace("7", "8").replace("300", "400")) == [
        ("unit-mismatch", "8 dan"),
        ("unit-mismatch", "400 kg"),
    ]


def test_signs_rates_and_words_of_precision_are_found() -> None:
    source, target = "售价₩500，每担60元。", "It costs ¥500, at 60 yuan a kilo."
    assert check_text(target, source=source).diagnostics == ()
    make_pack("zh_en/currency_signs", "sign\tkind\tunit\texample\n₩\tsign\tKRW\t₩50\n")
    make_pack("zh_en/rates", "unit\tchinese\tenglish\texample\ndan\t担\tdan\t每担60元 = 60 yuan a dan\n")
    make_pack("zh_en/measures", "unit\tdimension\tfactor\texample\ndan\tmass\t50\t1 dan = 100 jin\n")
    make_pack("zh/precisions", "words\tplace\tprecision\texample\n约莫\tbefore\tabout\t约莫5吨\n")
    assert check_packs("pack").faults == ()
    assert find(source, target) == [("money-mismatch", "¥500"), ("unit-mismatch", "kilo")]


def test_a_festival_is_the_date_of_its_source() -> None:
    source, target = "商店5月8日关门。", "The shop is closed on Harbour Day."
    assert [one.finding.rule for one in check_text(target, source=source).diagnostics] == ["date-mismatch"]
    make_pack("en/festivals", "words\tmonth\tday\nHarbour Day|Port Day\t5\t8\n")
    assert check_packs("pack").faults == ()
    assert find(source, target) == []
    assert find(source.replace("8", "9"), target) == [("date-mismatch", target)]


def test_a_festival_has_a_day_of_the_year() -> None:
    make_pack("en/festivals", "words\tmonth\tday\nHarbour Day\t2\t30\n!Quay Day\t5\t8\n")
    assert [fault.message for fault in check_packs("pack").faults] == [
        "columns “month”, “day”: there is no day 30 of a month 2",
        "“!Quay Day” is not read as a festival: its name must begin with a letter or a digit",
    ]
    make_pack("en/festivals", "words\tmonth\tday\nHarbour Day\t1/2\t8\n")
    with pytest.raises(PackError, match="column “month”: “1/2” is not one of 1, 2, 3"):
        read_pack(Path("pack"))


def test_a_suggestion_calls_a_unit_as_the_pack_does() -> None:
    source, target = "园区占地30平方公里。", "The park covers 20 square kilometers."
    make_pack("en/written_units", "unit\twritten\nkm2\tsq km\n")
    (found,) = check_text(target, Settings(packs=(read_pack(Path("pack")),)), source).diagnostics
    assert [one.text for one in found.finding.suggestions] == ["30 sq km"]


def test_years_of_eras_are_compared() -> None:
    make_pack("zh/eras", "name\tfirst_year\tlast_year\tcalendar\n紹興\t1131\t1162\tlunar\n")
    assert check_packs("pack").faults == ()
    assert find("它于紹興三年开放。", "It opened in 1133.") == []
    assert find("它于绍兴三年开放。", "It opened in 1143.") == [("date-mismatch", "1143")]


def test_words_that_say_a_number_have_one_and_those_that_look_like_one_do_not() -> None:
    texts = (
        ("六一八促销时他们卖书。", "They sold books in the sale of 18 June."),
        ("他已到从心之年。", "He was 70."),
        ("他看了七十二家房客。", "He saw the film."),
    )
    found = ["18 June", "70", "He saw the film."]
    assert [check_text(target, source=source).diagnostics[0].text for source, target in texts] == found
    columns = "words\tkind\tvalue\tmonth\tunit\tflags\texample\n"
    make_pack("zh/number_words", f"{columns}六一八\tdate\t18\t6\timplied\tworded\t六一八促销\n")
    make_pack("zh/number_names", "words\tnumber\texample\n[从從]心\t70\t从心之年\n")
    make_pack("zh/no_numbers", "words\texample\n七十二家房客\t看七十二家房客\n")
    assert check_packs("pack").faults == ()
    assert [find(*text) for text in texts] == [[], [], []]


def test_a_year_that_dates_a_named_event_may_be_missing() -> None:
    source, target = "1926年的大罢工改变了他们。", "The strike changed them."
    assert check_text(target, source=source).diagnostics[0].finding.severity is Severity.WARNING
    make_pack("zh_en/named_events", "words\tenglish\texample\n罢工\tstrike|walkout\t1926年大罢工 = the strike\n")
    assert check_packs("pack").faults == ()
    found = check_text(target, Settings(packs=(read_pack(Path("pack")),)), source).diagnostics
    assert [(one.finding.rule, one.finding.severity) for one in found] == [("date-mismatch", Severity.INFO)]


def test_faults_of_words_for_numbers_are_named() -> None:
    columns = "words\tbehind\tkind\tvalue\tflags\texample\tcounter_example\n"
    rows = "俩\t\tcardinal\t2\t\t\t\n双打\t\tcardinal\t2\tword\t男双\t双方\n九九\t\tdate\t9\tbefore_event\t\t\n"
    make_pack("zh/number_words", f"{columns}{rows}")
    make_pack("zh/number_names", "words\tnumber\texample\n半\t50\t\n古来稀\t70\t古稀\n")
    make_pack(
        "zh_en/named_events",
        "words\tenglish\texample\tcounter_example\n罢工\tstrike\t1926年罢 = walk\t1926年罢工 = strike\n",
    )
    make_pack("zh/no_numbers", "words\texample\tcounter_example\n三星堆\t三星堆五号坑\t三星手机\n")
    assert [f"{place}: {message}" for place, message in check_packs("pack").faults] == [
        "pack/zh/no_numbers.tsv:2: column “example”: a number is found in “三星堆五号坑”",
        "pack/zh/no_numbers.tsv:2: column “counter_example”: no number is found in “三星手机”",
        "pack/zh/number_names.tsv:3: column “example”: the word is not found in “古稀”",
        "pack/zh/number_words.tsv:2: “俩” is not read as this quantity: another row has a word that begins so, or a "
        "number cannot begin so",
        "pack/zh/number_words.tsv:3: column “flags”: “word” is not one of worded, rounded, optional, before_event",
        "pack/zh/number_words.tsv:3: “双打” is not read as this quantity: another row has a word that begins so, or a "
        "number cannot begin so",
        "pack/zh/number_words.tsv:3: column “example”: the quantity is not found in “男双”",
        "pack/zh/number_words.tsv:4: column “example” is empty: write an event behind a word",
        "pack/zh_en/named_events.tsv:2: column “example”: the event is not found in “1926年罢 = walk”",
        "pack/zh_en/named_events.tsv:2: column “counter_example”: the event is found in “1926年罢工 = strike”",
    ]


def test_places_opposites_and_deeds_are_found() -> None:
    make_pack("zh_en/places", "kind\twords\tenglish\nmoon\t广寒宫\tMoon Palace\nmoon\t桂花殿\tLaurel Hall\n")
    assert find("他们到了广寒宫。", "They reached Laurel Hall.") == [("place-mismatch", "Laurel Hall")]
    make_pack("zh_en/deeds", "verbs\tpast\tparticiple\n捧杀\tflattered\tflattered\n")
    assert ("reversed-meaning", "Japan flattered China") in find("中国捧杀日本。", "Japan flattered China.")


JAPANESE = """\
words	wordings	renderings	severity
猫の手も借りたい	borrow* a cat's paw|borrow* the hand* of a cat	be extremely busy	error
足を洗う	wash* his feet|wash* her feet	go straight	warning
目が高い	high eyes|eyes are high	have an eye for	error
口が軽い	light mouth|mouth is light	cannot keep a secret	error
顔が広い	wide face|face is wide	know many people	error
腹が立つ	stomach stands|belly stands	be angry	error
"""
GERMAN = """\
words	wordings	renderings	severity
Bahnhof verstehen	understand* train station|understand* only station	not understand a thing	error
Schwein haben	had pig|have pig|has pig	be lucky	error
Tomaten auf den Augen	tomatoes on * eyes	not see the obvious	info
"""
ENGLISH = """\
words	wordings	renderings	severity
piece of cake/pieces of cake	一块蛋糕|一片蛋糕	小菜一碟	error
white elephant	白象|白色大象	华而不实的东西	warning
cold feet	冷脚|冰冷的脚	临阵退缩	error
"""


def find_in(pair: str, source: str, target: str) -> list[tuple[str, str]]:
    of_source, of_target = pair.split("_")
    settings = Settings(
        packs=(read_pack(Path("pack")),), source_lang=of_source, target_lang=of_target, rules=("literal-rendering",)
    )
    found = check_text(target, settings, source).diagnostics
    return [(one.text, one.finding.suggestions[0].text) for one in found]


def test_rows_of_another_pair_give_findings() -> None:
    for pair, text in (("ja_en", JAPANESE), ("de_en", GERMAN), ("en_zh", ENGLISH)):
        make_pack(f"{pair}/literal_renderings", text)
    assert find_in("ja_en", "彼は足を洗うと言った。", "He said that he would wash his feet.") == [
        ("wash his feet", "go straight")
    ]
    assert find_in("ja_en", "彼は口が軽い。", "He has a light mouth.") == [("light mouth", "cannot keep a secret")]
    assert find_in("ja_en", "彼は学生だ。", "He has a light mouth.") == []
    german = "Man muss auch einmal Schwein haben.", "You have to have pig sometimes."
    assert find_in("de_en", *german) == [("have pig", "be lucky")]
    assert find_in("de_en", "Er mag Wildschwein haben.", german[1]) == []
    assert find_in("en_zh", "The exam was a Piece of cake.", "考试是一块蛋糕。") == [("一块蛋糕", "小菜一碟")]
    assert find_in("en_zh", "She got cold feet.", "她临阵退缩了。") == []
    assert find_in("zh_en", "考试是一块蛋糕。", "The exam was a piece of cake.") == []
    assert run("pack", "check", "pack").stdout == "12 rows in 3 tables: no faults\n"


def test_a_note_of_the_house_is_not_missed() -> None:
    make_pack("zh/notes", f"{NOTES}bracket\twho\t(本刊|本报)?供稿人{{who}}\t供稿人王敏\t供稿人\n")
    source, target = "新码头今天开放了。（供稿人王敏）", "The new pier opened today."
    assert find(source, target) == []
    assert [one.finding.rule for one in check_text(target, source=source).diagnostics] == ["omission"]


def test_a_row_to_remove_is_named_by_its_whole_cell() -> None:
    make_pack("zh_en/places", "kind\twords\n\t-美国\n")
    with pytest.raises(PackError) as raised:
        read_pack(Path("pack"))
    expected = "pack/zh_en/places.tsv:2: there is no row “美国” to remove: write “-美国/美利坚”, the whole cell"
    assert str(raised.value) == expected


def test_a_folder_of_a_pair_is_named_by_codes_of_languages() -> None:
    make_pack("zh_cn/literal_renderings", f"{RENDERINGS}好\tgood\tfine\terror\n")
    with pytest.raises(PackError) as raised:
        read_pack(Path("pack"))
    assert str(raised.value) == (
        "pack/zh_cn/literal_renderings.tsv: its folder names a pair of languages: "
        "cn is not a language code: did you mean zh?"
    )


def test_a_note_is_tried_out_in_a_text() -> None:
    rows = (
        "（线索提供{who}）\t（线索提供王敏）",
        "作者系(本报|本刊)主笔\t作者系本报主笔",
        "线索提供{who}\t线索提供王敏",
    )
    make_pack("zh/notes", "".join((NOTES, *(f"bracket\t{n}\t{row}\t\n" for n, row in enumerate(rows)))))
    assert [fault.message for fault in check_packs("pack").faults] == [
        "columns “expression”, “example”: leave out the brackets: a note “bracket” is what is in them",
        "column “example”: “作者系本报主笔” is found by the expression, but not as a note in "
        "“港口开放（作者系本报主笔）。”",
    ]


def test_people_of_a_surname_of_the_house_are_known() -> None:
    source, target = "禤国维来了。（本报记者 禤敏）", "Xuan Guowen came."
    assert [one.finding.rule for one in check_text(target, source=source).diagnostics] == ["omission"]
    make_pack("zh/surnames", "surname\treadings\toverseas\tcommon\n禤\txuan\tHuen\tyes\n")
    assert find(source, target) == [("name-mismatch", "Xuan Guowen")]
    assert find(source, "Huen Guowei came.") == []
    make_pack("zh_en/vietnamese_names", "character\tsurname\tgiven\n禤\tHuyen\n溶\t\tDung\n")
    assert find("禤德溶来了。", "Huyen Derong came.") == [("name-mismatch", "Huyen Derong")]


def test_a_switch_to_a_language_of_the_house_is_meant() -> None:
    text = "English | 粵文版\n\nThe mine opened today.\n"
    make_pack("zh/language_names", "names\tlanguage\n粤文版/粵文版\tyue\n")
    each = (Settings(), Settings(packs=(read_pack(Path("pack")),)))
    found = [[(one.text, one.finding.severity) for one in check_text(text, settings).diagnostics] for settings in each]
    assert found == [[("粵文版", Severity.WARNING)], [("粵文版", Severity.INFO)]]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("zh_en/places", "kind\twords\nmoon\t\n", "pack/zh_en/places.tsv:2: column “words” is empty"),
        ("zh_en/lunar", "kind\n", "pack/zh_en/lunar.tsv: there is no table “zh_en/lunar”: the tables are de/uni"),
        (
            "en/glued_words",
            "word\tleast\texample\nour\t7/2\tportour\n",
            "pack/en/glued_words.tsv:2: column “least”: “7/2”",
        ),
        (
            "zh_en/known_names",
            "name\tenglish\n安\tAnn\n安\tAnna\n",
            "pack/zh_en/known_names.tsv:3: “安” has a row already, in line 2",
        ),
        (
            "zh_en/known_names",
            "name\tenglish\n-安\n",
            "pack/zh_en/known_names.tsv:2: there is no row “安” to remove",
        ),
        *(
            (
                "zh/notes",
                f"{NOTES}line\twho\t{one}\tx\n",
                f"pack/zh/notes.tsv:2: column “expression”: “{one}” cannot be ",
            )
            for one in ("(a+)+b", "[a]", "(?:a)", r"\w", "(a", "a{3}", "x.y")
        ),
    ],
)
def test_a_table_that_cannot_be_used_ends_a_run(name: str, text: str, said: str) -> None:
    make_pack(name, text)
    with pytest.raises(PackError) as caught:
        read_pack(Path("pack"))
    assert str(caught.value).startswith(said)
    write(Path("aligncheck.toml"), 'packs = ["pack"]\n')
    write(Path("a.en.txt"), "The mine.\n")
    for arguments in (("check", "a.en.txt"), ("pack", "check", "pack")):
        result = run(*arguments)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert said in result.stderr


def test_what_is_no_pack_is_named() -> None:
    assert run("pack", "check", "pack").stderr == "aligncheck: pack: no such folder: name the folder of a pack\n"
    Path("pack").mkdir()
    said = "aligncheck: pack: holds no table, such as zh_en/literal_renderings.tsv: docs/packs.md explains them\n"
    assert run("pack", "check", "pack").stderr == said
    Path("pack/zh").mkdir()
    Path("pack/zh/notes.tsv").write_bytes(b"where\xff")
    assert run("pack", "check", "pack").stderr == (
        "aligncheck: pack/zh/notes.tsv: is not UTF-8 (byte 5): save it as UTF-8\n"
    )


def test_faults_of_rows_are_named() -> None:
    make_pack(
        "zh_en/literal_renderings",
        f"{RENDERINGS}公众大号\tpublic nu*mber\tpublic account\terror\n水坑头\twater pit*\twater pits\tinfo\n",
    )
    make_pack("zh_en/kinds", "kind\twords\tenglish\nmoon\t广寒宫\tMoon Palace\n")
    make_pack("zh_en/deeds", "verbs\tpast\tparticiple\n捧杀\tflattered\tflattered\n")
    make_pack("zh_en/known_names", "name\tenglish\nAnn\t安\n李显龙\tLee Hsien Loong\n")
    make_pack("zh/notes", f"{NOTES}line\twho\t供稿人{{who}}\t供稿\t供稿人王敏\n")
    make_pack("zh/surnames", "surname\treadings\toverseas\nWang\twang\n禤\tksuan\tHuen/Hyun\n")
    result = run("pack", "check", "pack")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.replace("pack/zh_en/", "").splitlines() == [
        "pack/zh/notes.tsv:2: column “example”: “供稿” is not found by the expression, which must match all of it",
        "pack/zh/notes.tsv:2: column “counter_example”: “供稿人王敏” is found by the expression",
        "pack/zh/surnames.tsv:2: “Wang晓明” is not found as a name: write a surname of one or two Chinese characters",
        "pack/zh/surnames.tsv:3: column “readings”: “ksuan” is not pinyin",
        "pack/zh/surnames.tsv:3: column “overseas”: “Huen/Hyun” is not a name in Latin letters",
        "kinds.tsv:2: column “kind”: no other row is of the kind “moon”, so nothing can be exchanged",
        "known_names.tsv:2: “Ann”, “安”: write the Chinese name first, then the English one",
        "known_names.tsv:3: “李显龙” has the same row in the built-in table: take this one out",
        "literal_renderings.tsv:2: column “wordings”: “public nu*mber” is not found in a text: write * after a word "
        "for its endings",
        "literal_renderings.tsv:3: column “renderings”: “water pits” would be reported: take it out, or correct "
        "the wordings",
        "9 rows in 6 tables: 10 faults",
    ]


def test_faults_of_units_are_named() -> None:
    examples = "words\tkind\tunit\texample\tcounter_example\n"
    make_pack("zh/units", f"{examples}担\tmeasure\tdan\t三斤米\t五担米\n公\tmeasure\tmi\n两\tmeasure\tmi\n")
    make_pack("en/units", f"{examples}dan|kg-m\tmeasure\tdan\t\t3 dan\n")
    make_pack("zh/classifiers", "words\n斤\n")
    make_pack("zh/eras", "name\tfirst_year\tlast_year\tcalendar\n天福\t944\t936\tlunar\n")
    measures = "dan\tmass\t50\t1 dan = 60 kg\nwah\twaves\t1\t3 wah\nkg\tmass\t2\n"
    make_pack("zh_en/measures", f"unit\tdimension\tfactor\texample\n{measures}")
    assert [f"{place}: {message}" for place, message in check_packs("pack").faults] == [
        "pack/en/units.tsv:2: column “counter_example”: the unit is found in “3 dan”",
        "pack/zh/classifiers.tsv:2: “斤” is read as another unit, or as a part of one: take it out of that row or of "
        "this one",
        "pack/zh/eras.tsv:2: columns “first_year”, “last_year”: an era cannot last from 944 to 936",
        "pack/zh/units.tsv:2: column “example”: the unit is not found in “三斤米”",
        "pack/zh/units.tsv:2: column “counter_example”: the unit is found in “五担米”",
        "pack/zh_en/measures.tsv:2: column “example”: “1 dan = 60 kg” does not agree with the factors of the table",
        "pack/zh_en/measures.tsv:3: column “dimension”: no other unit measures “waves”, so nothing can be converted",
        "pack/zh_en/measures.tsv:3: column “example”: “3 wah” cannot be worked out: write it as 1 km = 1000 m",
    ]


def test_faults_of_signs_rates_and_words_of_precision_are_named() -> None:
    make_pack("zh_en/currency_signs", "sign\tkind\tunit\texample\n₩\tsign\tKRW\t50元\n₹\tsign\tINR\t$5和₹\n")
    make_pack("zh_en/rates", "unit\tchinese\tenglish\texample\ndan\t担\tdan\t每担60元 = 60 yuan a jin\n")
    make_pack(
        "zh/precisions", "words\tplace\tprecision\texample\n约莫\tbefore\tabout\t超过5吨\n上\tbefore\tabout\t5吨\n"
    )
    assert [f"{place}: {message}" for place, message in check_packs("pack").faults] == [
        "pack/zh/precisions.tsv:2: column “example”: nothing in “超过5吨” is read as “about”",
        "pack/zh/precisions.tsv:3: column “example”: nothing in “5吨” is read as “about”",
        "pack/zh_en/currency_signs.tsv:2: column “example”: write a sum of money with “₩”",
        "pack/zh_en/currency_signs.tsv:3: column “example”: “$5和₹” is read as $, not as INR",
        "pack/zh_en/rates.tsv:2: column “example”: in “每担60元 = 60 yuan a jin” nothing is paid for “dan” in English",
    ]


def test_texts_of_a_pack_cannot_act_on_a_terminal() -> None:
    make_pack("zh_en/known_names", "name\tenglish\n\x1b[31mAnn\t安\n")
    result = run("pack", "check", "pack")
    assert (result.exit_code, "\x1b" in result.stdout) == (1, False)


def test_what_a_pack_says_is_part_of_the_settings() -> None:
    write(Path("aligncheck.toml"), 'packs = ["pack"]\n')
    write(Path("a.zh.txt"), "警方断卡。\n")
    write(Path("a.en.txt"), "The police cut the cards.\n")
    seen = []
    for severity in ("info", "error", "info"):
        make_pack("zh_en/literal_renderings", f"{RENDERINGS}断卡\tcut* the card*\tcrackdown\t{severity}\n")
        seen.append(run("check", "a.en.txt").exit_code)
    assert seen == [0, 1, 0]
    assert re.search(r"^packs +pack \(aligncheck.toml\)$", run("check", "--show-settings", "a.en.txt").stdout, re.M)
    write(Path("deep/aligncheck.toml"), 'extend = "../aligncheck.toml"\n')
    assert re.search(r"^packs +", run("check", "--show-settings", "deep").stdout, re.M)


def test_the_page_shows_what_is_printed() -> None:
    page = (ROOT / "docs/packs.md").read_text("utf-8")
    name, table = re.findall(r"`house-pack/(\S+)`\n\n```text\n(.*?)```", page, re.DOTALL)[0]
    write(Path("house-pack", name), table)
    shown = re.search(r"^    \$ aligncheck (.*)\n    (.*)\n", page, re.M)
    assert shown
    assert run(*shown[1].split()).stdout == f"{shown[2]}\n"
    columns = {column for form in list_forms() for column in form.columns} - {"machine", "marked", "human"}
    assert {column for column in columns if f"`{column}`" not in page} == set()
    assert {form.name for form in list_forms() if f"{form.name.split('/')[1]}.tsv" not in page} == set()
