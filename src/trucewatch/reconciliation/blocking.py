"""Which pairs of claims are worth comparing: a day and a place in common.

A claim is held under each of its days with each of its place keys, and looks for others there, so
that claims of different days or regions never meet. The cost grows with how many claims share a
day and a region, not with how many there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from trucewatch.model.claim import IncidentClaim
from trucewatch.model.values import PlaceMention
from trucewatch.reconciliation.accounts import accounts
from trucewatch.reconciliation.clusters import Pair, pair
from trucewatch.reconciliation.days import is_coarse
from trucewatch.reconciliation.matching import Matcher
from trucewatch.reconciliation.names import name_key
from trucewatch.reconciliation.places import places_of, skeleton, telling_words
from trucewatch.reconciliation.rules import MatchingRules

# Half a degree is at least 30 km up to 57° of latitude, so neighbouring cells hold all within it.
CELL_DEGREES = 0.5


def candidate_pairs(
    claims: Mapping[str, IncidentClaim], matcher: Matcher, *, of: Collection[str] | None = None
) -> list[Pair]:
    """Pairs with overlapping days (coarse ones widened by a day) and a place in common; and pairs
    that their report marks as one event, wherever they are.

    With `of` (claim ids) only the pairs that one of these is in: what new claims have to do with
    those before them.
    """
    found = set(accounts(claims, matcher.basis))
    if of is None:
        return sorted(found | _met(claims.values(), _held(claims.values(), matcher), matcher))
    wanted = frozenset(of)
    own = [claims[each] for each in wanted]
    found |= _met(own, _held(claims.values(), matcher), matcher)
    found |= _met(claims.values(), _held(own, matcher), matcher)
    return sorted(link for link in found if not wanted.isdisjoint(link))


Held = Mapping[tuple[date, str], list[str]]


def _held(claims: Iterable[IncidentClaim], matcher: Matcher) -> Held:
    """Ids of claims under each of their days with each of their place keys."""
    held: dict[tuple[date, str], list[str]] = {}
    for claim in claims:
        keys = _keys(claim, matcher.basis.rules)
        for day in _days(claim, matcher, widened=False):
            for key in keys:
                held.setdefault((day, key), []).append(claim.id)
    return held


def _met(claims: Iterable[IncidentClaim], held: Held, matcher: Matcher) -> set[Pair]:
    found: set[Pair] = set()
    for claim in claims:
        sought = _sought(claim, matcher.basis.rules)
        met: set[str] = set()
        for day in _days(claim, matcher, widened=True):
            for key in sought:
                met.update(held.get((day, key), ()))
        found.update(pair(claim.id, other) for other in met if other != claim.id)
    return found


def _days(claim: IncidentClaim, matcher: Matcher, *, widened: bool) -> list[date]:
    span = matcher.basis.span(claim)
    if span is None or span.days > matcher.basis.rules.longest_days:
        return []
    margin = 1 if widened and (claim.date is None or is_coarse(claim.date)) else 0
    return span.widened(margin).each()


def _keys(claim: IncidentClaim, rules: MatchingRules) -> set[str]:
    """What others find the claim by."""
    keys = {f"cell {lat} {lon}" for lat, lon in _cells(places_of(claim))}
    skeletons = {f"skeleton {skeleton(name_key(name))}" for name in _names(claim)}
    countries = {f"country {code}" for code in _countries(claim)}
    return keys | _words(claim, rules) | skeletons | countries


def _sought(claim: IncidentClaim, rules: MatchingRules) -> set[str]:
    """What the claim looks for: cells around, its words, and the country where that is all."""
    keys = {
        f"cell {lat + north} {lon + east}"
        for lat, lon in _cells(places_of(claim))
        for north in (-1, 0, 1)
        for east in (-1, 0, 1)
    }
    is_all_coarse = all(place.precision == "country" for place in places_of(claim))
    countries = {f"country {code}" for code in _countries(claim)} if is_all_coarse else set()
    return keys | _words(claim, rules) | _skeletons(claim) | countries


def _skeletons(claim: IncidentClaim) -> set[str]:
    """Of names that no place is known by: they may be another's, misspelt."""
    unknown = (place.text for place in places_of(claim) if place.place_id is None)
    return {f"skeleton {skeleton(name_key(name))}" for name in unknown}


def _words(claim: IncidentClaim, rules: MatchingRules) -> set[str]:
    return {f"word {word}" for name in _names(claim) for word in telling_words(name, rules)}


def _cells(places: Iterable[PlaceMention]) -> Iterator[tuple[int, int]]:
    for place in places:
        if place.lat is None or place.lon is None or place.precision in ("province", "country"):
            continue
        yield int(place.lat // CELL_DEGREES), int(place.lon // CELL_DEGREES)


def _names(claim: IncidentClaim) -> Iterator[str]:
    """Names of the claim's places and of what they lie in; a country's name finds too much."""
    if claim.admin is not None:
        yield claim.admin
    for place in places_of(claim):
        if place.precision != "country":
            yield place.text
            if place.admin is not None:
                yield place.admin


def _countries(claim: IncidentClaim) -> set[str]:
    named = {place.country for place in places_of(claim)} | {claim.country}
    return {country for country in named if country is not None}
