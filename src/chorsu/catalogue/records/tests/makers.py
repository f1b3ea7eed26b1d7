"""Records for tests, made the way cataloguers make them: a description goes in, a source is kept, a record comes out."""

from __future__ import annotations

from typing import Any

from chorsu.catalogue.records.models import Record
from chorsu.formats import description as d


def make_description(
    title: str = "Oʻtkan kunlar",
    author: str = "Qodiriy, Abdulla",
    year: int | None = 1926,
    languages: list[str] | None = None,
    kind: str = "book",
    isbn: str = "",
    **more: Any,
) -> d.Description:
    """A description with one main title, one author and what else is given (any field of `Description`)."""
    result = d.Description(kind=kind, year=year, languages=languages or ["uz"], titles=[d.Title(text=title)])
    if author:
        result.agents.append(d.Agent(name=author, roles=["aut"], main=True))
    if year:
        result.publications.append(d.Publication(place="Toshkent", publisher="Sharq", date=str(year)))
    if isbn:
        result.identifiers.append(d.Identifier(scheme="isbn", value=isbn, raw=isbn))
    for name, value in more.items():
        setattr(result, name, value)
    return result


def make_library(code: str = "NLUZ") -> Any:
    """The library with this code, made when it is not there."""
    from chorsu.people.libraries.models import Organisation

    found = Organisation.objects.filter(code=code).first()
    if found is None:
        found = Organisation.objects.create(code=code, kind="library", names={"en": f"Library {code}"}, sort_name=code)
        found.path = f"/{found.pk}/"
        found.save(update_fields=["path"])
    return found


def make_branch(library: Any = None, code: str = "NLUZ-1") -> Any:
    """A branch of the library."""
    from chorsu.people.libraries.models import Organisation

    library = library or make_library()
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        found = Organisation.objects.create(
            code=code, kind="branch", parent=library, names={"en": f"Branch {code}"}, sort_name=code
        )
        found.path = f"{library.path}{found.pk}/"
        found.save(update_fields=["path"])
    return found


def make_record(library: Any = None, **fields: Any) -> Record:
    """A record of `library` (made when not given); `fields` as in `make_description`."""
    from chorsu.catalogue.records.actions import add_record

    return add_record(make_description(**fields), library=library or make_library(), match=False)
