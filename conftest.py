"""What every test shares: a data folder of its own, and the shared real data where it lies beside the project."""

import os
import tempfile
from pathlib import Path

import pytest

# Before Django reads its settings: the tests never touch an installation's own data.
os.environ["CHORSU_DATA_DIR"] = tempfile.mkdtemp(prefix="chorsu-tests-")
os.environ.setdefault("CHORSU_SECRET_KEY", "only-for-tests")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real records, scans and texts that lies beside the project; absent on a plain clone."""
    folder = Path(os.environ.get("CHORSU_SHARED", Path(__file__).resolve().parent.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("the shared data folder is not beside the project")
    return folder
