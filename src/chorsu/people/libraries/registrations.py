"""What the tree tells the house at start: the modules of the platform, menu items, the home page's block and figure."""

from django.utils.translation import gettext_lazy as _

from chorsu.foundation.ui import home, menus
from chorsu.foundation.ui.menus import MenuItem
from chorsu.people.libraries import blocks
from chorsu.people.libraries.settings_registry import Module, Setting, declare, declare_module

declare_module(Module("catalogue", _("Catalogue"), _("Records, holdings and items.")))
declare_module(Module("lending", _("Lending"), _("The desk, loans, holds and reader cards.")))
declare_module(Module("archive", _("Digital archive"), _("Scans, e-books, sound and video.")))
declare_module(Module("outreach", _("Programmes"), _("Reading marathons, events and exhibitions.")))
declare_module(Module("deposit", _("Legal deposit"), _("Publishers hand in copies and files."), default=False))
declare_module(Module("publishers", _("Publishers"), _("Offers and orders of publishers."), default=False))
declare_module(Module("acquisitions", _("Acquisitions"), _("Orders and the accession register."), default=False))
declare_module(Module("interlibrary", _("Interlibrary loan"), _("Copies from other libraries."), default=False))
declare_module(Module("reference", _("Ask a librarian"), _("Questions and answers."), default=False))

declare(
    Setting(
        "libraries.welcome",
        str,
        "",
        _("Words of welcome"),
        _("Shown on top of the library's page; empty for none."),
    )
)
declare(
    Setting(
        "libraries.language",
        str,
        "",
        _("Language of letters to readers"),
        _("Used when a reader chose none."),
        choices=(
            ("", _("As the reader's page")),
            ("uz", "Oʻzbekcha"),
            ("uz-cyrl", "Ўзбекча"),
            ("ru", "Русский"),
            ("en", "English"),
            ("vi", "Tiếng Việt"),
        ),
    )
)

menus.add(MenuItem(place="reader", label=_("Libraries"), url_name="libraries", icon="building", order=30))
menus.add(MenuItem(place="foot", label=_("Libraries"), url_name="libraries", section="about", order=10))
menus.add(
    MenuItem(
        place="admin",
        label=_("Libraries"),
        url_name="staff_libraries",
        icon="building",
        right="libraries.manage",
        section="network",
        order=10,
    )
)
menus.modules(blocks.module_on_here)

home.add(blocks.near_libraries, order=80)
home.add_figure(_("libraries"), blocks.library_count, order=10)
