"""Audience tokens: the one language in which every app says who may see what."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from accounts.models.access_group import AccessGroupMember
from accounts.models.user import RoleAssignment, User
from accounts.models.viewing import is_viewed

PUBLIC = "public"
SIGNED_IN = "signed_in"


def institution_token(institution_id: int) -> str:
    return f"inst:{institution_id}"


def group_token(group_id: int) -> str:
    return f"group:{group_id}"


def role_token(role: str) -> str:
    return f"role:{role}"


def user_token(user_id: int) -> str:
    return f"user:{user_id}"


def audience_tokens(user: User | AnonymousUser) -> frozenset[str]:
    """Name every audience `user` belongs to today.

    One query beside that for `held_roles`, remembered on the instance; whoever sends
    mail later fetches the person anew, so that a right withdrawn meanwhile is seen.
    """
    if not isinstance(user, User):
        return frozenset({PUBLIC})
    remembered: frozenset[str] | None = user.__dict__.get("_audience_tokens")
    if remembered is None:
        groups = AccessGroupMember.objects.current().filter(user=user)
        remembered = (
            _tokens(user, user.held_roles, groups.values_list("group_id", flat=True))
            if user.is_active
            else frozenset({PUBLIC})
        )
        if is_viewed(user):
            remembered = frozenset(filter(_is_of_many, remembered))
        user.__dict__["_audience_tokens"] = remembered
    return remembered


def _is_of_many(token: str) -> bool:
    """Say whether a token stands for a role or a place, not for one's own circle."""
    return not token.startswith(("user:", "group:"))


def audience_tokens_of(users: Iterable[User]) -> dict[int, frozenset[str]]:
    """Name the audiences of many people at once, in two queries.

    Who cannot sign in belongs to the public only. A role without a place is held
    where the person works; with the last role there, the place is theirs no more.
    """
    people = list(users)
    active = [user.pk for user in people if user.is_active]
    roles: dict[int, list[tuple[str, int | None]]] = defaultdict(list)
    groups: dict[int, list[int]] = defaultdict(list)
    for held in RoleAssignment.objects.current().filter(user__in=active):
        roles[held.user_id].append((held.role, held.institution_id))
    for member in AccessGroupMember.objects.current().filter(user__in=active):
        groups[member.user_id].append(member.group_id)
    return {
        user.pk: _tokens(user, roles[user.pk], groups[user.pk])
        if user.is_active
        else frozenset({PUBLIC})
        for user in people
    }


def _tokens(
    user: User, roles: Iterable[tuple[str, int | None]], groups: Iterable[int]
) -> frozenset[str]:
    found = {PUBLIC, SIGNED_IN, user_token(user.pk), *map(group_token, groups)}
    for role, institution_id in roles:
        found.add(role_token(role))
        if place := institution_id or user.institution_id:
            found.add(institution_token(place))
    return frozenset(found)
