"""The web application: every view as a page and as data, served by itself and nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote

from litestar import Litestar, MediaType, Request, Response, get
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import MutableScopeHeaders
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.middleware import DefineMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Redirect, Template
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig
from litestar.types import Message, Scope
from xstatic.pkg import leaflet

from trucewatch import __version__
from trucewatch.errors import NotFound, NotLetIn, TooManyTries, TrucewatchError
from trucewatch.publication.templating import TEMPLATES
from trucewatch.reference.reference import Reference
from trucewatch.team.accounts import Team
from trucewatch.web import adding, publishing
from trucewatch.web.accounts import account_pages
from trucewatch.web.asking import asked
from trucewatch.web.deciding import judge
from trucewatch.web.description import InOrder
from trucewatch.web.desk import Desk
from trucewatch.web.editions import Asked
from trucewatch.web.environment import environment
from trucewatch.web.letting_in import LettingIn, account_asking, noting
from trucewatch.web.pages import pages
from trucewatch.web.twins import API, Refusal
from trucewatch.web.withholding import redact, restrict, written

HERE = Path(__file__).parent
# Everything comes from here, and nothing in a page runs that is not one of our files.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# What is not kept is compressed for each that asks: the last tenth costs four times the time.
GZIP_LEVEL = 3
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# What is new is still being worked out (RFC 7234, 5.5.1).
STALE = {"Warning": '110 trucewatch "from before what was added or decided last"'}
STATUS: dict[type[TrucewatchError], int] = {NotFound: 404, NotLetIn: 401, TooManyTries: 429}


def make_app(record: Path, reference: Reference, team: Team | None = None) -> Litestar:
    """The application over one record, for a team's accounts or for whoever sits here."""
    desk = Desk(record, reference)
    return Litestar(
        route_handlers=[
            *pages(),
            *(account_pages() if team else ()),
            judge,
            redact,
            restrict,
            written,
            *publishing.HANDLERS,
            *adding.HANDLERS,
            brief_style,
            create_static_files_router(path="/static/leaflet", directories=[leaflet.BASE_DIR]),
            create_static_files_router(path="/static", directories=[HERE / "static"]),
        ],
        # Another site's page cannot know the token, so it can decide nothing here.
        csrf_config=CSRFConfig(
            secret=token_urlsafe(32), cookie_httponly=True, cookie_samesite="strict"
        ),
        compression_config=CompressionConfig(
            backend="gzip",
            minimum_size=2_000,
            gzip_compress_level=GZIP_LEVEL,
            exclude_opt_key="is_pressed",
        ),
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "asked": Provide(asked, sync_to_thread=False),
            "account": Provide(account_asking, sync_to_thread=False),
            "team": Provide(lambda: team, sync_to_thread=False),
        },
        template_config=TemplateConfig(
            instance=JinjaTemplateEngine.from_environment(
                environment(reference, desk.is_behind, desk.is_soon)
            )
        ),
        exception_handlers={HTTPException: _refused, TrucewatchError: _said},
        middleware=[DefineMiddleware(LettingIn, team=team)],
        before_send=[_guarded(desk), noting(team)],
        on_shutdown=[desk.close],
        plugins=[InOrder()],
        openapi_config=OpenAPIConfig(
            title="trucewatch",
            version=__version__,
            path=f"{API}/description",
            use_handler_docstrings=True,
        ),
    )


@get("/brief.css", media_type="text/css", include_in_schema=False, sync_to_thread=False)
def brief_style() -> str:
    """The style that a brief carries inside it where it is a file of its own."""
    return (TEMPLATES / "brief.css").read_text(encoding="utf-8")


def _guarded(desk: Desk) -> Callable[[Message, Scope], Awaitable[None]]:
    """Before anything is sent, whatever it is: an error's page has these, too."""

    async def guarded(message: Message, scope: Scope) -> None:
        if message["type"] == "http.response.start":
            headers = MutableScopeHeaders.from_message(message)
            for name, value in (HEADERS | STALE if desk.is_behind() else HEADERS).items():
                headers.setdefault(name, value)

    return guarded


def _refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    if error.status_code == 401 and not request.url.path.startswith(API):
        asked = quote(request.url.path) if request.method == "GET" else "/"
        return Redirect(f"/login?next={asked}", status_code=303)
    return _error(request, error.status_code, error.detail)


def _said(request: Request[Any, Any, Any], error: TrucewatchError) -> Response[Any]:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    answer = _error(request, status, str(error))
    if isinstance(error, TooManyTries):
        answer.headers["Retry-After"] = str(error.wait_s)
    return answer


def _error(request: Request[Any, Any, Any], status: int, says: str) -> Response[Any]:
    if request.url.path.startswith(API):
        return Response(Refusal(status=status, says=says), status_code=status)
    return Template(
        "error.html.j2",
        context={"page": None, "asked": Asked(), "status": status, "says": says},
        status_code=status,
        media_type=MediaType.HTML,
    )
