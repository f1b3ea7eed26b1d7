"""What can go wrong with stored bytes."""

from chorsu.kernel.errors import Invalid, NotFound, Unavailable, gettext_noop


class BlobMissing(NotFound):
    code = "storage.missing"
    text = gettext_noop("The stored file %(digest)s is not there.")
    advice = gettext_noop("Restore it from a backup; “chorsu backup verify” names every missing file.")


class BlobDamaged(Unavailable):
    code = "storage.damaged"
    text = gettext_noop("The stored file %(digest)s has changed since it was stored.")
    advice = gettext_noop("Restore it from a backup.")


class DigestInvalid(Invalid):
    code = "storage.digest"
    text = gettext_noop("“%(digest)s” is not the name of a stored file.")
    advice = gettext_noop("A name has 64 hexadecimal digits.")
