"""Japanese: its letters; its sentences end as Chinese ones do."""

from dataclasses import replace

from align.lang.zh import LANGUAGE as CHINESE
from glossary.lang.scripts import HAN, KANA

LANGUAGE = replace(CHINESE, code="ja", letters=HAN + KANA)
