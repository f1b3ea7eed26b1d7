"""`chorsu search QUERY [--json]`: the search from the command line."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandParser

from chorsu.discovery.search import queries
from chorsu.discovery.search.answering import answer
from chorsu.discovery.search.queries import Asked
from chorsu.discovery.search.queries.asking import SORTS


class Command(BaseCommand):
    help = "Search the catalogue."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", nargs="*", help="as in the search field; nothing asks for everything")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--page", type=int, default=1)
        parser.add_argument("--per-page", type=int, default=20)
        parser.add_argument("--sort", choices=list(SORTS), default="relevance")

    def handle(self, *args, **options) -> None:
        asked = Asked.read(
            {
                "q": " ".join(options["query"]),
                "page": options["page"],
                "per_page": options["per_page"],
                "sort": options["sort"],
            }
        )
        found = queries.find(asked)
        said = answer(asked, found, queries.show(found, editions=False))
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        self.stdout.write(f"{said['total']} records")
        for message in said["messages"]:
            self.stdout.write(message)
        if said["corrected"]:
            self.stdout.write(f"searched for: {said['corrected']}")
        for one in said["results"]:
            names = "; ".join(one["creators"][:2])
            self.stdout.write(f"{one['id']}  {one['title']}  {names}  {one['year'] or ''}".rstrip())
