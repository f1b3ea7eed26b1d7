"""What the room of digital objects tells the house at start."""

from django.utils.translation import gettext_lazy as _

from chorsu.archive.objects import blocks
from chorsu.catalogue.records import slots
from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem
from chorsu.people.accounts import sections

slots.add("read", blocks.ways_to_read, order=10)
slots.add_status(blocks.statuses, order=10)
sections.add_card(
    sections.Card(
        _("Digital objects"), "staff_objects", _("Scans, e-books and recordings of your libraries."), icon="scan",
        right="archive.see", order=40,
    )
)  # fmt: skip
menus.add(
    MenuItem(
        place="staff",
        label=_("Digital objects"),
        url_name="staff_objects",
        icon="book",
        right="archive.see",
        section="archive",
        order=10,
    )
)
