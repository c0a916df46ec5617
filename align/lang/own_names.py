"""What languages written in East Asian script call themselves, as a switch between the languages of a page does."""

from glossary.lang.en_function_words import make_word_set

OWN_NAMES = make_word_set(
    """
    中文 中文版 简体中文 簡體中文 繁体中文 繁體中文 正體中文 中文简体 中文簡體 中文繁体 中文繁體 简中 繁中 日本語 한국어
    """
)
"""The names, each as it stands alone."""
