"""`account`: who may work with a record, for `serve --team`."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from trucewatch.cli.options import json_option, record_option
from trucewatch.settings import Settings
from trucewatch.terminal import indented

if TYPE_CHECKING:
    from trucewatch.team.accounts import Team

Command = TypeVar("Command", bound=Callable[..., Any])
ROLE = click.Choice(["reader", "reviewer", "admin"])


@click.group()
def account() -> None:
    """Say who may work with a record, and how.

    A reader reads; a reviewer also judges, corrects, withholds and adds, and sees what is
    withheld; an admin also sees the log. Accounts lie in a file beside the record, which is made
    on first use and is no part of the record. Passwords are asked for, or read from standard input
    where it is no terminal. See docs/team.md.

    \b
    Example:
      trucewatch account add "Amal Haddad" --role admin
      trucewatch serve --team --host 192.0.2.7
    """


@account.command()
@click.argument("name")
@click.option("--role", type=ROLE, default="reader", show_default=True, help="What they may do.")
@record_option
@click.pass_obj
def add(settings: Settings, /, name: str, role: Any, record: Path | None) -> None:
    """Add an account, and set its password.

    \b
    Example:
      trucewatch account add "Amal Haddad" --role reviewer
    """
    from trucewatch.team.accounts import now

    team = team_of(settings, record)
    team.add(name, role, new_password(), by=at_the_keyboard(), at=now())
    click.echo(f"{name}: {role}")


@account.command("list")
@record_option
@json_option
@click.pass_obj
def listed(settings: Settings, /, record: Path | None, as_json: bool) -> None:
    """List accounts and their roles.

    \b
    Example:
      trucewatch account list
    """
    accounts = team_of(settings, record).accounts()
    if as_json:
        click.echo(indented(accounts))
        return
    for each in accounts:
        click.echo(f"{each.role:<9} {each.name}")
    if not accounts:
        click.echo("there is no account yet; `trucewatch account add NAME --role admin` makes one")


@account.command()
@click.argument("name")
@click.argument("role", type=ROLE)
@record_option
@click.pass_obj
def role(settings: Settings, /, name: str, role: Any, record: Path | None) -> None:
    """Give an account another role; it has to log in again.

    \b
    Example:
      trucewatch account role "Amal Haddad" admin
    """
    from trucewatch.team.accounts import now

    team_of(settings, record).give_role(name, role, by=at_the_keyboard(), at=now())
    click.echo(f"{name}: {role}")


@account.command()
@click.argument("name")
@record_option
@click.pass_obj
def remove(settings: Settings, /, name: str, record: Path | None) -> None:
    """Remove an account; what it signed stays.

    \b
    Example:
      trucewatch account remove "Amal Haddad"
    """
    from trucewatch.team.accounts import now

    team_of(settings, record).remove(name, by=at_the_keyboard(), at=now())
    click.echo(f"{name} has no account any more")


@account.command()
@click.argument("name")
@record_option
@click.pass_obj
def reset(settings: Settings, /, name: str, record: Path | None) -> None:
    """Set another password; the account has to log in again.

    \b
    Example:
      trucewatch account reset "Amal Haddad"
    """
    from trucewatch.team.accounts import now

    team = team_of(settings, record)
    team.reset(name, new_password(), by=at_the_keyboard(), at=now())
    click.echo(f"{name} has another password")


@account.command()
@record_option
@json_option
@click.pass_obj
def log(settings: Settings, /, record: Path | None, as_json: bool) -> None:
    """Show who did what when, the latest first.

    \b
    Example:
      trucewatch account log
    """
    deeds = team_of(settings, record).log()
    if as_json:
        click.echo(indented(deeds))
        return
    for each in deeds:
        what = " ".join(filter(None, (each.did, each.about)))
        click.echo(f"{each.at[:16]}  {each.who}  {what}  {each.address}".rstrip())


def team_of(settings: Settings, record: Path | None) -> Team:
    from trucewatch.team.accounts import open_team, team_beside

    return open_team(team_beside(record or settings.record))


def new_password() -> str:
    """Never an argument, where every process of the machine could read it."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def at_the_keyboard() -> str:
    """Whoever is logged in to the machine."""
    return f"{getpass.getuser()} (command line)"
