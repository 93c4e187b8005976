"""Who guarantees what is to be kept in each zone, and what is said of them there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.assessment.engagement import Trace, engagement_id
from trucewatch.assessment.names import actor_name
from trucewatch.assessment.scope import agreements_of
from trucewatch.assessment.standing import force_from
from trucewatch.assessment.window import Window
from trucewatch.assessment.wording import sentence_case, with_article
from trucewatch.model.finding import Conduct, Guarantee
from trucewatch.model.reference import Agreement


def zone_guarantees(window: Window, traces: Sequence[Trace]) -> tuple[Guarantee, ...]:
    """One for each guarantor of an agreement over the zone that had begun by the window's end."""
    agreements = [
        each
        for each in agreements_of(window.zone, window.case.reference)
        if (begins := force_from(each)) and begins <= window.last
    ]
    here = [trace for trace in traces if _is_here(trace, window)]
    guarantors = sorted({guarantor for each in agreements for guarantor in each.guarantors})
    return tuple(_guarantee(each, agreements, here, window) for each in guarantors)


def _is_here(trace: Trace, window: Window) -> bool:
    is_known = trace.published is None or trace.published <= window.last
    return is_known and (not trace.zones or window.zone.id in trace.zones)


def _guarantee(
    guarantor: str, agreements: Iterable[Agreement], traces: Iterable[Trace], window: Window
) -> Guarantee:
    own = tuple(sorted(each.id for each in agreements if guarantor in each.guarantors))
    shown = [trace for trace in traces if trace.guarantor == guarantor and trace.agreement in own]
    conduct = _CONDUCT[
        any(trace.is_direct for trace in shown), any(not trace.is_direct for trace in shown)
    ]
    return Guarantee(
        zone=window.zone.id,
        guarantor=guarantor,
        agreements=own,
        conduct=conduct,
        says=_says(guarantor, conduct, shown, window),
        engagements=tuple(sorted({engagement_id(trace) for trace in shown})),
        records=tuple(sorted({trace.record for trace in shown})),
        claims=tuple(sorted({claim for trace in shown for claim in trace.claims})),
    )


# By whether it is named as an author, and whether as a backer.
_CONDUCT: dict[tuple[bool, bool], Conduct] = {
    (True, True): "takes part and is said to back a side",
    (True, False): "takes part",
    (False, True): "is said to back a side",
    (False, False): "nothing said",
}


def _says(guarantor: str, conduct: Conduct, shown: Sequence[Trace], window: Window) -> str:
    """What is said, in the words of each record; of one without any, that nothing is."""
    name = with_article(actor_name(guarantor, window.case.reference))
    if conduct == "nothing said":
        return f"No report says that {name} takes part or backs a side here."
    told = "; ".join(sorted({trace.how for trace in shown}))
    return f"{sentence_case(name)} {conduct}: {told}."
