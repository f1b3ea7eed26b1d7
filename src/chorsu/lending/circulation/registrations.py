"""What lending offers to the shells below it."""

from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.holdings.ports import register_circulation
from chorsu.catalogue.records import slots
from chorsu.foundation.ui import menus
from chorsu.lending.circulation import blocks
from chorsu.lending.circulation.queries import circulation_of
from chorsu.people.accounts import sections

register_circulation(circulation_of)
slots.add("actions", blocks.hold, order=30)
slots.add("branch", blocks.hold_here, order=10)
sections.add_card(
    sections.Card(
        _("Desk"), "circulation:desk", _("Scan a card to lend; scan a copy to take it back."), icon="scan",
        right="circulation.lend", module="lending", order=10,
    )
)  # fmt: skip

for label, url_name, icon, right, order in (
    (_("Desk"), "circulation:desk", "scan", "circulation.lend", 10),
    (_("Holds"), "circulation:holds", "bell", "circulation.lend", 20),
    (_("Overdue"), "circulation:overdue", "back", "circulation.lend", 30),
    (_("Lending rules"), "circulation:rules", "sliders", "circulation.rules", 80),
):
    menus.add(
        menus.MenuItem(
            place="staff",
            label=label,
            url_name=url_name,
            icon=icon,
            right=right,
            module="lending",
            order=order,
            section="lending",
        )
    )
menus.add(menus.MenuItem(place="me", label=_("My loans"), url_name="circulation:my-loans", icon="shelf", order=20))
