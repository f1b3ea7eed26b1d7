"""The menu item of the audit trail."""

from django.utils.translation import gettext_lazy as _

from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem

menus.add(
    MenuItem(place="admin", label=_("Audit trail"), url_name="audit", right="audit.see", section="network", order=90)
)
