"""`chorsu token USER`: prints a token for the API once, and nothing else, so that scripts can keep it."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chorsu.kernel.errors import ChorsuError
from chorsu.people.accounts.actions import issue_token
from chorsu.people.accounts.queries import by_username


class Command(BaseCommand):
    help = "Print an API token for an account. It is shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="the name the account signs in with")
        parser.add_argument("--name", default="command line", help="what the token is for")
        parser.add_argument("--days", type=int, default=365, help="days until it expires; 0 for never")

    def handle(self, *args, **options) -> None:
        if options["days"] < 0:
            raise CommandError("--days is a number of days, or 0 for never.", returncode=2)
        try:
            account = by_username(options["user"])
            _token, secret = issue_token(account, options["name"], days=options["days"] or None)
        except ChorsuError as error:
            raise CommandError(f"{error.sentence} {error.advice}".strip()) from error
        self.stdout.write(secret)
