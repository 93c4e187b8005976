"""Dates in words, resolved against the day of publication. An expression keeps its own grain.

General date parsers return a wrong day rather than none on news English ("Sept. 14-15" is read
as a year), so the grammar is our own: a table of forms, the most specific first, each a pattern
and the method that resolves it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from trucewatch.model.values import Period, Precision
from trucewatch.reference.lexicon import Lexicon, alternation, lexicon_of

Match = re.Match[str]


@dataclass(frozen=True)
class DateMention:
    """A date expression, in characters of its sentence.

    `period` is None where the words need a day of publication that is not known. `is_since` marks
    an open span counted up to the report ("since November").
    """

    start: int
    end: int
    text: str
    period: Period | None
    is_since: bool = False

    @property
    def days(self) -> int:
        """How far its last day is from its first; 0 where either is not known."""
        period = self.period
        if period is None or period.start is None or period.end is None:
            return 0
        return (period.end - period.start).days

    @property
    def counts_up(self) -> bool:
        """Whether it spans many events up to the report; "since this morning" spans one."""
        is_open = self.period is None or self.period.start is None
        return self.is_since and (is_open or self.days > 2)


@dataclass(frozen=True)
class Context:
    """What a date is read against: the day of publication, and whether its clause looks ahead."""

    published: date
    is_ahead: bool


Resolve = Callable[[Match, Context], "Period | None"]

_FUTURE = re.compile(
    r"\b(?:will|would|(?:may|might|could)(?! have)|(?:plans?|hopes?|intends?|wants?) to|"
    r"(?:is|are|was|were) (?:due|expected|scheduled|planned|set|to be|likely|to)|"
    r"to (?:be held|begin|start|take place|resume|convene|meet|reconvene)|next|planned|upcoming|"
    r"scheduled|expected|deadline|ahead of)\b",
    re.IGNORECASE,
)
# "will return, the minister said on Sunday": the day is that of the saying.
_SAYING = re.compile(r"\b(?:said|told|reported|announced|added)(?: [\w]+){0,2} $", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:] (?:and|but|who|which|while|after)|\b(?:after|following|since)\b")
# Forms that name their year need no day of publication; any day does to resolve them.
_ANY_DAY = date(2000, 1, 1)
_GRAINS: dict[str, Precision] = {
    "hour": "hours",
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "year": "year",
}


def find_dates(text: str, lexicon: Lexicon, published: date | None) -> list[DateMention]:
    """Date expressions of one sentence, in order, none overlapping."""
    taken: list[DateMention] = []
    for pattern, resolve in _grammar(lexicon.language).forms:
        for match in pattern.finditer(text):
            if any(d.start < match.end() and match.start() < d.end for d in taken):
                continue
            context = Context(published or _ANY_DAY, _looks_ahead(text, match.start()))
            period = _resolved(resolve, match, context)
            if period is not None:
                taken.append(_mention(match, text, period, published))
    return sorted(taken, key=lambda d: d.start)


def _resolved(resolve: Resolve, match: Match, context: Context) -> Period | None:
    # "5,000 years ago" is before any day that a date can hold, and of no use here.
    try:
        return resolve(match, context)
    except (OverflowError, ValueError):
        return None


def _mention(match: Match, text: str, period: Period, published: date | None) -> DateMention:
    before = text[max(0, match.start() - 45) : match.start()]
    is_since = bool(
        re.match(r"(?:ever )?since\b", match[0], re.I)
        or re.search(r"\bsince (?:the |\d)[^,.;]*$", before, re.I)
    )
    known: Period | None = period
    if published is None and not re.search(r"(?:19|20)\d\d", match[0]):
        known = None
    if is_since and known is not None:
        known = Period(known.start, published, known.precision)
    return DateMention(match.start(), match.end(), match[0], known, is_since)


def _looks_ahead(text: str, start: int) -> bool:
    """Whether the clause that a date stands in, up to 90 characters before it, is of the future."""
    clause = _CLAUSE.split(text[max(0, start - 90) : start])[-1]
    return bool(_FUTURE.search(clause)) and not _SAYING.search(clause)


@lru_cache(maxsize=8)
def _grammar(language: str) -> _Grammar:
    return _Grammar(lexicon_of(language))


class _Grammar:
    """The forms of one language, and how each is resolved."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.months = {name: int(n) for n, names in lexicon["months"].items() for name in names}
        self.weekdays = {name: i for i, name in enumerate(lexicon["weekdays"])}
        self.seasons: dict[str, list[int]] = lexicon["seasons"]
        self.counts: dict[str, int] = {**lexicon["numbers"]["units"], "twenty": 20, "thirty": 30}
        self.forms = tuple(
            (re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), resolve)
            for pattern, resolve in self._table()
        )

    def _table(self) -> list[tuple[str, Resolve]]:
        full = [name for name in self.months if len(name) > 4 or name in ("may", "june", "july")]
        short = [re.escape(name) for name in self.months if name not in full]
        month = rf"(?:{alternation(full)}|{alternation(short)}\.?)"
        long_month = alternation([name for name in full if name != "may"])
        weekday = alternation(list(self.weekdays))
        count = rf"(?:\d+|{alternation(list(self.counts))})"
        day, year = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
        unit = r"(?:hours?|days?|weeks?|months?|years?)"
        part = (
            r"(?:early |late |mid[- ]|the (?:beginning|start|end|middle) of |earlier (?:in )?"
            r"|later (?:in )?)"
        )
        which = r"(?:(?P<which>last|next|this coming|coming|this past|past|this)\s)?"
        joint = (
            r"(?: and (?:the (?:evening|night|morning) of )?| to |\s?[-–/]\s?| until | through )"
        )
        evenings = r"(?:(?:between|from|on) )?(?:the (?:evenings?|nights?|mornings?) of )?"
        lead = (
            r"(?:(?:on|by|from|since|until|till|in|of|dated|as of|ever since|early on|late on)\s)?"
            r"(?:(?:the (?:evening|morning|night|afternoon) of|early|late)\s)?"
            rf"(?:{weekday},?\s)?(?:the\s)?"
        )
        inside = (
            r"(?:(?:ever )?since\s|in\s|during\s|by\s|until\s|from\s|for\s|of\s|over\s)?(?:the\s)?"
        )
        on = (
            r"(?:(?:on|by|from|since|until|till|late on|early on|late|early|overnight on|overnight"
            r"|before|through)\s)?"
        )
        hour = r"(?:\s(?:morning|afternoon|evening|night|at dawn|at noon|midday))?"
        tail = rf"(?:,? (?P<y>{year}))?"
        over = r"(?:(?:in|over|during|for|within) )?"
        few = (
            r"(?:recent|past few|last few|past several|last several|past couple of|last couple of)"
        )
        joined = rf"{evenings}(?P<m>{month}) (?P<d>{day}){joint}"
        return [
            (rf"{lead}(?P<y>{year})-(?P<m>\d\d)-(?P<d>\d\d)(?:T[\d:]+Z?)?", self.numeric),
            (
                rf"{evenings}(?P<d>{day}) (?P<m>{month}){joint}(?P<d2>{day}) (?P<m2>{month}){tail}",
                self.days,
            ),
            (rf"{joined}(?P<m2>{month}) (?P<d2>{day}){tail}", self.days),
            (
                rf"{evenings}(?P<d>{day}){joint}(?P<d2>{day}) (?:of )?(?P<m>{month}){tail}",
                self.days,
            ),
            (rf"{joined}(?P<d2>{day}){tail}", self.days),
            (rf"{lead}(?P<d>{day})[ -](?:of )?(?P<m>{month})(?:,?[ -](?P<y>{year}))?", self.day),
            (
                rf"{lead}(?P<m>{month}) ?(?P<d>{day})(?:,? ?(?P<y>{year}))?"
                r"(?!\d|,\d| people| civilians)",
                self.day,
            ),
            (
                r"(?:(?:in|during|by) )?the (?P<nth>first|second|last|final) (?P<u>week|half) of "
                rf"(?P<m>{month}){tail}",
                self.part_of_month,
            ),
            (
                rf"(?:between|from) (?P<m>{month})(?: (?P<y1>{year}))? (?:and|to|until|through) "
                rf"(?P<m2>{month}){tail}",
                self.months_between,
            ),
            (
                r"(?:(?:in|during|over|for) )?the (?P<nth>first|second|third|fourth|last) "
                r"(?P<u>quarter|half|three months|six months) of "
                rf"(?:(?P<y>{year})|(?P<rel>this|last) year)",
                self.part_of_year,
            ),
            (
                r"(?:since|from) the (?:beginning|start) of (?:the|this) (?P<u>year|month)",
                self.so_far,
            ),
            (r"(?:at|over|during) the weekend", self.weekend),
            (r"(?:(?:in|since|during) )?(?:the )?(?P<y>(?:19|20)\d)0s", self.decade),
            (rf"(?:between|from) (?P<w>{weekday}) (?:and|to) (?P<w2>{weekday})", self.between),
            (
                rf"{inside}(?P<part>{part})?{which}(?P<m>{long_month})(?: of)?{tail}"
                r"(?: (?P<rel>last|this|next) year)?",
                self.month,
            ),
            (
                r"(?:since |in |during |by |until |from |of |last |next )"
                rf"(?P<part>{part})?{which}(?P<m>May){tail}",
                self.month,
            ),
            (rf"(?P<part>{part}){which}(?P<m>May){tail}", self.month),
            (
                rf"{inside}(?P<s>{alternation(list(self.seasons))})(?: of)? (?P<y>{year})",
                self.season,
            ),
            (rf"{on}{which}(?P<w>{weekday}){hour}", self.weekday),
            (rf"{over}the (?:past|last|previous) 24 hours", _shifted(-1, 0)),
            (r"(?:in|over|during) (?:the )?(?:past|last) day", _shifted(-1, 0)),
            (
                rf"{over}(?:the |these )?(?:past|last|previous|preceding) "
                rf"(?P<n>{count}) (?P<u>{unit})",
                self.past,
            ),
            (
                r"(?:in|over|during|within) (?:the )?(?:past|last) "
                r"(?P<n>)(?P<u>day|week|month|year)(?!s)",
                self.past,
            ),
            (rf"(?:in|over|during|for) (?:the )?{few} (?P<u>{unit})", self.recent),
            (rf"(?:in|within|over) (?P<n>{count}) (?P<u>hours|days|weeks|months)", self.within),
            (r"since (?:then|that (?:date|day|time))", self.since_then),
            (rf"(?P<n>{count}|an?) (?P<u>{unit}) (?:ago|earlier|before|previously)\b", self.ago),
            (rf"(?:(?<=come )|(?<=comes )|(?<=came ))(?P<n>an?) (?P<u>{unit}) after", self.ago),
            (
                rf"(?:(?:in|since|during|by|for|until|from) )?(?P<part>{part})?"
                r"(?P<which>last|next|this|coming|previous) (?P<u>week|month|year|weekend)",
                self.unit,
            ),
            (r"(?:since )?the day before yesterday", _shifted(-2, -2)),
            (
                r"(?:(?:since|late|early|from) )?yesterday(?: morning| evening| afternoon| night)?"
                r"|last night|(?:a|the) day (?:earlier|before)|(?:on )?the previous day",
                _shifted(-1, -1),
            ),
            (
                r"(?:(?:since|until|early|from) )?"
                r"(?:today|tonight|(?:early |late )?this (?:morning|afternoon|evening))"
                r"|earlier in the day",
                _shifted(0, 0),
            ),
            (r"(?:on )?tomorrow(?: morning| evening)?", _shifted(1, 1)),
            (r"overnight", self.overnight),
            (r"(?:in )?the early (?:morning|hours)(?: of today)?", _shifted(0, 0)),
            (
                rf"(?:(?:ever )?since|in|during|by|until|from|of) (?P<part>{part})?(?P<y>{year})"
                r"(?!\s?(?:people|civilians|children|fighters|,\d))",
                self.year,
            ),
            (rf"(?P<part>{part})(?P<y>{year})", self.year),
        ]

    def numeric(self, match: Match, context: Context) -> Period | None:
        return _one(_day(int(match["y"]), int(match["m"]), int(match["d"])))

    def day(self, match: Match, context: Context) -> Period | None:
        m, d = self._month(match["m"]), _digits(match["d"])
        y = int(match["y"]) if match["y"] else _year_for(m, d, context)
        return _one(_day(y, m, d))

    def days(self, match: Match, context: Context) -> Period | None:
        groups = match.groupdict()
        m1, m2 = self._month(match["m"]), self._month(groups.get("m2") or match["m"])
        d1, d2 = _digits(match["d"]), _digits(match["d2"])
        y2 = int(match["y"]) if match["y"] else _year_for(m2, d2, context)
        start, end = _day(y2 if m1 <= m2 else y2 - 1, m1, d1), _day(y2, m2, d2)
        return Period(start, end) if start and end and start <= end else None

    def month(self, match: Match, context: Context) -> Period | None:
        m, published = self._month(match["m"]), context.published
        which, relative = (match["which"] or "").lower(), match.groupdict().get("rel")
        if match["m"].islower() and not match["y"] and self._is_a_word(match["m"]):
            return None
        if match["y"]:
            y = int(match["y"])
        elif relative:
            y = published.year + {"last": -1, "this": 0, "next": 1}[relative.lower()]
        elif which == "next" or context.is_ahead:
            y = published.year + (m < published.month)
        else:
            y = published.year - (m > published.month or (which == "last" and m == published.month))
        return _part_of(*_month_days(y, m), match["part"], "month")

    def part_of_month(self, match: Match, context: Context) -> Period | None:
        m = self._month(match["m"])
        y = int(match["y"]) if match["y"] else _year_for(m, 15, context)
        first, last = _month_days(y, m)
        is_start = match["nth"].lower() == "first"
        length = 15 if match["u"].lower() == "half" else 7
        if is_start:
            return Period(first, first + timedelta(days=length - 1), "week")
        start = date(y, m, 16) if length == 15 else last - timedelta(days=6)
        return Period(start, last, "week")

    def months_between(self, match: Match, context: Context) -> Period | None:
        first, last = self._month(match["m"]), self._month(match["m2"])
        end_year = int(match["y"]) if match["y"] else _year_for(last, 15, context)
        start_year = int(match["y1"]) if match["y1"] else end_year - (first > last)
        start, end = _month_days(start_year, first)[0], _month_days(end_year, last)[1]
        return Period(start, end, "month") if start <= end else None

    def part_of_year(self, match: Match, context: Context) -> Period | None:
        """Quarters and halves; "the last quarter" is the fourth."""
        length = 3 if match["u"].lower() in ("quarter", "three months") else 6
        parts = 12 // length
        number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": parts}
        nth = number[match["nth"].lower()]
        if nth > parts:
            return None
        y = int(match["y"]) if match["y"] else context.published.year
        y -= (match["rel"] or "").lower() == "last"
        first = length * (nth - 1) + 1
        return Period(date(y, first, 1), _month_days(y, first + length - 1)[1], "quarter")

    def so_far(self, match: Match, context: Context) -> Period | None:
        start, _ = _unit_around(context.published, match["u"].lower(), 0)
        return Period(start, context.published, _grain(match["u"]))

    def weekend(self, match: Match, context: Context) -> Period | None:
        step = 0 if context.published.weekday() >= 5 else -1
        return Period(*_unit_around(context.published, "weekend", step), "weekend")

    def decade(self, match: Match, context: Context) -> Period | None:
        start = int(match["y"]) * 10
        return Period(date(start, 1, 1), date(start + 9, 12, 31), "decade")

    def season(self, match: Match, context: Context) -> Period | None:
        first, last = self.seasons[match["s"].lower()]
        y = int(match["y"])
        return Period(date(y, first, 1), _month_days(y + (last < first), last)[1], "season")

    def year(self, match: Match, context: Context) -> Period | None:
        y = int(match["y"])
        return _part_of(date(y, 1, 1), date(y, 12, 31), match["part"], "year")

    def weekday(self, match: Match, context: Context) -> Period | None:
        which, published = (match["which"] or "").lower(), context.published
        back = (published.weekday() - self.weekdays[match["w"].lower()]) % 7
        if "coming" in which or which == "next" or (context.is_ahead and "last" not in which):
            return _one(published + timedelta(days=(7 - back) % 7 or 7 * (which == "next")))
        return _one(published - timedelta(days=back or 7 * (which == "last")))

    def between(self, match: Match, context: Context) -> Period | None:
        first, last = (self.weekdays[match[name].lower()] for name in ("w", "w2"))
        end = context.published - timedelta(days=(context.published.weekday() - last) % 7)
        return Period(end - timedelta(days=(last - first) % 7), end)

    def past(self, match: Match, context: Context) -> Period | None:
        start = _back(context.published, self._number(match["n"]), match["u"])
        return Period(start, context.published, _grain(match["u"]))

    def within(self, match: Match, context: Context) -> Period | None:
        """ "In 19 days" counts back to the report; ahead of it, it says nothing certain."""
        return None if context.is_ahead else self.past(match, context)

    def since_then(self, match: Match, context: Context) -> Period | None:
        return Period(None, context.published, "vague")

    def ago(self, match: Match, context: Context) -> Period | None:
        day = _back(context.published, self._number(match["n"]), match["u"])
        return Period(day, day, _grain(match["u"]))

    def recent(self, match: Match, context: Context) -> Period | None:
        """ "Recent days" is read as a week, "recent weeks" as four, "recent months" as three."""
        n = {"hour": 24, "day": 7, "week": 4, "month": 3, "year": 3}[_singular(match["u"])]
        return Period(_back(context.published, n, match["u"]), context.published, "vague")

    def unit(self, match: Match, context: Context) -> Period | None:
        step = {"last": -1, "previous": -1, "next": 1, "coming": 1, "this": 0}[
            match["which"].lower()
        ]
        start, end = _unit_around(context.published, _singular(match["u"]), step)
        return _part_of(start, end, match["part"], _grain(match["u"]))

    def overnight(self, match: Match, context: Context) -> Period | None:
        return Period(context.published - timedelta(days=1), context.published, "hours")

    def _is_a_word(self, month: str) -> bool:
        """ "march" and "may" in small letters are verbs."""
        return month in ("march", "may")

    def _month(self, words: str) -> int:
        return self.months[words.rstrip(".").lower()]

    def _number(self, words: str) -> int:
        return int(words) if words.isdigit() else self.counts.get(words.lower(), 1)


def _shifted(first: int, last: int) -> Resolve:
    """Days counted from the day of publication."""

    def resolve(match: Match, context: Context) -> Period | None:
        day = context.published
        return Period(day + timedelta(days=first), day + timedelta(days=last))

    return resolve


def _one(day: date | None) -> Period | None:
    return None if day is None else Period(day, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _digits(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _singular(unit: str) -> str:
    return unit.lower().rstrip("s")


def _grain(unit: str) -> Precision:
    return _GRAINS[_singular(unit)]


def _year_for(month: int, day: int, context: Context) -> int:
    """The year that puts a day nearest to publication, and no past day far ahead of it."""
    published = context.published
    years = (published.year - 1, published.year, published.year + 1)
    days = [found for year in years if (found := _day(year, month, day))]
    near = min(days, key=lambda d: abs((d - published).days), default=published)
    is_far_ahead = near > published + timedelta(days=31)
    return near.year - 1 if is_far_ahead and not context.is_ahead else near.year


def _back(day: date, n: int, unit: str) -> date:
    unit = _singular(unit)
    if unit == "hour":
        return day - timedelta(days=max(1, n // 24))
    if unit in ("day", "week"):
        return day - timedelta(days=n * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 - n * (12 if unit == "year" else 1), 12)
    return date(year, month + 1, min(day.day, _month_days(year, month + 1)[1].day))


def _month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _unit_around(day: date, unit: str, step: int) -> tuple[date, date]:
    """First and last day of the week, weekend, month or year `step` away from that of `day`."""
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return monday + timedelta(days=5 * (unit == "weekend")), monday + timedelta(days=6)
    if unit == "month":
        year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
        return _month_days(year, month + 1)
    return date(day.year + step, 1, 1), date(day.year + step, 12, 31)


def _part_of(start: date, end: date, part: str | None, grain: Precision) -> Period:
    """The early, middle or late third of a span, where a word asks for it; else the whole."""
    third, words = timedelta(days=((end - start).days + 1) // 3), (part or "").lower()
    if words.startswith(("early ", "the beginning", "the start")):
        end = start + third - timedelta(days=1)
    elif words.startswith(("late ", "the end")):
        start = _late(start, end, third)
    elif words.startswith(("mid", "the middle")):
        start, end = start + third, end - third
    return Period(start, end, grain)


def _late(start: date, end: date, third: timedelta) -> date:
    """Late in a month is from the 21st, late in a year its last quarter."""
    if start.month == end.month and start.day == 1:
        return start.replace(day=21)
    return date(end.year, 10, 1) if (end - start).days > 300 else end - third + timedelta(days=1)
