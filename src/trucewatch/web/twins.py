"""A view twice: as a page for people, and under /api as what the page shows, for programs.

A view is a function that returns plain data (a Struct). Its page renders that data and nothing
else, so that the two cannot say different things.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

from litestar import MediaType, get
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.response import Template
from msgspec import Struct

API = "/api"


class Refusal(Struct, frozen=True, kw_only=True):
    """Why there is no answer: `says` names what was wrong and the way out."""

    status: int
    says: str


REFUSALS = {
    400: ResponseSpec(Refusal, generate_examples=False, description="What is asked makes no sense"),
    404: ResponseSpec(Refusal, generate_examples=False, description="The record has no such thing"),
}


def twins(path: str, template: str, view: Callable[..., Any]) -> list[HTTPRouteHandler]:
    """The handlers of a view: its page at `path` and its data at /api + `path`.

    Views look into a file, so each request waits in a thread of its own.
    """

    def page(**given: Any) -> Template:
        return Template(template, context={"page": view(**given), "asked": given["asked"]})

    signature = inspect.signature(view)
    page.__signature__ = signature.replace(return_annotation=Template)  # type: ignore[attr-defined]
    page.__annotations__ = {**get_type_hints(view, include_extras=True), "return": Template}
    page.__name__ = f"{view.__name__}_page"
    return [
        get(path, media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=True)(page),
        get(API + path, sync_to_thread=True, operation_id=view.__name__, responses=REFUSALS)(view),
    ]
