"""Deadlines: dated obligations, seen from the end of the window."""

from __future__ import annotations

from datetime import date

from trucewatch.model.finding import Deadline
from trucewatch.reference.reference import Reference


def find_deadlines(reference: Reference, *, window_to: date) -> tuple[Deadline, ...]:
    """Those of agreements signed by then, the earliest first.

    No claim yet says that an obligation was met, so a day that has passed leaves it not known.
    """
    dated = [
        Deadline(
            agreement=agreement.id,
            provision=provision.id,
            title=provision.title,
            due=provision.due,
            state="ahead" if provision.due > window_to else "passed, fulfilment not known",
        )
        for agreement in reference.agreements.values()
        if agreement.signed_on is None or agreement.signed_on <= window_to
        for provision in agreement.provisions
        if provision.due is not None
    ]
    return tuple(sorted(dated, key=lambda deadline: (deadline.due, deadline.provision)))
