"""Compiles coasts and borders from Natural Earth, as world-atlas packs them, for the map's ground.

    python tools/build_basemap.py world-atlas-2.0.2.tgz

Writes src/trucewatch/web/static/basemap.json: rings of land and lines of borders, as flat lists of
longitude and latitude in hundredths of a degree (about a kilometre). It names no country: whose
land a disputed one is, a map of truces does not say.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "trucewatch" / "web" / "static" / "basemap.json"
MEMBER = "package/countries-50m.json"
SOURCE = "Natural Earth 1:50m (public domain), as packed by world-atlas 2.0.2 (ISC)"
PER_DEGREE = 100

Arc = list[tuple[int, int]]


def main(archive: str) -> None:
    with tarfile.open(archive) as packed:
        member = packed.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{archive} has no {MEMBER}")
        topology = json.load(member)
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    times_used = Counter(
        arc if arc >= 0 else ~arc
        for country in topology["objects"]["countries"]["geometries"]
        for ring in _rings(country)
        for arc in ring
    )
    land = [
        _joined(ring, arcs)
        for shape in topology["objects"]["land"]["geometries"]
        for ring in _rings(shape)
    ]
    borders = [_flat(arcs[index]) for index, times in sorted(times_used.items()) if times > 1]
    ground = {"source": SOURCE, "per_degree": PER_DEGREE, "land": land, "borders": borders}
    OUT.write_text(json.dumps(ground, separators=(",", ":")), encoding="utf-8")
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")


def _rings(shape: dict) -> Iterator[list[int]]:
    """The rings of a polygon, or of several, as lists of arcs."""
    match shape.get("type"):
        case "Polygon":
            yield from shape["arcs"]
        case "MultiPolygon":
            for polygon in shape["arcs"]:
                yield from polygon
        case "GeometryCollection":
            for each in shape["geometries"]:
                yield from _rings(each)


def _decoded(arc: list[list[int]], transform: dict) -> Arc:
    """Deltas of a quantised arc as hundredths of a degree, points that fall together once."""
    (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    points: Arc = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        lon, lat = x * scale_x + left, y * scale_y + low
        point = (round(lon * PER_DEGREE), round(lat * PER_DEGREE))
        if not points or points[-1] != point:
            points.append(point)
    return points


def _joined(ring: list[int], arcs: list[Arc]) -> list[int]:
    points: Arc = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc if not points else arc[1:]
    return _flat(points)


def _flat(points: Arc) -> list[int]:
    return [number for point in points for number in point]


if __name__ == "__main__":
    main(sys.argv[1])
