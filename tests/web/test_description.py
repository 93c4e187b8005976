"""What the description under /api says of an answer holds for every answer."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

QUIETLY = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(pages):
    return schemathesis.openapi.from_url(f"{pages.base_url}/api/description/openapi.json")


def test_every_answer_is_as_described(described):
    operations = [each.ok() for each in described.get_all_operations()]
    assert len(operations) >= 10

    for operation in operations:

        @QUIETLY
        @given(case=operation.as_strategy())
        def answers_as_described(case):
            # No schema can say that a first day comes before a last one.
            case.call_and_validate(timeout=60, excluded_checks=[positive_data_acceptance])

        answers_as_described()
