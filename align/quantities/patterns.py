"""The tables of patterns of quantities: how each language writes numbers, dates and amounts."""

from glossary.pack.patterns import PatternTable

ZH_NUMBERS = PatternTable("align", "zh/numbers")
ZH_DATES = PatternTable("align", "zh/dates")
ZH_SENSES = PatternTable("align", "zh/number_senses")
EN_SENSES = PatternTable("align", "en/number_senses")
