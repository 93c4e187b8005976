"""Claims as lines of a table: what, when, where, how many, who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from trucewatch.model.claim import (
    AgreementClaim,
    AssessmentClaim,
    Claim,
    ControlClaim,
    IncidentClaim,
    SupportClaim,
    TalkClaim,
    TallyClaim,
)
from trucewatch.publication.wording import actors_words, range_short, shortened, span_short


class Kind(NamedTuple):
    """A letter, so that colour is never the only sign, and a name."""

    letter: str
    name: str


KINDS: dict[type, Kind] = {
    TalkClaim: Kind("T", "talks"),
    AgreementClaim: Kind("A", "agreement"),
    AssessmentClaim: Kind("C", "comment"),
    SupportClaim: Kind("S", "support"),
    ControlClaim: Kind("G", "control of ground"),
    TallyClaim: Kind("Σ", "tally"),
    IncidentClaim: Kind("I", "incident"),
}


@dataclass(frozen=True)
class Row:
    """A claim as a line of the table, every cell plain text."""

    what: str
    date: str = "—"
    place: str = "—"
    figures: str = "—"
    who: str = "—"


def row_of(claim: Claim) -> Row:
    """The claim in one line."""
    match claim:
        case IncidentClaim():
            return _incident(claim)
        case TallyClaim():
            return _tally(claim)
        case TalkClaim():
            return _talk(claim)
        case AgreementClaim():
            return _agreement(claim)
        case ControlClaim():
            return Row(
                what=f"{claim.change}{' (disputed)' if claim.is_disputed else ''}",
                date=span_short(claim.date),
                place=claim.place.text if claim.place else "—",
                who=claim.actor.text,
            )
        case AssessmentClaim():
            return Row(what=shortened(claim.finding, 90), who=claim.about)
        case SupportClaim():
            how = f" ({claim.how})" if claim.how else ""
            return Row(what=f"backs {claim.backed.text}{how}", who=claim.backer.text)


def _incident(claim: IncidentClaim) -> Row:
    places = claim.places or ((claim.place,) if claim.place else ())
    figures = {"killed": claim.killed, "children": claim.killed_children}
    figures |= {"injured": claim.injured, "abducted": claim.abducted}
    return Row(
        what=claim.type.replace("_", " "),
        date=span_short(claim.date),
        place=", ".join(each.text for each in places) or "—",
        figures=", ".join(f"{range_short(n)} {name}" for name, n in figures.items() if n) or "—",
        who=actors_words(claim.perpetrators) or "not stated",
    )


def _tally(claim: TallyClaim) -> Row:
    counted = claim.victims or claim.unit or ""
    return Row(
        what=" ".join(("tally:", claim.measure.replace("_", " "), counted)).strip(),
        date=span_short(claim.period),
        place=claim.place.text if claim.place else "—",
        figures=range_short(claim.value),
        who=actors_words(claim.perpetrators) or "—",
    )


def _talk(claim: TalkClaim) -> Row:
    number = f", round {claim.round}" if claim.round else ""
    phase = f" ({claim.phase.replace('_', ' ')})" if claim.phase else ""
    return Row(
        what=f"{claim.name}{number}{phase}",
        date=span_short(claim.date),
        place=claim.place.text if claim.place else "—",
        who=actors_words(claim.sponsors) or "—",
    )


def _agreement(claim: AgreementClaim) -> Row:
    phase = f" ({claim.phase.replace('_', ' ')})" if claim.phase else ""
    return Row(
        what=f"{claim.name}{phase}",
        date=span_short(claim.start or claim.date),
        place=", ".join(each.text for each in claim.places) or "—",
        who=actors_words(claim.guarantors or claim.parties) or "—",
    )
