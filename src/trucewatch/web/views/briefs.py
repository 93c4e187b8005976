"""Briefs: drawn for the days asked about, saved, edited, and as files."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from trucewatch.errors import NotFound
from trucewatch.pipeline import Answer
from trucewatch.publication.brief import Brief, brief
from trucewatch.publication.names import name_of
from trucewatch.publication.saved import SavedBrief, Stale, as_brief, latest, stale
from trucewatch.publication.scope import Scope
from trucewatch.web.asking import TheAsked, TheDesk
from trucewatch.web.desk import Desk
from trucewatch.web.editions import Asked

Zone = Annotated[str, QueryParameter(description="A zone's id; every zone where none is given.")]


class BriefPage(Struct, frozen=True, kw_only=True):
    """A brief as it is drawn now, with the zones that it could be about."""

    brief: Brief
    zone: str
    zones: tuple[tuple[str, str], ...]


class Version(Struct, frozen=True, kw_only=True):
    """A saved version of a brief, `saved` to the second in UTC."""

    id: str
    title: str
    by: str
    saved: str


class SavedPage(Struct, frozen=True, kw_only=True):
    """A saved brief, what in it the record no longer says, and the versions before and after."""

    version: Version
    brief: Brief
    stale: tuple[Stale, ...]
    before: tuple[Version, ...]
    after: tuple[Version, ...]


class BriefList(Struct, frozen=True, kw_only=True):
    """The last version of each saved brief, the last saved first."""

    briefs: tuple[Version, ...]


class Editor(Struct, frozen=True, kw_only=True):
    """A saved brief with every line as drawn and as worded."""

    version: Version
    saved: SavedBrief


def brief_view(desk: TheDesk, asked: TheAsked, zone: Zone = "") -> BriefPage:
    """What happened in these days and what it means, with a note behind every figure."""
    return BriefPage(brief=drawn(desk, asked, zone or None), zone=zone, zones=_zones(desk, asked))


def briefs_view(desk: TheDesk, asked: TheAsked) -> BriefList:
    """The briefs that were saved."""
    return BriefList(briefs=tuple(_version(each) for each in latest(desk.briefs())))


def saved_view(desk: TheDesk, asked: TheAsked, version: FromPath[str]) -> SavedPage:
    """A saved brief, and what the record has come to say since."""
    kept = version_of(desk, version)
    versions = sorted(desk.briefs(), key=lambda each: (each.saved, each.id))
    others = [each for each in versions if each.brief == kept.brief and each.id != kept.id]
    return SavedPage(
        version=_version(kept),
        brief=as_brief(kept, scope_of(desk, kept)),
        stale=stale(kept, drawn(desk, days_of(kept), kept.zone)),
        before=tuple(_version(each) for each in others if each.saved < kept.saved),
        after=tuple(_version(each) for each in others if each.saved >= kept.saved),
    )


def editor_view(desk: TheDesk, asked: TheAsked, version: FromPath[str]) -> Editor:
    """A saved brief, line by line, to be worded anew."""
    kept = version_of(desk, version)
    return Editor(version=_version(kept), saved=kept)


def drawn(desk: Desk, asked: Asked, zone: str | None) -> Brief:
    """The brief as the record gives it for these days."""
    made = desk.answer(asked)
    start, end = _days(made)
    return brief(
        made.findings,
        made.records,
        made.claims,
        made.read_reports,
        desk.reference,
        start=start,
        end=end,
        zone=zone,
        unread=len(made.unread),
        no_verdict=made.no_verdict,
    )


def days_of(kept: SavedBrief) -> Asked:
    """A saved brief's days, with all that is known of them by now."""
    return Asked(start=kept.start, end=kept.end)


def version_of(desk: Desk, known_as: str) -> SavedBrief:
    found = next((each for each in desk.briefs() if each.id == known_as), None)
    if found is None:
        raise NotFoundException(f"{known_as} is no saved brief")
    return found


def scope_of(desk: Desk, kept: SavedBrief) -> Scope:
    made = desk.answer(days_of(kept))
    return Scope(
        made.findings,
        made.records,
        made.claims,
        made.read_reports,
        desk.reference,
        kept.start,
        kept.end,
        kept.zone,
    )


def _days(made: Answer) -> tuple[date, date]:
    if made.window is None:
        raise NotFound("no report in the record has a date, so there is nothing to brief on")
    return made.window.start, made.window.end


def _zones(desk: Desk, asked: Asked) -> tuple[tuple[str, str], ...]:
    zones = sorted({each.zone for each in desk.answer(asked).findings.verdicts})
    return tuple((zone, name_of(zone, desk.reference)) for zone in zones)


def _version(kept: SavedBrief) -> Version:
    when = kept.saved[:19].replace("T", " ")
    return Version(id=kept.id, title=kept.title, by=kept.by, saved=when)
