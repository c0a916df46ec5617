"""LaBSE, or another model of sentence-transformers: an optional extra, `pip install 'aligncheck[labse]'`.

LaBSE (Feng et al. 2022, https://arxiv.org/abs/2007.01852) knows 109 languages; its vectors have 768 dimensions.
A text that is longer than the input of a model (256 tokens in LaBSE) is cut off there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from align.errors import EncoderUnavailableError
from align.lang.sentences import split_clauses
from align.model import on_one_line
from glossary.storage.reading import is_file, read_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "labse"
_HUB_NAME = "sentence-transformers/LaBSE"
_BATCH = 32
_NOT_INSTALLED = "sentence-transformers is not installed: pip install 'aligncheck[labse]'"


class _Model(Protocol):
    def encode(
        self, texts: list[str], /, *, batch_size: int, show_progress_bar: bool, normalize_embeddings: bool
    ) -> NDArray[np.float32]:
        """Return one unit vector a text."""
        ...


def load(name: str) -> SentenceTransformerEncoder:
    """LaBSE where the name is "labse", else the model in the folder of that path.

    A folder, and LaBSE in the user's cache, are read without network; else LaBSE is downloaded (1.8 GB).
    Raises EncoderUnavailableError; also for a folder with modules of its own, which are code.
    """
    from importlib.util import find_spec

    if find_spec("sentence_transformers") is None:
        raise EncoderUnavailableError(_NOT_INSTALLED)
    try:
        from sentence_transformers import __version__ as version

        model, place = _load_labse() if name == NAME else (_load_folder(Path(name)), name)
    except Exception as error:  # whatever the libraries that read a model may raise
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        message = f"{name} cannot be loaded: {reason}; give a local folder of a sentence-transformers model"
        raise EncoderUnavailableError(message) from error
    return SentenceTransformerEncoder(model, f"{NAME}:sentence-transformers-{version}:{place}")


def _load_labse() -> tuple[_Model, str]:
    """LaBSE and its revision, which is the name of its folder in the cache."""
    from sentence_transformers import SentenceTransformer

    with suppress(Exception):  # it is not in the cache, or not all of it
        folder = _find_snapshot(local_files_only=True)
        return _load_folder(folder), folder.name
    revision = _find_snapshot(local_files_only=False).name
    model: _Model = SentenceTransformer(_HUB_NAME, revision=revision)
    return model, revision


def _find_snapshot(*, local_files_only: bool) -> Path:
    """Return the folder of LaBSE in the cache. Without network this fails at once, not after a minute of tries."""
    import os

    from huggingface_hub import snapshot_download

    cache = os.environ.get("SENTENCE_TRANSFORMERS_HOME")
    folder = snapshot_download(
        _HUB_NAME, cache_dir=cache, allow_patterns=["modules.json"], local_files_only=local_files_only
    )
    return Path(str(folder))


def _load_folder(folder: Path) -> _Model:
    """Return the model in a folder. Without its list of modules mean pooling would silently be assumed, so this
    raises.
    """
    listing = folder / "modules.json"
    if not is_file(listing):
        raise FileNotFoundError(f"there is no {listing}")
    for module in json.loads(read_file(listing)):
        if not module["type"].startswith("sentence_transformers."):
            raise ValueError(f"it needs code of its own ({module['type']})")
    from sentence_transformers import SentenceTransformer

    model: _Model = SentenceTransformer(str(folder), local_files_only=True)
    return model


@dataclass(frozen=True, eq=False)
class SentenceTransformerText:
    """The segments of a text, each on one line, and the vectors of segments and clauses; blocks are encoded on demand.

    The unit of `clause_sizes` is the character.
    """

    model: _Model
    segments: Sequence[str]
    segment_vectors: NDArray[np.float32]
    segment_indices: NDArray[np.intp]
    clause_sizes: NDArray[np.intp]
    clause_vectors: NDArray[np.float32]

    def encode_clauses(self, first: int, last: int) -> NDArray[np.float32]:
        """Return the vectors of the clauses from `first` up to, not including, `last`."""
        return self.clause_vectors[first:last]

    def encode_blocks(self, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return the vectors of blocks of segments, each `lengths` segments (1 at least) from `starts` on, as
        one text.
        """
        vectors = self.segment_vectors[starts]
        longer = lengths > 1
        if longer.any():
            spans = zip(starts[longer].tolist(), lengths[longer].tolist(), strict=True)
            texts = [_join(self.segments[start : start + length]) for start, length in spans]
            vectors[longer] = _encode(self.model, texts)
        return vectors


@dataclass(frozen=True, eq=False)
class SentenceTransformerEncoder:
    """A model of sentence-transformers."""

    model: _Model
    signature: str

    def encode(self, *texts: Sequence[str]) -> list[SentenceTransformerText]:
        """Return the segments of each text as vectors, with those of their clauses and of blocks of segments on
        demand.
        """
        return [self._encode_text(segments) for segments in texts]

    def _encode_text(self, segments: Sequence[str]) -> SentenceTransformerText:
        import numpy as np

        lines = [_join([segment]) for segment in segments]
        parts = [split_clauses(line) for line in lines]
        pieces = [piece for part in parts for piece in part]
        vectors = _encode(self.model, lines + pieces)
        return SentenceTransformerText(
            model=self.model,
            segments=lines,
            segment_vectors=vectors[: len(lines)],
            segment_indices=np.repeat(np.arange(len(lines)), np.array([len(part) for part in parts], np.intp)),
            clause_sizes=np.array([len(piece) for piece in pieces], np.intp),
            clause_vectors=vectors[len(lines) :],
        )

    def encode_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of words."""
        return _encode(self.model, [_join([word]) for word in words])


def _encode(model: _Model, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the unit vectors of texts, shape (texts, d). Each distinct text is encoded once, so the order has no
    effect.
    """
    import numpy as np

    distinct = sorted(set(texts), key=lambda text: (len(text), text)) or ["a"]  # the model shows d by a text only
    batches = [
        model.encode(
            distinct[start : start + _BATCH], batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True
        )
        for start in range(0, len(distinct), _BATCH)
    ]
    rows = {text: row for row, text in enumerate(distinct)}
    return np.concatenate(batches)[np.array([rows[text] for text in texts], np.intp)]


def _join(segments: Sequence[str]) -> str:
    """Segments as one text, without lone surrogates, which no tokenizer takes."""
    return on_one_line("\n".join(segments)).encode("utf-8", "replace").decode()
