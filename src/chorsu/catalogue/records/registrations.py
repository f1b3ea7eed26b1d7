"""Tells the house about settings, menu items, home-page blocks and covers of the catalogue."""

from django.utils.translation import gettext_lazy as _

from chorsu.people.libraries.settings_registry import Setting, declare

declare(
    Setting(
        "records.trust", int, 0, _("Weight of this library's records"),
        help=_("Where several libraries describe one edition, the one with the greater weight is heard first."),
        right="libraries.manage", minimum=0, maximum=100,
    )
)  # fmt: skip
