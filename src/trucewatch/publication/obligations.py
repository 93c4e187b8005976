"""Obligations: what is owed and whether it was done, and what guarantors did besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from trucewatch.assessment.wording import day_words, days_words, listed, sentence_case
from trucewatch.errors import NotFound
from trucewatch.model.finding import Deed, DeedKind, Findings, Obligation, ObligationState
from trucewatch.publication.names import name_of
from trucewatch.publication.scope import Scope
from trucewatch.publication.sentences import Row, Section, Sentence, Table, section
from trucewatch.publication.wording import one_line, without_stop
from trucewatch.reference.reference import Reference

# What needs looking at first.
STATES: dict[ObligationState, str] = {
    "missed": "Missed",
    "broken": "Broken",
    "put off": "Put off",
    "met in part": "Met in part",
    "met": "Met",
    "ahead": "Still ahead",
    "unknown": "Passed, and not known whether it was met",
    "standing": "Standing duties, without a day",
    "no breach known": "Bans of which no breach is known",
}
# Of these each is told with its reason; of the others only which they are.
TOLD = ("missed", "put off", "met in part", "met")


class GuarantorDone(Struct, frozen=True, kw_only=True):
    """A guarantor, what it guarantees and what it is reported to have done."""

    id: str
    name: str
    guarantees: tuple[str, ...]
    done: tuple[Deed, ...]


class Obligations(Struct, frozen=True, kw_only=True):
    """As known by `until`; `owed` those that need looking at first."""

    until: date
    owed: tuple[Obligation, ...]
    guarantors: tuple[GuarantorDone, ...]


def obligations(
    findings: Findings, reference: Reference, *, until: date, party: str | None = None
) -> Obligations:
    """All of them, or those owed by one party: the id or a name of it. Raises `NotFound` for one
    that owes and guarantees nothing."""
    guarantors = _guarantors(findings, reference)
    owing = {each for one in findings.obligations for each in one.owed_by}
    wanted = None if party is None else _party(party, reference, {*owing, *guarantors})
    order = list(STATES)
    owed = [each for each in findings.obligations if wanted is None or wanted in each.owed_by]
    return Obligations(
        until=until,
        owed=tuple(sorted(owed, key=lambda each: order.index(each.state))),
        guarantors=tuple(
            GuarantorDone(
                id=each,
                name=name_of(each, reference),
                guarantees=guarantees,
                done=tuple(_done(each, findings)),
            )
            for each, guarantees in guarantors.items()
            if wanted in (None, each)
        ),
    )


def _guarantors(findings: Findings, reference: Reference) -> dict[str, tuple[str, ...]]:
    """Each guarantor with the ids of what it guarantees, of agreements that findings speak of."""
    known = {each.agreement for each in findings.obligations if each.agreement}
    found: dict[str, tuple[str, ...]] = {}
    for agreement in sorted(known & set(reference.agreements)):
        for guarantor in reference.agreements[agreement].guarantors:
            found[guarantor] = (*found.get(guarantor, ()), agreement)
    return found


def _party(party: str, reference: Reference, known: set[str]) -> str:
    named = [party, *(actor.id for actor in reference.actors_named(party))]
    found = next((each for each in named if each in known), None)
    if found is None:
        names = listed(sorted(name_of(each, reference) for each in known)) or "nobody"
        raise NotFound(f"{party!r} owes and guarantees nothing in this record; known: {names}")
    return found


def _done(guarantor: str, findings: Findings) -> list[Deed]:
    done = (each for each in findings.deeds if guarantor in each.by)
    return sorted(done, key=lambda each: (each.day or date.max, each.kind, each.record, each.says))


# In a brief

COLUMNS = ("Guarantor", "Owed", "Met", "Missed or broken", "Not known", "Reported to have done")


def obligations_section(scope: Scope) -> list[Section]:
    owed = [each for each in scope.findings.obligations if _is_about(scope, each)]
    said = [sentence for state in STATES for sentence in _of_state(scope, owed, state)]
    rows = tuple(_rows(scope, owed))
    table = Table(columns=COLUMNS, rows=rows) if rows else None
    return section("Obligations and deadlines", said, is_list=True, table=table)


def _is_about(scope: Scope, each: Obligation) -> bool:
    """Of what is written about: of one zone its own, of all zones the talks' too."""
    if scope.zone:
        return scope.zone in each.zones
    agreements = {v.agreement for zone in scope.zones if (v := scope.verdict(zone))}
    return each.agreement in agreements or each.kind == "meeting"


def _of_state(
    scope: Scope, owed: Iterable[Obligation], state: ObligationState
) -> Iterable[Sentence]:
    group = [each for each in owed if each.state == state]
    if state in TOLD:
        yield from (_told(scope, each) for each in group if _is_of_days(scope, each))
    elif group:
        which = "; ".join(dict.fromkeys(_which(each) for each in group))
        yield Sentence(
            text=f"{STATES[state]}: {which}.",
            claims=tuple(dict.fromkeys(claim for each in group for claim in each.claims)),
            reference=tuple(dict.fromkeys(_reference(each) for each in group)),
        )


def _is_of_days(scope: Scope, each: Obligation) -> bool:
    """Whether it was due in these days or done in them; what was due before and is not done yet,
    too. The rest stays in the table's counts."""
    days = [each.due, *(deed.day for deed in each.deeds)]
    is_done = each.state == "met" or bool(each.deeds)
    return not is_done or any(day and scope.start <= day <= scope.end for day in days)


def _told(scope: Scope, each: Obligation) -> Sentence:
    by = listed(scope.named(party) for party in each.owed_by)
    owed = f", owed by {by}" if by else ""
    text = f"{STATES[each.state]}: {_which(each)}{owed}. {sentence_case(each.because)}"
    return Sentence(text=text, claims=each.claims, reference=(_reference(each),))


def _which(each: Obligation) -> str:
    days = due_words(each)
    return f"“{without_stop(each.title)}”{f' ({days})' if days else ''}"


def due_words(each: Obligation) -> str:
    """ "by 4 June 2017", "16 to 28 February 2018"; empty where it has no day."""
    if each.due is None:
        return ""
    if each.due_from is None:
        return f"by {day_words(each.due)}"
    return days_words(each.due_from, each.due)


def _reference(each: Obligation) -> str:
    return f"track:{each.track}" if each.kind == "meeting" else f"provision:{each.source}"


def _rows(scope: Scope, owed: Sequence[Obligation]) -> Iterable[Row]:
    for guarantor, guarantees in _guarantors(scope.findings, scope.reference).items():
        own = [each for each in owed if guarantor in each.owed_by]
        done = _done(guarantor, scope.findings)
        if not own:
            continue
        counts = [
            sum(each.state in states for each in own)
            for states in (("met", "met in part"), ("missed", "broken"), ("unknown", "standing"))
        ]
        cells = (scope.name(guarantor), str(len(own)), *map(str, counts), _done_words(done))
        yield Row(
            cells=cells,
            claims=tuple(dict.fromkeys(claim for deed in done for claim in deed.claims)),
            reference=tuple(f"agreement:{each}" for each in guarantees),
        )


KINDS: dict[DeedKind, tuple[str, str]] = {
    "attended": ("round attended", "rounds attended"),
    "stayed away": ("round stayed away from", "rounds stayed away from"),
    "presence": ("move of troops or ground held in a zone", "moves of troops or ground held"),
    "withdrawal": ("withdrawal", "withdrawals"),
    "count": ("count of violations published", "counts of violations published"),
    "statement": ("statement", "statements"),
}


def _done_words(done: Iterable[Deed]) -> str:
    """ "4 rounds attended, 2 counts of violations published"."""
    kinds = [each.kind for each in done]
    counts = {kind: kinds.count(kind) for kind in KINDS if kind in kinds}
    told = (f"{n:,} {KINDS[kind][n > 1]}" for kind, n in counts.items())
    return ", ".join(told) or "nothing"


# In a terminal


def render_obligations(made: Obligations, reference: Reference) -> RenderableType:
    heading = Text("What is owed, and what was done", style="bold")
    heading.append(f"  as of {day_words(made.until)}", style="not bold dim")
    parts: list[RenderableType] = [heading]
    if not made.owed:
        parts += [Text(), Text("Nothing is owed that the record and the dossiers know of.")]
    for state, words in STATES.items():
        group = [each for each in made.owed if each.state == state]
        if group:
            parts += [Text(), Text(words, style="bold underline")]
            parts += [line for each in group for line in _lines(each, reference)]
    for guarantor in made.guarantors:
        parts += [Text(), *_guarantor_lines(guarantor, reference)]
    return Group(*parts)


def _lines(each: Obligation, reference: Reference) -> Iterable[RenderableType]:
    days = due_words(each)
    title = Text.assemble(
        (one_line(each.title), "bold"), f"  {days}".rstrip(), (f"  {each.id}", "dim")
    )
    yield Padding(title, (0, 0, 0, 2))
    under = name_of(each.agreement or each.track or "", reference)
    by = listed(name_of(party, reference) for party in each.owed_by)
    said = f", said on {day_words(each.said_on)}" if each.said_on else ""
    owed = f"owed by {by}; " if by else ""
    yield Padding(Text(f"{owed}{under}{said}", style="dim"), (0, 0, 0, 4))
    yield Padding(Text(one_line(each.because)), (0, 0, 0, 4))


def _guarantor_lines(each: GuarantorDone, reference: Reference) -> Iterable[RenderableType]:
    yield Text(f"What {one_line(each.name)} is reported to have done", style="bold underline")
    guaranteed = listed(name_of(agreement, reference) for agreement in each.guarantees)
    yield Padding(Text(f"guarantees {guaranteed}", style="dim"), (0, 0, 0, 2))
    if not each.done:
        yield Padding(Text("Nothing."), (0, 0, 0, 2))
    for deed in each.done:
        day = f"{deed.day}  " if deed.day else ""
        text = Text.assemble(
            f"{day}{deed.kind}: {one_line(deed.says)}", (f"  {deed.record}", "dim")
        )
        yield Padding(text, (0, 0, 0, 2))
