"""The API that brings something in, for staff and their programs."""

from __future__ import annotations

import re

from django.http import HttpRequest
from ninja import File, Form
from ninja.files import UploadedFile

from chorsu.archive.ingest import actions
from chorsu.catalogue.records.models import Record
from chorsu.foundation.api.doors import Router, Schema, require
from chorsu.kernel import identifiers
from chorsu.people.libraries.queries import by_code

router = Router(tags=["Digital objects"])


class DepositIn(Schema):
    """What is brought: `library` by code, `record` by public identifier, `languages` separated by commas."""

    library: str
    title: str
    record: str = ""
    languages: str = ""
    rights: str = "public"


class DepositOut(Schema):
    """The new object and the job that prepares it."""

    object: str
    state: str
    job: int


@router.post("/objects", response={202: DepositOut}, summary="Bring in page images, a book or a recording (staff)")
def deposit(request: HttpRequest, about: Form[DepositIn], files: File[list[UploadedFile]]):
    """Upload one file or all images of a book; preparation and recognition run in the background."""
    library = by_code(about.library)
    require(request, "archive.ingest", library)
    record = Record.objects.filter(pk=identifiers.decode("r", about.record)).first() if about.record else None
    languages = [part for part in re.split(r"[,\s]+", about.languages) if part]
    made, job = actions.deposit(files, library, about.title, record, languages, about.rights, request.account)
    return 202, {"object": made.pid, "state": made.state, "job": job.pk}
