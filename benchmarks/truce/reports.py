"""Reports of the invented outlets, each with which of its words tell of which true incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from truce.tellings import (
    FRONT,
    Outlet,
    Telling,
    all_tellings,
    by_outlet_and_day,
    known_after,
    outlets,
)
from truce.truth import GOVERNMENT, Capture, Ground, Truth
from truce.wording import (
    NAME,
    attributed,
    capital,
    incident_slots,
    low,
    name_of,
    number,
    phrases,
    said_somehow,
    since_words,
    tidy,
    when,
)
from trucewatch.model.report import Report

MOST_IN_A_STORY = 4
# Shares of stories with each addition.
RIVAL, DENIED, BACKGROUND, COLOUR, TRUCE, COMMENT = 0.18, 0.35, 0.12, 0.6, 0.3, 0.12
QUIET_DAYS_TOLD, NOISE_DAYS = {"diary": 0.45}, 0.16
RERUN, RERUN_SHORT = 0.25, 0.5


@dataclass(frozen=True)
class Sentence:
    """`tells` are the true incidents and captures it is about, `figures` the dead it gives."""

    text: str
    tells: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True)
class Written:
    """A report, and for each of its sentences its span and what it tells of; None: the title."""

    report: Report
    told: tuple[tuple[tuple[int, int] | None, Sentence], ...]
    zones: frozenset[str]


@dataclass(frozen=True)
class Draft:
    """A report before it is put together: paragraphs of sentences."""

    outlet: str
    published: date
    title: Sentence
    paragraphs: tuple[tuple[Sentence, ...], ...]
    zones: frozenset[str]
    head: str = ""
    foot: str = ""


@dataclass(frozen=True)
class Silence:
    """Outlets that hear nothing more from a zone, from a day on."""

    zone: str
    outlets: frozenset[str]
    start: date

    def covers(self, outlet: str, zone: str, day: date) -> bool:
        return zone == self.zone and outlet in self.outlets and day >= self.start


@dataclass(frozen=True)
class Desk:
    """What all writers look things up in."""

    ground: Ground
    truth: Truth
    seed: int
    # The tellings of one outlet by incident, for what it told before.
    archive: dict[str, list[Telling]] = field(default_factory=dict)
    silence: Silence | None = None

    def hears(self, outlet: str, zone: str, day: date) -> bool:
        return self.silence is None or not self.silence.covers(outlet, zone, day)


def write_reports(
    ground: Ground, truth: Truth, seed: int, silence: Silence | None = None
) -> list[Written]:
    """Every report of the scenario, in order of day and outlet. Ids number them."""
    tellings = [
        each
        for each in all_tellings(truth, seed)
        if silence is None or not silence.covers(each.outlet, each.incident.zone, each.published)
    ]
    desk = Desk(ground, truth, seed, _archive(tellings), silence)
    days = by_outlet_and_day(tellings)
    drafts: list[Draft] = []
    for day in truth.days():
        for outlet in outlets():
            random = Random(f"{seed} {outlet.id} {day}")
            drafts += _outlet_day(outlet, day, days.get((outlet.id, day), []), desk, random)
        drafts += _office(day, desk)
    drafts += list(_reruns(drafts, seed))
    drafts.sort(key=lambda draft: (draft.published, draft.outlet))
    return [_put_together(draft, number) for number, draft in enumerate(drafts)]


def _archive(tellings: Iterable[Telling]) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = {}
    for telling in tellings:
        found.setdefault(telling.outlet, []).append(telling)
    return found


def _outlet_day(
    outlet: Outlet, day: date, told: Sequence[Telling], desk: Desk, random: Random
) -> Iterator[Draft]:
    if outlet.start and day < outlet.start:
        return
    writer = {
        "story": _stories,
        "bulletin": _stories,
        "diary": _diary,
        "digest": _digest,
        "mission": _mission,
        "review": _review,
    }[outlet.form]
    yield from writer(outlet, day, told, desk, random)
    yield from _captures(outlet, day, desk, random)
    if outlet.form == "story" and random.random() < NOISE_DAYS:
        yield _noise(outlet, day, random)


def _stories(
    outlet: Outlet, day: date, told: Sequence[Telling], desk: Desk, random: Random
) -> Iterator[Draft]:
    """An agency's day: the deadliest attacks have a story each, and the rest goes under them."""
    heads = [each for each in told if each.killed >= 7][:3] or list(told[:1])
    rest = [each for each in told if each not in heads]
    for at, head in enumerate(heads):
        share = len(rest) // (len(heads) - at)
        below, rest = rest[: min(share, MOST_IN_A_STORY)], rest[min(share, MOST_IN_A_STORY) :]
        yield _story(outlet, day, head, below, desk, random)
    while rest:
        yield _story(outlet, day, rest[0], rest[1:MOST_IN_A_STORY], desk, random)
        rest = rest[MOST_IN_A_STORY:]
    yield from _updates(outlet, day, desk, random)


def _story(
    outlet: Outlet, day: date, head: Telling, below: Sequence[Telling], desk: Desk, random: Random
) -> Draft:
    lead = _account(head, desk, random)
    paragraphs = [lead[:1], lead[1:], *_around(outlet, head, desk, random)]
    for each in below:
        paragraphs.append(_account(each, desk, random, is_first=False))
    paragraphs += _framing(random)
    return _draft(outlet, day, _headline(head, desk, random), paragraphs, [head, *below], random)


def _updates(outlet: Outlet, day: date, desk: Desk, random: Random) -> Iterator[Draft]:
    """A risen toll is news of its own, the day after it was first told."""
    if outlet.form != "story":
        return
    for first in desk.archive.get(outlet.id, []):
        if first.published == day - timedelta(days=1) and first.killed >= 6:
            risen = known_after(first.incident, (day - first.incident.day).days)
            if risen > first.killed:
                yield _update(outlet, day, first, risen, desk, random)


def _update(
    outlet: Outlet, day: date, first: Telling, risen: int, desk: Desk, random: Random
) -> Draft:
    now = replace(first, killed=risen, published=day, enemy=None)
    slots = _slots(now, desk, random)
    deed = said_somehow(phrases()["deeds"][now.incident.type], random, slots)
    slots |= {"deed": deed, "early": number(first.killed, random), "total": number(risen, random)}
    slots |= {"Early": capital(number(first.killed, random, begins=True))}
    words = said_somehow(random.choice(phrases()["rising_lead"]), random, slots)
    lead = _sentence(attributed(words, now.source, random), now, risen, first.killed)
    title = capital(said_somehow(random.choice(phrases()["headline"]["rising"]), random, slots))
    head = Sentence(title.replace(NAME, ""), (now.incident.id,), (risen,))
    more = [_children(now, random), *_denials(now, desk, random)]
    return _draft(outlet, day, head, [[lead], more, *_framing(random)], [now], random)


def _diary(
    outlet: Outlet, day: date, told: Sequence[Telling], desk: Desk, random: Random
) -> Iterator[Draft]:
    """A local outlet's day in one piece, or, at times, that there was nothing."""
    zones = outlet.covers or ()
    if outlet.days and day.weekday() not in outlet.days:
        return
    if not told:
        if random.random() < QUIET_DAYS_TOLD["diary"]:
            quiet = [[_quiet(each, random)] for each in zones if desk.hears(outlet.id, each, day)]
            title, colour = _round_up(zones[0], random), [Sentence(_phrase("colour", random))]
            yield _draft(outlet, day, title, [*quiet, colour], [], random, zones)
        return
    for part in _parts(told, 5):
        title = _headline(part[0], desk, random)
        paragraphs = [_account(each, desk, random, is_first=each is part[0]) for each in part]
        yield _draft(outlet, day, title, [*paragraphs, *_framing(random)], part, random)


def _digest(
    outlet: Outlet, day: date, told: Sequence[Telling], desk: Desk, random: Random
) -> Iterator[Draft]:
    """A monitor's day, zone by zone, with what was quiet, and on Sundays its running totals."""
    if not told and day.weekday() not in (2, 6):
        return
    paragraphs: list[list[Sentence]] = []
    for zone in desk.ground.villages:
        here = [each for each in told if each.incident.zone == zone]
        paragraphs += [_account(each, desk, random, is_first=False) for each in here]
        if not here and random.random() < 0.5 and desk.hears(outlet.id, zone, day):
            paragraphs.append([_quiet(zone, random)])
    if day.weekday() == 6:
        paragraphs += _tallies(outlet, day, desk, random)
    if paragraphs:
        zone = told[0].incident.zone if told else random.choice(list(desk.ground.villages))
        title = _headline(told[0], desk, random) if told and told[0].killed > 4 else None
        title = title or _round_up(zone, random)
        yield _draft(outlet, day, title, paragraphs, told, random, desk.ground.villages)


def _mission(
    outlet: Outlet, day: date, told: Sequence[Telling], desk: Desk, random: Random
) -> Iterator[Draft]:
    """Three bulletins a week: violations counted by zone and day, and some told singly."""
    if outlet.days and day.weekday() not in outlet.days:
        return
    paragraphs = []
    for zone in desk.ground.villages:
        if not desk.hears(outlet.id, zone, day):
            continue
        counts = [_count(zone, day - timedelta(days=back), random, desk) for back in (2, 1)]
        here = [each for each in told if each.incident.zone == zone]
        paragraphs.append(counts)
        paragraphs += [_account(each, desk, random, is_first=False) for each in here]
    title = Sentence(f"Bulletin of the Joint Monitoring Mission, {day.day} {day:%B %Y}")
    yield _draft(outlet, day, title, paragraphs, told, random, desk.ground.villages)


def _review(
    outlet: Outlet, day: date, told: Sequence[Telling], desk: Desk, random: Random
) -> Iterator[Draft]:
    """A weekly's round-up, with comment."""
    for part in _parts(told, 6):
        zone = part[0].incident.zone
        week = f"The week in {_zone(zone, random)}"
        title = Sentence(random.choice([week, "A truce by halves", "Four zones, one truce"]))
        paragraphs = [_account(each, desk, random, is_first=False) for each in part]
        comment = [Sentence(_phrase("comment", random)), Sentence(_phrase("truce", random))]
        yield _draft(outlet, day, title, [*paragraphs, comment], part, random)


def _parts(told: Sequence[Telling], most: int) -> list[Sequence[Telling]]:
    return [told[at : at + most] for at in range(0, len(told), most)]


# Accounts of one incident.


def _account(
    telling: Telling, desk: Desk, random: Random, *, is_first: bool = True
) -> list[Sentence]:
    """The incident in one sentence, and at times one or two more."""
    words = _told_in_one(telling, desk, random)
    sentence = attributed(words, telling.source, random)
    if not is_first:
        linker = random.choice(phrases()["linkers"])
        sentence = linker + (low(sentence) if linker else sentence)
    account = [_sentence(sentence, telling, telling.killed)]
    if telling.children and "child" not in sentence and random.random() < 0.4:
        account.append(_children(telling, random))
    if telling.injured and "wound" not in sentence and random.random() < 0.4:
        account.append(_injured(telling, random))
    return account


def _told_in_one(telling: Telling, desk: Desk, random: Random) -> str:
    words, kind = phrases(), telling.incident.type
    slots = _slots(telling, desk, random)
    if telling.enemy:
        return said_somehow(words["recast"][kind], random, slots)
    patterns = words["dead" if telling.killed else "none"][kind]
    fitting = [each for each in patterns if _fits(each, telling)]
    return said_somehow(random.choice(fitting), random, slots)


def _fits(pattern: str, telling: Telling) -> bool:
    """A place told in part cannot stand alone, and only someone blamed can attack."""
    is_named = telling.grain in ("village", "near") or "{Land}" not in pattern
    return is_named and ("attack{by}" not in pattern.lower() or telling.blamed is not None)


def _slots(telling: Telling, desk: Desk, random: Random) -> dict[str, str]:
    is_close = telling.outlet in ("pocket-courier", "vesna-radio", "highland-voice")
    return incident_slots(telling, desk.ground, random, is_close=is_close)


def _sentence(words: str, telling: Telling, *figures: int) -> Sentence:
    return Sentence(tidy(capital(words)), (telling.incident.id,), figures)


def _children(telling: Telling, random: Random) -> Sentence:
    if not telling.children:
        return Sentence("")
    many = telling.children > 1
    words = f"{number(telling.children, random)} children" if many else "a child"
    begin = f"{number(telling.children, random, begins=True)} children" if many else "a child"
    slots = {"children": words, "Children": capital(begin), "were": "were" if many else "was"}
    return _sentence(said_somehow(random.choice(phrases()["children"]), random, slots), telling)


def _injured(telling: Telling, random: Random) -> Sentence:
    many = telling.injured > 1
    noun = "people" if many else "person"
    patterns = phrases()["injured"][: 2 if many else 1]
    slots = {
        "injured": f"{number(telling.injured, random)} {noun}",
        "Injured": f"{capital(number(telling.injured, random, begins=True))} {noun}",
        "were": "were" if many else "was",
    }
    return _sentence(said_somehow(random.choice(patterns), random, slots), telling)


def _around(outlet: Outlet, head: Telling, desk: Desk, random: Random) -> list[list[Sentence]]:
    """What a story adds on its main incident: rival tolls, a denial, an earlier attack."""
    found = [[*_rivals(head, random, desk), *_denials(head, desk, random)]]
    if random.random() < BACKGROUND:
        found.append(_background(outlet, head, desk, random))
    return found


def _rivals(head: Telling, random: Random, desk: Desk) -> list[Sentence]:
    if head.killed < 4 or head.enemy or random.random() > RIVAL:
        return []
    figure = max(2, head.killed + random.choice([-2, -1, -1, 1]))
    figure = min(figure, head.incident.killed)
    if figure == head.killed:
        return []
    others = [each for each in phrases()["others"] if each.lower() not in head.source.lower()]
    other = random.choice(others)
    slots = {"Other": capital(other), "figure": number(figure, random), "Land": _land(head, desk)}
    words = said_somehow(random.choice(phrases()["rival"]), random, slots)
    return [_sentence(words, head, figure)]


def _denials(head: Telling, desk: Desk, random: Random) -> list[Sentence]:
    accused = head.blamed
    if accused not in (GOVERNMENT, FRONT) or head.enemy or not head.killed:
        return []
    if random.random() > DENIED:
        return []
    who = random.choice(phrases()["voices"][accused])
    slots = {"Accused": capital(who), "Land": _land(head, desk)}
    patterns = phrases()["denial"][: 4 if accused == GOVERNMENT else 2]
    return [_sentence(said_somehow(random.choice(patterns), random, slots), head)]


def _background(outlet: Outlet, head: Telling, desk: Desk, random: Random) -> list[Sentence]:
    """An attack in the same zone that the outlet told of some days or weeks before."""
    day, zone = head.published, head.incident.zone
    earlier = [
        each
        for each in desk.archive.get(outlet.id, [])
        if each.incident.zone == zone and each.killed >= 5 and each.grain == "village"
        if 3 <= (day - each.incident.day).days <= 40 and not each.enemy
    ]
    if not earlier:
        return []
    chosen = replace(random.choice(earlier), published=day)
    slots, kind = _slots(chosen, desk, random), chosen.incident.type
    deed = said_somehow(phrases()["deeds"][kind], random, slots)
    alone = said_somehow(phrases()["deeds_alone"][kind], random, slots)
    words = random.choice(phrases()["background"])
    told = said_somehow(words, random, {**slots, "deed": deed, "deed_alone": alone})
    return [_sentence(told, chosen, chosen.killed)]


def _land(telling: Telling, desk: Desk) -> str:
    return name_of(desk.ground.place(telling.incident.village), telling.outlet)


def _headline(head: Telling, desk: Desk, random: Random) -> Sentence:
    words, kind = phrases()["headline"], head.incident.type
    if head.killed < 2 or head.enemy or head.grain != "village":
        zone = capital(_zone(head.incident.zone, random).removeprefix("the "))
        return Sentence(random.choice(words["none"]).format(zone=zone))
    slots = {"count": number(head.killed, random), "Land": _land(head, desk)}
    title = random.choice(words["dead"][kind]).format(**slots)
    return Sentence(capital(title), (head.incident.id,), (head.killed,))


# What is not about one incident.


def _phrase(kind: str, random: Random) -> str:
    return tidy(said_somehow(random.choice(phrases()[kind]), random))


def _zone(zone: str, random: Random) -> str:
    return str(random.choice(phrases()["zones"][zone]))


def _framing(random: Random) -> list[list[Sentence]]:
    chosen = [("colour", COLOUR), ("truce", TRUCE), ("comment", COMMENT)]
    return [[Sentence(_phrase(kind, random))] for kind, share in chosen if random.random() < share]


def _quiet(zone: str, random: Random) -> Sentence:
    words = random.choice(phrases()["quiet"])
    return Sentence(tidy(capital(said_somehow(words, random, {"zone": _zone(zone, random)}))))


def _round_up(zone: str, random: Random) -> Sentence:
    name = _zone(zone, random)
    return Sentence(capital(random.choice(phrases()["headline"]["round_up"]).format(zone=name)))


def _count(zone: str, day: date, random: Random, desk: Desk) -> Sentence:
    """The mission hears of four in five shots at most, and of nothing that was not."""
    happened = (
        each for each in desk.truth.incidents.values() if each.zone == zone and each.day == day
    )
    seen = sum(random.random() < 0.8 for _ in happened)
    slots = {"figure": number(seen, random) if seen else "no", "zone": _zone(zone, random)}
    slots |= {"day": f"{day:%A}", "s": "" if seen == 1 else "s"}
    return Sentence(tidy(said_somehow(random.choice(phrases()["counts"]), random, slots)))


def _documented(outlet: str, zone: str, first: date, last: date, desk: Desk) -> int:
    """Civilians among the dead that this monitor has told of, as known by `last`."""
    return sum(
        min(each.incident.civilians, each.killed)
        for each in desk.archive.get(outlet, [])
        if each.incident.zone == zone and first <= each.incident.day and each.published <= last
    )


def _tallies(outlet: Outlet, day: date, desk: Desk, random: Random) -> list[list[Sentence]]:
    """Running totals of one or two zones: since the truce, the month's first day, or Monday."""
    found = []
    for zone in random.sample(list(desk.ground.villages), 2):
        starts = [day.replace(day=1), day - timedelta(days=6)]
        starts += [desk.truth.ban] * 2 if day > desk.truth.ban + timedelta(days=14) else []
        first = random.choice(starts)
        figure = _documented(outlet.id, zone, first, day, desk)
        if figure >= 3 and first < day and desk.hears(outlet.id, zone, day):
            found.append([_tally("tally", figure, zone, first, day, "the Observatory", random)])
    return found


def _tally(
    kind: str, figure: int, zone: str, first: date, published: date, source: str, random: Random
) -> Sentence:
    slots = {
        "figure": number(figure, random),
        "zone": _zone(zone, random),
        "since": since_words(first, published),
        "source": source,
        "Source": capital(source),
    }
    return Sentence(tidy(said_somehow(random.choice(phrases()[kind]), random, slots)))


def _office(day: date, desk: Desk) -> Iterator[Draft]:
    """Each month's tenth: civilians killed the month before as a UN office verified them; and four
    times a year a side's own total."""
    if day.day != 10 or day - timedelta(days=45) < desk.truth.first:
        return
    random = Random(f"{desk.seed} office {day}")
    last = day.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    sentences = []
    for zone in desk.ground.villages:
        figure = sum(
            each.civilians
            for each in desk.truth.incidents.values()
            if each.zone == zone and first <= each.day <= last
            if Random(f"{desk.seed} verified {each.id}").random() < 0.85
        )
        if figure > 1 and desk.hears("un-field-office", zone, day):
            sentences.append([_month(figure, zone, first, last, random)])
    if sentences:
        title = Sentence(f"Civilian casualties in {last:%B}")
        zones = frozenset(desk.ground.villages)
        paragraphs = tuple(map(tuple, sentences))
        yield Draft("UN field office in Dorvan", day, title, paragraphs, zones)


def _month(figure: int, zone: str, first: date, last: date, random: Random) -> Sentence:
    slots = {
        "figure": number(figure, random),
        "zone": _zone(zone, random),
        "first": f"{first.day} {first:%B}",
        "last": f"{last.day} {last:%B}",
        "month": f"{first:%B}",
        "source": "the United Nations",
        "Source": "The United Nations",
    }
    return Sentence(tidy(said_somehow(random.choice(phrases()["month_tally"]), random, slots)))


def _captures(outlet: Outlet, day: date, desk: Desk, random: Random) -> Iterator[Draft]:
    for capture in desk.truth.captures:
        delay = random.choice([0, 1])
        if capture.day + timedelta(days=delay) == day and outlet.could_see(capture.zone, day):
            is_told = outlet.form in ("story", "bulletin", "digest") and random.random() < 0.7
            if is_told and desk.hears(outlet.id, capture.zone, day):
                yield _capture(outlet, day, capture, desk, random)


def _capture(outlet: Outlet, day: date, capture: Capture, desk: Desk, random: Random) -> Draft:
    name = name_of(desk.ground.place(capture.village), outlet.id)
    gov = random.choice(phrases()["names"][GOVERNMENT])
    slots = {"place": name, "Place": name, "gov": gov, "Gov": capital(gov), "Land": name}
    slots["when"] = when(capture.day, None, day, random, is_close=False)
    words = said_somehow(random.choice(phrases()["capture"]), random, slots)
    source = random.choice(["the Velkara Observatory", "residents", "a military source", ""])
    lead = Sentence(tidy(capital(attributed(words, source, random))), (capture.id,))
    title = Sentence(random.choice(phrases()["capture_headline"]).format(**slots), (capture.id,))
    return _draft(outlet, day, title, [[lead], *_framing(random)], [], random, [capture.zone])


def _noise(outlet: Outlet, day: date, random: Random) -> Draft:
    zone = random.choice(list(phrases()["zones"]))
    slots = {
        "zone": _zone(zone, random),
        "province": phrases()["provinces"][zone],
        "day": f"{day:%A}",
        "people": f"{random.randint(2, 30)},000",
        "people_few": number(random.randint(3, 60), random),
    }
    chosen = random.sample(phrases()["noise"], 3)
    paragraphs = [[Sentence(tidy(said_somehow(each, random, slots)))] for each in chosen]
    title = Sentence(random.choice(phrases()["noise_headline"]))
    return _draft(outlet, day, title, paragraphs, [], random, [zone])


# Putting together.


def _draft(
    outlet: Outlet,
    day: date,
    title: Sentence,
    paragraphs: Iterable[Iterable[Sentence]],
    told: Sequence[Telling],
    random: Random,
    zones: Iterable[str] = (),
) -> Draft:
    name = OUTLET_NAMES[outlet.id]
    city = random.choice(["DORVAN", "ALMET"])
    dated = f"{city}, {day:%b} {day.day} ({name}) - "
    head = random.choice([dated, f"{city} ({name}) – ", f"{city} - ", ""])
    kept = tuple(tuple(each for each in part if each.text) for part in paragraphs)
    return Draft(
        outlet=name,
        published=day,
        title=title,
        paragraphs=tuple(part for part in kept if part),
        zones=frozenset([*zones, *(each.incident.zone for each in told)]),
        head=head if outlet.form == "story" else "",
    )


OUTLET_NAMES = {
    "meridian": "Meridian",
    "harbour-wire": "Harbour Wire",
    "velpa": "VELPA",
    "highland-voice": "Highland Voice",
    "pocket-courier": "Pocket Courier",
    "vesna-radio": "Vesna Radio",
    "coast-chronicle": "Coast Chronicle",
    "velkara-observatory": "Velkara Observatory",
    "joint-monitoring-mission": "Joint Monitoring Mission",
    "crisis-review": "Crisis Review",
}


def _reruns(drafts: Sequence[Draft], seed: int) -> Iterator[Draft]:
    """An agency's story in another paper, whole or its first paragraphs, mostly with a credit."""
    for number_of, draft in enumerate(drafts):
        random = Random(f"{seed} rerun {number_of} {draft.published}")
        if draft.outlet in ("Meridian", "Harbour Wire") and random.random() < RERUN:
            parts = draft.paragraphs
            is_short = random.random() < RERUN_SHORT and len(parts) > 2
            credit = random.choice(["({})", "{}", "With reporting by {}.", "Source: {}", ""])
            yield replace(
                draft,
                outlet=random.choice(["Dorvan Post", "Globe Digest"]),
                published=draft.published + timedelta(days=random.random() < 0.2),
                paragraphs=parts[: max(2, len(parts) // 2)] if is_short else parts,
                foot=credit.format(draft.outlet),
            )


def _put_together(draft: Draft, number_of: int) -> Written:
    text, told = draft.head, [(None, draft.title)]
    placed: list[tuple[tuple[int, int] | None, Sentence]] = list(told)
    for at, paragraph in enumerate(draft.paragraphs):
        text += "\n\n" if at else ""
        for place, sentence in enumerate(paragraph):
            text += " " if place else ""
            placed.append(((len(text), len(text) + len(sentence.text)), sentence))
            text += sentence.text
    text += f"\n\n{draft.foot}" if draft.foot else ""
    report = Report(
        id=f"v{number_of:05}",
        text=text,
        title=draft.title.text,
        outlet=draft.outlet,
        published=draft.published,
        language="en",
    )
    return Written(report, tuple(placed), draft.zones)
