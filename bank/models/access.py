"""Who may do what to a material, and when."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.models.audience import audience_tokens
from accounts.roles import Role
from bank.models.material import Material
from bank.models.states import ReviewState


class Verb(StrEnum):
    READ = "read"
    EDIT = "edit"
    SUBMIT = "submit"
    CANCEL = "cancel"
    CLAIM = "claim"
    RELEASE = "release"
    NOTE = "note"
    RETURN = "return"
    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    FEATURE = "feature"
    UNFEATURE = "unfeature"
    DISCARD = "discard"


AUTHORS_VERBS = frozenset({Verb.EDIT, Verb.SUBMIT, Verb.CANCEL, Verb.WITHDRAW})
# A co-author may not throw away what somebody else began.
OWNERS_VERBS = AUTHORS_VERBS | {Verb.DISCARD}
# Never on one's own work: nobody vets themselves.
MODERATORS_VERBS = frozenset(Verb) - OWNERS_VERBS - {Verb.READ} | {Verb.WITHDRAW}
# Who may start; beginners are whoever writes for schools.
WRITING_ROLES = (
    Role.TEACHER,
    Role.SPECIALIST,
    Role.HEAD,
    Role.MODERATOR,
    Role.OFFICE,
    Role.EDITOR,
)


def _waiting(material: Material) -> bool:
    return material.review_state == ReviewState.WAITING


def _has_something_to_submit(material: Material) -> bool:
    newer = material.has_unpublished_changes or not material.live
    return newer and not _waiting(material)


_FITS: dict[Verb, Callable[[Material], bool]] = {
    Verb.READ: lambda _material: True,
    Verb.EDIT: lambda material: not _waiting(material),
    Verb.SUBMIT: _has_something_to_submit,
    Verb.CANCEL: _waiting,
    Verb.CLAIM: _waiting,
    Verb.RELEASE: _waiting,
    Verb.NOTE: _waiting,
    Verb.RETURN: _waiting,
    Verb.PUBLISH: _waiting,
    Verb.CORRECT: lambda material: material.live and not _waiting(material),
    Verb.WITHDRAW: lambda material: material.live,
    Verb.RESTORE: lambda material: material.is_withdrawn and not _waiting(material),
    Verb.FEATURE: lambda material: material.live and not material.is_featured,
    Verb.UNFEATURE: lambda material: material.is_featured,
    Verb.DISCARD: lambda material: material.was_never_submitted,
}


def fits(verb: Verb, material: Material) -> bool:
    """Say whether the state of the material lets anybody do this."""
    return _FITS[verb](material)


def may(user: User | AnonymousUser, verb: Verb, material: Material) -> bool:
    """Say whether this is the right person, whatever the state; reads `authors`."""
    if not material.audience_tokens & audience_tokens(user):
        return False
    if verb == Verb.READ:
        return True
    if not isinstance(user, User):
        return False
    if material.is_written_by(user):
        is_owner = material.owner_id == user.pk
        return verb in (OWNERS_VERBS if is_owner else AUTHORS_VERBS)
    return verb in MODERATORS_VERBS and user.has_role(Role.MODERATOR)


def can(user: User | AnonymousUser, verb: Verb, material: Material) -> bool:
    """Say whether `user` may do this to the material as it is now."""
    return may(user, verb, material) and fits(verb, material)


def can_write(user: User | AnonymousUser) -> bool:
    """Say whether `user` may start a material."""
    return isinstance(user, User) and user.is_active and user.has_role(*WRITING_ROLES)
