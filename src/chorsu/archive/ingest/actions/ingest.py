"""A folder of page images, a PDF, an EPUB or a recording becomes a digital object in the store."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from chorsu.archive.ingest.adapters import examining
from chorsu.archive.ingest.adapters.found import Found, FoundPage
from chorsu.archive.ingest.errors import MissingSource
from chorsu.archive.objects import actions as objects
from chorsu.archive.objects.models import DigitalObject
from chorsu.archive.ocr import actions as ocr
from chorsu.archive.preservation import actions as preservation
from chorsu.archive.preservation.queries import ocfl_store, stored_path
from chorsu.kernel.errors import ChorsuError


def ingest(
    path: Path,
    library,
    title: str,
    record=None,
    languages: Sequence[str] = (),
    rights: str = "public",
    by=None,
    kind: str | None = None,
    recognise: bool = True,
) -> DigitalObject:
    """Bring in a file or folder; it stays where it is. Pages that need it are recognised in the background.

    `rights` is public, signed-in, on-site or closed. `by` needs the right `archive.ingest` at the library.
    `recognise=False` leaves starting the recognition to the caller. Raises MissingSource, NothingToIngest and the
    errors of each kind of file; the object then stays behind as failed, with the sentence.
    """
    path = Path(path)
    if not path.exists():
        raise MissingSource(name=path.name)
    found_kind = kind or examining.kind_of(path)
    found_kind = "images" if found_kind == "zip" else found_kind
    made = objects.begin(library, found_kind, title, record, languages, rights, by)
    prepare(made, path, by=by, recognise=recognise)
    return made


def prepare(object: DigitalObject, path: Path, by=None, recognise: bool = True) -> DigitalObject:
    """Fill a begun object from a file or folder. Repeating it after a stop does no harm.

    Raises what is wrong with the file, and PreparationStopped for what is wrong with this machine or program; the
    object is then marked as failed with that sentence.
    """
    work = objects.upload_folder(object).parent / "made"
    try:
        shutil.rmtree(work, ignore_errors=True)
        found = examining.examine(Path(path), work, objects.working_texts(object))
        _keep(object, found, by)
    except ChorsuError as error:
        objects.fail(object, error.sentence)
        shutil.rmtree(work, ignore_errors=True)
        raise
    except Exception as error:
        # Nobody foresaw it (the disk is full): no object may look as if somebody were still at work on it.
        shutil.rmtree(work, ignore_errors=True)
        known = objects.stopped(error)
        objects.fail(object, known.sentence)
        raise known from error
    shutil.rmtree(work, ignore_errors=True)
    if any(page.needs_recognition and not page.problem for page in found.pages):
        if recognise:
            ocr.start(object, by)
    else:
        preservation.complete(object)
    return object


def _keep(object: DigitalObject, found: Found, by) -> None:
    """Masters into the store first, rows after: rows never speak of files that are not there."""
    inventory = preservation.store(object, {file.name: file.path for file in found.files}, "Ingest", by)
    root = ocfl_store().root
    files = []
    for file in found.files:
        path = stored_path(object, inventory, file.name)
        size, digest = (root / path).stat().st_size, inventory.state[file.name]
        files.append(objects.NewFile(file.representation, file.name, path, file.mime, size, digest))
    if not object.languages and found.languages:
        object.languages = found.languages[:5]
        DigitalObject.objects.filter(pk=object.pk).update(languages=object.languages)
    pages = [_page(number, page) for number, page in enumerate(found.pages, start=1)]
    objects.fill(object, inventory.head, files, pages, found.kind, found.contents, found.properties, found.duration)


def _page(number: int, page: FoundPage) -> objects.NewPage:
    state = "waiting"
    if page.problem:
        state = "failed"
    elif page.has_text:
        state = "recognised"
    elif not page.needs_recognition:
        state = page.problem_state
    return objects.NewPage(
        number, page.label, page.width, page.height, page.file, page.frame, state, page.problem,
        text_version=1 if page.has_text else 0, confidence=1.0 if page.has_text else None, word_count=page.words,
        language=page.language,
    )  # fmt: skip
