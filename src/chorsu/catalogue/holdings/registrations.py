"""Takes part in every import and stands on the record page; lets a library say which branch a foreign code means."""

from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.holdings import blocks, queries
from chorsu.catalogue.holdings.branches import MAP_SETTING
from chorsu.catalogue.holdings.stage import STAGE
from chorsu.catalogue.records import slots
from chorsu.catalogue.records.ports import register
from chorsu.foundation.ui import home
from chorsu.people.libraries.settings_registry import Setting, declare

register(STAGE)
declare(
    Setting(
        MAP_SETTING, str, "", _("Codes of branches in imported records"),
        help=_("One a line: the code in the records, an equals sign, the code of the branch here."),
        right="records.import",
    )
)  # fmt: skip

slots.add("main", blocks.where, order=10)
slots.add_status(blocks.statuses, order=50)
slots.add_field("availability", blocks.field)
home.add_figure(_("copies"), queries.figure, order=20)
