"""The API under odd questions, made up from its own description: no answer breaks, each is as described."""

import time
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from dateline.serve import create_app
from desk_record import build_desk

SECONDS = 30.0
EXAMPLES = 20
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    app = create_app(build_desk(tmp_path_factory.mktemp("fuzz")), hosts=("127.0.0.1", "localhost", "testserver"))
    yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    app.state.desk.close()


@pytest.mark.slow
def test_no_question_breaks_the_api(described: schemathesis.BaseSchema) -> None:
    operations = [each.ok() for each in described.get_all_operations()]
    assert len(operations) >= 20
    ends = time.monotonic() + SECONDS
    asked = 0
    for mode in MODES:
        for operation in operations:

            @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            @given(case=operation.as_strategy(mode))
            def ask(case: Case) -> None:
                nonlocal asked
                if time.monotonic() < ends:
                    case.call_and_validate(checks=CHECKS)
                    asked += 1

            ask()
    assert asked > 200
