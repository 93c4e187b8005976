"""Plain English that findings are told in: numbers, days, lists, acts, and names in a sentence.

Numbers keep the bounds of the claim they come from; days keep the grain of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from trucewatch.model.record import Figure, Incident
from trucewatch.model.values import Period, Range

# Each kind of act as one of it is told, and as a provision bars it.
ACTS: dict[str, tuple[str, str]] = {
    "airstrike": ("an air strike", "air strikes"),
    "drone_strike": ("a drone strike", "drone strikes"),
    "shelling": ("shelling", "shelling"),
    "armed_clash": ("a clash", "clashes"),
    "bombing_ied": ("a bombing", "bombings"),
    "sniper_or_small_arms": ("gunfire", "gunfire"),
    "chemical_attack": ("a chemical attack", "chemical attacks"),
    "abduction": ("an abduction", "abductions"),
    "arrest": ("an arrest", "arrests"),
    "looting_property": ("looting", "looting"),
    "protest": ("a protest", "protests"),
    "troop_movement": ("a troop movement", "troop movements"),
    "armed_force": ("a use of armed force", "armed force"),
    "other": ("an incident", "incidents"),
    "control:gained": ("ground taken", "the taking of ground"),
}
ATTACK = "an attack"


def act_words(incident: Incident) -> str:
    """ "an air strike"; harm of no stated kind is "an attack", anything else "an incident"."""
    if incident.type == "other" and is_harm(incident):
        return ATTACK
    return ACTS[incident.type][0]


def the_act(incident: Incident) -> str:
    """ "the air strike", "the shelling"."""
    return f"the {re.sub('^an? ', '', act_words(incident))}"


def acts_words(bars: Iterable[str]) -> str:
    """ "air strikes, shelling and the taking of ground"."""
    return listed(ACTS[bar][1] if bar in ACTS else bar.replace("_", " ") for bar in bars)


def is_harm(incident: Incident) -> bool:
    figures = (incident.killed, incident.injured)
    return any(each and any((each.low, each.best, each.high)) for each in figures)


# Heads of names that English gives an article: "the Syrian Observatory", but "Airwars".
_WITH_ARTICLE = re.compile(
    r"\b(?:observatory|network|cent(?:re|er)|commission|committee|ministry|coalition|council|"
    r"congress|office|government|opposition|army|forces?|front|guard corps|militias|police|"
    r"(?:civil )?defence|helmets|nations|states|kingdom|union|red crescent|red cross|un|u\.n\.|"
    r"u\.s\.|memorandum|ceasefire|truce|arrangement|protocol|agreement|package|decision|measures|"
    r"zone|area|line|salient|dataset|kremlin|group|mission|statement|operation|headquarters|part)"
    r"(?: (?:for|of|on|in|to) .*)?$",
    re.IGNORECASE,
)


# The same few names stand in what is said of each record.
@lru_cache(maxsize=4096)
def with_article(name: str) -> str:
    """A name as it stands in a sentence: "the Syrian Observatory", "Turkey"."""
    if re.match(r"(?:the|an?)\s", name, re.IGNORECASE):
        return name[:1].lower() + name[1:]
    # What is owned, what is told of somebody by name, and forces without a name go without.
    takes_none = re.search(r"['\u2019]s\s|,|^[a-z].*(?:forces|militias|police)$", name)
    return f"the {name}" if _WITH_ARTICLE.search(name) and not takes_none else name


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def stopped(text: str) -> str:
    """The text with one full stop, whatever it ends on: "the U.S." has its own."""
    return f"{text.rstrip(' .;')}."


def listed(items: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"; each item once, in the order given."""
    each = list(dict.fromkeys(items))
    if len(each) < 2:
        return "".join(each)
    return f"{', '.join(each[:-1])} {last} {each[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "one incident", "12 incidents", "no incidents"."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number_words(number)} {noun}"


def number_words(number: int) -> str:
    """ "no", "one", "nine", "10", "1,200"."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def range_words(number: Range | Figure) -> str:
    """ "19", "at least 19", "up to 25", "between 14 and 25"; a number nobody gives is empty."""
    low, high = number.low, number.high
    if low is None:
        return "" if high is None else f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"between {low:,} and {high:,}"


def day_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_words(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def days_words(start: date, end: date, joined: str = "to") -> str:
    """ "21 to 22 December 2017", "28 November to 2 December 2017"; one day where they are one."""
    if start == end:
        return day_words(start)
    first = day_words(start)
    if start.year == end.year:
        first = f"{start.day} {_MONTHS[start.month - 1]}"
        if start.month == end.month:
            first = str(start.day)
    return f"{first} {joined} {day_words(end)}"


def when(period: Period | None) -> str:
    """The period with its preposition, never finer than its words: "in November 2017"."""
    if period is None or (period.start is None and period.end is None):
        return "on a day not given"
    if period.start is None:
        return f"by {day_words(period.end)}" if period.end else ""
    if period.end is None:
        return f"from {day_words(period.start)}"
    if period.precision == "year" and period.start.year == period.end.year:
        return f"in {period.start.year}"
    if period.precision == "month" and period.start.month == period.end.month:
        return f"in {month_words(period.start)}"
    if period.start == period.end:
        return f"on {day_words(period.start)}"
    return f"between {days_words(period.start, period.end, 'and')}"


def ordinal_words(number: int) -> str:
    """ "eighth", "21st"."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    is_teen = 10 <= number % 100 <= 19
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
