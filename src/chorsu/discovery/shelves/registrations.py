"""What the shelf tells the house at start."""

from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.records import slots
from chorsu.discovery.shelves import blocks
from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem

slots.add("actions", blocks.button, order=40)
for _place in ("top", "tabs", "me"):
    menus.add(MenuItem(place=_place, label=_("My shelf"), url_name="my_shelf", icon="shelf", order=40))
