"""What Japanese looks like: its sentences end as Chinese ones do."""

from dataclasses import replace

from align.lang.scripts import HAN, KANA
from align.lang.zh import LANGUAGE as CHINESE

LANGUAGE = replace(CHINESE, code="ja", letters=HAN + KANA)
