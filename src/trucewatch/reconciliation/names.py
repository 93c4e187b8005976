"""What makes two mentions name one thing."""

from __future__ import annotations

from trucewatch.model.values import ActorMention, PlaceMention
from trucewatch.reference.names import fold, spelling_key


def name_key(text: str) -> str:
    """What spellings of one name share; the folded words where nothing else is left."""
    return spelling_key(text) or fold(text)


def actor_key(mention: ActorMention) -> str:
    """The actor's id where it is known (the best one), else the key of its name."""
    return mention.actor_ids[0] if mention.actor_ids else name_key(mention.text)


def place_key(mention: PlaceMention | None) -> str:
    """The place's id where it is known, else the key of its name; empty without a place."""
    if mention is None:
        return ""
    return mention.place_id or name_key(mention.text)
