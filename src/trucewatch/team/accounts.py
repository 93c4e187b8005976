"""A team's file: its accounts, their sessions, and the log of who did what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Literal, get_args

from msgspec import Struct
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Row,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)

from trucewatch.errors import BadInput, NotARecord, NotFound, NotLetIn, TooManyTries
from trucewatch.store.opening import plainly
from trucewatch.team.passwords import hashed, is_right
from trucewatch.team.schema import APPLICATION_ID, TRIGGERS, account, deed, session, tables

Role = Literal["reader", "reviewer", "admin"]
# Each may do all that the ones before it may.
ROLES: tuple[Role, ...] = get_args(Role)
NAME_LENGTH_MAX = 80
# A session ends so long after it was last used, and so long after it was opened. That it was used
# is written down no more often than told here.
IDLE, LONGEST, NOTED = timedelta(hours=8), timedelta(hours=24), timedelta(minutes=5)
# Tries that failed within a while, of one name from one address, of one address, of one name.
TRIES_WITHIN = timedelta(minutes=15)
TRIES_MAX = {"name and address": 5, "address": 20, "name": 50}
LOGIN, LOGIN_FAILED = "logged in", "failed to log in"
LOG_SHOWN = 500


class Account(Struct, frozen=True):
    """Someone who works with the record; `name` signs what they decide."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether this account may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Deed(Struct, frozen=True):
    """Who did what, to what, when, and from which address of the network."""

    at: str
    who: str
    did: str
    about: str
    address: str


def team_beside(record: Path) -> Path:
    """Where the accounts of a record are: beside it, so that its file can be given away, merged
    and verified without them."""
    return record.with_suffix(".team.db")


def open_team(path: Path) -> Team:
    """The team's file at `path`, made on first use. Raises `NotARecord` for another's file."""
    with plainly(path):
        is_new = not path.exists()
        if is_new:
            # Nobody else on the machine may read hashes, not even for a moment.
            path.touch(mode=0o600)
        engine = create_engine(URL.create("sqlite", database=str(path.absolute())))
        event.listen(engine, "connect", _set_up)
        _prepare(engine, path, is_new)
    return Team(path, engine)


def _set_up(connection: Any, _: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")


def _prepare(engine: Engine, path: Path, is_new: bool) -> None:
    with engine.begin() as connection:
        application_id = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if not is_new and application_id != APPLICATION_ID:
            raise NotARecord(f"{path} is no file of a team's accounts; leave it, or name another")
        _drop_sessions_of_before(connection)
        tables.create_all(connection)
        for trigger in TRIGGERS:
            connection.exec_driver_sql(trigger)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _drop_sessions_of_before(connection: Connection) -> None:
    """Sessions once did not say when they were opened; whoever had one logs in again."""
    columns = [row.name for row in connection.exec_driver_sql("PRAGMA table_info(session)")]
    if columns and session.c.opened.name not in columns:
        session.drop(connection)


class Team:
    """Accounts, sessions and the log. `at` is always the instant at which something is done."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _doing(self) -> Iterator[Connection]:
        with plainly(self.path), self.engine.begin() as connection:
            yield connection

    def accounts(self) -> list[Account]:
        with self._doing() as connection:
            rows = connection.execute(select(account.c.name, account.c.role).order_by("name"))
            return [Account(row.name, row.role) for row in rows]

    def add(self, name: str, role: Role, password: str, *, by: str, at: datetime) -> None:
        """Raises `BadInput` for a name that is taken or no name, and for an easy password."""
        if name != " ".join(name.split()) or not name.isprintable() or not name:
            raise BadInput(f"{name!r} is no name to sign with")
        if len(name) > NAME_LENGTH_MAX:
            raise BadInput(f"a name has at most {NAME_LENGTH_MAX} characters")
        password_hash = hashed(password, name)
        with self._doing() as connection:
            names = connection.execute(select(account.c.name)).scalars()
            if name.casefold() in {each.casefold() for each in names}:
                raise BadInput(f"there is an account {name!r} already")
            row = {"name": name, "role": role, "password_hash": password_hash}
            connection.execute(insert(account), row)
            _note(connection, by, f"added an account ({role})", name, "", at)

    def give_role(self, name: str, role: Role, *, by: str, at: datetime) -> None:
        """Ends the account's sessions, too. Raises `NotFound`, `BadInput` for the last admin."""
        with self._doing() as connection:
            _known(connection, name)
            _keep_an_admin(connection, name, role)
            connection.execute(update(account).where(account.c.name == name).values(role=role))
            connection.execute(delete(session).where(session.c.account == name))
            _note(connection, by, f"gave the role {role}", name, "", at)

    def remove(self, name: str, *, by: str, at: datetime) -> None:
        """What the account signed stays. Raises `NotFound`, `BadInput` for the last admin."""
        with self._doing() as connection:
            _known(connection, name)
            _keep_an_admin(connection, name, None)
            connection.execute(delete(account).where(account.c.name == name))
            _note(connection, by, "removed an account", name, "", at)

    def reset(self, name: str, password: str, *, by: str, at: datetime) -> None:
        """A new password; ends the account's sessions. Raises `NotFound`, `BadInput`."""
        password_hash = hashed(password, name)
        with self._doing() as connection:
            _known(connection, name)
            changed = update(account).where(account.c.name == name)
            connection.execute(changed.values(password_hash=password_hash))
            connection.execute(delete(session).where(session.c.account == name))
            _note(connection, by, "set a password", name, "", at)

    def change(self, name: str, old: str, new: str, *, address: str, at: datetime) -> None:
        """A person's own new password. Raises as `login` and `reset` do."""
        self._check(name, old, address, at)
        self.reset(name, new, by=name, at=at)

    def login(self, name: str, password: str, *, address: str, at: datetime) -> str:
        """The token of a new session. Raises `NotLetIn`, and `TooManyTries` after many."""
        self._check(name, password, address, at)
        token = token_urlsafe(32)
        with self._doing() as connection:
            connection.execute(delete(session).where(session.c.ends <= _iso(at)))
            ends = {"opened": _iso(at), "ends": _iso(at + IDLE)}
            row = {"token_sha256": _digest(token), "account": name, **ends}
            connection.execute(insert(session), row)
            _note(connection, name, LOGIN, "", address, at)
        return token

    def _check(self, name: str, password: str, address: str, at: datetime) -> None:
        with self._doing() as connection:
            _refuse_after_many(connection, name, address, at)
            query = select(account.c.password_hash).where(account.c.name == name)
            password_hash = connection.execute(query).scalar()
        if not is_right(password_hash, password):
            self.note(name[:NAME_LENGTH_MAX], LOGIN_FAILED, address=address, at=at)
            raise NotLetIn("the name or the password is not right")

    def account_of(self, token: str, at: datetime) -> Account | None:
        """Whose session the token is of; None where it has ended. To ask is to use it."""
        query = (
            select(account.c.name, account.c.role, session)
            .join(session)
            .where(session.c.token_sha256 == _digest(token), session.c.ends > _iso(at))
        )
        with self._doing() as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            _go_on(connection, row, at)
        return Account(row.name, row.role)

    def logout(self, token: str) -> None:
        with self._doing() as connection:
            connection.execute(delete(session).where(session.c.token_sha256 == _digest(token)))

    def note(self, who: str, did: str, *, about: str = "", address: str = "", at: datetime) -> None:
        with self._doing() as connection:
            _note(connection, who, did, about, address, at)

    def log(self, shown: int = LOG_SHOWN) -> list[Deed]:
        """The latest first."""
        query = select(deed).order_by(deed.c.number.desc()).limit(shown)
        with self._doing() as connection:
            return [_deed(row) for row in connection.execute(query)]


def now() -> datetime:
    return datetime.now(UTC)


def _known(connection: Connection, name: str) -> None:
    if connection.execute(select(account.c.name).where(account.c.name == name)).first() is None:
        raise NotFound(f"there is no account {name!r}; `trucewatch account list` names them")


def _keep_an_admin(connection: Connection, name: str, role: Role | None) -> None:
    query = select(account.c.name).where(account.c.role == "admin")
    if role != "admin" and list(connection.execute(query).scalars()) == [name]:
        raise BadInput(f"{name!r} is the last admin; make another one first")


def _go_on(connection: Connection, used: Row[Any], at: datetime) -> None:
    """The session ends later, since it is used."""
    ends = min(at + IDLE, datetime.fromisoformat(used.opened) + LONGEST)
    if ends - datetime.fromisoformat(used.ends) >= NOTED:
        same = session.c.token_sha256 == used.token_sha256
        connection.execute(update(session).where(same).values(ends=_iso(ends)))


def _refuse_after_many(connection: Connection, name: str, address: str, at: datetime) -> None:
    """Guessing has to be slow; that others guess a name must not keep its owner out for long."""
    since = (deed.c.did == LOGIN_FAILED) & (deed.c.at > _iso(at - TRIES_WITHIN))
    of_name, of_address = deed.c.who == name, deed.c.address == address
    tries = {
        "name and address": since & of_name & of_address,
        "address": since & of_address,
        "name": since & of_name,
    }
    for what, where in tries.items():
        query = select(func.count(), func.min(deed.c.at)).where(where)
        number, first = connection.execute(query).one()
        if number >= TRIES_MAX[what]:
            wait = datetime.fromisoformat(first) + TRIES_WITHIN - at
            raise TooManyTries(max(1, round(wait.total_seconds())))


def _note(
    connection: Connection, who: str, did: str, about: str, address: str, at: datetime
) -> None:
    row = {"at": _iso(at), "who": who, "did": did, "about": about, "address": address}
    connection.execute(insert(deed), row)


def _deed(row: Row[Any]) -> Deed:
    return Deed(row.at, row.who, row.did, row.about, row.address)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
