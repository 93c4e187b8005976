"""Names for ids, so that no page shows "syria-government" where it can say "Syrian government"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from trucewatch.assessment.wording import (
    act_words,
    counted,
    listed,
    ordinal_words,
    range_words,
    when,
    with_article,
)
from trucewatch.model.finding import Confidence, GroundAnswer, ZoneVerdict
from trucewatch.model.record import (
    ControlChange,
    Incident,
    MonitorCount,
    Record,
    ReportedAgreement,
    Round,
    Statement,
    Tally,
)
from trucewatch.model.reference import Actor, Agreement, Provision, Source, Track, Zone
from trucewatch.model.values import ActorMention
from trucewatch.publication.wording import one_line, place_words, range_short, since, span, where
from trucewatch.reference.reference import Reference

Named = Actor | Agreement | Source | Track | Zone


class IdName(Struct, frozen=True):
    """An id of the reference, and what it is called."""

    id: str
    name: str


def id_name(known_as: str, reference: Reference) -> IdName:
    return IdName(known_as, name_of(known_as, reference))


def name_of(known_as: str, reference: Reference) -> str:
    """The reference's name for an id; a name that is no id is given back as it is written."""
    tables: tuple[Mapping[str, Named], ...] = (
        reference.actors,
        reference.sources,
        reference.zones,
        reference.agreements,
        reference.tracks,
    )
    for table in tables:
        if known_as in table:
            return one_line(table[known_as].name)
    return one_line(known_as)


def named(known_as: str, reference: Reference) -> str:
    """The name as it stands in a sentence: "the Syrian Observatory", "TASS", "a medic"."""
    return with_article(_mid_sentence(_without_brackets(name_of(known_as, reference))))


def _mid_sentence(name: str) -> str:
    """ "residents of Omdurman", where a report's sentence begins with "Residents of Omdurman"."""
    return name[:1].lower() + name[1:] if _PEOPLE_OF_NO_NAME.match(name) else name


# "Doctors Without Borders" and "Local Coordination Committees" are names: a capital follows.
_PEOPLE_OF_NO_NAME = re.compile(
    r"(?:Residents|Local|Locals|Villagers|Rescuers|Witnesses|Eyewitnesses|Survivors|Relatives|"
    r"Activists|Officials|Medics|Doctors|Journalists|Observers|Monitors|Diplomats|Analysts|"
    r"Protesters|Rebels|Fighters|Soldiers|Opposition|Security|Military|Government|Hospital|Aid|"
    r"Rescue)(?= [a-z]|$)"
)


def _without_brackets(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)$", "", name)


def zone_short(zone: str, reference: Reference) -> str:
    """ "Idlib" for the Idlib de-escalation zone; what stands in brackets goes, too."""
    name = _without_brackets(name_of(zone, reference))
    return re.sub(r"\s+de-escalation (?:zone|area)$", "", name)


def party_name(mention: ActorMention, reference: Reference) -> str:
    """An actor as written, or by the dossier's name where the words only point at it.

    "Moscow" is Russia, and "government" the Syrian government; "armed opposition" says more than
    the dossier's name, and stays.
    """
    text = one_line(mention.text)
    actor = reference.actors.get(mention.actor_ids[0]) if mention.actor_ids else None
    if actor is None:
        return text
    points = {each.casefold() for each in (*actor.metonyms, *actor.adjectives)}
    is_part = text.casefold() in actor.name.casefold()
    return one_line(actor.name) if is_part or text.casefold() in points else text


def parties_words(mentions: tuple[ActorMention, ...], reference: Reference) -> str:
    return listed(with_article(party_name(each, reference)) for each in mentions)


def provision_of(provision: str, reference: Reference) -> tuple[Agreement, Provision] | None:
    """The provision with its agreement; None where no dossier has it."""
    for agreement in reference.agreements.values():
        for each in agreement.provisions:
            if each.id == provision:
                return agreement, each
    return None


def provision_title(provision: str, reference: Reference) -> str:
    """ "“end of hostilities” (Memorandum of 4 May 2017)"; the id where no dossier has it."""
    found = provision_of(provision, reference)
    if found is None:
        return f"provision {one_line(provision)}"
    agreement, each = found
    return f"“{one_line(each.title)}” ({one_line(agreement.name)})"


def round_name(each: Round, reference: Reference) -> str:
    """ "the eighth round of the Astana talks"; on no known track, the words of the report."""
    track = reference.tracks.get(each.track_id) if each.track_id else None
    if track is None:
        return f"a meeting spoken of as “{one_line(each.name)}”"
    if len(track.rounds) <= 1 and each.number in (None, 1):
        return f"the {one_line(track.name)}"
    if each.number is None:
        return f"a meeting within the {one_line(track.name)}, “{one_line(each.name)}”"
    return f"the {ordinal_words(each.number)} round of the {one_line(track.name)}"


def verdict_words(verdict: ZoneVerdict) -> str:
    """ "strained or not holding", "at least strained", "not holding, or worse"."""
    both = listed(filter(None, (verdict.verdict, verdict.also)), last="or")
    match verdict.qualifier:
        case None:
            return both
        case "at least":
            # "At least not holding" reads as praise.
            is_bare = both.startswith("not holding")
            return f"{both}, or worse" if is_bare else f"at least {both}"
        case "at best":
            return f"{both} at best"
        case other:
            return f"{both}, {one_line(other)}"


def confidence_words(confidence: Confidence) -> str:
    """ "moderate (0.78): the rate is near a line; coverage is not full"."""
    why = f": {'; '.join(confidence.because)}" if confidence.because else ""
    return f"{confidence.word} ({confidence.probability:.2f}){why}"


def if_doubted(verdict: ZoneVerdict) -> str | None:
    """What the verdict would be if doubtful claims were read otherwise; None where it would not
    change."""
    readings = {
        "Counting only what two independent sources or the accused bear out": verdict.strictest,
        "Counting all that may have happened here": verdict.most_generous,
    }
    other = {how: word for how, word in readings.items() if word not in (None, verdict.verdict)}
    return " ".join(f"{how}: {word}." for how, word in other.items()) or None


def record_words(record: Record, reference: Reference) -> str:
    """A record in one line: "an air strike in Idlib on 20 December 2017, 19 killed"."""
    match record:
        case Incident():
            killed = f", {range_short(span(record.killed))} killed" if record.killed else ""
            return f"{act_words(record)} {where(record.place)} {when(record.occurred)}{killed}"
        case Tally():
            return f"{tally_words(record)}, by {named(record.claimant, reference)}"
        case MonitorCount():
            who = named(record.monitor, reference)
            return f"{violations_words(record)}, by {who}"
        case Round():
            held = f"held {when(record.held)}" if record.held else "not known to be held"
            return f"{round_name(record, reference)}, {held}"
        case ReportedAgreement():
            return f"“{one_line(record.name)}”"
        case ControlChange():
            place = place_words(record.place) if record.place else "ground not named"
            return f"{one_line(record.actor.text)} {record.change} {place} {when(record.occurred)}"
        case Statement(actor=ActorMention() as backed, backer=ActorMention() as backer):
            said = f"{one_line(backer.text)} said to back {one_line(backed.text)}"
            return f"{said} (“{one_line(record.text)}”)"
        case _:
            return one_line(record.text)


def closing_words(monitor: str, reference: Reference) -> str:
    """ " (its day closes at 19:30)"; nothing where it closes at midnight."""
    source = reference.sources.get(monitor) or reference.source_named(monitor)
    return f" (its day closes at {source.day_closes})" if source and source.day_closes else ""


GROUND: dict[GroundAnswer, str] = {
    "yes": "yes",
    "disputed": "so it is said, and disputed",
    "by others": "ground changed hands, by whom outside the truce or not known",
    "left only": "a side left places, and no one is said to have taken them",
    "may be": "it cannot be told whether the places lie inside",
    "around it only": "around it only",
    "no report of it": "no report of it",
    "could not be seen": "could not be seen",
}


def sources_words(incident: Incident, reference: Reference) -> str:
    """ "10 outlets, one independent source (AFP)"."""
    outlets = counted(len(incident.outlets), "outlet")
    sources = counted(len(incident.sources), "independent source")
    names = listed(name_of(each, reference) for each in incident.sources)
    return f"{outlets}, {sources}{f' ({names})' if names else ''}"


def violations_words(count: MonitorCount) -> str:
    """ "17 violations in Syria between 29 and 30 July 2017"."""
    noun = "violation" if (count.value.low, count.value.high) == (1, 1) else "violations"
    said = f"{range_words(count.value)} {noun} {where(count.place)}"
    return one_line(f"{said} {since(count.period)}")


def tally_words(tally: Tally) -> str:
    """ "at least 200 civilians killed in Eastern Ghouta between 1 and 21 December 2017"."""
    measure = tally.measure.replace("_", " ")
    counts = " ".join(filter(None, (range_words(tally.value), tally.category, measure)))
    return one_line(f"{counts} {where(tally.place)} {since(tally.period)}")
