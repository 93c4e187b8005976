"""The web application: every view as a page and as data, served by itself and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from secrets import token_urlsafe
from typing import Annotated, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Litestar, MediaType, Request, Response
from litestar.config.compression import CompressionConfig
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import MutableScopeHeaders
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.params import QueryParameter
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig
from litestar.types import Message, Scope
from xstatic.pkg import leaflet

from trucewatch import __version__
from trucewatch.assessment.wording import day_words
from trucewatch.errors import BadInput, NotFound, TrucewatchError
from trucewatch.publication.brief import TONES, safe_url
from trucewatch.publication.glance import SYMBOLS
from trucewatch.reference.reference import Reference
from trucewatch.web import views
from trucewatch.web.deciding import judge
from trucewatch.web.desk import Asked, Desk
from trucewatch.web.twins import API, twins

HERE = Path(__file__).parent
# Everything comes from here, and nothing in a page runs that is not one of our files.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def make_app(record: Path, reference: Reference) -> Litestar:
    """The application over one record."""
    desk = Desk(record, reference)
    return Litestar(
        route_handlers=[
            *twins("/", "board.html.j2", views.board_view),
            *twins("/zones/{dossier:str}/{zone:str}", "zone.html.j2", views.zone_view),
            *twins("/incidents/{incident:str}", "incident.html.j2", views.incident_view),
            *twins("/map", "map.html.j2", views.map_view),
            *twins("/talks", "talks.html.j2", views.talks_view),
            *twins("/reports", "reports.html.j2", views.reports_view),
            *twins("/reports/{report:str}", "report.html.j2", views.report_view),
            *twins("/review", "review.html.j2", views.review_view),
            judge,
            *twins("/trace/{known_as:path}", "trace.html.j2", views.trace_view),
            create_static_files_router(path="/static/leaflet", directories=[leaflet.BASE_DIR]),
            create_static_files_router(path="/static", directories=[HERE / "static"]),
        ],
        # Another site's page cannot know the token, so it can decide nothing here.
        csrf_config=CSRFConfig(
            secret=token_urlsafe(32), cookie_httponly=True, cookie_samesite="strict"
        ),
        compression_config=CompressionConfig(backend="gzip", minimum_size=2_000),
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "asked": Provide(asked, sync_to_thread=False),
        },
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(_pages())),
        exception_handlers={HTTPException: _refused, TrucewatchError: _said},
        before_send=[_guarded],
        openapi_config=OpenAPIConfig(
            title="trucewatch",
            version=__version__,
            path=f"{API}/description",
            use_handler_docstrings=True,
        ),
    )


# A form sends the days that were left open as empty words.
DAY = r"^(\d{4}-\d{2}-\d{2})?$"


def asked(
    start: Annotated[str, QueryParameter(name="from", description="First day.", pattern=DAY)] = "",
    end: Annotated[str, QueryParameter(name="to", description="Last day.", pattern=DAY)] = "",
    as_of: Annotated[str, QueryParameter(description="Known by this day.", pattern=DAY)] = "",
) -> Asked:
    return Asked(start=_day("from", start), end=_day("to", end), as_of=_day("as_of", as_of))


def _day(name: str, words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise BadInput(f"{name}: {words} is no day of the calendar") from None


def _pages() -> Environment:
    pages = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.globals |= {"symbols": SYMBOLS, "tones": TONES, "version": __version__}
    pages.filters |= {"day": day_words, "safe_url": safe_url, "asked_query": _asked_query}
    return pages


def _asked_query(asked: Asked) -> str:
    """What to put behind a link so that it stays with the days asked about."""
    days = {"from": asked.start, "to": asked.end, "as_of": asked.as_of}
    given = "&".join(f"{name}={day}" for name, day in days.items() if day)
    return f"?{given}" if given else ""


async def _guarded(message: Message, scope: Scope) -> None:
    """Before anything is sent, whatever it is: an error's page has these, too."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)


def _refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    return _error(request, error.status_code, error.detail)


def _said(request: Request[Any, Any, Any], error: TrucewatchError) -> Response[Any]:
    return _error(request, 404 if isinstance(error, NotFound) else 400, str(error))


def _error(request: Request[Any, Any, Any], status: int, says: str) -> Response[Any]:
    if request.url.path.startswith(API):
        return Response({"status": status, "says": says}, status_code=status)
    return Template(
        "error.html.j2",
        context={"page": None, "asked": Asked(), "status": status, "says": says},
        status_code=status,
        media_type=MediaType.HTML,
    )
