"""`dateline rules`: list the event rules, show one in words, and try the sentences that prove them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.explain.proofs import Failure
    from dateline.knowledge.event_rules import Rule, Rules
    from dateline.settings import Settings

Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="One setting: rules_dir=my-rules.")]
File = Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file with settings.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Type = Annotated[str | None, typer.Argument(metavar="TYPE", help="A PLOVER type: ASSAULT, CONSULT ... Without it all.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="A rule's id, as in assault.shell.")]
One = Annotated[str | None, typer.Option("--rule", metavar="ID", help="Only this rule, or the rules of a type: assault.")]
Word = Annotated[str | None, typer.Option("--word", metavar="WORD", help="Only rules with this word among their anchors.")]
MANY = 6  # ids that an error names


def register(app: typer.Typer) -> None:
    rules = typer.Typer(no_args_is_help=True, help="List, show and test the rules of who did what to whom.")
    rules.command("list")(list_rules)
    rules.command("show")(show_rule)
    rules.command("test")(test_rules)
    app.add_typer(rules, name="rules")


def list_rules(
    event_type: Type = None, *, word: Word = None, as_json: Json = False, changes: Set = None, settings_file: File = None
) -> None:
    """List the rules: id, mode, and the words that they are looked up by."""
    found = [rule for rule in _rules(_settings(settings_file, changes)).rules if _is_of(rule, event_type, word)]
    if not found:
        raise InputError(f"no rule has {word!r}" if word else "no such rules", "rules list", _types(event_type))
    if as_json:
        import msgspec

        print(msgspec.json.encode([msgspec.structs.replace(rule, **_plain(rule)) for rule in found]).decode())
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("rule", "mode", "words", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for rule in found:
        table.add_row(rule.id, rule.mode or "", ", ".join((*rule.verbs, *rule.nouns)))
    Console().print(table)


def _is_of(rule: "Rule", event_type: str | None, word: str | None) -> bool:
    if event_type is not None and rule.type != event_type.upper():
        return False
    return word is None or any(word in anchor.split() or word == anchor for anchor in (*rule.verbs, *rule.nouns))


def _types(given: str | None) -> str:
    from dateline.knowledge.ontology import EVENT_TYPES

    if given is not None and given.upper() not in EVENT_TYPES:
        return "Types are " + ", ".join(EVENT_TYPES) + "."
    return "Words are written in their dictionary form."


def _plain(rule: "Rule") -> dict[str, object]:
    """Sets in the order of the alphabet, so that the same rules print the same."""
    return {name: sorted(value) for name, value in ((n, getattr(rule, n)) for n in rule.__struct_fields__) if _is_set(value)}


def _is_set(value: object) -> bool:
    return isinstance(value, frozenset)


def show_rule(rule_id: Id, *, as_json: Json = False, changes: Set = None, settings_file: File = None) -> None:
    """Show one rule: its words, who fills which slot, what must hold, its sentences, and its file."""
    rules = _rules(_settings(settings_file, changes))
    rule = _one(rules, rule_id)
    if as_json:
        import msgspec

        told = msgspec.to_builtins(msgspec.structs.replace(rule, **_plain(rule))) | {"file": rules.files[rule.id]}
        print(msgspec.json.encode(told).decode())
        return
    from rich.console import Console
    from rich.markup import escape

    from dateline.cli.draw_why import grid
    from dateline.explain.wording import rule_rows

    Console().print(grid((label, escape(told)) for label, told in rule_rows(rule, rules)))


def test_rules(
    rule_id: One = None, *, as_json: Json = False, changes: Set = None, settings_file: File = None
) -> None:
    """Try the example and the counter-example of every rule, or of one; failures are listed, and the exit code is 1."""
    from dateline.explain.proofs import failures
    from dateline.pipeline import Pipeline

    settings = _settings(settings_file, changes)
    rules = _rules(settings)
    chosen = list(rules.rules) if rule_id is None else _chosen(rules, rule_id)
    found = failures(chosen, Pipeline(settings))
    _report(found, len(chosen), as_json)
    raise typer.Exit(1 if found else 0)


def _report(found: "list[Failure]", tried: int, as_json: bool) -> None:
    if as_json:
        import msgspec

        print(msgspec.json.encode(found).decode())
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    if found:
        table = Table("rule", "sentence", "what is wrong", "fired", box=None, padding=(0, 2, 1, 0), header_style="dim")
        for one in found:
            wrong = f"its {one.part} {one.why}"
            table.add_row(f"[bold]{escape(one.rule)}[/]", escape(one.sentence), wrong, ", ".join(one.fired) or "nothing")
        console.print(table)
    told = f"{tried:,} rule{'s' * (tried != 1)} tried, {len(found):,} sentence{'s' * (len(found) != 1)} failed"
    console.print(told, style="bold red" if found else "green", highlight=False)
    if found:
        console.print('dateline explain "SENTENCE" shows what was looked up in it.', style="dim")


def _chosen(rules: "Rules", rule_id: str) -> "list[Rule]":
    """One rule, or all of a type."""
    of_type = [rule for rule in rules.rules if rule.type == rule_id.upper()]
    return of_type or [_one(rules, rule_id)]


def _one(rules: "Rules", rule_id: str) -> "Rule":
    """The rule of an id; InputError names those that are nearest."""
    from difflib import get_close_matches

    ids = [rule.id for rule in rules.rules]
    if rule_id.lower() in ids:
        return rules.named(rule_id.lower())
    last = [each for each in ids if each.partition(".")[2] == rule_id.lower()]
    near = last or [each for each in ids if rule_id.lower() in each] or get_close_matches(rule_id.lower(), ids, MANY, 0.5)
    remedy = f"Do you mean {', '.join(near[:MANY])}?" if near else "dateline rules list shows all ids."
    raise InputError(f"no rule {rule_id!r}", "rules", remedy)


def _settings(path: Path | None, changes: list[str] | None) -> "Settings":
    from dateline.cli.options import settings_of

    return settings_of(path, changes or [])


def _rules(settings: "Settings") -> "Rules":
    from dateline.knowledge.event_rules import event_rules

    return event_rules(settings.rules_dir)
