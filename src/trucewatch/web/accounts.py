"""Logging in and out, and a person's own account; for a team alone."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from litestar import MediaType, Request, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.handlers import HTTPRouteHandler
from litestar.params import Body, QueryParameter
from litestar.response import Redirect, Template
from msgspec import Struct

from trucewatch.errors import BadInput
from trucewatch.team.accounts import LONGEST, Account, Deed, Role, Team, now
from trucewatch.web.asking import TheAsked
from trucewatch.web.editions import Asked
from trucewatch.web.letting_in import SESSION
from trucewatch.web.twins import twins

AnyRequest: TypeAlias = Request[Any, Any, Any]
TheTeam: TypeAlias = NamedDependency[Team]
TheAccount: TypeAlias = NamedDependency[Account]


class Login(Struct, frozen=True, kw_only=True):
    name: str = ""
    password: str = ""
    next: str = "/"


class NewPassword(Struct, frozen=True, kw_only=True):
    old: str = ""
    new: str = ""
    again: str = ""


class AccountPage(Struct, frozen=True, kw_only=True):
    """Who is logged in; for an admin all accounts too, and what was done last."""

    name: str
    role: Role
    accounts: tuple[Account, ...] = ()
    deeds: tuple[Deed, ...] = ()


LoginForm = Annotated[Login, Body(media_type=RequestEncodingType.URL_ENCODED)]
PasswordForm = Annotated[NewPassword, Body(media_type=RequestEncodingType.URL_ENCODED)]


def account_view(team: TheTeam, account: TheAccount, asked: TheAsked) -> AccountPage:
    """The account that is logged in; an admin sees the others and the log."""
    page = AccountPage(name=account.name, role=account.role)
    if not account.may("admin"):
        return page
    return AccountPage(
        name=account.name,
        role=account.role,
        accounts=tuple(team.accounts()),
        deeds=tuple(team.log()),
    )


@get("/login", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=False)
def login_page(
    to: Annotated[str, QueryParameter(name="next", description="Where to go on.")] = "/",
) -> Template:
    context = {"page": None, "asked": Asked(), "next": page_here(to)}
    return Template("login.html.j2", context=context)


@post("/session", include_in_schema=False, sync_to_thread=True)
def login(team: TheTeam, request: AnyRequest, data: LoginForm) -> Redirect:
    """Opens a session, known to the browser by a token that no script can read."""
    token = team.login(data.name.strip(), data.password, address=address_of(request), at=now())
    cookie = Cookie(
        key=SESSION,
        value=token,
        # The server knows when it has not been used for too long.
        max_age=int(LONGEST.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return Redirect(page_here(data.next), status_code=303, cookies=[cookie])


@post("/session/end", include_in_schema=False, sync_to_thread=True, deed="logged out")
def logout(team: TheTeam, request: AnyRequest) -> Redirect:
    team.logout(request.auth)
    gone = Cookie(key=SESSION, value="", max_age=0, httponly=True, samesite="strict")
    return Redirect("/login", status_code=303, cookies=[gone])


@post("/account/password", include_in_schema=False, sync_to_thread=True, deed="changed a password")
def change_password(
    team: TheTeam, account: TheAccount, request: AnyRequest, data: PasswordForm
) -> Redirect:
    """Ends the account's sessions, this one too."""
    if data.new != data.again:
        raise BadInput("the new password was not written the same way twice")
    team.change(account.name, data.old, data.new, address=address_of(request), at=now())
    return Redirect("/login", status_code=303)


def page_here(path: str) -> str:
    """A page of ours, and never another server's: what browsers take for one begins with two
    strokes, either way they lean."""
    is_here = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if is_here else "/"


def address_of(request: AnyRequest) -> str:
    return request.client.host if request.client else ""


def account_pages() -> list[HTTPRouteHandler]:
    view = twins("/account", "account.html.j2", account_view)
    return [login_page, login, logout, change_password, *view]
