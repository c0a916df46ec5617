"""How English writes amounts of money: signs, codes and names of currencies, in the case they are written in."""

SIGNS = "$€£¥￥₩₹"
"""The signs of currencies that stand before an amount: the body of a character class."""

SIGN_PREFIXES = "US|HK|NT|AU|CA|NZ|SG|A|C|S|R"
"""Letters that may stand before a dollar sign."""

CODES = ("RMB", "CNY", "USD", "HKD", "TWD", "EUR", "GBP", "JPY")
"""Codes that may stand before an amount."""

NAMES = ("yuan", "RMB", "US dollars", "U.S. dollars", "Hong Kong dollars", "dollars", "euros", "yen", "USD", "ringgit")
"""Names and codes that may stand behind an amount."""
