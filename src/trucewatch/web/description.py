"""What the description of the answers needs to be told beside their types."""

from __future__ import annotations

from typing import Any, get_type_hints

from litestar.openapi.spec import OpenAPIType, Schema
from litestar.plugins import OpenAPISchemaPlugin
from litestar.typing import FieldDefinition
from msgspec import Struct


class InOrder(OpenAPISchemaPlugin):
    """Describes a Struct that is written as a list (`[19, null]`) as the list that it is."""

    @staticmethod
    def is_plugin_supported_type(value: Any) -> bool:
        is_struct = isinstance(value, type) and issubclass(value, Struct)
        return is_struct and value.__struct_config__.array_like

    def to_openapi_schema(self, field_definition: FieldDefinition, schema_creator: Any) -> Schema:
        kind = field_definition.annotation
        hints = get_type_hints(kind)
        items = [
            schema_creator.for_field_definition(FieldDefinition.from_annotation(hints[name]))
            for name in kind.__struct_fields__
        ]
        required = len(items) - len(kind.__struct_defaults__)
        return Schema(
            type=OpenAPIType.ARRAY,
            description=kind.__doc__,
            prefix_items=items,
            min_items=required,
            max_items=len(items),
        )
