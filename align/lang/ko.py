"""Korean: its letters; its sentences end as English ones do."""

from dataclasses import replace

from align.lang.en import LANGUAGE as ENGLISH
from glossary.lang.scripts import HANGUL

LANGUAGE = replace(ENGLISH, code="ko", letters=HANGUL)
