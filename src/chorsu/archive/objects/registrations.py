"""What the room of digital objects tells the house at start."""

from django.utils.translation import gettext_lazy as _

from chorsu.archive.objects import blocks
from chorsu.catalogue.records import slots
from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem

slots.add("read", blocks.ways_to_read, order=10)
slots.add_status(blocks.statuses, order=10)
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
