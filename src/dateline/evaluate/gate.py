"""The quality gate: codes labelled texts, scores them, and fails where a figure fell below its floor.

    python -m dateline.evaluate.gate [--gold FOLDER] [--own quality] [--raise] [--lower]

Labelled texts are the gold files of a folder, where one is given, and our own sets (`own.py`). `floors.toml` beside this file
holds what was reached, a noise margin and a digest of each file. A file that has changed is an error, since its floors would mean
nothing. `--raise` writes better figures as the new floors; only `--lower` lets one go down, and says so loudly.
"""

import argparse
import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import ScoreError
from dateline.evaluate import flat, measure
from dateline.evaluate.common import Row, gold_texts, read_gold
from dateline.evaluate.own import measure_set, sets_in
from dateline.evaluate.shape import faults_of
from dateline.link import link
from dateline.pipeline import Pipeline
from dateline.records import Article, Report, to_json
from dateline.settings import load_settings

FLOORS = Path(__file__).with_name("floors.toml")
MARGIN = 0.003


OWN_FLOORS = {
    "crossings": ("crossing_f1", "countries_acc"), "events": ("event_f1", "roles_f1", "status_acc"),
    "factuality": ("status_macro_f1",), "figures": ("figure_f1", "status_acc", "source_acc"),
    "places": ("recognition_f1", "placed_p", "placed_r"), "statements": ("content_f1", "content_speaker_f1"),
    "times": ("relaxed_f1", "value_f1"),
}  # fmt: skip
"""What of our own sets has a floor; `--raise` gives a new set its first ones."""
CAPITALS = ".capitals"
"""A set of this ending ("figures.dev.capitals") is measured with its texts written all in capitals."""


def main(argv: list[str] | None = None) -> int:
    """Runs the gate; 0 if every figure holds, 1 if one fell, 2 if it cannot run."""
    options = _arguments(argv)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    changing = options.write or options.lower
    try:
        if changing and not options.gold:
            raise ScoreError("floors are written from all files together", remedy="Give --gold, too.")
        own = _with_new_sets(floors.setdefault("own", {}), Path(options.own), renew=changing)
        measured = {name: _measure(name, entry, Path(options.gold)) for name, entry in floors["gold"].items() if options.gold}
        measured |= _measure_own(own, Path(options.own), renew=changing)
    except ScoreError as error:
        print(f"gate: {error}", file=sys.stderr)  # noqa: T201  this module is a command
        return 2
    fallen = list(_report(floors, measured))
    if changing:
        FLOORS.write_text(_written(floors, measured, options.lower), encoding="utf-8")
    return 1 if fallen and not options.lower else 0


def _with_new_sets(own: dict[str, Any], folder: Path, *, renew: bool) -> dict[str, Any]:
    """The entries of our own sets, those of the folder that have none added; they get floors only if floors are written."""
    for name in sets_in(folder):
        if name not in own and not renew:
            raise ScoreError(
                "this labelled set has no floors yet", f"{folder / name}.jsonl", "Measure it with --gold and --raise."
            )
        own.setdefault(name, {"floors": {}})
    return own


def _measure_own(own: dict[str, Any], folder: Path, *, renew: bool) -> dict[str, Any]:
    """The flat metrics of each of our own sets; a changed file is measured only when floors are written anew."""
    pipeline = Pipeline(load_settings(clean=False, predicates=True))
    measured = {}
    for name, entry in own.items():
        path = folder / f"{name.removesuffix(CAPITALS)}.jsonl"
        metrics = flat(measure_set(path, pipeline, capitals=name.endswith(CAPITALS)).metrics())
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        if entry.get("digest", digest) != digest and not renew:
            raise ScoreError("has changed since its floors were measured", str(path), "Measure anew with --raise or --lower.")
        for metric in OWN_FLOORS[name.split(".")[0]]:
            if metric in metrics:
                entry["floors"].setdefault(metric, metrics[metric])
        measured[name] = {**metrics, "shape_faults": 0, "digest": digest}
    return measured


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dateline.evaluate.gate", description=__doc__)
    parser.add_argument("--gold", help="folder with the gold files; without it our own sets alone are measured")
    parser.add_argument("--own", default="quality", help="folder with our own labelled sets")
    parser.add_argument("--raise", dest="write", action="store_true", help="write better figures as the new floors")
    parser.add_argument("--lower", action="store_true", help="let floors go DOWN to what was measured")
    return parser.parse_args(argv)


def _measure(name: str, entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The flat metrics of one gold file, with the number of shape faults in what was coded for it."""
    path = folder / f"{name}.jsonl"
    rows = read_gold(str(path))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    if entry.get("digest") not in (None, digest):
        raise ScoreError("has changed since its floors were measured", str(path), "Measure anew with --lower.")
    pipeline = Pipeline(load_settings(clean=False, predicates=entry["task"] == "factuality"))
    coded = {row["id"]: row for row in _coded(pipeline, rows)}
    faults = sum(len(faults_of(row)) for row in coded.values())
    output = _linked(coded) if entry["task"] == "stories" else coded
    return {**flat(measure(entry["task"], rows, output)), "shape_faults": faults, "digest": digest}


def _linked(coded: dict[str, Row]) -> dict[str, Row]:
    """The links of coded lines by id."""
    links = link(msgspec.convert(row, Report) for row in coded.values())
    return {found.id: msgspec.to_builtins(found) for found in links}


def _coded(pipeline: Pipeline, rows: list[Row]) -> Iterator[Row]:
    """The coded lines of the gold's texts, each id once; `published` from the gold's date where it is a whole day."""
    articles: dict[str, Article] = {}
    for row in rows:
        day = re.match(r"\d{4}-\d\d-\d\d", row.get("date") or row.get("dct") or "")
        article = Article(id=row["id"], text=gold_texts(row)[0], published=day[0] if day else None, title=row.get("title"))
        articles.setdefault(row["id"], article)
    for report in pipeline.code(articles.values()):
        yield msgspec.json.decode(to_json(report))


def _report(floors: dict[str, Any], measured: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Prints each figure that was measured beside its floor and yields those that fell."""
    margin = floors.get("margin", MARGIN)
    for name, entry in _entries(floors):
        if name not in measured:
            continue
        for metric, floor in entry["floors"].items():
            value = measured[name][metric]
            fell = value > floor + margin if metric in LOWER_IS_BETTER else value < floor - margin
            print(f"{'FELL' if fell else 'ok  '} {name:16} {metric:28} {value:.4f}  floor {floor:.4f}")  # noqa: T201
            if fell:
                yield f"{name}.{metric}"
        if measured[name]["shape_faults"]:
            print(f"FELL {name:16} shape_faults                 {measured[name]['shape_faults']}")  # noqa: T201
            yield f"{name}.shape"


def _entries(floors: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [*floors["gold"].items(), *floors.get("own", {}).items()]


LOWER_IS_BETTER = frozenset({"mae", "mae_covered", "log_error_area", "median_km"})


def _written(floors: dict[str, Any], measured: dict[str, dict[str, Any]], lower: bool) -> str:
    lines = ["# What was reached on each gold file; written by `python -m dateline.evaluate.gate --raise`.", ""]
    lines += [f"margin = {floors.get('margin', MARGIN)}", ""]
    for name, entry in _entries(floors):
        section = f"gold.{name}" if "task" in entry else f'own."{name}"'
        lines += [f"[{section}]", *([f'task = "{entry["task"]}"'] if "task" in entry else [])]
        lines += [f'digest = "{measured[name]["digest"]}"', "", f"[{section}.floors]"]
        for metric, floor in entry["floors"].items():
            value = measured[name][metric]
            better = min if metric in LOWER_IS_BETTER else max
            kept = value if lower else better(value, floor)
            if lower and kept != better(kept, floor):
                print(f"LOWERED {name}.{metric}: {floor} -> {kept}", file=sys.stderr)  # noqa: T201
            lines.append(f"{metric} = {kept}")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
