"""The actors of findings, by the names that the dossier gives them."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.assessment.wording import listed, ordinal_words, with_article
from trucewatch.model.record import Round
from trucewatch.model.values import ActorMention
from trucewatch.reference.reference import Reference


def best_actor(mention: ActorMention) -> str | None:
    return mention.actor_ids[0] if mention.actor_ids else None


def actor_name(actor_id: str, reference: Reference) -> str:
    actor = reference.actors.get(actor_id)
    return actor.name if actor else actor_id


def names_of(actor_ids: Iterable[str], reference: Reference) -> str:
    """ "the Syrian government and the Syrian opposition"."""
    return listed(with_article(actor_name(actor_id, reference)) for actor_id in actor_ids)


def source_name(claimant: str, reference: Reference) -> str:
    """The dossier's name for a claimant; its own words where the dossier does not list it."""
    source = reference.sources.get(claimant)
    return source.name if source else claimant


def round_title(record: Round, reference: Reference) -> str:
    """ "eighth round of the Astana talks"; on no known track, the words of reports."""
    track = reference.tracks.get(record.track_id or "")
    if track is None:
        return f"“{record.name}”"
    if len(track.rounds) <= 1:
        return track.name
    if record.number is None:
        return f"a meeting within the {track.name}"
    return f"{ordinal_words(record.number)} round of the {track.name}"
