"""`obligations`, `alerts` and `diff`: what is owed, what calls for a look, what changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from trucewatch.cli.asking import zone_named
from trucewatch.cli.options import DAY, as_of_option, json_option, record_option, zone_option
from trucewatch.cli.steps import ask, load
from trucewatch.settings import Settings
from trucewatch.terminal import dated, indented, show, write_whole


@click.command()
@click.option("--guarantor", help="Only what this guarantor or party owes, by id or by name.")
@as_of_option
@record_option
@json_option
@click.pass_obj
def obligations(
    settings: Settings,
    /,
    guarantor: str | None,
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Say what texts and talks oblige whom to, and whether it was done.

    Met and missed rest on reports, each named; what no report shows stays unknown. Under it is
    what each guarantor is reported to have done: rounds attended, counts published, posts.

    \b
    Example:
      trucewatch obligations
      trucewatch obligations --guarantor Turkey --as-of 2018-03-20
    """
    from trucewatch.publication.obligations import obligations as owed
    from trucewatch.publication.obligations import render_obligations

    reference = load(settings)
    made = ask(record or settings.record, reference, as_of=as_of)
    found = owed(made.findings, reference, until=dated(made).end, party=guarantor)
    if as_json:
        click.echo(indented(found))
    else:
        show(render_obligations(found, reference))


@click.command()
@click.option("--since", type=DAY, help="First day asked about; 28 days up to the last by default.")
@click.option(
    "--feed",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write them here as an Atom feed, instead of printing them.",
)
@zone_option
@as_of_option
@record_option
@json_option
@click.pass_obj
def alerts(
    settings: Settings,
    /,
    since: date | None,
    feed: Path | None,
    zone: str | None,
    as_of: date | None,
    record: Path | None,
    as_json: bool,
) -> None:
    """Say what calls for a look: each on the day on which it could first be known.

    A sharp rise, a first violation after a quiet spell, a zone gone unobserved, a deadline missed,
    two guarantors' counts far apart. docs/watching.md gives the figures. An alert keeps its id, so
    that a feed shows it once.

    \b
    Example:
      trucewatch alerts
      trucewatch alerts --since 2018-02-01 --zone Idlib
      trucewatch alerts --feed alerts.xml
    """
    from trucewatch.publication.alerts import alerts as of_days
    from trucewatch.publication.alerts import render_alerts, to_atom

    reference = load(settings)
    zone_id = zone_named(zone, reference)
    made = ask(record or settings.record, reference, start=since, as_of=as_of)
    window = dated(made)
    found = of_days(made.findings.alerts, start=window.start, end=window.end, zone=zone_id)
    if feed is not None:
        write_whole(feed, to_atom(found, reference))
        click.echo(f"wrote {feed}")
    elif as_json:
        click.echo(indented(found))
    else:
        show(render_alerts(found, reference))


@click.command()
@click.option("--from", "start", type=DAY, required=True, help="The day that it is held against.")
@click.option(
    "--to", "end", type=DAY, help="The day asked about; that of the latest report by default."
)
@record_option
@json_option
@click.pass_obj
def diff(
    settings: Settings, /, start: date, end: date | None, record: Path | None, as_json: bool
) -> None:
    """Say what changed in the record between two days, and why.

    The record as known at the end of each day, as --as-of answers: incidents new, revised, merged
    and split, verdicts with the rule, contradictions, talks and obligations. People's judgements
    count on both days.

    \b
    Example:
      trucewatch diff --from 2017-12-01 --to 2017-12-22
      trucewatch diff --from 2017-12-20 --json
    """
    from trucewatch.publication.diff import diff as between
    from trucewatch.publication.diff import render_diff
    from trucewatch.publication.known import Known

    reference, path = load(settings), record or settings.record

    def known(day: date | None) -> Known:
        made = ask(path, reference, as_of=day)
        last = day or dated(made).end
        told = (made.findings, made.records, made.reports, made.judgements)
        return Known(last, *told, reference)

    after = known(end)
    if start >= after.day:
        raise click.UsageError(
            f"--from {start} is not before {after.day}, the last day asked about"
        )
    found = between(known(start), after)
    if as_json:
        click.echo(indented(found))
    else:
        show(render_diff(found))
