"""Who asks: the account behind a session, and what it may do. Without a team, whoever sits at this
machine, who may do everything."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.exceptions import ClientException, NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult
from litestar.types import ASGIApp, Message, Scope

from trucewatch.team.accounts import Account, Role, Team, now

OWNER = Account("", "admin")
SESSION = "session"
OPEN_TO_ALL = ["^/login$", "^/session$", "^/static/"]
# A page of another site that gives its own name this machine's address would be let in otherwise.
THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]"}

Connection = ASGIConnection[Any, Any, Any, Any]


class LettingIn(AbstractAuthenticationMiddleware):
    """Gives each request its account, or refuses it."""

    def __init__(self, app: ASGIApp, team: Team | None) -> None:
        super().__init__(app, exclude=OPEN_TO_ALL if team else None)
        self.team = team

    async def authenticate_request(self, connection: Connection) -> AuthenticationResult:
        if self.team is None:
            check_host(connection.headers.get("host", ""))
            return AuthenticationResult(user=OWNER, auth=None)
        token = connection.cookies.get(SESSION, "")
        account = await sync_to_thread(self.team.account_of, token, now())
        if account is None:
            raise NotAuthorizedException("log in first")
        return AuthenticationResult(user=account, auth=token)


def check_host(host: str) -> None:
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    if name not in THIS_MACHINE:
        raise ClientException(f"this server is called {' or '.join(sorted(THIS_MACHINE))}")


def needs(role: Role) -> Callable[[Connection, BaseRouteHandler], None]:
    """A guard that lets accounts through that may do what a role may."""

    def guard(connection: Connection, _: BaseRouteHandler) -> None:
        if not connection.user.may(role):
            raise PermissionDeniedException(
                f"this is for a {role}; you are a {connection.user.role}"
            )

    return guard


def account_at(connection: Connection) -> Account | None:
    """Who asks; None on the pages that are open to all."""
    account: Account | None = connection.scope.get("user")
    return account


def account_asking(request: Request[Any, Any, Any]) -> Account:
    """Who asks, for a handler that needs to know."""
    account: Account = request.user
    return account


def may(request: Connection, role: Role) -> bool:
    """Whether who asks may do what a role may, for a page that shows forms."""
    account = account_at(request)
    return account is not None and account.may(role)


def noting(team: Team | None) -> Callable[[Message, Scope], Awaitable[None]]:
    """What is done goes into the team's log: each form, and each door that is opened.

    A handler says what is done by it with `deed`; what it is about is the page it leads to.
    """

    async def noted(message: Message, scope: Scope) -> None:
        if team is None or message["type"] != "http.response.start":
            return
        handler, account = scope.get("route_handler"), scope.get("user")
        deed = handler.opt.get("deed") if handler else None
        if deed is None or account is None:
            return
        did = deed if message["status"] < 400 else f"could not ({message['status']}): {deed}"
        about = MutableScopeHeaders.from_message(message).get("location", scope["path"])
        client = scope.get("client")
        address = client[0] if client else ""
        await sync_to_thread(team.note, account.name, did, about=about, address=address, at=now())

    return noted
