"""What the accounts room tells the house at start: who may do what, whose a token is, menu items, its setting."""

from allauth.account.signals import user_signed_up
from django.utils.translation import gettext_lazy as _

from chorsu.foundation.api import doors, guards
from chorsu.foundation.ui import menus
from chorsu.foundation.ui.menus import MenuItem
from chorsu.people.accounts import actions, queries, sections
from chorsu.people.libraries import ports
from chorsu.people.libraries.settings_registry import Setting, declare

user_signed_up.connect(lambda user, **_kwargs: actions.welcome(user), weak=False, dispatch_uid="accounts.signed-up")
guards.register(queries.may)
doors.register_token_resolver(actions.account_of_token)
menus.guard(lambda request, right: queries.may(getattr(request, "user", None), right))
ports.register_places(queries.places)

declare(
    Setting(
        "accounts.staff-second-factor",
        bool,
        False,
        _("Staff must use a second factor"),
        _("An authenticator app or a security key, besides the password."),
    )
)

menus.add(MenuItem(place="tabs", label=_("Account"), url_name="account", icon="user", order=90))
menus.add(MenuItem(place="me", label=_("My account"), url_name="account", icon="user", order=10))
menus.add(
    MenuItem(
        place="admin",
        label=_("Members"),
        url_name="staff_members",
        icon="people",
        right="accounts.manage",
        section="network",
        order=20,
    )
)
sections.add_card(
    sections.Card(
        _("Members"),
        "staff_members",
        _("Accounts of colleagues and their roles."),
        icon="people",
        right="accounts.manage",
        order=80,
    )
)
sections.add_card(
    sections.Card(
        _("Libraries"),
        "staff_libraries",
        _("Addresses, opening hours, closing days, settings and modules."),
        icon="building",
        right="libraries.manage",
        order=85,
    )
)
