"""Ground gained, lost, besieged, left or held, as a document tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec import Struct

from trucewatch.model.values import ActorMention, PlaceMention
from trucewatch.reading.dates import DateMention
from trucewatch.reading.names import PlaceSpan, Theatre, actor, acts, find_fields
from trucewatch.reading.perpetrators import may_act
from trucewatch.reading.text import Document, Sentence
from trucewatch.reading.voices import Voices
from trucewatch.reference.lexicon import RUN, Lexicon
from trucewatch.reference.seeking import Match


class Ground(Struct, frozen=True):
    """One change of control as a sentence gives it, in characters of the sentence."""

    index: int
    start: int
    end: int
    actor: ActorMention
    change: str
    place: PlaceMention | None
    date: DateMention | None
    source: str | None
    relay: str | None
    status: str


# Words of ground handed on say who has it now.
_CHANGES = {"fell_to": "gained", "handed_to": "gained"}
_GRAINS = {"town": "town", "area": "area", "district": "area", "province": "area"}


@dataclass
class Spoken:
    """What earlier sentences spoke of: "the city", "the area" and "it" stand for these."""

    theatre: Theatre
    sentences: list[Sentence] = field(default_factory=list)
    _places: dict[str, PlaceMention] = field(default_factory=dict)
    _looked_at: int = 0

    def doer(self) -> ActorMention | None:
        """Who acted in the latest of the last sentences that begins with somebody."""
        doers = (_last_doer(each, self.theatre) for each in reversed(self.sentences[-3:]))
        return next(filter(None, doers), None)

    def place(self, kind: str) -> PlaceMention | None:
        """The latest "town" or "area". Places are looked up when first asked for: few are."""
        for sentence in self.sentences[self._looked_at :]:
            for span in find_fields(sentence, self.theatre):
                if grain := _GRAINS.get(span.place.precision or ""):
                    self._places[grain] = span.place
        self._looked_at = len(self.sentences)
        return self._places.get(kind)


class Verb(Struct, frozen=True):
    """One word of ground in its sentence, with what it is read against."""

    sentence: Sentence
    index: int
    match: Match
    places: Sequence[PlaceSpan]
    voices: Voices
    theatre: Theatre

    @property
    def form(self) -> str:
        return str(self.match.lastgroup)

    @property
    def before(self) -> str:
        return self.sentence.text[: self.match.start()]

    @property
    def rest(self) -> str:
        return self.sentence.text[self.match.end() :]

    @property
    def lexicon(self) -> Lexicon:
        return self.theatre.lexicon


def read_ground(document: Document, voices: Voices, theatre: Theatre) -> list[Ground]:
    """Changes of control, in the order of the text; one for each actor, change and place."""
    found: list[Ground] = []
    spoken = Spoken(theatre)
    control = theatre.lexicon.one_of_each("control")
    for index, sentence in enumerate(document.sentences):
        for match in control.finditer(sentence.text):
            places = find_fields(sentence, theatre)
            verb = Verb(sentence, index, match, places, voices, theatre)
            for ground in _of_verb(verb, spoken):
                if not any(_is_repeat(ground, g) for g in found):
                    found.append(ground)
        spoken.sentences.append(sentence)
    return found


def _last_doer(sentence: Sentence, theatre: Theatre) -> ActorMention | None:
    """The first force or acting name of a sentence: whom "it" or "they" of the next stands for."""
    match = theatre.lexicon.match("control_opener").match(sentence.text)
    if match is None:
        return None
    if match["named"] and not may_act(match["named"], theatre):
        return None
    return _named(match, theatre)


def _is_repeat(a: Ground, b: Ground) -> bool:
    place_a, place_b = (x.place.text.lower() if x.place else "" for x in (a, b))
    is_one_place = place_a in place_b or place_b in place_a
    is_one_day = a.date is None or b.date is None or a.date.period == b.date.period
    return a.change == b.change and a.status == b.status and is_one_place and is_one_day


def _of_verb(verb: Verb, spoken: Spoken) -> Iterator[Ground]:
    if _is_wish(verb) or _is_adjective(verb) or _is_aside(verb):
        return
    if verb.lexicon.match("no_ground").match(verb.rest):
        return
    place, who = _place(verb, spoken), _actor(verb, spoken)
    if place is None or who is None:
        return
    attribution = verb.voices.spoken.get(verb.index)
    for span_start, each in ((verb.match.start(), place), *_listed_after(place, verb)):
        yield Ground(
            verb.index,
            0,
            len(verb.sentence.text),
            who,
            _CHANGES.get(verb.form, verb.form),
            each,
            _date(verb.sentence, span_start),
            verb.voices.source(verb.index),
            attribution.relay if attribution else None,
            _status(verb.sentence, verb.match.start(), verb.lexicon),
        )


def _listed_after(place: PlaceMention, verb: Verb) -> Iterator[tuple[int, PlaceMention]]:
    """Places in a list with the first ("A, B and C"), and taken in the same breath as it ("A in
    June, and B and C a week later")."""
    joint, last = verb.lexicon.match("control_list_joint"), None
    for span in verb.places:
        if span.place is place:
            last = span
            continue
        is_joined = last and joint.fullmatch(verb.sentence.masked, last.end, span.start)
        if is_joined and span.place.precision == place.precision:
            yield span.end, span.place
            last = span
    if verb.form not in ("gained", "lost"):
        return
    for match in verb.lexicon.match("ground_also").finditer(verb.sentence.masked, verb.match.end()):
        for group in ("where", "other"):
            known = _known(match[group], verb.theatre) if match[group] else None
            if known is not None and known.precision != "country":
                yield match.start(group), known


def _is_wish(verb: Verb) -> bool:
    wish = verb.lexicon.match("control_wish").search(verb.before[-30:])
    return wish is not None and not verb.lexicon.match("control_done").search(verb.before)


def _is_adjective(verb: Verb) -> bool:
    if verb.match[0].lower() == "besieged":
        return verb.lexicon.match("control_adjective").search(verb.before[-12:]) is not None
    is_participle = verb.lexicon.match("control_participle").fullmatch(verb.match[0])
    follows = verb.lexicon.match("control_attribute").search(verb.before[-20:])
    return is_participle is not None and follows is not None


def _is_aside(verb: Verb) -> bool:
    """ "held by" says in passing where a place is, unless the sentence tells it as news."""
    ends_by = verb.lexicon.match_any_case("control_ends_by").search(verb.match[0])
    is_said_so = verb.form == "holds" and ends_by is not None
    told = verb.lexicon.match("control_told")
    return is_said_so and not told.search(verb.sentence.text)


# What was taken.


def _place(verb: Verb, spoken: Spoken) -> PlaceMention | None:
    """What was taken; "the town" and "the area" are those of the sentence, else last spoken of."""
    place = _of_relative(verb) or _object(verb)
    if pointed := verb.lexicon.match("control_the_town").match(verb.rest):
        kind = str(pointed.lastgroup)
        here = [p.place for p in verb.places if p.end <= verb.match.start()]
        known = [p for p in here if _GRAINS.get(p.precision or "town") == kind]
        return known[-1] if known else spoken.place(kind) or place
    if place is None and (said := verb.lexicon.match("control_subject").match(verb.before)):
        return spoken.place(str(said.lastgroup))
    return place


def _of_relative(verb: Verb) -> PlaceMention | None:
    """ "Buchanan, which the rebels took"."""
    match = verb.lexicon.match("control_which").search(verb.before)
    is_doer = match is not None and _before(verb) is not None
    if match is None or not is_doer or verb.form not in ("gained", "lost"):
        return None
    return _known(match["run"], verb.theatre) or PlaceMention(match["run"])


def _object(verb: Verb) -> PlaceMention | None:
    """What was taken: the next place after the verb, the subject of a passive, or a plain noun."""
    before = [p for p in verb.places if p.end <= verb.match.start()]
    end = min(60, _recipient(verb))
    after = [p for p in verb.places if 0 <= p.start - verb.match.end() < end]
    is_under = verb.match[0].lower().startswith("under")
    if _is_passive(verb) or verb.form == "fell_to" or (is_under and before):
        return before[-1].place if before else _named_before(verb)
    noun = verb.lexicon.match("control_noun").match(verb.rest)
    named, start = _named_after(verb)
    if after and (named is None or after[0].start <= verb.match.end() + start):
        return _part_of(after[0], noun, verb)
    if named is not None or verb.form != "gained" or noun is None:
        return named
    return PlaceMention(noun["what"].strip())


def _recipient(verb: Verb) -> int:
    """Where after the verb "to whom" begins, if anything is handed to anybody."""
    to = verb.lexicon.match("control_to").match(verb.rest)
    return to.start("who") if to and verb.form == "handed_to" else len(verb.rest)


def _is_passive(verb: Verb) -> bool:
    """Whether what was taken, or who was driven out, stands before the verb."""
    words = verb.match[0].lower()
    was = verb.lexicon.match("control_passive").search(verb.before)
    return was is not None or words.endswith(" lost")


def _named_after(verb: Verb) -> tuple[PlaceMention | None, int]:
    """A name after the verb, and where: with a noun of ground ("the village of X"), or known."""
    for form in ("control_of", "control_named"):
        if named := verb.lexicon.match(form).match(verb.rest):
            place = _known(named["run"], verb.theatre)
            if place is not None or form == "control_of":
                return place or PlaceMention(named["run"]), named.start("run")
    return None, 0


def _named_before(verb: Verb) -> PlaceMention | None:
    """The name right before a passive: "Mariupol fell to ..."."""
    named = verb.lexicon.match("control_name_before").search(verb.before)
    if named is None:
        return None
    # People are captured too, but only ground falls to somebody or is lost.
    is_ground = verb.form in ("fell_to", "lost")
    unknown = PlaceMention(named["run"]) if is_ground else None
    return _known(named["run"], verb.theatre) or unknown


def _known(name: str, theatre: Theatre) -> PlaceMention | None:
    if theatre.reference.is_demonym(name):
        return None
    return theatre.resolve(name)


def _part_of(place: PlaceSpan, noun: Match | None, verb: Verb) -> PlaceMention:
    """ "some villages in Aleppo province" is a part of the province, and never all of it."""
    is_wide = place.is_landmark or place.place.precision in ("province", "country")
    verb_end = verb.match.end()
    if noun is None or not is_wide or verb_end + noun.end() >= place.start:
        return place.place
    words = verb.sentence.text[verb_end + noun.start("what") : place.end].strip()
    return msgspec.structs.replace(place.place, text=words, precision="area")


# Who took it.


def _actor(verb: Verb, spoken: Spoken) -> ActorMention | None:
    """The force after "by" or "to", before "siege", or before the verb; "it" is who acted last."""
    lexicon, theatre = verb.lexicon, verb.theatre
    if verb.form in _CHANGES:
        to = lexicon.match("control_after_by" if verb.form == "fell_to" else "control_to")
        return _of_match(to.match(verb.rest), theatre)
    is_after = lexicon.match_any_case("control_ends_by").search(verb.match[0])
    by = "control_after_by" if is_after else "control_by"
    if found := _of_match(lexicon.match(by).match(verb.rest), theatre):
        return found
    if besieger := lexicon.match_any_case("control_besieger").search(verb.match[0]):
        return actor(besieger["who"], theatre)
    if lexicon.match("control_pronoun").search(verb.before):
        return spoken.doer()
    return _before(verb) or _speaker_who_lost(verb)


def _of_match(match: Match | None, theatre: Theatre) -> ActorMention | None:
    return _named(match, theatre) if match else None


def _named(match: Match, theatre: Theatre) -> ActorMention:
    article = theatre.lexicon.match_any_case("leading_article")
    return actor(article.sub("", match["actor"] or match["named"]), theatre)


def _before(verb: Verb) -> ActorMention | None:
    """Who stands right before the verb; else the nearest force before it."""
    lexicon, theatre, before = verb.lexicon, verb.theatre, verb.before
    doer = lexicon.match("control_doer").search(before, max(0, len(before) - 120))
    if doer and (doer["actor"] or may_act(doer["named"], theatre)):
        return _named(doer, theatre)
    spans = [(m.end("actor"), m["actor"]) for m in lexicon.match("force").finditer(before)]
    spans += [(run.end(), run[0]) for run in re.finditer(RUN, before) if acts(run[0], theatre)]
    near = [span for span in spans if len(before) - span[0] <= 60]
    if near:
        return actor(max(near)[1], theatre)
    return None if verb.form == "besieged" else _possessor(verb)


def _speaker_who_lost(verb: Verb) -> ActorMention | None:
    """ "Its officials confirm the loss of the town": the loser is who speaks of it."""
    name = verb.voices.names.get(verb.index)
    return actor(name, verb.theatre) if verb.form == "lost" and name else None


def _possessor(verb: Verb) -> ActorMention | None:
    match = verb.lexicon.match("control_possessor").search(verb.before)
    forces = verb.lexicon.fragments("force_words")
    return actor(match["who"], verb.theatre) if match and match["who"].lower() in forces else None


def _date(sentence: Sentence, at: int) -> DateMention | None:
    return min(sentence.dates, key=lambda d: abs(d.start - at), default=None) or sentence.heading


def _status(sentence: Sentence, at: int, lexicon: Lexicon) -> str:
    before = sentence.text[max(0, at - 40) : at]
    if lexicon.words("denied").search(before):
        return "denied"
    if lexicon.words("planned").search(before):
        return "planned"
    return "asserted"
