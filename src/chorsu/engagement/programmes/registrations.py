"""What programmes put on the home page and into the menus."""

from django.utils.translation import gettext_lazy as _

from chorsu.engagement.programmes import showing
from chorsu.foundation.ui import home, menus
from chorsu.foundation.ui.menus import MenuItem

MODULE = "outreach"
RIGHT = "programmes.manage"

for kind, label, icon, order in (
    ("books", _("Books of the week"), "star", 10),
    ("marathons", _("Reading marathons"), "event", 20),
):
    menus.add(
        MenuItem(
            place="staff", section="programmes", label=label, url_name="programmes:staff", args=(kind,), icon=icon,
            right=RIGHT, module=MODULE, order=order,
        )
    )  # fmt: skip
menus.add(MenuItem(place="reader", label=_("Marathons"), url_name="programmes:marathons", module=MODULE, order=50))
for label, url_name, order in (
    (_("Books of the week"), "programmes:weeks", 40),
    (_("Reading marathons"), "programmes:marathons", 50),
):
    menus.add(MenuItem(place="foot", section="reading", label=label, url_name=url_name, module=MODULE, order=order))

home.add(showing.week_block, order=10, slot="duo")
home.add(showing.marathon_block, order=10, slot="aside")
home.put_in_niche(showing.niche, order=10)
