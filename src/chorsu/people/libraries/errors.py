"""What can go wrong with the tree of organisations, said in sentences."""

from chorsu.kernel.errors import Invalid, Refused, gettext_noop


class UnknownLibrary(Invalid):
    """No organisation has this code. Parameters: `library`."""

    code = "libraries.unknown"
    text = gettext_noop("There is no library with the code “%(library)s”.")
    advice = gettext_noop("Look the code up in the list of libraries.")


class CodeTaken(Invalid):
    """Another organisation has this code already. Parameters: `library`."""

    code = "libraries.code-taken"
    text = gettext_noop("The code “%(library)s” belongs to another organisation.")
    advice = gettext_noop("Choose another code.")


class BadOrganisation(Invalid):
    """An organisation cannot be described so; the reasons name each value at fault."""

    code = "libraries.bad-organisation"
    text = gettext_noop("The organisation cannot be kept like this.")
    advice = gettext_noop("Correct the values named and try again.")


class WrongPlaceInTree(Refused):
    """The tree does not allow an organisation of this kind there, or it would stand under itself."""

    code = "libraries.wrong-place"
    text = gettext_noop("The organisation cannot stand there in the tree.")
    advice = gettext_noop("Choose another place in the tree.")


class NotEmpty(Refused):
    """The organisation has active parts, so it cannot be closed or deleted. Parameters: `count`."""

    code = "libraries.not-empty"
    text = gettext_noop("The organisation still has %(count)s active parts.")
    advice = gettext_noop("Close or move its parts first.")


class BadHours(Invalid):
    """Opening hours or closing days that make no sense; the reasons say which."""

    code = "libraries.bad-hours"
    text = gettext_noop("The opening hours cannot be kept like this.")


class UnknownSetting(Invalid):
    """No room declared a setting of this name. Parameters: `key`."""

    code = "libraries.unknown-setting"
    text = gettext_noop("There is no setting called “%(key)s”.")


class BadSettingValue(Invalid):
    """The value does not fit the setting's type. Parameters: `key`, `value`."""

    code = "libraries.bad-setting"
    text = gettext_noop("“%(value)s” is no value for the setting “%(key)s”.")


class UnknownModule(Invalid):
    """There is no module of this name. Parameters: `module`."""

    code = "libraries.unknown-module"
    text = gettext_noop("There is no module called “%(module)s”.")


class NotSwitchedOn(Refused):
    """The library does not use this module. Parameters: `module`, `library`."""

    code = "libraries.module-off"
    text = gettext_noop("The library %(library)s does not use the module “%(module)s”.")
    advice = gettext_noop("The manager of the library can switch it on.")
