"""Were the zones used to gain ground: the brief's section, an answer a zone and a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.assessment.wording import day_words, listed, sentence_case
from trucewatch.model.finding import GroundChange, ZoneGround
from trucewatch.publication.names import GROUND
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Row, Section, Sentence, Table, section
from trucewatch.publication.wording import one_line

COLUMNS = ("Place", "Zone", "Day", "Gained by", "From", "How", "Guarantor behind it")


def ground_section(scope: Scope) -> list[Section]:
    """Since each zone's truce began, to the last of these days."""
    found = [each for each in scope.findings.ground if each.zone in scope.zones]
    said = [_answer(scope, group) for group in _alike(found)]
    rows = tuple(_row(scope, change) for each in found for change in each.changes)
    table = Table(columns=COLUMNS, rows=rows) if rows else None
    return section("Were the zones used to gain ground?", said, is_list=True, table=table)


def _alike(found: Iterable[ZoneGround]) -> list[list[ZoneGround]]:
    """Zones of which the same is to be said."""
    groups: dict[tuple[str, str, object], list[ZoneGround]] = {}
    for each in found:
        groups.setdefault((each.answer, each.because, each.since), []).append(each)
    return list(groups.values())


def _answer(scope: Scope, group: Sequence[ZoneGround]) -> Sentence:
    """ "Idlib, since 6 May 2017: yes. Two places inside changed hands, none in these days."."""
    first = group[0]
    zones = listed(scope.short(each.zone) for each in group)
    return Sentence(
        text=f"{zones}, since {day_words(first.since)}: {GROUND[first.answer]}. {first.because}",
        claims=tuple(dict.fromkeys(c for g in group for each in g.changes for c in each.claims)),
        reference=tuple(f"ground:{each.zone}" for each in group),
    )


def _row(scope: Scope, change: GroundChange) -> Row:
    km = change.distance_km
    days = (change.occurred_from, change.occurred_to)
    cells = (
        one_line(change.place),
        f"{scope.short(change.zone)}, {change.where if km is None else f'{km:g} km outside'}",
        " – ".join(dict.fromkeys(str(day) for day in days if day)),
        _name(scope, change.gained_by) or "not said",
        f"{_name(scope, change.lost_by)}{' (dossier)' if change.loser_by == 'dossier' else ''}"
        or "not said",
        sentence_case(change.how) + (", disputed" if change.is_disputed else ""),
        listed(scope.name(each) for each in change.guarantors) or "none named",
    )
    return Row(cells=cells, claims=change.claims)


def _name(scope: Scope, actor: str | None) -> str:
    return scope.name(actor) if actor else ""
