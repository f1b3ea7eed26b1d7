"""A reader opens a book: the gate first, then a page that needs no script."""

import pytest

from chorsu.archive.objects.tests.makers import make_library
from chorsu.catalogue.records.tests.makers import make_record
from chorsu.discovery.reader.tests.makers import make_book, make_recording, sit_in
from chorsu.people.accounts.tests.makers import make_account

pytestmark = pytest.mark.django_db

ROUTES = (
    "/read/{pid}",
    "/read/{pid}?page=2",
    "/read/{pid}?page=2&q=otgan",
    "/read/{pid}?page=2&view=text&script=latn",
    "/read/{pid}/qr.svg?page=2",
    "/api/v1/objects/{pid}/reading",
    "/api/v1/objects/{pid}/search?q=otgan",
    "/api/v1/objects/{pid}/pages/2/paragraphs",
)
SECRET = ("ўтган кунлар", "oʻtgan kunlar")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("access", ["signed-in", "on-site", "closed"])
def test_a_visitor_sees_nothing_of_a_book_that_is_not_open(client, access, route):
    book = make_book(access)
    answer = client.get(route.format(pid=book.pid))
    said = answer.content.decode()
    assert answer.status_code == 403
    assert not any(words in said for words in SECRET)
    assert f"rights.{access}" in said or "qr.svg" in route
    assert "public" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize("route", ROUTES)
def test_a_signed_in_reader_opens_what_is_open_to_readers(client, route):
    book = make_book("signed-in")
    client.force_login(make_account("dilnoza"))
    assert client.get(route.format(pid=book.pid)).status_code == 200


@pytest.mark.parametrize("route", ROUTES)
def test_inside_the_library_one_reads_what_is_open_there(client, route):
    book = make_book("on-site")
    sit_in(book.library)
    assert client.get(route.format(pid=book.pid)).status_code == 200


def test_inside_the_library_nothing_is_offered_to_take_along(client):
    book = make_book("on-site")
    sit_in(book.library)
    said = client.get(f"/read/{book.pid}").content.decode()
    assert "data-download" not in said
    assert "not taken away" in said


def test_a_withdrawn_book_does_not_even_say_its_title(client):
    book = make_book(withdrawn=True)
    answer = client.get(f"/read/{book.pid}")
    assert answer.status_code == 403
    assert book.title not in answer.content.decode()
    assert "This digital copy was withdrawn." in answer.content.decode()


def test_a_refusal_says_what_to_do(client):
    record = make_record(title="Oʻtkan kunlar")
    signed_in = client.get(f"/read/{make_book('signed-in', record=record).pid}?page=2").content.decode()
    assert "Sign in, or register at your library." in signed_in
    assert "?next=/read/" in signed_in and "page%3D2" in signed_in
    assert f'href="{record.get_absolute_url()}"' in signed_in
    on_site = make_book("on-site")
    assert f'href="/libraries/{on_site.library.code}/"' in client.get(f"/read/{on_site.pid}").content.decode()


def test_the_page_without_a_script_has_picture_text_and_ways_on(client):
    book = make_book(record=make_record())
    said = client.get(f"/read/{book.pid}?page=2").content.decode()
    assert f'src="/objects/{book.pid}/pages/2/image?w=1200"' in said
    assert "шунинг учун ўтган кунлар хотираси бу ерда қўл етадиган жойда" in said
    assert 'lang="uz-Cyrl"' in said
    assert 'href="?page=1"' in said and 'href="?page=3"' in said
    assert f'href="{book.record.get_absolute_url()}"' in said
    assert "Биринчи боб" in said
    assert "data-download" in said
    assert 'action="/language/"' in said and 'action="/appearance/"' in said


def test_the_first_and_the_last_page_lead_no_further(client):
    book = make_book()
    first, last = (client.get(f"/read/{book.pid}?page={number}").content.decode() for number in (1, 3))
    assert 'rel="prev" aria-label="Previous page" hidden' in first
    assert 'rel="next" aria-label="Next page" hidden' not in first
    assert 'rel="next" aria-label="Next page" hidden' in last


def test_the_text_is_shown_in_latin_letters_when_asked(client):
    book = make_book()
    said = client.get(f"/read/{book.pid}?page=2&view=text&script=latn").content.decode()
    assert "shuning uchun oʻtgan kunlar xotirasi bu yerda qoʻl yetadigan joyda" in said
    answer = client.get(f"/api/v1/objects/{book.pid}/pages/2/paragraphs?script=latn").json()
    assert answer["paragraphs"] == ["shuning uchun oʻtgan kunlar xotirasi bu yerda qoʻl yetadigan joyda"]


def test_a_script_nobody_knows_is_an_answer_and_no_fault(client):
    book = make_book()
    assert client.get(f"/read/{book.pid}?script=grek").status_code == 422
    assert client.get(f"/api/v1/objects/{book.pid}/pages/2/paragraphs?script=grek").status_code == 422


@pytest.mark.parametrize("number", ["0", "4", "99999", "abc", "-1", "1.5", "9" * 40, "%00", "٣"])
def test_a_page_that_is_not_there_is_a_404(client, number):
    book = make_book()
    assert client.get(f"/read/{book.pid}?page={number}").status_code == 404
    assert client.get(f"/read/{book.pid}/qr.svg?page={number}").status_code == 404
    assert client.get(f"/api/v1/objects/{book.pid}/pages/{number}/paragraphs").status_code == 404


@pytest.mark.parametrize("pid", ["o99999", "x", "oooo", "r12", "o" * 200])
def test_a_book_that_is_not_there_is_a_404(client, pid):
    assert client.get(f"/read/{pid}").status_code == 404
    assert client.get(f"/api/v1/objects/{pid}/search?q=a").status_code == 404


def test_a_book_without_files_yet_says_to_come_back(client):
    book = make_book()
    book.version = 0
    book.save(update_fields=["version"])
    answer = client.get(f"/read/{book.pid}")
    assert answer.status_code == 503
    assert "still being prepared" in answer.content.decode()


def test_a_recording_plays_with_the_browsers_own_controls(client):
    sound = make_recording(make_library())
    said = client.get(f"/read/{sound.pid}").content.decode()
    assert f'<audio id="media" controls preload="metadata" src="/files/{sound.pid}/master/recording.mp3"' in said
    assert 'data-time="60.5"' in said and "1:00" in said
    film = make_recording(make_library(), kind="video")
    assert '<video id="media" controls' in client.get(f"/read/{film.pid}").content.decode()
    assert client.get(f"/read/{film.pid}?page=1").status_code == 404


def test_the_frame_is_light(client):
    book = make_book(record=make_record())
    assert len(client.get(f"/read/{book.pid}").content) < 40_000


def test_opening_a_page_asks_the_database_little(client, django_assert_max_num_queries):
    book = make_book(record=make_record())
    client.force_login(make_account("dilnoza"))
    client.get(f"/read/{book.pid}")
    with django_assert_max_num_queries(26):
        client.get(f"/read/{book.pid}?page=2&q=otgan")


def test_the_citation_names_the_page(client):
    book = make_book(record=make_record(title="Oʻtkan kunlar"))
    said = client.get(f"/read/{book.pid}?page=2").content.decode()
    assert "Oʻtkan kunlar" in said
    assert f"P. 2. – URL: http://testserver/read/{book.pid}?page=2" in said


def test_the_qr_code_is_a_picture_of_the_address(client):
    book = make_book()
    answer = client.get(f"/read/{book.pid}/qr.svg?page=2")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content and b"<script" not in answer.content
