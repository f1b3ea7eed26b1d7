"""The look's own menu items: the home page."""

from django.utils.translation import gettext_lazy as _

from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem

menus.add(MenuItem(place="tabs", label=_("Home"), url_name="home", icon="home", order=10))
