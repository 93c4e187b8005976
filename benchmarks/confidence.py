"""How sure verdicts are: fits what each doubt takes away, and tries it on truces not fitted on.

    python benchmarks/confidence.py --fit 1 2 3 4:koltan --held-out 21 22 23 24:koltan

A truce is a seed of benchmarks/scenario.py, or a seed and a zone of which every second outlet hears
nothing after half a year. The fit is printed as src/trucewatch/data/verdict_confidence.yaml has it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scenario import silence_in
from truce.path import read_and_answer, verdicts, week_ends
from truce.perfect import full_coverage, true_records
from truce.reports import write_reports
from truce.truth import Ground, load_ground, make_truth

from trucewatch.assessment.confidence import Weighing, load_weighing
from trucewatch.model.finding import Doubts

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
DOUBTS = Doubts.__struct_fields__
ROUNDS, STEP, PULL = 20_000, 0.5, 0.002


class Judged(NamedTuple):
    """A verdict's doubts, and whether it was the truth's."""

    doubts: Doubts
    is_true: bool


def judged(name: str, ground: Ground, folder: Path, every: int) -> list[Judged]:
    """The verdicts of one truce on the scale from holding to collapsed."""
    seed, _, zone = name.partition(":")
    truth = make_truth(ground, int(seed))
    silence = silence_in(zone, 0.5, truth) if zone else None
    written = write_reports(ground, truth, int(seed), silence)
    made = read_and_answer(
        written, ground.reference, folder / f"{name.replace(':', '-')}.db", jobs=1
    )
    ends = week_ends(truth.ban, truth.last)[::every]
    ours = verdicts(made.records, made, ground.reference, ends)
    true = verdicts(true_records(truth, ground), full_coverage(truth), ground.reference, ends)
    return [
        Judged(each.confidence.doubts, each.verdict == true[key].verdict)
        for key, each in sorted(ours.items())
        if each.confidence
    ]


def fitted(cases: Sequence[Judged]) -> Weighing:
    """Logistic regression by gradient ascent; a doubt never makes a verdict surer."""
    doubts = np.array([[getattr(each.doubts, name) for name in DOUBTS] for each in cases])
    is_true = np.array([each.is_true for each in cases], float)
    certain, takes = 2.0, np.zeros(len(DOUBTS))
    for _ in range(ROUNDS):
        off = is_true - 1 / (1 + np.exp(doubts @ takes - certain))
        certain += STEP * off.mean()
        takes = np.maximum(0.0, takes - STEP * (doubts.T @ off / len(cases) + PULL * takes))
    weights = {name: round(float(w), 2) for name, w in zip(DOUBTS, takes, strict=True) if w >= 0.05}
    return Weighing(round(float(certain), 2), weights, load_weighing().words)


def reliability(cases: Sequence[Judged], weighing: Weighing) -> list[str]:
    """Said and found shares by bin, the Brier score beside that of one share for all, and the
    expected calibration error."""
    said = np.array([weighing.probability(each.doubts) for each in cases])
    found = np.array([each.is_true for each in cases], float)
    lines, error = [f"{'said':<14}{'verdicts':>9}{'mean said':>11}{'true':>8}"], 0.0
    for low, high in pairwise(BINS):
        inside = (said >= low) & (said < high)
        if inside.any():
            mean, share = said[inside].mean(), found[inside].mean()
            error += inside.mean() * abs(mean - share)
            lines.append(
                f"{low:.2f} to {min(high, 1):.2f}  {inside.sum():>9}{mean:>11.3f}{share:>8.3f}"
            )
    brier, flat = ((said - found) ** 2).mean(), found.mean() * (1 - found.mean())
    lines.append(
        f"Brier score {brier:.3f} (one share for all: {flat:.3f}),"
        f" expected calibration error {error:.3f}"
    )
    return lines


def by_word(cases: Sequence[Judged], weighing: Weighing) -> list[str]:
    said = [(weighing.word(weighing.probability(each.doubts)), each.is_true) for each in cases]
    return [
        f"{word}: {len(true)} verdicts, true {sum(true) / len(true):.3f}"
        for word in weighing.words
        if (true := [is_true for each, is_true in said if each == word])
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--fit", nargs="+", default=[], metavar="SEED[:ZONE]")
    parser.add_argument("--held-out", nargs="+", default=[], metavar="SEED[:ZONE]")
    parser.add_argument("--every", type=int, default=2, help="one verdict in so many weeks")
    parser.add_argument("--records", type=Path, help="keep what was read here, for another run")
    asked = parser.parse_args()
    ground = load_ground()
    with tempfile.TemporaryDirectory() as new:
        folder = asked.records or Path(new)
        fit, held_out = (
            [case for name in names for case in judged(name, ground, folder, asked.every)]
            for names in (asked.fit, asked.held_out)
        )
    weighing = fitted(fit) if fit else load_weighing()
    print(f"certain: {weighing.certain}")
    print("takes: {" + ", ".join(f"{name}: {w}" for name, w in weighing.takes.items()) + "}")
    for name, cases in (("fitted on", fit), ("held out", held_out)):
        if cases:
            print(f"\n{name}: {len(cases)} verdicts")
            print("\n".join([*reliability(cases, weighing), *by_word(cases, weighing)]))


if __name__ == "__main__":
    main()
