"""What the reading room tells the house at start: ways into books on the record, home and account pages."""

from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.records import slots
from chorsu.discovery.reader import blocks
from chorsu.foundation.ui import home, menus
from chorsu.foundation.ui.menus import MenuItem
from chorsu.people.accounts import sections
from chorsu.people.accounts.sections import Section

slots.add("actions", blocks.read_now, order=10)
home.add(blocks.go_on, order=15)
sections.add(Section("reading", _("Reading"), blocks.my_reading, order=25))
menus.add(MenuItem(place="me", label=_("What I read"), url_name="my_reading", icon="book", order=30))
