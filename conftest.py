"""What every test shares: the real data that lies beside the project, where it is there."""

import os
from pathlib import Path

import pytest

@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real records, scans and texts that lies beside the project; absent on a plain clone."""
    folder = Path(os.environ.get("CHORSU_SHARED", Path(__file__).resolve().parent.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("the shared data folder is not beside the project")
    return folder
