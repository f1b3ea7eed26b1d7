"""Words for outcomes and terms: the one place where circulation's codes become sentences in the reader's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chorsu.kernel.errors import ChorsuError, Reason
from chorsu.lending.circulation.actions.scan import Scanned
from chorsu.lending.circulation.models import LoanKind, Rule
from chorsu.lending.circulation.rules.refusals import OVERRIDABLE
from chorsu.lending.circulation.rules.terms import DEFAULTS, Why

# What the desk can do at once about a reason: code → (mode of the new scan, override).
REMEDIES = {
    "circulation.reading-room-only": "on-site",
    "circulation.on-loan": "in",
    "circulation.already-theirs": "renew",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One reason in the reader's language, with the remedy the desk can offer."""

    code: str
    text: str
    advice: str
    mode: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the desk shows a scan. `tone`: ok, wait, bad or now; `sound` names the tone of the loudspeaker."""

    tone: str
    headline: str
    detail: str = ""
    lines: tuple[Line, ...] = ()
    overridable: bool = False


def filled(text: str, params: dict[str, Any]) -> str:
    """The translated sentence with its values; ISO dates in the reader's way of writing."""

    def shown(value: Any) -> Any:
        if isinstance(value, str) and len(value) == 10 and value[4:5] == "-":
            try:
                return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")
            except ValueError:
                return value
        return value

    said = _(text) if text else ""
    return said % {key: shown(value) for key, value in params.items()} if params and said else said


def line(reason: Reason) -> Line:
    """A reason as the desk shows it."""
    labels = {"on-site": _("Lend for the reading room"), "in": _("Check in"), "renew": _("Renew")}
    mode = REMEDIES.get(reason.code, "")
    return Line(
        reason.code,
        filled(reason.text, reason.params),
        filled(reason.advice, reason.params),
        mode,
        labels.get(mode, ""),
    )


def lines_of(error: ChorsuError) -> tuple[Line, ...]:
    """Every reason of an error; its own sentence where it has none."""
    if error.reasons:
        return tuple(line(reason) for reason in error.reasons)
    return (Line(error.code, filled(error.text, error.params), _(error.advice) if error.advice else ""),)


def outcome(scanned: Scanned) -> Outcome:
    """What the desk says after a scan."""
    if scanned.refused is not None:
        lines = lines_of(scanned.refused)
        if scanned.did == "unknown":
            headline = _("Unknown code")
        else:
            headline = ngettext("Refused: %(count)s reason", "Refused: %(count)s reasons", len(lines)) % {
                "count": len(lines)
            }
        codes = set(scanned.refused.codes)
        return Outcome("bad", headline, lines=lines, overridable=bool(codes) and codes <= OVERRIDABLE)
    if scanned.did == "reader":
        return Outcome("now", _("Reader opened"))
    if scanned.loan is not None and scanned.did == "out":
        return Outcome(
            "ok", _("Checked out"), _("Due %(date)s") % {"date": date_format(scanned.loan.due, "SHORT_DATE_FORMAT")}
        )
    if scanned.loan is not None:
        return Outcome(
            "ok", _("Renewed"), _("Due %(date)s") % {"date": date_format(scanned.loan.due, "SHORT_DATE_FORMAT")}
        )
    back = scanned.back
    assert back is not None, "what is neither refused nor lent nor a reader came back"
    late = (
        ngettext("%(days)s day late", "%(days)s days late", back.days_late) % {"days": back.days_late}
        if back.days_late
        else ""
    )
    if back.goes == "hold-shelf" and back.hold is not None:
        said = _("To the hold shelf, for %(reader)s") % {"reader": back.hold.patron.name}
        return Outcome("wait", _("Checked in"), " · ".join(filter(None, [said, late])))
    if back.goes == "transit":
        said = _("Send it to %(place)s") % {"place": back.to.name}
        return Outcome("wait", _("Checked in"), " · ".join(filter(None, [said, late])))
    return Outcome("ok", _("Checked in"), " · ".join(filter(None, [_("Back to its shelf"), late])))


def term_label(name: str) -> str:
    """The name of a term."""
    return {
        "lend": _("May be lent"), "days": _("Loan period in days"), "renewals": _("Renewals"), "limit": _("Loans at a time"),
        "overdue_block": _("Blocked after days overdue"), "holds": _("Holds at a time"), "shelf_days": _("Days on the hold shelf"),
        "fine": _("Fine per day"), "fine_limit": _("Fine at most"),
    }[name]  # fmt: skip


def term_value(value: Any) -> str:
    """The value of a term as a word or a number."""
    if value is True:
        return _("yes")
    if value is False:
        return _("no")
    return _("never") if value is None else str(value)


MATERIALS = {
    "book": gettext_lazy("Book"), "serial": gettext_lazy("Journal"), "issue": gettext_lazy("Issue"), "newspaper": gettext_lazy("Newspaper"),
    "map": gettext_lazy("Map"), "notated-music": gettext_lazy("Sheet music"), "audio": gettext_lazy("Audio"), "video": gettext_lazy("Video"),
    "manuscript": gettext_lazy("Manuscript"), "thesis": gettext_lazy("Thesis"), "article": gettext_lazy("Article"),
}  # fmt: skip


def scope_words(rule: Rule, categories: dict[str, str]) -> list[str]:
    """For whom and what a rule holds, in words; `categories` names the reader categories by code."""
    return [
        word for word in (
            categories.get(rule.category, rule.category),
            str(MATERIALS.get(rule.material, rule.material)),
            str(LoanKind(rule.kind).label) if rule.kind in LoanKind.values else rule.kind,
        ) if word
    ]  # fmt: skip


def sentences(terms: dict[str, Any]) -> list[tuple[str, str]]:
    """Terms as (label, value) in the order of the house."""
    return [(term_label(name), term_value(terms[name])) for name in DEFAULTS if name in terms]


def explained(why: list[Why]) -> list[dict[str, Any]]:
    """Each term with its value, the rule that gave it and what would else hold, in words."""
    return [
        {
            "label": term_label(entry.attribute), "value": term_value(entry.term.value), "rule": entry.term.rule,
            "name": entry.term.name, "version": entry.term.version,
            "others": "; ".join(
                f"{term_value(other.value)} ({other.name or _('default of the house')})" for other in entry.others
            ),
        }
        for entry in why
    ]  # fmt: skip
