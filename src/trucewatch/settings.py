"""What a user may set, in one frozen object built at the edge and then passed down."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from trucewatch.errors import BadInput

FILE_NAME = "trucewatch.toml"
PREFIX = "TRUCEWATCH_"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`record` is the record's file; `dossiers` one folder for each conflict, none for those that
    ship with the package; a report whose text has more than `report_bytes_max` bytes is refused.
    """

    record: Path = Path("trucewatch.db")
    dossiers: tuple[Path, ...] = ()
    report_bytes_max: int = 2_000_000


def load_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """Settings from `trucewatch.toml` in `folder`; TRUCEWATCH_RECORD, TRUCEWATCH_DOSSIERS (joined
    as PATH is) and TRUCEWATCH_REPORT_BYTES_MAX in `environment` win over it.

    Raises `BadInput` naming the file and the key.
    """
    path = folder / FILE_NAME
    written = {**_from_file(path), **_from_environment(environment)}
    try:
        return msgspec.convert(written, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        known = ", ".join(Settings.__struct_fields__)
        raise BadInput(f"{path} or {PREFIX}…: {error}; known settings: {known}") from None


def _path(kind: type, value: object) -> object:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a path")
    return kind(value)


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path}: {error}") from None


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    given = {
        field: environment[PREFIX + field.upper()]
        for field in Settings.__struct_fields__
        if environment.get(PREFIX + field.upper())
    }
    dossiers = given.pop("dossiers", "")
    return given | ({"dossiers": dossiers.split(os.pathsep)} if dossiers else {})
