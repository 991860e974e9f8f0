"""Who may do what to another person's account."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from accounts.models.institution import Institution
from accounts.models.user import User
from accounts.roles import Role


class Verb(StrEnum):
    """What may be done to somebody's account; nobody may do it to their own."""

    MANAGE = "manage"
    END = "end"
    RESTORE = "restore"
    CHANGE_ROLE = "change_role"
    DELEGATE = "delegate"
    RESET_SECOND_FACTOR = "reset_second_factor"
    VIEW_AS = "view_as"


# The head may hand over the care of accounts, but not the say over rights.
HEADS_VERBS = frozenset({Verb.CHANGE_ROLE, Verb.DELEGATE})
ADMINISTRATORS_VERBS = frozenset({Verb.RESET_SECOND_FACTOR, Verb.VIEW_AS})
# What the office leaves to administrators: power equal to its own, or greater.
BEYOND_OFFICE = frozenset({Role.OFFICE, Role.ADMINISTRATOR})


def roles_granted_by(user: User | AnonymousUser) -> tuple[Role, ...]:
    """Say which roles `user` gives and ends, for people whose account they manage."""
    if not isinstance(user, User) or not user.is_active:
        return ()
    if user.is_administrator:
        return tuple(Role)
    if user.has_role(Role.OFFICE):
        return tuple(role for role in Role if role not in BEYOND_OFFICE)
    return ()


def can(user: User | AnonymousUser, verb: Verb, person: User) -> bool:
    """Say whether `user` may do this to `person` today; asks the database.

    `User.objects.managed_by` is the same rule for many people at once.
    """
    managed = User.objects.managed_by(user).filter(pk=person.pk)
    if not isinstance(user, User) or not managed.exists():
        return False
    if verb in ADMINISTRATORS_VERBS:
        # Looking as another administrator would be borrowing their power.
        is_equal = verb == Verb.VIEW_AS and person.is_administrator
        return user.is_administrator and not is_equal
    if user.is_administrator or user.has_role(Role.OFFICE):
        return True
    if verb in HEADS_VERBS:
        return person.institution_id in user.places_of(Role.HEAD)
    return True


def looks_after(user: User | AnonymousUser, institution: Institution) -> bool:
    """Say whether `user` invites and looks after the people of an institution.

    `Institution.objects.managed_by` is the same rule for many at once.
    """
    if not isinstance(user, User) or not user.is_active:
        return False
    is_above = user.is_administrator or user.has_role(Role.OFFICE)
    return is_above or institution.pk in user.places_of(Role.HEAD, Role.SCHOOL_IT)
