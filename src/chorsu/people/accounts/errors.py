"""What can go wrong with accounts, roles and tokens, said in sentences."""

from chorsu.kernel.errors import Forbidden, Invalid, NotFound, Refused, gettext_noop


class NotAllowed(Forbidden):
    """The account lacks a right at a place. Parameters: `right`, `place`; machines and logs read them, people need not."""

    code = "accounts.not-allowed"
    text = gettext_noop("This account may not do that.")


class SignInNeeded(Forbidden):
    """Nobody is signed in."""

    code = "accounts.sign-in"
    status = 401
    text = gettext_noop("Sign in first.")
    advice = gettext_noop("Sign in, or send a valid token.")


class BadAccount(Invalid):
    """An account cannot be made or changed so; the reasons say why."""

    code = "accounts.bad-account"
    text = gettext_noop("The account cannot be kept like this.")


class UnknownAccount(NotFound):
    """No account has this name. Parameters: `username`."""

    code = "accounts.unknown"
    text = gettext_noop("There is no account called “%(username)s”.")
    advice = gettext_noop("Check how the name is written.")


class UnknownRole(Invalid):
    """There is no such role. Parameters: `role`."""

    code = "accounts.unknown-role"
    text = gettext_noop("There is no role called “%(role)s”.")


class CannotGrant(Forbidden):
    """Somebody wants to give a role that is more than his own, or outside his part of the tree."""

    code = "accounts.cannot-grant"
    text = gettext_noop(
        "You may give only roles that you could fill yourself, and only in your own part of the network."
    )
    advice = gettext_noop("Ask the manager above you.")


class LastAdministrator(Refused):
    """The last network administrator would go."""

    code = "accounts.last-administrator"
    text = gettext_noop("This is the last network administrator.")
    advice = gettext_noop("Give the role to somebody else first.")


class UnknownToken(NotFound):
    """The account has no such token."""

    code = "accounts.unknown-token"
    text = gettext_noop("There is no such token.")
    advice = gettext_noop("Reload the list of tokens.")


class TooManyTokens(Refused):
    """An account keeps only so many tokens. Parameters: `count`."""

    code = "accounts.too-many-tokens"
    text = gettext_noop("There are already %(count)s tokens.")
    advice = gettext_noop("Revoke one that is no longer used.")


class BadNetwork(Invalid):
    """Not an address range, or far too wide. Parameters: `cidr`."""

    code = "accounts.bad-network"
    text = gettext_noop("“%(cidr)s” is no usable address range.")
    advice = gettext_noop("Write it like 195.158.1.0/24.")
