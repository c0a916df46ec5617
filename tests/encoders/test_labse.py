"""The encoders of sentence-transformers: with a fake of the package always, with the package where it is installed."""

import importlib
import json
import socket
import sys
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Never

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from align.aligners import semantic
from align.aligners.side import Side
from align.encoders.labse import SentenceTransformerEncoder, SentenceTransformerText, load
from align.errors import EncoderUnavailableError
from align.model import on_one_line

Place = tuple[int, int]
Vectors = NDArray[np.float32]
Install = Callable[["FakeHub"], "FakeHub"]

REVISION = "0123456789abcdef0123456789abcdef01234567"
PIECES = ["甲。", "乙丙。", "ab cd.", "e", "", "丁 ", "x\ny", "甲。乙丙。", "\ud800"]
segments = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=8)


class FakeModel:
    """Vectors that tell each text from another; keeps the batches it was given."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def encode(
        self, sentences: list[str], *, batch_size: int, show_progress_bar: bool, normalize_embeddings: bool
    ) -> Vectors:
        assert batch_size >= len(sentences)
        assert not show_progress_bar
        assert normalize_embeddings
        self.batches.append(sentences)
        return np.array([self.vector(text) for text in sentences])

    @staticmethod
    def vector(text: str) -> Vectors:
        numbers = int.from_bytes(text.encode()) % 9973, len(text), 1
        return np.array(numbers, np.float32) / np.float32(np.linalg.norm(numbers))


@pytest.fixture
def model() -> FakeModel:
    return FakeModel()


@pytest.fixture
def encoder(model: FakeModel) -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder(model, "fake:1")


def list_block_texts(segments: list[str], longest: int) -> dict[Place, str]:
    """The texts of the blocks of up to `longest` segments, {(start, length): text}."""
    rows = range(len(segments))
    blocks = {(i, k): "\n".join(segments[i : i + k]) for k in range(1, longest + 1) for i in rows if i + k <= len(rows)}
    return {place: on_one_line(text).encode("utf-8", "replace").decode() for place, text in blocks.items()}


def encode_blocks(encoded: SentenceTransformerText, places: Iterable[Place]) -> Vectors:
    """The vectors of the blocks (start, length)."""
    starts, lengths = np.array(list(places), np.intp).reshape(-1, 2).T
    return encoded.encode_blocks(starts, lengths)


def encode_texts(texts: Iterable[str]) -> Vectors:
    return np.array([FakeModel.vector(text) for text in texts], np.float32).reshape(-1, 3)


def test_batches_are_of_fixed_size_and_sorted_without_repeats(
    encoder: SentenceTransformerEncoder, model: FakeModel
) -> None:
    texts = [f"{number % 70} " + "x" * (number % 7) for number in range(500)]
    (encoded,) = encoder.encode(texts)
    assert [len(batch) for batch in model.batches] == [32, 32, 6]
    assert list(chain(*model.batches)) == sorted(set(texts), key=lambda text: (len(text), text))
    assert (encoded.segment_vectors == encode_texts(texts)).all()


def test_words_are_encoded_without_their_clauses(encoder: SentenceTransformerEncoder, model: FakeModel) -> None:
    assert (encoder.encode_words(["b", "a, a", "b"]) == encode_texts(["b", "a, a", "b"])).all()
    assert model.batches == [["b", "a, a"]]


@given(st.lists(st.text(max_size=3), max_size=100), st.randoms())
def test_batches_do_not_depend_on_the_order(texts: list[str], random: Random) -> None:
    first, second = FakeModel(), FakeModel()
    SentenceTransformerEncoder(first, "").encode(texts)
    random.shuffle(texts)
    SentenceTransformerEncoder(second, "").encode(texts)
    assert first.batches == second.batches


def test_clauses_are_encoded_with_their_segments(encoder: SentenceTransformerEncoder, model: FakeModel) -> None:
    (encoded,) = encoder.encode(["他来了，坐下；没说话。", "", "坐下；", "He came, sat\ndown."])
    pieces = ["他来了，", "坐下；", "没说话。", "", "坐下；", "He came, ", "sat down."]
    assert model.batches == [
        ["", "坐下；", "他来了，", "没说话。", "He came, ", "sat down.", "他来了，坐下；没说话。", "He came, sat down."]
    ]
    assert encoded.segment_indices.tolist() == [0, 0, 0, 1, 2, 3, 3]
    assert encoded.clause_sizes.tolist() == [4, 3, 4, 0, 3, 9, 9]
    assert (encoded.encode_clauses(0, 7) == encode_texts(pieces)).all()
    assert (encoded.encode_clauses(2, 4) == encode_texts(pieces[2:4])).all()
    assert len(model.batches) == 1


def test_blocks_are_joined_as_their_language_does(encoder: SentenceTransformerEncoder, model: FakeModel) -> None:
    (encoded,) = encoder.encode(["甲。", "乙。", "ab c.", "d.", "乙。"])
    model.batches.clear()
    places = [(2, 2), (0, 2), (3, 2), (1, 1), (2, 3), (0, 2)]
    texts = ["ab c. d.", "甲。乙。", "d. 乙。", "乙。", "ab c. d. 乙。", "甲。乙。"]
    assert (encode_blocks(encoded, places) == encode_texts(texts)).all()
    assert model.batches == [["甲。乙。", "d. 乙。", "ab c. d.", "ab c. d. 乙。"]]


def test_single_segments_are_not_encoded_again(encoder: SentenceTransformerEncoder, model: FakeModel) -> None:
    (encoded,) = encoder.encode(["甲。", "乙。"])
    model.batches.clear()
    assert (encode_blocks(encoded, [(1, 1), (0, 1)]) == encoded.segment_vectors[::-1]).all()
    assert model.batches == []


def test_blocks_leave_the_sentences_as_they_are(encoder: SentenceTransformerEncoder) -> None:
    (encoded,) = encoder.encode(["甲。", "乙。"])
    encode_blocks(encoded, [(0, 2), (1, 1)])[:] = 0
    assert (encoded.segment_vectors == encode_texts(["甲。", "乙。"])).all()


def test_a_text_without_a_form_in_utf_8_and_a_line_break_are_encoded(
    encoder: SentenceTransformerEncoder, model: FakeModel
) -> None:
    (encoded,) = encoder.encode(["b\ud800", "a\n b"])
    assert model.batches == [["b?", "a b"]]
    assert encoded.clause_sizes.tolist() == [2, 3]


def test_shapes_where_there_is_nothing(encoder: SentenceTransformerEncoder) -> None:
    (encoded,) = encoder.encode([])
    assert (
        encoded.segment_vectors.shape
        == encoded.encode_clauses(0, 0).shape
        == encode_blocks(encoded, []).shape
        == (0, 3)
    )
    assert encoded.segment_indices.shape == encoded.clause_sizes.shape == (0,)


@pytest.mark.parametrize("texts", [[], ["a", "b, and c"]])
def test_types(encoder: SentenceTransformerEncoder, texts: list[str]) -> None:
    (encoded,) = encoder.encode(texts)
    blocks = encode_blocks(encoded, list_block_texts(texts, 2))
    assert encoded.segment_vectors.dtype == encoded.encode_clauses(0, 1).dtype == blocks.dtype == np.float32
    assert encoded.segment_indices.dtype == encoded.clause_sizes.dtype == np.intp


@given(segments, st.integers(1, 4))
def test_a_block_has_the_vector_of_its_text(segments: list[str], longest: int) -> None:
    model = FakeModel()
    (encoded,) = SentenceTransformerEncoder(model, "").encode(segments)
    model.batches.clear()
    texts = list_block_texts(segments, longest)
    assert (encode_blocks(encoded, texts) == encode_texts(texts.values())).all()
    longer = {text for (_, length), text in texts.items() if length > 1}
    assert list(chain(*model.batches)) == sorted(longer, key=lambda text: (len(text), text))


@given(segments)
def test_the_clauses_of_a_segment_make_it_up(segments: list[str]) -> None:
    (encoded,) = SentenceTransformerEncoder(FakeModel(), "").encode(segments)
    sizes = [len(text) for text in list_block_texts(segments, 1).values()]
    assert encoded.segment_indices.tolist() == sorted(encoded.segment_indices.tolist())
    assert set(encoded.segment_indices.tolist()) == set(range(len(segments)))
    assert np.bincount(encoded.segment_indices, encoded.clause_sizes, len(segments)).tolist() == sizes
    assert encoded.encode_clauses(0, len(encoded.clause_sizes)).shape == (len(encoded.clause_sizes), 3)


def test_the_semantic_aligner_takes_it(encoder: SentenceTransformerEncoder) -> None:
    source = Side("zh", ("甲来了，坐下。", "乙没说话。", "丙走了；", "天黑了。", "他们回家。"))
    target = Side("en", ("A came and sat down.", "B, however,", "said nothing.", "C left.", "It got dark.", "Home."))
    beads = semantic.align(source, target, encoder)
    assert [index for bead in beads for index in bead.source] == list(range(5))
    assert [index for bead in beads for index in bead.target] == list(range(6))
    assert any(bead.source and bead.target for bead in beads)


class FakeHub:
    """Stands for both packages: what is in the cache, what can be downloaded, and how the model was asked for."""

    def __init__(self, cached: Path | None = None, online: Path | None = None) -> None:
        self.cached, self.online = cached, online
        self.asked: list[tuple[object, ...]] = []

    def snapshot_download(
        self, name: str, *, cache_dir: str | None, allow_patterns: list[str], local_files_only: bool
    ) -> str:
        assert (name, allow_patterns) == ("sentence-transformers/LaBSE", ["modules.json"])
        self.asked.append(("snapshot", cache_dir, local_files_only))
        found = self.cached or (None if local_files_only else self.online)
        if found is None:
            raise OSError("Got: ConnectError\nPlease check your connection.")
        return str(found)

    def sentence_transformer(self, name: str, **options: str | bool) -> FakeModel:
        self.asked.append((name, options))
        if (Path(name) / "broken").exists():
            raise RuntimeError((Path(name) / "broken").read_text())
        return FakeModel()


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    def install(hub: FakeHub) -> FakeHub:
        package, hub_package = ModuleType("sentence_transformers"), ModuleType("huggingface_hub")
        package.__spec__ = importlib.machinery.ModuleSpec("sentence_transformers", None)
        package.__dict__.update(__version__="5.1.0", SentenceTransformer=hub.sentence_transformer)
        hub_package.__dict__.update(snapshot_download=hub.snapshot_download)
        monkeypatch.setitem(sys.modules, "sentence_transformers", package)
        monkeypatch.setitem(sys.modules, "huggingface_hub", hub_package)
        monkeypatch.delenv("SENTENCE_TRANSFORMERS_HOME", raising=False)
        return hub

    return install


def make_model_folder(folder: Path, module: str = "sentence_transformers.models.Transformer") -> Path:
    folder.mkdir(parents=True)
    (folder / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "path": "", "type": module}]))
    return folder


def test_a_folder_is_loaded_without_network(tmp_path: Path, install: Install) -> None:
    hub, folder = install(FakeHub()), make_model_folder(tmp_path / "model")
    encoder = load(str(folder))
    assert encoder.signature == f"labse:sentence-transformers-5.1.0:{folder}"
    assert encoder.encode(["a"])[0].segment_vectors.shape == (1, 3)
    assert hub.asked == [(str(folder), {"local_files_only": True})]


def test_labse_comes_from_the_cache(tmp_path: Path, install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_model_folder(tmp_path / REVISION)
    hub = install(FakeHub(cached=folder))
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", "/of/the/user")
    assert load("labse").signature == f"labse:sentence-transformers-5.1.0:{REVISION}"
    assert hub.asked == [("snapshot", "/of/the/user", True), (str(folder), {"local_files_only": True})]


def test_labse_is_downloaded_where_it_is_not_in_the_cache(tmp_path: Path, install: Install) -> None:
    hub = install(FakeHub(online=tmp_path / REVISION))
    assert load("labse").signature == f"labse:sentence-transformers-5.1.0:{REVISION}"
    by_name = ("sentence-transformers/LaBSE", {"revision": REVISION})
    assert hub.asked == [("snapshot", None, True), ("snapshot", None, False), by_name]


def test_half_a_model_in_the_cache_is_completed(tmp_path: Path, install: Install) -> None:
    folder = make_model_folder(tmp_path / REVISION)
    (folder / "broken").write_text("no weights")
    hub = install(FakeHub(cached=folder))
    load("labse")
    assert hub.asked[-1] == ("sentence-transformers/LaBSE", {"revision": REVISION})


def catch_refusal(name: str) -> str:
    with pytest.raises(EncoderUnavailableError) as caught:
        load(name)
    return str(caught.value)


ADVICE = "give a local folder of a sentence-transformers model"


def test_labse_without_cache_and_network(install: Install) -> None:
    install(FakeHub())
    assert catch_refusal("labse") == f"labse cannot be loaded: Got: ConnectError; {ADVICE}"


@pytest.mark.parametrize("made", [False, True])
def test_what_is_not_a_model_folder(tmp_path: Path, install: Install, made: bool) -> None:
    hub, folder = install(FakeHub()), tmp_path / "bert"
    if made:
        folder.mkdir()
    assert catch_refusal(str(folder)) == f"{folder} cannot be loaded: there is no {folder / 'modules.json'}; {ADVICE}"
    assert hub.asked == []


@pytest.mark.parametrize(("said", "reason"), [("header too small\nsee", "header too small"), ("", "RuntimeError")])
def test_a_broken_model(tmp_path: Path, install: Install, said: str, reason: str) -> None:
    install(FakeHub())
    folder = make_model_folder(tmp_path / "model")
    (folder / "broken").write_text(said)
    assert catch_refusal(str(folder)) == f"{folder} cannot be loaded: {reason}; {ADVICE}"


def test_a_model_with_code_of_its_own(tmp_path: Path, install: Install) -> None:
    hub, folder = install(FakeHub()), make_model_folder(tmp_path / "model", "custom.Module")
    assert (
        catch_refusal(str(folder)) == f"{folder} cannot be loaded: it needs code of its own (custom.Module); {ADVICE}"
    )
    assert hub.asked == []


def test_the_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    assert catch_refusal("labse") == "sentence-transformers is not installed: pip install 'aligncheck[labse]'"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers with weights by chance and mean pooling: its own vectors are not of unit length."""
    sentence_transformers = pytest.importorskip("sentence_transformers")
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("models")
    vocabulary = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *".。甲乙丙丁abcdefgh",
        *(f"##{char}" for char in "abcdefgh"),
    ]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    sizes = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    config = BertConfig(vocab_size=len(vocabulary), max_position_embeddings=64, **sizes)
    BertModel(config).save_pretrained(folder / "bert")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    sentence_transformers.SentenceTransformer(str(folder / "bert")).save(str(folder / "model"))
    return folder


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> Never:
        raise AssertionError(f"the network was asked for {arguments}")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


TEXTS = ["甲乙。", "丙丁甲。", "ab cd.", "abc e.", "甲", "", "h" * 500, "\ud800 a"]


def test_a_real_model_gives_unit_vectors(tiny: Path, offline: None) -> None:
    from sentence_transformers import SentenceTransformer, __version__

    encoder = load(str(tiny / "model"))
    assert encoder.signature == f"labse:sentence-transformers-{__version__}:{tiny / 'model'}"
    assert encoder.encode([])[0].encode_clauses(0, 0).shape == (0, 16)
    vectors = encoder.encode(TEXTS)[0].segment_vectors
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    raw = SentenceTransformer(str(tiny / "model"), local_files_only=True).encode(TEXTS[:-1])
    np.testing.assert_allclose(vectors[:-1], raw / np.linalg.norm(raw, axis=1, keepdims=True), atol=1e-6)


def test_a_real_model_does_not_see_the_order(tiny: Path, offline: None) -> None:
    encoder, many = load(str(tiny / "model")), [text * times for times in range(1, 12) for text in TEXTS]
    assert (encoder.encode(many[::-1])[0].segment_vectors[::-1] == encoder.encode(many)[0].segment_vectors).all()


def test_a_real_model_encodes_blocks_and_clauses_exactly(tiny: Path, offline: None) -> None:
    encoder = load(str(tiny / "model"))
    encoded, texts = encoder.encode(TEXTS)[0], list_block_texts(TEXTS, 3)
    alone = encoder.encode(list(texts.values()))[0].segment_vectors
    np.testing.assert_allclose(encode_blocks(encoded, texts), alone, atol=1e-6)
    (pieces,) = encoder.encode(["甲乙，", "丙丁甲。"])
    np.testing.assert_allclose(
        encoder.encode(["甲乙，丙丁甲。"])[0].encode_clauses(0, 2), pieces.segment_vectors, atol=1e-6
    )


def test_the_semantic_aligner_takes_a_real_model(tiny: Path, offline: None) -> None:
    source, target = ("甲乙。", "丙丁甲，乙。", "甲。"), ("ab cd.", "abc, e.", "h.")
    beads = semantic.align(Side("zh", source), Side("en", target), load(str(tiny / "model")))
    assert [index for bead in beads for index in bead.source] == [0, 1, 2]
    assert [index for bead in beads for index in bead.target] == [0, 1, 2]


def test_a_model_in_the_cache_is_found_by_name(
    tiny: Path, tmp_path: Path, offline: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached = tmp_path / "models--sentence-transformers--LaBSE"
    (cached / "refs").mkdir(parents=True)
    (cached / "refs" / "main").write_text(REVISION)
    (cached / "snapshots").mkdir()
    (cached / "snapshots" / REVISION).symlink_to(tiny / "model", target_is_directory=True)
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))
    encoder = load("labse")
    assert encoder.signature.endswith(f":{REVISION}")
    assert (
        encoder.encode(TEXTS)[0].segment_vectors == load(str(tiny / "model")).encode(TEXTS)[0].segment_vectors
    ).all()


def test_real_models_that_cannot_be_loaded(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))

    def refuse(*arguments: object, **options: object) -> Never:
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert catch_refusal("labse").endswith(ADVICE)
    assert catch_refusal(str(tiny / "bert")).startswith(f"{tiny / 'bert'} cannot be loaded: there is no ")
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for file in (tiny / "model").iterdir():
        (damaged / file.name).symlink_to(file)
    (damaged / "modules.json").unlink()
    (damaged / "modules.json").write_text(json.dumps({"not": "a list"}))
    message = catch_refusal(str(damaged))
    assert message.endswith(ADVICE)
    assert "\n" not in message
