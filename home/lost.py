"""Help for who came to an address where nothing is, made of public things only.

Everything here follows from the address and from what a guest may see, so that the
answer to a secret thing and to nothing at all stays the same.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Institution, InstitutionKind
from home.models import InformationPage, MovedAddress
from home.models.moved import LONGEST

PUBLIC_PLACES, _PLACES_AGE = "home.lost.public_places", 60
_MOST_PLACES = 500
_MOST_WORDS, _SHORTEST_WORD = 6, 3
_ALIKE, _MATCHES = 0.72, 4
_WORD = re.compile(r"[^\W\d_]+")
# Parts of our own addresses and of other people's programs: nobody looks for them.
_NO_WORDS = {
    *("bank", "siec", "sieci", "watki", "aktualnosci", "placowki", "konto", "cms"),
    *("html", "htm", "php", "asp", "aspx", "index", "xml", "json", "txt", "www"),
    *("druk", "historia", "edycja", "podglad", "pliki", "recenzje", "strona"),
}


@dataclass(frozen=True)
class Place:
    """A public page of ours."""

    title: str
    url: str


@dataclass(frozen=True)
class Help:
    """What a page that is not there may offer."""

    words: str
    places: list[Place]


def moved_to(path: str) -> str | None:
    """Where an old address leads now; an address of our own, or nothing."""
    if len(path) > LONGEST or "\0" in path:
        return None
    found = MovedAddress.objects.select_related("page").filter(path=path).first()
    return found.destination if found else None


def help_for(path: str) -> Help:
    words = _words_of(path)
    return Help(" ".join(words), _close_to(path) if words else [])


def _words_of(path: str) -> list[str]:
    """Words worth searching for, from the last two parts of the address."""
    tail = " ".join([part for part in path[:LONGEST].split("/") if part][-2:])
    words = [word for word in _WORD.findall(tail) if len(word) >= _SHORTEST_WORD]
    return [word for word in words if word.lower() not in _NO_WORDS][:_MOST_WORDS]


def _close_to(path: str) -> list[Place]:
    places = {place.url: place for place in _public_places()}
    asked = f"/{path[:LONGEST].strip('/').lower()}/"
    return [
        places[url]
        for url in get_close_matches(asked, places, n=_MATCHES, cutoff=_ALIKE)
    ]


def _public_places() -> list[Place]:
    known: list[Place] | None = cache.get(PUBLIC_PLACES)
    if known is None:
        known = [*_steady(), *_pages(), *_institutions()]
        cache.set(PUBLIC_PLACES, known, _PLACES_AGE)
    return known


def _steady() -> list[Place]:
    return [
        Place(_("News"), reverse("news_list")),
        Place(_("Schools and kindergartens"), reverse("institution_list")),
        Place(_("Help"), reverse("help")),
        Place(_("Accessibility statement"), reverse("accessibility")),
        Place(_("Privacy"), reverse("privacy")),
    ]


def _pages() -> list[Place]:
    pages = InformationPage.objects.live()[:_MOST_PLACES]
    return [Place(page.title, page.url) for page in pages if page.url]


def _institutions() -> list[Place]:
    rows = Institution.objects.exclude(kind=InstitutionKind.OFFICE)
    return [
        Place(name, reverse("institution", args=[slug]))
        for name, slug in rows.values_list("name", "slug")[:_MOST_PLACES]
    ]
