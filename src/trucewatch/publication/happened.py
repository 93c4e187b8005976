"""Part 1 of a brief, *What happened*: talks, agreements, incidents, tallies, counts, ground.

Nothing here judges. Every figure keeps its bounds and its claimant; tallies and monitors' counts
stay apart from the incidents and from each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.model.record import (
    Attendee,
    Attribution,
    ControlChange,
    Figure,
    Incident,
    MonitorCount,
    ReportedAgreement,
    Round,
    Tally,
)
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Part, Row, Section, Sentence, Table, section
from trucewatch.publication.wording import (
    actors_words,
    counted,
    day_words,
    listed,
    one_line,
    people,
    place_words,
    published_words,
    range_short,
    range_words,
    sentence_case,
    since,
    span_short,
    when,
    where,
    without_stop,
)

# More incidents than this in one place go to a table, with the deadliest still told in words.
TOLD_IN_WORDS = 6


def happened(scope: Scope) -> Part:
    """The part that reports; where no report was published in these days it says only that."""
    if not scope.published:
        return Part(title="What happened", sections=(_nothing_published(scope),))
    sections = [made for each in scope.in_window(Round) for made in _round_section(each)]
    sections += section("Agreements", _agreements(scope), is_list=True)
    for zone in scope.zones:
        sections += _zone(scope, zone)
    if scope.zone is None:
        sections += _elsewhere(scope)
    sections += section("Monitors' counts", _monitor_counts(scope), is_list=True)
    return Part(title="What happened", sections=tuple(sections))


def _nothing_published(scope: Scope) -> Section:
    days = published_words(scope.start, scope.end)
    text = f"The record holds no report published {days}, so nothing can be told of these days."
    return Section(
        title="No reports", sentences=(Sentence(text=text, reference=("record:reports",)),)
    )


# Talks


def _round_section(each: Round) -> list[Section]:
    said = [_round(each), *_delegations(each), *_agenda(each)]
    return section(f"Talks: {round_name(each).removeprefix('the ')}", said)


def _round(each: Round) -> Sentence:
    """ "Round 8 of the Astana talks, sponsored by Iran, opened on 21 December 2017 in Astana"."""
    many = each.number is None and one_line(each.name).endswith(("talks", "negotiations"))
    phase = "planned" if each.held is None and each.planned else each.phase or ""
    held = _HELD.get(phase, ("is spoken of", "are spoken of"))[many]
    sponsors = f", sponsored by {actors_words(each.sponsors)}," if each.sponsors else ""
    place = f"in {place_words(each.place)}" if each.place else ""
    words = " ".join(part for part in (held, _day_of(each), place) if part)
    text = f"{sentence_case(round_name(each))}{sponsors} {words}{_slipped(each)}."
    return Sentence(text=text, claims=each.claims)


def _day_of(each: Round) -> str:
    if each.held is None:
        return when(each.planned[-1].date) if each.planned else ""
    if each.phase == "under_way" and each.held.start:
        return f"on {day_words(each.held.start)}"
    return when(each.held)


def _slipped(each: Round) -> str:
    if not each.slipped_days:
        return ""
    return f", {counted(each.slipped_days, 'day')} after the date first planned"


_HELD = {
    "under_way": ("opened", "opened"),
    "concluded": ("was held", "were held"),
    "planned": ("is planned", "are planned"),
    "failed": ("ended without result", "ended without result"),
    "postponed": ("was postponed", "were postponed"),
}


def round_name(each: Round) -> str:
    """ "round 8 of the Astana talks", "the national congress"."""
    name = one_line(each.name)
    named = name if name.casefold().startswith("the ") else f"the {name}"
    has_number = each.number is None or str(each.number) in name or "round" in name.casefold()
    return named if has_number else f"round {each.number} of {named}"


def _delegations(each: Round) -> Iterable[Sentence]:
    there = [a for a in each.attendees if a.attendance in ("attending", None)]
    headed, others = [a for a in there if a.head], [a for a in there if not a.head]
    if headed:
        verbs = ["is represented by", *["by"] * (len(headed) - 1)]
        heads = "; ".join(_headed(a, verb) for a, verb in zip(headed, verbs, strict=True))
        yield Sentence(text=f"{sentence_case(heads)}.", claims=_claims(headed) or each.claims)
    if others:
        lead = "Also taking part: " if headed else "Taking part: "
        yield _listed_attendees(each, lead, others)
    for attendance, lead in (("expected", "Still expected: "), ("absent", "Absent: ")):
        group = [a for a in each.attendees if a.attendance == attendance]
        if group:
            yield _listed_attendees(each, lead, group)


def _headed(attendee: Attendee, by: str) -> str:
    title = f", {one_line(attendee.title)}" if attendee.title else ""
    return f"{one_line(attendee.party.text)} {by} {one_line(attendee.head or '')}{title}"


def _listed_attendees(each: Round, lead: str, group: Sequence[Attendee]) -> Sentence:
    text = f"{lead}{listed(attendee_words(a) for a in group)}."
    return Sentence(text=text, claims=_claims(group) or each.claims)


def attendee_words(attendee: Attendee) -> str:
    """ "Iran", "UN (Staffan de Mistura, UN envoy)"."""
    party = one_line(attendee.party.text)
    who = ", ".join(one_line(each) for each in (attendee.head, attendee.title) if each)
    return f"{party} ({who})" if who else party


def _agenda(each: Round) -> Iterable[Sentence]:
    if each.agenda:
        items = listed(without_stop(item) for item in each.agenda)
        yield Sentence(text=f"On the agenda: {items}.", claims=each.claims)
    for outcome in each.outcomes:
        yield Sentence(text=f"Outcome as reported: {without_stop(outcome)}.", claims=each.claims)


# Agreements


def _agreements(scope: Scope) -> Iterable[Sentence]:
    wanted = {verdict.agreement for zone in scope.zones if (verdict := scope.verdict(zone))}
    for each in scope.in_window(ReportedAgreement):
        if scope.zone is None or each.agreement_id in wanted:
            yield _agreement(scope, each)


def _agreement(scope: Scope, each: ReportedAgreement) -> Sentence:
    known = scope.name(each.agreement_id) if each.agreement_id else None
    instrument = f" ({known})" if known and known.casefold() != each.name.casefold() else ""
    phases = listed(phase.replace("_", " ") for phase in each.phases)
    spoken = f"spoken of as {phases}" if phases else "referred to"
    names = actors_words(each.guarantors)
    guarantors = f", with {names} as {_guarantor(each)}" if names else ""
    places = f", covering {listed(place_words(p) for p in each.places)}" if each.places else ""
    name = sentence_case(one_line(each.name))
    return Sentence(text=f"{name}{instrument}: {spoken}{guarantors}{places}.", claims=each.claims)


def _guarantor(each: ReportedAgreement) -> str:
    return "guarantors" if len(each.guarantors) > 1 else "guarantor"


# Incidents, tallies and ground, zone by zone


def _zone(scope: Scope, zone: str) -> list[Section]:
    ids = scope.ids_of_zone(zone)
    incidents = [each for each in scope.in_window(Incident) if each.id in ids]
    tallies = [each for each in scope.in_window(Tally) if each.id in ids]
    ground = [each for each in scope.in_window(ControlChange) if each.id in ids]
    said = [*_incidents(scope, incidents), *_tallies(scope, tallies), *_ground(scope, ground)]
    if not any(not each.is_planned for each in incidents):
        said.insert(0, _none_reported(scope, zone))
    return section(scope.name(zone), said, is_list=True, table=_table(scope, incidents))


def _none_reported(scope: Scope, zone: str) -> Sentence:
    text = f"No single incident in {scope.named(zone)} is in the reports of these days."
    return Sentence(text=text, reference=(f"sources:{zone}", "record:reports"))


def _elsewhere(scope: Scope) -> list[Section]:
    placed = {each for zone in scope.reference.zones for each in scope.ids_of_zone(zone)}
    incidents = [each for each in scope.in_window(Incident) if each.id not in placed]
    tallies = [each for each in scope.in_window(Tally) if each.id not in placed]
    ground = [each for each in scope.in_window(ControlChange) if each.id not in placed]
    said = [*_incidents(scope, incidents), *_tallies(scope, tallies), *_ground(scope, ground)]
    title = "Outside the zones, or not placed in one"
    return section(title, said, is_list=True, table=_table(scope, incidents))


def _incidents(scope: Scope, incidents: Sequence[Incident]) -> Iterable[Sentence]:
    told = _told_in_words(incidents)
    for number, each in enumerate(told):
        yield Sentence(text=_incident_words(scope, each, number), claims=each.claims)
    rest = [each for each in incidents if each not in told]
    if rest:
        text = f"The deadliest are told here, and {len(rest)} more are in the table."
        yield Sentence(text=text, claims=scope.claims_of(each.id for each in rest))


def _told_in_words(incidents: Sequence[Incident]) -> list[Incident]:
    """All of a few; of many, the deadliest, in the order of their days."""
    if len(incidents) <= TOLD_IN_WORDS:
        return list(incidents)
    deadliest = sorted(incidents, key=lambda each: (-_killed(each), each.id))[:TOLD_IN_WORDS]
    return [each for each in incidents if each in deadliest]


def _killed(incident: Incident) -> int:
    figure = incident.killed
    return (figure.best or figure.low or figure.high or 0) if figure else 0


def _incident_words(scope: Scope, each: Incident, number: int) -> str:
    """The incident in words; every second one begins with its claimant, for easier reading."""
    act = f"{_ACTS[each.type]} {where(each.place)} {when(each.occurred)}"
    says = _single_claimant(scope, each)
    if each.is_planned:
        text = f"{act} is announced, not reported to have happened"
    elif each.killed is None:
        text = f"{act} was reported{f' by {says}' if says else ''}, with no toll of deaths"
    elif says and number % 2:
        text = f"{sentence_case(says)} reports that {act[:1].lower()}{act[1:]} {_toll(each)}"
    else:
        by = f", according to {says}" if says else _rival_tolls(scope, each.killed)
        text = f"{act} {_toll(each)}{by}"
    return f"{text}{_injured(each)}. {_author_words(scope, each)}"


_ACTS = {
    "airstrike": "An air strike",
    "drone_strike": "A drone strike",
    "shelling": "Shelling",
    "armed_clash": "A clash",
    "bombing_ied": "A bombing",
    "sniper_or_small_arms": "Gunfire",
    "chemical_attack": "A chemical attack",
    "abduction": "An abduction",
    "arrest": "An arrest",
    "looting_property": "Looting",
    "protest": "A protest",
    "troop_movement": "A troop movement",
    "other": "An incident",
}


def _toll(each: Incident) -> str:
    """ "killed 19 people, 7 of them children"; "killed no one" where that is what is claimed."""
    figure = each.killed
    if figure is None or (figure.low, figure.high) == (0, 0):
        return "killed no one"
    children = each.killed_children
    among = f", {range_words(children)} of them {_children(children)}" if children else ""
    return f"killed {people(figure)}{among}"


def _children(children: Figure) -> str:
    return "a child" if (children.low, children.high) == (1, 1) else "children"


def _injured(each: Incident) -> str:
    if each.injured is None or (each.injured.low, each.injured.high) == (0, 0):
        return ""
    verb = "was" if (each.injured.low, each.injured.high) == (1, 1) else "were"
    return f"; {people(each.injured)} {verb} injured"


def _single_claimant(scope: Scope, each: Incident) -> str:
    names = {scope.named(toll.claimant) for toll in each.killed.tolls} if each.killed else set()
    names = names or {scope.named(claimant) for claimant in each.claimants}
    return names.pop() if len(names) == 1 else ""


def _rival_tolls(scope: Scope, figure: Figure) -> str:
    """ ": 25 (Syrian Observatory), 14 (state television)"; one figure with all its claimants."""
    claimants: dict[str, list[str]] = {}
    for toll in figure.tolls:
        claimants.setdefault(range_words(toll.value), []).append(scope.name(toll.claimant))
    if len(claimants) == 1:
        return f", according to {listed(scope.named(toll.claimant) for toll in figure.tolls)}"
    return f": {', '.join(f'{words} ({listed(names)})' for words, names in claimants.items())}"


def _author_words(scope: Scope, each: Incident) -> str:
    if each.is_denied and not each.perpetrators:
        return "It is denied that it happened."
    if each.authorship == "not stated" or not each.perpetrators:
        return "Who did it is not stated."
    blamed = listed(_attribution(scope, a) for a in each.perpetrators if not a.is_denied)
    denied = "; ".join(_denial(scope, a) for a in each.perpetrators if a.is_denied)
    said = (f"it is attributed to {blamed}" if blamed else "", denied)
    return f"{sentence_case('; '.join(filter(None, said)))}."


def _denial(scope: Scope, each: Attribution) -> str:
    by = listed(scope.named(claimant) for claimant in each.claimants)
    return f"that {one_line(each.actor.text)} did it is denied{f' by {by}' if by else ''}"


def _attribution(scope: Scope, each: Attribution) -> str:
    by = listed(scope.named(claimant) for claimant in each.claimants)
    return f"{one_line(each.actor.text)} (by {by})" if by else one_line(each.actor.text)


def _tallies(scope: Scope, tallies: Sequence[Tally]) -> Iterable[Sentence]:
    for each in tallies:
        noun, verb = _MEASURES[each.measure]
        counts = f"{range_words(each.value)} {one_line(each.category or noun)} {verb}"
        cause = f" by {one_line(each.cause.replace('_', ' '))}" if each.cause else ""
        place = f" {where(each.place)}" if each.place else ""
        by = f"according to {scope.named(each.claimant)}"
        text = f"{sentence_case(counts)}{cause}{place} {since(each.period)}, {by}."
        yield Sentence(text=text, claims=each.claims)


_MEASURES = {
    "killed": ("people", "were killed"),
    "injured": ("people", "were injured"),
    "displaced": ("people", "were displaced"),
    "besieged": ("people", "were besieged"),
    "detained": ("people", "were detained"),
    "released": ("people", "were released"),
    "missing": ("people", "were missing"),
    "died_other": ("people", "died of other causes"),
    "violations": ("violations", "were counted"),
    "strikes": ("strikes", "were counted"),
    "other": ("cases", "were counted"),
}


def _ground(scope: Scope, changes: Sequence[ControlChange]) -> Iterable[Sentence]:
    for each in changes:
        place = place_words(each.place) if each.place else "ground not named"
        said = listed(scope.named(claimant) for claimant in each.claimants)
        by = f", according to {said}" if said else ""
        disputed = "; this is disputed" if each.is_disputed else ""
        text = f"{one_line(each.actor.text)} {_CHANGES[each.change]} {place} {when(each.occurred)}"
        yield Sentence(text=f"{sentence_case(text)}{by}{disputed}.", claims=each.claims)


_CHANGES = {
    "gained": "took",
    "lost": "lost",
    "besieged": "laid siege to",
    "withdrew": "withdrew from",
    "holds": "held",
}


def _monitor_counts(scope: Scope) -> Iterable[Sentence]:
    for each in scope.in_window(MonitorCount):
        place = f" {where(each.place)}" if each.place else ""
        monitor = f"Violations counted by {scope.named(each.monitor)}"
        text = f"{monitor}{place} {since(each.period)}: {range_words(each.value)}."
        yield Sentence(text=text, claims=each.claims)


# The table


def _table(scope: Scope, incidents: Sequence[Incident]) -> Table | None:
    """Every incident, where they are too many for words."""
    if len(incidents) <= TOLD_IN_WORDS:
        return None
    columns = ("Day", "Place", "What", "Killed", "Injured", "Said to be by", "Claimants")
    return Table(columns=columns, rows=tuple(_table_row(scope, each) for each in incidents))


def _table_row(scope: Scope, each: Incident) -> Row:
    cells = (
        span_short(each.occurred),
        place_words(each.place) if each.place else "not named",
        each.type.replace("_", " "),
        range_short(each.killed),
        range_short(each.injured),
        listed(one_line(a.actor.text) for a in each.perpetrators) or "not stated",
        listed(scope.name(claimant) for claimant in each.claimants),
    )
    return Row(cells=cells, claims=each.claims)


def _claims(attendees: Sequence[Attendee]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for each in attendees for claim in each.claims))
