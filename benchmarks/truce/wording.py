"""Sentences of the invented reporters: what is told, put into one of many ways of saying it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from random import Random
from typing import Any

import yaml

from truce.tellings import Telling
from truce.truth import HERE, Ground
from trucewatch.model.reference import Place

CHOICE = re.compile(r"\[([^\[\]]*)\]")
# First words that keep their capital within a sentence.
PROPER = re.compile(
    r"(\^|Velkara|Highland|Front|Black|Joint|(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d)"
)
KNOWN_SPELLING, SLIP = 0.18, 0.05
# Stands before a name that begins a sentence, until the sentence is done.
NAME = "^"


@lru_cache(maxsize=1)
def phrases() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / "phrases.yaml").read_text(encoding="utf-8"))
    return loaded


def said_somehow(pattern: str, random: Random, slots: Mapping[str, object] | None = None) -> str:
    """The pattern with one of each choice and its slots filled, without a full stop.

    >>> said_somehow("{Who} [hit] {place}", Random(1), {"Who": "Jets", "place": "Melena"})
    'Jets hit Melena'
    """
    while found := CHOICE.search(pattern):
        chosen = random.choice(found.group(1).split("|"))
        pattern = pattern[: found.start()] + chosen + pattern[found.end() :]
    return pattern.format_map(slots or {})


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def low(sentence: str) -> str:
    """The sentence as it stands within another."""
    return sentence if PROPER.match(sentence) else sentence[:1].lower() + sentence[1:]


def number(count: int, random: Random, *, begins: bool = False) -> str:
    if count < 100 and (begins or (count < 10 and random.random() < 0.75)):
        return spelled(count)
    return f"{count:,}"


def spelled(count: int) -> str:
    if count < 20:
        return str(phrases()["units"][count])
    tens, unit = divmod(count, 10)
    return phrases()["tens"][tens - 2] + (f"-{phrases()['units'][unit]}" if unit else "")


def name_of(place: Place, outlet: str) -> str:
    """The spelling that this outlet always uses: the common one, another known one, or a slip."""
    random = Random(f"spelling {outlet} {place.id}")
    drawn, variants = random.random(), [each for each in place.names if " " not in each]
    if drawn < KNOWN_SPELLING and variants:
        return variants[0]
    return slipped(place.name, random) if drawn > 1 - SLIP else place.name


def slipped(name: str, random: Random) -> str:
    """The name with a letter doubled, left out, changed, or two in the wrong order."""
    at = random.randrange(2, len(name) - 1)
    head, letter, tail = name[:at], name[at], name[at + 1 :]
    vowel = random.choice("aeiou")
    return random.choice(
        [head + letter * 2 + tail, head + tail, head + tail[:1] + letter + tail[1:]]
        + ([head + vowel + tail] if letter in "aeiou" else [])
    )


def land(telling: Telling, ground: Ground) -> str:
    """The place's bare name, as far as it is told at all."""
    village = ground.place(telling.incident.village)
    if telling.grain in ("part", "province"):
        return "the village"
    return name_of(village, telling.outlet)


def place_words(telling: Telling, ground: Ground, random: Random) -> str:
    """Where it was, in the grain that is told."""
    village, zone = ground.place(telling.incident.village), telling.incident.zone
    words = phrases()
    area = random.choice(words["zones"][zone])
    province = words["provinces"][zone]
    if telling.grain == "part":
        side = _side(village, ground, zone)
        return random.choice([f"a village in the {side} of {area}", f"the {side} of {area}"])
    if telling.grain == "province":
        return f"a village in {province} province"
    name = name_of(village, telling.outlet)
    if telling.grain == "near":
        return f"a place near {name}"
    longer = [f"{name} in {area}", f"{name}, in {area},", f"{name} in {province} province"]
    kinds = [f"the village of {name}", f"the outskirts of {name}"]
    return random.choice([*[name] * 4, *longer, *kinds])


def _side(village: Place, ground: Ground, zone: str) -> str:
    villages = ground.villages[zone]
    north = village.lat - sum(each.lat for each in villages) / len(villages)
    east = village.lon - sum(each.lon for each in villages) / len(villages)
    turn = math.atan2(north, east) / (2 * math.pi)
    return phrases()["sides"][round(turn * 8) % 8]


def when(day: date, hour: int | None, published: date, random: Random, *, is_close: bool) -> str:
    """Words for a day, as said on another; `is_close`: by someone who says "today"."""
    back, weekday = (published - day).days, f"{day:%A}"
    part = _part_of_day(hour)
    if is_close and back == 0 and random.random() < 0.6:
        return random.choice(["today", f"this {part}" if part != "night" else "today"])
    if is_close and back == 1 and random.random() < 0.5:
        return random.choice(
            ["yesterday", f"yesterday {part}" if part != "night" else "last night"]
        )
    if back == 1 and hour is not None and hour >= 20 and random.random() < 0.4:
        return "overnight"
    if back <= 1 and hour is not None and random.random() < 0.35:
        early = [f"early on {weekday}", f"at dawn on {weekday}"] if hour in (4, 5, 6) else []
        late = [f"late on {weekday}"] if hour >= 20 else []
        return random.choice([f"on {weekday} {part}", *early, *late])
    if back < 6:
        return random.choice([f"on {weekday}"] * 4 + [f"on {day.day} {day:%B}"])
    return random.choice([f"on {day.day} {day:%B}", f"on {day:%B} {day.day}"])


def _part_of_day(hour: int | None) -> str:
    if hour is None or 5 <= hour < 12:
        return "morning"
    return "afternoon" if 12 <= hour < 18 else "evening" if 18 <= hour < 22 else "night"


def since_words(day: date, published: date) -> str:
    if (published - day).days <= 6:
        return f"{day:%A}"
    year = f" {day.year}" if day.year != published.year else ""
    return f"{day.day} {day:%B}{year}"


def toll(telling: Telling, random: Random, *, begins: bool = False) -> tuple[str, str]:
    """The dead as a noun phrase, and its verb, was or were."""
    count, children = telling.killed, telling.children
    if count == 1:
        return _one(telling, random, begins=begins), "was"
    hedge = "at least " if random.random() < 0.3 else ""
    figure = number(count, random, begins=begins and not hedge)
    words = f"{hedge}{figure} {_people(telling, random)}"
    if children == count:
        words = f"{hedge}{figure} children"
    elif children and random.random() < 0.35:
        some = number(children, random)
        which = "a child" if children == 1 else f"{some} children"
        of_them = f"{some} of them {'a child' if children == 1 else 'children'}"
        words += random.choice([f", including {which},", f", among them {which},", f", {of_them},"])
    return (capital(words) if begins else words), "were"


def _one(telling: Telling, random: Random, *, begins: bool) -> str:
    if telling.enemy:
        words = "a fighter"
    elif telling.children:
        words = random.choice(["a child", "a boy", "a girl"])
    elif telling.incident.fighters:
        words = random.choice(["a fighter", "a soldier", "one person"])
    else:
        words = random.choice(["one civilian", "a civilian", "one person", "a man", "a woman"])
    return capital(words) if begins else words


def _people(telling: Telling, random: Random) -> str:
    incident = telling.incident
    if telling.enemy:
        return random.choice(["fighters", "militants", "fighters"])
    if incident.fighters == 0:
        return random.choice(["civilians", "people", "people", "residents", "villagers"])
    if incident.civilians == 0:
        return random.choice(["fighters", "fighters", "combatants", "people"])
    return "people"


def hurt(telling: Telling, verb: str, random: Random) -> str:
    if not telling.injured or telling.children or random.random() < 0.5:
        return ""
    count = number(telling.injured, random)
    others = random.choice(["", " others"]) if telling.injured > 1 else ""
    return f" and {verb} {count}{others}"


def attributed(sentence: str, source: str, random: Random) -> str:
    """The sentence in the source's name; with no source in the outlet's own."""
    if not source:
        return sentence
    patterns = phrases()["said"]
    # "Residents said on Friday shells fell" would date the saying.
    is_dated_first = re.match(
        r"(On |Overnight|Late |Early |Yesterday|Last |At dawn|This )", sentence
    )
    pattern = random.choice(patterns[:4] if is_dated_first else patterns)
    slots = {
        "sentence": sentence.rstrip(","),
        "sentence_low": low(sentence).rstrip(","),
        "source": source,
        "Source": capital(source),
    }
    return said_somehow(pattern, random, slots)


def incident_slots(
    telling: Telling, ground: Ground, random: Random, *, is_close: bool
) -> dict[str, str]:
    """Everything that a pattern on one incident may ask for."""
    incident, words = telling.incident, phrases()
    arms = words["arms"][incident.type]
    who = random.choice(arms.get(telling.blamed or "none", arms["none"]))
    by = f" by {random.choice(words['names'][telling.blamed])}" if telling.blamed else ""
    place = place_words(telling, ground, random)
    on = when(incident.day, incident.hour, telling.published, random, is_close=is_close)
    plain, were = toll(telling, random) if telling.killed else ("nobody", "was")
    begin, _ = toll(telling, random, begins=True) if telling.killed else ("Nobody", "was")
    enemy = random.choice(words["names"][telling.enemy]) if telling.enemy else ""
    own = random.choice(words["names"][telling.blamed]) if telling.blamed else ""
    return {
        "who": who,
        "Who": capital(who),
        "by": by,
        "fired_by": f" fired{by}" if by else "",
        "place": place,
        "when": on,
        "when_first": capital(on),
        "toll": plain,
        "Toll": begin,
        "were": were,
        "are": "is" if were == "was" else "are",
        "hurt": hurt(telling, "wounded", random),
        "hurting": hurt(telling, "wounding", random),
        "Land": NAME + capital(land(telling, ground)),
        "count": number(telling.killed, random),
        "enemy": enemy,
        "Own": capital(own),
    }


def tidy(sentence: str) -> str:
    """Commas of inserted words mended, and a full stop."""
    sentence = re.sub(r",\s*([,.;])", r"\1", sentence)
    sentence = re.sub(
        r"\b([Ii])n the (outskirts|coast|Mireth coast)\b",
        lambda at: f"{chr(ord(at[1]) + 6)}n the {at[2]}",
        sentence,
    )
    sentence = re.sub(r"\s+", " ", sentence).strip().rstrip(",")
    sentence = sentence.replace(NAME, "")
    return sentence if sentence.endswith((".", '"')) else sentence + "."
