"""What the room of rights tells the house at start: the setting that a library decides."""

from django.utils.translation import gettext_lazy as _

from chorsu.archive.rights.models import Access
from chorsu.people.libraries import settings_registry
from chorsu.people.libraries.settings_registry import Setting

settings_registry.declare(
    Setting(
        "archive.access",
        str,
        Access.CLOSED.value,
        _("Who may read digital objects unless it is said otherwise"),
        choices=Access.choices,
        right="archive.rights",
    )
)
