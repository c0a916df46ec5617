"""The table of literal renderings is sound."""

from collections import Counter

from align.lang.literal_renderings import find_words, load_literal_renderings

TABLE = load_literal_renderings()


def test_each_word_stands_once_and_within_its_longer_words() -> None:
    counts = Counter(word for entry in TABLE for word in entry.words)
    assert [word for word, count in counts.items() if count > 1] == []
    for entry in TABLE:
        assert all(any(word in longer for word in entry.words) for longer in entry.within), entry.words
        assert entry.severity in ("error", "warning", "info")
        assert all(entry.wordings)
        assert all(entry.renderings)


def test_no_entry_calls_its_own_english_wrong() -> None:
    wrong = [(entry.words[0], text) for entry in TABLE for text in entry.renderings if entry.pattern.search(text)]
    assert wrong == []


def test_a_word_within_a_longer_one_is_none() -> None:
    assert [found.entry.words[0] for found in find_words("关上水龙头，再看龙头企业。")] == ["龙头企业"]


def test_irregular_forms_are_found() -> None:
    (found,) = find_words("他甩锅。")
    assert found.entry.pattern.search("He threw the pot.")
    assert not found.entry.pattern.search("He threw the potato.")


def test_a_wording_beside_the_right_name_only_explains_it() -> None:
    (found,) = find_words("韩联社报道。")
    assert found.entry.names == ("Yonhap",)
