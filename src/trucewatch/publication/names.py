"""Names for ids, so that no page shows "syria-government" where it can say "Syrian government"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trucewatch.model.finding import ZoneVerdict
from trucewatch.model.record import (
    ControlChange,
    Incident,
    MonitorCount,
    Record,
    ReportedAgreement,
    Round,
    Tally,
)
from trucewatch.model.reference import Actor, Agreement, Provision, Source, Track, Zone
from trucewatch.publication.wording import (
    listed,
    one_line,
    place_words,
    range_short,
    since,
    when,
    where,
)
from trucewatch.reference.reference import Reference

Named = Actor | Agreement | Source | Track | Zone


def name_of(known_as: str, reference: Reference) -> str:
    """The reference's name for an id; a name that is no id is given back as it is written."""
    tables: tuple[Mapping[str, Named], ...] = (
        reference.actors,
        reference.sources,
        reference.zones,
        reference.agreements,
        reference.tracks,
    )
    for table in tables:
        if known_as in table:
            return one_line(table[known_as].name)
    return one_line(known_as)


def names_of(ids: Iterable[str], reference: Reference) -> str:
    return listed(name_of(each, reference) for each in ids)


def provision_of(provision: str, reference: Reference) -> tuple[Agreement, Provision] | None:
    """The provision with its agreement; None where no dossier has it."""
    for agreement in reference.agreements.values():
        for each in agreement.provisions:
            if each.id == provision:
                return agreement, each
    return None


def provision_title(provision: str, reference: Reference) -> str:
    """ "“end of hostilities” (Memorandum of 4 May 2017)"; the id where no dossier has it."""
    found = provision_of(provision, reference)
    if found is None:
        return f"provision {one_line(provision)}"
    agreement, each = found
    return f"“{one_line(each.title)}” ({one_line(agreement.name)})"


def verdict_words(verdict: ZoneVerdict) -> str:
    """ "strained or not holding", "at least as bad as strained", "undetermined, violated"."""
    both = listed(filter(None, (verdict.verdict, verdict.also)), last="or")
    if not verdict.qualifier:
        return both
    qualifier = one_line(verdict.qualifier)
    if qualifier.endswith(" as"):
        return f"{qualifier} {both}"
    return f"{both}, {qualifier}"


def record_words(record: Record, reference: Reference) -> str:
    """A record in one line: "airstrike in Idlib on 20 December 2017, killed 19"."""
    match record:
        case Incident():
            killed = f", killed {range_short(record.killed)}" if record.killed else ""
            act = record.type.replace("_", " ")
            return f"{act} {where(record.place)} {when(record.occurred)}{killed}"
        case Tally():
            counted = f"{range_short(record.value)} {record.category or ''} {record.measure}"
            who = name_of(record.claimant, reference)
            return one_line(f"{counted} {where(record.place)} {since(record.period)}, by {who}")
        case MonitorCount():
            who = name_of(record.monitor, reference)
            return f"{range_short(record.value)} violations {since(record.period)}, by {who}"
        case Round():
            number = f", round {record.number}" if record.number else ""
            held = f", held {when(record.held)}" if record.held else ", not known to be held"
            return f"{one_line(record.name)}{number}{held}"
        case ReportedAgreement():
            return one_line(record.name)
        case ControlChange():
            place = place_words(record.place) if record.place else "ground not named"
            return f"{one_line(record.actor.text)} {record.change} {place} {when(record.occurred)}"
        case _:
            return one_line(record.text)
