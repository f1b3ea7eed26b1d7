"""What can go wrong while searching or indexing."""

from chorsu.kernel.errors import Conflict, Unavailable, gettext_noop


class IndexBusy(Conflict):
    """Another process holds the writer; an index has one writer, always."""

    code = "search.index-busy"
    text = gettext_noop("Another process is writing the search index.")
    advice = gettext_noop("Let it finish: it takes in every change that is waiting.")


class RebuildRunning(Conflict):
    """A rebuild is going on."""

    code = "search.rebuild-running"
    text = gettext_noop("The search index is being rebuilt already.")
    advice = gettext_noop("Wait for it; `chorsu index status` shows how far it is.")


class IndexAbsent(Unavailable):
    """There is no index to read."""

    code = "search.index-absent"
    text = gettext_noop("The search index has not been built yet.")
    advice = gettext_noop("Run `chorsu index rebuild`, or start the worker.")
