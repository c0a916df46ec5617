"""The English words around numbers: units, currencies, precision, and words that are numbers of their own."""

import re
from fractions import Fraction

from align.quantities.alternation import join_cased_words, join_words
from align.quantities.en_numbers import SMALL
from align.quantities.model import Kind, Number

_PERIODS = {
    "millisecond": "milliseconds millisecond ms",
    "second": "seconds second secs",
    "minute": "minutes minute mins min",
    "hour": "hours hour hrs hr h",
    "day": "days day nights",
    "week": "weeks week",
    "month": "months month",
    "quarter": "quarters",
    "year": "years year yr yrs years-old year-old years-olds year-olds",
    "decade": "decades decade",
    "century": "centuries century",
    "millennium": "millennia millenniums millennium",
}
_TITLED = {"day": "Days Day", "week": "Weeks Week", "month": "Months Month", "year": "Years Year"}
_TITLED |= {"decade": "Decades Decade", "century": "Centuries Century"}
"""Periods as in a title: "Three Centuries of Tea"."""
_MEASURES = {
    "km": "kilometers kilometres kilometer kilometre km kms kph",
    "m": "meters metres meter metre m",
    "cm": "centimeters centimetres centimeter centimetre cm",
    "mm": "millimeters millimetres millimeter millimetre mm",
    "um": "micrometers micrometres micrometer micrometre microns micron μm µm",
    "nm": "nanometers nanometres nanometer nanometre nm",
    "li": "li",
    "mi": "miles mile mph",
    "nmi": "nautical_miles nautical_mile",
    "ft": "feet foot ft",
    "in": "inches inch",
    "chi": "chi",
    "zhang": "zhang",
    "cun": "cun",
    "yd": "yards yard",
    "kg": "kilograms kilogram kilos kilo kg kgs",
    "g": "grams gram g",
    "mg": "milligrams milligram mg",
    "ug": "micrograms microgram μg µg ug mcg",
    "t": "tons tonnes ton tonne metric_tons t",
    "kt": "kilotons kilotonnes kiloton kt",
    "Mt": "megatons megatonnes megaton Mt",
    "jin": "jin catties catty",
    "lb": "pounds_of lbs lb",
    "oz": "ounces ounce oz",
    "liang": "liang taels tael",
    "qian": "qian",
    "mu": "mu mus",
    "ha": "hectares hectare ha",
    "acre": "acres acre",
    "km2": "square_kilometers square_kilometres square_kilometer square_kilometre sq_km km2 km²",
    "m2": "square_meters square_metres square_meter square_metre sq_m m2 m²",
    "ft2": "square_feet square_foot sq_ft sqft",
    "mi2": "square_miles square_mile",
    "m3": "cubic_meters cubic_metres cubic_meter m3 m³",
    "bcm": "bcm km³ km3 cubic_kilometers cubic_kilometres",
    "L": "liters litres liter litre L",
    "mL": "milliliters millilitres ml mL",
    "gal": "gallons gallon",
    "cup": "cups cup",
    "tbsp": "tablespoons tablespoon tbsp Tbsp tbsps",
    "tsp": "teaspoons teaspoon tsp tsps",
    "°C": "degrees_Celsius degrees_centigrade degrees_C degrees °C ℃ ºC Celsius",
    "°F": "degrees_Fahrenheit degree_Fahrenheit degrees_F °F ℉ ºF Fahrenheit",
    "kW": "kilowatts kilowatt kW kw KW",
    "MW": "megawatts MW",
    "GW": "gigawatts gigawatt GW",
    "W": "watts W",
    "kJ": "kJ KJ kilojoules kilojoule",
    "MJ": "MJ megajoules megajoule",
    "kcal": "kcal kilocalories kilocalorie calories",
    "kWh": "kwh kilowatt-hours kilowatt_hours kWh",
    "MWh": "megawatt-hours megawatt_hours MWh",
    "GWh": "gigawatt-hours gigawatt_hours GWh",
    "TWh": "terawatt-hours terawatt_hours TWh",
    "Hz": "hertz Hz",
    "kHz": "kilohertz kHz",
    "MHz": "megahertz MHz",
    "GHz": "gigahertz GHz",
    "Pa": "pascals pascal Pa",
    "hPa": "hectopascals hectopascal hPa",
    "kPa": "kilopascals kilopascal kPa",
    "MPa": "megapascals megapascal MPa",
    "mmHg": "mmHg mm_Hg millimetres_of_mercury millimeters_of_mercury",
    "kV": "kilovolts kilovolt kV",
    "KB": "kilobytes kilobyte KB kB",
    "MB": "megabytes megabyte MB",
    "GB": "gigabytes gigabyte GB",
    "TB": "terabytes terabyte TB",
    "bp": "basis_points basis_point bps",
}
_CURRENCIES = {
    "jiao": "jiao mao",
    "fen": "fen",
    "CNY": "yuan RMB CNY renminbi RMB_yuan Chinese_yuan",
    "USD": "US_dollars U.S._dollars USD US_dollar American_dollars U.S._dollar",
    "HKD": "Hong_Kong_dollars HK_dollars HKD",
    "EUR": "euros euro EUR Euros",
    "GBP": "pounds pounds_sterling GBP British_pounds quid",
    "JPY": "yen JPY Japanese_yen",
    "KRW": "won KRW",
    "RUB": "rubles roubles RUB",
    "INR": "rupees INR",
    "AUD": "Australian_dollars AUD",
    "CAD": "Canadian_dollars CAD",
    "SGD": "Singapore_dollars SGD",
    "TWD": "New_Taiwan_dollars Taiwan_dollars TWD NTD NT_dollars",
    "CHF": "Swiss_francs CHF",
    "THB": "baht THB",
    "MYR": "ringgit MYR ringgits",
    "BRL": "reais",
    "$": "dollars dollar",
    "MOP": "Macau_patacas patacas pataca MOP",
    "VND": "dong",
    "TRY": "lira",
    "IDR": "rupiah",
    "MXN": "Mexican_pesos",
    "": "bucks",
    "¢": "cents cent ¢ p",
    "USD¢": "US_cents U.S._cents US_cent",
    "HKD¢": "HK_cents Hong_Kong_cents HK_cent",
    "EUR¢": "euro_cents eurocents euro_cent",
    "GBP¢": "pence",
}


def _build_table(kind: Kind, names: dict[str, str]) -> dict[str, tuple[Kind, str]]:
    return {name.replace("_", " "): (kind, unit) for unit, listed in names.items() for name in listed.split()}


UNITS: dict[str, tuple[Kind, str]] = {
    **_build_table(Kind.DURATION, _PERIODS),
    **_build_table(Kind.DURATION, _TITLED),
    **_build_table(Kind.MEASURE, _MEASURES),
    **_build_table(Kind.MONEY, _CURRENCIES),
    **_build_table(
        Kind.PERCENTAGE_POINT, {"": "percentage_points percentage_point percent_points percentage-point pp"}
    ),
    **_build_table(Kind.PERCENTAGE, {"": "percent per_cent % pct ％"}),
    **_build_table(Kind.MULTIPLE, {"": "times fold -fold"}),
}
"""What may follow a number -> what it then says, and the unit."""

_NAMES = join_words({*UNITS, *(name.replace(" ", "-") for name in UNITS)})
UNIT = re.compile(rf"(?:(?: ?- ?|[ \u00a0])(?!p\b)|(?!p\.m))(?P<unit>{_NAMES})(?![A-Za-z²])(?P<old>[ -]olds?)?")
"""A unit behind a number."""

PRECISION_BEFORE = re.compile(
    r"(?:(?P<about>about|around|approximately|approx\.|roughly|some|circa|c\.)"
    r"|(?P<more>more than|over|exceed(?:ed|ing|s)?|at least|above|no less than|not less than|surpass(?:ed|ing)"
    r"|upwards of|beyond)"
    r"|(?P<nearly>nearly|almost|close to|less than|under|up to|below|no more than|not more than|fewer than"
    r"|just under|not exceed(?:ing)?)) (?:the |an? )?\Z",
    re.IGNORECASE,
)
"""Words right before a number that say how exact it is."""
_LAST_WORDS = (
    "about around approximately approx. roughly some circa c. than over exceed exceeded exceeding exceeds least above "
    "surpassed surpassing of beyond nearly almost to under below the an a"
)
ENDS_BEFORE = tuple(f"{word} " for word in _LAST_WORDS.split())
"""How a text ends, in lower case, in which `PRECISION_BEFORE` finds something."""

PRECISION_BEHIND = re.compile(
    r"(?:(?P<about>[ -]odd\b| or so\b)|(?P<more>\+| or more\b| or above\b| and above\b| plus\b))"
)
"""Words right behind a number and its unit that say how exact it is."""

_TWICE = {
    "twice": 2,
    "thrice": 3,
    "doubled": 2,
    "double": 2,
    "doubling": 2,
    "doubles": 2,
    "tripled": 3,
    "triple": 3,
    "tripling": 3,
}
_TWICE |= {
    "quadrupled": 4,
    "quadruple": 4,
    "quadrupling": 4,
}
_TWICE |= {f"{word}fold": value for word, value in SMALL.items() if value > 1} | {
    "hundredfold": 100,
    "thousandfold": 1000,
}
_COUNTS: dict[str, Number] = {
    "both": 2,
    "pair": 2,
    "couple": 2,
    "trio": 3,
    "duo": 2,
    "dozen": 12,
    "half": Fraction(1, 2),
    "halved": Fraction(1, 2),
}
_COUNTS |= {"sesquicentennial": 150, "bicentenary": 200, "bicentennial": 200, "tercentenary": 300}
_COUNTS |= {"tricentennial": 300, "quatercentenary": 400, "quincentenary": 500, "quincentennial": 500}
IMPLYING: dict[str, Number] = {
    **dict.fromkeys(("twins", "twin", "bilateral", "biennial", "biennially", "every other", "semi-annual"), 2),
    **dict.fromkeys(("triplets", "trilateral", "tripartite", "triennial", "trilogy", "quarterly"), 3),
    **dict.fromkeys(("quadruplets", "quartet", "quadrennial"), 4),
    **dict.fromkeys(("quintuplets", "quintet", "pentagon"), 5),
}
"""Words that have a number in them which the source need not give."""
NUMBER_WORDS: dict[str, tuple[Kind, Number]] = {
    **{word: (Kind.CARDINAL, value) for word, value in IMPLYING.items()},
    **{word: (Kind.MULTIPLE, value) for word, value in _TWICE.items()},
    **{word: (Kind.CARDINAL, value) for word, value in _COUNTS.items()},
}
"""Words that say a quantity of their own."""

ORDERS: dict[str, int] = {
    **{"tens": 10, "dozens": 10, "scores": 20, "hundreds": 100, "thousands": 1000},
    **{"millions": 10**6, "billions": 10**9, "trillions": 10**12},
}
ORDER = re.compile(
    rf"(?P<order>{join_cased_words(ORDERS)})(?: of (?P<scale>(?:thousand|million|billion|trillion)s?))?(?![a-z])"
)
"""Words that give an order of magnitude, alone or before "of millions"."""

COUPLE = re.compile("[Cc]ouple (?:of )?(?P<scale>hundred|thousand|million|billion)(?![a-z])")
"""Two of a size, or so: "a couple of hundred"."""

NO_NUMBERS = re.compile(
    r"(?:(?<=[Nn]o )two\b"
    r"|(?:(?<=[Nn]o )|(?<=every )|(?<=[Ee]ach )|(?<=[Aa]ny )|(?<=this )|(?<=that )|(?<=which )|(?<=another ))[Oo]ne\b"
    r"|[Oo]ne(?:['’]s|self|-on-one| another| of\b| day\b| by one| after another| hand\b| side\b| step\b| thing\b"
    r"|[ -](?:stop|sided|way)\b| who\b| that\b| can\b| is\b| more\b| such\b| and all)"
    r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth)-rate|[Ss]econd(?: nature| wind| thoughts?| sight|-guess\w*)"
    r"|(?<=[Bb]etween the )two of us"
    r"|(?:(?<=ot in a )|(?<=ver in a ))million years"
    r"|[Ss]econd(?:[ -]?hand|ary|ly| to none)|[Ff]irst(?:[ -]?hand|ly| of all| time| aid| place| lady)"
    r"|[Ff]ive-[Yy]ear [Pp]lan|[Tt]hird[ -](?:party|parties)"
    r"|Three Gorges|[Hh]alf(?:way|-?time)|[Dd]ouble[ -](?:check|edged|reduction)|24/7|[Bb]oth .{1,40}? and )"
)
"""Words that look like numbers and are none."""
BEGINNINGS_OF_NONE = frozenset("OoSsFfTtHhDdBb2m")
"""What they begin with."""

PERSONS = re.compile(r"[Cc]ouple(?! (?:of|hundred|thousand|more|days|weeks|months|years)\b)")
"""Two who need not be counted in the source: "the couple"."""
