"""The description of an edition, free of any exchange format.

Every format is read into this model and the rest of the house knows only it. A statement that was
written in several scripts is one entry whose `also` holds the other writings (MARC 21 field 880,
UNIMARC $6/$7, ISBD parallel statements in another script). Lists keep the order of the source.

`to_dict` leaves out what is empty, so a stored description holds only what was said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, Self

SCHEMA = 1

# Kinds of resource; the words of the `kind` facet.
KINDS = (
    "book", "article", "serial", "issue", "newspaper", "thesis", "map", "notated-music", "audio", "video",
    "image", "manuscript", "e-resource", "object", "mixed",
)  # fmt: skip


@dataclass(slots=True)
class Entry:
    """What every statement has in common. `sources` are the ids of the source records that say so (merged records only)."""

    script: str = ""  # ISO 15924: Latn, Cyrl, Arab …
    lang: str = ""  # BCP 47, only where the source says so for this statement
    also: list[Self] = field(default_factory=list)
    sources: list[int] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain data without empty values."""
        names, values_of = _READERS.get(self.__class__) or _reader(self.__class__)
        # All values in one call: an import asks ten entries of every record.
        result = {name: value for name, value in zip(names, values_of(self), strict=True) if value or name == "valid"}
        if self.also:
            result["also"] = [entry.to_dict() for entry in self.also]
        return result

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The entry again; unknown keys (of a later schema) are passed over."""
        known = cls.__slots_all__()
        values = {key: value for key, value in data.items() if key in known}
        if "also" in values:
            values["also"] = [cls.from_dict(entry) for entry in values["also"]]
        return cls(**values)

    @classmethod
    def __slots_all__(cls) -> tuple[str, ...]:
        cached = _NAMES.get(cls)
        if cached is None:
            cached = _NAMES[cls] = tuple(f.name for f in fields(cls))
        return cached


_NAMES: dict[type, tuple[str, ...]] = {}
_READERS: dict[type, tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {}


def _reader(kind: type[Entry]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = kind.__slots_all__()
    _READERS[kind] = made = names, attrgetter(*names)
    return made


@dataclass(slots=True)
class Title(Entry):
    """kind: main, parallel, variant, uniform, key, original, cover, former."""

    kind: str = "main"
    text: str = ""
    rest: str = ""  # other title information (after " : ")
    part_number: str = ""
    part_name: str = ""
    responsibility: str = ""
    nonfiling: int = 0  # how many characters at the beginning of `text` do not count in sorting ("The ")


@dataclass(slots=True)
class Agent(Entry):
    """A person, body, meeting or family; `name` in catalogue order (Qodiriy, Abdulla)."""

    kind: str = "person"
    name: str = ""
    dates: str = ""
    qualifier: str = ""  # numeration, titles, place of a meeting
    roles: list[str] = field(default_factory=list)  # MARC relator codes: aut, trl, edt, ill …
    main: bool = False  # the main entry (1XX, 700)
    ident: str = ""  # the source's own link: $0, $1, $3


@dataclass(slots=True)
class Edition(Entry):
    text: str = ""
    responsibility: str = ""


@dataclass(slots=True)
class Publication(Entry):
    """kind: publication, manufacture, distribution, production, copyright."""

    kind: str = "publication"
    place: str = ""
    publisher: str = ""
    date: str = ""


@dataclass(slots=True)
class Physical(Entry):
    extent: str = ""
    details: str = ""
    size: str = ""
    accompanying: str = ""


@dataclass(slots=True)
class Series(Entry):
    title: str = ""
    number: str = ""
    issn: str = ""


@dataclass(slots=True)
class Note(Entry):
    """kind: general, contents, abstract, bibliography, thesis, audience, language, access, frequency, scale, source, local."""

    kind: str = "general"
    text: str = ""


@dataclass(slots=True)
class Subject(Entry):
    """kind: topic, person, body, meeting, work, place, genre, time, keyword. `parts` are subdivisions in order."""

    kind: str = "topic"
    text: str = ""
    parts: list[str] = field(default_factory=list)
    scheme: str = ""  # lcsh, rvk, bbk-terms …
    ident: str = ""


@dataclass(slots=True)
class Classification(Entry):
    """scheme: udc, bbk, ddc, lcc, other."""

    scheme: str = "other"
    value: str = ""
    edition: str = ""
    mark: str = ""  # author mark that came with it


@dataclass(slots=True)
class Identifier(Entry):
    """scheme: isbn, issn, ismn, doi, lccn, oclc, nbn, ean, publisher, control, local. `value` is normalised where the scheme has a rule."""

    scheme: str = "local"
    value: str = ""
    raw: str = ""
    valid: bool = True
    qualifier: str = ""


@dataclass(slots=True)
class Link(Entry):
    """relation: in, has-part, continues, continued-by, translation-of, translated-as, other-edition, supplement, review-of, bound-with, related."""

    relation: str = "related"
    title: str = ""
    agent: str = ""
    place: str = ""  # where in the host: volume, pages
    idents: list[str] = field(default_factory=list)  # "issn:1234-5678", "control:(UzTaMK)123"


@dataclass(slots=True)
class Electronic(Entry):
    url: str = ""
    label: str = ""
    relation: str = ""  # resource, version, related


LISTS: dict[str, type[Entry]] = {
    "titles": Title, "agents": Agent, "editions": Edition, "publications": Publication, "physical": Physical,
    "series": Series, "notes": Note, "subjects": Subject, "classes": Classification, "identifiers": Identifier,
    "links": Link, "electronic": Electronic,
}  # fmt: skip


@dataclass(slots=True)
class Description:
    """One edition as described by one source, or by several merged."""

    kind: str = "book"
    year: int | None = None
    year_to: int | None = None
    languages: list[str] = field(default_factory=list)  # ISO 639-1 where there is one, else 639-2/B
    original_languages: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)  # ISO 15924
    country: str = ""  # ISO 3166-1 alpha-2
    audience: str = ""
    control: str = ""  # the source's control number
    titles: list[Title] = field(default_factory=list)
    agents: list[Agent] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)
    physical: list[Physical] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    classes: list[Classification] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    electronic: list[Electronic] = field(default_factory=list)

    @property
    def title(self) -> Title:
        """The main title; an empty one where the record has none (it is then shown as untitled)."""
        for entry in self.titles:
            if entry.kind == "main":
                return entry
        return self.titles[0] if self.titles else Title()

    def to_dict(self) -> dict[str, Any]:
        """Plain data for storing, with the schema's number."""
        result: dict[str, Any] = {"schema": SCHEMA, "kind": self.kind}
        for name in _SCALARS:
            value = getattr(self, name)
            if value:
                result[name] = value
        for name in LISTS:
            entries = getattr(self, name)
            if entries:
                result[name] = [entry.to_dict() for entry in entries]
        return result

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Description:
        """The description again."""
        result = cls(kind=data.get("kind", "book"))
        for name in _SCALARS:
            if name in data:
                setattr(result, name, data[name])
        for name, kind in LISTS.items():
            if name in data:
                setattr(result, name, [kind.from_dict(entry) for entry in data[name]])
        return result


_SCALARS = ("year", "year_to", "languages", "original_languages", "scripts", "country", "audience", "control")


@dataclass(slots=True)
class Copy:
    """A copy or a shelf statement found inside a record (MARC 21 852/876/952, UNIMARC 899/995, IRBIS 910)."""

    library: str = ""  # the source's code for library or branch
    location: str = ""
    call_number: str = ""
    barcode: str = ""
    inventory: str = ""
    status: str = ""  # available, on-loan, missing, lost, damaged, withdrawn, reference, in-process
    material: str = ""
    price: str = ""
    acquired: str = ""  # ISO date where it could be read
    count: int = 1  # group accounting: number of copies behind one line
    statement: str = ""  # holdings statement of a serial
    note: str = ""


@dataclass(slots=True)
class Described:
    """What one source record says: the description, and the copies it lists."""

    description: Description
    copies: list[Copy] = field(default_factory=list)
