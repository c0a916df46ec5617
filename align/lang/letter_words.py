"""Words in Latin letters that are Chinese words, and what English says for them: a CEO is a chief executive."""

import re

LETTER_WORDS = {
    "AA": "dutch|split",
    "APP": "app",
    "ATM": "cash ?points?|cash (?:machines?|dispensers?)",
    "BGM": "music|soundtrack|songs?",
    "BO3": "best[ -]of[ -](?:3|three)",
    "BO5": "best[ -]of[ -](?:5|five)",
    "BO7": "best[ -]of[ -](?:7|seven)",
    "BOSS": "boss(?:es)?|managers?",
    "BUG": "bugs?|glitch(?:es)?|loopholes?",
    "CBD": "business district|downtown",
    "CEO": "chief executive|boss|head",
    "CFO": "chief financial|finance (?:chief|director)|head of finance",
    "COO": "chief operating|operations chief",
    "CTO": "chief technology|technology chief",
    "CP": "couples?|pair(?:s|ing)?|ship(?:s|ped|ping)?",
    "DDL": "deadlines?",
    "DIY": "(?:your|him|her|my)self|themselves|ourselves|home-?made",
    "EMO": "blue|down|sad|moody|low|upset|depress(?:ed|ing)",
    "GDP": "econom(?:y|ies|ic)|gross (?:domestic|regional)",
    "HR": "human resources|personnel",
    "ICU": "intensive care|critical care",
    "IP": "intellectual property|adapt(?:ed|ation)s?|franchises?|brands?",
    "IPO": "(?:go|goes|going|went|gone) public|list(?:ed|ing)s?|float(?:ed|ation)?|public offerings?|debut",
    "KOL": "influencers?|opinion leaders?",
    "KPI": "targets?|quotas?|performance",
    "MV": "videos?",
    "NPC": "non-player|characters?|extras?",
    "PPT": "powerpoint|slides?|presentations?|deck",
    "PUA": "gaslight(?:s|ed|ing)?|manipulat(?:e|es|ed|ing)",
    "SIR": "officers?|inspector|sergeant|teacher",
    "WLAN": "wi-?fi|wireless",
    "VIP": "valued|important|premium|guests?|privileged",
    "YYDS": "goat|greatest|best|legends?|legendary",
}
"""A word of Chinese -> the body of an expression for what an English text may have in its place."""


def find_letter_word(word: str, text: str) -> bool:
    """Whether a text has what English says for a word in Latin letters.

    >>> find_letter_word("CEO", "its chief executive"), find_letter_word("CEO", "its chief engineer")
    (True, False)
    """
    english = LETTER_WORDS.get(word.upper())
    return english is not None and re.search(rf"\b(?:{english})\b", text, re.IGNORECASE) is not None
