"""The OpenAPI document is one that other people's generators can read, and the doors behave as it says."""

import json
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

METHODS = {"get", "post", "put", "patch", "delete"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    cache.clear()
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    return json.loads(response.content)


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                yield method, path, operation


def references(part):
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_the_document_says_what_it_is_and_where(document):
    """OpenAPI 3.1 §4.8: openapi, info.title, info.version and paths are required."""
    assert re.fullmatch(r"3\.[01]\.\d+", document["openapi"])
    assert document["info"]["title"] == "Chorsu"
    assert document["info"]["version"]
    assert document["servers"][0]["url"].startswith("http")
    assert all(path.startswith("/api/v1/") for path in document["paths"])


def test_every_operation_has_a_name_of_its_own(document):
    """§4.8.10: operationId must be unique among all operations."""
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    assert all(operation.get("responses") for _, _, operation in operations(document))


def test_every_operation_has_a_summary_and_a_chapter(document):
    silent = [f"{method} {path}" for method, path, operation in operations(document) if not operation.get("summary")]
    loose = [f"{method} {path}" for method, path, operation in operations(document) if not operation.get("tags")]
    assert silent == []
    assert loose == []


def test_every_reference_leads_somewhere(document):
    known = {f"#/components/{kind}/{name}" for kind, parts in document["components"].items() for name in parts}
    assert set(references(document["paths"])) <= known
    assert set(references(document["components"])) <= known


def test_every_parameter_of_a_path_is_declared(document):
    """§4.8.12: each template expression in the path corresponds to a path parameter, which is required."""
    for method, path, operation in operations(document):
        declared = {item["name"] for item in operation.get("parameters", []) if item["in"] == "path"}
        assert declared == set(re.findall(r"{(\w+)}", path)), f"{method} {path}"


def test_what_needs_an_account_refuses_strangers_with_a_problem(client, document):
    """The document marks these with `security`; a stranger gets 401 before anything is looked at."""
    assert AnonymousUser().is_authenticated is False
    for method, path, operation in operations(document):
        if operation.get("security"):
            cache.clear()
            address = re.sub(r"{\w+}", "1", path)
            response = client.generic(method.upper(), address, "{}", content_type="application/json")
            assert response.status_code == 401, f"{method} {path} answers {response.status_code}"
            assert response["Content-Type"] == "application/problem+json"


def test_no_open_address_breaks_when_nothing_is_asked_of_it(client, document):
    for method, path, operation in operations(document):
        if method == "get" and not operation.get("security"):
            cache.clear()
            response = client.get(re.sub(r"{\w+}", "1", path))
            assert response.status_code < 500, f"{path} answers {response.status_code}"


def test_the_reading_page_shows_every_address_without_script(client, document):
    page = client.get("/api/v1/docs").content.decode()
    for path in document["paths"]:
        assert f"<code>{path}</code>" in page
