"""Values that every noun is made of: ranges, periods, quotes, and names as written."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

Precision = Literal[
    "hours", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "vague"
]
PlacePrecision = Literal["exact", "town", "near", "district", "province", "area", "country"]


class Range(Struct, frozen=True, array_like=True):
    """A number as claimed, `[low, high]`; an open end is None ("at least 19" is [19, None])."""

    low: int | None
    high: int | None = None


class Period(Struct, frozen=True, array_like=True):
    """Days from `start` to `end`, both included, local to the place; an open end is None.

    `precision` is the grain of the words it was read from, never finer.
    """

    start: date | None
    end: date | None
    precision: Precision = "day"


class Quote(Struct, frozen=True):
    """Words of a report. `span` is [start, end) in characters of the text, None for its title."""

    quote: str
    span: tuple[int, int] | None = None


class ActorMention(Struct, frozen=True):
    """Someone named in a report: the words, and the actors they may name, best first."""

    text: str
    actor_ids: tuple[str, ...] = ()


class PlaceMention(Struct, frozen=True):
    """Somewhere named in a report: the words, and the place they were resolved to, if any.

    `place_id` says who issued it ("geonames:172946", "syria:ariha"). `lat` and `lon` are WGS 84
    degrees. `precision` says what the point stands for: a point of a province is no location.
    `admin` is the province or region, `country` ISO 3166 alpha-2.
    """

    text: str
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    admin: str | None = None
    country: str | None = None
