"""The guarantors of a brief: what is said of each, and a table of them zone by zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.assessment.wording import listed, sentence_case
from trucewatch.model.finding import Engagement, Guarantee
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Row, Section, Sentence, Table, section
from trucewatch.publication.wording import without_stop

COLUMNS = ("Zone", "Takes part", "Is said to back a side", "Nothing said of")


def guarantors_section(scope: Scope) -> list[Section]:
    found = [each for each in scope.findings.guarantees if each.zone in scope.zones]
    said = [*_engaged(scope, found), *_not_engaged(scope, found)]
    zones = dict.fromkeys(each.zone for each in found)
    rows = tuple(_row(scope, [each for each in found if each.zone == zone]) for zone in zones)
    return section("The guarantors", said, table=Table(columns=COLUMNS, rows=rows))


def _engaged(scope: Scope, found: Iterable[Guarantee]) -> Iterable[Sentence]:
    """What one guarantor is said to do, against each agreement that it guarantees."""
    ids = {engagement for each in found for engagement in each.engagements}
    groups: dict[tuple[object, ...], list[Engagement]] = {}
    for each in scope.findings.engagements:
        if each.id in ids:
            key = (each.guarantor, each.is_direct, each.zones, each.how)
            groups.setdefault(key, []).append(each)
    return [_engagement(scope, group) for group in groups.values()]


def _engagement(scope: Scope, group: Sequence[Engagement]) -> Sentence:
    each = group[0]
    act = "takes part in" if each.is_direct else "is said to back"
    zones = listed(scope.named(zone) for zone in each.zones)
    places = f" in {zones}" if zones else ""
    guaranteed = listed(scope.named(one.agreement) for one in group)
    text = (
        f"{sentence_case(scope.named(each.guarantor))} guarantees {guaranteed} and {act} "
        f"hostilities{places}: {without_stop(each.how)}."
    )
    return Sentence(
        text=text,
        claims=each.claims or scope.claims_of(each.records),
        reference=tuple(f"agreement:{one.agreement}" for one in group),
    )


def _not_engaged(scope: Scope, found: Iterable[Guarantee]) -> Iterable[Sentence]:
    """The guarantors of whom nothing is said in any of the zones."""
    silent = {each.guarantor: True for each in found}
    for each in found:
        silent[each.guarantor] &= each.conduct == "nothing said"
    if names := listed((scope.named(each) for each in silent if silent[each]), last="or"):
        text = f"Nothing in the record shows {names} taking part in hostilities."
        yield Sentence(text=text, reference=("record:all",))


def _row(scope: Scope, found: Sequence[Guarantee]) -> Row:
    """One zone's guarantors, each under what is said of it there."""
    cells = (
        scope.short(found[0].zone),
        *(_names(scope, [each for each in found if words in each.conduct]) for words in _CONDUCT),
    )
    return Row(
        cells=cells,
        claims=tuple(dict.fromkeys(claim for each in found for claim in each.claims)),
        reference=tuple(dict.fromkeys(f"agreement:{a}" for each in found for a in each.agreements)),
    )


_CONDUCT = ("takes part", "is said to back a side", "nothing said")


def _names(scope: Scope, found: Iterable[Guarantee]) -> str:
    return listed(scope.name(each.guarantor) for each in found) or "—"
