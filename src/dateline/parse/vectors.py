"""The word vectors of a spaCy pipeline, worked out faster: the same numbers, but for the rounding of the last bits.

Two thirds of a parse go into two "tok2vec" networks. The first layer of each looks at one word at a time, so its result is kept
by word; the layers behind it, which look at neighbours, are run as a few large products by numpy.
A network of another build is left as it is.
"""

from typing import Any

import numpy as np
from spacy.attrs import NORM, ORTH, SPACY
from thinc.api import Model, NumpyOps

Array = Any  # np.ndarray of float32

KEPT = 1 << 15  # words whose first layer is kept: 13 MB a network; then it begins anew
BLOCK = 1024  # rows in one product
EMBED = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"]
_SMALL = np.float32(1e-08)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


class Maxout:
    """A maxout layer with its normalization."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self.width, self.parts, inputs = weights.shape
        # one block of columns a part, so that the best of each is taken of whole rows
        self.weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, inputs).T)
        self.bias = np.ascontiguousarray(bias.T.reshape(-1))
        self.gain, self.shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Array) -> Array:
        made = rows @ self.weights
        made += self.bias
        width = self.width
        best = made[:, :width]
        for part in range(1, self.parts):
            np.maximum(best, made[:, part * width : (part + 1) * width], out=best)
        best = best - (best @ np.full((width, 1), 1 / width, dtype=np.float32))
        spread = np.einsum("ij,ij->i", best, best)[:, None] / np.float32(width)
        spread += _SMALL
        best /= np.sqrt(spread)
        best *= self.gain
        best += self.shift
        return best


class FirstLayer:
    """What is known of a word by itself: hashed features and its static vector, mixed; kept by word."""

    def __init__(self, embed: Any) -> None:
        layers = [layer for layer in embed.walk() if layer.name == "hashembed"]
        self.columns = next(layer for layer in embed.walk() if layer.name == "extract_features").attrs["columns"]
        self.tables = [(layer.get_param("E"), layer.attrs["seed"], layer.attrs["column"]) for layer in layers]
        self.ops = embed.ops
        static = [layer for layer in embed.walk() if layer.name == "static_vectors"]
        self.static = np.ascontiguousarray(static[0].get_param("W").T) if static else None
        maxout, norm = (next(layer for layer in embed.walk() if layer.name == name) for name in ("maxout", "layernorm"))
        self.mix = Maxout(maxout, norm)
        self.places: dict[int, int] = {}
        self.rows = np.empty((KEPT, self.mix.width), dtype=np.float32)

    def __call__(self, docs: list[Any]) -> list[Array]:
        """The rows of each text."""
        if len(self.places) + sum(map(len, docs)) > KEPT:
            self.places.clear()
            if sum(map(len, docs)) > KEPT:
                return [self._made([doc], None) for doc in docs]
        keys = [(doc.to_array([ORTH, NORM, SPACY]) * _MIX).sum(axis=1).tolist() for doc in docs]
        places = self.places
        fresh: dict[int, None] = {}
        wanted: list[tuple[int, list[int]]] = []
        for number, row in enumerate(keys):
            new = [at for at, key in enumerate(row) if key not in places and key not in fresh]
            if new:
                new = list({row[at]: at for at in new}.values())
                fresh.update(dict.fromkeys(row[at] for at in new))
                wanted.append((number, new))
        if fresh:
            made = self._made([docs[number] for number, _ in wanted], [new for _, new in wanted])
            first = len(places)
            self.rows[first : first + len(fresh)] = made
            places.update(zip(fresh, range(first, first + len(fresh)), strict=True))
        return [self.rows[[places[key] for key in row]] for row in keys]

    def _made(self, docs: list[Any], chosen: list[list[int]] | None) -> Array:
        """The rows of some words of each text, worked out."""
        arrays = [doc.to_array([*self.columns, ORTH]) for doc in docs]
        if chosen is not None:
            arrays = [array[new] for array, new in zip(arrays, chosen, strict=True)]
        features = np.concatenate(arrays)
        parts = []
        for table, seed, column in self.tables:
            keys = self.ops.hash(np.ascontiguousarray(features[:, column]), seed) % table.shape[0]
            parts.append(self.ops.gather_add(table, keys))
        if self.static is not None:
            parts.append(self._static(docs[0].vocab.vectors, features[:, -1]))
        return self.mix(np.concatenate(parts, axis=1))

    def _static(self, vectors: Any, keys: Array) -> Array:
        rows = vectors.find(keys=keys)
        made = vectors.data[rows] @ self.static
        made[rows < 0] = 0
        return made


class Encoder:
    """The layers that look at a word's neighbours; texts are kept apart by rows of zeros, as spaCy does."""

    def __init__(self, encode: Any) -> None:
        maxouts = [layer for layer in encode.walk() if layer.name == "maxout"]
        norms = [layer for layer in encode.walk() if layer.name == "layernorm"]
        self.layers = [Maxout(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True)]
        self.pad = encode.attrs["pad"]

    def __call__(self, texts: list[Array]) -> list[Array]:
        found: list[Array] = []
        batch: list[Array] = []
        size = 0
        for text in texts:
            if batch and size + len(text) > BLOCK:
                found += self._encoded(batch)
                batch, size = [], 0
            batch.append(text)
            size += len(text) + self.pad
        return found + (self._encoded(batch) if batch else [])

    def _encoded(self, texts: list[Array]) -> list[Array]:
        pad, width = self.pad, self.layers[0].width
        # one row more at both ends, which stays zero: beyond the ends there is nothing
        rows = np.zeros((sum(map(len, texts)) + pad * (len(texts) + 1) + 2, width), dtype=np.float32)
        starts, at = [], 1
        for text in texts:
            at += pad
            rows[at : at + len(text)] = text
            starts.append(at)
            at += len(text)
        inner = rows[1:-1]
        window = np.lib.stride_tricks.as_strided(rows, (len(inner), 3 * width), (width * 4, 4), writeable=False)
        for layer in self.layers:
            inner += layer(np.ascontiguousarray(window))
        return [rows[start : start + len(text)].copy() for start, text in zip(starts, texts, strict=True)]


def quicken(network: Any) -> bool:
    """Lets a network of spaCy's usual build (hashed features, windows of three) be run by the classes here; whether it is one."""
    if not _is_known(network):
        return False
    first, encoder = FirstLayer(network.get_ref("embed")), Encoder(network.get_ref("encode"))

    def forward(_: Any, docs: list[Any], is_train: bool) -> tuple[list[Array], Any]:
        if is_train:
            raise RuntimeError("this network only predicts")
        return encoder(first(docs)), None

    network._func = forward
    return True


def multiply_by_numpy(component: Any) -> None:
    """Lets the other layers of a component (the parser's table of states, the tagger's scores) multiply by numpy's library.

    spaCy takes BLIS for it, which needs three times as long for products of this size.
    """
    model = getattr(component, "model", None)
    for layer in model.walk() if isinstance(model, Model) else ():
        if type(layer.ops) is NumpyOps:
            layer.ops = NumpyOps(device_type=layer.ops.device_type, device_id=layer.ops.device_id, use_blis=False)


def _is_known(network: Any) -> bool:
    if not isinstance(network, Model) or not (network.has_ref("embed") and network.has_ref("encode")):
        return False
    embed, encode = network.get_ref("embed"), network.get_ref("encode")
    names = [layer.name for layer in embed.walk()]
    columns = [layer.attrs["columns"] for layer in embed.walk() if layer.name == "extract_features"]
    windows = [layer.attrs["window_size"] for layer in encode.walk() if layer.name == "expand_window"]
    return (
        names.count("hashembed") > 0
        and names.count("maxout") == names.count("layernorm") == len(columns) == 1
        and set(columns[0]) <= set(EMBED)
        and bool(windows)
        and set(windows) == {1}
        and "pad" in encode.attrs
        and all(layer.attrs["key_attr"] == "ORTH" for layer in embed.walk() if layer.name == "static_vectors")
    )
