"""The walls between rooms: a room imports only from rooms above it, and outside libraries stay where they belong."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dateline"
LEVELS = (
    {"records", "errors", "drafts", "text"},
    {"settings", "knowledge"},
    {"syntax", "casing"},
    {"ingest", "clean", "parse", "extract", "resolve", "link", "store", "export"},
    {"pipeline"},
    {"scale", "evaluate", "assemble", "api", "explain", "feeds"},
    {"__init__", "serve", "cli", "picture"},
)
STAGES = LEVELS[3]
ONLY_IN = {
    "spacy": {"parse"}, "duckdb": {"store"}, "ray": {"scale"}, "fastapi": {"serve"}, "starlette": {"serve"}, "jinja2": {"serve"},
    "uvicorn": {"serve"}, "typer": {"cli"},
    "rich": {"cli", "picture"}, "fastwarc": {"ingest"}, "protego": {"ingest"}, "feedparser": {"feeds"},
}  # fmt: skip


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def level_of(room: str) -> int:
    return next(number for number, rooms in enumerate(LEVELS) if room in rooms)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ([f"dateline.{alias.name}" for alias in node.names] if node.module == "dateline" else [node.module])


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_room_imports_only_from_rooms_above(path: Path) -> None:
    room = room_of(path)
    for name in imports(path):
        if name.startswith("dateline."):
            other = name.split(".")[1]
            assert other == room or level_of(other) <= level_of(room), f"{room} imports {name}"
            assert other == room or not (other in STAGES and room in STAGES), f"stage {room} imports stage {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_libraries_stay_in_their_room(path: Path) -> None:
    for name in imports(path):
        rooms = ONLY_IN.get(name.split(".")[0])
        assert rooms is None or room_of(path) in rooms, f"{name} is imported outside {rooms}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_says_what_it_is_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "a module starts with a docstring"
    assert text.count("\n") <= 400, "is there a second room inside?"
