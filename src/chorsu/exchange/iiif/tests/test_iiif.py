"""A viewer elsewhere opens a scanned book: its manifest, its tiles, and what it is told when it may not."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from chorsu.archive.objects.models import DigitalObject, File, Representation
from chorsu.archive.objects.tests.makers import make_library, make_object
from chorsu.archive.rights.models import Condition
from chorsu.catalogue.records.tests.makers import make_record
from chorsu.exchange.iiif import rules
from chorsu.exchange.iiif.errors import BadImageRequest, NotOffered
from chorsu.exchange.opds.tests.schemas import Schemas
from chorsu.people.accounts.tests.makers import make_account


def seen(answer):
    assert answer.status_code == 200, answer.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


def shown(answer):
    assert answer.status_code == 200, answer.content
    return Image.open(io.BytesIO(answer.content))


def make_recording(kind="audio", name="master/recording.mp3", mime="audio/mpeg", duration=63.5, **properties):
    library = make_library()
    made = DigitalObject.objects.create(
        library=library, kind=kind, state="ready", title="Munojot", version=1, duration=duration, properties=properties
    )  # fmt: skip
    Condition.objects.create(object=made.pk, library=library, access="public")
    under = Representation.objects.create(object=made, kind="master")
    File.objects.create(representation=under, name=name, path=name, mime=mime, size=1, sha512="0")
    return made


@pytest.fixture
def book(db):
    record = make_record(make_library(), title="Oʻtkan kunlar")
    made = make_object(record=record, title="scan 17")
    made.contents = [{"label": "Birinchi boʻlim", "page": 2, "level": 1}, {"label": "gone", "page": 99, "level": 1}]
    made.save()
    return made


def test_a_manifest_has_a_canvas_a_page_with_its_image_service(client, book):
    answer = client.get(f"/iiif/manifests/{book.pid}")
    found = seen(answer)
    assert answer["Content-Type"] == "application/json"
    assert found["label"] == {"uz": ["Oʻtkan kunlar"]}
    assert [(one["width"], one["height"]) for one in found["items"]] == [(300, 400), (300, 400)]
    body = found["items"][1]["items"][0]["items"][0]["body"]
    assert body["service"][0]["id"].endswith(f"/iiif/3/{book.pid}-2")
    assert client.get(body["id"].partition("8000")[2]).status_code == 200
    assert [one["label"]["none"] for one in found["structures"][0]["items"]] == [["Birinchi boʻlim"]]
    assert {row["value"]["none"][0] for row in found["metadata"]} >= {"Oʻtkan kunlar", "Qodiriy, Abdulla"}
    assert "rec.identifier" in found["seeAlso"][0]["id"]
    linked = client.get(f"/iiif/manifests/{book.pid}", headers={"accept": "application/ld+json"})
    assert linked["Content-Type"] == 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'


def test_a_recording_is_a_canvas_that_lasts(client, db):
    canvas = seen(client.get(f"/iiif/manifests/{make_recording().pid}"))["items"][0]
    assert canvas["duration"] == 63.5 and "width" not in canvas
    assert canvas["items"][0]["items"][0]["body"]["type"] == "Sound"
    film = make_recording("video", "master/recording.mp4", "video/mp4", size=[640, 480])
    canvas = seen(client.get(f"/iiif/manifests/{film.pid}"))["items"][0]
    assert (canvas["width"], canvas["height"], canvas["duration"]) == (640, 480, 63.5)
    assert canvas["items"][0]["items"][0]["body"]["type"] == "Video"


def test_manifests_hold_to_the_published_schema(client, book, shared):
    folder = shared / "schemas" / "iiif"
    if not folder.is_dir():
        pytest.skip("shared data absent")
    Condition.objects.filter(pk=book.pk).update(statement="http://creativecommons.org/publicdomain/mark/1.0/")
    schemas = Schemas(folder)
    root = schemas.load("iiif/iiif_3_0.json")
    film = make_recording("video", "master/recording.mp4", "video/mp4", size=[640, 480])
    for one in (book, make_object(pages=("Bir",), title="Yakka"), make_recording(), film):
        found = seen(client.get(f"/iiif/manifests/{one.pid}"))
        assert list(schemas.problems(found, root, root)) == []
    wrong = seen(client.get(f"/iiif/manifests/{book.pid}")) | {"label": "no language map"}
    assert list(schemas.problems(wrong, root, root))


def test_an_image_describes_itself(client, book):
    answer = client.get(f"/iiif/3/{book.pid}-1/info.json")
    found = seen(answer)
    assert (found["width"], found["height"], found["profile"]) == (300, 400, "level2")
    assert {"width": 200, "height": 267} in found["sizes"]
    assert 'rel="profile"' in answer["Link"]
    there = client.get(f"/iiif/3/{book.pid}-1")
    assert (there.status_code, there["Location"]) == (303, f"/iiif/3/{book.pid}-1/info.json")


@pytest.mark.parametrize(
    ("asked", "size", "format"),
    [
        ("full/max/0/default.jpg", (300, 400), "JPEG"),
        ("full/150,/0/default.jpg", (150, 200), "JPEG"),
        ("full/,100/0/gray.png", (75, 100), "PNG"),
        ("full/!100,100/0/color.jpg", (75, 100), "JPEG"),
        ("full/30,30/0/bitonal.png", (30, 30), "PNG"),
        ("full/pct:10/0/default.jpg", (30, 40), "JPEG"),
        ("square/max/0/default.jpg", (300, 300), "JPEG"),
        ("10,20,100,50/max/90/default.jpg", (50, 100), "JPEG"),
        ("250,390,512,512/max/180/default.jpg", (50, 10), "JPEG"),
        ("pct:50,50,50,50/75,/270/default.jpg", (100, 75), "JPEG"),
        ("0,0,1,1/max/0/default.png", (1, 1), "PNG"),
    ],
)
def test_a_part_of_a_page_comes_at_the_size_asked_for(client, book, asked, size, format):
    answer = client.get(f"/iiif/3/{book.pid}-1/{asked}")
    found = shown(answer)
    assert (found.size, found.format) == (size, format)
    assert 'rel="canonical"' in answer["Link"]
    again = client.get(f"/iiif/3/{book.pid}-1/{asked}", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_the_part_is_the_right_part(client, book):
    """The page's number is printed near the upper left corner; the lower half is white."""
    upper = shown(client.get(f"/iiif/3/{book.pid}-1/0,0,40,40/max/0/gray.png"))
    lower = shown(client.get(f"/iiif/3/{book.pid}-1/0,200,300,200/max/0/gray.png"))
    assert upper.getextrema()[0] < 128 and lower.getextrema()[0] > 200


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("full/301,/0/default.jpg", 400),
        ("full/0,/0/default.jpg", 400),
        ("full/,/0/default.jpg", 400),
        ("full/pct:0/0/default.jpg", 400),
        ("full/pct:101/0/default.jpg", 400),
        ("full/full/0/default.jpg", 400),
        ("300,0,10,10/max/0/default.jpg", 400),
        ("0,0,0,10/max/0/default.jpg", 400),
        ("-1,0,10,10/max/0/default.jpg", 400),
        ("pct:100,0,10,10/max/0/default.jpg", 400),
        ("some/max/0/default.jpg", 400),
        ("full/max/361/default.jpg", 400),
        ("full/max/x/default.jpg", 400),
        ("full/max/0/native.jpg", 400),
        ("full/max/0/default.exe", 400),
        ("full/^600,/0/default.jpg", 501),
        ("full/max/45/default.jpg", 501),
        ("full/max/!0/default.jpg", 501),
        ("full/max/0/default.tif", 501),
    ],
)
def test_what_an_image_has_not_is_refused_in_words(client, book, asked, status):
    answer = client.get(f"/iiif/3/{book.pid}-1/{asked}")
    assert answer.status_code == status
    assert json.loads(answer.content)["error"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_what_is_not_there_is_told(client, book):
    epub = DigitalObject.objects.create(library=book.library, kind="epub", state="ready", title="E", version=1)
    Condition.objects.create(object=epub.pk, library=book.library, access="public")
    for path in (
        "manifests/nothing", f"manifests/{epub.pid}", "3/x-1/info.json", f"3/{book.pid}-9/info.json",
        f"3/{epub.pid}-1/info.json",
    ):  # fmt: skip
        answer = client.get(f"/iiif/{path}")
        assert answer.status_code == 404
        assert json.loads(answer.content)["error"]
    DigitalObject.objects.filter(pk=book.pk).update(state="draft")
    assert client.get(f"/iiif/manifests/{book.pid}").status_code == 404


PATHS = ("manifests/{pid}", "3/{pid}-1/info.json", "3/{pid}-1/full/max/0/default.jpg")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("access", "visitor", "reader"),
    [("public", 200, 200), ("signed-in", 401, 200), ("on-site", 403, 403), ("closed", 403, 403)],
)
def test_every_door_asks_the_gate(client, db, path, access, visitor, reader):
    address = "/iiif/" + path.format(pid=make_object(access=access).pid)
    answer = client.get(address)
    assert answer.status_code == visitor
    if visitor != 200:
        said = json.loads(answer.content)
        assert said["code"].startswith("rights.") and said["error"] and said["advice"]
        assert "no-store" in answer["Cache-Control"]
    client.force_login(make_account("dilnoza"))
    answer = client.get(address)
    assert answer.status_code == reader
    if reader == 200:
        assert ("public" in answer["Cache-Control"]) == (access == "public")


def test_a_withdrawn_book_is_shut(client, book):
    Condition.objects.filter(pk=book.pk).update(withdrawn=True)
    assert client.get(f"/iiif/manifests/{book.pid}").status_code == 403


def test_another_site_may_ask_first(client, book):
    answer = client.options(f"/iiif/3/{book.pid}-1/info.json")
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.post(f"/iiif/manifests/{book.pid}").status_code == 405


def test_a_long_book_takes_as_few_queries_as_a_short_one(client, db, django_assert_max_num_queries):
    long = make_object(pages=["sahifa"] * 30)
    with django_assert_max_num_queries(8):
        assert len(seen(client.get(f"/iiif/manifests/{long.pid}"))["items"]) == 30


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 60_000), st.integers(1, 60_000),
    st.from_regex(r"(full|square|\d{1,5},\d{1,5},\d{1,5},\d{1,5})", fullmatch=True),
    st.from_regex(r"(max|\d{0,5},\d{0,5}|!\d{1,4},\d{1,4}|pct:\d{1,3}(\.\d)?)", fullmatch=True),
)  # fmt: skip
def test_whatever_is_asked_is_inside_the_image_and_never_enlarged(width, height, region, size):
    try:
        wanted = rules.read(width, height, region, size, "0", "default", "jpg")
    except (BadImageRequest, NotOffered):
        return
    part = wanted.region
    assert 0 <= part.x < width and 0 <= part.y < height
    assert part.x + part.width <= width and part.y + part.height <= height
    assert 1 <= wanted.width <= min(part.width, rules.MOST) and 1 <= wanted.height <= min(part.height, rules.MOST)
