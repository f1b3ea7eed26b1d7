"""Every test of this room has a store of its own."""

from chorsu.archive.objects.tests.conftest import own_store  # noqa: F401
