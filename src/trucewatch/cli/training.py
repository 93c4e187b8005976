"""`train-matching`: the weights that pairs of claims are joined by, measured on the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.cli.options import json_option, record_option
from trucewatch.cli.steps import load
from trucewatch.settings import Settings
from trucewatch.terminal import indented, show

if TYPE_CHECKING:
    from trucewatch.pipeline import Trained
    from trucewatch.reference.reference import Reference


@click.command("train-matching")
@click.option("--by", metavar="NAME", help="Who decides; it is kept. Needed without --dry-run.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and keep nothing.")
@record_option
@json_option
@click.pass_obj
def train_matching(
    settings: Settings,
    /,
    by: str | None,
    dry_run: bool,
    record: Path | None,
    as_json: bool,
) -> None:
    """Measure the weights that claims are joined by on this record's own claims.

    The new weights are shown beside the old, with the incidents that they join or part. They are
    an entry of the record, signed by you; `trucewatch judge undo ID` brings back those before.
    Until then nothing changes weights by itself. Needs splink: pip install 'trucewatch[matching]'

    \b
    Example:
      trucewatch train-matching --dry-run
      trucewatch train-matching --by "Amal Haddad"
    """
    if by is None and not dry_run:
        raise click.UsageError("say who decides with --by NAME, or look first with --dry-run")
    from trucewatch.pipeline import now, reweigh
    from trucewatch.pipeline import train_matching as trained_on
    from trucewatch.reconciliation.deciding import weighing
    from trucewatch.store.record import open_record

    reference = load(settings)
    with open_record(record or settings.record) as store:
        trained = trained_on(store, reference)
        kept = None
        if by is not None and not dry_run:
            why = f"measured on {trained.claims} claims"
            kept = weighing(trained.after, by=by, why=why, at=now())
            reweigh(store, reference, kept)
    print_trained(trained, reference, kept.id if kept else None, as_json=as_json)


def print_trained(
    trained: Trained, reference: Reference, kept_as: str | None, *, as_json: bool
) -> None:
    from trucewatch.publication.reweighing import joined, regrouped_lines, weights_table

    together = joined(trained.records_before, trained.records_after, reference)
    apart = joined(trained.records_after, trained.records_before, reference)
    if as_json:
        told = {"before": trained.before, "after": trained.after, "kept": kept_as}
        click.echo(indented({**told, "joined": together, "parted": apart}))
        return
    show(weights_table(trained.before, trained.after))
    for line in regrouped_lines(together, apart):
        click.echo(line)
    click.echo(f"kept as {kept_as}" if kept_as else "nothing was kept")
