"""Who is said to have done it, to claim it, and to back it, in the words of one sentence."""

from __future__ import annotations

import re

from trucewatch.model.values import ActorMention
from trucewatch.reading.frame import Trigger
from trucewatch.reading.names import Theatre, actor, acts
from trucewatch.reading.text import Sentence
from trucewatch.reference.lexicon import Lexicon
from trucewatch.reference.seeking import Match


def find_perpetrators(
    sentence: Sentence, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> tuple[list[ActorMention], bool]:
    """Who is said to have done it, and whether the sentence says that this is not known."""
    if theatre.lexicon.match("doer_unknown").search(sentence.text):
        return [], True
    weapon = theatre.lexicon.match_any_case("bare_weapon")
    for find in (_doer_named, _doer_says, _doers_both, _doer_subject, _doer_before):
        named = find(sentence.text, start, end, trigger, theatre)
        if named and (found := [doer for doer in named if not weapon.match(doer.text)]):
            return found, False
    return [], False


# "Rescuers blamed government forces", "strikes believed to be Russian", "shelling by the army",
# "rockets from rebel groups".
_NAMED = ("doer_accused", "doer_blamed", "doer_suspected", "doer_by", "doer_from")


def _doer_named(
    text: str, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> list[ActorMention]:
    for form in theatre.lexicon.possible(_NAMED, text):
        match = theatre.lexicon.match(form).search(text, start, end)
        names = match.groupdict() if match else {}
        words = names.get("actor") or names.get("named")
        if words and (names["actor"] or _is_side(words, theatre)):
            return [actor(words, theatre)]
    return []


def _is_side(name: str, theatre: Theatre) -> bool:
    return acts(name, theatre) or theatre.reference.is_demonym(name)


def _doer_says(
    text: str, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> list[ActorMention]:
    """ "The army said it had shelled ...": who owns up to it."""
    if not theatre.lexicon.match("owns_it").search(text, start, end):
        return []
    match = theatre.lexicon.match("doer_says").search(text, start, end)
    if match is None or not (match["actor"] or may_act(match["named"], theatre)):
        return []
    return [actor(match["actor"] or match["named"], theatre)]


def _doers_both(
    text: str, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> list[ActorMention]:
    """Both sides of an exchange: "clashes between A and B", "A clashed with B"."""
    for form in ("doer_between", "doer_clashed"):
        if match := theatre.lexicon.match(form).search(text, start, end):
            return [actor(match["a"], theatre), actor(match["b"], theatre)]
    return []


def _doer_subject(
    text: str, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> list[ActorMention]:
    """ "Regime forces bombarded ...", "Islamic State and its allies seized ..."."""
    for match in theatre.lexicon.match("doer_subject").finditer(text, start, end):
        if not _is_active(match, text, theatre):
            continue
        article = theatre.lexicon.match_any_case("leading_article")
        found = [actor(article.sub("", match["actor"] or match["named"]), theatre)]
        if match["first"] and acts(match["first"], theatre):
            found.insert(0, actor(match["first"], theatre))
        return found
    return []


def _is_active(match: Match, text: str, theatre: Theatre) -> bool:
    """Whether the subject did it, and did not suffer it."""
    words = match["actor"] or match["named"]
    governing = text[: match.end()].split(" ")[-2] if " " in text[: match.end()] else ""
    if theatre.lexicon.match("passive_before").search(governing):
        return False
    if text[match.end() :].startswith(" by "):
        return False
    if match["named"] and theatre.lexicon.match("doer_is_place").search(text[: match.start()]):
        return False
    if match["named"] and not may_act(match["named"], theatre):
        return False
    return words.lower() not in theatre.lexicon.fragments("unknown_perpetrators")


def may_act(name: str, theatre: Theatre) -> bool:
    """A side that the dossiers know, a state, or a name that says it is of an armed group."""
    if acts(name, theatre) or theatre.lexicon.match("group_name").fullmatch(name):
        return True
    place = theatre.resolve(name)
    return place is not None and place.precision == "country"


def _doer_before(
    text: str, start: int, end: int, trigger: Trigger | None, theatre: Theatre
) -> list[ActorMention]:
    """ "Syrian government air strikes", "regime shelling", "Russian jets"."""
    if trigger is None:
        return []
    # The trigger itself may begin with whose it is ("Russian strikes", "warplanes hit").
    own = theatre.lexicon.match("doer_in_event").match(text[trigger.start : trigger.end])
    match = own or theatre.lexicon.match("doer_before").search(text[start : trigger.start])
    if match and text[trigger.start : trigger.end].isupper():
        return []  # In a shouted headline every word looks like a name.
    words = match["who"] if match else ""
    words = theatre.lexicon.match_any_case("leading_article").sub("", words)
    while words:
        if _is_doer(words, theatre):
            return [actor(words, theatre)]
        # A dateline or headline may stand before it: "BEIRUT Syrian government air strikes".
        words = words.partition(" ")[2]
    return []


def _is_doer(words: str, theatre: Theatre) -> bool:
    """Whether words before an event name who did it: a side, its force, or its adjective."""
    lexicon, reference = theatre.lexicon, theatre.reference
    if lexicon.match_any_case("plain_force").match(words) or words.count(" ") > 4:
        return False
    first = words.split(" ")[0]
    if first[0].isupper() and not lexicon.match("side_compound").match(first):
        if reference.is_demonym(first) or acts(words, theatre) or acts(first, theatre):
            return True
        is_place = reference.resolve_place(first, countries=theatre.countries) is not None
        return not is_place and (
            lexicon.match("side").fullmatch(first) is not None or _is_abbreviated(words, lexicon)
        )
    side, force = lexicon.pattern("side"), lexicon.any_of("force_words")
    return re.fullmatch(rf"{side}(?: .*)?|(?i:{force})", words) is not None


def _is_abbreviated(words: str, lexicon: Lexicon) -> bool:
    """Letters that stand for a group ("a PLF mine blast"), and not for a weapon."""
    letters, weapon = lexicon.match("group_letters"), lexicon.match("weapon_name")
    return bool(letters.fullmatch(words)) and not weapon.fullmatch(words)


def claimed_by(sentence: Sentence, theatre: Theatre) -> list[ActorMention]:
    for form in ("claimed_by", "claims_it"):
        if match := theatre.lexicon.match(form).search(sentence.text):
            return [actor(match["who"], theatre)]
    return []


def supported_by(sentence: Sentence, theatre: Theatre) -> list[ActorMention]:
    match = theatre.lexicon.match("supported").search(sentence.text)
    return [actor(match["who"].strip(), theatre)] if match else []
