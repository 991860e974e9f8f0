"""Audience tokens: the one language in which every app says who may see what."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from accounts.models.access_group import AccessGroupMember
from accounts.models.user import RoleAssignment, User

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

    Two queries, remembered on the instance; whoever sends mail later fetches the
    person anew, so that a right withdrawn meanwhile is seen.
    """
    if not isinstance(user, User):
        return frozenset({PUBLIC})
    remembered: frozenset[str] | None = user.__dict__.get("_audience_tokens")
    if remembered is None:
        remembered = audience_tokens_of([user])[user.pk]
        user.__dict__["_audience_tokens"] = remembered
    return remembered


def audience_tokens_of(users: Iterable[User]) -> dict[int, frozenset[str]]:
    """Name the audiences of many people at once, in two queries.

    Who cannot sign in belongs to the public only.
    """
    people = {user.pk: user for user in users}
    found: dict[int, set[str]] = defaultdict(lambda: {PUBLIC})
    for pk, user in people.items():
        found[pk] |= {SIGNED_IN, user_token(pk)} if user.is_active else set()
        if user.is_active and user.institution_id:
            found[pk].add(institution_token(user.institution_id))
    active = [pk for pk, user in people.items() if user.is_active]
    for held in RoleAssignment.objects.current().filter(user__in=active):
        found[held.user_id].add(role_token(held.role))
        if held.institution_id:
            found[held.user_id].add(institution_token(held.institution_id))
    for member in AccessGroupMember.objects.current().filter(user__in=active):
        found[member.user_id].add(group_token(member.group_id))
    return {pk: frozenset(found[pk]) for pk in people}
