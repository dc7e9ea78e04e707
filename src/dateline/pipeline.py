"""The way of a report: clean, parse, extract, resolve, each a step that takes one record and gives one.

A report that fails in a step is not lost: it comes out with empty lists and a refusal that says where and why.
"""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from itertools import tee

import msgspec

from dateline.casing import recased
from dateline.clean import clean
from dateline.extract import extract
from dateline.knowledge.event_rules import Rules, event_rules
from dateline.knowledge.gate import GateWords, gate_words
from dateline.knowledge.gazetteer import Gazetteer, open_gazetteer
from dateline.parse import Parser, audited, load, spared_report
from dateline.records import FATAL_REASONS, Article, Coder, Refusal, Report
from dateline.resolve import resolve
from dateline.settings import Settings, decisive, load_settings
from dateline.syntax.tree import Tree


class Pipeline:
    """Everything that coding a report needs, loaded once: model, knowledge, gazetteer, settings."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load_settings()
        self.parser: Parser = load(self.settings.model)
        self.gazetteer: Gazetteer = open_gazetteer(self.settings.gazetteer, self.settings.places_file)
        self.rules: Rules = event_rules(self.settings.rules_dir)
        self.gate: GateWords | None = _gate(self.settings)
        made = fingerprint(self.settings, self.parser, self.gazetteer, rules=self.rules.digest)
        self.coder = Coder(version("dateline"), made)

    def code(self, articles: Iterable[Article]) -> Iterator[Report]:
        """One report an article, in order; memory does not grow with their number."""
        ahead, named, behind = tee(((opened, self.as_read(opened)) for opened in map(self.opened, articles)), 3)
        texts = ("" if is_refused(read) else read.text for _, read in ahead)
        trees = self.parser.parse_many(texts, self.gate, (read.title for _, read in named))
        for (article, read), tree in zip(behind, trees, strict=True):
            yield as_written(self._finish(read, tree), article)

    def opened(self, article: Article) -> Article:
        """The clean article, refused if the gate spares it whole."""
        article = _cleaned(article, self.settings)
        if self.gate is None or not self.gate.reports or is_refused(article):
            return article
        found = spared_report(article.title, article.text, self.gate)
        if found is None:
            return article
        reason = Refusal("gate", "audited" if audited(article.text) else "spared", found.detail)
        return msgspec.structs.replace(article, refusals=(*article.refusals, reason))

    def as_read(self, article: Article) -> Article:
        """The article as every step after cleaning reads it: what it writes in capitals is in small letters, to the character."""
        text = recased(article.text, self.gazetteer)
        title = recased(article.title, self.gazetteer, text) if article.title else article.title
        if text is article.text and title is article.title:
            return article
        return msgspec.structs.replace(article, text=text, title=title)

    def parsed(self, article: Article) -> tuple[Article, Tree]:
        """The tree of one article `as_read`, and the article with what the gate kept from the tree."""
        tree = self.parser.parse(article.text, self.gate, article.title)
        return gated(article, tree), tree

    def _finish(self, article: Article, tree: Tree) -> Report:
        if is_refused(article):
            return self._refused(article, article.refusals)
        article = gated(article, tree)
        try:
            draft = extract(article, tree, self.gazetteer, rules=self.rules, with_predicates=self.settings.predicates)
            report = resolve(draft, article, self.gazetteer, self.settings.place_threshold)
        except Exception as error:  # noqa: BLE001  a report must never end the batch; what failed is kept in it
            reason = Refusal("extract", "failed", f"{type(error).__name__}: {error}")
            return self._refused(article, (*article.refusals, reason))
        return msgspec.structs.replace(report, coder=self.coder)

    def _refused(self, article: Article, reasons: tuple[Refusal, ...]) -> Report:
        return Report(
            id=article.id, text=article.text, published=article.published, refusals=reasons, url=article.url,
            outlet=article.outlet, title=article.title, language=article.language, coder=self.coder,
        )  # fmt: skip


def as_written(report: Report, article: Article) -> Report:
    """The report with the text and title of its article again, whatever case they were read in."""
    if report.text is article.text and report.title is article.title:
        return report
    return msgspec.structs.replace(report, text=article.text, title=article.title)


def _gate(settings: Settings) -> GateWords | None:
    """The words of the gate, if there is to be one; a list of every predicate leaves nothing out."""
    if settings.gate == "none" or settings.predicates:
        return None
    return gate_words(settings.rules_dir, reports=settings.gate == "reports" and not settings.rules_dir)


def gated(article: Article, tree: Tree) -> Article:
    """The article with a refusal for each stretch that was kept from the parser."""
    if not tree.spared:
        return article
    found = [Refusal("gate", "audited" if looked_at else "spared", UNNEEDED, start, end) for start, end, looked_at in tree.spared]
    return msgspec.structs.replace(article, refusals=(*article.refusals, *found))


UNNEEDED = "It has no name, figure or quotation and no word that any rule looks for, or none of conflict in a dull report."


def _cleaned(article: Article, settings: Settings) -> Article:
    """The clean article; a text that the cleaner fails on is kept as it came, refused."""
    try:
        return clean(article, settings)
    except Exception as error:  # noqa: BLE001  one text must not end the batch
        reason = Refusal("clean", "failed", f"{type(error).__name__}: {error}")
        return msgspec.structs.replace(article, refusals=(*article.refusals, reason))


def is_refused(article: Article) -> bool:
    """Whether a step before the parser declined the whole report; dropped furniture is a refusal too, but not of that kind."""
    return any(refusal.start is None and refusal.reason in FATAL_REASONS for refusal in article.refusals)


def fingerprint(settings: Settings, parser: Parser, gazetteer: Gazetteer, *, rules: str = "") -> str:
    """A digest of code, rules, settings, model and gazetteer: two records with one fingerprint were made alike."""
    digest = hashlib.sha256()
    root = files("dateline")
    for name in sorted(_sources(root)):
        digest.update(name.encode())
        digest.update(root.joinpath(name).read_bytes())
    digest.update(msgspec.json.encode([decisive(settings), parser.name, parser.version, parser.digest, gazetteer.digest, rules]))
    return digest.hexdigest()[:16]


CODE_ROOMS = ("text", "knowledge", "clean", "casing", "parse", "syntax", "extract", "resolve")
CODE_FILES = ("records.py", "drafts.py", "errors.py", "settings.py", "pipeline.py")


def _sources(root: object) -> list[str]:
    """The files that decide what comes out: code and data of the report steps."""
    from pathlib import Path

    base = Path(str(root))
    found = [path for room in CODE_ROOMS for path in (base / room).rglob("*") if path.suffix in (".py", ".toml", ".csv")]
    return [path.relative_to(base).as_posix() for path in [*found, *(base / name for name in CODE_FILES)]]
