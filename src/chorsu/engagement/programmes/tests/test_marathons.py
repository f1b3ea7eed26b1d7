"""Reading marathons: joining, one's own day, leaving without a trace."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from chorsu.catalogue.records.tests.makers import make_record
from chorsu.engagement.programmes import actions, queries, showing
from chorsu.engagement.programmes.errors import BadLength, HasParticipants, MarathonOver
from chorsu.engagement.programmes.models import Marathon, Participant
from chorsu.engagement.programmes.tests.makers import WORDS, make_manager, make_marathon, make_nluz
from chorsu.people.accounts.errors import SignInNeeded
from chorsu.people.accounts.tests.makers import make_account

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def library():
    return make_nluz()


@pytest.fixture
def tam(library):
    return make_manager(library)


@pytest.fixture
def dilnoza():
    return make_account("dilnoza")


def test_dilnoza_joins_late_and_begins_with_her_own_first_day(client, library, tam, dilnoza):
    marathon = make_marathon(library, tam)
    client.force_login(dilnoza, backend=BACKEND)
    assert "Join the marathon" in client.get("/", headers={"Accept-Language": "en"}).content.decode()
    client.post(f"/marathons/{marathon.pk}/join/")
    page = client.get(f"/marathons/{marathon.pk}/", headers={"Accept-Language": "en"})
    assert (page.context["own_day"], page.context["marathon"].day, page.context["passed"]) == (1, 20, 19)
    assert "Leave the marathon" in page.content.decode()
    marathon.refresh_from_db()
    assert marathon.took_part == 1


def test_joining_twice_counts_once_and_leaving_leaves_nothing(library, tam, dilnoza):
    marathon = make_marathon(library, tam)
    actions.join(marathon, by=dilnoza)
    actions.join(marathon, by=dilnoza)
    assert Marathon.objects.get().took_part == 1
    assert actions.leave(marathon, by=dilnoza)
    assert not actions.leave(marathon, by=dilnoza)
    assert Marathon.objects.get().took_part == 0
    assert not Participant.objects.exists()


def test_a_visitor_signs_in_first_and_comes_back(client, library, tam):
    marathon = make_marathon(library, tam)
    answer = client.post(f"/marathons/{marathon.pk}/join/")
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"next=/marathons/{marathon.pk}/")
    with pytest.raises(SignInNeeded):
        actions.join(marathon, by=None)
    assert not Participant.objects.exists()


def test_nobody_joins_a_marathon_that_is_over(library, tam, dilnoza):
    marathon = make_marathon(library, tam, start=timezone.localdate() - timedelta(days=40))
    with pytest.raises(MarathonOver):
        actions.join(marathon, by=dilnoza)
    assert queries.marathon_now() is None


def test_start_and_length_are_a_promise_to_those_who_joined(library, tam, dilnoza):
    marathon = make_marathon(library, tam)
    actions.join(marathon, by=dilnoza)
    with pytest.raises(HasParticipants):
        actions.change_marathon(marathon, marathon.record, marathon.start, 20, WORDS, by=tam)
    assert Marathon.objects.get().days == 30
    actions.change_marathon(marathon, marathon.record, marathon.start, 30, {"en": "Read on."}, by=tam, minutes=14)
    assert (Marathon.objects.get().texts, Marathon.objects.get().minutes) == ({"en": "Read on."}, 14)


@pytest.mark.parametrize("days", [0, 1, 367])
def test_a_marathon_has_a_sensible_length(library, tam, days):
    with pytest.raises(BadLength):
        make_marathon(library, tam, days=days)


def test_the_home_page_shows_what_goes_on_before_what_comes(library, tam):
    today = timezone.localdate()
    coming = make_marathon(library, tam, make_record(title="Xamsa"), start=today + timedelta(days=5))
    assert queries.marathon_now() == coming
    now = make_marathon(library, tam, start=today - timedelta(days=3))
    assert queries.marathon_now() == now


def test_a_month_after_the_end_names_are_forgotten_and_the_number_stays(library, tam, dilnoza):
    marathon = make_marathon(library, tam)
    actions.join(marathon, by=dilnoza)
    assert actions.forget_names(marathon) == 0
    Marathon.objects.update(start=timezone.localdate() - timedelta(days=61))
    assert actions.forget_names(Marathon.objects.get()) == 1
    assert (Participant.objects.count(), Marathon.objects.get().took_part) == (0, 1)
    assert not Marathon.objects.get().names_kept


def test_thirty_days_are_thirty_stars_and_a_year_is_a_bar():
    drawn = showing.stars(30, 20)
    kinds = [star["kind"] for star in drawn["stars"]]
    assert (kinds.count("d"), kinds.count("t"), kinds.count("n"), drawn["height"]) == (19, 1, 10, 84)
    assert showing.stars(365, 20)["stars"] == []


def test_tam_announces_a_marathon_and_takes_it_away(client, library, tam):
    client.force_login(tam, backend=BACKEND)
    record = make_record(title="Boburnoma")
    form = {"library": library.pk, "record": record.pid, "start": "2026-11-01", "days": "30", "minutes": "",
            "text_en": "A king's own words."}  # fmt: skip
    assert client.post("/staff/programmes/marathons/add/", form).status_code == 302
    marathon = Marathon.objects.get()
    assert (marathon.record, marathon.last_day, marathon.minutes) == (record, date(2026, 11, 30), None)
    bad = client.post(f"/staff/programmes/marathons/{marathon.pk}/", form | {"days": "1"})
    assert bad.status_code == 422
    assert "days" in bad.context["form"].errors
    assert "Boburnoma" in client.get("/staff/programmes/marathons/").content.decode()
    client.post(f"/staff/programmes/marathons/{marathon.pk}/remove/")
    assert not Marathon.objects.exists()


def test_the_list_of_marathons_asks_the_database_a_fixed_number_of_times(
    client, library, tam, django_assert_max_num_queries
):
    for number in range(6):
        make_marathon(library, tam, make_record(title=f"Kitob {number}"))
    client.get("/marathons/")
    with django_assert_max_num_queries(8):
        assert client.get("/marathons/").content.decode().count("Kitob ") >= 6
