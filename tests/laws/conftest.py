"""`pytest tests/laws --hypothesis-profile=long` tries far more examples than a run of all tests."""

from hypothesis import settings

settings.register_profile("long", max_examples=5_000)
