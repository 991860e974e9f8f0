"""The institution and the people that somebody may look after, or no page at all."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actions.staff import STAFF_ROLES
from accounts.http import AuthenticatedHttpRequest
from accounts.models import Institution, RoleAssignment, User
from accounts.models.access import Verb, can
from accounts.models.user import UserQuerySet
from accounts.roles import Role

P = ParamSpec("P")
PlaceView = Callable[
    Concatenate[AuthenticatedHttpRequest, Institution, P], HttpResponseBase
]


def at_managed_institution(
    view: PlaceView[P],
) -> Callable[Concatenate[AuthenticatedHttpRequest, P], HttpResponseBase]:
    """Give the view the institution, if the reader looks after its people.

    Signed out: to sign-in. Institutions are public, so of one that is not theirs
    the answer is 403; of none, 404.
    """

    @wraps(view)
    def guarded(
        request: AuthenticatedHttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        slug = kwargs.pop("slug")
        managed = Institution.objects.managed_by(request.user)
        place = managed.filter(slug=slug).first()
        if place is None:
            get_object_or_404(Institution, slug=slug)
            raise PermissionDenied
        return view(request, place, *args, **kwargs)

    return login_required(guarded)


def trail_of(place: Institution, *steps: tuple[str, str]) -> list[tuple[str, str]]:
    """Say where a page stands: the institution, its people, and what follows."""
    people = reverse("staff:list", args=[place.slug]) if steps else ""
    return [
        (place.short_name, reverse("institution", args=[place.slug])),
        (_("People"), people),
        *steps,
    ]


def decides_on_rights(user: User, place: Institution) -> bool:
    """Say whether `user` grants rights here: IT looks after accounts only."""
    is_above = user.is_administrator or user.has_role(Role.OFFICE)
    return is_above or place.pk in user.places_of(Role.HEAD)


def require_say_on_rights(user: User, place: Institution) -> None:
    if not decides_on_rights(user, place):
        raise PermissionDenied


def people_of(place: Institution) -> UserQuerySet:
    """People who work at the institution, or hold a role there, ended ones too."""
    held = RoleAssignment.objects.current().filter(institution=place)
    here = Q(institution=place) | Q(pk__in=held.values("user_id"))
    people: UserQuerySet = User.objects.filter(here)
    return people


def find_person(
    request: AuthenticatedHttpRequest, place: Institution, pk: int, verb: Verb
) -> User:
    """Fetch one of the staff to whom the reader may do this; 404 or 403 otherwise."""
    person: User = get_object_or_404(people_of(place), pk=pk)
    if not can(request.user, verb, person):
        raise PermissionDenied
    return person


def roles_to_give(user: User) -> tuple[Role, ...]:
    """Roles somebody may invite to: the office invites heads as well."""
    is_above = user.is_administrator or user.has_role(Role.OFFICE)
    return (*STAFF_ROLES, Role.HEAD) if is_above else STAFF_ROLES
