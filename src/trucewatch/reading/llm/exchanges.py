"""Answers kept in a folder, by prompt, model and text, so that nothing is asked twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import msgspec
from msgspec import Struct

from trucewatch.errors import BadInput
from trucewatch.reading.llm.answer import Answer


class Exchange(Struct, frozen=True, kw_only=True):
    """One answer and what it was the answer to. The text itself is not kept, only its hash."""

    prompt_sha256: str
    model: str
    text_sha256: str
    answer: Answer
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True)
class Exchanges:
    """The folder: one JSON file for each exchange, named by a hash of what it depends on."""

    folder: Path

    def find(self, prompt_sha256: str, model: str, text_sha256: str) -> Exchange | None:
        """The exchange kept. Raises `BadInput` naming a file that is none."""
        path = self._path(prompt_sha256, model, text_sha256)
        try:
            return msgspec.json.decode(path.read_bytes(), type=Exchange)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
            raise BadInput(f"{path}: {error}; delete the file to ask the model again") from None

    def keep(self, exchange: Exchange) -> None:
        """Written whole or not at all. Raises `BadInput` where the folder cannot be written."""
        path = self._path(exchange.prompt_sha256, exchange.model, exchange.text_sha256)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
                part.write(msgspec.json.format(msgspec.json.encode(exchange), indent=1))
            os.replace(part.name, path)
        except OSError as error:
            raise BadInput(f"{path.parent}: {error.strerror}; set llm.exchanges") from None

    def _path(self, prompt_sha256: str, model: str, text_sha256: str) -> Path:
        key = hashlib.sha256(f"{prompt_sha256}\n{model}\n{text_sha256}".encode()).hexdigest()
        return self.folder / key[:2] / f"{key[:32]}.json"
