"""The rule of access to a material, said twice: as a filter and as tokens.

A test compares both for every role, visibility and state.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.models.audience import (
    PUBLIC,
    SIGNED_IN,
    group_token,
    institution_token,
    role_token,
    user_token,
)
from accounts.roles import Role
from bank.models.states import ReviewState
from bank.models.visibility import Visibility

if TYPE_CHECKING:
    from bank.models.material import Material


def permitted(tokens: frozenset[str]) -> Q:
    """Match materials whose visibility lets in somebody with these tokens."""
    query = Q(visibility=Visibility.PUBLIC)
    if SIGNED_IN in tokens:
        query |= Q(visibility=Visibility.SIGNED_IN)
    named = {"inst": "visibility_institution", "group": "visibility_group"}
    where = {"inst": Visibility.INSTITUTION, "group": Visibility.NETWORK}
    for kind, field in named.items():
        if keys := _keys(tokens, kind):
            query |= Q(("visibility", where[kind]), (f"{field}__in", keys))
    for role in _keys(tokens, "role"):
        query |= Q(visibility=Visibility.ROLES, visibility_roles__contains=f" {role} ")
    return query


def _keys(tokens: frozenset[str], kind: str) -> list[str]:
    prefix = f"{kind}:"
    return sorted(t.removeprefix(prefix) for t in tokens if t.startswith(prefix))


def material_tokens(material: Material) -> frozenset[str]:
    """Name the audiences of one material; reads `authors`."""
    tokens = {
        user_token(pk)
        for pk in (material.owner_id, *(a.user_id for a in material.authors.all()))
        if pk is not None
    }
    if material.live or material.withdrawn_at is not None:
        tokens |= visibility_tokens(material)
    if material.review_state == ReviewState.WAITING:
        tokens.add(role_token(Role.MODERATOR))
    return frozenset(tokens)


def visibility_tokens(material: Material) -> set[str]:
    """Name the audiences that the visibility alone lets in."""
    return tokens_of(
        Visibility(material.visibility),
        material.visibility_institution_id,
        material.visibility_group_id,
        material.allowed_roles,
    )


def tokens_of(
    visibility: str, institution: int | None, group: int | None, roles: Iterable[str]
) -> set[str]:
    """The same of the four columns that say it."""
    if visibility == Visibility.ROLES:
        return {role_token(role) for role in roles}
    alone = {
        Visibility.PUBLIC: PUBLIC,
        Visibility.SIGNED_IN: SIGNED_IN,
        Visibility.INSTITUTION: institution and institution_token(institution),
        Visibility.NETWORK: group and group_token(group),
    }
    token = alone.get(Visibility(visibility))
    return {str(token)} if token else set()


def is_no_wider(text: Material, published: Material) -> bool:
    """Say whether the visibility of `text` lets in nobody new."""
    now, before = visibility_tokens(text), visibility_tokens(published)
    if PUBLIC in before:
        return True
    if SIGNED_IN in before:
        return PUBLIC not in now
    return now <= before


def write_roles(roles: list[str]) -> str:
    """Store role keys so that a filter can find one: each between spaces."""
    return f" {' '.join(sorted(set(roles)))} " if roles else ""
