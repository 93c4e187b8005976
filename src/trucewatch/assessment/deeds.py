"""Deeds: what one record shows to have been done, by those who owe it and by guarantors.

Each kind of evidence that a provision may name in `shown_by` has its finder here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from trucewatch.assessment.evidence import Evidence, days_of
from trucewatch.assessment.names import actor_name, best_actor, round_title, source_name
from trucewatch.assessment.wording import range_words, when, with_article
from trucewatch.model.finding import Deed, DeedKind
from trucewatch.model.record import (
    ControlChange,
    Incident,
    MonitorCount,
    Record,
    ReportedAgreement,
    Round,
    Statement,
    Tally,
)
from trucewatch.model.reference import Provision
from trucewatch.model.values import ActorMention, Period, PlaceMention
from trucewatch.reference.reference import Reference
from trucewatch.reference.sides import lineage


@dataclass(frozen=True)
class Asked:
    """What is looked for: parties, the zones (none for anywhere), a track or an agreement, and
    the dossier's countries."""

    who: tuple[str, ...]
    zones: tuple[str, ...] = ()
    named: str = ""
    countries: tuple[str, ...] = ()


Finder = Callable[[Record, Asked, Evidence], Iterable[Deed]]


def deeds_of(record: Record, evidence: Evidence) -> Iterator[Deed]:
    """What the record shows of each provision that names such evidence, and of guarantors."""
    if isinstance(record, Incident) and record.type != "troop_movement":
        return  # most records are of force, which is no deed
    for dossier in evidence.reference.dossiers:
        for agreement in dossier.agreements:
            begins = agreement.signed_on or date.min
            for provision in agreement.provisions:
                for deed in _shown(record, provision, dossier.countries, evidence):
                    if deed.day is not None and deed.day >= begins:
                        yield msgspec.structs.replace(deed, provision=provision.id)
    yield from _of_guarantors(record, evidence)


def _shown(
    record: Record, provision: Provision, countries: tuple[str, ...], evidence: Evidence
) -> Iterator[Deed]:
    for shown in provision.shown_by:
        kind, _, named = shown.partition(":")
        is_whose = kind not in ("meeting", "agreement") and named != ""
        who = (named,) if is_whose else provision.owed_by
        for deed in FINDERS[kind](record, Asked(who, provision.zones, named, countries), evidence):
            # What another's leaving or coming shows is to the credit of all that owe it.
            yield msgspec.structs.replace(deed, by=provision.owed_by) if is_whose else deed


def _of_guarantors(record: Record, evidence: Evidence) -> Iterator[Deed]:
    agreements = evidence.reference.agreements.values()
    guarantors = tuple(dict.fromkeys(g for each in agreements for g in each.guarantors))
    if guarantors:
        zones = tuple(evidence.reference.zones)
        for finder in (attendance, presence, withdrawal, count, statement):
            yield from finder(record, Asked(guarantors, zones), evidence)


# What claims can show


def presence(record: Record, asked: Asked, evidence: Evidence) -> Iterable[Deed]:
    """Troops moved in, or ground held: posts and patrols."""
    if isinstance(record, ControlChange) and record.change in ("gained", "holds"):
        verb = "holds" if record.change == "holds" else "moved into"
        return _by(record, [record.actor], verb, "presence", asked, evidence)
    if isinstance(record, Incident) and record.type == "troop_movement" and not record.is_planned:
        movers = [author.actor for author in record.perpetrators]
        return _by(record, movers, "deployed troops in", "presence", asked, evidence)
    return ()


def withdrawal(record: Record, asked: Asked, evidence: Evidence) -> Iterable[Deed]:
    if isinstance(record, ControlChange) and record.change == "withdrew":
        return _by(record, [record.actor], "withdrew from", "withdrawal", asked, evidence)
    return ()


def count(record: Record, asked: Asked, evidence: Evidence) -> Iterator[Deed]:
    """A monitor of theirs published a count of violations."""
    if isinstance(record, MonitorCount):
        by = _voice_of(record.monitor, asked.who, evidence.reference)
        monitor = with_article(source_name(record.monitor, evidence.reference))
        one = (record.value.low, record.value.high) == (1, 1)
        number = f"{range_words(record.value)} {'violation' if one else 'violations'}"
        said = f"{monitor} counted {number} {when(record.period)}"
        yield from _deed("count", record, record.first_published, said, by)


def release(record: Record, asked: Asked, evidence: Evidence) -> Iterator[Deed]:
    """People were released in a country of the dossier that asks."""
    is_release = isinstance(record, Tally) and record.measure == "released"
    if isinstance(record, Tally) and is_release and _is_in(record.place, asked.countries):
        day = days_of(record.period, record.first_published).last
        said = f"{range_words(record.value)} people were released {when(record.period)}"
        yield from _deed("release", record, day, said, asked.who)


def meeting(record: Record, asked: Asked, evidence: Evidence) -> Iterator[Deed]:
    """A round was held on the track asked for."""
    if isinstance(record, Round) and record.track_id == asked.named:
        yield from held(record, asked.who, evidence.reference)


def agreement(record: Record, asked: Asked, evidence: Evidence) -> Iterator[Deed]:
    """The instrument asked for was reported agreed or in force."""
    is_it = isinstance(record, ReportedAgreement) and record.agreement_id == asked.named
    if (
        isinstance(record, ReportedAgreement)
        and is_it
        and {"agreed", "in_force"} & {*record.phases}
    ):
        said = f"“{record.name}” was reported agreed"
        yield from _deed("agreement", record, record.first_published, said, asked.who)


FINDERS: dict[str, Finder] = {
    "presence": presence,
    "withdrawal": withdrawal,
    "count": count,
    "release": release,
    "meeting": meeting,
    "agreement": agreement,
}


# What else guarantors do


def attendance(record: Record, asked: Asked, evidence: Evidence) -> Iterator[Deed]:
    """Who of them came to a round, and who stayed away."""
    if not isinstance(record, Round) or record.track_id is None:
        return
    title = round_title(record, evidence.reference)
    for attendee in record.attendees:
        by = _one_of(attendee.party, asked.who, evidence.reference, record.first_published)
        head = f", led by {attendee.head}" if attendee.head else ""
        day = held_day(record) or record.first_published
        if attendee.attendance == "absent":
            yield from _deed("stayed away", record, day, f"stayed away from {title}", by)
        elif attendee.attendance == "attending" or attendee.head:
            yield from _deed("attended", record, day, f"came to {title}{head}", by)


def statement(record: Record, asked: Asked, evidence: Evidence) -> Iterator[Deed]:
    """One of them speaks of an agreement, a zone or a track."""
    if isinstance(record, Statement) and record.said_by and record.backer is None:
        by = _voice_of(record.said_by, asked.who, evidence.reference)
        said = f"said of {record.about}: “{record.text}”"
        yield from _deed("statement", record, record.first_published, said, by)


# Common to all


def held(record: Round, by: tuple[str, ...], reference: Reference) -> Iterator[Deed]:
    if record.held:
        said = f"{round_title(record, reference)} was held {when(record.held)}"
        yield from _deed("meeting", record, held_day(record), said, by)


def _is_in(place: PlaceMention | None, countries: Sequence[str]) -> bool:
    return place is not None and place.country in countries


def held_day(record: Round) -> date | None:
    """The first day known on which it was held."""
    return (record.held.start or record.held.end) if record.held else None


def _by(
    record: ControlChange | Incident,
    actors: Iterable[ActorMention],
    verb: str,
    kind: DeedKind,
    asked: Asked,
    evidence: Evidence,
) -> Iterator[Deed]:
    placed = evidence.placed[record.id]
    if asked.zones and not any(p.zone.id in asked.zones and p.answer == "yes" for p in placed):
        return
    day = days_of(record.occurred, record.first_published).last
    place = record.place.text if record.place else "a place not named"
    for mention in actors:
        name = with_article(actor_name(best_actor(mention) or mention.text, evidence.reference))
        said = f"{name} {verb} {place} {_when(record.occurred, record.first_published)}"
        by = _one_of(mention, asked.who, evidence.reference, day)
        yield from _deed(kind, record, day, said, by)


def _when(occurred: Period | None, published: date | None) -> str:
    """The day; of what has none, when it was reported."""
    return when(occurred) if occurred else f"as reported {when(Period(published, published))}"


def _one_of(
    mention: ActorMention, who: Sequence[str], reference: Reference, on: date | None
) -> tuple[str, ...]:
    actor = best_actor(mention)
    belongs_to = lineage(actor, reference, on) if actor else frozenset()
    return tuple(each for each in who if each in belongs_to)


def _voice_of(name: str, who: Sequence[str], reference: Reference) -> tuple[str, ...]:
    """Those whose voice the claimant is by the dossier. A party's or monitor's side is its own;
    an outlet that leans to one does not speak for it."""
    source = reference.sources.get(name) or reference.source_named(name)
    voices = [source.actor] if source else []
    voices += [source.side] if source and source.kind in ("monitor", "party") else []
    voices += [actor.id for actor in reference.actors_named(name)[:1]]
    belong_to = {each for voice in voices if voice for each in lineage(voice, reference, None)}
    return tuple(each for each in who if each in belong_to)


def _deed(
    kind: DeedKind, record: Record, day: date | None, says: str, by: tuple[str, ...]
) -> Iterator[Deed]:
    if by:
        yield Deed(kind=kind, record=record.id, by=by, says=says, day=day, claims=record.claims)
