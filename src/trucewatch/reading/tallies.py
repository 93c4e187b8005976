"""Tallies of a document: counts over an area and a period whose single incidents are not given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from trucewatch.model.values import ActorMention, Period, PlaceMention, Range
from trucewatch.reading.areas import COUNTRY, Told, label_of
from trucewatch.reading.casualties import Casualty, find_casualties
from trucewatch.reading.dates import DateMention, is_of_dead
from trucewatch.reading.names import PlaceSpan, Theatre
from trucewatch.reading.numbers import NumberMention
from trucewatch.reading.text import Document, Sentence
from trucewatch.reading.voices import Voices
from trucewatch.reference.lexicon import RUN, Lexicon
from trucewatch.reference.patterns import Pattern
from trucewatch.reference.seeking import Match

NONE = Range(0, 0)
# "Several", "a number of": no count of anything.
_FEW = Range(2, None)
# Counts of a state of things: a day in the sentence is of something else, a span is theirs.
_STOCKS = ("besieged", "displaced", "missing", "died_other", "detained")
_LONG_DAYS = 14
# A bulletin's line is of what the line before it counts, or the one before that.
_LINES_APART = 2
# Dead or hurt that no single event's toll is likely to reach, after a tally and by themselves.
_LARGE, _HUGE = 50, 1000
# What is counted of a toll. The abducted have no measure of their own.
_HARM = {"killed": "killed", "injured": "injured", "abducted": "other"}
# "Hama: 31" begins a line, and no noun says what the 31 are.
_LABELLED = re.compile(r":\s+#")
_LINE = re.compile(r"[^#:\n]{2,40}:\s+#")
_BARE = re.compile(r"\s*(?:[,;.(]|$)")


class Count(Struct, frozen=True):
    """One tally as a sentence gives it. `at` is where in the sentence its number stands."""

    index: int
    at: int
    measure: str
    value: Range
    place: PlaceMention | None = None
    date: DateMention | None = None
    victims: str | None = None
    cause: str | None = None
    source: str | None = None
    relay: str | None = None
    unit: str | None = None
    perpetrators: tuple[ActorMention, ...] = ()

    @property
    def period(self) -> Period | None:
        return None if self.date is None or _is_open(self.date) else self.date.period


@dataclass(eq=False)
class Saying:
    """A sentence with its places and whose word it is: what every count in it shares. Places are
    looked up when first asked for: few of the sentences that may count do."""

    index: int
    sentence: Sentence
    voices: Voices
    theatre: Theatre
    told: Told

    @property
    def lexicon(self) -> Lexicon:
        return self.theatre.lexicon

    @cached_property
    def label(self) -> PlaceMention | None:
        if _LABELLED.search(self.sentence.masked) is None:
            return None
        label = label_of(self.sentence, self.told.places(self.index))
        return label.place if label else None

    @cached_property
    def is_place_spoken_of(self) -> bool:
        """Whether it names no place itself."""
        return not self.told.named(self.index)

    @cached_property
    def places(self) -> Sequence[PlaceSpan]:
        """A count that names no place is of the place just spoken of, if that was not long ago."""
        if self.is_place_spoken_of and (last := self.told.just_before(self.index)):
            end = len(self.sentence.text)
            return (PlaceSpan(end, end, last),)
        return self.told.places(self.index)

    @property
    def is_of_whole_war(self) -> bool:
        return bool(self.lexicon.words("whole_war").search(self.sentence.text))

    @property
    def is_of_many_events(self) -> bool:
        text, lexicon = self.sentence.text, self.lexicon
        if lexicon.match_any_case("many_events").search(text):
            return True
        return lexicon.match_any_case("as_of_day").search(text) is not None

    @property
    def speaks_of_siege(self) -> bool:
        words = self.lexicon["besieged_words"]
        return re.search(words, self.sentence.text, re.IGNORECASE) is not None

    def count(self, at: int, measure: str, value: Range) -> Count:
        attribution = self.voices.spoken.get(self.index)
        return Count(
            self.index,
            at,
            measure,
            value,
            source=self.voices.source(self.index),
            relay=attribution.relay if attribution else None,
        )

    def place_near(self, at: int) -> PlaceMention | None:
        """The nearest place, those between the number and the next one first.

        "The enclave" is the area last spoken of, "the province" the province; the report's country
        stands in for no place.
        """
        if self.label:
            return self.label
        stop = min((n.start for n in self.sentence.numbers if n.start > at), default=10**6)
        after = [p for p in self.places if at <= p.start < stop]
        if not after and (spoken_of := self._spoken_of(at, stop)):
            return spoken_of
        after = after or [p for p in self.places if p.start >= at]

        def rank(p: PlaceSpan) -> tuple[bool, bool, bool, int]:
            far = abs(p.start - at)
            return p.is_landmark, far > 80, p.order == COUNTRY, far

        best = min(after or self.places, key=rank, default=None)
        return best.place if best else self.theatre.country

    def _spoken_of(self, at: int, stop: int) -> PlaceMention | None:
        """What "the enclave" or "the province" between the two points stands for."""
        for words, kind in (("the_area", "area"), ("the_province", "province")):
            pattern = self.lexicon.match_any_case(words)
            is_named = pattern.search(self.sentence.text, at, min(stop, len(self.sentence.text)))
            if is_named and (place := self.told.latest(kind, self.index)):
                return place
        return None

    def place_of_harm(self, at: int) -> PlaceMention | None:
        """Where people are said to have died: "have been killed in Lebanon"."""
        clause = self.lexicon.match_any_case("harmed_in").match(self.sentence.text, at)
        after = [p for p in self.places if clause and p.start <= clause.end() <= p.end + 1]
        return after[0].place if after else None

    def date_near(self, at: int) -> DateMention | None:
        dates = [self._counted_up(each) for each in self.sentence.dates]
        compared = self.lexicon.match("compared").search(self.sentence.text)
        cut = compared.start() if compared else 0

        def rank(d: DateMention) -> tuple[bool, int]:
            is_of_other = (d.start < cut) != (at < cut)
            return is_of_other, abs(d.start - at) - 40 * d.is_since

        return min(dates, key=rank, default=None)

    def _counted_up(self, date: DateMention) -> DateMention:
        """ "Since fighting broke out on 4 April": the day begins a span up to the report."""
        since = self.lexicon.match_any_case("since_clause")
        if date.period is None or date.is_since:
            return date
        if self.lexicon.match("as_of").match(date.text):
            return replace(date, period=Period(None, date.period.end, date.period.precision))
        to_now = self.lexicon.match("up_to_now").match(self.sentence.text, date.end)
        is_told_of = is_of_dead(self.sentence.text, date.end, self.lexicon)
        if not to_now and (is_told_of or not since.search(self.sentence.masked, 0, date.start)):
            return date
        period = Period(date.period.start, self.theatre.on)
        return replace(date, period=period, is_since=True)


def read_counts(document: Document, voices: Voices, theatre: Theatre) -> list[Count]:
    """The document's tallies, in the order of the text, repeats left out."""
    counts: list[Count] = []
    told = Told(document, theatre)
    for index, sentence in enumerate(document.sentences):
        if not _may_count(sentence, theatre.lexicon):
            continue
        saying = Saying(index, sentence, voices, theatre, told)
        for count in _counts_of(saying, counts):
            if not any(_is_repeat(count, c) for c in counts):
                counts.append(count)
    return counts


def _may_count(sentence: Sentence, lexicon: Lexicon) -> bool:
    if not sentence.numbers:
        return False
    is_share = any(number.is_per_cent for number in sentence.numbers)
    is_line = _LINE.match(sentence.masked) is not None
    if is_share or is_line:
        return True
    return bool(find_casualties(sentence, lexicon) or _matches(sentence, lexicon))


def _is_repeat(a: Count, b: Count) -> bool:
    same = (a.measure, a.value, a.period) == (b.measure, b.value, b.period)
    is_rival = a.source is not None and b.source is not None and a.source != b.source
    return same and not is_rival and (a.place == b.place or a.place is None)


def _counts_of(saying: Saying, before: list[Count]) -> Iterator[Count]:
    used: set[int] = set()
    casualties = find_casualties(saying.sentence, saying.lexicon)
    for casualty in casualties:
        if casualty.measure in _HARM and is_tally(casualty, saying, before):
            used.add(casualty.start)
            yield _of_casualty(casualty, saying, before)
    yield from _of_label(saying, before, used)
    for match, measure in _matches(saying.sentence, saying.lexicon):
        # People killed or hurt are no state of things, whatever word stands near their number.
        is_toll = measure in _STOCKS and any(c.start == match.start("n") for c in casualties)
        if match.start("n") not in used and not is_toll:
            yield from _of_match(measure, match, saying, before)
    yield from _shares(saying)


@lru_cache(maxsize=512)
def _matches(sentence: Sentence, lexicon: Lexicon) -> list[tuple[Match, str]]:
    """Tally patterns in the sentence, none overlapping, in the order of the lexicon."""
    found: list[tuple[Match, str]] = []
    met = lexicon.met_by(sentence.masked)
    possible = [row for row in _tally_patterns(lexicon) if met & row[0] == row[0]]
    for _, pattern, measure in possible:
        for match in pattern.finditer(sentence.masked):
            if not any(a.start() < match.end() and match.start() < a.end() for a, _ in found):
                found.append((match, measure))
    return found


@lru_cache(maxsize=8)
def _tally_patterns(lexicon: Lexicon) -> list[tuple[int, Pattern, str]]:
    """(needs, pattern, measure), in the order of the lexicon."""
    return [
        ((pattern := lexicon.fragment(fragment)).needs, pattern, measure)
        for measure in lexicon["tally_patterns"]
        for fragment in lexicon.fragments("tally_patterns", measure)
    ]


def is_tally(casualty: Casualty, saying: Saying, before: list[Count]) -> bool:
    """Whether a toll is of many events: since a day, over more than two days, of a whole war."""
    if casualty.value == NONE:
        return False
    if saying.is_of_whole_war or saying.is_of_many_events:
        return True
    if saying.label and _span_before(saying, before):
        return True
    within = saying.lexicon.match_any_case("counted_within")
    if within.match(saying.sentence.text, casualty.end):
        return True
    date = saying.date_near(casualty.start)
    if date is None:
        return _goes_on(casualty, saying, before)
    if date.period is None or date.counts_up:
        return date.counts_up
    if date.period.start is None or date.period.end is None:
        return True
    is_long = date.days > 2
    is_grain = date.period.precision in ("month", "year", "week", "season")
    # Many events stand behind a month or a year, unless the sentence names a single one.
    is_single = saying.lexicon.match_any_case("single_event").search(saying.sentence.text)
    return is_long and not (is_grain and is_single)


def _goes_on(casualty: Casualty, saying: Saying, before: list[Count]) -> bool:
    """A large figure without a day, right after a tally that has one, is a part of that."""
    low = casualty.value.low or 0
    is_part = low >= _LARGE and _span_before(saying, before) is not None
    return is_part or low >= _HUGE


def _span_before(saying: Saying, before: list[Count]) -> DateMention | None:
    is_near = bool(before) and saying.index - before[-1].index <= 2
    return before[-1].date if is_near else None


def _of_casualty(casualty: Casualty, saying: Saying, before: list[Count]) -> Count:
    date = saying.date_near(casualty.start)
    country, place = saying.theatre.country, saying.place_near(casualty.start)
    if saying.is_of_whole_war:
        # A war's dead are of the country it is in, unless the words say where they died.
        place = saying.place_of_harm(casualty.end) or country or place
        date = date if date and date.is_since else None
    elif saying.is_place_spoken_of and date and (date.days > _LONG_DAYS or _is_open(date)):
        place = saying.place_of_harm(casualty.end) or country or place
    elif date is None:
        date = _span_before(saying, before) or saying.sentence.heading
    return replace(
        saying.count(casualty.start, _HARM[casualty.measure], casualty.value),
        place=place,
        date=date,
        victims=casualty.victims[0] if casualty.victims else None,
        cause=_cause(saying),
    )


def _of_label(saying: Saying, before: list[Count], used: set[int]) -> Iterator[Count]:
    """ "Hama: 31", said of what the counts before it are of."""
    numbers = saying.sentence.numbers
    if saying.label is None or not before or saying.index - before[-1].index > _LINES_APART:
        return
    is_bare = _BARE.match(saying.sentence.text, numbers[0].end)
    if is_bare and numbers[0].start not in used:
        last = before[-1]
        part = saying.count(numbers[0].start, last.measure, numbers[0].value)
        yield replace(part, place=saying.label, date=last.date, cause=last.cause)


def _is_open(date: DateMention) -> bool:
    """ "Since then": a span whose beginning is not told."""
    return date.is_since and (date.period is None or date.period.start is None)


def _is_span(date: DateMention) -> bool:
    """A night is one event's; a day and more are many."""
    is_night = date.period is not None and date.period.precision == "hours"
    return date.is_since or (date.days >= 1 and not is_night)


def _cause(saying: Saying) -> str | None:
    for kind in ("airstrike", "shelling", "chemical_attack", "bombing_ied"):
        if saying.lexicon.words("incidents", kind).search(saying.sentence.text):
            return kind
    return None


def _of_match(measure: str, match: Match, saying: Saying, before: list[Count]) -> Iterator[Count]:
    number = saying.sentence.number_at(match.start("n"))
    date = _date_of(measure, match, saying, before)
    needs_span = measure in saying.lexicon.fragments("tally_needs_period")
    if number is None or not _counts_things(number, measure, saying):
        return
    if needs_span and not (date and _is_span(date)):
        return
    parts = list(_parts(measure, match, saying))
    if not any(part.start == number.start for part, _ in parts):
        at = number.end
        place = saying.place_near(at) if not parts else saying.theatre.country
        whole = saying.count(number.start, measure, number.value)
        yield replace(whole, place=place, date=date)
    for part, where in parts:
        yield replace(saying.count(part.start, measure, part.value), place=where, date=date)


def _counts_things(number: NumberMention, measure: str, saying: Saying) -> bool:
    if measure == "besieged" and not saying.speaks_of_siege:
        return False
    words = saying.sentence.text[number.start : number.end].lower()
    if number.value == _FEW and words in saying.lexicon["numbers"]["vague"]:
        return False
    is_time = saying.lexicon.match("time_unit").match(saying.sentence.text, number.end)
    is_times = saying.sentence.text[number.end :].startswith(" times")
    if number.is_per_cent or (is_time and not is_times):
        return False
    return number.value != NONE or measure == "violations"


def _date_of(measure: str, match: Match, saying: Saying, before: list[Count]) -> DateMention | None:
    """The nearest date; for a state of things a span only; in a bulletin the date before it."""
    if saying.lexicon.match("period_before").search(saying.sentence.text):
        return _before_that(before, saying)
    date = saying.date_near(match.start("n"))
    if measure in _STOCKS:
        numbers = saying.sentence.numbers
        is_of_another = date and any(match.end("n") < n.start < date.start for n in numbers)
        return date if date and _is_span(date) and not is_of_another else None
    if date is None and measure == "violations" and before and before[-1].measure == measure:
        last = before[-1].date
        is_own = last and saying.lexicon.match("own_period").search(last.text)
        is_next = saying.index - before[-1].index <= 1 and not is_own
        return last if is_next else saying.sentence.heading
    return date or saying.sentence.heading


def _before_that(before: list[Count], saying: Saying) -> DateMention | None:
    """ "In the previous reporting period": up to the beginning of the one told of just before."""
    last = next((c.date for c in reversed(before) if c.date and c.date.period), None)
    named = saying.lexicon.match("period_before").search(saying.sentence.text)
    if last is None or last.period is None or last.period.start is None or named is None:
        return None
    return DateMention(named.start(), named.end(), named[0], Period(None, last.period.start))


def _parts(
    measure: str, match: Match, saying: Saying
) -> Iterator[tuple[NumberMention, PlaceMention]]:
    """A bulletin's figures by area: "none in X and 12 in Y", "X (8), Y (7)"."""
    if measure != "violations":
        return
    text = saying.sentence.text
    number_in = saying.lexicon.match_any_case("count_of_area")
    for number in saying.sentence.numbers:
        if number.start < match.start("n") or not _counts_things(number, measure, saying):
            continue
        follows = [p for p in saying.places if p.start > number.end]
        if follows and number_in.fullmatch(text[number.end : follows[0].start]):
            yield number, follows[0].place
        elif named := re.search(rf"(?P<run>{RUN}) \($", text[: number.start]):
            place = saying.theatre.resolve(named["run"])
            yield from [(number, place)] if place else []


def _shares(saying: Saying) -> Iterator[Count]:
    """Shares of harm ("70 per cent of violations"), kept with their unit."""
    for number in saying.sentence.numbers:
        if number.is_per_cent and _is_share(number, saying):
            date = saying.date_near(number.start) or saying.sentence.heading
            place = saying.place_near(number.start)
            share = saying.count(number.start, "other", number.value)
            yield replace(share, place=place, date=date, unit="per cent")


def _is_share(number: NumberMention, saying: Saying) -> bool:
    """A share of harm, and no growth of it ("a 60 per cent rise in deaths")."""
    text, lexicon = saying.sentence.text, saying.lexicon
    about = text[number.end : number.end + 90]
    grows = lexicon.match_any_case("growth_before").search(text[: number.start])
    grows = grows or lexicon.match_any_case("growth_after").match(about)
    return not grows and lexicon.match("share_of_harm").search(about) is not None
