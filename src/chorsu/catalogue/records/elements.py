"""The elements of a description as the record page lists them: every one, each value with its writings and sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.records.rules import provenance
from chorsu.foundation.ui.wording import language_name, script_lang, script_name

TITLES = {
    "main": _("Title"), "parallel": _("Parallel title"), "variant": _("Other title"), "uniform": _("Uniform title"),
    "key": _("Key title"), "original": _("Original title"), "cover": _("Cover title"), "former": _("Former title"),
}  # fmt: skip
NOTES = {
    "general": _("Note"), "contents": _("Contents"), "abstract": _("Summary"), "bibliography": _("Bibliography"),
    "thesis": _("Thesis"), "audience": _("For whom"), "language": _("Language note"), "access": _("Access"),
    "frequency": _("Frequency"), "scale": _("Scale"), "source": _("Source of the description"), "local": _("Local note"),
}  # fmt: skip
CLASSES = {
    "udc": _("UDC"), "bbk": _("BBK"), "ddc": _("DDC"), "lcc": _("LC class"), "other": _("Class")
}  # fmt: skip
IDENTIFIERS = {
    "isbn": "ISBN", "issn": "ISSN", "ismn": "ISMN", "doi": "DOI", "lccn": "LCCN", "oclc": "OCLC",
    "nbn": _("National bibliography number"), "ean": "EAN", "publisher": _("Publisher's number"),
    "control": _("Record number"), "local": _("Local number"),
}  # fmt: skip
LINKS = {
    "in": _("In"), "has-part": _("Has part"), "continues": _("Continues"), "continued-by": _("Continued by"),
    "translation-of": _("Translation of"), "translated-as": _("Translated as"), "other-edition": _("Other edition"),
    "supplement": _("Supplement"), "review-of": _("Review of"), "bound-with": _("Bound with"), "related": _("See also"),
}  # fmt: skip
ROLES = {
    "aut": _("Author"), "trl": _("Translator"), "edt": _("Editor"), "ill": _("Illustrator"), "com": _("Compiler"),
    "aui": _("Author of the introduction"), "aft": _("Author of the afterword"), "cmp": _("Composer"),
    "pbl": _("Publisher"), "prf": _("Performer"), "nrt": _("Narrator"), "cre": _("Creator"), "ctb": _("Contributor"),
    "rev": _("Reviewer"), "ths": _("Thesis adviser"), "dgg": _("Degree grantor"), "pht": _("Photographer"),
    "art": _("Artist"), "drt": _("Director"), "cov": _("Cover designer"), "adp": _("Adapter"), "lyr": _("Lyricist"),
    "isb": _("Issuing body"), "spn": _("Sponsor"), "red": _("Redactor"), "ann": _("Annotator"),
}  # fmt: skip
PUBLICATIONS = {
    "publication": _("Published"), "manufacture": _("Printed"), "distribution": _("Distributed"),
    "production": _("Produced"), "copyright": _("Copyright"),
}  # fmt: skip
KINDS = {
    "book": _("Book"), "article": _("Article"), "serial": _("Journal"), "issue": _("Issue"), "newspaper": _("Newspaper"),
    "thesis": _("Thesis"), "map": _("Map"), "notated-music": _("Sheet music"), "audio": _("Audio"), "video": _("Video"),
    "image": _("Image"), "manuscript": _("Manuscript"), "e-resource": _("Electronic resource"), "object": _("Object"),
    "mixed": _("Mixed materials"),
}  # fmt: skip


@dataclass(slots=True)
class Value:
    """One value: its text, `lang` attribute, other writings [(text, lang)], an address, and the sources that say it."""

    text: str
    lang: str = ""
    also: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""
    after: str = ""
    sources: list[int] = field(default_factory=list)
    doubtful: bool = False


@dataclass(slots=True)
class Row:
    """One labelled element."""

    label: Any
    values: list[Value]
    tags: list[tuple[str, str]] = field(default_factory=list)  # (code, name) of the libraries that say so

    @property
    def sources(self) -> list[int]:
        """Every source of the row's values, once, in order."""
        return list(dict.fromkeys(source for value in self.values for source in value.sources))


class Elements:
    """Reads one description; `lang` is the language its texts are in unless they say otherwise."""

    def __init__(self, data: dict[str, Any], agents: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.agents = agents or {}
        languages = data.get("languages") or [""]
        self.lang = languages[0]

    def tongue(self, text: str, entry: Mapping[str, Any] | None = None) -> str:
        """The `lang` of a text of this description."""
        return script_lang(text, (entry or {}).get("lang") or self.lang)

    def value(self, entry: dict[str, Any], make: Any, **more: Any) -> Value:
        """A value of an entry, its other writings made the same way."""
        text = make(entry)
        also = [(make(other), self.tongue(make(other), other)) for other in entry.get("also", ()) if make(other)]
        return Value(text, self.tongue(text, entry), also, sources=provenance(self.data, entry), **more)

    def rows(self) -> list[Row]:
        """Every element in the order of ISBD, identifiers and links after it."""
        result: list[Row] = []
        for part in (
            self.titles, self.people, self.editions, self.publications, self.physical, self.series, self.coded,
            self.notes, self.subjects, self.classes, self.identifiers, self.links, self.electronic,
        ):  # fmt: skip
            result += part()
        return [row for row in result if row.values]

    def _grouped(self, name: str, labels: Mapping[str, Any], key: str, default: str, make: Any) -> list[Row]:
        rows: dict[str, Row] = {}
        for entry in self.data.get(name, ()):
            kind = entry.get(key) or default
            if make(entry):
                label = labels.get(kind, kind)
                rows.setdefault(kind, Row(label, [])).values.append(self.value(entry, make))
        return [rows[kind] for kind in sorted(rows, key=lambda k: list(labels).index(k) if k in labels else 99)]

    def titles(self) -> list[Row]:
        """Each kind of title with its parts, remainder and statement of responsibility."""
        return self._grouped("titles", TITLES, "kind", "main", full_title)

    def people(self) -> list[Row]:
        """Agents by role, linked to their pages."""
        rows: dict[str, Row] = {}
        for entry in self.data.get("agents", ()):
            roles = entry.get("roles") or (["aut"] if entry.get("main") else [""])
            made = self.value(entry, agent_name, url=self.agents.get(entry.get("name", ""), ""))
            for role in roles[:3]:
                label = ROLES.get(role) or (role if len(role) > 3 else _("Contributor"))
                rows.setdefault(str(label), Row(label, [])).values.append(made)
        return list(rows.values())

    def editions(self) -> list[Row]:
        """Edition statements."""
        make = lambda e: " / ".join(filter(None, (e.get("text", ""), e.get("responsibility", ""))))  # noqa: E731
        return [Row(_("Edition"), [self.value(entry, make) for entry in self.data.get("editions", ())])]

    def publications(self) -> list[Row]:
        """Who published, printed and distributed it, where and when."""
        return self._grouped("publications", PUBLICATIONS, "kind", "publication", imprint)

    def physical(self) -> list[Row]:
        """Extent, size and what comes with it."""
        return [Row(_("Extent"), [self.value(entry, extent) for entry in self.data.get("physical", ())])]

    def series(self) -> list[Row]:
        """Series with number and ISSN."""
        return [Row(_("Series"), [self.value(entry, series) for entry in self.data.get("series", ())])]

    def coded(self) -> list[Row]:
        """What records say in codes: kind, languages, scripts, country, audience."""
        data = self.data
        sources = data.get("sources", [])
        plain = lambda text: [Value(text, sources=sources)] if text else []  # noqa: E731
        return [
            Row(_("Kind"), plain(str(KINDS.get(data.get("kind", ""), "")))),
            Row(_("Language"), plain(", ".join(language_name(code) for code in data.get("languages", ())))),
            Row(_("Script"), plain(", ".join(script_name(code) for code in data.get("scripts", ())))),
            Row(
                _("Language of the original"),
                plain(", ".join(language_name(code) for code in data.get("original_languages", ()))),
            ),
            Row(_("Country"), plain(country_name(data.get("country", "")))),
            Row(_("For whom"), plain(data.get("audience", ""))),
        ]

    def notes(self) -> list[Row]:
        """Notes by kind; the summary stands at the head of the page already, and here again with its source."""
        return self._grouped("notes", NOTES, "kind", "general", lambda entry: entry.get("text", ""))

    def subjects(self) -> list[Row]:
        """Subjects with their subdivisions."""
        return [Row(_("Subjects"), [self.value(entry, subject) for entry in self.data.get("subjects", ())])]

    def classes(self) -> list[Row]:
        """Class marks by scheme, the author mark beside."""
        make = lambda e: " ".join(filter(None, (e.get("value", ""), e.get("mark", ""))))  # noqa: E731
        return self._grouped("classes", CLASSES, "scheme", "other", make)

    def identifiers(self) -> list[Row]:
        """Identifiers; a wrong one is shown and said to be wrong."""
        rows: dict[str, Row] = {}
        for entry in self.data.get("identifiers", ()):
            scheme = entry.get("scheme", "local")
            shown = (entry.get("raw") if scheme in ("isbn", "issn") else "") or entry.get("value", "")
            made = Value(
                shown, after=entry.get("qualifier", ""), sources=provenance(self.data, entry),
                doubtful=not entry.get("valid", True),
            )  # fmt: skip
            if scheme == "doi":
                made.url = f"https://doi.org/{entry.get('value', '')}"
            rows.setdefault(scheme, Row(IDENTIFIERS.get(scheme, scheme.upper()), [])).values.append(made)
        return list(rows.values())

    def links(self) -> list[Row]:
        """What is said of other records; those we hold are linked by the page."""
        rows: dict[str, Row] = {}
        for entry in self.data.get("links", ()):
            relation = entry.get("relation", "related")
            made = self.value(entry, link)
            made.after = ", ".join(entry.get("idents", ()))
            rows.setdefault(relation, Row(LINKS.get(relation, LINKS["related"]), [])).values.append(made)
        return list(rows.values())

    def electronic(self) -> list[Row]:
        """Addresses; only web addresses become links."""
        values = []
        for entry in self.data.get("electronic", ()):
            url = entry.get("url", "")
            web = url if url.startswith(("https://", "http://")) else ""
            values.append(Value(entry.get("label") or url, url=web, sources=provenance(self.data, entry)))
        return [Row(_("On the web"), values)]


def full_title(entry: Mapping[str, Any]) -> str:
    """A title as ISBD writes it.

    >>> full_title({"text": "Oʻtkan kunlar", "rest": "roman", "responsibility": "A. Qodiriy"})
    'Oʻtkan kunlar : roman / A. Qodiriy'
    """
    text = ". ".join(filter(None, (entry.get("text", ""), entry.get("part_number", ""), entry.get("part_name", ""))))
    if entry.get("rest"):
        text += f" : {entry['rest']}"
    return f"{text} / {entry['responsibility']}" if entry.get("responsibility") else text


def agent_name(entry: Mapping[str, Any]) -> str:
    """A name with its qualifier and dates."""
    return ", ".join(filter(None, (entry.get("name", ""), entry.get("qualifier", ""), entry.get("dates", ""))))


def imprint(entry: Mapping[str, Any]) -> str:
    """Place : publisher, date.

    >>> imprint({"place": "Toshkent", "publisher": "Sharq", "date": "2019"})
    'Toshkent : Sharq, 2019'
    """
    text = " : ".join(filter(None, (entry.get("place", ""), entry.get("publisher", ""))))
    return ", ".join(filter(None, (text, entry.get("date", ""))))


def extent(entry: Mapping[str, Any]) -> str:
    """Extent : details ; size + accompanying."""
    text = " : ".join(filter(None, (entry.get("extent", ""), entry.get("details", ""))))
    text = " ; ".join(filter(None, (text, entry.get("size", ""))))
    return " + ".join(filter(None, (text, entry.get("accompanying", ""))))


def series(entry: Mapping[str, Any]) -> str:
    """Title ; number, ISSN."""
    text = " ; ".join(filter(None, (entry.get("title", ""), entry.get("number", ""))))
    return f"{text}, ISSN {entry['issn']}" if entry.get("issn") else text


def subject(entry: Mapping[str, Any]) -> str:
    """The heading with its subdivisions."""
    return " — ".join([entry.get("text", ""), *entry.get("parts", ())])


def link(entry: Mapping[str, Any]) -> str:
    """The other record as words."""
    text = " / ".join(filter(None, (entry.get("title", ""), entry.get("agent", ""))))
    return ". ".join(filter(None, (text, entry.get("place", ""))))


def country_name(code: str) -> str:
    """The country of an ISO 3166-1 code in the interface language."""
    from chorsu.foundation.ui.wording import here

    return here().territories.get(code.upper(), code) if code else ""
