"""Make the language model in glossary/data, which is taken from the work of others; NOTICE says whose it is.

    python benchmarks/language_data.py MODEL -o glossary/data/english_trigrams.zip [--least NATS]

MODEL is `en-us.lm.bin` of pocketsphinx 5.1.1, a trigram model in the binary format of CMU Sphinx (a trie, 16 bits a
probability). What is kept of it are all its words, and those pairs and triples of words without which the model would
lose most (Stolcke 1998, "Entropy-based pruning of back-off language models"), with back-off weights that make all
probabilities of a word's successors sum up to 1 again. `glossary/lang/fluency.py`
says how they are written.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Costs = NDArray[np.float64]
IDS = 1 << 16
"""Words that may be part of a pair or triple: the most frequent ones, whose numbers fit into two bytes."""

_MAGIC = b"Trie Language Model\x03"
_BINS = 1 << 16
_NAT = float(np.log(1.0001))
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Model:
    """A trigram model with back-off, in nats. Words are numbered by falling frequency.

    `pairs[0]` has the first word of each pair, `pairs[1]` the second; pairs are sorted. `triples[0]` has the number of
    the pair that a triple begins with, `triples[1]` its last word; triples are sorted, too.
    """

    names: list[str]
    alone: Costs
    backoffs: Costs
    pairs: tuple[Numbers, Numbers]
    pair_costs: Costs
    triples: tuple[Numbers, Numbers]
    triple_costs: Costs

    def find_pairs(self, first: Numbers, second: Numbers) -> Numbers:
        """Return the numbers of pairs that exist."""
        keys = self.pairs[0] * len(self.names) + self.pairs[1]
        return np.searchsorted(keys, first * len(self.names) + second)


def read_model(data: bytes) -> Model:
    """Read a trigram model of CMU Sphinx: see `lm_trie.c` there. Its n-grams go from the last word to the first."""
    if not data.startswith(_MAGIC):
        raise SystemExit("not a trigram model of CMU Sphinx")
    words, pairs, triples = (int(count) for count in np.frombuffer(data, "<u4", 3, 20))
    place = 36
    bins = np.frombuffer(data, "<f4", 3 * _BINS, place).reshape(3, _BINS) * _NAT
    place += 12 * _BINS
    node = np.dtype([("cost", "<f4"), ("backoff", "<f4"), ("next", "<u4")])
    nodes = np.frombuffer(data, node, words + 1, place)
    place += node.itemsize * (words + 1)

    bits = int(words).bit_length()
    width = bits + 32 + int(triples).bit_length()
    at = np.arange(int(nodes["next"][-1]) + 1) * width
    history = _read_bits(data, place, at, bits)[:-1]
    weights = _read_bits(data, place, at + bits, 32)[:-1]
    following = _read_bits(data, place, at + bits + 32, int(triples).bit_length())
    place += ((pairs + 1) * width + 7) // 8 + 8
    at = np.arange(int(following[-1])) * (bits + 16)
    earlier = _read_bits(data, place, at, bits)
    triple_costs = bins[2][_read_bits(data, place, at + bits, 16)]
    place += ((triples + 1) * (bits + 16) + 7) // 8 + 8
    names = data[place + 4 :].split(b"\0")[:words]

    order = np.argsort(-nodes["cost"][:-1], kind="stable")
    rank = np.empty(words, np.int64)
    rank[order] = np.arange(words)
    starts: Numbers = nodes["next"].astype(np.int64)
    last = np.repeat(np.arange(words), starts[1:] - starts[:-1])
    keys = rank[history] * words + rank[last]
    sort = np.argsort(keys)
    found = Model(
        [names[number].decode() for number in order],
        nodes["cost"][:-1][order] * _NAT,
        nodes["backoff"][:-1][order] * _NAT,
        (keys[sort] // words, keys[sort] % words),
        bins[0][weights >> 16][sort],
        (np.empty(0, np.int64), np.empty(0, np.int64)),
        np.empty(0),
    )
    owner = np.repeat(np.arange(len(history)), np.diff(following))
    start, last = found.find_pairs(rank[earlier], rank[history[owner]]), rank[last[owner]]
    sort = np.lexsort((last, start))
    return Model(
        found.names, found.alone, found.backoffs, found.pairs, found.pair_costs,
        (start[sort], last[sort]), triple_costs[sort],
    )  # fmt: skip


def _read_bits(data: bytes, start: int, at: Numbers, count: int) -> Numbers:
    """Read a number of `count` bits at each of some places, which are counted in bits."""
    octets = np.frombuffer(data, np.uint8)
    value = np.zeros(len(at), np.uint64)
    for step in range(8):
        value |= octets[np.minimum(start + (at >> 3) + step, len(octets) - 1)].astype(np.uint64) << np.uint64(8 * step)
    return ((value >> (at & 7).astype(np.uint64)) & np.uint64((1 << count) - 1)).astype(np.int64)


def prune(model: Model, least: float) -> tuple[Model, Costs]:
    """Return what is left of a model, with new back-off weights: of its words, and of the pairs that begin triples.

    A pair or triple goes if without it the relative entropy of the model grows by less than `least`.
    """
    words, (first, second), (start, last) = len(model.names), model.pairs, model.triples
    low = model.find_pairs(second[start], last)
    weights = np.exp(model.alone)
    if "<s>" in model.names:  # it has no probability of its own, but comes as often as the end of a sentence
        weights[model.names.index("<s>")] = weights[model.names.index("</s>")]
    loss = _measure_losses(weights[first] * np.exp(model.pair_costs), start, model.triple_costs, model.pair_costs[low])
    triples = (loss > least) & (first[start] < IDS) & (second[start] < IDS) & (last < IDS)
    needed = np.zeros(len(first), bool)
    needed[start[triples]] = True
    loss = _measure_losses(weights, first, model.pair_costs, model.alone[second])
    pairs = ((loss > least) & (first < IDS) & (second < IDS)) | needed

    backoffs = _weigh_rest(words, first[pairs], model.pair_costs[pairs], model.alone[second[pairs]])
    costs = np.where(pairs, model.pair_costs, backoffs[first] + model.alone[second])
    later = _weigh_rest(len(first), start[triples], model.triple_costs[triples], costs[low[triples]])
    number = np.cumsum(pairs) - 1
    return Model(
        model.names, model.alone, backoffs, (first[pairs], second[pairs]), model.pair_costs[pairs],
        (number[start[triples]], last[triples]), model.triple_costs[triples],
    ), later[pairs]  # fmt: skip


def _measure_losses(weights: Costs, owner: Numbers, costs: Costs, lower: Costs) -> Costs:
    """Return the relative entropy that each n-gram saves; `weights` are the probabilities of the histories."""
    high, low = np.exp(costs), np.exp(lower)
    rest = np.maximum(1 - np.bincount(owner, high, len(weights)), 1e-9)
    low_rest = np.maximum(1 - np.bincount(owner, low, len(weights)), 1e-9)
    before = np.log(rest) - np.log(low_rest)
    after = np.log(rest[owner] + high) - np.log(low_rest[owner] + low)
    gains: Costs = high * (lower + after - costs) + (after - before[owner]) * rest[owner]
    return -weights[owner] * gains


def _weigh_rest(count: int, owner: Numbers, costs: Costs, lower: Costs) -> Costs:
    """Return the back-off weight of each history: what its n-grams leave, over what they leave in the shorter model."""
    rest = np.maximum(1 - np.bincount(owner, np.exp(costs), count), 1e-9)
    low_rest = np.maximum(1 - np.bincount(owner, np.exp(lower), count), 1e-9)
    weights: Costs = np.log(rest) - np.log(low_rest)
    return weights


def pack(model: Model, later: Costs) -> bytes:
    """Return a model as `glossary/lang/fluency.py` reads it; `later` are the back-off weights of the pairs."""
    (first, second), (start, last) = model.pairs, model.triples
    begun = np.unique(start)
    parts = {
        "words.txt": "\n".join(model.names).encode(),
        "word_costs.u16": np.clip(np.round(-model.alone * 256), 0, 65535).astype("<u2").tobytes(),
        "word_backoffs.u8": _round_backoffs(model.backoffs),
        "pair_ends.u32": np.searchsorted(first, np.arange(len(model.names)), "right").astype("<u4").tobytes(),
        "pair_words.u16": second.astype("<u2").tobytes(),
        "pair_costs.u8": _round_costs(model.pair_costs),
        "history_pairs.u32": begun.astype("<u4").tobytes(),
        "history_backoffs.u8": _round_backoffs(later[begun]),
        "triple_ends.u32": np.searchsorted(start, begun, "right").astype("<u4").tobytes(),
        "triple_words.u16": last.astype("<u2").tobytes(),
        "triple_costs.u8": _round_costs(model.triple_costs),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    return packed.getvalue()


def _round_costs(costs: Costs) -> bytes:
    return np.clip(np.round(-costs * 16), 0, 255).astype(np.uint8).tobytes()


def _round_backoffs(backoffs: Costs) -> bytes:
    return np.clip(np.round(64 - backoffs * 32), 0, 255).astype(np.uint8).tobytes()


def main(arguments: list[str]) -> None:
    """Read a model, write what is kept of it."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--least", type=float, default=1e-9)
    given = parser.parse_args(arguments)
    model, later = prune(read_model(given.file.read_bytes()), given.least)
    print(f"{len(model.names)} words, {len(model.pair_costs)} pairs, {len(model.triple_costs)} triples")
    given.output.write_bytes(pack(model, later))


if __name__ == "__main__":
    main(sys.argv[1:])
