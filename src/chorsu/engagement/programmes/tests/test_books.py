"""Books of the week: who recommends, what readers see, what is refused."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from chorsu.catalogue.records.tests.makers import make_record
from chorsu.engagement.programmes import actions, queries
from chorsu.engagement.programmes.errors import AlreadyChosen, ModuleOff, NoWords, UnknownProgramme
from chorsu.engagement.programmes.models import BookOfTheWeek
from chorsu.engagement.programmes.tests.makers import WORDS, make_book, make_manager, make_nluz
from chorsu.foundation.audit.models import Entry
from chorsu.people.accounts.errors import NotAllowed
from chorsu.people.accounts.tests.makers import make_account
from chorsu.people.libraries.models import ModuleSwitch
from chorsu.people.libraries.tests.makers import make_library

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def library():
    return make_nluz()


@pytest.fixture
def tam(library):
    return make_manager(library)


def test_a_book_recommended_today_stands_on_the_home_page_in_the_readers_language(client, library, tam):
    book = make_book(library, tam)
    assert book.week.weekday() == 0
    page = client.get("/", headers={"Accept-Language": "uz-Cyrl"}).content.decode()
    assert "Илк ўзбек романи." in page
    assert 'lang="uz-Cyrl"' in page
    assert f"/covers/{book.record.pid}.svg" in page
    assert Entry.objects.filter(verb="programmes.book-chosen", target=f"book-of-the-week:{book.pk}").count() == 1
    with translation.override("ru"):
        assert (book.words, book.words_lang) == ("Первый узбекский роман.", "ru")
    with translation.override("vi"):
        assert book.words_lang == "uz"


def test_the_same_book_twice_in_a_week_is_refused_and_nothing_changes(library, tam):
    book = make_book(library, tam)
    with pytest.raises(AlreadyChosen):
        make_book(library, tam, book.record, week=book.week + timedelta(days=3))
    assert BookOfTheWeek.objects.count() == 1
    make_book(library, tam, book.record, week=book.week + timedelta(days=7))
    assert BookOfTheWeek.objects.count() == 2


def test_words_are_needed(library, tam):
    with pytest.raises(NoWords):
        make_book(library, tam, texts={"uz": "  ", "ru": ""})


def test_a_reader_and_another_librarys_manager_may_not_recommend(library, tam):
    other = make_manager(make_library("FRGN"), "olga")
    for who in (make_account("dilnoza"), other):
        with pytest.raises(NotAllowed):
            make_book(library, who)
    assert not BookOfTheWeek.objects.exists()
    book = make_book(library, tam)
    with pytest.raises(UnknownProgramme):
        queries.managed("books", book.pk, other)
    with pytest.raises(NotAllowed):
        actions.remove_book(book, by=other)


def test_a_library_that_switched_programmes_off_neither_adds_nor_shows(library, tam):
    make_book(library, tam)
    ModuleSwitch.objects.create(organisation=library, module="outreach", on=False)
    from chorsu.people.libraries.queries import cache

    cache.forget()
    assert queries.books_now() == []
    with pytest.raises(ModuleOff):
        make_book(library, tam, make_record(title="Xamsa"))


def test_books_of_coming_weeks_wait_and_old_ones_go(library, tam):
    today = timezone.localdate()
    make_book(library, tam, week=today + timedelta(days=14))
    make_book(library, tam, make_record(title="Xamsa"), week=today - timedelta(weeks=9))
    assert queries.books_now() == []
    last = make_book(library, tam, make_record(title="Shum bola"), week=today - timedelta(weeks=1))
    assert queries.books_now() == [last]


def test_past_weeks_ask_the_database_a_fixed_number_of_times(client, library, tam, django_assert_max_num_queries):
    for week in range(5):
        for title in ("Xamsa", "Navoiy"):
            make_book(library, tam, make_record(title=f"{title} {week}"), week=date(2026, 1, 5) + timedelta(weeks=week))
    client.get("/weeks/")
    with django_assert_max_num_queries(10):
        page = client.get("/weeks/").content.decode()
    assert page.count("Xamsa ") >= 5


def test_tam_adds_changes_and_takes_away_on_the_staff_pages(client, library, tam):
    client.force_login(tam, backend=BACKEND)
    record = make_record(title="Shum bola")
    assert "No book has been recommended yet" in client.get("/staff/programmes/books/", headers={"Accept-Language": "en"}).content.decode()  # fmt: skip
    form = {"library": library.pk, "record": f"http://testserver/records/{record.pid}", "week": "2026-11-18",
            "text_uz": WORDS["uz"], "recommended_by": "Olga Pak"}  # fmt: skip
    assert client.post("/staff/programmes/books/add/", form).status_code == 302
    book = BookOfTheWeek.objects.get()
    assert (book.record, book.week, book.recommended_by) == (record, date(2026, 11, 16), "Olga Pak")
    twice = client.post("/staff/programmes/books/add/", form, headers={"Accept-Language": "en"})
    assert twice.status_code == 422
    assert "is already a book of the week" in twice.content.decode()
    form |= {"text_uz": "", "text_ru": "Для школьников."}
    assert client.post(f"/staff/programmes/books/{book.pk}/", form).status_code == 302
    book.refresh_from_db()
    assert book.texts == {"ru": "Для школьников."}
    assert client.get(f"/staff/programmes/books/{book.pk}/remove/").status_code == 200
    assert BookOfTheWeek.objects.count() == 1
    client.post(f"/staff/programmes/books/{book.pk}/remove/")
    assert not BookOfTheWeek.objects.exists()


def test_mistakes_are_said_beside_their_fields(client, library, tam):
    client.force_login(tam, backend=BACKEND)
    form = {"library": library.pk, "record": "r0000", "week": "yesterday", "text_uz": " "}
    answer = client.post("/staff/programmes/books/add/", form, headers={"Accept-Language": "en"})
    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert set(errors) == {"record", "week", "text_uz"}
    assert "is no record that readers can see" in errors["record"][0]


def test_a_reader_is_shown_the_way_to_sign_in_and_told_no(client):
    assert client.get("/staff/programmes/books/").status_code == 302
    client.force_login(make_account("dilnoza"), backend=BACKEND)
    assert client.get("/staff/programmes/books/").status_code == 403
