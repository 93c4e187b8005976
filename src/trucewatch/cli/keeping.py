"""`verify`, `rebuild`, `merge` and `check`: what is kept, and the dossiers, as they should be."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trucewatch.cli.options import json_option, record_option
from trucewatch.cli.steps import load
from trucewatch.errors import BadDossier, BadInput, StoreError
from trucewatch.settings import Settings
from trucewatch.terminal import indented, watched

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
    from trucewatch.publication.wording import one_line
    from trucewatch.store.record import open_record

    path = record or settings.record
    with open_record(path) as store:
        check_kept(store)
        joined = store.joined()
    click.echo(f"{path} is as it was written")
    for each in joined:
        click.echo(f"and so are {each.entries:,} entries of {one_line(each.origin)}, joined to it")


@click.command()
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Processes to work on, 0 for one on each core; more than one pays from some thousand "
    "claims on.",
)
@record_option
@click.pass_obj
def rebuild(settings: Settings, /, record: Path | None, jobs: int) -> None:
    """Make everything derived anew, and say whether it is the same.

    It differs after a change of the program, its rules or the dossiers, never otherwise: adding
    brings up to date what is new, and comes to the same. What was kept is checked against its
    hashes first.

    \b
    Example:
      trucewatch rebuild --record desk.db
    """
    from trucewatch.derivation.derive import bring_up_to_date
    from trucewatch.store.record import open_record

    with open_record(record or settings.record) as store:
        check_kept(store)
        before = derived_sha256(store)
        processes = jobs or os.cpu_count() or 1
        bring_up_to_date(store, load(settings), jobs=processes, anew=True, watched=watched)
        after = derived_sha256(store)
    click.echo(f"derived sha256 {after}")
    click.echo("the same as before" if after == before else f"before it was {before or 'not made'}")


@click.command()
@click.argument("ours", metavar="A", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("theirs", metavar="B", type=click.Path(path_type=Path, dir_okay=False))
@json_option
@click.pass_obj
def merge(settings: Settings, /, ours: Path, theirs: Path, as_json: bool) -> None:
    """Join the record B to the record A.

    A then knows all that both knew: a report that both have is one, and what people judged in
    either stands, the later where they differ. A keeps B's ledger as it is beside its own, so
    that both can be verified. B is only read. Joined the other way round, the answers are the
    same; joined again, only what is new is added.

    \b
    Example:
      trucewatch merge desk.db field.db
    """
    from trucewatch.pipeline import answer
    from trucewatch.publication.effects import effects, merge_lines
    from trucewatch.store.record import open_record

    if ours.exists() and theirs.exists() and ours.samefile(theirs):
        raise BadInput(f"{ours} and {theirs} are one file; name two records")
    reference = load(settings)
    with open_record(ours) as store, open_record(theirs) as other:
        before = answer(store, reference)
        learned = store.join(other)
        after = answer(store, reference)
    changed = effects((before.records, before.findings), (after.records, after.findings), reference)
    if as_json:
        click.echo(indented({"new": learned, "changed": changed}))
        return
    for line in merge_lines(learned, changed):
        click.echo(line)


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


def derived_sha256(store: RecordStore) -> str | None:
    """None where nothing was derived yet."""
    with store.derived() as derived:
        return derived.sha256() if derived.stamp() else None
