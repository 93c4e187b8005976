"""The weekly verdicts of some zones as an SVG, with rates, their intervals and what is known."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape

from past.replay import Known, Story, Week

WIDTH, LEFT, PANEL, GAP, TOP = 980, 16, 128, 44, 58
BAND = 16
# Dark enough to tell from white and from each other without colour, worse being darker.
COLOURS = {
    "holding": "#cfe8d5",
    "largely holding": "#9fd0b0",
    "strained": "#f2d16b",
    "not holding": "#e08a4f",
    "collapsed": "#a8322d",
    "overrun": "#4a4a55",
    "undetermined": "#e4e4e8",
    "unobserved": "#ffffff",
    "not in force": "#ffffff",
}
LOWEST, HIGHEST = 0.05, 8.0
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#24242b}.small{font-size:10.5px;fill:#3c3c46;"
    "paint-order:stroke;stroke:#fff;stroke-width:3px}"
    ".line{fill:none;stroke:#1d3557;stroke-width:1.4}.span{fill:#1d3557;opacity:.16}"
    ".one{stroke:#8a8a94;stroke-dasharray:3 3}.known{stroke:#24242b}"
)


def chart(weekly: Mapping[str, Sequence[Week]], names: Mapping[str, str], story: Story) -> str:
    height = TOP + len(weekly) * (PANEL + GAP) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "<title>Verdicts week by week, and what is known of each zone</title>",
        f'<style>{STYLE}</style><rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        *_legend(weekly),
    ]
    for at, (zone, verdicts) in enumerate(weekly.items()):
        top = TOP + at * (PANEL + GAP)
        parts += _panel(top, names[zone], verdicts, story.zones[zone], story)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend(weekly: Mapping[str, Sequence[Week]]) -> Iterator[str]:
    used = {each.verdict.verdict for weeks in weekly.values() for each in weeks}
    x = LEFT
    for word in (word for word in COLOURS if word in used):
        yield f'<rect x="{x}" y="10" width="14" height="14" fill="{COLOURS[word]}" stroke="#999"/>'
        yield f'<text x="{x + 19}" y="21">{word}</text>'
        x += 36 + 7 * len(word)
    yield (
        f'<text class="small" x="{LEFT}" y="43">Line and shade: rate of incidents over that of '
        "the 182 days before the agreement, with its 80 % interval (dashed: the same rate)</text>"
    )


def _panel(
    top: int, name: str, verdicts: Sequence[Week], known: Sequence[Known], story: Story
) -> Iterator[str]:
    yield f'<text x="{LEFT}" y="{top + 10}" font-weight="600">{escape(name)}</text>'
    band, low = top + 18, top + PANEL
    step = _x(story.weeks()[1], story) - _x(story.weeks()[0], story)
    for week in verdicts:
        x, word = _x(week.day, story) - step, week.verdict.verdict
        yield (
            f'<rect x="{x:.1f}" y="{band}" width="{step + 0.3:.1f}" height="{BAND}" '
            f'fill="{COLOURS[word]}"><title>{week.day}: {word}</title></rect>'
        )
    yield from _rates(band + BAND + 6, low, verdicts, story)
    for each in known:
        x = _x(each.day, story)
        yield f'<line class="known" x1="{x:.1f}" x2="{x:.1f}" y1="{band - 3}" y2="{low}"/>'
        side, shift = ("end", -4) if x > WIDTH * 0.8 else ("start", 4)
        y = band + BAND + 16 + 13 * known.index(each)
        yield (
            f'<text class="small" x="{x + shift:.1f}" y="{y}" text-anchor="{side}">'
            f"{each.day}: {escape(each.what)}</text>"
        )
    yield from _years(low, story)


def _rates(top: int, low: int, verdicts: Sequence[Week], story: Story) -> Iterator[str]:
    rated = [(each.day, ratio) for each in verdicts if (ratio := each.verdict.rate_ratio)]
    if not rated:
        return
    points = [(_x(day, story), *(_y(rate, top, low) for rate in ratio)) for day, ratio in rated]
    edge = [f"{x:.1f},{high:.1f}" for x, _, _, high in points]
    edge += [f"{x:.1f},{least:.1f}" for x, least, _, _ in reversed(points)]
    yield f'<polygon class="span" points="{" ".join(edge)}"/>'
    line = " ".join(f"{x:.1f},{middle:.1f}" for x, _, middle, _ in points)
    yield f'<polyline class="line" points="{line}"/>'
    one = _y(1.0, top, low)
    yield f'<line class="one" x1="{LEFT}" x2="{WIDTH - LEFT}" y1="{one:.1f}" y2="{one:.1f}"/>'


def _years(low: int, story: Story) -> Iterator[str]:
    for year in range(story.first_week.year, story.last_week.year + 1):
        for month in (1, 7):
            day = date(year, month, 1)
            if story.first_week <= day <= story.last_week:
                yield (
                    f'<text class="small" x="{_x(day, story):.1f}" y="{low + 14}">'
                    f"{day:%B %Y}</text>"
                )


def _x(day: date, story: Story) -> float:
    share = (day - story.first_week).days / (story.last_week - story.first_week).days
    return LEFT + 7 + share * (WIDTH - 2 * LEFT - 7)


def _y(rate: float, top: int, low: int) -> float:
    kept = min(max(rate, LOWEST), HIGHEST)
    return low - (math.log(kept / LOWEST) / math.log(HIGHEST / LOWEST)) * (low - top)
