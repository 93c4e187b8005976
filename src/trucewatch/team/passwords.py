"""Passwords: kept as Argon2id hashes, one worked out at a time."""

from __future__ import annotations

from functools import cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from trucewatch.errors import BadInput

LENGTH_MIN, LENGTH_MAX = 12, 200  # characters
# RFC 9106's second recommended setting: 64 MiB and about a twentieth of a second.
HASHER = PasswordHasher()
# Many who log in at once wait for each other, and do not take the machine's memory together.
ONE_AT_A_TIME = Lock()


def hashed(password: str, name: str) -> str:
    """Raises `BadInput` for a password that is too easy to guess."""
    if not LENGTH_MIN <= len(password) <= LENGTH_MAX:
        raise BadInput(f"a password has {LENGTH_MIN} to {LENGTH_MAX} characters")
    if len(set(password)) < 5 or name.casefold() in password.casefold():
        raise BadInput("that password is easily guessed: use more characters, and not the name")
    with ONE_AT_A_TIME:
        return HASHER.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one; where there is no account it takes as long to say no."""
    with ONE_AT_A_TIME:
        try:
            HASHER.verify(password_hash or _nobodys(), password[: LENGTH_MAX + 1])
        except VerifyMismatchError:
            return False
    return password_hash is not None


@cache
def _nobodys() -> str:
    return HASHER.hash("nobody has this account")
