"""What the room of readers tells the house at start."""

from django.utils.translation import gettext_lazy as _

from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem
from chorsu.people.accounts import ports as accounts
from chorsu.people.accounts import sections
from chorsu.people.libraries import ports as libraries
from chorsu.people.patrons import blocks, queries

accounts.register_belonging(queries.home_libraries)
libraries.register_home(blocks.home_of)

sections.add(sections.Section("card", _("Reader card"), blocks.card_section, order=5))
sections.add(sections.Section("privacy", _("Privacy"), blocks.privacy_section, order=80))
sections.add_card(
    sections.Card(
        _("Readers"),
        "staff_patrons",
        _("Register readers, renew and replace cards."),
        icon="people",
        right="patrons.see",
        module="lending",
        order=20,
    )
)
menus.add(
    MenuItem(
        place="staff",
        label=_("Readers"),
        url_name="staff_patrons",
        icon="people",
        right="patrons.see",
        module="lending",
        section="lending",
        order=20,
    )
)
for label, url_name, right, order in (
    (_("Categories of readers"), "staff_categories", "patrons.categories", 60),
    (_("Readers to be forgotten"), "staff_erasures", "patrons.erase", 65),
):
    item = MenuItem(
        place="staff", label=label, url_name=url_name, right=right, module="lending", section="lending", order=order
    )
    menus.add(item)
