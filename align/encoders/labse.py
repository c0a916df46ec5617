"""LaBSE, or another model of sentence-transformers: an optional extra, `pip install 'aligncheck[labse]'`.

LaBSE (Feng et al. 2022, https://arxiv.org/abs/2007.01852) knows 109 languages; its vectors have 768 dimensions.
A text longer than a model reads (256 tokens in LaBSE) is cut there.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from align.encoders.base import Encoder
from align.model import on_one_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "labse"
_HUB_NAME = "sentence-transformers/LaBSE"
_BATCH = 32
_NOT_INSTALLED = "sentence-transformers is not installed: pip install 'aligncheck[labse]'"


class EncoderUnavailableError(Exception):
    """An encoder cannot be loaded; the message is one line that says why and what to do."""


class _Model(Protocol):
    def encode(
        self, texts: list[str], /, *, batch_size: int, show_progress_bar: bool, normalize_embeddings: bool
    ) -> NDArray[np.float32]:
        """One unit vector a text."""
        ...


def load(name: str) -> Encoder:
    """LaBSE where the name is "labse", else the model in the folder of that path.

    A folder, and LaBSE in the user's cache, are read without network; else LaBSE is downloaded (1.8 GB).
    Raises EncoderUnavailableError; also for a folder with modules of its own, which are code.
    """
    from importlib.util import find_spec

    if find_spec("sentence_transformers") is None:
        raise EncoderUnavailableError(_NOT_INSTALLED)
    try:
        from sentence_transformers import __version__ as version

        model, place = _labse() if name == NAME else (_local(Path(name)), name)
    except Exception as error:  # whatever the libraries that read a model may raise
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        message = f"{name} cannot be loaded: {reason}; give a local folder of a sentence-transformers model"
        raise EncoderUnavailableError(message) from error
    return SentenceTransformerEncoder(model, f"{NAME}:sentence-transformers-{version}:{place}")


def _labse() -> tuple[_Model, str]:
    """LaBSE and its revision. A snapshot folder bears the revision's name."""
    from sentence_transformers import SentenceTransformer

    with suppress(Exception):  # it is not in the cache, or not all of it
        folder = _snapshot(local_files_only=True)
        return _local(folder), folder.name
    revision = _snapshot(local_files_only=False).name
    model: _Model = SentenceTransformer(_HUB_NAME, revision=revision)
    return model, revision


def _snapshot(*, local_files_only: bool) -> Path:
    """The folder of LaBSE in the cache. Without network this fails at once, not after a minute of tries."""
    import os

    from huggingface_hub import snapshot_download

    cache = os.environ.get("SENTENCE_TRANSFORMERS_HOME")
    folder = snapshot_download(
        _HUB_NAME, cache_dir=cache, allow_patterns=["modules.json"], local_files_only=local_files_only
    )
    return Path(str(folder))


def _local(folder: Path) -> _Model:
    """The model in a folder. Without a list of modules it would silently become another: the same with mean pooling."""
    listing = folder / "modules.json"
    if not listing.is_file():
        raise FileNotFoundError(f"there is no {listing}")
    for module in json.loads(listing.read_bytes()):
        if not module["type"].startswith("sentence_transformers."):
            raise ValueError(f"it needs code of its own ({module['type']})")
    from sentence_transformers import SentenceTransformer

    model: _Model = SentenceTransformer(str(folder), local_files_only=True)
    return model


@dataclass(frozen=True, eq=False)
class SentenceTransformerEncoder:
    """A model of sentence-transformers. Each distinct text is encoded once; results do not depend on their order."""

    model: _Model
    signature: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The unit vectors of n texts, shape (n, d); (0, d) where there are none. A line break counts as a space."""
        vectors: NDArray[np.float32] = self.blocks(texts, 1)[0]
        return vectors

    def blocks(self, segments: Sequence[str], longest: int) -> NDArray[np.float32]:
        """The unit vectors of all blocks of 1 to `longest` segments in a row, shape (longest, n, d).

        [k-1, i] is that of the k segments that start at i, encoded as one text; zeros where i + k > n.
        """
        import numpy as np

        vectors = np.zeros((longest, len(segments), self._dimensions), dtype=np.float32)
        texts = _distinct_texts(segments, longest)
        while batch := list(islice(texts, _BATCH)):
            encoded = self._unit_vectors([text for text, _ in batch])
            for vector, (_, places) in zip(encoded, batch, strict=True):
                vectors[tuple(zip(*places, strict=True))] = vector
        return vectors

    @cached_property
    def _dimensions(self) -> int:
        return int(self._unit_vectors(["a"]).shape[1])

    def _unit_vectors(self, texts: list[str]) -> NDArray[np.float32]:
        return self.model.encode(texts, batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True)


def _distinct_texts(segments: Sequence[str], longest: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Each distinct text of up to `longest` segments in a row, by length, with its places (k-1, i) among the blocks.

    Only texts of one length are in memory at a time. White space does not count: so much lengths of parts add up.
    """
    ends = list(accumulate((len("".join(segment.split())) for segment in segments), initial=0))

    def length(place: tuple[int, int]) -> int:
        return ends[place[1] + place[0] + 1] - ends[place[1]]

    blocks = [(more, first) for more in range(longest) for first in range(len(segments) - more)]
    for _, equally_long in groupby(sorted(blocks, key=length), key=length):
        places = defaultdict(list)
        for more, first in equally_long:
            places[_joined(segments[first : first + more + 1])].append((more, first))
        yield from sorted(places.items())


def _joined(segments: Sequence[str]) -> str:
    """Segments as one text, without lone surrogates, which no tokenizer takes."""
    return on_one_line("\n".join(segments)).encode("utf-8", "replace").decode()
