"""Books to read in tests, and readers who sit somewhere."""

from __future__ import annotations

from chorsu.archive.objects.models import DigitalObject, File, Representation
from chorsu.archive.objects.tests.makers import make_object
from chorsu.archive.rights.models import Condition
from chorsu.people.accounts.models import OnSiteNetwork
from chorsu.people.libraries.models import Organisation

PAGES = (
    "Шаҳарнинг тўрт кўчаси шу ерда",
    "шунинг учун ўтган кунлар хотираси\nбу ерда қўл етадиган жойда",
    "савдо китоб-\nлари ва ўтган йил\nҳамда яхши кунларда",
)


def make_book(access: str = "public", **fields) -> DigitalObject:
    """A scan of three pages in Uzbek Cyrillic."""
    made = make_object(PAGES, access=access, **fields)
    made.languages = ["uz"]
    made.contents = [{"label": "Биринчи боб", "page": 1, "level": 0}, {"label": "Иккинчи боб", "page": 3, "level": 1}]
    made.save(update_fields=["languages", "contents"])
    return made


def make_recording(library: Organisation, access: str = "public", kind: str = "audio") -> DigitalObject:
    """A recording with two chapters; its file is not there, as the frame does not need it."""
    made = DigitalObject.objects.create(
        library=library, kind=kind, state="ready", title="Ovoz", version=1, duration=95.0,
        properties={"chapters": [{"label": "Bosh", "start": 0}, {"label": "Oxir", "start": 60.5}]},
    )  # fmt: skip
    Condition.objects.create(object=made.pk, library=library, access=access)
    masters = Representation.objects.create(object=made, kind="master")
    File.objects.create(
        representation=masters, name="master/recording.mp3", path="none", mime="audio/mpeg", size=9, sha512="0"
    )
    return made


def sit_in(library: Organisation) -> None:
    """Every request of the test client comes from inside this library."""
    OnSiteNetwork.objects.create(organisation=library, cidr="127.0.0.0/8")
