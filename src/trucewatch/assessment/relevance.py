"""Which dossiers a record speaks of, and why none of their zones has a verdict.

A record about another conflict says nothing of a dossier's zones, not even that they are quiet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from trucewatch.assessment.standing import force_from
from trucewatch.assessment.wording import day_words, listed
from trucewatch.model.claim import AgreementClaim, AssessmentClaim, Claim, IncidentClaim, TalkClaim
from trucewatch.model.reference import Dossier
from trucewatch.model.report import Report
from trucewatch.model.values import ActorMention, Period, PlaceMention, Range
from trucewatch.reference.reference import Reference

# These hold no other.
PLAIN = (PlaceMention, ActorMention, Period, Range)


def narrowed(reference: Reference, spoken_of: Collection[str]) -> Reference:
    """The dossiers (ids) that a report speaks of; the very same reference where that is all."""
    kept = tuple(dossier for dossier in reference.dossiers if dossier.id in spoken_of)
    return reference if kept == reference.dossiers else Reference(kept)


def spoken_of(claims: Iterable[Claim], reference: Reference) -> frozenset[str]:
    """Ids of the dossiers that some report's claims speak of."""
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    return frozenset(each for told in by_report.values() for each in dossiers_of(told, reference))


def dossiers_of(told: Sequence[Claim], reference: Reference) -> frozenset[str]:
    """Ids of the dossiers that the claims of one report speak of."""
    nouns = [noun for claim in told for noun in _nouns_of(claim)]
    return frozenset(
        dossier.id for dossier in reference.dossiers if _speaks_of(nouns, dossier, reference)
    )


def why_no_verdict(
    known: Reference, spoken_of: Reference, reports: Mapping[str, Report], last: date | None
) -> str:
    """A sentence on why no zone has a verdict by the last day asked about; None: no such day."""
    if not known.dossiers:
        return "No dossier is loaded, so no zone is known."
    if last is None:
        return "No report in this record has a publication date, so no day can be told of."
    if not reports:
        return f"No report in this record is known to have been published by {day_words(last)}."
    if not spoken_of.dossiers:
        names = listed(dossier.name for dossier in known.dossiers)
        return f"No report in this record speaks of a place that a dossier covers (known: {names})."
    signed = [_signed(dossier) for dossier in spoken_of.dossiers]
    first = min((day for day in signed if day), default=None)
    if first is None or first <= last:
        return "The dossiers date no agreement on a zone by these days."
    return (
        f"By {day_words(last)} no agreement on a zone was signed; the first that the dossiers know "
        f"is of {day_words(first)}."
    )


def _signed(dossier: Dossier) -> date | None:
    """The day of the dossier's first agreement that has a zone."""
    with_zone = {zone.agreement for zone in dossier.zones}
    agreements = [each for each in dossier.agreements if each.id in with_zone]
    days = (each.signed_on or force_from(each) for each in agreements)
    return min((day for day in days if day), default=None)


def _speaks_of(nouns: Sequence[Struct], dossier: Dossier, reference: Reference) -> bool:
    """Whether a report's claims name the dossier's country, a zone, a track or an agreement.

    Its actors count only in a report that places nothing in a country: another country's
    "government" is easily taken for one that the dossier knows.
    """
    places = [each for each in nouns if isinstance(each, PlaceMention)]
    countries = {each.country for each in places} | {
        each.country for each in nouns if isinstance(each, IncidentClaim)
    }
    if not countries.isdisjoint(dossier.countries) or _names_entry(nouns, dossier):
        return True
    zones = {zone.id for zone in dossier.zones}
    named = (reference.zone_named(place.text) for place in places if not place.country)
    if any(zone is not None and zone.id in zones for zone in named):
        return True
    return not countries - {None} and _names_actor(nouns, dossier)


def _nouns_of(noun: Struct) -> Iterator[Struct]:
    """The claim and every struct in it."""
    yield noun
    for field in noun.__struct_fields__:
        said = getattr(noun, field)
        for each in said if isinstance(said, tuple) else (said,):
            if isinstance(each, PLAIN):
                yield each
            elif isinstance(each, Struct):
                yield from _nouns_of(each)


def _names_entry(nouns: Iterable[object], dossier: Dossier) -> bool:
    entries: set[str | None] = {zone.id for zone in dossier.zones}
    entries |= {track.id for track in dossier.tracks}
    entries |= {agreement.id for agreement in dossier.agreements}
    return any(not entries.isdisjoint(_entries_of(noun)) for noun in nouns)


def _entries_of(noun: object) -> tuple[str | None, ...]:
    match noun:
        case TalkClaim():
            return (noun.track_id,)
        case AgreementClaim():
            return (noun.agreement_id,)
        case AssessmentClaim():
            return noun.about_ids
        case _:
            return ()


def _names_actor(nouns: Iterable[object], dossier: Dossier) -> bool:
    """An actor at home in the dossier's countries, or one of the sides that fight there.

    A guarantor or the United Nations has to do with other conflicts, too.
    """
    sides = {actor.id for actor in dossier.actors if actor.kind == "side"}
    own = {
        actor.id
        for actor in dossier.actors
        if actor.id in sides or actor.side in sides or actor.country in dossier.countries
    }
    mentions = (noun for noun in nouns if isinstance(noun, ActorMention))
    return any(not own.isdisjoint(mention.actor_ids) for mention in mentions)
