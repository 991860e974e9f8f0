"""People as `search` sees them: a name, a place and roles in words; no address."""

from collections.abc import Collection, Iterator
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from accounts.models import RoleAssignment, User
from accounts.models.audience import SIGNED_IN
from accounts.models.user import UserQuerySet
from accounts.roles import Role
from home.actions.indexing import PERSON
from search.sources import Card, Document, Facet, Reader, Tab

# Somebody is found by name; the words of a school's name say little of its people.
_LEAST_WORDS = 150


class PersonSource:
    """Keeps `search.sources.Source` for people who can sign in and have a name."""

    key = PERSON
    measures = ()

    @property
    def tab(self) -> Tab:
        return Tab("osoby", gettext("People"), is_watched=False)

    @property
    def facets(self) -> list[Facet]:
        """None of their own; they share „placowka”, which the bank declares."""
        return []

    def all_pks(self) -> Iterator[int]:
        return _named().order_by("pk").values_list("pk", flat=True).iterator()

    def documents(self, pks: Collection[int]) -> Iterator[Document]:
        held = RoleAssignment.objects.current()
        found = _named().filter(pk__in=pks).select_related("institution")
        roles = Prefetch("role_assignments", held, to_attr="assignments_today")
        yield from map(_document, found.prefetch_related(roles))

    def visible(self, pks: Collection[int], user: Reader) -> set[int]:
        found = User.objects.visible_to(user).filter(pk__in=pks)
        return set(found.values_list("pk", flat=True))

    def titled(self, text: str, user: Reader, limit: int) -> list[int]:
        found = User.objects.visible_to(user).called(text)
        return list(found.order_by("last_name").values_list("pk", flat=True)[:limit])


def _named() -> UserQuerySet:
    # Without a name a person would be shown by e-mail address.
    found: UserQuerySet = User.objects.active().exclude(first_name="", last_name="")
    return found


def _document(person: User) -> Document:
    place = person.institution
    roles = _roles(person)
    said = [capfirst(", ".join(roles)), place.name if place else ""]
    return Document(
        source=PERSON,
        pk=person.pk,
        title=person.get_full_name(),
        body="\n".join(part for part in said if part),
        keywords=place.short_name if place else "",
        audience=frozenset({SIGNED_IN}),
        facets={"placowka": (str(place.pk),)} if place else {},
        card=Card(
            url=_written_by(person),
            kind=gettext("person"),
            title=person.get_full_name(),
            summary=" · ".join(part for part in said if part),
            icon="user-round",
        ),
        least_words=_LEAST_WORDS,
    )


def _roles(person: User) -> list[str]:
    held = {each.role for each in person.assignments_today}  # type: ignore[attr-defined]
    return [str(role.label) for role in Role if role in held]


def _written_by(person: User) -> str:
    """Where everything stands that this person wrote and the reader may see."""
    query = urlencode({"autor": person.get_full_name()})
    return f"{reverse('search:results')}?{query}"
