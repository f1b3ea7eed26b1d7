"""The one address of the SRU door, GET and POST. What is wrong with a request is an answer: status 200."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from chorsu.exchange.sru import answers, queries, rules, translating
from chorsu.exchange.sru.errors import Diagnostic


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def sru(request: HttpRequest) -> HttpResponse:
    """Answers one request."""
    source = request.POST if request.method == "POST" else request.GET
    given, wrong = rules.read((name, value) for name, values in source.lists() for value in values)
    version = rules.version_of(given)
    explain = given.get("operation") == "explain" or not given.keys() & {"operation", "query"}
    try:
        if wrong:
            raise wrong[0]
        asked = rules.asked(given)
        answer = answers.explained(asked) if asked.operation == "explain" else _found(asked)
    except Diagnostic as found:
        # A position past the end is told together with the number of hits.
        total = int(found.details) if found.number == 61 else 0
        answer = answers.refused(version, [found], explain, total)
    mime = "application/sru+xml" if answer.two else "text/xml"
    response = HttpResponse(answer.written(), content_type=f"{mime}; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _found(asked: rules.Asked) -> answers.Answer:
    hits = queries.hits(translating.translate(asked.query), asked.start, asked.most)
    return answers.found(asked, hits.total, hits.records)
