"""The tables of patterns of quantities: how each language writes numbers, dates and amounts."""

from glossary.pack.patterns import PatternTable

ZH_NUMBERS = PatternTable("align", "zh/numbers")
ZH_DATES = PatternTable("align", "zh/dates")
EN_NUMBERS = PatternTable("align", "en/numbers")
EN_DATES = PatternTable("align", "en/dates")
EN_AMOUNTS = PatternTable("align", "en/amounts")
