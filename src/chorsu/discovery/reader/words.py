"""The sentences the reading room's programs say, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _


def for_scripts() -> dict[str, str]:
    """Key → sentence; names in braces are filled in by the program."""
    return {
        "page": _("Page {page} of {count}"),
        "short": _("p. {page}"),
        "found": _("Found in {count} places"),
        "nothing": _("These words were not found in the book. Try a part of a word, or fewer words."),
        "apart": _("The words do not stand together; these pages hold all of them."),
        "more": _("Only the first {count} places are shown. Add a word to find fewer."),
        "failed": _("The server did not answer. Look at your connection and try again."),
        "searching": _("Searching"),
        "no_text": _("This page has no text."),
        "kept": _("You stopped at page {page}."),
        "kept_time": _("You stopped at {time}."),
        "kept_book": _("You stopped here last time: {percent} of the book."),
        "left": _("{percent} read"),
        "copied": _("The text of the page has been copied."),
        "full": _("Full screen"),
        "sleep": _("Stops in {minutes} minutes"),
        "slept": _("The sleep timer has stopped the recording."),
        "unreadable": _("This file cannot be shown here. Read the text, or download the file."),
        "cite_page": _("P. {page}"),
        "chapter": _("Chapter {page} of {count}"),
    }
