"""What languages look like: one small file a language, looked up by BCP 47 code."""

from align.lang.language import Language


def language(code: str) -> Language:
    """What is known of a language; a code of which nothing is known is split like English and has no script of its own.

    >>> language("zh-Hant").code
    'zh'
    """
    from align.lang.en import LANGUAGE as ENGLISH
    from align.lang.ja import LANGUAGE as JAPANESE
    from align.lang.ko import LANGUAGE as KOREAN
    from align.lang.zh import LANGUAGE as CHINESE

    known = {facts.code: facts for facts in (ENGLISH, CHINESE, JAPANESE, KOREAN)}
    return known.get(code.partition("-")[0].lower(), ENGLISH)
