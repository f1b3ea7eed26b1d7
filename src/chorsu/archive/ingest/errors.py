"""What can be wrong with something brought in."""

from chorsu.kernel.errors import Invalid, NotFound, gettext_noop


class NothingToIngest(Invalid):
    code = "ingest.nothing"
    text = gettext_noop("There is nothing in “%(name)s” that the archive can keep: %(detail)s.")
    advice = gettext_noop("Bring page images (TIFF, JPEG, PNG, JPEG 2000), a PDF, an EPUB, audio or video.")


class MissingSource(NotFound):
    code = "ingest.missing"
    text = gettext_noop("There is no file or folder “%(name)s”.")
    advice = gettext_noop("Check how the path is written.")


class UnsafeArchive(Invalid):
    code = "ingest.unsafe-archive"
    text = gettext_noop("“%(name)s” was not unpacked: %(detail)s.")
    advice = gettext_noop("Pack the files again with an ordinary program, or bring them as a folder.")


class UnusableEpub(Invalid):
    code = "ingest.unusable-epub"
    text = gettext_noop("The EPUB cannot be used: %(detail)s.")
    advice = gettext_noop("Ask whoever made it for a sound copy without locks.")


class UnusableRecording(Invalid):
    code = "ingest.unusable-recording"
    text = gettext_noop("The recording cannot be used: %(detail)s.")
    advice = gettext_noop("Save it again as WAV, FLAC, MP3, MP4 or WebM.")


class TooLarge(Invalid):
    code = "ingest.too-large"
    text = gettext_noop("“%(name)s” has %(size)s, more than the archive takes at once (%(limit)s).")
    advice = gettext_noop("Bring it in parts.")
