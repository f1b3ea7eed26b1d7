"""The menu item of background work."""

from django.utils.translation import gettext_lazy as _

from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem

menus.add(
    MenuItem(place="admin", label=_("Background jobs"), url_name="jobs", right="jobs.see", section="network", order=80)
)
