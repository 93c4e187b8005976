"""One question to an OpenAI-compatible server: time-outs, retries with back-off, rate limit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import msgspec
from msgspec import Struct

from trucewatch.errors import BadEndpoint, BadInput, UnusableAnswer
from trucewatch.settings import LlmSettings

# Far more than any answer to one piece of a report; what a server sends is not trusted.
ANSWER_BYTES_MAX = 4_000_000
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
# A server that says these may answer the same question later; with any other it never will.
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


class Usage(Struct, frozen=True):
    """Tokens as the server counted them, 0 where it does not say."""

    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Message(Struct, frozen=True):
    content: str | None = None
    refusal: str | None = None


class _Choice(Struct, frozen=True):
    message: _Message
    finish_reason: str | None = None


class _Completion(Struct, frozen=True):
    choices: list[_Choice]
    usage: Usage | None = None


class _Passing(Exception):
    """A failure that may pass; `pause_s` is how long the server asks to be left alone."""

    def __init__(self, why: str, pause_s: float | None = None) -> None:
        super().__init__(why)
        self.pause_s = pause_s


@dataclass
class Endpoint:
    """A server and a model on it. `clock` and `sleep` are seconds, as in the time module's."""

    settings: LlmSettings
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    requests: int = field(default=0, init=False)
    _asked_at: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        if not self.settings.model:
            raise BadInput(
                "no model is set for the llm reader; set model under [llm] in trucewatch.toml, or "
                "TRUCEWATCH_LLM_MODEL, as in qwen2.5:7b"
            )

    def ask(
        self, messages: list[dict[str, str]], response_format: dict[str, Any]
    ) -> tuple[str, Usage]:
        """The answer's words, and what it cost.

        Raises `BadEndpoint` where asking again would not help (no such address, key or model), and
        `UnusableAnswer` where this question got no whole answer after all retries.
        """
        body = {
            "model": self.settings.model,
            "messages": messages,
            "response_format": response_format,
            "temperature": 0,
            "max_tokens": self.settings.answer_tokens_max,
        }
        pause = FIRST_PAUSE_S
        for tries_left in range(self.settings.retries, -1, -1):
            try:
                return self._once(body)
            except _Passing as why:
                if not tries_left:
                    raise UnusableAnswer(f"{self.settings.address}: {why}") from None
                self.sleep(min(pause if why.pause_s is None else why.pause_s, LONGEST_PAUSE_S))
                pause *= 2
        raise AssertionError("a range down to zero ends at zero")

    def _once(self, body: dict[str, Any]) -> tuple[str, Usage]:
        self._keep_to_rate()
        self.requests += 1
        with self._failures():
            raw = self._post(body)
        try:
            completion = msgspec.json.decode(raw, type=_Completion)
        except msgspec.MsgspecError as error:
            raise _Passing(f"the server's answer is not a chat completion ({error})") from None
        return self._words(completion), completion.usage or Usage()

    def _words(self, completion: _Completion) -> str:
        choice = completion.choices[0] if completion.choices else None
        if choice is None or not choice.message.content:
            refusal = choice.message.refusal if choice else None
            raise UnusableAnswer(f"the model gave no answer{f': {refusal}' if refusal else ''}")
        if choice.finish_reason == "length":
            raise UnusableAnswer(
                f"the answer was cut off after {self.settings.answer_tokens_max} tokens; "
                "raise llm.answer_tokens_max or lower llm.piece_chars_max"
            )
        return choice.message.content

    def _post(self, body: dict[str, Any]) -> bytes:
        """The body of a good answer. Redirects are not followed: they would carry the key along."""
        key = {"Authorization": f"Bearer {self.settings.key}"} if self.settings.key else {}
        url = f"{self.settings.address.rstrip('/')}/chat/completions"
        limit_s = self.settings.timeout_s
        with (
            httpx2.Client(timeout=limit_s, follow_redirects=False) as client,
            client.stream("POST", url, json=body, headers=key) as response,
        ):
            raw = self._bounded(response.iter_bytes(), self.clock() + limit_s)
            if response.status_code != 200:
                self._complain(response.status_code, response.headers, raw)
            return raw

    def _bounded(self, chunks: Iterator[bytes], until: float) -> bytes:
        """The chunks joined. A time-out of the socket alone would let a drip go on for ever."""
        read = bytearray()
        for chunk in chunks:
            read += chunk
            if len(read) > ANSWER_BYTES_MAX:
                raise UnusableAnswer(f"the answer is longer than {ANSWER_BYTES_MAX:,} bytes")
            if self.clock() > until:
                raise _Passing(f"no whole answer within {self.settings.timeout_s:g} s")
        return bytes(read)

    def _complain(self, status: int, headers: httpx2.Headers, raw: bytes) -> None:
        said = " ".join(raw[:300].decode(errors="replace").split())
        if status in _PASSING:
            raise _Passing(f"HTTP {status}: {said}", _seconds(headers.get("retry-after")))
        raise BadEndpoint(
            f"{self.settings.address}: HTTP {status} for model {self.settings.model!r}: {said}; "
            "see llm.address, llm.model and llm.key in the settings"
        )

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """The library's failures in our words."""
        address = self.settings.address
        try:
            yield
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise BadEndpoint(f"llm.address {address!r} is no address: {error}") from None
        except httpx2.ConnectError as error:
            raise BadEndpoint(
                f"{address}: {error}; is the server running, and is llm.address right?"
            ) from None
        except httpx2.TimeoutException:
            raise _Passing(f"no answer within {self.settings.timeout_s:g} s") from None
        except httpx2.HTTPError as error:
            raise _Passing(f"the connection failed ({error})") from None

    def _keep_to_rate(self) -> None:
        if self.settings.requests_per_minute and self._asked_at is not None:
            due = self._asked_at + 60 / self.settings.requests_per_minute
            if (pause := due - self.clock()) > 0:
                self.sleep(pause)
        self._asked_at = self.clock()


def _seconds(written: str | None) -> float | None:
    """A Retry-After in seconds; its other form, a date, is left to the usual pause."""
    return float(written) if written and written.isdigit() else None
