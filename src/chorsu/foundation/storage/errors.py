"""What can go wrong with stored bytes."""

from chorsu.kernel.errors import Invalid, NotFound, Refused, Unavailable, gettext_noop


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


class NotEmpty(Refused):
    code = "storage.not-empty"
    text = gettext_noop("“%(folder)s” is not empty.")
    advice = gettext_noop("Name an empty place; nothing is ever overwritten.")


class BackupBroken(Invalid):
    code = "storage.backup-broken"
    text = gettext_noop("This backup is not whole: %(faults)s")
    advice = gettext_noop("Take another backup; keep this one for whatever is still good in it.")


class BackupImpossible(Unavailable):
    code = "storage.backup-impossible"
    text = gettext_noop("The backup could not be made or restored: %(why)s")
    advice = gettext_noop("Mend the cause and run the command again.")
