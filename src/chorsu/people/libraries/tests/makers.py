"""Libraries for tests: a tree in one line each."""

from typing import Any

from chorsu.people.libraries import rules
from chorsu.people.libraries.models import Organisation


def make_organisation(code: str, kind: str, parent: Organisation | None = None, **values: Any) -> Organisation:
    """An organisation under `parent`; `names` may be left out."""
    values.setdefault("names", {"uz": code, "en": code})
    values.setdefault("sort_name", code.lower())
    values.setdefault("folded", " ".join([code, *values["names"].values()]).lower())
    organisation = Organisation.objects.create(code=code, kind=kind, parent=parent, **values)
    organisation.path = rules.path_under(parent.path if parent else "", organisation.pk)
    organisation.save(update_fields=["path"])
    return organisation


def make_network(code: str = "NET") -> Organisation:
    """The root of a tree, the same one when asked twice."""
    return Organisation.objects.filter(code=code).first() or make_organisation(code, "network")


def make_library(code: str = "NLUZ", parent: Organisation | None = None, **values: Any) -> Organisation:
    """A library; under the network root when no parent is given."""
    return make_organisation(code, "library", parent or make_network(), **values)


def make_branch(code: str, library: Organisation, **values: Any) -> Organisation:
    """A branch of a library."""
    return make_organisation(code, "branch", library, **values)
