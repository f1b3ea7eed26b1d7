"""Which branch the codes found in records mean."""

from __future__ import annotations

from chorsu.people.libraries.models import Organisation
from chorsu.people.libraries.queries import setting

MAP_SETTING = "holdings.branch-map"


class Places:
    """The importing library's branches by code, ISIL and the library's own map of foreign codes."""

    def __init__(self, library: int) -> None:
        self.library = library
        self._by_code: dict[str, int] = {}
        organisation = Organisation.objects.get(pk=library)
        rows = Organisation.objects.filter(path__startswith=organisation.path) if organisation.path else [organisation]
        for row in rows:
            for code in (row.isil, row.code):
                if code:
                    self._by_code[code.lower()] = row.pk
        for line in str(setting(organisation, MAP_SETTING) or "").splitlines():
            foreign, _, own = line.partition("=")
            if own.strip().lower() in self._by_code:
                self._by_code[foreign.strip().lower()] = self._by_code[own.strip().lower()]
        self._warned: set[str] = set()

    def find(self, code: str) -> tuple[int, int, bool]:
        """(branch, library, known) for a code from a record; no code means the library itself."""
        if not code:
            return self.library, self.library, True
        branch = self._by_code.get(code.strip().lower())
        return (branch or self.library), self.library, branch is not None

    def first_time(self, code: str) -> bool:
        """True once per code and chunk, so that one unknown code is not remarked upon a thousand times."""
        if code in self._warned:
            return False
        self._warned.add(code)
        return True
