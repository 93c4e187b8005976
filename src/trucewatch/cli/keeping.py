"""`verify`, `rebuild` and `check`: what is kept, and the dossiers, as they should be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.cli.options import record_option
from trucewatch.cli.steps import load
from trucewatch.errors import BadDossier, StoreError
from trucewatch.settings import Settings

if TYPE_CHECKING:
    from trucewatch.store.record import RecordStore


@click.command()
@record_option
@click.pass_obj
def verify(settings: Settings, /, record: Path | None) -> None:
    """Check that what was kept is as it was written.

    \b
    Example:
      trucewatch verify --record desk.db
    """
    from trucewatch.store.record import open_record

    path = record or settings.record
    with open_record(path) as store:
        check_kept(store)
    click.echo(f"{path} is as it was written")


@click.command()
@record_option
@click.pass_obj
def rebuild(settings: Settings, /, record: Path | None) -> None:
    """Make everything derived anew, and say whether it is the same.

    It differs after a change of rules or dossiers, never otherwise. What was kept is checked
    against its hashes first.

    \b
    Example:
      trucewatch rebuild --record desk.db
    """
    from trucewatch.pipeline import derive
    from trucewatch.store.record import open_record

    with open_record(record or settings.record) as store:
        check_kept(store)
        before = store.derived_sha256()
        derive(store, load(settings))
        after = store.derived_sha256()
    click.echo(f"derived sha256 {after}")
    click.echo("the same as before" if after == before else f"before it was {before}")


@click.command()
@click.argument("folder", metavar="DOSSIER", type=click.Path(path_type=Path))
def check(folder: Path) -> None:
    """Check a dossier's files and name what is wrong by file and line.

    \b
    Example:
      trucewatch check src/trucewatch/dossiers/syria
    """
    from trucewatch.reference.dossier import check_dossier

    if problems := check_dossier(folder):
        raise BadDossier(problems)
    click.echo(f"{folder} is sound")


def check_kept(store: RecordStore) -> None:
    if problems := store.verify():
        raise StoreError("\n".join(problems))
