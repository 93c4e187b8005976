"""How well the packaged samples' duplicate tellings are merged, against a truth written by hand.

    python benchmarks/samples.py

The truth stands in benchmarks/samples.yaml. Precision and recall are over pairs of claims about
force; `--misses` prints the claims of each incident that came apart, or came together wrongly.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import yaml
from scenario import merge_row
from truce import naive
from truce.measures import groups_of, merges

from trucewatch.model.claim import IncidentClaim
from trucewatch.pipeline import Answer, add_reports, answer
from trucewatch.reading.readers import RulesReader
from trucewatch.reference.dossier import load_reference
from trucewatch.sources.files import Incoming, read_reports
from trucewatch.store.record import open_record

TRUTH = Path(__file__).with_suffix(".yaml")


def made_of_samples() -> Answer:
    reference = load_reference()
    samples = Path(str(files("trucewatch"))) / "data" / "samples"
    paths = sorted(str(path) for path in samples.glob("*/*.json"))
    reports = (each for each in read_reports(paths) if isinstance(each, Incoming))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_record(Path(folder) / "samples.db", create=True) as store,
    ):
        add_reports(reports, store, [RulesReader(reference)])
        return answer(store, reference)


def true_incidents(made: Answer) -> dict[str, str]:
    """The incident each claim about force tells of, by claim id; its own id for one alone."""
    written = yaml.safe_load(TRUTH.read_text(encoding="utf-8"))
    tellings = [
        (name, report, words)
        for name, told in [*written["incidents"].items(), ("", written["several"])]
        for report, many in told.items()
        for words in many
    ]
    found = {}
    for claim in made.claims.values():
        if isinstance(claim, IncidentClaim):
            report = made.reports[claim.report].id
            names = [name for name, of, words in tellings if of == report and words in claim.quote]
            found[claim.id] = names[0] if names else claim.id
    return {claim: name for claim, name in found.items() if name}


def miss_lines(made: Answer, true: Mapping[str, str]) -> Iterator[str]:
    group = groups_of(made.records)
    for one in sorted(true.keys() & group.keys()):
        for other in sorted(true.keys() & group.keys()):
            is_same, is_joined = true[one] == true[other], group[one] == group[other]
            if one < other and is_same != is_joined:
                yield f"{'apart' if is_same else 'joined wrongly'}:"
                yield from (f"    {made.claims[each].quote}" for each in (one, other))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--misses", action="store_true", help="print the pairs that are wrong")
    asked = parser.parse_args()
    made = made_of_samples()
    true = true_incidents(made)
    several = len(set(true.values()))
    print(f"{len(made.reports)} sample reports, {len(true)} claims of {several} incidents")
    print(f"{'merges':<28}{'precision':>10}{'recall':>10}{'B3 p':>10}{'B3 r':>10}")
    print(merge_row("trucewatch", merges(true, groups_of(made.records))))
    floor = naive.by_day_and_place(made.claims.values())
    print(merge_row("one day, one place", merges(true, floor)))
    if asked.misses:
        print("\n".join(miss_lines(made, true)))


if __name__ == "__main__":
    main()
