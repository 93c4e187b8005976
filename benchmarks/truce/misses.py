"""Wrong merges, splits, minimums and verdicts, with the words and the record's own explanation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from truce.links import Links
from truce.measures import groups_of, minimums
from truce.reports import Written
from truce.truth import Truth
from trucewatch.model.claim import Claim, IncidentClaim
from trucewatch.model.finding import ZoneVerdict
from trucewatch.pipeline import Answer

MOST = 40


def miss_lines(
    made: Answer,
    links: Links,
    truth: Truth,
    written: Sequence[Written],
    ours: Mapping[tuple[str, date], ZoneVerdict],
    true: Mapping[tuple[str, date], ZoneVerdict],
) -> Iterator[str]:
    by_ref = {each.report.ref: each for each in written}
    yield "\nWRONG MERGES: one record, several true incidents"
    yield from _wrong_merges(made, links, truth)
    yield "\nSPLITS: one true incident, several records"
    yield from _splits(made, links, truth)
    yield "\nUNREAD: sentences with dead from which no claim of force was read"
    for ref, sentence in links.untold[:MOST]:
        yield f"  {by_ref[ref].report.id}: {sentence.text}"
    yield "\nASTRAY: claims of force from sentences that tell of no incident"
    for claim_id in links.astray[:MOST]:
        yield f"  {_words(made.claims[claim_id])}"
    yield "\nMINIMUMS ABOVE THE TRUTH"
    for each in [each for each in minimums(ours, truth, written) if each.is_above][:MOST]:
        whose = "ours" if each.is_ours else "the reports'"
        span = f"{each.zone} {each.first} to {each.last}"
        yield f"  {span}: {each.total}, true {each.true}, told {each.told}; fault: {whose}"
    yield "\nVERDICTS"
    for key in sorted(ours.keys() & true.keys()):
        if ours[key].verdict != true[key].verdict:
            yield f"  {key[0]} {key[1]}: ours {ours[key].verdict} ({ours[key].because})"
            yield f"      true {true[key].verdict} ({true[key].because})"


def _wrong_merges(made: Answer, links: Links, truth: Truth) -> Iterator[str]:
    """One pair a record and two true incidents, with the judgement that joined it, if one did."""
    group_of = groups_of(made.records)
    together: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim, true in links.true_of.items():
        if claim in group_of:
            together[group_of[claim]][true].append(claim)
    joined = {frozenset((each.left, each.right)): each for each in made.judgements if each.is_same}
    shown = 0
    for record, by_true in sorted(together.items()):
        for one, other in combinations(sorted(by_true), 2):
            shown += 1
            if shown > MOST:
                return
            pairs = [(a, b) for a in by_true[one] for b in by_true[other]]
            a, b = next((p for p in pairs if frozenset(p) in joined), pairs[0])
            why = joined.get(frozenset((a, b)))
            yield f"  {record}: {_true(truth, one)} | {_true(truth, other)}"
            yield f"    {_words(made.claims[a])}"
            yield f"    {_words(made.claims[b])}"
            yield f"    why: {why.why if why else 'through others'}"


def _splits(made: Answer, links: Links, truth: Truth) -> Iterator[str]:
    group_of = groups_of(made.records)
    records: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim, true in links.true_of.items():
        if claim in group_of:
            records[true][group_of[claim]].append(claim)
    apart = {
        frozenset((each.left, each.right)): each for each in made.judgements if not each.is_same
    }
    shown = 0
    for true, by_record in sorted(records.items()):
        ordered = sorted(by_record.values(), key=lambda each: (-len(each), each))
        for other in ordered[1:]:
            shown += 1
            if shown > MOST:
                return
            pairs = [(a, b) for a in ordered[0] for b in other]
            a, b = next((p for p in pairs if frozenset(p) in apart), pairs[0])
            why = apart.get(frozenset((a, b)))
            yield f"  {_true(truth, true)}: {len(ordered[0])} claims, and {len(other)} apart"
            yield f"    {_words(made.claims[a])}"
            yield f"    {_words(made.claims[b])}"
            yield f"    why: {why.why if why else 'not compared, or not enough for it'}"


def _true(truth: Truth, true_id: str) -> str:
    true = truth.incidents.get(true_id)
    if true is None:
        return true_id
    place = true.village.partition(":")[2]
    toll = f"{true.killed} killed by {true.author}"
    return f"{true_id} {true.type} {place} {true.day} {true.hour}h, {toll}"


def _words(claim: Claim) -> str:
    if not isinstance(claim, IncidentClaim):
        return claim.quote
    days = f"{claim.date.start}..{claim.date.end}" if claim.date else "no day"
    place = (claim.place.place_id or claim.place.text) if claim.place else "no place"
    killed = f"{claim.killed.low}-{claim.killed.high}" if claim.killed else "no toll"
    return f"[{claim.type} {days} {place} {killed} {claim.claim_status}] {claim.quote}"
