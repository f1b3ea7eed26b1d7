"""What lending offers to the shells below it."""

from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.holdings.ports import register_circulation
from chorsu.foundation.ui import menus
from chorsu.lending.circulation.queries import circulation_of

register_circulation(circulation_of)

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
