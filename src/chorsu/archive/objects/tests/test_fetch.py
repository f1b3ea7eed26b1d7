"""Readers' programs fetch pages, ranges of files, tiles and texts; mistyped addresses say so."""

import io

import pytest
from PIL import Image

from chorsu.archive.objects import queries
from chorsu.archive.objects.tests.makers import make_object

pytestmark = pytest.mark.django_db


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize(
    ("wanted", "status", "length"),
    [("bytes=0-9", 206, 10), ("bytes=-5", 206, 5), ("bytes=5-", 206, None), ("bytes=999999-", 416, 0), ("", 200, None)],
)
def test_a_range_of_a_file_is_sent(client, wanted, status, length):
    found = make_object()
    path = queries.named_file(found, "master/0001.png")[1]
    size = path.stat().st_size
    answer = client.get(f"/files/{found.pid}/master/0001.png", headers={"Range": wanted} if wanted else {})
    assert answer.status_code == status
    data = body(answer)
    if status != 416:
        assert len(data) == (length or (size - 5 if wanted else size))
        assert answer["Accept-Ranges"] == "bytes"
        assert path.read_bytes().find(data) >= 0
    else:
        assert answer["Content-Range"] == f"bytes */{size}"


def test_a_page_comes_at_the_width_asked_for_and_never_larger_than_the_scan(client):
    found = make_object()
    for asked, width in ((150, 200), (5000, 300), ("abc", 300)):
        image = Image.open(io.BytesIO(body(client.get(f"/objects/{found.pid}/pages/1/image?w={asked}"))))
        assert image.width == width


def test_tiles_cover_the_page_and_nothing_outside(client):
    found = make_object()
    start = f"/objects/{found.pid}/pages/1/image_files"
    assert 'Width="300" Height="400"' in client.get(f"/objects/{found.pid}/pages/1/image.dzi").content.decode()
    assert Image.open(io.BytesIO(client.get(f"{start}/9/0_0.jpg").content)).size == (300, 400)
    assert Image.open(io.BytesIO(client.get(f"{start}/8/0_0.jpg").content)).size == (150, 200)
    assert Image.open(io.BytesIO(client.get(f"{start}/0/0_0.jpg").content)).size == (1, 1)
    assert client.get(f"{start}/9/1_0.jpg").status_code == 404
    assert client.get(f"{start}/10/0_0.jpg").status_code == 404


def test_the_text_of_a_page_comes_with_its_words_and_their_places(client):
    found = make_object(pages=("Salom kitob",))
    answer = client.get(f"/api/v1/objects/{found.pid}/pages/1").json()
    assert answer["text"] == "Salom kitob"
    assert answer["words"][1] == {"text": "kitob", "x": 70, "y": 10, "w": 55, "h": 20, "confidence": 0.95}
    assert (answer["width"], answer["height"], answer["confidence"]) == (300, 400, 0.95)


@pytest.mark.parametrize("address", ["/objects/ozzz/pages/1/image", "/api/v1/objects/x/pages/1", "/files/o1/a"])
def test_a_mistyped_identifier_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["../../../etc/passwd", "master/../../secret", "master/none.png", "meta/object.json"])
def test_only_listed_files_are_served(client, name):
    assert client.get(f"/files/{make_object().pid}/{name}").status_code == 404


def test_a_page_that_is_not_there_is_not_found(client):
    found = make_object()
    assert client.get(f"/objects/{found.pid}/pages/99/image").status_code == 404
    assert client.get(f"/api/v1/objects/{found.pid}/pages/99").json()["code"] == "objects.unknown-page"


def test_the_list_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    for _ in range(6):
        make_object(pages=("a",))
    client.get("/api/v1/objects")
    with django_assert_max_num_queries(6):
        answer = client.get("/api/v1/objects").json()
    assert answer["total"] == 6
    assert answer["results"][0]["access"] == "public"


def test_texts_of_many_objects_stream_in_order():
    one, two = make_object(pages=("bir", "ikki")), make_object(pages=("uch",))
    assert list(queries.page_texts([two.pk, one.pk])) == [
        (one.pk, 1, "1", "bir"),
        (one.pk, 2, "2", "ikki"),
        (two.pk, 1, "1", "uch"),
    ]


def test_texts_of_many_objects_take_as_few_queries_as_those_of_one(django_assert_num_queries):
    found = [make_object(pages=["bir ikki", "uch"], title=str(number)) for number in range(5)]
    with django_assert_num_queries(2):
        assert len(list(queries.page_texts([one.pk for one in found]))) == 10
    rows = [one.pages.all()[0].pk for one in found]
    with django_assert_num_queries(2):
        assert [text for *_, text in queries.page_texts(page_ids=rows)] == ["bir ikki"] * 5
