"""Brings the derived tables up to date: with what is new alone, or all of it anew.

New claims touch the parts that they are linked to, bound to or judged with; so do corrections, and
so does what people decide. These parts are taken out, and made again with the new claims in them.
Of talks all that is of one circle is looked at, and those rounds made again that came out other.
To make everything anew is the same, with every report new and no part there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from sys import intern
from typing import NamedTuple

import msgspec

from trucewatch.derivation.bench import Batch, Bench, Watched, unwatched
from trucewatch.derivation.calendar import (
    CLAIMS_MET_AT_ONCE,
    meetings,
    meetings_with,
)
from trucewatch.derivation.collecting import collecting_nothing
from trucewatch.derivation.judged import JUDGEMENT, judged
from trucewatch.derivation.kin import Kin
from trucewatch.derivation.versions import versions
from trucewatch.model.decision import weights_of
from trucewatch.model.report import canonical
from trucewatch.reconciliation.clusters import Pair, Weights, decisions
from trucewatch.reconciliation.corrections import set_aside
from trucewatch.reconciliation.parts import (
    Link,
    Links,
    Part,
    binding,
    longest_days_met,
    parts,
    parts_of_circle,
    weights_among,
)
from trucewatch.reconciliation.rules import shipped_rules, shipped_weights
from trucewatch.reconciliation.sittings import Sitting
from trucewatch.reference.reference import Reference
from trucewatch.store.derived import ClaimRow, Derived, LinkRow, Row, Stamp, parts_of
from trucewatch.store.record import RecordStore

# So much at a time that a process spends a second or so on it.
REPORTS_AT_ONCE = 100
CLAIMS_MADE_AT_ONCE = 500
SITTING = msgspec.json.Decoder(Sitting)


class Brought(NamedTuple):
    """What was done: whether what was derived before was made anew, and how much was new or
    touched."""

    is_rebuilt: bool = False
    reports: int = 0
    claims: int = 0
    claims_touched: int = 0


def bring_up_to_date(
    store: RecordStore,
    reference: Reference,
    *,
    jobs: int = 1,
    anew: bool = False,
    watched: Watched = unwatched,
) -> Brought:
    """Derives what is not derived yet. All of it is kept, or, where it is cut short, none.

    `watched` is given what is made as it comes, with what it is and how many of it come at once.
    """
    weights = weights_of(store.decisions()) or shipped_weights()
    bench = Bench(store.seen("deriving"), reference, weights, (), jobs, watched)
    made_from = versions(reference, bench.weights)
    with store.derived() as derived:
        if not anew and derived.stamp() == Stamp(made_from, store.last_entry()):
            return Brought()
    with collecting_nothing(), store.deriving() as derived:
        stamp = derived.stamp()
        is_of_use = not anew and stamp is not None and _still_fits(stamp, made_from, store)
        if not is_of_use:
            derived.clear()
        last = store.last_entry()
        refs = store.reports_since(stamp.entries if stamp and is_of_use else 0)
        done = _update(derived, bench, refs)
        derived.index()
        derived.sign(Stamp(made_from, last))
    return done._replace(is_rebuilt=stamp is not None and not is_of_use, reports=len(refs))


def _still_fits(stamp: Stamp, made_from: str, store: RecordStore) -> bool:
    # What was erased is gone from the ledger, so its part cannot be told any more.
    return stamp.made_from == made_from and not store.has_erased_since(stamp.entries)


def _update(derived: Derived, bench: Bench, refs: Sequence[str]) -> Brought:
    touched = derived.parts_of_reports(refs) | _loosened(derived, refs)
    circles = derived.circles_of(touched)
    derived.take_out_reports(refs)
    new = _indexed(derived, bench, refs)
    kin = Kin(derived.kin())
    touched |= derived.parts_of_reports(kin.of(refs))
    bench, decided = _with_judgements(derived, bench, new)
    touched |= derived.parts_of_claims(decided)
    links = _links_of_new(derived, bench, new.values())
    beside = touched | _parts_linked(derived, links, new)
    beside |= derived.parts_bound({row.bond for row in new.values() if row.bond})
    circles |= derived.circles_of(beside)

    old = {row.id: row for row in derived.claims_beside(beside, circles)}
    links |= _links_among(derived, old)
    claims = {**old, **new}
    made = _changed(_parts(claims, links, bench, kin), old, touched)
    remade = [old[each] for part in made for each in part.claims if each in old]
    derived.take_out_parts(touched | {row.part for row in remade})
    derived.put_into_parts(_moved(made, claims))
    batches = _batches(made, claims, kin, links)
    worked = bench.worked("make", batches, "claims made into records", CLAIMS_MADE_AT_ONCE)
    derived.put_all(worked)
    return Brought(claims=len(new), claims_touched=len(remade))


def _loosened(derived: Derived, refs: Collection[str]) -> set[str]:
    """Parts of claims that may go with others once the claims of these reports are gone, and the
    parts that they may go to."""
    gone = derived.claims_of_reports(refs)
    linked = {end for row in derived.links_of(gone) for end in (row.one, row.other)}
    others = {end for row in derived.links_of(linked) for end in (row.one, row.other)}
    return derived.parts_of_claims(linked | others)


def _parts_linked(derived: Derived, links: Links, new: Collection[str]) -> set[str]:
    """Parts that new claims may belong to, and those that claims there may leave others for."""
    met = {end for link in links for end in link if end not in new}
    others = {end for row in derived.links_of(met) for end in (row.one, row.other)}
    return derived.parts_of_claims(met | others)


def _links_among(derived: Derived, claims: Collection[str]) -> dict[Pair, Link]:
    return {
        (row.one, row.other): Link(row.weight, row.is_firm)
        for row in derived.links_of(claims)
        if row.one in claims and row.other in claims
    }


def _indexed(derived: Derived, bench: Bench, refs: Sequence[str]) -> dict[str, ClaimRow]:
    """Rows of the reports are put in; those of their claims wait for their parts."""
    claims: dict[str, ClaimRow] = {}
    some = parts_of(refs, REPORTS_AT_ONCE)
    worked = bench.worked("index", some, "reports looked through", REPORTS_AT_ONCE)

    def others() -> Iterator[list[Row]]:
        for rows in worked:
            claims.update((row.id, _lean(row)) for row in rows if isinstance(row, ClaimRow))
            yield [row for row in rows if not isinstance(row, ClaimRow)]

    derived.put_all(others())
    return claims


def _lean(row: ClaimRow) -> ClaimRow:
    """The same with what others say, too, kept once for all of them."""
    return row._replace(
        id=intern(row.id),
        bond=row.bond and intern(row.bond),
        first_day=row.first_day and intern(row.first_day),
        last_day=row.last_day and intern(row.last_day),
    )


def _with_judgements(
    derived: Derived, bench: Bench, new: Mapping[str, ClaimRow]
) -> tuple[Bench, set[str]]:
    """The bench with what people decided, and the claims that this is news for."""
    now = judged(bench.store, lambda claim: claim in new or derived.has_claim(claim))
    before = [JUDGEMENT.decode(each) for each in derived.decided()]
    derived.put_decided(canonical(each).decode() for each in now)
    news = {*now} ^ {*before} | {each for each in now if {each.left, each.right} & new.keys()}
    claims = {claim for each in news for claim in (each.left, each.right)}
    return replace(bench, judgements=now), claims


def _links_of_new(derived: Derived, bench: Bench, new: Collection[ClaimRow]) -> dict[Pair, Link]:
    """Links of new claims, among themselves and to those that were there; they are put in."""
    met_before = partial(derived.claims_met, longest_days=longest_days_met(shipped_rules()))
    some = chain(meetings(new), meetings_with(new, met_before))
    links: dict[Pair, Link] = {}
    for found in bench.worked("link", some, "claims compared", CLAIMS_MET_AT_ONCE):
        links.update(((intern(one), intern(other)), link) for (one, other), link in found.items())
    derived.put(LinkRow(*ends, *links[ends]) for ends in sorted(links))
    return links


def _parts(claims: Mapping[str, ClaimRow], links: Links, bench: Bench, kin: Kin) -> Iterator[Part]:
    """The parts that the claims fall into."""
    decided_on = ((each.left, each.right) for each in bench.judgements)
    wide = {row.id for row in claims.values() if row.is_wide}
    bonds = {row.id: row.bond for row in claims.values()}
    corrected = set_aside(bench.store.reports_of(kin.refs()), bench.reference)
    gone = {each.old for each in corrected}
    sittings = {
        row.id: SITTING.decode(row.sitting)
        for row in claims.values()
        if row.sitting is not None and row.report not in gone
    }
    decided = decisions(bench.judgements)
    for circle in parts(bonds, chain(binding(links, wide), decided_on)):
        yield from parts_of_circle(circle, sittings, decided, bench.reference, shipped_rules())


def _changed(
    made: Iterable[Part], old: Mapping[str, ClaimRow], touched: Collection[str]
) -> list[Part]:
    """The parts that are not as they were, or that are touched."""
    before: dict[str, list[ClaimRow]] = {}
    for row in old.values():
        before.setdefault(row.part, []).append(row)
    return [
        part
        for part in made
        if part.claims[0] in touched or not _is_as_before(part, before.get(part.claims[0], ()))
    ]


def _is_as_before(part: Part, before: Collection[ClaimRow]) -> bool:
    is_same = {row.id for row in before} == {*part.claims}
    return is_same and all(_in(part, row) == row for row in before)


def _in(part: Part, row: ClaimRow) -> ClaimRow:
    """The claim's row where it is in the part, which is called after its first claim."""
    told = part.gathering
    return row._replace(
        part=part.claims[0],
        circle=part.circle,
        track=told.track if told else None,
        is_over=told is not None and told.is_over,
    )


def _moved(made: Iterable[Part], claims: Mapping[str, ClaimRow]) -> list[ClaimRow]:
    """Claims that are new, or go into another part."""
    rows = ((claims[each], _in(part, claims[each])) for part in made for each in part.claims)
    return [now for before, now in rows if now != before]


def _batches(
    made: Sequence[Part], claims: Mapping[str, ClaimRow], kin: Kin, links: Links
) -> Iterator[Batch]:
    """Parts of about the same days together, since these share reports; the largest first, so
    that no process is left with it at the end."""
    linked: dict[str, list[Pair]] = {}
    for one, other in links:
        linked.setdefault(one, []).append((one, other))

    def order(part: Part) -> tuple[bool, str]:
        days = [day for each in part.claims if (day := claims[each].first_day)]
        return len(part.claims) < CLAIMS_MADE_AT_ONCE, min(days, default="")

    batch: list[Part] = []
    length = 0
    for part in sorted(made, key=order):
        batch.append(part)
        length += len(part.claims)
        if length >= CLAIMS_MADE_AT_ONCE:
            yield _batch(batch, claims, kin, _among(batch, linked, links))
            batch, length = [], 0
    if batch:
        yield _batch(batch, claims, kin, _among(batch, linked, links))


def _among(made: Iterable[Part], linked: Mapping[str, Sequence[Pair]], links: Links) -> Weights:
    """What pairs of the claims weigh."""
    ids = {each for part in made for each in part.claims}
    pairs = (pair for each in ids for pair in linked.get(each, ()) if pair[1] in ids)
    return weights_among(links, pairs)


def _batch(
    made: Sequence[Part],
    claims: Mapping[str, ClaimRow],
    kin: Kin,
    links: Weights,
) -> Batch:
    ids = [each for part in made for each in part.claims]
    rows = [claims[each] for each in ids]
    beside = {row.report for row in rows if row.with_report}
    reports = {row.report for row in rows}
    return Batch(
        claims=tuple(ids),
        parts=tuple(part.claims[0] for part in made for _ in part.claims),
        beside=tuple(sorted(beside)),
        reports=tuple(sorted((reports | kin.of(reports)) - beside)),
        links=links,
        gathered=tuple(part.gathering for part in made if part.gathering),
    )
