"""Which pairs of claims are worth comparing: a day and a place in common.

Claims are taken by their first days, and each meets only those that are not over, where it is or
around, so that claims of different days or regions never meet. The cost grows with how many claims
share a day and a region, not with how many there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from math import cos, radians
from typing import NamedTuple

from trucewatch.model.claim import IncidentClaim
from trucewatch.model.values import PlaceMention
from trucewatch.reconciliation.basis import Basis
from trucewatch.reconciliation.clusters import Pair, pair
from trucewatch.reconciliation.days import is_coarse
from trucewatch.reconciliation.names import name_key
from trucewatch.reconciliation.places import places_of, skeleton, telling_words
from trucewatch.reconciliation.rules import MatchingRules

KM_A_DEGREE = 111.2  # of latitude
DAY = timedelta(days=1)


class Where(NamedTuple):
    """What a claim says of where it was: many say the same."""

    places: tuple[PlaceMention, ...]
    admin: str | None
    country: str | None


class Told(NamedTuple):
    """A claim and its days. `where` is a number: claims that say the same have the same."""

    first: date
    last: date
    id: str
    is_coarse: bool
    where: int
    is_wanted: bool


# Claims that may not be over yet, by where they were.
NotOver = dict[int, list[Told]]


def candidate_pairs(
    claims: Mapping[str, IncidentClaim], basis: Basis, *, of: Collection[str] | None = None
) -> Iterator[Pair]:
    """Pairs, each once, with overlapping days (coarse ones widened by a day) and a place in common.

    With `of` (claim ids) only the pairs that one of these is in: what new claims have to do with
    those before them.
    """
    numbers: dict[Where, int] = {}
    wanted = claims.keys() if of is None else frozenset(of)
    told = sorted(_told(claims.values(), basis, numbers, wanted))
    around = _around(numbers, basis.rules)
    everyone: NotOver = {}
    wanted_ones: NotOver = {}
    for first, together in groupby(told, key=lambda each: each.first):
        everyone, wanted_ones = _not_over(everyone, first), _not_over(wanted_ones, first)
        for one in together:
            met = everyone if one.is_wanted else wanted_ones
            for where in around[one.where]:
                for other in met.get(where, ()):
                    if other.last + ((one.is_coarse or other.is_coarse) * DAY) >= first:
                        yield pair(one.id, other.id)
            everyone.setdefault(one.where, []).append(one)
            if one.is_wanted:
                wanted_ones.setdefault(one.where, []).append(one)


def _told(
    claims: Iterable[IncidentClaim],
    basis: Basis,
    numbers: dict[Where, int],
    wanted: Collection[str],
) -> Iterator[Told]:
    """Those with days, and with not too many of them."""
    for claim in claims:
        span = basis.span(claim)
        if span is None or span.days > basis.rules.longest_days:
            continue
        where = Where(places_of(claim), claim.admin, claim.country)
        coarse = claim.date is None or is_coarse(claim.date)
        number = numbers.setdefault(where, len(numbers))
        yield Told(span.start, span.end, claim.id, coarse, number, claim.id in wanted)


def _not_over(before: NotOver, day: date) -> NotOver:
    """Without those that nothing from this day on can meet."""
    yesterday = day - DAY
    kept = {
        where: [each for each in told if each.last >= yesterday] for where, told in before.items()
    }
    return {where: told for where, told in kept.items() if told}


def _around(numbers: Mapping[Where, int], rules: MatchingRules) -> dict[int, list[int]]:
    """Who looks for whom by some key, both ways, and who is near whom."""
    around: dict[int, set[int]] = {number: set() for number in numbers.values()}
    for one, other in (*_by_keys(numbers, rules), *_by_distance(numbers, rules.near_km)):
        around[one].add(other)
        around[other].add(one)
    return {number: sorted(found) for number, found in around.items()}


def _by_keys(numbers: Mapping[Where, int], rules: MatchingRules) -> Iterator[tuple[int, int]]:
    held: dict[str, list[int]] = {}
    for where, number in numbers.items():
        for key in _keys(where, rules):
            held.setdefault(key, []).append(number)
    for where, number in numbers.items():
        for key in _sought(where, rules):
            yield from ((number, other) for other in held.get(key, ()))


def _by_distance(numbers: Mapping[Where, int], near_km: float) -> Iterator[tuple[int, int]]:
    """Points that are as near from north to south and from east to west. Of provinces and
    countries a point says nothing."""
    points = sorted(
        (place.lat, place.lon, number)
        for where, number in numbers.items()
        for place in where.places
        if place.lat is not None
        and place.lon is not None
        and place.precision not in ("province", "country")
    )
    near_degrees, first = near_km / KM_A_DEGREE, 0
    for at, (north, east, number) in enumerate(points):
        while points[first][0] < north - near_degrees:
            first += 1
        widest = near_degrees / max(0.01, cos(radians(north)))
        for _, lon, other in points[first:at]:
            if abs(lon - east) <= widest:
                yield number, other


def _keys(where: Where, rules: MatchingRules) -> set[str]:
    """What others find it by: its places' names and what they lie in."""
    names = set(_names(where))
    skeletons = {f"skeleton {skeleton(name_key(name))}" for name in names}
    countries = {f"country {code}" for code in _countries(where)}
    return _words(names, rules) | skeletons | countries


def _sought(where: Where, rules: MatchingRules) -> set[str]:
    """What it looks for: what is called after it or lies in it, by whatever spelling where no
    place is known by its name; where no point is known, what lies in the same; and all in the
    country, where that is all that is known."""
    placed = [place for place in where.places if place.precision != "country"]
    unknown = (place.text for place in where.places if place.place_id is None)
    skeletons = {f"skeleton {skeleton(name_key(name))}" for name in unknown}
    countries = {f"country {code}" for code in _countries(where)} if not placed else set()
    around = {place.admin for place in placed if place.lat is None}
    around |= set() if any(place.lat is not None for place in placed) else {where.admin}
    named = {place.text for place in placed} | {each for each in around if each is not None}
    return _words(named, rules) | skeletons | countries


def _words(names: Iterable[str], rules: MatchingRules) -> set[str]:
    return {f"word {word}" for name in names for word in telling_words(name, rules)}


def _names(where: Where) -> Iterator[str]:
    """Names of the places and of what they lie in; a country's name finds too much."""
    if where.admin is not None:
        yield where.admin
    for place in where.places:
        if place.precision != "country":
            yield place.text
            if place.admin is not None:
                yield place.admin


def _countries(where: Where) -> set[str]:
    named = {place.country for place in where.places} | {where.country}
    return {country for country in named if country is not None}
