"""`chorsu archive verify [PID …]` and `chorsu archive rebuild`: look after the store."""

import json
import sys

from django.core.management.base import BaseCommand

from chorsu.archive.objects import queries as objects
from chorsu.archive.preservation import actions
from chorsu.archive.preservation.queries import ocfl_store
from chorsu.formats import ocfl
from chorsu.kernel.errors import ChorsuError


class Command(BaseCommand):
    help = "Checks the archive's store (verify), or builds its tables again from the store (rebuild)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("verb", choices=["verify", "rebuild"])
        parser.add_argument("objects", nargs="*", metavar="PID", help="verify only these objects")
        parser.add_argument("--structure-only", action="store_true", help="do not read the content files")
        parser.add_argument("--json", action="store_true", help="end with one JSON object")

    def handle(self, *args, **options) -> None:
        result = self._verify(options) if options["verb"] == "verify" else self._rebuild()
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False))
        else:
            self.stdout.write(f"{result['objects']} objects, {len(result['problems'])} with problems.")
        if result["problems"]:
            sys.exit(1)

    def _verify(self, options) -> dict:
        count, problems = 0, {}
        if options["objects"]:
            for pid in options["objects"]:
                count += 1
                try:
                    found = [str(one) for one in actions.verify_object(objects.by_pid(pid)) if one.error]
                except ChorsuError as error:
                    found = [error.sentence]
                self._tell(pid, found, problems)
            return {"objects": count, "problems": problems}
        root = ocfl_store().root
        if not root.exists():
            return {"objects": 0, "problems": {}}
        for folder, findings in ocfl.validate_store(root, content=not options["structure_only"]):
            count += folder != root
            self._tell(folder.name, [str(one) for one in findings if one.error], problems)
        return {"objects": count, "problems": problems}

    def _rebuild(self) -> dict:
        count, problems = 0, {}
        for name, problem in actions.rebuild():
            count += 1
            self._tell(name, [problem] if problem else [], problems)
        return {"objects": count, "problems": problems}

    def _tell(self, name: str, found: list[str], problems: dict) -> None:
        if found:
            problems[name] = found
            self.stderr.write(f"{name}: {'; '.join(found[:5])}")
