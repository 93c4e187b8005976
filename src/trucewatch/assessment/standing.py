"""Standing: whether an agreement is in force on a day, by its own dates in the dossier."""

from __future__ import annotations

from datetime import date, timedelta

from trucewatch.assessment.wording import day_words, with_article
from trucewatch.model.finding import Standing
from trucewatch.model.reference import Agreement, Provision, Zone
from trucewatch.reference.reference import Reference


def standing_on(
    agreement: Agreement, day: date, reference: Reference, zone: Zone | None = None
) -> tuple[Standing, str]:
    """The standing, and a sentence with the date that decides it, of which "it" is the agreement.

    An extension counts once it is documented.
    """
    begins = force_from(agreement)
    if begins is None or day < begins:
        return "not yet in force", f"It comes into force on {_day_or_unknown(begins)}."
    if agreement.terminated_on and agreement.terminated_on <= day:
        return "terminated", f"It was terminated on {day_words(agreement.terminated_on)}."
    successor = _successor_from(agreement, reference)
    if successor and successor <= day:
        name = with_article(reference.agreements[agreement.superseded_by or ""].name)
        return "superseded", f"On {day_words(successor)} {name} took its place."
    if zone and zone.valid_to and zone.valid_to < day:
        return "lapsed", f"The zone's own term ended on {day_words(zone.valid_to)}."
    return _standing_by_term(agreement, day)


def _day_or_unknown(day: date | None) -> str:
    return day_words(day) if day else "a day that is not known"


def force_from(agreement: Agreement) -> date | None:
    return agreement.in_force_from or agreement.ban_from or agreement.signed_on


def ban_days(
    agreement: Agreement, provision: Provision, zone: Zone, reference: Reference
) -> tuple[date | None, date | None]:
    """First and last day on which the provision bars its acts in the zone; a None last is open.

    A term that may have been extended does not end the ban: that is its standing's label.
    """
    begins = provision.applies_from or agreement.ban_from or force_from(agreement)
    if begins and zone.valid_from:
        begins = max(begins, zone.valid_from)
    day_before = timedelta(days=1)
    successor = _successor_from(agreement, reference)
    ends = [
        agreement.terminated_on - day_before if agreement.terminated_on else None,
        successor - day_before if successor else None,
        zone.valid_to,
        term_end(agreement, None) if agreement.extension is None else None,
    ]
    return begins, min((end for end in ends if end), default=None)


def term_end(agreement: Agreement, on: date | None) -> date | None:
    """The last day of the term, with the extensions documented by `on` (None: with all)."""
    if agreement.expires_on is None:
        return None
    extended = [ends for known, ends in agreement.extensions if on is None or known <= on]
    return max([agreement.expires_on, *extended])


def _standing_by_term(agreement: Agreement, day: date) -> tuple[Standing, str]:
    end = term_end(agreement, day)
    begun = f"It has been in force since {_day_or_unknown(force_from(agreement))}"
    if end is None:
        return "in force", f"{begun}, with no stated term."
    if day <= end:
        return "in force", f"{begun}, and its stated term runs to {day_words(end)}."
    ended = f"Its stated term ended on {day_words(end)}"
    if agreement.extension is None:
        return "lapsed", f"{ended}."
    goes_on = _EXTENSIONS.get(agreement.extension, f"it can be extended ({agreement.extension})")
    return "extension unknown", f"{ended}; {goes_on}, but no extension after that is documented."


_EXTENSIONS = {
    "automatic": "it was to be extended automatically",
    "by consent": "it could be extended by consent",
}


def _successor_from(agreement: Agreement, reference: Reference) -> date | None:
    if agreement.superseded_by is None or agreement.superseded_by not in reference.agreements:
        return None
    return force_from(reference.agreements[agreement.superseded_by])
