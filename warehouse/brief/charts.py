"""Drawings of the brief as inline SVG: ranges with open ends, and a map. Values in, markup out; texts are escaped."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

WEST, EAST, SOUTH, NORTH = -20.0, 150.0, -36.0, 72.0  # the hosts lie between West Africa and the Russian Pacific coast
WIDTH = 960.0
SCALE = WIDTH / (EAST - WEST)
BAR, ROW, LABELS = 420.0, 22.0, 430.0
DECADES = 6  # people and sums of one page differ by powers of ten: the scale is logarithmic, 1 to a million


def world(rings: Sequence[Sequence[tuple[float, float]]], places: Sequence[Mapping[str, Any]]) -> Markup:
    """A map of the places (chain, lat, lon, origins, claims, negated, affirmed_origins), in the order given; a place
    that is only said to have none is drawn in another colour."""
    height = (NORTH - SOUTH) * SCALE
    paths = "".join(f'<path d="{_path(ring)}"/>' for ring in rings)
    return Markup(
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img" aria-label="Places that claims are about">'
        f"<g class='land'>{paths}</g>{''.join(map(_point, places))}</svg>"
    )


def _path(ring: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join("{:.1f},{:.1f}".format(*_xy(lon, lat)) for lon, lat in ring) + "Z"


def _xy(lon: float, lat: float) -> tuple[float, float]:
    return (lon - WEST) * SCALE, (NORTH - lat) * SCALE


def _point(place: Mapping[str, Any]) -> str:
    x, y = _xy(float(place["lon"]), float(place["lat"]))
    kind = "none" if place["negated"] and not place["affirmed_origins"] else "both" if place["negated"] else "some"
    said = {"none": "said to have few or none", "both": "affirmed and negated", "some": "affirmed"}[kind]
    witnesses = "1 witness" if place["origins"] == 1 else f"{place['origins']} witnesses"
    about = escape(f"{place['chain']}: {said}; {witnesses}, {place['claims']} claims")
    radius = 3 + 2 * math.sqrt(place["origins"])
    return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{about}</title></circle>'


def ranges(lines: Sequence[Mapping[str, Any]], unit: str) -> Markup:
    """A row a line (what, direction, modality, period, low, high, vague_n, origins), its range on a logarithmic scale.
    One that is open on a side is paler and runs to the edge; one without a bound says how many witnesses were vague."""
    height = ROW * (len(lines) + 1)
    rows = "".join(_row(line, ROW * (place + 1)) for place, line in enumerate(lines))
    return Markup(
        f'<svg class="bars" viewBox="0 0 {LABELS + BAR + 110:.0f} {height:.0f}" role="img"'
        f' aria-label="Ranges, {escape(unit)}">{_axis(height)}{rows}</svg>'
    )


def _axis(height: float) -> str:
    ticks = [(10**power, LABELS + BAR * power / DECADES) for power in range(DECADES + 1)]
    return "".join(
        f'<line class="grid" x1="{x:.0f}" x2="{x:.0f}" y1="{ROW * 0.8:.0f}" y2="{height:.0f}"/>'
        f'<text class="tick" x="{x:.0f}" y="12">{value:,}</text>'
        for value, x in ticks
    )


def _row(line: Mapping[str, Any], top: float) -> str:
    label = escape(f"{line['period'] or 'no date'}  {line['what']}, {line['direction']}, {line['modality']}")
    witnesses = escape(f"{line['origins']} origins" if line["origins"] != 1 else "1 origin")
    return (
        f'<text x="0" y="{top + 15:.0f}">{label}</text>{_bar(line, top)}'
        f'<text class="tick" x="{LABELS + BAR + 12:.0f}" y="{top + 15:.0f}">{witnesses}</text>'
    )


def _bar(line: Mapping[str, Any], top: float) -> str:
    low, high = line["low"], line["high"]
    kind = "planned" if line["modality"] in ("planned", "ordered", "demanded") else "done"
    if low is None and high is None:
        words = f"{line['vague_n']} without a number" if line["vague_n"] else "open on both sides"
        return f'<text class="tick" x="{LABELS + 4:.0f}" y="{top + 15:.0f}">{words}</text>'
    first, last = _along(low if low is not None else 1), _along(high if high is not None else 10**DECADES)
    bounds = ["" if low is None else f"{low:,.10g}", "?" if high is None else f"{high:,.10g}"]
    words = escape(bounds[0] if low == high else " to ".join(bounds))
    width = max(3.0, last - first)
    open_ = (" open-left" if low is None else "") + (" open-right" if high is None else "")
    return (
        f'<rect class="{kind}{open_}" x="{first:.1f}" y="{top + 5:.0f}" width="{width:.1f}" height="11" rx="2">'
        f"<title>{words}</title></rect>"
        f'<text class="value" x="{first + 3:.1f}" y="{top + 4:.0f}">{words}</text>'
    )


def _along(value: Any) -> float:
    return LABELS + BAR * min(DECADES, max(0.0, math.log10(max(1.0, float(value))))) / DECADES
