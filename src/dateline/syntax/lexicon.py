"""Verbs that decide the silent subject of an infinitive, and verb forms whose lemma the parser gets wrong.

From `knowledge/words/control_raising.toml` and `lemmas.toml`.
"""

import tomllib
from importlib.resources import files


def _load() -> tuple[frozenset[str], frozenset[str]]:
    path = files("dateline.knowledge").joinpath("words/control_raising.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    control = frozenset(entry.split()[0] for entry in table["object_control"]["to"])
    raising = frozenset(e.split()[0] for key in ("hedge", "aspect", "passive_report") for e in table["raising_subject"][key])
    return control, raising - control


def _lemmas() -> dict[str, str]:
    path = files("dateline.knowledge").joinpath("words/lemmas.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))["verbs"]
    return {form: lemma for lemma, forms in table.items() for form in forms}


def _gerunds() -> dict[str, str]:
    path = files("dateline.knowledge").joinpath("words/lemmas.toml")
    return {form: lemma for lemma, form in tomllib.loads(path.read_text(encoding="utf-8"))["gerunds"].items()}


OBJECT_CONTROL, RAISING = _load()
VERB_LEMMAS = _lemmas()
GERUNDS = _gerunds()
HARM = frozenset({  # what befalls people: "31 **killed**", "and two **arrested**"
    "kill", "injure", "wound", "hurt", "arrest", "detain", "displace", "behead", "abduct", "kidnap", "rescue", "capture",
    "martyr", "evacuate", "hospitalize", "hospitalise", "deport", "apprehend",
})  # fmt: skip
FINITE = frozenset({"VBD", "VBZ", "VBP"})  # tags of a verb that is finite by itself
