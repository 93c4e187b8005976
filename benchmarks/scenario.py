"""How much of a written truce's truth the record gives back, beside naive answers.

    python benchmarks/scenario.py [--seed N]... [--silence ZONE [--share 1|0.5]] [--misses]

Reports on an invented two-year truce are written from a known truth, read by the offline reader,
reconciled and assessed; docs/scenario.md says what is measured. Thresholds are tuned on seeds 1 to
3; seeds 11 to 13 are held out.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from truce import naive
from truce.links import Links, link
from truce.measures import (
    Agreement,
    Merges,
    Minimum,
    agreement,
    groups_of,
    merges,
    minimums,
    under_silence,
)
from truce.misses import miss_lines
from truce.path import read_and_answer, verdicts, week_ends
from truce.perfect import full_coverage, true_records
from truce.reports import Silence, Written, write_reports
from truce.tellings import outlets
from truce.truth import Ground, Truth, load_ground, make_truth

from trucewatch.model.record import Incident
from trucewatch.pipeline import Answer

SILENT_AFTER = timedelta(days=182)
ONE_OUTLET = "Meridian"


def silence_in(zone: str, share: float, truth: Truth) -> Silence:
    """All outlets, or every second one, hear no more of the zone after half a year of truce."""
    ids = [*(outlet.id for outlet in outlets()), "un-field-office"]
    chosen = ids if share >= 1 else ids[::2]
    known_as = zone if "/" in zone else f"velkara/{zone}"
    return Silence(known_as, frozenset(chosen), truth.ban + SILENT_AFTER)


def lines_of(seed: int, asked: argparse.Namespace, ground: Ground) -> Iterator[str]:
    began = time.process_time()
    truth = make_truth(ground, seed, days=asked.days)
    silence = silence_in(asked.silence, asked.share, truth) if asked.silence else None
    written = write_reports(ground, truth, seed, silence)
    yield f"seed {seed}: {len(truth.incidents):,} true incidents, {len(written):,} reports"
    with tempfile.TemporaryDirectory() as folder:
        record = asked.record or Path(folder) / "scenario.db"
        made = read_and_answer(written, ground.reference, record, jobs=asked.jobs)
    links = link(written, made.claims.values())
    yield from reading_lines(truth, written, links)
    yield from merge_lines(made, links)
    ends = week_ends(truth.ban, truth.last)[:: asked.every]
    ours = verdicts(made.records, made, ground.reference, ends)
    true = verdicts(true_records(truth, ground), full_coverage(truth), ground.reference, ends)
    yield from minimum_lines(minimums(ours, truth, written))
    yield from killed_lines(made, truth, ground, ours)
    yield from verdict_lines(agreement(ours, true))
    if silence:
        quiet = {key: each for key, each in ours.items() if key[0] == silence.zone}
        yield from silence_lines(quiet, true, silence)
    if asked.misses:
        yield from miss_lines(made, links, truth, written, ours, true)
    yield f"processor time of this process: {time.process_time() - began:.0f} s\n"


def reading_lines(truth: Truth, written: list[Written], links: Links) -> Iterator[str]:
    told = {true for one in written for _, each in one.told for true in each.tells}
    told &= truth.incidents.keys()
    read = set(links.true_of.values()) & told
    share = len(read) / len(told)
    yield (
        f"reading: {len(told):,} incidents told, claims of {len(read):,} ({share:.3f});"
        f" {len(links.true_of):,} claims linked, {len(links.astray)} of no incident,"
        f" {len(links.untold)} sentences with dead unread"
    )


def merge_lines(made: Answer, links: Links) -> Iterator[str]:
    yield f"{'merges':<28}{'precision':>10}{'recall':>10}{'B3 p':>10}{'B3 r':>10}"
    yield merge_row("trucewatch", merges(links.true_of, groups_of(made.records)))
    floor = naive.by_day_and_place(made.claims.values())
    yield merge_row("one day, one place", merges(links.true_of, floor))
    records = sum(isinstance(each, Incident) for each in made.records)
    yield f"incident records: {records:,}"


def merge_row(name: str, found: Merges) -> str:
    cells = (found.precision, found.recall, found.b3_precision, found.b3_recall)
    return f"{name:<28}" + "".join(f"{cell:>10.3f}" for cell in cells)


def minimum_lines(found: list[Minimum]) -> Iterator[str]:
    above = [each for each in found if each.is_above]
    ours = [each for each in above if each.is_ours]
    yield (
        f"supported minimums: {len(found)}, above the truth {len(above)},"
        f" of which not the reports' fault {len(ours)}"
    )
    for each in ours[:8]:
        sums = f"{each.total}, true {each.true}, told {each.told}"
        yield f"  {each.zone} {each.first} to {each.last}: {sums}"


def killed_lines(
    made: Answer, truth: Truth, ground: Ground, ours: dict[tuple[str, date], object]
) -> Iterator[str]:
    """Killed since the ban, zone by zone: the truth, ours, and the naive answers."""
    told = naive.killed_by_zone(made.claims.values(), ground.reference, truth.ban)
    last = max(end for _, end in ours)
    widths = (8, 9, 9, 9, 10)
    heads = ("true", "minimum", "sum all", "by day", ONE_OUTLET)
    yield f"{'killed':<20}" + "".join(f"{head:>{w}}" for head, w in zip(heads, widths, strict=True))
    for zone in ground.villages:
        verdict = ours[zone, last]
        minimum = verdict.killed.total if verdict.killed else 0
        sums = (
            truth.killed(zone, truth.ban, last),
            minimum,
            naive.sum_of_all(told[zone]),
            naive.sum_by_day_and_place(told[zone]),
            naive.sum_of_one_outlet(told[zone], made.reports, ONE_OUTLET),
        )
        yield f"{zone:<20}" + "".join(f"{n:>{w},}" for n, w in zip(sums, widths, strict=True))


def verdict_lines(found: Agreement) -> Iterator[str]:
    yield (
        f"verdicts: {found.windows} windows, the truth's {found.share:.3f},"
        f" with the second word {found.also / found.windows:.3f},"
        f" at most a step off {found.near / found.windows:.3f}"
    )
    for (true, our), count in sorted(found.table.items(), key=lambda item: -item[1]):
        if true != our:
            yield f"  {count:>4}  true {true}, ours {our}"


def silence_lines(ours, true, silence: Silence) -> Iterator[str]:
    """The silenced zone's verdicts once a whole window lies in the silence."""
    yield f"{silence.zone}, silent from {silence.start}:"
    keys = sorted(key for key in ours if key[1] - timedelta(days=27) >= silence.start)
    for key in keys:
        verdict = ours[key]
        word = " ".join(filter(None, [verdict.qualifier, verdict.verdict]))
        yield f"  {key[1]}  {word} ({verdict.coverage}); true {true[key].verdict}"
    found = under_silence([ours[key] for key in keys], [true[key] for key in keys])
    coverage = Counter(ours[key].coverage for key in keys)
    for counts in (found, coverage):
        yield "  " + ", ".join(f"{words} {count}" for words, count in counts.most_common())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, action="append", help="1 if not given; may be repeated")
    parser.add_argument("--jobs", type=int, default=2, help="processes that read")
    parser.add_argument("--days", type=int, help="only so many days of the truce")
    parser.add_argument("--every", type=int, default=1, help="one verdict in so many weeks")
    parser.add_argument(
        "--silence", metavar="ZONE", help="no word from this zone after half a year"
    )
    parser.add_argument("--share", type=float, default=1.0, help="of outlets silenced: 1 or 0.5")
    parser.add_argument("--record", type=Path, help="keep what was read here, for another run")
    parser.add_argument(
        "--misses", action="store_true", help="print wrong merges, splits, verdicts"
    )
    return parser.parse_args()


if __name__ == "__main__":
    asked = arguments()
    ground = load_ground()
    for seed in asked.seed or [1]:
        for line in lines_of(seed, asked, ground):
            print(line, flush=True)
