"""What every test shares: the real data that lies beside the project, where it is there."""

import os
from pathlib import Path

import pytest


def pytest_configure(config):
    """Quick password hashes: the tests sign hundreds of accounts in, and none of the hashes leaves the machine."""
    from django.conf import settings
    from hypothesis import settings as hypothesis

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    hypothesis.register_profile("house", deadline=None)  # a busy machine is no fault of the code
    hypothesis.load_profile("house")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real records, scans and texts that lies beside the project; absent on a plain clone."""
    folder = Path(os.environ.get("CHORSU_SHARED", Path(__file__).resolve().parent.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("the shared data folder is not beside the project")
    return folder
