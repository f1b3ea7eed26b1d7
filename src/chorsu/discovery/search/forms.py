"""The advanced search form. It only writes a query in the query language, so what it does can be read and kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from chorsu.discovery.search.queries.labels import KINDS
from chorsu.foundation.ui.wording import language_name

LANGUAGES = ("uz", "ru", "en", "vi", "kaa", "tg", "kk", "de", "fr", "ar", "fa")


def _languages() -> list[tuple[str, Any]]:
    return [("", _("Any language")), *((code, language_name(code).capitalize()) for code in LANGUAGES)]


class AdvancedForm(forms.Form):
    """One field a line; all of them must hold."""

    words = forms.CharField(label=_("All these words"), required=False, max_length=300)
    phrase = forms.CharField(label=_("These words side by side"), required=False, max_length=300)
    without = forms.CharField(label=_("None of these words"), required=False, max_length=300)
    title = forms.CharField(label=_("In the title"), required=False, max_length=300)
    author = forms.CharField(label=_("Author or other person"), required=False, max_length=300)
    subject = forms.CharField(label=_("Subject"), required=False, max_length=300)
    publisher = forms.CharField(label=_("Publisher or place"), required=False, max_length=300)
    number = forms.CharField(label=_("ISBN, ISSN or another number"), required=False, max_length=60)
    mark = forms.CharField(label=_("Class mark begins with"), required=False, max_length=60)
    since = forms.IntegerField(label=_("From the year"), required=False, min_value=0, max_value=9999)
    until = forms.IntegerField(label=_("To the year"), required=False, min_value=0, max_value=9999)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=_languages)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any kind")), *KINDS.items()])

    def clean(self) -> dict:
        values = super().clean() or self.cleaned_data
        since, until = values.get("since"), values.get("until")
        if since is not None and until is not None and since > until:
            self.add_error("until", _("The last year lies before the first."))
        if not any(value not in (None, "") for value in values.values()) and not self.errors:
            raise forms.ValidationError(_("Fill in at least one field."))
        return values

    def address(self) -> str:
        """The query string of the search page for what was filled in."""
        said = self.cleaned_data
        parts = [said["words"]]
        if said["phrase"]:
            parts.append(_quoted(said["phrase"]))
        parts += [f"-{word}" for word in said["without"].split()]
        for name, field in (
            ("title", "title"),
            ("author", "author"),
            ("subject", "subject"),
            ("publisher", "publisher"),
        ):
            parts += [f"{field}:{word}" for word in _bare(said[name]).split()]
        if said["number"]:
            parts.append(f"isbn:{_bare(said['number']).replace(' ', '')}")
        if said["mark"]:
            parts.append(f"class:{_quoted(said['mark'])}")
        pairs = [("q", " ".join(part for part in parts if part))]
        for name, value in (
            ("from", said["since"]),
            ("to", said["until"]),
            ("language", said["language"]),
            ("kind", said["kind"]),
        ):
            if value not in (None, ""):
                pairs.append((name, str(value)))
        return "?" + urlencode(pairs)


def _bare(text: str) -> str:
    return "".join(" " if sign in '"“”„«»()|' else sign for sign in text)


def _quoted(text: str) -> str:
    return '"' + "".join(" " if sign in '"“”„«»' else sign for sign in text).strip() + '"'
