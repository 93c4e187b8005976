"""Templates: text and drawings filled in, everything escaped."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"


def filled(name: str, **values: object) -> str:
    """The template with its values; one that it lacks is an error."""
    # Jinja is not needed for anything else, and costs a tenth of a second.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name).render(**values)
