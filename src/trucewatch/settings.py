"""What a user may set, in one frozen object built at the edge and then passed down."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from trucewatch.errors import BadInput

FILE_NAME = "trucewatch.toml"
PREFIX = "TRUCEWATCH_"


class LlmSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The second reader's model. `address` is where an OpenAI-compatible server answers, up to its
    "/v1"; `key` what it asks for, if anything.

    A question is given up after `timeout_s` seconds, and asked `retries` times more where the
    failure may pass. A report of more than `piece_chars_max` characters is sent in pieces.
    `exchanges` is the folder of answers kept. Prices are for a million tokens; 0 where nothing is
    paid.
    """

    address: str = "http://localhost:11434/v1"
    model: str = ""
    key: str = ""
    timeout_s: Annotated[float, Meta(gt=0)] = 180
    retries: Annotated[int, Meta(ge=0, le=10)] = 3
    requests_per_minute: Annotated[float, Meta(gt=0)] | None = None
    piece_chars_max: Annotated[int, Meta(ge=500)] = 8_000
    answer_tokens_max: Annotated[int, Meta(ge=100)] = 8_000
    exchanges: Path = Path("trucewatch-exchanges")
    price_in: Annotated[float, Meta(ge=0)] = 0
    price_out: Annotated[float, Meta(ge=0)] = 0

    def __repr__(self) -> str:
        return f"LlmSettings({self.model!r} at {self.address!r})"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`record` is the record's file; `dossiers` one folder for each conflict, none for those that
    ship with the package; a report whose text has more than `report_bytes_max` bytes is refused.
    `llm` is for the second reader.
    """

    record: Path = Path("trucewatch.db")
    dossiers: tuple[Path, ...] = ()
    report_bytes_max: int = 2_000_000
    llm: LlmSettings = LlmSettings()


def load_settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """Settings from `trucewatch.toml` in `folder`; TRUCEWATCH_RECORD, TRUCEWATCH_DOSSIERS (joined
    as PATH is), TRUCEWATCH_REPORT_BYTES_MAX and TRUCEWATCH_LLM_MODEL, _KEY and so on in
    `environment` win over it.

    Raises `BadInput` naming the file and the key.
    """
    path = folder / FILE_NAME
    written = _from_file(path)
    for key, value in _from_environment(environment).items():
        # A table's keys win one by one.
        if isinstance(value, dict) and isinstance(written.get(key), dict):
            value = {**written[key], **value}
        written[key] = value
    try:
        return msgspec.convert(written, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        known = ", ".join(Settings.__struct_fields__)
        raise BadInput(f"{path} or {PREFIX}…: {error}; known settings: {known}") from None


def _path(kind: type, value: object) -> object:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a path")
    return kind(value)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path}: {error}") from None


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    given = _given(Settings, PREFIX, environment)
    if dossiers := environment.get(f"{PREFIX}DOSSIERS"):
        given["dossiers"] = dossiers.split(os.pathsep)
    if llm := _given(LlmSettings, f"{PREFIX}LLM_", environment):
        given["llm"] = llm
    return given


def _given(kind: type[Struct], prefix: str, environment: Mapping[str, str]) -> dict[str, Any]:
    names = {field: f"{prefix}{field.upper()}" for field in kind.__struct_fields__}
    return {field: environment[name] for field, name in names.items() if environment.get(name)}
