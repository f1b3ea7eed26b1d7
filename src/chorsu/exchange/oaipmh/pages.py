"""The one address of the OAI-PMH door, GET and POST. Protocol errors are answers, not failures: status 200."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree

from chorsu.catalogue.records.models import Record
from chorsu.exchange.oaipmh import answers, queries
from chorsu.exchange.oaipmh import marc as as_marc
from chorsu.exchange.oaipmh.errors import OaiError
from chorsu.exchange.oaipmh.rules import PREFIXES, Cursor, arguments, window
from chorsu.formats.crosswalks import to_dublin_core
from chorsu.kernel.errors import Invalid
from chorsu.kernel.identifiers import decode

MARC = frozenset({"marc21", "marcxml"})


@csrf_exempt
@require_http_methods(["GET", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answers one request."""
    source = request.POST if request.method == "POST" else request.GET
    pairs = [(name, value) for name, values in source.lists() for value in values]
    base = f"{settings.SITE_URL.rstrip('/')}/oai"
    given: dict[str, str] | None = None
    try:
        verb, given = arguments(pairs)
        root = answers.envelope(base, {"verb": verb, **given})
        ANSWERS[verb](answers.add(root, verb), given)
    except OaiError as error:
        shown = None if error.code in {"badVerb", "badArgument"} or given is None else dict(pairs)
        root = answers.envelope(base, shown)
        answers.add(root, "error", error.message, code=error.code)
    return HttpResponse(answers.written(root), content_type="text/xml; charset=utf-8")


def _domain() -> str:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    # oai-identifier asks for a domain name, which a bare number or `localhost` is not.
    return host if "." in host and not host.replace(".", "").isdigit() else "chorsu.example"


def _identifier(record: Record) -> str:
    return f"oai:{_domain()}:{record.pid}"


def _record(identifier: str) -> Record:
    prefix = f"oai:{_domain()}:"
    try:
        if not identifier.startswith(prefix):
            raise Invalid
        return Record.objects.get(pk=decode("r", identifier.removeprefix(prefix)))
    except (Invalid, Record.DoesNotExist) as error:
        raise OaiError("idDoesNotExist", "There is no record with that identifier here.") from error


def _known(prefix: str) -> None:
    if prefix not in PREFIXES:
        raise OaiError("cannotDisseminateFormat", f"Records are given as {', '.join(PREFIXES)}.")


def identify(parent: etree._Element, given: dict[str, str]) -> None:
    """Section 4.2."""
    for name, text in (
        ("repositoryName", "Chorsu"), ("baseURL", f"{settings.SITE_URL.rstrip('/')}/oai"), ("protocolVersion", "2.0"),
        ("adminEmail", f"library@{_domain()}"), ("earliestDatestamp", answers.stamp(queries.earliest())),
        ("deletedRecord", "persistent"), ("granularity", "YYYY-MM-DDThh:mm:ssZ"), ("compression", "gzip"),
    ):  # fmt: skip
        answers.add(parent, name, text)
    description = answers.add(parent, "description")
    scheme = etree.SubElement(description, f"{{{answers.IDENTIFIER}}}oai-identifier", nsmap={None: answers.IDENTIFIER})
    scheme.set(f"{{{answers.XSI}}}schemaLocation", f"{answers.IDENTIFIER} {answers.OAI}oai-identifier.xsd")
    for name, text in (
        ("scheme", "oai"), ("repositoryIdentifier", _domain()), ("delimiter", ":"), ("sampleIdentifier", f"oai:{_domain()}:r1"),
    ):  # fmt: skip
        answers.add(scheme, name, text, answers.IDENTIFIER)


def list_metadata_formats(parent: etree._Element, given: dict[str, str]) -> None:
    """Section 4.4."""
    if "identifier" in given:
        _record(given["identifier"])
    slim = "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"
    for prefix, schema, namespace in (
        ("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", answers.DC),
        ("marc21", slim, as_marc.MARCXML),
        ("marcxml", slim, as_marc.MARCXML),
    ):
        entry = answers.add(parent, "metadataFormat")
        answers.add(entry, "metadataPrefix", prefix)
        answers.add(entry, "schema", schema)
        answers.add(entry, "metadataNamespace", namespace)


def list_sets(parent: etree._Element, given: dict[str, str]) -> None:
    """Section 4.6; the list is short, so no token was ever given out."""
    if "resumptionToken" in given:
        raise OaiError("badResumptionToken", "The list of sets is given whole.")
    for entry in queries.sets():
        element = answers.add(parent, "set")
        answers.add(element, "setSpec", entry.spec)
        answers.add(element, "setName", entry.name)


def get_record(parent: etree._Element, given: dict[str, str]) -> None:
    """Section 4.1."""
    _known(given["metadataPrefix"])
    record = _record(given["identifier"])
    _write(parent, [record], given["metadataPrefix"])


def list_records(parent: etree._Element, given: dict[str, str], whole: bool = True) -> None:
    """Sections 4.3 and 4.5, by keyset pages."""
    if "resumptionToken" in given:
        cursor = Cursor.read(given["resumptionToken"], settings.SECRET_KEY)
        since, _ = window(cursor.since or None, None)
        upper = datetime.fromisoformat(cursor.upper)
        rows = queries.listed(since, upper, cursor.set)
        page = queries.after(rows, datetime.fromisoformat(cursor.changed), cursor.id)
        seen, prefix, spec, first = cursor.seen, cursor.prefix, cursor.set, cursor.since
    else:
        _known(given["metadataPrefix"])
        since, before = window(given.get("from"), given.get("until"))
        now = datetime.now(UTC)
        upper = min(before, now) if before else now
        rows = page = queries.listed(since, upper, given.get("set", ""))
        seen, prefix, spec, first = 0, given["metadataPrefix"], given.get("set", ""), given.get("from", "")
    found = list(page[: queries.PAGE + 1])
    if not found:
        raise OaiError("noRecordsMatch", "Nothing changed in that window and set.")
    shown = found[: queries.PAGE]
    _write(parent, shown, prefix if whole else "")
    if len(found) > queries.PAGE or seen:
        following = ""
        if len(found) > queries.PAGE:
            last = shown[-1]
            following = Cursor(
                prefix, first, upper.isoformat(), spec, last.changed.isoformat(), last.pk, seen + len(shown)
            ).token(settings.SECRET_KEY)  # fmt: skip
        answers.add(parent, "resumptionToken", following, cursor=str(seen), completeListSize=str(rows.count()))


def list_identifiers(parent: etree._Element, given: dict[str, str]) -> None:
    """As list_records, headers only."""
    list_records(parent, given, whole=False)


def _write(parent: etree._Element, records: list[Record], prefix: str) -> None:
    """Records in the format of the prefix, or only their headers where it is empty."""
    libraries = queries.libraries_of(records)
    marc = (
        as_marc.marc21_of(record for record in records if record.status == Record.Status.SHOWN)
        if prefix in MARC
        else {}
    )
    for record in records:
        element = answers.add(parent, "record") if prefix else parent
        there = answers.header(element, record, _identifier(record), libraries.get(record.pk, []))
        if there and record.pk in marc:
            as_marc.marcxml(answers.add(element, "metadata"), marc[record.pk])
        elif there and prefix:
            statements = list(to_dublin_core(record.described()))
            statements.append(("identifier", f"{settings.SITE_URL.rstrip('/')}/records/{record.pid}", ""))
            answers.dublin_core(element, statements)


ANSWERS = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}
