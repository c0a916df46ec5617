"""The tables of lemminflect, read line by line."""

import subprocess
import sys

import pytest
from lemminflect import Inflections, Lemmatizer, config
from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec

from glossary.lang.en_lexicon import load_lexicon


@pytest.mark.full
def test_each_word_has_the_entry_that_the_package_reads() -> None:
    load_lexicon()
    for table, expected in (
        (Lemmatizer().lemma_dict, LemmaLUCodec.load(config.lemma_lu_fn)),
        (Inflections().infl_dict, InflectionLUCodec.load(config.inflection_lu_fn)),
    ):
        assert len(expected) > 10_000
        assert all(list(table.get(word, {}).items()) == list(entry.items()) for word, entry in expected.items())
        assert not any(table.get(word, {}) for word in ("", ",", "xyzzy", "\uffff", "'"))


def test_what_the_package_answers() -> None:
    lexicon = load_lexicon()
    assert lexicon.getAllLemmas("saw") == {"NOUN": ("saw",), "VERB": ("see", "saw")}
    assert lexicon.getAllInflections("mouse", "NOUN") == {"NN": ("mouse",), "NNS": ("mice",)}


_WORDS = """
import sys
from glossary.lang import en
print(en.find_lemmas("mice"), en.find_forms("mouse", "NOUN")["NNS"], "numpy" in sys.modules)
print(en.find_forms("blorf", "NOUN")["NNS"], sys.modules["numpy"].int8(7))
"""


def test_words_that_the_tables_have_need_no_numpy() -> None:
    printed = subprocess.run([sys.executable, "-c", _WORDS], capture_output=True, check=True, text=True).stdout
    assert printed.splitlines() == ["{'NOUN': 'mouse'} mice False", "blorfs 7"]
