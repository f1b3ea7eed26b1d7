"""Where things lie below the data folder.

ocfl/         the store: written once, the truth
derivatives/  images at reading size: can all be thrown away and made again
working/      texts of pages whose recognition is not finished yet, and uploads waiting for ingest
"""

from pathlib import Path

from django.conf import settings


def store() -> Path:
    """The root of the OCFL store."""
    return Path(settings.DATA_DIR) / "ocfl"


def derivatives(object_number: int) -> Path:
    """The folder of the remakeable images of one object; a thousand objects to a folder."""
    return Path(settings.DATA_DIR) / "derivatives" / f"{object_number // 1000:06d}" / str(object_number)


def working(object_number: int) -> Path:
    """The folder of unfinished work on one object."""
    return Path(settings.DATA_DIR) / "working" / f"{object_number // 1000:06d}" / str(object_number)


def loose_texts(object_number: int) -> Path:
    """The folder of page texts that are not packed into the store yet."""
    return working(object_number) / "texts"
