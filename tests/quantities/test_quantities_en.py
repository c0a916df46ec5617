"""Quantities in English: what is found, and where."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_texts import extractor_of, marked
from rows import on_each

from align.quantities import en, en_amounts, en_dates, zh_dates
from align.quantities.patterns import EN_AMOUNTS

EXPRESSIONS = """
⟦3⟧ people : cardinal 3
⟦12⟧ students : cardinal 12
⟦1,339⟧ people : cardinal 1339
⟦4,178,027⟧ cases : cardinal 4178027
⟦1.2 million⟧ : cardinal 1200000
⟦251 billion⟧ : cardinal 251000000000
⟦2.5 trillion⟧ : cardinal 2500000000000
⟦50K⟧ : cardinal 50000
⟦117,015 tons⟧ : measure 117015 t
⟦500,000⟧ : cardinal 500000
⟦three⟧ people : cardinal 3
⟦twelve⟧ : cardinal 12
⟦twenty-one⟧ : cardinal 21
⟦twenty one⟧ : cardinal 21
⟦ninety-nine⟧ : cardinal 99
⟦one hundred⟧ : cardinal 100
a ⟦hundred⟧ : cardinal 100
⟦two hundred and fifty⟧ : cardinal 250
⟦three thousand six hundred⟧ : cardinal 3600
⟦twelve thousand three hundred⟧ : cardinal 12300
⟦one hundred and five⟧ : cardinal 105
⟦two million⟧ : cardinal 2000000
⟦five hundred thousand⟧ : cardinal 500000
⟦three billion⟧ : cardinal 3000000000
⟦ten trillion⟧ : cardinal 10000000000000
⟦one thousand and one nights⟧ : duration 1001 day
a ⟦million⟧ : cardinal 1000000
⟦two hundred fifty-one billion⟧ : cardinal 251000000000
⟦seventeen⟧ : cardinal 17
⟦zero⟧ : cardinal 0
⟦0⟧ : cardinal 0
⟦100⟧ : cardinal 100
⟦007⟧ : label '007'
⟦1.5⟧ : cardinal 1.5
⟦0.5⟧ : cardinal 0.5
⟦2 million⟧ people : cardinal 2000000
⟦12 thousand⟧ : cardinal 12000
⟦12.5 bn⟧ : cardinal 12500000000
⟦1/2⟧ : cardinal 0.5
a ⟦dozen⟧ : cardinal 12 rounded
⟦dozens⟧ of : cardinal 10 rounded
⟦hundreds⟧ of : cardinal 100 rounded
⟦thousands⟧ of : cardinal 1000 rounded
⟦tens of thousands⟧ : cardinal 10000 rounded
⟦hundreds of thousands⟧ of : cardinal 100000 rounded
⟦millions⟧ of : cardinal 1000000 rounded
⟦tens of millions⟧ : cardinal 10000000 rounded
⟦dozens of thousands⟧ : cardinal 10000 rounded
⟦scores⟧ of : cardinal 20 rounded
⟦hundreds of billions⟧ : cardinal 100000000000 rounded
⟦half⟧ : cardinal 0.5
⟦half⟧ of : cardinal 0.5
⟦two thirds⟧ : cardinal 2/3
⟦two-thirds⟧ : cardinal 2/3
⟦one-third⟧ : cardinal 1/3
⟦three quarters⟧ : cardinal 0.75
⟦three-fifths⟧ : cardinal 0.6
a ⟦third⟧ of : cardinal 1/3
⟦one and a half⟧ : cardinal 1.5
⟦both⟧ : cardinal 2
a ⟦pair⟧ : cardinal 2
a ⟦couple⟧ of days : cardinal 2
⟦trio⟧ : cardinal 3
⟦first⟧ : ordinal 1
⟦second⟧ : ordinal 2
⟦third⟧ : ordinal 3
⟦19th⟧ : ordinal 19
⟦21st⟧ : ordinal 21
⟦102nd⟧ : ordinal 102
⟦nineteenth⟧ : ordinal 19
⟦twenty-first⟧ : ordinal 21
⟦twentieth⟧ : ordinal 20
⟦3rd quarter⟧ : ordinal 3 quarter
⟦third quarter⟧ : ordinal 3 quarter
the ⟦26th⟧ : ordinal 26
⟦hundredth⟧ : ordinal 100
the ⟦second⟧ time : ordinal 2
⟦fifth⟧ : ordinal 5
⟦18.5%⟧ : percentage 18.5
⟦18.5 percent⟧ : percentage 18.5
⟦18.5 per cent⟧ : percentage 18.5
⟦5 percentage points⟧ : percentage point 5
⟦0.2 percentage point⟧ : percentage point 0.2
⟦two percentage points⟧ : percentage point 2
⟦10-20%⟧ : percentage 10..20
⟦10 to 20 percent⟧ : percentage 10..20
between ⟦20% and 30%⟧ : percentage 20..30
⟦fifty percent⟧ : percentage 50
⟦100%⟧ : percentage 100
⟦3 pct⟧ : percentage 3
⟦twice⟧ : multiple 2 exact
⟦doubled⟧ : multiple 2 exact
⟦double⟧ : multiple 2 exact
⟦tripled⟧ : multiple 3 exact
⟦triple⟧ : multiple 3 exact
⟦quadrupled⟧ : multiple 4 exact
⟦threefold⟧ : multiple 3 exact
⟦1.5-fold⟧ : multiple 1.5
⟦three times⟧ : multiple 3
⟦10 times⟧ : multiple 10
⟦2.5 times⟧ : multiple 2.5
⟦tenfold⟧ : multiple 10 exact
⟦$100⟧ : money 100 $
⟦US$100⟧ : money 100 USD
⟦HK$50⟧ : money 50 HKD
⟦$5m⟧ : money 5000000 $
⟦$3.2 billion⟧ : money 3200000000 $
⟦€20⟧ : money 20 EUR
⟦£3.5⟧ : money 3.5 GBP
⟦¥500⟧ : money 500 CNY
⟦RMB 100⟧ : money 100 CNY
⟦SGD 500 million⟧ : money 500000000 SGD
⟦S$1.89 billion⟧ : money 1890000000 SGD
⟦500 yuan⟧ : money 500 CNY
⟦20 million yuan⟧ : money 20000000 CNY
⟦3.6 billion euros⟧ : money 3600000000 EUR
⟦50 US dollars⟧ : money 50 USD
⟦100 dollars⟧ : money 100 $
⟦1000 RMB⟧ : money 1000 CNY
⟦5 million Hong Kong dollars⟧ : money 5000000 HKD
⟦300 yen⟧ : money 300 JPY
⟦25.1 billion USD⟧ : money 25100000000 USD
⟦A$30⟧ : money 30 AUD
⟦30,000 to 50,000 yuan⟧ : money 30000..50000 CNY
⟦five hundred yuan⟧ : money 500 CNY
⟦80 pounds⟧ : money 80 GBP
⟦476.5 billion ringgit⟧ : money 476500000000 MYR
⟦CNY 5,000⟧ : money 5000 CNY
⟦30 km⟧ : measure 30 km
⟦5 li⟧ : measure 5 li
⟦13.2 meters⟧ : measure 13.2 m
⟦2,760 cubic meters⟧ : measure 2760 m3
⟦3 mu⟧ : measure 3 mu
⟦500 kg⟧ : measure 500 kg
⟦5 jin⟧ : measure 5 jin
⟦2 kilograms⟧ : measure 2 kg
⟦3 tons⟧ : measure 3 t
⟦350,000 square meters⟧ : measure 350000 m2
⟦20 square kilometers⟧ : measure 20 km2
⟦400 hectares⟧ : measure 400 ha
⟦5 inches⟧ : measure 5 in
⟦7cm⟧ : measure 7 cm
⟦18mm⟧ : measure 18 mm
⟦15.6-inch⟧ : measure 15.6 in
⟦100-meter⟧ : measure 100 m
⟦38 degrees Celsius⟧ : measure 38 °C
⟦12 m2⟧ : measure 12 m2
⟦8 nautical miles⟧ : measure 8 nmi
⟦6 feet⟧ : measure 6 ft
⟦20 miles⟧ : measure 20 mi
⟦10 million kilowatts⟧ : measure 10000000 kW
⟦two liters⟧ : measure 2 L
⟦six acres⟧ : measure 6 acre
⟦7 million kwh⟧ : measure 7000000 kWh
⟦2020⟧ : year 2020
⟦1999⟧ : year 1999
⟦July 26⟧ : date month=7 day=26
⟦July 26th⟧ : date month=7 day=26
⟦July 26, 2020⟧ : date year=2020 month=7 day=26
⟦26 July 2020⟧ : date year=2020 month=7 day=26
⟦26th July⟧ : date month=7 day=26
the ⟦26th of July⟧ : date month=7 day=26
⟦July 2020⟧ : date year=2020 month=7
⟦May 12⟧ : date month=5 day=12
in ⟦May⟧ : date month=5
since ⟦March⟧ : date month=3
⟦March to June⟧ : date month=3 until month=6
⟦mid-March⟧ : date month=3 part=mid
⟦early May⟧ : date month=5 part=early
⟦late October⟧ : date month=10 part=late
⟦mid-May 2021⟧ : date year=2021 month=5 part=mid
⟦2020-07-26⟧ : date year=2020 month=7 day=26
⟦2020/7/26⟧ : date year=2020 month=7 day=26
⟦Wednesday⟧ : date weekday=3
⟦Fridays⟧ : date weekday=5
⟦Dec. 5⟧ : date month=12 day=5
⟦Sept. 3⟧ : date month=9 day=3
⟦Jan 1, 2021⟧ : date year=2021 month=1 day=1
⟦Sunday⟧ : date weekday=7
⟦May 8-10⟧ : date month=5 day=8 until day=10
⟦8-10 May⟧ : date day=8 until month=5 day=10
⟦July 8 to 10⟧ : date month=7 day=8 until day=10
from ⟦2019 to 2025⟧ : year 2019..2025
⟦1992-1997⟧ : year 1992..1997
the ⟦next day⟧ : date shift=1
the ⟦following day⟧ : date shift=1
on the ⟦2nd⟧ : date day=2
on the ⟦2nd⟧ floor : ordinal 2
on the ⟦27th⟧, launching : date day=27
⟦April 30⟧ : date month=4 day=30
⟦Oct. 1⟧ : date month=10 day=1
⟦December 24th⟧ : date month=12 day=24
⟦end of June⟧ : date month=6 part=late
⟦February 29⟧ : date month=2 day=29
⟦1980s⟧ : decade 1980
the ⟦1990s⟧ : decade 1990
the '⟦90s⟧ : decade 1990
⟦80s⟧ : decade 1980
the ⟦early 1990s⟧ : decade 1990 part=early
⟦20th century⟧ : century 20
⟦21st century⟧ : century 21
⟦XIX century⟧ : century 19
⟦twenty-first century⟧ : century 21
the ⟦nineteenth century⟧ : century 19
in ⟦nineteen forty⟧ it rained : year 1940
in ⟦nineteen forty-nine⟧ it rained : year 1949
in ⟦eighteen ninety⟧ it rained : year 1890
⟦late 19th century⟧ : century 19 part=late
⟦mid-20th century⟧ : century 20 part=mid
⟦noon⟧ : time hour=12 minute=0 half=pm
⟦midnight⟧ : time hour=0 minute=0 half=am
⟦9:30 a.m.⟧ : time hour=9 minute=30 half=am
⟦7 pm⟧ : time hour=19 minute=0 half=pm
⟦3:30 PM⟧ : time hour=15 minute=30 half=pm
⟦19:25⟧ : time hour=19 minute=25 half=pm
⟦17:34:48⟧ : time hour=17 minute=34 half=pm
⟦12 a.m.⟧ : time hour=0 minute=0 half=am
⟦12 p.m.⟧ : time hour=12 minute=0 half=pm
⟦8 o'clock⟧ : time hour=8 minute=0
⟦Eight o’clock⟧ : time hour=8 minute=0
⟦eight o'clock in the evening⟧ : time hour=20 minute=0 half=pm
⟦9:30⟧ : time hour=9 minute=30
⟦8:00 am⟧ : time hour=8 minute=0 half=am
⟦0:00⟧ : time hour=0 minute=0
⟦5 p.m.⟧ : time hour=17 minute=0 half=pm
⟦3 days⟧ : duration 3 day
⟦two weeks⟧ : duration 2 week
⟦half a year⟧ : duration 0.5 year
⟦six months⟧ : duration 6 month
⟦24 hours⟧ : duration 24 hour
a ⟦2-year-old⟧ : duration 2 year
⟦12-year-old⟧ child : duration 12 year
⟦5-10 days⟧ : duration 5..10 day
⟦five minutes⟧ : duration 5 minute
⟦one second⟧ : duration 1 second
⟦30 seconds⟧ : duration 30 second
⟦100 years⟧ : duration 100 year
⟦two decades⟧ : duration 2 decade
⟦20 years⟧ : duration 20 year
⟦a year and a half⟧ : duration 1.5 year
⟦three centuries⟧ : duration 3 century
⟦two and a half hours⟧ : duration 2.5 hour
⟦seven-day⟧ : duration 7 day
⟦40-50 days⟧ : duration 40..50 day
⟦3 nights⟧ : duration 3 day
⟦an hour and a half⟧ : duration 1.5 hour
⟦half an hour⟧ : duration 0.5 hour
⟦5 quarters⟧ : duration 5 quarter
⟦737MAX⟧ : label '737MAX'
⟦D771⟧ : label 'D771'
⟦LP28⟧ : label 'LP28'
⟦18912251735⟧ : label '18912251735'
⟦424.10.0.20⟧ : label '424.10.0.20'
⟦COVID-19⟧ : label 'COVID-19'
⟦G20⟧ : label 'G20'
⟦5G⟧ : label '5G'
⟦010-66778899⟧ : label '010-66778899'
⟦J-20⟧ : label 'J-20'
⟦Covid-19⟧ : label 'Covid-19'
⟦H1N1⟧ : label 'H1N1'
about ⟦300⟧ : cardinal 300 about
nearly ⟦500 million⟧ : cardinal 500000000 nearly
more than ⟦200⟧ : cardinal 200 more than
over ⟦14⟧ : cardinal 14 more than
at least ⟦3⟧ : cardinal 3 more than
around ⟦20⟧ : cardinal 20 about
almost ⟦half⟧ : cardinal 0.5 nearly
less than ⟦5⟧ : cardinal 5 nearly
up to ⟦50⟧ : cardinal 50 nearly
⟦100⟧ or so : cardinal 100 about
⟦200⟧ or more : cardinal 200 more than
some ⟦40⟧ : cardinal 40 about
under ⟦18⟧ : cardinal 18 nearly
approximately ⟦12⟧ : cardinal 12 about
close to ⟦7⟧ : cardinal 7 nearly
roughly ⟦9⟧ : cardinal 9 about
⟦five or six hundred⟧ : cardinal 500..600
⟦two or three⟧ : cardinal 2..3
⟦5 to 6 million⟧ : cardinal 5000000..6000000
⟦three to five⟧ : cardinal 3..5
⟦10-15⟧ : cardinal 10..15
⟦one or two⟧ : cardinal 1..2
⟦50-60⟧ people : cardinal 50..60
⟦two to three weeks⟧ : duration 2..3 week
⟦40 to 50 yuan⟧ : money 40..50 CNY
no one
one of them
one another
oneself
a second
You may go
They march
May I ask
one-stop
second-hand
secondly
firsthand
five-year plan
third-party
halfway
someone
often
tension
weight
freight
nineveh
one day
one thing
Three Gorges
tend
one by one
none
They have ⟦100, 000⟧ readers. : cardinal 100000
It has ⟦6 000⟧ members. : cardinal 6000
It has ⟦12⟧ ⟦345⟧ members. : cardinal 12 : cardinal 345
⟦Twenty - five⟧ people : cardinal 25
⟦10 or 12 million⟧ people : cardinal 10000000..12000000
⟦two and a half million⟧ : cardinal 2500000
a ⟦million and a half⟧ : cardinal 1500000
⟦ten billions⟧ : cardinal 10000000000
⟦a quarter of a million⟧ : cardinal 250000
⟦three quarters of a million⟧ : cardinal 750000
a ⟦hundred and two⟧ : cardinal 102
⟦sevenfold⟧ : multiple 7 exact
⟦24 megapixels⟧ : cardinal 24000000
a ⟦48MP⟧ camera : cardinal 48000000
⟦26 to 32 kilobases⟧ : cardinal 26000..32000
⟦RM3.5 billion⟧ : money 3500000000 MYR
⟦S$3 to S$4 billion⟧ : money 3000000000..4000000000 SGD
In ⟦2023⟧ won the title : year 2023
it cost ⟦2,023 won⟧ : money 2023 KRW
⟦20 bucks⟧ : money 20
in ⟦'92⟧ : year 1992
class of ⟦'98⟧ : year 1998
in ⟦20092⟧, it rose : cardinal 20092 footnoted
of ⟦20092⟧ people : cardinal 20092
at ⟦4.7%⟧3. : percentage 4.7
Pillar ⟦33⟧ rules : label '3'
ASEAN+⟦3⟧ members : label '3'
won ⟦21⟧:⟦25⟧ : cardinal 21 : cardinal 25
at ⟦21:25⟧ : time hour=21 minute=25 half=pm
the ⟦March⟧ turmoil : date month=3
the March on Rome
on ⟦Jul 22⟧ : date month=7 day=22
in ⟦midSeptember⟧ : date month=9 part=mid
⟦end-2020⟧ : year 2020 part=late
by ⟦late 2020⟧ : year 2020 part=late
in the ⟦second half⟧ of ⟦2020⟧ : ordinal 2 half : year 2020
the ⟦second⟧ half-time show : ordinal 2
⟦20% off⟧ : percentage 20 off
⟦three in ten⟧ people : cardinal 3 of 10
⟦three⟧ in ⟦ten days⟧ : cardinal 3 : duration 10 day
⟦one fourth⟧ of them : cardinal 0.25
⟦two quarters⟧ : duration 2 quarter
the ⟦first⟧ ⟦three quarters⟧ : ordinal 1 : duration 3 quarter
⟦three quarters⟧ of them : cardinal 0.75
the other ⟦three⟧ : cardinal 3 other
the young ⟦couple⟧ : cardinal 2 implied
A&#183;B
It met.⟦3⟧ Then : cardinal 3 optional
""".strip().split("\n")
"""A text with ⟦⟧ round its quantities, then what each of them is; without any where a number only seems to stand."""

EXTRACT = extractor_of("en")
ALPHABET = "0123456789.,:-/%$€ MayandhundredthirtwofMARCH"


@on_each(EXPRESSIONS)
def test_expressions(expression: str) -> None:
    text = expression.split(" : ", 1)[0].replace("⟦", "").replace("⟧", "")
    assert marked(text, EXTRACT(text)) == expression


def test_there_are_enough_expressions() -> None:
    assert len(set(EXPRESSIONS)) >= 200


_BEFORE = [
    "more",
    "than",
    "about",
    "approx.",
    "c.",
    "the",
    "a",
    "An",
    "Not",
    "EXCEEDING",
    "upwards",
    "of",
    "handsome",
    " ",
]


@given(st.lists(st.sampled_from(_BEFORE)).map(" ".join) | st.text(ALPHABET, max_size=20))
def test_what_is_passed_over_before_a_number_says_nothing_of_it(before: str) -> None:
    found = EN_AMOUNTS.compile("precision_before").search(before)
    assert found is None or before.lower().endswith(en_amounts._list_precision_ends())


@given(st.text(ALPHABET, max_size=30) | st.text(max_size=30))
def test_spans_are_ordered_disjoint_and_inside(text: str) -> None:
    position = 0
    for quantity in EXTRACT(text):
        assert position <= quantity.span.start < quantity.span.end <= len(text)
        position = quantity.span.end


_PIECES = (
    *(
        "9/11",
        "a quarter of",
        "last quarterly",
        "New Year's Day",
        "New Year’s Day",
        "20th",
        "XIX",
        "century",
        "Centuries",
    ),
    *("midMay", "May", "second", "Six", "sixteen", "semi-annual", "ten", "tend", "every other", "on", "’", "'92", "-"),
    *(
        "_",
        "é",
        "２０２１",
        "½",
        "?",
        " ",
        " ",
        " ",
        "[",
        "next day",
        "Mondays",
        "half past eight",
        "twenty-first",
        "10:30",
    ),
    *("24/7", "Both of and ", "no one", "Three Gorges", "doublecheck", "half-time", "first-hand", "five-Year Plan"),
    *("3", "上世纪", "星期一", "周日", "三点", "二〇二三年", "5·12", "廿", "零", "月", "日"),
)
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join) | st.text(ALPHABET, max_size=20)


@given(_TEXTS)
def test_all_places_are_found_at_once(text: str) -> None:
    beginning = EN_AMOUNTS.compile("beginning")
    expected = [place for place in range(len(text)) if beginning.match(text, place)]
    for size in (1, 2, 7, 1 << 16):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(en, "_WINDOW", size)
            found = dict.fromkeys(place for place in en._find_places(text) if beginning.match(text, place))
        assert [*found] == expected


@given(_TEXTS)
def test_who_is_not_asked_about_a_character_reads_nothing(text: str) -> None:
    for readers in (en_dates.load_readers(), zh_dates.load_readers()):
        every = dict.fromkeys(chain.from_iterable(readers.values()))
        for place, char in enumerate(text):
            if char.isalnum():
                assert {read for read in every if read(text, place)} <= {*readers.get(char, ())}


@given(_TEXTS)
def test_what_is_no_number_is_told_by_its_beginning(text: str) -> None:
    none = EN_AMOUNTS.compile("no_number")
    assert {char for place, char in enumerate(text) if none.match(text, place)} <= {
        *EN_AMOUNTS.characters("begins_no_number")
    }
