"""`judge` and `judgements`: what people decide about claims."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from trucewatch.cli.options import json_option, record_option
from trucewatch.cli.steps import ask, load
from trucewatch.settings import Settings
from trucewatch.terminal import indented, print_effects, show

if TYPE_CHECKING:
    from trucewatch.model.decision import Signed
    from trucewatch.pipeline import Answer
    from trucewatch.reference.reference import Reference
    from trucewatch.store.record import RecordStore


class Signature(NamedTuple):
    """Who decides and why, in which record, and how to tell what came of it."""

    by: str
    why: str
    record: Path | None
    as_json: bool


def signed_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a decision, given to the command as one `signature`."""

    @wraps(command)
    def signing(
        *args: Any, by: str, why: str, record: Path | None, as_json: bool, **given: Any
    ) -> None:
        command(*args, signature=Signature(by, why, record, as_json), **given)

    by = click.option("--by", required=True, metavar="NAME", help="Who decides; it is kept.")
    why = click.option("--why", required=True, metavar="WORDS", help="The reason; it is kept.")
    return by(why(record_option(json_option(signing))))


@click.group()
def judge() -> None:
    """Decide whether claims are about one thing, or right, or undo a decision.

    What a person decides wins over every rule and stays until a person changes it. Nothing is
    deleted: a later decision on the same claims takes the place of an earlier one, and undoing
    one is an entry of its own. What changes in the record is printed.

    \b
    Example:
      trucewatch judge same ID ID --by "Amal Haddad" --why "one market under two spellings"
      trucewatch judge undo ID --by "Amal Haddad" --why "a map shows two markets"
    """


@judge.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@signed_options
@click.pass_obj
def same(settings: Settings, /, one: str, other: str, signature: Signature) -> None:
    """Hold A and B to be about one thing.

    A and B are ids of claims or of records; a record stands for its claims.

    \b
    Example:
      trucewatch judge same i-4c1d8f3a i-b07e2a66 --by "Amal Haddad" --why "one market"
    """
    from trucewatch.pipeline import decide

    settle(settings, signature, decide, (one, other), is_same=True)


@judge.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@signed_options
@click.pass_obj
def different(settings: Settings, /, one: str, other: str, signature: Signature) -> None:
    """Hold A and B to be about two things, and keep them apart even through a third.

    A and B are ids of claims or of records; a record stands for its claims. To take a claim out
    of a record, name the record and the claim.

    \b
    Example:
      trucewatch judge different i-4c1d8f3a c-19e0b5a7 --by "Amal Haddad" --why "two strikes"
    """
    from trucewatch.pipeline import decide

    settle(settings, signature, decide, (one, other), is_same=False)


@judge.command()
@click.argument("known_as", metavar="ID")
@signed_options
@click.pass_obj
def undo(settings: Settings, /, known_as: str, signature: Signature) -> None:
    """Undo a decision, or an undoing, by its id.

    \b
    Example:
      trucewatch judge undo j-77a0d3c4 --by "Amal Haddad" --why "a map shows two markets"
    """
    from trucewatch.pipeline import undo as undone

    def undoing(store: RecordStore, reference: Reference, known: Answer, **signed: str) -> Signed:
        return undone(store, known_as, **signed)

    settle(settings, signature, undoing)


@judge.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@signed_options
@click.pass_obj
def correct(
    settings: Settings, /, claim: str, field: str, value: str, signature: Signature
) -> None:
    """Correct a FIELD of a claim, such as killed, date, place, type or claim_status.

    VALUE is 19, 19-21 or 19+ for a count, 2017-12-20 or 2017-12-20/2017-12-22 for days, a place's
    name, or one of the field's own words; "" for none. What was read is kept beside it.

    \b
    Example:
      trucewatch judge correct c-19e0b5a7 killed 19+ --by "Amal Haddad" --why "at least 19"
    """
    from trucewatch.pipeline import correct as corrected

    settle(settings, signature, corrected, claim, field, value)


@judge.command()
@click.argument("incident", metavar="INCIDENT")
@click.argument("grade", metavar="GRADE")
@signed_options
@click.pass_obj
def grade(settings: Settings, /, incident: str, grade: str, signature: Signature) -> None:
    """Give an incident a grade: confirmed, fair, weak, contested or discounted.

    \b
    Example:
      trucewatch judge grade i-4c1d8f3a confirmed --by "Amal Haddad" --why "seen on video"
    """
    from trucewatch.pipeline import correct as corrected

    settle(settings, signature, corrected, incident, "graded", grade)


@judge.command()
@click.argument("known_as", metavar="CLAIM|REPORT")
@signed_options
@click.pass_obj
def accept(settings: Settings, /, known_as: str, signature: Signature) -> None:
    """Hold what was read in a claim, or in a whole report (by its r-…), to be right as it stands.

    It does not wait at the review desk any more. Reports accepted whole are what `trucewatch gold`
    writes down.

    \b
    Example:
      trucewatch judge accept c-19e0b5a7 --by "Amal Haddad" --why "read it"
    """
    from trucewatch.pipeline import accept as accepted

    settle(settings, signature, accepted, known_as)


@judge.command()
@click.argument("claim", metavar="CLAIM")
@signed_options
@click.pass_obj
def reject(settings: Settings, /, claim: str, signature: Signature) -> None:
    """Hold that a report does not say what a claim says, so that it counts for nothing.

    Where a field alone is wrong, `trucewatch judge correct` mends it.

    \b
    Example:
      trucewatch judge reject c-19e0b5a7 --by "Amal Haddad" --why "it tells of another year"
    """
    from trucewatch.pipeline import reject as rejected

    settle(settings, signature, rejected, claim)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@record_option
@click.pass_obj
def gold(settings: Settings, /, folder: Path, record: Path | None) -> None:
    """Write the reports that people checked as gold, to measure the reader against.

    A report is checked where each claim in it was accepted, corrected or rejected; those that were
    not rejected are written as they stand then. `trucewatch score FOLDER` takes them. Restricted
    reports are left out.

    \b
    Example:
      trucewatch gold my-gold/ && trucewatch score my-gold/
    """
    from trucewatch.publication.gold import gold_of
    from trucewatch.store.record import open_record
    from trucewatch.terminal import write_whole

    with open_record(record or settings.record) as store:
        refs = list(store.reports())
        made = gold_of(store.decisions(), store.filed(refs))
    for each in made:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{each.name}.json", each.report)
        write_whole(folder / f"{each.name}.gold.json", each.annotation)
    click.echo(f"wrote {len(made)} of {len(refs)} reports to {folder}")
    if not made:
        click.echo("no report is checked yet; `trucewatch judge accept REPORT` says it is right")


@click.command()
@record_option
@json_option
@click.pass_obj
def judgements(settings: Settings, /, record: Path | None, as_json: bool) -> None:
    """List what people decided, and whether it stands.

    What a rule decided is shown by `trucewatch trace` with the record it made.

    \b
    Example:
      trucewatch judgements
      trucewatch judgements --json
    """
    from trucewatch.publication.judgements import judgement_rows, render_judgements
    from trucewatch.store.record import open_record

    reference, path = load(settings), record or settings.record
    made = ask(path, reference)
    with open_record(path) as store:
        entries = store.decisions()
    rows = judgement_rows(entries, made.decided, made.records, reference)
    if as_json:
        click.echo(indented(rows))
    elif rows:
        show(render_judgements(rows))
    else:
        click.echo("nobody has decided anything yet; `trucewatch judge same A B` does")


def settle(
    settings: Settings,
    signature: Signature,
    deciding: Callable[..., Signed],
    *about: Any,
    **how: Any,
) -> None:
    """Keeps what `deciding` makes of what is known, and tells what became of the record by it."""
    from trucewatch.pipeline import answer, now
    from trucewatch.publication.judgements import decision_words
    from trucewatch.store.record import open_record

    reference, signed = load(settings), {"by": signature.by, "why": signature.why, "at": now()}
    with open_record(signature.record or settings.record) as store:
        before = answer(store, reference)
        made = deciding(store, reference, before, *about, **how, **signed)
        after = answer(store, reference)
    done = {"judgement": made.id, "decided": decision_words(made)}
    print_effects(done, before, after, reference, as_json=signature.as_json)
