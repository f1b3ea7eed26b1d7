"""What the look refuses."""

from chorsu.kernel.errors import Invalid, NotFound, gettext_noop


class UnknownLanguage(Invalid):
    code = "ui.unknown-language"
    status = 400
    text = gettext_noop("This language is not one of the interface languages.")
    advice = gettext_noop("Choose one of the languages in the menu.")


class UnknownCover(NotFound):
    code = "ui.unknown-cover"
    text = gettext_noop("There is nothing under this number to draw a cover for.")
