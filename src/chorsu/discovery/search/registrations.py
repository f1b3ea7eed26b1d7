"""What the search offers to the shells: the menu, the chips below the home page's search, the readiness check."""

from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.records.queries import shown_ids
from chorsu.discovery.search.adapters import place
from chorsu.foundation.api import health
from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem

menus.add(MenuItem(place="tabs", label=_("Search"), url_name="search:search", icon="search", order=20))
menus.add(MenuItem(place="reader", label=_("Catalogue"), url_name="search:search", order=10))
for _label, _fixed, _order in (
    (_("Everything"), "", 10),
    (_("Read now"), "?availability=online", 20),
    (_("On the shelf"), "?availability=shelf", 30),
    (_("Theses"), "?kind=thesis", 40),
):
    menus.add(MenuItem(place="scopes", label=_label, url_name="search:search", fixed=_fixed, order=_order))


def _ready() -> health.Answer:
    pair = place.serving()
    if pair is None:
        # A new installation is ready without an index: the first record makes one.
        return health.Answer(not shown_ids(limit=1), "no search index", essential=False)
    return health.Answer(True, f"{pair.records.count()} records and {pair.pages.count()} pages", essential=False)


health.register("search", _ready)
