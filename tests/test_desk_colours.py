"""The desk's colours: contrast of what axe cannot judge (SVG and canvas), and marks that colour-blind people can tell apart.

The tokens are read from desk.css. Differences are CIEDE2000 after the matrices of Machado and others (2009) at full severity.
"""

import re
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from pathlib import Path

import pytest

CSS = (Path(__file__).parent.parent / "src" / "dateline" / "serve" / "static" / "desk.css").read_text(encoding="utf-8")
QUADS = ("material-conflict", "verbal-conflict", "verbal-cooperation", "material-cooperation")
ORIGINS = ("o1", "o2", "o3", "o4", "o5")
GROUNDS = ("panel", "paper", "land", "sea")
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
Colour = tuple[float, float, float]


def tokens(dark: bool) -> dict[str, str]:
    """The custom properties of one theme; dark ones stand in the second block."""
    light, _, rest = CSS.partition("@media screen and (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", rest.partition("*, ::before")[0])) if dark else found


def linear(colour: str) -> Colour:
    r, g, b = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in (r, g, b))  # type: ignore[return-value]


def contrast(one: str, other: str, sight: str = "normal") -> float:
    seen = (through(linear(one), sight), through(linear(other), sight))
    light, dark = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in seen), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def through(given: Colour, sight: str) -> Colour:
    """A linear colour as somebody sees it."""
    r, g, b = (min(max(sum(a * b for a, b in zip(line, given, strict=True)), 0.0), 1.0) for line in SIGHTS[sight])
    return r, g, b


def lab(colour: Colour) -> Colour:
    r, g, b = colour
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047, 0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )  # fmt: skip
    x, y, z = (max(each, 0) ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Colour, other: Colour) -> float:
    """CIEDE2000 of two colours in CIE L*a*b*."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    grow = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = hypot(a1 * grow, b1), hypot(a2 * grow, b2)
    h1, h2 = (degrees(atan2(b, a * grow)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if c1 * c2 == 0 else ((h1 + h2) / 2 if abs(h1 - h2) <= 180 else (h1 + h2 + 360) / 2 % 360)
    t = 1 - 0.17 * cos(radians(hm - 30)) + 0.24 * cos(radians(2 * hm))
    t += 0.32 * cos(radians(3 * hm + 6)) - 0.2 * cos(radians(4 * hm - 63))
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = -2 * sqrt(cm**7 / (cm**7 + 25**7)) * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * dc / sc * dh / sh)


def seen(colour: str, sight: str) -> Colour:
    return lab(through(linear(colour), sight))


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425), ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082)],
)  # fmt: skip
def test_the_measure_itself(one: Colour, other: Colour, wanted: float) -> None:
    """Two pairs of the data that Sharma, Wu and Dalal published for implementers."""
    assert difference(one, other) == pytest.approx(wanted, abs=1e-4)


@pytest.mark.parametrize("dark", [False, True])
def test_words_on_the_map_and_on_charts_can_be_read(dark: bool) -> None:
    told = tokens(dark)
    for ink in ("ink", "ink2", "ink3", "link", "doubt"):
        for ground in GROUNDS:
            assert contrast(told[ink], told[ground]) >= 4.5, f"{ink} on {ground}"


@pytest.mark.parametrize("dark", [False, True])
def test_marks_stand_out_from_their_ground(dark: bool) -> None:
    told = tokens(dark)
    for quad in QUADS:
        for ground in GROUNDS:
            assert contrast(told[quad], told[ground]) >= 3, f"{quad} on {ground}"
    for origin in ORIGINS:
        assert contrast(told[origin], told["panel"]) >= 3, origin


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("names", [QUADS, ORIGINS])
def test_colour_blind_people_tell_classes_and_origins_apart(dark: bool, sight: str, names: tuple[str, ...]) -> None:
    told = tokens(dark)
    for one, other in combinations(names, 2):
        assert difference(seen(told[one], sight), seen(told[other], sight)) >= 19, f"{one} and {other}"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sight", SIGHTS)
def test_marks_stand_out_for_colour_blind_people_too(dark: bool, sight: str) -> None:
    """2.7, not 3: shape and outline carry the class as well; the least is verbal conflict on the sea, seen by deutans."""
    told = tokens(dark)
    for quad in QUADS:
        for ground in GROUNDS:
            assert contrast(told[quad], told[ground], sight) >= 2.7, f"{quad} on {ground}"


def test_classes_differ_in_shape_and_statuses_in_line_and_sign() -> None:
    """Without any colour: a circle is conflict, a diamond cooperation; each status has a drawing of its own."""
    marks = (Path(__file__).parent.parent / "src/dateline/serve/static/marks.svg").read_text(encoding="utf-8")
    drawn = dict(re.findall(r'<symbol id="([a-z-]+)"[^>]*>(.*?)</symbol>', marks, re.DOTALL))
    assert len(drawn) == 12 and len(set(drawn.values())) == 12
    for name, shape in drawn.items():
        assert ("<circle" in shape.partition("/>")[0]) == name.startswith("circle"), name
