"""Where a reader finds what an id names."""

from __future__ import annotations

from trucewatch.reference.reference import Reference


def page_of(known_as: str, reference: Reference) -> str:
    """The path of its own page, or of its way back to the words where it has none."""
    if known_as.startswith("i-"):
        return f"/incidents/{known_as}"
    if known_as.startswith("r-"):
        return f"/reports/{known_as}"
    zone, _, figure = known_as.partition(":")
    if zone in reference.zones and figure in ("", "verdict"):
        return f"/zones/{zone}"
    return f"/trace/{known_as}"


def evidence(ref: str) -> str | None:
    """The way back from what a brief's note names: a claim, or a figure of a zone."""
    kind, _, known_as = ref.partition(":")
    if kind == "figure":
        return f"/trace/{known_as}"
    return f"/trace/{ref}" if ref.startswith("c-") else None
