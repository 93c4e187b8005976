"""A view twice: as a page for people, and under /api as what the page shows, for programs.

A view is a function that returns plain data (a Struct). Its page renders that data and nothing
else, so that the two cannot say different things.
"""

from __future__ import annotations

import gzip
import inspect
from collections.abc import Callable
from typing import Any, TypeAlias, get_type_hints

import msgspec
from litestar import MediaType, Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.response import Template
from msgspec import Struct

from trucewatch.web.desk import Desk

API = "/api"
# What is kept is compressed once.
GZIP_LEVEL = 6
Asking: TypeAlias = Request[Any, Any, Any]


class Refusal(Struct, frozen=True, kw_only=True):
    """Why there is no answer: `says` names what was wrong and the way out."""

    status: int
    says: str


REFUSALS = {
    400: ResponseSpec(Refusal, generate_examples=False, description="What is asked makes no sense"),
    404: ResponseSpec(Refusal, generate_examples=False, description="The record has no such thing"),
}


def twins(path: str, template: str, view: Callable[..., Any], **opt: Any) -> list[HTTPRouteHandler]:
    """The handlers of a view: its page at `path` and its data at /api + `path`.

    Views look into a file, so each request waits in a thread of its own.
    """

    def page(**given: Any) -> Template:
        return Template(template, context={"page": view(**given), "asked": given["asked"]})

    return _handlers(path, view, _signed_as(view, page, Template), view, **opt)


def kept_twins(path: str, template: str, view: Callable[..., Any]) -> list[HTTPRouteHandler]:
    """The same of a view that is asked for again and again, and whose page has no form to send:
    the bytes of both are kept, compressed."""

    def page(request: Asking, desk: Desk, **given: Any) -> Response[bytes]:
        def drawn() -> bytes:
            context = {"page": view(desk=desk, **given), "asked": given["asked"]}
            made: str = request.app.template_engine.get_template(template).render(  # type: ignore[union-attr]
                **context, request=request
            )
            return made.encode()

        return pressed(request, desk, MediaType.HTML, drawn)

    def data(request: Asking, desk: Desk, **given: Any) -> Response[bytes]:
        return pressed(
            request, desk, MediaType.JSON, lambda: msgspec.json.encode(view(desk=desk, **given))
        )

    returned = get_type_hints(view)["return"]
    return _handlers(
        path,
        view,
        _signed_as(view, page, Response[bytes], request=Asking),
        _signed_as(view, data, returned, request=Asking),
        is_pressed=True,
    )


def pressed(
    request: Asking, desk: Desk, media_type: MediaType, made: Callable[[], bytes]
) -> Response[bytes]:
    """What is made, once for each that may see something else."""
    key = (request.url.path, request.url.query, request.user)
    kept = desk.page(key, lambda: gzip.compress(made(), GZIP_LEVEL))
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(kept), media_type=media_type)
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(kept, media_type=media_type, headers=headers)


def _signed_as(
    view: Callable[..., Any], handler: Callable[..., Any], returned: object, **more: Any
) -> Callable[..., Any]:
    """The handler with the view's parameters, by which Litestar tells what to give it."""
    signature = inspect.signature(view)
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind)
        for name, kind in more.items()
    ]
    handler.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*signature.parameters.values(), *added], return_annotation=returned
    )
    hints = get_type_hints(view, include_extras=True)
    handler.__annotations__ = {**hints, **more, "return": returned}
    handler.__name__ = f"{view.__name__}_{handler.__name__}"
    handler.__doc__ = view.__doc__
    return handler


def _handlers(
    path: str,
    view: Callable[..., Any],
    page: Callable[..., Any],
    data: Callable[..., Any],
    **opt: Any,
) -> list[HTTPRouteHandler]:
    return [
        get(path, media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True, **opt)(
            page
        ),
        get(
            API + path,
            sync_to_thread=True,
            operation_id=view.__name__,
            responses=REFUSALS,
            **opt,
        )(data),
    ]
