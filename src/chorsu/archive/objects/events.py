"""What the archive tells the rooms above: search indexes, notices are written, feeds grow."""

from dataclasses import dataclass

from chorsu.foundation.events.events import event


@event("objects.object-ready")
@dataclass(frozen=True)
class ObjectReady:
    """A digital object can be read (again): every page was tried. `object` is its number."""

    object: int


@event("objects.pages-recognised")
@dataclass(frozen=True)
class PagesRecognised:
    """Pages got (new) text. `object` is the object's number, `pages` the page numbers."""

    object: int
    pages: list[int]


@event("objects.object-changed")
@dataclass(frozen=True)
class ObjectChanged:
    """Title, record or languages of a digital object changed."""

    object: int


@event("objects.object-withdrawn")
@dataclass(frozen=True)
class ObjectWithdrawn:
    """A digital object was taken out of sight (or put back: look at its state)."""

    object: int
