"""Every test of this room has an index and a store of its own."""

import pytest

from chorsu.archive.objects.tests.conftest import own_store  # noqa: F401
from chorsu.discovery.search.tests.makers import fresh_index  # noqa: F401


@pytest.fixture(autouse=True)
def _own_index(request):
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("fresh_index")
