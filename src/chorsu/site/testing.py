"""Loaded by pytest before anything reads the settings: tests never touch an installation's own data."""

import os
import tempfile
from pathlib import Path

folder = Path(tempfile.mkdtemp(prefix="chorsu-tests-"))
(folder / "static").mkdir()
os.environ["CHORSU_DATA_DIR"] = str(folder)
os.environ.setdefault("CHORSU_SECRET_KEY", "only-for-tests")
