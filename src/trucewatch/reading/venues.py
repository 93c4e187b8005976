"""Where a meeting is held: a town in its name, or a place after a word of place."""

from __future__ import annotations

import re

from trucewatch.model.values import PlaceMention
from trucewatch.reading.names import Theatre
from trucewatch.reading.phrases import Phrase, fought_over
from trucewatch.reading.text import Document, Sentence
from trucewatch.reference.countries import state_named, state_of_capital
from trucewatch.reference.lexicon import RUN, Lexicon
from trucewatch.reference.names import fold
from trucewatch.reference.seeking import Match

_NAME = re.compile(rf"{RUN}(?![\w-])")


def find_venue(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> tuple[PlaceMention | None, int]:
    """The venue, and where the name ends: "talks in Kuwait" has its venue in the name."""
    text, lexicon = sentence.text, theatre.lexicon
    within = _town_in(text[phrase.start : phrase.end], theatre)
    topic = lexicon.match("talk_topic").match(sentence.masked, phrase.end)
    at = topic.end() if topic else phrase.end
    direct = lexicon.match("in_place").match(text, at)
    if direct and (place := _venue(direct, theatre, is_direct=True)):
        # "The Geneva talks in Vienna" are held there; "in Switzerland" only says where Geneva is.
        if within and place.precision == "country":
            return within, phrase.end
        is_plain = bool(direct["run"]) and at == phrase.end
        return place, (direct.start("run") + len(place.text) if is_plain else phrase.end)
    if within:
        return within, phrase.end
    before = _before(sentence, phrase, scope, theatre)
    return before or _after(sentence, phrase, scope, theatre), phrase.end


def _after(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> PlaceMention | None:
    """A place in the rest of its clause; inside the country fought over only after a verb."""
    text, lexicon = sentence.text, theatre.lexicon
    clause = lexicon.match("clause_end").search(text, phrase.end, scope[1])
    end = clause.start() if clause and not _goes_on(clause, lexicon) else scope[1]
    for match in lexicon.match("in_place").finditer(text, phrase.end, end):
        between = text[phrase.end : match.start()]
        is_held = re.search(rf"\b{lexicon['talk_venue_verbs']}\b[^;.]{{0,30}}$", between)
        if place := _venue(match, theatre, is_direct=bool(is_held)):
            return place
        if lexicon.match("held_there").search(between):
            return _small_place(match, sentence, theatre)
    return None


def _small_place(match: Match, sentence: Sentence, theatre: Theatre) -> PlaceMention | None:
    """A place too small to be known far away, where the words say that the meeting was held."""
    start, end = match.span("run")
    words = match["run"]
    is_place = words and "@" not in sentence.masked[start:end]
    if not is_place or fold(words) in theatre.lexicon.not_places:
        return None
    return theatre.resolve(words) or PlaceMention(words)


def _goes_on(clause: Match, lexicon: Lexicon) -> bool:
    """ "talks, which will be held in ...": the clause is still about them."""
    return lexicon.match("talk_relative").match(clause.string, clause.start()) is not None


def _before(
    sentence: Sentence, phrase: Phrase, scope: tuple[int, int], theatre: Theatre
) -> PlaceMention | None:
    """ "In Geneva, talks ...", "host in Brussels a round", "arrived in Doha for talks"."""
    lexicon = theatre.lexicon
    for match in lexicon.match("in_place").finditer(sentence.text, scope[0], phrase.start):
        before = sentence.text[: match.start()]
        is_held = (
            not before.strip()
            or lexicon.match("holds_in").search(before)
            or lexicon.match("met_there").match(sentence.text, match.end())
        )
        # "in Doha on Monday for a round of talks": between the two is nothing but a day.
        goes_for = lexicon.match("goes_for").search(sentence.masked[: phrase.start])
        is_near = phrase.start - match.end() < 12
        if is_held or is_near or (goes_for and goes_for.start() <= match.end()):
            place = _venue(match, theatre, is_direct=False)
            if place is not None:
                return place
    return None


def _venue(match: Match, theatre: Theatre, *, is_direct: bool) -> PlaceMention | None:
    """A town, or a country that is not the one fought over; inside that one only said directly."""
    if match["adjective"]:
        return _capital(match, theatre)
    words, after = match["run"], match.string[match.end() :]
    if words.endswith(("’s", "'s", "’", "'")) or after.startswith(("’", "'")):
        return None
    first = words.split()[0]
    if theatre.lexicon.match("not_venue").match(after) or theatre.reference.is_demonym(first):
        return None
    place = _resolved(words, theatre) or _resolved(first, theatre)
    main = fought_over(theatre)
    if place is None or (place.precision == "country" and place.country == main):
        return None
    # A capital of a country of no dossier lends the place for others' talks.
    is_seat = state_of_capital(place.text) is not None and main not in _countries(theatre)
    return place if is_direct or is_seat or place.country != main else None


def _countries(theatre: Theatre) -> set[str]:
    return {country for dossier in theatre.reference.dossiers for country in dossier.countries}


def _resolved(words: str, theatre: Theatre) -> PlaceMention | None:
    """The best known place called so: talks are held in Geneva on the lake, whoever fights."""
    reference = theatre.reference
    return reference.resolve_place(words) or reference.resolve_place(
        words, countries=theatre.countries
    )


def _capital(match: Match, theatre: Theatre) -> PlaceMention | None:
    """ "the Kazakh capital (of) Astana", or the capital where its name is left out."""
    if match["city"]:
        return _resolved(match["city"], theatre) or PlaceMention(match["city"])
    state = state_named(match["adjective"])
    if state is None or " capital" not in match[0]:
        return None
    capital = theatre.reference.resolve_place(state.capital, countries=(state.iso2,))
    return capital or PlaceMention(state.capital)


def _town_in(words: str, theatre: Theatre) -> PlaceMention | None:
    """A town in the name itself: "Astana talks", not "Syria talks" or "U.N.-led talks"."""
    for match in _NAME.finditer(words):
        for name in dict.fromkeys((match[0], *match[0].split())):
            bare = re.sub(r"[’']s?$", "", name)
            if "." in bare or len(bare) < 4 or state_named(bare):
                continue
            place = theatre.reference.resolve_place(bare)
            if place and place.precision == "town" and not _is_group(bare, theatre):
                return place
    return None


def _is_group(name: str, theatre: Theatre) -> bool:
    kinds = {each.kind for each in theatre.reference.actors_named(name, theatre.on)}
    return bool(kinds & {"group", "side", "organisation", "force", "person"})


def dateline(document: Document, theatre: Theatre) -> PlaceMention | None:
    """The town that a text is datelined from ("NUR-SULTAN, Dec 11 - ...")."""
    match = re.match(
        r"\s*([A-Z][A-Z-]+(?: [A-Z][A-Z-]+)*)\b[^\n]{0,60}? ?(?:-|–|—|:)\s", document.text
    )
    if match is None or len(match[1]) < 4:
        return None
    return theatre.reference.resolve_place(match[1].title())
