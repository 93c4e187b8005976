"""`redact` and `restrict`: words of reports that are withheld to protect someone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from trucewatch.cli.judging import Signature, signed_options
from trucewatch.cli.steps import load, up_to_date
from trucewatch.settings import Settings
from trucewatch.terminal import indented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.decision import Withholding
    from trucewatch.store.record import RecordStore


@click.command()
@click.argument("report")
@click.argument("words")
@click.option("--everywhere", is_flag=True, help="In every report that says them.")
@signed_options
@click.pass_obj
def redact(
    settings: Settings, /, report: str, words: str, everywhere: bool, signature: Signature
) -> None:
    """Hide words of a report, such as the name of a witness, in all that leaves the record.

    WORDS are hidden wherever they stand in the report and in what was read of it; - reads them
    from standard input, so that they stay out of the shell's history. Claims stand, with blocks
    in the place of what is hidden, and it is said where a part of them can still be read.
    `trucewatch judge undo` takes it back. See docs/team.md for what it does not protect from.

    \b
    Example:
      trucewatch redact r-4c1d8f3a90b17e52 "Ahmad Saleh" --by "Amal Haddad" --why "a witness"
      trucewatch redact r-4c1d8f3a90b17e52 - --by "Amal Haddad" --why "a witness"
    """
    from trucewatch.pipeline import now, reports_saying
    from trucewatch.pipeline import redact as redacted
    from trucewatch.store.record import open_record

    if words == "-":
        words = sys.stdin.read().strip()
    with open_record(signature.record or settings.record) as store:
        made = redacted(
            store,
            report,
            words,
            everywhere=everywhere,
            by=signature.by,
            why=signature.why,
            at=now(),
        )
        tell(store, settings, made, as_json=signature.as_json)
        for part in (words, *(each for each in words.split() if each != words)):
            if left := reports_saying(store, part):
                where = f"{', '.join(left[:5])}{' and others' if len(left) > 5 else ''}"
                click.echo(f"trucewatch: {part!r} can still be read in {where}", err=True)


@click.command()
@click.argument("report")
@signed_options
@click.pass_obj
def restrict(settings: Settings, /, report: str, signature: Signature) -> None:
    """Keep the words of a report for reviewers.

    What was read in it stands, and counts; its text, title, outlet, address, own id and quotes, and
    sources that no dossier knows, are hidden in all that leaves the record. `trucewatch judge
    undo` takes it back.

    \b
    Example:
      trucewatch restrict r-4c1d8f3a90b17e52 --by "Amal Haddad" --why "given in confidence"
    """
    from trucewatch.pipeline import now
    from trucewatch.pipeline import restrict as restricted
    from trucewatch.store.record import open_record

    with open_record(signature.record or settings.record) as store:
        made = [restricted(store, report, by=signature.by, why=signature.why, at=now())]
        tell(store, settings, made, as_json=signature.as_json)


def tell(
    store: RecordStore, settings: Settings, made: Sequence[Withholding], *, as_json: bool
) -> None:
    """What was withheld, once nothing derived tells it any more."""
    from trucewatch.publication.judgements import decision_words

    up_to_date(store, load(settings))
    if as_json:
        click.echo(indented([{"judgement": each.id, "report": each.report} for each in made]))
        return
    for each in made:
        click.echo(f"{decision_words(each)}  {each.id}")
