"""Words for what happened to an object: PREMIS event types in the reader's language."""

from django.utils.translation import gettext as _

from chorsu.archive.objects.models import ObjectEvent


def event_name(event: ObjectEvent) -> str:
    """What happened; a type without a word of its own is shown as it is kept."""
    return {
        "deposit": _("Deposited"),
        "ingestion": _("Brought in"),
        "completion": _("Made ready"),
        "recognition": _("Text recognised"),
        "description": _("Described anew"),
        "fixity check": _("Integrity checked"),
        "restoration": _("Restored from the store"),
        "withdrawal": _("Taken out of use"),
        "rights change": _("Access changed"),
        "policy assignment": _("Access changed"),
    }.get(event.kind, event.kind)


def outcome_name(event: ObjectEvent) -> str:
    """How it went."""
    return {
        "success": _("went well"),
        "warning": _("with a warning"),
        "failure": _("did not succeed"),
    }.get(event.outcome, event.outcome)
