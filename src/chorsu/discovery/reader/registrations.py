"""What the reading room tells the house at start: going on reading, on the home page and under “My account”."""

from django.utils.translation import gettext_lazy as _

from chorsu.discovery.reader import blocks
from chorsu.foundation.ui import home, menus
from chorsu.foundation.ui.menus import MenuItem
from chorsu.people.accounts import sections
from chorsu.people.accounts.sections import Section

home.add(blocks.go_on, order=15)
sections.add(Section("reading", _("Reading"), blocks.my_reading, order=25))
menus.add(MenuItem(place="me", label=_("What I read"), url_name="my_reading", icon="book", order=30))
