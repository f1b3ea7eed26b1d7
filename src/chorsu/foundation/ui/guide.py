"""What the style guide shows: made-up content for every component, in the five languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chorsu.foundation.ui.covers import cover
from chorsu.kernel.paging import paginate

# Titles of real works (facts); the states beside them are samples.
BOOKS = (
    ("Oʻtkan kunlar", "Abdulla Qodiriy", "2019", "uz", "82"),
    ("Ўткан кунлар", "Абдулла Қодирий", "1974", "uz", "82"),
    ("Boburnoma", "Zahiriddin Muhammad Bobur", "1989", "uz", "94"),
    ("Белый пароход", "Чингиз Айтматов", "1980", "ru", "82"),
    ("Truyện Kiều", "Nguyễn Du", "2015", "vi", "82"),
    ("Oʻzbek atlasi va adras", "", "2015", "uz", "74"),
    ("Геометрия", "", "1975", "ru", "51"),
    ("Days Gone By", "Abdulla Qodiriy", "2018", "en", "82"),
    ("Kecha va kunduz", "Choʻlpon", "2012", "uz", "82"),
    ("Dế Mèn phiêu lưu ký", "Tô Hoài", "2018", "vi", "82"),
    ("Xamsa", "Alisher Navoiy", "1986", "uz", "82"),
    ("Навоий", "Ойбек", "1966", "uz", "82"),
)
COLOURS = ("paper", "raised", "sunk", "ink", "ink-2", "ink-3", "rule", "rule-2", "lapis", "turq", "saff", "saff-ink",
           "madder", "lapis-wash", "turq-wash", "saff-wash", "madder-wash", "mark", "deep")  # fmt: skip


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name"), help_text=_("As it stands in the passport."))
    email = forms.EmailField(label=_("E-mail"), required=False)
    born = forms.DateField(label=_("Date of birth"), widget=forms.DateInput(attrs={"type": "date"}))
    language = forms.ChoiceField(label=_("Language"), choices=[("uz", "Oʻzbekcha"), ("vi", "Tiếng Việt")])
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("a", _("Book")), ("b", _("Article"))], widget=forms.RadioSelect, initial="a"
    )
    file = forms.FileField(label=_("File"), required=False, help_text=_("PDF, EPUB or images, up to 2 GB."))
    keep = forms.BooleanField(label=_("Keep the history of my loans"), required=False)


def specimen(request: HttpRequest) -> dict[str, Any]:
    """The context of the style guide."""
    wrong = Sample({"name": "", "email": "dilnoza", "born": "2030-02-30", "kind": "a", "language": "uz"})
    wrong.is_valid()
    number = request.GET.get("page", "4")
    return {
        "form": wrong,
        "colours": COLOURS,
        "books": BOOKS,
        "now": timezone.now(),
        "page": paginate(range(2_000), int(number) if number.isdigit() else 1, 20),
        "levels": [messages.DEFAULT_TAGS[level] for level in (20, 25, 30, 40)],
    }


def sample_cover(number: int) -> str | None:
    """The drawn cover of a sample book, or None."""
    return cover(*BOOKS[number]) if 0 <= number < len(BOOKS) else None
