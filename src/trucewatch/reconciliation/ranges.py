"""Numbers as claimed, side by side."""

from __future__ import annotations

from trucewatch.model.values import Range


def is_exact(value: Range) -> bool:
    return value.low is not None and value.low == value.high


def ranges_overlap(one: Range, other: Range) -> bool:
    return (one.high is None or other.low is None or other.low <= one.high) and (
        other.high is None or one.low is None or one.low <= other.high
    )


def are_close(one: Range, other: Range) -> bool:
    """Whether the smaller figure is at least half of the larger."""
    figures = [value.low or value.high or 0 for value in (one, other)]
    return 2 * min(figures) >= max(figures)


def said_range(value: Range) -> str:
    if is_exact(value):
        return str(value.low)
    if value.high is None:
        return f"at least {value.low}"
    return f"up to {value.high}" if value.low is None else f"{value.low} to {value.high}"
