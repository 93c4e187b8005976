"""Brings the derived tables up to date: with what is new alone, or all of it anew.

New claims touch the parts that they are linked to, bound to or judged with; so do corrections, and
so does what people decide. These parts are taken out, and made again with the new claims in them.
To make everything anew is the same, with every report new and no part there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from sys import intern
from typing import NamedTuple

from trucewatch.derivation.bench import Batch, Bench, Watched, unwatched
from trucewatch.derivation.calendar import (
    CLAIMS_MET_AT_ONCE,
    meetings,
    meetings_with,
)
from trucewatch.derivation.judged import JUDGEMENT, judged
from trucewatch.derivation.kin import Kin
from trucewatch.derivation.versions import versions
from trucewatch.model.decision import weights_of
from trucewatch.model.record import Judgement
from trucewatch.model.report import canonical
from trucewatch.reconciliation.clusters import Group, Pair, Weights
from trucewatch.reconciliation.parts import (
    Link,
    Links,
    binding,
    longest_days_met,
    parts,
    weights_among,
)
from trucewatch.reconciliation.rules import shipped_rules, shipped_weights
from trucewatch.reference.reference import Reference
from trucewatch.store.derived import ClaimRow, Derived, LinkRow, Stamp, parts_of
from trucewatch.store.record import RecordStore

# So much at a time that a process spends a second or so on it.
REPORTS_AT_ONCE = 100
CLAIMS_MADE_AT_ONCE = 500


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
    with store.deriving() as derived:
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
    derived.take_out_reports(refs)
    new = _indexed(derived, bench, refs)
    kin = Kin(derived.kin())
    touched |= derived.parts_of_reports(kin.of(refs))
    touched |= derived.parts_bound({row.bond for row in new.values() if row.bond})
    bench, decided = _with_judgements(derived, bench, new)
    touched |= derived.parts_of_claims(decided)
    links = _links_of_new(derived, bench, new.values())
    linked = _parts_linked(derived, links, new)

    old = {row.id: row for row in derived.claims_of_parts(touched | linked)}
    links |= _links_among(derived, old)
    claims = {**old, **new}
    groups = _changed(_grouped(claims, links, bench.judgements), old, touched)
    remade = [old[each] for group in groups for each in group if each in old]
    derived.take_out_parts(touched | {row.part for row in remade})
    derived.put_into_parts(_moved(groups, claims))
    batches = _batches(groups, claims, kin, links)
    for rows in bench.worked("make", batches, "claims made into records", CLAIMS_MADE_AT_ONCE):
        derived.put(rows)
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
    for rows in bench.worked("index", some, "reports looked through", REPORTS_AT_ONCE):
        claims.update((row.id, _lean(row)) for row in rows if isinstance(row, ClaimRow))
        derived.put(row for row in rows if not isinstance(row, ClaimRow))
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
    derived.put(LinkRow(*ends, *link) for ends, link in links.items())
    return links


def _grouped(
    claims: Mapping[str, ClaimRow], links: Links, judgements: Iterable[Judgement]
) -> list[Group]:
    """The parts that the claims fall into."""
    decided_on = ((each.left, each.right) for each in judgements)
    wide = {row.id for row in claims.values() if row.is_wide}
    bonds = {row.id: row.bond for row in claims.values()}
    return parts(bonds, chain(binding(links, wide), decided_on))


def _changed(
    groups: Iterable[Group], old: Mapping[str, ClaimRow], touched: Collection[str]
) -> list[Group]:
    """The groups that are no part as it was, or one of those touched."""
    before: dict[str, list[str]] = {}
    for row in old.values():
        before.setdefault(row.part, []).append(row.id)
    return [
        group
        for group in groups
        if group[0] in touched or sorted(before.get(group[0], ())) != list(group)
    ]


def _moved(groups: Iterable[Group], claims: Mapping[str, ClaimRow]) -> list[ClaimRow]:
    """Claims that are new, or go into another part; a part is called after its first claim."""
    return [
        claims[each]._replace(part=group[0])
        for group in groups
        for each in group
        if claims[each].part != group[0]
    ]


def _batches(
    groups: Sequence[Group], claims: Mapping[str, ClaimRow], kin: Kin, links: Links
) -> Iterator[Batch]:
    """Parts of about the same days together, since these share reports; the largest first, so
    that no process is left with it at the end."""
    linked: dict[str, list[Pair]] = {}
    for one, other in links:
        linked.setdefault(one, []).append((one, other))

    def order(group: Group) -> tuple[bool, str]:
        days = [day for each in group if (day := claims[each].first_day)]
        return len(group) < CLAIMS_MADE_AT_ONCE, min(days, default="")

    batch: list[Group] = []
    for group in sorted(groups, key=order):
        batch.append(group)
        if sum(map(len, batch)) >= CLAIMS_MADE_AT_ONCE:
            yield _batch(batch, claims, kin, _among(batch, linked, links))
            batch = []
    if batch:
        yield _batch(batch, claims, kin, _among(batch, linked, links))


def _among(groups: Iterable[Group], linked: Mapping[str, Sequence[Pair]], links: Links) -> Weights:
    """What pairs of the claims weigh."""
    ids = {each for group in groups for each in group}
    pairs = (pair for each in ids for pair in linked.get(each, ()) if pair[1] in ids)
    return weights_among(links, pairs)


def _batch(
    groups: Sequence[Group],
    claims: Mapping[str, ClaimRow],
    kin: Kin,
    links: Weights,
) -> Batch:
    ids = [each for group in groups for each in group]
    rows = [claims[each] for each in ids]
    beside = {row.report for row in rows if row.with_report}
    reports = {row.report for row in rows}
    return Batch(
        claims=tuple(ids),
        parts=tuple(group[0] for group in groups for _ in group),
        beside=tuple(sorted(beside)),
        reports=tuple(sorted((reports | kin.of(reports)) - beside)),
        links=links,
    )
