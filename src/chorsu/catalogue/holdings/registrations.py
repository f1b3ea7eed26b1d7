"""Takes part in every import; lets a library say which of its branches a foreign code means."""

from django.utils.translation import gettext_lazy as _

from chorsu.catalogue.holdings.branches import MAP_SETTING
from chorsu.catalogue.holdings.stage import STAGE
from chorsu.catalogue.records.ports import register
from chorsu.people.libraries.settings_registry import Setting, declare

register(STAGE)
declare(
    Setting(
        MAP_SETTING, str, "", _("Codes of branches in imported records"),
        help=_("One a line: the code in the records, an equals sign, the code of the branch here."),
        right="records.import",
    )
)  # fmt: skip
