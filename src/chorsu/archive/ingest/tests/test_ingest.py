"""What Olga brings in becomes readable; what is broken says why and harms nothing else."""

import subprocess
import zipfile

import pytest
from PIL import Image

from chorsu.archive.ingest import actions
from chorsu.archive.ingest.adapters import sniffing
from chorsu.archive.ingest.errors import MissingSource, NothingToIngest, UnsafeArchive, UnusableEpub, UnusableRecording
from chorsu.archive.ingest.tests import makers
from chorsu.archive.objects import queries
from chorsu.archive.objects.errors import UnusablePdf
from chorsu.archive.objects.models import DigitalObject, Page
from chorsu.archive.objects.tests.makers import make_library
from chorsu.archive.ocr import actions as ocr
from chorsu.archive.preservation.queries import ocfl_store
from chorsu.archive.rights import queries as rights
from chorsu.formats import ocfl
from chorsu.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


def bring(path, **more):
    return actions.ingest(path, make_library(), more.pop("title", "Sinov"), **more)


def masters(found):
    return {file.name: queries.finding.path_of(file).read_bytes() for file in queries.files_of(found, "master")}


def test_a_folder_of_images_becomes_pages_in_natural_order_with_masters_untouched(tmp_path):
    folder = makers.book_folder(tmp_path / "book", "bir", "ikki")
    (folder / "page2.png").rename(folder / "page10.png")
    found = bring(folder, recognise=False)
    assert found.state == "processing"
    assert found.kind == "images"
    assert [page.label for page in queries.pages(found)] == ["page1", "page10"]
    assert list(masters(found).values()) == [(folder / "page1.png").read_bytes(), (folder / "page10.png").read_bytes()]
    assert ocfl.validate_object(ocfl_store().path(found.ark)) == []
    assert rights.access_class(found) == "public"


def test_recognition_is_queued_once_for_an_object(tmp_path):
    found = bring(makers.book_folder(tmp_path / "book", "bir"))
    ocr.start(found)
    assert Job.objects.filter(name="ocr.recognise").count() == 1


def test_a_file_that_is_no_image_fails_alone_and_says_why(tmp_path):
    folder = makers.book_folder(tmp_path / "book", makers.UZBEK)
    (folder / "page2.jpg").write_bytes(b"not an image at all")
    (folder / "page3.tif").write_bytes((folder / "page1.png").read_bytes()[:300])
    Image.new("L", (1, 1)).save(folder / "page4.png")
    found = ocr.recognise(bring(folder, recognise=False), processes=1)
    states = {page.label: (page.state, page.problem) for page in queries.pages(found)}
    assert found.state == "ready"
    assert found.failed_pages == 3
    assert states["page1"] == ("recognised", "")
    assert states["page2"][0] == "failed"
    assert "page2.jpg is no image" in states["page2"][1]
    assert states["page3"][0] == "failed"
    assert states["page4"][0] == "failed"
    assert "1 × 1 pixels" in states["page4"][1]
    assert len(masters(found)) == 4  # what came is kept, also what cannot be read


def test_an_object_whose_every_page_fails_is_failed_with_the_reason(tmp_path):
    (tmp_path / "only.jpg").write_bytes(b"nothing")
    found = bring(tmp_path / "only.jpg")
    assert found.state == "failed"
    assert "no image" in found.problem


def test_odd_images_are_brought_to_grey_or_colour_and_huge_ones_refused(tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    Image.new("CMYK", (40, 50), (0, 200, 200, 0)).save(folder / "1.tif")
    Image.new("I;16", (40, 50), 40000).save(folder / "2.tif")
    Image.new("RGBA", (40, 50), (255, 0, 0, 0)).save(folder / "3.png")
    Image.new("P", (40, 50)).save(folder / "4.gif")
    Image.new("1", (70_000, 20), 1).save(folder / "5.png")
    found = bring(folder, recognise=False)
    pages = list(queries.pages(found).select_related("file"))
    for page in pages[:4]:
        with Image.open(queries.page_image(page, 200)) as image:
            assert image.mode in {"L", "RGB"}
            assert image.size == (40, 50)
    assert pages[4].state == "failed"
    assert "70000 × 20" in pages[4].problem


def test_a_pdf_with_text_needs_no_recognition_and_its_words_have_places(tmp_path):
    found = bring(makers.pdf(tmp_path / "b.pdf", "Salom dunyo bu kitob matni ekan", "Ikkinchi sahifa ham matnga ega"))
    assert (found.kind, found.state, found.page_count) == ("pdf", "ready", 2)
    assert not Job.objects.exists()
    text = queries.page_text(queries.page(found, 1))
    assert text.text == "Salom dunyo bu kitob matni ekan"
    first = text.words[0]
    assert (first.text, first.x) == ("Salom", pytest.approx(300, abs=8))
    assert 0 < first.y < text.height
    assert list(queries.page_texts([found.pk]))[1][3] == "Ikkinchi sahifa ham matnga ega"
    with Image.open(queries.page_image(queries.page(found, 2), 400)) as image:
        assert image.width == 400


def test_a_scanned_pdf_is_recognised(tmp_path):
    makers.page_image(makers.UZBEK).save(tmp_path / "scan.pdf", resolution=150)
    found = ocr.recognise(bring(tmp_path / "scan.pdf", languages=["uz"], recognise=False), processes=1)
    assert "kunlar romani" in queries.page_text(queries.page(found, 1)).text
    assert found.state == "ready"


@pytest.mark.parametrize("damage", ["cut", "locked"])
def test_a_damaged_or_locked_pdf_says_so(tmp_path, damage):
    path = makers.pdf(tmp_path / "b.pdf", "Salom")
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:60])
    else:
        pikepdf = pytest.importorskip("pikepdf")
        with pikepdf.open(path) as document:
            document.save(tmp_path / "l.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
        path = tmp_path / "l.pdf"
    with pytest.raises(UnusablePdf, match="password" if damage == "locked" else "damaged"):
        bring(path)
    left = DigitalObject.objects.get()
    assert left.state == "failed"
    assert left.problem.startswith("The PDF cannot be used")
    assert not ocfl_store().exists(left.ark)


def test_an_epub_is_kept_as_it_came_and_read_without_its_scripts(tmp_path):
    evil = (
        "<h1>Bir</h1><p onclick='steal()'>Salom dunyo.<script>steal()</script> Yana.</p>"
        "<img src='http://tracker.example/x.png'/><a href='java&#10;script:steal()'>a</a>"
        "<a href='https://example.org/'>b</a><iframe src='x'/><p style='background:url(//evil/x)'>c</p>"
        "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script><a href='javascript:x'><text>t</text></a></svg>"
    )
    path = makers.epub(tmp_path / "b.epub", evil)
    found = bring(path)
    assert (found.state, found.kind, found.languages) == ("ready", "epub", ["uz"])
    assert masters(found)["master/book.epub"] == path.read_bytes()
    copy = queries.named_file(found, "access/book.epub")[1]
    with zipfile.ZipFile(copy) as book:
        assert book.namelist()[0] == "mimetype"
        assert "OPS/run.js" not in book.namelist()
        text = book.read("OPS/c1.xhtml").decode()
        package = book.read("OPS/book.opf").decode()
    for danger in ("script", "onclick", "tracker", "iframe", "evil"):
        assert danger not in text.lower(), danger
    assert "scripted" not in package
    assert "run.js" not in package
    assert "https://example.org/" in text
    assert "Salom dunyo." in text
    assert "Yana." in text
    assert [entry["label"] for entry in found.contents] == ["Birinchi bob", "Ikkinchi bob"]
    assert [(number, label) for _, number, label, _ in queries.page_texts([found.pk])] == [
        (1, "Birinchi bob"),
        (2, "Ikkinchi bob"),
    ]


@pytest.mark.parametrize("name", ["../../out.xhtml", "/etc/out", "OPS\\..\\out"])
def test_an_epub_that_climbs_out_is_refused(tmp_path, name):
    with pytest.raises(UnusableEpub, match="climbs out"):
        bring(makers.epub(tmp_path / "b.epub", **{name: "x"}))


def test_an_xml_bomb_in_an_epub_does_no_harm(tmp_path):
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + makers.chapter("<p>&b;</p>")
    found = bring(makers.epub(tmp_path / "b.epub", **{"OPS/c2.xhtml": bomb}))
    assert found.state == "ready"
    assert queries.page(found, 2).state == "blank"


def test_a_zip_of_images_is_unpacked_and_one_that_climbs_out_is_refused(tmp_path):
    folder = makers.book_folder(tmp_path / "book", "bir")
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    for path, name in ((good, "scan/page1.png"), (bad, "../../page1.png")):
        with zipfile.ZipFile(path, "w") as out:
            out.write(folder / "page1.png", name)
    assert bring(good, recognise=False).page_count == 1
    with pytest.raises(UnsafeArchive, match="climbs out"):
        bring(bad)
    assert not list(tmp_path.parent.glob("page1.png"))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("page1.png", b"\0" * 60_000_000)
    with pytest.raises(UnsafeArchive, match="too tightly"):
        bring(tmp_path / "bomb.zip")


@pytest.mark.parametrize("content", [b"", b"just words", b"MZ\x90\x00program"])
def test_what_the_archive_does_not_know_is_refused_at_the_door(tmp_path, content):
    (tmp_path / "thing.dat").write_bytes(content)
    with pytest.raises(NothingToIngest):
        bring(tmp_path / "thing.dat")
    assert not DigitalObject.objects.exists()


def test_a_missing_path_and_an_empty_folder_are_told_apart(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(MissingSource):
        bring(tmp_path / "none")
    with pytest.raises(NothingToIngest, match="empty"):
        bring(tmp_path / "empty")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    folder = makers.book_folder(tmp_path / "book", "bir")
    secret = tmp_path / "secret.png"
    makers.page_image("sir").save(secret)
    (folder / "page2.png").symlink_to(secret)
    assert bring(folder, recognise=False).page_count == 1


def test_a_recording_has_its_length_and_a_broken_one_is_refused(tmp_path):
    found = bring(makers.tone(tmp_path / "a.wav", 2))
    assert (found.kind, found.state, found.duration) == ("audio", "ready", pytest.approx(2, abs=0.05))
    (tmp_path / "b.mp3").write_bytes(b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\0" * 500)
    with pytest.raises(UnusableRecording):
        bring(tmp_path / "b.mp3")


def test_a_film_gets_a_poster(tmp_path):
    import shutil

    if not shutil.which("ffmpeg"):
        pytest.skip("ffmpeg is not installed")
    film = tmp_path / "f.mp4"
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=duration=1:size=160x120:rate=5", str(film)]
    subprocess.run(command, check=True)
    found = bring(film)
    assert (found.kind, found.state) == ("video", "ready")
    assert queries.thumbnail(found).read_bytes()[:3] == b"\xff\xd8\xff"


def test_preparing_again_after_a_stop_doubles_nothing(tmp_path):
    folder = makers.book_folder(tmp_path / "book", "bir", "ikki")
    found = bring(folder, recognise=False)
    actions.prepare(found, folder, recognise=False)
    assert Page.objects.filter(object=found).count() == 2
    assert len(queries.files_of(found, "master")) == 2


def test_real_books_of_others_are_read(shared, tmp_path):
    books = sorted((shared / "data/epub").rglob("*.epub"))
    documents = [path for path in sorted((shared / "data/pdf").rglob("*.pdf")) if path.stat().st_size < 300_000][:12]
    for path in books + documents:
        try:
            found = bring(path, recognise=False)
        except UnusablePdf:
            assert DigitalObject.objects.latest("pk").state == "failed"  # locked ones are among them
            continue
        assert found.page_count > 0, path.name
    assert sniffing.sniff(books[0]) == "application/epub+zip"


def test_an_upload_whose_preparation_meets_a_full_disk_says_so_and_is_tried_again(tmp_path, monkeypatch):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from chorsu.archive.ingest.adapters import examining
    from chorsu.foundation.jobs.actions import run_pending

    page = makers.book_folder(tmp_path / "book", "bir") / "page1.png"
    found, job = actions.deposit([SimpleUploadedFile("p.png", page.read_bytes())], make_library(), "Sinov")
    whole = examining.examine

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(examining, "examine", full)
    run_pending()
    found.refresh_from_db()
    job.refresh_from_db()
    assert (found.state, found.problem) == ("failed", "The preparation stopped: No space left on device.")
    assert job.state == "queued"
    monkeypatch.setattr(examining, "examine", whole)
    Job.objects.update(run_after=job.created)
    run_pending()
    found.refresh_from_db()
    assert (found.state, found.problem, found.page_count) == ("ready", "", 1)


def test_an_upload_that_ends_its_worker_each_time_does_not_wait_for_ever(tmp_path, monkeypatch):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from chorsu.foundation.jobs.actions import claim_next, run_claimed

    page = makers.book_folder(tmp_path / "book", "bir") / "page1.png"
    found, job = actions.deposit([SimpleUploadedFile("p.png", page.read_bytes())], make_library(), "Sinov")
    Job.objects.update(failures=job.retries)

    def killed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "prepare", killed)
    with pytest.raises(KeyboardInterrupt):
        run_claimed(claim_next())
    found.refresh_from_db()
    assert found.state == "failed"
    assert "ended several times" in found.problem
