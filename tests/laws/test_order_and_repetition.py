"""Law 8: adding reports in any order, or twice, gives the same record; and so does reconciling
each part of it by itself."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from itertools import combinations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.derivation.derive import bring_up_to_date
from trucewatch.model.claim import (
    Claim,
    ControlClaim,
    IncidentClaim,
    Reading,
    SupportClaim,
    TalkClaim,
    TallyClaim,
    identified,
)
from trucewatch.model.decision import Decision, Undoing, signed
from trucewatch.model.record import Judgement
from trucewatch.model.reference import Dossier
from trucewatch.model.report import Report, canonical
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range
from trucewatch.reconciliation.clusters import decisions
from trucewatch.reconciliation.lineage import Lineage
from trucewatch.reconciliation.matching import Matcher
from trucewatch.reconciliation.parts import binding, bonds_of, links, parts, parts_of_circle
from trucewatch.reconciliation.resolver import about_force, reconcile
from trucewatch.reconciliation.rules import shipped_rules, shipped_weights
from trucewatch.reference.dossier import load_reference
from trucewatch.reference.reference import Reference
from trucewatch.sources.files import Incoming
from trucewatch.store.record import open_record

REFERENCE = Reference(dossiers=(Dossier(id="syria", name="Syria"),))
WITH_ZONES = load_reference()
PLACES = (
    PlaceMention("Idlib", "syria:idlib", 35.8, 36.7, "province", None, "SY"),
    PlaceMention("Ariha", "syria:ariha", 35.81, 36.61, "town", "Idlib", "SY"),
    PlaceMention("Maar Shurin", "syria:maar-shurin", 35.63, 36.71, "town", "Idlib", "SY"),
)
ACTORS = (ActorMention("Russia", ("russia",)), ActorMention("ISIL", ("isil",)))
REPORTS = tuple(
    Report(
        id=f"report-{number}",
        text=f"{outlet} on the strike in the town and those who died in it.",
        outlet=outlet,
        published=date(2017, 12, 20) + timedelta(days=number // 2) if number != 4 else None,
        corrects="report-0" if number == 5 else None,
    )
    for number, outlet in enumerate(("Gazette", "Courier", "Herald", "Gazette", "Post", "Gazette"))
)

refs = st.sampled_from([report.ref for report in REPORTS])
# A sentence may go on about what the one before it tells.
spans = st.sampled_from((None, (0, 8), (8, 20), (20, 30)))
said_by = {
    "report": refs,
    "reader": st.just("hand@1"),
    "quote": st.sampled_from("abc"),
    "span": spans,
}
LATER = "2018-01-03"
DAY, NEXT_DAY = date(2017, 12, 20), date(2017, 12, 21)
# Few values, so that many claims meet: the common case first, since sampling leans to it.
periods = st.sampled_from(
    (
        Period(DAY, DAY),
        Period(DAY, DAY),
        Period(DAY, NEXT_DAY, "hours"),
        Period(NEXT_DAY, NEXT_DAY),
        Period(DAY - timedelta(days=40), NEXT_DAY, "vague"),
        Period(DAY, None),
        Period(None, DAY),
        None,
    )
)
force = st.builds(
    IncidentClaim,
    type=st.sampled_from(("airstrike", "airstrike", "shelling", "bombing_ied", "other")),
    date=periods,
    place=st.sampled_from((*PLACES, PLACES[1], None)),
    killed=st.sampled_from((Range(19, 19), Range(19, 19), Range(12, None), Range(3, 3), None)),
    perpetrators=st.sampled_from(((), (ACTORS[0],), (ACTORS[1],))),
    claim_status=st.sampled_from(("asserted", "asserted", "asserted", "denied", "planned")),
    source=st.sampled_from((None, "SOHR", "residents")),
    event=st.sampled_from((None, None, "A")),
    **said_by,
)
tallies = st.builds(
    TallyClaim,
    measure=st.sampled_from(("killed", "violations")),
    value=st.sampled_from((Range(200), Range(17, 17))),
    place=st.sampled_from(PLACES[:2]),
    period=st.sampled_from((None, Period(DAY, DAY))),
    source=st.sampled_from(("Russia", "Turkey")),
    **said_by,
)
talks = st.builds(
    TalkClaim,
    name=st.sampled_from(("Astana talks", "next round", "foreign ministers' meeting")),
    track_id=st.sampled_from(("syria/astana", "syria/astana", None)),
    round=st.sampled_from((None, 8, 9)),
    date=periods,
    phase=st.sampled_from(("concluded", "under_way", "planned", "failed", None)),
    **said_by,
)
ground = st.builds(
    ControlClaim,
    actor=st.sampled_from(ACTORS),
    change=st.sampled_from(("gained", "holds")),
    place=st.sampled_from(PLACES[1:]),
    date=periods,
    claim_status=st.sampled_from(("asserted", "denied")),
    **said_by,
)
backing = st.builds(
    SupportClaim, backer=st.sampled_from(ACTORS), backed=st.sampled_from(ACTORS), **said_by
)
kinds = (force, force, tallies, talks, ground, backing)
claims_about_one_time = st.one_of(*(kind.map(identified) for kind in kinds))
claim_lists = st.lists(claims_about_one_time, min_size=6, max_size=16)


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[list[Claim], list[Claim], list[Judgement]]:
    """Claims, the same in another order with some of them twice, and what a person decided."""
    claims = draw(claim_lists)
    again = draw(st.lists(st.sampled_from(claims), max_size=4))
    ids = [claim.id for claim in claims[:3]]
    judgement = st.builds(
        Judgement,
        left=st.sampled_from(ids),
        right=st.sampled_from(ids),
        is_same=st.booleans(),
        by=st.just("person:Amal"),
        why=st.just(""),
        decided=st.sampled_from(("2018-01-01", "2018-01-02")),
    )
    judged = draw(st.lists(judgement, max_size=4))
    return claims, draw(st.permutations(claims + again)), judged


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shuffled(), st.permutations(REPORTS))
def test_any_order_and_repetition_of_claims_gives_the_same_records(drawn, reports):
    claims, other_order, judgements = drawn
    once = reconcile(claims, {report.ref: report for report in REPORTS}, judgements, REFERENCE)
    again = reconcile(
        other_order, {report.ref: report for report in reports}, judgements[::-1], REFERENCE
    )
    assert as_bytes(once.records) == as_bytes(again.records)
    assert as_bytes(once.judgements) == as_bytes(again.judgements)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claim_lists)
def test_no_claim_is_in_two_records_and_every_record_has_its_own_id(claims):
    records = reconcile(claims, {report.ref: report for report in REPORTS}, [], REFERENCE).records
    used = [claim for record in records for claim in record.claims]
    assert len(used) == len(set(used))
    assert len({record.id for record in records}) == len(records)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shuffled())
def test_each_part_by_itself_gives_the_records_of_all_at_once(drawn):
    claims, _, judgements = drawn
    reports = {report.ref: report for report in REPORTS}
    whole = reconcile(claims, reports, judgements, REFERENCE)
    by_id = {claim.id: claim for claim in claims}
    by_part = [
        reconcile(
            [by_id[each] for each in part.claims],
            reports,
            judgements,
            REFERENCE,
            beside=claims,
            gathered=[part.gathering] if part.gathering else [],
        )
        for part in parts_of(claims, reports, judgements)
    ]
    records = sorted(record for each in by_part for record in as_bytes(each.records))
    assert records == sorted(as_bytes(whole.records))
    made = [judgement for each in by_part for judgement in as_bytes(each.judgements)]
    assert sorted(made) == sorted(as_bytes(whole.judgements))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claim_lists, st.integers(min_value=0, max_value=16))
def test_new_claims_find_every_link_that_they_have_to_those_before(claims, first_new):
    lineage = lineage_of({report.ref: report for report in REPORTS})
    new = {claim.id for claim in claims[first_new:]}
    every = links(claims, lineage, shipped_rules(), shipped_weights())
    found = links(claims, lineage, shipped_rules(), shipped_weights(), of=new)
    assert found == {link: every[link] for link in every if not new.isdisjoint(link)}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claim_lists)
def test_a_pair_weighs_what_its_explanation_adds_up_to(claims):
    force = about_force(claims)
    weights = shipped_weights()
    matcher = Matcher(
        force, lineage_of({report.ref: report for report in REPORTS}), shipped_rules(), weights
    )
    explained = {pair: matcher.match(*pair).weight for pair in combinations(sorted(force), 2)}
    assert {pair: matcher.weight(*pair) for pair in explained} == explained
    enough = {pair for pair, weight in explained.items() if weight >= weights.enough}
    assert set(matcher.enough(explained)) == enough


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claim_lists)
def test_claims_that_can_be_joined_have_a_day_a_report_or_a_bond_in_common(claims):
    lineage = lineage_of({report.ref: report for report in REPORTS})
    bonds = {bond.claim: bond for bond in bonds_of(claims, lineage, shipped_rules())}
    report_of = {claim.id: claim.report for claim in claims}
    for link in links(claims, lineage, shipped_rules(), shipped_weights()):
        one, other = (bonds[each] for each in link)
        if report_of[one.claim] != report_of[other.claim] and one.shared != other.shared:
            assert one.days and other.days and one.days.overlaps(other.days)


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    """A record with nothing in it, to be copied: making one takes longer than a law should."""
    path = tmp_path_factory.mktemp("laws") / "blank.db"
    open_record(path, create=True).close()
    return path


readings = st.lists(st.tuples(st.sampled_from(REPORTS), st.sampled_from(("hand@1", "hand@2"))))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(shuffled(), st.data())
def test_what_is_derived_step_by_step_is_what_is_derived_at_once(blank, drawn, data):
    claims, _, judgements = drawn
    entries = [signed(decision_on(judgement)) for judgement in judgements]
    undone = data.draw(st.sets(st.sampled_from(entries))) if entries else set()
    undoings = [
        signed(Undoing(undoes=each.id, by="person:B", why="", decided=LATER)) for each in undone
    ]
    steps = [
        *((report, "hand@1") for report in REPORTS),
        *data.draw(readings),
        *entries,
        *map(signed, undoings),
    ]
    with copied(blank, "steps.db") as store:
        for step in steps:
            take(store, step, claims)
            if data.draw(st.booleans()):
                bring_up_to_date(store, WITH_ZONES)
        bring_up_to_date(store, WITH_ZONES)
        step_by_step = derived_sha256(store)
        assert bring_up_to_date(store, WITH_ZONES, anew=True).is_rebuilt
        assert derived_sha256(store) == step_by_step
    with copied(blank, "once.db") as store:
        for step in steps[::-1]:
            take(store, step, claims)
        bring_up_to_date(store, WITH_ZONES)
        assert derived_sha256(store) == step_by_step


def take(store, step, claims):
    """A report read by a version of a reader, or what a person decided. The second version of the
    reader makes half of the first one's claims."""
    if not isinstance(step, tuple):
        store.decide(step)
        return
    report, reader = step
    told = [claim for claim in claims if claim.report == report.ref]
    told = told if reader == "hand@1" else told[::2]
    made = [identified(msgspec.structs.replace(claim, reader=reader)) for claim in told]
    incoming = Incoming(report=report, raw=report.text.encode(), origin=report.id)
    store.keep(incoming, Reading(report=report.ref, reader=reader, claims=tuple(made)))


def decision_on(judgement):
    return Decision(
        left=(judgement.left,),
        right=(judgement.right,),
        is_same=judgement.is_same,
        by=judgement.by,
        why=judgement.why,
        decided=judgement.decided,
    )


def copied(blank, name):
    path = blank.with_name(name)
    for part in ("", "-wal", "-shm"):
        path.with_name(name + part).unlink(missing_ok=True)
    shutil.copy(blank, path)
    return open_record(path)


def derived_sha256(store):
    with store.derived() as derived:
        return derived.sha256()


def parts_of(claims, reports, judgements):
    lineage = lineage_of(reports)
    told = bonds_of(claims, lineage, shipped_rules())
    bonds = {bond.claim: bond.shared for bond in told}
    judged = [(judgement.left, judgement.right) for judgement in judgements]
    wide = {bond.claim for bond in told if bond.is_wide}
    linked = links(claims, lineage, shipped_rules(), shipped_weights())
    stands = {claim.id for claim in claims if claim.report not in lineage.superseded}
    sittings = {bond.claim: bond.sitting for bond in told if bond.sitting and bond.claim in stands}
    return [
        part
        for circle in parts(bonds, [*binding(linked, wide), *judged])
        for part in parts_of_circle(
            circle, sittings, decisions(judgements), REFERENCE, shipped_rules()
        )
    ]


def lineage_of(reports):
    return Lineage(reports, REFERENCE, rerun_share=shipped_rules().rerun_share)


def as_bytes(items: tuple[msgspec.Struct, ...]) -> list[bytes]:
    return [canonical(item) for item in items]
