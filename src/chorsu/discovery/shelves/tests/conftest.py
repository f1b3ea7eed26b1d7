"""Readers in these tests read English, whatever language the house speaks to strangers."""

import pytest
from django.test import Client


@pytest.fixture
def client() -> Client:
    return Client(headers={"Accept-Language": "en"})
