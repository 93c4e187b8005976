"""Names in a sentence: places after a word of place, actors before or after a word of force.

Names stay as written; what they were resolved to travels beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import msgspec

from trucewatch.model.values import ActorMention, PlaceMention
from trucewatch.reading.text import Sentence
from trucewatch.reference.lexicon import Lexicon, alternation, lexicon_of
from trucewatch.reference.reference import Reference

# A capitalised word, with an Arabic or Romance article or particle before it where it has one.
_PARTICLE = r"(?:[AaEe][lnrsdtz]|[Aa]sh|[Aa]th|[Ee]z|[Bb]in|[Ii]bn|[Aa]bu|[Uu]m|[Dd]e|[Dd]i|[Ll]a|[Vv]an|[Vv]on)"
CAPITAL = rf"(?<!\w)(?:{_PARTICLE}[-’' ])?(?:(?:[A-Z]\.)+[A-Z]?|[A-ZÀ-ÞŞİĞŁŠŽČ][\w’'-]*)"
RUN = rf"(?:{CAPITAL})(?:(?<!’s)(?<!'s)[ -](?:(?:ez|al|el|de|bin|ibn|of the|du|la|da|es|ad|ar|as|at|an)[ -])?(?:{CAPITAL}))*"
_COMPASS = r"(?:(?:(?:the )?(?:far )?(?:north|south|east|west|centre|center|northeast|northwest|southeast|southwest|north-east|north-west|south-east|south-west)(?:ern)?(?: countryside| part| parts| suburbs?| outskirts| edge)?(?: of)?|(?:northern|southern|eastern|western|central|north-?western|north-?eastern|south-?western|south-?eastern|rural|greater|parts of|several parts of) ?(?:rural |countryside of )?) )?"


@dataclass(frozen=True)
class PlaceSpan:
    """A place named in a sentence, in characters of it. `order` ranks grain, finest lowest.

    `is_landmark` marks one that only says where another is ("close to Damascus").
    """

    start: int
    end: int
    place: PlaceMention
    is_landmark: bool = False

    @property
    def order(self) -> int:
        ranks = ("exact", "town", "near", "district", "area", "province", "country")
        return ranks.index(self.place.precision) if self.place.precision in ranks else 1


@dataclass(frozen=True)
class ActorSpan:
    """Someone named as acting, in characters of the sentence."""

    start: int
    end: int
    actor: ActorMention


@dataclass(frozen=True)
class Theatre:
    """Where a report plays: what names in it are resolved against."""

    reference: Reference
    lexicon: Lexicon
    countries: tuple[str, ...]
    on: date | None
    country: PlaceMention | None = None
    near: tuple[PlaceMention, ...] = ()


@lru_cache(maxsize=8)
def _place_pattern(language: str) -> re.Pattern[str]:
    lexicon = lexicon_of(language)
    prepositions = alternation([re.escape(p) for p in lexicon.fragments("place_prepositions")])
    before, after = lexicon.any_of("place_before"), lexicon.any_of("place_after")
    held = r"(?:\w+-(?:held|controlled|backed|run|occupied) )?"
    return re.compile(
        rf"(?<![\w-])(?P<prep>(?i:{prepositions}))\s+(?i:the )?{held}(?:[A-Z][\w.-]*(?:’s|'s) )?"
        rf"(?P<name>(?P<before>(?i:{before}))?(?P<compass>(?i:{_COMPASS}))(?P<run>{RUN})"
        rf"(?P<after>(?: {RUN})?(?i:\s{after})(?![\w-]))?)"
    )


@lru_cache(maxsize=8)
def _next_place(language: str) -> re.Pattern[str]:
    after = lexicon_of(language).any_of("place_after")
    return re.compile(
        rf"(?:,| and|, and| as well as| or)\s+(?i:in |at |near |the )?(?P<name>(?P<run>{RUN})(?P<after>(?i:\s{after})(?![\w-]))?)"
    )


@lru_cache(maxsize=8)
def _lone_place(language: str) -> re.Pattern[str]:
    after = lexicon_of(language).any_of("place_after")
    return re.compile(rf"(?P<name>(?P<run>{RUN})(?P<after>(?i:\s{after})(?![\w-])))")


_SUBJECT = re.compile(
    rf"(?:The |the )?(?P<name>(?P<run>{RUN}))(?=,? (?:has|is|was|were|came|had|lies|where)\b)"
)
_LANDMARK = re.compile(
    r"(?:close to|near|outside|borders?|bordering|from|to|towards|(?<!town )(?<!city )(?<!village )(?<!district )(?<!camp )(?<!suburb )(?<!neighbourhood )\bof) (?:the )?(?:\w+ )?$",
    re.I,
)


def find_places(sentence: Sentence, theatre: Theatre) -> list[PlaceSpan]:
    """Places named in a sentence, in order: after a preposition, in a list, or by their noun."""
    text, found = sentence.text, []
    language = theatre.lexicon.language
    for match in _place_pattern(language).finditer(text):
        end = _add(found, match, sentence, theatre)
        while end and (more := _next_place(language).match(text, end)):
            end = _add(found, more, sentence, theatre, in_list=True)
    for match in _lone_place(language).finditer(text):
        _add(found, match, sentence, theatre)
    if subject := _SUBJECT.match(text):
        _add(found, subject, sentence, theatre, is_bare=True)
    return sorted(found, key=lambda p: p.start)


def _add(
    found: list[PlaceSpan],
    match: re.Match[str],
    sentence: Sentence,
    theatre: Theatre,
    in_list: bool = False,
    is_bare: bool = False,
) -> int | None:
    """Put the place of a match among those found; its end, or None where it is no place."""
    start, end = match.start("name"), match.end("name")
    if any(p.start < end and start < p.end for p in found):
        return None
    if "@" in sentence.masked[start:end] or not _may_be_place(match, sentence, theatre):
        return None
    text = re.sub(r"(?:’s|'s|’|')$", "", match["name"])
    place = theatre.reference.resolve_place(text, near=theatre.near, countries=theatre.countries)
    if place is None and (is_bare or _names_group(text, theatre)):
        return None
    if place is not None and theatre.reference.is_demonym(match["run"]):
        return None
    if place is None and not _has_place_noun(match):
        if _is_actor(match["run"], theatre) or (in_list and not _ends_list(sentence.text, end)):
            return None
        if match.groupdict().get("prep", "").lower() in (
            "from",
            "to",
            "against",
            "of",
            "between",
            "over",
            "within",
        ):
            return None
    is_landmark = bool(_LANDMARK.search(sentence.text[max(0, start - 25) : start]))
    is_landmark |= bool(
        re.search(r"countryside|outskirts|vicinity", match.groupdict().get("before") or "")
    )
    # "Province of Latakia" is found as such and written as its name.
    if match.groupdict().get("before") and not match["compass"]:
        start, text = match.start("run"), text[match.start("run") - match.start("name") :]
    place = PlaceMention(text) if place is None else msgspec.structs.replace(place, text=text)
    found.append(PlaceSpan(start, start + len(text), place, is_landmark))
    return end


def _names_group(text: str, theatre: Theatre) -> bool:
    kinds = {a.kind for a in theatre.reference.actors_named(text, theatre.on)}
    return bool(kinds & {"group", "force", "side", "organisation", "monitor", "mission", "outlet"})


def _has_place_noun(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return bool(groups.get("before") or groups.get("after"))


def _may_be_place(match: re.Match[str], sentence: Sentence, theatre: Theatre) -> bool:
    run = match["run"]
    if (
        len(run) < 3
        or re.search(r"-(?:run|led|backed|held|based|allied)$", run)
        or _fold(run) in _not_places(theatre.lexicon.language)
    ):
        return False
    if _has_place_noun(match):
        return True
    # "in Syrian territory", "on Russian jets": the adjective alone is no place.
    words = sentence.text[match.end("name") : match.end("name") + 25]
    if re.match(r"[ -](?:" + "|".join(theatre.lexicon.fragments("force_words")) + r")\b", words):
        return False
    if re.match(
        r",? (?i:said|told|added|who|announced|reported|which said|news agency|television)\b", words
    ):
        return False
    return not re.search(
        r"(?:President|Minister|Mr|General|Colonel|leader|envoy|Ambassador|Secretary)\.? $",
        sentence.text[: match.start("run")],
    )


@lru_cache(maxsize=8)
def _not_places(language: str) -> frozenset[str]:
    return frozenset(lexicon_of(language).fragments("not_places"))


def _ends_list(text: str, end: int) -> bool:
    return bool(re.match(r"(?:,| and| in| near|\.|$| with| on)", text[end:]))


def _is_actor(name: str, theatre: Theatre) -> bool:
    return bool(theatre.reference.actors_named(name, theatre.on))


def _fold(name: str) -> str:
    return name.lower().replace("’", "'").removesuffix("'s")


def actor(text: str, theatre: Theatre) -> ActorMention:
    """The mention of an actor as written, with the actors it may name."""
    named = theatre.reference.actors_named(text, theatre.on)
    return ActorMention(text, tuple(a.id for a in named))


# A state or side as an adjective before a noun of force or fire.
ADJECTIVE = (
    r"(?:[A-Z][a-z]+(?:ian|ish|ese|ic|an|i|ch|nch|lish|ite)|Israeli|US|U\.S\.|UK|Saudi|Emirati|NATO|RSF|SDF|Houthi|Taliban|IS|ISIS|Assad|Hezbollah|Hamas|Kurdish"
    r"|(?:pro|anti)-[\w-]+|[\w.]+-(?:led|backed|allied|aligned|affiliated|linked|supported|run)|regime|government|rebel|coalition|army|opposition|jihadist|Islamist|separatist|militia|insurgent|Russia-backed|allied|loyalist|military|militant|armed|security|naval|air force)"
)


@lru_cache(maxsize=8)
def force_pattern(language: str) -> re.Pattern[str]:
    """A noun phrase of those who use force: adjectives and names before a word of force."""
    force = lexicon_of(language).any_of("force_words")
    return re.compile(
        rf"(?:(?:the|The|its|their|an?) )?(?P<actor>(?:(?:{ADJECTIVE}|{RUN}|fixed-wing|armed|fighter|war|allied|government|suspected|unidentified|unknown|masked|local|security) ){{0,5}}(?i:{force})(?: of (?:the )?{RUN})?)(?![\w-])"
    )


def find_forces(sentence: Sentence, theatre: Theatre) -> list[ActorSpan]:
    """Forces and named groups of a sentence, in order."""
    found = []
    for match in force_pattern(theatre.lexicon.language).finditer(sentence.text):
        found.append(
            ActorSpan(match.start("actor"), match.end("actor"), actor(match["actor"], theatre))
        )
    for match in re.finditer(RUN, sentence.text):
        inside = any(a.start < match.end() and match.start() < a.end for a in found)
        if not inside and (named := theatre.reference.actors_named(match[0], theatre.on)):
            if named[0].kind in ("side", "force", "group"):
                found.append(ActorSpan(match.start(), match.end(), actor(match[0], theatre)))
    return sorted(found, key=lambda a: a.start)
