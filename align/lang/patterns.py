"""The tables of patterns of sentences, pages and names: which Chinese words say what, and how they are written."""

from glossary.pack.patterns import PatternTable

ZH_SENTENCES = PatternTable("align", "zh/sentences")
ZH_PAGES = PatternTable("align", "zh/pages")
ZH_NAMES = PatternTable("align", "zh/names")
