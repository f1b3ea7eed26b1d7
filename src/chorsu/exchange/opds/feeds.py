"""The catalogue's feeds without their writing: what they are called, where they lead, what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from chorsu.discovery.search.ports import Bucket
from chorsu.exchange.opds import making, queries, rules
from chorsu.exchange.opds.making import Link
from chorsu.exchange.opds.queries import Publication
from chorsu.foundation.ui.wording import language_name

MOST_LANGUAGES = 60


@dataclass(slots=True)
class Feed:
    """`navigation` or `publications`; `facets`: name of a group → its links."""

    title: str
    base: str  # address of the catalogue, with the version
    own: str  # address of this feed
    navigation: list[Link] = field(default_factory=list)
    publications: tuple[Publication, ...] = ()
    facets: dict[str, list[Link]] = field(default_factory=dict)
    wanted: rules.Wanted | None = None
    total: int = 0

    @property
    def turning(self) -> Iterator[tuple[str, str]]:
        """Links to other pages of a list."""
        if self.wanted is None:
            return iter(())
        return making.turning(self.own.partition("?")[0], self.wanted, self.total)


def root(base: str, navigation: str, acquisition: str) -> Feed:
    """The way in. `navigation` and `acquisition` are the media types of the writing."""
    return Feed(
        str(_("Chorsu: books to read now")), base, base,
        [
            Link(rules.NEW, f"{base}new", acquisition, str(_("New arrivals"))),
            Link("subsection", f"{base}languages", navigation, str(_("By language"))),
        ],
    )  # fmt: skip


def by_language(base: str, acquisition: str, viewer) -> Feed | None:
    """A link for every language; None while the search does not answer."""
    found, ready = queries.languages(viewer)
    if not ready:
        return None
    links = [
        Link(
            "subsection", base + "new" + rules.Wanted(language=code).address(), acquisition, _named(code), bucket.count
        )
        for bucket in found[:MOST_LANGUAGES]
        if (code := str(bucket.value))
    ]
    links = links or [Link(rules.NEW, f"{base}new", acquisition, str(_("New arrivals")))]
    return Feed(str(_("By language")), base, f"{base}languages", links)


def listed(base: str, name: str, wanted: rules.Wanted, acquisition: str, viewer) -> Feed | None:
    """New arrivals, or what a search finds; None while the search does not answer."""
    shelf = queries.shelf(wanted, viewer)
    if not shelf.ready:
        return None
    title = str(_("New arrivals"))
    if wanted.words:
        title = _("Search: %(words)s") % {"words": wanted.words}
    elif wanted.language:
        title = f"{title}: {_named(wanted.language)}"
    own = base + name
    feed = Feed(title, base, own + wanted.address(page=wanted.page), wanted=wanted, total=shelf.total)
    feed.publications = shelf.publications
    languages = _facet(own, wanted, "language", shelf.counts.get("language", ()), acquisition)
    if len(languages) > 1:
        feed.facets[str(_("Language"))] = languages
    if not feed.publications:
        # A list may not be empty in OPDS 2: there is always a way on.
        feed.navigation = [Link(rules.NEW, f"{base}new", acquisition, str(_("Nothing here. See the new arrivals.")))]
    return feed


def _facet(own: str, wanted: rules.Wanted, name: str, counts: tuple[Bucket, ...], mime: str) -> list[Link]:
    return [
        Link(
            rules.FACET, own + wanted.address(**{name: str(bucket.value)}), mime, _named(str(bucket.value)),
            bucket.count, str(bucket.value) == getattr(wanted, name),
        )
        for bucket in counts
    ]  # fmt: skip


def _named(code: str) -> str:
    name = language_name(code)
    return name[:1].upper() + name[1:]
