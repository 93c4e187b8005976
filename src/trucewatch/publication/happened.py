"""Part 1 of a brief, *What happened*: talks, agreements, incidents, tallies, counts, ground.

Nothing here judges. Every figure keeps its bounds and its claimant; tallies and monitors' counts
stay apart from the incidents and from each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.assessment.totals import Asked
from trucewatch.assessment.wording import (
    ACTS,
    act_words,
    counted,
    listed,
    number_words,
    range_words,
    sentence_case,
    stopped,
    when,
    with_article,
)
from trucewatch.model.record import (
    Attribution,
    ControlChange,
    Figure,
    Incident,
    MonitorCount,
    ReportedAgreement,
    Tally,
)
from trucewatch.model.values import PlaceMention
from trucewatch.publication.meetings import talks_sections
from trucewatch.publication.monitors import (
    MonitorTable,
    apart_words,
    chart,
    counts_words,
    monitor_table,
)
from trucewatch.publication.names import closing_words, parties_words, party_name
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Part, Row, Section, Sentence, Table, section
from trucewatch.publication.wording import (
    one_line,
    people,
    place_words,
    published_words,
    range_short,
    since,
    span,
    span_short,
    where,
)

# More incidents than this in one place go to a table, with the deadliest still told in words.
TOLD_IN_WORDS = 6


def happened(scope: Scope) -> Part:
    """The part that reports; where no report was published in these days it says so."""
    sections = [] if scope.published else [_nothing_published(scope)]
    sections += talks_sections(scope)
    sections += section("Agreements", _agreements(scope), is_list=True)
    for zone in scope.zones:
        sections += _zone(scope, zone)
    if scope.zone is None:
        sections += _elsewhere(scope)
    sections += _monitors(scope)
    if scope.published:
        sections += section("Nothing reported", _without_incident(scope))
    return Part(title="What happened", sections=tuple(sections))


def _nothing_published(scope: Scope) -> Section:
    days = published_words(scope.start, scope.end)
    text = f"The record holds no report published {days}."
    return Section(
        title="No reports", sentences=(Sentence(text=text, reference=("record:reports",)),)
    )


# Agreements


def _agreements(scope: Scope) -> Iterable[Sentence]:
    wanted = {verdict.agreement for zone in scope.zones if (verdict := scope.verdict(zone))}
    for each in scope.in_window(ReportedAgreement):
        if scope.zone is None or each.agreement_id in wanted:
            yield _agreement(scope, each)


def _agreement(scope: Scope, each: ReportedAgreement) -> Sentence:
    """ "Reports speak of “truce” as agreed and in force, naming Russia as guarantor."."""
    known = scope.name(each.agreement_id) if each.agreement_id else None
    instrument = f" ({known})" if known and known.casefold() != each.name.casefold() else ""
    phases = listed(phase.replace("_", " ") for phase in each.phases)
    spoken = f" as {phases}" if phases else ""
    text = f"Reports speak of “{one_line(each.name)}”{instrument}{spoken}{_named_in(scope, each)}"
    return Sentence(text=stopped(text), claims=each.claims)


def _named_in(scope: Scope, each: ReportedAgreement) -> str:
    guarantors = parties_words(each.guarantors, scope.reference)
    areas = (place for place in each.places if place.place_id and place.precision != "country")
    places = listed(place_words(place) for place in areas)
    named = [f"{guarantors} as {_guarantor(each)}"] if guarantors else []
    named += [f"{places} as covered"] if places else []
    return f", naming {', and '.join(named)}" if named else ""


def _guarantor(each: ReportedAgreement) -> str:
    return "guarantors" if len(each.guarantors) > 1 else "guarantor"


# Incidents, tallies and ground, zone by zone


def _zone(scope: Scope, zone: str) -> list[Section]:
    ids = scope.ids_of_zone(zone)
    incidents = [each for each in scope.in_window(Incident) if each.id in ids]
    tallies = [each for each in scope.in_window(Tally) if each.id in ids]
    ground = [each for each in scope.in_window(ControlChange) if each.id in ids]
    return _told(scope, scope.short(zone), incidents, tallies, ground)


def _without_incident(scope: Scope) -> Iterable[Sentence]:
    """The zones of which no single incident is told in these days."""
    told = {each.id for each in scope.in_window(Incident) if not each.is_planned}
    zones = [zone for zone in scope.zones if not told & scope.ids_of_zone(zone)]
    if zones:
        names = listed((scope.named(zone) for zone in zones), last="or")
        text = f"No single incident in {names} is reported for these days."
        coverage = (f"coverage:{zone}" for zone in zones)
        yield Sentence(text=text, reference=("record:reports", *coverage))


def _elsewhere(scope: Scope) -> list[Section]:
    placed = {each for zone in scope.reference.zones for each in scope.ids_of_zone(zone)}
    incidents = [each for each in scope.in_window(Incident) if each.id not in placed]
    tallies = [each for each in scope.in_window(Tally) if each.id not in placed]
    ground = [each for each in scope.in_window(ControlChange) if each.id not in placed]
    wide = [each for each in tallies if _is_countrywide(scope, each.place)]
    others = [each for each in tallies if each not in wide]
    title = "Outside the zones, or not placed in one"
    return [
        *_told(scope, "Countrywide", [], wide, []),
        *_told(scope, title, incidents, others, ground),
    ]


def _is_countrywide(scope: Scope, place: PlaceMention | None) -> bool:
    countries = {country for dossier in scope.reference.dossiers for country in dossier.countries}
    return place is not None and place.precision == "country" and place.country in countries


def _told(
    scope: Scope,
    title: str,
    incidents: Sequence[Incident],
    tallies: Sequence[Tally],
    ground: Sequence[ControlChange],
) -> list[Section]:
    said = [*_incidents(scope, incidents), *_tallies(scope, tallies), *_ground(scope, ground)]
    return section(title, said, is_list=True, table=_table(scope, incidents))


def _incidents(scope: Scope, incidents: Sequence[Incident]) -> Iterable[Sentence]:
    told = _told_in_words(incidents)
    for number, each in enumerate(told):
        yield Sentence(text=_incident_words(scope, each, number), claims=each.claims)
    rest = [each for each in incidents if each not in told]
    if rest:
        verb = "is" if len(rest) == 1 else "are"
        text = f"The deadliest are told here; {number_words(len(rest))} more {verb} in the table."
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
    act = f"{act_words(each)} {where(each.place)} {when(each.occurred)}"
    says = _single_claimant(scope, each)
    if each.is_planned:
        text = f"{act} is announced, not reported to have happened"
    elif each.killed is None:
        text = f"{act} was reported{f' by {says}' if says else ''}, with no toll of deaths"
    elif says and number % 2:
        text = f"{says} reports that {act} {_toll(each)}"
    else:
        by = f", according to {says}" if says else _rival_tolls(scope, each.killed)
        text = f"{act} {_toll(each)}{by}"
    said = f"{sentence_case(text)}{_injured(each)}{_author_words(scope, each)}"
    return f"{said}{_doubt(scope, each)}{_sources(each)}"


def _sources(each: Incident) -> str:
    """ " Ten outlets told of it, one independent source." where there are several outlets."""
    if len(each.outlets) < 2:
        return ""
    outlets = sentence_case(counted(len(each.outlets), "outlet"))
    return f" {outlets} told of it, {counted(len(each.sources), 'independent source')}."


def _doubt(scope: Scope, each: Incident) -> str:
    """Where it may lie, of what lies surely in no zone."""
    zones = scope.zones_in_doubt(each.id)
    if not zones or any(each.id in scope.ids_of_zone(zone) for zone in scope.zones):
        return ""
    return f" It may lie in {listed((scope.named(zone) for zone in zones), last='or')}."


def _toll(each: Incident) -> str:
    """ "killed 19 people, 7 of them children"; "killed no one" where that is what is claimed."""
    figure = each.killed
    if figure is None or (figure.low, figure.high) == (0, 0):
        return "killed no one"
    children = each.killed_children
    among = f", {range_words(children)} of them {_children(children)}" if children else ""
    return f"killed {people(span(figure))}{among}"


def _children(children: Figure) -> str:
    return "a child" if (children.low, children.high) == (1, 1) else "children"


def _injured(each: Incident) -> str:
    if each.injured is None or (each.injured.low, each.injured.high) == (0, 0):
        return ""
    verb = "was" if (each.injured.low, each.injured.high) == (1, 1) else "were"
    return f"; {people(span(each.injured))} {verb} injured"


def _single_claimant(scope: Scope, each: Incident) -> str:
    names = {scope.named(toll.claimant) for toll in each.killed.tolls} if each.killed else set()
    names = names or {scope.named(claimant) for claimant in each.claimants}
    # One claimant's two figures are told beside each other, as rivals are.
    is_one_figure = each.killed is None or len({toll.value for toll in each.killed.tolls}) == 1
    return names.pop() if len(names) == 1 and is_one_figure else ""


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
        return ". It is denied that it happened."
    if each.authorship == "not stated" or not each.perpetrators:
        return "; who did it is not stated."
    teller = _single_claimant(scope, each)
    blamed = _by_claimants(scope, [a for a in each.perpetrators if not a.is_denied])
    said = [_attribution("it" if by == teller else by, blamed[by]) for by in blamed]
    denied = [_denial(scope, a) for a in each.perpetrators if a.is_denied]
    return stopped(f". {sentence_case('; '.join([*said, *denied]))}")


def _by_claimants(scope: Scope, authors: Sequence[Attribution]) -> dict[str, list[str]]:
    """The names blamed, by who blames them."""
    blamed: dict[str, list[str]] = {}
    for each in authors:
        by = listed(scope.named(claimant) for claimant in each.claimants)
        blamed.setdefault(by, []).append(with_article(party_name(each.actor, scope.reference)))
    return blamed


def _attribution(by: str, actors: Sequence[str]) -> str:
    if not by:
        return f"this is attributed to {listed(actors)}"
    return f"{by} {'attribute' if ' and ' in by else 'attributes'} this to {listed(actors)}"


def _denial(scope: Scope, each: Attribution) -> str:
    by = listed(scope.named(claimant) for claimant in each.claimants)
    return f"that {one_line(each.actor.text)} did it is denied{f' by {by}' if by else ''}"


def _tallies(scope: Scope, tallies: Sequence[Tally]) -> Iterable[Sentence]:
    for each in tallies:
        noun, one, many = _MEASURES[each.measure]
        verb = one if (each.value.low, each.value.high) == (1, 1) else many
        counts = f"{range_words(each.value)} {one_line(each.category or noun)} {verb}"
        cause = f" by {_cause(each.cause)}" if each.cause else ""
        place = f" {_area(scope, each.place)}" if each.place else ""
        by = f"according to {scope.named(each.claimant)}"
        text = f"{sentence_case(counts)}{cause}{place} {since(each.period)}, {by}"
        yield Sentence(text=stopped(text), claims=each.claims)


_MEASURES = {
    "killed": ("people", "was killed", "were killed"),
    "injured": ("people", "was injured", "were injured"),
    "displaced": ("people", "was displaced", "were displaced"),
    "besieged": ("people", "was besieged", "were besieged"),
    "detained": ("people", "was detained", "were detained"),
    "released": ("people", "was released", "were released"),
    "missing": ("people", "was missing", "were missing"),
    "died_other": ("people", "died of other causes", "died of other causes"),
    "violations": ("violations", "was counted", "were counted"),
    "strikes": ("strikes", "was counted", "were counted"),
    "other": ("cases", "was counted", "were counted"),
}


def _cause(cause: str) -> str:
    """ "air strikes" for a kind of act; other words as they are written."""
    return ACTS[cause][1] if cause in ACTS else one_line(cause.replace("_", " "))


def _area(scope: Scope, place: PlaceMention) -> str:
    """Where a count is from; words that lead to no place of the conflict are given as words."""
    if _is_countrywide(scope, place):
        return "countrywide"
    if place.precision == "country":
        return f"in “{place_words(place)}”, a place not resolved,"
    return where(place)


def _ground(scope: Scope, changes: Sequence[ControlChange]) -> Iterable[Sentence]:
    for each in changes:
        place = place_words(each.place) if each.place else "ground not named"
        said = listed(scope.named(claimant) for claimant in each.claimants)
        by = f", according to {said}" if said else ""
        disputed = "; this is disputed" if each.is_disputed else ""
        actor = with_article(party_name(each.actor, scope.reference))
        text = f"{actor} {_CHANGES[each.change]} {place} {when(each.occurred)}"
        yield Sentence(text=stopped(f"{sentence_case(text)}{by}{disputed}"), claims=each.claims)


_CHANGES = {
    "gained": "took",
    "lost": "lost",
    "besieged": "laid siege to",
    "withdrew": "withdrew from",
    "holds": "held",
}


def _monitors(scope: Scope) -> list[Section]:
    """Each count in words; where several monitors count, they also stand side by side."""
    counts = scope.in_window(MonitorCount)
    side_by_side = monitor_table(Asked(measure="violations"), counts, scope.reference)
    title, by = "Monitors' counts", len(side_by_side.monitors)
    if by < 2:
        return section(title, _monitor_counts(scope), is_list=True)
    text = f"{sentence_case(number_words(by))} monitors' counts side by side; none is merged."
    said = Sentence(text=text, claims=scope.claims_of(each.id for each in counts))
    table = _side_by_side(scope, side_by_side)
    return section(title, [said], table=table, chart=chart(side_by_side))


def _side_by_side(scope: Scope, counted: MonitorTable) -> Table:
    rows = (
        Row(
            cells=(one_line(row.area), row.days, counts_words(row), apart_words(row)),
            claims=scope.claims_of(cell.id for cell in row.cells if cell.id),
        )
        for row in counted.rows
    )
    return Table(columns=("Area", "Days", "Counts", "Apart by"), rows=tuple(rows))


def _monitor_counts(scope: Scope) -> Iterable[Sentence]:
    for each in scope.in_window(MonitorCount):
        place = f" {where(each.place)}" if each.place else ""
        monitor = f"Violations counted by {scope.named(each.monitor)}"
        closing = closing_words(each.monitor, scope.reference)
        text = f"{monitor}{place} {since(each.period)}{closing}: {range_words(each.value)}."
        yield Sentence(text=text, claims=each.claims)


# The table


def _table(scope: Scope, incidents: Sequence[Incident]) -> Table | None:
    """Every incident, where they are too many for words."""
    if len(incidents) <= TOLD_IN_WORDS:
        return None
    columns = ("Day", "Place", "What", "Killed", "Injured", "Said to be by", "Claimants")
    return Table(columns=columns, rows=tuple(_table_row(scope, each) for each in incidents))


def _counts(each: Incident) -> str:
    many = len(each.outlets) > 1
    return f" ({len(each.outlets):,} outlets, {len(each.sources):,} independent)" if many else ""


def _table_row(scope: Scope, each: Incident) -> Row:
    cells = (
        span_short(each.occurred),
        place_words(each.place) if each.place else "not named",
        act_words(each),
        range_short(each.killed and span(each.killed)),
        range_short(each.injured and span(each.injured)),
        listed(one_line(a.actor.text) for a in each.perpetrators) or "not stated",
        f"{listed(scope.name(claimant) for claimant in each.claimants)}{_counts(each)}",
    )
    return Row(cells=cells, claims=each.claims)
