"""A real history judged week by week, beside what is known of it.

    python benchmarks/history.py GED.csv.gz [--svg docs/pictures/history.svg] [--as-known]

Rows of UCDP GED on Syria (2016 to 2019) are read and reconciled as `trucewatch add` does, and each
of the four zones gets the verdict that `trucewatch status --to DAY` would give, for 28 days up to
each Friday. docs/history.md says what it shows.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from past.chart import chart
from past.replay import Shown, Story, Week, load_story, read_file, replay, shown, spells

from trucewatch.model.finding import ZoneVerdict

STORY = Path(__file__).parent / "past" / "syria.yaml"
Weekly = Mapping[str, Sequence[Week]]


def main() -> None:
    asked = _asked()
    story = load_story(STORY)
    held = read_file(asked.file, story.dossier)
    weekly = replay(held, story, as_known=asked.as_known)
    names = {zone: held.reference.zones[zone].name for zone in weekly}
    print("\n".join(turns(weekly, names, story)))
    if not asked.as_known:
        print("\n" + "\n".join(shares(weekly, names, story)))
    if asked.weeks:
        print("\n" + "\n".join(weeks(weekly)))
    if asked.svg:
        asked.svg.write_text(chart(weekly, names, story), encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", help="UCDP GED on Syria, .csv or .csv.gz.")
    parser.add_argument("--svg", type=Path, help="Draw the weeks here.")
    parser.add_argument("--weeks", action="store_true", help="Print every week of every zone.")
    parser.add_argument(
        "--as-known",
        action="store_true",
        help="Judge the weeks around what is known from what was published by then.",
    )
    return parser.parse_args()


def turns(weekly: Weekly, names: Mapping[str, str], story: Story) -> Iterator[str]:
    yield "| zone | known | week before, alone | shown by | alone | on the board | rate (80 %) |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for zone, known in story.zones.items():
        for each in known:
            yield _turn(names[zone], shown(each, weekly[zone]))


def _turn(name: str, found: Shown) -> str:
    known = f"{found.known.day}: {found.known.what}"
    before = found.before.alone if found.before else "-"
    if found.first is None:
        return f"| {name} | {known} | {before} | not shown | | | |"
    days = f"{found.first.day}, {found.days_after} days on"
    told = f"{days}{' (was there)' if found.was_there else ''}"
    board = _words(found.first.verdict)
    cells = (name, known, before, told, found.first.alone, board, _rate(found.first.verdict))
    return f"| {' | '.join(cells)} |"


def shares(weekly: Weekly, names: Mapping[str, str], story: Story) -> Iterator[str]:
    """How many weeks each verdict had, and every spell in which the truce was broken."""
    yield "| zone | weeks | verdicts | spells that alone give not holding or collapsed |"
    yield "| --- | --- | --- | --- |"
    for zone, found in weekly.items():
        counts = Counter(each.verdict.verdict for each in found).most_common()
        told = ", ".join(f"{word} {count}" for word, count in counts)
        tuned = " (looked at)" if zone in story.tuned_on else ""
        runs = ", ".join(f"{first.day} to {last.day}" for first, last in spells(found))
        yield f"| {names[zone]}{tuned} | {len(found)} | {told} | {runs} |"


def weeks(weekly: Weekly) -> Iterator[str]:
    yield "| zone | week to | verdict | alone | rate (80 %) | coverage | trend | killed, at least |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for zone, found in weekly.items():
        for week in found:
            each = week.verdict
            killed = each.killed_in_window.total if each.killed_in_window else "-"
            what = (_words(each), week.alone, _rate(each), each.coverage, each.trend, killed)
            yield f"| {zone} | {week.day} | {' | '.join(map(str, what))} |"


def _words(verdict: ZoneVerdict) -> str:
    also = f" or {verdict.also}" if verdict.also else ""
    qualifier = f", {verdict.qualifier}" if verdict.qualifier else ""
    return f"{verdict.verdict}{also}{qualifier}"


def _rate(verdict: ZoneVerdict) -> str:
    if verdict.rate_ratio is None:
        return "-"
    low, point, high = verdict.rate_ratio
    return f"{point:.2g} ({low:.2g} to {high:.2g})"


if __name__ == "__main__":
    main()
